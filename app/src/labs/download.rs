//! Results to take along: for a spreadsheet, as the resources that came, and the laboratory's own documents.

use super::{
    cells::{findings, flag},
    words::{Named, named, no_value, status},
};
use crate::{
    prescriptions::PDF_POLICY,
    record::ending,
    ui::{
        text::{Lang, key},
        when::zone_of,
    },
    web::{Answer, Here, InChart, segment},
};
use axum::{
    extract::Query,
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use chrono::{DateTime, SecondsFormat, Utc};
use chrono_tz::Tz;
use clinic::{
    Error,
    ids::ReportId,
    labs::{self, Kept, Observation, Standing, Taken},
    moment::Precision,
    paging::{Before, Page},
};
use serde::Deserialize;
use std::fmt::Write as _;

/// Rows that one spreadsheet holds at most; a spreadsheet program takes ten times as many.
const MOST_ROWS: usize = 100_000;
/// How long a file of resources gets before another one goes on, in bytes.
const LONGEST_FILE: usize = 48 * 1024 * 1024;

/// All results as lines with commas between the values (RFC 4180), in the reader's language, with the mark by which spreadsheet programs know
/// UTF-8.
pub(crate) async fn csv(here: Here, place: InChart) -> Answer {
    labs::take_along(&place.chart, "taken along as a spreadsheet")?;
    let (lang, clinic) = (here.lang, here.portal.settings.zone);
    let mut q = here.read().await?;
    let mut file = String::from("\u{feff}");
    push_line(&mut file, &COLUMNS.map(|column| lang.t(column)));
    let (mut before, mut rows) = (Before::START, 0);
    loop {
        let page = labs::results_to_take(&mut q, &place.chart, before).await?;
        rows += page.rows.len();
        if rows > MOST_ROWS {
            return Err(Error::Invalid("there are more results than a spreadsheet holds".to_owned()).into());
        }
        for row in &page.rows {
            push_rows(&mut file, row, clinic, lang);
        }
        match page.older {
            Some(older) => before = older,
            None => break,
        }
    }
    Ok(attachment(file.into_response(), "text/csv; charset=utf-8; header=present", "lab-results.csv"))
}

const COLUMNS: [&str; 20] = [
    key("labs-taken"),
    key("labs-issued"),
    key("labs-csv-report"),
    key("labs-column-test"),
    key("labs-csv-own-name"),
    key("labs-csv-part"),
    key("labs-csv-code"),
    key("labs-csv-comparator"),
    key("labs-column-result"),
    key("labs-csv-unit"),
    key("labs-column-flag"),
    key("labs-csv-flags"),
    key("labs-csv-low"),
    key("labs-csv-high"),
    key("labs-csv-range"),
    key("labs-status"),
    key("labs-column-comment"),
    key("labs-method"),
    key("labs-performer"),
    key("labs-csv-system"),
];

/// A line for a result, or one for each of its parts.
fn push_rows(file: &mut String, row: &Taken, clinic: Tz, lang: Lang) {
    let result = &row.result;
    let zone = zone_of(result.zone.as_deref(), clinic);
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let Named { name, own } = named(result, lang);
    let own = own.unwrap_or_else(|| result.display.clone());
    let is_known = result.standing() == Standing::Known;
    let mut words: Vec<String> = flag(result).word(lang).into_iter().collect();
    words.extend(findings(result, lang));
    let sent: Vec<&str> = if is_known { result.all_flags().collect() } else { Vec::new() };
    let state = match status(&result.status, lang) {
        Some((_, words)) => words,
        None => lang.t("labs-status-final"),
    };
    let mut line = |part: String, comparator: String, value: String, unit: String| {
        let values = [
            taken(result, zone),
            result.issued_at.map(|at| machine(at, zone)).unwrap_or_default(),
            text(&row.report),
            name.clone(),
            own.clone(),
            part,
            text(&row.code),
            comparator,
            value,
            unit,
            words.join(", "),
            sent.join(" "),
            text(&result.range_low),
            text(&result.range_high),
            text(&result.range_text),
            state.clone(),
            text(&result.note),
            text(&result.method),
            text(&result.performer),
            text(&row.code_system),
        ];
        push_line(file, &values);
    };
    if !is_known {
        line(String::new(), String::new(), no_value(result, lang), String::new());
    } else if result.value.is_some() {
        line(String::new(), text(&result.comparator), text(&result.value), text(&result.unit));
    } else {
        for part in result.parts() {
            let value = part.value.clone().or_else(|| part.text.clone()).unwrap_or_default();
            line(text(&part.display), text(&part.comparator), value, super::cells::unit_of(part));
        }
    }
}

/// When the sample was taken, as exactly as it is known (ISO 8601).
fn taken(result: &Observation, zone: Tz) -> String {
    let Some(when) = result.taken() else { return String::new() };
    match when.precision {
        Precision::Year => when.at.format("%Y").to_string(),
        Precision::Month => when.at.format("%Y-%m").to_string(),
        Precision::Day => when.at.format("%Y-%m-%d").to_string(),
        Precision::Time => machine(when.at, zone),
    }
}

fn machine(at: DateTime<Utc>, zone: Tz) -> String {
    at.with_timezone(&zone).to_rfc3339_opts(SecondsFormat::Secs, false)
}

fn push_line(file: &mut String, values: &[String]) {
    for (at, value) in values.iter().enumerate() {
        if at > 0 {
            file.push(',');
        }
        push_value(file, value);
    }
    file.push_str("\r\n");
}

/// A value between quotes where it needs them. What a spreadsheet program would run as a formula gets an apostrophe before it; a number such
/// as `-0.5` is none.
fn push_value(file: &mut String, value: &str) {
    let is_number = value.parse::<rust_decimal::Decimal>().is_ok();
    let runs = !is_number && value.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let guard = if runs { "'" } else { "" };
    if value.contains([',', '"', '\n', '\r', ';', '\t']) {
        let _ = write!(file, "\"{guard}{}\"", value.replace('"', "\"\""));
    } else {
        let _ = write!(file, "{guard}{value}");
    }
}

/// Where a file of resources goes on.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Further {
    of: String,
    before: String,
}

