//! Before a visit: what the clinic would otherwise ask on paper in the waiting room. Whatever is answered is kept at once.

use super::{
    check_in_fields::{Answered, fields, lack_error, long_errors},
    parts::{times, title},
    wanted::call,
};
use crate::{
    ui::{
        button::{Actions, LinkButton},
        form::FieldError,
        nav::Section,
        notice::Notice as NoticeBox,
        page::PageHead,
        tone::Tone,
    },
    web::{Answer, Frame, Here, InChart, Notice, Typed, after},
};
use chrono::{DateTime, Utc};
use clinic::{
    Error,
    appointments::{Booker, CHECK_IN_OPENS, CheckIn, check_in, save_check_in},
    db::Source,
    ids::AppointmentId,
    paging::Before,
    patients::{Chart, demographics},
    prescriptions::{self, Which},
    record,
};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// Medicines and allergies that are named.
const NAMED: i64 = 60;

/// What the record says, to be looked at.
pub(super) struct Known {
    /// The telephone and the address.
    pub contact: Vec<String>,
    /// The medicines in use, by name.
    pub medications: Vec<String>,
    /// The allergies, by name.
    pub allergies: Vec<String>,
}

impl Known {
    async fn load(q: &mut impl Source, chart: &Chart, of: &CheckIn) -> Result<Self, Error> {
        let mut known = Self { contact: Vec::new(), medications: Vec::new(), allergies: Vec::new() };
        if of.parts.contact {
            let (person, ..) = demographics(q, chart).await?;
            let town = [person.city, person.state, person.postal_code];
            let town: Vec<String> = town.into_iter().flatten().collect();
            known.contact.extend(person.phone);
            known.contact.extend(person.address_lines.iter().flat_map(|lines| lines.lines()).map(str::to_owned));
            known.contact.extend(Some(town.join(" ")).filter(|town| !town.is_empty()));
        }
        if of.parts.medications {
            let drugs = prescriptions::list(q, chart, Which::InUse, "", Before::START, NAMED).await?;
            known.medications = drugs.rows.into_iter().map(|drug| drug.display).collect();
        }
        if of.parts.allergies {
            let all = record::allergies(q, chart, record::Which::Active, Before::START, NAMED).await?;
            known.allergies = all.rows.into_iter().map(|allergy| allergy.display).collect();
        }
        Ok(known)
    }
}

/// The questions, with what was answered and what is missing.
pub(crate) async fn page(here: Here, place: InChart) -> Answer {
    let id: AppointmentId = here.id("id")?;
    Booker::in_chart(&place.chart)?;
    let found = check_in(&mut here.read().await?, &place.chart, id, here.now).await?;
    let lang = here.lang;
    // Nobody is told what is missing before they have begun.
    let lacks = if found.begun_at.is_some() { found.lacks() } else { Vec::new() };
    let errors = lacks.into_iter().map(|lack| lack_error(lack, lang)).collect();
    let typed = Answered::of(&found.answers);
    show(here, place, found, typed, errors, false).await
}

/// Keeps what was answered.
pub(crate) async fn save(here: Here, place: InChart, Typed(typed): Typed<BTreeMap<String, String>>) -> Answer {
    let id: AppointmentId = here.id("id")?;
    let by = Booker::in_chart(&place.chart)?;
    let typed = Answered::new(typed);
    let found = check_in(&mut here.read().await?, &place.chart, id, here.now).await?;
    let errors = long_errors(&typed, here.lang);
    if !found.is_open || !errors.is_empty() {
        return show(here, place, found, typed, errors, true).await;
    }
    let answers = typed.answers(&found.questions);
    let portal = &here.portal;
    let saved = save_check_in(&portal.db, &portal.auditor, &by, &place.chart, id, answers, here.now).await?;
    let visit = place.href(&format!("/appointments/{id}"));
    Ok(match saved {
        Some(lacks) if lacks.is_empty() => after(&visit, Some(Notice::CheckInDone)),
        Some(_) => after(&format!("{visit}/check-in"), Some(Notice::CheckInSaved)),
        None => after(&format!("{visit}/check-in"), None),
    })
}

async fn show(
    here: Here,
    place: InChart,
    found: CheckIn,
    typed: Answered,
    errors: Vec<FieldError>,
    is_refused: bool,
) -> Answer {
    let known = Known::load(&mut here.read().await?, &place.chart, &found).await?;
    let (lang, now, call) = (here.lang, here.now, call(&here));
    let visit = found.appointment.clone();
    let zone = here.zone(visit.zone.as_deref());
    let head = lang.t("booking-check-in");
    let back = place.href(&format!("/appointments/{}", visit.id));
    let frame = Frame::new(here, head.clone())
        .section(Section::Appointments)
        .of(&place)
        .crumb(place.href("/appointments"), lang.t("nav-appointments"))
        .crumb(back.clone(), title(&visit, lang));
    let frame = if is_refused { frame.refused() } else { frame };
    Ok(frame
        .show(move || {
            let opens: DateTime<Utc> = visit.start_at - CHECK_IN_OPENS;
            let body = if found.is_open {
                let done = (found.done_at.is_some() && errors.is_empty())
                    .then(|| view! { <NoticeBox tone=Tone::Good title=lang.t("booking-check-in-done") /> });
                let lead = lang.t("booking-check-in-lead");
                view! {
                    {done}
                    <p>{lead}</p>
                    {fields(&place, &found, &known, &typed, errors, &back, lang)}
                }
                .into_any()
            } else {
                let is_early = opens > now && visit.status.can_change();
                let words = if is_early {
                    lang.with("booking-check-in-early", &[("time", lang.moment(opens, zone).into())])
                } else {
                    lang.t("booking-check-in-closed")
                };
                let advice = (!is_early).then(|| call.clone());
                view! {
                    <NoticeBox tone=Tone::Info title=words>
                        {advice.map(|advice| view! { <p>{advice}</p> })}
                    </NoticeBox>
                    <Actions>
                        <LinkButton href=back>{lang.t("booking-back-to-visit")}</LinkButton>
                    </Actions>
                }
                .into_any()
            };
            view! {
                <PageHead title=head />
                <p class="visit-time">{times(&visit, lang, zone)}</p>
                {body}
            }
        })
        .await)
}
