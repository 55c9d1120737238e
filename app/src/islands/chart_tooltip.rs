use leptos::prelude::*;
use wasm_bindgen::{JsCast as _, prelude::Closure};
use web_sys::{Element, KeyboardEvent, MouseEvent, SvgElement};

/// Says the value and date of the point of a chart that is pointed at, tapped, or walked to with the arrow keys. Without
/// a script the chart's points tell it by their titles, and the table beside it tells everything.
#[island]
pub fn ChartTooltip(
    /// The id of the chart's title.
    chart: String,
    /// What can be done, said until a point is chosen.
    hint: String,
) -> impl IntoView {
    let said = RwSignal::new(String::new());
    Effect::new(move || {
        if let Some(svg) = find(&chart) {
            attend(&svg, said);
            said.set(hint.clone());
        }
    });
    view! {
        <p class="chart-said" role="status">
            {move || said.get()}
        </p>
    }
}

fn find(title: &str) -> Option<SvgElement> {
    document().get_element_by_id(title)?.closest("svg").ok()??.dyn_into().ok()
}

/// Listens to the pointer and the keyboard for as long as the page stands.
fn attend(svg: &SvgElement, said: RwSignal<String>) {
    let points = points(svg);
    let chosen = StoredValue::new(None::<usize>);
    let choose = {
        let points = points.clone();
        move |next: usize| {
            for (at, point) in points.iter().enumerate() {
                let _ = point.group.class_list().toggle_with_force("chosen", at == next);
            }
            if let Some(point) = points.get(next) {
                chosen.set_value(Some(next));
                said.set(point.words());
            }
        }
    };
    let pointed = {
        let (svg, points, choose) = (svg.clone(), points.clone(), choose.clone());
        Closure::<dyn Fn(MouseEvent)>::new(move |event: MouseEvent| {
            if let Some(nearest) = nearest(&svg, &points, &event) {
                choose(nearest);
            }
        })
    };
    let walked = Closure::<dyn Fn(KeyboardEvent)>::new(move |event: KeyboardEvent| {
        let last = points.len().saturating_sub(1);
        let next = match (event.key().as_str(), chosen.get_value()) {
            ("ArrowLeft", Some(at)) => at.saturating_sub(1),
            ("ArrowRight", Some(at)) => (at + 1).min(last),
            ("ArrowLeft" | "ArrowRight", None) | ("End", _) => last,
            ("Home", _) => 0,
            _ => return,
        };
        event.prevent_default();
        choose(next);
    });
    let _ = svg.set_attribute("tabindex", "0");
    for (name, listener) in [("pointermove", &pointed), ("click", &pointed)] {
        let _ = svg.add_event_listener_with_callback(name, listener.as_ref().unchecked_ref());
    }
    let _ = svg.add_event_listener_with_callback("keydown", walked.as_ref().unchecked_ref());
    pointed.forget();
    walked.forget();
}

/// A point of the chart, in the drawing's own measure.
#[derive(Clone)]
struct Point {
    group: Element,
    x: f64,
    y: f64,
}

impl Point {
    fn words(&self) -> String {
        let title = self.group.query_selector("title").ok().flatten();
        title.and_then(|title| title.text_content()).unwrap_or_default()
    }
}

/// The points from left to right.
fn points(svg: &SvgElement) -> Vec<Point> {
    let Ok(groups) = svg.query_selector_all(".point") else { return Vec::new() };
    let mut points: Vec<Point> = (0..groups.length())
        .filter_map(|at| {
            let group: Element = groups.get(at)?.dyn_into().ok()?;
            let spot = group.query_selector(".reach").ok()??;
            let place = |name: &str| spot.get_attribute(name)?.parse().ok();
            Some(Point { x: place("cx")?, y: place("cy")?, group })
        })
        .collect();
    points.sort_by(|one, other| one.x.total_cmp(&other.x));
    points
}

fn nearest(svg: &SvgElement, points: &[Point], event: &MouseEvent) -> Option<usize> {
    let frame = svg.get_bounding_client_rect();
    let sides: Vec<f64> =
        svg.get_attribute("viewBox")?.split_whitespace().filter_map(|side| side.parse().ok()).collect();
    let (width, height) = (sides.get(2)?, sides.get(3)?);
    let x = (f64::from(event.client_x()) - frame.left()) / frame.width() * width;
    let y = (f64::from(event.client_y()) - frame.top()) / frame.height() * height;
    // What stands at one time is told apart by height, everything else by time.
    let distance = |point: &Point| (point.x - x).abs() + (point.y - y).abs() / 8.0;
    let nearest = points.iter().enumerate().min_by(|(_, one), (_, other)| distance(one).total_cmp(&distance(other)));
    nearest.map(|(at, _)| at)
}
