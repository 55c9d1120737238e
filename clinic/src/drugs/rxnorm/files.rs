//! The files of a release, line by line.

use crate::{Error, fhir::Progress};
use std::{
    fs::File,
    io::{BufRead as _, BufReader, ErrorKind},
    path::{Path, PathBuf},
};

/// A file of a release: its name and how many columns a line has.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    pub(super) name: &'static str,
    pub(super) columns: usize,
}

pub(super) const CONCEPTS: Shape = Shape { name: "RXNCONSO.RRF", columns: 18 };
pub(super) const RELATIONS: Shape = Shape { name: "RXNREL.RRF", columns: 16 };
pub(super) const ATTRIBUTES: Shape = Shape { name: "RXNSAT.RRF", columns: 13 };

/// The folder of a release, and how far it was read.
pub(super) struct Files<'p, P> {
    folder: PathBuf,
    progress: &'p P,
    bytes: u64,
    lines: Vec<(&'static str, u64)>,
}

impl<'p, P: Progress> Files<'p, P> {
    /// Looks whether all files are there.
    pub(super) fn open(folder: &Path, progress: &'p P) -> Result<Self, Error> {
        let folder = inner(folder);
        let mut bytes = 0;
        let mut missing = Vec::new();
        for shape in [CONCEPTS, RELATIONS, ATTRIBUTES] {
            match std::fs::metadata(folder.join(shape.name)) {
                Ok(about) if about.is_file() => bytes += about.len(),
                Ok(_) => missing.push(shape.name),
                Err(error) if error.kind() == ErrorKind::NotFound => missing.push(shape.name),
                Err(error) => return Err(Error::file(format!("read {}", folder.join(shape.name).display()))(error)),
            }
        }
        if !missing.is_empty() {
            return Err(Error::Invalid(format!(
                "missing: {} in {}. Name the folder of an unpacked RxNorm release, in which RXNCONSO.RRF, RXNREL.RRF and \
                 RXNSAT.RRF lie",
                missing.join(" and "),
                folder.display()
            )));
        }
        progress.begin(3, bytes);
        Ok(Self { folder, progress, bytes: 0, lines: Vec::new() })
    }

    /// The files read so far, with their lines.
    pub(super) fn lines(&self) -> &[(&'static str, u64)] {
        &self.lines
    }

    /// Gives the columns of every line to `each`, which may refuse one.
    pub(super) fn each(
        &mut self,
        shape: Shape,
        mut each: impl FnMut(&[&str]) -> Result<(), String>,
    ) -> Result<(), Error> {
        const BUFFER_BYTES: usize = 256 * 1024;
        /// How many lines are read between two words about how far it is.
        const PULSE: u64 = 4096;
        self.progress.file(shape.name);
        let path = self.folder.join(shape.name);
        let fail = |error| Error::file(format!("read {}", path.display()))(error);
        let mut reader = BufReader::with_capacity(BUFFER_BYTES, File::open(&path).map_err(fail)?);
        let mut line = Vec::new();
        let mut number = 0;
        loop {
            line.clear();
            let read = reader.read_until(b'\n', &mut line).map_err(fail)?;
            if read == 0 {
                break;
            }
            number += 1;
            self.bytes += u64::try_from(read).unwrap_or(0);
            if number % PULSE == 0 {
                self.progress.advanced(self.bytes);
            }
            columns(&line, shape)
                .and_then(|columns| each(&columns))
                .map_err(|reason| Error::Invalid(format!("{} line {number}: {reason}", path.display())))?;
        }
        self.progress.advanced(self.bytes);
        self.lines.push((shape.name, number));
        if number == 0 {
            return Err(Error::Invalid(format!("{} is empty", path.display())));
        }
        Ok(())
    }
}

/// Releases are unpacked with their files in `rrf`.
fn inner(folder: &Path) -> PathBuf {
    let inner = folder.join("rrf");
    if !folder.join(CONCEPTS.name).exists() && inner.join(CONCEPTS.name).exists() { inner } else { folder.to_owned() }
}

/// The columns of a line: each ends with a bar, and so does the line.
fn columns(line: &[u8], shape: Shape) -> Result<Vec<&str>, String> {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    let text = std::str::from_utf8(line).map_err(|error| {
        format!("byte {} is not UTF-8; the file was changed or is not of a release", error.valid_up_to() + 1)
    })?;
    let whole = text.strip_suffix('|');
    let columns: Vec<&str> = whole.unwrap_or(text).split('|').collect();
    if whole.is_none() || columns.len() != shape.columns {
        return Err(format!(
            "it has {} columns, {} are expected; the file is cut off or is no {}",
            columns.len(),
            shape.columns,
            shape.name
        ));
    }
    Ok(columns)
}
