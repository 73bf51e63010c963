//! Tests of the program as its users run it: small sites in, messages and files out.

#![allow(clippy::disallowed_methods, reason = "tests make and look at files")]

mod api;
mod boards;
mod broken;
mod commands;
mod content;
mod deploy;
mod digest;
mod docs;
mod embed;
mod escaping;
mod external;
mod feeds;
mod fonts;
mod guide;
mod harness;
mod hostile;
mod import;
mod init;
mod json_ld;
mod language;
mod levels;
mod new;
mod open_search;
mod pages;
mod publish;
mod repeat;
mod schema;
mod search;
mod security_txt;
mod serve;
mod sixty;
mod status;
mod web_editor;
mod widget;
