//! Registering a patient at the desk.

use super::found::patient_rows;
use crate::{
    ui::{
        button::{Actions, Button, LinkButton, Weight},
        choice::{Choice, RadioField, SelectField},
        field::{Input, TextField},
        form::{FieldError, Form, error_at},
        nav::Section,
        notice::Notice as NoticeBox,
        page::{PageHead, Part},
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Frame, Here, Notice, Signed, Typed, after, sex_name},
};
use chrono::NaiveDate;
use clinic::{
    accounts::Clinician,
    patients::{Choices, Found, LONGEST_FIELD, LONGEST_NUMBER, NewPatient, NotRegistered, Sex, choices, register},
};
use leptos::prelude::*;
use serde::Deserialize;

/// The fields of the form.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct PatientFields {
    given: String,
    family: String,
    born: String,
    sex: String,
    phone: String,
    email: String,
    language: String,
    address: String,
    city: String,
    state: String,
    postal_code: String,
    record_number: String,
    general_practitioner: String,
    location: String,
    /// Whom the records that look alike were shown for: another name or birth date is looked for anew.
    anyway: String,
}

const SEXES: [(&str, Sex); 4] =
    [("female", Sex::Female), ("male", Sex::Male), ("other", Sex::Other), ("unknown", Sex::Unknown)];

/// The empty form.
pub(crate) async fn new_patient(here: Here, Signed(by): Signed<Clinician>) -> Answer {
    form(here, &by, PatientFields::default(), Vec::new(), Vec::new()).await
}

/// Registers, unless something is to be put right or a record looks like the same person's.
pub(crate) async fn register_patient(
    here: Here,
    Signed(by): Signed<Clinician>,
    Typed(typed): Typed<PatientFields>,
) -> Answer {
    let lang = here.lang;
    let mut errors = Vec::new();
    if typed.given.trim().is_empty() {
        errors.push(FieldError::new("given", lang.t("register-given-missing")));
    }
    if typed.family.trim().is_empty() {
        errors.push(FieldError::new("family", lang.t("register-family-missing")));
    }
    let born = NaiveDate::parse_from_str(typed.born.trim(), "%Y-%m-%d").ok();
    if born.is_none() {
        errors.push(FieldError::new("born", lang.t("register-born-wrong")));
    }
    let sex = SEXES.into_iter().find(|(name, _)| *name == typed.sex).map(|(_, sex)| sex);
    if sex.is_none() {
        errors.push(FieldError::new("sex", lang.t("register-sex-missing")));
    }
    let (Some(born), Some(sex), true) = (born, sex, errors.is_empty()) else {
        return form(here, &by, typed, errors, Vec::new()).await;
    };
    let new = new_patient_of(&typed, born, sex);
    let portal = &here.portal;
    let anyway = typed.anyway == person(&typed);
    let (log, now) = (&here.visit.log, here.now.with_timezone(&portal.settings.zone));
    match register(&portal.db, &portal.auditor, &by, &new, anyway, log, now).await? {
        Ok(registered) => {
            Ok(after(&format!("/patients/{}/invitation", registered.patient), Some(Notice::PatientRegistered)))
        }
        Err(NotRegistered::Similar(found)) => form(here, &by, typed, Vec::new(), found).await,
        Err(why) => {
            let errors = vec![refusal(&why, lang)];
            form(here, &by, typed, errors, Vec::new()).await
        }
    }
}

fn new_patient_of(typed: &PatientFields, born: NaiveDate, sex: Sex) -> NewPatient {
    let some = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    NewPatient {
        given: typed.given.trim().to_owned(),
        family: typed.family.trim().to_owned(),
        born,
        sex,
        phone: some(&typed.phone),
        email: some(&typed.email),
        language: typed.language.parse().ok(),
        address: some(&typed.address),
        city: some(&typed.city),
        state: some(&typed.state),
        postal_code: some(&typed.postal_code),
        record_number: some(&typed.record_number),
        general_practitioner: typed.general_practitioner.parse().ok(),
        location: typed.location.parse().ok(),
    }
}

/// Whom the form is about.
fn person(typed: &PatientFields) -> String {
    format!("{} {} {}", typed.given.trim(), typed.family.trim(), typed.born.trim())
}

fn refusal(why: &NotRegistered, lang: Lang) -> FieldError {
    match why {
        NotRegistered::Field(name) => {
            let most = if matches!(*name, "postal_code" | "record_number") { LONGEST_NUMBER } else { LONGEST_FIELD };
            FieldError::new(*name, lang.with("register-too-long", &[("count", most.into())]))
        }
        NotRegistered::Unreadable(name) => FieldError::new(*name, lang.t("profile-unreadable")),
        NotRegistered::Phone => FieldError::new("phone", lang.t("profile-phone-malformed")),
        NotRegistered::Born => FieldError::new("born", lang.t("register-born-wrong")),
        NotRegistered::Email => FieldError::new("email", lang.t("invitation-email-malformed")),
        NotRegistered::NumberTaken => FieldError::new("record_number", lang.t("register-number-taken")),
        NotRegistered::Similar(_) => FieldError::new("", lang.t("register-similar")),
    }
}

