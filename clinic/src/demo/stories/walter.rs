//! Walter Nguyen: atrial fibrillation on warfarin, with an INR that an antibiotic pushed up.

use super::super::chart::{
    Aim, Chart, Coming, DIASTOLIC, HEIGHT, Kind, Measure, PULSE, Paper, Remark, SYSTOLIC, WEIGHT, every,
};
use super::super::codes::drugs::{
    ACETAMINOPHEN, AMLODIPINE, AZITHROMYCIN, LISINOPRIL_20, METOPROLOL_50, SIMVASTATIN, WARFARIN,
};
use super::super::codes::labs::{CHOLESTEROL, CREATININE, HEMOGLOBIN, INR, PSA};
use super::super::codes::panels::{BASIC, BLOOD_COUNT, BNP_ONLY, CLOTTING, COMPLETE, LIPIDS, PSA_ONLY, THYROID};
use super::super::codes::problems::{
    APPENDECTOMY, ATRIAL_FIB, BRONCHITIS, CARE, COLONOSCOPY, EDUCATION, EXERCISE, HYPERLIPIDEMIA, HYPERTENSION, KNEES,
    PENICILLIN, POLYP, SELF_CARE,
};
use super::super::codes::vaccines::{PNEUMO_CONJ, PNEUMO_POLY, TDAP, ZOSTER};
use super::super::house::{LINDQVIST, MBEKI};
use super::common::{joins, severe_drug_allergy};

const NOTE: &str = include_str!("texts/walter_note.txt");
const INSTRUCTIONS: &str = include_str!("texts/walter_instructions.txt");
const FIRST_NOTE: &str = include_str!("texts/walter_first.txt");
const HEART_NOTE: &str = include_str!("texts/walter_heart.txt");

/// Ten years, four of them with an INR every month.
pub(super) fn tell(chart: &mut Chart) {
    joins(chart, &[(&LINDQVIST, "Internist")]);
    chart.allergy(&severe_drug_allergy(&PENICILLIN, "Anaphylaxis: trouble breathing and swelling of the face"), 3_590);
    let pressure = chart.problem(&HYPERTENSION, 3_580, "");
    let cholesterol = chart.problem(&HYPERLIPIDEMIA, 3_300, "");
    let rhythm =
        chart.problem(&ATRIAL_FIB, 1_510, "Permanent. Stroke risk treated with warfarin, INR goal 2.0 to 3.0.");
    let knees = chart.problem(&KNEES, 2_000, "Both knees, right more than left.");
    trends(chart);
    older_years(chart);
    heart(chart);
    chart.takes(&LISINOPRIL_20, 3_570, 140, &pressure);
    chart.takes(&AMLODIPINE, 1_900, 140, &pressure);
    chart.takes(&SIMVASTATIN, 3_290, 140, &cholesterol);
    chart.takes(&METOPROLOL_50, 1_505, 140, &rhythm);
    chart.takes(&WARFARIN, 1_505, 65, &rhythm);
    chart.takes(&ACETAMINOPHEN, 1_990, 30, &knees);
    let goal = chart.goal(
        &Aim {
            words: "INR between 2.0 and 3.0",
            measure: Some(Measure { test: (INR.loinc, INR.display), low: "2.0", high: "3.0", unit: ("INR", "{INR}") }),
            progress: "not-achieved",
        },
        1_500,
        30,
        &rhythm,
    );
    chart.plan(
        &CARE,
        "Safe treatment with warfarin, and staying on the move.",
        1_500,
        &[goal],
        &[&rhythm, &knees],
        &[
            (&EDUCATION, "Tell everyone who prescribes or sells you a medicine that you take warfarin.", "in-progress"),
            (&SELF_CARE, "Note nosebleeds, bruises and dark stools, and call the same day.", "in-progress"),
            (&EXERCISE, "Physical therapy for the knees, then the home program.", "completed"),
        ],
    );
    last_days(chart);
    chart.flu_shots(9);
    chart.missed(640, &Kind::FOLLOW_UP, "Blood pressure");
    chart.cancelled(77, &Kind::NURSE, "INR check", "Power cut at the clinic; moved to the next day");
    chart.coming(&Coming {
        open_days: 1,
        time: (8, 30),
        status: "booked",
        staff: &MBEKI,
        kind: Kind::NURSE,
        reason: "INR check",
        prepare: "No need to fast. Bring your warfarin calendar.",
        comment: "",
    });
    chart.coming(&Coming {
        open_days: 15,
        time: (10, 0),
        status: "booked",
        staff: chart.person.doctor,
        kind: Kind::FOLLOW_UP,
        reason: "Heart rhythm and blood pressure",
        prepare: "Bring all your medicines in their boxes, also those without prescription.",
        comment: "Linh drives me, mornings are best.",
    });
}

