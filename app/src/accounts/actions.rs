use super::pages::{SignInForm, sign_in_form};
use crate::{
    ui::{form::FieldError, text::Lang},
    web::{Answer, Here, Notice, Signed, Typed, after, session_cookie, set_cookie, take_way},
};
use axum::response::Response;
use clinic::{
    Error,
    accounts::{
        Password, Person, Refused, SignIn, SignedIn, Token, set_language as keep_language, sign_in as try_sign_in,
        sign_out as end_session, sign_out_everywhere as end_sessions,
    },
};
use serde::Deserialize;

/// The fields of the sign-in form.
#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub(crate) struct SignInFields {
    email: String,
    password: String,
}

/// Signs in.
pub(crate) async fn sign_in(here: Here, Typed(typed): Typed<SignInFields>) -> Answer {
    let lang = here.lang;
    let mut errors = Vec::new();
    if typed.email.trim().is_empty() {
        errors.push(FieldError::new("email", lang.t("sign-in-email-missing")));
    }
    if typed.password.is_empty() {
        errors.push(FieldError::new("password", lang.t("sign-in-password-missing")));
    }
    if errors.is_empty() {
        let attempt = SignIn {
            email: typed.email.clone(),
            password: Password::typed(typed.password),
            address: here.visit.address,
            user_agent: here.user_agent(),
        };
        let portal = &here.portal;
        let answer =
            try_sign_in(&portal.db, &portal.clock, &portal.keys, &portal.auditor, portal.policies.sessions(), attempt)
                .await?;
        match answer {
            Ok(SignedIn::Open(token)) => return Ok(signed_in(&here, &token, take_way(&here))),
            Ok(SignedIn::Pending(token)) => return Ok(crate::factors::ask_for_factor(&here, &token)),
            Err(Refused::NotRight) => errors.push(FieldError::new("", lang.t("sign-in-wrong"))),
            Err(Refused::Wait { seconds }) => {
                errors.push(FieldError::new("", lang.with("sign-in-wait", &[("count", seconds.into())])));
            }
        }
    }
    Ok(sign_in_form(here, SignInForm { email: typed.email, errors }).await)
}

/// Puts a new session's token into the browser. The name binds it to this host where HTTPS is used.
pub(crate) fn signed_in(here: &Here, token: &Token, mut response: Response) -> Response {
    let settings = &here.portal.settings;
    let secure = if settings.secure { "; Secure" } else { "" };
    let cookie = format!(
        "{}={}; Path=/; Max-Age={}; HttpOnly; SameSite=Lax{secure}",
        session_cookie(settings.secure),
        token.text(),
        here.portal.policies.sessions().absolute.num_seconds()
    );
    set_cookie(&mut response, &cookie);
    response
}

/// Signs out on this device.
pub(crate) async fn sign_out(here: Here) -> Answer {
    if let Some(session) = &here.visit.session {
        end_session(&here.portal.db, &here.portal.auditor, session).await?;
    }
    Ok(signed_out(&here, Notice::SignedOut))
}

/// Signs out on all devices.
pub(crate) async fn sign_out_everywhere(here: Here, Signed(_): Signed<Person>) -> Answer {
    if let Some(session) = &here.visit.session {
        end_sessions(&here.portal.db, &here.portal.auditor, session).await?;
    }
    Ok(signed_out(&here, Notice::SignedOutEverywhere))
}

fn signed_out(here: &Here, notice: Notice) -> Response {
    let mut response = after("/sign-in", Some(notice));
    let secure = here.portal.settings.secure;
    let name = session_cookie(secure);
    let secure = if secure { "; Secure" } else { "" };
    set_cookie(&mut response, &format!("{name}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax{secure}"));
    response
}

/// The field of the language switch.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct LanguageFields {
    language: String,
}

/// Changes the language: in the profile of whoever is signed in, else in this browser.
pub(crate) async fn set_language(here: Here, Typed(typed): Typed<LanguageFields>) -> Answer {
    let Some(lang) = Lang::from_tag(&typed.language) else { return Err(Error::NotFound.into()) };
    if let Some(session) = &here.visit.session {
        keep_language(&here.portal.db, &here.portal.auditor, session, lang.language()).await?;
    }
    let mut response = after(&here.came_from().unwrap_or_else(|| "/".to_owned()), Some(Notice::LanguageChanged));
    set_cookie(&mut response, &format!("language={}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax", lang.tag()));
    Ok(response)
}
