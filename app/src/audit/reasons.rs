use super::fields::{SearchFields, period};
use crate::{
    patients::purpose_name,
    ui::{
        button::{Button, LinkButton, Weight},
        empty::Empty,
        field::{Input, TextField},
        form::error_at,
        icon::Symbol,
        list::{Row, Rows},
        nav::{Section, SystemPart, system_tabs},
        page::{PageHead, Part},
        pager::Pager,
        tabs::Tabs,
        text::Lang,
    },
    web::{Answer, Frame, Here, Signed},
};
use axum::extract::Query;
use chrono_tz::Tz;
use clinic::{
    accounts::Admin,
    audit::{GivenReason, given_reasons},
    paging::{Before, Page},
};
use leptos::prelude::*;
use serde::Deserialize;

/// Reasons on one page.
const REASONS: i64 = 50;

/// Which days are asked for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct DayFields {
    from: String,
    to: String,
    before: String,
}

/// Records that were opened with a reason by someone outside the care team.
pub(crate) async fn reasons(here: Here, Signed(by): Signed<Admin>, Query(asked): Query<DayFields>) -> Answer {
    let lang = here.lang;
    let typed = SearchFields { from: asked.from, to: asked.to, ..SearchFields::default() };
    let (days, errors) = period(&typed.from, &typed.to, &here, lang);
    let before = Before::parse(Some(asked.before.as_str()));
    let found = given_reasons(&mut here.read().await?, &by, days, before, REASONS, &here.visit.log).await?;
    let zone = here.portal.settings.zone;
    let frame =
        Frame::new(here, lang.t("audit-reasons")).section(Section::System).crumb("/audit", lang.t("audit-title"));
    let frame = if errors.is_empty() { frame } else { frame.refused() };
    Ok(frame
        .show(move || {
            let is_day = |text: &str| text.len() == 10 && text.chars().all(|sign| sign.is_ascii_digit() || sign == '-');
            let [from, to] = [&typed.from, &typed.to].map(|day| if is_day(day) { day.clone() } else { String::new() });
            let address = format!("/audit/reasons?from={from}&to={to}");
            view! {
                <Tabs label=lang.t("nav-system-parts") tabs=system_tabs(SystemPart::Audit) />
                <PageHead title=lang.t("audit-reasons") lead=lang.t("audit-reasons-lead") />
                <form class="filter" method="get" action="/audit/reasons">
                    <TextField
                        name="from"
                        label=lang.t("audit-from")
                        input=Input::Date
                        value=typed.from
                        error=error_at(&errors, "from")
                        optional=true
                    />
                    <TextField
                        name="to"
                        label=lang.t("audit-to")
                        input=Input::Date
                        value=typed.to
                        error=error_at(&errors, "to")
                        optional=true
                    />
                    <Button weight=Weight::Secondary icon=Symbol::Search>
                        {lang.t("common-search")}
                    </Button>
                    <LinkButton href="/audit/reasons" weight=Weight::Quiet>
                        {lang.t("common-clear")}
                    </LinkButton>
                </form>
                {list(found, address, zone, lang)}
            }
        })
        .await)
}

fn list(found: Page<GivenReason>, address: String, zone: Tz, lang: Lang) -> AnyView {
    if found.rows.is_empty() {
        return view! {
            <Empty icon=Symbol::Access title=lang.t("audit-reasons-none")>
                <p>{lang.t("audit-reasons-none-advice")}</p>
            </Empty>
        }
        .into_any();
    }
    let newest = (!found.first).then(|| address.clone());
    let older = found.older.map(|before| format!("{address}&before={}", before.token()));
    let rows = found.rows.into_iter().map(|given| row(given, zone, lang)).collect_view();
    view! {
        <Part title=lang.t("audit-reasons-list") id="reasons">
            <Rows>{rows}</Rows>
            <Pager newest=newest older=older />
        </Part>
    }
    .into_any()
}

fn row(given: GivenReason, zone: Tz, lang: Lang) -> impl IntoView {
    let patient = match given.record_number {
        Some(number) => format!("{} · {}", given.patient, lang.with("banner-mrn", &[("number", number.into())])),
        None => given.patient,
    };
    let purpose = purpose_name(given.purpose, lang);
    let why = match given.reason {
        Some(reason) => format!("{purpose}: {reason}"),
        None => purpose,
    };
    let when = lang.with(
        "audit-reason-when",
        &[("from", lang.moment(given.granted_at, zone).into()), ("to", lang.moment(given.ends_at, zone).into())],
    );
    let title = lang.with("audit-reason-who", &[("name", given.person.into())]);
    view! {
        <Row title=title>
            <p>{patient}</p>
            <p>{why}</p>
            <p>{when}</p>
        </Row>
    }
}
