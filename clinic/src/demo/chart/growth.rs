//! How children grow, and the vaccines that go with it.

use super::super::codes::labs::Sex;
use super::super::codes::vaccines::CHILDHOOD;
use super::vitals::{HEIGHT, WEIGHT};
use super::{Chart, Kind, Visit, days};

/// Months, kilograms, centimetres, head circumference: medians of boys, rounded from the WHO and CDC charts.
const BOYS: [(f64, f64, f64, f64); 22] = [
    (0.0, 3.3, 49.9, 34.5),
    (1.0, 4.5, 54.7, 37.3),
    (2.0, 5.6, 58.4, 39.1),
    (4.0, 7.0, 63.9, 41.6),
    (6.0, 7.9, 67.6, 43.3),
    (9.0, 8.9, 72.0, 45.0),
    (12.0, 9.6, 75.7, 46.1),
    (15.0, 10.3, 79.1, 46.8),
    (18.0, 10.9, 82.3, 47.4),
    (24.0, 12.2, 87.1, 48.3),
    (36.0, 14.3, 96.1, 49.5),
    (48.0, 16.3, 103.3, 50.2),
    (60.0, 18.3, 110.0, 50.8),
    (72.0, 20.7, 116.0, 51.2),
    (84.0, 23.1, 121.8, 51.6),
    (96.0, 25.6, 127.5, 52.0),
    (120.0, 32.0, 138.6, 52.5),
    (144.0, 40.5, 149.1, 53.2),
    (156.0, 45.6, 156.2, 53.6),
    (168.0, 51.0, 163.8, 54.0),
    (192.0, 60.8, 173.4, 55.0),
    (216.0, 67.0, 176.1, 55.5),
];

impl Chart {
    /// The well child visits up to now, with growth and the vaccines that were due; `tall` and `heavy` are relative to the median.
    pub(crate) fn childhood(&mut self, tall: f64, heavy: f64) {
        let old = self.days_old(0);
        let first_years = [4, 30, 61, 122, 183, 274, 371, 462, 553, 736, 919].into_iter();
        let checks = first_years.chain((3..18).map(|years| years * 365 + 40)).filter(|age| *age < old);
        let mut previous = -10;
        for age in checks.collect::<Vec<i64>>() {
            let kind = if age < 736 { "Well baby visit" } else { "Yearly check-up" };
            let visit = self.visit(old - age, &Kind::WELL_CHILD, &format!("{kind}, {}", age_words(age)));
            self.grow(&visit, tall, heavy);
            for (months, vaccines) in &CHILDHOOD {
                let due = months * 61 / 2 - 5;
                if due > previous && due <= age {
                    for vaccine in *vaccines {
                        self.vaccine(&visit, vaccine, "");
                    }
                }
            }
            previous = age;
        }
    }

    /// Weight, height and, in the first two years, head circumference at a visit.
    pub(crate) fn grow(&mut self, visit: &Visit, tall: f64, heavy: f64) {
        let months = days(self.days_old(visit.ago)) / 30.44;
        let girl = self.person.sex == Sex::Female;
        let (weight, height, head) = at_age(months);
        let late = ((months - 144.0) / 72.0).clamp(0.0, 1.0);
        let (lighter, shorter) = if girl { (0.95 - 0.11 * late, 0.985 - 0.058 * late) } else { (1.0, 1.0) };
        let weight = weight * lighter * heavy * (1.0 + self.rng.spread() * 0.008);
        let height = height * shorter * tall;
        self.vital(visit, WEIGHT, "Body Weight", "Weight", &format!("{weight:.1}"), ("kg", "kg"));
        self.vital(visit, HEIGHT, "Body Height", "Height", &format!("{height:.1}"), ("cm", "cm"));
        if months <= 24.5 {
            let head = head * if girl { 0.978 } else { 1.0 };
            self.vital(
                visit,
                "9843-4",
                "Head Occipital-frontal circumference",
                "Head circumference",
                &format!("{head:.1}"),
                ("cm", "cm"),
            );
        } else {
            let index = weight / (height / 100.0).powi(2);
            self.vital(
                visit,
                "39156-5",
                "Body mass index (BMI) [Ratio]",
                "Body mass index (BMI)",
                &format!("{index:.1}"),
                ("kg/m2", "kg/m2"),
            );
        }
        let temperature = 36.8 + self.rng.spread() * 0.15;
        self.vital(visit, "8310-5", "Body temperature", "Temperature", &format!("{temperature:.1}"), ("°C", "Cel"));
        let pulse = (135.0 - months * 0.9).max(72.0) + self.rng.spread() * 4.0;
        self.vital(visit, "8867-4", "Heart rate", "Pulse", &format!("{pulse:.0}"), ("beats/min", "/min"));
        let breaths = (38.0 - months * 0.32).max(16.0) + self.rng.spread();
        self.vital(
            visit,
            "9279-1",
            "Respiratory rate",
            "Breathing rate",
            &format!("{breaths:.0}"),
            ("breaths/min", "/min"),
        );
        if months >= 36.0 {
            let years = months / 12.0;
            let systolic = 88.0 + years * 1.7 + self.rng.spread() * 3.0;
            let diastolic = 52.0 + years * 1.05 + self.rng.spread() * 2.0;
            self.blood_pressure(visit, systolic, diastolic);
        }
    }
}

fn age_words(age: i64) -> String {
    match age {
        0..=20 => "first week".to_owned(),
        21..=45 => "1 month".to_owned(),
        46..=735 | 737..=1_000 => format!("{} months", age / 30),
        _ => format!("{} years", age / 365),
    }
}

fn at_age(months: f64) -> (f64, f64, f64) {
    let mut before = (0.0, 3.3, 49.9, 34.5);
    for point in BOYS {
        if months <= point.0 {
            let whole: f64 = point.0 - before.0;
            let part = if whole > 0.0 { (months - before.0) / whole } else { 1.0 };
            let mix = |from: f64, to: f64| from + (to - from) * part;
            return (mix(before.1, point.1), mix(before.2, point.2), mix(before.3, point.3));
        }
        before = point;
    }
    (before.1, before.2, before.3)
}
