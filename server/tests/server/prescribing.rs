//! Writing prescriptions and signing them: through the router, on both databases.

use crate::{
    demo::{House, Persona, houses},
    factors::between,
    support::{Answer, count},
};
use clinic::{audit::Actor, db::Source as _, demo, fhir, ids::OrganizationId, profile::mark_pharmacies};
use std::fmt::Write as _;

/// RxNorm: amoxicillin 500 MG Oral Tablet.
const AMOXICILLIN: &str = "308192";
/// RxNorm: 24 HR Metformin hydrochloride 500 MG Extended Release Oral Tablet.
const METFORMIN: &str = "860975";
/// RxNorm: tramadol hydrochloride 50 MG Oral Tablet, schedule IV.
const TRAMADOL: &str = "835603";

fn form(fields: &[(&str, &str)]) -> String {
    let mut text = String::new();
    for (name, value) in fields {
        let _ = write!(text, "{}{}=", if text.is_empty() { "" } else { "&" }, encoded(name));
        text += &encoded(value);
    }
    text
}

fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut all, byte| {
        if byte.is_ascii_alphanumeric() || b"-._".contains(&byte) {
            all.push(char::from(byte));
        } else {
            let _ = write!(all, "%{byte:02X}");
        }
        all
    })
}

/// What a page says of itself in text.
fn unescaped(text: &str) -> String {
    text.replace("&amp;", "&").replace("&#x27;", "'").replace("&quot;", "\"")
}

/// The desk of a doctor who looks after Walter.
struct Desk<'h> {
    house: &'h House,
    me: String,
    start: String,
}

impl<'h> Desk<'h> {
    fn new(house: &'h House, me: String) -> Self {
        Self { house, me, start: format!("/patients/{}/prescribing", house.walter) }
    }

    async fn see(&self, path: &str) -> Answer {
        self.house.get(path, &[("cookie", &self.me)]).await
    }

    async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.house.post(path, &self.me, &form(fields)).await
    }

    /// Begins a draft and gives its address.
    async fn begin(&self, name: &str, value: &str) -> String {
        let begun = self.post(&self.start, &[(name, value)]).await;
        assert_eq!(begun.status, 303, "{}", begun.body);
        begun.header("location").split('?').next().unwrap().to_owned()
    }

    /// Fills in a draft of one tablet a day, with a reason for each card that is shown.
    async fn fill(&self, draft: &str, quantity: &str, pharmacy: &str) -> Answer {
        self.fill_and(draft, quantity, pharmacy, "save").await
    }

    /// The same with the button that is pressed.
    async fn fill_and(&self, draft: &str, quantity: &str, pharmacy: &str, press: &str) -> Answer {
        let page = self.see(draft).await.body;
        let known = |name: &str| unescaped(between(&page, &format!("name=\"{name}\" value=\""), "\"")).clone();
        let (revision, rxcui, drug) = (known("revision"), known("rxcui"), known("drug"));
        let keys: Vec<(String, String)> = (0..)
            .map_while(|number| {
                let name = format!("card-{number}");
                page.contains(&format!("name=\"{name}\"")).then(|| (known(&name), number.to_string()))
            })
            .collect();
        let mut fields = vec![
            ("revision", revision.as_str()),
            ("rxcui", &rxcui),
            ("drug", &drug),
            ("step0_dose", "1"),
            ("step0_unit", "tablet"),
            ("step0_route", "oral"),
            ("step0_timing", "times_per_day"),
            ("step0_count", "1"),
            ("quantity", quantity),
            ("unit", "tablet"),
            ("refills", "2"),
            ("indication", "Diabetes"),
            ("pharmacy", pharmacy),
            ("do", press),
        ];
        let named: Vec<(String, String, &str)> = keys
            .iter()
            .map(|(key, number)| (format!("card-{number}"), format!("reason-{number}"), key.as_str()))
            .collect();
        for (card, reason, key) in &named {
            fields.extend([(card.as_str(), *key), (reason.as_str(), "will-monitor")]);
        }
        self.post(draft, &fields).await
    }

    /// What is sent for a draft that is ticked on the page of signatures.
    async fn shown(&self, draft: &str) -> Option<String> {
        let page = self.see(&format!("{}/signature", self.start)).await.body;
        let id = draft.rsplit('/').next().unwrap();
        let (_, rest) = page.split_once(&format!("value=\"{id}."))?;
        Some(format!("{id}.{}", rest.split_once('"').unwrap().0))
    }
}

