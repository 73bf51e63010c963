//! Drafts → a site, if nothing is wrong. One file per rule; [`RULES`] is the only list of them.
//!
//! A rule looks at drafts and reports; it never changes them and never stops at the first fault.
//! Only when no rule finds an error does [`resolve`] make the [`Site`], which therefore never holds a
//! broken reference.

mod attachment;
mod boundary;
mod calendar;
mod colour;
mod contact;
mod date_order;
mod declaration;
mod duplicate_name;
mod duplicate_url;
mod external;
mod file;
mod file_name;
mod future_date;
mod given_name;
mod heading_order;
mod iban;
mod image_alt;
mod known;
mod language;
mod length;
mod link;
mod local_variation;
mod mailbox;
mod memory;
mod mobile;
mod near_label;
mod needed_file;
mod opportunity_time;
mod parent;
mod passage;
mod past;
mod person_name;
mod placeholder;
mod proposals;
mod publicity;
mod ranking;
mod rating;
mod raw_html;
mod reference;
mod referral;
mod required;
mod resolve;
mod same_words;
mod security;
mod sensitive;
mod settings;
mod severity;
mod single_contact;
mod social_service;
mod stale;
mod synonym;
mod table_header;
mod tax_code;
mod translation;
mod useless_alt;
mod value;
mod waiver;
mod web_editor;

use std::cell::OnceCell;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::draft::{Draft, Drafts};
use crate::model::site::Site;
use known::{Known, Names};
use language::Reading;
use settings::Settings;
use severity::Severities;
use waiver::Waivers;

pub use external::{Answer, ExternalLinks};
pub use memory::Memory;
pub use placeholder::EXAMPLES;

/// One check: the codes that it may report, and the function that does.
pub struct Rule {
    pub codes: &'static [&'static Code],
    scope: Scope,
}

/// How much of the board a rule looks at.
enum Scope {
    /// One file: what is found there is remembered until the file changes.
    File(fn(&FileContext, &mut Vec<Diagnostic>)),
    Board(fn(&Content, &mut Vec<Diagnostic>)),
    /// Told only when other sites have been asked.
    Network,
}

/// What rules of one file look at. Nothing else may count.
pub struct FileContext<'d> {
    pub draft: &'d Draft,
    pub names: &'d Names<'d>,
    pub edition: Edition,
    pub settings: &'d Settings,
    reading: OnceCell<Reading<'d>>,
}

impl<'d> FileContext<'d> {
    /// The texts of the file, if they are in Italian: read once for all rules.
    fn reading(&self) -> Option<&Reading<'d>> {
        let is_italian = self.draft.lang.is_none() && self.settings.language == "it";
        is_italian.then(|| self.reading.get_or_init(|| Reading::of(self.draft)))
    }
}

/// Every rule, in the order of `docs/controlli.md`.
pub static RULES: &[&Rule] = &[
    &needed_file::RULE,
    &boundary::RULE,
    &required::RULE,
    &value::RULE,
    &length::RULE,
    &reference::RULE,
    &date_order::RULE,
    &file_name::RULE,
    &duplicate_url::RULE,
    &duplicate_name::RULE,
    &file::RULE,
    &image_alt::RULE,
    &link::RULE,
    &external::RULE,
    &raw_html::RULE,
    &contact::EMPTY_CONTACT,
    &contact::NO_CONTACTS,
    &referral::RULE,
    &opportunity_time::RULE,
    &sensitive::RULE,
    &synonym::RULE,
    &parent::RULE,
    &translation::RULE,
    &declaration::RULE,
    &rating::RULE,
    &web_editor::RULE,
    &proposals::RULE,
    &security::RULE,
    &placeholder::RULE,
    &near_label::RULE,
    &mobile::RULE,
    &mailbox::RULE,
    &person_name::RULE,
    &tax_code::RULE,
    &iban::RULE,
    &ranking::RULE,
    &stale::RULE,
    &past::RULE,
    &future_date::RULE,
    &single_contact::RULE,
    &publicity::RULE,
    &social_service::RULE,
    &local_variation::RULE,
    &heading_order::RULE,
    &table_header::RULE,
    &useless_alt::RULE,
    &attachment::RULE,
    &same_words::RULE,
    &colour::RULE,
    &waiver::RULE,
    &severity::RULE,
    &language::difficulty::RULE,
    &language::sentence_length::RULE,
    &language::plain_words::RULE,
    &language::people::RULE,
    &language::capitals::RULE,
    &language::link_words::RULE,
    &language::lists::RULE,
    &language::signs::RULE,
    &language::dates::RULE,
    &language::amounts::RULE,
    &language::phones::RULE,
    &language::times::RULE,
    &language::law::RULE,
    &language::word_list::RULE,
];

/// What rules of the whole board look at.
pub struct Content<'d> {
    pub drafts: &'d Drafts,
    pub edition: Edition,
    known: Known<'d>,
}

impl<'d> Content<'d> {
    /// Files whose fields could be read.
    fn readable(&self) -> impl Iterator<Item = &'d Draft> {
        self.drafts.iter().filter(|draft| draft.is_readable())
    }
}

/// For which day, and with what, a site is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edition {
    pub today: Date,
    /// Unfinished entries (`bozza: sì`) too.
    pub with_drafts: bool,
}

/// Runs every rule; what `memory` knows of files that have not changed is not looked for again.
pub fn check(drafts: &Drafts, edition: Edition, memory: &mut Memory) -> Vec<Diagnostic> {
    let names = Names::of(drafts, edition);
    let (mut faults, known) = rayon::join(|| memory.check(drafts, edition, &names), || Known::of(drafts, &names));
    let content = Content { drafts, edition, known };
    faults.par_extend(RULES.par_iter().flat_map_iter(|rule| {
        let mut faults = Vec::new();
        if let Scope::Board(run) = rule.scope {
            run(&content, &mut faults);
        }
        faults
    }));
    let waivers = Waivers::of(drafts);
    let severities = Severities::of(drafts);
    faults.retain_mut(|fault| !waivers.cover(fault) && severities.weigh(fault));
    faults
}

/// The site of drafts in which no rule found an error.
pub fn resolve(drafts: &Drafts, edition: Edition, memory: &mut Memory) -> Site {
    resolve::site(drafts, edition, &mut memory.entries)
}
