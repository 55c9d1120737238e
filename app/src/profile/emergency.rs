use super::{
    place::InProfile,
    words::{fault_words, line_fault},
};
use crate::{
    ui::{
        button::{PostButton, SendOrCancel, Weight},
        empty::Empty,
        field::{Input, TextField},
        form::{FieldError, Form, error_at},
        icon::Symbol,
        list::{Row, Rows},
        page::{PageHead, Part},
        text::Lang,
    },
    web::{Answer, Here, Notice, Typed, after},
};
use axum::response::Response;
use clinic::{
    Error,
    patients::Contact,
    profile::{
        LONGEST_NAME, LONGEST_PHONE, LONGEST_RELATIONSHIP, MOST_CONTACTS, NewContact, OWN_CONTACTS, Phone, Saved,
        add_contact, change_contact, contacts, line, remove_contact,
    },
};
use leptos::prelude::*;
use serde::Deserialize;

/// Where the list lies.
const LIST: &str = "/profile/emergency";

/// The fields of the form for someone to call.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ContactFields {
    name: String,
    relationship: String,
    phone: String,
}

impl ContactFields {
    fn of(contact: &Contact) -> Self {
        Self {
            name: contact.name.clone().unwrap_or_default(),
            relationship: contact.relationship.clone().unwrap_or_default(),
            phone: contact.phone.clone().unwrap_or_default(),
        }
    }

    fn read(&self, lang: Lang) -> Result<NewContact, Vec<FieldError>> {
        let mut errors = Vec::new();
        let name = line(&self.name, LONGEST_NAME).unwrap_or_else(|fault| {
            errors.push(FieldError::new("name", line_fault(fault, lang)));
            None
        });
        if name.is_none() && errors.is_empty() {
            errors.push(FieldError::new("name", lang.t("profile-contact-name-missing")));
        }
        let relationship = line(&self.relationship, LONGEST_RELATIONSHIP).unwrap_or_else(|fault| {
            errors.push(FieldError::new("relationship", line_fault(fault, lang)));
            None
        });
        let malformed = || lang.t("profile-phone-malformed");
        let phone = Phone::parse(&self.phone).unwrap_or_else(|fault| {
            errors.push(FieldError::new("phone", fault_words(fault, malformed(), malformed(), lang)));
            None
        });
        if phone.is_none() && errors.iter().all(|error| error.field != "phone") {
            errors.push(FieldError::new("phone", lang.t("profile-contact-phone-missing")));
        }
        match (name, phone) {
            (Some(name), Some(phone)) if errors.is_empty() => Ok(NewContact { name, relationship, phone }),
            _ => Err(errors),
        }
    }
}

/// The people to call, and the form for another one.
pub(crate) async fn list(here: Here, at: InProfile) -> Answer {
    show(here, &at, ContactFields::default(), Vec::new()).await
}

/// Enters another one.
pub(crate) async fn add(here: Here, at: InProfile, Typed(typed): Typed<ContactFields>) -> Answer {
    match typed.read(here.lang) {
        Err(errors) => show(here, &at, typed, errors).await,
        Ok(contact) => match add_contact(&here.portal.db, &here.portal.auditor, &at.editor, contact).await? {
            Saved::Done => Ok(after(&at.href(LIST), Some(Notice::ProfileSaved))),
            Saved::Full => {
                let error =
                    FieldError::new("", here.lang.with("profile-contacts-full", &[("count", MOST_CONTACTS.into())]));
                show(here, &at, typed, vec![error]).await
            }
        },
    }
}

async fn show(here: Here, at: &InProfile, typed: ContactFields, errors: Vec<FieldError>) -> Answer {
    let known = contacts(&mut here.read().await?, &at.place.chart).await?;
    let lang = here.lang;
    let (action, back) = (at.href(LIST), at.href("/profile"));
    let own = at.is_own();
    let full = known.iter().filter(|contact| is_own(contact)).count() >= MOST_CONTACTS;
    Ok(at
        .show(here, lang.t("profile-contacts"), !errors.is_empty(), move || {
            let add = if full && errors.is_empty() {
                view! { <p>{lang.with("profile-contacts-full", &[("count", MOST_CONTACTS.into())])}</p> }.into_any()
            } else {
                form(action.clone(), back, lang.t("profile-contact-add"), typed, errors, own, lang).into_any()
            };
            view! {
                <PageHead title=lang.t("profile-contacts") lead=lang.t("profile-contacts-lead") />
                {rows(known, &action, lang)}
                <Part title=lang.t("profile-contact-new") id="new">
                    {add}
                </Part>
            }
        })
        .await)
}

