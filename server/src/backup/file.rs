use super::hex;
use clinic::Error;
use flate2::{Compression, bufread::MultiGzDecoder, write::GzEncoder};
use sha2::{Digest as _, Sha256};
use std::{
    fs::{File, OpenOptions},
    io::{BufRead as _, BufReader, BufWriter, Write as _},
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
};

/// Bytes a line may have: a document within a row is the longest there is.
const LONGEST_LINE: u64 = 512 * 1024 * 1024;

/// A backup being written: beside its place until it is whole.
pub(super) struct Writer {
    place: PathBuf,
    part: PathBuf,
    out: GzEncoder<BufWriter<File>>,
    digest: Sha256,
}

impl Writer {
    pub(super) fn create(place: &Path) -> Result<Self, Error> {
        if place.exists() {
            return Err(Error::Invalid(format!("{} exists already; name another file", place.display())));
        }
        let mut part = place.as_os_str().to_owned();
        part.push(".part");
        let part = PathBuf::from(part);
        let file = OpenOptions::new()
            .create(true)
            .truncate(true)
            .write(true)
            .mode(0o600)
            .open(&part)
            .map_err(Error::file(format!("make {}", part.display())))?;
        // What a run that was killed left behind keeps its mode otherwise.
        let private = std::os::unix::fs::PermissionsExt::from_mode(0o600);
        file.set_permissions(private).map_err(Error::file(format!("protect {}", part.display())))?;
        let out = GzEncoder::new(BufWriter::with_capacity(1 << 20, file), Compression::fast());
        Ok(Self { place: place.to_owned(), part, out, digest: Sha256::new() })
    }

    /// Writes one line.
    pub(super) fn line(&mut self, value: &impl serde::Serialize) -> Result<(), Error> {
        let mut line = serde_json::to_vec(value).map_err(|error| Error::Broken(format!("backup: {error}")))?;
        line.push(b'\n');
        self.digest.update(&line);
        self.out.write_all(&line).map_err(Error::file(format!("write {}", self.part.display())))
    }

    /// The digest of all lines so far.
    pub(super) fn digest(&self) -> String {
        hex(&self.digest.clone().finalize())
    }

    /// Makes the file durable and puts it into its place; gives its size in bytes.
    pub(super) fn finish(self) -> Result<u64, Error> {
        let Self { place, part, out, .. } = self;
        let write = || {
            let file = out.finish()?.into_inner().map_err(std::io::IntoInnerError::into_error)?;
            file.sync_all()?;
            let bytes = file.metadata()?.len();
            std::fs::rename(&part, &place)?;
            let folder = place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            File::open(folder)?.sync_all()?;
            Ok(bytes)
        };
        write().map_err(Error::file(format!("write {}", place.display())))
    }
}

/// A backup being read, line by line.
pub(super) struct Reader {
    shown: String,
    lines: BufReader<MultiGzDecoder<BufReader<File>>>,
    digest: Sha256,
    before: Sha256,
    line: Vec<u8>,
}

impl Reader {
    pub(super) fn open(path: &Path) -> Result<Self, Error> {
        let file = File::open(path).map_err(Error::file(format!("open {}", path.display())))?;
        let lines = BufReader::with_capacity(1 << 20, MultiGzDecoder::new(BufReader::with_capacity(1 << 20, file)));
        Ok(Self {
            shown: path.display().to_string(),
            lines,
            digest: Sha256::new(),
            before: Sha256::new(),
            line: Vec::new(),
        })
    }

    /// The next line, without its end; `None` at the end of the file.
    pub(super) fn next(&mut self) -> Result<Option<&[u8]>, Error> {
        use std::io::Read as _;
        self.line.clear();
        self.before = self.digest.clone();
        let read = (&mut self.lines).take(LONGEST_LINE).read_until(b'\n', &mut self.line);
        match read {
            Ok(0) => Ok(None),
            Ok(_) if self.line.last() == Some(&b'\n') => {
                self.digest.update(&self.line);
                self.line.pop();
                Ok(Some(&self.line))
            }
            Ok(_) => Err(self.damaged("it ends in the middle of a line")),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err(Error::file(self.shown.clone())(error)),
            Err(_) => Err(self.damaged("it cannot be decompressed to its end")),
        }
    }

    /// The digest of all lines before the one that was read last.
    pub(super) fn digest_before(&self) -> String {
        hex(&self.before.clone().finalize())
    }

    /// Says that the file is not whole.
    pub(super) fn damaged(&self, what: &str) -> Error {
        Error::Invalid(format!("{} is damaged or no backup: {what}; nothing was restored", self.shown))
    }
}
