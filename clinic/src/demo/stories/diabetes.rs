//! Diabetes and what comes before it: Fatima Al-Sayed, Wang Xiuying, Patrick McAllister.

use super::super::chart::{Aim, Chart, Coming, DIASTOLIC, HEIGHT, Kind, Paper, SYSTOLIC, WEIGHT, at_most, every};
use super::super::codes::drugs::{
    AMLODIPINE, ATORVASTATIN_20, HYDROCHLOROTHIAZIDE, LIRAGLUTIDE, LISINOPRIL_10, METFORMIN, METFORMIN_FOUR,
};
use super::super::codes::labs::{A1C, ALT, AST, CHOLESTEROL, GLUCOSE, HDL, TRIGLYCERIDE, URINE_ALBUMIN};
use super::super::codes::panels::{A1C_ONLY, ALBUMIN_RATIO, BASIC, LIPIDS, STOOL_BLOOD};
use super::super::codes::problems::{
    DIABETES, DIABETES_PLAN, DIABETIC_DIET, EXERCISE, EYE_EXAM, HYPERLIPIDEMIA, HYPERTENSION, MAMMOGRAM, OBESITY,
    PREDIABETES, SMOKER, STOP_SMOKING,
};
use super::super::codes::vaccines::{PNEUMO_CONJ, TDAP, ZOSTER};
use super::super::house::MBEKI;
use super::common::{check_up, check_ups, joins};

/// Diabetes found at 34, much better since the weekly plan and the pen.
pub(super) fn fatima(chart: &mut Chart) {
    joins(chart, &[]);
    chart.no_allergies(2_090);
    let diabetes = chart.problem(&DIABETES, 1_850, "");
    chart.problem(&OBESITY, 2_090, "");
    chart.trend(A1C.loinc, &[(2_090, 6.1), (1_850, 8.0), (1_500, 7.2), (900, 8.4), (500, 7.0), (45, 6.5)]);
    chart.trend(GLUCOSE.loinc, &[(2_090, 112.0), (1_850, 188.0), (900, 172.0), (45, 121.0)]);
    chart.trend(ALT.loinc, &[(2_090, 62.0), (45, 38.0)]);
    chart.trend(AST.loinc, &[(2_090, 44.0), (45, 30.0)]);
    chart.trend(TRIGLYCERIDE.loinc, &[(2_090, 220.0), (45, 152.0)]);
    chart.trend(HDL.loinc, &[(2_090, 39.0), (45, 46.0)]);
    chart.trend(URINE_ALBUMIN.loinc, &[(1_850, 12.0), (45, 10.0)]);
    chart.trend(SYSTOLIC, &[(2_090, 128.0), (45, 121.0)]);
    chart.trend(DIASTOLIC, &[(2_090, 82.0), (45, 77.0)]);
    chart.trend(WEIGHT, &[(2_090, 98.0), (900, 104.5), (45, 91.8)]);
    chart.trend(HEIGHT, &[(2_090, 165.0)]);
    check_ups(chart, 2_080, 200, "never");
    for ago in every(1_850, 45, 95) {
        let visit = chart.visit(ago, &Kind::FOLLOW_UP, "Diabetes");
        chart.pressure(&visit);
        if ago < 100 {
            chart.exactly(&A1C, "6.5");
        }
        chart.labs(&visit, &[&A1C_ONLY, &BASIC]);
        if ago % 2 == 0 {
            chart.labs(&visit, &[&ALBUMIN_RATIO]);
        }
    }
    chart.note_on_it(&Paper::NOTE, "Visit note: diabetes", include_str!("texts/fatima_note.txt"));
    for ago in every(1_700, 150, 365) {
        let visit = chart.visit(ago, &Kind::FOLLOW_UP, "Eyes");
        chart.procedure(&visit, &EYE_EXAM, "No damage from diabetes seen.");
    }
    chart.took(&METFORMIN, 1_845, 900, "Dose raised", &diabetes);
    chart.takes(&METFORMIN_FOUR, 900, 45, &diabetes);
    chart.takes(&LIRAGLUTIDE, 860, 45, &diabetes);
    let goal = chart.goal(
        &Aim {
            words: "Hemoglobin A1c below 6.5 %",
            measure: Some(at_most((A1C.loinc, A1C.display), "6.5", ("%", "%"))),
            progress: "improving",
        },
        500,
        120,
        &diabetes,
    );
    chart.plan(
        &DIABETES_PLAN,
        "Sugar in range without lows, before another pregnancy is planned.",
        500,
        &[goal],
        &[&diabetes],
        &[
            (&DIABETIC_DIET, "Visit with the dietitian, cooking for the whole family.", "completed"),
            (&EXERCISE, "Swimming on Tuesdays and Saturdays.", "in-progress"),
        ],
    );
    chart.flu_shots(4);
    chart.coming(&Coming {
        open_days: 0,
        time: (13, 30),
        status: "booked",
        staff: chart.person.doctor,
        kind: Kind::FOLLOW_UP,
        reason: "Diabetes",
        prepare: "Bring your meter.",
        comment: "An Arabic interpreter would help.",
    });
}

