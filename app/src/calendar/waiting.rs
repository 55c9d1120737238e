//! The waiting list: who waits for what, since when, and which offers stand.

use super::{
    bar::{CalendarPart, parts},
    scope::{CalendarFields, Scope},
    words::wall,
};
use crate::{
    ui::{
        badge::Badge,
        button::{Actions, LinkButton, PostButton, Weight},
        empty::Empty,
        icon::Symbol,
        nav::Section,
        page::{PageHead, Part},
        text::Lang,
        tone::Tone,
        when::zone_of,
    },
    web::{Answer, Frame, Here, Notice, Signed, after},
};
use chrono::NaiveDate;
use chrono_tz::Tz;
use clinic::{
    Error,
    accounts::Clinician,
    appointments::{Booker, Standing, Waiting, standing_offers, stop_waiting, waiting_list, waits},
    ids::WaitlistId,
};
use leptos::prelude::*;

/// All who wait, in their order.
pub(crate) async fn page(here: Here, Signed(by): Signed<Clinician>) -> Answer {
    let mut q = here.read().await?;
    let list = waiting_list(&mut q, &by, &here.visit.log, here.now).await?;
    let offers = standing_offers(&mut q, &by, here.now).await?;
    let waits = waits(&mut q, &by).await?;
    drop(q);
    let scope = Scope::new(&here, &by, &CalendarFields::default());
    let (lang, zone, today) = (here.lang, here.portal.settings.zone, here.today());
    Ok(Frame::new(here, lang.t("calendar-waiting"))
        .section(Section::Calendar)
        .show(move || {
            let content = if list.is_empty() {
                view! {
                    <Empty icon=Symbol::Clock title=lang.t("calendar-waiting-none")>
                        <p>{lang.t("calendar-waiting-none-advice")}</p>
                    </Empty>
                }
                .into_any()
            } else {
                list.into_iter()
                    .map(|entry| {
                        let offer = offers.iter().find(|offer| offer.entry_id == entry.id).cloned();
                        one(entry, offer, zone, today, lang)
                    })
                    .collect_view()
                    .into_any()
            };
            view! {
                <PageHead title=lang.t("calendar-waiting") lead=lang.t("calendar-waiting-lead")>
                    <LinkButton href="/calendar/waiting/new" weight=Weight::Secondary>
                        {lang.t("calendar-wait-whom")}
                    </LinkButton>
                </PageHead>
                {parts(CalendarPart::Waiting, scope, today, waits, lang)}
                {content}
            }
        })
        .await)
}

fn one(entry: Waiting, offer: Option<Standing>, clinic: Tz, today: NaiveDate, lang: Lang) -> impl IntoView {
    let kind = match lang {
        Lang::En => entry.visit_en,
        Lang::Es => entry.visit_es,
    };
    let with = entry.practitioner.unwrap_or_else(|| lang.t("calendar-anyone"));
    let place = entry.location.unwrap_or_else(|| lang.t("calendar-anywhere"));
    let days = lang
        .with("date-span", &[("from", lang.date(entry.first_day).into()), ("to", lang.date(entry.last_day).into())]);
    let (from, to) = (wall(entry.from_minute, lang), wall(entry.until_minute, lang));
    let hours = if entry.from_minute == 0 && entry.until_minute == clinic::schedules::DAY {
        lang.t("calendar-any-hour")
    } else {
        lang.with("date-span", &[("from", from.into()), ("to", to.into())])
    };
    let when = [days, weekdays(entry.weekdays, lang), hours].join(" · ");
    let since = lang.with("calendar-waiting-since", &[("time", lang.moment(entry.created_at, clinic).into())]);
    let offer = offer.map(|offer| {
        let zone = zone_of(offer.zone.as_deref(), clinic);
        let words = lang.with(
            "calendar-offer",
            &[
                ("time", lang.moment(offer.start_at, zone).into()),
                ("name", offer.practitioner.into()),
                ("until", lang.moment(offer.expires_at, zone).into()),
            ],
        );
        view! { <p><Badge tone=Tone::Warn text=words /></p> }
    });
    let earlier = entry.appointment_id.map(|id| {
        view! {
            <p>
                <a href=format!("/calendar/visits/{id}")>{lang.t("calendar-waiting-earlier")}</a>
            </p>
        }
    });
    // An earlier time takes the place of the visit there is.
    let book = match entry.appointment_id {
        Some(id) => format!("/calendar/visits/{id}/move?day={}&entry={}", entry.first_day.max(today), entry.id),
        None => format!(
            "/calendar/new?entry={}&patient={}&kind={}&day={}",
            entry.id,
            entry.patient_id,
            entry.visit_type_id,
            entry.first_day.max(today)
        ),
    };
    view! {
        <Part title=entry.patient id=format!("entry-{}", entry.id) repeated=true>
            <p>
                <strong>{kind}</strong>
                {format!(" · {with} · {place}")}
            </p>
            <p>{when}</p>
            {offer}
            {earlier}
            <p class="quiet-text">{since}</p>
            <Actions>
                <LinkButton href=book weight=Weight::Secondary>
                    {lang.t("calendar-waiting-book")}
                </LinkButton>
                <PostButton action=format!("/calendar/waiting/{}/removal", entry.id) weight=Weight::Quiet>
                    {lang.t("calendar-waiting-remove")}
                </PostButton>
            </Actions>
        </Part>
    }
}

/// The days of the week in a bit set, Monday the lowest.
fn weekdays(set: i64, lang: Lang) -> String {
    if set & 0b111_1111 == 0b111_1111 {
        return lang.t("calendar-any-day");
    }
    // The 3rd of January 2000 was a Monday.
    let monday = NaiveDate::from_ymd_opt(2000, 1, 3).unwrap_or_default();
    let names: Vec<String> = monday
        .iter_days()
        .take(7)
        .enumerate()
        .filter(|(bit, _)| set & (1 << bit) != 0)
        .map(|(_, day)| lang.weekday_short(day))
        .collect();
    names.join(", ")
}

/// Takes someone out of the list.
pub(crate) async fn remove(here: Here, Signed(by): Signed<Clinician>) -> Answer {
    let id: WaitlistId = here.id("entry")?;
    let list = waiting_list(&mut here.read().await?, &by, &here.visit.log, here.now).await?;
    let entry = list.into_iter().find(|entry| entry.id == id).ok_or(Error::NotFound)?;
    let portal = &here.portal;
    let booker = Booker::at_desk(&by, entry.patient_id);
    stop_waiting(&portal.db, &portal.auditor, &booker, id, here.now).await?;
    Ok(after("/calendar/waiting", Some(Notice::DeskWaitingEnded)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_the_week_in_words() {
        assert_eq!(weekdays(0b000_0101, Lang::En), "Mon, Wed");
        assert_eq!(weekdays(0b100_0000, Lang::Es), "dom");
    }
}
