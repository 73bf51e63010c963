//! What pages tell search engines.

use crate::harness::SiteTest;

/// The minimal board with a day of meeting, and the page of that day.
fn meeting(place: &str, extra: &str) -> String {
    let test = SiteTest::new("minimo");
    let course = test.read("content/opportunita/corso.md");
    let kept = |line: &&str| {
        let times =
            ["scadenza", "domande_dal", "sempre_aperta", "fino_a_esaurimento", "eventi", "in_arrivo", "chiusa_il"];
        !times.iter().any(|key| line.starts_with(key)) && !line.starts_with([' ', '-']) || *line == "---"
    };
    let text: String = course.lines().filter(kept).map(|line| format!("{line}\n")).collect();
    let event = format!("eventi:\n  - inizio: 2026-06-01 15:00\n    {place}\n");
    test.write("content/opportunita/corso.md", &text.replacen("---\n", &format!("---\n{event}{extra}"), 1));
    let test = test.built();
    let page = test.page("opportunita/corso/index.html");
    let data = page.split("application/ld+json").nth(1).expect("data").split("</script>").next();
    data.expect("an end").to_owned()
}

#[test]
fn an_opportunity_that_is_one_day_is_an_event_at_its_place() {
    let data = meeting("indirizzo: Via Chiara 9", "");
    assert!(data.contains(r#""@type":"Event""#), "{data}");
    assert!(data.contains("Via Chiara 9") && data.contains("2026-06-01T15:00:00+02:00"), "{data}");
}

#[test]
fn a_delicate_event_tells_search_engines_no_place() {
    let data = meeting("luogo: Sala grande", "tema_delicato: sì\n");
    assert!(data.contains(r#""@type":"Event""#), "{data}");
    assert!(!data.contains("Sala grande") && !data.contains("PostalAddress"), "{data}");
}
