//! Bytes on their way in, watched: endless nesting, endless entries and text that is not UTF-8 end the reading at once,
//! whatever the file's size, so that nothing downstream has to hold more than one entry.

use std::{
    fmt,
    io::{self, ErrorKind, Read},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

/// The deepest nesting of objects and arrays that is read.
const DEPTH_LIMIT: u32 = 100;
/// The longest entry that is read, in bytes.
const ENTRY_LIMIT: u64 = 32 * 1024 * 1024;

/// Where one entry ends, for the limit on its size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// A Bundle: entries lie two levels deep.
    Bundle,
    /// One resource a line.
    Lines,
}

/// A reader that counts bytes and refuses what no honest file holds.
#[derive(Debug)]
pub(super) struct Guarded<R> {
    inner: R,
    entry_depth: u32,
    entry_limit: u64,
    depth: u32,
    in_string: bool,
    escaped: bool,
    entry_bytes: u64,
    position: u64,
    meter: Arc<AtomicU64>,
    /// The beginning of a letter whose other bytes come with the next read.
    letter: Vec<u8>,
}

/// What a [`Guarded`] reader met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Violation {
    Nesting { byte: u64 },
    Entry { byte: u64, limit: u64 },
    Encoding { byte: u64 },
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nesting { byte } => write!(f, "nested more than {DEPTH_LIMIT} levels deep at byte {byte}"),
            Self::Entry { byte, limit } => {
                write!(f, "one entry is longer than {} MiB; byte {byte} was reached", limit / 1024 / 1024)
            }
            Self::Encoding { byte } => write!(f, "not UTF-8 text at byte {byte}"),
        }
    }
}

impl std::error::Error for Violation {}

impl Violation {
    /// Finds the violation behind an error of reading.
    pub(super) fn behind(error: &io::Error) -> Option<Self> {
        error.get_ref().and_then(|inner| inner.downcast_ref()).copied()
    }
}

impl<R: Read> Guarded<R> {
    /// Watches `inner`; `meter` tells others how many bytes have gone through.
    pub(super) fn new(inner: R, shape: Shape, meter: Arc<AtomicU64>) -> Self {
        Self::with_limit(inner, shape, meter, ENTRY_LIMIT)
    }

    fn with_limit(inner: R, shape: Shape, meter: Arc<AtomicU64>, entry_limit: u64) -> Self {
        Self {
            inner,
            entry_depth: match shape {
                Shape::Bundle => 2,
                Shape::Lines => 0,
            },
            entry_limit,
            depth: 0,
            in_string: false,
            escaped: false,
            entry_bytes: 0,
            position: 0,
            meter,
            letter: Vec::with_capacity(4),
        }
    }

    fn watch(&mut self, bytes: &[u8]) -> Result<(), Violation> {
        self.watch_letters(bytes)?;
        for &byte in bytes {
            self.position += 1;
            self.entry_bytes += 1;
            if self.in_string {
                match byte {
                    _ if self.escaped => self.escaped = false,
                    b'\\' => self.escaped = true,
                    b'"' => self.in_string = false,
                    _ => {}
                }
                continue;
            }
            match byte {
                b'"' => self.in_string = true,
                b'{' | b'[' => {
                    self.depth += 1;
                    if self.depth > DEPTH_LIMIT {
                        return Err(Violation::Nesting { byte: self.position });
                    }
                    self.end_entry();
                }
                b'}' | b']' => {
                    self.depth = self.depth.saturating_sub(1);
                    self.end_entry();
                }
                b',' => self.end_entry(),
                _ => {}
            }
        }
        if self.entry_bytes > self.entry_limit {
            return Err(Violation::Entry { byte: self.position, limit: self.entry_limit });
        }
        Ok(())
    }

    fn end_entry(&mut self) {
        if self.depth <= self.entry_depth {
            self.entry_bytes = 0;
        }
    }

