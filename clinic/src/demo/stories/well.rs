//! Healthy grown-ups, and one who has only just joined.

use super::super::chart::{Chart, Coming, DIASTOLIC, HEIGHT, Kind, Paper, Remark, SYSTOLIC, WEIGHT};
use super::super::codes::drugs::{CETIRIZINE_10, IRON_TABLET, NITROFURANTOIN};
use super::super::codes::labs::{CELL_VOLUME, CELL_WIDTH, FERRITIN, HEMOGLOBIN, IRON, IRON_BINDING};
use super::super::codes::panels::{B12_ONLY, BLOOD_COUNT, HIV_SCREEN, IRON_STUDIES, URINALYSIS, URINE_CULTURE};
use super::super::codes::problems::{COLONOSCOPY, CYSTITIS, IRON_ANEMIA, LATEX, POLLEN, RHINITIS};
use super::super::codes::vaccines::{TD, TDAP};
use super::common::{check_up, joins, other_allergy};

/// Joined this week: nothing but the person.
pub(super) fn just_joined(_: &mut Chart) {}

/// Iron deficiency, found out and treated.
pub(super) fn jasmine(chart: &mut Chart) {
    joins(chart, &[]);
    chart.no_allergies(1_890);
    let anemia = chart.problem(&IRON_ANEMIA, 420, "From heavy periods.");
    chart.trend(HEMOGLOBIN.loinc, &[(1_890, 12.9), (700, 11.9), (420, 9.4), (330, 11.0), (240, 12.1), (12, 12.6)]);
    chart.trend(FERRITIN.loinc, &[(700, 14.0), (420, 4.0), (240, 21.0), (12, 46.0)]);
    chart.trend(IRON.loinc, &[(700, 48.0), (420, 19.0), (12, 78.0)]);
    chart.trend(IRON_BINDING.loinc, &[(700, 390.0), (420, 468.0), (12, 345.0)]);
    chart.trend(CELL_VOLUME.loinc, &[(1_890, 88.0), (700, 82.0), (420, 71.0), (240, 83.0), (12, 87.0)]);
    chart.trend(CELL_WIDTH.loinc, &[(1_890, 13.1), (420, 18.4), (240, 15.8), (12, 13.4)]);
    chart.trend(SYSTOLIC, &[(1_890, 118.0)]);
    chart.trend(DIASTOLIC, &[(1_890, 74.0)]);
    chart.trend(WEIGHT, &[(1_890, 77.0), (12, 75.3)]);
    chart.trend(HEIGHT, &[(1_890, 170.0)]);
    for ago in [1_880, 1_500, 1_100, 700] {
        check_up(chart, ago, "never");
    }
    let visit = chart.visit(420, &Kind::SYMPTOM, "Tired and short of breath on stairs");
    chart.vitals(&visit);
    chart.lab(&visit, &BLOOD_COUNT, "Anemia with small red cells: iron deficiency.");
    chart.labs(&visit, &[&IRON_STUDIES, &B12_ONLY]);
    for ago in [330, 240, 120] {
        let visit = chart.visit(ago, &Kind::FOLLOW_UP, "Anemia");
        chart.pressure(&visit);
        chart.labs(&visit, &[&BLOOD_COUNT, &IRON_STUDIES]);
    }
    chart.next_result(
        &HEMOGLOBIN,
        Remark {
            value: "12.6",
            note: "Corrected report. The value first sent, 11.6 g/dL, was a transcription error of the laboratory.",
            status: "corrected",
        },
    );
    let visit = chart.visit(12, &Kind::FOLLOW_UP, "Anemia");
    chart.pressure(&visit);
    chart.lab(&visit, &BLOOD_COUNT, "Blood count is normal again.");
    chart.labs(&visit, &[&IRON_STUDIES]);
    chart.note(
        &visit,
        &Paper::LETTER,
        "Letter: your blood count is normal again",
        include_str!("texts/jasmine_letter.txt"),
    );
    chart.takes(&IRON_TABLET, 418, 58, &anemia);
    chart.coming(&Coming {
        open_days: 6,
        time: (11, 0),
        status: "booked",
        staff: chart.person.doctor,
        kind: Kind::FOLLOW_UP,
        reason: "Anemia",
        prepare: "",
        comment: "",
    });
}

