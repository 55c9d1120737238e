//! Margaret O'Sullivan at ninety, Dorothy Hale who died, Ingrid Solheim.

use super::super::chart::{Chart, Coming, DIASTOLIC, HEIGHT, Kind, OXYGEN, PULSE, Paper, SYSTOLIC, WEIGHT, every};
use super::super::codes::drugs::{
    ACETAMINOPHEN, ALENDRONATE, AMLODIPINE, ATORVASTATIN_20, CARVEDILOL, DIGOXIN, DONEPEZIL, FUROSEMIDE, LACTULOSE,
    LATANOPROST, LEVOTHYROXINE, LISINOPRIL_10, OMEPRAZOLE, SPIRONOLACTONE, WARFARIN,
};
use super::super::codes::labs::{BNP, CREATININE, HEMOGLOBIN, INR, POTASSIUM, SODIUM, TSH, UREA, VITAMIN_D};
use super::super::codes::panels::{
    BASIC, BLOOD_COUNT, BLOOD_CULTURE, BNP_ONLY, CLOTTING, COMPLETE, LIPIDS, THYROID, VITAMIN_D_ONLY,
};
use super::super::codes::problems::{
    ATRIAL_FIB, BONE_SCAN, CARE, GLAUCOMA, HEART_FAILURE, HIP, HYPERTENSION, HYPOTHYROID, LATEX, MED_REVIEW, MEMORY,
    OSTEOPOROSIS, PENICILLIN, PNEUMONIA, REFLUX, SELF_CARE, SULFA, SUPPORT,
};
use super::super::codes::vaccines::{PNEUMO_CONJ, PNEUMO_POLY, TD, ZOSTER};
use super::super::house::MBEKI;
use super::common::{check_ups, joins, mild_drug_allergy, other_allergy, severe_drug_allergy};

const MARGARET_NOTE: &str = include_str!("texts/margaret_note.txt");
const DOROTHY_SUMMARY: &str = include_str!("texts/dorothy_discharge.txt");

