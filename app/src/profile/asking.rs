use super::{
    pages::refused,
    place::InProfile,
    words::{fault_words, field_name, line_fault, or_missing},
};
use crate::{
    ui::{
        badge::Badge,
        button::SendOrCancel,
        choice::{Choice, RadioField},
        field::{Input, TextArea, TextField},
        form::{FieldError, Form, error_at},
        list::{Row, Rows},
        page::PageHead,
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Here, Notice, Typed, birth_words, sex_name},
};
use axum::response::Response;
use clinic::{
    Error,
    moment::Precision,
    patients::{Demographics, Sex, demographics},
    profile::{
        Asked, Fault, Field, LONGEST_NAME, LONGEST_REASON, State, Wanted, Withdrawn, ask, changes, passage, sex_named,
        sex_of, withdraw,
    },
};
use leptos::prelude::*;
use serde::Deserialize;

/// The fields of the form that asks for a change; each field of the record uses its own.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct AskFields {
    given: String,
    family: String,
    born: String,
    sex: String,
    reason: String,
}

impl AskFields {
    fn of(person: &Demographics) -> Self {
        let exact = matches!(person.birth_date_precision, None | Some(Precision::Day));
        Self {
            given: person.given.clone().unwrap_or_default(),
            family: person.family.clone().unwrap_or_else(|| person.name.clone()),
            born: person.birth_date.filter(|_| exact).map(|date| date.to_string()).unwrap_or_default(),
            sex: sex_named(person.sex).to_owned(),
            reason: String::new(),
        }
    }

    fn read(&self, field: Field, here: &Here) -> Result<(Wanted, Option<String>), Vec<FieldError>> {
        let lang = here.lang;
        let mut errors = Vec::new();
        let wanted = match field {
            Field::Name => Wanted::name(&self.given, &self.family).map_err(|(given, family)| {
                let words =
                    |fault| fault_words(fault, lang.t("profile-family-missing"), lang.t("profile-unreadable"), lang);
                errors.extend(given.map(|fault| FieldError::new("given", words(fault))));
                errors.extend(family.map(|fault| FieldError::new("family", words(fault))));
            }),
            Field::BirthDate => Wanted::birth_date(&self.born, here.today()).map_err(|fault| {
                let words = fault_words(fault, lang.t("profile-born-missing"), lang.t("profile-born-malformed"), lang);
                errors.push(FieldError::new("born", words));
            }),
            Field::Sex => match sex_of(&self.sex).filter(|sex| *sex != Sex::Unknown) {
                Some(sex) => Ok(Wanted::Sex(sex)),
                None => {
                    errors.push(FieldError::new("sex", lang.t("profile-sex-missing")));
                    Err(())
                }
            },
        };
        let reason = passage(&self.reason, LONGEST_REASON).unwrap_or_else(|fault: Fault| {
            errors.push(FieldError::new("reason", line_fault(fault, lang)));
            None
        });
        match wanted {
            Ok(wanted) if errors.is_empty() => Ok((wanted, reason)),
            _ => Err(errors),
        }
    }
}

fn field_of(here: &Here) -> Result<Field, Error> {
    here.param("field").and_then(Field::parse).ok_or(Error::NotFound)
}

/// What can be asked for.
pub(crate) async fn choose(here: Here, at: InProfile) -> Answer {
    let mut q = here.read().await?;
    let (person, ..) = demographics(&mut q, &at.place.chart).await?;
    let waiting: Vec<Field> = changes(&mut q, &at.place.chart)
        .await?
        .into_iter()
        .filter(|change| change.state() == State::Waiting)
        .map(|change| change.field)
        .collect();
    drop(q);
    let lang = here.lang;
    let lead = if at.is_own() { lang.t("profile-ask-lead") } else { lang.t("profile-ask-lead-clinician") };
    let path = at.href("/profile/change");
    Ok(at
        .show(here, lang.t("profile-ask"), false, move || {
            let born = person.birth_date.map(|date| birth_words(lang, date, person.birth_date_precision));
            let rows = Field::ALL
                .into_iter()
                .map(|field| {
                    let value = match field {
                        Field::Name => person.name.clone().into_any(),
                        Field::BirthDate => or_missing(born.clone(), lang),
                        Field::Sex => sex_name(person.sex, lang).into_any(),
                    };
                    let waits = waiting.contains(&field);
                    let href = (!waits).then(|| format!("{path}/{}", field.name()));
                    let mark =
                        move || waits.then(|| view! { <Badge tone=Tone::Info text=lang.t("profile-waiting") /> });
                    view! {
                        <Row title=field_name(field, lang) href=href aside=mark>
                            <p>{value}</p>
                        </Row>
                    }
                })
                .collect_view();
            view! {
                <PageHead title=lang.t("profile-ask") lead=lead />
                <Rows>{rows}</Rows>
            }
        })
        .await)
}

