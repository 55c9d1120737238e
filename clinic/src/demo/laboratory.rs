//! What the demo's laboratory sends by itself: a few reports of the last days, as HL7 messages.

use super::{
    codes::{
        labs::{
            CALCIUM, CHLORIDE, CHOLESTEROL, CREATININE, GLUCOSE, HDL, HEMATOCRIT, HEMOGLOBIN, LDL, Lab, PLATELETS,
            POTASSIUM, RED_CELLS, SODIUM, Sex, TRIGLYCERIDE, UREA, WHITE_CELLS,
        },
        panels::{BASIC, BLOOD_COUNT, LIPIDS, Panel},
    },
    roster::{AISHA, MAYA, Person},
    roster_more::{ANA_PAULA, CHLOE, FATIMA, LINDA, SAMUEL},
};
use chrono::{Duration, NaiveDate};

/// How the laboratory's messages name their sender.
pub const SENDER: &str = "LIS|Casco Bay Laboratory";
/// The laboratory's name.
pub const NAME: &str = "Casco Bay Laboratory";
/// Who asks about their newest result, by the key of their record, and what: of the potassium that was measured again.
pub const QUESTION: (&str, &str) =
    ("maya-thompson", "Do I have to come in again for another blood test, or is the new value the right one?");

/// The messages, in the order in which they come. All were written before `today`.
pub fn messages(today: NaiveDate) -> Vec<String> {
    let mut sent = Sent { today, control: 0, messages: Vec::new() };
    let others = [(&GLUCOSE, "97", "N"), (&SODIUM, "140", "N"), (&CREATININE, "0.78", "N")];
    let with = |potassium: &'static str, flag: &'static str| [&others[..], &[(&POTASSIUM, potassium, flag)]].concat();
    sent.panel(&MAYA, 3, "CB-20388", &BASIC, "F", &with("5.9", "H"));
    sent.panel(&MAYA, 2, "CB-20388", &BASIC, "C", &with("4.1", "N"));
    sent.note("Measured again from a new tube: in the first one cells had been damaged.");
    for (person, number) in [(&CHLOE, "CB-20401"), (&ANA_PAULA, "CB-20402")] {
        let values = [
            (&WHITE_CELLS, "6.3", "N"),
            (&RED_CELLS, "4.52", "N"),
            (&HEMOGLOBIN, "13.8", "N"),
            (&HEMATOCRIT, "40.9", "N"),
            (&PLATELETS, "231", "N"),
        ];
        sent.panel(person, 2, number, &BLOOD_COUNT, "F", &values);
    }
    let lipids = [(&CHOLESTEROL, "212", "H"), (&TRIGLYCERIDE, "118", "N"), (&HDL, "58", "N"), (&LDL, "130", "H")];
    sent.panel(&FATIMA, 2, "CB-20405", &LIPIDS, "F", &lipids);
    sent.culture(&AISHA, 2, "CB-20410");
    // Kidneys that have become weaker: at such a potassium the laboratory telephones.
    let kidneys = [
        (&GLUCOSE, "104", "H"),
        (&UREA, "38", "H"),
        (&CREATININE, "1.61", "H"),
        (&SODIUM, "138", "N"),
        (&POTASSIUM, "6.4", "HH"),
        (&CHLORIDE, "104", "N"),
        (&CALCIUM, "9.1", "N"),
    ];
    sent.panel(&LINDA, 1, "CB-20417", &BASIC, "F", &kidneys);
    // A last name with a slip and no number: a person decides.
    sent.begin(1, None, "Whittaker", &SAMUEL);
    sent.order(1, "CB-20431", &BLOOD_COUNT, "F");
    sent.results(&[(&HEMOGLOBIN, "14.1", "N"), (&WHITE_CELLS, "7.0", "N")], &SAMUEL, "F");
    sent.messages
}

struct Sent {
    today: NaiveDate,
    control: u32,
    messages: Vec<String>,
}

