use super::{KEYS, Key};
use std::fmt;

/// Where a value came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Nothing was said.
    Default,
    /// A line of the configuration file.
    File {
        /// The file.
        path: String,
        /// The line, counted from 1.
        line: usize,
    },
    /// A variable of the environment.
    Environment(String),
    /// A flag.
    Flag(String),
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("the default"),
            Self::File { path, line } => write!(f, "{path}, line {line}"),
            Self::Environment(name) => write!(f, "environment {name}"),
            Self::Flag(name) => write!(f, "flag --{name}"),
        }
    }
}

/// One thing that is wrong with the configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// A value is not allowed.
    Value {
        /// The key.
        key: &'static str,
        /// Where the value came from.
        from: Origin,
        /// The value, with secrets left out.
        value: String,
        /// What is wrong with it, when it can be said.
        why: String,
        /// What is allowed.
        allowed: &'static str,
    },
    /// Two values do not go together.
    Together {
        /// The key to change.
        key: &'static str,
        /// Where its value came from.
        from: Origin,
        /// The value.
        value: String,
        /// What is wrong and what to do.
        why: &'static str,
    },
    /// There is no such key.
    Unknown {
        /// The key as it was written.
        key: String,
        /// Where it was written.
        from: Origin,
    },
    /// The file cannot be read at all.
    File(String),
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Value { key, from, value, why, allowed } => {
                write!(f, "{key} = {value} ({from}) is not allowed")?;
                if !why.is_empty() {
                    write!(f, ": {why}")?;
                }
                write!(f, "; allowed: {allowed}")
            }
            Self::Together { key, from, value, why } => write!(f, "{key} = {value} ({from}): {why}"),
            Self::Unknown { key, from } => {
                write!(f, "there is no key {key} ({from})")?;
                match nearest(key) {
                    Some(near) => write!(f, "; did you mean {near}?"),
                    None => write!(f, "; verbena.example.toml lists all of them"),
                }
            }
            Self::File(what) => f.write_str(what),
        }
    }
}

/// All that is wrong with the configuration.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems(pub Vec<Problem>);

impl Problems {
    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the configuration cannot be used:")?;
        self.0.iter().try_for_each(|problem| write!(f, "\n  {problem}"))
    }
}

impl std::error::Error for Problems {}

fn nearest(name: &str) -> Option<&'static str> {
    let likeness = |key: &Key| strsim::jaro_winkler(&name.to_lowercase(), key.name);
    KEYS.iter()
        .map(|key| (likeness(key), key.name))
        .filter(|(likeness, _)| *likeness > 0.75)
        .max_by(|(one, _), (other, _)| one.total_cmp(other))
        .map(|(_, name)| name)
}
