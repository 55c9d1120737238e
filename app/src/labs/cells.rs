//! The pieces that rows of results are made of.

use super::words::{Named, finding, named, no_value, status};
use crate::{
    ui::{
        badge::{Badge, Flag, FlagBadge},
        chart::RangeBar,
        icon::{Icon, Symbol},
        number::{Amount, quantity},
        table::{Column, Table},
        text::{Lang, lang},
        tone::Tone,
    },
    web::{InChart, segment},
};
use chrono_tz::Tz;
use clinic::labs::{Change, Component, Earlier, Observation, Side, Standing};
use leptos::prelude::*;

/// How a result lies in its range: what the sender says, else where the number lies in the range that was sent with it.
pub(crate) fn flag(result: &Observation) -> Flag {
    if !matches!(result.standing(), Standing::Known | Standing::Missing) {
        return Flag::None;
    }
    match (result.interpretation.as_deref().map_or(Flag::None, Flag::from_code), result.side()) {
        (Flag::None, Some(Side::Below)) => Flag::Low,
        (Flag::None, Some(Side::Above)) => Flag::High,
        (Flag::None, Some(Side::Within)) => Flag::Normal,
        (sent, _) => sent,
    }
}

/// The limits of the range as numbers, for drawing.
pub(crate) fn limits(result: &Observation) -> (Option<f64>, Option<f64>) {
    let limit = |text: &Option<String>| text.as_deref().and_then(|text| text.trim().parse().ok());
    (limit(&result.range_low), limit(&result.range_high))
}

/// A result in one line: its value and its unit.
pub(crate) struct Reading {
    /// The value with its comparator; a pair for a blood pressure.
    pub value: String,
    /// The unit, empty where there is none.
    pub unit: String,
}

/// A result's value, where it has one that fits in a line.
pub(crate) fn reading(result: &Observation) -> Option<Reading> {
    if result.standing() != Standing::Known {
        return None;
    }
    if let Some(value) = result.text() {
        return Some(Reading { value, unit: result.unit.clone().unwrap_or_default() });
    }
    let part = |code: &str| result.parts().find(|part| part.code.as_deref() == Some(code));
    let (systolic, diastolic) = (part("8480-6")?, part("8462-4")?);
    let pair = format!("{}/{}", systolic.reading()?, diastolic.reading()?);
    Some(Reading { value: pair, unit: unit_of(systolic) })
}

pub(super) fn unit_of(part: &Component) -> String {
    part.unit.clone().or_else(|| part.unit_code.clone()).unwrap_or_default()
}

/// A result's value as it was sent, or why there is none.
pub(crate) fn value(result: &Observation, lang: Lang) -> AnyView {
    if result.standing() != Standing::Known {
        return view! { <span class="quiet-text">{no_value(result, lang)}</span> }.into_any();
    }
    if let Some(Reading { value, unit }) = reading(result) {
        return view! { <Amount value=value unit=unit /> }.into_any();
    }
    result
        .parts()
        .map(|part| {
            let name = part.display.clone().unwrap_or_default();
            let value = part.reading().unwrap_or_default();
            view! {
                <span class="result-part">
                    {name} ": " <Amount value=value unit=unit_of(part) />
                </span>
            }
        })
        .collect_view()
        .into_any()
}

/// The flag, what else was sent with it, and, where it is not simply final, the status.
pub(crate) fn marks(result: &Observation, lang: Lang) -> AnyView {
    if !is_marked(result, lang) {
        return ().into_any();
    }
    let findings = findings(result, lang);
    let findings = findings.into_iter().map(|word| view! { " " <Badge text=word /> }).collect_view();
    let status = shown_status(result, lang).map(|(tone, text)| view! { " " <Badge tone=tone text=text /> });
    view! { <span class="marks"><FlagBadge flag=flag(result) />{findings}{status}</span> }.into_any()
}

/// Whether a result has a flag or a status to show.
pub(super) fn is_marked(result: &Observation, lang: Lang) -> bool {
    flag(result) != Flag::None || shown_status(result, lang).is_some() || !findings(result, lang).is_empty()
}

/// What was sent with a result beside the flag that is shown: a finding such as “resistant”, or a code as it was sent.
pub(super) fn findings(result: &Observation, lang: Lang) -> Vec<String> {
    if !matches!(result.standing(), Standing::Known | Standing::Missing) {
        return Vec::new();
    }
    let shown = flag(result);
    result
        .all_flags()
        .filter(|code| Flag::from_code(code) != shown || shown == Flag::None)
        .map(|code| finding(code, lang))
        .collect()
}

/// The status of a result that has a value; without one the reason says it.
fn shown_status(result: &Observation, lang: Lang) -> Option<(Tone, String)> {
    let has_value = matches!(result.standing(), Standing::Known | Standing::Missing);
    status(&result.status, lang).filter(|_| has_value)
}

