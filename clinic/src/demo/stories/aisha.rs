//! Aisha Rahman: the last weeks of a first pregnancy.

use super::super::chart::{Chart, Coming, DIASTOLIC, HEIGHT, Kind, Paper, Remark, SYSTOLIC, WEIGHT};
use super::super::codes::drugs::{IRON_TABLET, PRENATAL_VITAMIN};
use super::super::codes::labs::{
    ALBUMIN, ALK_PHOS, CREATININE, FASTING_GLUCOSE, FERRITIN, GLUCOSE_1H, GLUCOSE_2H, HEMOGLOBIN, IRON, IRON_BINDING,
    UREA, WHITE_CELLS,
};
use super::super::codes::panels::{
    ANTIBODY_SCREEN, BLOOD_COUNT, BLOOD_GROUP, COMPLETE, HEP_B_SURFACE, HIV_SCREEN, IRON_STUDIES, RUBELLA, STREP_B,
    SUGAR_LOAD, SYPHILIS, THYROID, URINALYSIS, URINE_CULTURE,
};
use super::super::codes::problems::{
    ANATOMY_SCAN, ANTENATAL_CLASS, ANTENATAL_PLAN, ANTENATAL_TESTS, FETAL_HEART, IRON_ANEMIA, PREGNANCY, VIABILITY_SCAN,
};
use super::super::codes::vaccines::{FLU, RHO_D, TDAP};
use super::super::house::OKAFOR;
use super::common::{check_up, joins};

const NOTE: &str = include_str!("texts/aisha_note.txt");
const INSTRUCTIONS: &str = include_str!("texts/aisha_instructions.txt");

/// Days since the last period: 37 weeks and 3 days.
const PREGNANT: i64 = 262;

/// Visits by week of pregnancy, each with what is due then.
pub(super) fn tell(chart: &mut Chart) {
    joins(chart, &[(&OKAFOR, "Family physician")]);
    chart.no_allergies(880);
    chart.trend(HEMOGLOBIN.loinc, &[(880, 13.1), (206, 12.7), (66, 10.6), (10, 11.4)]);
    chart.trend(FERRITIN.loinc, &[(206, 34.0), (66, 9.0), (10, 21.0)]);
    chart.trend(IRON.loinc, &[(206, 72.0), (66, 31.0), (10, 58.0)]);
    chart.trend(IRON_BINDING.loinc, &[(206, 345.0), (66, 462.0), (10, 440.0)]);
    chart.trend(CREATININE.loinc, &[(880, 0.70), (206, 0.55), (3, 0.52)]);
    chart.trend(UREA.loinc, &[(880, 11.0), (206, 8.5), (3, 8.0)]);
    chart.trend(ALBUMIN.loinc, &[(880, 4.3), (206, 4.0), (3, 3.6)]);
    chart.trend(WHITE_CELLS.loinc, &[(880, 6.4), (206, 8.2), (10, 10.1)]);
    chart.trend(ALK_PHOS.loinc, &[(880, 66.0), (206, 62.0), (10, 122.0)]);
    chart.trend(WEIGHT, &[(880, 60.5), (206, 61.2), (122, 65.0), (3, 73.4)]);
    chart.trend(HEIGHT, &[(880, 163.0)]);
    chart.trend(SYSTOLIC, &[(880, 112.0), (130, 106.0), (3, 118.0)]);
    chart.trend(DIASTOLIC, &[(880, 72.0), (130, 64.0), (3, 74.0)]);
    check_up(chart, 870, "never");
    check_up(chart, 500, "never");
    let pregnancy = chart.problem(&PREGNANCY, PREGNANT - 42, "First pregnancy. One baby. Blood group O, Rh negative.");
    first_visit(chart);
    for weeks in [12, 16, 20, 24, 26, 28, 30, 32, 34, 36, 37] {
        week(chart, weeks);
    }
    let anemia = chart.problem(&IRON_ANEMIA, 64, "In pregnancy, treated with iron.");
    chart.takes(&PRENATAL_VITAMIN, 205, 205, &pregnancy);
    chart.takes(&IRON_TABLET, 62, 62, &anemia);
    chart.plan(
        &ANTENATAL_PLAN,
        "A healthy pregnancy and a birth at the hospital with a midwife.",
        205,
        &[],
        &[&pregnancy],
        &[
            (&ANTENATAL_TESTS, "Blood group, antibodies, infections, sugar, group B strep.", "completed"),
            (&ANTENATAL_CLASS, "Birth class on four evenings, with Imran.", "completed"),
            (&ANTENATAL_PLAN, "Weekly visits from 36 weeks until birth.", "in-progress"),
        ],
    );
    for (open_days, time) in [(3, (11, 30)), (8, (11, 30)), (13, (11, 30))] {
        chart.coming(&Coming {
            open_days,
            time,
            status: "booked",
            staff: chart.person.doctor,
            kind: Kind::PRENATAL,
            reason: "Prenatal visit",
            prepare: "Bring a morning urine sample and your maternity record.",
            comment: "",
        });
    }
    chart.cancelled(140, &Kind::PRENATAL, "Prenatal visit", "Midwife was at a birth; moved to the next day");
}

