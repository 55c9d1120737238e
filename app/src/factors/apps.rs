use super::{proof::keeper, recovery::added};
use crate::{
    ui::{
        button::Button,
        field::{Input, TextField},
        form::{FieldError, Form, error_at},
        nav::Section,
        page::PageHead,
        qr::picture,
    },
    web::{Answer, AppError, Frame, Here, Signed, Typed},
};
use axum::response::{IntoResponse as _, Redirect};
use clinic::{
    Error,
    accounts::Person,
    factors::{Code, FactorName, Keeper, NotChanged, app_setup, confirm_app, start_app},
    ids::FactorId,
};
use leptos::prelude::*;
use serde::Deserialize;

/// Begins to set up an app.
pub(crate) async fn start(here: Here, Signed(_): Signed<Person>) -> Answer {
    let by = keeper(&here).await?;
    match start_app(&here.portal, &by, here.now).await? {
        Ok(id) => Ok(Redirect::to(&format!("/account/factors/apps/{id}")).into_response()),
        // The page has no button for it: it says by itself that there are as many as there may be.
        Err(_) => Ok(Redirect::to("/account/factors").into_response()),
    }
}

/// What to tell the app, and where its first code is typed.
pub(crate) async fn page(here: Here, Signed(_): Signed<Person>) -> Answer {
    let by = keeper(&here).await?;
    let name = here.lang.t("app-name-first");
    show(here, &by, name, Vec::new()).await
}

/// The first code, and what the app is to be called.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct AppFields {
    code: String,
    name: String,
}

/// Takes the first code: from now on the app counts.
pub(crate) async fn confirm(here: Here, Signed(_): Signed<Person>, Typed(typed): Typed<AppFields>) -> Answer {
    let lang = here.lang;
    let by = keeper(&here).await?;
    let mut errors = Vec::new();
    let code = match Code::parse(&typed.code) {
        Some(Code::App(digits)) => Some(digits),
        _ => {
            errors.push(FieldError::new("code", lang.t("app-code-malformed")));
            None
        }
    };
    let name = FactorName::parse(&typed.name);
    if name.is_none() {
        errors.push(FieldError::new("name", lang.with("factor-name-wrong", &[("count", FactorName::LONGEST.into())])));
    }
    if let (Some(digits), Some(name)) = (code, name) {
        match confirm_app(&here.portal, &by, id(&here)?, &digits, &name, here.now).await? {
            Ok(new) => return Ok(added(here, new).await),
            Err(NotChanged::WrongCode) => errors.push(FieldError::new("code", lang.t("app-code-wrong"))),
            Err(_) => return Err(Error::NotFound.into()),
        }
    }
    show(here, &by, typed.name, errors).await
}

fn id(here: &Here) -> Result<FactorId, AppError> {
    Ok(here.id("factor")?)
}

async fn show(here: Here, by: &Keeper, name: String, errors: Vec<FieldError>) -> Answer {
    let lang = here.lang;
    let id = id(&here)?;
    let setup = app_setup(&mut here.read().await?, &here.portal, by, id, here.now).await?;
    let refused = !errors.is_empty();
    let frame = Frame::new(here, lang.t("app-title"))
        .section(Section::Account)
        .crumb("/account", lang.t("account-title"))
        .crumb("/account/factors", lang.t("factors-title"));
    let frame = if refused { frame.refused() } else { frame };
    Ok(frame
        .show(move || {
            view! {
                <PageHead title=lang.t("app-title") lead=lang.t("app-lead") />
                <ol class="letter-steps">
                    <li>{lang.t("app-step-install")}</li>
                    <li>
                        {lang.t("app-step-scan")} {picture(&setup.address, lang.t("app-picture"))}
                        <p>
                            {lang.t("app-on-this-phone")} " " <a href=setup.address>{lang.t("app-open")}</a>
                        </p>
                        <p>{lang.t("app-by-hand")} " " <strong class="letter-address">{setup.key}</strong></p>
                    </li>
                    <li>{lang.t("app-step-code")}</li>
                </ol>
                <Form action=format!("/account/factors/apps/{id}") errors=errors.clone()>
                    <TextField
                        name="code"
                        label=lang.t("app-code")
                        input=Input::OneTimeCode
                        hint=lang.t("app-code-hint")
                        error=error_at(&errors, "code")
                    />
                    <TextField
                        name="name"
                        label=lang.t("factor-name")
                        value=name
                        hint=lang.with("factor-name-hint", &[("count", FactorName::LONGEST.into())])
                        error=error_at(&errors, "name")
                    />
                    <Button>{lang.t("app-button")}</Button>
                </Form>
            }
        })
        .await)
}
