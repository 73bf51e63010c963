//! Hours as the site prints them.

use std::ops::Range;

use super::reading::{Passage, Reading};
use crate::check::{FileContext, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Level};

static CODE: Code = Code {
    name: "forma-ora",
    level: Level::Advice,
    what: "Nei testi le ore si scrivono `9:30`, come negli orari delle schede.",
    why: "Se la stessa ora è scritta in due modi, chi legge pensa che siano due cose diverse.",
    example: "Sbagliato: «h. 9.30», «alle 9,30». Giusto: «alle 9:30».",
};

pub static RULE: Rule = Rule { codes: &[&CODE], scope: Scope::File(run) };

/// Words after which a number with a point is an hour.
const BEFORE: [&str; 9] = ["ore", "ora", "alle", "dalle", "h", "le", "orario", "ore:", "fra"];

fn run(context: &FileContext, faults: &mut Vec<Diagnostic>) {
    let Some(reading) = context.reading() else { return };
    for passage in reading.passages.iter().filter(|passage| passage.has_figures) {
        let chunks: Vec<Range<usize>> = passage.chunks().collect();
        for (at, span) in chunks.iter().enumerate() {
            let before = at.checked_sub(1).map(|at| chunks[at].clone());
            faults.extend(hour(reading, passage, before, span));
        }
    }
}

fn hour(reading: &Reading, passage: &Passage, before: Option<Range<usize>>, span: &Range<usize>) -> Option<Diagnostic> {
    let written = &passage.text[span.clone()];
    let announced = before.as_ref().map_or("", |before| &passage.text[before.clone()]).to_lowercase();
    let next = passage.text[span.end..].trim_start();
    let is_amount = ["euro", "€", "%", "per cento"].iter().any(|word| next.starts_with(word));
    let (span, hour) = match before {
        _ if is_amount => return None,
        // `h 9`, `h. 9.30`
        Some(before) if announced == "h" => (before.start..span.end, format!("ore {}", read(written)?)),
        _ if written.starts_with('h') => (span.clone(), format!("ore {}", read(&written[1..])?)),
        _ if BEFORE.contains(&announced.as_str()) && !written.contains(':') && written.len() > 2 => {
            (span.clone(), read(written)?)
        }
        _ => (span.clone(), range(written)?),
    };
    let fault = reading.fault(
        &CODE,
        passage,
        &span,
        format!("«{}»: l'ora si scrive in un altro modo", &passage.text[span.clone()]),
    );
    Some(fault.hint(format!("scrivi «{hour}»")))
}

/// `9.30-12.00` is a span of hours wherever it stands.
fn range(written: &str) -> Option<String> {
    let (from, to) = written.split_once(['-', '–'])?;
    let is_hour = |text: &str| text.len() > 3 && text.contains('.');
    (is_hour(from) && is_hour(to)).then(|| Some(format!("{}-{}", read(from)?, read(to)?)))?
}

/// `9.30`, `9,30`, `9h30`, `9` → `9:30`.
fn read(written: &str) -> Option<String> {
    let (hours, minutes) = written.split_once(['.', ',', ':', 'h']).unwrap_or((written, "00"));
    let number = |text: &str| text.parse::<u8>().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()));
    let (hour, minute) = (number(hours)?, number(minutes)?);
    (minutes.len() == 2 && hour < 24 && minute < 60).then(|| format!("{hour}:{minutes}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_however_they_are_written() {
        let read_all = ["9.30", "09,30", "9h30", "9:30", "9", "25.00", "9.5", "1.000"].map(read);
        let nine = Some("9:30".to_owned());
        assert_eq!(read_all, [nine.clone(), nine.clone(), nine.clone(), nine, Some("9:00".into()), None, None, None]);
        assert_eq!(range("9.00-12.30").as_deref(), Some("9:00-12:30"));
        assert_eq!((range("5-10"), range("2.1-2.3"), range("0371-409332")), (None, None, None));
    }
}
