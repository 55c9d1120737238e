//! Values over time with the range the lab sent with each of them.

use super::{
    scale::{Scale, Step, day_ticks, place, ticks},
    words::{in_words, with_unit},
};
use crate::ui::{
    badge::Flag,
    number::unit as people,
    text::{Lang, lang},
};
use chrono::NaiveDateTime;
use leptos::prelude::*;
use std::fmt::Write as _;

const WIDTH: f64 = 480.0;
const HEIGHT: f64 = 256.0;
const LEFT: f64 = 44.0;
const RIGHT: f64 = 476.0;
const TOP: f64 = 26.0;
const BOTTOM: f64 = 226.0;

/// The range that was sent with a value.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Band {
    /// The lower limit.
    pub low: Option<f64>,
    /// The upper limit.
    pub high: Option<f64>,
}

/// One value at one time.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// When, in the time of the place of care.
    pub at: NaiveDateTime,
    /// The value, to place the point; never to be read.
    pub value: f64,
    /// The value as it is read, without its unit.
    pub text: String,
    /// The range sent with it.
    pub band: Band,
    /// How the value lies in its range.
    pub flag: Flag,
    /// What was sent, with its unit, where the value was converted.
    pub converted_from: Option<String>,
}

/// Values of one kind.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// What they are, such as "Systolic".
    pub name: String,
    /// The values; their order does not matter.
    pub points: Vec<Point>,
}

/// A chart of one or a few series over time; the numbers stand in a table beside it, which the caller places.
#[component]
pub fn TimeChart(
    /// An id that is unique on the page.
    #[prop(into)]
    id: String,
    /// What is shown, such as "Hemoglobin A1c".
    #[prop(into)]
    title: String,
    /// The UCUM unit of all series.
    #[prop(into, optional)]
    unit: String,
    /// The series; the band is drawn where there is only one.
    series: Vec<Series>,
) -> impl IntoView {
    let lang = lang();
    let mut series = series;
    for one in &mut series {
        one.points.retain(|point| point.value.is_finite());
        one.points.sort_by_key(|point| point.at);
    }
    series.retain(|one| !one.points.is_empty());
    let frame = Frame::around(&series)?;
    let unit = people(&unit);
    let summary = series.iter().map(|one| in_words(lang, one, series.len() > 1, &unit)).collect::<Vec<_>>().join(" ");
    let bands = match series.as_slice() {
        [only] => bands(only, &frame),
        _ => Vec::new(),
    };
    let bands = bands
        .into_iter()
        .map(|area| {
            view! {
                <rect
                    class="band"
                    x=place(area.left)
                    y=place(area.top)
                    width=place(area.right - area.left)
                    height=place(area.bottom - area.top)
                />
            }
        })
        .collect_view();
    let title_id = format!("{id}-title");
    let desc_id = format!("{id}-desc");
    let named = series.len() > 1;
    let drawn = series.iter().enumerate().map(|(at, one)| draw(lang, one, at, named, &frame, &unit)).collect_view();
    let legend = named.then(|| {
        let entries = series
            .iter()
            .enumerate()
            .map(|(at, one)| {
                view! {
                    <li class=format!("series-{}", at + 1)>
                        <svg class="legend-mark" viewBox="0 0 32 12" aria-hidden="true" focusable="false">
                            <path class="line" d="M0 6H32" />
                            {shape(at, false, 16.0, 6.0)}
                        </svg>
                        {one.name.clone()}
                    </li>
                }
            })
            .collect_view();
        view! { <ul class="legend">{entries}</ul> }
    });
    Some(view! {
        <figure class="chart">
            <svg
                viewBox=format!("0 0 {WIDTH} {HEIGHT}")
                role="img"
                aria-labelledby=title_id.clone()
                aria-describedby=desc_id.clone()
            >
                <title id=title_id.clone()>{title}</title>
                {bands}
                {axes(lang, &frame, &unit)}
                {drawn}
            </svg>
            {legend}
            <figcaption id=desc_id.clone()>{summary}</figcaption>
        </figure>
    })
}

/// The paper's scales.
struct Frame {
    from: NaiveDateTime,
    to: NaiveDateTime,
    x: Scale,
    y: Scale,
    marks: Vec<f64>,
    decimals: usize,
}

impl Frame {
    fn around(series: &[Series]) -> Option<Self> {
        let points = || series.iter().flat_map(|one| &one.points);
        let first = points().map(|point| point.at).min()?;
        let last = points().map(|point| point.at).max()?;
        let values = || points().map(|point| point.value);
        let (least, most) = bounds(values())?;
        // A limit far away would press the values flat; it is drawn where it is within reach of them.
        let reach = (most - least).max(most.abs() * 0.3);
        let limits = points()
            .flat_map(|point| [point.band.low, point.band.high])
            .flatten()
            .filter(|limit| *limit > least - reach && *limit < most + reach);
        let limits: Vec<f64> = if series.len() == 1 { limits.collect() } else { Vec::new() };
        let (least, most) = bounds(values().chain(limits))?;
        let (marks, decimals) = ticks(least, most, 4);
        let (bottom, top) = (*marks.first()?, *marks.last()?);
        Some(Self {
            from: first,
            to: last,
            x: Scale::new(0.0, seconds(last - first), LEFT + 12.0, RIGHT - 12.0),
            y: Scale::new(bottom, top, BOTTOM, TOP),
            marks,
            decimals,
        })
    }

