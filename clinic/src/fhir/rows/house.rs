//! The rows of people, places and what came in, one struct for each table.

use super::table;
use crate::moment::Precision;
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

table! {
    Resource in "resources" {
        id: Uuid,
        r#type: String,
        identity: String,
        patient_id: Option<Uuid>,
        version: i64,
        last_updated: Option<DateTime<Utc>>,
        digest: Vec<u8>,
        body: String,
        understood: bool,
        imported_at: DateTime<Utc>,
    }

    Identifier in "identifiers" {
        resource_id: Uuid,
        position: i64,
        r#type: String,
        system: String,
        value: String,
    }

    Organization in "organizations" {
        id: Uuid,
        name: String,
        phone: Option<String>,
        email: Option<String>,
        address_lines: Option<String>,
        city: Option<String>,
        state: Option<String>,
        postal_code: Option<String>,
        country: Option<String>,
        active: bool,
    }

    Location in "locations" {
        id: Uuid,
        organization_id: Option<Uuid>,
        name: String,
        zone: Option<String>,
        phone: Option<String>,
        address_lines: Option<String>,
        city: Option<String>,
        state: Option<String>,
        postal_code: Option<String>,
        country: Option<String>,
        status: String,
    }

    Practitioner in "practitioners" {
        id: Uuid,
        name: String,
        family: Option<String>,
        given: Option<String>,
        prefix: Option<String>,
        npi: Option<String>,
        phone: Option<String>,
        email: Option<String>,
        active: bool,
    }

    PractitionerRole in "practitioner_roles" {
        id: Uuid,
        practitioner_id: Option<Uuid>,
        organization_id: Option<Uuid>,
        location_id: Option<Uuid>,
        role: Option<String>,
        specialty: Option<String>,
        active: bool,
    }

    Patient in "patients" {
        id: Uuid,
        name: String,
        name_key: String,
        family: Option<String>,
        given: Option<String>,
        prefix: Option<String>,
        suffix: Option<String>,
        birth_date: Option<NaiveDate>,
        birth_date_precision: Option<Precision>,
        sex: String,
        deceased: bool,
        deceased_at: Option<DateTime<Utc>>,
        record_number: Option<String>,
        phone: Option<String>,
        email: Option<String>,
        language: Option<String>,
        address_lines: Option<String>,
        city: Option<String>,
        state: Option<String>,
        postal_code: Option<String>,
        country: Option<String>,
        active: bool,
        general_practitioner_id: Option<Uuid>,
        organization_id: Option<Uuid>,
    }

    PatientToken in "patient_tokens" {
        words: String,
        token: String,
        patient_id: Uuid,
    }

    PatientContact in "patient_contacts" {
        patient_id: Uuid,
        position: i64,
        relationship: Option<String>,
        name: Option<String>,
        phone: Option<String>,
        email: Option<String>,
    }

    Coverage in "coverages" {
        id: Uuid,
        patient_id: Uuid,
        status: String,
        r#type: Option<String>,
        payor: Option<String>,
        plan: Option<String>,
        subscriber_id: Option<String>,
        period_start: Option<DateTime<Utc>>,
        period_end: Option<DateTime<Utc>>,
    }
}
