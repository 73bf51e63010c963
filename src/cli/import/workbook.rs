//! Spreadsheets (.xlsx, .ods) → sheets. The only file that knows the library.

use std::io::Cursor;

use calamine::{Data, ExcelDateTime, Range, Reader, open_workbook_auto_from_rs};
use jiff::Unit;
use jiff::civil::{Date, DateTime, Time};

use super::table::{Cell, Row, Sheet};
use crate::model::value::{Invalid, Parsed};

pub fn sheets(bytes: Vec<u8>) -> Parsed<Vec<Sheet>> {
    let refusal = |error: calamine::Error| {
        let message = match error.to_string().to_lowercase() {
            text if text.contains("password") => "il foglio di calcolo è protetto da una password".to_owned(),
            _ => "non è un foglio di calcolo .xlsx o .ods, o è rovinato".to_owned(),
        };
        Invalid::new(
            message,
            "aprilo con il programma che lo ha scritto e salvalo di nuovo come .xlsx o .ods, senza password",
        )
    };
    let mut workbook = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(refusal)?;
    workbook
        .sheet_names()
        .into_iter()
        .map(|name| {
            let range = workbook.worksheet_range(&name).map_err(refusal)?;
            Ok(Sheet { name, rows: rows(&range) })
        })
        .collect()
}

/// Rows and columns before the first filled cell are counted: the spreadsheet shows them.
fn rows(range: &Range<Data>) -> Vec<Row> {
    let (first_row, first_column) = range.start().unwrap_or_default();
    let before = vec![Cell::Empty; first_column as usize];
    range
        .rows()
        .enumerate()
        .map(|(index, cells)| Row {
            number: first_row as usize + index + 1,
            cells: before.iter().cloned().chain(cells.iter().map(cell)).collect(),
        })
        .collect()
}

fn cell(data: &Data) -> Cell {
    match data {
        Data::Empty => Cell::Empty,
        Data::String(text) if text.trim().is_empty() => Cell::Empty,
        Data::String(text) => Cell::Text(text.clone()),
        Data::Int(number) => Cell::Number(*number as f64),
        Data::Float(number) => Cell::Number(*number),
        Data::Bool(yes) => Cell::Bool(*yes),
        Data::DateTime(moment) => excel_moment(moment),
        Data::DateTimeIso(text) => iso_moment(text).unwrap_or_else(|| Cell::Text(text.clone())),
        Data::DurationIso(text) => iso_time(text).unwrap_or_else(|| Cell::Text(text.clone())),
        Data::Error(_) => Cell::Broken,
    }
}

/// To the nearest minute: hours are fractions of a day, and never whole.
fn excel_moment(moment: &ExcelDateTime) -> Cell {
    let (year, month, day, hour, minute, second, milli) = moment.to_ymd_hms_milli();
    let read = Time::new(hour as i8, minute as i8, second as i8, i32::from(milli) * 1_000_000)
        .and_then(|time| Ok(Date::new(year as i16, month as i8, day as i8)?.to_datetime(time)))
        .and_then(|moment| moment.round(Unit::Minute));
    match read {
        Ok(read) if moment.is_duration() || moment.as_f64() < 1.0 => Cell::Time(read.time()),
        Ok(read) => Cell::Moment(read),
        Err(_) => Cell::Broken,
    }
}

fn iso_moment(text: &str) -> Option<Cell> {
    let date = || text.parse::<Date>().map(|date| date.to_datetime(Time::midnight()));
    text.parse::<DateTime>().or_else(|_| date()).ok().map(Cell::Moment)
}

/// `PT09H30M00S`.
fn iso_time(text: &str) -> Option<Cell> {
    let (hours, rest) = text.strip_prefix("PT")?.split_once('H')?;
    let (minutes, _) = rest.split_once('M')?;
    Time::new(hours.parse().ok()?, minutes.parse().ok()?, 0, 0).ok().map(Cell::Time)
}
