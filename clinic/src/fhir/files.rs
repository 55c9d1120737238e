//! The files to import, and the order to try them in.

use super::{
    bundle::{beginning, shape_of},
    reader::{Guarded, Shape},
    report::Refusal,
};
use std::{
    fs::{self, File},
    io::{self, BufReader, Cursor, Read, Seek as _},
    path::{Path, PathBuf},
    sync::{Arc, atomic::AtomicU64},
};

/// One file, or what stands for one.
#[derive(Clone, Debug)]
pub(super) struct Input {
    pub(super) name: String,
    pub(super) bytes: u64,
    from: From,
    rank: Rank,
}

#[derive(Clone, Debug)]
enum From {
    File(PathBuf),
    Memory(Arc<[u8]>),
}

/// What others refer to comes first; where this guess is wrong, the file is only tried again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Places,
    Patients,
    Records,
}

/// What was found under the paths given.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) inputs: Vec<Input>,
    pub(super) passed_over: Vec<String>,
    pub(super) refused: Vec<Refusal>,
}

/// Collects the files, those of folders in the order of their names.
pub(super) fn collect(paths: &[PathBuf]) -> Found {
    let mut found = Found::default();
    for path in paths {
        let result = match fs::metadata(path) {
            Ok(about) if about.is_dir() => folder(path, &mut found),
            Ok(_) => file(path, &mut found),
            Err(error) => Err(error),
        };
        if let Err(error) = result {
            found.refused.push(unreadable(path, &error));
        }
    }
    found.inputs.sort_by_key(|input| input.rank);
    found
}

fn folder(path: &Path, found: &mut Found) -> io::Result<()> {
    let mut entries = fs::read_dir(path)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        // Links to folders are not followed: they may lead round in a circle.
        let result = match entry.file_type() {
            Ok(kind) if kind.is_dir() => folder(&path, found),
            Ok(_) if is_fhir(&path) => file(&path, found),
            Ok(_) => {
                found.passed_over.push(path.display().to_string());
                Ok(())
            }
            Err(error) => Err(error),
        };
        if let Err(error) = result {
            found.refused.push(unreadable(&path, &error));
        }
    }
    Ok(())
}

fn file(path: &Path, found: &mut Found) -> io::Result<()> {
    let mut opened = File::open(path)?;
    let bytes = opened.metadata()?.len();
    let rank = rank(&beginning(&mut opened)?);
    found.inputs.push(Input { name: path.display().to_string(), bytes, from: From::File(path.to_owned()), rank });
    Ok(())
}

fn is_fhir(path: &Path) -> bool {
    path.extension()
        .is_some_and(|ending| ["json", "ndjson", "jsonl"].iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

fn unreadable(path: &Path, error: &io::Error) -> Refusal {
    Refusal {
        file: path.display().to_string(),
        place: None,
        resource: None,
        reason: format!("cannot be read: {error}"),
    }
}

/// Guesses from the first type that is named.
fn rank(beginning: &[u8]) -> Rank {
    let text = String::from_utf8_lossy(beginning);
    let mut types = text.split("\"resourceType\"").skip(1).filter_map(|rest| {
        let (_, rest) = rest.split_once('"')?;
        rest.split_once('"').map(|(name, _)| name)
    });
    match types.find(|name| *name != "Bundle") {
        Some("Organization" | "Location" | "Practitioner" | "PractitionerRole" | "Medication") => Rank::Places,
        Some("Patient") => Rank::Patients,
        _ => Rank::Records,
    }
}

/// A file on its way in, watched.
pub(super) type Opened = BufReader<Guarded<Box<dyn Read + Send>>>;

impl Input {
    /// Text in memory in the place of a file.
    pub(super) fn memory(name: String, text: Vec<u8>) -> Self {
        let bytes = u64::try_from(text.len()).unwrap_or(u64::MAX);
        let rank = rank(text.get(..64 * 1024).unwrap_or(&text));
        Self { name, bytes, from: From::Memory(text.into()), rank }
    }

    /// Opens it for reading; `meter` tells how far that has come.
    pub(super) fn open(&self, meter: Arc<AtomicU64>) -> io::Result<(Opened, Shape)> {
        const BUFFER_BYTES: usize = 256 * 1024;
        const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";
        let named_lines = match &self.from {
            From::File(path) => path.extension().is_some_and(|ending| !ending.eq_ignore_ascii_case("json")),
            From::Memory(_) => false,
        };
        let (mut reader, start): (Box<dyn Read + Send>, Vec<u8>) = match &self.from {
            From::File(path) => {
                let mut file = File::open(path)?;
                let start = beginning(&mut file)?;
                file.rewind()?;
                (Box::new(file), start)
            }
            From::Memory(text) => {
                let mut cursor = Cursor::new(Arc::clone(text));
                let start = beginning(&mut cursor)?;
                cursor.set_position(0);
                (Box::new(cursor), start)
            }
        };
        let content = match start.strip_prefix(BYTE_ORDER_MARK) {
            Some(content) => {
                reader.read_exact(&mut [0; BYTE_ORDER_MARK.len()])?;
                content
            }
            None => &start,
        };
        let shape = shape_of(content, named_lines);
        Ok((BufReader::with_capacity(BUFFER_BYTES, Guarded::new(reader, shape, meter)), shape))
    }
}
