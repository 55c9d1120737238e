//! The clinic's own resources: Organization, Location, Practitioner, PractitionerRole.

use chrono::{Duration, NaiveDate};
use serde_json::{Value, json};

use super::bundle::{Bundle, coded, hl7, named};
use super::calendar::{Moment, at};
use super::house::{CLINIC, FIRMS, Firm, HARBOR, MOREAU, SITES, STAFF, Site, Staff};
use super::ids::urn;

/// The clinic as one transaction Bundle.
pub(crate) fn bundle(today: NaiveDate) -> Value {
    let since = at(HARBOR.zone, today - Duration::days(4_000), 9, 0);
    let mut bundle = Bundle::default();
    bundle.put("Organization", "clinic", since, clinic());
    for firm in FIRMS {
        bundle.put("Organization", firm.key, since, organization(firm));
    }
    for site in SITES {
        bundle.put("Location", site.key, since, location(site));
    }
    for staff in STAFF {
        bundle.put("Practitioner", staff.key, since, practitioner(staff));
    }
    for staff in STAFF {
        roles(&mut bundle, staff, since);
    }
    bundle.finish("clinic")
}

fn clinic() -> Value {
    json!({
        "active": true,
        "identifier": [{ "system": "https://verbena.example/organizations", "value": "VERBENA-1" }],
        "type": [coded(&hl7("organization-type"), "prov", "Healthcare Provider")],
        "name": CLINIC,
        "telecom": [{ "system": "phone", "value": HARBOR.phone, "use": "work" }, { "system": "email", "value": "clinic@example.org" }],
        "address": [address(HARBOR.line, HARBOR.city, HARBOR.state, HARBOR.postal_code)],
    })
}

fn organization(firm: &Firm) -> Value {
    let mut telecom = vec![json!({ "system": "phone", "value": firm.phone, "use": "work" })];
    if !firm.email.is_empty() {
        telecom.push(json!({ "system": "email", "value": firm.email, "use": "work" }));
    }
    json!({
        "active": true,
        "type": [coded(&hl7("organization-type"), firm.kind.0, firm.kind.1)],
        "name": firm.name,
        "telecom": telecom,
        "address": [address(firm.line, firm.city, firm.state, firm.postal_code)],
    })
}

fn location(site: &Site) -> Value {
    json!({
        "extension": [{ "url": "http://hl7.org/fhir/StructureDefinition/timezone", "valueCode": site.zone.name() }],
        "identifier": [{ "system": "https://verbena.example/locations", "value": site.key }],
        "status": "active",
        "name": site.name,
        "mode": "instance",
        "type": [coded(&hl7("v3-RoleCode"), "PC", "Primary care clinic")],
        "telecom": [{ "system": "phone", "value": site.phone, "use": "work" }],
        "address": address(site.line, site.city, site.state, site.postal_code),
        "managingOrganization": named(&urn("organization", "clinic"), CLINIC),
        "hoursOfOperation": [{
            "daysOfWeek": ["mon", "tue", "wed", "thu", "fri"],
            "openingTime": "08:00:00",
            "closingTime": "17:00:00",
        }],
    })
}

fn practitioner(staff: &Staff) -> Value {
    let place = staff.places.first().copied().unwrap_or(&HARBOR);
    let mut name =
        json!({ "use": "official", "text": staff.display(), "family": staff.family, "given": [staff.given] });
    if let Value::Object(fields) = &mut name {
        if !staff.prefix.is_empty() {
            fields.insert("prefix".into(), json!([staff.prefix]));
        }
        if !staff.suffix.is_empty() {
            fields.insert("suffix".into(), json!([staff.suffix]));
        }
    }
    let mut body = json!({
        "identifier": [{ "system": "https://verbena.example/staff", "value": staff.key }],
        "active": true,
        "name": [name],
        "telecom": [
            { "system": "phone", "value": staff.phone, "use": "work" },
            { "system": "email", "value": format!("{}@example.org", staff.key.replace('-', ".")), "use": "work" },
        ],
        "address": [address(place.line, place.city, place.state, place.postal_code)],
        "gender": staff.gender,
        "communication": staff.languages.iter().map(|code| language(code)).collect::<Vec<_>>(),
    });
    if let (Value::Object(fields), false) = (&mut body, staff.npi.is_empty()) {
        fields.insert(
            "identifier".into(),
            json!([
                { "system": "http://hl7.org/fhir/sid/us-npi", "value": staff.npi },
                { "system": "https://verbena.example/staff", "value": staff.key },
            ]),
        );
        fields.insert(
            "qualification".into(),
            json!([{
                "identifier": [{ "system": "https://verbena.example/licences", "value": staff.licence }],
                "code": { "text": format!("{}, licence {}", staff.suffix, staff.licence) },
            }]),
        );
    }
    body
}

fn roles(bundle: &mut Bundle, staff: &Staff, since: Moment) {
    let (organization, name) = if staff.key == MOREAU.key {
        (urn("organization", HARBOR.pharmacy.key), HARBOR.pharmacy.name)
    } else {
        (urn("organization", "clinic"), CLINIC)
    };
    let locations: Vec<Value> = staff.places.iter().map(|site| named(&urn("location", site.key), site.name)).collect();
    let mut body = json!({
        "active": true,
        "practitioner": named(&urn("practitioner", staff.key), &staff.display()),
        "organization": named(&organization, name),
        "code": [{ "text": staff.role }],
        "specialty": [{ "text": staff.role }],
        "telecom": [{ "system": "phone", "value": staff.phone, "use": "work" }],
    });
    if let (Value::Object(fields), false) = (&mut body, locations.is_empty()) {
        fields.insert("location".into(), Value::Array(locations));
    }
    bundle.put("PractitionerRole", staff.key, since, body);
}

fn address(line: &str, city: &str, state: &str, postal_code: &str) -> Value {
    json!({ "use": "work", "line": [line], "city": city, "state": state, "postalCode": postal_code, "country": "US" })
}

fn language(code: &str) -> Value {
    let display = if code == "es" { "Spanish" } else { "English" };
    coded("urn:ietf:bcp:47", code, display)
}
