use super::{KEYS, Key};
use clap::{Arg, ArgMatches, Args, Command, FromArgMatches, error::Error};
use std::{
    collections::BTreeMap,
    ffi::OsString,
    fmt,
    path::{Path, PathBuf},
};

/// What was set on the command line: a flag for each key, and the file to read.
#[derive(Clone, Default)]
pub struct Flags {
    file: Option<PathBuf>,
    values: BTreeMap<&'static str, String>,
}

impl fmt::Debug for Flags {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A database address may hold a password.
        f.debug_struct("Flags").field("file", &self.file).field("keys", &self.values.keys()).finish()
    }
}

impl Flags {
    /// No keys, and this file to read.
    pub fn reading(file: impl Into<PathBuf>) -> Self {
        Self { file: Some(file.into()), ..Self::default() }
    }

    /// The configuration file, when it was named.
    pub(super) fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    /// The value given for a key.
    pub(super) fn get(&self, key: &str) -> Option<&str> {
        self.values.get(key).map(String::as_str)
    }

    /// The same again as arguments, for another command of this program.
    pub(crate) fn arguments(&self) -> Vec<OsString> {
        let file = self.file.iter().flat_map(|file| [OsString::from("--config"), file.clone().into_os_string()]);
        let keys = self.values.iter().map(|(name, value)| format!("--{}={value}", name.replace('_', "-")).into());
        file.chain(keys).collect()
    }

    /// Gives a key a value, as its flag would.
    #[must_use]
    pub fn with(mut self, key: &Key, value: impl Into<String>) -> Self {
        if let Some(key) = Key::find(key.name) {
            self.values.insert(key.name, value.into());
        }
        self
    }
}

impl Args for Flags {
    fn augment_args(command: Command) -> Command {
        let file =
            Arg::new("config").long("config").value_name("FILE").value_parser(clap::value_parser!(PathBuf)).help(
                "Configuration file; verbena.toml in this folder is read when there is one [env: VERBENA_CONFIG]",
            );
        let keys = KEYS.iter().map(|key| {
            let default = if key.default.is_empty() { "none" } else { key.default };
            let (about, allowed, variable) = (key.about, key.allowed, key.variable());
            Arg::new(key.name)
                .long(key.flag())
                .value_name("VALUE")
                .allow_hyphen_values(true)
                .hide_short_help(key.name != "data")
                .help(format!("{about} [default: {default}]"))
                .long_help(format!("{about}: {allowed} [default: {default}] [env: {variable}]"))
        });
        command.args(
            std::iter::once(file).chain(keys).map(|arg| arg.global(true).help_heading("Settings (all with --help)")),
        )
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for Flags {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let given = |key: &Key| Some((key.name, matches.get_one::<String>(key.name)?.clone()));
        Ok(Self { file: matches.get_one("config").cloned(), values: KEYS.iter().filter_map(given).collect() })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}
