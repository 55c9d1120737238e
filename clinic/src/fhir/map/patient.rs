//! Patients, their contacts and coverage.

use super::{Context, Mapped, Person, at, end, one_of, places::Post, split, start, unnamed};
use crate::{
    fhir::{
        moment::When,
        rows,
        rows::Kind,
        systems,
        types::{
            Address, CodeableConcept, ContactPoint, HumanName, Identifier, Period, Reference, address, contact, fhir,
            join, join_words, joined, name, present,
        },
    },
    fold::fold,
    moment::Precision,
    patients::words,
};
use std::collections::BTreeSet;

fhir! {
    Patient {
        identifier: Vec<Identifier>,
        active: Option<bool>,
        name: Vec<HumanName>,
        telecom: Vec<ContactPoint>,
        gender: Option<String>,
        birth_date: Option<When>,
        deceased_boolean: Option<bool>,
        deceased_date_time: Option<When>,
        address: Vec<Address>,
        contact: Vec<Contact>,
        communication: Vec<Communication>,
        general_practitioner: Vec<Reference>,
        managing_organization: Option<Reference>,
    }

    Contact {
        relationship: Vec<CodeableConcept>,
        name: Option<HumanName>,
        telecom: Vec<ContactPoint>,
        organization: Option<Reference>,
    }

    Communication { language: Option<CodeableConcept>, preferred: Option<bool> }

    Coverage {
        status: Option<String>,
        #[serde(rename = "type")]
        kind: Option<CodeableConcept>,
        subscriber_id: Option<String>,
        beneficiary: Option<Reference>,
        period: Option<Period>,
        payor: Vec<Reference>,
        class: Vec<Class>,
    }

    Class {
        #[serde(rename = "type")]
        kind: Option<CodeableConcept>,
        value: Option<String>,
        name: Option<String>,
    }
}

pub(super) fn patient(resource: Patient, context: &Context<'_>) -> Result<Mapped, String> {
    let id = context.id;
    let name = name(&resource.name);
    let family = name.and_then(|name| present(name.family.as_deref()).map(str::to_owned));
    let given = name.and_then(HumanName::given);
    let whole = unnamed(name.and_then(HumanName::whole));
    let (birth, precision) = split(resource.birth_date);
    if precision == Some(Precision::Time) {
        return Err("birthDate: expected a date without a time".to_owned());
    }
    let name_key = match (&family, &given) {
        (None, None) => fold(&whole),
        _ => fold(&join([&family, &given].into_iter().flatten().cloned(), " ").unwrap_or_default()),
    };
    let record_number = record_number(&resource.identifier);
    let Post { address_lines, city, state, postal_code, country } = Post::of(address(&resource.address));
    let tokens = tokens(&resource);
    let row = rows::Patient {
        id,
        name: whole,
        name_key,
        family,
        given,
        prefix: name.and_then(|name| join_words(&name.prefix)),
        suffix: name.and_then(|name| join_words(&name.suffix)),
        birth_date: birth.map(|birth| birth.date_naive()),
        birth_date_precision: precision,
        sex: one_of("gender", resource.gender, &["male", "female", "other", "unknown"], "unknown")?,
        deceased: resource.deceased_boolean.unwrap_or(false) || resource.deceased_date_time.is_some(),
        deceased_at: at(resource.deceased_date_time),
        record_number,
        phone: contact(&resource.telecom, "phone"),
        email: contact(&resource.telecom, "email"),
        language: language(&resource.communication),
        address_lines,
        city,
        state,
        postal_code,
        country,
        active: resource.active.unwrap_or(true),
        general_practitioner_id: resource
            .general_practitioner
            .iter()
            .find_map(|doctor| context.practitioner(Some(doctor))),
        organization_id: context.link(resource.managing_organization.as_ref(), Kind::Organization),
    };
    let person = Person { birth_date: row.birth_date, family: row.family.clone() };
    let mut mapped = Mapped::of(Some(id), row);
    mapped.person = Some(person);
    let words = words(&tokens);
    for token in tokens {
        mapped = mapped.and(rows::PatientToken { words: words.clone(), token, patient_id: id });
    }
    for (position, contact_person) in (0..).zip(&resource.contact) {
        let called = contact_person.name.as_ref().and_then(HumanName::whole);
        mapped = mapped.and(rows::PatientContact {
            patient_id: id,
            position,
            relationship: joined(&contact_person.relationship),
            name: called.or_else(|| context.named(contact_person.organization.as_ref()?)),
            phone: contact(&contact_person.telecom, "phone"),
            email: contact(&contact_person.telecom, "email"),
        });
    }
    Ok(mapped)
}

