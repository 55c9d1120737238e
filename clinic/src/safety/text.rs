//! The form of the data: paragraphs of `key: value` lines. A line that begins with two spaces goes on with the one before;
//! `#` begins a comment line; an empty line ends a paragraph.

/// One paragraph, its lines still unread.
pub(super) struct Paragraph {
    place: String,
    lines: Vec<(&'static str, &'static str)>,
}

/// Splits a file into paragraphs. Lines that are neither go to `faults`.
pub(super) fn paragraphs(file: &str, text: &'static str, faults: &mut Vec<String>) -> Vec<Paragraph> {
    let mut all = Vec::new();
    let mut lines: Vec<(&'static str, String)> = Vec::new();
    let mut start = 0;
    for (number, line) in (1..).zip(text.lines()).chain([(0, "")]) {
        if line.starts_with('#') {
            continue;
        }
        if line.trim().is_empty() {
            if !lines.is_empty() {
                // Read once and kept until the process ends.
                let kept = lines.drain(..).map(|(key, value)| (key, &*value.leak())).collect();
                all.push(Paragraph { place: format!("{file}:{start}"), lines: kept });
            }
            continue;
        }
        if lines.is_empty() {
            start = number;
        }
        if let Some(more) = line.strip_prefix("  ") {
            if let Some((_, value)) = lines.last_mut() {
                value.push(' ');
                value.push_str(more.trim());
                continue;
            }
        } else if let Some((key, value)) = line.split_once(':') {
            lines.push((key, value.trim().to_owned()));
            continue;
        }
        faults.push(format!("{file}:{number}: neither a key nor the rest of a line"));
    }
    all
}

impl Paragraph {
    /// Takes the value of a key that stands at most once; a second one is left and so becomes a fault.
    pub(super) fn one(&mut self, key: &str) -> Option<&'static str> {
        let at = self.lines.iter().position(|(name, _)| *name == key)?;
        Some(self.lines.remove(at).1).filter(|value| !value.is_empty())
    }

    /// Takes the value of a key that must be there.
    pub(super) fn must(&mut self, key: &str, faults: &mut Vec<String>) -> &'static str {
        self.one(key).unwrap_or_else(|| {
            faults.push(format!("{}: {key} is missing", self.place));
            ""
        })
    }

    /// Takes the values of a key that may stand several times.
    pub(super) fn many(&mut self, key: &str) -> Vec<&'static str> {
        let (taken, left): (Vec<_>, Vec<_>) = self.lines.drain(..).partition(|(name, _)| *name == key);
        self.lines = left;
        taken.into_iter().map(|(_, value)| value).collect()
    }

    /// Notes a fault of this paragraph.
    pub(super) fn fault(&self, what: &str, faults: &mut Vec<String>) {
        faults.push(format!("{}: {what}", self.place));
    }

    /// What nobody asked for is a fault.
    pub(super) fn finish(self, faults: &mut Vec<String>) {
        for (key, _) in &self.lines {
            faults.push(format!("{}: {key} is unknown here or stands twice", self.place));
        }
    }
}

/// The parts of a list, between semicolons.
pub(super) fn list(value: &'static str) -> impl Iterator<Item = &'static str> {
    value.split(';').map(str::trim).filter(|part| !part.is_empty())
}

/// Lower case, accents of Latin letters removed, words separated by single spaces.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        let plain = match letter {
            'á' | 'à' | 'â' | 'ä' | 'ã' => 'a',
            'é' | 'è' | 'ê' | 'ë' => 'e',
            'í' | 'ì' | 'î' | 'ï' => 'i',
            'ó' | 'ò' | 'ô' | 'ö' | 'õ' => 'o',
            'ú' | 'ù' | 'û' | 'ü' => 'u',
            'ñ' => 'n',
            'ç' => 'c',
            other => other,
        };
        if plain.is_alphanumeric() {
            folded.push(plain);
        } else if !folded.is_empty() && !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Whether folded `text` holds folded `words` as whole words in this order.
pub(super) fn holds_words(text: &str, words: &str) -> bool {
    format!(" {text} ").contains(&format!(" {words} "))
}
