//! `import --modello`: an empty table with the right headings, explained, with lists to choose from.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;

use rust_xlsxwriter::{Color, DataValidation, Format, FormatAlign, Formula, Note, Workbook, Worksheet, XlsxError};

use super::column::{Column, HOURS, Target, columns};
use super::names::Names;
use super::row::NOTES;
use super::table::letters;
use crate::cli::fault::{Fault, refuse};
use crate::cli::{print, write};
use crate::delimited;
use crate::model::entry::EntryKind;
use crate::model::schema::{Field, Shape, Target as Reference};
use crate::pipeline::Failure;

/// Rows that the lists and formats of the template reach.
const ROWS: u32 = 1000;

/// Writes the template; never over a file that is there.
pub fn run(path: &Path, kind: Option<EntryKind>, names: &Names) -> Result<ExitCode, Failure> {
    let bytes = match draw(path, kind, names) {
        Ok(bytes) => bytes,
        Err(fault) => return Ok(refuse(&[fault])),
    };
    write::create(path, &bytes)?;
    print(&format!("{}\n", path.display()))?;
    eprintln!("Fatto. Riempi una riga per scheda, poi scrivi `bacheca import {}`.", path.display());
    Ok(ExitCode::SUCCESS)
}

fn draw(path: &Path, kind: Option<EntryKind>, names: &Names) -> Result<Vec<u8>, Fault> {
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    if path.symlink_metadata().is_ok() {
        return Err(Fault::new(format!("«{}» c'è già", path.display()), "scegli un altro nome, o spostalo"));
    }
    match (extension.as_str(), kind) {
        ("xlsx", kind) => workbook(kind, names).map_err(|error| {
            Fault::unable(format!("non riesco a preparare il modello: {error}"), "prova con un file .csv")
        }),
        ("csv", Some(kind)) => {
            let headings: Vec<String> = in_order(kind).iter().map(heading).collect();
            Ok(delimited::write([headings]).into_bytes())
        }
        ("csv", None) => Err(Fault::new(
            "un CSV ha un foglio solo",
            "aggiungi al comando `--tipo servizio`, `progetto` o `opportunita`",
        )),
        _ => Err(Fault::new(
            "il modello è un file .xlsx o .csv",
            "scrivi per esempio `bacheca import --modello modello.xlsx`",
        )),
    }
}

/// Required columns first, then the others as the model lists them; the file's name last.
fn in_order(kind: EntryKind) -> Vec<Column> {
    let mut columns = columns(kind);
    columns.sort_by_key(|column| match column.target {
        target if is_required(&target) => 0,
        Target::File => 2,
        _ => 1,
    });
    columns
}

fn is_required(target: &Target) -> bool {
    matches!(target, Target::Field(field) if field.is_required())
}

fn heading(column: &Column) -> String {
    format!("{}{}", column.heading, if is_required(&column.target) { " *" } else { "" })
}

fn workbook(kind: Option<EntryKind>, names: &Names) -> Result<Vec<u8>, XlsxError> {
    let kinds = kind.map_or(EntryKind::ALL.to_vec(), |kind| vec![kind]);
    let mut workbook = Workbook::new();
    let lists = Lists::of(&kinds, names);
    for kind in &kinds {
        table(workbook.add_worksheet().set_name(kind_title(*kind))?, *kind, &lists)?;
    }
    instructions(workbook.add_worksheet().set_name(NOTES[0])?, &kinds)?;
    lists.write(workbook.add_worksheet().set_name(NOTES[1])?)?;
    workbook.save_to_buffer()
}

fn kind_title(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Servizio => "Servizi",
        EntryKind::Progetto => "Progetti",
        EntryKind::Opportunita => "Opportunità",
    }
}

/// The sheet to fill.
fn table(sheet: &mut Worksheet, kind: EntryKind, lists: &Lists) -> Result<(), XlsxError> {
    sheet.set_freeze_panes(1, 1)?;
    for (index, column) in in_order(kind).iter().enumerate() {
        let index = index as u16;
        sheet.set_column_width(index, width(&column.target))?;
        sheet.set_column_format(index, &cell_format(&column.target))?;
        sheet.write_string_with_format(0, index, heading(column), &heading_format(is_required(&column.target)))?;
        let note = Note::new(explained(&column.target)).add_author_prefix(false).set_width(260).set_height(110);
        sheet.insert_note(0, index, &note)?;
        if let Some(range) = lists.range(&column.target) {
            // Other texts are let through: a list may hold several items, and the import checks them.
            let choice = DataValidation::new().allow_list_formula(Formula::new(range)).show_error_message(false);
            sheet.add_data_validation(1, index, ROWS, index, &choice)?;
        }
    }
    Ok(())
}

