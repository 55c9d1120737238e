use super::{list::ages, words};
use crate::{
    ui::{
        button::{Actions, Button, LinkButton, PostButton, Weight},
        choice::{CheckField, ChecksField, Choice, RadioField, SelectField},
        field::{Input, TextField},
        form::{FieldError, Form, error_at},
        list::{Fact, Facts},
        nav::Section as Part,
        notice::Notice,
        page::PageHead,
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Frame, Fresh, Here, InChart},
};
use axum::response::Response;
use chrono::{DateTime, Months, NaiveDate, Utc};
use clinic::{
    accounts::{Clinician, Patient, is_email},
    helpers::{
        Change, Ground, Helper, Helpers, Invite, LONGEST_NAME, LONGEST_YEARS, Refusal, Relationship, Section, Sections,
        Standing, end_of_day, helpers_of, last_day,
    },
    ids::HelperId,
    policies::Policy,
};
use leptos::prelude::*;
use serde::Deserialize;

/// What `way` says for an invitation by mail, and for a letter on paper.
const WAYS: [&str; 2] = ["mail", "letter"];

/// The fields of the form that invites, of the one that enters a guardian, and of the one that changes rights.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct HelperFields {
    name: String,
    relationship: String,
    way: String,
    email: String,
    labs: String,
    prescriptions: String,
    appointments: String,
    record: String,
    until: String,
    language: String,
    seen: String,
}

/// The form by which a patient invites someone.
pub(crate) async fn new_helper(here: Here, Fresh(_): Fresh<Patient>, place: InChart) -> Answer {
    let typed =
        HelperFields { way: WAYS[0].to_owned(), language: here.lang.tag().to_owned(), ..HelperFields::default() };
    invite_form(here, place, typed, Vec::new()).await
}

/// The form by which the clinic enters someone with legal responsibility.
pub(crate) async fn new_guardian(here: Here, Fresh(_): Fresh<Clinician>, place: InChart) -> Answer {
    let all = "true".to_owned();
    let typed = HelperFields {
        way: WAYS[0].to_owned(),
        language: here.lang.tag().to_owned(),
        relationship: Relationship::Parent.name().to_owned(),
        labs: all.clone(),
        prescriptions: all.clone(),
        appointments: all.clone(),
        record: all,
        ..HelperFields::default()
    };
    invite_form(here, place, typed, Vec::new()).await
}

/// The form by which a patient changes what someone may read, and until when.
pub(crate) async fn rights(here: Here, Fresh(_): Fresh<Patient>, place: InChart) -> Answer {
    let id: HelperId = here.id("helper")?;
    let all = helpers_of(&mut here.read().await?, &place.chart).await?;
    let helper = changeable(&all, id, &here)?.clone();
    let ticked = |section| if helper.sections().has(section) { "true".to_owned() } else { String::new() };
    let typed = HelperFields {
        labs: ticked(Section::Labs),
        prescriptions: ticked(Section::Prescriptions),
        appointments: ticked(Section::Appointments),
        record: ticked(Section::Record),
        until: helper.ends_at.map(|at| last_day(at, here.portal.settings.zone).to_string()).unwrap_or_default(),
        ..HelperFields::default()
    };
    Ok(rights_form(here, helper, typed, Vec::new()).await)
}

/// The helper of that id, when the patient may change what they do.
pub(super) fn changeable<'a>(all: &'a Helpers, id: HelperId, here: &Here) -> Result<&'a Helper, clinic::Error> {
    let helper = all.find(id)?;
    let ended = all.standing(helper, here.now, here.portal.settings.zone) == Standing::Ended;
    if ended || helper.ground != Ground::Invited { Err(clinic::Error::NotFound) } else { Ok(helper) }
}

impl HelperFields {
    /// What was typed as an invitation, or what is wrong with it.
    pub(super) fn invite(&self, ground: Ground, here: &Here) -> Result<Invite, Vec<FieldError>> {
        let lang = here.lang;
        let mut errors = Vec::new();
        let mut wrong = |field: &str, message: String| errors.push(FieldError::new(field, message));
        let name = self.name.trim().to_owned();
        if name.is_empty() || name.contains(char::is_control) {
            wrong("name", lang.t("helpers-name-missing"));
        } else if name.chars().count() > LONGEST_NAME {
            wrong("name", lang.with("helpers-name-long", &[("count", LONGEST_NAME.into())]));
        }
        let relationship = offered(ground).iter().copied().find(|offered| offered.name() == self.relationship);
        if relationship.is_none() {
            wrong("relationship", lang.t("helpers-relationship-missing"));
        }
        let email = self.email.trim().to_owned();
        let by_mail = self.way == WAYS[0];
        if !WAYS.contains(&self.way.as_str()) {
            wrong("way", lang.t("helpers-way-missing"));
        } else if by_mail && !is_email(&email) {
            wrong("email", lang.t("helpers-email-malformed"));
        }
        let language = self.language.parse();
        if language.is_err() {
            wrong("language", lang.t("helpers-language-missing"));
        }
        if ground == Ground::Guardian && self.seen != "true" {
            wrong("seen", lang.t("helpers-document-missing"));
        }
        let rights = self.rights(here);
        match (relationship, language, rights) {
            (Some(relationship), Ok(language), Ok(Change { sections, ends_at })) if errors.is_empty() => {
                Ok(Invite { name, relationship, sections, ends_at, email: by_mail.then_some(email), language })
            }
            (_, _, rights) => {
                errors.extend(rights.err().unwrap_or_default());
                Err(errors)
            }
        }
    }

