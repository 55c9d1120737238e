//! Files taken apart: one Bundle, or one resource a line (NDJSON), handed on entry by entry.

use super::reader::{Shape, Violation};
use serde::{
    Deserialize,
    de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use serde_json::value::RawValue;
use std::{
    fmt,
    io::{BufRead, Read},
};

/// Where in a file an entry stands, counted from one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// The line of an NDJSON file.
    pub(super) line: Option<u64>,
    /// The entry of a Bundle.
    pub(super) entry: Option<u64>,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.line, self.entry) {
            (Some(line), Some(entry)) => write!(f, "line {line}, entry {entry}"),
            (Some(line), None) => write!(f, "line {line}"),
            (None, Some(entry)) => write!(f, "entry {entry}"),
            (None, None) => f.write_str("the file"),
        }
    }
}

/// One entry as it stands in the file.
pub(super) struct Entry {
    pub(super) place: Place,
    pub(super) full_url: Option<String>,
    pub(super) request: Option<Request>,
    pub(super) resource: Option<Box<RawValue>>,
}

/// What a transaction asks to be done with the entry.
#[derive(Debug, Deserialize)]
pub(super) struct Request {
    pub(super) method: Option<String>,
    pub(super) url: Option<String>,
}

/// Why a file could not be read to its end.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Broken {
    pub(super) place: Option<Place>,
    pub(super) reason: String,
}

/// The receiver wants no more entries.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stop;

/// Takes entries; [`Stop`] ends the reading early and is no failure.
pub(super) type Sink<'s> = dyn FnMut(Entry) -> Result<(), Stop> + 's;

/// Reads the whole file, handing each entry to `sink`.
pub(super) fn read(reader: impl BufRead, shape: Shape, sink: &mut Sink<'_>) -> Result<(), Broken> {
    match shape {
        Shape::Bundle => read_bundle(serde_json::de::IoRead::new(reader), None, sink),
        Shape::Lines => read_lines(reader, sink),
    }
}

/// The shape of a file that begins like this, and whose name may say that it has lines.
pub(super) fn shape_of(beginning: &[u8], named_lines: bool) -> Shape {
    let Some(end) = beginning.iter().position(|&byte| byte == b'\n') else {
        return if named_lines { Shape::Lines } else { Shape::Bundle };
    };
    let (first, rest) = beginning.split_at(end);
    let more = || rest.iter().any(|byte| !byte.is_ascii_whitespace());
    if named_lines || (more() && serde_json::from_slice::<Kind>(first).is_ok()) { Shape::Lines } else { Shape::Bundle }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Kind {
    resource_type: Option<String>,
}

fn read_lines(mut reader: impl BufRead, sink: &mut Sink<'_>) -> Result<(), Broken> {
    let mut line = String::new();
    let mut found = false;
    for number in 1_u64.. {
        let place = Place { line: Some(number), entry: None };
        line.clear();
        let count =
            reader.read_line(&mut line).map_err(|error| Broken { place: Some(place), reason: unreadable(&error) })?;
        if count == 0 {
            break;
        }
        let text = line.trim();
        if text.is_empty() {
            continue;
        }
        found = true;
        let kind: Kind = serde_json::from_str(text).map_err(|error| broken(error, Some(place)))?;
        if kind.resource_type.as_deref() == Some("Bundle") {
            let mut stopped = false;
            let mut inner = |entry: Entry| sink(entry).inspect_err(|_| stopped = true);
            read_bundle(serde_json::de::StrRead::new(text), Some(number), &mut inner)?;
            if stopped {
                return Ok(());
            }
            continue;
        }
        let resource = RawValue::from_string(text.to_owned()).map_err(|error| broken(error, Some(place)))?;
        if sink(Entry { place, full_url: None, request: None, resource: Some(resource) }).is_err() {
            return Ok(());
        }
    }
    if found { Ok(()) } else { Err(Broken { place: None, reason: "the file is empty".to_owned() }) }
}

fn read_bundle<'de>(
    source: impl serde_json::de::Read<'de>,
    line: Option<u64>,
    sink: &mut Sink<'_>,
) -> Result<(), Broken> {
    let mut state = State { line, entries: 0, stopped: false, resource_type: None, bundle_type: None, sink };
    let mut deserializer = serde_json::Deserializer::new(source);
    let result = BundleSeed(&mut state).deserialize(&mut deserializer);
    if state.stopped {
        return Ok(());
    }
    let whole = Place { line, entry: None };
    if let Err(error) = result {
        let entry = (state.entries > 0).then_some(state.entries);
        return Err(broken(error, Some(Place { line, entry })));
    }
    let refuse = |reason: String| Err(Broken { place: line.map(|_| whole), reason });
    match state.resource_type.as_deref() {
        Some("Bundle") => {}
        Some(other) => {
            let name = if is_name(other) { other } else { "resource" };
            return refuse(format!(
                "not a Bundle but a single {name}: put it into a Bundle, or on one line of a file that ends in .ndjson"
            ));
        }
        None => return refuse("not a Bundle: there is no resourceType".to_owned()),
    }
    match state.bundle_type.as_deref() {
        Some("transaction" | "collection" | "batch") => {}
        Some(other) => {
            let name = if is_name(other) { format!("of type {other}") } else { "of an unknown type".to_owned() };
            return refuse(format!("a Bundle {name}; transaction, collection and batch can be imported"));
        }
        None => return refuse("the Bundle has no type; transaction, collection and batch can be imported".to_owned()),
    }
    deserializer.end().map_err(|error| {
        if error.is_io() {
            broken(error, None)
        } else {
            let line = error.line();
            Broken { place: None, reason: format!("there is more after the end of the Bundle, at line {line}") }
        }
    })
}

