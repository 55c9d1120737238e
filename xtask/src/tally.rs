//! How many tests passed and failed and why they failed, read from what the test runners print.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// Lines kept of what a failed test says.
const LINES: usize = 10;
/// Failed tests whose words are kept: where all fail, the first ones tell why.
const TESTS: usize = 12;

/// What all runners have said so far.
#[derive(Default)]
pub(crate) struct Tally(Mutex<Seen>);

#[derive(Default)]
struct Seen {
    passed: u64,
    failed: u64,
    skipped: u64,
    failures: Vec<Failure>,
    /// Lines from here on belong to the last failure.
    telling: bool,
}

/// A test that failed, and the beginning of what it said.
struct Failure {
    name: String,
    lines: Vec<String>,
}

impl Tally {
    /// Reads a line of `cargo test`: `test result: ok. 5 passed; 0 failed; 1 ignored; …`.
    pub(crate) fn read_cargo(&self, line: &str) {
        let line = without_colours(line);
        let mut seen = self.seen();
        if let Some(counts) = line.trim().strip_prefix("test result:") {
            seen.add(counts.split([';', '.']));
        } else if let Some(name) = line.strip_prefix("---- ").and_then(|rest| rest.strip_suffix(" stdout ----")) {
            seen.begin(name);
        } else if line == "failures:" {
            // The names alone, once more.
            seen.telling = false;
        } else {
            seen.tell(&line);
        }
    }

    /// Reads a line of Playwright's summary: `  12 passed (3.4s)`.
    pub(crate) fn read_playwright(&self, line: &str) {
        let line = without_colours(line);
        let mut seen = self.seen();
        let counts = line.split('(').next().unwrap_or_default();
        // What a test says is indented more.
        let is_summary = !line.starts_with("    ") && counts.trim().split(' ').count() == 2;
        if is_summary {
            seen.telling = false;
            seen.add([counts]);
        } else if let Some(name) = heading(&line) {
            seen.begin(name);
        } else {
            seen.tell(&line);
        }
    }

    /// The tests that failed and the beginning of what each said, for the end of the run: whoever sees only that sees why.
    pub(crate) fn failures(&self) -> Vec<String> {
        let seen = self.seen();
        seen.failures
            .iter()
            .flat_map(|one| {
                std::iter::once(format!("  {}", one.name)).chain(one.lines.iter().map(|line| format!("      {line}")))
            })
            .collect()
    }

    /// The closing line: `12 passed, 0 failed, 1 skipped`.
    pub(crate) fn line(&self) -> String {
        let seen = self.seen();
        format!("{} passed, {} failed, {} skipped", seen.passed, seen.failed, seen.skipped)
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Seen {
    fn begin(&mut self, name: &str) {
        self.telling = self.failures.len() < TESTS;
        if self.telling {
            self.failures.push(Failure { name: name.to_owned(), lines: Vec::new() });
        }
    }

    fn tell(&mut self, line: &str) {
        if !self.telling || line.trim().is_empty() {
            return;
        }
        if let Some(last) = self.failures.last_mut().filter(|last| last.lines.len() < LINES) {
            last.lines.push(line.trim().to_owned());
        }
    }

    fn add<'a>(&mut self, parts: impl IntoIterator<Item = &'a str>) {
        for part in parts {
            let mut words = part.split_whitespace();
            let (Some(number), Some(word)) = (words.next().and_then(|word| word.parse::<u64>().ok()), words.next())
            else {
                continue;
            };
            match word {
                // A flaky test passed at the second try.
                "passed" | "flaky" => self.passed += number,
                "failed" => self.failed += number,
                "ignored" | "skipped" => self.skipped += number,
                _ => {}
            }
        }
    }
}

/// The name in the line that begins what Playwright says of a failed test: `  1) [desk] › labs.spec.ts:3:1 › a name ─────`.
fn heading(line: &str) -> Option<&str> {
    let (number, name) = line.strip_prefix("  ")?.split_once(") ")?;
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| name.trim_end_matches(['─', ' ']))
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

    #[test]
    fn what_failed_tests_say_is_kept_for_the_end() {
        let tally = Tally::default();
        for line in [
            "failures:",
            "",
            "---- labs::a_name stdout ----",
            "",
            "thread 'labs::a_name' panicked at labs.rs:3:5:",
            "left is not right",
            "",
            "failures:",
            "    labs::a_name",
            "test result: FAILED. 2 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out",
        ] {
            tally.read_cargo(line);
        }
        for line in [
            "  \u{2713}  1 [desk] › home.spec.ts:3:1 › another (1.0s)",
            "  1) [desk] › labs.spec.ts:3:1 › a page (of many) ─────────",
            "",
            "    \u{1b}[31mError: it scrolls sideways\u{1b}[39m",
            "    Timeout 5000ms",
            "  1 failed",
            "    [desk] › labs.spec.ts:3:1 › a page (of many) ─────────",
            "  12 passed (3.4s)",
        ] {
            tally.read_playwright(line);
        }
        assert_eq!(
            tally.failures(),
            [
                "  labs::a_name",
                "      thread 'labs::a_name' panicked at labs.rs:3:5:",
                "      left is not right",
                "  [desk] › labs.spec.ts:3:1 › a page (of many)",
                "      Error: it scrolls sideways",
                "      Timeout 5000ms",
            ]
        );
        assert_eq!(tally.line(), "14 passed, 2 failed, 0 skipped");
    }
}
