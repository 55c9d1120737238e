use super::DirectionsFields;
use crate::ui::text::Lang;
use clinic::directions::{DoseUnit, Part, StepTyped, TimeOfDay, Typed, Weekday};
use leptos::prelude::*;

fn html(typed: Typed, judged: bool, units: Vec<DoseUnit>, steps: usize) -> String {
    let owner = Owner::new();
    owner.with(|| {
        provide_context(Lang::Es);
        let faults = if judged { typed.judge().err().unwrap_or_default() } else { Vec::new() };
        view! { <DirectionsFields typed=typed faults=faults lang=Lang::Es units=units steps=steps /> }.to_html()
    })
}

/// The element that has this text among its attributes.
fn element<'a>(html: &'a str, attribute: &str) -> &'a str {
    let at = html.find(attribute).unwrap_or_else(|| panic!("{attribute} in {html}"));
    let start = html[..at].rfind('<').unwrap();
    &html[start..at + html[at..].find('>').unwrap()]
}

#[test]
fn every_part_has_a_field() {
    let html = html(Typed::default(), false, Vec::new(), 2);
    let days = Weekday::ALL.map(Part::Day);
    let times = TimeOfDay::ALL.map(Part::At);
    let doses = TimeOfDay::ALL.map(Part::DoseAt);
    let plain = [
        Part::Short,
        Part::Dose,
        Part::DoseHigh,
        Part::Unit,
        Part::Route,
        Part::Site,
        Part::Timing,
        Part::Count,
        Part::CountHigh,
        Part::Food,
        Part::Duration,
        Part::DurationUnit,
        Part::AsNeeded,
        Part::Reason,
        Part::MaxPerDay,
    ];
    for part in plain.into_iter().chain(days).chain(times).chain(doses) {
        for step in 0..2 {
            let name = format!("name=\"step{step}_{}\"", part.name());
            assert_eq!(html.matches(&name).count(), 1, "{name}");
        }
    }
    assert!(html.contains("name=\"free_text\""));
    assert!(!html.contains("directions-form"), "a text is missing");
}

#[test]
fn what_was_typed_stays_with_what_is_wrong() {
    let step = StepTyped::default()
        .with(Part::Dose, "5.0")
        .with(Part::Unit, "mL")
        .with(Part::Route, "oral")
        .with(Part::Timing, "weekdays")
        .with(Part::Day(Weekday::Tue), "true")
        .with(Part::DoseAt(TimeOfDay::Noon), "<2>");
    let typed = Typed { steps: vec![step], free_text: "Agítelo".to_owned() };
    let html = html(typed, true, vec![DoseUnit::Milliliter], 1);
    let dose = element(&html, "name=\"step0_dose\"");
    assert!(dose.contains("value=\"5.0\"") && dose.contains("aria-invalid=\"true\""), "{dose}");
    assert!(html.contains("Escriba 5."));
    assert!(element(&html, "name=\"step0_on_tue\"").contains("checked"));
    assert!(!element(&html, "name=\"step0_on_mon\"").contains("checked"));
    assert!(html.contains("value=\"mL\" selected"), "{html}");
    assert!(html.find("value=\"mL\"") < html.find("value=\"tablet\""), "the product's units come first");
    assert!(html.contains("<details open"), "amounts at times are seen where one has an error");
    assert!(html.contains("Agítelo") && !html.contains("<2>"));
    assert_eq!(html.matches("<fieldset class=\"directions-step\"").count(), 1);
}
