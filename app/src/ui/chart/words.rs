//! What a chart says, in words.

use super::time::Series;
use crate::ui::text::Lang;

/// The trend in a sentence: how many values since when, the newest, and how it compares with the one before.
pub(super) fn in_words(lang: Lang, series: &Series, named: bool, unit: &str) -> String {
    let (Some(first), Some(last)) = (series.points.first(), series.points.last()) else {
        return String::new();
    };
    let newest = with_unit(&last.text, unit);
    let newest = match last.flag.word(lang) {
        Some(word) => format!("{newest} ({word})"),
        None => newest,
    };
    let date = lang.date(last.at.date());
    let mut words = match series.points.iter().rev().nth(1) {
        None => lang.with("chart-one", &[("value", newest.into()), ("date", date.into())]),
        Some(before) => {
            let then = with_unit(&before.text, unit);
            let then_date = lang.date(before.at.date());
            let args = [
                ("count", series.points.len().into()),
                ("since", lang.date(first.at.date()).into()),
                ("value", newest.into()),
                ("date", date.into()),
                ("before", then.into()),
                ("before_date", then_date.into()),
            ];
            if (last.value - before.value).abs() < f64::EPSILON {
                lang.with("chart-same", &args)
            } else if last.value > before.value {
                lang.with("chart-up", &args)
            } else {
                lang.with("chart-down", &args)
            }
        }
    };
    if named {
        words = format!("{}: {words}", series.name);
    }
    words
}

pub(super) fn with_unit(text: &str, unit: &str) -> String {
    match unit {
        "" => text.to_owned(),
        "%" => format!("{text}%"),
        _ => format!("{text}\u{a0}{unit}"),
    }
}