#[tokio::test]
async fn a_doctor_is_warned_writes_and_signs_with_what_is_on_screen() {
    for house in houses("prescribing").await {
        let ids: Vec<OrganizationId> = demo::pharmacy_ids()
            .iter()
            .map(|id| OrganizationId(fhir::resource_id(&format!("urn:uuid:{id}"))))
            .collect();
        mark_pharmacies(&house.portal.db, &house.portal.auditor, Actor::operator(), &ids).await.unwrap();
        let me = house.cookie_of(Persona::Prescriber).await;
        let (app, _) = house.set_up_app(&me).await;
        let desk = Desk::new(&house, me);

        // Walter had an anaphylaxis to penicillin and takes warfarin.
        let amoxicillin = desk.begin("choose", AMOXICILLIN).await;
        let page = desk.see(&amoxicillin).await;
        assert_eq!(page.status, 200);
        assert!(page.body.contains("safety-card danger"), "{}", page.body);
        assert!(page.body.to_lowercase().contains("penicillin"));
        assert!(page.body.contains("name=\"reason-0\""), "a reason is asked for");
        let ibuprofen = desk.begin("words", "ibuprofen 600 mg oral tablet").await;
        let page = desk.see(&ibuprofen).await.body;
        assert!(page.contains("safety-card"), "an interaction, or that it was not checked: never silent");

        let metformin = desk.begin("choose", METFORMIN).await;
        let mail = ids[1].to_string();
        let saved = desk.fill(&metformin, "30", &mail).await;
        assert_eq!((saved.status.as_u16(), saved.header("location")), (303, metformin.as_str()), "{}", saved.body);
        // Cards that came with the directions want their reason too.
        desk.fill(&metformin, "30", &mail).await;
        let page = desk.see(&metformin).await.body;
        assert!(!page.contains("id=\"lacks\""), "{page}");
        assert!(page.contains("Take 1 tablet by mouth once a day."));

        let signature = format!("{}/signature", desk.start);
        let page = desk.see(&signature).await.body;
        for said in [
            "Walter Nguyen",
            "Sep 2, 1948",
            "metformin",
            "30 tablets",
            "2 refills",
            "ME-MD-58201, Maine",
            "Mesa Community Pharmacy",
        ] {
            assert!(page.contains(said), "{said}: {page}");
        }
        assert!(desk.shown(&amoxicillin).await.is_none(), "what is not complete cannot be ticked");
        let shown = desk.shown(&metformin).await.unwrap();

        // A wrong code, a code that signs nothing, and no code: nothing is signed, and the tick stays.
        for wrong in ["000000", "1234 5678 9012 3456", "12345678", ""] {
            let refused = desk.post(&signature, &[("sign", &shown), ("code", wrong)]).await;
            assert_eq!(refused.status, 422, "{wrong}");
            let tick = between(&refused.body, &format!("value=\"{shown}\""), ">");
            assert!(tick.contains("checked"), "{tick}");
        }
        assert_eq!(count(&house.portal.db, "SELECT count(*) FROM signed_prescriptions").await, 0);
        let nothing = desk.post(&signature, &[("code", &app.code(house.clock.now()))]).await;
        assert_eq!(nothing.status, 422);
        assert!(nothing.body.contains("No prescription was ticked"));
        let id = metformin.rsplit('/').next().unwrap();
        let stale =
            desk.post(&signature, &[("sign", &format!("{id}.1")), ("code", &app.code(house.clock.now()))]).await;
        assert_eq!(stale.status, 422, "what was shown is what is signed");

        // The code was not used up by what could not be signed.
        let code = app.code(house.clock.now());
        let signed = desk.post(&signature, &[("sign", &shown), ("code", &code)]).await;
        assert_eq!((signed.status.as_u16(), signed.header("location")), (303, desk.start.as_str()), "{}", signed.body);
        let page = desk.see(&desk.start).await.body;
        assert!(page.contains("A mail to Mesa Community Pharmacy is under way"), "{page}");
        let mut q = house.portal.db.read().await.unwrap();
        let uuid: uuid::Uuid = id.parse().unwrap();
        let (state, way): (String, String) =
            q.query("SELECT state, way FROM prescriptions WHERE id = $1").bind(uuid).one().await.unwrap();
        assert_eq!((state.as_str(), way.as_str()), ("signed", "mail"));
        let (directions,): (String,) =
            q.query("SELECT directions FROM medication_requests WHERE id = $1").bind(uuid).one().await.unwrap();
        assert_eq!(directions, "Take 1 tablet by mouth once a day.");
        drop(q);
        assert_eq!(desk.see(&metformin).await.status, 404, "nothing about it can be changed");

        // The same code signs nothing a second time.
        let again = desk.begin("order", id).await;
        desk.fill(&again, "30", "none").await;
        desk.fill(&again, "30", "none").await;
        let shown = desk.shown(&again).await.unwrap();
        let replayed = desk.post(&signature, &[("sign", &shown), ("code", &code)]).await;
        assert_eq!(replayed.status, 422);
        assert_eq!(count(&house.portal.db, "SELECT count(*) FROM signed_prescriptions").await, 1);
    }
}

