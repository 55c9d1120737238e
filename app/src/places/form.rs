use super::list::{add_words, kind_name};
use crate::{
    ui::{
        button::{PostButton, SendOrCancel, Weight},
        choice::{Choice, SelectField},
        field::{Input, TextArea, TextField},
        form::{FieldError, Form, error_at},
        nav::{Section, SystemPart, system_tabs},
        notice::Notice as NoticeBox,
        page::{PageHead, Part},
        tabs::Tabs,
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Frame, Fresh, Here, Notice, Signed, Typed, after},
};
use axum::response::Response;
use clinic::{
    Error,
    accounts::Admin,
    ids::OrganizationId,
    places::{
        Address, LONGEST_LINES, LONGEST_NAME, LONGEST_PHONE, LONGEST_TOWN, Owner, Place, PlaceId, PlaceKind,
        PlaceProblem, add, change, owners, place, set_active,
    },
};
use leptos::prelude::*;
use serde::Deserialize;

/// A place as typed.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct PlaceFields {
    name: String,
    phone: String,
    email: String,
    lines: String,
    city: String,
    state: String,
    postal_code: String,
    country: String,
    zone: String,
    organization: String,
}

/// The form for a new place.
pub(crate) async fn new_page(here: Here, Fresh(_): Fresh<Admin>) -> Answer {
    let kind = kind(&here)?;
    let zone = if kind == PlaceKind::Location { here.portal.settings.zone.name() } else { "" };
    let typed = PlaceFields { zone: zone.to_owned(), ..PlaceFields::default() };
    let owners = owners_for(&here, kind).await?;
    Ok(form(here, kind, None, typed, owners, Vec::new()).await)
}

/// Adds a place.
pub(crate) async fn add_place(here: Here, Fresh(by): Fresh<Admin>, Typed(typed): Typed<PlaceFields>) -> Answer {
    let kind = kind(&here)?;
    let portal = &here.portal;
    match add(&portal.db, &portal.auditor, &by, kind, read(&typed, kind)).await? {
        Ok(_) => Ok(after(&format!("/places?show={}", kind.name()), Some(Notice::PlaceSaved))),
        Err(problems) => {
            let errors = problems.into_iter().map(|problem| error(problem, here.lang)).collect();
            let owners = owners_for(&here, kind).await?;
            Ok(form(here, kind, None, typed, owners, errors).await)
        }
    }
}

/// A place, to be changed.
pub(crate) async fn place_page(here: Here, Signed(_): Signed<Admin>) -> Answer {
    let (kind, id) = (kind(&here)?, here.id("place")?);
    let stored = place(&mut here.read().await?, kind, id).await?;
    let owners = owners_for(&here, kind).await?;
    let shown = Shown { id, active: stored.active, imported: stored.imported };
    Ok(form(here, kind, Some(shown), typed(stored.place), owners, Vec::new()).await)
}

/// Changes a place.
pub(crate) async fn change_place(here: Here, Fresh(by): Fresh<Admin>, Typed(typed): Typed<PlaceFields>) -> Answer {
    let (kind, id): (PlaceKind, PlaceId) = (kind(&here)?, here.id("place")?);
    let portal = &here.portal;
    match change(&portal.db, &portal.auditor, &by, kind, id, read(&typed, kind)).await? {
        Ok(()) => Ok(after(&format!("/places?show={}", kind.name()), Some(Notice::PlaceSaved))),
        Err(problems) => {
            let errors = problems.into_iter().map(|problem| error(problem, here.lang)).collect();
            let stored = place(&mut here.read().await?, kind, id).await?;
            let owners = owners_for(&here, kind).await?;
            let shown = Shown { id, active: stored.active, imported: stored.imported };
            Ok(form(here, kind, Some(shown), typed, owners, errors).await)
        }
    }
}

/// Whether a place is in use.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct StateFields {
    active: String,
}

/// Takes a place out of use, or brings it back.
pub(crate) async fn change_state(here: Here, Fresh(by): Fresh<Admin>, Typed(typed): Typed<StateFields>) -> Answer {
    let (kind, id): (PlaceKind, PlaceId) = (kind(&here)?, here.id("place")?);
    let portal = &here.portal;
    set_active(&portal.db, &portal.auditor, &by, kind, id, typed.active == "true").await?;
    Ok(after(&format!("/places/{}/{id}", kind.name()), Some(Notice::PlaceSaved)))
}

