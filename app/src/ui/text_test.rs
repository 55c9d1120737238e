use super::{Lang, SOURCES};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

type Messages = BTreeMap<String, BTreeSet<String>>;

#[test]
fn tags_and_headers_choose_a_language() {
    assert_eq!(Lang::from_tag("es-MX"), Some(Lang::Es));
    assert_eq!(Lang::from_tag("EN_us"), Some(Lang::En));
    assert_eq!(Lang::from_tag("de"), None);
    assert_eq!(Lang::from_accept_language("es-US,es;q=0.9,en;q=0.8"), Lang::Es);
    assert_eq!(Lang::from_accept_language("de, en;q=0.5, es;q=0.7"), Lang::Es);
    assert_eq!(Lang::from_accept_language("es;q=0, fr"), Lang::En);
    assert_eq!(Lang::from_accept_language(""), Lang::En);
}

#[test]
fn plurals_follow_the_language() {
    let days = |lang: Lang, count: i64| lang.with("date-in-days", &[("count", count.into())]);
    assert_eq!(days(Lang::En, 1), "in 1 day");
    assert_eq!(days(Lang::En, 3), "in 3 days");
    assert_eq!(days(Lang::Es, 1), "en 1 día");
    assert_eq!(days(Lang::Es, 3), "en 3 días");
}

#[test]
fn a_missing_text_shows_its_key() {
    assert_eq!(Lang::En.t(&["no", "such"].join("-")), "no-such");
}

/// Every key used in the sources exists in both languages, every key in the catalogue is used,
/// and both languages and every caller agree on its variables.
#[test]
fn catalogue_and_sources_agree() {
    let mut faults = Vec::new();
    let english = messages(SOURCES.iter().map(|(en, _)| *en), "en", &mut faults);
    let spanish = messages(SOURCES.iter().map(|(_, es)| *es), "es", &mut faults);
    for (key, variables) in &english {
        match spanish.get(key) {
            None => faults.push(format!("{key}: not in Spanish")),
            Some(others) if others != variables => {
                faults.push(format!("{key}: variables differ between languages"));
            }
            Some(_) => {}
        }
    }
    for key in spanish.keys().filter(|key| !english.contains_key(*key)) {
        faults.push(format!("{key}: not in English"));
    }

    let mut used = BTreeSet::new();
    for file in rust_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")) {
        let source = fs::read_to_string(&file).unwrap();
        for call in calls(&source) {
            match (english.get(&call.key), &call.variables) {
                (None, _) => faults.push(format!("{}: used in {} but not in the catalogue", call.key, file.display())),
                (Some(wanted), Some(given)) if wanted != given => {
                    faults.push(format!("{}: wants {wanted:?} but {} gives {given:?}", call.key, file.display()));
                }
                _ => {}
            }
            used.insert(call.key);
        }
    }
    for key in english.keys().filter(|key| !used.contains(*key)) {
        faults.push(format!("{key}: never used"));
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

struct Call {
    key: String,
    /// The variables given, where the call shows them.
    variables: Option<BTreeSet<String>>,
}

/// Finds `.t("key"`, `.with("key", &[("name", …)])` and `key("key"`.
fn calls(source: &str) -> Vec<Call> {
    let mut found = Vec::new();
    for (marker, shows) in [(".t(", true), (".with(", true), ("key(", false)] {
        for (at, _) in source.match_indices(marker) {
            let before = source[..at].chars().next_back();
            if marker == "key(" && before.is_some_and(|c| c.is_alphanumeric() || c == '_') {
                continue;
            }
            let rest = source[at + marker.len()..].trim_start();
            let Some((key, after)) = rest.strip_prefix('"').and_then(|rest| rest.split_once('"')) else {
                continue;
            };
            let variables = match marker {
                _ if !shows => None,
                ".t(" => Some(BTreeSet::new()),
                _ => given(after),
            };
            found.push(Call { key: key.to_owned(), variables });
        }
    }
    found
}

/// The names in `, &[("name", …), …]`; `None` when the values are not written in place.
fn given(after: &str) -> Option<BTreeSet<String>> {
    let list = after.trim_start().strip_prefix(',')?.trim_start().strip_prefix("&[")?;
    let mut names = BTreeSet::new();
    let mut depth = 0_usize;
    let mut rest = list;
    while let Some(c) = rest.chars().next() {
        match c {
            ']' if depth == 0 => return Some(names),
            '(' | '[' | '{' => {
                if depth == 0
                    && let Some((name, _)) =
                        rest[1..].trim_start().strip_prefix('"').and_then(|rest| rest.split_once('"'))
                {
                    names.insert(name.to_owned());
                }
                depth += 1;
            }
            ')' | ']' | '}' => depth -= 1,
            _ => {}
        }
        rest = &rest[c.len_utf8()..];
    }
    None
}

/// The messages of a language with the variables each wants.
fn messages(sources: impl Iterator<Item = &'static str>, lang: &str, faults: &mut Vec<String>) -> Messages {
    let mut messages = Messages::new();
    let mut current: Option<String> = None;
    for line in sources.flat_map(str::lines) {
        let starts = line.starts_with(|c: char| c.is_ascii_alphabetic());
        if starts && let Some((key, _)) = line.split_once('=') {
            let key = key.trim().to_owned();
            if messages.insert(key.clone(), BTreeSet::new()).is_some() {
                faults.push(format!("{key}: twice in {lang}"));
            }
            current = Some(key);
        }
        if line.starts_with('#') {
            continue;
        }
        if let Some(variables) = current.as_ref().and_then(|key| messages.get_mut(key)) {
            for part in line.split('$').skip(1) {
                variables.insert(part.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
            }
        }
    }
    messages
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") && !path.ends_with("text_test.rs") {
            files.push(path);
        }
    }
    files
}
