//! Maya Thompson: thyroid and migraine, and mother of Leo.

use super::super::chart::{Chart, Coming, DIASTOLIC, HEIGHT, Kind, Paper, SYSTOLIC, WEIGHT, every};
use super::super::codes::drugs::{IRON_TABLET, LEVOTHYROXINE, PROPRANOLOL, SUMATRIPTAN};
use super::super::codes::labs::{CELL_VOLUME, FERRITIN, HEMOGLOBIN, IRON, IRON_BINDING, TSH};
use super::super::codes::panels::{
    BLOOD_COUNT, COMPLETE, HEP_C, IRON_STUDIES, LIPIDS, THYROID, THYROID_FULL, VITAMIN_D_ONLY,
};
use super::super::codes::problems::{
    ANKLE, CHILDBIRTH, HYPOTHYROID, IRON_ANEMIA, MIGRAINE, PREGNANCY, SHELLFISH, SINUSITIS,
};
use super::super::codes::vaccines::{MMR, TDAP};
use super::super::house::{KELLEHER, MBEKI};
use super::super::roster::LEO;
use super::common::{joins, other_allergy};

const NOTE: &str = include_str!("texts/maya_note.txt");
const LETTER: &str = include_str!("texts/maya_letter.txt");

/// A birth, an underactive thyroid found two years later, migraine; this week the thyroid needs a little more.
pub(super) fn tell(chart: &mut Chart) {
    joins(chart, &[(&KELLEHER, "Midwife")]);
    chart.allergy(&other_allergy(&SHELLFISH, "food", false, "Itching of the mouth"), 2_690);
    birth(chart);
    let thyroid = chart.problem(&HYPOTHYROID, 1_900, "");
    let migraine = chart.problem(&MIGRAINE, 1_400, "Two to three attacks a month, fewer since the daily capsule.");
    chart.trend(
        TSH.loinc,
        &[(2_600, 2.6), (1_910, 9.4), (1_850, 4.6), (1_780, 2.2), (1_000, 1.9), (400, 2.8), (5, 4.8)],
    );
    chart.trend(HEMOGLOBIN.loinc, &[(2_600, 11.9), (1_910, 12.1), (1_200, 11.3), (1_000, 13.0), (5, 13.3)]);
    chart.trend(FERRITIN.loinc, &[(1_200, 7.0), (1_000, 38.0), (5, 44.0)]);
    chart.trend(IRON.loinc, &[(1_200, 27.0), (1_000, 84.0), (5, 88.0)]);
    chart.trend(IRON_BINDING.loinc, &[(1_200, 441.0), (1_000, 338.0)]);
    chart.trend(CELL_VOLUME.loinc, &[(2_600, 87.0), (1_200, 77.0), (1_000, 86.0), (5, 89.0)]);
    chart.trend(SYSTOLIC, &[(2_700, 112.0), (5, 114.0)]);
    chart.trend(DIASTOLIC, &[(2_700, 70.0), (5, 72.0)]);
    chart.trend(WEIGHT, &[(2_600, 71.0), (1_910, 74.4), (1_500, 69.0), (5, 68.3)]);
    chart.trend(HEIGHT, &[(2_700, 168.0)]);
    for ago in every(2_275, 91, 364) {
        let visit = chart.visit(ago, &Kind::CHECK_UP, "Yearly check-up");
        chart.vitals(&visit);
        chart.smoking(&visit, "never");
        chart.labs(&visit, &[&COMPLETE, &LIPIDS, &BLOOD_COUNT]);
    }
    let visit = chart.visit(1_910, &Kind::SYMPTOM, "Tired, cold, dry skin");
    chart.vitals(&visit);
    chart.labs(&visit, &[&THYROID_FULL, &BLOOD_COUNT, &VITAMIN_D_ONLY]);
    for ago in [1_850, 1_780, 1_600, 1_420, 1_200, 1_010, 830, 640, 455, 270] {
        let visit = chart.visit(ago, &Kind::FOLLOW_UP, "Thyroid");
        chart.pressure(&visit);
        chart.labs(&visit, &[&THYROID]);
        if ago == 1_200 || ago == 1_010 {
            chart.labs(&visit, &[&BLOOD_COUNT, &IRON_STUDIES]);
        }
    }
    let visit = chart.visit(1_400, &Kind::SYMPTOM, "Headaches on one side with nausea");
    chart.vitals(&visit);
    let visit = chart.visit_with(&MBEKI, 1_150, &Kind::NURSE, "Blood tests");
    chart.finding(&visit, &HEP_C, "Non-reactive", "", "final");
    let visit = chart.visit(720, &Kind::URGENT, "Twisted the left ankle");
    chart.vitals(&visit);
    chart.past_problem(&ANKLE, 720, 690);
    let visit = chart.visit(210, &Kind::VIDEO, "Blocked nose and headache for six days");
    chart.note(&visit, &Paper::NOTE, "Video visit: sinus infection", include_str!("texts/maya_video.txt"));
    chart.past_problem(&SINUSITIS, 210, 200);
    let anemia = chart.past_problem(&IRON_ANEMIA, 1_200, 1_000);
    chart.took(&IRON_TABLET, 1_198, 1_000, "Iron stores are full again", &anemia);
    chart.takes(&LEVOTHYROXINE, 1_905, 92, &thyroid);
    chart.takes(&SUMATRIPTAN, 1_398, 60, &migraine);
    chart.takes(&PROPRANOLOL, 820, 92, &migraine);
    chart.flu_shots(6);
    this_week(chart);
}

