use super::{
    passkey::{PasskeyFields, challenge_answer},
    proof::{Ways, refusal, strong_ways},
};
use crate::{
    accounts::{SignInForm, sign_in_form, signed_in},
    ui::{
        button::{PostButton, Weight},
        form::FieldError,
        notice::Notice as NoticeBox,
        page::PageHead,
        text::Lang,
        tone::Tone,
    },
    web::{Answer, AppError, Frame, Here, Notice, Typed, after, set_cookie, take_way},
};
use axum::response::{IntoResponse as _, Redirect, Response};
use clinic::{
    accounts::Token,
    factors::{
        Code, DemoCode, Pending, Sent, ask_passkey_to_sign_in, ask_second_passkey, complete, complete_with_passkey,
        demo_code, end_pending, pending, send_code_to_sign_in, sign_in_with_passkey,
    },
};
use leptos::prelude::*;
use serde::Deserialize;

/// Where the second factor is given.
const HERE: &str = "/sign-in/factor";

/// The name of the cookie that holds the token of a sign-in under way.
fn cookie_name(secure: bool) -> &'static str {
    if secure { "__Host-verbena-signing-in" } else { "verbena-signing-in" }
}

/// Sends someone whose password was right on to their second factor.
pub(crate) fn ask_for_factor(here: &Here, token: &Token) -> Response {
    let mut response = Redirect::to(HERE).into_response();
    set_token(here, &mut response, &token.text(), 600);
    response
}

/// Asks for the second factor.
pub(crate) async fn page(here: Here) -> Answer {
    let Some(pending) = pending_of(&here).await? else { return Ok(Redirect::to("/sign-in").into_response()) };
    show(here, &pending, Vec::new()).await
}

/// A code as typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct CodeFields {
    code: String,
}

/// Takes a code: of an app, from a mail, or from the printed sheet.
pub(crate) async fn give(here: Here, Typed(typed): Typed<CodeFields>) -> Answer {
    let Some(pending) = pending_of(&here).await? else { return Ok(Redirect::to("/sign-in").into_response()) };
    let lang = here.lang;
    let Some(code) = Code::parse(&typed.code) else {
        return show(here, &pending, vec![FieldError::new("code", lang.t("factor-code-malformed"))]).await;
    };
    match complete(&here.portal, &pending, &code, here.visit.address, here.user_agent()).await? {
        Ok(token) => Ok(done(&here, &token)),
        Err(refused) => show(here, &pending, vec![refusal(refused, "code", lang)]).await,
    }
}

/// Sends a code by mail.
pub(crate) async fn send_mail(here: Here) -> Answer {
    let Some(pending) = pending_of(&here).await? else { return Ok(Redirect::to("/sign-in").into_response()) };
    match send_code_to_sign_in(&here.portal, &pending, here.now).await? {
        Sent::Yes => Ok(after(HERE, Some(Notice::CodeSent))),
        Sent::NotOffered => Err(clinic::Error::NotFound.into()),
        Sent::TooMany => {
            let error = FieldError::new("", here.lang.t("factor-mail-too-many"));
            show(here, &pending, vec![error]).await
        }
    }
}

/// Gives up, to sign in as someone else.
pub(crate) async fn end(here: Here) -> Answer {
    if let Some(token) = token_of(&here) {
        end_pending(&here.portal.db, &token).await?;
    }
    let mut response = Redirect::to("/sign-in").into_response();
    set_token(&here, &mut response, "", 0);
    Ok(response)
}

/// What the browser is to sign with a passkey of whoever signs in.
pub(crate) async fn ask_passkey(here: Here) -> Answer {
    let Some(pending) = pending_of(&here).await? else { return Ok(Redirect::to("/sign-in").into_response()) };
    Ok(challenge_answer(&ask_second_passkey(&here.portal, &pending, here.now).await?))
}

/// Takes what the browser has signed with a passkey.
pub(crate) async fn give_passkey(here: Here, Typed(typed): Typed<PasskeyFields>) -> Answer {
    let Some(pending) = pending_of(&here).await? else { return Ok(Redirect::to("/sign-in").into_response()) };
    let lang = here.lang;
    let Some((challenge, answer)) = typed.answer() else {
        return show(here, &pending, vec![FieldError::new("", lang.t("passkey-refused"))]).await;
    };
    let (address, agent) = (here.visit.address, here.user_agent());
    match complete_with_passkey(&here.portal, &pending, challenge, answer, address, agent).await? {
        Ok(token) => Ok(done(&here, &token)),
        Err(refused) => show(here, &pending, vec![refusal(refused, "", lang)]).await,
    }
}

