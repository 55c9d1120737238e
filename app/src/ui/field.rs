//! One question of a form: its label, hint, error and control, tied together for screen readers.

use super::{
    icon::{Icon, Symbol},
    optional::Optional,
    text::lang,
};
use leptos::prelude::*;

/// What is typed into a field; chooses the keyboard on a phone and what the browser fills in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Input {
    /// Any words.
    #[default]
    Text,
    /// An e-mail address, also the name to sign in with.
    Email,
    /// The password of an account that exists.
    Password,
    /// A password being chosen.
    NewPassword,
    /// A telephone number.
    Phone,
    /// A calendar day.
    Date,
    /// A time of day.
    Time,
    /// The own birth date.
    BirthDate,
    /// A number with decimals.
    Decimal,
    /// A whole number.
    Whole,
    /// A code from an invitation or a letter.
    Code,
    /// The code of a second factor.
    OneTimeCode,
    /// Words to look for.
    Search,
}

impl Input {
    const fn kind(self) -> &'static str {
        match self {
            Self::Text | Self::Decimal | Self::Whole | Self::Code | Self::OneTimeCode => "text",
            Self::Email => "email",
            Self::Password | Self::NewPassword => "password",
            Self::Phone => "tel",
            Self::Date | Self::BirthDate => "date",
            Self::Time => "time",
            Self::Search => "search",
        }
    }

    const fn autocomplete(self) -> Option<&'static str> {
        match self {
            Self::Email => Some("username"),
            Self::Password => Some("current-password"),
            Self::NewPassword => Some("new-password"),
            Self::Phone => Some("tel"),
            Self::BirthDate => Some("bday"),
            Self::OneTimeCode => Some("one-time-code"),
            Self::Code | Self::Search => Some("off"),
            Self::Text | Self::Date | Self::Time | Self::Decimal | Self::Whole => None,
        }
    }

    const fn keyboard(self) -> Option<&'static str> {
        match self {
            Self::Decimal => Some("decimal"),
            Self::Whole | Self::OneTimeCode => Some("numeric"),
            _ => None,
        }
    }

    const fn is_verbatim(self) -> bool {
        matches!(self, Self::Email | Self::Code | Self::OneTimeCode)
    }
}

/// A field of one line.
#[component]
pub fn TextField(
    /// The name it sends; also makes its id, see [`field_id`].
    #[prop(into)]
    name: String,
    /// The question.
    #[prop(into)]
    label: String,
    /// What is typed into it.
    #[prop(optional)]
    input: Input,
    /// What stands in it.
    #[prop(optional, into)]
    value: Optional,
    /// Help that is always shown.
    #[prop(optional, into)]
    hint: Optional,
    /// What is wrong with the answer.
    #[prop(optional, into)]
    error: Optional,
    /// What the browser may fill in, where it differs from what [`Input`] says.
    #[prop(optional)]
    autocomplete: Option<&'static str>,
    /// The most characters it takes.
    #[prop(optional)]
    maxlength: Option<usize>,
    /// The id of a `datalist` with words that are often typed.
    #[prop(optional)]
    list: Option<&'static str>,
    /// Whether the form works without it.
    #[prop(optional)]
    optional: bool,
) -> impl IntoView {
    let Optional(value) = value;
    let Optional(hint) = hint;
    let Optional(error) = error;
    let id = field_id(&name);
    let described = described_by(&id, hint.is_some(), error.is_some());
    let verbatim = input.is_verbatim();
    view! {
        <div class="field" class:wrong=error.is_some()>
            {label_of(&id, label, optional)} {hint_of(&id, hint)} {error_of(&id, error.clone())}
            <input
                id=id
                name=name
                type=input.kind()
                value=value
                autocomplete=autocomplete.or(input.autocomplete())
                inputmode=input.keyboard()
                maxlength=maxlength.map(|most| most.to_string())
                list=list
                autocapitalize=verbatim.then_some("none")
                spellcheck=verbatim.then_some("false")
                aria-describedby=described
                aria-invalid=error.is_some().then_some("true")
                required=!optional
            />
        </div>
    }
}

/// A field of several lines.
#[component]
pub fn TextArea(
    /// The name it sends.
    #[prop(into)]
    name: String,
    /// The question.
    #[prop(into)]
    label: String,
    /// What stands in it.
    #[prop(optional, into)]
    value: Optional,
    /// Help that is always shown.
    #[prop(optional, into)]
    hint: Optional,
    /// What is wrong with the answer.
    #[prop(optional, into)]
    error: Optional,
    /// How many lines are seen at once.
    #[prop(default = 4)]
    rows: u8,
    /// The most characters it takes.
    #[prop(optional)]
    maxlength: Option<usize>,
    /// Whether the form works without it.
    #[prop(optional)]
    optional: bool,
) -> impl IntoView {
    let Optional(value) = value;
    let Optional(hint) = hint;
    let Optional(error) = error;
    let id = field_id(&name);
    let described = described_by(&id, hint.is_some(), error.is_some());
    view! {
        <div class="field" class:wrong=error.is_some()>
            {label_of(&id, label, optional)} {hint_of(&id, hint)} {error_of(&id, error.clone())}
            <textarea
                id=id
                name=name
                rows=rows.to_string()
                maxlength=maxlength.map(|most| most.to_string())
                aria-describedby=described
                aria-invalid=error.is_some().then_some("true")
                required=!optional
            >
                {value.unwrap_or_default()}
            </textarea>
        </div>
    }
}

/// The id of the control with that name.
pub fn field_id(name: &str) -> String {
    let safe: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    format!("field-{safe}")
}

pub(super) fn label_of(id: &str, label: String, optional: bool) -> impl IntoView + use<> {
    let optional = optional.then(|| view! { " " <span class="optional">{lang().t("common-optional")}</span> });
    view! { <label for=id.to_owned()>{label} {optional}</label> }
}

pub(super) fn hint_of(id: &str, hint: Option<String>) -> impl IntoView + use<> {
    let id = format!("{id}-hint");
    hint.map(|hint| view! { <p class="hint" id=id>{hint}</p> })
}

pub(crate) fn error_of(id: &str, error: Option<String>) -> impl IntoView + use<> {
    let id = format!("{id}-error");
    error.map(|error| {
        view! {
            <p class="error" id=id>
                <Icon of=Symbol::Danger />
                {error}
            </p>
        }
    })
}

pub(super) fn described_by(id: &str, hint: bool, error: bool) -> Option<String> {
    match (hint, error) {
        (false, false) => None,
        (true, false) => Some(format!("{id}-hint")),
        (false, true) => Some(format!("{id}-error")),
        (true, true) => Some(format!("{id}-hint {id}-error")),
    }
}