/// Healthy, with a colonoscopy behind him.
pub(super) fn minh(chart: &mut Chart) {
    joins(chart, &[]);
    chart.no_allergies(1_490);
    chart.trend(SYSTOLIC, &[(1_490, 122.0)]);
    chart.trend(DIASTOLIC, &[(1_490, 78.0)]);
    chart.trend(WEIGHT, &[(1_490, 68.0), (100, 69.4)]);
    chart.trend(HEIGHT, &[(1_490, 170.0)]);
    for ago in [1_480, 1_100, 740, 370, 100] {
        check_up(chart, ago, "never");
    }
    chart.note_on_it(&Paper::NOTE, "Visit note: yearly check-up", include_str!("texts/minh_note.txt"));
    let visit = chart.visit(90, &Kind::FOLLOW_UP, "Colonoscopy");
    chart.procedure(&visit, &COLONOSCOPY, "Normal. Again in ten years.");
    let visit = chart.visit_with(chart.person.site.nurse, 1_470, &Kind::NURSE, "Vaccine");
    chart.vaccine(&visit, &TDAP, "");
    chart.flu_shots(4);
    chart.coming(&Coming {
        open_days: 0,
        time: (11, 0),
        status: "booked",
        staff: chart.person.doctor,
        kind: Kind::FOLLOW_UP,
        reason: "Shoulder pain",
        prepare: "",
        comment: "",
    });
}

/// Healthy, allergic to latex and grass.
pub(super) fn soren(chart: &mut Chart) {
    joins(chart, &[]);
    chart.allergy(&other_allergy(&LATEX, "environment", true, "Hives and wheezing from gloves"), 1_290);
    chart.allergy(&other_allergy(&POLLEN, "environment", false, "Sneezing and itchy eyes"), 1_290);
    let nose = chart.problem(&RHINITIS, 1_290, "");
    chart.trend(SYSTOLIC, &[(1_290, 116.0)]);
    chart.trend(DIASTOLIC, &[(1_290, 72.0)]);
    chart.trend(WEIGHT, &[(1_290, 84.0), (190, 83.2)]);
    chart.trend(HEIGHT, &[(1_290, 191.0)]);
    for ago in [1_280, 900, 530, 190] {
        check_up(chart, ago, "never");
    }
    chart.note_on_it(&Paper::NOTE, "Visit note: yearly check-up", include_str!("texts/soren_note.txt"));
    let visit = chart.visit_with(chart.person.site.nurse, 1_270, &Kind::NURSE, "Vaccine");
    chart.vaccine(&visit, &TD, "");
    chart.takes(&CETIRIZINE_10, 1_285, 190, &nose);
    chart.coming(&Coming {
        open_days: 14,
        time: (13, 0),
        status: "booked",
        staff: chart.person.doctor,
        kind: Kind::CHECK_UP,
        reason: "Yearly check-up",
        prepare: "",
        comment: "Please use gloves without latex.",
    });
}

/// A student with a bladder infection.
pub(super) fn devon(chart: &mut Chart) {
    joins(chart, &[]);
    chart.no_allergies(790);
    chart.trend(SYSTOLIC, &[(790, 112.0)]);
    chart.trend(DIASTOLIC, &[(790, 70.0)]);
    chart.trend(WEIGHT, &[(790, 66.0), (17, 67.1)]);
    chart.trend(HEIGHT, &[(790, 172.0)]);
    let visit = check_up(chart, 780, "never");
    chart.finding(&visit, &HIV_SCREEN, "Non-reactive", "", "final");
    check_up(chart, 400, "never");
    let visit = chart.visit(17, &Kind::SYMPTOM, "Burning when passing urine");
    chart.vitals(&visit);
    let infection = chart.past_problem(&CYSTITIS, 17, 11);
    chart.urine(
        &visit,
        &URINALYSIS,
        &[("5767-9", "Cloudy"), ("5802-4", "Positive"), ("5799-2", "Positive")],
        "Signs of a bladder infection.",
    );
    chart.finding(
        &visit,
        &URINE_CULTURE,
        "Escherichia coli, more than 100,000 colonies per mL",
        "Sensitive to nitrofurantoin.",
        "final",
    );
    chart.note_on_it(&Paper::NOTE, "Visit note: bladder infection", include_str!("texts/devon_note.txt"));
    chart.course(&NITROFURANTOIN, 17, &infection);
    chart.coming(&Coming {
        open_days: 0,
        time: (9, 15),
        status: "booked",
        staff: chart.person.doctor,
        kind: Kind::FOLLOW_UP,
        reason: "After a bladder infection",
        prepare: "",
        comment: "",
    });
}
