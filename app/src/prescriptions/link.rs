//! The link that a pharmacy without an account was mailed, as the clinic sees it, and how it is sent anew.

use super::{detail, portal::RenewalFields, words::refused};
use crate::{
    ui::{
        button::{PostButton, Weight},
        form::FieldError,
        text::Lang,
    },
    web::{Answer, Here, InChart, Notice, Signed, after},
};
use chrono::NaiveDate;
use chrono_tz::Tz;
use clinic::{
    accounts::Clinician,
    dispensing::{LinkMail, NotSentAgain, send_again},
    ids::PrescriptionId,
};
use leptos::prelude::*;

/// Mails the pharmacy a fresh link.
pub(crate) async fn send(here: Here, place: InChart, Signed(by): Signed<Clinician>) -> Answer {
    let id: PrescriptionId = here.id("id")?;
    let (portal, lang) = (&here.portal, here.lang);
    match send_again(&portal.db, &portal.auditor, &by, &place.chart, id, here.now, here.today()).await? {
        Ok(()) => Ok(after(&place.href(&format!("/prescriptions/{id}#pharmacy")), Some(Notice::LinkSent))),
        Err(why) => {
            let words = match why {
                NotSentAgain::Refused(why) => refused(why, lang),
                NotSentAgain::NotByMail => lang.t("prescriptions-link-not-by-mail"),
            };
            detail::show(here, place, RenewalFields::default(), vec![FieldError::new("", words)]).await
        }
    }
}

/// What became of the mail, and the button that sends another. `path` is the page of the prescription, `until` its last day.
pub(super) fn part(mail: LinkMail, path: &str, until: NaiveDate, zone: Tz, lang: Lang) -> impl IntoView + use<> {
    let time = |at| lang.moment(at, zone).into();
    let (words, press) = match mail {
        LinkMail::None => (None, lang.t("prescriptions-link-send")),
        LinkMail::Waiting(since) => (
            Some(lang.with("prescriptions-link-waiting", &[("time", time(since))])),
            lang.t("prescriptions-link-again"),
        ),
        LinkMail::Sent(sent) => {
            (Some(lang.with("prescriptions-link-sent", &[("time", time(sent))])), lang.t("prescriptions-link-again"))
        }
        LinkMail::Failed(failed) => (
            Some(lang.with("prescriptions-link-failed", &[("time", time(failed))])),
            lang.t("prescriptions-link-again"),
        ),
        LinkMail::Locked(sent) => {
            (Some(lang.with("prescriptions-link-locked", &[("time", time(sent))])), lang.t("prescriptions-link-again"))
        }
    };
    let hint = lang.with("prescriptions-link-hint", &[("date", lang.date(until).into())]);
    view! {
        {words.map(|words| view! { <p>{words}</p> })}
        <PostButton action=format!("{path}/link") weight=Weight::Secondary>
            {press}
        </PostButton>
        <p class="hint">{hint}</p>
    }
}
