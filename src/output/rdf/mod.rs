//! Catalogues for programs that read linked data (RDF): of the data, for dati.gov.it (DCAT-AP_IT), and of the services
//! (CPSV-AP_IT). Each is written as Turtle and as JSON-LD, from the same nodes, and only by a board that has given the
//! codes that a catalogue must hold.

mod data;
mod json_ld;
mod node;
mod services;
mod turtle;

use std::io;

use super::{Context, Output};
use crate::artifact::{Artifact, OutPath, Sink};
use node::Node;

pub struct Rdf;

/// What makes the nodes of a catalogue, if the board can have it.
type Catalogue = fn(&Context) -> Option<Vec<Node>>;
const CATALOGUES: [(&str, Catalogue); 2] = [("api/dcat", data::catalogue), ("api/cpsv", services::catalogue)];

impl Output for Rdf {
    fn name(&self) -> &'static str {
        "rdf"
    }

    fn folder(&self) -> Option<&'static str> {
        Some("api")
    }

    fn render(&self, context: &Context, sink: &dyn Sink) -> io::Result<()> {
        CATALOGUES.iter().try_for_each(|(name, catalogue)| {
            let [turtle, json_ld] = ["ttl", "jsonld"].map(|format| OutPath::new(&format!("{name}.{format}")));
            if !sink.wants(&turtle) && !sink.wants(&json_ld) {
                return Ok(());
            }
            let Some(nodes) = catalogue(context) else { return Ok(()) };
            sink.put(Artifact::new(turtle, turtle::document(&nodes)))?;
            sink.put(Artifact::new(json_ld, json_ld::document(&nodes)))
        })
    }
}
