//! The mail server that administrators set in the browser.

use super::overview::security_name;
use crate::{
    ui::{
        button::Button,
        choice::{Choice, RadioField},
        field::{Input, TextArea, TextField},
        form::{FieldError, Form, error_at},
        nav::Section,
        page::PageHead,
        text::Lang,
    },
    web::{Answer, Frame, Fresh, Here, Notice, Typed, after},
};
use axum::response::Response;
use clinic::{
    accounts::Admin,
    mail::{
        Flaw, LONGEST, LONGEST_AUTHORITY, MailServer, Secret, Security, Setup, TIMEOUT_SECONDS, load_server,
        save_server,
    },
};
use leptos::prelude::*;
use serde::Deserialize;

/// The fields of the form.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Fields {
    from: String,
    reply_to: String,
    host: String,
    port: String,
    security: String,
    user: String,
    password: String,
    timeout: String,
    authority: String,
}

/// The form, with what is set.
pub(crate) async fn page(here: Here, Fresh(_): Fresh<Admin>) -> Answer {
    check_browser(&here)?;
    let set = load_server(&mut here.read().await?, &here.portal.keys).await?.map(|(server, _)| server);
    let has_password = set.as_ref().is_some_and(|server| server.password.is_some());
    let fields = set.map_or_else(Fields::beginning, Fields::of);
    Ok(form(here, fields, has_password, Vec::new()).await)
}

/// Keeps what was typed.
pub(crate) async fn save(here: Here, Fresh(by): Fresh<Admin>, Typed(typed): Typed<Fields>) -> Answer {
    check_browser(&here)?;
    let portal = &here.portal;
    let set = load_server(&mut here.read().await?, &portal.keys).await?.map(|(server, _)| server);
    let kept = set.filter(|server| typed.is_same(server)).and_then(|server| server.password);
    let lang = here.lang;
    let errors = match typed.read(kept.clone()) {
        Ok(server) => {
            let flaws = server.flaws();
            if flaws.is_empty() {
                save_server(&portal.db, &portal.keys, &portal.auditor, &by, &server, here.now).await?;
                return Ok(after("/system/mail", Some(Notice::MailSaved)));
            }
            flaws.into_iter().map(|flaw| words(flaw, lang)).collect()
        }
        Err(errors) => errors.into_iter().map(|field| unreadable(field, lang)).collect(),
    };
    Ok(form(here, typed, kept.is_some(), errors).await)
}

/// There is nothing to set here where it is set elsewhere.
fn check_browser(here: &Here) -> Result<(), clinic::Error> {
    if matches!(here.portal.post.setup(), Setup::Browser) { Ok(()) } else { Err(clinic::Error::NotFound) }
}

impl Fields {
    fn beginning() -> Self {
        Self {
            port: Security::default().usual_port().to_string(),
            security: Security::default().name().to_owned(),
            timeout: "30".to_owned(),
            ..Self::default()
        }
    }

    fn of(server: MailServer) -> Self {
        Self {
            from: server.from,
            reply_to: server.reply_to.unwrap_or_default(),
            host: server.host,
            port: server.port.to_string(),
            security: server.security.name().to_owned(),
            user: server.user.unwrap_or_default(),
            password: String::new(),
            timeout: server.timeout_seconds.to_string(),
            authority: server.authority.unwrap_or_default(),
        }
    }

    /// Whether it is the same server and person as before: the password that is kept is given to nobody else.
    fn is_same(&self, before: &MailServer) -> bool {
        let known = Self::of(before.clone());
        let parts = |fields: &Self| {
            [&fields.host, &fields.port, &fields.security, &fields.user, &fields.authority]
                .map(|part| part.trim().to_owned())
        };
        parts(self) == parts(&known)
    }

    /// What was typed as settings, or the fields that are no such thing at all. A password that is not typed again stays.
    fn read(&self, kept: Option<Secret>) -> Result<MailServer, Vec<&'static str>> {
        let some = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let user = some(&self.user);
        let typed = Some(Secret::new(self.password.clone())).filter(|_| !self.password.is_empty());
        let password = typed.or(kept.filter(|_| user.is_some()));
        // An emptied port is the usual one.
        let security = self.security.parse::<Security>();
        let port = match (self.port.trim(), &security) {
            ("", Ok(security)) => Ok(security.usual_port()),
            (port, _) => port.parse(),
        };
        match (port, security, self.timeout.trim().parse()) {
            (Ok(port), Ok(security), Ok(timeout_seconds)) => Ok(MailServer {
                from: self.from.trim().to_owned(),
                reply_to: some(&self.reply_to),
                host: self.host.trim().to_owned(),
                port,
                security,
                user,
                password,
                timeout_seconds,
                authority: some(&self.authority),
            }),
            (port, security, timeout) => {
                let wrong = [("port", port.is_err()), ("security", security.is_err()), ("timeout", timeout.is_err())];
                Err(wrong.into_iter().filter(|(_, wrong)| *wrong).map(|(field, _)| field).collect())
            }
        }
    }
}

fn unreadable(field: &'static str, lang: Lang) -> FieldError {
    match field {
        "security" => FieldError::new(field, lang.t("mail-flaw-security")),
        "timeout" => words(Flaw::Timeout, lang),
        _ => words(Flaw::Port, lang),
    }
}