/// Prediabetes and high blood pressure at 67.
pub(super) fn xiuying(chart: &mut Chart) {
    joins(chart, &[]);
    chart.no_allergies(2_290);
    chart.problem(&PREDIABETES, 1_500, "");
    let pressure = chart.problem(&HYPERTENSION, 2_290, "");
    chart.trend(A1C.loinc, &[(2_290, 5.6), (1_500, 6.1), (18, 6.2)]);
    chart.trend(GLUCOSE.loinc, &[(2_290, 98.0), (18, 112.0)]);
    chart.trend(SYSTOLIC, &[(2_290, 152.0), (2_000, 136.0), (18, 133.0)]);
    chart.trend(DIASTOLIC, &[(2_290, 86.0), (18, 78.0)]);
    chart.trend(WEIGHT, &[(2_290, 58.5), (18, 57.2)]);
    chart.trend(HEIGHT, &[(2_290, 156.0)]);
    check_ups(chart, 2_280, 90, "never");
    for ago in every(2_100, 18, 182) {
        let visit = chart.visit(ago, &Kind::FOLLOW_UP, "Blood pressure and blood sugar");
        chart.pressure(&visit);
        if ago < 150 {
            chart.exactly(&A1C, "6.2");
        }
        chart.labs(&visit, &[&BASIC, &A1C_ONLY]);
    }
    chart.note_on_it(
        &Paper::NOTE,
        "Visit note: blood pressure and blood sugar",
        include_str!("texts/xiuying_note.txt"),
    );
    let visit = chart.visit(700, &Kind::FOLLOW_UP, "Mammogram");
    chart.procedure(&visit, &MAMMOGRAM, "No sign of cancer.");
    let visit = chart.visit_with(&MBEKI, 690, &Kind::NURSE, "Vaccines");
    chart.vaccine(&visit, &PNEUMO_CONJ, "");
    chart.vaccine(&visit, &ZOSTER, "");
    chart.takes(&AMLODIPINE, 2_280, 90, &pressure);
    chart.flu_shots(6);
    chart.coming(&Coming {
        open_days: 1,
        time: (10, 30),
        status: "booked",
        staff: chart.person.doctor,
        kind: Kind::FOLLOW_UP,
        reason: "Blood pressure and blood sugar",
        prepare: "Please do not eat after midnight.",
        comment: "Mandarin interpreter, please. My son Wei will call.",
    });
}

/// Smokes, works nights, misses visits; the sugar is on its way up.
pub(super) fn patrick(chart: &mut Chart) {
    joins(chart, &[]);
    chart.no_allergies(1_990);
    let pressure = chart.problem(&HYPERTENSION, 1_990, "");
    let cholesterol = chart.problem(&HYPERLIPIDEMIA, 1_600, "");
    let sugar = chart.problem(&PREDIABETES, 900, "");
    let smoking = chart.problem(&SMOKER, 1_990, "A pack a day since he was 20.");
    chart.trend(A1C.loinc, &[(1_990, 5.6), (900, 6.0), (70, 6.4)]);
    chart.trend(GLUCOSE.loinc, &[(1_990, 99.0), (70, 121.0)]);
    chart.trend(CHOLESTEROL.loinc, &[(1_990, 246.0), (1_500, 205.0), (70, 218.0)]);
    chart.trend(TRIGLYCERIDE.loinc, &[(1_990, 240.0), (70, 262.0)]);
    chart.trend(HDL.loinc, &[(1_990, 37.0), (70, 36.0)]);
    chart.trend(SYSTOLIC, &[(1_990, 158.0), (70, 147.0)]);
    chart.trend(DIASTOLIC, &[(1_990, 98.0), (70, 91.0)]);
    chart.trend(WEIGHT, &[(1_990, 101.0), (70, 108.4)]);
    chart.trend(HEIGHT, &[(1_990, 180.0)]);
    for ago in [1_980, 1_500, 900, 430, 70] {
        let visit = check_up(chart, ago, "daily");
        if ago == 70 {
            chart.exactly(&A1C, "6.4");
        }
        chart.labs(&visit, &[&A1C_ONLY]);
        if ago == 70 {
            chart.finding(&visit, &STOOL_BLOOD, "Positive", "Blood was found. A colonoscopy is advised.", "final");
            chart.note(&visit, &Paper::REFERRAL, "Referral: colonoscopy", include_str!("texts/patrick_referral.txt"));
            chart.note(
                &visit,
                &Paper::NOTE,
                "Visit note: blood pressure, smoking, stool test",
                include_str!("texts/patrick_note.txt"),
            );
        }
    }
    let visit = chart.visit_with(chart.person.site.nurse, 1_970, &Kind::NURSE, "Vaccine");
    chart.vaccine(&visit, &TDAP, "");
    for ago in [1_700, 1_200, 650, 250] {
        let visit = chart.visit(ago, &Kind::FOLLOW_UP, "Blood pressure");
        chart.pressure(&visit);
        chart.labs(&visit, &[&BASIC, &LIPIDS]);
    }
    for ago in [1_350, 800, 300, 160, 110] {
        chart.missed(ago, &Kind::FOLLOW_UP, "Blood pressure");
    }
    chart.took(&HYDROCHLOROTHIAZIDE, 1_975, 900, "Replaced by lisinopril", &pressure);
    chart.takes(&LISINOPRIL_10, 900, 70, &pressure);
    chart.takes(&ATORVASTATIN_20, 1_495, 70, &cholesterol);
    chart.plan(
        &STOP_SMOKING,
        "Stop smoking within three months.",
        70,
        &[],
        &[&smoking, &sugar],
        &[
            (&STOP_SMOKING, "Quit day chosen; nicotine patches from the pharmacy, a call every week.", "scheduled"),
            (&EXERCISE, "A walk of 20 minutes before each night shift.", "not-started"),
        ],
    );
    chart.coming(&Coming {
        open_days: 2,
        time: (16, 15),
        status: "booked",
        staff: chart.person.doctor,
        kind: Kind::FOLLOW_UP,
        reason: "Stool test and colonoscopy",
        prepare: "",
        comment: "Only late in the day, I work nights.",
    });
}
