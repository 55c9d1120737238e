//! The Patient resource, and the Coverage and CareTeam that belong to it.

use serde_json::{Value, json};

use super::super::bundle::{coded, hl7, named};
use super::super::codes::labs::Sex;
use super::super::house::{CLINIC, Staff};
use super::super::ids::urn;
use super::{Chart, by};

impl Chart {
    pub(super) fn write_patient(&mut self) {
        let person = self.person;
        let since = self.at(self.joined(), 9, 0);
        let mut body = json!({
            "identifier": [{
                "use": "usual",
                "type": coded(&hl7("v2-0203"), "MR", "Medical record number"),
                "system": "https://verbena.example/records",
                "value": person.record_number,
            }],
            "active": person.died.is_none(),
            "name": names(person.native, &person.display(), person.family, person.given),
            "telecom": telecom(person.phone, person.email),
            "gender": match person.sex { Sex::Female => "female", Sex::Male => "male", Sex::Other => "other" },
            "birthDate": person.birth_date(self.today).to_string(),
            "address": [{
                "use": "home", "line": [person.line], "city": person.city, "state": person.site.state,
                "postalCode": person.postal_code, "country": "US",
            }],
            "communication": [{
                "language": { "coding": [{ "system": "urn:ietf:bcp:47", "code": person.language.0, "display": person.language.1 }], "text": person.language.1 },
                "preferred": true,
            }],
            "generalPractitioner": [by(person.doctor)],
            "managingOrganization": named(&urn("organization", "clinic"), CLINIC),
        });
        if let Value::Object(fields) = &mut body {
            if let Some((name, code, relation, phone)) = person.contact {
                fields.insert("contact".into(), json!([{
                    "relationship": [
                        { "coding": [{ "system": hl7("v2-0131"), "code": "C", "display": "Emergency Contact" }], "text": "Emergency contact" },
                        { "coding": [{ "system": hl7("v3-RoleCode"), "code": code, "display": relation }], "text": relation },
                    ],
                    "name": { "text": name },
                    "telecom": [{ "system": "phone", "value": phone, "use": "mobile" }],
                }]));
            }
            if let Some(ago) = person.died {
                fields.insert("deceasedDateTime".into(), json!(super::super::calendar::stamp(self.at(ago, 4, 40))));
            }
        }
        let updated = self.no_later(person.died.map_or(since, |ago| self.at(ago - 2, 9, 0)));
        self.bundle.put("Patient", person.key, updated, body);
    }

    /// The person's insurance since they joined.
    pub(crate) fn insured(&mut self) {
        let person = self.person;
        let since = self.at(self.joined(), 9, 5);
        let body = json!({
            "identifier": [{ "system": "https://verbena.example/members", "value": format!("{}-01", person.record_number.replace("VF-", "M")) }],
            "status": if person.died.is_some() { "cancelled" } else { "active" },
            "type": { "text": "Health insurance" },
            "subscriberId": person.record_number.replace("VF-", "M"),
            "beneficiary": self.subject(),
            "relationship": coded(&hl7("subscriber-relationship"), if person.minor(self.today) { "child" } else { "self" },
                if person.minor(self.today) { "Child" } else { "Self" }),
            "period": { "start": since.date_naive().to_string() },
            "payor": [named(&urn("organization", person.payer.key), person.payer.name)],
            "class": [{
                "type": coded(&hl7("coverage-class"), "plan", "Plan"),
                "value": person.payer.key.to_uppercase(),
                "name": format!("{} standard", person.payer.name),
            }],
        });
        self.put("Coverage", since, body);
    }

    /// The people who look after the patient: their doctor, the nurse and front desk of the place, and others.
    pub(crate) fn looked_after_by(&mut self, others: &[(&'static Staff, &'static str)]) {
        let person = self.person;
        let since = self.at(self.joined(), 9, 10);
        let mut participants = vec![json!({ "role": [{ "text": "Patient" }], "member": self.subject() })];
        let usual = [
            (person.doctor, "Primary care"),
            (person.site.nurse, "Care coordination"),
            (person.site.desk, "Front desk"),
        ];
        for (staff, role) in usual.iter().chain(others) {
            participants.push(json!({
                "role": [{ "text": *role }],
                "member": by(staff),
                "onBehalfOf": named(&urn("organization", "clinic"), CLINIC),
                "period": { "start": since.date_naive().to_string() },
            }));
        }
        let body = json!({
            "status": "active",
            "name": format!("Care team of {}", person.display()),
            "subject": self.subject(),
            "period": { "start": since.date_naive().to_string() },
            "participant": participants,
            "managingOrganization": [named(&urn("organization", "clinic"), CLINIC)],
        });
        self.team = Some(self.put("CareTeam", since, body));
    }
}

fn names(native: &str, display: &str, family: &str, given: &[&str]) -> Value {
    let latin = json!({ "use": "official", "text": display, "family": family, "given": given });
    if native.is_empty() {
        return json!([latin]);
    }
    let representation = |code: &str| json!([{ "url": "http://hl7.org/fhir/StructureDefinition/iso21090-EN-representation", "valueCode": code }]);
    let mut chars = native.chars();
    let native_family: String = chars.by_ref().take(1).collect();
    let native_given: String = chars.collect();
    json!([
        { "extension": representation("ABC"), "use": "official", "text": display, "family": family, "given": given },
        { "extension": representation("IDE"), "use": "usual", "text": native, "family": native_family, "given": [native_given] },
    ])
}

fn telecom(phone: &str, email: &str) -> Value {
    let mut points = vec![json!({ "system": "phone", "value": phone, "use": "mobile", "rank": 1 })];
    if !email.is_empty() {
        points.push(json!({ "system": "email", "value": email, "use": "home" }));
    }
    Value::Array(points)
}