fn kind(here: &Here) -> Result<PlaceKind, Error> {
    here.param("kind").and_then(PlaceKind::parse).ok_or(Error::NotFound)
}

async fn owners_for(here: &Here, kind: PlaceKind) -> Result<Vec<Owner>, Error> {
    if kind == PlaceKind::Location { owners(&mut here.read().await?).await } else { Ok(Vec::new()) }
}

fn read(typed: &PlaceFields, kind: PlaceKind) -> Place {
    let some = |text: &String| Some(text.clone());
    let is_location = kind == PlaceKind::Location;
    // A value that is no id at all is one that nothing has.
    let organization = Some(typed.organization.trim())
        .filter(|id| is_location && !id.is_empty())
        .map(|id| id.parse().unwrap_or(OrganizationId(PlaceId::nil())));
    Place {
        name: typed.name.clone(),
        phone: some(&typed.phone),
        email: some(&typed.email).filter(|_| !is_location),
        address: Address {
            lines: some(&typed.lines),
            city: some(&typed.city),
            state: some(&typed.state),
            postal_code: some(&typed.postal_code),
            country: some(&typed.country),
        },
        zone: some(&typed.zone).filter(|_| is_location),
        organization,
    }
}

fn typed(place: Place) -> PlaceFields {
    let text = |text: Option<String>| text.unwrap_or_default();
    PlaceFields {
        name: place.name,
        phone: text(place.phone),
        email: text(place.email),
        lines: text(place.address.lines),
        city: text(place.address.city),
        state: text(place.address.state),
        postal_code: text(place.address.postal_code),
        country: text(place.address.country),
        zone: text(place.zone),
        organization: text(place.organization.map(|id| id.to_string())),
    }
}

fn error(problem: PlaceProblem, lang: Lang) -> FieldError {
    let long =
        |field: &str, count: usize| FieldError::new(field, lang.with("places-too-long", &[("count", count.into())]));
    match problem {
        PlaceProblem::Name => {
            FieldError::new("name", lang.with("places-name-wrong", &[("count", LONGEST_NAME.into())]))
        }
        PlaceProblem::Phone => {
            FieldError::new("phone", lang.with("places-phone-wrong", &[("count", LONGEST_PHONE.into())]))
        }
        PlaceProblem::PhoneMissing => FieldError::new("phone", lang.t("places-phone-missing")),
        PlaceProblem::Email => FieldError::new("email", lang.t("places-email-wrong")),
        PlaceProblem::Lines => {
            FieldError::new("lines", lang.with("places-lines-wrong", &[("count", LONGEST_LINES.into())]))
        }
        PlaceProblem::LinesMissing => FieldError::new("lines", lang.t("places-lines-missing")),
        PlaceProblem::City => long("city", LONGEST_TOWN),
        PlaceProblem::CityMissing => FieldError::new("city", lang.t("places-city-missing")),
        PlaceProblem::State => long("state", LONGEST_TOWN),
        PlaceProblem::PostalCode => long("postal_code", LONGEST_TOWN),
        PlaceProblem::Country => long("country", LONGEST_TOWN),
        PlaceProblem::Zone => FieldError::new("zone", lang.t("places-zone-wrong")),
        PlaceProblem::Organization => FieldError::new("organization", lang.t("places-organization-wrong")),
    }
}

/// What else is known of a place that is there already.
#[derive(Clone, Copy)]
struct Shown {
    id: PlaceId,
    active: bool,
    imported: bool,
}