fn heading_format(required: bool) -> Format {
    let colour = if required { Color::RGB(0xBF_DB_F7) } else { Color::RGB(0xE8_ED_F2) };
    Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top).set_background_color(colour)
}

/// Text keeps the zeros in front of a telephone; dates are shown as Italians write them.
fn cell_format(target: &Target) -> Format {
    let format = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    match target.field().map(|field| &field.shape) {
        Some(Shape::Date) => format.set_num_format("dd/mm/yyyy"),
        Some(Shape::Moment) => format.set_num_format("dd/mm/yyyy hh:mm"),
        Some(Shape::Euro) => format.set_num_format("#,##0.00"),
        Some(Shape::Integer) => format,
        _ => format.set_num_format("@"),
    }
}

fn width(target: &Target) -> f64 {
    match target.field().map(|field| &field.shape) {
        Some(Shape::Markdown) => 50.0,
        Some(Shape::Bool | Shape::Integer | Shape::Cap | Shape::Date) => 14.0,
        Some(Shape::Text) if target.key() == Some("descrizione_breve") => 50.0,
        Some(Shape::Text | Shape::List(_) | Shape::Coverage) => 28.0,
        _ => 22.0,
    }
}

/// Help and way of writing of a column.
fn explained(target: &Target) -> String {
    match target.field() {
        Some(field) => format!("{}\n{}", field.help, way_of_writing(field)).trim().to_owned(),
        None => "Il nome del file della scheda, che è anche la fine dell'indirizzo della sua pagina. Se manca, viene dal titolo.".to_owned(),
    }
}

fn way_of_writing(field: &Field) -> String {
    match &field.shape {
        Shape::List(Shape::Record(_)) if field.key == HOURS => {
            "Scrivi `lunedì-venerdì 9:00-12:30; giovedì 14:00-17:00 (su appuntamento)`.".to_owned()
        }
        Shape::List(item) => {
            format!("{} Più voci: separale con il punto e virgola.", way_of_shape(item)).trim().to_owned()
        }
        Shape::Text if field.max.is_some() => format!("Al massimo {} caratteri.", field.max.unwrap_or_default()),
        shape => way_of_shape(shape),
    }
}

fn way_of_shape(shape: &Shape) -> String {
    match shape {
        Shape::Markdown => "Anche su più righe. Per un elenco, comincia le righe con `- `.".to_owned(),
        Shape::Bool => "Scrivi sì o no.".to_owned(),
        Shape::Integer => "Un numero.".to_owned(),
        Shape::Date => "Una data, come 15/12/2026.".to_owned(),
        Shape::Moment => "Una data, come 15/12/2026, o data e ora, come 15/12/2026 12:00.".to_owned(),
        Shape::Euro => "Un importo in euro.".to_owned(),
        Shape::Phone => "Un solo numero, con il prefisso, come 0371 409332.".to_owned(),
        Shape::Email => "Un indirizzo e-mail.".to_owned(),
        Shape::Web => "Un indirizzo web intero, con https://.".to_owned(),
        Shape::Cap => "Cinque cifre.".to_owned(),
        Shape::Coordinates => "Latitudine e longitudine, come 45.3123, 9.5925.".to_owned(),
        Shape::Choice(words) => format!("Una di queste parole: {}.", words.join(", ")),
        Shape::Ref(Reference::Entry) => "Il titolo di un'altra scheda.".to_owned(),
        Shape::Ref(_) => "Scegli dall'elenco.".to_owned(),
        Shape::Coverage => "Scrivi `tutti`, o i nomi dei Comuni separati dal punto e virgola.".to_owned(),
        Shape::SitePath => "Un percorso del sito, come /vecchia/pagina.".to_owned(),
        _ => String::new(),
    }
}

