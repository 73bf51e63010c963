//! Requests → files that would be written, checked together with the board as if they were there.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use super::column::{self, Target};
use super::fault::TableFault;
use super::file::{self, Change};
use super::row::Request;
use super::table::Position;
use super::value::Value;
use crate::check::Edition;
use crate::diagnostic::{Diagnostic, Level, Report};
use crate::load::Unwritten;
use crate::model::draft::{Draft, DraftKind, Drafts};
use crate::pipeline::{Failure, Workspace};

/// What a row does to its file.
pub struct Plan<'r> {
    pub request: &'r Request,
    /// Path from the board's root.
    pub path: String,
    before: Option<Arc<Draft>>,
    /// Required fields are missing, or their cells could not be read.
    is_incomplete: bool,
    /// What the file does not say yet.
    pub changes: Vec<&'r Change>,
    /// The file as it will be; none if it says all already.
    pub text: Option<String>,
}

impl Plan<'_> {
    pub fn is_new(&self) -> bool {
        self.before.is_none()
    }

    fn fault(&self, column: Option<usize>, message: impl Into<String>, hint: impl Into<String>) -> TableFault {
        TableFault::new(Position { column, ..self.request.position }, message, hint)
    }
}

/// The plan of each request, and what stands in its way.
pub fn plan<'r>(requests: &'r [Request], drafts: &Drafts, root: &Path) -> (Vec<Plan<'r>>, Vec<TableFault>) {
    let (mut plans, mut faults) = (Vec::new(), Vec::new());
    for request in requests {
        let before = drafts.files.iter().find(|draft| is_asked(draft, request)).cloned();
        let path = match &before {
            Some(draft) => draft.source.path.clone(),
            None => format!("content/{}/{}.md", request.kind.folder(), request.slug),
        };
        let changes = request
            .changes
            .iter()
            .filter(|change| !before.as_deref().is_some_and(|draft| file::is_said(draft, change)));
        let mut plan = Plan { request, path, changes: changes.collect(), before, is_incomplete: false, text: None };
        let missing = missing(&plan);
        plan.is_incomplete = !missing.is_empty() || !request.doubtful.is_empty();
        faults.extend(missing);
        match text(&plan, root) {
            Ok(text) => plan.text = text,
            Err(fault) => faults.push(fault),
        }
        plans.push(plan);
    }
    (plans, faults)
}

fn is_asked(draft: &Draft, request: &Request) -> bool {
    draft.kind == DraftKind::Entry(request.kind) && draft.lang.is_none() && draft.slug == request.slug
}

/// The text that the file will have.
fn text(plan: &Plan, root: &Path) -> Result<Option<String>, TableFault> {
    let Some(before) = &plan.before else {
        if root.join(&plan.path).symlink_metadata().is_ok() {
            let hint = "spostalo, o dai un altro nome alla scheda nella colonna «File»";
            return Err(plan.fault(None, format!("al posto della scheda c'è già un altro file, {}", plan.path), hint));
        }
        return Ok(file::compose(plan.request.kind, &plan.changes));
    };
    if !before.is_readable() {
        let hint = "correggilo prima di importare: `bacheca check` dice come";
        return Err(plan.fault(None, format!("nel file {} ci sono errori che non lo fanno leggere", plan.path), hint));
    }
    if plan.changes.is_empty() {
        return Ok(None);
    }
    match file::update(plan.request.kind, before, &plan.changes) {
        Some(text) => Ok(Some(text)),
        None => {
            // Only a group may be written in a way that cannot be followed.
            let inside = plan.changes.iter().find(|change| matches!(change.target, Target::Inside(..)));
            Err(by_hand(plan, inside.copied()))
        }
    }
}

fn by_hand(plan: &Plan, change: Option<&Change>) -> TableFault {
    let message = format!("non riesco a cambiare questo dato in {} senza toccare il resto", plan.path);
    plan.fault(change.map(|change| change.column), message, "cambialo a mano nel file, poi ripeti")
}

/// Required fields that neither the table nor the file gives.
fn missing(plan: &Plan) -> Vec<TableFault> {
    if plan.before.as_deref().is_some_and(|draft| !draft.is_readable()) {
        return Vec::new();
    }
    column::columns(plan.request.kind)
        .into_iter()
        .filter(|column| is_needed(plan, &column.target) && !is_given(plan, &column.target))
        .filter(|column| !plan.request.doubtful.contains(&column.heading))
        .map(|column| {
            let index = plan.request.columns.get(column.heading).copied();
            let message = match index {
                Some(_) => "la cella è vuota, ma il campo è obbligatorio".to_owned(),
                None => format!("manca la colonna «{}», che è obbligatoria", column.heading),
            };
            plan.fault(index, message, column.target.field().map_or("", |field| field.help))
        })
        .collect()
}

/// Inside a group, a field is needed if the table says something of the group.
fn is_needed(plan: &Plan, target: &Target) -> bool {
    match target {
        Target::Field(field) => field.is_required(),
        Target::Inside(group, field) => {
            let has_others = plan
                .changes
                .iter()
                .any(|change| change.target.key() == Some(group.key) && change.value != Value::Erased);
            field.is_required() && has_others
        }
        Target::Kind | Target::File => false,
    }
}

fn is_given(plan: &Plan, target: &Target) -> bool {
    let is_same = |change: &&Change| {
        let names = |target: &Target| (target.key(), target.field().map(|field| field.key));
        names(&change.target) == names(target)
    };
    match plan.request.changes.iter().find(is_same) {
        Some(change) => change.value != Value::Erased,
        None => plan.before.as_deref().is_some_and(|draft| file::has(draft, target)),
    }
}

