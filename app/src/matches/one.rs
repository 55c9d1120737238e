use super::words::{about, likeness_words, refusal_words, why_words};
use crate::{
    ui::{
        badge::Badge,
        button::{Actions, Button, LinkButton, PostButton, Weight},
        choice::{CheckField, Choice, RadioField},
        field::{Input, TextArea, TextField},
        form::{FieldError, Form, error_at},
        list::{Fact, Facts},
        nav::Section,
        notice::Notice as NoticeBox,
        page::{PageHead, Part},
        text::Lang,
        tone::Tone,
        when::When,
    },
    web::{Answer, Frame, Here, Notice, Signed, Typed, after, birth_words, sex_name},
};
use chrono::NaiveDate;
use clinic::{
    accounts::Clinician,
    ids::{LabMessageId, PatientId},
    laboratories::{Candidate, LONGEST_NOTE, Match, NotDecided, State, decide, decline, match_of, reopen},
    moment::Precision,
    patients::{Found, Sex, search},
};
use leptos::prelude::*;
use serde::Deserialize;

/// Patients that a search shows here.
const FOUND: i64 = 20;

/// What was typed on the page.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Fields {
    /// Which state the page showed.
    revision: String,
    patient: String,
    remember: bool,
    note: String,
    /// `file` or `decline`.
    decision: String,
    /// The words of the search.
    q: String,
}

/// One message that waits, beside everyone it may be about.
pub(crate) async fn page(here: Here, Signed(by): Signed<Clinician>) -> Answer {
    let id = here.id("message")?;
    show(here, by, id, Fields { remember: true, ..Fields::default() }, Vec::new(), None).await
}

/// Looks for somebody else.
pub(crate) async fn search_for(here: Here, Signed(by): Signed<Clinician>, Typed(typed): Typed<Fields>) -> Answer {
    let id: LabMessageId = here.id("message")?;
    let words: String = typed.q.chars().take(200).collect();
    let found = search(&mut here.read().await?, &by, &words, FOUND, &here.visit.log, here.now).await?;
    let found = found.unwrap_or_default();
    let lang = here.lang;
    let errors = if found.is_empty() { vec![FieldError::new("q", lang.t("matches-search-none"))] } else { Vec::new() };
    show(here, by, id, Fields { remember: true, ..typed }, errors, Some(found)).await
}

/// Says whose it is, or that it is of nobody here.
pub(crate) async fn answer(here: Here, Signed(by): Signed<Clinician>, Typed(typed): Typed<Fields>) -> Answer {
    let id: LabMessageId = here.id("message")?;
    let (lang, revision) = (here.lang, typed.revision.parse().unwrap_or_default());
    let (done, notice) = match (typed.decision.as_str(), typed.patient.parse::<PatientId>()) {
        ("decline", _) => (decline(&here.portal, &by, id, revision, &typed.note).await?, Notice::ResultsDeclined),
        ("file", Ok(patient)) => {
            (decide(&here.portal, &by, id, revision, patient, typed.remember).await?, Notice::ResultsMatched)
        }
        _ => {
            let errors = vec![FieldError::new("patient", lang.t("matches-choose"))];
            return show(here, by, id, typed, errors, None).await;
        }
    };
    match done {
        Ok(()) => Ok(after("/matches", Some(notice))),
        Err(why) => {
            let field = match why {
                NotDecided::Note => "note",
                NotDecided::NoPatient => "patient",
                NotDecided::Changed | NotDecided::Unreadable => "",
            };
            let errors = vec![FieldError::new(field, refusal_words(why, lang))];
            show(here, by, id, typed, errors, None).await
        }
    }
}

/// Lets a message wait again that was of nobody.
pub(crate) async fn open_again(here: Here, Signed(by): Signed<Clinician>, Typed(typed): Typed<Fields>) -> Answer {
    let id: LabMessageId = here.id("message")?;
    match reopen(&here.portal, &by, id, typed.revision.parse().unwrap_or_default()).await? {
        Ok(()) => Ok(after(&format!("/matches/{id}"), Some(Notice::ResultsReopened))),
        Err(why) => {
            let errors = vec![FieldError::new("", refusal_words(why, here.lang))];
            show(here, by, id, typed, errors, None).await
        }
    }
}

