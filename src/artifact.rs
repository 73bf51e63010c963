//! What a site is made of: bytes at paths. Whoever makes them does not know where they go.

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::path::PathBuf;
use std::sync::Mutex;

use sha2::{Digest, Sha256};

/// A path inside the published site. Never absolute, never climbs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutPath(String);

impl OutPath {
    /// Panics on a path that could leave the site: such a path is a fault of the program, since
    /// every name in it has been checked before.
    pub fn new(path: &str) -> OutPath {
        OutPath::parse(path).unwrap_or_else(|| panic!("not a path inside the site: {path:?}"))
    }

    /// A path that somebody else wrote, if it stays inside the site.
    pub fn parse(path: &str) -> Option<OutPath> {
        let safe = !path.is_empty()
            && path.split('/').all(|step| !matches!(step, "" | "." | ".."))
            && !path.contains(['\\', '\0']);
        safe.then(|| OutPath(path.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first step of the path: a top folder, or a file at the root.
    pub fn folder(&self) -> &str {
        self.0.split('/').next().unwrap_or_default()
    }
}

impl fmt::Display for OutPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What stands at a path.
#[derive(Clone, Debug)]
pub enum Body {
    Bytes(Vec<u8>),
    /// A content file, published as it is without being held in memory.
    File(PathBuf),
}

#[derive(Clone, Debug)]
pub struct Artifact {
    pub path: OutPath,
    pub body: Body,
}

impl Artifact {
    pub fn new(path: OutPath, bytes: impl Into<Vec<u8>>) -> Artifact {
        Artifact { path, body: Body::Bytes(bytes.into()) }
    }

    pub fn copy(path: OutPath, source: PathBuf) -> Artifact {
        Artifact { path, body: Body::File(source) }
    }
}

/// Takes artifacts one by one, from any thread: a release being written, or memory.
pub trait Sink: Sync {
    fn put(&self, artifact: Artifact) -> io::Result<()>;

    /// Whether what stands at a path would be taken: who asks first need not make what nobody wants.
    fn wants(&self, _path: &OutPath) -> bool {
        true
    }

    /// Whether anything in a top folder would be taken.
    fn wants_folder(&self, _folder: &str) -> bool {
        true
    }
}

/// What is known of an artifact once it is made.
#[derive(Clone, Debug)]
pub struct Entry {
    pub size: u64,
    /// The start of the SHA-256 of a page, in hexadecimal.
    pub digest: Option<String>,
}

/// Every artifact made, in the order of paths.
pub type Manifest = BTreeMap<OutPath, Entry>;

/// Passes artifacts on, and remembers what they were.
pub struct Recorder<'s> {
    sink: &'s dyn Sink,
    manifest: Mutex<Manifest>,
}

impl<'s> Recorder<'s> {
    pub fn new(sink: &'s dyn Sink) -> Recorder<'s> {
        Recorder { sink, manifest: Mutex::default() }
    }

    pub fn into_manifest(self) -> Manifest {
        self.manifest.into_inner().expect(NO_PANIC)
    }
}

impl Sink for Recorder<'_> {
    fn wants(&self, path: &OutPath) -> bool {
        self.sink.wants(path)
    }

    fn wants_folder(&self, folder: &str) -> bool {
        self.sink.wants_folder(folder)
    }

    fn put(&self, artifact: Artifact) -> io::Result<()> {
        let entry = match &artifact.body {
            Body::Bytes(bytes) => Entry {
                size: bytes.len() as u64,
                digest: artifact
                    .path
                    .as_str()
                    .ends_with(".html")
                    .then(|| Sha256::digest(bytes).iter().take(5).map(|byte| format!("{byte:02x}")).collect()),
            },
            Body::File(_) => Entry { size: 0, digest: None },
        };
        self.manifest.lock().expect(NO_PANIC).insert(artifact.path.clone(), entry);
        self.sink.put(artifact)
    }
}

/// Takes what stands at one path, and nothing else.
#[derive(Debug)]
pub struct Wish {
    path: OutPath,
    found: Mutex<Option<Body>>,
}

impl Wish {
    pub fn new(path: OutPath) -> Wish {
        Wish { path, found: Mutex::default() }
    }

    pub fn granted(self) -> Option<Body> {
        self.found.into_inner().expect(NO_PANIC)
    }
}

impl Sink for Wish {
    fn put(&self, artifact: Artifact) -> io::Result<()> {
        if self.wants(&artifact.path) {
            *self.found.lock().expect(NO_PANIC) = Some(artifact.body);
        }
        Ok(())
    }

    fn wants(&self, path: &OutPath) -> bool {
        self.path == *path
    }

    fn wants_folder(&self, folder: &str) -> bool {
        self.path.folder() == folder
    }
}

const NO_PANIC: &str = "no thread panics while it holds the site";

/// A site held in memory: for tests, and for whoever serves it without publishing.
#[derive(Debug, Default)]
pub struct Memory(Mutex<BTreeMap<OutPath, Body>>);

impl Memory {
    /// Every path received so far, in order.
    pub fn paths(&self) -> Vec<OutPath> {
        self.0.lock().expect(NO_PANIC).keys().cloned().collect()
    }

    /// What stands at a path.
    pub fn get(&self, path: &OutPath) -> Option<Body> {
        self.0.lock().expect(NO_PANIC).get(path).cloned()
    }
}

impl Sink for Memory {
    fn put(&self, artifact: Artifact) -> io::Result<()> {
        match self.0.lock().expect(NO_PANIC).insert(artifact.path.clone(), artifact.body) {
            None => Ok(()),
            Some(_) => Err(io::Error::other(format!("{}: due parti del sito scrivono lo stesso file", artifact.path))),
        }
    }
}
