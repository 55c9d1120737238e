//! One prescription at a counter: everything a pharmacist needs, and everything they can do with it.

use super::{
    asking::{change_form, renewal_form, requests_part, waits},
    deeds::{Deed, DeedFields, Fault},
    forms::{cancellation_form, reject_form, work_part},
    patient::{born, patient_part},
    place::At,
    refusals::Telling,
    signature::SignatureState,
    told::timeline,
    words,
};
use crate::{
    prescriptions::override_reason,
    prescriptions::parts::{counted, for_days, refills},
    ui::{
        badge::Badge,
        form::FieldError,
        list::{Fact, Facts},
        nav::Section,
        notice::Notice as NoticeBox,
        page::{PageHead, Part},
        table::{Column, Table},
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Frame, Here, Notice, Signed},
};
use axum::{http::StatusCode, response::Response};
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use clinic::{
    Error,
    accounts::Pharmacist,
    dispensing::{NotDone, PrescriptionAtCounter, left_for, prescription_at_counter},
    prescribing::{RequestKind, RequestState, State},
};
use leptos::prelude::*;
use rust_decimal::Decimal;

/// What the page shows besides the prescription.
#[derive(Clone, Default)]
pub(super) struct Shown {
    /// The form that was refused.
    pub deed: Option<Deed>,
    /// What was typed into it.
    pub typed: DeedFields,
    /// What is to be put right in it.
    pub errors: Vec<FieldError>,
    /// Why the prescription does not stand where that can be done.
    pub why: Option<NotDone>,
    /// What was done, where the page answers an action itself.
    pub done: Option<Notice>,
    /// What the next handing out is known by.
    pub form_id: String,
}

impl Shown {
    /// After a refused form.
    pub fn refused(deed: Deed, typed: DeedFields, fault: Fault) -> Self {
        let shown = Self { deed: Some(deed), ..Self::default() };
        match fault {
            // The same form is sent again: it still counts once.
            Fault::Fields(errors) => Self { form_id: typed.form.clone(), errors, typed, ..shown },
            // What was handed out with the old form is done: the next one is another.
            Fault::NotDone(why) => Self { why: Some(why), typed, ..shown },
        }
    }

    /// After something was done.
    pub fn done(notice: Notice) -> Self {
        Self { done: Some(notice), ..Self::default() }
    }
}

/// One prescription, for a pharmacist. Looking at it changes nothing.
pub(crate) async fn page(here: Here, Signed(by): Signed<Pharmacist>) -> Answer {
    let at = At::signed_in(&here, &by).await?;
    show(here, at, Shown::default()).await
}