fn words(flaw: Flaw, lang: Lang) -> FieldError {
    match flaw {
        Flaw::From => FieldError::new("from", lang.t("mail-flaw-from")),
        Flaw::ReplyTo => FieldError::new("reply_to", lang.t("mail-flaw-reply")),
        Flaw::Host => FieldError::new("host", lang.t("mail-flaw-host")),
        Flaw::Port => FieldError::new("port", lang.t("mail-flaw-port")),
        Flaw::Unprotected => FieldError::new("security", lang.t("mail-flaw-unprotected")),
        Flaw::User => FieldError::new("user", lang.with("mail-flaw-user", &[("count", LONGEST.into())])),
        Flaw::Password => FieldError::new("password", lang.with("mail-flaw-password", &[("count", LONGEST.into())])),
        Flaw::Timeout => FieldError::new(
            "timeout",
            lang.with(
                "mail-flaw-timeout",
                &[
                    ("least", TIMEOUT_SECONDS.start().to_string().into()),
                    ("most", TIMEOUT_SECONDS.end().to_string().into()),
                ],
            ),
        ),
        Flaw::Authority => FieldError::new("authority", lang.t("mail-flaw-authority")),
    }
}

async fn form(here: Here, fields: Fields, has_password: bool, errors: Vec<FieldError>) -> Response {
    let lang = here.lang;
    let frame = Frame::new(here, lang.t("mail-settings-title"))
        .section(Section::System)
        .crumb("/system", lang.t("system-title"))
        .crumb("/system/mail", lang.t("mail-back"));
    let frame = if errors.is_empty() { frame } else { frame.refused() };
    frame
        .show(move || {
            let password_hint = if has_password {
                lang.with("mail-field-password-kept", &[("count", LONGEST.into())])
            } else {
                lang.with("mail-field-password-hint", &[("count", LONGEST.into())])
            };
            let hints = [
                lang.t("mail-security-tls-hint"),
                lang.t("mail-security-starttls-hint"),
                lang.t("mail-security-none-hint"),
            ];
            let protections: Vec<Choice> = Security::ALL
                .into_iter()
                .zip(hints)
                .map(|(one, hint)| Choice::new(one.name(), security_name(one, lang)).with_hint(hint))
                .collect();
            let timeout_hint = lang.with(
                "mail-field-timeout-hint",
                &[
                    ("least", TIMEOUT_SECONDS.start().to_string().into()),
                    ("most", TIMEOUT_SECONDS.end().to_string().into()),
                ],
            );
            view! {
                <PageHead title=lang.t("mail-settings-title") lead=lang.t("mail-settings-lead") />
                <Form action="/system/mail/settings" errors=errors.clone()>
                    <TextField
                        name="host"
                        label=lang.t("mail-field-host")
                        input=Input::Code
                        value=fields.host
                        hint=lang.with("mail-field-host-hint", &[("count", LONGEST.into())])
                        error=error_at(&errors, "host")
                    />
                    <RadioField
                        name="security"
                        legend=lang.t("mail-field-security")
                        choices=protections
                        value=fields.security
                        error=error_at(&errors, "security")
                    />
                    <TextField
                        name="port"
                        label=lang.t("mail-field-port")
                        input=Input::Whole
                        value=fields.port
                        hint=lang.t("mail-field-port-hint")
                        error=error_at(&errors, "port")
                    />
                    <TextField
                        name="from"
                        label=lang.t("mail-field-from")
                        input=Input::Email
                        autocomplete="off"
                        value=fields.from
                        hint=lang.with("mail-field-from-hint", &[("count", LONGEST.into())])
                        error=error_at(&errors, "from")
                    />
                    <TextField
                        name="reply_to"
                        label=lang.t("mail-field-reply")
                        input=Input::Email
                        autocomplete="off"
                        value=fields.reply_to
                        hint=lang.with("mail-field-reply-hint", &[("count", LONGEST.into())])
                        error=error_at(&errors, "reply_to")
                        optional=true
                    />
                    <TextField
                        name="user"
                        label=lang.t("mail-field-user")
                        input=Input::Code
                        value=fields.user
                        hint=lang.with("mail-field-user-hint", &[("count", LONGEST.into())])
                        error=error_at(&errors, "user")
                        optional=true
                    />
                    <TextField
                        name="password"
                        label=lang.t("mail-field-password")
                        input=Input::Password
                        autocomplete="off"
                        hint=password_hint
                        error=error_at(&errors, "password")
                        optional=true
                    />
                    <TextField
                        name="timeout"
                        label=lang.t("mail-field-timeout")
                        input=Input::Whole
                        value=fields.timeout
                        hint=timeout_hint
                        error=error_at(&errors, "timeout")
                    />
                    <TextArea
                        name="authority"
                        label=lang.t("mail-field-authority")
                        value=fields.authority
                        hint=lang.with("mail-field-authority-hint", &[("count", LONGEST_AUTHORITY.into())])
                        error=error_at(&errors, "authority")
                        optional=true
                    />
                    <Button>{lang.t("mail-save")}</Button>
                </Form>
            }
        })
        .await
}
