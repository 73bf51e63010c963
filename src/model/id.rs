//! How the parts of a resolved site name each other: by position, checked once.

use super::schema::Vocabulary;

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident),*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub usize);
    )*};
}

id!(
    /// Index into [`Site::entries`](super::site::Site::entries).
    EntryId,
    /// Index into [`Site::comuni`](super::site::Site::comuni).
    ComuneId,
    /// Index into [`Site::organizations`](super::site::Site::organizations).
    OrganizationId
);

/// A term of one of the vocabularies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TermId {
    pub vocabulary: Vocabulary,
    pub index: usize,
}
