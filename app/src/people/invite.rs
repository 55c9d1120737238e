use super::letter::{self, Letter};
use crate::{
    ui::{
        button::SendOrCancel,
        choice::{CheckField, Choice, RadioField, SelectField},
        field::{Input, TextField},
        form::{FieldError, Form, error_at},
        nav::{Section, SystemPart, system_tabs},
        page::{PageHead, Part},
        tabs::Tabs,
        text::Lang,
    },
    web::{Answer, Frame, Fresh, Here, Notice, Typed, after, role_name},
};
use axum::response::Response;
use clinic::{
    accounts::{
        Admin, LONGEST_EMAIL, LONGEST_NAME, NotInvited, Role, StaffInvitation, StaffInvited, invite_staff,
        open_staff_invitations, renew_staff_invitation, revoke_staff_invitation,
    },
    ids::InvitationId,
    people::{Practitioner, free_practitioners},
};
use leptos::prelude::*;
use serde::Deserialize;

/// The fields of the invitation.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct InviteFields {
    name: String,
    email: String,
    staff: String,
    pharmacist: String,
    admin: String,
    prescriber: String,
    practitioner: String,
    language: String,
    way: String,
}

/// The form that invites someone who will work here.
pub(crate) async fn invite_page(here: Here, Fresh(_): Fresh<Admin>) -> Answer {
    let known = free_practitioners(&mut here.read().await?).await?;
    let typed =
        InviteFields { way: "mail".to_owned(), language: here.lang.tag().to_owned(), ..InviteFields::default() };
    Ok(form(here, typed, known, Vec::new()).await)
}

/// Invites someone who will work here: by mail, or by a letter that is shown now.
pub(crate) async fn invite(here: Here, Fresh(by): Fresh<Admin>, Typed(typed): Typed<InviteFields>) -> Answer {
    let portal = &here.portal;
    let new = read(&typed);
    match invite_staff(&portal.db, &portal.auditor, &by, new.clone(), here.now).await? {
        Ok(issued) => Ok(match issued.code {
            None => after("/people", Some(Notice::InvitationMailed)),
            Some(code) => {
                let letter = Letter { name: new.name, language: new.language, code, expires_at: issued.expires_at };
                letter::show(here, letter).await
            }
        }),
        Err(why) => {
            let known = free_practitioners(&mut here.read().await?).await?;
            let errors = vec![error(why, here.lang)];
            Ok(form(here, typed, known, errors).await)
        }
    }
}

/// Sends an invitation again, or prints a new letter; the earlier one ends.
pub(crate) async fn renew(here: Here, Fresh(by): Fresh<Admin>) -> Answer {
    let id: InvitationId = here.id("invitation")?;
    let invited: Option<StaffInvited> = open_staff_invitations(&mut here.read().await?, &by, &here.visit.log)
        .await?
        .into_iter()
        .find(|invited| invited.id == id);
    let Some(invited) = invited else { return Err(clinic::Error::NotFound.into()) };
    let portal = &here.portal;
    let issued = renew_staff_invitation(&portal.db, &portal.auditor, &by, id, here.now).await?;
    Ok(match issued.code {
        None => after("/people", Some(Notice::InvitationMailed)),
        Some(code) => {
            let letter = Letter { name: invited.name, language: invited.language, code, expires_at: issued.expires_at };
            letter::show(here, letter).await
        }
    })
}

/// Takes an invitation back.
pub(crate) async fn revoke(here: Here, Fresh(by): Fresh<Admin>) -> Answer {
    let id: InvitationId = here.id("invitation")?;
    let portal = &here.portal;
    revoke_staff_invitation(&portal.db, &portal.auditor, &by, id, here.now).await?;
    Ok(after("/people", Some(Notice::InvitationRevoked)))
}

fn read(typed: &InviteFields) -> StaffInvitation {
    let will_prescribe = typed.prescriber == "true";
    let mut roles: Vec<Role> =
        [(Role::Staff, &typed.staff), (Role::Pharmacist, &typed.pharmacist), (Role::Admin, &typed.admin)]
            .into_iter()
            .filter(|(_, ticked)| *ticked == "true")
            .map(|(role, _)| role)
            .collect();
    // Until a second person has confirmed the licence, a prescriber works as staff.
    if will_prescribe && roles.is_empty() {
        roles.push(Role::Staff);
    }
    let practitioner = typed.practitioner.parse().ok();
    StaffInvitation {
        name: typed.name.clone(),
        email: typed.email.clone(),
        roles,
        practitioner,
        is_clinician: will_prescribe || practitioner.is_some() || typed.practitioner == "new",
        language: typed.language.parse().ok(),
        on_paper: typed.way == "letter",
    }
}

