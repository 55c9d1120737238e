use super::{Environment, Flags, Key, Problem, Problems, problem::Origin, values::without_password};
use std::{collections::BTreeMap, io::ErrorKind, path::Path};
use toml::de::{DeTable, DeValue};

/// The file that is read when none is named and it exists.
const USUAL_FILE: &str = "verbena.toml";

/// Variables that begin like a key and are none: the file to read, and the program that browser tests start.
const NO_KEYS: [&str; 2] = ["VERBENA_CONFIG", "VERBENA_BIN"];

/// Each key's value as text, from the source that counts, and what was found wrong so far.
pub(super) struct Layers {
    given: BTreeMap<&'static str, (String, Origin)>,
    problems: Vec<Problem>,
}

impl Layers {
    /// Gathers file, environment and flags: each replaces what the one before said.
    pub(super) fn gather(flags: &Flags, environment: &Environment) -> Self {
        let mut layers = Self { given: BTreeMap::new(), problems: Vec::new() };
        layers.add_file(flags.file().or_else(|| environment.get("VERBENA_CONFIG").map(Path::new)));
        layers.add_environment(environment);
        for key in &super::KEYS {
            if let Some(value) = flags.get(key.name) {
                layers.given.insert(key.name, (value.to_owned(), Origin::Flag(key.flag())));
            }
        }
        layers
    }

    /// Whether any source names the key.
    pub(super) fn is_given(&self, key: &str) -> bool {
        self.given.contains_key(key)
    }

    /// Reads a key's value; notes what is wrong with it.
    pub(super) fn value<T, E: ToString>(&mut self, name: &str, parse: impl FnOnce(&str) -> Result<T, E>) -> Option<T> {
        let key = Key::find(name)?;
        let (text, from) = self.given.get(name).cloned().unwrap_or_else(|| (key.default.to_owned(), Origin::Default));
        match parse(text.trim()) {
            Ok(value) => Some(value),
            Err(why) => {
                let value =
                    if key.secret || text.contains('@') { without_password(&text) } else { format!("{text:?}") };
                let (key, allowed) = (key.name, key.allowed);
                self.problems.push(Problem::Value { key, from, value, why: why.to_string(), allowed });
                None
            }
        }
    }

    /// Notes that a value does not go together with others.
    pub(super) fn refuse(&mut self, name: &str, value: &str, why: &'static str) {
        if let Some(key) = Key::find(name) {
            let from = self.given.get(name).map_or(Origin::Default, |(_, from)| from.clone());
            self.problems.push(Problem::Together { key: key.name, from, value: value.to_owned(), why });
        }
    }

    /// All that was found wrong.
    pub(super) fn finish(self) -> Problems {
        Problems(self.problems)
    }

    fn add_environment(&mut self, environment: &Environment) {
        if let Some(url) = environment.get("DATABASE_URL") {
            self.given.insert("database_url", (url.to_owned(), Origin::Environment("DATABASE_URL".to_owned())));
        }
        for (variable, value) in environment.own().filter(|(variable, _)| !NO_KEYS.contains(variable)) {
            let from = Origin::Environment(variable.to_owned());
            let name = variable.trim_start_matches("VERBENA_").to_lowercase();
            match Key::find(&name) {
                Some(key) => drop(self.given.insert(key.name, (value.to_owned(), from))),
                None => self.problems.push(Problem::Unknown { key: name, from }),
            }
        }
    }

    fn add_file(&mut self, named: Option<&Path>) {
        let path = named.unwrap_or(Path::new(USUAL_FILE));
        match std::fs::read_to_string(path) {
            Ok(text) => self.add_text(&path.display().to_string(), &text),
            Err(error) if named.is_none() && error.kind() == ErrorKind::NotFound => {}
            Err(error) => self.problems.push(Problem::File(format!("{} cannot be read: {error}", path.display()))),
        }
    }

    fn add_text(&mut self, path: &str, text: &str) {
        let line = |at: usize| text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1;
        let (table, errors) = DeTable::parse_recoverable(text);
        if !errors.is_empty() {
            // The message only: the library would print the line, which may hold a password.
            self.problems.extend(errors.iter().map(|error| {
                let line = line(error.span().map_or(0, |span| span.start));
                Problem::File(format!("{path}, line {line}, is not TOML: {}", error.message()))
            }));
            return;
        }
        for (key, value) in table.get_ref() {
            let from = Origin::File { path: path.to_owned(), line: line(key.span().start) };
            match (Key::find(key.get_ref()), plain(value.get_ref())) {
                (None, _) => self.problems.push(Problem::Unknown { key: key.get_ref().to_string(), from }),
                (Some(key), Some(text)) => drop(self.given.insert(key.name, (text, from))),
                (Some(key), None) => self.problems.push(Problem::Value {
                    key: key.name,
                    from,
                    value: format!("({})", value.get_ref().type_str()),
                    why: String::new(),
                    allowed: key.allowed,
                }),
            }
        }
    }
}

/// A value of the file as the text a flag would give.
fn plain(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(number) => Some(number.to_string()),
        DeValue::Float(number) => Some(number.to_string()),
        DeValue::Boolean(yes) => Some(yes.to_string()),
        DeValue::Array(values) => {
            let texts: Option<Vec<&str>> = values.iter().map(|value| value.get_ref().as_str()).collect();
            texts.map(|texts| texts.join(","))
        }
        DeValue::Datetime(_) | DeValue::Table(_) => None,
    }
}