/// Words to find a patient by.
fn tokens(resource: &Patient) -> BTreeSet<String> {
    let names = resource.name.iter().flat_map(|name| name.family.iter().chain(&name.given).chain(&name.text));
    let numbers = resource.identifier.iter().filter(|identifier| !is_secret(identifier));
    let numbers = numbers.filter_map(|identifier| identifier.value.as_ref());
    let mut tokens: BTreeSet<String> =
        names.flat_map(|name| fold(name).split(' ').map(str::to_owned).collect::<Vec<_>>()).collect();
    for number in numbers {
        // A number is looked for with and without what stands between its parts; the parts of a UUID are no words.
        let folded = fold(number);
        tokens.insert(folded.replace(' ', ""));
        if folded.split(' ').count() <= 3 {
            tokens.extend(folded.split(' ').map(str::to_owned));
        }
    }
    if let Some(When(birth)) = resource.birth_date {
        tokens.insert(birth.at.format("%Y%m%d").to_string());
    }
    tokens.remove("");
    tokens
}

/// Numbers of a person's papers, which are nobody's search words.
fn is_secret(identifier: &Identifier) -> bool {
    let code = identifier.kind.as_ref().and_then(CodeableConcept::code);
    matches!(code, Some("SS" | "SB" | "DL" | "PPN")) || identifier.system.as_deref() == Some(systems::SSN)
}

/// The number the clinic's papers carry: the identifier of type MR, else the first that is not secret.
fn record_number(identifiers: &[Identifier]) -> Option<String> {
    let is_record = |identifier: &&Identifier| {
        identifier
            .kind
            .as_ref()
            .is_some_and(|kind| kind.coding.iter().any(|coding| coding.code.as_deref() == Some("MR")))
    };
    let open = || identifiers.iter().filter(|identifier| !is_secret(identifier));
    let chosen = open().find(is_record).or_else(|| open().next())?;
    present(chosen.value.as_deref()).map(str::to_owned)
}

/// The language to speak in: the preferred one, else the first.
fn language(communication: &[Communication]) -> Option<String> {
    let preferred = communication.iter().find(|language| language.preferred == Some(true));
    let language = preferred.or_else(|| communication.first())?.language.as_ref()?;
    language.code().map(str::to_owned).or_else(|| language.words())
}

pub(super) fn coverage(resource: Coverage, context: &Context<'_>) -> Mapped {
    let Some(patient_id) = context.patient(resource.beneficiary.as_ref()) else { return Mapped::default() };
    let plan = |class: &&Class| class.kind.as_ref().and_then(CodeableConcept::code) == Some("plan");
    let plan = resource.class.iter().find(plan).or_else(|| resource.class.first());
    let row = rows::Coverage {
        id: context.id,
        patient_id,
        status: resource.status.unwrap_or_else(|| "active".to_owned()),
        r#type: resource.kind.as_ref().and_then(CodeableConcept::words),
        payor: context.all_named(&resource.payor),
        plan: plan.and_then(|class| class.name.clone().or_else(|| class.value.clone())),
        subscriber_id: resource.subscriber_id,
        period_start: at(start(resource.period.as_ref())),
        period_end: at(end(resource.period.as_ref())),
    };
    Mapped::of(Some(patient_id), row)
}
