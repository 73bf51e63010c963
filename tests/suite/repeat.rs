//! Same input, same bytes: whatever the threads, the order, the place.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use bacheca::artifact::{Body, Memory, OutPath, Wish};
use bacheca::check::Edition;
use bacheca::model::site::Site;
use bacheca::output::search::LanguageIndex;
use bacheca::pipeline::{self, Drawing, Options, Workspace};

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

#[test]
fn a_page_drawn_on_request_is_that_of_the_whole_site() {
    let test = SiteTest::new("esempio");
    let root = test.root();
    let mut site = site(&root);
    // The worker lists all that is in the site: nothing on its own is like it.
    site.board.has_worker = false;
    let (site, theme) = (Arc::new(site), Arc::new(pipeline::theme(&root).expect("a theme")));
    let drawing = Drawing::new(&site, &theme).expect("a drawing");
    let search = LanguageIndex::all(&site, &theme);
    let whole = Memory::default();
    drawing.draw(&search, &whole).expect("a drawn site");
    let paths = whole.paths();
    assert!(paths.len() > 100, "a site of {} files proves nothing", paths.len());
    for path in paths.iter().step_by(7) {
        let wish = Wish::new(path.clone());
        drawing.draw(&search, &wish).expect("a drawn page");
        let found = bytes(wish.granted().unwrap_or_else(|| panic!("{path} is not drawn")));
        assert!(found == bytes(whole.get(path).expect("a known path")), "{path} differs");
    }
}

#[test]
fn a_site_made_from_what_was_remembered_is_that_made_anew() {
    let test = SiteTest::new("esempio");
    let root = test.root();
    let mut workspace = Workspace::new(&root);
    let first = drawn(&root, site_of(&mut workspace));
    let sheet = "content/servizi/assistenza-a-casa.md";
    let changes: [&dyn Fn(); 4] = [
        &|| test.replace(sheet, "titolo: ", "titolo: Nuova "),
        &|| test.write("content/servizi/aaa.md", &test.read("content/servizi/trasporto-sociale.md")),
        &|| test.replace("content/comuni.yaml", "nome: ", "nome: San "),
        &|| std::fs::remove_file(root.join("content/servizi/aaa.md")).expect("a file"),
    ];
    for change in changes {
        change();
        let warm = drawn(&root, site_of(&mut workspace));
        assert_same(&warm, &in_memory(&root));
        assert!(warm != first, "the change is seen");
    }
}

fn site(root: &Path) -> Site {
    site_of(&mut Workspace::new(root))
}

fn site_of(workspace: &mut Workspace) -> Site {
    let today = bacheca::model::value::parse_date(TODAY).expect("a date");
    let options = Options { edition: Edition { today, with_drafts: false }, base_url: None };
    let resolved = workspace.resolve(&options, |report| report.has_errors()).expect("a board");
    resolved.site.expect("no errors")
}

fn in_memory(root: &Path) -> BTreeMap<String, Vec<u8>> {
    drawn(root, site(root))
}

fn drawn(root: &Path, site: Site) -> BTreeMap<String, Vec<u8>> {
    let memory = Memory::default();
    pipeline::draw(root, site, &memory).expect("a drawn site");
    let found = |path: &OutPath| bytes(memory.get(path).expect("a known path"));
    memory.paths().iter().map(|path| (path.as_str().to_owned(), found(path))).collect()
}

fn bytes(body: Body) -> Vec<u8> {
    match body {
        Body::Bytes(bytes) => bytes,
        Body::File(source) => std::fs::read(source).expect("a content file"),
    }
}

fn assert_same(left: &BTreeMap<String, Vec<u8>>, right: &BTreeMap<String, Vec<u8>>) {
    assert_eq!(left.keys().collect::<Vec<_>>(), right.keys().collect::<Vec<_>>());
    for (path, bytes) in left {
        assert!(bytes == &right[path], "{path} differs");
    }
}
