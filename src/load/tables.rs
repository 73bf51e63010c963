//! The tables of a text as its reader meets them, cell by cell.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::model::prose::Table;

/// Watches the events of a text go by.
#[derive(Default)]
pub struct Tables {
    tables: Vec<Table>,
    row: Vec<String>,
    /// The words of the cell that is open.
    cell: Option<String>,
}

impl Tables {
    pub fn see(&mut self, event: &Event, span: &Range<usize>) {
        match event {
            Event::Start(Tag::Table(_)) => {
                self.tables.push(Table { span: span.clone(), header: Vec::new(), rows: Vec::new() });
            }
            Event::Start(Tag::TableCell) => self.cell = Some(String::new()),
            Event::Text(words) | Event::Code(words) => {
                if let Some(cell) = &mut self.cell {
                    cell.push_str(words);
                }
            }
            Event::End(TagEnd::TableCell) => self.row.extend(self.cell.take()),
            Event::End(TagEnd::TableHead) => {
                let row = std::mem::take(&mut self.row);
                self.last().header = row;
            }
            Event::End(TagEnd::TableRow) => {
                let row = std::mem::take(&mut self.row);
                self.last().rows.push(row);
            }
            _ => {}
        }
    }

    fn last(&mut self) -> &mut Table {
        self.tables.last_mut().expect("rows stand in a table")
    }

    pub fn finish(self) -> Vec<Table> {
        self.tables
    }
}