async fn show(
    here: Here,
    by: Clinician,
    id: LabMessageId,
    typed: Fields,
    errors: Vec<FieldError>,
    found: Option<Vec<Found>>,
) -> Answer {
    let found_match = match_of(&mut here.read().await?, &by, id, &here.visit.log).await?;
    let (lang, zone, today) = (here.lang, here.portal.settings.zone, here.today());
    let title = found_match.message.name.clone().unwrap_or_else(|| lang.t("matches-nameless"));
    let mut frame =
        Frame::new(here, title.clone()).section(Section::Matches).crumb("/matches", lang.t("matches-title"));
    if !errors.is_empty() {
        frame = frame.refused();
    }
    Ok(frame
        .show(move || {
            let message = &found_match.message;
            let urgent = message.is_urgent.then(|| view! { <Badge tone=Tone::Danger text=lang.t("matches-urgent") /> });
            let taken = found_match.taken.map(|when| view! { <When at=when zone=zone /> });
            let numbers = (!found_match.numbers.is_empty()).then(|| found_match.numbers.join(", "));
            let facts = [
                Fact::some(lang.t("matches-person"), Some(about(message.born, message.sex, lang))),
                Fact::some(lang.t("matches-numbers"), numbers),
                Fact::some(lang.t("matches-laboratory"), Some(message.laboratory.clone())),
                Fact::some(lang.t("matches-received"), Some(lang.moment(message.received_at, zone))),
                Fact::some(lang.t("matches-taken"), taken),
                Fact::some(lang.t("matches-ordered"), Some(found_match.ordered.join(", "))),
                Fact::some(lang.t("matches-orderer"), found_match.orderer.clone()),
            ];
            let body = match found_match.state {
                State::Waiting => waiting_part(&found_match, typed, errors, found, today, lang).into_any(),
                State::Declined => {
                    let fields = vec![("revision", found_match.revision.to_string())];
                    view! {
                        <NoticeBox tone=Tone::Info title=lang.t("matches-is-declined")>
                            <p>{lang.t("matches-is-declined-advice")}</p>
                        </NoticeBox>
                        <PostButton action=format!("/matches/{id}/reopening") fields=fields weight=Weight::Secondary>
                            {lang.t("matches-reopen")}
                        </PostButton>
                    }
                    .into_any()
                }
                State::Filed | State::Refused => {
                    let href = found_match.patient.map(|patient| format!("/patients/{patient}/labs"));
                    view! {
                        <NoticeBox tone=Tone::Good title=lang.t("matches-is-filed")>
                            <p>{lang.t("matches-is-filed-advice")}</p>
                        </NoticeBox>
                        <Actions>
                            {href.map(|href| {
                                view! {
                                    <LinkButton href=href weight=Weight::Secondary>
                                        {lang.t("matches-open-record")}
                                    </LinkButton>
                                }
                            })}
                            <LinkButton href="/matches" weight=Weight::Quiet>
                                {lang.t("matches-back")}
                            </LinkButton>
                        </Actions>
                    }
                    .into_any()
                }
            };
            let why = (found_match.state == State::Waiting).then(|| why_words(message.why(), lang));
            view! {
                <PageHead title=title lead=why.unwrap_or_default()>
                    {urgent}
                </PageHead>
                <Facts facts=facts.into_iter().flatten().collect() />
                {body}
            }
        })
        .await)
}

