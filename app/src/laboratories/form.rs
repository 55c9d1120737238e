use super::{keys, unknown::saved};
use crate::{
    ui::{
        button::{Actions, LinkButton, PostButton, SendOrCancel, Weight},
        choice::{CheckField, Choice, SelectField},
        field::{Input, TextArea, TextField},
        form::{FieldError, Form, error_at},
        nav::{Section, SystemPart, system_tabs},
        page::{PageHead, Part},
        tabs::Tabs,
        text::Lang,
    },
    web::{Answer, Frame, Fresh, Here, Notice, Signed, Typed, after},
};
use axum::{extract::Query, response::Response};
use chrono_tz::Tz;
use clinic::{
    Error,
    accounts::Admin,
    hl7::Charset,
    ids::LaboratoryId,
    laboratories::{
        Key, LONGEST_NAME, NotSet, Sender, Settings, add, change, keys as keys_of, laboratory, look_back, pause, resume,
    },
};
use leptos::prelude::*;
use serde::Deserialize;

/// Codes of letters that can be chosen (HL7 table 0211).
const CHARSETS: [&str; 5] = ["ASCII", "UNICODE UTF-8", "8859/1", "8859/2", "8859/15"];

/// A laboratory as typed.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct LaboratoryFields {
    name: String,
    zone: String,
    charset: String,
    takes_trials: String,
    record_authority: String,
    senders: String,
}

/// Which sender a new laboratory is entered for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct NewFields {
    sender: String,
}

/// What the form is of, beside what stands in it.
pub(super) struct Shown {
    id: LaboratoryId,
    name: String,
    is_paused: bool,
    keys: Vec<Key>,
    /// A key that was just made.
    pub(super) key: Option<String>,
}

/// The form for a new laboratory.
pub(crate) async fn new_page(here: Here, Signed(_): Signed<Admin>, Query(asked): Query<NewFields>) -> Answer {
    let typed = LaboratoryFields {
        zone: here.portal.settings.zone.name().to_owned(),
        charset: Charset::Ascii.code(),
        senders: asked.sender,
        ..LaboratoryFields::default()
    };
    Ok(show(here, None, typed, Vec::new()).await)
}

/// Enters a laboratory, and takes what was refused while nobody knew its senders.
pub(crate) async fn enter(here: Here, Fresh(by): Fresh<Admin>, Typed(typed): Typed<LaboratoryFields>) -> Answer {
    let settings = match read(&typed, here.lang) {
        Ok(settings) => settings,
        Err(errors) => return Ok(show(here, None, typed, errors).await),
    };
    let portal = &here.portal;
    match add(&portal.db, &portal.auditor, by.actor(), &settings, here.now).await? {
        Ok(id) => {
            let looked = look_back(portal, &by, &settings.senders).await?;
            Ok(after(&format!("/laboratories/{id}"), Some(saved(looked))))
        }
        Err(why) => {
            let errors = vec![refusal(&why, here.lang)];
            Ok(show(here, None, typed, errors).await)
        }
    }
}

/// A laboratory, to be changed.
pub(crate) async fn page(here: Here, Signed(by): Signed<Admin>) -> Answer {
    let (shown, typed) = stored(&here, &by, here.id("laboratory")?).await?;
    Ok(show(here, Some(shown), typed, Vec::new()).await)
}

/// Changes a laboratory.
pub(crate) async fn save(here: Here, Fresh(by): Fresh<Admin>, Typed(typed): Typed<LaboratoryFields>) -> Answer {
    let id: LaboratoryId = here.id("laboratory")?;
    let (shown, _) = stored(&here, &by, id).await?;
    let settings = match read(&typed, here.lang) {
        Ok(settings) => settings,
        Err(errors) => return Ok(show(here, Some(shown), typed, errors).await),
    };
    let portal = &here.portal;
    match change(&portal.db, &portal.auditor, by.actor(), id, &settings).await? {
        Ok(()) => {
            let looked = look_back(portal, &by, &settings.senders).await?;
            Ok(after(&format!("/laboratories/{id}"), Some(saved(looked))))
        }
        Err(why) => {
            let errors = vec![refusal(&why, here.lang)];
            Ok(show(here, Some(shown), typed, errors).await)
        }
    }
}

