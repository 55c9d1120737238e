//! Chloé Marchetti with depression, Ana Paula Ferreira da Silva with migraine.

use super::super::chart::{Aim, Chart, Coming, DIASTOLIC, HEIGHT, Kind, PHQ9_SCORE, Paper, SYSTOLIC, WEIGHT, at_most};
use super::super::codes::drugs::{ESCITALOPRAM, SERTRALINE, SUMATRIPTAN};
use super::super::codes::labs::TSH;
use super::super::codes::panels::{BLOOD_COUNT, HEP_C, THYROID};
use super::super::codes::problems::{ANXIETY, CARE, DEPRESSION, EGG, EXERCISE, MIGRAINE, PHQ9, SORE_THROAT, TALKING};
use super::super::codes::vaccines::{HPV, TDAP};
use super::super::house::MBEKI;
use super::common::{check_up, joins, other_allergy};

/// Two years of depression, now in remission.
pub(super) fn chloe(chart: &mut Chart) {
    joins(chart, &[]);
    chart.no_allergies(1_190);
    let mood = chart.problem(&DEPRESSION, 760, "In remission for half a year.");
    let worry = chart.problem(&ANXIETY, 700, "");
    chart.trend(
        PHQ9_SCORE,
        &[(1_190, 3.0), (760, 19.0), (700, 15.0), (640, 11.0), (500, 12.0), (420, 8.0), (300, 5.0), (21, 3.0)],
    );
    chart.trend(TSH.loinc, &[(1_190, 1.7), (21, 1.8)]);
    chart.trend(SYSTOLIC, &[(1_190, 110.0)]);
    chart.trend(DIASTOLIC, &[(1_190, 68.0)]);
    chart.trend(WEIGHT, &[(1_190, 59.0), (760, 54.5), (21, 60.3)]);
    chart.trend(HEIGHT, &[(1_190, 167.0)]);
    for ago in [1_180, 810, 380] {
        let visit = check_up(chart, ago, "never");
        chart.mood(&visit);
    }
    for (count, ago) in [760, 740, 700, 640, 590, 500, 460, 420, 300, 180, 90, 21].into_iter().enumerate() {
        let kind = if count % 3 == 1 { Kind::VIDEO } else { Kind::FOLLOW_UP };
        let visit = chart.visit(ago, &kind, "Mood");
        chart.mood(&visit);
        chart.procedure(&visit, &PHQ9, "");
        if count % 3 != 1 {
            chart.pressure(&visit);
        }
        if ago == 760 {
            chart.labs(&visit, &[&THYROID, &BLOOD_COUNT]);
        }
        if ago == 21 {
            chart.note(&visit, &Paper::NOTE, "Visit note: mood", include_str!("texts/chloe_note.txt"));
        }
    }
    chart.took(&ESCITALOPRAM, 758, 500, "Not enough effect", &mood);
    chart.takes(&SERTRALINE, 495, 135, &mood);
    let goal = chart.goal(
        &Aim {
            words: "Questionnaire (PHQ-9) below 5",
            measure: Some(at_most((PHQ9_SCORE, "PHQ-9 total score"), "4", ("points", "{score}"))),
            progress: "achieved",
        },
        740,
        60,
        &mood,
    );
    chart.plan(
        &CARE,
        "Well, and staying well.",
        740,
        &[goal],
        &[&mood, &worry],
        &[
            (&TALKING, "Once a month, every week at first.", "in-progress"),
            (&EXERCISE, "Running twice a week with a friend.", "in-progress"),
        ],
    );
    chart.flu_shots(3);
    chart.cancelled(55, &Kind::VIDEO, "Mood", "Cancelled by the patient, feeling well");
    chart.coming(&Coming {
        open_days: 12,
        time: (12, 30),
        status: "booked",
        staff: chart.person.doctor,
        kind: Kind::VIDEO,
        reason: "Mood",
        prepare: "We will call you by video.",
        comment: "In my lunch break.",
    });
}

/// Migraine since the age of 20.
pub(super) fn ana_paula(chart: &mut Chart) {
    joins(chart, &[]);
    chart.allergy(&other_allergy(&EGG, "food", false, "Stomach cramps as a child"), 1_090);
    let migraine = chart.problem(&MIGRAINE, 1_090, "");
    chart.trend(SYSTOLIC, &[(1_090, 108.0)]);
    chart.trend(DIASTOLIC, &[(1_090, 66.0)]);
    chart.trend(WEIGHT, &[(1_090, 55.0), (60, 56.4)]);
    chart.trend(HEIGHT, &[(1_090, 161.0)]);
    check_up(chart, 1_085, "never");
    check_up(chart, 700, "never");
    check_up(chart, 330, "never");
    for ago in [900, 520, 60] {
        let visit = chart.visit(ago, &Kind::FOLLOW_UP, "Migraine");
        chart.pressure(&visit);
    }
    chart.note_on_it(&Paper::NOTE, "Visit note: migraine", include_str!("texts/ana_note.txt"));
    let visit = chart.visit_with(&MBEKI, 690, &Kind::NURSE, "Vaccines");
    chart.vaccine(&visit, &HPV, "");
    chart.vaccine(&visit, &TDAP, "");
    chart.finding(&visit, &HEP_C, "Non-reactive", "", "final");
    let visit = chart.visit(200, &Kind::SYMPTOM, "Sore throat");
    chart.vitals(&visit);
    chart.past_problem(&SORE_THROAT, 200, 194);
    chart.takes(&SUMATRIPTAN, 1_080, 60, &migraine);
    chart.coming(&Coming {
        open_days: 5,
        time: (9, 0),
        status: "pending",
        staff: chart.person.doctor,
        kind: Kind::FOLLOW_UP,
        reason: "More migraine than before",
        prepare: "",
        comment: "Any morning is fine.",
    });
}