/// What the browser is to sign with any passkey of this portal.
pub(crate) async fn ask_passkey_only(here: Here) -> Answer {
    Ok(challenge_answer(&ask_passkey_to_sign_in(&here.portal, here.now).await?))
}

/// Signs in with a passkey alone.
pub(crate) async fn passkey_only(here: Here, Typed(typed): Typed<PasskeyFields>) -> Answer {
    let lang = here.lang;
    let error = match typed.answer() {
        None => FieldError::new("", lang.t("passkey-refused")),
        Some((challenge, answer)) => {
            let (address, agent) = (here.visit.address, here.user_agent());
            match sign_in_with_passkey(&here.portal, challenge, answer, address, agent).await? {
                Ok(token) => return Ok(done(&here, &token)),
                Err(refused) => refusal(refused, "", lang),
            }
        }
    };
    Ok(sign_in_form(here, SignInForm { email: String::new(), errors: vec![error] }).await)
}

/// Puts the new session into the browser, forgets what was under way, and goes where the person wanted to.
fn done(here: &Here, token: &Token) -> Response {
    let mut response = signed_in(here, token, take_way(here));
    set_token(here, &mut response, "", 0);
    response
}

fn set_token(here: &Here, response: &mut Response, token: &str, seconds: u32) {
    let secure = here.portal.settings.secure;
    let name = cookie_name(secure);
    let bound = if secure { "; Secure" } else { "" };
    set_cookie(response, &format!("{name}={token}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{bound}"));
}

fn token_of(here: &Here) -> Option<Token> {
    here.cookie(cookie_name(here.portal.settings.secure)).and_then(Token::parse)
}

async fn pending_of(here: &Here) -> Result<Option<Pending>, AppError> {
    match token_of(here) {
        Some(token) => Ok(pending(&mut here.read().await?, &token, here.now).await?),
        None => Ok(None),
    }
}

async fn show(here: Here, pending: &Pending, errors: Vec<FieldError>) -> Answer {
    let lang = here.lang;
    let demo = demo_code(&mut here.read().await?, &here.portal, pending, here.now).await?;
    let held = pending.held();
    let (app, passkey, recovery) = strong_ways(held);
    let refused = !errors.is_empty();
    let ways = Ways {
        action: HERE,
        passkey_action: "/sign-in/factor/passkey",
        mail_action: "/sign-in/factor/mail",
        origin: here.portal.settings.origin.clone(),
        email: pending.email().to_owned(),
        app,
        passkey,
        mail: held.mail_codes,
        recovery,
        errors,
    };
    let phone = here.portal.settings.clinic_phone.clone();
    let frame = Frame::new(here, lang.t("factor-title")).script(ways.script());
    let frame = if refused { frame.refused() } else { frame };
    Ok(frame
        .show(move || {
            view! {
                <PageHead title=lang.t("factor-title") lead=lang.t("factor-lead") />
                {demo.map(|demo| demo_part(demo, HERE, lang))}
                {ways.view(lang)}
                <p>
                    {match phone {
                        Some(phone) => lang.with("factor-help-phone", &[("phone", phone.into())]),
                        None => lang.t("factor-help"),
                    }}
                </p>
                <PostButton action="/sign-in/factor/end" weight=Weight::Quiet>
                    {lang.t("factor-someone-else")}
                </PostButton>
            }
        })
        .await)
}

/// The code of a demo person's app: whoever tries the demo has no telephone that shows it.
pub(super) fn demo_part(demo: DemoCode, page: &str, lang: Lang) -> impl IntoView + use<> {
    let page = page.to_owned();
    let body = match demo {
        DemoCode::Now(code) => view! {
            <p>
                {lang.t("factor-demo-code")} " " <strong class="demo-code">{code}</strong>
            </p>
        }
        .into_any(),
        DemoCode::Wait { seconds } => view! {
            <p>
                {lang.with("factor-demo-wait", &[("count", seconds.into())])} " "
                <a href=page>{lang.t("factor-demo-reload")}</a>
            </p>
        }
        .into_any(),
    };
    view! {
        <NoticeBox tone=Tone::Info title=lang.t("factor-demo")>
            {body}
        </NoticeBox>
    }
}
