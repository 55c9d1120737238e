//! An earlier time by the link of a mail: it is looked at, taken or let go.

use super::{dead, hours, landing, rules};
use crate::{
    accounts::Dead,
    ui::{
        button::{Actions, PostButton, Weight},
        list::{Fact, Facts},
        notice::Notice,
        page::PageHead,
        tone::Tone,
    },
    web::{Answer, AppError, Frame, Here, after},
};
use axum::{extract::Query, response::Response};
use clinic::{
    appointments::{self, Booker, NotBooked, Offer, linked_offer},
    ids::OfferId,
    mail::Purpose,
    schedules::Medium,
};
use leptos::prelude::*;
use serde::Deserialize;

/// What was just done.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Fields {
    done: String,
}

/// The time that is offered, and until when.
pub(crate) async fn page(here: Here, Query(asked): Query<Fields>) -> Answer {
    let (by, id) = match found(&here).await? {
        Ok(found) => found,
        Err(dead) => return Ok(dead),
    };
    let offer = appointments::offer(&mut here.read().await?, &by, id).await?;
    Ok(show(here, offer, &asked.done, None).await)
}

/// Takes it.
pub(crate) async fn accept(here: Here) -> Answer {
    let (by, id) = match found(&here).await? {
        Ok(found) => found,
        Err(dead) => return Ok(dead),
    };
    let portal = &here.portal;
    match appointments::accept(&portal.db, &portal.auditor, &by, id, &rules(&here), here.now).await? {
        Ok(_) => Ok(after(&format!("{}?done=taken", base(&here)), None)),
        Err(refused) => {
            let offer = appointments::offer(&mut here.read().await?, &by, id).await?;
            Ok(show(here, offer, "", Some(refused)).await)
        }
    }
}

/// Lets it go; it is offered to the next.
pub(crate) async fn decline(here: Here) -> Answer {
    let (by, id) = match found(&here).await? {
        Ok(found) => found,
        Err(dead) => return Ok(dead),
    };
    let portal = &here.portal;
    // Where it was over already, the page says so.
    let _ = appointments::decline(&portal.db, &portal.auditor, &by, id, &rules(&here), here.now).await?;
    Ok(after(&format!("{}?done=left", base(&here)), None))
}

fn base(here: &Here) -> String {
    format!("{}{}", Purpose::Offer.path(), here.param("token").unwrap_or_default())
}

async fn found(here: &Here) -> Result<Result<(Booker, OfferId), Response>, AppError> {
    let token = here.param("token").unwrap_or_default();
    let found = linked_offer(&mut here.read().await?, &here.portal.keys, token, &here.visit.log, here.now).await?;
    Ok(match found {
        Ok(found) => Ok(found),
        Err(clinic::mail::BadLink::Expired) => {
            let lang = here.lang;
            Err(Dead::over(lang.t("offer-over"), lang.t("offer-over-advice")).show(here.clone()).await)
        }
        Err(bad) => Err(dead(here, bad).await),
    })
}

async fn show(here: Here, offer: Offer, done: &str, refused: Option<NotBooked>) -> Response {
    let lang = here.lang;
    let base = base(&here);
    let zone = here.zone(offer.zone.as_deref());
    let is_open = offer.is_open && offer.expires_at > here.now;
    let place = match offer.medium {
        Medium::InPerson => offer.location.clone(),
        Medium::Video => lang.t("mail-visit-by-video"),
    };
    let facts = vec![
        Fact::new(lang.t("mail-visit-when"), hours(offer.start_at, Some(offer.end_at), zone, lang)),
        Fact::new(lang.t("visit-zone"), lang.zone_name(zone)),
        Fact::new(lang.t("mail-visit-where"), place),
    ];
    let until = lang.with("mail-offer-until", &[("time", lang.moment(offer.expires_at, zone).into())]);
    let (tone, title, advice) = match (offer.appointment_id.is_some(), done, is_open) {
        (true, _, _) if offer.is_asked_for => (Tone::Info, lang.t("visit-is-asked"), lang.t("visit-is-asked-advice")),
        (true, _, _) => (Tone::Good, lang.t("offer-taken"), lang.t("offer-taken-advice")),
        (false, "left", false) => (Tone::Info, lang.t("offer-left"), lang.t("offer-left-advice")),
        (false, _, true) => (Tone::Info, lang.t("offer-open"), until),
        (false, _, false) => (Tone::Warn, lang.t("offer-over"), lang.t("offer-over-advice")),
    };
    // That the offer is over is said once; where it stands, something else is: the visit it would take the place of.
    let refused = refused.filter(|why| *why != NotBooked::Ended || is_open).map(|why| match why {
        NotBooked::Taken(_) => (lang.t("visit-taken"), lang.t("offer-gone-advice")),
        why => landing::why(&why, lang),
    });
    let (moves, is_asked_for) = (offer.moves.is_some(), offer.is_asked_for);
    let frame = Frame::new(here, lang.t("offer-title"));
    let frame = if refused.is_some() { frame.refused() } else { frame };
    frame
        .show(move || {
            view! {
                <PageHead title=lang.t("offer-title") />
                {refused.map(|(title, advice)| view! { <Notice tone=Tone::Warn title=title><p>{advice}</p></Notice> })}
                <Notice tone=tone title=title>
                    <p>{advice}</p>
                </Notice>
                <Facts facts=facts />
                {(is_open && moves).then(|| view! { <p>{lang.t("offer-moves")}</p> })}
                {(is_open && is_asked_for).then(|| view! { <p>{lang.t("offer-asks")}</p> })}
                {is_open
                    .then(|| {
                        view! {
                            <Actions>
                                <PostButton action=format!("{base}/acceptance")>{lang.t("offer-take")}</PostButton>
                                <PostButton action=format!("{base}/refusal") weight=Weight::Secondary>
                                    {lang.t("offer-leave")}
                                </PostButton>
                            </Actions>
                        }
                    })}
            }
        })
        .await
}