    /// The sections and the end, or what is wrong with them.
    pub(super) fn rights(&self, here: &Here) -> Result<Change, Vec<FieldError>> {
        let lang = here.lang;
        let mut errors = Vec::new();
        let sections = self.sections();
        if sections.is_empty() {
            errors.push(FieldError::new("sections", lang.t("helpers-sections-missing")));
        }
        let ends_at = self.ends_at(here).unwrap_or_else(|message| {
            errors.push(FieldError::new("until", message));
            None
        });
        if errors.is_empty() { Ok(Change { sections, ends_at }) } else { Err(errors) }
    }

    fn ends_at(&self, here: &Here) -> Result<Option<DateTime<Utc>>, String> {
        let (lang, today) = (here.lang, here.today());
        if self.until.trim().is_empty() {
            return Ok(None);
        }
        let malformed = || lang.t("helpers-until-malformed");
        let day = NaiveDate::parse_from_str(self.until.trim(), "%Y-%m-%d").map_err(|_| malformed())?;
        let latest = today.checked_add_months(Months::new(12 * LONGEST_YEARS)).ok_or_else(malformed)?;
        if day < today {
            return Err(lang.t("helpers-until-past"));
        }
        if day > latest {
            return Err(lang.with("helpers-until-far", &[("date", lang.date(latest).into())]));
        }
        end_of_day(day, here.portal.settings.zone).map(Some).ok_or_else(malformed)
    }

    fn sections(&self) -> Sections {
        let ticks = [&self.labs, &self.prescriptions, &self.appointments, &self.record];
        Section::ALL.into_iter().zip(ticks).filter_map(|(section, tick)| (tick == "true").then_some(section)).collect()
    }
}

/// What the store says against an invitation, at the field it concerns.
pub(super) fn refusal(refused: Refusal, lang: Lang) -> FieldError {
    match refused {
        Refusal::TooMany => FieldError::new("", lang.t("helpers-too-many")),
        Refusal::TooManyToday => FieldError::new("", lang.t("helpers-too-many-today")),
        Refusal::NoBirthDate => FieldError::new("way", lang.t("helpers-no-birth-date")),
    }
}

fn offered(ground: Ground) -> &'static [Relationship] {
    match ground {
        Ground::Invited => &Relationship::INVITED,
        Ground::Guardian => &Relationship::RESPONSIBLE,
    }
}

/// The form that invites or enters someone, with what was typed and what is wrong with it.
pub(super) async fn invite_form(here: Here, place: InChart, typed: HelperFields, errors: Vec<FieldError>) -> Answer {
    let lang = here.lang;
    let ground = if place.chart.is_own() { Ground::Invited } else { Ground::Guardian };
    let ages = match ground {
        Ground::Invited => None,
        Ground::Guardian => Some(ages(&helpers_of(&mut here.read().await?, &place.chart).await?, lang)),
    };
    let days = here.portal.policies.values().get(Policy::InvitationDays);
    let base = place.href("/helpers");
    let (title, lead, list) = match ground {
        Ground::Invited => (lang.t("helpers-new-title"), lang.t("helpers-new-lead"), lang.t("helpers-title")),
        Ground::Guardian => {
            (lang.t("helpers-guardian-title"), lang.t("helpers-guardian-lead"), lang.t("helpers-title-chart"))
        }
    };
    let frame = Frame::new(here, title.clone()).section(Part::Helpers).of(&place).crumb(base.clone(), list);
    let frame = if errors.is_empty() { frame } else { frame.refused() };
    Ok(frame
        .show(move || {
            view! {
                <PageHead title=title lead=lead />
                {ages
                    .map(|words| {
                        view! {
                            <Notice tone=Tone::Info title=lang.t("helpers-ages-title")>
                                <p>{words}</p>
                            </Notice>
                        }
                    })}
                <Form action=base.clone() errors=errors.clone()>
                    {person_fields(&typed, &errors, ground, lang)}
                    {rights_fields(&typed, &errors, ground, lang)}
                    {way_fields(&typed, &errors, ground, days, lang)}
                    {(ground == Ground::Guardian)
                        .then(|| {
                            view! {
                                <CheckField
                                    name="seen"
                                    label=lang.t("helpers-document")
                                    hint=lang.t("helpers-document-hint")
                                    checked=typed.seen == "true"
                                    error=error_at(&errors, "seen")
                                />
                            }
                        })}
                    <Actions>
                        <Button>{lang.t("helpers-invite-button")}</Button>
                        <LinkButton href=base weight=Weight::Quiet>
                            {lang.t("helpers-cancel")}
                        </LinkButton>
                    </Actions>
                </Form>
            }
        })
        .await)
}

