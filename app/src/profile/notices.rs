use super::place::InProfile;
use crate::{
    ui::{
        button::SendOrCancel,
        choice::CheckField,
        form::Form,
        page::{PageHead, Part},
        text::Lang,
    },
    web::{Answer, Here, Notice, Signed, Typed},
};
use clinic::{
    accounts::Patient,
    profile::{Choices, choices, set_choices},
};
use leptos::prelude::*;
use serde::Deserialize;

/// The fields of the form: a tick that is missing says no.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct NoticeFields {
    record: Option<String>,
    appointments: Option<String>,
    helpers: Option<String>,
    prescriptions: Option<String>,
    results: Option<String>,
}

/// Which notices come by mail, and which always do.
pub(crate) async fn page(here: Here, Signed(by): Signed<Patient>, at: InProfile) -> Answer {
    let chosen = choices(&mut here.read().await?, &by).await?;
    let lang = here.lang;
    let email = here.visit.session.as_ref().map(|session| session.email().to_owned()).unwrap_or_default();
    let lead = lang.with("profile-notices-lead", &[("email", email.into())]);
    Ok(at
        .show(here, lang.t("profile-notices"), false, move || {
            view! {
                <PageHead title=lang.t("profile-notices") lead=lead />
                <Form action="/profile/notices">
                    <CheckField
                        name="appointments"
                        label=lang.t("profile-notices-appointments")
                        hint=lang.t("profile-notices-appointments-hint")
                        checked=chosen.appointments
                    />
                    <CheckField
                        name="record"
                        label=lang.t("profile-notices-record")
                        hint=lang.t("profile-notices-record-hint")
                        checked=chosen.record
                    />
                    <CheckField
                        name="helpers"
                        label=lang.t("profile-notices-helpers")
                        hint=lang.t("profile-notices-helpers-hint")
                        checked=chosen.helpers
                    />
                    <CheckField
                        name="prescriptions"
                        label=lang.t("profile-notices-prescriptions")
                        hint=lang.t("profile-notices-prescriptions-hint")
                        checked=chosen.prescriptions
                    />
                    <CheckField
                        name="results"
                        label=lang.t("profile-notices-results")
                        hint=lang.t("profile-notices-results-hint")
                        checked=chosen.results
                    />
                    <SendOrCancel words=lang.t("profile-save") back="/profile" />
                </Form>
                <p>
                    <a href="/appointments/reminders">{lang.t("reminders-choose")}</a>
                </p>
                {always(lang)}
            }
        })
        .await)
}

/// Keeps which notices come by mail.
pub(crate) async fn save(
    here: Here,
    Signed(by): Signed<Patient>,
    at: InProfile,
    Typed(typed): Typed<NoticeFields>,
) -> Answer {
    let ticked = |field: Option<String>| field.as_deref() == Some("true");
    let chosen = Choices {
        record: ticked(typed.record),
        appointments: ticked(typed.appointments),
        helpers: ticked(typed.helpers),
        prescriptions: ticked(typed.prescriptions),
        results: ticked(typed.results),
    };
    set_choices(&here.portal.db, &here.portal.auditor, &by, chosen).await?;
    Ok(at.saved(Notice::ProfileSaved))
}

fn always(lang: Lang) -> impl IntoView {
    view! {
        <Part title=lang.t("profile-notices-always") id="always">
            <p>{lang.t("profile-notices-always-why")}</p>
            <ul>
                <li>{lang.t("profile-notices-always-codes")}</li>
                <li>{lang.t("profile-notices-always-safety")}</li>
                <li>{lang.t("profile-notices-always-asked")}</li>
            </ul>
        </Part>
    }
}

/// Which notices come, in a few words.
pub(super) fn in_words(choices: Choices, lang: Lang) -> String {
    let chosen = [
        (choices.appointments, lang.t("profile-notices-appointments-short")),
        (choices.record, lang.t("profile-notices-record-short")),
        (choices.helpers, lang.t("profile-notices-helpers-short")),
        (choices.prescriptions, lang.t("profile-notices-prescriptions-short")),
        (choices.results, lang.t("profile-notices-results-short")),
    ];
    let words: Vec<String> = chosen.into_iter().filter(|(wanted, _)| *wanted).map(|(_, words)| words).collect();
    if words.is_empty() { lang.t("profile-notices-none") } else { words.join(" · ") }
}