fn trends(chart: &mut Chart) {
    chart.trend(
        INR.loinc,
        &[
            (1_500, 1.2),
            (1_480, 2.1),
            (1_300, 2.5),
            (1_250, 3.4),
            (1_220, 2.6),
            (900, 2.4),
            (870, 1.7),
            (840, 2.3),
            (500, 2.7),
            (300, 2.4),
            (160, 2.9),
            (130, 2.5),
            (33, 2.6),
            (3, 2.7),
        ],
    );
    chart.trend(CREATININE.loinc, &[(3_500, 1.02), (1_500, 1.10), (3, 1.18)]);
    chart.trend(HEMOGLOBIN.loinc, &[(3_500, 14.9), (3, 13.7)]);
    chart.trend(CHOLESTEROL.loinc, &[(3_500, 232.0), (3_200, 184.0), (3, 172.0)]);
    chart.trend(PSA.loinc, &[(3_500, 1.60), (1_300, 2.45)]);
    chart.trend(SYSTOLIC, &[(3_590, 156.0), (3_300, 140.0), (1_900, 146.0), (1_500, 134.0), (3, 132.0)]);
    chart.trend(DIASTOLIC, &[(3_590, 90.0), (3_300, 82.0), (3, 74.0)]);
    chart.trend(PULSE, &[(1_520, 74.0), (1_510, 118.0), (1_480, 82.0), (3, 76.0)]);
    chart.trend(WEIGHT, &[(3_590, 79.5), (3, 74.2)]);
    chart.trend(HEIGHT, &[(3_590, 171.0), (3, 169.0)]);
}

fn older_years(chart: &mut Chart) {
    for (count, ago) in every(3_500, 190, 182).enumerate() {
        let kind = if count % 2 == 0 { Kind::CHECK_UP } else { Kind::FOLLOW_UP };
        let visit = chart.visit(ago, &kind, "Blood pressure and general check");
        if count % 2 == 0 {
            chart.vitals(&visit);
            chart.smoking(&visit, "former");
            chart.labs(&visit, &[&COMPLETE, &LIPIDS, &BLOOD_COUNT]);
            if ago > 1_200 {
                chart.labs(&visit, &[&PSA_ONLY]);
            }
        } else {
            chart.pressure(&visit);
            chart.labs(&visit, &[&BASIC]);
        }
    }
    let visit = chart.visit_with(&LINDQVIST, 2_700, &Kind::FOLLOW_UP, "Colonoscopy");
    chart.procedure(&visit, &COLONOSCOPY, "One small polyp removed, benign. No further screening needed at this age.");
    chart.past_problem(&POLYP, 2_700, 2_690);
    let visit = chart.visit(3_590, &Kind::CHECK_UP, "First visit");
    chart.vitals(&visit);
    chart.procedure(&visit, &APPENDECTOMY, "As a young man, told by the patient.");
    chart.note(&visit, &Paper::HISTORY, "First visit: history and examination", FIRST_NOTE);
    for (ago, vaccine) in
        [(3_480, &PNEUMO_CONJ), (3_100, &PNEUMO_POLY), (2_300, &TDAP), (2_100, &ZOSTER), (2_000, &ZOSTER)]
    {
        let visit = chart.visit_with(&MBEKI, ago, &Kind::NURSE, "Vaccine");
        chart.vaccine(&visit, vaccine, "");
    }
}

fn heart(chart: &mut Chart) {
    let visit = chart.visit(1_510, &Kind::SYMPTOM, "Palpitations and short of breath on stairs");
    chart.vitals(&visit);
    chart.labs(&visit, &[&BASIC, &BLOOD_COUNT, &THYROID, &BNP_ONLY]);
    chart.note(&visit, &Paper::CONSULT, "New atrial fibrillation", HEART_NOTE);
    for ago in [1_500, 1_496, 1_492, 1_488] {
        let visit = chart.visit_with(&MBEKI, ago, &Kind::NURSE, "INR check, starting warfarin");
        chart.labs(&visit, &[&CLOTTING]);
    }
    for ago in every(1_480, 30, 28) {
        let visit = chart.visit_with(&MBEKI, ago, &Kind::NURSE, "INR check");
        chart.pressure(&visit);
        if ago < 58 {
            chart.exactly(&INR, "2.6");
        }
        chart.labs(&visit, &[&CLOTTING]);
    }
}

fn last_days(chart: &mut Chart) {
    let visit = chart.visit(chart.open_days_ago(8), &Kind::SYMPTOM, "Cough with yellow phlegm for a week");
    chart.vitals(&visit);
    let bronchitis = chart.past_problem(&BRONCHITIS, visit.ago, 3);
    chart.course(&AZITHROMYCIN, visit.ago, &bronchitis);
    chart.next_result(
        &INR,
        Remark {
            value: "4.3",
            note: "Above the treatment range; checked twice. Telephoned to the clinic.",
            status: "",
        },
    );
    let visit = chart.visit_with(&MBEKI, chart.open_days_ago(2), &Kind::NURSE, "INR check after an antibiotic");
    chart.pressure(&visit);
    chart.lab(
        &visit,
        &CLOTTING,
        "Raised by azithromycin. Leave out warfarin for one evening, then as before. INR again in a few days.",
    );
    chart.labs(&visit, &[&BASIC, &BLOOD_COUNT]);
    chart.note(&visit, &Paper::NOTE, "Visit note: INR too high", NOTE);
    chart.note(&visit, &Paper::INSTRUCTIONS, "What to do about your INR", INSTRUCTIONS);
}
