//! New notices and fixed pages: a few fields and a text.

use jiff::ToSpan;

use super::{NewFile, Title};
use crate::check::EXAMPLES;
use crate::cli::{today, yaml};

pub fn notice(title: &Title) -> NewFile {
    let from = today();
    let to = from.saturating_add(7.days());
    NewFile {
        path: format!("content/avvisi/{}.md", title.slug),
        text: format!(
            "---\ntitolo: {}\n\n## Primo e ultimo giorno in cui si mostra.\ndal: {from}\nal: {to}\n\n## informazione, attenzione oppure emergenza\nlivello: informazione\n\n## Se vale solo in alcuni Comuni, togli il # e scrivi i loro nomi.\n# comuni: [nome-del-comune]\n\n## Togli questa riga quando l'avviso è pronto.\nbozza: sì\n---\n{} una o due frasi: che cosa succede e che cosa fare.\n",
            yaml::text(&title.text),
            EXAMPLES[0]
        ),
        next: "Creato. È una bozza: correggi i giorni e il testo, poi togli `bozza: sì`.".to_owned(),
    }
}

pub fn page(title: &Title) -> NewFile {
    NewFile {
        path: format!("content/pagine/{}.md", title.slug),
        text: format!(
            "---\ntitolo: {}\n\n## Una o due frasi: che cosa si legge qui.\ndescrizione_breve: {}\n\naggiornato_il: {}\n\n## Togli questa riga quando la pagina è pronta.\nbozza: sì\n---\n{} il testo. Ogni parte ha un titolo come quello qui sotto.\n\n## {} un titolo\n\n{} il resto.\n",
            yaml::text(&title.text),
            EXAMPLES[1],
            today(),
            EXAMPLES[0],
            EXAMPLES[0],
            EXAMPLES[0]
        ),
        next: "Creata. È una bozza: scrivi il testo, poi togli `bozza: sì`. Compare da sola in fondo al sito."
            .to_owned(),
    }
}
