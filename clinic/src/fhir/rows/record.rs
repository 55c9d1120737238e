//! The rows of a patient's record, one struct for each table.

use super::{Stored, table};
use crate::moment::Precision;
use chrono::{DateTime, Utc};
use uuid::Uuid;

table! {
    Encounter in "encounters" {
        id: Uuid,
        patient_id: Uuid,
        status: String,
        class: Option<String>,
        r#type: Option<String>,
        reason: Option<String>,
        start_at: Option<DateTime<Utc>>,
        start_precision: Option<Precision>,
        end_at: Option<DateTime<Utc>>,
        location_id: Option<Uuid>,
        practitioner_id: Option<Uuid>,
        practitioner: Option<String>,
    }

    Condition in "conditions" {
        id: Uuid,
        patient_id: Uuid,
        encounter_id: Option<Uuid>,
        clinical_status: String,
        verification_status: Option<String>,
        category: Option<String>,
        code_system: Option<String>,
        code: Option<String>,
        display: String,
        search: String,
        severity: Option<String>,
        onset_at: Option<DateTime<Utc>>,
        onset_precision: Option<Precision>,
        abatement_at: Option<DateTime<Utc>>,
        abatement_precision: Option<Precision>,
        recorded_at: Option<DateTime<Utc>>,
        recorded_precision: Option<Precision>,
        sort_at: DateTime<Utc>,
        active: bool,
        note: Option<String>,
    }

    Allergy in "allergies" {
        id: Uuid,
        patient_id: Uuid,
        clinical_status: String,
        verification_status: Option<String>,
        r#type: Option<String>,
        category: Option<String>,
        criticality: Option<String>,
        code_system: Option<String>,
        code: Option<String>,
        display: String,
        reaction: Option<String>,
        reaction_severity: Option<String>,
        onset_at: Option<DateTime<Utc>>,
        onset_precision: Option<Precision>,
        recorded_at: Option<DateTime<Utc>>,
        recorded_precision: Option<Precision>,
        sort_at: DateTime<Utc>,
        active: bool,
        note: Option<String>,
    }

    Immunization in "immunizations" {
        id: Uuid,
        patient_id: Uuid,
        encounter_id: Option<Uuid>,
        status: String,
        status_reason: Option<String>,
        code_system: Option<String>,
        code: Option<String>,
        display: String,
        search: String,
        occurrence_at: Option<DateTime<Utc>>,
        occurrence_precision: Option<Precision>,
        occurrence_text: Option<String>,
        lot_number: Option<String>,
        dose: Option<String>,
        site: Option<String>,
        performer: Option<String>,
        sort_at: DateTime<Utc>,
        note: Option<String>,
    }

    Observation in "observations" {
        id: Uuid,
        patient_id: Uuid,
        encounter_id: Option<Uuid>,
        status: String,
        category: String,
        code_system: Option<String>,
        code: Option<String>,
        code_key: String,
        display: String,
        effective_at: Option<DateTime<Utc>>,
        effective_precision: Option<Precision>,
        issued_at: Option<DateTime<Utc>>,
        sort_at: DateTime<Utc>,
        value_kind: String,
        value: Option<String>,
        comparator: Option<String>,
        unit: Option<String>,
        unit_code: Option<String>,
        components: Option<Stored>,
        range_low: Option<String>,
        range_high: Option<String>,
        range_text: Option<String>,
        interpretation: Option<String>,
        absent_reason: Option<String>,
        performer: Option<String>,
        note: Option<String>,
    }

    Series in "observation_series" {
        patient_id: Uuid,
        category: String,
        code_key: String,
        display: String,
        search: String,
        results: i64,
        latest_at: DateTime<Utc>,
        latest_id: Uuid,
        previous_id: Option<Uuid>,
    }

    Report in "diagnostic_reports" {
        id: Uuid,
        patient_id: Uuid,
        encounter_id: Option<Uuid>,
        status: String,
        category: String,
        code_system: Option<String>,
        code: Option<String>,
        display: String,
        search: String,
        effective_at: Option<DateTime<Utc>>,
        effective_precision: Option<Precision>,
        issued_at: Option<DateTime<Utc>>,
        sort_at: DateTime<Utc>,
        performer: Option<String>,
        conclusion: Option<String>,
        sections: Option<String>,
    }

    ReportResult in "diagnostic_report_results" {
        report_id: Uuid,
        position: i64,
        observation_id: Uuid,
    }

    MedicationRequest in "medication_requests" {
        id: Uuid,
        patient_id: Uuid,
        encounter_id: Option<Uuid>,
        status: String,
        in_use: bool,
        intent: String,
        code_system: Option<String>,
        code: Option<String>,
        display: String,
        search: String,
        authored_at: Option<DateTime<Utc>>,
        authored_precision: Option<Precision>,
        sort_at: DateTime<Utc>,
        requester_id: Option<Uuid>,
        requester: Option<String>,
        reason: Option<String>,
        directions: Option<String>,
        dosage: Option<Stored>,
        quantity: Option<String>,
        quantity_unit: Option<String>,
        refills: Option<i64>,
        supply_days: Option<String>,
        valid_from: Option<DateTime<Utc>>,
        valid_until: Option<DateTime<Utc>>,
        note: Option<String>,
    }

    Procedure in "procedures" {
        id: Uuid,
        patient_id: Uuid,
        encounter_id: Option<Uuid>,
        status: String,
        code_system: Option<String>,
        code: Option<String>,
        display: String,
        search: String,
        performed_at: Option<DateTime<Utc>>,
        performed_precision: Option<Precision>,
        performed_end: Option<DateTime<Utc>>,
        performer: Option<String>,
        reason: Option<String>,
        outcome: Option<String>,
        sort_at: DateTime<Utc>,
        note: Option<String>,
    }

    CarePlan in "care_plans" {
        id: Uuid,
        patient_id: Uuid,
        status: String,
        display: String,
        period_start: Option<DateTime<Utc>>,
        period_start_precision: Option<Precision>,
        period_end: Option<DateTime<Utc>>,
        period_end_precision: Option<Precision>,
        activities: Stored,
        addresses: Option<String>,
        sort_at: DateTime<Utc>,
        active: bool,
        note: Option<String>,
    }

    Goal in "goals" {
        id: Uuid,
        patient_id: Uuid,
        status: String,
        achievement: Option<String>,
        description: String,
        start_at: Option<DateTime<Utc>>,
        start_precision: Option<Precision>,
        due_at: Option<DateTime<Utc>>,
        due_precision: Option<Precision>,
        sort_at: DateTime<Utc>,
        note: Option<String>,
    }

    CareTeam in "care_teams" {
        id: Uuid,
        patient_id: Uuid,
        status: String,
        name: Option<String>,
        active: bool,
        period_start: Option<DateTime<Utc>>,
        period_end: Option<DateTime<Utc>>,
    }

    CareTeamParticipant in "care_team_participants" {
        care_team_id: Uuid,
        position: i64,
        patient_id: Uuid,
        practitioner_id: Option<Uuid>,
        name: Option<String>,
        role: Option<String>,
        active: bool,
        ends_at: Option<DateTime<Utc>>,
    }

    Document in "documents" {
        id: Uuid,
        patient_id: Uuid,
        encounter_id: Option<Uuid>,
        status: String,
        code_system: Option<String>,
        code: Option<String>,
        display: String,
        search: String,
        created_at: Option<DateTime<Utc>>,
        created_precision: Option<Precision>,
        author: Option<String>,
        title: Option<String>,
        content_type: Option<String>,
        content: Option<Vec<u8>>,
        url: Option<String>,
        sort_at: DateTime<Utc>,
    }

    // What was moved or called off here stays so, whatever the program says that brought it.
    Appointment in "appointments" unless "made_here" {
        id: Uuid,
        patient_id: Uuid,
        status: String,
        start_at: DateTime<Utc>,
        end_at: Option<DateTime<Utc>>,
        location_id: Option<Uuid>,
        practitioner_id: Option<Uuid>,
        practitioner: Option<String>,
        visit_type: Option<String>,
        reason: Option<String>,
        description: Option<String>,
        instruction: Option<String>,
        cancellation_reason: Option<String>,
    }
}
