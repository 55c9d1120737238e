//! Samuel Whitaker: COPD after forty years of smoking.

use super::super::chart::{Aim, Chart, Coming, DIASTOLIC, HEIGHT, Kind, OXYGEN, Paper, SYSTOLIC, WEIGHT, every};
use super::super::codes::drugs::{ALBUTEROL, AZITHROMYCIN, FLUTICASONE_SALMETEROL, LOSARTAN_50, PREDNISONE};
use super::super::codes::labs::{CRP, HEMOGLOBIN, WHITE_CELLS};
use super::super::codes::panels::{BASIC, BLOOD_COUNT, CRP_ONLY};
use super::super::codes::problems::{
    BREATHING, CEFACLOR, COPD, COPD_PLAN, HYPERTENSION, PULMONARY_REHAB, SELF_CARE, SPIROMETRY,
};
use super::super::codes::vaccines::{PNEUMO_CONJ, PNEUMO_POLY, ZOSTER};
use super::super::house::MBEKI;
use super::common::{check_ups, joins, mild_drug_allergy};

/// A flare every winter, fewer since the rehabilitation.
pub(super) fn samuel(chart: &mut Chart) {
    joins(chart, &[]);
    chart.allergy(&mild_drug_allergy(&CEFACLOR, "Rash"), 2_500);
    let lungs = chart.problem(&COPD, 2_900, "FEV1 52 % of what is expected.");
    let pressure = chart.problem(&HYPERTENSION, 3_000, "");
    chart.trend(OXYGEN, &[(3_100, 95.0), (1_405, 94.0), (1_400, 88.0), (1_390, 93.0), (60, 93.0), (13, 92.0)]);
    chart.trend(HEMOGLOBIN.loinc, &[(3_100, 15.6), (13, 16.4)]);
    chart.trend(SYSTOLIC, &[(3_100, 146.0), (13, 134.0)]);
    chart.trend(DIASTOLIC, &[(3_100, 86.0), (13, 78.0)]);
    chart.trend(WEIGHT, &[(3_100, 72.0), (13, 66.1)]);
    chart.trend(HEIGHT, &[(3_100, 174.0)]);
    check_ups(chart, 3_050, 120, "former");
    for ago in every(2_900, 60, 118) {
        let visit = chart.visit(ago, &Kind::FOLLOW_UP, "Lungs");
        chart.vitals(&visit);
        if ago % 3 == 0 {
            chart.procedure(&visit, &SPIROMETRY, "FEV1 between 50 and 55 % of what is expected, slowly falling.");
            chart.vital(&visit, "19926-5", "FEV1/FVC", "FEV1/FVC", &format!("{}", 52 + ago / 700), ("%", "%"));
        }
    }
    for ago in [2_150, 1_780, 1_400, 1_010, 300, 13] {
        let visit = chart.visit(ago, &Kind::SYMPTOM, "More breathless, more phlegm");
        chart.vitals(&visit);
        chart.trend(WHITE_CELLS.loinc, &[(ago + 1, 12.4), (ago, 12.4)]);
        chart.trend(CRP.loinc, &[(ago + 1, 38.0), (ago, 38.0)]);
        chart.lab(&visit, &BLOOD_COUNT, "");
        chart.lab(&visit, &CRP_ONLY, "Fits a flare of COPD with infection.");
        chart.labs(&visit, &[&BASIC]);
        chart.course(&PREDNISONE, ago, &lungs);
        if ago != 1_010 {
            chart.course(&AZITHROMYCIN, ago, &lungs);
        }
        if ago == 13 {
            chart.note(&visit, &Paper::NOTE, "Visit note: flare of COPD", include_str!("texts/samuel_note.txt"));
        }
    }
    let visit = chart.visit(850, &Kind::FOLLOW_UP, "Lung rehabilitation, twelve weeks");
    chart.procedure(&visit, &PULMONARY_REHAB, "Walks 410 m in six minutes, before it was 330 m.");
    for (ago, vaccine) in [(2_800, &PNEUMO_CONJ), (1_200, &PNEUMO_POLY), (1_150, &ZOSTER), (1_060, &ZOSTER)] {
        let visit = chart.visit_with(&MBEKI, ago, &Kind::NURSE, "Vaccine");
        chart.vaccine(&visit, vaccine, "");
    }
    chart.takes(&FLUTICASONE_SALMETEROL, 2_890, 60, &lungs);
    chart.takes(&ALBUTEROL, 2_890, 60, &lungs);
    chart.takes(&LOSARTAN_50, 2_990, 120, &pressure);
    let goal = chart.goal(
        &Aim { words: "Walk to the harbor and back without stopping", measure: None, progress: "achieved" },
        860,
        30,
        &lungs,
    );
    chart.plan(
        &COPD_PLAN,
        "Stay active, see a flare early.",
        860,
        &[goal],
        &[&lungs],
        &[
            (&BREATHING, "Lip breathing, ten minutes in the morning.", "in-progress"),
            (&SELF_CARE, "Flare pack of prednisone at home; call on the day it is started.", "in-progress"),
            (&PULMONARY_REHAB, "Twelve weeks, twice a week.", "completed"),
        ],
    );
    chart.flu_shots(8);
    chart.coming(&Coming {
        open_days: 0,
        time: (14, 0),
        status: "booked",
        staff: chart.person.doctor,
        kind: Kind::FOLLOW_UP,
        reason: "After a flare of COPD",
        prepare: "Bring both inhalers.",
        comment: "",
    });
}