type Value = (&'static Lab, &'static str, &'static str);

impl Sent {
    /// A panel of somebody, reported some days ago.
    fn panel(&mut self, person: &Person, days: i64, number: &str, panel: &Panel, status: &str, values: &[Value]) {
        self.begin(days, Some(person.record_number), person.family, person);
        // A correction keeps the time at which the sample was taken.
        let taken = if status == "C" { days + 1 } else { days };
        self.order(taken, number, panel, status);
        self.results(values, person, status);
    }

    /// A comment on the last result.
    fn note(&mut self, comment: &str) {
        self.write(&format!("NTE|1||{comment}"));
    }

    fn begin(&mut self, days: i64, number: Option<&str>, family: &str, person: &Person) {
        self.control += 1;
        let day = (self.today - Duration::days(days)).format("%Y%m%d");
        let sex = match person.sex {
            Sex::Female => "F",
            Sex::Male => "M",
            Sex::Other => "O",
        };
        let number = number.map(|number| format!("{number}^^^Casco Bay^PI")).unwrap_or_default();
        let (control, doctor) = (self.control, person.doctor);
        self.messages.push(format!(
            "MSH|^~\\&|LIS|Casco Bay Laboratory|Verbena||{day}1640{:02}||ORU^R01^ORU_R01|DEMO-{control:04}|P|2.5.1||||||UNICODE UTF-8\r\
             PID|1||{number}||{family}^{}||{}|{sex}\r\
             ORC|RE|||||||||||{}^{}^{}^^^{}\r",
            control % 60,
            person.given.join(" "),
            person.birth_date(self.today).format("%Y%m%d"),
            doctor.npi,
            doctor.family,
            doctor.given,
            doctor.prefix,
        ));
    }

    fn write(&mut self, line: &str) {
        if let Some(message) = self.messages.last_mut() {
            message.push_str(line);
            message.push('\r');
        }
    }

    fn order(&mut self, days: i64, number: &str, panel: &Panel, status: &str) {
        let taken = (self.today - Duration::days(days)).format("%Y%m%d");
        let line = format!(
            "OBR|1||{number}^Casco Bay|{}^{}^LN|||{taken}0745|||||||||||||||{taken}1635|||{status}",
            panel.loinc, panel.name
        );
        self.write(&line);
    }

    fn results(&mut self, values: &[Value], person: &Person, status: &str) {
        let age = u32::try_from((self.today - person.birth_date(self.today)).num_days() / 365).unwrap_or_default();
        for (place, (lab, value, flag)) in values.iter().enumerate() {
            let fits =
                |span: &&super::codes::labs::Span| span.from_age <= age && span.sex.is_none_or(|sex| sex == person.sex);
            let range = lab.spans.iter().rfind(fits).map(|span| match (span.low, span.high, span.text) {
                (low, high, "") => format!("{low}-{high}"),
                (_, _, text) => text.to_owned(),
            });
            // `^` parts components: `10*3/uL` needs no escape, `&` does not occur.
            let line = format!(
                "OBX|{}|NM|{}^{}^LN||{value}|{}^^UCUM|{}|{flag}|||{status}",
                place + 1,
                lab.loinc,
                lab.name,
                lab.ucum,
                range.unwrap_or_default()
            );
            self.write(&line);
        }
    }

    /// A urine culture with an organism and what helps against it.
    fn culture(&mut self, person: &Person, days: i64, number: &str) {
        self.begin(days, Some(person.record_number), person.family, person);
        let taken = (self.today - Duration::days(days + 2)).format("%Y%m%d");
        let reported = (self.today - Duration::days(days)).format("%Y%m%d");
        let order = |place: usize, code: &str, rest: &str| {
            format!("OBR|{place}||{number}^Casco Bay|{code}^LN|||{taken}0810|||||||||||||||{reported}1620|||F{rest}")
        };
        self.write(&order(1, "630-4^Urine culture", ""));
        self.write("OBX|1|CE|11475-1^Organism^LN|1|112283007^Escherichia coli^SCT|||A|||F");
        self.write("NTE|1||More than 100,000 colonies in a millilitre.");
        self.write(&order(2, "29576-6^Susceptibility", &format!("|11475-1&Organism&LN^1|||^{number}&Casco Bay")));
        let tested =
            [("18864-9", "Ampicillin", "R"), ("18906-8", "Ciprofloxacin", "S"), ("18955-5", "Nitrofurantoin", "S")];
        for (place, (code, name, letter)) in tested.into_iter().enumerate() {
            let words = if letter == "R" { "Resistant" } else { "Susceptible" };
            self.write(&format!("OBX|{}|ST|{code}^{name}^LN||{words}|||{letter}|||F", place + 1));
        }
        self.write(&format!("SPM|1|||122575003^Urine^SCT|||||||||||||{taken}0810|{taken}1105"));
    }
}