/// Whether a laboratory is paused.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct StateFields {
    paused: String,
}

/// Pauses a laboratory, or takes its messages again.
pub(crate) async fn set_state(here: Here, Fresh(by): Fresh<Admin>, Typed(typed): Typed<StateFields>) -> Answer {
    let id: LaboratoryId = here.id("laboratory")?;
    let portal = &here.portal;
    let notice = if typed.paused == "true" {
        pause(&portal.db, &portal.auditor, &by, id, here.now).await?;
        Notice::LaboratoryPaused
    } else {
        resume(&portal.db, &portal.auditor, &by, id).await?;
        Notice::LaboratoryResumed
    };
    Ok(after(&format!("/laboratories/{id}"), Some(notice)))
}

/// The page of a laboratory with what was refused elsewhere.
pub(super) async fn refused(here: Here, by: Admin, id: LaboratoryId, error: FieldError) -> Answer {
    let (shown, typed) = stored(&here, &by, id).await?;
    Ok(show(here, Some(shown), typed, vec![error]).await)
}

/// The page of a laboratory with a key that was just made.
pub(super) async fn with_key(here: Here, by: Admin, id: LaboratoryId, key: String) -> Answer {
    let (shown, typed) = stored(&here, &by, id).await?;
    Ok(show(here, Some(Shown { key: Some(key), ..shown }), typed, Vec::new()).await)
}

async fn stored(here: &Here, by: &Admin, id: LaboratoryId) -> Result<(Shown, LaboratoryFields), Error> {
    let mut q = here.read().await?;
    let (stored, senders) = laboratory(&mut q, by, id).await?;
    let keys = keys_of(&mut q, by, id).await?;
    let typed = LaboratoryFields {
        name: stored.name.clone(),
        zone: stored.zone().name().to_owned(),
        charset: stored.charset().code(),
        takes_trials: stored.takes_trials.to_string(),
        record_authority: stored.record_authority.clone().unwrap_or_default(),
        senders: senders.iter().map(Sender::shown).collect::<Vec<_>>().join("\n"),
    };
    Ok((Shown { id, name: stored.name, is_paused: stored.paused_at.is_some(), keys, key: None }, typed))
}

fn read(typed: &LaboratoryFields, lang: Lang) -> Result<Settings, Vec<FieldError>> {
    let mut errors = Vec::new();
    let zone: Option<Tz> = typed.zone.trim().parse().ok();
    if zone.is_none() {
        errors.push(FieldError::new("zone", lang.t("laboratories-zone-wrong")));
    }
    let charset = Charset::parse(&typed.charset);
    if charset.is_none() {
        errors.push(FieldError::new("charset", lang.t("laboratories-charset-wrong")));
    }
    let lines = typed.senders.lines().map(str::trim).filter(|line| !line.is_empty());
    let senders: Option<Vec<Sender>> = lines.map(Sender::parse).collect();
    if senders.is_none() {
        errors.push(FieldError::new("senders", lang.t("laboratories-senders-wrong")));
    }
    match (zone, charset, senders) {
        (Some(zone), Some(charset), Some(senders)) => Ok(Settings {
            name: typed.name.clone(),
            zone,
            charset,
            takes_trials: typed.takes_trials == "true",
            record_authority: Some(typed.record_authority.clone()),
            senders,
        }),
        _ => Err(errors),
    }
}

/// Why a laboratory was not entered or changed, at its field.
pub(super) fn refusal(why: &NotSet, lang: Lang) -> FieldError {
    match why {
        NotSet::Name => {
            FieldError::new("name", lang.with("laboratories-name-wrong", &[("count", LONGEST_NAME.into())]))
        }
        NotSet::NameTaken => FieldError::new("name", lang.t("laboratories-name-taken")),
        NotSet::Senders => FieldError::new("senders", lang.t("laboratories-senders-many")),
        NotSet::SenderTaken(sender) => {
            FieldError::new("senders", lang.with("laboratories-senders-taken", &[("sender", sender.clone().into())]))
        }
    }
}

