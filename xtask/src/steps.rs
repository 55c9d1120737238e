//! Progress for people: which step of how many, what it does, how long it took.

use std::time::{Duration, Instant};

use anyhow::Result;

use crate::interrupt;

/// The steps of one command.
pub(crate) struct Steps {
    total: usize,
    started: Instant,
    taken: Vec<Taken>,
}

struct Taken {
    name: String,
    time: Duration,
    passed: bool,
}

impl Steps {
    /// A command of `total` steps.
    pub(crate) fn new(total: usize) -> Self {
        Self { total, started: Instant::now(), taken: Vec::new() }
    }

    /// Announces the next step, takes it and says how long it took.
    pub(crate) fn step<T>(&mut self, name: &str, take: impl FnOnce() -> Result<T>) -> Result<T> {
        interrupt::check()?;
        println!("[{}/{}] {name}", self.taken.len() + 1, self.total);
        let started = Instant::now();
        let result = take();
        let time = started.elapsed();
        let passed = result.is_ok();
        println!("      {} after {}", if passed { "done" } else { "failed" }, seconds(time));
        self.taken.push(Taken { name: name.to_owned(), time, passed });
        result
    }

    /// Prints the table of all steps taken.
    pub(crate) fn print_summary(&self) {
        println!();
        for step in &self.taken {
            let mark = if step.passed { "ok    " } else { "FAILED" };
            println!("  {mark} {:<44} {:>10}", step.name, seconds(step.time));
        }
        let left = self.total - self.taken.len();
        if left > 0 {
            println!("         {left} more not started");
        }
        println!("  in all {:<44} {:>10}", "", self.elapsed());
    }

    /// The time since the first step, for people.
    pub(crate) fn elapsed(&self) -> String {
        seconds(self.started.elapsed())
    }
}

/// A line of detail below the step's name.
pub(crate) fn detail(text: &str) {
    println!("      {text}");
}

/// A duration for people: `0.3 s`, `42 s`, `3 min 5 s`.
pub(crate) fn seconds(time: Duration) -> String {
    let whole = time.as_secs();
    if whole >= 60 {
        format!("{} min {} s", whole / 60, whole % 60)
    } else if whole >= 10 {
        format!("{whole} s")
    } else {
        format!("{:.1} s", time.as_secs_f64())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_well() {
        assert_eq!(seconds(Duration::from_millis(340)), "0.3 s");
        assert_eq!(seconds(Duration::from_secs(42)), "42 s");
        assert_eq!(seconds(Duration::from_secs(185)), "3 min 5 s");
    }
}
