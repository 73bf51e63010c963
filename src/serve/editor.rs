//! How a link opens a file in the author's editor.

use std::path::Path;

/// The address that an editor answers to; `{file}`, `{line}` and `{column}` are filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editor(String);

/// Editors and their addresses.
const KNOWN: &[(&str, &str)] = &[
    ("vscode", "vscode://file{file}:{line}:{column}"),
    ("vscodium", "vscodium://file{file}:{line}:{column}"),
    ("zed", "zed://file{file}:{line}:{column}"),
    ("idea", "idea://open?file={file}&line={line}&column={column}"),
    ("sublime", "subl://open?url=file://{file}&line={line}&column={column}"),
];

impl Editor {
    /// One of the known names, or an address with `{file}` in it.
    pub fn parse(text: &str) -> Result<Editor, String> {
        if let Some((_, address)) = KNOWN.iter().find(|(name, _)| *name == text) {
            return Ok(Editor((*address).to_owned()));
        }
        if text.contains("{file}") && text.contains("://") {
            return Ok(Editor(text.to_owned()));
        }
        let names: Vec<&str> = KNOWN.iter().map(|(name, _)| *name).collect();
        Err(format!("scegli fra {}, o scrivi un indirizzo con {{file}} e {{line}}", names.join(", ")))
    }

    /// The link that opens a place of a file; lines and columns from 1.
    pub fn link(&self, file: &Path, (line, column): (usize, usize)) -> String {
        let path: String = file.to_string_lossy().split('/').map(encoded).collect::<Vec<_>>().join("/");
        self.0.replace("{file}", &path).replace("{line}", &line.to_string()).replace("{column}", &column.to_string())
    }
}

fn encoded(step: &str) -> String {
    let safe = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
    step.bytes().map(|byte| if safe(byte) { (byte as char).to_string() } else { format!("%{byte:02X}") }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_names_file_line_and_column() {
        let editor = Editor::parse("vscode").unwrap();
        let link = editor.link(Path::new("/casa/la bacheca/x.md"), (3, 7));
        assert_eq!(link, "vscode://file/casa/la%20bacheca/x.md:3:7");
        assert!(Editor::parse("{file}").is_err() && Editor::parse("word").is_err());
    }
}
