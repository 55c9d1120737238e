//! Pharmacies, through the real router: with an account, and by the link of a mail.

use super::demo::{House, Persona, houses};
use chrono::Duration;
use clinic::{
    db::Source as _,
    dispensing::pickup_code,
    ids::PrescriptionId,
    mail::{Purpose, sign},
};
use http::StatusCode;
use uuid::Uuid;

impl House {
    /// The address that a pharmacy is mailed for a prescription.
    pub(crate) async fn pharmacy_link(&self, id: PrescriptionId) -> String {
        let portal = &self.portal;
        let now = portal.clock.now();
        let purpose = Purpose::Prescription;
        let until = now + Duration::days(30);
        let token = sign(&portal.db, &portal.keys, purpose, id.0, until, now).await.unwrap();
        format!("{}{token}", purpose.path())
    }

    /// Does something as the pharmacist.
    async fn counter(&self, path: &str, body: &str) -> super::support::Answer {
        self.ask_with("POST", path, body, self.cookie(Persona::Pharmacist)).await
    }

    /// Okafor asks for a prescription back.
    async fn wanted_back(&self, id: PrescriptionId) {
        let mut tx = self.portal.db.begin().await.unwrap();
        tx.query(
            "INSERT INTO prescription_requests (id, prescription_id, kind, detail, asker, asker_role, asked_at, state)
             VALUES ($1, $2, 'cancellation', 'mistake', 'Dr. Amara Okafor', 'prescriber', $3, 'pending')",
        )
        .bind(clinic::ids::new())
        .bind(id)
        .bind(self.clock.now())
        .run()
        .await
        .unwrap();
        tx.commit().await.unwrap();
    }
}

fn out(quantity: &str, form: Uuid) -> String {
    format!("form={form}&quantity={quantity}&product=Lisinopril+10+mg&lot=A1&note=")
}

#[tokio::test]
async fn a_pharmacist_works_a_prescription_off() {
    for house in houses("pharmacy_journey").await {
        let id = house.prescription("harbor-pharmacy", "queue").await;
        let path = format!("/pharmacy/prescriptions/{id}");
        let queue = house.see(Persona::Pharmacist, "/pharmacy").await;
        assert_eq!(queue.status, 200);
        for words in ["Harbor Street Pharmacy", "Walter Nguyen", "Lisinopril 10 mg tablet", "Look again"] {
            assert!(queue.body.contains(words), "{words}");
        }
        let page = house.see(Persona::Pharmacist, &path).await.body;
        for words in [
            "Walter Nguyen",
            "Take 1 tablet by mouth once a day",
            "Received: begin",
            "Allergies",
            "Dr. Amara Okafor",
            "30 tablets",
        ] {
            assert!(page.contains(words), "{words}");
        }
        assert_eq!(house.counter(&format!("{path}/preparation"), "").await.header("location"), path);
        assert_eq!(house.counter(&format!("{path}/readiness"), "").await.header("location"), path);
        assert!(house.see(Persona::Pharmacist, &path).await.body.contains("Ready for pick-up"));
        let dispenses = format!("{path}/dispenses");
        for (quantity, words) in [
            (".5", "Write a zero before the point"),
            ("15.0", "Leave out zeros"),
            ("1%2C5", "with a point and no commas"),
            ("", "Enter how much"),
            ("31", "Only 30 tablets are left"),
        ] {
            let refused = house.counter(&dispenses, &out(quantity, clinic::ids::new())).await;
            assert_eq!(refused.status, 422, "{quantity}");
            assert!(refused.body.contains(words), "{quantity}: {words}");
        }
        let unsaid = house.counter(&format!("{path}/rejection"), "").await;
        assert!(unsaid.status == 422 && unsaid.body.contains("Choose a reason"));
        let form = clinic::ids::new();
        for _ in 0..2 {
            assert_eq!(house.counter(&dispenses, &out("20", form)).await.header("location"), path);
        }
        let much = house.counter(&dispenses, &out("20", clinic::ids::new())).await;
        assert_eq!(much.status, 422);
        assert!(much.body.contains("Only 10 tablets are left of this supply. Ines Moreau handed out 20 tablets at"));
        let used = house.counter(&dispenses, &out("5", form)).await;
        assert!(used.body.contains("With this form 20 tablets were handed out already"));
        let rejected = house.counter(&format!("{path}/rejection"), "reject_reason=unsafe&reject_text=").await;
        assert_eq!(rejected.status, 422);
        assert!(rejected.body.contains("which cannot be undone: 20 tablets by Ines Moreau"));
        let late = house.counter(&format!("{path}/rejection"), "").await;
        assert!(late.status == 422 && late.body.contains("cannot be done any more"), "the form is not there any more");
        let part = house.see(Persona::Pharmacist, "/pharmacy?show=part").await.body;
        assert!(part.contains(&path));
        let found = house.counter("/pharmacy", "q=nguyen").await;
        assert!(found.status == 200 && found.body.contains(&path));
        assert_eq!(found.header("location"), "", "a name does not come into an address");

        let asked = house.counter(&format!("{path}/change"), "change_kind=generic&change_text=None+to+be+had").await;
        assert_eq!(asked.status, 303);
        let page = house.see(Persona::Pharmacist, &path).await.body;
        assert!(page.contains("Waits for an answer") && page.contains("None to be had"));
        let withdrawal = page.split("/requests/").nth(1).unwrap().split('"').next().unwrap().to_owned();
        assert_eq!(house.counter(&format!("{path}/requests/{withdrawal}"), "").await.status, 303);
        let again = house.counter(&format!("{path}/requests/{withdrawal}"), "").await;
        assert!(again.status == 422 && again.body.contains("answered or taken back meanwhile"));
    }
}

