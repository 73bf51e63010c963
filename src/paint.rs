//! Colours, for terminals that have them; without, everything is still said in words.

pub struct Paint(pub bool);

impl Paint {
    pub fn with(&self, code: &str, text: &str) -> String {
        if self.0 { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }

    pub fn strong(&self, text: &str) -> String {
        self.with("1", text)
    }

    pub fn faint(&self, text: &str) -> String {
        self.with("2", text)
    }
}
