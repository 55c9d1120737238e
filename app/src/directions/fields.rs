//! The fields a prescriber makes directions with. All of them are there without a script; the style hides those that do not go with
//! the timing chosen, except where something is wrong with them.

use super::words;
use crate::ui::{
    choice::{CheckField, ChecksField, Choice, SelectField},
    field::{Input, TextArea, TextField},
    form::{FieldError, error_at},
    text::Lang,
};
use clinic::directions::{
    DoseUnit, DurationUnit, Fault, Field, Food, LONGEST_FREE_TEXT, LONGEST_REASON, MOST_STEPS, Part, Route, Site,
    StepTyped, TimeOfDay, TimingKind, Typed, Weekday,
};
use leptos::prelude::*;

/// The faults as errors of the form, each at the field that can take the focus: days and times of day are one question each.
pub fn errors(faults: &[Fault], lang: Lang) -> Vec<FieldError> {
    let mut errors: Vec<FieldError> = Vec::new();
    for fault in faults {
        let field = match fault.field {
            Field::Step(step, Part::Day(_)) => Field::Step(step, Part::Day(Weekday::Mon)),
            Field::Step(step, Part::At(_)) => Field::Step(step, Part::At(TimeOfDay::Morning)),
            field => field,
        }
        .name();
        if !errors.iter().any(|known| known.field == field) {
            errors.push(FieldError::new(field, words::fault(fault, lang)));
        }
    }
    errors
}

/// The fields for all steps and for the words beside them; they belong into a form of the kit.
#[component]
pub fn DirectionsFields(
    /// What was typed.
    typed: Typed,
    /// What is wrong with it.
    #[prop(optional)]
    faults: Vec<Fault>,
    /// The reader's language.
    lang: Lang,
    /// The units offered first, those of the product's dose form.
    #[prop(optional)]
    units: Vec<DoseUnit>,
    /// How many steps there are to fill in; what was typed is always shown.
    #[prop(default = 1)]
    steps: usize,
) -> impl IntoView {
    let errors = errors(&faults, lang);
    let shown = steps.max(typed.steps.len()).clamp(1, MOST_STEPS + 1);
    let fields = (0..shown)
        .map(|number| {
            let step = typed.steps.get(number).cloned().unwrap_or_default();
            StepForm { number, step: &step, errors: &errors, lang, units: &units }.view()
        })
        .collect_view();
    view! {
        {fields}
        <TextArea
            name="free_text"
            label=lang.t("directions-form-free-text")
            hint=lang.t("directions-form-free-text-hint")
            value=typed.free_text
            error=error_at(&errors, "free_text")
            rows=2
            maxlength=LONGEST_FREE_TEXT
            optional=true
        />
    }
}

struct StepForm<'a> {
    number: usize,
    step: &'a StepTyped,
    errors: &'a [FieldError],
    lang: Lang,
    units: &'a [DoseUnit],
}