async fn show(here: Here, shown: Option<Shown>, typed: LaboratoryFields, errors: Vec<FieldError>) -> Response {
    let (lang, zone) = (here.lang, here.portal.settings.zone);
    let title = shown.as_ref().map_or_else(|| lang.t("laboratories-add"), |shown| shown.name.clone());
    let frame =
        Frame::new(here, title.clone()).section(Section::System).crumb("/laboratories", lang.t("laboratories-title"));
    let frame = if errors.is_empty() { frame } else { frame.refused() };
    frame
        .show(move || {
            let action = shown
                .as_ref()
                .map_or_else(|| "/laboratories/new".to_owned(), |shown| format!("/laboratories/{}", shown.id));
            let key = shown.as_ref().and_then(|shown| shown.key.clone()).map(|key| keys::shown_once(key, lang));
            let more = shown.map(|shown| {
                let messages = format!("/laboratories/messages?laboratory={}", shown.id);
                view! {
                    <Actions>
                        <LinkButton href=messages weight=Weight::Secondary>
                            {lang.t("laboratories-messages-of")}
                        </LinkButton>
                    </Actions>
                    {keys::part(shown.id, shown.keys, zone, lang)}
                    {state_part(shown.id, shown.is_paused, lang)}
                }
            });
            view! {
                <Tabs label=lang.t("nav-system-parts") tabs=system_tabs(SystemPart::Laboratories) />
                <PageHead title=title />
                {key}
                <Form action=action errors=errors.clone()>
                    {fields(typed, &errors, lang)}
                    <SendOrCancel words=lang.t("laboratories-save") back="/laboratories" />
                </Form>
                {more}
            }
        })
        .await
}

fn fields(typed: LaboratoryFields, errors: &[FieldError], lang: Lang) -> impl IntoView + use<> {
    // One that was entered at the command line stays to be chosen.
    let other = (!CHARSETS.contains(&typed.charset.as_str())).then(|| typed.charset.clone());
    let charsets = CHARSETS
        .iter()
        .map(|code| (*code).to_owned())
        .chain(other)
        .map(|code| Choice::new(code.clone(), code))
        .collect();
    view! {
        <TextField
            name="name"
            label=lang.t("laboratories-name")
            value=typed.name
            hint=lang.t("laboratories-name-hint")
            error=error_at(errors, "name")
            autocomplete="off"
            maxlength=LONGEST_NAME
        />
        <TextArea
            name="senders"
            label=lang.t("laboratories-senders")
            value=typed.senders
            hint=lang.t("laboratories-senders-hint")
            error=error_at(errors, "senders")
            rows=3
            optional=true
        />
        <TextField
            name="zone"
            label=lang.t("laboratories-zone")
            input=Input::Code
            value=typed.zone
            hint=lang.t("laboratories-zone-hint")
            error=error_at(errors, "zone")
        />
        <SelectField
            name="charset"
            label=lang.t("laboratories-charset")
            choices=charsets
            value=typed.charset
            hint=lang.t("laboratories-charset-hint")
            error=error_at(errors, "charset")
        />
        <TextField
            name="record_authority"
            label=lang.t("laboratories-authority")
            value=typed.record_authority
            hint=lang.t("laboratories-authority-hint")
            autocomplete="off"
            optional=true
        />
        <CheckField
            name="takes_trials"
            label=lang.t("laboratories-trials")
            hint=lang.t("laboratories-trials-hint")
            checked=typed.takes_trials == "true"
        />
    }
}

fn state_part(id: LaboratoryId, is_paused: bool, lang: Lang) -> impl IntoView + use<> {
    let (advice, words) = if is_paused {
        (lang.t("laboratories-resume-advice"), lang.t("laboratories-resume"))
    } else {
        (lang.t("laboratories-pause-advice"), lang.t("laboratories-pause"))
    };
    view! {
        <Part title=lang.t("laboratories-state") id="state">
            <p>{advice}</p>
            <PostButton
                action=format!("/laboratories/{id}/state")
                fields=vec![("paused", (!is_paused).to_string())]
                weight=Weight::Secondary
            >
                {words}
            </PostButton>
        </Part>
    }
}
