//! What a draft is tied to, in words: the prescription whose place it takes, and a request that is over.

use super::desk::Desk;
use crate::{
    ui::{
        button::{Button, PostButton, Weight},
        field::field_id,
        notice::Notice as NoticeBox,
        page::Part,
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Here, InChart, Notice, Signed, after},
};
use chrono_tz::Tz;
use clinic::{
    accounts::Prescriber,
    ids::PrescriptionId,
    prescribing::{Lack, Replacing, keep_as_own},
};
use leptos::prelude::*;

/// Keeps a draft whose request is over as a prescription of its own.
pub(crate) async fn keep(here: Here, place: InChart, Signed(by): Signed<Prescriber>) -> Answer {
    let id: PrescriptionId = here.id("draft")?;
    keep_as_own(&here.portal.db, &here.portal.auditor, &by, &place.chart, id, here.now).await?;
    Ok(after(&place.href("/prescribing/signature"), Some(Notice::DraftKept)))
}

/// Whose place it takes, and what signing does to that one.
pub(super) fn replaces(replacing: &Replacing, zone: Tz, lang: Lang) -> AnyView {
    let date = lang.date(replacing.signed_at.with_timezone(&zone).date_naive());
    let words = [("date", date.into()), ("drug", replacing.drug.clone().into())];
    let (tone, what) = match (&replacing.pharmacy, replacing.is_cancelled_by_it) {
        (Some(pharmacy), true) => {
            (Tone::Warn, lang.with("prescribing-replaces-cancels-at", &[("pharmacy", pharmacy.clone().into())]))
        }
        (None, true) => (Tone::Warn, lang.t("prescribing-replaces-cancels")),
        (_, false) => (Tone::Info, lang.t("prescribing-replaces-over")),
    };
    view! {
        <NoticeBox tone=tone title=lang.with("prescribing-replaces", &words)>
            <p>{what}</p>
        </NoticeBox>
    }
    .into_any()
}

/// What a draft's page says of it, with how to cut each tie.
pub(super) fn part(desk: &Desk, lang: Lang) -> Option<AnyView> {
    let draft = &desk.review.draft;
    let is_over = desk.review.lacks.contains(&Lack::Answered);
    let told = desk.review.replacing.as_ref().filter(|_| !is_over).map(|of| replaces(of, desk.zone, lang));
    let keep = (told.is_some() && draft.request.is_none()).then(|| {
        view! {
            <Button name="do" value="keep-old" weight=Weight::Secondary>
                {lang.t("prescribing-replaces-keep")}
            </Button>
            <p class="hint">{lang.t("prescribing-replaces-keep-hint")}</p>
        }
    });
    let over = is_over.then(|| {
        let own = desk.is_prescriber.then(|| {
            view! {
                <Button name="do" value="own" weight=Weight::Secondary>
                    {lang.t("prescribing-own")}
                </Button>
            }
        });
        view! {
            <p>{lang.t("prescribing-lack-answered")}</p>
            {own}
            <p class="hint">{lang.t("prescribing-own-hint")}</p>
        }
    });
    (told.is_some() || over.is_some()).then(|| {
        view! {
            <Part title=lang.t("prescribing-ties") id=field_id("ties")>
                {told}
                {keep}
                {over}
            </Part>
        }
        .into_any()
    })
}

/// The same where drafts are signed: one press keeps the draft.
pub(super) fn over(base: &str, id: PrescriptionId, drug: String, lang: Lang) -> AnyView {
    let action = format!("{base}/prescribing/{id}/request/removal");
    view! {
        <NoticeBox tone=Tone::Warn title=lang.with("prescribing-own-title", &[("drug", drug.into())])>
            <p>{lang.t("prescribing-own-hint")}</p>
            <PostButton action=action weight=Weight::Secondary>
                {lang.t("prescribing-own")}
            </PostButton>
        </NoticeBox>
    }
    .into_any()
}
