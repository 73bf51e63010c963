//! How the fields of a content file are described: the words in which the model ([`super::fields`])
//! is written, read by the loader, the checks, the drafts of `new` and `docs/campi.md`.

use super::value::{self, Invalid, Parsed};

/// What can be written in a field.
#[derive(Debug)]
pub enum Shape {
    /// One line of plain text.
    Text,
    /// Markdown; in a `.md` file it may also be a section of the body, under the field's label.
    Markdown,
    Bool,
    Integer,
    Date,
    /// A day, or a day and an hour.
    Moment,
    Time,
    Weekdays,
    Euro,
    Phone,
    Email,
    Web,
    /// The address of a whole site: no query, no point of a page.
    Site,
    SitePath,
    Coordinates,
    CodiceIstat,
    CodiceCatastale,
    Cap,
    Lang,
    Slug,
    Choice(&'static [&'static str]),
    /// The slug of something defined elsewhere in the content.
    Ref(Target),
    /// `tutti`, or a list of Comuni.
    Coverage,
    /// A file beside the entry.
    File,
    List(&'static Shape),
    Record(&'static [Field]),
}

/// What a reference points to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    Term(Vocabulary),
    Comune,
    Organization,
    /// `servizi/slug`, `progetti/slug`, `opportunita/slug`.
    Entry,
}

/// The lists of words by which entries are found; each is a file of `content/vocabolari/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Vocabulary {
    Needs,
    Audiences,
    Areas,
    Types,
}

impl Vocabulary {
    pub const ALL: [Vocabulary; 4] = [Vocabulary::Needs, Vocabulary::Audiences, Vocabulary::Areas, Vocabulary::Types];

    /// The name of its file.
    pub fn name(self) -> &'static str {
        match self {
            Vocabulary::Needs => "bisogni",
            Vocabulary::Audiences => "per_chi",
            Vocabulary::Areas => "aree",
            Vocabulary::Types => "tipi",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    Optional,
    /// Worth asking for: `stato` lists it where it is missing.
    Advised,
    Required,
}

/// One key that authors may write.
#[derive(Debug)]
pub struct Field {
    pub key: &'static str,
    /// The heading of its section and its name in `docs/`.
    pub label: &'static str,
    pub help: &'static str,
    pub shape: Shape,
    pub presence: Presence,
    /// Longest text, in characters.
    pub max: Option<usize>,
}

impl Field {
    pub const fn new(key: &'static str, label: &'static str, shape: Shape, help: &'static str) -> Field {
        Field { key, label, help, shape, presence: Presence::Optional, max: None }
    }

    pub const fn required(mut self) -> Field {
        self.presence = Presence::Required;
        self
    }

    pub const fn advised(mut self) -> Field {
        self.presence = Presence::Advised;
        self
    }

    pub const fn max(mut self, characters: usize) -> Field {
        self.max = Some(characters);
        self
    }

    pub fn is_required(&self) -> bool {
        self.presence == Presence::Required
    }
}

/// The fields of one kind of file, in groups as `docs/` shows them.
#[derive(Debug)]
pub struct Schema {
    pub name: &'static str,
    /// As its files are called where they are explained.
    pub title: &'static str,
    /// Where its files stand, in Markdown.
    pub place: &'static str,
    pub groups: &'static [&'static [Field]],
}

impl Schema {
    pub fn fields(&self) -> impl Iterator<Item = &'static Field> + use<> {
        self.groups.iter().flat_map(|group| group.iter())
    }

    pub fn field(&self, key: &str) -> Option<&'static Field> {
        self.fields().find(|field| field.key == key)
    }

    /// The field that a heading of the body opens.
    pub fn section(&self, heading: &str) -> Option<&'static Field> {
        let heading = heading.trim().trim_end_matches(':').trim_end().to_lowercase();
        self.fields().find(|field| matches!(field.shape, Shape::Markdown) && field.label.to_lowercase() == heading)
    }
}