fn birth(chart: &mut Chart) {
    let born = (chart.today - LEO.birth_date(chart.today)).num_days();
    chart.past_problem(&PREGNANCY, born + 266, born);
    let visit = chart.visit_with(&KELLEHER, born + 75, &Kind::PRENATAL, "Prenatal visit, 29 weeks");
    chart.vaccine(&visit, &TDAP, "In pregnancy, to protect the baby");
    let visit = chart.visit_with(&KELLEHER, born, &Kind::HOSPITAL, "Birth of a son");
    chart.procedure(&visit, &CHILDBIRTH, "Spontaneous birth at 39 weeks, boy, 3.4 kg.");
    let visit = chart.visit_with(&KELLEHER, born - 42, &Kind::FOLLOW_UP, "Six weeks after birth");
    chart.labs(&visit, &[&BLOOD_COUNT]);
    let visit = chart.visit_with(&MBEKI, born - 50, &Kind::NURSE, "Vaccine");
    chart.vaccine(&visit, &MMR, "Second dose, rubella immunity was low");
}

fn this_week(chart: &mut Chart) {
    chart.exactly(&TSH, "4.86");
    let visit = chart.visit(chart.open_days_ago(3), &Kind::FOLLOW_UP, "Thyroid and migraine");
    chart.vitals(&visit);
    chart.lab(&visit, &THYROID_FULL, "TSH slightly high: talk about the dose.");
    chart.labs(&visit, &[&BLOOD_COUNT, &IRON_STUDIES]);
    chart.note(&visit, &Paper::NOTE, "Visit note: thyroid and migraine", NOTE);
    chart.note(&visit, &Paper::LETTER, "Letter about your thyroid test", LETTER);
    chart.coming(&Coming {
        open_days: 4,
        time: (16, 0),
        status: "booked",
        staff: chart.person.doctor,
        kind: Kind::VIDEO,
        reason: "Thyroid result",
        prepare: "We will call you by video. Please have your tablets at hand.",
        comment: "After school pick-up, please.",
    });
    chart.coming(&Coming {
        open_days: 40,
        time: (11, 0),
        status: "booked",
        staff: &MBEKI,
        kind: Kind::NURSE,
        reason: "Blood test: thyroid",
        prepare: "Take your thyroid tablet after the blood test, not before.",
        comment: "",
    });
    chart.cancelled(130, &Kind::FOLLOW_UP, "Migraine", "Leo was ill");
}
