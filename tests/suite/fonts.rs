//! Fonts and other files that a board adds to its theme.

use crate::harness::SiteTest;

const LATIN: &str = "U+0000-00FF,U+0131";

/// A board in three scripts with a font for two of them.
fn board() -> SiteTest {
    let test = SiteTest::new("minimo");
    test.replace("bacheca.yaml", "lingue: [it, en]", "lingue: [it, en, ar, uk]");
    test.replace("bacheca.yaml", "minimo.example/", "minimo.example/bacheca/");
    let mut css = String::from("body{background:url(assets/carta.svg)}\n");
    for (file, range, more) in [
        ("latino-400", LATIN, "font-weight:400"),
        ("latino-700", LATIN, "font-weight:700"),
        ("latino-300", LATIN, "font-weight:300"),
        ("latino-corsivo", LATIN, "font-style:italic"),
        ("cirillico-400", "U+0400-045F", "font-weight:400"),
    ] {
        test.write(&format!("themes/base/assets/{file}.woff2"), &format!("wOF2 {file}"));
        css.push_str(&format!(
            "@font-face{{font-family:\"Nostro\";src:url(\"assets/{file}.woff2\") format(\"woff2\");unicode-range:{range};{more}}}\n"
        ));
    }
    test.write("themes/base/assets/carta.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    test.write("themes/base/assets/OFL.txt", "La licenza.");
    test.write("themes/base/css/5-fonts.css", &css);
    test
}

/// The published name of a file of the theme.
fn named(test: &SiteTest, stem: &str) -> String {
    let names: Vec<String> = test.published().into_keys().collect();
    let start = format!("assets/{stem}.");
    let [name] = names.iter().filter(|name| name.starts_with(&start)).collect::<Vec<_>>().try_into().expect(stem);
    name.trim_start_matches("assets/").to_owned()
}

#[test]
fn style_sheets_name_the_files_of_the_theme_as_they_are_published() {
    let test = board().built();
    let css = test.page(&format!("assets/{}", named(&test, "bacheca")));
    assert!(!css.contains("url(assets/") && !css.contains("url(\"assets/"), "an address was left as written");
    assert!(css.contains(&format!("url({})", named(&test, "carta"))));
    for font in ["latino-400", "latino-300", "cirillico-400"] {
        assert!(css.contains(&format!("url(\"{}\")", named(&test, font))), "{font}");
    }
}

#[test]
fn a_page_asks_at_once_for_the_usual_fonts_of_its_script_only() {
    let test = board().built();
    for (page, wanted) in [
        ("index.html", &["latino-400", "latino-700"][..]),
        ("en/index.html", &["latino-400", "latino-700"]),
        ("uk/index.html", &["cirillico-400"]),
        ("ar/index.html", &[]),
    ] {
        let html = test.page(page);
        let asked: Vec<&str> = html.lines().filter(|line| line.starts_with("<link rel=\"preload\"")).collect();
        let wanted = wanted.iter().map(|font| {
            let name = named(&test, font);
            format!(
                "<link rel=\"preload\" as=\"font\" type=\"font/woff2\" crossorigin href=\"/bacheca/assets/{name}\">"
            )
        });
        assert_eq!(asked, wanted.collect::<Vec<_>>(), "{page}");
    }
}

#[test]
fn fonts_are_not_installed_before_a_page_uses_them() {
    let worker = board().built().page("sw.js");
    let shell = worker.split("\"shell\":").nth(1).and_then(|rest| rest.split(']').next()).expect("a shell");
    assert!(shell.contains("/assets/carta.") && !shell.contains("woff2") && !shell.contains("OFL"), "{shell}");
}

#[test]
fn a_style_sheet_that_names_a_missing_file_is_refused() {
    let test = SiteTest::new("minimo").built();
    let before = test.published();
    test.write("themes/base/css/5-fonts.css", "@font-face{font-family:X;src:url('assets/manca.woff2')}");
    let run = test.build();
    assert_eq!(run.code, Some(2));
    for wanted in ["themes/base/css/5-fonts.css", "«assets/manca.woff2»", "aiuto: "] {
        assert!(run.stderr.contains(wanted), "{}", run.stderr);
    }
    assert_eq!(test.published(), before);
}
