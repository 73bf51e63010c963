//! The manual that is drawn from the program itself: every field, every check. `docs/campi.md` and
//! `docs/controlli.md` are this text; `bacheca explain` shows a piece of it.

use std::collections::VecDeque;
use std::fmt::Write;

use crate::diagnostic::Code;
use crate::model::fields::SCHEMAS;
use crate::model::schema::{Field, Presence, Schema, Shape};
use crate::pipeline;

const FIELDS_INTRO: &str = "\
# I campi

Ogni file comincia con dei campi, scritti `nome: valore`. Qui ci sono tutti, divisi per tipo di file.
Quelli con `*` sono obbligatori. Quello che non sai, lascialo fuori: è meglio un campo che manca di un
dato inventato.

I campi di tipo «testo con formattazione» si possono scrivere anche nel corpo del file, sotto un titolo
con due cancelletti e il nome della seconda colonna: per esempio `## Come fare`.

Questa pagina è generata dal programma.
";

/// `docs/campi.md`.
pub fn fields() -> String {
    let mut page = FIELDS_INTRO.to_owned();
    let mut explained = Vec::new();
    for schema in SCHEMAS {
        let _ = write!(page, "\n## {}\n\n{}\n", schema.title, schema.place);
        if shares_common_fields(schema) {
            page.push_str("\nPrima i campi comuni a servizi, progetti e opportunità:\n\n");
        } else {
            page.push('\n');
        }
        for (index, group) in schema.groups.iter().enumerate() {
            if index > 0 {
                let _ = write!(page, "\nPoi quelli propri:\n\n");
            }
            page.push_str(&table(group));
        }
        page.push_str(&records(schema, &mut explained));
    }
    page
}

fn shares_common_fields(schema: &Schema) -> bool {
    schema.groups.len() > 1
}

fn table(fields: &[Field]) -> String {
    let mut table = String::from("| campo | nome | che cosa contiene | spiegazione |\n|---|---|---|---|\n");
    for field in fields {
        let star = if field.presence == Presence::Required { "*" } else { "" };
        let limit = field.max.map(|max| format!(", al massimo {max} caratteri")).unwrap_or_default();
        let _ = writeln!(
            table,
            "| `{}`{star} | {} | {}{limit} | {} |",
            field.key,
            field.label,
            field.shape.describe(),
            field.help
        );
    }
    table
}

/// The groups of fields that stand inside others, explained where each first appears.
fn records(schema: &'static Schema, explained: &mut Vec<*const [Field]>) -> String {
    let mut text = String::new();
    let mut queue: VecDeque<&Field> = schema.fields().collect();
    while let Some(field) = queue.pop_front() {
        let (Shape::Record(inner) | Shape::List(Shape::Record(inner))) = &field.shape else { continue };
        if !explained.contains(&std::ptr::from_ref(*inner)) {
            explained.push(std::ptr::from_ref(*inner));
            let _ = write!(text, "\nDentro `{}`:\n\n{}", field.key, table(inner));
            queue.extend(inner.iter());
        }
    }
    text
}

const CHECKS_INTRO: &str = "\
# I controlli

Prima di pubblicare, il programma controlla ogni file. Un **errore** ferma la pubblicazione; un
**avviso** no, a meno che tu scriva `--strict`. Ogni messaggio porta il codice che trovi qui.

Un avviso si può togliere da una scheda, dicendo perché:

```yaml
eccezioni:
  - codice: senza-contatti
    motivo: Il numero è nel testo, per scelta del servizio.
```

Questa pagina è generata dal programma.
";

/// `docs/controlli.md`.
pub fn checks() -> String {
    let mut codes: Vec<&Code> = pipeline::codes().collect();
    codes.sort_by_key(|code| code.name);
    let mut page = CHECKS_INTRO.to_owned();
    for code in codes {
        let _ = write!(page, "\n## {}\n\n{}", code.name, explain(code));
    }
    page
}

/// What a check looks at, why, and an example.
pub fn explain(code: &Code) -> String {
    format!("{} ({})\n\nPerché: {}\n\n{}\n", code.what, code.level.label(), code.why, code.example)
}
