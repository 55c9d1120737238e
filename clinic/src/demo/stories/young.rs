//! Children and teenagers.

use super::super::chart::{Chart, Coming, Kind, OXYGEN, Paper};
use super::super::codes::drugs::{AMOXICILLIN, CETIRIZINE_10, DOXYCYCLINE, EPINEPHRINE};
use super::super::codes::panels::{BLOOD_COUNT, LEAD_ONLY, THROAT_RAPID};
use super::super::codes::problems::{ACNE, ANKLE, EAR, ECZEMA, PEANUT, PENICILLIN, POLLEN, RHINITIS, STREP};
use super::super::house::{ASHBY, FERRER, MBEKI};
use super::common::{joins, mild_drug_allergy, other_allergy};

/// Sixteen, acne and sport.
pub(super) fn zoe(chart: &mut Chart) {
    joins(chart, &[]);
    chart.childhood(1.03, 1.02);
    chart.no_allergies(5_000);
    let skin = chart.problem(&ACNE, 500, "");
    let visit = chart.visit(500, &Kind::SYMPTOM, "Pimples on face and back");
    chart.grow(&visit, 1.03, 1.02);
    let visit = chart.visit(150, &Kind::FOLLOW_UP, "Skin");
    chart.grow(&visit, 1.03, 1.02);
    chart.labs(&visit, &[&BLOOD_COUNT]);
    chart.note_on_it(&Paper::NOTE, "Visit note: skin", include_str!("texts/zoe_note.txt"));
    chart.takes(&DOXYCYCLINE, 498, 60, &skin);
    chart.flu_shots(8);
    chart.coming(&Coming {
        open_days: 0,
        time: (15, 45),
        status: "booked",
        staff: chart.person.doctor,
        kind: Kind::FOLLOW_UP,
        reason: "Skin",
        prepare: "",
        comment: "Can I talk to the doctor alone for some of it?",
    });
}

/// Fifteen, hay fever and a sprained ankle; needs a form for the team.
pub(super) fn tyrell(chart: &mut Chart) {
    joins(chart, &[]);
    chart.childhood(1.05, 1.06);
    chart.allergy(&other_allergy(&POLLEN, "environment", false, "Sneezing and itchy eyes"), 1_500);
    let nose = chart.problem(&RHINITIS, 1_500, "");
    let visit = chart.visit(260, &Kind::URGENT, "Twisted the right ankle at basketball");
    chart.grow(&visit, 1.05, 1.06);
    chart.note_on_it(&Paper::NOTE, "Urgent care: sprained ankle", include_str!("texts/tyrell_note.txt"));
    chart.past_problem(&ANKLE, 260, 232);
    chart.takes(&CETIRIZINE_10, 1_495, 220, &nose);
    chart.flu_shots(7);
    chart.coming(&Coming {
        open_days: 5,
        time: (16, 0),
        status: "booked",
        staff: chart.person.doctor,
        kind: Kind::WELL_CHILD,
        reason: "Sports form and check-up",
        prepare: "Bring the form of the school.",
        comment: "",
    });
}

/// Ten, strep throat twice.
pub(super) fn noah(chart: &mut Chart) {
    joins(chart, &[]);
    chart.childhood(0.98, 0.97);
    chart.allergy(&other_allergy(&PEANUT, "food", true, "Swelling of the lips and vomiting"), 2_400);
    for ago in [1_000, 75] {
        let visit = chart.visit(ago, &Kind::SYMPTOM, "Sore throat and fever");
        chart.grow(&visit, 0.98, 0.97);
        chart.finding(&visit, &THROAT_RAPID, "Positive", "", "final");
        let strep = chart.past_problem(&STREP, ago, ago - 10);
        chart.course(&AMOXICILLIN, ago, &strep);
    }
    chart.note_on_it(&Paper::NOTE, "Visit note: strep throat", include_str!("texts/noah_note.txt"));
    chart.takes_from(&ASHBY, &EPINEPHRINE, 80, "");
    chart.flu_shots(6);
    chart.coming(&Coming {
        open_days: 1,
        time: (15, 30),
        status: "booked",
        staff: chart.person.doctor,
        kind: Kind::FOLLOW_UP,
        reason: "Peanut allergy: how to use the injector",
        prepare: "Bring both injectors.",
        comment: "",
    });
}

