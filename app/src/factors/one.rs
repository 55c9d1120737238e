use super::proof::{keeper, session};
use crate::{
    ui::{
        button::{Button, PostButton, Weight},
        field::TextField,
        form::{FieldError, Form, error_at},
        nav::Section,
        notice::Notice as NoticeBox,
        page::{PageHead, Part},
        text::Lang,
        tone::Tone,
    },
    web::{Answer, AppError, Frame, Here, Notice, Signed, Typed, after},
};
use clinic::{
    accounts::Person,
    factors::{
        Factor, FactorName, FactorSort, NotChanged, factor, factors_of, remove as drop_factor, rename as name_factor,
    },
    ids::FactorId,
};
use leptos::prelude::*;
use serde::Deserialize;

/// One app or passkey: its name, and the way to remove it.
pub(crate) async fn page(here: Here, Signed(by): Signed<Person>) -> Answer {
    // Looked up first: what is not theirs is not found, whoever they are.
    let factor = find(&here, &by).await?;
    keeper(&here).await?;
    let name = factor.name.clone();
    show(here, &by, factor, name, Vec::new()).await
}

/// The new name.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct NameFields {
    name: String,
}

/// Gives it another name.
pub(crate) async fn rename(here: Here, Signed(by): Signed<Person>, Typed(typed): Typed<NameFields>) -> Answer {
    let lang = here.lang;
    let factor = find(&here, &by).await?;
    let keeper = keeper(&here).await?;
    let Some(name) = FactorName::parse(&typed.name) else {
        let error = lang.with("factor-name-wrong", &[("count", FactorName::LONGEST.into())]);
        return show(here, &by, factor, typed.name, vec![FieldError::new("name", error)]).await;
    };
    name_factor(&here.portal, &keeper, factor.id, &name, here.now).await?;
    Ok(after("/account/factors", Some(Notice::FactorRenamed)))
}

/// Removes it.
pub(crate) async fn remove(here: Here, Signed(by): Signed<Person>) -> Answer {
    let factor = find(&here, &by).await?;
    let keeper = keeper(&here).await?;
    match drop_factor(&here.portal, &keeper, factor.id, here.now).await? {
        Ok(_) => Ok(after("/account/factors", Some(Notice::FactorRemoved))),
        Err(NotChanged::LastOne) => {
            let (name, error) = (factor.name.clone(), FieldError::new("", here.lang.t("factor-last")));
            show(here, &by, factor, name, vec![error]).await
        }
        Err(_) => Err(clinic::Error::NotFound.into()),
    }
}

async fn find(here: &Here, by: &Person) -> Result<Factor, AppError> {
    let session = session(here, by)?;
    let id: FactorId = here.id("factor")?;
    Ok(factor(&mut here.read().await?, &session, id).await?)
}

async fn show(here: Here, by: &Person, factor: Factor, name: String, errors: Vec<FieldError>) -> Answer {
    let lang = here.lang;
    let session = session(&here, by)?;
    let others = factors_of(&mut here.read().await?, &session).await?.len() > 1;
    let last = super::proof::needs_factor(&here) && !others;
    let refused = !errors.is_empty();
    let frame = Frame::new(here, factor.name.clone())
        .section(Section::Account)
        .crumb("/account", lang.t("account-title"))
        .crumb("/account/factors", lang.t("factors-title"));
    let frame = if refused { frame.refused() } else { frame };
    Ok(frame
        .show(move || {
            let lead = match factor.sort {
                FactorSort::App => lang.t("factors-app"),
                FactorSort::Passkey => lang.t("factors-passkey"),
            };
            let base = format!("/account/factors/{}", factor.id);
            view! {
                <PageHead title=factor.name lead=lead />
                <Form action=format!("{base}/name") errors=errors.clone()>
                    <TextField
                        name="name"
                        label=lang.t("factor-name")
                        value=name
                        hint=lang.with("factor-name-hint", &[("count", FactorName::LONGEST.into())])
                        error=error_at(&errors, "name")
                    />
                    <Button weight=Weight::Secondary>{lang.t("factor-rename")}</Button>
                </Form>
                {removal(format!("{base}/removal"), last, others, lang)}
            }
        })
        .await)
}

fn removal(action: String, last: bool, others: bool, lang: Lang) -> impl IntoView {
    let body = if last {
        view! {
            <NoticeBox tone=Tone::Info title=lang.t("factor-last-title")>
                <p>{lang.t("factor-last")}</p>
            </NoticeBox>
        }
        .into_any()
    } else {
        let advice = if others { lang.t("factor-remove-advice") } else { lang.t("factor-remove-last-advice") };
        view! {
            <p>{advice}</p>
            <PostButton action=action weight=Weight::Danger>
                {lang.t("factor-remove-button")}
            </PostButton>
        }
        .into_any()
    };
    view! {
        <Part title=lang.t("factor-remove") id="remove">
            {body}
        </Part>
    }
}