/// Ninety years old, fourteen medicines, at home with help.
pub(super) fn margaret(chart: &mut Chart) {
    joins(chart, &[]);
    chart.allergy(&severe_drug_allergy(&PENICILLIN, "Swelling of the face"), 3_880);
    chart.allergy(&mild_drug_allergy(&SULFA, "Rash"), 3_880);
    chart.allergy(&other_allergy(&LATEX, "environment", false, "Itching of the hands"), 3_200);
    let failure = chart.problem(&HEART_FAILURE, 1_700, "Pumping strength 40 % at the last ultrasound.");
    let rhythm = chart.problem(&ATRIAL_FIB, 2_300, "");
    let pressure = chart.problem(&HYPERTENSION, 3_880, "");
    let thyroid = chart.problem(&HYPOTHYROID, 3_500, "");
    let bones = chart.problem(&OSTEOPOROSIS, 3_000, "Broken wrist after a fall from standing.");
    let hip = chart.problem(&HIP, 2_600, "");
    let eyes = chart.problem(&GLAUCOMA, 3_300, "");
    let memory = chart.problem(&MEMORY, 1_100, "");
    let reflux = chart.problem(&REFLUX, 2_000, "");
    chart.trend(CREATININE.loinc, &[(3_880, 0.92), (1_700, 1.05), (20, 1.22)]);
    chart.trend(UREA.loinc, &[(3_880, 17.0), (20, 31.0)]);
    chart.trend(POTASSIUM.loinc, &[(3_880, 4.2), (20, 4.9)]);
    chart.trend(SODIUM.loinc, &[(3_880, 139.0), (20, 134.0)]);
    chart.trend(HEMOGLOBIN.loinc, &[(3_880, 13.1), (20, 11.6)]);
    chart.trend(BNP.loinc, &[(1_705, 880.0), (1_500, 360.0), (400, 410.0), (20, 520.0)]);
    chart.trend(TSH.loinc, &[(3_500, 2.2), (20, 2.9)]);
    chart.trend(INR.loinc, &[(2_290, 2.2), (1_000, 2.6), (400, 2.3), (20, 2.4)]);
    chart.trend(VITAMIN_D.loinc, &[(3_000, 14.0), (2_800, 31.0), (20, 29.0)]);
    chart.trend(SYSTOLIC, &[(3_880, 148.0), (1_700, 130.0), (20, 116.0)]);
    chart.trend(DIASTOLIC, &[(3_880, 80.0), (20, 64.0)]);
    chart.trend(PULSE, &[(3_880, 72.0), (2_300, 92.0), (2_200, 74.0), (20, 68.0)]);
    chart.trend(WEIGHT, &[(3_880, 62.0), (1_700, 60.5), (20, 53.2)]);
    chart.trend(HEIGHT, &[(3_880, 158.0), (20, 152.0)]);
    chart.trend(OXYGEN, &[(3_880, 97.0), (20, 95.0)]);
    for ago in every(3_870, 20, 77) {
        let visit = chart.visit(ago, &Kind::FOLLOW_UP, "General check and medicines");
        chart.vitals(&visit);
        if ago % 2 == 0 {
            chart.labs(&visit, &[&BASIC, &BLOOD_COUNT]);
        }
        if ago < 1_710 {
            chart.labs(&visit, &[&BNP_ONLY]);
        }
    }
    for ago in every(2_290, 20, 42) {
        let visit = chart.visit_with(&MBEKI, ago, &Kind::NURSE, "INR check at home");
        chart.labs(&visit, &[&CLOTTING]);
    }
    for ago in every(3_400, 200, 400) {
        let visit = chart.visit(ago, &Kind::FOLLOW_UP, "Thyroid and vitamin D");
        chart.labs(&visit, &[&THYROID, &VITAMIN_D_ONLY]);
    }
    for (ago, vaccine) in
        [(3_700, &PNEUMO_CONJ), (3_330, &PNEUMO_POLY), (2_500, &TD), (2_000, &ZOSTER), (1_920, &ZOSTER)]
    {
        let visit = chart.visit_with(&MBEKI, ago, &Kind::NURSE, "Vaccine");
        chart.vaccine(&visit, vaccine, "");
    }
    let visit = chart.visit(chart.open_days_ago(4), &Kind::FOLLOW_UP, "Medicines, with her son");
    chart.vitals(&visit);
    chart.procedure(
        &visit,
        &MED_REVIEW,
        "Fourteen medicines gone through with the patient and her son; omeprazole to be stopped in three months.",
    );
    chart.exactly(&SODIUM, "134");
    chart.exactly(&POTASSIUM, "4.9");
    chart.labs(&visit, &[&BASIC, &BNP_ONLY]);
    chart.note(&visit, &Paper::NOTE, "Visit note: fourteen medicines", MARGARET_NOTE);
    let visit = chart.visit(1_000, &Kind::FOLLOW_UP, "Bone density");
    chart.procedure(&visit, &BONE_SCAN, "T-score -3.1 at the hip, unchanged with treatment.");
    for (drug, since, reason) in [
        (&FUROSEMIDE, 1_695, &failure),
        (&CARVEDILOL, 1_690, &failure),
        (&LISINOPRIL_10, 3_870, &pressure),
        (&SPIRONOLACTONE, 1_500, &failure),
        (&DIGOXIN, 2_280, &rhythm),
        (&LEVOTHYROXINE, 3_490, &thyroid),
        (&ALENDRONATE, 1_400, &bones),
        (&DONEPEZIL, 1_090, &memory),
        (&ATORVASTATIN_20, 3_300, &pressure),
        (&OMEPRAZOLE, 1_990, &reflux),
    ] {
        chart.takes(drug, since, 110, reason);
    }
    chart.takes(&WARFARIN, 2_290, 70, &rhythm);
    chart.takes(&ACETAMINOPHEN, 2_590, 45, &hip);
    chart.takes(&LACTULOSE, 900, 50, "");
    chart.takes(&LATANOPROST, 3_290, 60, &eyes);
    chart.plan(
        &CARE,
        "At home, safe, and with as few medicines as make sense.",
        400,
        &[],
        &[&memory, &failure],
        &[
            (&SUPPORT, "Home help every morning; the weekly box is filled by the pharmacy.", "in-progress"),
            (&SELF_CARE, "Weigh every morning; call when 1.5 kg more in three days.", "in-progress"),
        ],
    );
    chart.flu_shots(10);
    chart.coming(&Coming {
        open_days: 11,
        time: (11, 30),
        status: "booked",
        staff: chart.person.doctor,
        kind: Kind::FOLLOW_UP,
        reason: "Heart, weight and medicines",
        prepare: "Please bring the weekly medicine box.",
        comment: "Her son Brendan comes along.",
    });
}

