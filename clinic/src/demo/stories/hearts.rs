//! Blood pressure, cholesterol and hearts: Pieter van der Berg, Linda Kowalczyk, José Luis García Márquez, William Osborne.

use super::super::chart::{
    Aim, Chart, Coming, DIASTOLIC, HEIGHT, Kind, PULSE, Paper, SYSTOLIC, WEIGHT, at_most, every,
};
use super::super::codes::drugs::OMEPRAZOLE;
use super::super::codes::drugs::{
    ALLOPURINOL, AMLODIPINE, ASPIRIN_81, ATORVASTATIN_20, ATORVASTATIN_80, CLOPIDOGREL, COLCHICINE,
    HYDROCHLOROTHIAZIDE, LISINOPRIL_10, LISINOPRIL_20, LOSARTAN_50, LOSARTAN_100, METOPROLOL_50, NITROGLYCERIN,
    ROSUVASTATIN,
};
use super::super::codes::labs::{CHOLESTEROL, HDL, POTASSIUM, TRIGLYCERIDE, URIC_ACID};
use super::super::codes::panels::{BASIC, COMPLETE, LIPIDS, PSA_ONLY, STOOL_BLOOD, URIC_ACID_ONLY};
use super::super::codes::problems::{
    COLONOSCOPY, CORONARY, EXERCISE, GOUT, HEART_ATTACK, HYPERLIPIDEMIA, HYPERTENSION, LIPID_PLAN, LISINOPRIL,
    LOW_SALT, MAMMOGRAM, REFLUX, SELF_CARE, STENT,
};
use super::super::codes::vaccines::{PNEUMO_CONJ, TD, TDAP, ZOSTER};
use super::super::house::MBEKI;
use super::common::{check_ups, joins, mild_drug_allergy};

/// High cholesterol in the family.
pub(super) fn pieter(chart: &mut Chart) {
    joins(chart, &[]);
    chart.no_allergies(2_390);
    let cholesterol = chart.problem(&HYPERLIPIDEMIA, 2_380, "Father had a heart attack at 54.");
    chart.trend(CHOLESTEROL.loinc, &[(2_390, 291.0), (2_200, 214.0), (1_200, 226.0), (1_000, 178.0), (25, 169.0)]);
    chart.trend(TRIGLYCERIDE.loinc, &[(2_390, 164.0), (25, 121.0)]);
    chart.trend(HDL.loinc, &[(2_390, 44.0), (25, 47.0)]);
    chart.trend(SYSTOLIC, &[(2_390, 126.0)]);
    chart.trend(DIASTOLIC, &[(2_390, 80.0)]);
    chart.trend(WEIGHT, &[(2_390, 91.0), (25, 86.2)]);
    chart.trend(HEIGHT, &[(2_390, 188.0)]);
    check_ups(chart, 2_385, 200, "never");
    for ago in every(2_290, 25, 205) {
        let visit = chart.visit(ago, &Kind::FOLLOW_UP, "Cholesterol");
        chart.pressure(&visit);
        chart.labs(&visit, &[&LIPIDS]);
    }
    chart.note_on_it(&Paper::NOTE, "Visit note: cholesterol", include_str!("texts/pieter_note.txt"));
    let visit = chart.visit(700, &Kind::FOLLOW_UP, "Colonoscopy");
    chart.procedure(&visit, &COLONOSCOPY, "Normal. Again in ten years.");
    let visit = chart.visit_with(chart.person.site.nurse, 1_600, &Kind::NURSE, "Vaccine");
    chart.vaccine(&visit, &TDAP, "");
    chart.took(&ATORVASTATIN_20, 2_370, 1_200, "Muscle pain", &cholesterol);
    chart.takes(&ROSUVASTATIN, 1_195, 115, &cholesterol);
    chart.plan(
        &LIPID_PLAN,
        "Protect heart and brain for the next thirty years.",
        1_190,
        &[],
        &[&cholesterol],
        &[
            (&EXERCISE, "Cycling to work in the warm months.", "in-progress"),
            (&SELF_CARE, "Olive oil and nuts instead of butter and cheese.", "in-progress"),
        ],
    );
    chart.flu_shots(4);
    chart.coming(&Coming {
        open_days: 8,
        time: (8, 0),
        status: "waitlist",
        staff: chart.person.doctor,
        kind: Kind::CHECK_UP,
        reason: "Yearly check-up",
        prepare: "",
        comment: "Earlier would be welcome.",
    });
}