#[tokio::test]
async fn a_prescription_that_is_wanted_back_comes_first_and_is_answered() {
    for house in houses("pharmacy_back").await {
        let (id, other) = (
            house.prescription("harbor-pharmacy", "queue").await,
            house.prescription("harbor-pharmacy", "queue").await,
        );
        house.wanted_back(id).await;
        house.wanted_back(other).await;
        let queue = house.see(Persona::Pharmacist, "/pharmacy").await.body;
        assert!(queue.contains("Prescribers want 2 prescriptions back"));
        let path = format!("/pharmacy/prescriptions/{id}");
        let given = house.counter(&format!("{path}/dispenses"), &out("30", clinic::ids::new())).await;
        assert_eq!(given.status, 422);
        assert!(given.body.contains("wants this prescription back. Answer that first."));
        let page = house.see(Persona::Pharmacist, &path).await.body;
        assert!(page.contains("Cancel the prescription") && !page.contains("/dispenses\""));
        assert_eq!(house.counter(&format!("{path}/cancellation"), "answer=deny").await.status, 422);
        assert_eq!(house.counter(&format!("{path}/cancellation"), "answer=approve").await.status, 303);
        let late = house.counter(&format!("{path}/preparation"), "").await;
        assert_eq!(late.status, 422);
        assert!(late.body.contains("Ines Moreau cancelled it at 10:30"), "{}", late.body);
        let denied = format!("/pharmacy/prescriptions/{other}/cancellation");
        assert_eq!(house.counter(&denied, "answer=deny&deny_reason=already_dispensed&deny_text=").await.status, 303);
    }
}

#[tokio::test]
async fn a_pharmacist_without_a_pharmacy_is_told_who_enters_it() {
    for house in houses("pharmacy_none").await {
        let admin = house.cookie(Persona::Admin).map(str::to_owned);
        let ines = house.id_of("SELECT id FROM accounts WHERE email_key = 'ines@example.org' AND $1 = $1").await;
        let id = house.prescription("harbor-pharmacy", "queue").await;
        let path = format!("/people/{ines}/pharmacy");
        let person = house.see(Persona::Admin, &format!("/people/{ines}")).await.body;
        assert!(person.contains("Works at Harbor Street Pharmacy"), "{person}");
        assert!(person.contains("Nobody else works there"));
        assert_eq!(house.ask_with("POST", &path, "pharmacy=none", admin.as_deref()).await.status, 303);
        let told = house.see(Persona::Pharmacist, "/pharmacy").await;
        assert!(told.status == 200 && told.body.contains("An administrator of the clinic enters"));
        assert_eq!(house.see(Persona::Pharmacist, &format!("/pharmacy/prescriptions/{id}")).await.status, 404);
        assert_eq!(house.see(Persona::Pharmacist, "/pharmacy/open").await.status, 200);
        let page = house.see(Persona::Admin, &format!("{path}?q=harbor")).await.body;
        let pharmacy = page.split("value=\"").find_map(|rest| rest.split('"').next()?.parse::<Uuid>().ok()).unwrap();
        assert_eq!(house.ask_with("POST", &path, "pharmacy=", admin.as_deref()).await.status, 422);
        let entered = house.ask_with("POST", &path, &format!("pharmacy={pharmacy}"), admin.as_deref()).await;
        assert_eq!(entered.header("location"), format!("/people/{ines}"));
        assert!(house.see(Persona::Pharmacist, "/pharmacy").await.body.contains("Harbor Street Pharmacy"));
    }
}