/// What the checks say of the board with the files of the plans in it.
pub struct Verdict {
    pub faults: Vec<TableFault>,
    /// New faults in files that the table does not write.
    pub elsewhere: Report,
}

/// Checks the board as it would be; what was wrong before is nobody's fault here.
pub fn check(plans: &[Plan], before: &Report, workspace: &mut Workspace, edition: Edition) -> Result<Verdict, Failure> {
    let unwritten: Unwritten = plans.iter().filter_map(|plan| Some((plan.path.clone(), plan.text.clone()?))).collect();
    let (drafts, report) = workspace.check_with(&unwritten, edition)?;
    let known: BTreeSet<_> = before.iter().map(identity).collect();
    let mut verdict = Verdict { faults: Vec::new(), elsewhere: Report::default() };
    for diagnostic in
        report.iter().filter(|diagnostic| diagnostic.level <= Level::Warning && !known.contains(&identity(diagnostic)))
    {
        let path = diagnostic.place.source.path.as_str();
        match plans.iter().find(|plan| plan.path == path) {
            Some(plan) => verdict.faults.extend(in_table(plan, &drafts, diagnostic)),
            None => verdict.elsewhere.push(diagnostic.clone()),
        }
    }
    let wrong: BTreeSet<Position> = verdict
        .faults
        .iter()
        .filter(|fault| fault.level == Level::Error)
        .map(|fault| Position { column: None, ..fault.position })
        .collect();
    let written = plans.iter().filter(|plan| plan.text.is_some() && !wrong.contains(&plan.request.position));
    verdict.faults.extend(written.flat_map(|plan| misread(plan, &drafts)));
    Ok(verdict)
}

/// A fault wherever it stands in its file.
fn identity(diagnostic: &Diagnostic) -> (String, &'static str, String) {
    (diagnostic.place.source.path.clone(), diagnostic.code.name, diagnostic.message.clone())
}

/// A fault of a file, in the words of the table; what is missing has been said already.
fn in_table(plan: &Plan, drafts: &Drafts, diagnostic: &Diagnostic) -> Option<TableFault> {
    let offset = diagnostic.place.span.start;
    if diagnostic.code.name == "campo-mancante" && plan.is_incomplete {
        return None;
    }
    let draft = drafts.files.iter().find(|draft| draft.source.path == plan.path)?;
    if !draft.is_readable() && !plan.is_new() {
        // It could be read before: the table is not to blame.
        return Some(by_hand(plan, None));
    }
    Some(TableFault {
        position: Position { column: column_at(plan, draft, offset), ..plan.request.position },
        level: diagnostic.level,
        code: Some(diagnostic.code.name),
        message: diagnostic.message.clone(),
        hint: diagnostic.hint.clone(),
    })
}

/// The column of the table whose value stands at an offset of the file.
fn column_at(plan: &Plan, draft: &Draft, offset: usize) -> Option<usize> {
    let (outer, inner) = keys(draft, offset)?;
    let of_outer = || plan.request.changes.iter().filter(|change| change.target.key() == Some(outer));
    let exact = of_outer().find(|change| change.target.field().is_some_and(|field| field.key == inner));
    exact.or_else(|| of_outer().next()).map(|change| change.column)
}

/// The field that an offset belongs to, and the field inside it if it is a group.
fn keys(draft: &Draft, offset: usize) -> Option<(&str, &str)> {
    let text = draft.source.text.as_str();
    if !draft.yaml.contains(&offset) {
        let parts = super::body::parts(draft);
        let part =
            parts.into_iter().filter(|part| part.heading.start <= offset).max_by_key(|part| part.heading.start)?;
        return Some((part.key, part.key));
    }
    let lines = text[draft.yaml.start..draft.source.line_end(offset)].lines().rev();
    let outer =
        lines.clone().find_map(|line| line.starts_with(|c: char| c.is_ascii_lowercase()).then(|| key(line))?)?;
    Some((outer, lines.take(1).find_map(key).unwrap_or(outer)))
}

/// The key on a line, behind the dash of an item.
fn key(line: &str) -> Option<&str> {
    let (key, _) = line.trim_start_matches([' ', '-']).split_once(':')?;
    Some(key)
}

/// What the file says otherwise than the table: a text that the format of files takes for something
/// else, or a file that only its author can change.
fn misread(plan: &Plan, drafts: &Drafts) -> Vec<TableFault> {
    let Some(draft) = drafts.files.iter().find(|draft| draft.source.path == plan.path) else { return Vec::new() };
    let lost = plan.changes.iter().filter(|change| !file::is_said(draft, change));
    let mut faults: Vec<TableFault> = lost
        .map(|change| match &change.value {
            Value::Text(text) if text.lines().any(is_heading) => {
                let hint = "in una cella usa titoli più piccoli, con tre cancelletti: `### Titolo`";
                plan.fault(Some(change.column), "in questo testo c'è un titolo che apre un'altra sezione", hint)
            }
            _ => by_hand(plan, Some(change)),
        })
        .collect();
    if faults.is_empty()
        && plan.before.as_deref().is_some_and(|before| !file::keeps_the_rest(before, draft, &plan.changes))
    {
        faults.push(by_hand(plan, None));
    }
    faults
}

/// `# Titolo`, `## Titolo`, and the line of signs below a title.
fn is_heading(line: &str) -> bool {
    let line = line.trim();
    let underline = line.len() >= 2 && (line.bytes().all(|byte| byte == b'-') || line.bytes().all(|byte| byte == b'='));
    line.starts_with("# ") || line.starts_with("## ") || underline
}
