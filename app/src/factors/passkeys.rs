use super::{
    devices::device_words,
    passkey::{PasskeyFields, PasskeyForm, Wish, challenge_answer, passkey_script},
    proof::keeper,
    recovery::added,
};
use crate::{
    ui::{
        field::TextField,
        form::{FieldError, error_at},
        nav::Section,
        notice::Notice,
        page::PageHead,
        tone::Tone,
    },
    web::{Answer, Frame, Here, Signed, Typed},
};
use axum::response::{IntoResponse as _, Redirect};
use clinic::{
    Error,
    accounts::Person,
    factors::{Device, FactorName, NotChanged, finish_passkey, passkeys_work, start_passkey},
};
use leptos::prelude::*;

/// Where a passkey is made.
pub(crate) async fn page(here: Here, Signed(_): Signed<Person>) -> Answer {
    keeper(&here).await?;
    let name = device_words(Device::of(here.user_agent().as_deref()), here.lang);
    show(here, name, Vec::new()).await
}

/// What the browser is to make a passkey of.
pub(crate) async fn start(here: Here, Signed(_): Signed<Person>) -> Answer {
    let by = keeper(&here).await?;
    match start_passkey(&here.portal, &by, here.now).await? {
        Ok(challenge) => Ok(challenge_answer(&challenge)),
        Err(_) => Ok(Redirect::to("/account/factors").into_response()),
    }
}

/// Takes the passkey that the browser has made.
pub(crate) async fn finish(here: Here, Signed(_): Signed<Person>, Typed(typed): Typed<PasskeyFields>) -> Answer {
    let lang = here.lang;
    let by = keeper(&here).await?;
    let error = match (FactorName::parse(&typed.name), typed.answer()) {
        (None, _) => FieldError::new("name", lang.with("factor-name-wrong", &[("count", FactorName::LONGEST.into())])),
        (_, None) => FieldError::new("", lang.t("passkey-not-made")),
        (Some(name), Some((challenge, answer))) => {
            match finish_passkey(&here.portal, &by, challenge, answer, &name, here.now).await? {
                Ok(new) => return Ok(added(here, new).await),
                Err(NotChanged::Known) => FieldError::new("", lang.t("passkey-known")),
                Err(NotChanged::TooMany) => FieldError::new("", lang.t("passkey-too-many")),
                Err(_) => FieldError::new("", lang.t("passkey-not-made")),
            }
        }
    };
    show(here, typed.name, vec![error]).await
}

async fn show(here: Here, name: String, errors: Vec<FieldError>) -> Answer {
    let lang = here.lang;
    let origin = here.portal.settings.origin.clone();
    if !passkeys_work(&origin) {
        return Err(Error::NotFound.into());
    }
    let refused = !errors.is_empty();
    let frame = Frame::new(here, lang.t("passkey-title"))
        .section(Section::Account)
        .crumb("/account", lang.t("account-title"))
        .crumb("/account/factors", lang.t("factors-title"))
        .script(passkey_script(&origin));
    let frame = if refused { frame.refused() } else { frame };
    Ok(frame
        .show(move || {
            let failed = errors.iter().find(|error| error.field.is_empty()).map(|error| error.message.clone());
            view! {
                <PageHead title=lang.t("passkey-title") lead=lang.t("passkey-lead") />
                {failed.map(|message| view! { <Notice tone=Tone::Danger title=message>""</Notice> })}
                <PasskeyForm
                    action="/account/factors/passkeys"
                    wish=Wish::Create
                    origin=origin
                    button=lang.t("passkey-make")
                    without=lang.t("passkey-make-without")
                >
                    <TextField
                        name="name"
                        label=lang.t("factor-name")
                        value=name
                        hint=lang.with("factor-name-hint", &[("count", FactorName::LONGEST.into())])
                        error=error_at(&errors, "name")
                    />
                </PasskeyForm>
            }
        })
        .await)
}
