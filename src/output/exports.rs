//! What the board gives to programs and to who reuses its data: the only list of it, shown on the page of open data.
//! An output that makes such files adds its rows here.

use std::borrow::Cow;
use std::io;

use super::{Context, draw};
use crate::artifact::{Artifact, Manifest, OutPath, Recorder, Sink};

#[derive(Clone, Copy, Debug)]
pub struct Export {
    /// What it holds: a key of the theme's words.
    pub what: &'static str,
    pub format: &'static str,
    /// From the site's own root; with a slash at the end, all the files in that folder.
    pub path: &'static str,
    /// The schema of its files, by name.
    pub schema: Option<&'static str>,
}

impl Export {
    const fn new(what: &'static str, format: &'static str, path: &'static str) -> Export {
        Export { what, format, path, schema: None }
    }

    const fn described_by(self, schema: &'static str) -> Export {
        Export { schema: Some(schema), ..self }
    }

    pub fn is_folder(&self) -> bool {
        self.path.ends_with('/')
    }

    fn holds(&self, path: &OutPath) -> bool {
        let own = &self.path[1..];
        if self.is_folder() { path.as_str().starts_with(own) } else { path.as_str() == own }
    }

    /// How many files were made, and their bytes.
    pub fn published(&self, manifest: &Manifest) -> (usize, u64) {
        let sizes = manifest.iter().filter(|(path, _)| self.holds(path)).map(|(_, entry)| entry.size);
        sizes.fold((0, 0), |(files, bytes), size| (files + 1, bytes + size))
    }
}

pub static EXPORTS: &[Export] = &[
    Export::new("export_table", "CSV", "/api/v1/schede.csv"),
    Export::new("services", "CSV", "/api/v1/servizi.csv"),
    Export::new("opportunities", "CSV", "/api/v1/opportunita.csv"),
    Export::new("projects", "CSV", "/api/v1/progetti.csv"),
    Export::new("export_rows", "JSON", "/api/v1/schede.json").described_by("schede"),
    Export::new("export_whole", "NDJSON", "/api/v1/esportazione.ndjson").described_by("scheda"),
    Export::new("export_single", "JSON", "/api/v1/schede/").described_by("scheda"),
    Export::new("export_lists", "JSON", "/api/v1/elenchi/").described_by("elenco"),
    Export::new("export_facets", "JSON", "/api/v1/faccette.json").described_by("faccette"),
    Export::new("export_changes", "JSON", "/api/v1/modifiche.json").described_by("modifiche"),
    Export::new("comuni", "JSON", "/api/v1/comuni.json").described_by("comuni"),
    Export::new("organizations", "JSON", "/api/v1/enti.json").described_by("enti"),
    Export::new("export_cards", "vCard", "/api/v1/enti/"),
    Export::new("export_vocabularies", "JSON", "/api/v1/vocabolari.json").described_by("vocabolari"),
    Export::new("export_schemas", "JSON Schema", "/api/v1/schemi/"),
    Export::new("export_openapi", "OpenAPI 3.1", "/api/v1/openapi.json"),
    Export::new("export_feeds", "RSS, Atom, JSON Feed", "/feed/"),
    Export::new("export_calendars", "iCalendar", "/calendario/"),
    Export::new("export_hsds", "HSDS 3.1", "/hsds/"),
    Export::new("export_dcat", "DCAT-AP_IT", "/api/dcat.ttl"),
    Export::new("export_cpsv", "CPSV-AP_IT", "/api/cpsv.ttl"),
];

/// What was made of all this. Whoever wanted a single file has a list without it: then it is made, to be measured.
pub fn made<'m>(context: &Context, manifest: &'m Manifest) -> io::Result<Cow<'m, Manifest>> {
    if EXPORTS.iter().any(|export| export.published(manifest).0 > 0) {
        return Ok(Cow::Borrowed(manifest));
    }
    let recorder = Recorder::new(&Measured);
    draw(context, &recorder)?;
    Ok(Cow::Owned(recorder.into_manifest()))
}

/// Wants what is exported, and keeps nothing of it.
struct Measured;

impl Sink for Measured {
    fn put(&self, _artifact: Artifact) -> io::Result<()> {
        Ok(())
    }

    fn wants(&self, path: &OutPath) -> bool {
        EXPORTS.iter().any(|export| export.holds(path))
    }

    fn wants_folder(&self, folder: &str) -> bool {
        EXPORTS.iter().any(|export| export.path[1..].split('/').next() == Some(folder))
    }
}

/// The licence by the name that people know, where there is one.
pub fn license_name(url: &str) -> &str {
    if url.contains("creativecommons.org/licenses/by/4.0") { "CC BY 4.0" } else { url }
}
