//! The form of a check-in: what was typed, and a field for each part that the reader is asked.

use super::check_in::Known;
use crate::{
    ui::{
        button::SendOrCancel,
        choice::{CheckField, Choice, RadioField, SelectField},
        field::{Input, TextArea, TextField},
        form::{FieldError, Form, error_at},
        page::Part,
        text::Lang,
    },
    web::InChart,
};
use clinic::{
    appointments::{
        Answers, CheckIn, Judgement, LONGEST_ANSWER, LONGEST_INSURANCE, LONGEST_REASON, Lack, Question, QuestionKind,
    },
    ids::QuestionId,
};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// What was typed, by the names of the fields.
#[derive(Clone, Default)]
pub(super) struct Answered(BTreeMap<String, String>);

/// The texts, each with its longest.
const TEXTS: [(&str, usize); 6] = [
    ("insurer", LONGEST_INSURANCE),
    ("member", LONGEST_INSURANCE),
    ("group", LONGEST_INSURANCE),
    ("medications_text", LONGEST_REASON),
    ("allergies_text", LONGEST_REASON),
    ("reason", LONGEST_REASON),
];

impl Answered {
    /// What came with the form.
    pub(super) fn new(typed: BTreeMap<String, String>) -> Self {
        Self(typed)
    }

    /// What was answered before.
    pub(super) fn of(answers: &Answers) -> Self {
        let judgement = |of: Option<Judgement>| of.map(|of| of.name().to_owned());
        let own = [
            ("contact", judgement(answers.contact)),
            ("insurer", answers.insurer.clone()),
            ("member", answers.member_number.clone()),
            ("group", answers.group_number.clone()),
            ("uninsured", answers.uninsured.then(|| "true".to_owned())),
            ("medications", judgement(answers.medications)),
            ("medications_text", answers.medications_text.clone()),
            ("allergies", judgement(answers.allergies)),
            ("allergies_text", answers.allergies_text.clone()),
            ("reason", answers.reason.clone()),
        ];
        let own = own.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
        let asked = answers.questions.iter().map(|(id, value)| (question_name(*id), value.clone()));
        Self(own.chain(asked).collect())
    }

