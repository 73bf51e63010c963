//! What one other board offers → drafts of this one, under names of their own.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;
use serde_json::{Value, json};
use uuid::Uuid;

use super::export::{Export, ForeignComune, Object, name_of_board};
use super::fields::Reader;
use super::finding::{Findings, LEFT_OUT, UNKNOWN_NAME, UNREADABLE};
use crate::diagnostic::Source;
use crate::load::sections;
use crate::model::draft::{Draft, DraftKind, Drafts};
use crate::model::entry::EntryKind;
use crate::model::home::Home;
use crate::model::node::Node;
use crate::model::schema::{Field, Target, Vocabulary};
use crate::model::value::{Web, slug};

/// The most bytes of a name in an address: it becomes the name of a file.
const LONGEST_SLUG: usize = 120;

/// What this board already names.
#[derive(Debug)]
pub struct Own<'d> {
    /// The first is the one at the root of the site.
    languages: Vec<&'d str>,
    /// Slugs by ISTAT code: the one name that boards share.
    comuni: BTreeMap<&'d str, &'d str>,
    terms: BTreeMap<Vocabulary, BTreeSet<&'d str>>,
    organizations: BTreeSet<&'d str>,
    entries: BTreeSet<String>,
}

impl<'d> Own<'d> {
    pub fn of(drafts: &'d Drafts) -> Own<'d> {
        let mut languages: Vec<&str> =
            drafts.board().map(|board| board.fields.texts("lingue").collect()).unwrap_or_default();
        if languages.is_empty() {
            languages.push("it");
        }
        let comune = |node: &'d Node| Some((node.text("istat")?, node.text("slug")?));
        let terms = |vocabulary| drafts.terms(vocabulary).iter().filter_map(|node| node.text("slug")).collect();
        Own {
            languages,
            comuni: drafts.comuni().iter().filter_map(comune).collect(),
            terms: Vocabulary::ALL.map(|vocabulary| (vocabulary, terms(vocabulary))).into(),
            organizations: drafts.of(DraftKind::Organization).map(|draft| draft.slug.as_str()).collect(),
            entries: drafts.entries().map(|(kind, draft)| format!("{}/{}", kind.folder(), draft.slug)).collect(),
        }
    }

    fn has(&self, target: Target, name: &str) -> bool {
        match target {
            Target::Term(vocabulary) => self.terms.get(&vocabulary).is_some_and(|terms| terms.contains(name)),
            Target::Organization => self.organizations.contains(name),
            Target::Comune => self.comuni.values().any(|slug| *slug == name),
            Target::Entry => self.entries.contains(name),
        }
    }
}

/// Their names → ours.
#[derive(Debug, Default)]
pub struct Names {
    ours: BTreeMap<Target, BTreeMap<String, String>>,
    /// How many Comuni this board has.
    pub comuni_here: usize,
}

impl Names {
    pub fn ours(&self, target: Target, theirs: &str) -> Option<String> {
        self.ours.get(&target)?.get(theirs).cloned()
    }

    /// Their Comuni that are ours too.
    pub fn all_comuni(&self) -> impl Iterator<Item = &str> {
        self.ours.get(&Target::Comune).into_iter().flat_map(BTreeMap::values).map(String::as_str)
    }

    fn add(&mut self, target: Target, theirs: &str, ours: impl Into<String>) {
        self.ours.entry(target).or_default().insert(theirs.to_owned(), ours.into());
    }
}

/// Takes from one board.
pub struct Taking<'t> {
    name: &'t str,
    /// The folder of its files, as the board's file has it.
    folder: &'t str,
    export: &'t Export,
    own: &'t Own<'t>,
    names: Names,
    findings: Findings,
}

