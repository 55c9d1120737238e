use super::{Entry, Sought, search};
use crate::{Error, accounts::Admin, db::Source, paging::Before};
use chrono::SecondsFormat;
use serde_json::{Value, json};

/// Entries that one file holds at most.
pub const MOST_EXPORTED: usize = 20_000;
/// Requests to the database that one export makes at most.
const TURNS: usize = 60;
/// Entries asked for at once.
const AT_ONCE: i64 = 2_000;

/// In which form entries are taken along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Lines with commas between the values (RFC 4180), for a spreadsheet.
    Csv,
    /// A JSON object in each line, for a program.
    JsonLines,
}

impl Form {
    /// Reads a name.
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "csv" => Some(Self::Csv),
            "jsonl" => Some(Self::JsonLines),
            _ => None,
        }
    }

    /// The end of the file's name.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::JsonLines => "jsonl",
        }
    }

    /// The media type of the file.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::JsonLines => "application/jsonl; charset=utf-8",
        }
    }
}

/// A file to take along.
#[derive(Clone)]
pub struct Export {
    /// What stands in it.
    pub text: String,
    /// How many entries it holds.
    pub entries: usize,
}

/// All that a search finds as one file, newest first; `None` when that is more than a file holds, or lies in more of the trail than
/// one request may look through. Whoever calls it has noted the search.
pub async fn export(q: &mut impl Source, by: &Admin, sought: &Sought, form: Form) -> Result<Option<Export>, Error> {
    let mut export = Export { text: String::new(), entries: 0 };
    if form == Form::Csv {
        push_line(&mut export.text, NAMES.into_iter().map(str::to_owned));
    }
    let mut before = Before::START;
    for _ in 0..TURNS {
        let found = search(q, by, sought, before, AT_ONCE).await?;
        export.entries += found.rows.len();
        if export.entries > MOST_EXPORTED {
            return Ok(None);
        }
        for entry in &found.rows {
            match form {
                Form::Csv => push_line(&mut export.text, values(entry).into_iter()),
                Form::JsonLines => {
                    export.text.push_str(&object(entry).to_string());
                    export.text.push('\n');
                }
            }
        }
        match found.older {
            Some(older) => before = older,
            None => return Ok(Some(export)),
        }
    }
    Ok(None)
}

const NAMES: [&str; 16] = [
    "id",
    "time",
    "account",
    "name",
    "role",
    "action",
    "subject",
    "subject id",
    "patient",
    "record number",
    "outcome",
    "purpose",
    "reason",
    "detail",
    "request",
    "block",
];

fn values(entry: &Entry) -> [String; 16] {
    let text = |text: Option<String>| text.unwrap_or_default();
    [
        entry.id.to_string(),
        entry.at.to_rfc3339_opts(SecondsFormat::Micros, true),
        text(entry.account_id.map(|id| id.to_string())),
        entry.actor.clone(),
        entry.role.clone(),
        entry.action.name().to_owned(),
        entry.subject.name().to_owned(),
        text(entry.subject_id.map(|id| id.to_string())),
        text(entry.patient_id.map(|id| id.to_string())),
        text(entry.record_number.clone()),
        entry.outcome.name().to_owned(),
        text(entry.purpose.map(|purpose| purpose.name().to_owned())),
        text(entry.reason.clone()),
        text(entry.detail.clone()),
        text(entry.request_id.clone()),
        text(entry.block.map(|block| block.to_string())),
    ]
}

fn object(entry: &Entry) -> Value {
    json!({
        "id": entry.id,
        "time": entry.at.to_rfc3339_opts(SecondsFormat::Micros, true),
        "account": entry.account_id,
        "name": entry.actor,
        "role": entry.role,
        "action": entry.action.name(),
        "subject": entry.subject.name(),
        "subject_id": entry.subject_id,
        "patient": entry.patient_id,
        "record_number": entry.record_number,
        "outcome": entry.outcome.name(),
        "purpose": entry.purpose.map(crate::patients::Purpose::name),
        "reason": entry.reason,
        "detail": entry.detail,
        "request": entry.request_id,
        "block": entry.block,
    })
}

fn push_line(text: &mut String, values: impl Iterator<Item = String>) {
    for (at, value) in values.enumerate() {
        if at > 0 {
            text.push(',');
        }
        push_value(text, &value);
    }
    text.push_str("\r\n");
}

/// A value in quotation marks. What a spreadsheet would take for a formula begins with an apostrophe, so that it is text there
/// (OWASP, "CSV Injection").
fn push_value(text: &mut String, value: &str) {
    text.push('"');
    if value.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) {
        text.push('\'');
    }
    text.push_str(&value.replace('"', "\"\""));
    text.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn line(values: &[&str]) -> String {
        let mut text = String::new();
        push_line(&mut text, values.iter().map(|value| (*value).to_owned()));
        text
    }

    #[test]
    fn values_are_quoted() {
        assert_eq!(line(&["a", "b \"c\"", "d,e\r\nf"]), "\"a\",\"b \"\"c\"\"\",\"d,e\r\nf\"\r\n");
    }

    #[test]
    fn a_spreadsheet_takes_nothing_for_a_formula() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"] {
            assert_eq!(line(&[formula]), format!("\"'{formula}\"\r\n"));
        }
        assert_eq!(line(&["a=1"]), "\"a=1\"\r\n");
    }

    proptest! {
        #[test]
        fn a_value_never_leaves_its_quotation_marks(value in ".*") {
            let line = line(&[&value]);
            let inside = line.strip_prefix('"').unwrap().strip_suffix("\"\r\n").unwrap().replace("\"\"", "");
            prop_assert!(!inside.contains('"'));
        }
    }
}
