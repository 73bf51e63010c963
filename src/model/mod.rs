//! The content model: what authors may write ([`fields`]), what they wrote ([`draft`]) and what it
//! means ([`site`]). No I/O, no templates.

pub mod boundary;
pub mod calendar;
pub mod catalog;
pub mod conditions;
pub mod draft;
pub mod entry;
pub mod fields;
pub mod forge;
pub mod home;
pub mod id;
pub mod identity;
pub mod listing;
pub mod names;
pub mod node;
pub mod place;
pub mod prose;
pub mod readability;
pub mod route;
pub mod schema;
pub mod sentence;
pub mod site;
pub mod state;
pub mod value;
