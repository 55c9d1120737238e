//! Rosa Delgado Fuentes: diabetes, blood pressure and kidneys, in Spanish.

use super::super::chart::{
    Aim, Chart, Coming, DIASTOLIC, HEIGHT, Kind, Paper, Remark, SYSTOLIC, WEIGHT, at_most, every,
};
use super::super::codes::drugs::{
    AMLODIPINE, ATORVASTATIN_20, ATORVASTATIN_40, CANAGLIFLOZIN, LISINOPRIL_10, LISINOPRIL_20, METFORMIN,
    METFORMIN_FOUR, NITROFURANTOIN,
};
use super::super::codes::labs::{
    A1C, CHOLESTEROL, CREATININE, GLUCOSE, HDL, HEMOGLOBIN, POTASSIUM, TRIGLYCERIDE, UREA, URINE_ALBUMIN,
};
use super::super::codes::panels::{
    A1C_ONLY, ALBUMIN_RATIO, BASIC, BLOOD_COUNT, COMPLETE, LIPIDS, STOOL_BLOOD, URINALYSIS, URINE_CULTURE,
    VITAMIN_D_ONLY,
};
use super::super::codes::problems::{
    CKD_3A, CYSTITIS, DIABETES, DIABETES_PLAN, DIABETIC_DIET, DIABETIC_EYES, EXERCISE, EYE_EXAM, FOOT_EXAM,
    HYPERLIPIDEMIA, HYPERTENSION, IBUPROFEN, LOW_SALT, MAMMOGRAM, MICROALBUMINURIA, OBESITY, SELF_CARE, SULFA,
};
use super::super::codes::vaccines::{PNEUMO_POLY, TDAP, ZOSTER};
use super::super::house::{FERRER, TANAKA};
use super::common::{joins, mild_drug_allergy, severe_drug_allergy};

const NOTE: &str = include_str!("texts/rosa_note.txt");
const LETTER: &str = include_str!("texts/rosa_letter.txt");
const INSTRUCTIONS: &str = include_str!("texts/rosa_instructions.txt");
const KIDNEY_NOTE: &str = include_str!("texts/rosa_kidney.txt");

/// Nine years with diabetes; a potassium that was too high last week and is normal again.
pub(super) fn tell(chart: &mut Chart) {
    joins(chart, &[(&TANAKA, "Kidney specialist")]);
    chart.allergy(&severe_drug_allergy(&SULFA, "Hives and swelling of the lips"), 3_280);
    chart.allergy(&mild_drug_allergy(&IBUPROFEN, "Stomach pain"), 2_100);
    let diabetes = chart.problem(&DIABETES, 3_200, "Found at a check-up, HbA1c 9.2 %.");
    let pressure = chart.problem(&HYPERTENSION, 3_250, "");
    let cholesterol = chart.problem(&HYPERLIPIDEMIA, 3_190, "");
    chart.problem(&OBESITY, 3_190, "");
    chart.problem(&MICROALBUMINURIA, 1_100, "");
    chart.problem(&DIABETIC_EYES, 905, "No treatment needed, yearly photographs.");
    let kidneys = chart.problem(&CKD_3A, 700, "eGFR between 50 and 55, stable.");
    trends(chart);
    visits(chart);
    medicines(chart, &diabetes, &pressure, &cholesterol);
    infection(chart);
    plans(chart, &diabetes, &pressure, &kidneys);
    last_week(chart);
    chart.flu_shots(8);
    appointments(chart);
}

fn trends(chart: &mut Chart) {
    chart.trend(A1C.loinc, &[(3_200, 9.2), (2_900, 7.9), (2_000, 7.4), (1_300, 8.3), (900, 7.9), (400, 7.7), (4, 7.1)]);
    chart.trend(
        GLUCOSE.loinc,
        &[(3_200, 212.0), (2_900, 158.0), (2_000, 142.0), (1_300, 176.0), (900, 160.0), (4, 134.0)],
    );
    chart.trend(CREATININE.loinc, &[(3_200, 0.88), (2_000, 0.95), (1_100, 1.06), (700, 1.18), (200, 1.22), (4, 1.21)]);
    chart.trend(UREA.loinc, &[(3_200, 14.0), (1_100, 18.0), (4, 24.0)]);
    chart.trend(POTASSIUM.loinc, &[(3_200, 4.2), (1_000, 4.4), (4, 4.8)]);
    chart.trend(CHOLESTEROL.loinc, &[(3_200, 238.0), (2_900, 176.0), (4, 158.0)]);
    chart.trend(TRIGLYCERIDE.loinc, &[(3_200, 235.0), (2_000, 180.0), (4, 148.0)]);
    chart.trend(HDL.loinc, &[(3_200, 43.0), (4, 49.0)]);
    chart.trend(
        URINE_ALBUMIN.loinc,
        &[(3_200, 18.0), (1_400, 26.0), (1_100, 62.0), (700, 118.0), (300, 84.0), (4, 66.0)],
    );
    chart.trend(HEMOGLOBIN.loinc, &[(3_200, 13.5), (900, 12.8), (4, 11.9)]);
    chart.trend(SYSTOLIC, &[(3_250, 158.0), (3_000, 138.0), (1_500, 143.0), (1_000, 134.0), (4, 128.0)]);
    chart.trend(DIASTOLIC, &[(3_250, 94.0), (3_000, 86.0), (1_500, 88.0), (1_000, 82.0), (4, 77.0)]);
    chart.trend(WEIGHT, &[(3_250, 86.5), (2_500, 84.0), (1_300, 85.2), (680, 83.1), (4, 77.8)]);
    chart.trend(HEIGHT, &[(3_250, 160.0)]);
}