/// The page.
pub(super) async fn show(here: Here, at: At, mut shown: Shown) -> Answer {
    let mut q = here.read().await?;
    let of = match prescription_at_counter(&mut q, &here.portal.keys, &at.counter, at.id).await {
        Ok(of) => of,
        Err(Error::NotFound) => {
            let left = left_for(&mut q, &at.counter, at.id).await?.ok_or(Error::NotFound)?;
            drop(q);
            return Ok(elsewhere(here, left).await);
        }
        Err(error) => return Err(error.into()),
    };
    drop(q);
    if shown.form_id.parse::<uuid::Uuid>().is_err() {
        shown.form_id = clinic::ids::new().to_string();
    }
    let (lang, zone, now, today) = (here.lang, here.portal.settings.zone, here.now, here.today());
    let phone = here.portal.settings.clinic_phone.clone();
    let is_refused = shown.why.is_some() || !shown.errors.is_empty();
    let frame = Frame::new(here, of.drug.clone());
    let frame = if at.counter.is_staffed() {
        frame.section(Section::Pharmacy).crumb(Section::Pharmacy.href(), lang.t("pharmacy-title"))
    } else {
        frame
    };
    let frame = if is_refused { frame.refused() } else { frame };
    Ok(frame
        .show(move || {
            let telling = Telling { now, zone, lang };
            let state = of.standing.on(today);
            let offered = Offered::of(&of, state, at.counter.is_staffed());
            let (tone, word) = if offered.answer {
                (Tone::Danger, lang.t("pharmacy-state-back"))
            } else {
                words::state(state, of.ready_at.is_some(), lang)
            };
            let birth = born(of.patient.birth_date, of.patient.birth_date_precision, today, lang);
            let lead = [Some(of.patient.name.clone()), birth].into_iter().flatten().collect::<Vec<_>>().join(" · ");
            // What the page offers no more since it was loaded has no place for what is wrong in it.
            let is_late = !shown.errors.is_empty() && !shown.deed.is_some_and(|deed| offered.shows(deed));
            let late = is_late.then(|| lang.t("pharmacy-not-any-more"));
            let refusal = shown.why.map(|why| telling.not_done(why, &of)).or(late);
            let ended = ended(state, &of, telling);
            let (patient, order) =
                (patient_part(&of.patient, today, lang), order_part(&of, phone, today, zone, lang));
            let work = offered.work.then(|| work_part(&of, &at, &shown, state, lang));
            let told = timeline(&of, zone, lang);
            view! {
                {shown.done.map(|notice| view! { <NoticeBox tone=Tone::Good title=lang.t(notice.key())>""</NoticeBox> })}
                {refusal
                    .clone()
                    .map(|why| view! { <NoticeBox tone=Tone::Danger title=lang.t("pharmacy-not-done")><p>{why}</p></NoticeBox> })}
                <PageHead title=of.drug.clone() lead=lead />
                <p>
                    <Badge tone=tone text=word />
                </p>
                {ended
                    .filter(|_| refusal.is_none())
                    .map(|why| view! { <NoticeBox tone=Tone::Warn title=why>""</NoticeBox> })}
                {offered.answer.then(|| cancellation_notice(&of, &at, &shown, zone, lang))}
                {overridden(&of, lang)}
                <div class="at-counter">
                    <div>
                        {patient}
                        {order}
                    </div>
                    <div>
                        {work}
                        {more_part(&at, &shown, offered, lang)}
                    </div>
                </div>
                {dispenses_part(&of, zone, lang)}
                {requests_part(&of, &at, zone, lang)}
                <Part title=lang.t("pharmacy-timeline") id="timeline">
                    {told}
                </Part>
            }
        })
        .await)
}

/// What whoever has the page open of a prescription that has left is told.
async fn elsewhere(here: Here, left: DateTime<Utc>) -> Response {
    let (lang, zone, now) = (here.lang, here.portal.settings.zone, here.now);
    let mut response = Frame::new(here, lang.t("pharmacy-title"))
        .section(Section::Pharmacy)
        .crumb(Section::Pharmacy.href(), lang.t("pharmacy-title"))
        .show(move || {
            let when = super::told::when(left, now, zone, lang);
            view! {
                <PageHead title=lang.t("pharmacy-gone") />
                <NoticeBox tone=Tone::Warn title=lang.with("pharmacy-gone-when", &[("when", when.into())])>
                    <p>{lang.t("pharmacy-gone-advice")}</p>
                </NoticeBox>
            }
        })
        .await;
    *response.status_mut() = StatusCode::GONE;
    response
}

/// Why nothing more can be done with a prescription that is over.
fn ended(state: State, of: &PrescriptionAtCounter, telling: Telling) -> Option<String> {
    use clinic::prescribing::Refused;
    let refused = match state {
        State::Cancelled => Refused::Cancelled,
        State::Rejected => Refused::Rejected,
        State::Expired => Refused::Expired,
        State::Completed => Refused::Completed,
        _ => return None,
    };
    Some(telling.refused(refused, of))
}