impl Shape {
    /// How authors are told what goes here.
    pub fn describe(&self) -> String {
        match self {
            Shape::Text => "testo".into(),
            Shape::Markdown => "testo con formattazione".into(),
            Shape::Bool => "`sì` o `no`".into(),
            Shape::Integer => "numero intero".into(),
            Shape::Date => "data (`2026-12-15`)".into(),
            Shape::Moment => "data, o data e ora (`2026-12-15 12:00`)".into(),
            Shape::Time => "ora (`9:30`)".into(),
            Shape::Weekdays => "giorni (`lunedì`, `lunedì-venerdì`)".into(),
            Shape::Euro => "importo in euro (`1.250,50`)".into(),
            Shape::Phone => "telefono (`0371 409332`)".into(),
            Shape::Email => "e-mail".into(),
            Shape::Web => "indirizzo web (`https://…`)".into(),
            Shape::Site => "indirizzo di un sito (`https://…`)".into(),
            Shape::SitePath => "percorso del sito (`/vecchia/pagina`)".into(),
            Shape::Coordinates => "coordinate (`45.3123, 9.5925`)".into(),
            Shape::CodiceIstat => "codice ISTAT (6 cifre)".into(),
            Shape::CodiceCatastale => "codice catastale".into(),
            Shape::Cap => "CAP (5 cifre)".into(),
            Shape::Lang => "codice di lingua (`en`)".into(),
            Shape::Slug => "nome per l'indirizzo web (`casa-popolare`)".into(),
            Shape::Choice(words) => words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", "),
            Shape::Ref(Target::Term(vocabulary)) => format!("voce di `vocabolari/{}.yaml`", vocabulary.name()),
            Shape::Ref(Target::Comune) => "Comune (il suo `slug` in `comuni.yaml`)".into(),
            Shape::Ref(Target::Organization) => "ente (il nome del file in `enti/`)".into(),
            Shape::Ref(Target::Entry) => "scheda (`servizi/nome-del-file`)".into(),
            Shape::Coverage => "`tutti`, o un elenco di Comuni".into(),
            Shape::File => "file accanto alla scheda".into(),
            Shape::List(item) => format!("elenco di: {}", item.describe()),
            Shape::Record(_) => "gruppo di campi".into(),
        }
    }

    /// Whether a text is a value of this shape, as far as the text alone can tell.
    pub fn check(&self, text: &str) -> Parsed<()> {
        match self {
            Shape::Bool => value::parse_bool(text).map(drop),
            Shape::Integer => value::parse_integer(text).map(drop),
            Shape::Date => value::parse_date(text).map(drop),
            Shape::Moment => value::parse_moment(text).map(drop),
            Shape::Time => value::parse_time(text).map(drop),
            Shape::Weekdays => value::Weekdays::parse(text).map(drop),
            Shape::Euro => value::Euro::parse(text).map(drop),
            Shape::Phone => value::Phone::parse(text).map(drop),
            Shape::Email => value::Email::parse(text).map(drop),
            Shape::Web => value::Web::parse(text).map(drop),
            Shape::Site => value::parse_site(text).map(drop),
            Shape::SitePath => value::SitePath::parse(text).map(drop),
            Shape::Coordinates => value::Coordinates::parse(text).map(drop),
            Shape::CodiceIstat => value::CodiceIstat::parse(text).map(drop),
            Shape::CodiceCatastale => value::CodiceCatastale::parse(text).map(drop),
            Shape::Cap => value::Cap::parse(text).map(drop),
            Shape::Lang => value::Lang::parse(text).map(drop),
            Shape::Slug => value::slug(text).map(drop),
            Shape::Choice(words) => check_choice(text, words),
            Shape::Text | Shape::Markdown | Shape::Ref(_) | Shape::Coverage | Shape::File => Ok(()),
            Shape::List(_) | Shape::Record(_) => Ok(()),
        }
    }

    /// The regular expression (ECMA-262) of the texts that [`Shape::check`] takes, without its ends: `None`
    /// if any text will do, or if the words are listed.
    pub fn pattern(&self) -> Option<String> {
        let pattern = match self {
            Shape::Bool => return Some(value::bool_pattern()),
            Shape::Weekdays => return Some(value::Weekdays::pattern()),
            Shape::Integer => value::INTEGER_PATTERN,
            Shape::Date => value::DATE_PATTERN,
            Shape::Moment => value::MOMENT_PATTERN,
            Shape::Time => value::TIME_PATTERN,
            Shape::Euro => value::Euro::PATTERN,
            Shape::Phone => value::Phone::PATTERN,
            Shape::Email => value::Email::PATTERN,
            Shape::Web => value::Web::PATTERN,
            Shape::Site => value::SITE_PATTERN,
            Shape::SitePath => value::SitePath::PATTERN,
            Shape::Coordinates => value::Coordinates::PATTERN,
            Shape::CodiceIstat => value::CodiceIstat::PATTERN,
            Shape::CodiceCatastale => value::CodiceCatastale::PATTERN,
            Shape::Cap => value::Cap::PATTERN,
            Shape::Lang => value::Lang::PATTERN,
            Shape::Slug => value::SLUG_PATTERN,
            Shape::Text | Shape::Markdown | Shape::File | Shape::Choice(_) | Shape::Ref(_) | Shape::Coverage => {
                return None;
            }
            Shape::List(_) | Shape::Record(_) => return None,
        };
        Some(pattern.to_owned())
    }

    /// What to type, to who typed something else.
    pub fn advice(&self) -> Option<String> {
        self.check("?").err().map(|invalid| invalid.hint)
    }

    /// Whether a list of one may be written as that one: `bisogni: casa`.
    pub fn may_be_single(&self) -> bool {
        match self {
            Shape::List(item) => !matches!(item, Shape::List(_) | Shape::Record(_)),
            Shape::Coverage => true,
            _ => false,
        }
    }
}

fn check_choice(text: &str, words: &'static [&'static str]) -> Parsed<()> {
    if words.contains(&text) {
        return Ok(());
    }
    let hint = match crate::diagnostic::did_you_mean(text, words.iter().copied()) {
        Some(word) => format!("forse volevi scrivere `{word}`?"),
        None => format!("scegli fra: {}", Shape::Choice(words).describe()),
    };
    Err(Invalid::new(format!("«{text}» non è fra le scelte possibili"), hint))
}