fn error(why: NotInvited, lang: Lang) -> FieldError {
    match why {
        NotInvited::Name => FieldError::new("name", lang.with("people-name-wrong", &[("count", LONGEST_NAME.into())])),
        NotInvited::Email => FieldError::new("email", lang.t("people-email-wrong")),
        NotInvited::EmailTaken => FieldError::new("email", lang.t("people-email-taken")),
        NotInvited::Roles => FieldError::new("staff", lang.t("people-roles-missing")),
        NotInvited::Practitioner => FieldError::new("practitioner", lang.t("people-practitioner-wrong")),
    }
}

async fn form(here: Here, typed: InviteFields, known: Vec<Practitioner>, errors: Vec<FieldError>) -> Response {
    let lang = here.lang;
    let frame =
        Frame::new(here, lang.t("people-invite")).section(Section::System).crumb("/people", lang.t("people-title"));
    let frame = if errors.is_empty() { frame } else { frame.refused() };
    frame
        .show(move || {
            let [staff, pharmacist, admin, prescriber] =
                [&typed.staff, &typed.pharmacist, &typed.admin, &typed.prescriber].map(|value| value == "true");
            let no_role = error_at(&errors, "staff");
            let practitioners = [
                Choice::new("", lang.t("people-practitioner-none")),
                Choice::new("new", lang.t("people-practitioner-new")),
            ]
            .into_iter()
            .chain(known.into_iter().map(|known| {
                let label = match known.npi {
                    Some(npi) => format!("{} (NPI {npi})", known.name),
                    None => known.name,
                };
                Choice::new(known.id.to_string(), label)
            }))
            .collect();
            let languages = Lang::ALL.map(|lang| Choice::new(lang.tag(), lang.own_name())).into();
            let ways = vec![
                Choice::new("mail", lang.t("people-way-mail")).with_hint(lang.t("people-way-mail-hint")),
                Choice::new("letter", lang.t("people-way-letter")).with_hint(lang.t("people-way-letter-hint")),
            ];
            view! {
                <Tabs label=lang.t("nav-system-parts") tabs=system_tabs(SystemPart::People) />
                <PageHead title=lang.t("people-invite") lead=lang.t("people-invite-lead") />
                <Form action="/people/invite" errors=errors.clone()>
                    <TextField
                        name="name"
                        label=lang.t("people-name")
                        value=typed.name
                        hint=lang.with("people-name-hint", &[("count", LONGEST_NAME.into())])
                        error=error_at(&errors, "name")
                        autocomplete="off"
                    />
                    <TextField
                        name="email"
                        label=lang.t("people-email")
                        input=Input::Email
                        value=typed.email
                        hint=lang.with("people-email-hint", &[("count", LONGEST_EMAIL.into())])
                        error=error_at(&errors, "email")
                        autocomplete="off"
                    />
                    <Part title=lang.t("people-roles") id="roles">
                        <CheckField
                            name="staff"
                            label=role_name(Role::Staff, lang)
                            checked=staff
                            hint=lang.t("people-staff-hint")
                            error=no_role
                        />
                        <CheckField
                            name="pharmacist"
                            label=role_name(Role::Pharmacist, lang)
                            checked=pharmacist
                            hint=lang.t("people-pharmacist-hint")
                        />
                        <CheckField
                            name="admin"
                            label=role_name(Role::Admin, lang)
                            checked=admin
                            hint=lang.t("people-admin-hint")
                        />
                        <CheckField
                            name="prescriber"
                            label=lang.t("people-will-prescribe")
                            checked=prescriber
                            hint=lang.t("people-will-prescribe-hint")
                        />
                    </Part>
                    <SelectField
                        name="practitioner"
                        label=lang.t("people-practitioner")
                        choices=practitioners
                        value=typed.practitioner
                        hint=lang.t("people-practitioner-hint")
                        error=error_at(&errors, "practitioner")
                        optional=true
                    />
                    <SelectField
                        name="language"
                        label=lang.t("people-language")
                        choices=languages
                        value=typed.language
                    />
                    <RadioField name="way" legend=lang.t("people-way") choices=ways value=typed.way />
                    <SendOrCancel words=lang.t("people-invite-button") back="/people" />
                </Form>
            }
        })
        .await
}
