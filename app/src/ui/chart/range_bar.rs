//! One value on the range the lab sent with it.

use super::scale::{Scale, place};
use crate::ui::optional::Optional;
use crate::ui::{
    badge::Flag,
    number::{Limit, quantity},
    text::lang,
};
use leptos::prelude::*;

const WIDTH: f64 = 240.0;
const EDGE: f64 = 8.0;

/// The lab's own range as a band with the value on it; nothing where value or range are no numbers.
#[component]
pub fn RangeBar(
    /// The value as it was sent.
    #[prop(into)]
    value: String,
    /// The lower limit as it was sent.
    #[prop(optional, into)]
    low: Optional,
    /// The upper limit as it was sent.
    #[prop(optional, into)]
    high: Optional,
    /// Whether the lower and the upper limit lie outside of the range themselves.
    #[prop(optional)]
    open: (bool, bool),
    /// The UCUM unit.
    #[prop(into, optional)]
    unit: String,
    /// How the value lies in the range.
    #[prop(optional)]
    flag: Flag,
) -> impl IntoView {
    let Optional(low) = low;
    let Optional(high) = high;
    let number = |text: &Option<String>| text.as_deref().and_then(parse);
    let (least, most) = (number(&low), number(&high));
    let value_number = parse(&value)?;
    let (from, to) = paper(value_number, least, most)?;
    let scale = Scale::new(from, to, EDGE, WIDTH - EDGE);
    let start = least.map_or(0.0, |low| scale.at(low));
    let end = most.map_or(WIDTH, |high| scale.at(high));
    let spot = place(scale.within(value_number));
    let lang = lang();
    let mut words = quantity(&value, &unit);
    if let Some(word) = flag.word(lang) {
        words = format!("{words}, {word}");
    }
    if let Some(range) = lang.range(limit(low.as_deref(), open.0), limit(high.as_deref(), open.1), &unit) {
        words = lang.with("chart-in-range", &[("value", words.into()), ("range", range.into())]);
    }
    let mark = if flag.is_out() {
        view! { <path class="mark out" d=format!("M{spot} 5l7 7-7 7-7-7Z") /> }.into_any()
    } else {
        view! { <circle class="mark" cx=spot cy="12" r="6" /> }.into_any()
    };
    Some(view! {
        <svg class="range-bar" viewBox="0 0 240 24" role="img" aria-label=words>
            <rect class="track" x="0" y="8" width="240" height="8" rx="4" />
            <rect class="band" x=place(start) y="8" width=place((end - start).max(2.0)) height="8" rx="2" />
            {least.map(|_| view! { <path class="limit" d=format!("M{} 5v14", place(start)) /> })}
            {most.map(|_| view! { <path class="limit" d=format!("M{} 5v14", place(end)) /> })}
            {mark}
        </svg>
    })
}

fn limit(digits: Option<&str>, is_open: bool) -> Limit<'_> {
    digits.map(|digits| (digits, is_open))
}

/// The span of the paper: the band takes the middle half, more where the value lies far away.
fn paper(value: f64, low: Option<f64>, high: Option<f64>) -> Option<(f64, f64)> {
    let (from, to) = match (low, high) {
        (Some(low), Some(high)) if high > low => {
            let margin = (high - low) / 2.0;
            (low - margin, high + margin)
        }
        (Some(low), None) => (low - low.abs().max(1.0) / 2.0, low + low.abs().max(1.0)),
        (None, Some(high)) => (0.0_f64.min(high * 2.0), (high * 1.6).max(high + 1.0)),
        _ => return None,
    };
    Some((from.min(value), to.max(value)))
}

fn parse(text: &str) -> Option<f64> {
    let number = text.trim().trim_start_matches(['<', '>', '=', '≤', '≥', ' ']);
    number.parse::<f64>().ok().filter(|number| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::{paper, parse};

    #[test]
    fn the_paper_holds_band_and_value() {
        assert_eq!(paper(85.0, Some(70.0), Some(100.0)), Some((55.0, 115.0)));
        assert_eq!(paper(250.0, Some(70.0), Some(100.0)), Some((55.0, 250.0)));
        assert_eq!(paper(3.0, None, Some(5.0)), Some((0.0, 8.0)));
        assert_eq!(paper(3.0, None, None), None);
    }

    #[test]
    fn comparators_are_read_as_their_limit() {
        assert_eq!(parse("<0.5"), Some(0.5));
        assert_eq!(parse("positive"), None);
        assert_eq!(parse("NaN"), None);
    }
}