/// The range that was sent with a result: in the sender's words where they hold the numbers, else the numbers.
pub(super) fn range(result: &Observation, lang: Lang) -> Option<String> {
    let unit = result.unit.as_deref().unwrap_or("");
    let limits = [result.range_low.as_deref(), result.range_high.as_deref()];
    let low = result.range_low.as_deref().map(|low| (low, result.range_low_open));
    let high = result.range_high.as_deref().map(|high| (high, result.range_high_open));
    let numbers = lang.range(low, high, unit);
    let words = result.range_text.as_deref().map(str::trim).filter(|words| !words.is_empty());
    match (numbers, words) {
        (Some(_), Some(words)) if limits.iter().flatten().all(|limit| words.contains(limit)) => Some(words.to_owned()),
        (Some(numbers), Some(words)) => Some(format!("{numbers} ({words})")),
        (Some(numbers), None) => Some(numbers),
        (None, words) => words.map(str::to_owned),
    }
}

/// The range in words, and drawn with the value on it.
pub(crate) fn range_with_bar(result: &Observation, lang: Lang) -> AnyView {
    let bar = (result.number().is_some() && result.standing() == Standing::Known).then(|| {
        view! {
            <RangeBar
                value=result.text().unwrap_or_default()
                low=result.range_low.clone()
                high=result.range_high.clone()
                open=(result.range_low_open, result.range_high_open)
                unit=result.unit.clone().unwrap_or_default()
                flag=flag(result)
            />
        }
    });
    match range(result, lang) {
        Some(words) => view! { <span class="range">{words}</span> {bar} }.into_any(),
        None => ().into_any(),
    }
}

/// What changed since the result before, in words and shape.
pub(crate) fn change(result: &Observation, earlier: &Earlier, zone: Tz, lang: Lang) -> AnyView {
    match change_words(result, earlier, zone, lang) {
        Some((symbol, words)) => view! {
            <span class="change">
                <Icon of=symbol />
                {words}
            </span>
        }
        .into_any(),
        None => ().into_any(),
    }
}

/// What changed since the result before: a shape and a sentence.
pub(super) fn change_words(result: &Observation, earlier: &Earlier, zone: Tz, lang: Lang) -> Option<(Symbol, String)> {
    if result.standing() != Standing::Known {
        return None;
    }
    let (before, when) = (earlier.text()?, earlier.taken()?);
    let unit = earlier.earlier_unit.as_deref().unwrap_or("");
    let args = [("value", quantity(&before, unit).into()), ("date", lang.when_day(when, zone).into())];
    Some(match result.change_since(earlier) {
        Some(Change::Up) => (Symbol::Up, lang.with("labs-change-up", &args)),
        Some(Change::Down) => (Symbol::Down, lang.with("labs-change-down", &args)),
        Some(Change::Same) => (Symbol::Level, lang.with("labs-change-same", &args)),
        Some(Change::Different) | None => (Symbol::Quiet, lang.with("labs-change-other", &args)),
    })
}

/// The sender's comment.
pub(crate) fn comment(text: Option<&str>) -> AnyView {
    match text.map(str::trim).filter(|text| !text.is_empty()) {
        Some(text) => view! { <p class="comment">{text.to_owned()}</p> }.into_any(),
        None => ().into_any(),
    }
}

/// Where the history of a result's test is shown; nothing for what is neither laboratory nor vital sign.
pub(crate) fn result_href(result: &Observation, place: &InChart) -> Option<String> {
    let list = match result.category.as_str() {
        "laboratory" => "/labs/tests",
        "vital-signs" => "/record/vitals",
        _ => return None,
    };
    Some(place.href(&format!("{list}/{}", segment(&result.code_key))))
}

/// The test's name, leading to its history: in everyday words where there are some, with the laboratory's own name beside.
pub(super) fn test_name(result: &Observation, place: &InChart) -> AnyView {
    let Named { name, own } = named(result, lang());
    let name = match result_href(result, place) {
        Some(href) => view! { <a href=href>{name}</a> }.into_any(),
        None => name.into_any(),
    };
    view! { {name} {own_name(own)} }.into_any()
}

/// The laboratory's own name, beside the everyday one.
pub(crate) fn own_name(own: Option<String>) -> Option<impl IntoView> {
    own.map(|own| view! { <span class="own-name">{own}</span> })
}

/// A table of the results of one panel or one day.
pub(super) fn results_table(caption: String, results: &[Observation], place: &InChart, lang: Lang) -> AnyView {
    let commented = results.iter().any(|result| result.note.is_some());
    let mut columns = vec![
        Column::words(lang.t("labs-column-test")),
        Column::numbers(lang.t("labs-column-result")),
        Column::words(lang.t("labs-column-flag")),
        Column::words(lang.t("labs-column-range")),
    ];
    if commented {
        columns.push(Column::words(lang.t("labs-column-comment")));
    }
    let rows = results
        .iter()
        .map(|result| {
            let range = range(result, lang).into_any();
            let mut cells = vec![test_name(result, place), value(result, lang), marks(result, lang), range];
            if commented {
                cells.push(comment(result.note.as_deref()));
            }
            cells
        })
        .collect();
    view! { <Table caption=caption quiet_caption=true columns=columns rows=rows /> }.into_any()
}
