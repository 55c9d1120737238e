//! The limits beyond which results are critical, as the clinic decides.

use crate::{
    ui::{
        button::{Actions, Button, PostButton, Weight},
        field::{Input, TextField},
        form::{FieldError, Form, error_at},
        list::{Row, Rows},
        nav::{Section, SystemPart, system_tabs},
        page::{PageHead, Part},
        tabs::Tabs,
        text::Lang,
    },
    web::{Answer, Frame, Fresh, Here, Notice, Signed, Typed, after},
};
use chrono_tz::Tz;
use clinic::{
    accounts::Admin,
    ids::LimitId,
    reviews::{Limit, NotLimited, Ruled, add_limit, end_limit, ruled},
};
use leptos::prelude::*;
use serde::Deserialize;

const PAGE: &str = "/policies/critical-values";

/// A limit as it was typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct LimitFields {
    name: String,
    code: String,
    unit: String,
    low: String,
    high: String,
}

/// The limits.
pub(crate) async fn page(here: Here, Signed(by): Signed<Admin>) -> Answer {
    show(here, &by, LimitFields::default(), Vec::new()).await
}

/// Adds one.
pub(crate) async fn add(here: Here, Fresh(by): Fresh<Admin>, Typed(typed): Typed<LimitFields>) -> Answer {
    let text = |field: &str| Some(field.trim()).filter(|text| !text.is_empty()).map(str::to_owned);
    let limit = Limit {
        code: typed.code.trim().to_owned(),
        unit: typed.unit.trim().to_owned(),
        low: text(&typed.low),
        high: text(&typed.high),
    };
    let portal = &here.portal;
    match add_limit(&portal.db, &portal.auditor, &by, &typed.name, limit, here.now).await? {
        Ok(()) => Ok(after(PAGE, Some(Notice::LimitsSaved))),
        Err(why) => {
            let error = fault(why, here.lang);
            show(here, &by, typed, vec![error]).await
        }
    }
}

/// Ends one.
pub(crate) async fn end(here: Here, Fresh(by): Fresh<Admin>) -> Answer {
    let id: LimitId = here.id("limit")?;
    end_limit(&here.portal.db, &here.portal.auditor, &by, id, here.now).await?;
    Ok(after(PAGE, Some(Notice::LimitsSaved)))
}

fn fault(why: NotLimited, lang: Lang) -> FieldError {
    match why {
        NotLimited::Name => FieldError::new("name", lang.t("reviews-limit-name-wrong")),
        NotLimited::Code => FieldError::new("code", lang.t("reviews-limit-code-wrong")),
        NotLimited::Unit => FieldError::new("unit", lang.t("reviews-limit-unit-wrong")),
        NotLimited::Low => FieldError::new("low", lang.t("reviews-limit-number-wrong")),
        NotLimited::High => FieldError::new("high", lang.t("reviews-limit-number-wrong")),
        NotLimited::Neither => FieldError::new("low", lang.t("reviews-limit-neither")),
        NotLimited::Order => FieldError::new("low", lang.t("reviews-limit-order")),
        NotLimited::Twice => FieldError::new("code", lang.t("reviews-limit-twice")),
    }
}

async fn show(here: Here, by: &Admin, typed: LimitFields, errors: Vec<FieldError>) -> Answer {
    let rows = ruled(&mut here.read().await?, by).await?;
    let (lang, zone) = (here.lang, here.portal.settings.zone);
    let frame = Frame::new(here, lang.t("reviews-limits-title"))
        .section(Section::System)
        .crumb("/policies", lang.t("policies-title"));
    let frame = if errors.is_empty() { frame } else { frame.refused() };
    Ok(frame
        .show(move || {
            let (old, now): (Vec<Ruled>, Vec<Ruled>) = rows.into_iter().partition(|row| row.ended_at.is_some());
            let none = now.is_empty().then(|| view! { <p>{lang.t("reviews-limits-none")}</p> });
            let now: Vec<_> = now.iter().map(|one| row(one, zone, lang)).collect();
            let has_ended = !old.is_empty();
            let old: Vec<_> = old.iter().map(|one| row(one, zone, lang)).collect();
            view! {
                <Tabs label=lang.t("nav-system-parts") tabs=system_tabs(SystemPart::Policies) />
                <PageHead title=lang.t("reviews-limits-title") lead=lang.t("reviews-limits-lead") />
                <Part title=lang.t("reviews-limits-now") id="now">
                    {none}
                    <Rows>{now}</Rows>
                </Part>
                <Part title=lang.t("reviews-limits-add") id="add">
                    <p>{lang.t("reviews-limits-advice")}</p>
                    {form(typed, errors, lang)}
                </Part>
                {has_ended
                    .then(|| {
                        view! {
                            <Part title=lang.t("reviews-limits-ended") id="ended">
                                <Rows>{old}</Rows>
                            </Part>
                        }
                    })}
            }
        })
        .await)
}

fn form(typed: LimitFields, errors: Vec<FieldError>, lang: Lang) -> impl IntoView {
    view! {
        <Form action=PAGE errors=errors.clone()>
            <TextField
                name="name"
                label=lang.t("reviews-limit-name")
                value=typed.name
                error=error_at(&errors, "name")
                maxlength=100
            />
            <TextField
                name="code"
                label=lang.t("reviews-limit-code")
                hint=lang.t("reviews-limit-code-hint")
                input=Input::Code
                value=typed.code
                error=error_at(&errors, "code")
                maxlength=10
            />
            <TextField
                name="unit"
                label=lang.t("reviews-limit-unit")
                hint=lang.t("reviews-limit-unit-hint")
                input=Input::Code
                value=typed.unit
                error=error_at(&errors, "unit")
                maxlength=40
            />
            <TextField
                name="low"
                label=lang.t("reviews-limit-low")
                input=Input::Decimal
                value=typed.low
                error=error_at(&errors, "low")
                maxlength=20
                optional=true
            />
            <TextField
                name="high"
                label=lang.t("reviews-limit-high")
                input=Input::Decimal
                value=typed.high
                error=error_at(&errors, "high")
                maxlength=20
                optional=true
            />
            <Actions>
                <Button>{lang.t("reviews-limits-add")}</Button>
            </Actions>
        </Form>
    }
}

fn row(one: &Ruled, zone: Tz, lang: Lang) -> AnyView {
    let side = |text: &Option<String>, low: bool| {
        text.as_deref().map(|value| {
            let value = crate::ui::number::quantity(value, &one.limit.unit);
            let args = [("value", value.into())];
            if low { lang.with("reviews-limit-below", &args) } else { lang.with("reviews-limit-above", &args) }
        })
    };
    let limits: Vec<String> =
        [side(&one.limit.low, true), side(&one.limit.high, false)].into_iter().flatten().collect();
    let ended = one.ended_at.zip(one.ender.clone()).map(|(at, name)| {
        let who = super::words::by(&name, at, zone, lang);
        view! { <p class="quiet-text">{lang.with("reviews-limit-ended-by", &[("who", who.into())])}</p> }
    });
    let end = one.ended_at.is_none().then(|| {
        view! {
            <PostButton action=format!("{PAGE}/{}/end", one.id) weight=Weight::Quiet>
                {lang.t("reviews-limit-end")}
            </PostButton>
        }
    });
    let title = format!("{} ({})", one.name, one.limit.code);
    let made = super::words::by(&one.maker, one.made_at, zone, lang);
    view! {
        <Row title=title>
            <p>{limits.join(" · ")}</p>
            <p class="quiet-text">{made}</p>
            {ended}
            {end}
        </Row>
    }
    .into_any()
}
