use crate::{
    accounts::Letter,
    ui::{
        badge::Badge,
        button::{Button, LinkButton, PostButton, Weight},
        empty::Empty,
        field::{Input, TextField},
        form::{FieldError, Form, error_at},
        icon::Symbol,
        list::{Row, Rows},
        nav::Section,
        notice::Notice as NoticeBox,
        page::{PageHead, Part},
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Frame, Here, InChart, Notice, Signed, Typed, after},
};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use clinic::{
    accounts::{
        Clinician, Invitations, Invited, invitations_of, invite as issue, invite_by_mail, is_email, revoke_invitation,
    },
    ids::InvitationId,
    policies::Policy,
};
use leptos::prelude::*;
use serde::Deserialize;

/// The field of the form that mails an invitation.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct MailFields {
    email: String,
}

/// The invitation that is taken back.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct RevokeFields {
    id: String,
}

/// The state of a patient's invitations, and the way to a new one.
pub(crate) async fn invitation(here: Here, place: InChart) -> Answer {
    show(here, place, None, Vec::new()).await
}

async fn show(here: Here, place: InChart, typed: Option<MailFields>, errors: Vec<FieldError>) -> Answer {
    let state = invitations_of(&mut here.read().await?, &place.chart).await?;
    let (lang, now, zone) = (here.lang, here.now, here.portal.settings.zone);
    let days = here.portal.policies.values().get(Policy::InvitationDays);
    let action = place.href("/invitation");
    let email = typed.map(|typed| typed.email).or_else(|| state.email.clone());
    let frame = Frame::new(here, lang.t("invite-title")).section(Section::Invitation).of(&place);
    let frame = if errors.is_empty() { frame } else { frame.refused() };
    Ok(frame
        .show(move || {
            let revocation = format!("{action}/revocation");
            view! {
                <PageHead title=lang.t("invite-title") lead=lang.t("invite-lead") />
                {what_to_do(&state, action, email, errors, (now, zone, days), lang)}
                {(!state.issued.is_empty()).then(|| issued_part(state.issued, &revocation, now, zone, lang))}
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
    let letter = Letter::Patient.show(&here, language, (state.name, None), new.code, new.expires_at);
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

/// Mails an invitation to the address that was typed.
pub(crate) async fn mail(
    here: Here,
    Signed(by): Signed<Clinician>,
    place: InChart,
    Typed(typed): Typed<MailFields>,
) -> Answer {
    if !is_email(&typed.email) {
        let errors = vec![FieldError::new("email", here.lang.t("invitation-email-malformed"))];
        return show(here, place, Some(typed), errors).await;
    }
    let state = invitations_of(&mut here.read().await?, &place.chart).await?;
    if state.account_since.is_some() || !state.can_be_checked {
        return invitation(here, place).await;
    }
    let portal = &here.portal;
    let patient = place.chart.patient();
    invite_by_mail(&portal.db, &portal.auditor, by.actor(), patient, &typed.email, here.now).await?;
    Ok(after(&place.href("/invitation"), Some(Notice::InvitationMailed)))
}

/// Takes an invitation back.
pub(crate) async fn revoke(
    here: Here,
    Signed(by): Signed<Clinician>,
    place: InChart,
    Typed(typed): Typed<RevokeFields>,
) -> Answer {
    let id: InvitationId = typed.id.parse().map_err(|_| clinic::Error::NotFound)?;
    let portal = &here.portal;
    let patient = place.chart.patient();
    let revoked = revoke_invitation(&portal.db, &portal.auditor, by.actor(), patient, id, here.now).await?;
    // One that was used or replaced meanwhile is shown as such.
    Ok(after(&place.href("/invitation"), revoked.then_some(Notice::InvitationRevoked)))
}

fn what_to_do(
    state: &Invitations,
    action: String,
    email: Option<String>,
    errors: Vec<FieldError>,
    (now, zone, days): (DateTime<Utc>, Tz, i64),
    lang: Lang,
) -> AnyView {
    if let Some(since) = state.account_since {
        let since = lang.with("invite-has-account-since", &[("date", lang.moment(since, zone).into())]);
        return view! {
            <NoticeBox tone=Tone::Good title=lang.t("invite-has-account")>
                <p>{since}</p>
            </NoticeBox>
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
    let again = state.issued.iter().any(|issued| issued.is_open(now));
    let advice =
        if again { lang.t("invite-again-advice") } else { lang.with("invite-new-advice", &[("count", days.into())]) };
    let letter = if again { lang.t("invite-again") } else { lang.t("invite-new") };
    let mail = format!("{action}/mail");
    view! {
        <p>{advice}</p>
        <Part title=lang.t("invite-on-paper") id="paper">
            <p>{lang.t("invite-on-paper-advice")}</p>
            <PostButton action=action icon=Symbol::Print>
                {letter}
            </PostButton>
        </Part>
        <Part title=lang.t("invite-by-mail") id="mail">
            <Form action=mail errors=errors.clone()>
                <TextField
                    name="email"
                    label=lang.t("invitation-email")
                    input=Input::Email
                    autocomplete="off"
                    value=email
                    hint=lang.t("invite-by-mail-hint")
                    error=error_at(&errors, "email")
                />
                <Button weight=Weight::Secondary icon=Symbol::Mail>
                    {lang.t("invite-mail-button")}
                </Button>
            </Form>
        </Part>
    }
    .into_any()
}

fn issued_part(
    issued: Vec<Invited>,
    revocation: &str,
    now: DateTime<Utc>,
    zone: Tz,
    lang: Lang,
) -> impl IntoView + use<> {
    let rows = issued
        .into_iter()
        .map(|issued| {
            let at = |at: DateTime<Utc>| lang.moment(at, zone);
            let is_open = issued.is_open(now);
            let (tone, word, about) = match (issued.used_at, issued.revoked_at) {
                (Some(used), _) => {
                    (Tone::Good, lang.t("invite-used"), lang.with("invite-used-on", &[("date", at(used).into())]))
                }
                (None, Some(revoked)) => {
                    (Tone::Quiet, lang.t("invite-ended"), lang.with("invite-ended-on", &[("date", at(revoked).into())]))
                }
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
            let way = match &issued.email {
                Some(email) => {
                    let email = email.clone();
                    match issued.mail_state.as_deref() {
                        Some("sent") => lang.with("invite-mail-sent", &[("email", email.into())]),
                        Some("waiting") => lang.with("invite-mail-waiting", &[("email", email.into())]),
                        Some("failed") => lang.with("invite-mail-failed", &[("email", email.into())]),
                        _ => lang.with("invite-mail-to", &[("email", email.into())]),
                    }
                }
                None => lang.t("invite-letter"),
            };
            let title = lang.with("invite-issued-on", &[("date", at(issued.created_at).into())]);
            let revocation = revocation.to_owned();
            view! {
                <Row title=title aside=move || view! { <Badge tone=tone text=word.clone() /> }>
                    <p>{way}</p>
                    <p>{about}</p>
                    {is_open
                        .then(|| {
                            view! {
                                <PostButton
                                    action=revocation
                                    fields=vec![("id", issued.id.to_string())]
                                    weight=Weight::Quiet
                                >
                                    {lang.t("invite-revoke")}
                                </PostButton>
                            }
                        })}
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