    fn get(&self, name: &str) -> Option<String> {
        self.0.get(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
    }

    /// As the store keeps it.
    pub(super) fn answers(&self, questions: &[Question]) -> Answers {
        let judgement = |name: &str| self.get(name).and_then(|value| Judgement::parse(&value));
        let asked = questions.iter().map(|question| question.id);
        let asked = asked.filter_map(|id| Some((id, self.get(&question_name(id))?)));
        Answers {
            contact: judgement("contact"),
            insurer: self.get("insurer"),
            member_number: self.get("member"),
            group_number: self.get("group"),
            uninsured: self.get("uninsured").is_some(),
            medications: judgement("medications"),
            medications_text: self.get("medications_text"),
            allergies: judgement("allergies"),
            allergies_text: self.get("allergies_text"),
            reason: self.get("reason"),
            questions: asked.collect(),
        }
    }
}

fn question_name(id: QuestionId) -> String {
    format!("question-{id}")
}

/// The fields whose text is too long to be kept.
pub(super) fn long_errors(typed: &Answered, lang: Lang) -> Vec<FieldError> {
    let most = |name: &str| {
        let known = TEXTS.iter().find(|(known, _)| *known == name).map(|(_, most)| *most);
        known.or(name.starts_with("question-").then_some(LONGEST_ANSWER))
    };
    let is_long = |(name, value): (&String, &String)| {
        let most = most(name).filter(|most| value.trim().chars().count() > *most)?;
        Some(FieldError::new(name.clone(), lang.with("booking-long", &[("count", most.into())])))
    };
    typed.0.iter().filter_map(is_long).collect()
}

/// What is missing, at its field.
pub(super) fn lack_error(of: Lack, lang: Lang) -> FieldError {
    match of {
        Lack::Contact => FieldError::new("contact", lang.t("booking-lack-contact")),
        Lack::Insurer => FieldError::new("insurer", lang.t("booking-lack-insurer")),
        Lack::MemberNumber => FieldError::new("member", lang.t("booking-lack-member")),
        Lack::Medications => FieldError::new("medications", lang.t("booking-lack-medications")),
        Lack::MedicationsText => FieldError::new("medications_text", lang.t("booking-lack-medications-text")),
        Lack::Allergies => FieldError::new("allergies", lang.t("booking-lack-allergies")),
        Lack::AllergiesText => FieldError::new("allergies_text", lang.t("booking-lack-allergies-text")),
        Lack::Question(id) => FieldError::new(question_name(id), lang.t("booking-lack-question")),
        Lack::Unreadable(id) => FieldError::new(question_name(id), lang.t("booking-lack-unreadable")),
    }
}

/// The form with the parts that the reader is asked.
pub(super) fn fields(
    place: &InChart,
    of: &CheckIn,
    known: &Known,
    typed: &Answered,
    errors: Vec<FieldError>,
    back: &str,
    lang: Lang,
) -> impl IntoView + use<> {
    let at = |name: &str| error_at(&errors, name);
    let parts = of.parts;
    let contact = parts.contact.then(|| contact_part(place, known, typed, at("contact"), lang).into_any());
    let insurance = parts.insurance.then(|| insurance_part(typed, at("insurer"), at("member"), lang).into_any());
    let insurance = insurance.unwrap_or_else(|| {
        view! {
            <Part title=lang.t("booking-insurance") id="insurance">
                <p>{lang.t("booking-insurance-known")}</p>
            </Part>
        }
        .into_any()
    });
    let medications = parts.medications.then(|| {
        let words = Judged {
            name: "medications",
            text: "medications_text",
            title: lang.t("booking-medications"),
            none: lang.t("booking-medications-none"),
            legend: lang.t("booking-medications-right"),
            ask: lang.t("booking-medications-text"),
        };
        judged(words, &known.medications, typed, at("medications"), at("medications_text"), lang).into_any()
    });
    let allergies = parts.allergies.then(|| {
        let words = Judged {
            name: "allergies",
            text: "allergies_text",
            title: lang.t("booking-allergies"),
            none: lang.t("booking-allergies-none"),
            legend: lang.t("booking-allergies-right"),
            ask: lang.t("booking-allergies-text"),
        };
        judged(words, &known.allergies, typed, at("allergies"), at("allergies_text"), lang).into_any()
    });
    let reason = parts.reason.then(|| {
        let asked = of
            .questions
            .iter()
            .map(|question| question_field(question, typed, at(&question_name(question.id)), lang))
            .collect_view();
        let (value, error) = (typed.get("reason"), at("reason"));
        view! {
            <Part title=lang.t("booking-visit-part") id="visit">
                <TextArea
                    name="reason"
                    label=lang.t("booking-reason")
                    value=value
                    error=error
                    maxlength=LONGEST_REASON
                    optional=true
                />
                {asked}
            </Part>
        }
        .into_any()
    });
    let (action, back) = (format!("{back}/check-in"), back.to_owned());
    view! {
        <Form action=action errors=errors>
            {contact}
            {insurance}
            {medications}
            {allergies}
            {reason}
            <SendOrCancel words=lang.t("booking-check-in-save") back=back />
        </Form>
    }
}

fn right_or_changed(lang: Lang) -> Vec<Choice> {
    vec![
        Choice::new(Judgement::Right.name(), lang.t("booking-right")),
        Choice::new(Judgement::Changed.name(), lang.t("booking-changed-since")),
    ]
}

fn contact_part(
    place: &InChart,
    known: &Known,
    typed: &Answered,
    error: Option<String>,
    lang: Lang,
) -> impl IntoView + use<> {
    let lines = if known.contact.is_empty() { vec![lang.t("booking-contact-none")] } else { known.contact.clone() };
    let lines = lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
    let phone = place.href("/profile/contact");
    let address = place.href("/profile/address");
    let value = typed.get("contact");
    view! {
        <Part title=lang.t("booking-contact") id="contact">
            <ul class="known">{lines}</ul>
            <p>
                <a href=phone>{lang.t("booking-contact-phone")}</a>
                " · "
                <a href=address>{lang.t("booking-contact-address")}</a>
            </p>
            <RadioField
                name="contact"
                legend=lang.t("booking-contact-right")
                choices=vec![
                    Choice::new(Judgement::Right.name(), lang.t("booking-right")),
                    Choice::new(Judgement::Changed.name(), lang.t("booking-contact-changed")),
                ]
                value=value
                error=error
            />
        </Part>
    }
}

fn insurance_part(
    typed: &Answered,
    insurer: Option<String>,
    member: Option<String>,
    lang: Lang,
) -> impl IntoView + use<> {
    let [company, number, group] = ["insurer", "member", "group"].map(|name| typed.get(name));
    let uninsured = typed.get("uninsured").is_some();
    view! {
        <Part title=lang.t("booking-insurance") id="insurance">
            <TextField
                name="insurer"
                label=lang.t("booking-insurer")
                hint=lang.t("booking-insurer-hint")
                value=company
                error=insurer
                maxlength=LONGEST_INSURANCE
            />
            <TextField
                name="member"
                label=lang.t("booking-member")
                value=number
                error=member
                maxlength=LONGEST_INSURANCE
            />
            <TextField
                name="group"
                label=lang.t("booking-group")
                value=group
                maxlength=LONGEST_INSURANCE
                optional=true
            />
            <CheckField
                name="uninsured"
                label=lang.t("booking-uninsured")
                checked=uninsured
            />
        </Part>
    }
}

/// The words around a list that is to be judged.
struct Judged {
    name: &'static str,
    text: &'static str,
    title: String,
    none: String,
    legend: String,
    ask: String,
}

fn judged(
    words: Judged,
    known: &[String],
    typed: &Answered,
    error: Option<String>,
    text_error: Option<String>,
    lang: Lang,
) -> impl IntoView + use<> {
    let list = if known.is_empty() {
        view! { <p>{words.none}</p> }.into_any()
    } else {
        let items = known.iter().cloned().map(|name| view! { <li>{name}</li> }).collect_view();
        view! { <ul class="known">{items}</ul> }.into_any()
    };
    let (value, text) = (typed.get(words.name), typed.get(words.text));
    view! {
        <Part title=words.title id=words.name>
            {list}
            <RadioField
                name=words.name
                legend=words.legend
                choices=right_or_changed(lang)
                value=value
                error=error
            />
            <TextArea
                name=words.text
                label=words.ask
                value=text
                error=text_error
                rows=3
                maxlength=LONGEST_REASON
                optional=true
            />
        </Part>
    }
}

fn question_field(of: &Question, typed: &Answered, error: Option<String>, lang: Lang) -> AnyView {
    let name = question_name(of.id);
    let value = typed.get(&name);
    let optional = !of.required;
    let (label, choices) = match lang {
        Lang::En => (of.text_en.clone(), &of.choices_en),
        Lang::Es => (of.text_es.clone(), &of.choices_es),
    };
    let mark = |label: String| if optional { format!("{label} {}", lang.t("common-optional")) } else { label };
    match of.kind {
        QuestionKind::YesNo => {
            let choices = vec![Choice::new("yes", lang.t("booking-yes")), Choice::new("no", lang.t("booking-no"))];
            view! { <RadioField name=name legend=mark(label) choices=choices value=value error=error /> }.into_any()
        }
        QuestionKind::Text => view! {
            <TextArea
                name=name
                label=label
                value=value
                error=error
                rows=2
                maxlength=LONGEST_ANSWER
                optional=optional
            />
        }
        .into_any(),
        QuestionKind::Number => view! {
            <TextField
                name=name
                label=label
                input=Input::Decimal
                value=value
                hint=lang.t("booking-number-hint")
                error=error
                optional=optional
            />
        }
        .into_any(),
        QuestionKind::Date => {
            view! { <TextField name=name label=label input=Input::Date value=value error=error optional=optional /> }
                .into_any()
        }
        QuestionKind::Choice => {
            let all = choices.iter().enumerate().map(|(at, choice)| Choice::new(at.to_string(), choice.clone()));
            let first = Choice::new("", lang.t("booking-choose"));
            let all: Vec<Choice> = [first].into_iter().chain(all).collect();
            view! { <SelectField name=name label=label choices=all value=value error=error optional=optional /> }
                .into_any()
        }
    }
}
