//! What matters now of a record: parts for the patient's first page and for a clinician's overview of a chart.

use crate::{
    appointments::parts::{title, when},
    labs::{Named, called, flag, held_name, held_words, named, own_name, reading, result_href},
    prescriptions::parts::prescription_row,
    ui::{
        badge::{Badge, Flag, FlagBadge},
        button::{LinkButton, Weight},
        date::local,
        leaf::DateLeaf,
        list::{Row, Rows},
        number::quantity,
        page::Part,
        text::Lang,
        tone::Tone,
        when::{WhenDay, zone_of},
    },
    web::InChart,
};
use chrono::{DateTime, Duration, Utc};
use chrono_tz::Tz;
use clinic::{
    Error,
    appointments::{self, Appointment, Status, Waiting},
    audit::Subject,
    db::Source,
    labs::{self, Entry, Observation},
    moment::Moment,
    paging::{Before, Page},
    patients::Chart,
    prescriptions::{self, Prescription, Which},
};
use leptos::prelude::*;

/// What is read for a summary: six queries.
pub(crate) struct Summary {
    /// Visits to come, the soonest first; those that were called off are left out.
    pub visits: Vec<Appointment>,
    /// What the patient waits for, for whoever is not of the clinic.
    pub waiting: Vec<Waiting>,
    /// What the laboratory released lately.
    pub news: Page<Entry>,
    /// Prescriptions in use, newest first.
    pub drugs: Page<Prescription>,
}

/// Visits looked at.
const VISITS: i64 = 10;
/// Prescriptions looked at, of which [`SHOWN`] are shown.
const DRUGS: i64 = 30;
/// Prescriptions and new results shown.
const SHOWN: usize = 5;
/// Results named in a line.
const NAMED: usize = 3;

impl Summary {
    /// Reads what matters now, as far as it is open to the reader.
    pub(crate) async fn load(
        q: &mut impl Source,
        chart: &Chart,
        since: Since,
        now: DateTime<Utc>,
    ) -> Result<Self, Error> {
        let mut summary = Self { visits: Vec::new(), waiting: Vec::new(), news: nothing(), drugs: nothing() };
        if chart.may(Subject::Appointments) {
            summary.visits = appointments::expected(q, chart, now, VISITS).await?;
            if chart.awaits_release() {
                summary.waiting = appointments::waiting_of(q, chart, now).await?;
            }
        }
        if chart.may(Subject::Labs) {
            summary.news = labs::recent(q, chart, since.from(now)).await?;
        }
        if chart.may(Subject::Prescriptions) {
            summary.drugs = prescriptions::list(q, chart, Which::InUse, "", Before::START, DRUGS).await?;
        }
        Ok(summary)
    }
}

fn nothing<T>() -> Page<T> {
    Page { rows: Vec::new(), older: None, first: true }
}

/// The next visit that everybody has agreed on: when, where, with whom.
pub(crate) fn next_visit(
    visits: &[Appointment],
    place: &InChart,
    clinic: Tz,
    now: DateTime<Utc>,
    lang: Lang,
) -> AnyView {
    let more = (place.href("/appointments"), lang.t("home-visits-all"));
    let asked = visits.iter().filter(|visit| visit.made_here && visit.status == Status::Proposed).count();
    let asked = (asked > 0 && place.banner.is_none())
        .then(|| view! { <p class="quiet-text">{lang.with("booking-home-asked", &[("count", asked.into())])}</p> });
    let book = place.banner.is_none().then(|| {
        let href = place.href("/appointments/new");
        view! {
            <p>
                <a href=href>{lang.t("booking-new")}</a>
            </p>
        }
    });
    let Some(visit) = visits.iter().find(|visit| visit.status.is_fixed()).cloned() else {
        let none = if place.chart.is_own() { lang.t("home-visit-none") } else { lang.t("home-visit-none-chart") };
        return view! {
            <Part title=lang.t("home-visit") id="visit" more=more>
                <p class="quiet-text">{none}</p>
                {asked}
                {book}
            </Part>
        }
        .into_any();
    };
    let zone = zone_of(visit.zone.as_deref(), clinic);
    let day = local(visit.start_at, zone);
    let away = lang.relative(day, local(now, zone));
    let with = visit.practitioner.as_ref().map(|name| lang.with("appointments-with", &[("name", name.clone().into())]));
    let about: Vec<String> = [with, visit.location.clone()].into_iter().flatten().collect();
    let href = place.href(&format!("/appointments/{}", visit.id));
    let name = title(&visit, lang);
    view! {
        <Part title=lang.t("home-visit") id="visit" more=more>
            <div class="next-visit">
                <DateLeaf date=day />
                <div>
                    <p class="next-visit-title">{name}</p>
                    <p>
                        {when(&visit, zone)}
                        " · "
                        {away}
                    </p>
                    <p>{about.join(" · ")}</p>
                </div>
                <LinkButton href=href weight=Weight::Secondary>
                    {lang.t("home-visit-open")}
                </LinkButton>
            </div>
            {asked}
            {book}
        </Part>
    }
    .into_any()
}

