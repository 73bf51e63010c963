//! Pages of a list, as the API wraps them: the first is `services.json`, the next `services-2.json`.

use std::io;

use serde_json::json;

use super::file;
use crate::artifact::{Artifact, OutPath, Sink};

/// Objects in a page: a file of a few megabytes at most.
const SIZE: usize = 500;

pub struct Pages {
    list: &'static str,
    items: usize,
}

impl Pages {
    pub fn of(list: &'static str, items: usize) -> Pages {
        Pages { list, items }
    }

    /// A list of nothing has one page.
    pub fn count(&self) -> usize {
        self.items.div_ceil(SIZE).max(1)
    }

    pub fn path(&self, page: usize) -> OutPath {
        match page {
            0 => file(self.list),
            _ => file(&format!("{}-{}", self.list, page + 1)),
        }
    }

    pub fn any_wanted(&self, sink: &dyn Sink) -> bool {
        (0..self.count()).any(|page| sink.wants(&self.path(page)))
    }

    /// Does something with the items of each page.
    pub fn try_each<T>(&self, items: &[T], mut make: impl FnMut(usize, &[T]) -> io::Result<()>) -> io::Result<()> {
        (0..self.count()).try_for_each(|page| make(page, self.slice(items, page)))
    }

    pub fn put_all(&self, objects: &[Vec<u8>], sink: &dyn Sink) -> io::Result<()> {
        self.try_each(objects, |page, objects| {
            let path = self.path(page);
            if sink.wants(&path) { sink.put(Artifact::new(path, self.wrap(page, objects))) } else { Ok(()) }
        })
    }

    /// A page around its objects.
    pub fn wrap(&self, page: usize, objects: &[Vec<u8>]) -> Vec<u8> {
        let about = json!({
            "total_items": self.items,
            "total_pages": self.count(),
            "page_number": page + 1,
            "size": objects.len(),
            "first_page": page == 0,
            "last_page": page + 1 == self.count(),
            "empty": objects.is_empty(),
        });
        let about = about.to_string();
        let mut written = about.trim_end_matches('}').as_bytes().to_vec();
        written.extend_from_slice(b",\"contents\":[");
        written.extend_from_slice(&objects.join(&b",\n"[..]));
        written.extend_from_slice(b"]}\n");
        written
    }

    fn slice<'t, T>(&self, items: &'t [T], page: usize) -> &'t [T] {
        items.chunks(SIZE).nth(page).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::artifact::{Body, Memory};

    #[test]
    fn a_long_list_is_cut_in_pages_that_count_all_of_it() {
        let objects: Vec<Vec<u8>> = (0..2 * SIZE + 1).map(|number| number.to_string().into_bytes()).collect();
        let sink = Memory::default();
        Pages::of("services", objects.len()).put_all(&objects, &sink).unwrap();
        let page = |path: &str| -> Value {
            match sink.get(&OutPath::new(path)) {
                Some(Body::Bytes(bytes)) => serde_json::from_slice(&bytes).unwrap(),
                other => panic!("{path}: {other:?}"),
            }
        };
        assert_eq!(sink.paths().len(), 3);
        let last = page("hsds/services-3.json");
        assert_eq!((&last["contents"], &last["size"]), (&json!([2 * SIZE]), &json!(1)));
        assert_eq!((&last["first_page"], &last["last_page"]), (&json!(false), &json!(true)));
        let first = page("hsds/services.json");
        assert_eq!((&first["total_items"], &first["total_pages"]), (&json!(2 * SIZE + 1), &json!(3)));
        assert_eq!((&first["first_page"], &first["last_page"]), (&json!(true), &json!(false)));
    }

    #[test]
    fn a_list_of_nothing_is_one_empty_page() {
        let sink = Memory::default();
        Pages::of("services", 0).put_all(&[], &sink).unwrap();
        let Some(Body::Bytes(bytes)) = sink.get(&OutPath::new("hsds/services.json")) else { panic!("no page") };
        let page: Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!((&page["empty"], &page["contents"]), (&json!(true), &json!([])));
    }
}