/// Heart failure over seven years, and a death five months ago.
pub(super) fn dorothy(chart: &mut Chart) {
    joins(chart, &[]);
    chart.no_allergies(3_780);
    let pressure = chart.problem(&HYPERTENSION, 3_780, "");
    let failure = chart.problem(&HEART_FAILURE, 2_600, "");
    chart.trend(CREATININE.loinc, &[(3_780, 0.90), (1_000, 1.30), (170, 2.10)]);
    chart.trend(BNP.loinc, &[(2_600, 640.0), (600, 900.0), (170, 2_150.0)]);
    chart.trend(UREA.loinc, &[(3_780, 17.0), (1_000, 28.0), (170, 68.0)]);
    chart.trend(SODIUM.loinc, &[(3_780, 139.0), (170, 129.0)]);
    chart.trend(HEMOGLOBIN.loinc, &[(3_780, 12.9), (170, 10.8)]);
    chart.trend(SYSTOLIC, &[(3_780, 150.0), (2_000, 132.0), (170, 98.0)]);
    chart.trend(DIASTOLIC, &[(3_780, 84.0), (170, 58.0)]);
    chart.trend(WEIGHT, &[(3_780, 71.0), (400, 66.0), (170, 70.5)]);
    chart.trend(OXYGEN, &[(3_780, 97.0), (600, 94.0), (170, 90.0)]);
    for ago in every(3_780, 190, 110) {
        let visit = chart.visit(ago, &Kind::FOLLOW_UP, "Heart failure and blood pressure");
        chart.vitals(&visit);
        chart.labs(&visit, &[&BASIC, &BLOOD_COUNT]);
        if ago < 2_610 {
            chart.labs(&visit, &[&BNP_ONLY]);
        }
    }
    let visit = chart.visit(172, &Kind::HOSPITAL, "Heart failure with pneumonia");
    chart.exactly(&CREATININE, "2.10");
    chart.exactly(&SODIUM, "129");
    chart.exactly(&BNP, "2150");
    chart.labs(&visit, &[&COMPLETE, &BLOOD_COUNT, &BNP_ONLY]);
    chart.past_problem(&PNEUMONIA, 172, 165);
    chart.finding(&visit, &BLOOD_CULTURE, "No growth after 5 days", "", "final");
    chart.note(
        &visit.later(4_320),
        &Paper::DISCHARGE,
        "Hospital discharge: heart failure with pneumonia",
        DOROTHY_SUMMARY,
    );
    chart.took(&FUROSEMIDE, 2_590, 152, "Patient died", &failure);
    chart.took(&CARVEDILOL, 2_580, 152, "Patient died", &failure);
    chart.took(&LISINOPRIL_10, 3_770, 152, "Patient died", &pressure);
    chart.flu_shots(9);
}

/// An underactive thyroid and thin bones, otherwise in good health.
pub(super) fn ingrid(chart: &mut Chart) {
    joins(chart, &[]);
    chart.no_allergies(3_390);
    let thyroid = chart.problem(&HYPOTHYROID, 2_900, "");
    let bones = chart.problem(&OSTEOPOROSIS, 1_300, "T-score -2.7 at the spine.");
    let pressure = chart.problem(&HYPERTENSION, 1_800, "");
    chart.trend(TSH.loinc, &[(3_390, 3.9), (2_900, 11.8), (2_800, 3.1), (1_500, 0.28), (1_400, 1.6), (30, 2.1)]);
    chart.trend(VITAMIN_D.loinc, &[(3_390, 17.0), (1_300, 18.0), (1_100, 34.0), (30, 36.0)]);
    chart.trend(SYSTOLIC, &[(3_390, 132.0), (1_800, 148.0), (1_500, 132.0), (30, 128.0)]);
    chart.trend(DIASTOLIC, &[(3_390, 78.0), (1_800, 86.0), (30, 74.0)]);
    chart.trend(WEIGHT, &[(3_390, 64.0), (30, 61.5)]);
    chart.trend(HEIGHT, &[(3_390, 166.0), (30, 164.0)]);
    check_ups(chart, 3_300, 24, "never");
    for ago in every(2_900, 30, 180) {
        let visit = chart.visit(ago, &Kind::FOLLOW_UP, "Thyroid");
        chart.pressure(&visit);
        chart.labs(&visit, &[&THYROID]);
    }
    for ago in [3_380, 1_300, 1_100, 30] {
        let visit = chart.visit(ago, &Kind::FOLLOW_UP, "Vitamin D and bones");
        chart.labs(&visit, &[&VITAMIN_D_ONLY, &LIPIDS]);
        if ago < 1_301 {
            chart.procedure(
                &visit,
                &BONE_SCAN,
                if ago == 30 { "T-score -2.4, better with treatment." } else { "T-score -2.7 at the spine." },
            );
        }
    }
    chart.note_on_it(&Paper::NOTE, "Visit note: thyroid and bones", include_str!("texts/ingrid_note.txt"));
    chart.takes(&LEVOTHYROXINE, 2_890, 100, &thyroid);
    chart.takes(&ALENDRONATE, 1_290, 100, &bones);
    chart.takes(&AMLODIPINE, 1_790, 100, &pressure);
    chart.flu_shots(9);
    chart.coming(&Coming {
        open_days: 0,
        time: (9, 0),
        status: "booked",
        staff: chart.person.doctor,
        kind: Kind::FOLLOW_UP,
        reason: "Bones: how long to treat",
        prepare: "",
        comment: "",
    });
}
