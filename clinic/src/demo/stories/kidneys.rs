//! Kidney disease: George Papadakis on the way to stage 4, Harold Bergstrom on hemodialysis.

use chrono::{Datelike, Duration, Weekday};

use super::super::chart::{
    Aim, Chart, Coming, DIASTOLIC, HEIGHT, Kind, Paper, Remark, SYSTOLIC, WEIGHT, at_most, every,
};
use super::super::codes::drugs::{
    ALLOPURINOL, AMLODIPINE_TWO, ATORVASTATIN_40, CARVEDILOL, EPOETIN, FUROSEMIDE, INSULIN_LISPRO, IRON_TABLET,
    LIRAGLUTIDE, LOSARTAN_100, METFORMIN,
};
use super::super::codes::labs::{
    A1C, ALBUMIN, CALCIUM, CARBON_DIOXIDE, CHOLESTEROL, CREATININE, FERRITIN, GLUCOSE, HEMOGLOBIN, PHOSPHATE,
    POTASSIUM, PTH, UREA, URIC_ACID, URINE_ALBUMIN,
};
use super::super::codes::panels::{
    A1C_ONLY, ALBUMIN_RATIO, BASIC, BLOOD_COUNT, BONE_MINERALS, COMPLETE, HEP_B_SURFACE, IRON_STUDIES, LIPIDS,
    URIC_ACID_ONLY,
};
use super::super::codes::problems::{
    ASPIRIN, CARE, CKD_3B, CKD_4, DIABETES, DIABETIC_KIDNEY, DIABETIC_NERVES, DIALYSIS, EDUCATION, FISTULA, GOUT,
    HYPERLIPIDEMIA, HYPERTENSION, KIDNEY_ANEMIA, KIDNEY_FAILURE, LOW_SALT, PENICILLIN, SELF_CARE,
};
use super::super::codes::vaccines::{HEP_B_DIALYSIS, PNEUMO_CONJ, PNEUMO_POLY};
use super::super::house::{ASHBY, FERRER, REYES, TANAKA};
use super::common::{joins, mild_drug_allergy, severe_drug_allergy};

const GEORGE_NOTE: &str = include_str!("texts/george_kidney.txt");
const HAROLD_NOTE: &str = include_str!("texts/harold_note.txt");

