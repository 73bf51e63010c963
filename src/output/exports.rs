//! What the board gives to programs and to who reuses its data: the only list of it, shown on the page of open data.
//! An output that makes such files adds its rows here.

use crate::artifact::Manifest;

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

    /// How many files were made, and their bytes.
    pub fn published(&self, manifest: &Manifest) -> (usize, u64) {
        let path = &self.path[1..];
        let is_of = |made: &str| if self.is_folder() { made.starts_with(path) } else { made == path };
        let sizes = manifest.iter().filter(|(made, _)| is_of(made.as_str())).map(|(_, entry)| entry.size);
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
    Export::new("export_vocabularies", "JSON", "/api/v1/vocabolari.json").described_by("vocabolari"),
    Export::new("export_schemas", "JSON Schema", "/api/v1/schemi/"),
    Export::new("export_openapi", "OpenAPI 3.1", "/api/v1/openapi.json"),
];

/// Whether all that is exported was made: a preview makes one file at a time.
pub fn is_complete(manifest: &Manifest) -> bool {
    EXPORTS.iter().any(|export| export.published(manifest).0 > 0)
}

/// The licence by the name that people know, where there is one.
pub fn license_name(url: &str) -> &str {
    if url.contains("creativecommons.org/licenses/by/4.0") { "CC BY 4.0" } else { url }
}
