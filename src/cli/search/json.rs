//! An answer for a program.

use serde_json::{Value, json};

use super::Asked;
use crate::index::{Alternative, Answer, Group, Match, Reason, Scored};

impl Asked<'_> {
    pub fn plain_as_json(&self, results: &[(u32, f32)]) -> Value {
        let row = |(doc, score): &(u32, f32)| json!({"doc": doc, "path": self.path(*doc), "score": score});
        json!({"query": self.text, "results": results.iter().map(row).collect::<Vec<_>>()})
    }

    pub fn as_json(&self, answer: &Answer) -> Value {
        let result = |found: &Scored| {
            let document = &self.index.documents[found.doc as usize];
            json!({
                "doc": found.doc,
                "path": document.route.path(),
                "title": document.title,
                "kind": document.kind.name(),
                "score": found.score,
                "complete": found.is_complete,
                "over": document.is_over,
                "professional": document.for_professionals,
                "elsewhere": found.is_elsewhere,
            })
        };
        let group = |group: &Group| {
            let alternatives: Vec<Value> = group.alternatives.iter().map(alternative_json).collect();
            json!({"word": group.word, "alternatives": alternatives})
        };
        json!({
            "query": self.text,
            "total": answer.results.len(),
            "complete": answer.complete(),
            "groups": answer.groups.iter().map(group).collect::<Vec<_>>(),
            "results": answer.results.iter().take(self.shown()).map(result).collect::<Vec<_>>(),
        })
    }
}

fn alternative_json(alternative: &Alternative) -> Value {
    let reason = match alternative.reason {
        Reason::Exact => "exact",
        Reason::Prefix => "prefix",
        Reason::Synonym => "synonym",
        Reason::Typo => "typo",
    };
    let mut value = json!({"weight": alternative.weight, "reason": reason, "label": alternative.label});
    match &alternative.found {
        Match::Terms(terms) => value["terms"] = json!(terms),
        Match::Facet { facet, slug } => value["facet"] = json!(format!("{facet}/{slug}")),
        Match::Everywhere => value["facet"] = json!("*"),
    }
    value
}
