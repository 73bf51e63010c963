//! What Decap CMS is told of a board: where its files are and what each may hold. JSON, which is YAML too.

use std::io;

use serde_json::{Value, json};

use super::widget::Widgets;
use crate::model::entry::EntryKind;
use crate::model::fields::{AVVISO, ENTE, PAGINA};
use crate::model::forge::ForgeKind;
use crate::model::names::Names;
use crate::model::schema::Schema;
use crate::model::site::{Site, WebEditor};

const HEAD: &str = "# Lo scrive `bacheca build`, dai campi della bacheca: non correggerlo a mano.\n";

/// One file for each entry, in a folder of its own with what belongs to it; those that stand alone are found
/// too. No entry has the last field: it is there because the search of the program looks only at files that
/// end as the path does after its last field.
const OWN_FOLDER: &str = "{{slug}}/index{{niente}}";

pub fn text(site: &Site, editor: &WebEditor) -> io::Result<String> {
    let config = json!({
        "backend": backend(editor),
        "publish_mode": publish_mode(editor.forge),
        "locale": "it",
        "site_url": site.board.base_url,
        "display_url": site.board.base_url,
        "show_preview_links": false,
        // Files go beside their entry; the program wants a folder for others.
        "media_folder": "media",
        "slug": { "encoding": "ascii", "clean_accents": true },
        "editor": { "preview": false },
        "collections": collections(&Names::of_site(site)),
    });
    Ok(format!("{HEAD}{}\n", serde_json::to_string_pretty(&config).map_err(io::Error::other)?))
}

/// Gitea's part of the program knows no drafts to approve.
fn publish_mode(forge: ForgeKind) -> &'static str {
    if forge == ForgeKind::Forgejo { "simple" } else { "editorial_workflow" }
}

fn backend(editor: &WebEditor) -> Value {
    let mut backend = json!({ "name": backend_name(editor.forge), "repo": editor.repository, "branch": editor.branch });
    let mut add = |key: &str, value: String| backend[key] = value.into();
    if let Some(application) = &editor.application {
        add("auth_type", "pkce".to_owned());
        add("app_id", application.clone());
    }
    if let Some(address) = &editor.address {
        add("base_url", address.clone());
        add("api_root", format!("{address}{}", api(editor.forge)));
    }
    if let Some(server) = &editor.sign_in {
        add("base_url", server.clone());
    }
    backend
}

/// What Decap calls a forge: Forgejo is a child of Gitea.
fn backend_name(forge: ForgeKind) -> &'static str {
    if forge == ForgeKind::Forgejo { "gitea" } else { forge.name() }
}

/// Where a forge on its own address answers programs.
fn api(forge: ForgeKind) -> &'static str {
    match forge {
        ForgeKind::GitHub => "/api/v3",
        ForgeKind::GitLab => "/api/v4",
        ForgeKind::Forgejo => "/api/v1",
    }
}

fn collections(names: &Names) -> Vec<Value> {
    let widgets = Widgets { names };
    let entries = EntryKind::ALL.map(|kind| entries(kind, &widgets));
    let organizations = json!({
        "name": "enti",
        "label": "Enti e uffici",
        "label_singular": "Ente o ufficio",
        "description": "Chi offre i servizi e risponde ai cittadini.",
        "folder": "content/enti",
        "extension": "yaml",
        "format": "yaml",
        "create": true,
        "slug": "{{nome}}",
        "identifier_field": "nome",
        "summary": "{{nome}}",
        "fields": widgets.fields(&ENTE),
    });
    let pages =
        texts("pagine", ["Pagine fisse", "Pagina fissa"], "Note legali, privacy e le altre.", &PAGINA, &widgets);
    let notices = texts("avvisi", ["Avvisi", "Avviso"], "Chiusure ed emergenze, in cima al sito.", &AVVISO, &widgets);
    entries.into_iter().chain([organizations, pages, notices]).collect()
}

fn entries(kind: EntryKind, widgets: &Widgets) -> Value {
    let (labels, description) = match kind {
        EntryKind::Servizio => (["Servizi", "Servizio"], "Quello che c'è sempre."),
        EntryKind::Progetto => (["Progetti", "Progetto"], "Quello che si fa con un finanziamento, per un tempo."),
        EntryKind::Opportunita => (["Opportunità", "Opportunità"], "Bandi, corsi, incontri: quello che scade."),
    };
    let mut collection = texts(kind.folder(), labels, description, kind.schema(), widgets);
    collection["path"] = OWN_FOLDER.into();
    collection["media_folder"] = "".into();
    collection["public_folder"] = "".into();
    // Only files in which `traduce` is what is not said here: nothing. Translations have other fields, and are
    // written where their original is at hand.
    collection["filter"] = json!({ "field": "traduce" });
    collection
}

/// Files with fields and a body.
fn texts(
    folder: &str,
    [label, singular]: [&str; 2],
    description: &str,
    schema: &'static Schema,
    widgets: &Widgets,
) -> Value {
    json!({
        "name": folder,
        "label": label,
        "label_singular": singular,
        "description": description,
        "folder": format!("content/{folder}"),
        "extension": "md",
        "format": "yaml-frontmatter",
        "create": true,
        "slug": "{{titolo}}",
        "identifier_field": "titolo",
        "summary": "{{titolo}}",
        "fields": widgets.with_body(schema),
    })
}
