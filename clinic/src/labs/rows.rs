//! The pieces of SQL that the queries of this feature share.

use crate::fold::{containing, fold};

/// The columns of an [`Observation`](super::Observation), from `observations o` and `locations l`.
macro_rules! observation_columns {
    () => {
        "o.id, o.category, o.code_key, o.display, o.status, o.effective_at, o.effective_precision, o.issued_at, o.sort_at, o.value_kind,
         o.value, o.comparator, COALESCE(o.unit, o.unit_code) AS unit, o.unit_code, o.components, o.range_low, o.range_high,
         o.range_low_open, o.range_high_open, o.range_text, o.interpretation, o.flags, o.absent_reason, o.performer, o.method, o.note,
         l.zone,
         (SELECT k.shown_at FROM held_results k WHERE k.id = o.id) AS held_until"
    };
}

/// The columns of an [`Earlier`](super::Earlier), from `observations p`; nothing of a result that may not be shown.
macro_rules! earlier_columns {
    () => {
        "p.effective_at AS earlier_at, p.effective_precision AS earlier_precision, p.value_kind AS earlier_kind,
         CASE WHEN p.status NOT IN ('entered-in-error', 'cancelled')
               AND COALESCE(p.absent_reason, '') NOT IN ('masked', 'not-permitted') THEN p.value END AS earlier_value,
         p.comparator AS earlier_comparator, COALESCE(p.unit, p.unit_code) AS earlier_unit, p.unit_code AS earlier_unit_code"
    };
}

/// The columns of a [`Report`](super::Report), from `diagnostic_reports r`, `locations l` and [`hold_of`].
macro_rules! report_columns {
    () => {
        concat!(
            "r.id, CASE WHEN r.code_system = 'http://loinc.org' THEN r.code END AS code, r.display, r.status, r.effective_at, r.effective_precision, r.issued_at, r.sort_at, r.performer, r.conclusion,
         r.specimen, r.received_at, r.orderer, l.name AS location, l.zone, k.shown_at AS held_until, k.kinds AS held_kinds,
         (SELECT max(h.shown_at) FROM diagnostic_report_results x JOIN held_results h ON h.id = x.observation_id
          WHERE x.report_id = r.id) AS more_until,
         CASE WHEN EXISTS (SELECT 1 FROM report_documents d WHERE d.report_id = r.id AND d.replaced_at IS NULL)
              THEN (SELECT max(h.shown_at)",
            $crate::labs::rows::shown_beside!("r.id"),
            ") END AS documents_until"
        )
    };
}

/// From when each held report or result is shown that came in one message with `$report` or is of a specimen of the same moment, its
/// own among them: a laboratory's document has all that was found, and is often sent as a report of its own beside the results.
macro_rules! shown_beside {
    ($report:literal) => {
        concat!(
            " FROM diagnostic_reports s LEFT JOIN diagnostic_report_results x ON x.report_id = s.id
              JOIN held_results h ON h.id IN (s.id, x.observation_id)
              WHERE s.id IN (
                SELECT b.report_id FROM lab_message_reports m JOIN lab_message_reports b ON b.message_id = m.message_id
                WHERE m.report_id = ",
            $report,
            " UNION SELECT b.id FROM diagnostic_reports m JOIN diagnostic_reports b ON b.patient_id = m.patient_id
                AND b.category IN ('laboratory', 'imaging', 'note', 'other') AND b.sort_at = m.sort_at
                WHERE m.id = ",
            $report,
            ") "
        )
    };
}

/// Joins what holds the report `r`.
macro_rules! hold_of {
    () => {
        " LEFT JOIN held_results k ON k.id = r.id "
    };
}

/// Whether the reader of a chart sees the report or result `$of`: the one place where this is said to the database. `$horizon` is
/// bound to [`Chart::horizon`](crate::patients::Chart::horizon). Every query of a chart has it for each table of reports and results
/// it looks into, for what is shown and for what is only counted, compared or searched.
macro_rules! is_open {
    ($of:literal, $horizon:literal) => {
        concat!(" NOT EXISTS (SELECT 1 FROM held_results h WHERE h.id = ", $of, ".id AND h.shown_at > ", $horizon, ") ")
    };
}

/// Whether a result stands in the list of tests: the same rule as that of the import, which makes the list.
macro_rules! is_listed {
    ($of:literal) => {
        concat!(
            " ",
            $of,
            ".status <> 'entered-in-error' AND (",
            $of,
            ".value_kind <> 'none' OR ",
            $of,
            ".components IS NOT NULL OR ",
            $of,
            ".absent_reason IS NOT NULL OR ",
            $of,
            ".note IS NOT NULL) "
        )
    };
}

/// Joins the place of care to the table called `$of`, for its zone.
macro_rules! place_of {
    ($of:literal) => {
        concat!(
            " LEFT JOIN encounters e ON e.id = ",
            $of,
            ".encounter_id LEFT JOIN locations l ON l.id = e.location_id "
        )
    };
}

/// Whether a code is among those that everyday words mean, which `$meant` is bound to ([`meant`](super::words::meant)).
macro_rules! is_meant {
    ($code:literal, $meant:literal) => {
        concat!(" ", $meant, " LIKE '% ' || ", $code, " || ' %' ")
    };
}

/// Whether the observation `o` is out of its range: the same rule as [`Observation::is_abnormal`](super::Observation::is_abnormal).
macro_rules! is_abnormal {
    () => {
        "(o.status NOT IN ('entered-in-error', 'cancelled')
          AND COALESCE(o.absent_reason, '') NOT IN ('masked', 'not-permitted')
          AND CASE WHEN o.interpretation = 'N' THEN FALSE
                   WHEN o.interpretation IN ('H', 'HU', 'L', 'LU', 'HH', 'LL', 'A', 'AA') THEN TRUE
                   WHEN o.value_kind = 'quantity' AND o.comparator IS NULL
                   THEN COALESCE(CAST(o.value AS DOUBLE PRECISION) < CAST(o.range_low AS DOUBLE PRECISION)
                          OR (o.range_low_open AND CAST(o.value AS DOUBLE PRECISION) = CAST(o.range_low AS DOUBLE PRECISION)), FALSE)
                     OR COALESCE(CAST(o.value AS DOUBLE PRECISION) > CAST(o.range_high AS DOUBLE PRECISION)
                          OR (o.range_high_open AND CAST(o.value AS DOUBLE PRECISION) = CAST(o.range_high AS DOUBLE PRECISION)), FALSE)
                   ELSE FALSE END)"
    };
}

pub(super) use {
    earlier_columns, hold_of, is_abnormal, is_listed, is_meant, is_open, observation_columns, place_of, report_columns,
    shown_beside,
};

/// The pattern that finds `text` within a folded column; empty where there is nothing to search for.
pub(super) fn pattern(text: &str) -> String {
    if fold(text).is_empty() { String::new() } else { containing(text) }
}

/// Before any row: 0001-01-01.
pub(super) const BEGINNING: chrono::DateTime<chrono::Utc> = match chrono::DateTime::from_timestamp(-62_135_596_800, 0) {
    Some(at) => at,
    None => chrono::DateTime::<chrono::Utc>::MIN_UTC,
};
