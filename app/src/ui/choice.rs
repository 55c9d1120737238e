//! Questions with given answers: one from a list, one of a few, yes or no.

use super::{
    field::{described_by, error_of, field_id, hint_of, label_of},
    optional::Optional,
};
use leptos::prelude::*;

/// One thing to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// More about it.
    pub hint: Option<String>,
}

impl Choice {
    /// A choice without a hint.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), hint: None }
    }

    /// The same choice with more about it.
    #[must_use]
    pub fn with_hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }
}

/// A choice of one from a list that opens.
#[component]
pub fn SelectField(
    /// The name it sends.
    #[prop(into)]
    name: String,
    /// The question.
    #[prop(into)]
    label: String,
    /// What there is to choose.
    choices: Vec<Choice>,
    /// The value of what is chosen.
    #[prop(optional, into)]
    value: Optional,
    /// Help that is always shown.
    #[prop(optional, into)]
    hint: Optional,
    /// What is wrong with the answer.
    #[prop(optional, into)]
    error: Optional,
    /// Whether the form works without it.
    #[prop(optional)]
    optional: bool,
) -> impl IntoView {
    let Optional(value) = value;
    let Optional(hint) = hint;
    let Optional(error) = error;
    let id = field_id(&name);
    let described = described_by(&id, hint.is_some(), error.is_some());
    let options = choices
        .into_iter()
        .map(|choice| {
            let selected = value.as_ref() == Some(&choice.value);
            view! { <option value=choice.value selected=selected>{choice.label}</option> }
        })
        .collect_view();
    view! {
        <div class="field" class:wrong=error.is_some()>
            {label_of(&id, label, optional)} {hint_of(&id, hint)} {error_of(&id, error.clone())}
            <select
                id=id
                name=name
                aria-describedby=described
                aria-invalid=error.is_some().then_some("true")
                required=!optional
            >
                {options}
            </select>
        </div>
    }
}

/// A yes or no.
#[component]
pub fn CheckField(
    /// The name it sends, with the value `true` where it is ticked.
    #[prop(into)]
    name: String,
    /// What a tick says.
    #[prop(into)]
    label: String,
    /// Whether it is ticked.
    #[prop(optional)]
    checked: bool,
    /// Help that is always shown.
    #[prop(optional, into)]
    hint: Optional,
    /// What is wrong with the answer.
    #[prop(optional, into)]
    error: Optional,
) -> impl IntoView {
    let Optional(hint) = hint;
    let Optional(error) = error;
    let id = field_id(&name);
    let described = described_by(&id, hint.is_some(), error.is_some());
    view! {
        <div class="field check" class:wrong=error.is_some()>
            {error_of(&id, error.clone())}
            <div class="tick">
                <input
                    id=id.clone()
                    name=name
                    type="checkbox"
                    value="true"
                    checked=checked
                    aria-describedby=described
                    aria-invalid=error.is_some().then_some("true")
                />
                <label for=id.clone()>{label}</label>
            </div>
            {hint_of(&id, hint)}
        </div>
    }
}

/// A choice of one where all are seen at once.
#[component]
pub fn RadioField(
    /// The name it sends.
    #[prop(into)]
    name: String,
    /// The question.
    #[prop(into)]
    legend: String,
    /// What there is to choose.
    choices: Vec<Choice>,
    /// The value of what is chosen.
    #[prop(optional, into)]
    value: Optional,
    /// Help that is always shown.
    #[prop(optional, into)]
    hint: Optional,
    /// What is wrong with the answer.
    #[prop(optional, into)]
    error: Optional,
) -> impl IntoView {
    let Optional(value) = value;
    let Optional(hint) = hint;
    let Optional(error) = error;
    let id = field_id(&name);
    let radios = ticks(&id, choices, |choice| {
        let checked = value.as_ref() == Some(&choice.value);
        Tick { kind: "radio", name: name.clone(), value: choice.value.clone(), checked }
    });
    group(&id, legend, hint, error, radios)
}

/// A choice of several where all are seen at once; each sends `true` under its own name where it is ticked.
#[component]
pub fn ChecksField(
    /// The name of the question, for its id.
    #[prop(into)]
    name: String,
    /// The question.
    #[prop(into)]
    legend: String,
    /// What there is to choose; each value is the name it sends.
    choices: Vec<Choice>,
    /// The names of those that are ticked.
    checked: Vec<String>,
    /// Help that is always shown.
    #[prop(optional, into)]
    hint: Optional,
    /// What is wrong with the answer.
    #[prop(optional, into)]
    error: Optional,
) -> impl IntoView {
    let Optional(hint) = hint;
    let Optional(error) = error;
    let id = field_id(&name);
    let boxes = ticks(&id, choices, |choice| Tick {
        kind: "checkbox",
        name: choice.value.clone(),
        value: "true".to_owned(),
        checked: checked.contains(&choice.value),
    });
    group(&id, legend, hint, error, boxes)
}

/// What one of several boxes or circles to tick sends.
struct Tick {
    kind: &'static str,
    name: String,
    value: String,
    checked: bool,
}

fn ticks(id: &str, choices: Vec<Choice>, tick: impl Fn(&Choice) -> Tick) -> Vec<AnyView> {
    let one = |(at, choice): (usize, Choice)| {
        let Tick { kind, name, value, checked } = tick(&choice);
        // The first one carries the field's own id, so that the list of errors can lead to it.
        let own = if at == 0 { id.to_owned() } else { format!("{id}-{at}") };
        let hint_id = choice.hint.is_some().then(|| format!("{own}-about"));
        view! {
            <div class="tick">
                <input
                    id=own.clone()
                    name=name
                    type=kind
                    value=value
                    checked=checked
                    aria-describedby=hint_id.clone()
                />
                <label for=own>{choice.label}</label>
                {choice.hint.map(|hint| view! { <p class="hint" id=hint_id>{hint}</p> })}
            </div>
        }
        .into_any()
    };
    choices.into_iter().enumerate().map(one).collect()
}

fn group(
    id: &str,
    legend: String,
    hint: Option<String>,
    error: Option<String>,
    ticks: Vec<AnyView>,
) -> impl IntoView + use<> {
    let described = described_by(id, hint.is_some(), error.is_some());
    view! {
        <fieldset class="field" class:wrong=error.is_some() aria-describedby=described>
            <legend>{legend}</legend>
            {hint_of(id, hint)}
            {error_of(id, error.clone())}
            {ticks}
        </fieldset>
    }
}