/// A cough from lisinopril, and losartan instead.
pub(super) fn linda(chart: &mut Chart) {
    joins(chart, &[]);
    chart.allergy(&mild_drug_allergy(&LISINOPRIL, "Dry cough"), 2_300);
    let pressure = chart.problem(&HYPERTENSION, 2_880, "");
    let reflux = chart.problem(&REFLUX, 900, "");
    chart.trend(SYSTOLIC, &[(2_890, 162.0), (2_700, 146.0), (2_300, 142.0), (2_000, 131.0), (40, 127.0)]);
    chart.trend(DIASTOLIC, &[(2_890, 96.0), (2_000, 82.0), (40, 78.0)]);
    chart.trend(POTASSIUM.loinc, &[(2_890, 4.1), (2_250, 3.4), (2_000, 4.2), (40, 4.3)]);
    chart.trend(WEIGHT, &[(2_890, 74.0), (40, 72.1)]);
    chart.trend(HEIGHT, &[(2_890, 164.0)]);
    check_ups(chart, 2_850, 100, "former");
    for ago in every(2_880, 40, 142) {
        let visit = chart.visit(ago, &Kind::FOLLOW_UP, "Blood pressure");
        chart.pressure(&visit);
        chart.labs(&visit, &[&BASIC]);
    }
    chart.note_on_it(&Paper::NOTE, "Visit note: blood pressure", include_str!("texts/linda_note.txt"));
    for ago in [2_600, 1_870, 1_140, 410] {
        let visit = chart.visit(ago, &Kind::FOLLOW_UP, "Mammogram");
        chart.procedure(&visit, &MAMMOGRAM, "No sign of cancer.");
    }
    let visit = chart.visit_with(&MBEKI, 1_100, &Kind::NURSE, "Vaccines");
    chart.vaccine(&visit, &ZOSTER, "");
    chart.vaccine(&visit, &TD, "");
    let visit = chart.visit(395, &Kind::FOLLOW_UP, "Screening for bowel cancer");
    chart.finding(&visit, &STOOL_BLOOD, "Negative", "", "final");
    chart.took(&LISINOPRIL_10, 2_875, 2_300, "Dry cough", &pressure);
    chart.took(&HYDROCHLOROTHIAZIDE, 2_500, 2_250, "Potassium too low", &pressure);
    chart.takes(&LOSARTAN_50, 2_298, 100, &pressure);
    chart.takes(&AMLODIPINE, 2_248, 100, &pressure);
    chart.takes(&OMEPRAZOLE, 500, 60, &reflux);
    chart.plan(
        &LOW_SALT,
        "Blood pressure below 130 over 80 with as few tablets as possible.",
        2_290,
        &[],
        &[&pressure],
        &[
            (&LOW_SALT, "Bread and soup without added salt.", "in-progress"),
            (&EXERCISE, "Walking group on Mondays and Thursdays.", "in-progress"),
        ],
    );
    chart.flu_shots(7);
    chart.coming(&Coming {
        open_days: 0,
        time: (10, 40),
        status: "booked",
        staff: chart.person.doctor,
        kind: Kind::FOLLOW_UP,
        reason: "Blood pressure",
        prepare: "Bring your blood pressure diary.",
        comment: "",
    });
}

/// Gout and blood pressure, in Spanish.
pub(super) fn jose_luis(chart: &mut Chart) {
    joins(chart, &[]);
    chart.no_allergies(2_190);
    let pressure = chart.problem(&HYPERTENSION, 1_900, "");
    let gout = chart.problem(&GOUT, 1_300, "Right big toe, three attacks before treatment.");
    chart.trend(URIC_ACID.loinc, &[(2_190, 7.4), (1_300, 9.8), (1_150, 7.0), (900, 5.7), (15, 5.4)]);
    chart.trend(SYSTOLIC, &[(2_190, 136.0), (1_900, 150.0), (1_500, 134.0), (15, 129.0)]);
    chart.trend(DIASTOLIC, &[(2_190, 84.0), (1_900, 95.0), (15, 80.0)]);
    chart.trend(WEIGHT, &[(2_190, 94.0), (15, 90.5)]);
    chart.trend(HEIGHT, &[(2_190, 173.0)]);
    check_ups(chart, 2_180, 250, "former");
    for ago in every(1_900, 15, 145) {
        let visit = chart.visit(ago, &Kind::FOLLOW_UP, "Blood pressure and gout");
        chart.pressure(&visit);
        if ago < 150 {
            chart.exactly(&URIC_ACID, "5.4");
        }
        chart.labs(&visit, &[&BASIC, &URIC_ACID_ONLY]);
        if ago < 150 {
            chart.nota(
                &visit,
                &Paper::INSTRUCTIONS,
                "Indicaciones: gota y presión",
                include_str!("texts/jose_luis_instructions.txt"),
            );
        }
    }
    chart.takes(&LOSARTAN_50, 1_890, 130, &pressure);
    chart.takes(&ALLOPURINOL, 1_150, 130, &gout);
    chart.takes(&COLCHICINE, 1_295, 20, &gout);
    chart.flu_shots(4);
    chart.coming(&Coming {
        open_days: 3,
        time: (8, 30),
        status: "booked",
        staff: chart.person.doctor,
        kind: Kind::FOLLOW_UP,
        reason: "Blood pressure and gout",
        prepare: "Venga en ayunas.",
        comment: "",
    });
}