/// What `?of=` says for results, which come after the reports.
const RESULTS: &str = "results";

/// Reports and results as they came, as a FHIR R4 Bundle of the type `collection`. A very long one goes on at the address that it names as
/// its next.
pub(crate) async fn json(here: Here, place: InChart, Query(further): Query<Further>) -> Answer {
    labs::take_along(&place.chart, "taken along as FHIR")?;
    let mut q = here.read().await?;
    let mut file = format!(
        "{{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"timestamp\":\"{}\",\"entry\":[",
        here.now.to_rfc3339_opts(SecondsFormat::Millis, true)
    );
    let (mut before, mut are_results) = (Before::parse(Some(&further.before)), further.of == RESULTS);
    let mut entries = 0;
    let next = loop {
        let page: Page<Kept> = if are_results {
            labs::observations_to_take(&mut q, &place.chart, before).await?
        } else {
            labs::reports_to_take(&mut q, &place.chart, before).await?
        };
        for kept in &page.rows {
            push_entry(&mut file, kept, entries > 0);
            entries += 1;
        }
        (before, are_results) = match (page.older, are_results) {
            (Some(older), _) => (older, are_results),
            (None, false) => (Before::START, true),
            (None, true) => break None,
        };
        if file.len() > LONGEST_FILE {
            break Some(before);
        }
    };
    file.push(']');
    if let Some(next) = next {
        let of = if are_results { RESULTS } else { "reports" };
        let (origin, path) = (&here.portal.settings.origin, place.href("/labs/results.json"));
        let next = format!("{origin}{path}?of={of}&before={}", segment(&next.token()));
        let _ = write!(file, ",\"link\":[{{\"relation\":\"next\",\"url\":{}}}]", quoted(&next));
    }
    file.push('}');
    Ok(attachment(file.into_response(), "application/fhir+json; charset=utf-8", "lab-results.json"))
}

/// A resource goes in as it is; its address, where it has one of its own, so that others can refer to it.
fn push_entry(file: &mut String, kept: &Kept, is_further: bool) {
    if is_further {
        file.push(',');
    }
    file.push('{');
    let is_address = ["https://", "http://", "urn:uuid:", "urn:oid:"].iter().any(|way| kept.identity.starts_with(way));
    if is_address {
        let _ = write!(file, "\"fullUrl\":{},", quoted(&kept.identity));
    }
    let _ = write!(file, "\"resource\":{}}}", kept.body);
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A document of a report. Only what is a PDF is shown; everything else is saved, and whatever it is, the browser gives it no rights.
pub(crate) async fn document(here: Here, place: InChart) -> Answer {
    let id: ReportId = here.id("id")?;
    let position: i64 = here.param("position").and_then(|text| text.parse().ok()).ok_or(Error::NotFound)?;
    let file = labs::attached(&mut here.read().await?, &place.chart, id, position).await?;
    let (end, kind) = ending(Some(&file.content_type));
    let is_pdf = kind == "application/pdf" && file.content.starts_with(b"%PDF-");
    let kind = if end == "pdf" && !is_pdf { "application/octet-stream" } else { kind };
    let way = if is_pdf { "inline" } else { "attachment" };
    let mut response = file.content.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    if let Ok(disposition) = HeaderValue::from_str(&format!("{way}; filename=\"report-{position}.{end}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    let policy = if is_pdf { PDF_POLICY } else { "default-src 'none'; sandbox" };
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    Ok(response)
}

fn attachment(mut response: Response, kind: &'static str, name: &str) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    if let Ok(disposition) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

#[cfg(test)]
mod tests {
    use super::push_line;

    fn line(values: &[&str]) -> String {
        let mut file = String::new();
        push_line(&mut file, &values.iter().map(|value| (*value).to_owned()).collect::<Vec<_>>());
        file
    }

    #[test]
    fn values_are_quoted_and_nothing_runs() {
        assert_eq!(line(&["a", "b c", ""]), "a,b c,\r\n");
        assert_eq!(line(&["a,b", "say \"so\"", "two\nlines"]), "\"a,b\",\"say \"\"so\"\"\",\"two\nlines\"\r\n");
        assert_eq!(line(&["=1+1", "+x", "@SUM(A1)", "-x,y"]), "'=1+1,'+x,'@SUM(A1),\"'-x,y\"\r\n");
        assert_eq!(line(&["-0.5", "+3", "4.10"]), "-0.5,+3,4.10\r\n");
        assert_eq!(line(&["\t=1"]), "\"'\t=1\"\r\n");
    }
}