async fn form(
    here: Here,
    kind: PlaceKind,
    shown: Option<Shown>,
    typed: PlaceFields,
    owners: Vec<Owner>,
    errors: Vec<FieldError>,
) -> Response {
    let lang = here.lang;
    let back = format!("/places?show={}", kind.name());
    let title = match shown {
        Some(_) => lang.t("places-change"),
        None => add_words(kind, lang),
    };
    let frame = Frame::new(here, title.clone())
        .section(Section::System)
        .crumb("/places", lang.t("places-title"))
        .crumb(back.clone(), kind_name(kind, lang));
    let frame = if errors.is_empty() { frame } else { frame.refused() };
    frame
        .show(move || {
            let action = match shown {
                Some(shown) => format!("/places/{}/{}", kind.name(), shown.id),
                None => format!("/places/new/{}", kind.name()),
            };
            let is_imported = shown.is_some_and(|shown| shown.imported);
            let state = shown.map(|shown| state_part(&action, shown.active, lang));
            view! {
                <Tabs label=lang.t("nav-system-parts") tabs=system_tabs(SystemPart::Places) />
                <PageHead title=title />
                {is_imported
                    .then(|| {
                        view! {
                            <NoticeBox tone=Tone::Warn title=lang.t("places-is-imported")>
                                <p>{lang.t("places-is-imported-advice")}</p>
                            </NoticeBox>
                        }
                    })}
                <Form action=action errors=errors.clone()>
                    {fields(kind, typed, owners, &errors, lang)}
                    <SendOrCancel words=lang.t("places-save") back=back />
                </Form>
                {state}
            }
        })
        .await
}

fn fields(
    kind: PlaceKind,
    typed: PlaceFields,
    owners: Vec<Owner>,
    errors: &[FieldError],
    lang: Lang,
) -> impl IntoView + use<> {
    let is_pharmacy = kind == PlaceKind::Pharmacy;
    let line = |name: &'static str, label: String, value: String, input: Input, hint: String, optional: bool| {
        let error = error_at(errors, name);
        // The browser would fill in the administrator's own.
        view! { <TextField name=name label=label input=input value=value hint=hint error=error autocomplete="off" optional=optional /> }
    };
    let most = |count: usize| lang.with("places-at-most", &[("count", count.into())]);
    let kind_fields = if kind == PlaceKind::Location {
        let choices = [Choice::new("", lang.t("places-organization-none"))]
            .into_iter()
            .chain(owners.into_iter().map(|owner| Choice::new(owner.id.to_string(), owner.name)))
            .collect();
        view! {
            {line("zone", lang.t("places-zone"), typed.zone, Input::Code, lang.t("places-zone-hint"), true)}
            <SelectField
                name="organization"
                label=lang.t("places-organization")
                choices=choices
                value=typed.organization
                error=error_at(errors, "organization")
                optional=true
            />
        }
        .into_any()
    } else {
        line("email", lang.t("places-email"), typed.email, Input::Email, most(254), true).into_any()
    };
    view! {
        {line("name", lang.t("places-name"), typed.name, Input::Text, most(LONGEST_NAME), false)}
        {line("phone", lang.t("places-phone"), typed.phone, Input::Phone, most(LONGEST_PHONE), !is_pharmacy)}
        <TextArea
            name="lines"
            label=lang.t("places-lines")
            value=typed.lines
            hint=lang.with("places-lines-hint", &[("count", LONGEST_LINES.into())])
            error=error_at(errors, "lines")
            rows=2
            optional=!is_pharmacy
        />
        {line("city", lang.t("places-city"), typed.city, Input::Text, most(LONGEST_TOWN), !is_pharmacy)}
        {line("state", lang.t("places-state"), typed.state, Input::Text, most(LONGEST_TOWN), true)}
        {line("postal_code", lang.t("places-postal-code"), typed.postal_code, Input::Text, most(LONGEST_TOWN), true)}
        {line("country", lang.t("places-country"), typed.country, Input::Text, most(LONGEST_TOWN), true)}
        {kind_fields}
    }
}

fn state_part(action: &str, active: bool, lang: Lang) -> impl IntoView + use<> {
    let (advice, words, weight) = if active {
        (lang.t("places-deactivate-advice"), lang.t("places-deactivate"), Weight::Danger)
    } else {
        (lang.t("places-activate-advice"), lang.t("places-activate"), Weight::Secondary)
    };
    let action = format!("{action}/state");
    view! {
        <Part title=lang.t("places-use") id="use">
            <p>{advice}</p>
            <PostButton
                action=action
                fields=vec![("active", (!active).to_string())]
                weight=weight
            >
                {words}
            </PostButton>
        </Part>
    }
}
