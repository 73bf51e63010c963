//! The template engine, wrapped so that nothing else knows which one it is.

use std::io;

use serde::Serialize;
use tera::{Context, Tera, Value};

use crate::theme::Theme;

/// A value converted for templates once and then shared by all pages that show it.
#[derive(Clone, Debug, Serialize)]
#[serde(transparent)]
pub struct Prepared(Value);

impl Prepared {
    pub fn new(value: &impl Serialize) -> Prepared {
        Prepared(Value::from_serializable(value))
    }
}

/// Why the templates of a theme cannot be used; the engine's report names file and line.
#[derive(Debug)]
pub struct TemplateFault(pub String);

pub struct Templates(Tera);

impl Templates {
    pub fn new(theme: &Theme) -> Result<Templates, TemplateFault> {
        let mut tera = Tera::new();
        tera.add_raw_templates(theme.templates.iter()).map_err(|error| TemplateFault(error.to_string()))?;
        Ok(Templates(tera))
    }

    /// Draws a piece of HTML that pages take in as it is.
    pub fn fragment(&self, template: &str, context: &Context) -> io::Result<Prepared> {
        let html = self.render(template, context)?;
        Ok(Prepared(Value::safe_string(&String::from_utf8_lossy(&html))))
    }

    /// Draws a template written just now.
    pub fn once(&self, template: &str, context: &Context) -> io::Result<Prepared> {
        let html = self.0.render_str(template, context, true);
        let html = html.map_err(|error| io::Error::other(format!("tema, {template}: {error}")))?;
        Ok(Prepared(Value::safe_string(&html)))
    }

    pub fn render(&self, template: &str, context: &Context) -> io::Result<Vec<u8>> {
        let mut page = Vec::with_capacity(16 << 10);
        self.0
            .render_to(template, context, &mut page)
            .map_err(|error| io::Error::other(format!("tema, {template}: {error}")))?;
        Ok(page)
    }
}
