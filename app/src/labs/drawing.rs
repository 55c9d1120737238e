//! Which of a test's results are drawn, and how.

use super::cells::{flag, limits, unit_of};
use crate::ui::{
    badge::Flag,
    chart::{Band, Point, Series},
    when::zone_of,
};
use chrono::NaiveDateTime;
use chrono_tz::Tz;
use clinic::{
    labs::{Observation, Standing},
    moment::Precision,
};

/// What there is to draw of a test.
#[derive(Default)]
pub(super) struct Drawing {
    /// The unit of everything that is drawn.
    pub unit: String,
    /// One series, or one for each part of the results.
    pub series: Vec<Series>,
    /// Results that are not drawn because their unit is another one.
    pub other_units: usize,
    /// Results that are drawn at a limit, such as `<5`.
    pub at_limit: usize,
    /// Whether the range that was sent changed over time.
    pub ranges_differ: bool,
}

/// More parts than these would be a tangle.
const MOST_SERIES: usize = 3;

impl Drawing {
    /// Draws results of one unit, that of the newest; `results` begin with the newest.
    pub(super) fn of(results: &[Observation], clinic: Tz) -> Self {
        let mut drawing = Self::default();
        let mut unit: Option<String> = None;
        let mut ranges: Vec<Band> = Vec::new();
        for result in results.iter().filter(|result| result.standing() == Standing::Known) {
            let Some(at) = drawn_at(result, clinic) else { continue };
            let values = values(result);
            let Some(first) = values.first() else { continue };
            let wanted = unit.get_or_insert_with(|| first.unit_key.clone());
            if first.unit_key != *wanted {
                drawing.other_units += 1;
                continue;
            }
            if drawing.unit.is_empty() {
                first.unit.clone_into(&mut drawing.unit);
            }
            drawing.at_limit += usize::from(values.iter().any(|value| value.at_limit));
            for value in values {
                if value.has_band() && !ranges.contains(&value.band) {
                    ranges.push(value.band);
                }
                drawing.push(at, value);
            }
        }
        drawing.ranges_differ = ranges.len() > 1;
        drawing
    }

    /// How many values there are.
    pub(super) fn points(&self) -> usize {
        self.series.iter().map(|series| series.points.len()).max().unwrap_or(0)
    }

    fn push(&mut self, at: NaiveDateTime, value: Value) {
        let point = Point { at, value: value.number, text: value.text, band: value.band, flag: value.flag };
        if let Some(series) = self.series.iter_mut().find(|series| series.name == value.name) {
            series.points.push(point);
        } else if self.series.len() < MOST_SERIES {
            self.series.push(Series { name: value.name, points: vec![point] });
        }
    }
}

/// One number of a result.
struct Value {
    name: String,
    number: f64,
    text: String,
    unit: String,
    unit_key: String,
    band: Band,
    flag: Flag,
    at_limit: bool,
}

impl Value {
    fn has_band(&self) -> bool {
        self.band != Band::default()
    }
}

fn values(result: &Observation) -> Vec<Value> {
    let key = |code: &Option<String>, unit: &str| code.clone().unwrap_or_else(|| unit.to_owned());
    if let (Some(number), Some(text)) = (result.number(), result.text()) {
        let (low, high) = limits(result);
        let unit = result.unit.clone().unwrap_or_default();
        return vec![Value {
            // A test may change its name; it stays one line.
            name: String::new(),
            number,
            text,
            unit_key: key(&result.unit_code, &unit),
            unit,
            band: Band { low, high },
            flag: flag(result),
            at_limit: result.comparator.is_some(),
        }];
    }
    result
        .parts()
        .filter_map(|part| {
            let unit = unit_of(part);
            Some(Value {
                name: part.display.clone().or_else(|| part.code.clone())?,
                number: part.number()?,
                text: part.reading()?,
                unit_key: key(&part.unit_code, &unit),
                unit,
                band: Band::default(),
                flag: Flag::None,
                at_limit: part.comparator.is_some(),
            })
        })
        .collect()
}

/// The place on the time axis, in the time of the place of care.
fn drawn_at(result: &Observation, clinic: Tz) -> Option<NaiveDateTime> {
    let zone = zone_of(result.zone.as_deref(), clinic);
    match result.taken() {
        Some(when) if when.precision == Precision::Time => Some(when.at.with_timezone(&zone).naive_local()),
        Some(when) => Some(when.at.naive_utc()),
        None => result.issued_at.map(|at| at.with_timezone(&zone).naive_local()),
    }
}