fn person_fields(typed: &HelperFields, errors: &[FieldError], ground: Ground, lang: Lang) -> impl IntoView + use<> {
    let choose = (typed.relationship.is_empty()).then(|| Choice::new("", lang.t("helpers-relationship-choose")));
    let choices =
        offered(ground).iter().map(|offered| Choice::new(offered.name(), words::relationship(*offered, lang)));
    let label = match ground {
        Ground::Invited => lang.t("helpers-relationship"),
        Ground::Guardian => lang.t("helpers-relationship-guardian"),
    };
    view! {
        <TextField
            name="name"
            label=lang.t("helpers-name")
            hint=lang.with("helpers-name-hint", &[("count", LONGEST_NAME.into())])
            value=typed.name.clone()
            autocomplete="off"
            error=error_at(errors, "name")
        />
        <SelectField
            name="relationship"
            label=label
            choices=choose.into_iter().chain(choices).collect()
            value=typed.relationship.clone()
            error=error_at(errors, "relationship")
        />
    }
}

fn rights_fields(typed: &HelperFields, errors: &[FieldError], ground: Ground, lang: Lang) -> impl IntoView + use<> {
    let hint = match ground {
        Ground::Invited => lang.t("helpers-sections-hint"),
        Ground::Guardian => lang.t("helpers-sections-hint-guardian"),
    };
    let choices = Section::ALL
        .into_iter()
        .map(|section| {
            Choice::new(section.name(), words::section(section, lang)).with_hint(words::section_about(section, lang))
        })
        .collect();
    let checked = typed.sections().iter().map(|section| section.name().to_owned()).collect();
    view! {
        <ChecksField
            name="sections"
            legend=lang.t("helpers-sections")
            choices=choices
            checked=checked
            hint=hint
            error=error_at(errors, "sections")
        />
        <TextField
            name="until"
            label=lang.t("helpers-until-label")
            input=Input::Date
            hint=lang.with("helpers-until-hint", &[("count", i64::from(LONGEST_YEARS).into())])
            value=typed.until.clone()
            error=error_at(errors, "until")
            optional=true
        />
    }
}

fn way_fields(
    typed: &HelperFields,
    errors: &[FieldError],
    ground: Ground,
    days: i64,
    lang: Lang,
) -> impl IntoView + use<> {
    let letter_hint = match ground {
        Ground::Invited => lang.t("helpers-way-letter-hint"),
        Ground::Guardian => lang.t("helpers-way-letter-hint-guardian"),
    };
    let ways = vec![
        Choice::new(WAYS[0], lang.t("helpers-way-mail")).with_hint(lang.t("helpers-way-mail-hint")),
        Choice::new(WAYS[1], lang.t("helpers-way-letter")).with_hint(letter_hint),
    ];
    let languages = Lang::ALL.into_iter().map(|lang| Choice::new(lang.tag(), lang.own_name())).collect();
    view! {
        <RadioField
            name="way"
            legend=lang.t("helpers-way")
            choices=ways
            value=typed.way.clone()
            hint=lang.with("helpers-way-hint", &[("count", days.into())])
            error=error_at(errors, "way")
        />
        <TextField
            name="email"
            label=lang.t("helpers-email")
            input=Input::Email
            hint=lang.t("helpers-email-hint")
            value=typed.email.clone()
            autocomplete="off"
            error=error_at(errors, "email")
            optional=true
        />
        <SelectField
            name="language"
            label=lang.t("helpers-language")
            choices=languages
            value=typed.language.clone()
            error=error_at(errors, "language")
        />
    }
}

/// The form that changes what someone may read, with what was typed and what is wrong with it.
pub(super) async fn rights_form(here: Here, helper: Helper, typed: HelperFields, errors: Vec<FieldError>) -> Response {
    let lang = here.lang;
    let frame = Frame::new(here, lang.t("helpers-change-title"))
        .section(Part::Helpers)
        .crumb(Part::Helpers.href(), lang.t("helpers-title"));
    let frame = if errors.is_empty() { frame } else { frame.refused() };
    frame
        .show(move || {
            let action = format!("{}/{}", Part::Helpers.href(), helper.id);
            let facts = vec![
                Fact::new(lang.t("helpers-name"), helper.name.clone()),
                Fact::new(lang.t("helpers-relationship"), words::relationship(helper.relationship, lang)),
            ];
            view! {
                <PageHead title=lang.t("helpers-change-title") lead=lang.t("helpers-change-lead") />
                <Facts facts=facts />
                <Form action=action.clone() errors=errors.clone()>
                    {rights_fields(&typed, &errors, Ground::Invited, lang)}
                    <Actions>
                        <Button>{lang.t("helpers-change-button")}</Button>
                        <LinkButton href=Part::Helpers.href() weight=Weight::Quiet>
                            {lang.t("helpers-cancel")}
                        </LinkButton>
                    </Actions>
                </Form>
                <p>{lang.t("helpers-end-advice")}</p>
                <PostButton action=format!("{action}/ending") weight=Weight::Danger>
                    {lang.t("helpers-end")}
                </PostButton>
            }
        })
        .await
}
