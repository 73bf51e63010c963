//! Days and times as calendars write them (RFC 5545 §3.3.4, §3.3.5), in the only time zone of the board.

use jiff::civil::{Date, DateTime};

use super::super::content_line::ContentLines;

const ZONE: &str = "Europe/Rome";

/// The rules of Italian time since 1996 (§3.6.5). Every calendar has them, so none is empty (§3.6).
const RULES: &str = "BEGIN:VTIMEZONE\r\nTZID:Europe/Rome\r\n\
    BEGIN:DAYLIGHT\r\nDTSTART:19960331T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n\
    TZNAME:CEST\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nEND:DAYLIGHT\r\n\
    BEGIN:STANDARD\r\nDTSTART:19961027T030000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n\
    TZNAME:CET\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\n\
    END:VTIMEZONE\r\n";

pub fn zone(lines: &mut ContentLines) {
    lines.append(RULES);
}

pub fn put_day(lines: &mut ContentLines, name: &str, date: Date) {
    lines.put(&format!("{name};VALUE=DATE"), date.strftime("%Y%m%d"));
}

pub fn put_moment(lines: &mut ContentLines, name: &str, moment: DateTime) {
    lines.put(&format!("{name};TZID={ZONE}"), moment.strftime("%Y%m%dT%H%M%S"));
}

/// The first instant of a day by UTC, for what content dates by the day.
pub fn instant(date: Date) -> String {
    date.strftime("%Y%m%dT000000Z").to_string()
}