fn waiting_part(
    found_match: &Match,
    typed: Fields,
    errors: Vec<FieldError>,
    found: Option<Vec<Found>>,
    today: NaiveDate,
    lang: Lang,
) -> impl IntoView + use<> {
    let id = found_match.message.id;
    let alike = found_match.candidates.iter().map(|candidate| candidate_choice(candidate, today, lang));
    let known = |patient: PatientId| found_match.candidates.iter().any(|candidate| candidate.patient == patient);
    let others =
        found.into_iter().flatten().filter(|found| !known(found.id)).map(|found| found_choice(&found, today, lang));
    let choices: Vec<Choice> = alike.chain(others).collect();
    let nobody = choices.is_empty().then(|| view! { <p>{lang.t("matches-no-candidates")}</p> });
    let at_field = |field: &str| errors.iter().filter(|error| error.field == field).cloned().collect::<Vec<_>>();
    let (search_errors, note_errors) = (at_field("q"), at_field("note"));
    let file_errors: Vec<FieldError> =
        errors.iter().filter(|error| !["q", "note"].contains(&error.field.as_str())).cloned().collect();
    let (search_error, note_error) = (error_at(&errors, "q"), error_at(&errors, "note"));
    let (revision, same_revision) = (found_match.revision.to_string(), found_match.revision.to_string());
    let remember = (!found_match.numbers.is_empty()).then(|| {
        view! {
            <CheckField
                name="remember"
                label=lang.t("matches-remember")
                hint=lang.t("matches-remember-hint")
                checked=typed.remember
            />
        }
    });
    let choose = (!choices.is_empty()).then(|| {
        view! {
            <RadioField
                name="patient"
                legend=lang.t("matches-whose")
                choices=choices
                value=typed.patient.clone()
                error=error_at(&errors, "patient")
            />
            {remember}
            <Actions>
                <Button name="decision" value="file">
                    {lang.t("matches-file")}
                </Button>
            </Actions>
        }
    });
    view! {
        <Part title=lang.t("matches-candidates") id="candidates">
            {nobody}
            <Form action=format!("/matches/{id}") errors=file_errors>
                <input type="hidden" name="revision" value=revision />
                {choose}
            </Form>
        </Part>
        <Part title=lang.t("matches-search") id="search">
            <Form action=format!("/matches/{id}/search") errors=search_errors>
                <TextField
                    name="q"
                    label=lang.t("matches-search-label")
                    input=Input::Search
                    value=typed.q
                    error=search_error
                />
                <Actions>
                    <Button weight=Weight::Secondary>{lang.t("matches-search-button")}</Button>
                    <LinkButton href="/patients/new" weight=Weight::Quiet>
                        {lang.t("matches-register")}
                    </LinkButton>
                </Actions>
            </Form>
            <p class="quiet-text">{lang.t("matches-register-hint")}</p>
        </Part>
        <Part title=lang.t("matches-decline") id="nobody">
            <Form action=format!("/matches/{id}") errors=note_errors>
                <input type="hidden" name="revision" value=same_revision />
                <TextArea
                    name="note"
                    label=lang.t("matches-note")
                    hint=lang.with("matches-note-hint", &[("count", LONGEST_NOTE.into())])
                    value=typed.note
                    error=note_error
                    maxlength=LONGEST_NOTE
                />
                <Actions>
                    <Button name="decision" value="decline" weight=Weight::Secondary>
                        {lang.t("matches-decline-button")}
                    </Button>
                </Actions>
            </Form>
        </Part>
    }
}

fn candidate_choice(candidate: &Candidate, today: NaiveDate, lang: Lang) -> Choice {
    let about = identity(
        candidate.birth_date,
        candidate.birth_date_precision,
        candidate.sex,
        candidate.record_number.as_deref(),
        candidate.city.as_deref(),
        candidate.deceased,
        today,
        lang,
    );
    let likeness = likeness_words(&candidate.likeness, lang).join("; ");
    Choice::new(candidate.patient.to_string(), candidate.name.clone()).with_hint(format!("{about}. {likeness}"))
}

fn found_choice(found: &Found, today: NaiveDate, lang: Lang) -> Choice {
    let about = identity(
        found.birth_date,
        found.birth_date_precision,
        found.sex,
        found.record_number.as_deref(),
        found.city.as_deref(),
        found.deceased,
        today,
        lang,
    );
    Choice::new(found.id.to_string(), found.name.clone()).with_hint(format!("{about}. {}", lang.t("matches-searched")))
}

#[expect(clippy::too_many_arguments, reason = "what tells people apart, of two kinds of row")]
fn identity(
    born: Option<NaiveDate>,
    precision: Option<Precision>,
    sex: Sex,
    number: Option<&str>,
    city: Option<&str>,
    deceased: bool,
    today: NaiveDate,
    lang: Lang,
) -> String {
    let born = born.map(|date| {
        let words = birth_words(lang, date, precision);
        match precision {
            None | Some(Precision::Day) if !deceased => {
                lang.with("patients-born-age", &[("date", words.into()), ("age", lang.age(date, today).into())])
            }
            _ => lang.with("patients-born", &[("date", words.into())]),
        }
    });
    let number = number.map(|number| lang.with("banner-mrn", &[("number", number.to_owned().into())]));
    let died = deceased.then(|| lang.t("banner-died"));
    let parts = [born, Some(sex_name(sex, lang)), number, city.map(str::to_owned), died];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
