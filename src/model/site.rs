//! The whole board, resolved and immutable: every reference points to something that exists.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::Date;

use super::boundary::Boundary;
use super::entry::{Coverage, Entry, EntryKind};
use super::forge::{Forge, ForgeKind};
use super::home::Home;
use super::id::{ComuneId, EntryId, OrganizationId, TermId};
use super::place::{Contact, Opening, Reach};
use super::prose::Prose;
use super::schema::Vocabulary;
use super::state::State;
use super::value::{Cap, CodiceCatastale, CodiceIstat, Coordinates, Email, Lang, Phone, SitePath, Web};

#[derive(Debug)]
pub struct Term {
    pub slug: String,
    pub name: String,
    pub description: Option<String>,
    pub synonyms: Vec<String>,
    pub icon: String,
    pub sensitive: bool,
    pub for_professionals: bool,
    /// Name and description by language.
    pub translations: BTreeMap<String, (String, Option<String>)>,
}

impl Term {
    pub fn name_in(&self, lang: &str) -> &str {
        self.translations.get(lang).map_or(&self.name, |(name, _)| name)
    }

    pub fn description_in(&self, lang: &str) -> Option<&str> {
        match self.translations.get(lang) {
            Some((_, description)) => description.as_deref(),
            None => self.description.as_deref(),
        }
    }
}

#[derive(Debug)]
pub struct SocialService {
    pub contact: Contact,
    pub address: Option<String>,
    pub hours: Vec<Opening>,
}

#[derive(Debug)]
pub struct Comune {
    pub name: String,
    pub slug: String,
    pub istat: CodiceIstat,
    pub cadastral: CodiceCatastale,
    pub cap: Cap,
    pub province: String,
    pub coordinates: Coordinates,
    pub website: Option<Web>,
    pub social_service: Option<SocialService>,
    pub old_addresses: Vec<SitePath>,
}

#[derive(Debug)]
pub struct Organization {
    pub slug: String,
    /// The board that it was taken from, if it is not this one's.
    pub home: Option<Arc<Home>>,
    pub name: String,
    pub acronym: Option<String>,
    /// `comune`, `ufficio`, `fondazione` …, as the content names it.
    pub category: String,
    pub parent: Option<OrganizationId>,
    pub description: Option<String>,
    pub reach: Reach,
    pub website: Option<Web>,
    pub keywords: Vec<String>,
    pub updated: Option<Date>,
    pub old_addresses: Vec<SitePath>,
}

/// A fixed page, such as the privacy notice.
#[derive(Debug)]
pub struct Page {
    pub slug: String,
    pub lang: Option<String>,
    pub title: String,
    pub summary: String,
    pub keywords: Vec<String>,
    /// A translation that nobody has looked over yet.
    pub to_review: bool,
    pub prose: Arc<Prose>,
    pub updated: Option<Date>,
    pub old_addresses: Vec<SitePath>,
}

/// Words that lead to others in the search.
#[derive(Debug)]
pub struct SynonymGroup {
    pub words: Vec<String>,
    /// Where they lead; if empty, each leads to all the others.
    pub lead_to: Vec<String>,
}

impl SynonymGroup {
    /// What leads to what.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        let targets = if self.lead_to.is_empty() { &self.words } else { &self.lead_to };
        let pairs = self.words.iter().flat_map(move |from| targets.iter().map(move |to| (from.as_str(), to.as_str())));
        pairs.filter(|(from, to)| from != to)
    }
}

/// A dated notice, shown as a banner.
#[derive(Debug)]
pub struct Notice {
    pub title: String,
    /// `informazione`, `attenzione` or `emergenza`.
    pub level: String,
    pub coverage: Coverage,
    pub prose: Arc<Prose>,
}

#[derive(Debug)]
pub struct UsefulNumber {
    pub name: String,
    pub number: Phone,
    pub description: Option<String>,
    pub when: Option<String>,
}

/// A link with its text.
#[derive(Debug)]
pub struct NamedLink {
    pub text: String,
    pub url: Web,
}

/// Who is told how clear a page is.
#[derive(Debug)]
pub enum Rating {
    /// A program that takes a form by POST.
    Form(Web),
    Letter(Email),
}

/// Who receives what organisations propose: one of the two, or both.
#[derive(Debug)]
pub struct Proposals {
    pub letter: Option<Email>,
    pub forge: Option<Forge>,
}

/// Whom to tell of a weakness of the site, and until when that holds.
#[derive(Debug)]
pub struct Security {
    pub email: Option<Email>,
    pub page: Option<Web>,
    pub expires: Date,
}

/// What `bacheca.yaml` says of the board as a whole.
#[derive(Debug)]
pub struct Board {
    pub id: String,
    pub title: String,
    pub description: String,
    pub territory: String,
    /// Scheme, host and path, without a slash at the end.
    pub base_url: String,
    /// The first is the one at the root of the site.
    pub languages: Vec<Lang>,
    pub manager: Option<OrganizationId>,
    pub contacts: Vec<Contact>,
    pub useful_numbers: Vec<UsefulNumber>,
    pub newsletter: Option<NamedLink>,
    pub social: Vec<NamedLink>,
    pub legal_links: Vec<NamedLink>,
    pub declaration: Option<Web>,
    pub accessibility_email: Option<Email>,
    pub rating: Option<Rating>,
    pub proposals: Option<Proposals>,
    pub security: Option<Security>,
    /// None when the office has not given its codes.
    pub open_data: Option<OpenData>,
    pub public_services: Option<PublicServices>,
    pub is_demonstration: bool,
    pub exit_url: String,
    pub license_url: String,
    pub per_page: usize,
    /// Whether pages open without a network.
    pub has_worker: bool,
    pub web_editor: Option<WebEditor>,
}