#[tokio::test]
async fn a_clerk_prepares_nothing_typed_is_lost_and_controlled_drugs_are_refused() {
    for house in houses("preparing").await {
        let desk = Desk::new(&house, house.cookie_of(Persona::Staff).await);
        let refused = desk.post(&desk.start, &[("choose", TRAMADOL)]).await;
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains("not certified"), "{}", refused.body);
        assert_eq!(desk.post(&desk.start, &[("words", "tramadol 50 mg")]).await.status, 422);
        assert_eq!(count(&house.portal.db, "SELECT count(*) FROM prescriptions").await, 0);

        let found = desk.see(&format!("{}?q=amox+500", desk.start)).await.body;
        assert!(found.contains(&format!("name=\"choose\" value=\"{AMOXICILLIN}\"")), "{found}");
        let draft = desk.begin("choose", AMOXICILLIN).await;
        let page = desk.see(&draft).await.body;
        assert!(page.contains("safety-card danger"));
        assert!(!page.contains("name=\"reason-0\""), "only the prescriber goes on in spite of a card");
        assert!(page.contains("name=\"prescriber\""));
        let first = [("revision", "1"), ("rxcui", AMOXICILLIN), ("note", "First words"), ("pharmacy", "none")];
        assert_eq!(desk.post(&draft, &first).await.status, 303);
        let second = [("revision", "1"), ("rxcui", AMOXICILLIN), ("note", "Second words"), ("pharmacy", "none")];
        let changed = desk.post(&draft, &second).await;
        assert_eq!(changed.status, 422);
        assert!(
            changed.body.contains("value=\"Second words\"") && changed.body.contains("First words"),
            "{}",
            changed.body
        );
        let controlled = desk.post(&draft, &[("revision", "2"), ("note", "Third words"), ("choose", TRAMADOL)]).await;
        assert_eq!(controlled.status, 422);
        assert!(controlled.body.contains("not certified") && controlled.body.contains("value=\"Third words\""));
        let preset = desk.post(&draft, &[("revision", "2"), ("rxcui", AMOXICILLIN), ("preset", "2")]).await;
        assert_eq!(preset.header("location"), format!("{draft}#directions"));
        assert!(desk.see(&draft).await.body.contains("Take 1 tablet by mouth 3 times a day."));

        let signature = format!("{}/signature", desk.start);
        let page = desk.see(&signature).await;
        assert_eq!(page.status, 200);
        assert!(!page.body.contains("name=\"code\"") && !page.body.contains("name=\"sign\""), "{}", page.body);
        assert_eq!(desk.post(&signature, &[("code", "123456")]).await.status, 404);
        assert_eq!(desk.post(&format!("{draft}/removal"), &[]).await.header("location"), desk.start);
        assert_eq!(desk.see(&draft).await.status, 404);

        // Another doctor, who does not look after Walter, sees nothing of it.
        let other = Desk::new(&house, house.cookie_of(Persona::OtherPrescriber).await);
        assert!(other.see(&desk.start).await.header("location").ends_with("/access"));
    }
}

#[tokio::test]
async fn a_favourite_is_kept_from_a_draft_begins_another_and_is_its_owners_alone() {
    for house in houses("favourites").await {
        let desk = Desk::new(&house, house.cookie_of(Persona::Prescriber).await);
        let draft = desk.begin("choose", METFORMIN).await;
        // Without whole directions there is none, and what was typed is kept.
        let typed = [("revision", "1"), ("rxcui", METFORMIN), ("note", "Keep this"), ("do", "favourite")];
        let refused = desk.post(&draft, &typed).await;
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains("not as a favorite") && refused.body.contains("value=\"Keep this\""));
        assert!(!desk.see(&desk.start).await.body.contains("id=\"favourites\""));
        let kept = desk.fill_and(&draft, "30", "none", "favourite").await;
        assert_eq!((kept.status.as_u16(), kept.header("location")), (303, draft.as_str()), "{}", kept.body);

        let start = desk.see(&desk.start).await.body;
        let (_, favourites) = start.split_once("id=\"favourites\"").unwrap();
        assert!(favourites.contains("Take 1 tablet by mouth once a day."), "{favourites}");
        let id = between(favourites, "name=\"favourite\" value=\"", "\"").to_owned();
        let again = desk.begin("favourite", &id).await;
        let page = desk.see(&again).await.body;
        assert!(page.contains("metformin") && page.contains("Take 1 tablet by mouth once a day."), "{page}");

        let removal = format!("{}/favourites/{id}/removal", desk.start);
        let clerk = Desk::new(&house, house.cookie_of(Persona::Staff).await);
        assert!(!clerk.see(&clerk.start).await.body.contains("id=\"favourites\""));
        assert_eq!(clerk.post(&removal, &[]).await.status, 404);
        assert_eq!(clerk.post(&clerk.start, &[("favourite", &id)]).await.status, 422);
        assert_eq!(desk.post(&removal, &[]).await.header("location"), desk.start);
        assert!(!desk.see(&desk.start).await.body.contains("id=\"favourites\""));
        assert_eq!(desk.post(&desk.start, &[("favourite", &id)]).await.status, 404);
    }
}
