//! Identifiers that data carry for ever: UUID version 5 (RFC 9562), from the permanent `id` of the board and not from
//! its address, which may change.

use uuid::Uuid;

use super::entry::Entry;
use super::site::Board;

/// The identifier of something of a board: `kind` says what it is (`servizio`, `ente`, `comune` …), `name` which one.
pub fn uuid(board: &Board, kind: &str, name: &str) -> Uuid {
    uuid_by(&board.id, kind, name)
}

/// The same, by the permanent `id` of the board.
pub fn uuid_by(board_id: &str, kind: &str, name: &str) -> Uuid {
    let namespace = Uuid::new_v5(&Uuid::NAMESPACE_URL, format!("bacheca:{board_id}").as_bytes());
    Uuid::new_v5(&namespace, format!("{kind}/{name}").as_bytes())
}

/// The identifier of an entry, the same in all its languages and on every board that shows it.
pub fn entry_uuid(board: &Board, entry: &Entry) -> Uuid {
    entry.home.as_ref().map_or_else(|| uuid(board, entry.kind.name(), &entry.slug), |home| home.id)
}