fn visits(chart: &mut Chart) {
    for (count, ago) in every(3_200, 96, 91).enumerate() {
        if count % 4 == 0 {
            let visit = chart.visit(ago, &Kind::CHECK_UP, "Yearly check-up and diabetes review");
            chart.vitals(&visit);
            chart.smoking(&visit, "never");
            chart.labs(&visit, &[&COMPLETE, &LIPIDS, &BLOOD_COUNT, &A1C_ONLY, &ALBUMIN_RATIO]);
            if ago < 680 {
                let unusual = [("25428-4", "Positive, more than 500 mg/dL"), ("20454-5", "Trace")];
                chart.urine(&visit, &URINALYSIS, &unusual, "Sugar in the urine is expected with canagliflozin.");
            } else {
                chart.labs(&visit, &[&URINALYSIS]);
            }
            chart.procedure(&visit, &FOOT_EXAM, "Pulses and feeling normal in both feet.");
            chart.procedure(
                &visit,
                &EYE_EXAM,
                if ago > 905 { "No damage from diabetes seen." } else { "Mild changes, unchanged. Again in a year." },
            );
        } else {
            let visit = chart.visit(ago, &Kind::FOLLOW_UP, "Diabetes and blood pressure");
            chart.pressure(&visit);
            match ago {
                106 => chart.exactly(&A1C, "7.3"),
                197 => chart.exactly(&A1C, "7.4"),
                _ => {}
            }
            chart.labs(&visit, &[&BASIC, &A1C_ONLY]);
            if count % 4 == 2 && ago < 1_200 {
                chart.labs(&visit, &[&ALBUMIN_RATIO]);
            }
        }
    }
    for (ago, result) in [
        (2_950, "No sign of cancer."),
        (2_190, "No sign of cancer."),
        (1_460, "No sign of cancer."),
        (480, "No sign of cancer. Again in two years."),
    ] {
        let visit = chart.visit(ago, &Kind::FOLLOW_UP, "Mammogram");
        chart.procedure(&visit, &MAMMOGRAM, result);
    }
    let visit = chart.visit(1_090, &Kind::FOLLOW_UP, "Screening for bowel cancer");
    chart.finding(&visit, &STOOL_BLOOD, "Negative", "", "final");
    let visit = chart.visit_with(&TANAKA, 640, &Kind::FOLLOW_UP, "Kidney specialist, first visit");
    chart.vitals(&visit);
    chart.labs(&visit, &[&BASIC, &VITAMIN_D_ONLY]);
    chart.note(&visit, &Paper::CONSULT, "Kidney specialist: chronic kidney disease, stage 3a", KIDNEY_NOTE);
    let visit = chart.visit_with(&FERRER, 1_800, &Kind::NURSE, "Vaccines");
    chart.vaccine(&visit, &TDAP, "");
    chart.vaccine(&visit, &PNEUMO_POLY, "");
    for ago in [2_600, 2_480] {
        let visit = chart.visit_with(&FERRER, ago, &Kind::NURSE, "Vaccine");
        chart.vaccine(&visit, &ZOSTER, "");
    }
}

fn medicines(chart: &mut Chart, diabetes: &str, pressure: &str, cholesterol: &str) {
    chart.took(&METFORMIN, 3_195, 1_300, "Dose raised", diabetes);
    chart.takes(&METFORMIN_FOUR, 1_299, 96, diabetes);
    chart.takes(&CANAGLIFLOZIN, 680, 187, diabetes);
    chart.took(&LISINOPRIL_10, 3_245, 1_000, "Dose raised to 20 mg", pressure);
    chart.takes(&LISINOPRIL_20, 1_000, 96, pressure);
    chart.takes(&AMLODIPINE, 1_400, 96, pressure);
    chart.took(&ATORVASTATIN_20, 3_185, 2_100, "Changed to 40 mg", cholesterol);
    chart.takes(&ATORVASTATIN_40, 2_100, 187, cholesterol);
}

