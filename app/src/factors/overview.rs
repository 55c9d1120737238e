use super::proof::needs_factor;
use crate::{
    ui::{
        badge::Badge,
        button::{Actions, LinkButton, PostButton, Weight},
        empty::Empty,
        icon::Symbol,
        list::{Row, Rows},
        nav::Section,
        notice::Notice,
        page::{PageHead, Part},
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Frame, Here, Signed},
};
use axum::response::{IntoResponse as _, Redirect};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use clinic::{
    accounts::Person,
    factors::{Factor, FactorSort, Held, MOST_APPS, MOST_PASSKEYS, factors_of, held_by, passkeys_work},
};
use leptos::prelude::*;

use super::proof::session;

/// Recovery codes of which one is reminded to make new ones.
const FEW: i64 = 3;

/// What the person has to sign in with beside their password.
pub(crate) async fn page(here: Here, Signed(by): Signed<Person>) -> Answer {
    let session = session(&here, &by)?;
    let mut q = here.read().await?;
    let held = held_by(&mut q, &session).await?;
    let needs = needs_factor(&here);
    if needs && held.is_strong() && !session.is_strong() {
        // They have what their role needs, and signed in with less: they are asked for it, then go where they wanted to.
        return Ok(Redirect::to("/account/confirmation").into_response());
    }
    let factors = factors_of(&mut q, &session).await?;
    drop(q);
    let works = passkeys_work(&here.portal.settings.origin);
    let (lang, now, zone) = (here.lang, here.now, here.portal.settings.zone);
    Ok(Frame::new(here, lang.t("factors-title"))
        .section(Section::Account)
        .crumb("/account", lang.t("account-title"))
        .show(move || {
            view! {
                <PageHead title=lang.t("factors-title") lead=lang.t("factors-lead") />
                {(needs && !held.is_strong())
                    .then(|| {
                        view! {
                            <Notice tone=Tone::Info title=lang.t("factors-needed")>
                                <p>{lang.t("factors-needed-advice")}</p>
                            </Notice>
                        }
                    })}
                {strong_part(factors, held, works, (now, zone), lang)}
                {held.is_strong().then(|| recovery_part(held, lang))}
                {(held.mail_codes || !needs).then(|| mail_part(held, lang))}
            }
        })
        .await)
}

fn strong_part(
    factors: Vec<Factor>,
    held: Held,
    works: bool,
    (now, zone): (DateTime<Utc>, Tz),
    lang: Lang,
) -> impl IntoView {
    let list = if factors.is_empty() {
        view! {
            <Empty icon=Symbol::Lock title=lang.t("factors-none")>
                <p>{lang.t("factors-none-advice")}</p>
            </Empty>
        }
        .into_any()
    } else {
        let rows = factors.into_iter().map(|factor| row(factor, now, zone, lang)).collect_view();
        view! { <Rows>{rows}</Rows> }.into_any()
    };
    let app = (held.apps < MOST_APPS).then(|| {
        view! {
            <PostButton action="/account/factors/apps" icon=Symbol::Phone>
                {lang.t("factors-add-app")}
            </PostButton>
        }
    });
    let passkey = (works && held.passkeys < MOST_PASSKEYS).then(|| {
        view! {
            <LinkButton href="/account/factors/passkeys" weight=Weight::Secondary icon=Symbol::Lock>
                {lang.t("factors-add-passkey")}
            </LinkButton>
        }
    });
    view! {
        <Part title=lang.t("factors-strong") id="strong">
            <p>{lang.t("factors-strong-advice")}</p>
            {list}
            <Actions>{app} {passkey}</Actions>
            {(!works).then(|| view! { <p class="quiet-text">{lang.t("factors-passkeys-elsewhere")}</p> })}
        </Part>
    }
}

fn row(factor: Factor, now: DateTime<Utc>, zone: Tz, lang: Lang) -> impl IntoView {
    let sort = match factor.sort {
        FactorSort::App => lang.t("factors-app"),
        FactorSort::Passkey => lang.t("factors-passkey"),
    };
    let set_up = lang.with("factors-since", &[("date", lang.moment(factor.created_at, zone).into())]);
    let used = match factor.last_used_at {
        Some(at) => lang.with("factors-used", &[("when", lang.relative_moment(at, now, zone).into())]),
        None => lang.t("factors-unused"),
    };
    view! {
        <Row
            title=factor.name
            href=format!("/account/factors/{}", factor.id)
            aside=move || view! { <Badge tone=Tone::Good text=sort.clone() /> }
        >
            <p>{set_up} " · " {used}</p>
        </Row>
    }
}

fn recovery_part(held: Held, lang: Lang) -> impl IntoView {
    let left = held.recovery_codes;
    let state = lang.with("recovery-left", &[("count", left.into())]);
    let state = if left <= FEW {
        view! {
            <Notice tone=Tone::Warn title=state>
                <p>{lang.t("recovery-few")}</p>
            </Notice>
        }
        .into_any()
    } else {
        view! { <p>{state}</p> }.into_any()
    };
    view! {
        <Part title=lang.t("recovery-title") id="recovery">
            <p>{lang.t("recovery-advice")}</p>
            {state}
            <PostButton action="/account/factors/recovery" weight=Weight::Secondary icon=Symbol::Print>
                {lang.t("recovery-renew")}
            </PostButton>
            <p class="hint">{lang.t("recovery-renew-advice")}</p>
        </Part>
    }
}

fn mail_part(held: Held, lang: Lang) -> impl IntoView {
    let (tone, word, button) = if held.mail_codes {
        (Tone::Good, lang.t("mail-codes-are-on"), lang.t("mail-codes-change"))
    } else {
        (Tone::Quiet, lang.t("mail-codes-are-off"), lang.t("mail-codes-set-up"))
    };
    view! {
        <Part title=lang.t("mail-codes-title") id="mail-codes">
            <p>{lang.t("mail-codes-advice")}</p>
            <p>
                <Badge tone=tone text=word />
            </p>
            <LinkButton href="/account/factors/mail" weight=Weight::Secondary icon=Symbol::Mail>
                {button}
            </LinkButton>
        </Part>
    }
}