fn rows(known: Vec<Contact>, path: &str, lang: Lang) -> AnyView {
    if known.is_empty() {
        return view! {
            <Empty icon=Symbol::Phone title=lang.t("profile-no-contacts")>
                <p>{lang.t("profile-no-contacts-advice")}</p>
            </Empty>
        }
        .into_any();
    }
    let rows = known
        .into_iter()
        .map(|contact| {
            let href = is_own(&contact).then(|| format!("{path}/{}", contact.position));
            let from_record = (!is_own(&contact)).then(|| view! { <p>{lang.t("profile-contact-imported")}</p> });
            let (title, about) = contact_words(contact, lang);
            view! {
                <Row title=title href=href>
                    <p>{about}</p>
                    {from_record}
                </Row>
            }
        })
        .collect_view();
    view! { <Rows>{rows}</Rows> }.into_any()
}

/// Whether someone was entered in the portal and can be changed in it.
fn is_own(contact: &Contact) -> bool {
    contact.position >= OWN_CONTACTS
}

/// A contact's name, and what there is to know about them in one line.
pub(super) fn contact_words(contact: Contact, lang: Lang) -> (String, String) {
    let title = contact.name.unwrap_or_else(|| lang.t("profile-contact-unnamed"));
    let about: Vec<String> = [contact.relationship, contact.phone, contact.email].into_iter().flatten().collect();
    (title, about.join(" · "))
}

/// The form for someone who was entered.
pub(crate) async fn page(here: Here, at: InProfile) -> Answer {
    let position: i64 = here.id("contact")?;
    let known = contacts(&mut here.read().await?, &at.place.chart).await?;
    let contact =
        known.iter().find(|contact| contact.position == position && is_own(contact)).ok_or(Error::NotFound)?;
    Ok(one(here, &at, position, ContactFields::of(contact), Vec::new()).await)
}

/// Changes someone who was entered.
pub(crate) async fn save(here: Here, at: InProfile, Typed(typed): Typed<ContactFields>) -> Answer {
    let position: i64 = here.id("contact")?;
    match typed.read(here.lang) {
        Err(errors) => {
            let known = contacts(&mut here.read().await?, &at.place.chart).await?;
            if !known.iter().any(|contact| contact.position == position && is_own(contact)) {
                return Err(Error::NotFound.into());
            }
            Ok(one(here, &at, position, typed, errors).await)
        }
        Ok(contact) => {
            change_contact(&here.portal.db, &here.portal.auditor, &at.editor, position, contact).await?;
            Ok(after(&at.href(LIST), Some(Notice::ProfileSaved)))
        }
    }
}

/// Removes someone who was entered.
pub(crate) async fn remove(here: Here, at: InProfile) -> Answer {
    remove_contact(&here.portal.db, &here.portal.auditor, &at.editor, here.id("contact")?).await?;
    Ok(after(&at.href(LIST), Some(Notice::ContactRemoved)))
}

async fn one(here: Here, at: &InProfile, position: i64, typed: ContactFields, errors: Vec<FieldError>) -> Response {
    let lang = here.lang;
    let (back, own) = (at.href(LIST), at.is_own());
    let action = format!("{back}/{position}");
    at.show(here, lang.t("profile-contact-title"), !errors.is_empty(), move || {
        view! {
            <PageHead title=lang.t("profile-contact-title") />
            {form(action.clone(), back, lang.t("profile-save"), typed, errors, own, lang)}
            <Part title=lang.t("profile-contact-remove") id="remove">
                <PostButton action=format!("{action}/removal") weight=Weight::Danger>
                    {lang.t("profile-contact-remove-button")}
                </PostButton>
            </Part>
        }
    })
    .await
}

fn form(
    action: String,
    back: String,
    button: String,
    typed: ContactFields,
    errors: Vec<FieldError>,
    own: bool,
    lang: Lang,
) -> impl IntoView {
    let relationship =
        if own { lang.t("profile-contact-relationship-own") } else { lang.t("profile-contact-relationship") };
    view! {
        <Form action=action errors=errors.clone()>
            <TextField
                name="name"
                label=lang.t("profile-contact-name")
                value=typed.name
                error=error_at(&errors, "name")
                autocomplete="off"
                maxlength=LONGEST_NAME
            />
            <TextField
                name="relationship"
                label=relationship
                value=typed.relationship
                hint=lang.t("profile-contact-relationship-hint")
                error=error_at(&errors, "relationship")
                autocomplete="off"
                maxlength=LONGEST_RELATIONSHIP
                optional=true
            />
            <TextField
                name="phone"
                label=lang.t("profile-contact-phone")
                input=Input::Phone
                value=typed.phone
                error=error_at(&errors, "phone")
                autocomplete="off"
                maxlength=LONGEST_PHONE
            />
            <SendOrCancel words=button back=back />
        </Form>
    }
}