/// The form that asks for one change.
pub(crate) async fn page(here: Here, at: InProfile) -> Answer {
    let field = field_of(&here)?;
    let (person, ..) = demographics(&mut here.read().await?, &at.place.chart).await?;
    Ok(form(here, &at, field, AskFields::of(&person), Vec::new()).await)
}

/// Asks the clinic for the change.
pub(crate) async fn ask_for(here: Here, at: InProfile, Typed(typed): Typed<AskFields>) -> Answer {
    let field = field_of(&here)?;
    let lang = here.lang;
    let (wanted, reason) = match typed.read(field, &here) {
        Ok(read) => read,
        Err(errors) => return Ok(form(here, &at, field, typed, errors).await),
    };
    let portal = &here.portal;
    let problem = match ask(&portal.db, &portal.auditor, &at.editor, &wanted, reason, here.now).await? {
        Asked::Waiting(_) => return Ok(at.saved(Notice::ChangeAsked)),
        Asked::AnotherWaits => lang.t("profile-ask-waits"),
        Asked::SaysSo => lang.t("profile-ask-says-so"),
    };
    let errors = vec![FieldError::new(first_input(field), problem)];
    Ok(form(here, &at, field, typed, errors).await)
}

/// Takes back what waits for the clinic.
pub(crate) async fn take_back(here: Here, at: InProfile) -> Answer {
    let portal = &here.portal;
    match withdraw(&portal.db, &portal.auditor, &at.editor, here.id("change")?, here.now).await? {
        Withdrawn::Done => Ok(at.saved(Notice::ChangeWithdrawn)),
        Withdrawn::TooLate => {
            let problem = here.lang.t("profile-withdraw-late");
            refused(here, &at.place, problem).await
        }
    }
}

fn first_input(field: Field) -> &'static str {
    match field {
        Field::Name => "family",
        Field::BirthDate => "born",
        Field::Sex => "sex",
    }
}

async fn form(here: Here, at: &InProfile, field: Field, typed: AskFields, errors: Vec<FieldError>) -> Response {
    let lang = here.lang;
    let back = at.href("/profile");
    let action = at.href(&format!("/profile/change/{}", field.name()));
    let title = match field {
        Field::Name => lang.t("profile-ask-name"),
        Field::BirthDate => lang.t("profile-ask-born"),
        Field::Sex => lang.t("profile-ask-sex"),
    };
    let lead = if at.is_own() { lang.t("profile-ask-lead") } else { lang.t("profile-ask-lead-clinician") };
    let fill = ["given-name", "family-name", "bday"].map(|token| at.autocomplete(token));
    at.show(here, title.clone(), !errors.is_empty(), move || {
        let inputs = inputs(field, &typed, &errors, fill, lang);
        view! {
            <PageHead title=title lead=lead />
            <Form action=action errors=errors.clone()>
                {inputs}
                <TextArea
                    name="reason"
                    label=lang.t("profile-ask-reason")
                    hint=lang.with("profile-ask-reason-hint", &[("count", LONGEST_REASON.into())])
                    value=typed.reason
                    error=error_at(&errors, "reason")
                    maxlength=LONGEST_REASON
                    optional=true
                />
                <SendOrCancel words=lang.t("profile-ask-button") back=back />
            </Form>
        }
    })
    .await
}

fn inputs(field: Field, typed: &AskFields, errors: &[FieldError], fill: [&'static str; 3], lang: Lang) -> AnyView {
    let [given, family, born] = fill;
    match field {
        Field::Name => view! {
            <TextField
                name="given"
                label=lang.t("profile-given")
                value=typed.given.clone()
                error=error_at(errors, "given")
                autocomplete=given
                maxlength=LONGEST_NAME
                optional=true
            />
            <TextField
                name="family"
                label=lang.t("profile-family")
                hint=lang.t("profile-family-hint")
                value=typed.family.clone()
                error=error_at(errors, "family")
                autocomplete=family
                maxlength=LONGEST_NAME
            />
        }
        .into_any(),
        Field::BirthDate => view! {
            <TextField
                name="born"
                label=lang.t("profile-born")
                input=Input::BirthDate
                value=typed.born.clone()
                error=error_at(errors, "born")
                autocomplete=born
            />
        }
        .into_any(),
        Field::Sex => {
            let choices =
                [Sex::Female, Sex::Male, Sex::Other].map(|sex| Choice::new(sex_named(sex), sex_name(sex, lang))).into();
            view! {
                <RadioField
                    name="sex"
                    legend=lang.t("profile-sex-legend")
                    choices=choices
                    value=typed.sex.clone()
                    error=error_at(errors, "sex")
                />
            }
            .into_any()
        }
    }
}
