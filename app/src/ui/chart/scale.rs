//! From values to places on the paper, and the ticks between.

use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta};

/// A straight way from a span of values to a span of the paper.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    from: f64,
    to: f64,
    start: f64,
    end: f64,
}

impl Scale {
    pub(super) const fn new(from: f64, to: f64, start: f64, end: f64) -> Self {
        Self { from, to, start, end }
    }

    /// The place of a value; the middle where all values are one.
    pub(super) fn at(&self, value: f64) -> f64 {
        let span = self.to - self.from;
        let share = if span.abs() < f64::EPSILON { 0.5 } else { (value - self.from) / span };
        (self.end - self.start).mul_add(share, self.start)
    }

    /// The place of a value, kept on the paper.
    pub(super) fn within(&self, value: f64) -> f64 {
        let (least, most) = if self.start < self.end { (self.start, self.end) } else { (self.end, self.start) };
        self.at(value).clamp(least, most)
    }
}

/// Round numbers that cover `from..=to` in about `wanted` steps, with the decimals needed to write them.
pub(super) fn ticks(from: f64, to: f64, wanted: u32) -> (Vec<f64>, usize) {
    let level = from.abs().max(to.abs());
    let (from, to) = if to - from > level * 1e-6 {
        (from, to)
    } else {
        let around = if level > 0.0 { level * 0.1 } else { 1.0 };
        (from - around, to + around)
    };
    let span = to - from;
    let rough = span / f64::from(wanted.max(1));
    let power = rough.log10().floor();
    let unit = 10_f64.powf(power);
    let step = [1.0, 2.0, 2.5, 5.0, 10.0]
        .into_iter()
        .map(|factor| factor * unit)
        .find(|step| *step >= rough * 0.999)
        .unwrap_or(unit * 10.0);
    let is_quarter = (step / unit - 2.5).abs() < 1e-6;
    let decimals = decimals_of(if is_quarter { power - 1.0 } else { step.log10().floor() });
    let mut tick = (from / step).floor() * step;
    let mut all = vec![tick];
    while tick < to - step * 1e-6 && all.len() < 40 {
        tick += step;
        all.push(tick);
    }
    (all, decimals)
}

/// Days to mark on a time axis: years, months or days, whichever is about `wanted` many, never more.
pub(super) fn day_ticks(from: NaiveDateTime, to: NaiveDateTime, wanted: usize) -> (Vec<NaiveDate>, Step) {
    let days = (to - from).num_days();
    let (first, last) = (from.date(), to.date());
    let wanted = wanted.max(2);
    if days < 60 {
        let step = (usize::try_from(days).unwrap_or(0) / wanted).max(1);
        let marks = (0..=days).step_by(step).filter_map(|day| first.checked_add_signed(TimeDelta::days(day))).collect();
        return (marks, Step::Day);
    }
    let months = i64::from(last.year() - first.year()) * 12 + i64::from(last.month()) - i64::from(first.month());
    let step = [1, 2, 3, 6, 12, 24, 36, 60, 120, 240]
        .into_iter()
        .find(|step| months / step < i64::try_from(wanted).unwrap_or(6))
        .unwrap_or(480);
    let start = i64::from(first.year()) * 12 + i64::from(first.month0());
    let aligned = (start + step - 1).div_euclid(step) * step;
    let marks = (0..)
        .map(|n| aligned + n * step)
        .map_while(|month| {
            let year = i32::try_from(month.div_euclid(12)).ok()?;
            let month = u32::try_from(month.rem_euclid(12)).ok()? + 1;
            NaiveDate::from_ymd_opt(year, month, 1).filter(|day| *day <= last)
        })
        .filter(|day| *day >= first)
        .collect();
    (marks, if step >= 12 { Step::Year } else { Step::Month })
}

/// What lies between two marks of a time axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Day,
    Month,
    Year,
}

fn decimals_of(power: f64) -> usize {
    (0..9_u32).find(|decimals| -f64::from(*decimals) <= power + 1e-9).map_or(9, |decimals| decimals as usize)
}

/// A place on the paper in at most one decimal.
pub(super) fn place(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::{Scale, Step, day_ticks, ticks};
    use chrono::NaiveDate;
    use proptest::prelude::*;

    #[test]
    fn round_numbers_cover_the_values() {
        assert_eq!(ticks(4.8, 7.2, 4), (vec![4.0, 5.0, 6.0, 7.0, 8.0], 0));
        assert_eq!(ticks(62.0, 148.0, 4), (vec![50.0, 75.0, 100.0, 125.0, 150.0], 0));
        assert_eq!(ticks(0.8, 1.4, 4).1, 1);
        assert_eq!(ticks(5.0, 5.0, 4), (vec![4.5, 4.75, 5.0, 5.25, 5.5], 2));
    }

    #[test]
    fn days_months_and_years() {
        let noon = |text: &str| text.parse::<NaiveDate>().unwrap().and_hms_opt(12, 0, 0).unwrap();
        let (marks, step) = day_ticks(noon("2024-03-10"), noon("2026-11-21"), 5);
        assert_eq!(step, Step::Year);
        assert_eq!(marks.len(), 2);
        let (marks, step) = day_ticks(noon("2026-03-10"), noon("2026-11-21"), 5);
        assert_eq!(step, Step::Month);
        assert_eq!(marks.len(), 4);
        assert_eq!(day_ticks(noon("2026-11-19"), noon("2026-11-21"), 5).0.len(), 3);
    }

    proptest! {
        #[test]
        fn ticks_are_few_and_cover(from in -1e6_f64..1e6, span in 0.0_f64..1e6, wanted in 2_u32..8) {
            let to = from + span;
            let (all, _) = ticks(from, to, wanted);
            prop_assert!(all.len() <= 12, "{all:?}");
            let slack = span * 1e-3 + 1e-6;
            prop_assert!(*all.first().unwrap() <= from + slack && *all.last().unwrap() >= to - slack);
        }

        #[test]
        fn marks_are_few(start in 0_i64..20_000, days in 0_i64..40_000, wanted in 2_usize..8) {
            let from = NaiveDate::from_ymd_opt(1930, 1, 1).unwrap().and_hms_opt(0, 0, 0).unwrap() + chrono::TimeDelta::days(start);
            let (marks, _) = day_ticks(from, from + chrono::TimeDelta::days(days), wanted);
            prop_assert!(marks.len() <= 3 * wanted);
        }

        #[test]
        fn places_stay_on_the_paper(value in -1e9_f64..1e9) {
            let place = Scale::new(0.0, 10.0, 100.0, 0.0).within(value);
            prop_assert!((0.0..=100.0).contains(&place));
        }
    }
}
