//! The bytes of the published index: `search-index/FORMAT.md`, which this file and
//! `search-index/client/decode.mjs` follow.

use sha2::{Digest, Sha256};

use super::inverted::Posting;
use super::synonym::{Synonym, Target};

/// First byte of shards and of the words file: format 1.
const MAGIC: u8 = 0xb1;
/// A cut falls before one term in this many, once a shard is large enough.
const CUT_EVERY: u32 = 64;

/// A piece of the dictionary, with the postings of its terms.
#[derive(Debug)]
pub struct Shard {
    /// Its first term; empty for the first shard.
    pub first: String,
    pub bytes: Vec<u8>,
}

/// A term as it is published.
pub struct Record<'i> {
    pub term: &'i str,
    pub postings: &'i [Posting],
    pub synonyms: &'i [Synonym],
}

/// Cuts the records into shards of about `target` bytes. Where a cut falls depends on the term there,
/// not on what was before: an edit moves no other cut.
pub fn cut(records: &[Record], target: usize) -> Vec<Shard> {
    let mut shards = Vec::new();
    let mut open = Shard { first: String::new(), bytes: vec![MAGIC] };
    let mut previous = "";
    for record in records {
        let is_cut = hash(record.term).is_multiple_of(CUT_EVERY);
        if open.bytes.len() >= target * 2 || (is_cut && open.bytes.len() >= target / 2) {
            let next = Shard { first: record.term.to_owned(), bytes: vec![MAGIC] };
            shards.push(std::mem::replace(&mut open, next));
            previous = "";
        }
        write_record(&mut open.bytes, previous, record);
        previous = record.term;
    }
    shards.push(open);
    shards
}

/// FNV-1a, 32 bits.
fn hash(term: &str) -> u32 {
    term.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

fn write_record(bytes: &mut Vec<u8>, previous: &str, record: &Record) {
    write_term(bytes, previous, record.term);
    let has_synonyms = !record.synonyms.is_empty();
    write_varint(bytes, record.postings.len() as u32 * 2 + u32::from(has_synonyms));
    if has_synonyms {
        let lines: Vec<String> = record.synonyms.iter().map(synonym_line).collect();
        write_bytes(bytes, lines.join("\n").as_bytes());
    }
    if !record.postings.is_empty() {
        write_bytes(bytes, &postings_bytes(record.postings));
    }
}

fn write_term(bytes: &mut Vec<u8>, previous: &str, term: &str) {
    let shared = previous.bytes().zip(term.bytes()).take(15).take_while(|(a, b)| a == b).count();
    let suffix = &term.as_bytes()[shared..];
    let short = if suffix.len() < 16 { suffix.len() } else { 0 };
    bytes.push((shared << 4 | short) as u8);
    if short == 0 {
        write_varint(bytes, suffix.len() as u32);
    }
    bytes.extend_from_slice(suffix);
}

fn synonym_line(synonym: &Synonym) -> String {
    let targets: Vec<String> = synonym.targets.iter().map(target_text).collect();
    format!("{}>{}", synonym.rest.join(" "), targets.join("|"))
}

fn target_text(target: &Target) -> String {
    match target {
        Target::Words(words) => words.replace(['|', '\n'], " "),
        Target::Facet { facet, slug, label } => format!("#{facet}/{slug}={}", label.replace(['|', '\n'], " ")),
    }
}

fn postings_bytes(postings: &[Posting]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(postings.len() * 2);
    // The first delta counts from -1.
    let mut next = 0;
    for posting in postings {
        let delta = posting.doc + 1 - next;
        next = posting.doc + 1;
        if posting.frequencies == [0, 0, 1] {
            write_varint(&mut bytes, delta * 2);
            continue;
        }
        write_varint(&mut bytes, delta * 2 + 1);
        let [title, about, body] = posting.frequencies;
        bytes.push((title.min(3) | about.min(7) << 2 | body.min(7) << 5) as u8);
        for (frequency, most) in [(title, 3), (about, 7), (body, 7)] {
            if frequency >= most {
                write_varint(&mut bytes, frequency - most);
            }
        }
    }
    bytes
}

/// The words file: each word with the number of its documents.
pub fn words_bytes(words: &[(String, u32)]) -> Vec<u8> {
    let mut bytes = vec![MAGIC];
    let mut previous = "";
    for (word, documents) in words {
        write_term(&mut bytes, previous, word);
        write_varint(&mut bytes, *documents);
        previous = word;
    }
    bytes
}

fn write_bytes(bytes: &mut Vec<u8>, content: &[u8]) {
    write_varint(bytes, content.len() as u32);
    bytes.extend_from_slice(content);
}

fn write_varint(bytes: &mut Vec<u8>, mut number: u32) {
    while number > 0x7f {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// The start of the SHA-256 of some bytes in base 32: names that also hold where case does not count.
pub fn name_of(bytes: &[u8], length: usize) -> String {
    const DIGITS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    let digest = Sha256::digest(bytes);
    let first = digest[..8].iter().fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    (0..length).map(|place| DIGITS[(first >> (59 - 5 * place) & 31) as usize] as char).collect()
}

/// A class or a set of flags for each document, as one character each.
pub fn characters(numbers: impl Iterator<Item = u8>) -> String {
    numbers.map(|number| char::from_u32(u32::from(number) + 35).expect("all are characters")).collect()
}

/// Documents, in order, as the distances between them, the first from -1.
pub fn deltas(documents: &[u32]) -> Vec<u32> {
    let mut next = 0;
    documents.iter().map(|doc| doc + 1 - std::mem::replace(&mut next, doc + 1)).collect()
}
