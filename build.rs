//! Browser modules → the classic scripts that every site carries: joined, so that each is a single
//! request and also runs from `file://`, and minified.
//!
//! Modules are written so that joining is simple: imports and exports stand on lines of their own, and
//! no two modules use the same name at the top.

#![allow(clippy::disallowed_methods, reason = "it reads the modules and writes the scripts")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use oxc_allocator::Allocator;
use oxc_codegen::{Codegen, CodegenOptions};
use oxc_minifier::{Minifier, MinifierOptions};
use oxc_parser::Parser;
use oxc_span::SourceType;

/// The search, and the theme: its own scripts and those of its components.
const MODULES: [&str; 2] = ["search-index/client", "themes/base"];

/// Each script, and the module from which it starts.
const SCRIPTS: [(&str, &str); 9] = [
    ("bacheca.js", "bacheca.mjs"),
    ("prima.js", "first.mjs"),
    ("cerca.js", "suggest.mjs"),
    ("incorpora.js", "embed.mjs"),
    ("proponi.js", "propose.mjs"),
    ("redazione.js", "desk.mjs"),
    ("riusa.js", "reuse.mjs"),
    ("sito.js", "site.mjs"),
    ("worker.js", "worker.mjs"),
];

fn main() {
    let mut modules = BTreeMap::new();
    for folder in MODULES {
        println!("cargo::rerun-if-changed={folder}");
        find(Path::new(folder), &mut modules);
    }
    let target = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo tells where to write"));
    for (name, entry) in SCRIPTS {
        fs::write(target.join(name), minify(&join(&modules, entry))).expect("the folder of the build can be written");
    }
}

/// The modules below a folder, by name: no two are called alike.
fn find(folder: &Path, modules: &mut BTreeMap<String, String>) {
    for file in fs::read_dir(folder).expect("the modules are there") {
        let path = file.expect("a file").path();
        if path.is_dir() {
            find(&path, modules);
        } else if path.extension().is_some_and(|extension| extension == "mjs") {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            let text = fs::read_to_string(&path).expect("a module is text");
            assert!(modules.insert(name.clone(), text).is_none(), "there are two modules {name}");
        }
    }
}

/// A module and all that it imports, as one script with a scope of its own.
fn join(modules: &BTreeMap<String, String>, entry: &str) -> String {
    let mut order = Vec::new();
    visit(modules, entry, &mut order);
    let code = |name: &&str| -> String {
        let lines = modules[*name].lines().filter(|line| !line.starts_with("import "));
        lines.map(|line| format!("{}\n", line.strip_prefix("export ").unwrap_or(line))).collect()
    };
    format!("(()=>{{'use strict';\n{}}})();\n", order.iter().map(code).collect::<String>())
}

/// Modules in the order in which they can run.
fn visit<'m>(modules: &'m BTreeMap<String, String>, name: &str, order: &mut Vec<&'m str>) {
    let (name, text) = modules.get_key_value(name).unwrap_or_else(|| panic!("there is no module {name}"));
    if order.contains(&name.as_str()) {
        return;
    }
    for line in text.lines().filter(|line| line.starts_with("import ")) {
        let imported = line.split_once(" from '").and_then(|(_, rest)| rest.strip_suffix("';"));
        let imported = imported.and_then(|path| path.rsplit('/').next());
        visit(modules, imported.unwrap_or_else(|| panic!("{name}: {line}")), order);
    }
    order.push(name);
}

fn minify(script: &str) -> String {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, script, SourceType::cjs()).parse();
    assert!(parsed.diagnostics.is_empty(), "{:?}", parsed.diagnostics);
    let mut program = parsed.program;
    let minified = Minifier::new(MinifierOptions::default()).minify(&allocator, &mut program);
    let options = CodegenOptions::minify();
    Codegen::new().with_options(options).with_scoping(minified.scoping).build(&program).code
}