/// A heart attack four years ago.
pub(super) fn william(chart: &mut Chart) {
    joins(chart, &[]);
    chart.no_allergies(2_590);
    let cholesterol = chart.problem(&HYPERLIPIDEMIA, 2_500, "");
    let heart = chart.problem(&CORONARY, 1_450, "");
    chart.problem(&HEART_ATTACK, 1_450, "One stent in the front artery.");
    let pressure = chart.problem(&HYPERTENSION, 2_500, "");
    chart.trend(CHOLESTEROL.loinc, &[(2_590, 252.0), (1_460, 238.0), (1_350, 148.0), (50, 134.0)]);
    chart.trend(HDL.loinc, &[(2_590, 41.0), (50, 46.0)]);
    chart.trend(TRIGLYCERIDE.loinc, &[(2_590, 190.0), (50, 118.0)]);
    chart.trend(SYSTOLIC, &[(2_590, 148.0), (1_400, 122.0), (50, 124.0)]);
    chart.trend(DIASTOLIC, &[(2_590, 92.0), (50, 74.0)]);
    chart.trend(PULSE, &[(2_590, 78.0), (1_440, 60.0), (50, 59.0)]);
    chart.trend(WEIGHT, &[(2_590, 97.0), (1_450, 99.0), (50, 88.7)]);
    chart.trend(HEIGHT, &[(2_590, 179.0)]);
    check_ups(chart, 2_550, 110, "former");
    let visit = chart.visit(1_450, &Kind::HOSPITAL, "Heart attack");
    chart.labs(&visit, &[&COMPLETE]);
    chart.procedure(&visit, &STENT, "One stent, good flow.");
    chart.note(
        &visit.later(4_320),
        &Paper::DISCHARGE,
        "Hospital discharge: heart attack",
        include_str!("texts/william_discharge.txt"),
    );
    for ago in every(1_430, 50, 138) {
        let visit = chart.visit(ago, &Kind::FOLLOW_UP, "Heart");
        chart.pressure(&visit);
        chart.labs(&visit, &[&BASIC, &LIPIDS]);
    }
    let visit = chart.visit(900, &Kind::FOLLOW_UP, "Prostate");
    chart.labs(&visit, &[&PSA_ONLY]);
    let visit = chart.visit_with(&MBEKI, 1_300, &Kind::NURSE, "Vaccine");
    chart.vaccine(&visit, &PNEUMO_CONJ, "");
    chart.takes(&ASPIRIN_81, 1_447, 110, &heart);
    chart.took(&CLOPIDOGREL, 1_447, 1_080, "A year is over", &heart);
    chart.takes(&METOPROLOL_50, 1_447, 110, &heart);
    chart.took(&LOSARTAN_100, 2_490, 1_450, "Replaced by lisinopril in the hospital", &pressure);
    chart.takes(&LISINOPRIL_20, 1_447, 110, &heart);
    chart.takes(&ATORVASTATIN_80, 1_447, 110, &cholesterol);
    chart.takes(&NITROGLYCERIN, 1_447, 25, &heart);
    let goal = chart.goal(
        &Aim {
            words: "LDL cholesterol below 70 mg/dL",
            measure: Some(at_most(("13457-7", "LDL cholesterol, calculated"), "70", ("mg/dL", "mg/dL"))),
            progress: "achieved",
        },
        1_400,
        180,
        &heart,
    );
    chart.plan(
        &LIPID_PLAN,
        "No second heart attack.",
        1_400,
        &[goal],
        &[&heart, &cholesterol],
        &[
            (&EXERCISE, "Heart sports group on Wednesdays.", "in-progress"),
            (&SELF_CARE, "Carry nitroglycerin; call 911 when pain lasts longer than five minutes.", "in-progress"),
        ],
    );
    chart.flu_shots(6);
    chart.coming(&Coming {
        open_days: 2,
        time: (9, 20),
        status: "booked",
        staff: chart.person.doctor,
        kind: Kind::FOLLOW_UP,
        reason: "Heart",
        prepare: "Please do not eat after midnight.",
        comment: "",
    });
}
