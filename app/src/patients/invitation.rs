use crate::{
    accounts::Letter,
    ui::{
        badge::Badge,
        button::{LinkButton, PostButton, Weight},
        empty::Empty,
        icon::Symbol,
        list::{Row, Rows},
        nav::Section,
        notice::Notice,
        page::{PageHead, Part},
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Frame, Here, InChart, Signed},
};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use clinic::accounts::{Clinician, Invitations, Invited, invitations_of, invite as issue};
use leptos::prelude::*;

/// The state of a patient's invitations, and the way to a new one.
pub(crate) async fn invitation(here: Here, place: InChart) -> Answer {
    let state = invitations_of(&mut here.read().await?, &place.chart).await?;
    let (lang, now, zone) = (here.lang, here.now, here.portal.settings.zone);
    let action = place.href("/invitation");
    Ok(Frame::new(here, lang.t("invite-title"))
        .section(Section::Invitation)
        .of(&place)
        .show(move || {
            view! {
                <PageHead title=lang.t("invite-title") lead=lang.t("invite-lead") />
                {what_to_do(&state, action, zone, lang)}
                {(!state.issued.is_empty()).then(|| issued_part(state.issued, now, zone, lang))}
            }
        })
        .await)
}

/// Issues an invitation and shows its letter. The page itself answers the POST: the code is known only now, and stands in no
/// address and no cookie. Sent again, the form issues another code and ends this one.
pub(crate) async fn invite(here: Here, Signed(by): Signed<Clinician>, place: InChart) -> Answer {
    let state = invitations_of(&mut here.read().await?, &place.chart).await?;
    if state.account_since.is_some() || !state.can_be_checked {
        // Someone else was faster, or the form is old: the page says what stands in the way.
        return invitation(here, place).await;
    }
    let portal = &here.portal;
    let new = issue(&portal.db, &portal.auditor, by.actor(), place.chart.patient(), here.now).await?;
    let lang = here.lang;
    let language = state.language.as_deref().and_then(Lang::from_tag).unwrap_or(lang);
    let letter = Letter::Patient.show(&here, language, state.name, new.code, new.expires_at);
    let back = place.href("/invitation");
    Ok(Frame::new(here, lang.t("invite-letter-title"))
        .section(Section::Invitation)
        .of(&place)
        .show(move || {
            view! {
                <PageHead title=lang.t("invite-letter-title") lead=lang.t("invite-letter-lead") />
                {letter}
                <p class="no-print">
                    <LinkButton href=back weight=Weight::Secondary>
                        {lang.t("invite-letter-done")}
                    </LinkButton>
                </p>
            }
        })
        .await)
}

fn what_to_do(state: &Invitations, action: String, zone: Tz, lang: Lang) -> AnyView {
    if let Some(since) = state.account_since {
        let since = lang.with("invite-has-account-since", &[("date", lang.moment(since, zone).into())]);
        return view! {
            <Notice tone=Tone::Good title=lang.t("invite-has-account")>
                <p>{since}</p>
            </Notice>
        }
        .into_any();
    }
    if !state.can_be_checked {
        return view! {
            <Empty icon=Symbol::Mail title=lang.t("invite-no-birth-date")>
                <p>{lang.t("invite-no-birth-date-advice")}</p>
            </Empty>
        }
        .into_any();
    }
    let again = state.issued.iter().any(|issued| issued.used_at.is_none() && issued.revoked_at.is_none());
    let (advice, button) = if again {
        (lang.t("invite-again-advice"), lang.t("invite-again"))
    } else {
        (lang.t("invite-new-advice"), lang.t("invite-new"))
    };
    view! {
        <p>{advice}</p>
        <PostButton action=action icon=Symbol::Mail>
            {button}
        </PostButton>
    }
    .into_any()
}

fn issued_part(issued: Vec<Invited>, now: DateTime<Utc>, zone: Tz, lang: Lang) -> impl IntoView {
    let rows = issued
        .into_iter()
        .map(|issued| {
            let at = |at: DateTime<Utc>| lang.moment(at, zone);
            let (tone, word, about) = match (issued.used_at, issued.revoked_at) {
                (Some(used), _) => {
                    (Tone::Good, lang.t("invite-used"), lang.with("invite-used-on", &[("date", at(used).into())]))
                }
                (None, Some(revoked)) => (
                    Tone::Quiet,
                    lang.t("invite-replaced"),
                    lang.with("invite-replaced-on", &[("date", at(revoked).into())]),
                ),
                (None, None) if issued.expires_at <= now => (
                    Tone::Quiet,
                    lang.t("invite-expired"),
                    lang.with("invite-expired-on", &[("date", at(issued.expires_at).into())]),
                ),
                (None, None) => (
                    Tone::Info,
                    lang.t("invite-open"),
                    lang.with("invite-open-until", &[("date", at(issued.expires_at).into())]),
                ),
            };
            let title = lang.with("invite-issued-on", &[("date", at(issued.created_at).into())]);
            view! {
                <Row title=title aside=move || view! { <Badge tone=tone text=word.clone() /> }>
                    <p>{about}</p>
                </Row>
            }
        })
        .collect_view();
    view! {
        <Part title=lang.t("invite-issued") id="issued">
            <Rows>{rows}</Rows>
        </Part>
    }
}