const INTRODUCTION: [&str; 7] = [
    "Scrivi una riga per ogni scheda, sotto le intestazioni. Le colonne con * sono obbligatorie.",
    "Quello che non sai, lascialo vuoto: una cella vuota non cambia e non cancella niente.",
    "Per cancellare un dato che c'è già nella scheda, scrivi nella cella un trattino: -",
    "Più voci nella stessa cella: separale con il punto e virgola, o vai a capo.",
    "Puoi togliere le colonne che non ti servono e cambiare il loro ordine. Non cambiare le intestazioni.",
    "Prima prova: `bacheca import FILE --prova` dice che cosa cambierebbe, senza scrivere niente.",
    "Poi importa: `bacheca import FILE`. Se una cella è sbagliata non si scrive niente, e il programma dice quale.",
];

fn instructions(sheet: &mut Worksheet, kinds: &[EntryKind]) -> Result<(), XlsxError> {
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (column, width) in [(0, 16.0), (1, 26.0), (2, 14.0), (3, 90.0)] {
        sheet.set_column_width(column, width)?;
    }
    let mut line = 0;
    for text in INTRODUCTION {
        sheet.write_string(line, 0, text)?;
        line += 1;
    }
    line += 1;
    for (column, title) in ["Foglio", "Colonna", "Obbligatoria", "Che cosa scrivere"].into_iter().enumerate() {
        sheet.write_string_with_format(line, column as u16, title, &heading_format(false))?;
    }
    for (kind, column) in kinds.iter().flat_map(|kind| in_order(*kind).into_iter().map(move |column| (kind, column))) {
        line += 1;
        let required = if is_required(&column.target) { "sì" } else { "" };
        let cells = [kind_title(*kind), column.heading, required, &explained(&column.target).replace('\n', " ")];
        for (index, text) in cells.into_iter().enumerate() {
            sheet.write_string_with_format(line, index as u16, text, &wrapped)?;
        }
    }
    Ok(())
}

/// What cells may be chosen from: a column each on a sheet of its own, since a list inside a cell has
/// room for 255 characters only.
struct Lists(BTreeMap<String, (u16, Vec<String>)>);

impl Lists {
    fn of(kinds: &[EntryKind], names: &Names) -> Lists {
        let mut lists = BTreeMap::new();
        for column in kinds.iter().flat_map(|kind| in_order(*kind)) {
            if let Some((title, items)) = choices(&column.target, names).filter(|(_, items)| !items.is_empty()) {
                let next = lists.len() as u16;
                lists.entry(title).or_insert((next, items));
            }
        }
        Lists(lists)
    }

    /// Where the choices of a column stand.
    fn range(&self, target: &Target) -> Option<String> {
        let (column, items) = self.0.get(&list_title(target)?)?;
        let letter = letters(usize::from(*column));
        Some(format!("={}!${letter}$2:${letter}${}", NOTES[1], items.len() + 1))
    }

    fn write(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        sheet.set_freeze_panes(1, 0)?;
        for (title, (column, items)) in &self.0 {
            sheet.set_column_width(*column, 32.0)?;
            sheet.write_string_with_format(0, *column, title, &heading_format(false))?;
            for (index, item) in items.iter().enumerate() {
                sheet.write_string(index as u32 + 1, *column, item)?;
            }
        }
        Ok(())
    }
}

fn choices(target: &Target, names: &Names) -> Option<(String, Vec<String>)> {
    let items = match item_shape(&target.field()?.shape) {
        Shape::Ref(reference) => names.shown(*reference),
        Shape::Coverage => std::iter::once("tutti".to_owned()).chain(names.shown(Reference::Comune)).collect(),
        Shape::Choice(words) => words.iter().map(|word| (*word).to_owned()).collect(),
        Shape::Bool => vec!["sì".to_owned(), "no".to_owned()],
        _ => return None,
    };
    Some((list_title(target)?, items))
}

/// Columns that choose from the same things share a list.
fn list_title(target: &Target) -> Option<String> {
    let field = target.field()?;
    Some(match item_shape(&field.shape) {
        Shape::Ref(Reference::Organization) => "Enti".to_owned(),
        Shape::Ref(Reference::Comune) => "Comuni".to_owned(),
        Shape::Coverage => "Comuni, o tutti".to_owned(),
        Shape::Ref(Reference::Entry) => "Schede".to_owned(),
        Shape::Ref(_) => field.label.to_owned(),
        Shape::Choice(words) => format!("{} ({})", field.label, words[0]),
        Shape::Bool => "Sì o no".to_owned(),
        _ => return None,
    })
}

fn item_shape(shape: &Shape) -> &Shape {
    if let Shape::List(item) = shape { item } else { shape }
}