fn infection(chart: &mut Chart) {
    let visit = chart.visit(310, &Kind::SYMPTOM, "Burning when passing urine");
    chart.vitals(&visit);
    let cystitis = chart.past_problem(&CYSTITIS, 310, 302);
    chart.urine(
        &visit,
        &URINALYSIS,
        &[
            ("5767-9", "Cloudy"),
            ("5802-4", "Positive"),
            ("5799-2", "Positive"),
            ("5794-3", "Trace"),
            ("25428-4", "Positive"),
        ],
        "Signs of a bladder infection. Sugar in the urine is expected with canagliflozin.",
    );
    chart.finding(
        &visit,
        &URINE_CULTURE,
        "Escherichia coli, more than 100,000 colonies per mL",
        "Sensitive to nitrofurantoin and cephalexin.",
        "final",
    );
    chart.course(&NITROFURANTOIN, 310, &cystitis);
}

fn plans(chart: &mut Chart, diabetes: &str, pressure: &str, kidneys: &str) {
    let sugar = chart.goal(
        &Aim {
            words: "Hemoglobin A1c below 7.0 %",
            measure: Some(at_most((A1C.loinc, A1C.display), "7.0", ("%", "%"))),
            progress: "improving",
        },
        620,
        90,
        diabetes,
    );
    let systolic = chart.goal(
        &Aim {
            words: "Blood pressure below 130 over 80",
            measure: Some(at_most((SYSTOLIC, "Systolic blood pressure"), "130", ("mmHg", "mm[Hg]"))),
            progress: "achieved",
        },
        620,
        90,
        pressure,
    );
    let weight = chart.goal(
        &Aim {
            words: "Weight below 75 kg",
            measure: Some(at_most((WEIGHT, "Body Weight"), "75", ("kg", "kg"))),
            progress: "in-progress",
        },
        620,
        270,
        diabetes,
    );
    chart.plan(
        &DIABETES_PLAN,
        "Keep blood sugar and blood pressure in range so that kidneys, eyes and feet stay well.",
        620,
        &[sugar, systolic, weight],
        &[diabetes, pressure, kidneys],
        &[
            (&DIABETIC_DIET, "Half of the plate vegetables, sweet drinks only on special days.", "in-progress"),
            (&EXERCISE, "Walk 30 minutes on five days a week.", "in-progress"),
            (&LOW_SALT, "Cook without added salt, read labels.", "in-progress"),
            (&SELF_CARE, "Look at both feet every evening.", "in-progress"),
            (&EYE_EXAM, "Photograph of the back of the eye every year.", "scheduled"),
        ],
    );
}

fn last_week(chart: &mut Chart) {
    chart.exactly(&A1C, "7.1");
    chart.next_result(
        &POTASSIUM,
        Remark {
            value: "5.4",
            note: "Sample slightly hemolyzed; the true potassium may be lower. Repeat advised.",
            status: "",
        },
    );
    chart.exactly(&HEMOGLOBIN, "11.8");
    let visit = chart.visit(chart.open_days_ago(4), &Kind::FOLLOW_UP, "Diabetes and blood pressure");
    chart.vitals(&visit);
    chart.lab(&visit, &BASIC, "Kidney function unchanged. Potassium high in a hemolyzed sample: repeat within a week.");
    chart.lab(&visit, &A1C_ONLY, "Better than half a year ago.");
    chart.labs(&visit, &[&LIPIDS, &ALBUMIN_RATIO, &BLOOD_COUNT]);
    chart.note(&visit, &Paper::NOTE, "Visit note: diabetes and blood pressure", NOTE);
    chart.nota(&visit, &Paper::INSTRUCTIONS, "Indicaciones para la casa", INSTRUCTIONS);
    chart.exactly(&POTASSIUM, "4.7");
    let visit = chart.visit_with(&FERRER, chart.open_days_ago(2), &Kind::NURSE, "Repeat blood test");
    chart.pressure(&visit);
    chart.lab(&visit, &BASIC, "Potassium is normal. Nothing to change.");
    chart.nota(&visit, &Paper::LETTER, "Carta: su potasio está normal", LETTER);
}

fn appointments(chart: &mut Chart) {
    chart.missed(1_010, &Kind::FOLLOW_UP, "Diabetes and blood pressure");
    chart.cancelled(230, &Kind::FOLLOW_UP, "Diabetes and blood pressure", "Patient was away; moved by a week");
    chart.coming(&Coming {
        open_days: 6,
        time: (9, 30),
        status: "booked",
        staff: &TANAKA,
        kind: Kind::FOLLOW_UP,
        reason: "Kidney specialist",
        prepare: "Traiga sus medicinas y su lista de presiones. Puede comer y beber como siempre.",
        comment: "Mi hija vendrá conmigo.",
    });
    chart.coming(&Coming {
        open_days: 62,
        time: (10, 15),
        status: "booked",
        staff: chart.person.doctor,
        kind: Kind::CHECK_UP,
        reason: "Yearly check-up and diabetes review",
        prepare: "Venga en ayunas: nada de comer desde la medianoche. Agua sí.",
        comment: "",
    });
    chart.coming(&Coming {
        open_days: 9,
        time: (15, 0),
        status: "proposed",
        staff: &FERRER,
        kind: Kind::NURSE,
        reason: "Photograph of the eyes",
        prepare: "",
        comment: "Por la tarde me queda mejor.",
    });
}
