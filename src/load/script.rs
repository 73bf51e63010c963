//! Browser modules → one classic script: a single request, and one that also runs from `file://`.
//!
//! Modules are written so that this is all it takes: imports and exports stand on lines of their own,
//! no two modules use the same name at the top, comments have lines of their own.

use std::collections::BTreeMap;

/// Joins a module and all that it imports; why it cannot, otherwise.
pub fn join(modules: &BTreeMap<String, String>, entry: &str) -> Result<String, String> {
    let mut order = Vec::new();
    visit(modules, entry, &mut order)?;
    let mut script = String::from("(()=>{'use strict';\n");
    for name in order {
        write(&mut script, &modules[name]);
    }
    script.push_str("})();\n");
    Ok(script)
}

/// Modules in the order in which they can run.
fn visit<'m>(modules: &'m BTreeMap<String, String>, name: &str, order: &mut Vec<&'m str>) -> Result<(), String> {
    let (name, text) = modules.get_key_value(name).ok_or_else(|| format!("manca il modulo {name}"))?;
    if order.contains(&name.as_str()) {
        return Ok(());
    }
    for line in text.lines().filter(|line| line.starts_with("import ")) {
        visit(modules, imported(line).ok_or_else(|| format!("{name}: {line}"))?, order)?;
    }
    order.push(name);
    Ok(())
}

/// `import { a, b } from './x.mjs';` → `x.mjs`.
fn imported(line: &str) -> Option<&str> {
    line.split_once(" from './")?.1.strip_suffix("';")
}

/// The code alone: no imports, comments, indentation or empty lines.
fn write(script: &mut String, text: &str) {
    let mut in_comment = false;
    for line in text.lines().map(str::trim) {
        let starts_comment = line.starts_with("/*");
        let is_code = !(in_comment || starts_comment || line.is_empty() || line.starts_with("//"));
        if is_code && !line.starts_with("import ") {
            script.push_str(line.strip_prefix("export ").unwrap_or(line));
            script.push('\n');
        }
        in_comment = (in_comment || starts_comment) && !line.ends_with("*/");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_comes_after_what_it_imports_and_leaves_its_comments() {
        let modules = BTreeMap::from([
            ("a.mjs".to_owned(), "import { b } from './b.mjs';\n/**\n * Says it.\n */\nconsole.log(b());\n".to_owned()),
            ("b.mjs".to_owned(), "// Why.\nexport function b() {\n  return 1;\n}\n".to_owned()),
        ]);
        let script = "(()=>{'use strict';\nfunction b() {\nreturn 1;\n}\nconsole.log(b());\n})();\n";
        assert_eq!(join(&modules, "a.mjs").unwrap(), script);
    }

    #[test]
    fn what_is_imported_must_be_there() {
        let modules = BTreeMap::from([("a.mjs".to_owned(), "import { b } from './b.mjs';\n".to_owned())]);
        assert_eq!(join(&modules, "a.mjs").unwrap_err(), "manca il modulo b.mjs");
    }
}
