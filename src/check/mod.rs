//! Drafts → a site, if nothing is wrong. One file per rule; [`RULES`] is the only list of them.
//!
//! A rule looks at drafts and reports; it never changes them and never stops at the first fault.
//! Only when no rule finds an error does [`resolve`] make the [`Site`], which therefore never holds a
//! broken reference.

mod boundary;
mod contact;
mod date_order;
mod declaration;
mod duplicate_name;
mod duplicate_url;
mod file;
mod file_name;
mod image_alt;
mod known;
mod length;
mod link;
mod missing;
mod near_label;
mod needed_file;
mod opportunity_time;
mod parent;
mod placeholder;
mod rating;
mod raw_html;
mod reference;
mod referral;
mod required;
mod resolve;
mod sensitive;
mod synonym;
mod translation;
mod value;
mod waiver;

use jiff::civil::Date;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::draft::{Draft, Drafts};
use crate::model::site::Site;
use known::Known;

pub use missing::{MissingFact, missing_facts};
pub use placeholder::EXAMPLES;

/// One check: the codes that it may report, and the function that does.
pub struct Rule {
    pub codes: &'static [&'static Code],
    run: fn(&Content, &mut Vec<Diagnostic>),
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
    &raw_html::RULE,
    &contact::RULE,
    &referral::RULE,
    &opportunity_time::RULE,
    &sensitive::RULE,
    &synonym::RULE,
    &parent::RULE,
    &translation::RULE,
    &declaration::RULE,
    &rating::RULE,
    &placeholder::RULE,
    &near_label::RULE,
    &waiver::RULE,
];

/// What rules look at.
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
#[derive(Clone, Copy, Debug)]
pub struct Edition {
    pub today: Date,
    /// Unfinished entries (`bozza: sì`) too.
    pub with_drafts: bool,
}

/// Runs every rule.
pub fn check(drafts: &Drafts, edition: Edition) -> Vec<Diagnostic> {
    let content = Content { drafts, edition, known: Known::of(drafts, edition) };
    let mut faults = Vec::new();
    for rule in RULES {
        (rule.run)(&content, &mut faults);
    }
    faults.retain(|fault| !is_waived(drafts, fault));
    faults
}

/// The site of drafts in which no rule found an error.
pub fn resolve(drafts: Drafts, edition: Edition) -> Site {
    resolve::site(drafts, edition)
}

/// Whether the file at fault lists the code among its `eccezioni`. Errors are never waived.
fn is_waived(drafts: &Drafts, fault: &Diagnostic) -> bool {
    fault.code.level != crate::diagnostic::Level::Error
        && drafts.iter().filter(|draft| draft.source.path == fault.place.source.path).any(|draft| {
            draft.fields.items("eccezioni").iter().any(|waiver| waiver.text("codice") == Some(fault.code.name))
        })
}
