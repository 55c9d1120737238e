//! The second factor that is given within another page's form, while what it confirms is on screen.

use super::{
    passkey::{LONGEST_ANSWER, challenge_answer},
    proof::{refusal, strong_ways},
    sign_in::demo_part,
};
use crate::{
    ui::{
        button::{Button, Weight},
        field::{Input, TextField},
        form::{FieldError, error_at},
        icon::{Icon, Symbol},
        text::Lang,
    },
    web::{Answer, AppError, Here},
};
use clinic::{
    accounts::{FactorKind, Session},
    factors::{
        Code, DemoCode, Proof, ask_passkey_to_confirm, confirm, confirm_with_passkey, demo_code_again, held_by,
        passkeys_work,
    },
};
use leptos::prelude::*;

/// What someone has with which they can sign: an app, a passkey. Codes of the printed sheet and of mails sign nothing.
pub(crate) struct SigningWays {
    app: bool,
    passkey: bool,
    works: bool,
    origin: String,
    demo: Option<DemoCode>,
}

/// The ways open to whoever is signed in.
pub(crate) async fn signing_ways(here: &Here) -> Result<SigningWays, AppError> {
    let session = session(here)?;
    let mut q = here.read().await?;
    let held = held_by(&mut q, session).await?;
    let demo = demo_code_again(&mut q, &here.portal, session, here.now).await?;
    let origin = here.portal.settings.origin.clone();
    let (app, passkey, _) = strong_ways(held);
    Ok(SigningWays { app, passkey, works: passkeys_work(&origin), origin, demo })
}

impl SigningWays {
    /// The page's script, if it needs one.
    pub(crate) fn script(&self) -> Option<&'static str> {
        super::passkey_script(&self.origin).filter(|_| self.passkey)
    }

    /// A form that posts to `action` with `children` and the factor: one button with a code, one with a passkey.
    pub(crate) fn form(
        self,
        action: &str,
        errors: &[FieldError],
        button: String,
        children: AnyView,
        lang: Lang,
    ) -> AnyView {
        let with_passkey = self.passkey && self.works;
        let code = self.app.then(|| {
            view! {
                <TextField
                    name="code"
                    label=lang.t("factor-code")
                    input=Input::OneTimeCode
                    hint=lang.t("factor-code-app")
                    error=error_at(errors, "code")
                />
                <Button>{button}</Button>
            }
        });
        let passkey = with_passkey.then(|| {
            let weight = if self.app { Weight::Secondary } else { Weight::Primary };
            view! {
                <p class="error" role="alert" data-failed="" hidden=true>
                    <Icon of=Symbol::Danger />
                    {lang.t("passkey-failed")}
                </p>
                <button type="submit" class=weight.class() data-passkey-button="" hidden=true>
                    <Icon of=Symbol::Lock />
                    {lang.t("factor-sign-passkey")}
                </button>
                <p class="quiet-text" data-without-passkey="">
                    {lang.t("factor-sign-without")}
                </p>
            }
        });
        let none = (!self.app && !with_passkey).then(|| view! { <p>{lang.t("factor-sign-none")}</p> });
        let demo = self.demo.map(|demo| demo_part(demo, action, lang));
        let asks = with_passkey.then_some("get");
        let challenge = with_passkey.then(|| format!("{action}/passkey/challenge"));
        view! {
            <div class="passkey">
                <form
                    method="post"
                    action=action.to_owned()
                    class="form wide"
                    novalidate=true
                    data-passkey=asks
                    data-challenge=challenge
                    data-origin=self.origin
                >
                    {children}
                    {demo}
                    <input type="hidden" name="challenge" />
                    <input type="hidden" name="credential" />
                    {code}
                    {passkey}
                    {none}
                </form>
            </div>
        }
        .into_any()
    }
}

/// A challenge for the page's script.
pub(crate) async fn signing_challenge(here: &Here) -> Answer {
    let session = session(here)?;
    Ok(challenge_answer(&ask_passkey_to_confirm(&here.portal, session, here.now).await?))
}

/// Takes the factor that was given with a form: a code of an app, or a passkey. Tells which, or what is wrong with it.
pub(crate) async fn take_factor(
    here: &Here,
    code: &str,
    challenge: &str,
    credential: &str,
) -> Result<Result<FactorKind, FieldError>, AppError> {
    let (lang, session) = (here.lang, session(here)?);
    if !credential.is_empty() {
        let challenge = challenge.parse().ok().filter(|_| credential.len() <= LONGEST_ANSWER);
        let Some(challenge) = challenge else {
            return Ok(Err(FieldError::new("", lang.t("passkey-refused"))));
        };
        let taken = confirm_with_passkey(&here.portal, session, challenge, credential, here.visit.address).await?;
        return Ok(taken.map(|()| FactorKind::Passkey).map_err(|refused| refusal(refused, "", lang)));
    }
    let code = match Code::parse(code) {
        Some(code @ Code::App(_)) => code,
        Some(Code::Mail(_) | Code::Recovery(_)) => {
            return Ok(Err(FieldError::new("code", lang.t("factor-sign-app-only"))));
        }
        None => return Ok(Err(FieldError::new("code", lang.t("factor-sign-code-missing")))),
    };
    let taken = confirm(&here.portal, session, Proof::Code(code), here.visit.address).await?;
    Ok(taken.map(|()| FactorKind::Totp).map_err(|refused| refusal(refused, "code", lang)))
}

fn session(here: &Here) -> Result<&Session, AppError> {
    here.visit.session.as_ref().ok_or(AppError::SignIn)
}