fn cancellation_notice(
    of: &PrescriptionAtCounter,
    at: &At,
    shown: &Shown,
    zone: Tz,
    lang: Lang,
) -> impl IntoView + use<> {
    let request = of
        .requests
        .iter()
        .find(|request| request.kind == RequestKind::Cancellation && request.state == RequestState::Pending);
    let asked = request.map(|request| {
        lang.with(
            "pharmacy-request-asked",
            &[("name", request.asker.clone().into()), ("date", lang.moment(request.asked_at, zone).into())],
        )
    });
    let why = request.and_then(|request| request.detail.as_deref()).map(|code| words::reason(code, lang));
    let text = request.and_then(|request| request.text.clone());
    let form = cancellation_form(at, shown, lang);
    view! {
        <NoticeBox tone=Tone::Danger title=lang.t("pharmacy-cancellation")>
            <p>{lang.t("pharmacy-cancellation-advice")}</p>
            {why.map(|why| view! { <p>{why}</p> })}
            {text.map(|text| view! { <p class="remark">{text}</p> })}
            {asked.map(|asked| view! { <p>{asked}</p> })}
            {form}
        </NoticeBox>
    }
}

fn overridden(of: &PrescriptionAtCounter, lang: Lang) -> Option<impl IntoView + use<>> {
    if of.overridden.is_empty() {
        return None;
    }
    let rows = of
        .overridden
        .iter()
        .map(|one| {
            let (tone, word) = words::indicator(&one.indicator, lang);
            let reason = lang.with("pharmacy-warning-reason", &[("reason", override_reason(&one.reason, lang).into())]);
            let source = lang.with("pharmacy-warning-source", &[("source", one.source.clone().into())]);
            view! {
                <li>
                    <p><Badge tone=tone text=word /> " " <strong>{one.summary.clone()}</strong></p>
                    <p>{reason} {one.note.clone().map(|note| format!(" – {note}"))}</p>
                    <p class="quiet">{source}</p>
                </li>
            }
        })
        .collect_view();
    Some(view! {
        <NoticeBox tone=Tone::Warn title=lang.t("pharmacy-warnings")>
            <ul class="warnings">{rows}</ul>
        </NoticeBox>
    })
}

fn order_part(
    of: &PrescriptionAtCounter,
    clinic_phone: Option<String>,
    today: NaiveDate,
    zone: Tz,
    lang: Lang,
) -> impl IntoView + use<> {
    let amount = |quantity: Decimal| counted(&quantity.normalize().to_string(), &of.unit, lang);
    let left = if of.standing.on(today).is_over() { Decimal::ZERO } else { of.standing.left_now() };
    let substitution = match of.substitution {
        Some(true) => lang.t("pharmacy-substitution-yes"),
        Some(false) => lang.t("pharmacy-substitution-no"),
        None => lang.t("pharmacy-substitution-unsaid"),
    };
    let expires = format!("{} ({})", lang.date(of.standing.expires_on), lang.relative(of.standing.expires_on, today));
    let phone = of.prescriber.phone.clone().or(clinic_phone);
    let npi = of.prescriber.npi.clone().map(|npi| format!("NPI {npi}"));
    let lines = [Some(of.prescriber.name.clone()), phone, npi].into_iter().flatten();
    let prescriber = lines.map(|line| view! { <span class="line">{line}</span> }).collect_view();
    let signature = of.signature.clone();
    let facts = [
        Some(Fact::new(lang.t("pharmacy-quantity"), view! { <strong>{amount(of.standing.quantity)}</strong> })),
        Some(Fact::new(lang.t("pharmacy-left"), view! { <strong>{amount(left)}</strong> })),
        Some(Fact::new(lang.t("pharmacy-refills"), refills(i64::from(of.standing.refills_left()), lang))),
        Fact::some(lang.t("pharmacy-lasts"), of.supply_days.map(|days| for_days(&days.to_string(), lang))),
        Some(Fact::new(lang.t("pharmacy-substitution"), substitution)),
        Fact::some(lang.t("pharmacy-indication"), of.indication.clone()),
        Fact::some(lang.t("pharmacy-prescriber-note"), of.note.clone()),
        Some(Fact::new(lang.t("pharmacy-expires"), expires)),
        Some(Fact::new(lang.t("pharmacy-prescriber"), prescriber)),
        Some(Fact::new(lang.t("pharmacy-signature"), view! { <SignatureState signature=signature zone=zone /> })),
        Fact::some("RxNorm", of.rxcui.clone()),
    ];
    let directions = of.directions.clone().map(|line| view! { <p class="sig">{line}</p> }.into_any());
    let directions = directions
        .unwrap_or_else(|| view! { <p class="sig missing">{lang.t("pharmacy-no-directions")}</p> }.into_any());
    let for_patient = of.patient_directions.iter().map(|line| view! { <p class="sig">{line.clone()}</p> });
    let for_patient = for_patient.collect_view();
    let label =
        (!of.patient_directions.is_empty()).then(|| view! { <p class="quiet">{lang.t("pharmacy-for-patient")}</p> });
    view! {
        <Part title=lang.t("pharmacy-order") id="order">
            {directions}
            {label}
            {for_patient}
            <Facts facts=facts.into_iter().flatten().collect() />
        </Part>
    }
}