impl StepForm<'_> {
    fn view(&self) -> AnyView {
        let lang = self.lang;
        let legend = match self.number {
            0 => lang.t("directions-form-legend"),
            number => lang.with("directions-form-legend-then", &[("count", (number + 1).into())]),
        };
        view! {
            <fieldset class="directions-step">
                <legend>{legend}</legend>
                {self.text(Part::Short, Input::Text, lang.t("directions-form-short"), Some(lang.t("directions-form-short-hint")))}
                {self.dose()}
                {self.timing()}
                {self.limits()}
            </fieldset>
        }
        .into_any()
    }

    fn dose(&self) -> AnyView {
        let lang = self.lang;
        let first = self.units.iter().copied();
        let others = DoseUnit::ALL.into_iter().filter(|unit| !self.units.contains(unit));
        let units = first.chain(others).map(|unit| Choice::new(unit.name(), words::unit(unit, lang)));
        let routes = Route::ALL.into_iter().map(|route| Choice::new(route.name(), words::route(route, lang)));
        let sites = Site::ALL.into_iter().map(|site| Choice::new(site.name(), words::site(site, lang)));
        view! {
            <div class="directions-row">
                {self
                    .text(
                        Part::Dose,
                        Input::Decimal,
                        lang.t("directions-form-dose"),
                        Some(lang.t("directions-form-dose-hint")),
                    )}
                {self.text(Part::DoseHigh, Input::Decimal, lang.t("directions-form-dose-high"), None)}
                {self.select(Part::Unit, lang.t("directions-form-unit"), units, true)}
            </div>
            <div class="directions-row">
                {self.select(Part::Route, lang.t("directions-form-route"), routes, true)}
                {self.select(Part::Site, lang.t("directions-form-site"), sites, false)}
            </div>
        }
        .into_any()
    }

    fn timing(&self) -> AnyView {
        let lang = self.lang;
        let kinds = TimingKind::ALL.into_iter().map(|kind| Choice::new(kind.name(), words::timing(kind, lang)));
        let days = Weekday::ALL.map(|day| (Part::Day(day), words::day(day, lang)));
        let times = TimeOfDay::ALL.map(|time| (Part::At(time), words::time(time, lang)));
        let amounts = TimeOfDay::ALL.map(|time| {
            let label = match time {
                TimeOfDay::Morning => lang.t("directions-form-amount-morning"),
                TimeOfDay::Noon => lang.t("directions-form-amount-noon"),
                TimeOfDay::Evening => lang.t("directions-form-amount-evening"),
                TimeOfDay::Bedtime => lang.t("directions-form-amount-bedtime"),
            };
            self.text(Part::DoseAt(time), Input::Decimal, label, None)
        });
        let open = TimeOfDay::ALL.into_iter().any(|time| {
            let part = Part::DoseAt(time);
            !self.step.get(part).is_empty() || self.error(part).is_some()
        });
        view! {
            {self.select(Part::Timing, lang.t("directions-form-timing"), kinds, true)}
            <div class="directions-row">
                <div class="only-counted">
                    {self
                        .text(
                            Part::Count,
                            Input::Whole,
                            lang.t("directions-form-count"),
                            Some(lang.t("directions-form-count-hint")),
                        )}
                </div>
                <div class="only-hours">
                    {self.text(Part::CountHigh, Input::Whole, lang.t("directions-form-count-high"), None)}
                </div>
            </div>
            <div class="only-weekdays">{self.ticks(lang.t("directions-form-days"), &days)}</div>
            <div class="only-times">
                {self.ticks(lang.t("directions-form-times"), &times)} <details open=open>
                    <summary>{lang.t("directions-form-amounts")}</summary>
                    <div class="directions-row">{amounts.collect_view()}</div>
                </details>
            </div>
        }
        .into_any()
    }

    fn limits(&self) -> AnyView {
        let lang = self.lang;
        let foods = Food::ALL.into_iter().map(|food| Choice::new(food.name(), words::food(food, lang)));
        let units =
            DurationUnit::ALL.into_iter().map(|unit| Choice::new(unit.name(), words::duration_unit(unit, lang)));
        let unit = Some(self.step.get(Part::DurationUnit)).filter(|unit| !unit.is_empty());
        view! {
            {self.select(Part::Food, lang.t("directions-form-food"), foods, false)}
            <div class="directions-row">
                {self.text(Part::Duration, Input::Whole, lang.t("directions-form-duration"), None)}
                <SelectField
                    name=self.name(Part::DurationUnit)
                    label=lang.t("directions-form-duration-unit")
                    choices=units.collect()
                    value=unit.unwrap_or(DurationUnit::Days.name())
                    error=self.error(Part::DurationUnit)
                    optional=true
                />
            </div>
            <CheckField
                name=self.name(Part::AsNeeded)
                label=lang.t("directions-form-as-needed")
                checked=self.step.is_ticked(Part::AsNeeded)
                error=self.error(Part::AsNeeded)
            />
            <TextField
                name=self.name(Part::Reason)
                label=lang.t("directions-form-reason")
                hint=lang.t("directions-form-reason-hint")
                value=self.step.get(Part::Reason)
                error=self.error(Part::Reason)
                maxlength=LONGEST_REASON
                autocomplete="off"
                optional=true
            />
            {self
                .text(
                    Part::MaxPerDay,
                    Input::Decimal,
                    lang.t("directions-form-max"),
                    Some(lang.t("directions-form-max-hint")),
                )}
        }
        .into_any()
    }

    fn name(&self, part: Part) -> String {
        Field::Step(self.number, part).name()
    }

    fn error(&self, part: Part) -> Option<String> {
        error_at(self.errors, &self.name(part))
    }

    /// A line that may be left blank; only the judge knows which may not.
    fn text(&self, part: Part, input: Input, label: String, hint: Option<String>) -> AnyView {
        view! {
            <TextField
                name=self.name(part)
                label=label
                input=input
                hint=hint
                value=self.step.get(part)
                error=self.error(part)
                autocomplete="off"
                optional=part != Part::Dose
            />
        }
        .into_any()
    }

    fn select(&self, part: Part, label: String, choices: impl Iterator<Item = Choice>, needed: bool) -> AnyView {
        let none = if needed { self.lang.t("directions-form-choose") } else { self.lang.t("directions-form-none") };
        view! {
            <SelectField
                name=self.name(part)
                label=label
                choices=std::iter::once(Choice::new("", none)).chain(choices).collect()
                value=self.step.get(part)
                error=self.error(part)
                optional=!needed
            />
        }
        .into_any()
    }

    fn ticks(&self, legend: String, parts: &[(Part, String)]) -> AnyView {
        let name = parts.first().map(|(part, _)| self.name(*part)).unwrap_or_default();
        let choices = parts.iter().map(|(part, label)| Choice::new(self.name(*part), label.clone())).collect();
        let ticked = parts.iter().filter(|(part, _)| self.step.is_ticked(*part)).map(|(part, _)| self.name(*part));
        view! {
            <ChecksField
                name=name.clone()
                legend=legend
                choices=choices
                checked=ticked.collect()
                error=error_at(self.errors, &name)
            />
        }
        .into_any()
    }
}
