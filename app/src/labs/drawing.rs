//! Which of a test's results are drawn, and how: one chart for each unit that does not follow from another.

use super::cells::{flag, limits, unit_of};
use crate::ui::{
    badge::Flag,
    chart::{Band, Point, Series},
    number::quantity,
    when::zone_of,
};
use chrono::NaiveDateTime;
use chrono_tz::Tz;
use clinic::{
    labs::{Observation, Standing, units},
    moment::Precision,
};

/// The charts of a test, that of the newest unit first.
#[derive(Default)]
pub(super) struct Drawings {
    /// The charts.
    pub charts: Vec<Drawing>,
    /// Results that are drawn nowhere, since there are too many units.
    pub left_out: usize,
}

/// What there is to draw of a test in one unit.
#[derive(Default)]
pub(super) struct Drawing {
    /// The unit of everything that is drawn.
    pub unit: String,
    /// The code of that unit, or the unit itself.
    unit_key: String,
    /// One series, or one for each part of the results.
    pub series: Vec<Series>,
    /// Results that were sent in another unit, and converted.
    pub converted: usize,
    /// Results that are drawn at a limit, such as `<5`.
    pub at_limit: usize,
    /// Whether the range that was sent changed over time.
    pub ranges_differ: bool,
    ranges: Vec<Band>,
}

/// More parts than these would be a tangle.
const MOST_SERIES: usize = 3;
/// More units than these are a test that changes what it measures.
const MOST_CHARTS: usize = 3;

impl Drawings {
    /// Draws results; `results` begin with the newest, whose unit is that of the first chart.
    pub(super) fn of(results: &[Observation], clinic: Tz) -> Self {
        let mut drawings = Self::default();
        for result in results.iter().filter(|result| result.standing() == Standing::Known) {
            let Some(at) = drawn_at(result, clinic) else { continue };
            let values = values(result);
            let Some(first) = values.first() else { continue };
            let key = first.unit_key.clone();
            if let Some(chart) = drawings.charts.iter_mut().find(|chart| chart.unit_key == key) {
                chart.add(at, values);
            } else if let Some((chart, values)) = drawings.charts.iter_mut().find_map(|chart| {
                let converted: Option<Vec<Value>> =
                    values.iter().map(|value| value.converted(&result.code_key, chart)).collect();
                Some((chart, converted?))
            }) {
                chart.converted += 1;
                chart.add(at, values);
            } else if drawings.charts.len() < MOST_CHARTS {
                let mut chart = Drawing { unit: first.unit.clone(), unit_key: key, ..Drawing::default() };
                chart.add(at, values);
                drawings.charts.push(chart);
            } else {
                drawings.left_out += 1;
            }
        }
        drawings
    }
}

impl Drawing {
    /// How many values there are.
    pub(super) fn points(&self) -> usize {
        self.series.iter().map(|series| series.points.len()).max().unwrap_or(0)
    }

    fn add(&mut self, at: NaiveDateTime, values: Vec<Value>) {
        self.at_limit += usize::from(values.iter().any(|value| value.at_limit));
        for value in values {
            if value.band != Band::default() && !self.ranges.contains(&value.band) {
                self.ranges.push(value.band);
            }
            self.push(at, value);
        }
        self.ranges_differ = self.ranges.len() > 1;
    }

    fn push(&mut self, at: NaiveDateTime, value: Value) {
        let point = Point {
            at,
            value: value.number,
            text: value.text,
            band: value.band,
            flag: value.flag,
            converted_from: value.sent,
        };
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
    /// The digits as they were sent, and what stands before them.
    digits: String,
    comparator: String,
    text: String,
    unit: String,
    unit_key: String,
    band: Band,
    flag: Flag,
    at_limit: bool,
    /// What was sent, where this was made of it.
    sent: Option<String>,
}

impl Value {
    /// The same in the unit of a chart, where it follows.
    fn converted(&self, code_key: &str, chart: &Drawing) -> Option<Self> {
        let converted = units::convert(code_key, &self.digits, &self.unit_key, &chart.unit_key)?;
        let limit = |limit: Option<f64>| match limit {
            Some(limit) => {
                let there = units::convert(code_key, &limit.to_string(), &self.unit_key, &chart.unit_key)?;
                Some(Some(there.exact.parse().ok()?))
            }
            None => Some(None),
        };
        Some(Self {
            name: self.name.clone(),
            number: converted.exact.parse().ok()?,
            text: format!("{}{}", self.comparator, converted.text),
            digits: converted.text,
            comparator: self.comparator.clone(),
            unit: chart.unit.clone(),
            unit_key: chart.unit_key.clone(),
            band: Band { low: limit(self.band.low)?, high: limit(self.band.high)? },
            flag: self.flag,
            at_limit: self.at_limit,
            sent: Some(quantity(&self.text, &self.unit)),
        })
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
            digits: result.value.clone().unwrap_or_default(),
            comparator: result.comparator.clone().unwrap_or_default(),
            text,
            unit_key: key(&result.unit_code, &unit),
            unit,
            band: Band { low, high },
            flag: flag(result),
            at_limit: result.comparator.is_some(),
            sent: None,
        }];
    }
    result
        .parts()
        .filter_map(|part| {
            let unit = unit_of(part);
            Some(Value {
                name: part.display.clone().or_else(|| part.code.clone())?,
                number: part.number()?,
                digits: part.value.clone()?,
                comparator: part.comparator.clone().unwrap_or_default(),
                text: part.reading()?,
                unit_key: key(&part.unit_code, &unit),
                unit,
                band: Band::default(),
                flag: Flag::None,
                at_limit: part.comparator.is_some(),
                sent: None,
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
