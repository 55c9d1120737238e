//! Which reminders come before a visit, for the patient and for whoever helps.

use super::rules::reminders;
use crate::{
    ui::{
        button::SendOrCancel,
        choice::{CheckField, ChecksField, Choice},
        form::Form,
        nav::Section,
        page::{PageHead, Part},
        text::Lang,
    },
    web::{Answer, Frame, Here, InChart, Notice, Typed, after},
};
use clinic::{
    accounts::Patient,
    appointments::{Booker, choose_reminders, reminder_choices},
    profile::{Choices, choices, set_choices},
};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// Which reminders come.
pub(crate) async fn page(here: Here, place: InChart) -> Answer {
    let by = Booker::in_chart(&place.chart)?;
    let reminders = reminders(&here);
    let mut q = here.read().await?;
    let offered = reminder_choices(&mut q, &by, &reminders).await?;
    let own = own(&here, &place);
    let by_mail = match &own {
        Some(patient) => Some(choices(&mut q, patient).await?.appointments),
        None => None,
    };
    drop(q);
    let lang = here.lang;
    let (path, back) = (place.href("/appointments/reminders"), place.href("/appointments"));
    Ok(Frame::new(here, lang.t("reminders-title"))
        .section(Section::Appointments)
        .of(&place)
        .crumb(back.clone(), lang.t("nav-appointments"))
        .show(move || {
            let name = |minutes: i64| format!("before_{minutes}");
            let checked = offered.iter().filter(|one| one.wanted).map(|one| name(one.offset_minutes)).collect();
            let offered: Vec<Choice> = offered
                .iter()
                .map(|one| Choice::new(name(one.offset_minutes), before(one.offset_minutes, lang)))
                .collect();
            let (from, until) = reminders.quiet;
            let quiet =
                lang.with("reminders-quiet", &[("from", hour(from, lang).into()), ("until", hour(until, lang).into())]);
            view! {
                <PageHead title=lang.t("reminders-title") lead=lang.t("reminders-lead") />
                <Form action=path>
                    {by_mail
                        .map(|checked| {
                            view! {
                                <CheckField
                                    name="by_mail"
                                    label=lang.t("reminders-by-mail")
                                    hint=lang.t("reminders-by-mail-hint")
                                    checked=checked
                                />
                            }
                        })}
                    <ChecksField
                        name="when"
                        legend=lang.t("reminders-when")
                        choices=offered
                        checked=checked
                        hint=(from != until).then_some(quiet)
                    />
                    <SendOrCancel words=lang.t("reminders-save") back=back />
                </Form>
                <Part title=lang.t("reminders-always") id="always">
                    <p>{lang.t("reminders-always-why")}</p>
                </Part>
            }
        })
        .await)
}

/// Keeps which reminders come.
pub(crate) async fn save(here: Here, place: InChart, Typed(typed): Typed<BTreeMap<String, String>>) -> Answer {
    let by = Booker::in_chart(&place.chart)?;
    let reminders = reminders(&here);
    let ticked = |name: &str| typed.get(name).is_some_and(|value| value == "true");
    let wanted: Vec<i64> = reminders.sorted().filter(|minutes| ticked(&format!("before_{minutes}"))).collect();
    let portal = &here.portal;
    choose_reminders(&portal.db, &portal.auditor, &by, &reminders, &wanted, here.now).await?;
    if let Some(patient) = own(&here, &place) {
        let kept = choices(&mut here.read().await?, &patient).await?;
        let chosen = Choices { appointments: ticked("by_mail"), ..kept };
        if chosen != kept {
            set_choices(&portal.db, &portal.auditor, &patient, chosen).await?;
        }
    }
    Ok(after(&place.href("/appointments"), Some(Notice::ProfileSaved)))
}

/// The patient, where it is their own page: whether mails come at all is decided by each for themselves.
fn own(here: &Here, place: &InChart) -> Option<Patient> {
    let session = here.visit.session.as_ref().filter(|_| place.chart.is_own())?;
    Patient::try_from(session).ok()
}

/// "1 week before", "2 hours before".
fn before(minutes: i64, lang: Lang) -> String {
    let count = |unit: i64| [("count", (minutes / unit).into())];
    match minutes {
        _ if minutes % 10_080 == 0 => lang.with("reminders-weeks", &count(10_080)),
        _ if minutes % 1_440 == 0 => lang.with("reminders-days", &count(1_440)),
        _ if minutes % 60 == 0 => lang.with("reminders-hours", &count(60)),
        _ => lang.with("reminders-minutes", &count(1)),
    }
}

/// "9 PM" or "21:00".
fn hour(hour: u32, lang: Lang) -> String {
    match lang {
        Lang::Es => format!("{hour}:00"),
        Lang::En => {
            let half = if hour < 12 { "AM" } else { "PM" };
            format!("{} {half}", (hour + 11) % 12 + 1)
        }
    }
}