/// Nine years in which the kidneys slowly lose ground.
pub(super) fn george(chart: &mut Chart) {
    joins(chart, &[(&TANAKA, "Kidney specialist")]);
    chart.allergy(&mild_drug_allergy(&ASPIRIN, "Wheezing"), 3_480);
    let diabetes = chart.problem(&DIABETES, 3_480, "");
    let pressure = chart.problem(&HYPERTENSION, 3_480, "");
    let cholesterol = chart.problem(&HYPERLIPIDEMIA, 3_400, "");
    let kidneys = chart.problem(&DIABETIC_KIDNEY, 1_900, "");
    chart.past_problem(&CKD_3B, 1_500, 420);
    chart.problem(&CKD_4, 420, "eGFR below 30 since last year.");
    chart.problem(&KIDNEY_ANEMIA, 600, "");
    let gout = chart.problem(&GOUT, 1_600, "");
    chart.trend(CREATININE.loinc, &[(3_480, 1.25), (2_400, 1.50), (1_500, 1.90), (800, 2.30), (300, 2.72), (8, 2.98)]);
    chart.trend(UREA.loinc, &[(3_480, 18.0), (1_500, 31.0), (8, 58.0)]);
    chart.trend(POTASSIUM.loinc, &[(3_480, 4.3), (800, 4.9), (8, 5.3)]);
    chart.trend(CARBON_DIOXIDE.loinc, &[(3_480, 25.0), (800, 22.0), (8, 19.5)]);
    chart.trend(HEMOGLOBIN.loinc, &[(3_480, 14.4), (1_500, 13.1), (600, 11.2), (8, 10.3)]);
    chart.trend(PHOSPHATE.loinc, &[(1_500, 3.7), (8, 4.9)]);
    chart.trend(PTH.loinc, &[(1_500, 68.0), (8, 176.0)]);
    chart.trend(A1C.loinc, &[(3_480, 8.1), (2_000, 7.4), (8, 7.0)]);
    chart.trend(GLUCOSE.loinc, &[(3_480, 176.0), (8, 141.0)]);
    chart.trend(URINE_ALBUMIN.loinc, &[(3_480, 64.0), (1_900, 310.0), (8, 742.0)]);
    chart.trend(URIC_ACID.loinc, &[(1_600, 9.4), (1_400, 6.1), (8, 6.3)]);
    chart.trend(CHOLESTEROL.loinc, &[(3_480, 221.0), (3_000, 168.0), (8, 161.0)]);
    chart.trend(SYSTOLIC, &[(3_480, 154.0), (2_000, 142.0), (8, 137.0)]);
    chart.trend(DIASTOLIC, &[(3_480, 88.0), (8, 76.0)]);
    chart.trend(WEIGHT, &[(3_480, 96.0), (8, 89.4)]);
    chart.trend(HEIGHT, &[(3_480, 176.0)]);
    for ago in every(3_480, 120, 120) {
        let visit = chart.visit(ago, &Kind::FOLLOW_UP, "Diabetes, blood pressure, kidneys");
        chart.vitals(&visit);
        chart.labs(&visit, &[&COMPLETE, &A1C_ONLY]);
        if ago % 3 == 0 {
            chart.smoking(&visit, "former");
            chart.labs(&visit, &[&LIPIDS, &ALBUMIN_RATIO, &BLOOD_COUNT]);
        }
    }
    for ago in every(1_500, 100, 91) {
        let visit = chart.visit_with(&TANAKA, ago, &Kind::FOLLOW_UP, "Kidney specialist");
        chart.pressure(&visit);
        chart.labs(&visit, &[&BASIC, &BLOOD_COUNT, &BONE_MINERALS, &ALBUMIN_RATIO]);
        if ago % 4 == 0 {
            chart.labs(&visit, &[&URIC_ACID_ONLY, &IRON_STUDIES]);
        }
    }
    chart.next_result(
        &PTH,
        Remark { value: "", note: "Preliminary. To be confirmed by a second method.", status: "preliminary" },
    );
    chart.next_result(&POTASSIUM, Remark { value: "5.6", note: "", status: "" });
    chart.next_result(&CREATININE, Remark { value: "2.98", note: "Result repeated and confirmed.", status: "" });
    let visit = chart.visit_with(&TANAKA, chart.open_days_ago(5), &Kind::FOLLOW_UP, "Kidney specialist");
    chart.vitals(&visit);
    chart.lab(
        &visit,
        &BASIC,
        "Kidney function a little lower, potassium high: food advice, blood test again in two weeks.",
    );
    chart.labs(&visit, &[&BLOOD_COUNT, &BONE_MINERALS, &ALBUMIN_RATIO, &IRON_STUDIES, &A1C_ONLY]);
    chart.note(&visit, &Paper::CONSULT, "Kidney specialist: stage 4, preparing", GEORGE_NOTE);
    chart.took(&METFORMIN, 3_470, 420, "Kidney function below 30", &diabetes);
    chart.takes(&LIRAGLUTIDE, 415, 55, &diabetes);
    chart.takes(&LOSARTAN_100, 3_300, 120, &pressure);
    chart.takes(&AMLODIPINE_TWO, 2_600, 120, &pressure);
    chart.takes(&FUROSEMIDE, 800, 120, &kidneys);
    chart.takes(&ATORVASTATIN_40, 3_390, 120, &cholesterol);
    chart.takes(&ALLOPURINOL, 1_590, 120, &gout);
    let goal = chart.goal(
        &Aim {
            words: "Potassium below 5.1 mmol/L",
            measure: Some(at_most((POTASSIUM.loinc, POTASSIUM.display), "5.0", ("mmol/L", "mmol/L"))),
            progress: "not-achieved",
        },
        300,
        60,
        &kidneys,
    );
    chart.plan(
        &CARE,
        "Slow down the kidney disease and be ready before dialysis is needed.",
        300,
        &[goal],
        &[&kidneys],
        &[
            (&LOW_SALT, "Less salt; fewer bananas, potatoes, tomatoes and dried fruit.", "in-progress"),
            (&EDUCATION, "Evening about dialysis and transplant, together with Sophia.", "scheduled"),
        ],
    );
    chart.flu_shots(8);
    chart.coming(&Coming {
        open_days: 5,
        time: (8, 15),
        status: "booked",
        staff: &FERRER,
        kind: Kind::NURSE,
        reason: "Blood test: potassium",
        prepare: "No need to fast.",
        comment: "",
    });
    chart.coming(&Coming {
        open_days: 10,
        time: (14, 0),
        status: "booked",
        staff: &TANAKA,
        kind: Kind::FOLLOW_UP,
        reason: "Kidney specialist: preparing for dialysis",
        prepare: "Bring someone close to you. Bring your questions.",
        comment: "Sophia comes along.",
    });
}

