//! What commands say to the person who typed them: on standard output, while logs go to standard error.

use std::{
    fmt::Display,
    io::{ErrorKind, Write as _, stderr, stdout},
};

/// Says one line.
pub(crate) fn line(text: impl Display) {
    finish(writeln!(stdout(), "{text}").and_then(|()| stdout().flush()));
}

/// Says what went wrong.
pub(crate) fn error(text: impl Display) {
    // Nobody is left to be told when standard error is closed.
    let _ = writeln!(stderr(), "verbena: {text}");
}

/// Says rows in aligned columns; columns named in `right` end at the same place.
pub(crate) fn table(heads: &[&str], rows: &[Vec<String>], right: &[usize]) {
    aligned(heads, rows, right).iter().for_each(line);
}

/// The lines of such a table.
pub(crate) fn aligned(heads: &[&str], rows: &[Vec<String>], right: &[usize]) -> Vec<String> {
    let heads: Vec<String> = heads.iter().map(|head| (*head).to_owned()).collect();
    let all = || std::iter::once(&heads).chain(rows);
    let widths: Vec<usize> = (0..heads.len())
        .map(|column| all().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0))
        .collect();
    let shown = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths).enumerate().map(|(column, (cell, width))| {
            if right.contains(&column) { format!("{cell:>width$}") } else { format!("{cell:<width$}") }
        });
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    all().map(shown).collect()
}

/// A reader that went away (`verbena user list | head`) is no failure.
fn finish(written: std::io::Result<()>) {
    if let Err(problem) = written
        && problem.kind() != ErrorKind::BrokenPipe
    {
        error(format_args!("standard output: {problem}"));
    }
}
