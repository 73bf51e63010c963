//! As much of CSS as the program must understand: where addresses stand, and what each `@font-face`
//! says. All the rest passes as it is.

use std::iter;
use std::ops::RangeInclusive;

/// A piece of a style sheet; the pieces, one after the other, are the whole of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'c> {
    /// As it is written.
    pub text: &'c str,
    /// What it names, when it is a `url(…)`.
    pub address: Option<&'c str>,
}

/// What decides whether a page waits for a font.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FontFace {
    /// Of its first WOFF2 file.
    pub address: String,
    pub weights: RangeInclusive<u16>,
    pub is_upright: bool,
    /// None means every character.
    ranges: Option<Vec<RangeInclusive<u32>>>,
}

impl FontFace {
    pub fn includes(&self, letter: char) -> bool {
        self.ranges.as_ref().is_none_or(|ranges| ranges.iter().any(|range| range.contains(&u32::from(letter))))
    }

    /// None when it has no WOFF2 file.
    fn of(block: &[Token]) -> Option<FontFace> {
        let values = |wanted: &str| {
            let is_wanted = |declaration: &&[Token]| declaration.first().is_some_and(|name| name.is(wanted));
            block.split(|token| token.is(";")).rfind(is_wanted).and_then(|declaration| declaration.get(2..))
        };
        let address = values("src")?.iter().find_map(|token| token.address.filter(|name| name.ends_with(".woff2")))?;
        let weights: Vec<u16> = values("font-weight").unwrap_or_default().iter().filter_map(weight).collect();
        let ranges = values("unicode-range").map(|tokens| tokens.iter().filter_map(range).collect());
        Some(FontFace {
            address: address.to_owned(),
            weights: *weights.first().unwrap_or(&NORMAL)..=*weights.last().unwrap_or(&NORMAL),
            is_upright: values("font-style").is_none_or(|style| style.iter().all(|token| token.is("normal"))),
            ranges,
        })
    }
}

/// The weight of a font that names none.
const NORMAL: u16 = 400;

fn weight(token: &Token) -> Option<u16> {
    match token.text {
        word if word.eq_ignore_ascii_case("normal") => Some(NORMAL),
        word if word.eq_ignore_ascii_case("bold") => Some(700),
        number => number.parse().ok(),
    }
}

/// `U+26`, `U+0-7F`, `U+4??`.
fn range(token: &Token) -> Option<RangeInclusive<u32>> {
    let text = token.text.strip_prefix(['U', 'u'])?.strip_prefix('+')?;
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let number = |text: &str, blank: &str| u32::from_str_radix(&text.replace('?', blank), 16).ok();
    Some(number(first, "0")?..=number(last, "F")?)
}

pub fn font_faces(css: &str) -> Vec<FontFace> {
    let mut tokens =
        tokens(css).filter(|token| !token.text.starts_with("/*") && !token.text.trim().is_empty() && !token.is("{"));
    let mut faces = Vec::new();
    while tokens.any(|token| token.is("@font-face")) {
        let block: Vec<Token> = tokens.by_ref().take_while(|token| !token.is("}")).collect();
        faces.extend(FontFace::of(&block));
    }
    faces
}

impl Token<'_> {
    fn is(&self, text: &str) -> bool {
        self.text.eq_ignore_ascii_case(text)
    }
}

/// Comments, strings, addresses and words are one piece each; anything else is a character.
pub fn tokens(css: &str) -> impl Iterator<Item = Token<'_>> {
    let mut rest = css;
    iter::from_fn(move || {
        let first = rest.chars().next()?;
        let (length, address) = match first {
            '/' if rest.starts_with("/*") => (rest[2..].find("*/").map_or(rest.len(), |end| end + 4), None),
            '"' | '\'' => (quoted(rest, first), None),
            c if is_in_word(c) => word(rest),
            c => (c.len_utf8(), None),
        };
        let (text, after) = rest.split_at(length);
        rest = after;
        Some(Token { text, address })
    })
}

/// Of names, numbers, `@font-face` and `U+4??`.
fn is_in_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_' | '@' | '+' | '?' | '\\')
}

