//! `bacheca` turns a folder of Markdown and YAML into the digital bulletin board of an Italian social
//! district. The stages, in the order of [`pipeline`]:
//!
//! ```text
//! files ─load→ Draft ─check→ Site ─output (render)→ Artifacts ─publish→ release
//! ```
//!
//! Stages do not import each other; `ARCHITECTURE.md` says why, and what must hold.

pub mod artifact;
pub mod check;
pub mod cli;
pub mod delimited;
pub mod diagnostic;
pub mod digest;
pub mod index;
pub mod json_schema;
pub mod load;
pub mod manual;
pub mod model;
pub mod output;
pub mod paint;
pub mod pipeline;
pub mod publish;
pub mod render;
pub mod serve;
pub mod snippets;
pub mod status;
pub mod theme;
