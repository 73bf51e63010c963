//! Same input, same bytes: whatever the threads, the order, the place.

use std::collections::BTreeMap;
use std::path::Path;

use bacheca::artifact::{Body, Memory, OutPath};
use bacheca::check::Edition;
use bacheca::pipeline::{self, Options, Workspace};

use crate::harness::{SiteTest, TODAY};

#[test]
fn one_thread_and_many_give_the_same_bytes() {
    let one = SiteTest::new("esempio").environment("RAYON_NUM_THREADS", "1").built();
    let many = SiteTest::new("esempio").environment("RAYON_NUM_THREADS", "8").built();
    let (one, many) = (one.published(), many.published());
    assert!(one.len() > 100, "a site of {} files proves nothing", one.len());
    assert_same(&one, &many);
}

#[test]
fn building_again_over_the_old_site_gives_the_same_bytes_and_writes_nothing() {
    let test = SiteTest::new("esempio").built();
    let first = test.published();
    let again = test.build();
    assert!(again.stdout.contains("File scritti: 0,"), "{}", again.stdout);
    assert_same(&first, &test.published());
}

#[test]
fn a_site_in_memory_is_the_site_on_disk() {
    let test = SiteTest::new("esempio").built();
    let memory = in_memory(&test.root());
    let mut disk = test.published();
    disk.remove(".bacheca");
    assert_same(&disk, &memory);
}

fn in_memory(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let today = bacheca::model::value::parse_date(TODAY).expect("a date");
    let options = Options { edition: Edition { today, with_drafts: false }, base_url: None };
    let resolved = Workspace::new(root).resolve(&options, |report| report.has_errors()).expect("a board");
    let memory = Memory::default();
    pipeline::draw(root, &resolved.site.expect("no errors"), &memory).expect("a drawn site");
    let bytes = |path: &OutPath| match memory.get(path).expect("a known path") {
        Body::Bytes(bytes) => bytes,
        Body::File(source) => std::fs::read(source).expect("a content file"),
    };
    memory.paths().iter().map(|path| (path.as_str().to_owned(), bytes(path))).collect()
}

fn assert_same(left: &BTreeMap<String, Vec<u8>>, right: &BTreeMap<String, Vec<u8>>) {
    assert_eq!(left.keys().collect::<Vec<_>>(), right.keys().collect::<Vec<_>>());
    for (path, bytes) in left {
        assert!(bytes == &right[path], "{path} differs");
    }
}