#[tokio::test]
async fn a_patient_at_another_pharmacy_shows_the_code() {
    for house in houses("pharmacy_open").await {
        let id = house.prescription("mesa-pharmacy", "queue").await;
        let path = format!("/pharmacy/prescriptions/{id}");
        assert_eq!(house.see(Persona::Pharmacist, &path).await.status, 404);
        let code = pickup_code(&house.portal.keys, id, 0);
        let wrong = house.counter("/pharmacy/open", &format!("code={code}&born=1948-09-03")).await;
        assert!(wrong.status == 422 && wrong.body.contains("No prescription fits"));
        let unreadable = house.counter("/pharmacy/open", "scanned=shc%3A%2F567629095243206034602924374044603122").await;
        assert!(unreadable.status == 422 && unreadable.body.contains("no prescription of this clinic"));
        assert_eq!(house.counter("/pharmacy/open", "").await.status, 422);
        let shown = format!("code={code}&born=1948-09-02");
        let elsewhere = house.counter("/pharmacy/open", &shown).await;
        assert!(elsewhere.status == 200 && elsewhere.body.contains("Mesa Community Pharmacy"), "{}", elsewhere.body);
        assert_eq!(house.see(Persona::Pharmacist, &path).await.status, 404, "nothing has changed yet");
        assert_eq!(house.counter("/pharmacy/open/taking", &shown).await.header("location"), path);
        assert_eq!(house.see(Persona::Pharmacist, &path).await.status, 200);
        assert_eq!(house.counter("/pharmacy/open", &shown).await.header("location"), path);
    }
}

#[tokio::test]
async fn a_pharmacy_without_an_account_works_by_link_and_code() {
    for house in houses("pharmacy_link").await {
        let id = house.prescription("mesa-pharmacy", "mail").await;
        let link = house.pharmacy_link(id).await;
        let landing = house.ask_with("GET", &link, "", None).await;
        assert_eq!(landing.status, 200);
        assert!(landing.body.contains("Mesa Community Pharmacy"));
        assert!(!landing.body.contains("Walter") && !landing.body.contains("Lisinopril"), "nothing before the code");
        let post = |path: String, body: String| {
            let house = &house;
            async move { house.ask_with("POST", &path, &body, None).await }
        };
        assert_eq!(post(link.clone(), String::new()).await.status, 422);
        let wrong = post(link.clone(), "code=2222-2222".to_owned()).await;
        assert!(wrong.status == 422 && wrong.body.contains("4 more tries") && !wrong.body.contains("Walter"));
        let code = pickup_code(&house.portal.keys, id, 0).to_lowercase();
        let opened = post(link.clone(), format!("code={code}")).await;
        assert_eq!(opened.status, 200);
        assert!(opened.body.contains("Walter Nguyen") && opened.body.contains("Received: begin"));
        assert!(!opened.body.contains("Ask for a change"), "that takes an account");
        let begun = post(format!("{link}/preparation"), format!("code={code}")).await;
        assert!(begun.status == 200 && begun.body.contains("It is in work."));
        let none = post(format!("{link}/dispenses"), out("30", clinic::ids::new())).await;
        assert!(none.status == 422 && !none.body.contains("Walter"), "each form carries the code");
        let form = clinic::ids::new();
        for _ in 0..2 {
            let given = post(format!("{link}/dispenses"), format!("code={code}&{}", out("30", form))).await;
            assert!(given.status == 200 && given.body.contains("It is entered as handed out."));
        }
        let faulty = post(format!("{link}/dispenses"), format!("code={code}&{}", out("15.0", form))).await;
        assert!(faulty.status == 422 && faulty.body.contains("Leave out zeros"));
        // What the patient sees of it: who looked, and how.
        let log = house.see(Persona::Patient, "/access").await.body;
        assert!(log.contains("Mesa Community Pharmacy") && log.contains("Pharmacy, by a link"), "{log}");
        for tries in 1..=5 {
            let wrong = post(link.clone(), "code=2222-2222".to_owned()).await;
            let expected = if tries < 5 { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::GONE };
            assert_eq!(wrong.status, expected, "{tries}");
        }
        let locked = post(link.clone(), format!("code={code}")).await;
        assert!(locked.status == StatusCode::GONE && locked.body.contains("Telephone the clinic"));
        assert_eq!(house.ask_with("GET", &link, "", None).await.status, StatusCode::GONE);
        house.clock.advance(Duration::days(31));
        assert_eq!(house.ask_with("GET", &link, "", None).await.status, StatusCode::GONE);
    }
}
