//! Where a Comune ends: what its board was given, never invented.

use super::value::Coordinates;
use crate::diagnostic::Place;

/// A closed line.
pub type Ring = Vec<Coordinates>;

#[derive(Clone, Debug)]
pub struct Boundary {
    /// The code of the Comune.
    pub istat: String,
    pub rings: Vec<Ring>,
    /// Where the file names it.
    pub place: Place,
}
