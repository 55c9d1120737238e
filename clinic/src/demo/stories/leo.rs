//! Leo Thompson, seven, with asthma.

use super::super::chart::{Aim, Chart, Coming, Kind, OXYGEN, Paper, every};
use super::super::codes::drugs::{ALBUTEROL, CETIRIZINE_5, FLUTICASONE, HYDROCORTISONE};
use super::super::codes::panels::{BLOOD_COUNT, LEAD_ONLY, THROAT_RAPID};
use super::super::codes::problems::{
    ASTHMA_PLAN, CHILD_ASTHMA, DUST_MITE, EAR, ECZEMA, EDUCATION, POLLEN, RHINITIS, SELF_CARE, SORE_THROAT, SPIROMETRY,
};
use super::super::house::MBEKI;
use super::common::{joins, other_allergy};

const PLAN: &str = include_str!("texts/leo_plan.txt");
const NOTE: &str = include_str!("texts/leo_note.txt");

/// Growth and vaccines since birth; asthma since the age of four, one night in the emergency room.
pub(super) fn tell(chart: &mut Chart) {
    joins(chart, &[]);
    chart.childhood(1.01, 0.98);
    let old = chart.days_old(0);
    let visit = chart.visit(old - 372, &Kind::FOLLOW_UP, "Blood tests at one year");
    chart.labs(&visit, &[&BLOOD_COUNT, &LEAD_ONLY]);
    chart.past_problem(&EAR, old - 500, old - 515);
    let eczema = chart.problem(&ECZEMA, old - 300, "Elbows and knees, better every year.");
    let asthma =
        chart.problem(&CHILD_ASTHMA, 1_080, "Well controlled with a daily inhaler. Triggers: colds, dust, grass.");
    let nose = chart.problem(&RHINITIS, 760, "");
    chart.allergy(&other_allergy(&POLLEN, "environment", false, "Sneezing and itchy eyes"), 760);
    chart.allergy(&other_allergy(&DUST_MITE, "environment", false, "Blocked nose, cough at night"), 760);
    chart.trend(OXYGEN, &[(1_080, 95.0), (1_000, 98.0), (425, 98.0), (420, 91.0), (415, 97.0), (1, 98.0)]);
    for ago in every(1_080, 36, 116) {
        let visit = chart.visit(ago, &Kind::ASTHMA, "Asthma");
        chart.grow(&visit, 1.01, 0.98);
        chart.oxygen(&visit);
        if ago < 750 && ago % 3 == 0 {
            chart.procedure(&visit, &SPIROMETRY, "Normal after albuterol.");
        }
    }
    let night = chart.at(420, 22, 40);
    let visit =
        chart.visit_at(chart.person.doctor, 420, night, &Kind::EMERGENCY, "Severe wheezing at night with a cold");
    chart.oxygen(&visit);
    chart.note(
        &visit.later(240),
        &Paper::DISCHARGE,
        "Emergency room: asthma attack",
        include_str!("texts/leo_emergency.txt"),
    );
    let visit = chart.visit(58, &Kind::SYMPTOM, "Sore throat and fever");
    chart.grow(&visit, 1.01, 0.98);
    chart.finding(&visit, &THROAT_RAPID, "Negative", "", "final");
    chart.past_problem(&SORE_THROAT, 58, 51);
    let visit = chart.visit(chart.open_days_ago(4), &Kind::ASTHMA, "Asthma, twice a year");
    chart.grow(&visit, 1.01, 0.98);
    chart.oxygen(&visit);
    chart.procedure(&visit, &SPIROMETRY, "FEV1 94 % of what is expected, unchanged.");
    chart.note(&visit, &Paper::NOTE, "Visit note: asthma", NOTE);
    chart.note(&visit, &Paper::INSTRUCTIONS, "Asthma action plan for home and school", PLAN);
    chart.takes(&FLUTICASONE, 700, 36, &asthma);
    chart.takes(&ALBUTEROL, 1_078, 36, &asthma);
    chart.takes(&CETIRIZINE_5, 750, 150, &nose);
    chart.took(&HYDROCORTISONE, 1_500, 1_300, "Skin is better", &eczema);
    let goal = chart.goal(
        &Aim {
            words: "No night with cough or wheeze, and sport without stopping",
            measure: None,
            progress: "in-progress",
        },
        410,
        120,
        &asthma,
    );
    chart.plan(
        &ASTHMA_PLAN,
        "Leo plays, sleeps and goes to school like everyone else.",
        410,
        &[goal],
        &[&asthma],
        &[
            (&SELF_CARE, "Fluticasone every morning and evening with the spacer, also when well.", "in-progress"),
            (&EDUCATION, "Show the school nurse the action plan and leave an inhaler there.", "completed"),
            (&SELF_CARE, "Wash the bed linen hot every week, no carpet in the bedroom.", "in-progress"),
        ],
    );
    chart.flu_shots(6);
    chart.coming(&Coming {
        open_days: 3,
        time: (15, 30),
        status: "booked",
        staff: &MBEKI,
        kind: Kind::NURSE,
        reason: "Using the inhaler, with the spacer",
        prepare: "Bring both inhalers and the spacer.",
        comment: "",
    });
    chart.coming(&Coming {
        open_days: 78,
        time: (15, 0),
        status: "booked",
        staff: chart.person.doctor,
        kind: Kind::WELL_CHILD,
        reason: "Yearly check-up",
        prepare: "Bring the school form.",
        comment: "",
    });
}
