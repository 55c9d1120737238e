//! Organizations, locations, and the people who work there.

use super::{Context, Mapped, unnamed};
use crate::fhir::{
    rows,
    rows::Kind,
    systems,
    types::{
        Address, CodeableConcept, ContactPoint, Extension, HumanName, Identifier, Reference, address, contact, fhir,
        joined, name, present,
    },
};
use std::str::FromStr as _;

fhir! {
    Organization {
        active: Option<bool>,
        name: Option<String>,
        alias: Vec<String>,
        telecom: Vec<ContactPoint>,
        address: Vec<Address>,
    }

    Location {
        extension: Vec<Extension>,
        status: Option<String>,
        name: Option<String>,
        telecom: Vec<ContactPoint>,
        address: Option<Address>,
        managing_organization: Option<Reference>,
    }

    Practitioner {
        active: Option<bool>,
        identifier: Vec<Identifier>,
        name: Vec<HumanName>,
        telecom: Vec<ContactPoint>,
    }

    PractitionerRole {
        active: Option<bool>,
        practitioner: Option<Reference>,
        organization: Option<Reference>,
        location: Vec<Reference>,
        code: Vec<CodeableConcept>,
        specialty: Vec<CodeableConcept>,
    }
}

/// An address as the tables have it.
#[derive(Default)]
pub(super) struct Post {
    pub(super) address_lines: Option<String>,
    pub(super) city: Option<String>,
    pub(super) state: Option<String>,
    pub(super) postal_code: Option<String>,
    pub(super) country: Option<String>,
}

impl Post {
    pub(super) fn of(address: Option<&Address>) -> Self {
        address.map_or_else(Self::default, |address| Self {
            address_lines: address.lines(),
            city: address.city.clone(),
            state: address.state.clone(),
            postal_code: address.postal_code.clone(),
            country: address.country.clone(),
        })
    }
}

pub(super) fn organization(resource: Organization, context: &Context<'_>) -> Mapped {
    let Post { address_lines, city, state, postal_code, country } = Post::of(address(&resource.address));
    Mapped::of(
        None,
        rows::Organization {
            id: context.id,
            name: unnamed(resource.name.or_else(|| resource.alias.into_iter().next())),
            phone: contact(&resource.telecom, "phone"),
            email: contact(&resource.telecom, "email"),
            address_lines,
            city,
            state,
            postal_code,
            country,
            active: resource.active.unwrap_or(true),
        },
    )
}

pub(super) fn location(resource: Location, context: &Context<'_>) -> Result<Mapped, String> {
    let zone = resource.extension.into_iter().find(|extension| extension.url == systems::TIMEZONE_EXTENSION);
    let zone = zone.and_then(|extension| extension.value_code.or(extension.value_string));
    if let Some(zone) = &zone
        && chrono_tz::Tz::from_str(zone).is_err()
    {
        return Err("extension (timezone): not a zone of the IANA database, such as America/New_York".to_owned());
    }
    let Post { address_lines, city, state, postal_code, country } = Post::of(resource.address.as_ref());
    let row = rows::Location {
        id: context.id,
        organization_id: context.link(resource.managing_organization.as_ref(), Kind::Organization),
        name: unnamed(resource.name),
        zone,
        phone: contact(&resource.telecom, "phone"),
        address_lines,
        city,
        state,
        postal_code,
        country,
        status: resource.status.unwrap_or_else(|| "active".to_owned()),
    };
    Ok(Mapped::of(None, row))
}

pub(super) fn practitioner(resource: &Practitioner, context: &Context<'_>) -> Mapped {
    let name = name(&resource.name);
    let npi = resource.identifier.iter().find(|identifier| identifier.system.as_deref() == Some(systems::NPI));
    Mapped::of(
        None,
        rows::Practitioner {
            id: context.id,
            name: unnamed(name.and_then(HumanName::whole)),
            family: name.and_then(|name| name.family.clone()),
            given: name.and_then(HumanName::given),
            prefix: name.and_then(|name| crate::fhir::types::join_words(&name.prefix)),
            npi: npi.and_then(|identifier| present(identifier.value.as_deref()).map(str::to_owned)),
            phone: contact(&resource.telecom, "phone"),
            email: contact(&resource.telecom, "email"),
            active: resource.active.unwrap_or(true),
        },
    )
}

pub(super) fn role(resource: &PractitionerRole, context: &Context<'_>) -> Mapped {
    Mapped::of(
        None,
        rows::PractitionerRole {
            id: context.id,
            practitioner_id: context.link(resource.practitioner.as_ref(), Kind::Practitioner),
            organization_id: context.link(resource.organization.as_ref(), Kind::Organization),
            location_id: context.link(resource.location.first(), Kind::Location),
            role: joined(&resource.code),
            specialty: joined(&resource.specialty),
            active: resource.active.unwrap_or(true),
        },
    )
}