fn first_visit(chart: &mut Chart) {
    let visit = chart.visit(PREGNANT - 56, &Kind::PRENATAL_FIRST, "First prenatal visit, 8 weeks");
    chart.vitals(&visit);
    chart.smoking(&visit, "never");
    chart.labs(&visit, &[&BLOOD_COUNT, &COMPLETE, &THYROID, &IRON_STUDIES, &URINALYSIS]);
    chart.finding(
        &visit,
        &BLOOD_GROUP,
        "O, Rh(D) negative",
        "Rh immune globulin is advised at 28 weeks and after birth.",
        "final",
    );
    chart.finding(&visit, &ANTIBODY_SCREEN, "Negative", "", "final");
    chart.finding(&visit, &RUBELLA, "Immune", "", "final");
    chart.finding(&visit, &HEP_B_SURFACE, "Negative", "", "final");
    chart.finding(&visit, &HIV_SCREEN, "Non-reactive", "", "final");
    chart.finding(&visit, &SYPHILIS, "Non-reactive", "", "final");
    chart.finding(&visit, &URINE_CULTURE, "No growth", "", "final");
    chart.procedure(&visit, &VIABILITY_SCAN, "One baby, heartbeat seen, size fits 8 weeks.");
}

fn week(chart: &mut Chart, weeks: i64) {
    let ago = (PREGNANT - weeks * 7).max(chart.open_days_ago(2));
    let visit = chart.visit(ago, &Kind::PRENATAL, &format!("Prenatal visit, {weeks} weeks"));
    chart.pressure(&visit);
    chart.procedure(&visit, &FETAL_HEART, "Regular, between 130 and 150 beats a minute.");
    match weeks {
        20 => chart.procedure(&visit, &ANATOMY_SCAN, "Everything seen and as expected. Placenta at the back, high."),
        26 => {
            chart.exactly(&FASTING_GLUCOSE, "86");
            chart.exactly(&GLUCOSE_1H, "161");
            chart.exactly(&GLUCOSE_2H, "128");
            chart.lab(&visit, &SUGAR_LOAD, "No diabetes of pregnancy.");
        }
        28 => {
            chart.lab(&visit, &BLOOD_COUNT, "Anemia of pregnancy: iron tablets.");
            chart.labs(&visit, &[&IRON_STUDIES]);
            chart.finding(&visit, &ANTIBODY_SCREEN, "Negative", "", "final");
            chart.vaccine(&visit, &RHO_D, "Blood group O, Rh(D) negative");
        }
        30 => {
            chart.vaccine(&visit, &TDAP, "In every pregnancy, to protect the baby");
            chart.vaccine(&visit, &FLU, "");
        }
        36 => {
            chart.labs(&visit, &[&BLOOD_COUNT, &COMPLETE, &IRON_STUDIES]);
            chart.finding(
                &visit,
                &STREP_B,
                "Detected",
                "Common and harmless for the mother. Antibiotics are given during labor to protect the baby.",
                "final",
            );
        }
        37 => {
            chart.urine(&visit, &URINALYSIS, &[("20454-5", "Trace"), ("5799-2", "Trace")], "");
            chart.finding(
                &visit,
                &URINE_CULTURE,
                "Growth in progress, fewer than 10,000 colonies per mL so far",
                "Preliminary. A final report follows.",
                "preliminary",
            );
            chart.next_result(&HEMOGLOBIN, Remark { value: "11.5", note: "", status: "" });
            chart.labs(&visit, &[&BLOOD_COUNT]);
            chart.note(&visit, &Paper::NOTE, "Visit note: 37 weeks", NOTE);
            chart.note(&visit, &Paper::INSTRUCTIONS, "When to call and when to come", INSTRUCTIONS);
        }
        _ => chart.labs(&visit, &[&URINALYSIS]),
    }
}
