//! Plain language: what makes an Italian text hard, in the words of the people who will read it.
//!
//! Only texts in Italian are read: originals, where Italian is the first language of the board.

pub mod amounts;
pub mod capitals;
pub mod dates;
pub mod difficulty;
pub mod law;
mod lexicon;
pub mod link_words;
pub mod lists;
mod matches;
pub mod people;
pub mod phones;
pub mod plain_words;
mod reading;
pub mod sentence_length;
pub mod signs;
pub mod times;
mod token;
mod verb;
pub mod word_list;

pub use lexicon::Lexicon;
pub use reading::Reading;
