//! A new organisation: what is known is written, the rest is proposed.

use super::{NewFile, Title, sample};
use crate::cli::yaml;
use crate::model::fields::ENTE;
use crate::model::names::Names;
use crate::model::schema::{Field, Presence};

const HEAD: &str = "\
# yaml-language-server: $schema=../../.vscode/schemi/ente.schema.json
## Le righe con ## sono spiegazioni. Le altre righe con # sono campi da usare: togli il # davanti.
";

pub fn prepare(title: &Title) -> NewFile {
    let names = Names::default();
    let fields = |presence| ENTE.fields().filter(move |field| field.presence == presence);
    let required: String =
        fields(Presence::Required).map(|field| format!("\n{}", required(field, title, &names))).collect();
    let proposed: String =
        fields(Presence::Advised).map(|field| format!("\n{}", sample::proposed(field, &names))).collect();
    let others: String = fields(Presence::Optional).map(sample::described).collect();
    NewFile {
        path: format!("content/enti/{}.yaml", title.slug),
        text: format!("{HEAD}{required}{proposed}\n## Altri campi che puoi scrivere:\n{others}"),
        next: format!("Creato: correggi `tipo` e aggiungi i contatti. Nelle schede si scrive `ente: {}`.", title.slug),
    }
}

fn required(field: &Field, title: &Title, names: &Names) -> String {
    if field.key == "nome" {
        return format!("{}nome: {}\n", sample::explanation(field, names), yaml::text(&title.text));
    }
    sample::explained(field, names)
}