async fn form(
    here: Here,
    by: &Clinician,
    typed: PatientFields,
    errors: Vec<FieldError>,
    similar: Vec<Found>,
) -> Answer {
    let choices = choices(&mut here.read().await?, by).await?;
    let (lang, today) = (here.lang, here.today());
    let frame = Frame::new(here, lang.t("register-title"))
        .section(Section::Patients)
        .crumb("/patients", lang.t("nav-patients"));
    let is_refused = !errors.is_empty() || !similar.is_empty();
    let frame = if is_refused { frame.refused() } else { frame };
    Ok(frame
        .show(move || {
            let asks = !similar.is_empty();
            let about = person(&typed);
            view! {
                <PageHead title=lang.t("register-title") lead=lang.t("register-lead") />
                {asks
                    .then(|| {
                        view! {
                            <NoticeBox tone=Tone::Warn title=lang.t("register-similar")>
                                <p>{lang.t("register-similar-advice")}</p>
                            </NoticeBox>
                            <Part title=lang.t("register-similar-title") id="similar">
                                {patient_rows(similar, lang, today)}
                            </Part>
                        }
                    })}
                <Form action="/patients/new" errors=errors.clone()>
                    {who(&typed, &errors, lang)} {reach(&typed, &errors, lang)} {care(typed, &errors, choices, lang)}
                    <Actions>
                        {if asks {
                            view! {
                                <Button name="anyway" value=about>
                                    {lang.t("register-anyway")}
                                </Button>
                            }
                                .into_any()
                        } else {
                            view! { <Button>{lang.t("register-button")}</Button> }.into_any()
                        }}
                        <LinkButton href="/patients" weight=Weight::Quiet>
                            {lang.t("common-cancel")}
                        </LinkButton>
                    </Actions>
                </Form>
            }
        })
        .await)
}

fn who(typed: &PatientFields, errors: &[FieldError], lang: Lang) -> impl IntoView + use<> {
    let sexes = SEXES.into_iter().map(|(name, sex)| Choice::new(name, sex_name(sex, lang))).collect();
    view! {
        <TextField
            name="given"
            label=lang.t("register-given")
            autocomplete="off"
            value=typed.given.clone()
            hint=lang.t("register-given-hint")
            error=error_at(errors, "given")
        />
        <TextField
            name="family"
            label=lang.t("register-family")
            autocomplete="off"
            value=typed.family.clone()
            error=error_at(errors, "family")
        />
        <TextField
            name="born"
            label=lang.t("register-born")
            input=Input::Date
            value=typed.born.clone()
            error=error_at(errors, "born")
        />
        <RadioField
            name="sex"
            legend=lang.t("register-sex")
            choices=sexes
            value=typed.sex.clone()
            error=error_at(errors, "sex")
        />
    }
}

fn reach(typed: &PatientFields, errors: &[FieldError], lang: Lang) -> impl IntoView + use<> {
    let languages = std::iter::once(Choice::new("", lang.t("register-not-known")))
        .chain(Lang::ALL.into_iter().map(|known| Choice::new(known.tag(), known.own_name())))
        .collect();
    let line = |name: &'static str, label: String, value: &str| {
        view! {
            <TextField
                name=name
                label=label
                autocomplete="off"
                value=value.to_owned()
                error=error_at(errors, name)
                optional=true
            />
        }
    };
    view! {
        <TextField
            name="phone"
            label=lang.t("register-phone")
            input=Input::Phone
            autocomplete="off"
            value=typed.phone.clone()
            error=error_at(errors, "phone")
            optional=true
        />
        <TextField
            name="email"
            label=lang.t("invitation-email")
            input=Input::Email
            autocomplete="off"
            value=typed.email.clone()
            hint=lang.t("register-email-hint")
            error=error_at(errors, "email")
            optional=true
        />
        <SelectField
            name="language"
            label=lang.t("register-language")
            choices=languages
            value=typed.language.clone()
            optional=true
        />
        {line("address", lang.t("register-address"), &typed.address)}
        {line("city", lang.t("register-city"), &typed.city)}
        {line("state", lang.t("register-state"), &typed.state)}
        {line("postal_code", lang.t("register-postal-code"), &typed.postal_code)}
    }
}

fn care(typed: PatientFields, errors: &[FieldError], choices: Choices, lang: Lang) -> impl IntoView + use<> {
    let none = || Choice::new("", lang.t("register-none"));
    let doctors = choices.practitioners.into_iter().map(|(id, name)| Choice::new(id.to_string(), name));
    let places = choices.locations.into_iter().map(|(id, name)| Choice::new(id.to_string(), name));
    view! {
        <TextField
            name="record_number"
            label=lang.t("profile-record-number")
            autocomplete="off"
            value=typed.record_number
            hint=lang.t("register-number-hint")
            error=error_at(errors, "record_number")
            optional=true
        />
        <SelectField
            name="general_practitioner"
            label=lang.t("register-doctor")
            choices=std::iter::once(none()).chain(doctors).collect()
            value=typed.general_practitioner
            optional=true
        />
        <SelectField
            name="location"
            label=lang.t("register-place")
            choices=std::iter::once(none()).chain(places).collect()
            value=typed.location
            optional=true
        />
    }
}