/// Which forms stand on the page.
#[derive(Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "each form stands on the page or not, whatever the others do")]
struct Offered {
    work: bool,
    answer: bool,
    change: bool,
    renewal: bool,
    reject: bool,
}

impl Offered {
    fn of(of: &PrescriptionAtCounter, state: State, staffed: bool) -> Self {
        let is_open = !state.is_over();
        let work = is_open && !of.standing.cancelling;
        let spent = matches!(state, State::Completed | State::Expired);
        Self {
            work,
            answer: is_open && of.standing.cancelling,
            change: work && staffed && !waits(of, RequestKind::Change),
            renewal: staffed && spent && !waits(of, RequestKind::Renewal),
            reject: work && of.standing.dispensed == Decimal::ZERO,
        }
    }

    /// Whether what is wrong in a form stands beside it.
    fn shows(self, deed: Deed) -> bool {
        match deed {
            Deed::Begin | Deed::Ready | Deed::Withdraw => true,
            Deed::Dispense => self.work,
            Deed::Reject => self.reject,
            Deed::Change => self.change,
            Deed::Renewal => self.renewal,
            Deed::Cancellation => self.answer,
        }
    }
}

/// What can be done besides handing out.
fn more_part(at: &At, shown: &Shown, offered: Offered, lang: Lang) -> Option<AnyView> {
    if !offered.reject && !offered.change && !offered.renewal {
        return None;
    }
    let change = offered.change.then(|| change_form(at, shown, lang));
    let renewal = offered.renewal.then(|| renewal_form(at, shown, lang));
    let reject = offered.reject.then(|| reject_form(at, shown, lang));
    Some(
        view! {
            <Part title=lang.t("pharmacy-more") id="more">
                {change}
                {renewal}
                {reject}
            </Part>
        }
        .into_any(),
    )
}

fn dispenses_part(of: &PrescriptionAtCounter, zone: Tz, lang: Lang) -> Option<impl IntoView + use<>> {
    if of.dispenses.is_empty() {
        return None;
    }
    let columns = vec![
        Column::words(lang.t("pharmacy-when")),
        Column::numbers(lang.t("pharmacy-quantity")),
        Column::words(lang.t("pharmacy-product")),
        Column::words(lang.t("pharmacy-lot")),
        Column::words(lang.t("pharmacy-by")),
        Column::words(lang.t("pharmacy-note")),
    ];
    let rows = of
        .dispenses
        .iter()
        .map(|one| {
            let pharmacy = one.pharmacy.clone().filter(|name| *name != one.dispenser);
            let by = [Some(one.dispenser.clone()), pharmacy].into_iter().flatten().collect::<Vec<_>>().join(", ");
            let none = || "–".to_owned();
            [
                lang.moment(one.dispensed_at, zone),
                counted(&one.quantity, &of.unit, lang),
                one.product.clone(),
                one.lot.clone().unwrap_or_else(none),
                by,
                one.note.clone().unwrap_or_else(none),
            ]
            .map(IntoAny::into_any)
            .into()
        })
        .collect();
    Some(view! {
        <Part title=lang.t("pharmacy-dispenses") id="dispenses">
            <Table caption=lang.t("pharmacy-dispenses") quiet_caption=true columns=columns rows=rows />
        </Part>
    })
}
