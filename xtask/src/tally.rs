//! How many tests passed and failed, read from what the test runners print.

use std::sync::{Mutex, PoisonError};

/// The counts of all runners so far.
#[derive(Default)]
pub(crate) struct Tally(Mutex<Counts>);

#[derive(Default, Clone, Copy, PartialEq, Eq, Debug)]
struct Counts {
    passed: u64,
    failed: u64,
    skipped: u64,
}

impl Tally {
    /// Reads a line of `cargo test`: `test result: ok. 5 passed; 0 failed; 1 ignored; …`.
    pub(crate) fn read_cargo(&self, line: &str) {
        let line = without_colours(line);
        if let Some(counts) = line.trim().strip_prefix("test result:") {
            self.add(counts.split([';', '.']));
        }
    }

    /// Reads a line of Playwright's summary: `  12 passed (3.4s)`.
    pub(crate) fn read_playwright(&self, line: &str) {
        let line = without_colours(line);
        let line = line.split('(').next().unwrap_or_default();
        if line.trim().split(' ').count() == 2 {
            self.add([line]);
        }
    }

    /// The closing line: `12 passed, 0 failed, 1 skipped`.
    pub(crate) fn line(&self) -> String {
        let counts = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        format!("{} passed, {} failed, {} skipped", counts.passed, counts.failed, counts.skipped)
    }

    fn add<'a>(&self, parts: impl IntoIterator<Item = &'a str>) {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for part in parts {
            let mut words = part.split_whitespace();
            let (Some(number), Some(word)) = (words.next().and_then(|word| word.parse::<u64>().ok()), words.next())
            else {
                continue;
            };
            match word {
                // A flaky test passed at the second try.
                "passed" | "flaky" => counts.passed += number,
                "failed" => counts.failed += number,
                "ignored" | "skipped" => counts.skipped += number,
                _ => {}
            }
        }
    }
}

fn without_colours(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut characters = line.chars();
    while let Some(character) = characters.next() {
        if character == '\u{1b}' {
            // An escape sequence ends with its first letter.
            let _ = characters.by_ref().find(char::is_ascii_alphabetic);
        } else {
            plain.push(character);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargo_results_are_added_up() {
        let tally = Tally::default();
        tally.read_cargo(
            "test result: ok. 5 passed; 0 failed; 1 ignored; 0 measured; 3 filtered out; finished in 0.01s",
        );
        tally.read_cargo(
            "test result: \u{1b}[31mFAILED\u{1b}[m. 2 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out",
        );
        tally.read_cargo("test a::b ... ok");
        assert_eq!(tally.line(), "7 passed, 1 failed, 1 skipped");
    }

    #[test]
    fn playwright_results_are_added_up() {
        let tally = Tally::default();
        tally.read_playwright("Running 8 tests using 2 workers");
        tally.read_playwright("\u{1b}[32m  7 passed\u{1b}[39m\u{1b}[2m (3.4s)\u{1b}[22m");
        tally.read_playwright("  1 failed");
        tally.read_playwright("  2 skipped");
        tally.read_playwright("  2 failed attempts were seen");
        assert_eq!(tally.line(), "7 passed, 1 failed, 2 skipped");
    }
}
