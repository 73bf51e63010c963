//! What rules of one file found before, so that a file that has not changed is not checked again.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::known::Names;
use super::settings::Settings;
use super::{Edition, FileContext, RULES, Scope, resolve};
use crate::diagnostic::Diagnostic;
use crate::model::draft::{Draft, Drafts};

/// The faults of each file, and all that they depend on.
#[derive(Debug, Default)]
pub struct Memory {
    basis: Option<(Edition, Settings, String)>,
    files: BTreeMap<String, Checked>,
    pub(super) entries: resolve::Memory,
}

#[derive(Clone, Debug)]
struct Checked {
    draft: Arc<Draft>,
    faults: Arc<Vec<Diagnostic>>,
}

impl Memory {
    /// The faults that rules of one file find, in the order of files.
    pub fn check(&mut self, drafts: &Drafts, edition: Edition, names: &Names) -> Vec<Diagnostic> {
        let basis = (edition, Settings::of(drafts), names.digest());
        if self.basis.as_ref() != Some(&basis) {
            self.files.clear();
        }
        let one = |draft| self.one(draft, edition, &basis.1, names);
        let checked: Vec<Checked> = drafts.files.par_iter().map(one).collect();
        let faults = checked.iter().flat_map(|checked| checked.faults.iter().cloned()).collect();
        self.files = checked.into_iter().map(|checked| (checked.draft.source.path.clone(), checked)).collect();
        self.basis = Some(basis);
        faults
    }

    fn one(&self, draft: &Arc<Draft>, edition: Edition, settings: &Settings, names: &Names) -> Checked {
        match self.files.get(&draft.source.path) {
            Some(known) if Arc::ptr_eq(&known.draft, draft) => known.clone(),
            _ => {
                let reading = OnceCell::new();
                let faults = run(&FileContext { draft, names, edition, settings, reading });
                Checked { draft: Arc::clone(draft), faults: Arc::new(faults) }
            }
        }
    }
}

fn run(context: &FileContext) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for rule in RULES {
        if let Scope::File(run) = rule.scope {
            run(context, &mut faults);
        }
    }
    faults
}
