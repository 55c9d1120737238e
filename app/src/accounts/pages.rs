use crate::{
    factors::{PasskeyOnly, passkey_script},
    ui::{
        button::{Actions, Button, LinkButton, PostButton, Weight},
        field::{Input, TextField},
        form::{FieldError, Form, error_at},
        list::{Fact, Facts, Row, Rows},
        nav::Section,
        notice::Notice,
        page::{PageHead, Part},
        tone::Tone,
    },
    web::{Answer, Frame, Here, Signed, role_name},
};
use axum::response::{IntoResponse as _, Redirect, Response};
use clinic::accounts::{Person, Role, open_sessions};
use leptos::prelude::*;

/// Where everyone begins: the first page of their first role.
pub(crate) async fn first_page(here: Here, Signed(_): Signed<Person>) -> Answer {
    let roles = here.visit.session.as_ref().map(clinic::accounts::Session::roles).unwrap_or_default();
    let first = if roles.has(Role::Patient) {
        "/home"
    } else if roles.has(Role::Prescriber) || roles.has(Role::Staff) {
        "/patients"
    } else if roles.has(Role::Admin) {
        "/system"
    } else if roles.has(Role::Pharmacist) {
        "/pharmacy"
    } else {
        "/helping"
    };
    Ok(Redirect::to(first).into_response())
}

/// What was typed into the sign-in form; the password is not kept.
#[derive(Clone, Debug, Default)]
pub(crate) struct SignInForm {
    pub email: String,
    pub errors: Vec<FieldError>,
}

/// The sign-in page.
pub(crate) async fn sign_in_page(here: Here) -> Response {
    if here.visit.session.is_some() {
        return Redirect::to("/").into_response();
    }
    sign_in_form(here, SignInForm::default()).await
}

pub(crate) async fn sign_in_form(here: Here, form: SignInForm) -> Response {
    let lang = here.lang;
    let refused = !form.errors.is_empty();
    let people = here.portal.settings.demo_people.clone();
    let phone = here.portal.settings.clinic_phone.clone();
    let origin = here.portal.settings.origin.clone();
    let frame = Frame::new(here, lang.t("sign-in-title")).script(passkey_script(&origin));
    let frame = if refused { frame.refused() } else { frame };
    frame
        .show(move || {
            let demo = (!people.is_empty()).then(|| {
                let people = people
                    .into_iter()
                    .map(|person| view! { <li><strong>{person.email}</strong> " – " {person.name} ", " {person.about}</li> })
                    .collect_view();
                view! {
                    <Part title=lang.t("sign-in-demo") id="demo">
                        <p>{lang.t("sign-in-demo-password")} " " {lang.t("sign-in-demo-code")}</p>
                        <ul class="demo-people">{people}</ul>
                    </Part>
                }
            });
            view! {
                <PageHead title=lang.t("sign-in-title") lead=lang.t("sign-in-lead") />
                <Form action="/sign-in" errors=form.errors.clone()>
                    <TextField
                        name="email"
                        label=lang.t("sign-in-email")
                        input=Input::Email
                        value=form.email
                        error=error_at(&form.errors, "email")
                    />
                    <TextField
                        name="password"
                        label=lang.t("sign-in-password")
                        input=Input::Password
                        error=error_at(&form.errors, "password")
                    />
                    <Button>{lang.t("sign-in-button")}</Button>
                </Form>
                <PasskeyOnly origin=origin />
                <p>
                    <a href="/password/forgotten">{lang.t("sign-in-forgotten")}</a>
                </p>
                <p>
                    {lang.t("sign-in-invited")} " "
                    <a href="/invitation">{lang.t("sign-in-use-invitation")}</a>
                </p>
                <p>
                    {match phone {
                        Some(phone) => lang.with("sign-in-help-phone", &[("phone", phone.into())]),
                        None => lang.t("sign-in-help"),
                    }}
                </p>
                {demo}
            }
        })
        .await
}

/// The own account: who is signed in, where, and how to end it.
pub(crate) async fn account(here: Here, Signed(_): Signed<Person>) -> Answer {
    let Some(session) = here.visit.session.clone() else { return Err(crate::web::AppError::SignIn) };
    let open = open_sessions(&mut here.read().await?, &session, here.portal.policies.sessions(), here.now).await?;
    let lang = here.lang;
    let zone = here.portal.settings.zone;
    let roles: Vec<String> = session.roles().iter().map(|role| role_name(role, lang)).collect();
    let dispenses = session.roles().has(Role::Pharmacist);
    let only_dispenses = dispenses && session.roles().iter().all(|role| role == Role::Pharmacist);
    Ok(Frame::new(here, lang.t("account-title"))
        .section(Section::Account)
        .show(move || {
            view! {
                <PageHead title=lang.t("account-title") lead=lang.t("account-lead") />
                {only_dispenses
                    .then(|| {
                        view! {
                            <Notice tone=Tone::Info title=lang.t("account-pharmacist")>
                                <p>{lang.t("account-pharmacist-advice")}</p>
                            </Notice>
                        }
                    })}
                <Facts facts=vec![
                    Fact::new(lang.t("account-name"), session.name().to_owned()),
                    Fact::new(lang.t("profile-called"), view! { <a href="/account/name">{session.called().to_owned()}</a> }),
                    Fact::new(lang.t("account-email"), session.email().to_owned()),
                    Fact::new(lang.t("account-roles"), roles.join(", ")),
                    Fact::new(lang.t("account-since"), lang.moment(session.created_at(), zone)),
                    Fact::new(lang.t("account-sessions"), open.to_string()),
                ] />
                <Part title=lang.t("account-keys") id="keys">
                    <Rows>
                        <Row title=lang.t("account-email-row") href="/account/email">
                            <p>{lang.t("account-email-about")}</p>
                        </Row>
                        <Row title=lang.t("account-password-row") href="/account/password">
                            <p>{lang.t("account-password-about")}</p>
                        </Row>
                        <Row title=lang.t("feed-row") href="/account/calendar">
                            <p>{lang.t("feed-row-about")}</p>
                        </Row>
                    </Rows>
                </Part>
                <Part title=lang.t("account-safety") id="safety">
                    <p>{lang.t("account-safety-advice")}</p>
                    <Actions>
                        <LinkButton href="/account/factors" weight=Weight::Secondary>
                            {lang.t("factors-title")}
                        </LinkButton>
                        <LinkButton href="/account/devices" weight=Weight::Secondary>
                            {lang.t("devices-title")}
                        </LinkButton>
                    </Actions>
                </Part>
                <Part title=lang.t("account-sign-out") id="sign-out">
                    <p>{lang.t("account-sign-out-advice")}</p>
                    <PostButton action="/sign-out" weight=Weight::Secondary>
                        {lang.t("account-sign-out-here")}
                    </PostButton>
                    <PostButton action="/sign-out/everywhere" weight=Weight::Danger>
                        {lang.t("account-sign-out-everywhere")}
                    </PostButton>
                </Part>
            }
        })
        .await)
}