    fn x(&self, at: NaiveDateTime) -> f64 {
        self.x.at(seconds(at - self.from))
    }

    fn y(&self, value: f64) -> f64 {
        self.y.within(value)
    }
}

struct Area {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

/// One area for each stretch of values that came with the same range, meeting halfway between them.
fn bands(series: &Series, frame: &Frame) -> Vec<Area> {
    let mut areas: Vec<(Band, Area)> = Vec::new();
    let mut before: Option<f64> = None;
    for point in &series.points {
        let x = frame.x(point.at);
        let meet = before.map_or(LEFT, |before| f64::midpoint(before, x));
        before = Some(x);
        match areas.last_mut() {
            Some((band, _)) if *band == point.band => {}
            last => {
                if let Some((_, area)) = last {
                    area.right = meet;
                }
                let top = point.band.high.map_or(TOP, |high| frame.y(high));
                let bottom = point.band.low.map_or(BOTTOM, |low| frame.y(low));
                areas.push((point.band, Area { left: meet, right: RIGHT, top, bottom }));
            }
        }
    }
    areas
        .into_iter()
        .filter(|(band, area)| (band.low.is_some() || band.high.is_some()) && area.bottom > area.top)
        .map(|(_, area)| area)
        .collect()
}

fn axes(lang: Lang, frame: &Frame, unit: &str) -> impl IntoView + use<> {
    let values = frame
        .marks
        .iter()
        .map(|mark| {
            let y = place(frame.y(*mark));
            let text = format!("{mark:.*}", frame.decimals);
            view! {
                <path class="grid" d=format!("M{LEFT} {y}H{RIGHT}") />
                <text class="tick" x=place(LEFT - 6.0) y=y dy="0.35em" text-anchor="end">{text}</text>
            }
        })
        .collect_view();
    let (days, step) = day_ticks(frame.from, frame.to, 4);
    let days = days
        .into_iter()
        .map(|day| {
            let x = place(frame.x.within(seconds(day.and_time(chrono::NaiveTime::MIN) - frame.from)));
            let text = match step {
                Step::Day => lang.day_short(day),
                Step::Month => lang.month_short(day),
                Step::Year => day.format("%Y").to_string(),
            };
            view! {
                <path class="notch" d=format!("M{x} {BOTTOM}v6") />
                <text class="tick" x=x y=place(BOTTOM + 21.0) text-anchor="middle">{text}</text>
            }
        })
        .collect_view();
    let unit = unit.to_owned();
    view! {
        <g aria-hidden="true">
            {values} <path class="axis" d=format!("M{LEFT} {BOTTOM}H{RIGHT}") /> {days}
            <text class="tick unit" x="4" y="14">{unit}</text>
        </g>
    }
}

fn draw(lang: Lang, series: &Series, at: usize, named: bool, frame: &Frame, unit: &str) -> impl IntoView + use<> {
    let mut line = String::new();
    for (n, point) in series.points.iter().enumerate() {
        let command = if n == 0 { 'M' } else { 'L' };
        let _ = write!(line, "{command}{} {}", place(frame.x(point.at)), place(frame.y(point.value)));
    }
    let points = series
        .points
        .iter()
        .map(|point| {
            let is_out = point.flag.is_out();
            let mut words = format!("{}: {}", lang.date(point.at.date()), with_unit(&point.text, unit));
            if named {
                words = format!("{}, {words}", series.name);
            }
            if let Some(sent) = &point.converted_from {
                words = format!("{words}, {}", lang.with("chart-converted", &[("value", sent.clone().into())]));
            }
            if let Some(word) = point.flag.word(lang) {
                words = format!("{words}, {word}");
            }
            view! {
                <g class="point" class:out=is_out>
                    <title>{words}</title>
                    <circle class="reach" cx=place(frame.x(point.at)) cy=place(frame.y(point.value)) r="10" />
                    {shape(at, is_out, frame.x(point.at), frame.y(point.value))}
                </g>
            }
        })
        .collect_view();
    view! {
        <g class=format!("series series-{}", at + 1)>
            <path class="line" d=line />
            {points}
        </g>
    }
}

/// Round for the first series, square for the second, triangular for more; a value out of range is a rhombus.
fn shape(series: usize, is_out: bool, x: f64, y: f64) -> AnyView {
    let (left, top) = (place(x), place(y));
    match (is_out, series) {
        (true, _) => view! { <path class="mark" d=format!("M{left} {}l6 6-6 6-6-6Z", place(y - 6.0)) /> }.into_any(),
        (false, 0) => view! { <circle class="mark" cx=left cy=top r="4" /> }.into_any(),
        (false, 1) => view! { <rect class="mark" x=place(x - 3.5) y=place(y - 3.5) width="7" height="7" /> }.into_any(),
        (false, _) => view! { <path class="mark" d=format!("M{left} {}l5 8h-10Z", place(y - 5.0)) /> }.into_any(),
    }
}

fn bounds(values: impl Iterator<Item = f64>) -> Option<(f64, f64)> {
    values.fold(None, |bounds, value| match bounds {
        None => Some((value, value)),
        Some((least, most)) => Some((f64::min(least, value), f64::max(most, value))),
    })
}

/// A length of time as a number; whole seconds of a lifetime fit exactly.
#[expect(clippy::cast_precision_loss, reason = "2^53 seconds are longer than any record")]
fn seconds(span: chrono::TimeDelta) -> f64 {
    span.num_seconds() as f64
}