/// Three, ear infections, a rash from an antibiotic.
pub(super) fn olivia(chart: &mut Chart) {
    joins(chart, &[]);
    chart.childhood(1.0, 1.04);
    let old = chart.days_old(0);
    let visit = chart.visit(old - 372, &Kind::FOLLOW_UP, "Blood tests at one year");
    chart.labs(&visit, &[&BLOOD_COUNT, &LEAD_ONLY]);
    for ago in [old - 420, old - 610] {
        let visit = chart.visit(ago, &Kind::SYMPTOM, "Ear pain and fever");
        chart.grow(&visit, 1.0, 1.04);
        chart.past_problem(&EAR, ago, ago - 9);
    }
    chart.note_on_it(&Paper::NOTE, "Visit note: ear infection", include_str!("texts/olivia_note.txt"));
    chart.allergy(&mild_drug_allergy(&PENICILLIN, "Rash on the fifth day of amoxicillin"), old - 615);
    chart.problem(&ECZEMA, old - 300, "");
    chart.flu_shots(3);
    chart.coming(&Coming {
        open_days: 4,
        time: (10, 0),
        status: "booked",
        staff: chart.person.doctor,
        kind: Kind::SYMPTOM,
        reason: "Hears less well",
        prepare: "",
        comment: "",
    });
}

/// Fourteen months, Rosa's grandson.
pub(super) fn mateo(chart: &mut Chart) {
    joins(chart, &[]);
    chart.childhood(0.99, 1.0);
    chart.no_allergies(300);
    let visit = chart.visit(60, &Kind::FOLLOW_UP, "Blood tests at one year");
    chart.labs(&visit, &[&BLOOD_COUNT, &LEAD_ONLY]);
    let visit = chart.visit(24, &Kind::SYMPTOM, "Cough and runny nose");
    chart.trend(OXYGEN, &[(24, 97.0)]);
    chart.grow(&visit, 0.99, 1.0);
    chart.oxygen(&visit);
    chart.nota(&visit, &Paper::INSTRUCTIONS, "Indicaciones: resfriado", include_str!("texts/mateo_instructions.txt"));
    chart.coming(&Coming {
        open_days: 10,
        time: (9, 30),
        status: "booked",
        staff: chart.person.doctor,
        kind: Kind::WELL_CHILD,
        reason: "Well baby visit, 15 months",
        prepare: "Traiga el carnet de vacunas.",
        comment: "",
    });
    chart.coming(&Coming {
        open_days: 0,
        time: (13, 30),
        status: "booked",
        staff: &FERRER,
        kind: Kind::NURSE,
        reason: "Influenza vaccine",
        prepare: "",
        comment: "",
    });
}

/// Five months old.
pub(super) fn amelia(chart: &mut Chart) {
    joins(chart, &[]);
    chart.childhood(1.02, 0.99);
    chart.note_on_it(&Paper::NOTE, "Visit note: four months", include_str!("texts/amelia_note.txt"));
    chart.coming(&Coming {
        open_days: 17,
        time: (9, 30),
        status: "booked",
        staff: chart.person.doctor,
        kind: Kind::WELL_CHILD,
        reason: "Well baby visit, 6 months",
        prepare: "Bring the vaccine card and a change of clothes.",
        comment: "",
    });
    chart.coming(&Coming {
        open_days: 0,
        time: (9, 40),
        status: "booked",
        staff: &MBEKI,
        kind: Kind::NURSE,
        reason: "Weight check",
        prepare: "",
        comment: "",
    });
}
