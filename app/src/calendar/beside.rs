//! What belongs to a visit: what the patient answered before it, and the mails about it.

use crate::{
    mail::{kind_name, state_name},
    ui::{
        badge::Badge,
        list::{Fact, Facts},
        page::Part,
        table::{Column, Table},
        text::Lang,
        tone::Tone,
    },
};
use chrono_tz::Tz;
use clinic::{
    accounts::Language,
    appointments::{CheckedIn, Judgement, Question, QuestionKind},
    mail::{AboutVisit, State},
};
use leptos::prelude::*;

/// What was sent about the visit, when, and what became of it.
pub(super) fn mails(mails: Vec<AboutVisit>, zone: Tz, lang: Lang) -> Option<AnyView> {
    if mails.is_empty() {
        return None;
    }
    let columns = vec![
        Column::words(lang.t("mail-log-kind")),
        Column::words(lang.t("mail-log-recipient")),
        Column::words(lang.t("mail-log-time")),
        Column::words(lang.t("calendar-mails-answer")),
    ];
    let rows = mails.into_iter().map(|mail| row(mail, zone, lang)).collect();
    Some(
        view! {
            <Part title=lang.t("calendar-mails") id="mails">
                <Table caption=lang.t("calendar-mails") quiet_caption=true columns=columns rows=rows />
            </Part>
        }
        .into_any(),
    )
}

fn row(mail: AboutVisit, zone: Tz, lang: Lang) -> Vec<AnyView> {
    let kind = mail.kind.map_or_else(|| lang.t("mail-kind-unknown"), |kind| kind_name(kind, lang));
    let kind = match mail.offset_minutes {
        Some(minutes) => {
            let hours = minutes / 60;
            lang.with("calendar-mails-reminder", &[("kind", kind.into()), ("hours", hours.into())])
        }
        None => kind,
    };
    let tone = match mail.state {
        State::Sent => Tone::Good,
        State::Failed => Tone::Danger,
        State::Waiting => Tone::Info,
        State::Cancelled | State::Unwanted => Tone::Quiet,
    };
    let time = mail.ended_at.or(mail.due_at).map(|time| lang.moment(time, zone));
    vec![
        view! { {kind} " " <Badge tone=tone text=state_name(mail.state, lang) /> }.into_any(),
        mail.recipient.unwrap_or_else(|| lang.t("mail-log-nobody")).into_any(),
        time.into_any(),
        mail.answer.into_any(),
    ]
}

/// What the patient answered before the visit.
pub(super) fn answers(of: Option<CheckedIn>, zone: Tz, lang: Lang) -> Option<AnyView> {
    let of = of?;
    let lead = match of.done_at {
        Some(time) => lang.with("calendar-answers-done", &[("time", lang.moment(time, zone).into())]),
        None => lang.with("calendar-answers-begun", &[("time", lang.moment(of.begun_at, zone).into())]),
    };
    let given = &of.answers;
    let insurance = if given.uninsured {
        Some(lang.t("calendar-answers-uninsured"))
    } else {
        let parts = [&given.insurer, &given.member_number, &given.group_number];
        let parts: Vec<&str> = parts.into_iter().filter_map(|part| part.as_deref()).collect();
        (!parts.is_empty()).then(|| parts.join(" · "))
    };
    let usual = [
        Fact::some(lang.t("booking-contact"), judged(given.contact, None, lang)),
        Fact::some(lang.t("booking-insurance"), insurance),
        Fact::some(lang.t("booking-medications"), judged(given.medications, given.medications_text.as_deref(), lang)),
        Fact::some(lang.t("booking-allergies"), judged(given.allergies, given.allergies_text.as_deref(), lang)),
        Fact::some(lang.t("appointments-reason"), given.reason.clone()),
    ];
    let asked = of.questions.iter().filter_map(|question| {
        let (_, value) = given.questions.iter().find(|(id, _)| *id == question.id)?;
        Some(Fact::new(asked(question, lang), answered(question, value, lang)))
    });
    let facts: Vec<Fact> = usual.into_iter().flatten().chain(asked).collect();
    Some(
        view! {
            <Part title=lang.t("calendar-answers") id="answers">
                <p>{lead}</p>
                <Facts facts=facts />
            </Part>
        }
        .into_any(),
    )
}

fn judged(judgement: Option<Judgement>, text: Option<&str>, lang: Lang) -> Option<String> {
    Some(match judgement? {
        Judgement::Right => lang.t("calendar-answers-right"),
        Judgement::Changed => match text {
            Some(text) => lang.with("calendar-answers-changed", &[("text", text.into())]),
            None => lang.t("calendar-answers-different"),
        },
    })
}

fn asked(question: &Question, lang: Lang) -> String {
    match lang.language() {
        Language::En => question.text_en.clone(),
        Language::Es => question.text_es.clone(),
    }
}

fn answered(question: &Question, value: &str, lang: Lang) -> String {
    let choices = match lang.language() {
        Language::En => &question.choices_en,
        Language::Es => &question.choices_es,
    };
    let chosen = || value.parse::<usize>().ok().and_then(|at| choices.get(at).cloned());
    let day = || value.parse().ok().map(|day| lang.date_long(day));
    match (question.kind, value) {
        (QuestionKind::YesNo, "yes") => lang.t("booking-yes"),
        (QuestionKind::YesNo, "no") => lang.t("booking-no"),
        (QuestionKind::Choice, _) => chosen().unwrap_or_else(|| value.to_owned()),
        (QuestionKind::Date, _) => day().unwrap_or_else(|| value.to_owned()),
        _ => value.to_owned(),
    }
}