/// Three sessions a week for two and a half years: the largest chart.
pub(super) fn harold(chart: &mut Chart) {
    joins(chart, &[(&REYES, "Internist"), (&ASHBY, "Dialysis nurse practitioner")]);
    chart.allergy(&severe_drug_allergy(&PENICILLIN, "Hives"), 2_990);
    let kidneys =
        chart.problem(&KIDNEY_FAILURE, 960, "Hemodialysis on Monday, Wednesday and Friday. Dry weight 81 kg.");
    let anemia = chart.problem(&KIDNEY_ANEMIA, 1_400, "");
    let pressure = chart.problem(&HYPERTENSION, 2_990, "");
    let diabetes = chart.problem(&DIABETES, 2_990, "");
    chart.problem(&DIABETIC_NERVES, 1_700, "Numb toes, no wounds.");
    harold_trends(chart);
    for ago in every(2_990, 960, 150) {
        let visit = chart.visit(ago, &Kind::FOLLOW_UP, "Kidney disease");
        chart.vitals(&visit);
        chart.labs(&visit, &[&COMPLETE, &BLOOD_COUNT, &LIPIDS, &A1C_ONLY]);
    }
    let visit = chart.visit(1_080, &Kind::FOLLOW_UP, "Fistula operation");
    chart.procedure(&visit, &FISTULA, "Made under local anesthesia, good flow at six weeks.");
    for ago in [1_000, 970, 820] {
        let visit = chart.visit_with(&FERRER, ago, &Kind::NURSE, "Hepatitis B vaccine for dialysis");
        chart.vaccine(&visit, &HEP_B_DIALYSIS, "");
    }
    let visit = chart.visit_with(&FERRER, 1_300, &Kind::NURSE, "Vaccine");
    chart.vaccine(&visit, &PNEUMO_CONJ, "");
    let visit = chart.visit_with(&FERRER, 900, &Kind::NURSE, "Vaccine");
    chart.vaccine(&visit, &PNEUMO_POLY, "");
    sessions(chart);
    chart.takes_from(&TANAKA, &EPOETIN, 200, &anemia);
    chart.takes(&CARVEDILOL, 1_900, 170, &pressure);
    chart.takes(&INSULIN_LISPRO, 1_500, 40, &diabetes);
    chart.takes(&ATORVASTATIN_40, 2_900, 170, &kidneys);
    chart.took(&IRON_TABLET, 1_380, 950, "Iron is given at dialysis", &anemia);
    chart.plan(
        &CARE,
        "Dialysis without trouble between sessions, and staying on the transplant list.",
        950,
        &[],
        &[&kidneys],
        &[
            (&SELF_CARE, "Drink at most 1 liter a day. Weigh every morning.", "in-progress"),
            (&LOW_SALT, "Less salt, potassium and phosphate.", "in-progress"),
            (&SELF_CARE, "Feel the fistula every day; no blood pressure on the left arm.", "in-progress"),
        ],
    );
    chart.flu_shots(7);
    chart.coming(&Coming {
        open_days: 1,
        time: (13, 0),
        status: "booked",
        staff: &TANAKA,
        kind: Kind::FOLLOW_UP,
        reason: "Monthly kidney review",
        prepare: "Bring your weight diary.",
        comment: "",
    });
}