/// Since when results count as new.
#[derive(Clone, Copy)]
pub(crate) enum Since {
    /// Since the reader was last here.
    LastHere(DateTime<Utc>),
    /// For so many days.
    Days(i64),
}

impl Since {
    /// Days that count as new for someone who is here often, and for someone who is here for the first time.
    const OFTEN_FIRST: (i64, i64) = (7, 30);

    /// What is new to someone who was last here at `seen`: a second look on one day does not make it old.
    pub(crate) fn seen(seen: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Self {
        let (often, first) = Self::OFTEN_FIRST;
        match seen {
            None => Self::Days(first),
            Some(seen) if seen > now - Duration::days(often) => Self::Days(often),
            Some(seen) => Self::LastHere(seen),
        }
    }

    fn from(self, now: DateTime<Utc>) -> DateTime<Utc> {
        match self {
            Self::LastHere(seen) => seen,
            Self::Days(days) => now - Duration::days(days),
        }
    }
}

/// What the laboratory released since `since`, with what is out of range in words.
pub(crate) fn new_results(news: &Page<Entry>, since: Since, place: &InChart, clinic: Tz, lang: Lang) -> AnyView {
    let more = (place.href("/labs"), lang.t("home-results-all"));
    if news.rows.is_empty() {
        let none = match since {
            Since::LastHere(seen) => {
                lang.with("home-results-none-since", &[("date", lang.date(local(seen, clinic)).into())])
            }
            Since::Days(days) => lang.with("home-results-none", &[("count", days.into())]),
        };
        return view! {
            <Part title=lang.t("home-results") id="results" more=more>
                <p class="quiet-text">{none}</p>
            </Part>
        }
        .into_any();
    }
    let further = news.rows.len().saturating_sub(SHOWN) > 0 || news.older.is_some();
    let rows = news.rows.iter().take(SHOWN).map(|entry| entry_row(entry, place, clinic, lang)).collect_view();
    let about = match since {
        Since::LastHere(seen) => lang.with("home-results-since", &[("date", lang.date(local(seen, clinic)).into())]),
        Since::Days(days) => lang.with("home-results-lately", &[("count", days.into())]),
    };
    view! {
        <Part title=lang.t("home-results") id="results" more=more>
            <p class="part-note">{about}</p>
            <Rows>{rows}</Rows>
            {further.then(|| view! { <p class="quiet-text">{lang.t("home-results-further")}</p> })}
        </Part>
    }
    .into_any()
}

/// The prescriptions in use with their directions.
pub(crate) fn in_use(
    drugs: &Page<Prescription>,
    place: &InChart,
    clinic: Tz,
    now: DateTime<Utc>,
    lang: Lang,
) -> AnyView {
    let today = local(now, clinic);
    let more = (place.href("/prescriptions"), lang.t("home-drugs-all"));
    if drugs.rows.is_empty() {
        let none = if place.chart.is_own() { lang.t("home-drugs-none") } else { lang.t("home-drugs-none-chart") };
        return view! {
            <Part title=lang.t("home-drugs") id="drugs" more=more>
                <p class="quiet-text">{none}</p>
            </Part>
        }
        .into_any();
    }
    let further = drugs.rows.len().saturating_sub(SHOWN);
    let further = (further > 0).then(|| lang.with("home-drugs-further", &[("count", further.into())]));
    let rows = drugs
        .rows
        .iter()
        .take(SHOWN)
        .map(|drug| {
            let href = place.href(&format!("/prescriptions/{}", drug.id));
            prescription_row(drug.clone(), href, clinic, today)
        })
        .collect_view();
    view! {
        <Part title=lang.t("home-drugs") id="drugs" more=more>
            <Rows>{rows}</Rows>
            {further.map(|further| view! { <p class="quiet-text">{further}</p> })}
        </Part>
    }
    .into_any()
}

/// One report or single result: when, what is out of range, how many results there are.
fn entry_row(entry: &Entry, place: &InChart, clinic: Tz, lang: Lang) -> AnyView {
    match entry {
        Entry::Panel(panel) => {
            let report = &panel.report;
            let zone = zone_of(report.zone.as_deref(), clinic);
            let href = place.href(&format!("/labs/reports/{}", report.id));
            if let Some(until) = held_from(report.held_until, place) {
                return held_line(&report.display, Some(href), until, clinic, lang);
            }
            let name = called(report.code.as_deref(), &report.display, lang);
            line(name, Some(href), report.taken().map(|when| (when, zone)), &panel.results, lang)
        }
        Entry::Single(result) => {
            if let Some(until) = held_from(result.held_until, place) {
                return held_line("", Some(place.href("/labs")), until, clinic, lang);
            }
            let zone = zone_of(result.zone.as_deref(), clinic);
            let when = result.taken().map(|when| (when, zone));
            line(named(result, lang), result_href(result, place), when, std::slice::from_ref(result), lang)
        }
    }
}

/// From when the reader sees a held result; nothing for who sees it now.
fn held_from(until: Option<DateTime<Utc>>, place: &InChart) -> Option<DateTime<Utc>> {
    until.filter(|_| place.chart.awaits_release())
}

fn held_line(name: &str, href: Option<String>, until: DateTime<Utc>, clinic: Tz, lang: Lang) -> AnyView {
    let words = held_words(until, clinic, lang);
    view! {
        <Row title=held_name(name, lang) href=href>
            <p>{words}</p>
        </Row>
    }
    .into_any()
}

fn line(name: Named, href: Option<String>, when: Option<(Moment, Tz)>, results: &[Observation], lang: Lang) -> AnyView {
    let flags: Vec<Flag> = results.iter().map(flag).collect();
    let out = flags.iter().filter(|flag| flag.is_out()).count();
    let all_in = !flags.is_empty() && flags.iter().all(|flag| *flag == Flag::Normal);
    let badge = if results.len() == 1 {
        // Its own flag stands beside its value.
        None
    } else if out > 0 {
        let tone = if flags.iter().any(|flag| flag.is_critical()) { Tone::Danger } else { Tone::Warn };
        Some((tone, lang.with("home-results-out", &[("count", out.into())])))
    } else {
        all_in.then(|| (Tone::Good, lang.t("home-results-in")))
    };
    let lines = results
        .iter()
        .zip(flags)
        .filter(|(_, flag)| flag.is_out() || results.len() == 1)
        .take(NAMED)
        .map(|(result, flag)| {
            let value = reading(result).map(|reading| quantity(&reading.value, &reading.unit)).unwrap_or_default();
            let Named { name, own } = named(result, lang);
            let (test, own) = if results.len() == 1 { (value, None) } else { (format!("{name} {value}"), own) };
            view! {
                <p class="new-result">
                    {test} " " <FlagBadge flag=flag /> {own_name(own)}
                </p>
            }
        })
        .collect_view();
    let further = out.saturating_sub(NAMED);
    let further = (further > 0).then(|| lang.with("home-results-out-further", &[("count", further.into())]));
    let count = (results.len() > 1).then(|| lang.with("home-results-count", &[("count", results.len().into())]));
    let aside = move || badge.map(|(tone, text)| view! { <Badge tone=tone text=text /> });
    let Named { name, own } = name;
    view! {
        <Row title=name href=href aside=aside()>
            {own_name(own)}
            <p>
                {when.map(|(at, zone)| view! { <WhenDay at=at zone=zone /> })}
                {count.map(|count| format!(" · {count}"))}
            </p>
            {lines}
            {further.map(|further| view! { <p>{further}</p> })}
        </Row>
    }
    .into_any()
}