/// What a catalogue of open data must say (DCAT-AP_IT), in the codes of its vocabularies.
#[derive(Debug)]
pub struct OpenData {
    /// By which the index of public administrations knows the holder.
    pub ipa: String,
    pub holder: OrganizationId,
    pub themes: Vec<String>,
    pub frequency: String,
}

/// What a catalogue of public services must say of each (CPSV-AP_IT), in the codes of its vocabularies.
#[derive(Debug)]
pub struct PublicServices {
    pub sectors: Vec<String>,
    pub themes: Vec<String>,
    pub interactivity: String,
    pub authentication: String,
    /// For services that ask for SPID.
    pub with_spid: String,
}

/// The editor in a browser, for those who never see git.
#[derive(Debug)]
pub struct WebEditor {
    /// Its program, a file of the board.
    pub script: PathBuf,
    pub forge: ForgeKind,
    /// `owner/repository`.
    pub repository: String,
    pub branch: String,
    /// The forge's own address, if it has one of its own.
    pub address: Option<String>,
    /// By which the forge knows the editor.
    pub application: Option<String>,
    /// The server that lets people in, where the forge asks for one.
    pub sign_in: Option<String>,
}

#[derive(Debug)]
pub struct Site {
    pub board: Board,
    /// The day for which the site is built.
    pub today: Date,
    /// Whether unfinished entries are in it too.
    pub is_preview: bool,
    /// In the order of kinds and slugs.
    pub entries: Vec<Arc<Entry>>,
    pub comuni: Vec<Comune>,
    pub boundaries: Arc<Vec<Boundary>>,
    pub organizations: Vec<Organization>,
    pub vocabularies: BTreeMap<Vocabulary, Vec<Term>>,
    pub synonyms: Vec<SynonymGroup>,
    pub pages: Vec<Page>,
    /// Those of today.
    pub notices: Vec<Notice>,
    /// Entries that exist but are not published today: links to them become plain text.
    pub unpublished: BTreeSet<(EntryKind, String)>,
}

impl Site {
    /// When the content last changed, as its authors state it: not the day of the build, with which
    /// every page would change every day.
    pub fn last_modified(&self) -> Date {
        let entries = self.entries.iter().filter_map(|entry| entry.last_modified());
        let pages = self.pages.iter().filter_map(|page| page.updated);
        let organizations = self.organizations.iter().filter_map(|organization| organization.updated);
        entries.chain(pages).chain(organizations).filter(|day| *day <= self.today).max().unwrap_or(self.today)
    }

    pub fn entry(&self, id: EntryId) -> &Entry {
        &self.entries[id.0]
    }

    pub fn entry_at(&self, kind: EntryKind, slug: &str) -> Option<&Entry> {
        let place = self.entries.binary_search_by(|entry| (entry.kind, entry.slug.as_str()).cmp(&(kind, slug)));
        place.ok().map(|index| &*self.entries[index])
    }

    pub fn comune(&self, id: ComuneId) -> &Comune {
        &self.comuni[id.0]
    }

    pub fn organization(&self, id: OrganizationId) -> &Organization {
        &self.organizations[id.0]
    }

    pub fn terms(&self, vocabulary: Vocabulary) -> &[Term] {
        self.vocabularies.get(&vocabulary).map_or(&[], Vec::as_slice)
    }

    pub fn term_ids(&self, vocabulary: Vocabulary) -> impl Iterator<Item = TermId> + use<> {
        (0..self.terms(vocabulary).len()).map(move |index| TermId { vocabulary, index })
    }

    pub fn term(&self, id: TermId) -> &Term {
        &self.terms(id.vocabulary)[id.index]
    }

    pub fn comune_ids(&self) -> impl Iterator<Item = ComuneId> + use<> {
        (0..self.comuni.len()).map(ComuneId)
    }

    pub fn organization_ids(&self) -> impl Iterator<Item = OrganizationId> + use<> {
        (0..self.organizations.len()).map(OrganizationId)
    }

    pub fn state(&self, entry: &Entry) -> State {
        State::of(entry, self.today)
    }

    pub fn default_lang(&self) -> &Lang {
        &self.board.languages[0]
    }

    pub fn is_default(&self, lang: &Lang) -> bool {
        self.default_lang() == lang
    }

    /// The reach of an organisation, each part lent by the nearest organisation above that has it:
    /// contacts always, places and hours only to an office.
    pub fn reach_of(&self, id: OrganizationId) -> (Reach, OrganizationId) {
        let own = self.organization(id);
        let mut reach = own.reach.clone();
        let mut lender = id;
        let mut above = own.parent;
        while let (true, Some(parent)) = (reach.contacts.is_empty(), above) {
            reach.contacts.clone_from(&self.organization(parent).reach.contacts);
            lender = parent;
            above = self.organization(parent).parent;
        }
        (reach, lender)
    }

    /// Contacts, places and hours: the entry's own, else those of who answers for it, who then is named. A delicate
    /// entry never borrows a place. What is over is left out.
    pub fn reach_of_entry(&self, entry: &Entry) -> (Reach, Option<OrganizationId>) {
        let (lent, lender) = self.reach_of(entry.organization);
        let mut reach = entry.reach.clone();
        let mut from = None;
        if reach.contacts.is_empty() && !lent.contacts.is_empty() {
            reach.contacts = lent.contacts;
            from = (lender != entry.organization).then_some(lender);
        }
        if entry.sensitive {
            reach.places.clear();
        } else if reach.places.is_empty() {
            reach.places = lent.places;
            if reach.hours.is_empty() {
                reach.hours = lent.hours;
                reach.closures.extend(lent.closures);
            }
        }
        reach.closures.retain(|closure| closure.to.unwrap_or(closure.from) >= self.today);
        (reach, from)
    }
}