fn harold_trends(chart: &mut Chart) {
    chart.trend(CREATININE.loinc, &[(2_990, 2.10), (1_500, 4.20), (965, 6.90), (900, 7.80), (1, 8.60)]);
    chart.trend(UREA.loinc, &[(2_990, 32.0), (965, 88.0), (900, 61.0), (1, 57.0)]);
    chart.trend(POTASSIUM.loinc, &[(2_990, 4.5), (965, 5.6), (500, 5.0), (200, 5.5), (1, 5.1)]);
    chart.trend(CARBON_DIOXIDE.loinc, &[(2_990, 24.0), (965, 18.0), (900, 22.0), (1, 22.5)]);
    chart.trend(CALCIUM.loinc, &[(2_990, 9.3), (965, 8.5), (1, 8.9)]);
    chart.trend(PHOSPHATE.loinc, &[(965, 6.4), (500, 5.2), (250, 5.9), (1, 5.3)]);
    chart.trend(PTH.loinc, &[(965, 420.0), (500, 290.0), (1, 330.0)]);
    chart.trend(HEMOGLOBIN.loinc, &[(2_990, 13.0), (1_400, 11.0), (965, 9.2), (800, 10.8), (400, 11.3), (1, 10.7)]);
    chart.trend(FERRITIN.loinc, &[(965, 180.0), (500, 620.0), (1, 540.0)]);
    chart.trend(ALBUMIN.loinc, &[(2_990, 4.1), (965, 3.4), (1, 3.7)]);
    chart.trend(A1C.loinc, &[(2_990, 7.9), (1, 6.8)]);
    chart.trend(GLUCOSE.loinc, &[(2_990, 168.0), (1, 139.0)]);
    chart.trend(SYSTOLIC, &[(2_990, 152.0), (965, 162.0), (800, 146.0), (1, 142.0)]);
    chart.trend(DIASTOLIC, &[(2_990, 88.0), (965, 86.0), (1, 74.0)]);
    chart.trend(WEIGHT, &[(2_990, 92.0), (965, 86.5), (800, 83.4), (1, 83.1)]);
    chart.trend(HEIGHT, &[(2_990, 181.0)]);
}

fn sessions(chart: &mut Chart) {
    let mut month = 0;
    for ago in (1..=952).rev() {
        let day = chart.today - Duration::days(ago);
        if !matches!(day.weekday(), Weekday::Mon | Weekday::Wed | Weekday::Fri) {
            continue;
        }
        let start = chart.at(ago, 12, 15);
        let visit = chart.visit_at(&ASHBY, ago, start, &Kind::DIALYSIS, "Hemodialysis");
        chart.procedure(&visit, &DIALYSIS, "");
        chart.pressure(&visit);
        let temperature = 36.5 + chart.rng.spread() * 0.2;
        chart.vital(&visit, "8310-5", "Body temperature", "Temperature", &format!("{temperature:.1}"), ("°C", "Cel"));
        let after = visit.later(235);
        let systolic = chart.around(SYSTOLIC, ago, 140.0, 6.0) - 18.0;
        let diastolic = chart.around(DIASTOLIC, ago, 76.0, 4.0) - 8.0;
        chart.blood_pressure(&after, systolic, diastolic);
        let weight = 81.0 + chart.rng.spread() * 0.3;
        chart.vital(&after, WEIGHT, "Body Weight", "Weight", &format!("{weight:.1}"), ("kg", "kg"));
        if day.month() != month {
            month = day.month();
            chart.labs(&visit, &[&COMPLETE, &BLOOD_COUNT, &BONE_MINERALS]);
            if month % 3 == 1 {
                chart.labs(&visit, &[&IRON_STUDIES, &A1C_ONLY, &LIPIDS]);
                chart.finding(&visit, &HEP_B_SURFACE, "Negative", "", "final");
            }
            if ago < 40 {
                chart.note(&visit, &Paper::NOTE, "Monthly dialysis note", HAROLD_NOTE);
            }
        }
    }
}