/// Whether a word from the file is a FHIR name and may be repeated to a person.
fn is_name(word: &str) -> bool {
    word.len() <= 64 && word.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-')
}

struct State<'s> {
    line: Option<u64>,
    entries: u64,
    stopped: bool,
    resource_type: Option<String>,
    bundle_type: Option<String>,
    sink: &'s mut Sink<'s>,
}

struct BundleSeed<'a, 's>(&'a mut State<'s>);

impl<'de> DeserializeSeed<'de> for BundleSeed<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for BundleSeed<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a Bundle (a JSON object)")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<Key>()? {
            match key {
                Key::ResourceType => self.0.resource_type = map.next_value()?,
                Key::Type => self.0.bundle_type = map.next_value::<Option<Word>>()?.map(|Word(word)| word),
                Key::Entry => map.next_value_seed(EntriesSeed(self.0))?,
                Key::Other => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

/// The keys of a Bundle that matter; the rest is not even copied.
enum Key {
    ResourceType,
    Type,
    Entry,
    Other,
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Name;
        impl Visitor<'_> for Name {
            type Value = Key;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a name")
            }

            fn visit_str<E>(self, name: &str) -> Result<Key, E> {
                Ok(match name {
                    "resourceType" => Key::ResourceType,
                    "type" => Key::Type,
                    "entry" => Key::Entry,
                    _ => Key::Other,
                })
            }
        }
        deserializer.deserialize_identifier(Name)
    }
}

/// A text where a Bundle has one; another resource's `type` may be anything.
struct Word(String);

impl<'de> Deserialize<'de> for Word {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        Ok(Self(serde_json::from_str(raw.get()).unwrap_or_else(|_| "?".to_owned())))
    }
}

struct EntriesSeed<'a, 's>(&'a mut State<'s>);

impl<'de> DeserializeSeed<'de> for EntriesSeed<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for EntriesSeed<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of entries")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase", expecting = "an entry (a JSON object)")]
        struct Parts {
            full_url: Option<String>,
            request: Option<Request>,
            resource: Option<Box<RawValue>>,
        }
        loop {
            // Counted before it is read: what is broken is the entry after the last whole one.
            self.0.entries += 1;
            let Some(Parts { full_url, request, resource }) = list.next_element()? else {
                self.0.entries -= 1;
                return Ok(());
            };
            let place = Place { line: self.0.line, entry: Some(self.0.entries) };
            if (self.0.sink)(Entry { place, full_url, request, resource }).is_err() {
                self.0.stopped = true;
                return Err(A::Error::custom("stopped"));
            }
        }
    }
}

/// Says in plain words why JSON could not be read; no value from the file is repeated.
fn broken(error: serde_json::Error, place: Option<Place>) -> Broken {
    let at = match place {
        // Within a line of NDJSON only the column tells something.
        Some(Place { line: Some(_), .. }) => format!("column {}", error.column()),
        _ => format!("line {}, column {}", error.line(), error.column()),
    };
    let reason = match error.classify() {
        serde_json::error::Category::Io => unreadable(&error.into()),
        serde_json::error::Category::Eof if error.line() <= 1 && error.column() == 0 => "the file is empty".to_owned(),
        serde_json::error::Category::Eof => format!("cut off: the text ends in the middle, at {at}"),
        serde_json::error::Category::Syntax => format!("not JSON: {} at {at}", super::problem::what(&error)),
        serde_json::error::Category::Data => format!("not a Bundle: {} at {at}", super::problem::what(&error)),
    };
    let place = place.filter(|place| *place != Place::default());
    Broken { place, reason }
}

fn unreadable(error: &std::io::Error) -> String {
    Violation::behind(error)
        .map_or_else(|| format!("the file cannot be read: {error}"), |violation| violation.to_string())
}

/// Reads the first bytes of a file, to see what it is.
pub(super) fn beginning(reader: &mut impl Read) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(64 * 1024).read_to_end(&mut bytes)?;
    Ok(bytes)
}