impl<'t> Taking<'t> {
    /// `item` is the board's own word on it: its name, and which of its names are which of ours.
    pub fn new(item: &'t Node, folder: &'t str, export: &'t Export, own: &'t Own<'t>) -> Taking<'t> {
        let name = item.text("nome").unwrap_or_default();
        let names = Names { comuni_here: own.comuni.len(), ..Names::default() };
        let mut taking = Taking { name, folder, export, own, names, findings: Findings::default() };
        taking.name_comuni();
        for (vocabulary, terms) in &own.terms {
            for term in terms {
                taking.names.add(Target::Term(*vocabulary), term, *term);
            }
        }
        for pair in item.items("corrispondenze") {
            taking.name_pair(pair);
        }
        taking
    }

    fn name_comuni(&mut self) {
        for ForeignComune { slug, nome, istat } in &self.export.comuni {
            match self.own.comuni.get(istat.as_str()) {
                Some(ours) => self.names.add(Target::Comune, slug, *ours),
                None => self.findings.add(
                    &UNKNOWN_NAME,
                    format!("il Comune di {nome} (ISTAT {istat}), della bacheca «{}», non è fra i tuoi", self.name),
                    "aggiungilo a content/comuni.yaml: le schede che valgono solo lì restano fuori",
                ),
            }
        }
    }

    fn name_pair(&mut self, pair: &Node) {
        let (Some(list), Some(theirs), Some(ours)) = (pair.text("elenco"), pair.text("loro"), pair.text("nostro"))
        else {
            return;
        };
        let target = match Vocabulary::ALL.into_iter().find(|vocabulary| vocabulary.name() == list) {
            Some(vocabulary) => Target::Term(vocabulary),
            None => Target::Organization,
        };
        if !self.own.has(target, ours) {
            self.findings.add(
                &UNREADABLE,
                format!("nelle corrispondenze di «{}», `{ours}` non è fra le tue voci di `{list}`", self.name),
                "in `nostro` scrivi il nome breve di una voce, o di un ente, di questa bacheca",
            );
        }
        self.names.add(target, theirs, ours);
    }

    pub fn take(mut self) -> (Vec<Arc<Draft>>, Findings) {
        let mut drafts = self.organizations();
        for entry in &self.export.entries {
            if let (Some((kind, theirs)), Some(ours)) = (name(entry), self.slug(entry)) {
                let theirs = format!("{}/{theirs}", kind.folder());
                self.names.add(Target::Entry, &theirs, format!("{}/{ours}", kind.folder()));
            }
        }
        let taken: Vec<(Vec<Draft>, Findings)> =
            self.export.entries.par_iter().map(|entry| self.entry(entry)).collect();
        let mut seen = BTreeSet::new();
        for (entry, findings) in taken {
            self.findings.extend(findings);
            // The same name twice would be the same page twice.
            if entry.first().is_some_and(|first| seen.insert(first.source.path.clone())) {
                drafts.extend(entry);
            }
        }
        (drafts.into_iter().map(Arc::new).collect(), self.findings)
    }

    /// Their name with that of their board before it: what two boards call the same stays apart.
    fn slug(&self, object: &Object) -> Option<String> {
        slug(&format!("{}-{}", self.name, object.get("slug")?.as_str()?)).ok().filter(|slug| slug.len() <= LONGEST_SLUG)
    }

    /// Those that no organisation of ours stands for. Only what was taken can be named by entries.
    fn organizations(&mut self) -> Vec<Draft> {
        let mut given: Vec<(&Object, &str, String)> = Vec::new();
        for organization in &self.export.organizations {
            let theirs = organization.get("slug").and_then(Value::as_str).unwrap_or_default();
            let is_known = self.names.ours(Target::Organization, theirs).is_some();
            if let (Some(ours), false) = (self.slug(organization), is_known) {
                self.names.add(Target::Organization, theirs, ours.clone());
                given.push((organization, theirs, ours));
            }
        }
        let mut drafts = Vec::new();
        for (object, theirs, ours) in given {
            let mut reader = Reader::new(&self.names);
            let record = reader.record(DraftKind::Organization.schema(false).fields(), object);
            let home = self.home(object);
            match (record, home) {
                (Ok(fields), Some(home)) if !self.own.has(Target::Organization, &ours) => {
                    drafts.push(self.draft(DraftKind::Organization, ours, None, fields, home));
                }
                _ => {
                    self.names.ours.entry(Target::Organization).or_default().remove(theirs);
                    let message = "l'ente non ha un nome, un tipo, una pagina o un identificativo";
                    self.findings.add_of(
                        &LEFT_OUT,
                        message,
                        "avvisa chi cura quella bacheca",
                        &format!("enti/{theirs}"),
                    );
                }
            }
        }
        drafts
    }

    /// An entry with its translations; nothing if this board cannot publish it.
    fn entry(&self, object: &Object) -> (Vec<Draft>, Findings) {
        let mut findings = Findings::default();
        let Some((kind, theirs)) = name(object) else {
            findings.add(&LEFT_OUT, format!("una scheda di «{}» non ha un nome", self.name), "avvisa chi la cura");
            return (Vec::new(), findings);
        };
        let shown = format!("{}/{theirs}", kind.folder());
        let mut reader = Reader::new(&self.names);
        let taken = self.original(kind, object, &mut reader);
        for (vocabulary, term) in &reader.unknown {
            let message = format!("la voce «{term}» di `{}` qui non c'è", vocabulary.name());
            let hint = format!(
                "aggiungila a content/vocabolari/{}.yaml, o scrivi in `corrispondenze` a quale delle tue corrisponde",
                vocabulary.name()
            );
            findings.add_of(&UNKNOWN_NAME, &message, &hint, &shown);
        }
        match taken {
            Ok(original) => {
                let translations = self.translations(kind, object, &original);
                (std::iter::once(original).chain(translations).collect(), findings)
            }
            Err(why) => {
                findings.add_of(&LEFT_OUT, &why, "avvisa chi la cura, o aggiungi qui ciò che manca", &shown);
                (Vec::new(), findings)
            }
        }
    }

    fn original(&self, kind: EntryKind, object: &Object, reader: &mut Reader) -> Result<Draft, String> {
        let language = object.get("lingua").and_then(Value::as_str).unwrap_or_default();
        if language != self.own.languages[0] {
            return Err(format!("la scheda è in «{language}», questa bacheca in «{}»", self.own.languages[0]));
        }
        let slug = self.slug(object).ok_or("il suo nome non può stare in un indirizzo")?;
        if self.own.entries.contains(&format!("{}/{slug}", kind.folder())) {
            return Err(format!("c'è già una tua scheda con il nome «{slug}»"));
        }
        let home = self.home(object).ok_or("non dice qual è la sua pagina, o il suo identificativo")?;
        let fields = reader
            .record(DraftKind::Entry(kind).schema(false).fields(), object)
            .map_err(|field| format!("manca `{}`", field.key))?;
        if !fields.iter().any(|(field, _)| field.key == "comuni") {
            return Err("non vale in nessuno dei tuoi Comuni".to_owned());
        }
        Ok(self.draft(DraftKind::Entry(kind), slug, None, fields, home))
    }

    /// Into the languages of this board.
    fn translations(&self, kind: EntryKind, object: &Object, original: &Draft) -> Vec<Draft> {
        let Some(translations) = object.get("traduzioni").and_then(Value::as_object) else { return Vec::new() };
        let home = original.home.as_ref().expect("what was taken has a home");
        let translation = |lang: &&str| {
            let texts = translations.get(*lang)?.as_object()?;
            let fields = DraftKind::Entry(kind).schema(true).fields();
            let record = Reader::new(&self.names).record(fields, texts).ok()?;
            let lang = Some((*lang).to_owned());
            Some(self.draft(DraftKind::Entry(kind), original.slug.clone(), lang, record, Arc::clone(home)))
        };
        self.own.languages[1..].iter().filter_map(translation).collect()
    }

    /// What came to that board from another is at home there.
    fn home(&self, object: &Object) -> Option<Arc<Home>> {
        let text = |object: &Object, key: &str| object.get(key).and_then(Value::as_str).map(str::to_owned);
        let origin = object.get("origine").and_then(Value::as_object);
        let page = |object: &Object| Web::parse(&text(object, "url")?).ok();
        let translations = object.get("traduzioni").and_then(Value::as_object).filter(|_| origin.is_none());
        let translated = |(lang, texts): (&String, &Value)| Some((lang.clone(), page(texts.as_object()?)?));
        Some(Arc::new(Home {
            board: match origin {
                Some(origin) => name_of_board(&text(origin, "bacheca")?)?,
                None => self.export.title.clone(),
            },
            page: page(origin.unwrap_or(object))?,
            translations: translations.into_iter().flatten().filter_map(translated).collect(),
            id: Uuid::parse_str(object.get("id")?.as_str()?).ok()?,
            territory: object
                .get("comuni")
                .is_some_and(|comuni| comuni == &json!(["tutti"]))
                .then(|| self.export.territory.clone()),
            has_attachments: object.get("allegati").and_then(Value::as_array).is_some_and(|files| !files.is_empty()),
        }))
    }

    fn draft(
        &self,
        kind: DraftKind,
        slug: String,
        lang: Option<String>,
        fields: Vec<(&'static Field, Node)>,
        home: Arc<Home>,
    ) -> Draft {
        let schema = kind.schema(lang.is_some());
        let folder = match kind {
            DraftKind::Entry(kind) => kind.folder(),
            _ => "enti",
        };
        let language = lang.as_deref().map(|lang| format!(".{lang}")).unwrap_or_default();
        let path = format!("{}/{folder}/{slug}{language}", self.folder);
        let mut draft = Draft {
            source: Arc::new(Source { path, text: String::new() }),
            kind,
            slug,
            lang,
            schema,
            yaml: 0..0,
            fields: Node::Record(fields),
            sections: Vec::new(),
            folder: Vec::new(),
            home: Some(home),
            locate: |_, _, _| 0..0,
        };
        draft.sections = sections(&draft, 0..0, schema, &mut Vec::new());
        draft
    }
}

/// The kind of an entry, and its name there.
fn name(object: &Object) -> Option<(EntryKind, &str)> {
    Some((EntryKind::from_folder(object.get("sezione")?.as_str()?)?, object.get("slug")?.as_str()?))
}
