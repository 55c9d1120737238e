use super::{place::InProfile, words::line_fault};
use crate::{
    ui::{
        button::SendOrCancel,
        field::TextField,
        form::{FieldError, Form, error_at},
        page::PageHead,
    },
    web::{Answer, Here, Notice, Typed},
};
use axum::response::Response;
use clinic::{
    patients::{Demographics, demographics},
    profile::{Address, LONGEST_LINE, LONGEST_POSTAL_CODE, LONGEST_REGION, line, set_address},
};
use leptos::prelude::*;
use serde::Deserialize;

/// The country of those whose record names none.
const COUNTRY: &str = "US";

/// The fields of the address form.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct AddressFields {
    street: String,
    street_more: String,
    city: String,
    state: String,
    postal_code: String,
    country: String,
}

impl AddressFields {
    fn of(person: Demographics) -> Self {
        let lines = person.address_lines.unwrap_or_default();
        let mut lines = lines.lines().map(str::to_owned);
        let street = lines.next().unwrap_or_default();
        let rest: Vec<String> = lines.collect();
        Self {
            street,
            street_more: rest.join(", "),
            city: person.city.unwrap_or_default(),
            state: person.state.unwrap_or_default(),
            postal_code: person.postal_code.unwrap_or_default(),
            country: person.country.unwrap_or_else(|| COUNTRY.to_owned()),
        }
    }
}

/// The form for the address.
pub(crate) async fn page(here: Here, at: InProfile) -> Answer {
    let (person, ..) = demographics(&mut here.read().await?, &at.place.chart).await?;
    Ok(form(here, &at, AddressFields::of(person), Vec::new()).await)
}

/// Keeps the address.
pub(crate) async fn save(here: Here, at: InProfile, Typed(typed): Typed<AddressFields>) -> Answer {
    let lang = here.lang;
    let mut errors = Vec::new();
    let mut read = |field: &str, text: &str, longest| {
        line(text, longest).unwrap_or_else(|fault| {
            errors.push(FieldError::new(field, line_fault(fault, lang)));
            None
        })
    };
    let street = read("street", &typed.street, LONGEST_LINE);
    let more = read("street_more", &typed.street_more, LONGEST_LINE);
    let city = read("city", &typed.city, LONGEST_LINE);
    let state = read("state", &typed.state, LONGEST_REGION);
    let postal_code = read("postal_code", &typed.postal_code, LONGEST_POSTAL_CODE);
    let country = read("country", &typed.country, LONGEST_REGION);
    let is_any = [&street, &more, &city, &state, &postal_code].into_iter().any(Option::is_some);
    if errors.is_empty() && is_any {
        if street.is_none() {
            errors.push(FieldError::new("street", lang.t("profile-street-missing")));
        }
        if city.is_none() {
            errors.push(FieldError::new("city", lang.t("profile-city-missing")));
        }
    }
    if !errors.is_empty() {
        return Ok(form(here, &at, typed, errors).await);
    }
    let lines: Vec<String> = [street, more].into_iter().flatten().collect();
    let address = if is_any {
        let country = Some(country.unwrap_or_else(|| COUNTRY.to_owned()));
        Address { lines: Some(lines.join("\n")), city, state, postal_code, country }
    } else {
        Address::default()
    };
    set_address(&here.portal.db, &here.portal.auditor, &at.editor, address).await?;
    Ok(at.saved(Notice::ProfileSaved))
}

async fn form(here: Here, at: &InProfile, typed: AddressFields, errors: Vec<FieldError>) -> Response {
    let lang = here.lang;
    let (action, back) = (at.href("/profile/address"), at.href("/profile"));
    let (title, lead) = (lang.t("profile-address"), at.is_own().then(|| lang.t("profile-address-lead")));
    let fill = ["address-line1", "address-line2", "address-level2", "address-level1", "postal-code", "country-name"];
    let [line1, line2, level2, level1, postal, country] = fill.map(|token| at.autocomplete(token));
    at.show(here, title.clone(), !errors.is_empty(), move || {
        let fields = [
            ("street", lang.t("profile-street"), typed.street, line1, LONGEST_LINE),
            ("street_more", lang.t("profile-street-more"), typed.street_more, line2, LONGEST_LINE),
            ("city", lang.t("profile-city"), typed.city, level2, LONGEST_LINE),
            ("state", lang.t("profile-state"), typed.state, level1, LONGEST_REGION),
            ("postal_code", lang.t("profile-postal-code"), typed.postal_code, postal, LONGEST_POSTAL_CODE),
            ("country", lang.t("profile-country"), typed.country, country, LONGEST_REGION),
        ]
        .into_iter()
        .map(|(name, label, value, autocomplete, longest)| {
            view! {
                <TextField
                    name=name
                    label=label
                    value=value
                    error=error_at(&errors, name)
                    autocomplete=autocomplete
                    maxlength=longest
                    optional=true
                />
            }
        })
        .collect_view();
        view! {
            <PageHead title=title lead=lead />
            <Form action=action errors=errors.clone()>
                {fields}
                <p class="hint">{lang.t("profile-address-none")}</p>
                <SendOrCancel words=lang.t("profile-save") back=back />
            </Form>
        }
    })
    .await
}