/// How long a word is, or the address that it begins.
fn word(text: &str) -> (usize, Option<&str>) {
    let length = text.find(|c| !is_in_word(c)).unwrap_or(text.len());
    if text[..length].eq_ignore_ascii_case("url") && text[length..].starts_with('(') {
        url(text)
    } else {
        (length, None)
    }
}

/// How long a `url(…)` is, and what it names.
fn url(text: &str) -> (usize, Option<&str>) {
    let inside = text["url(".len()..].trim_start();
    let length = match inside.chars().next() {
        Some(quote @ ('"' | '\'')) => quoted(inside, quote),
        _ => inside.find(')').unwrap_or(inside.len()),
    };
    let (address, after) = inside.split_at(length);
    let end = after.find(')').map_or(text.len(), |end| text.len() - after.len() + end + 1);
    (end, Some(address.trim_matches(['"', '\'']).trim()))
}

/// How long a string is, with its quotes. One that is never closed ends with its line.
fn quoted(text: &str, quote: char) -> usize {
    let mut is_escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '\n' => return at,
            c if c == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addresses(css: &str) -> Vec<&str> {
        assert_eq!(tokens(css).map(|token| token.text).collect::<String>(), css, "something was lost");
        tokens(css).filter_map(|token| token.address).collect()
    }

    #[test]
    fn an_address_is_found_however_it_is_written() {
        assert_eq!(addresses("a{b:url(x.svg)}"), ["x.svg"]);
        assert_eq!(addresses("a{b:URL( 'x y.svg' ) no-repeat,url(\"z).svg\")}"), ["x y.svg", "z).svg"]);
        assert_eq!(addresses("a{b:url("), [""]);
    }

    #[test]
    fn comments_and_strings_hold_no_address() {
        assert_eq!(addresses("/* url(x) ' */a{content:\"url(y)\\\"url(z)\"}b{c:curl(w)}/*"), [""; 0]);
        assert_eq!(addresses("a{content:'never closed\n}b{c:url(è.svg)}"), ["è.svg"]);
    }

    fn face(descriptors: &str) -> FontFace {
        let css = format!("p{{color:red}}@media screen{{@Font-Face {{\nsrc:url(a.woff2);{descriptors}}}}}");
        let [face] = font_faces(&css).try_into().expect("one font");
        face
    }

    #[test]
    fn a_font_that_says_nothing_is_for_every_text() {
        let font = face("");
        assert!(font.includes('a') && font.includes('а') && font.is_upright);
        assert_eq!((font.address.as_str(), font.weights), ("a.woff2", 400..=400));
    }

    #[test]
    fn ranges_are_read_in_all_three_forms() {
        for range in ["U+61", "u+0000-00FF, U+131", "U+4??,\n U+006?", "U+0-10FFFF"] {
            assert!(face(&format!("unicode-range: {range}")).includes('a'), "{range}");
        }
        for range in ["U+62", "U+0100-02AF", "U+4??,U+007?", "/* U+61 */ U+600-6FF"] {
            assert!(!face(&format!("unicode-range:{range};font-display:swap")).includes('a'), "{range}");
        }
    }

    #[test]
    fn weight_and_style_are_read() {
        assert_eq!(face("font-weight:bold").weights, 700..=700);
        assert_eq!(face("font-weight: 200 900;").weights, 200..=900);
        assert!(face("font-style:normal").is_upright);
        assert!(!face("font-style: italic").is_upright && !face("font-style:oblique 10deg").is_upright);
    }

    #[test]
    fn what_stands_in_strings_comments_and_addresses_does_not_end_a_font() {
        let css = "/*@font-face{src:url(no.woff2)}*/\
            @font-face{font-family:\"a;}b\";/*}*/src:local(\"x\"),url(data:font/woff;base64,AA==),url('b.woff2');font-weight:700}\
            @font-face{src:url(old.woff)}\
            @font-face{src:url(c.woff2)";
        let found = font_faces(css);
        let found: Vec<_> = found.iter().map(|font| (font.address.as_str(), *font.weights.start())).collect();
        assert_eq!(found, [("b.woff2", 700), ("c.woff2", 400)]);
    }
}
