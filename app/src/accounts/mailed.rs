//! Accepting an invitation by the link of a mail.

use super::{
    joining::{JoinFields, Shown, day, join, judged, which_account},
    links::{Dead, subject},
    passwords::NewPasswordField,
};
use crate::{
    ui::{
        button::{Button, LinkButton},
        field::{Input, TextField},
        form::{FieldError, Form, error_at},
        list::{Fact, Facts},
        notice::Notice as NoticeBox,
        page::PageHead,
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Frame, Here, Typed, remember_way},
};
use clinic::{
    accounts::{Held, Invitee, Landing, Standing, landing},
    ids::InvitationId,
    mail::{BadLink, Purpose},
};
use leptos::prelude::*;

/// What someone who follows the link of a mail is told. Nothing happens yet: programs open links too.
pub(crate) async fn link_page(here: Here) -> Answer {
    let id = match subject(&here, Purpose::Invitation).await? {
        Ok(id) => InvitationId(id),
        Err(BadLink::Expired) => return Ok(over(&here, Standing::Expired).show(here).await),
        Err(BadLink::Wrong) => return Ok(Dead::wrong(&here).show(here).await),
    };
    show_link(here, id, Shown::default()).await
}

/// Accepts an invitation by the link of a mail.
pub(crate) async fn join_by_link(here: Here, Typed(typed): Typed<JoinFields>) -> Answer {
    let lang = here.lang;
    let id = match subject(&here, Purpose::Invitation).await? {
        Ok(id) => InvitationId(id),
        Err(BadLink::Expired) => return Ok(over(&here, Standing::Expired).show(here).await),
        Err(BadLink::Wrong) => return Ok(Dead::wrong(&here).show(here).await),
    };
    let found = landing(&mut here.read().await?, id, here.now).await?;
    let Some(found) = found.filter(|found| found.standing == Standing::Open) else {
        return show_link(here, id, Shown::default()).await;
    };
    let mut errors = Vec::new();
    let born = day(&typed.born);
    if found.invitee == Invitee::Patient && born.is_none() {
        errors.push(FieldError::new("born", lang.t("invitation-born-missing")));
    }
    if here.visit.session.is_none()
        && let Err(weak) = judged(&here, &typed.password, &found.email)
    {
        errors.push(weak);
    }
    if errors.is_empty() {
        match join(&here, Held::Link(id), born, "", &typed.password).await? {
            Ok(response) => return Ok(response),
            Err(error) => errors.push(error),
        }
    }
    show_link(here, id, Shown { typed, errors }).await
}

async fn show_link(here: Here, id: InvitationId, shown: Shown) -> Answer {
    let found = landing(&mut here.read().await?, id, here.now).await?;
    let Some(found) = found else { return Ok(Dead::wrong(&here).show(here).await) };
    if found.standing != Standing::Open {
        return Ok(over(&here, found.standing).show(here).await);
    }
    let lang = here.lang;
    let account = here.visit.session.as_ref().map(|session| (session.name().to_owned(), session.email().to_owned()));
    let clinic = here.portal.settings.clinic_name.clone();
    let action = here.uri.path().to_owned();
    let way = here.clone();
    let frame = Frame::new(here, lang.t("invitation-link-title"));
    let frame = if shown.errors.is_empty() { frame } else { frame.refused() };
    let is_new = account.is_none();
    let response = frame
        .show(move || {
            view! {
                <PageHead title=lang.t("invitation-link-title") lead=what(&found, clinic, lang) />
                {match account {
                    None if found.is_known => sign_in_first(&found.email, lang).into_any(),
                    account => link_form(found, account, action, shown, lang).into_any(),
                }}
            }
        })
        .await;
    // Whoever signs in first comes back here.
    Ok(if is_new { remember_way(&way, response) } else { response })
}

/// What the invitation is for, in a sentence.
fn what(found: &Landing, clinic: String, lang: Lang) -> String {
    match (found.invitee, found.helps.clone()) {
        (Invitee::Staff, _) => lang.with("invitation-link-staff", &[("clinic", clinic.into())]),
        (Invitee::Helper, Some(name)) => {
            lang.with("invitation-link-helper", &[("clinic", clinic.into()), ("name", name.into())])
        }
        (Invitee::Helper, None) => lang.with("invitation-link-helper-unnamed", &[("clinic", clinic.into())]),
        (Invitee::Patient | Invitee::Setup, _) => lang.with("invitation-link-patient", &[("clinic", clinic.into())]),
    }
}

fn sign_in_first(email: &str, lang: Lang) -> impl IntoView + use<> {
    let advice = lang.with("invitation-known-advice", &[("email", email.into())]);
    view! {
        <NoticeBox tone=Tone::Info title=lang.t("invitation-known")>
            <p>{advice}</p>
        </NoticeBox>
        <p>
            <LinkButton href="/sign-in">{lang.t("sign-in-button")}</LinkButton>
        </p>
    }
}

fn link_form(
    found: Landing,
    account: Option<(String, String)>,
    action: String,
    shown: Shown,
    lang: Lang,
) -> impl IntoView {
    let Shown { typed, errors } = shown;
    let is_new = account.is_none();
    let facts = [
        Fact::some(lang.t("account-name"), found.name.filter(|_| is_new)),
        is_new.then(|| Fact::new(lang.t("invitation-you-sign-in-with"), found.email)),
    ];
    let facts: Vec<Fact> = facts.into_iter().flatten().collect();
    view! {
        {account.map(|(name, email)| which_account(name, &email, lang))}
        {(!facts.is_empty()).then(|| view! { <Facts facts=facts /> })}
        <Form action=action errors=errors.clone()>
            {(found.invitee == Invitee::Patient)
                .then(|| {
                    view! {
                        <TextField
                            name="born"
                            label=lang.t("invitation-born")
                            input=Input::BirthDate
                            value=typed.born
                            hint=lang.t("invitation-born-hint")
                            error=error_at(&errors, "born")
                        />
                    }
                })}
            {is_new
                .then(|| view! { <NewPasswordField label=lang.t("invitation-password") errors=errors.clone() /> })}
            <Button>{if is_new { lang.t("invitation-button") } else { lang.t("invitation-add") }}</Button>
        </Form>
        {is_new
            .then(|| {
                view! {
                    <p>
                        {lang.t("invitation-have-account")} " " <a href="/sign-in">{lang.t("invitation-sign-in-first")}</a>
                    </p>
                }
            })}
    }
}

fn over(here: &Here, standing: Standing) -> Dead {
    let lang = here.lang;
    match standing {
        Standing::Used => Dead::over(lang.t("invitation-link-used"), lang.t("invitation-link-used-advice"))
            .then("/sign-in", lang.t("sign-in-button")),
        Standing::Ended => Dead::over(lang.t("invitation-link-ended"), lang.t("invitation-link-ended-advice")),
        Standing::Expired | Standing::Open => {
            Dead::over(lang.t("invitation-link-expired"), lang.t("invitation-link-expired-advice"))
        }
    }
}