    fn watch_letters(&mut self, bytes: &[u8]) -> Result<(), Violation> {
        let mut rest = bytes;
        while !self.letter.is_empty()
            && let Some((&byte, tail)) = rest.split_first()
        {
            self.letter.push(byte);
            rest = tail;
            match std::str::from_utf8(&self.letter) {
                Ok(_) => self.letter.clear(),
                Err(error) if error.error_len().is_some() => {
                    return Err(Violation::Encoding { byte: self.position + 1 });
                }
                Err(_) => {}
            }
        }
        if let Err(error) = std::str::from_utf8(rest) {
            let good = error.valid_up_to();
            if error.error_len().is_some() {
                let before = u64::try_from(bytes.len() - rest.len() + good).unwrap_or(u64::MAX);
                return Err(Violation::Encoding { byte: self.position.saturating_add(before).saturating_add(1) });
            }
            self.letter.extend_from_slice(rest.get(good..).unwrap_or_default());
        }
        Ok(())
    }
}

impl<R: Read> Read for Guarded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.watch(buffer.get(..count).unwrap_or_default())
            .map_err(|violation| io::Error::new(ErrorKind::InvalidData, violation))?;
        self.meter.fetch_add(u64::try_from(count).unwrap_or(u64::MAX), Ordering::Relaxed);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::{Guarded, Shape, Violation};
    use std::{
        io::{BufReader, Read, Write as _, copy, sink},
        sync::Arc,
    };

    /// Reads everything and tells what was met.
    fn watched(reader: impl Read, shape: Shape) -> Option<Violation> {
        watched_in_pieces(reader, shape, 1 << 16)
    }

    fn watched_in_pieces(reader: impl Read, shape: Shape, bytes: usize) -> Option<Violation> {
        let mut guarded = BufReader::with_capacity(bytes, Guarded::with_limit(reader, shape, Arc::default(), 1 << 20));
        copy(&mut guarded, &mut sink()).err().map(|error| Violation::behind(&error).unwrap())
    }

    /// Gives the same bytes again and again.
    struct Endless(&'static [u8]);

    impl Read for Endless {
        fn read(&mut self, mut buffer: &mut [u8]) -> std::io::Result<usize> {
            let mut count = 0;
            while count == 0 || buffer.len() >= self.0.len() {
                count += buffer.write(self.0)?;
            }
            Ok(count)
        }
    }

    #[test]
    fn two_gigabytes_of_nesting_end_at_the_hundred_and_first_level() {
        assert_eq!(watched(Endless(b"[").take(1 << 31), Shape::Bundle), Some(Violation::Nesting { byte: 101 }));
    }

    #[test]
    fn an_endless_string_or_entry_ends() {
        for text in [&b"a"[..], b" ", b"1"] {
            let endless = (&b"{\"a\":\""[..]).chain(Endless(text).take(1 << 31));
            assert!(matches!(watched(endless, Shape::Bundle), Some(Violation::Entry { .. })));
        }
        let endless = (&b"{\"entry\":[{"[..]).chain(Endless(b"\"a\":{},").take(1 << 31));
        assert!(matches!(watched(endless, Shape::Bundle), Some(Violation::Entry { .. })));
        let many = (&b"{\"entry\":["[..]).chain(Endless(b"{},").take(4 << 20));
        assert_eq!(watched(many, Shape::Bundle), None);
    }

    #[test]
    fn brackets_in_strings_do_not_nest() {
        let text = format!("[\"{}\\\"{}\"]", "[".repeat(300), "{".repeat(300));
        assert_eq!(watched(text.as_bytes(), Shape::Bundle), None);
    }

    #[test]
    fn letters_may_lie_across_reads_but_must_be_whole() {
        for bytes in 1..8 {
            let watched = |text: &[u8]| watched_in_pieces(text, Shape::Lines, bytes);
            assert_eq!(watched("[\"ééééé 李李李\"]".as_bytes()), None);
            let met = watched(b"[\"1234567\xC3\x28\"]").unwrap();
            assert!(matches!(met, Violation::Encoding { byte: 10 | 11 }), "{met:?}");
        }
    }
}
