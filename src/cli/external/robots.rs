//! `robots.txt`: what a site asks programs to leave alone (RFC 9309).

/// The name by which a site may speak to this program.
const NAME: &str = "bacheca";

/// Paths allowed and forbidden to this program.
#[derive(Debug, Default)]
pub struct Robots(Vec<Rule>);

#[derive(Debug)]
struct Rule {
    allows: bool,
    pattern: String,
}

impl Robots {
    /// The rules for this program by name, else those for all.
    pub fn parse(text: &str) -> Robots {
        let (mut own, mut common) = (Vec::new(), Vec::new());
        let (mut names, mut in_rules): (Vec<String>, bool) = (Vec::new(), false);
        for line in text.lines() {
            let line = line.split('#').next().unwrap_or_default();
            let Some((key, value)) = line.split_once(':') else { continue };
            let (key, value) = (key.trim().to_lowercase(), value.trim());
            match key.as_str() {
                "user-agent" => {
                    if std::mem::take(&mut in_rules) {
                        names.clear();
                    }
                    names.push(value.to_lowercase());
                }
                "allow" | "disallow" => {
                    in_rules = true;
                    let rule = || Rule { allows: key == "allow", pattern: value.to_owned() };
                    own.extend(names.iter().any(|name| name == NAME).then(rule));
                    common.extend(names.iter().any(|name| name == "*").then(rule));
                }
                _ => {}
            }
        }
        Robots(if own.is_empty() { common } else { own })
    }

    /// The longest pattern that fits decides; between equals, the one that allows.
    pub fn allow(&self, path: &str) -> bool {
        let fitting = self.0.iter().filter(|rule| !rule.pattern.is_empty() && fits(&rule.pattern, path));
        fitting.max_by_key(|rule| (rule.pattern.len(), rule.allows)).is_none_or(|rule| rule.allows)
    }
}

/// `*` stands for anything, `$` for the end.
fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, to_end) = pattern.strip_suffix('$').map_or((pattern, false), |pattern| (pattern, true));
    let mut pieces = pattern.split('*');
    let Some(mut rest) = path.strip_prefix(pieces.next().unwrap_or_default()) else { return false };
    let mut last = None;
    for piece in pieces {
        match rest.find(piece) {
            Some(at) => rest = &rest[at + piece.len()..],
            None => return false,
        }
        last = Some(piece);
    }
    !to_end || rest.is_empty() || last.is_some_and(|piece| path.ends_with(piece))
}

#[cfg(test)]
mod tests {
    use super::Robots;

    #[test]
    fn a_site_says_what_to_leave_alone() {
        let robots = Robots::parse(
            "User-agent: *\nDisallow: /privato/ # no\nAllow: /privato/bando\nDisallow: /*.zip$\n\nUser-agent: altro\nDisallow: /\n",
        );
        for path in ["/", "/privato", "/privato/bando.html", "/a.zip?x"] {
            assert!(robots.allow(path), "{path}");
        }
        for path in ["/privato/", "/privato/elenco", "/giu/a.zip"] {
            assert!(!robots.allow(path), "{path}");
        }
    }

    #[test]
    fn rules_for_this_program_come_before_those_for_all() {
        let robots =
            Robots::parse("User-agent: *\nDisallow: /\n\nUser-agent: altro\nUser-agent: Bacheca\nDisallow: /x\n");
        assert!(robots.allow("/y") && !robots.allow("/x"));
        assert!(Robots::parse("User-agent: *\nDisallow:\n").allow("/"));
        assert!(Robots::parse("<html>non c'è</html>").allow("/"));
    }
}
