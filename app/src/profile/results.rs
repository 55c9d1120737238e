use super::place::InProfile;
use crate::{
    ui::{
        button::{Actions, Button, LinkButton, Weight},
        choice::{Choice, RadioField},
        field::{Input, TextField},
        form::{FieldError, Form, error_at},
        page::PageHead,
        text::Lang,
    },
    web::{Answer, Here, Notice, Signed, Typed},
};
use axum::response::Response;
use clinic::{
    accounts::Patient,
    labs::{LONGEST_HOLD_DAYS, choose_release, release_choice},
};
use leptos::prelude::*;
use serde::Deserialize;

/// What the form sends for results at once, and after the doctor has seen them.
const AT_ONCE: &str = "at_once";
const AFTER: &str = "after";
/// The days that stand in the form of someone who has not chosen any.
const USUAL_DAYS: i64 = 7;

/// The fields of the form.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ResultFields {
    when: String,
    days: String,
}

/// When the patient wants to see lab results.
pub(crate) async fn page(here: Here, Signed(by): Signed<Patient>, at: InProfile) -> Answer {
    let days = release_choice(&mut here.read().await?, &by).await?;
    let when = if days.is_some() { AFTER } else { AT_ONCE };
    let typed = ResultFields { when: when.to_owned(), days: days.unwrap_or(USUAL_DAYS).to_string() };
    Ok(form(here, &at, typed, Vec::new()).await)
}

/// Keeps when the patient wants to see lab results.
pub(crate) async fn save(
    here: Here,
    Signed(by): Signed<Patient>,
    at: InProfile,
    Typed(typed): Typed<ResultFields>,
) -> Answer {
    let lang = here.lang;
    let days = match typed.when.as_str() {
        AT_ONCE => Ok(None),
        AFTER => match typed.days.trim().parse::<i64>() {
            Ok(days) if (1..=LONGEST_HOLD_DAYS).contains(&days) => Ok(Some(days)),
            _ => {
                Err(FieldError::new("days", lang.with("profile-results-wrong", &[("most", LONGEST_HOLD_DAYS.into())])))
            }
        },
        _ => Err(FieldError::new("when", lang.t("profile-results-missing"))),
    };
    match days {
        Ok(days) => {
            let portal = &here.portal;
            choose_release(&portal.db, &portal.auditor, &by, days, here.now, portal.settings.zone).await?;
            Ok(at.saved(Notice::ProfileSaved))
        }
        Err(error) => Ok(form(here, &at, typed, vec![error]).await),
    }
}

async fn form(here: Here, at: &InProfile, typed: ResultFields, errors: Vec<FieldError>) -> Response {
    let lang = here.lang;
    at.show(here, lang.t("profile-results"), !errors.is_empty(), move || {
        let choices = vec![
            Choice::new(AT_ONCE, lang.t("profile-results-at-once")),
            Choice::new(AFTER, lang.t("profile-results-after")).with_hint(lang.t("profile-results-after-hint")),
        ];
        view! {
            <PageHead title=lang.t("profile-results") lead=lang.t("profile-results-lead") />
            <Form action="/profile/results" errors=errors.clone()>
                <RadioField
                    name="when"
                    legend=lang.t("profile-results-when")
                    choices=choices
                    value=typed.when
                    error=error_at(&errors, "when")
                />
                <TextField
                    name="days"
                    label=lang.t("profile-results-days")
                    input=Input::Whole
                    value=typed.days
                    hint=lang.with("profile-results-days-hint", &[("most", LONGEST_HOLD_DAYS.into())])
                    error=error_at(&errors, "days")
                    autocomplete="off"
                    optional=true
                />
                <Actions>
                    <Button>{lang.t("profile-save")}</Button>
                    <LinkButton href="/profile" weight=Weight::Quiet>
                        {lang.t("common-cancel")}
                    </LinkButton>
                </Actions>
            </Form>
        }
    })
    .await
}

/// The choice in a few words.
pub(super) fn in_words(days: Option<i64>, lang: Lang) -> String {
    match days {
        Some(days) => lang.with("profile-results-after-short", &[("count", days.into())]),
        None => lang.t("profile-results-at-once"),
    }
}
