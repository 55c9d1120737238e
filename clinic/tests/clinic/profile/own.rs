//! What counts at once: telephone, address, people to call, pharmacy, notices, names to be called by.

use super::{House, contact, phone};
use clinic::{
    Error,
    accounts::{Language, Patient, Person, Role},
    audit::{AccessLog, Action, Actor, Subject, accesses_of},
    db::Source as _,
    ids::OrganizationId,
    paging::Before,
    patients::{Chart, demographics},
    profile::{
        Address, Choices, Editor, OWN_CONTACTS, Saved, add_contact, change_contact, choices, contacts, mark_pharmacies,
        pharmacies, pharmacy, remove_contact, set_address, set_choices, set_languages, set_pharmacy, set_phone,
        set_preferred_name, set_worker_name, worker_name,
    },
    testing::databases,
};
use serde_json::json;

#[tokio::test]
async fn what_patients_change_themselves_counts_at_once_and_is_noted() {
    for test in databases("profile_own").await {
        let house = House::new(&test.db).await;
        let ana = house.patient("ana", "Ana", "Garcia").await;
        let other = house.patient("zoe", "Zoe", "Garland").await;
        let clerk = house.clerk("desk").await;
        let desk = house.desk(&clerk, ana.id).await;
        let (db, auditor) = (&house.db, &house.auditor);
        let address = Address {
            lines: Some("12 Lantern Court\nApartment 3".to_owned()),
            city: Some("Portland".to_owned()),
            country: Some("US".to_owned()),
            ..Address::default()
        };
        set_phone(db, auditor, &ana.editor, Some(phone("207-555-0199"))).await.unwrap();
        set_address(db, auditor, &desk, address).await.unwrap();
        set_languages(db, auditor, &ana.editor, Some("vi".to_owned()), Some(Language::Es)).await.unwrap();
        set_preferred_name(db, auditor, &ana.editor, Some("Nita".to_owned())).await.unwrap();

        let chart = house.chart(&clerk, ana.id).await;
        let (person, ..) = demographics(&mut db.read().await.unwrap(), &chart).await.unwrap();
        assert_eq!(person.phone.as_deref(), Some("207-555-0199"));
        assert_eq!(person.address_lines.as_deref(), Some("12 Lantern Court\nApartment 3"));
        assert_eq!((person.city.as_deref(), person.state), (Some("Portland"), None));
        assert_eq!(person.language.as_deref(), Some("vi"));
        assert_eq!(person.preferred_name.as_deref(), Some("Nita"));
        assert_eq!(person.name, "Ms. Ana Garcia", "the legal name stays");
        let session = house.session(&ana.token).await;
        assert_eq!((session.called(), session.name()), ("Nita", "Ms. Ana Garcia"));
        assert_eq!(session.language(), Some(Language::Es));

        // A clerk does not change the language of somebody's portal.
        set_languages(db, auditor, &desk, None, Some(Language::En)).await.unwrap();
        assert_eq!(house.session(&ana.token).await.language(), Some(Language::Es));

        set_phone(db, auditor, &ana.editor, None).await.unwrap();
        let log = accesses_of(&mut db.read().await.unwrap(), &chart, true, Before::START, 50).await.unwrap();
        let updates = log.rows.iter().filter(|row| row.action == Action::Update && row.subject == Subject::Profile);
        assert_eq!(updates.filter(|row| row.own).count(), 4);
        let by_clinic: Vec<_> = log.rows.iter().filter(|row| !row.own && row.action == Action::Update).collect();
        assert_eq!(by_clinic.len(), 2);
        assert!(by_clinic.iter().all(|row| row.actor == "Dana Desk"));
        let untouched = "SELECT count(*) FROM patients WHERE phone IS NULL AND preferred_name IS NULL";
        assert_eq!(house.count(untouched).await, 1, "{}", other.id);
    }
}

#[tokio::test]
async fn people_to_call_are_three_at_most_and_ones_own() {
    for test in databases("profile_contacts").await {
        let house = House::new(&test.db).await;
        let ana = house.patient("ana", "Ana", "Garcia").await;
        let zoe = house.patient("zoe", "Zoe", "Garland").await;
        let (db, auditor) = (&house.db, &house.auditor);
        let add = async |who: &Editor| add_contact(db, auditor, who, contact("Lien")).await.unwrap();
        assert_eq!(add(&ana.editor).await, Saved::Done);
        assert_eq!(add(&ana.editor).await, Saved::Done);
        // The last place is taken once, even by two forms at once.
        let (one, two) = tokio::join!(add(&ana.editor), add(&ana.editor));
        assert_eq!([one, two].iter().filter(|saved| **saved == Saved::Done).count(), 1);

        change_contact(db, auditor, &ana.editor, OWN_CONTACTS + 1, contact("Minh")).await.unwrap();
        remove_contact(db, auditor, &ana.editor, OWN_CONTACTS).await.unwrap();
        for (who, position) in [(&zoe.editor, OWN_CONTACTS + 1), (&ana.editor, OWN_CONTACTS), (&ana.editor, 0)] {
            let changed = change_contact(db, auditor, who, position, contact("Eve")).await;
            assert!(matches!(changed, Err(Error::NotFound)));
            assert!(matches!(remove_contact(db, auditor, who, position).await, Err(Error::NotFound)));
        }
        let chart = Chart::own(&ana.by, &AccessLog::default(), house.clock.now());
        let names = async || -> Vec<String> {
            let known = contacts(&mut db.read().await.unwrap(), &chart).await.unwrap();
            known.into_iter().filter_map(|contact| contact.name).collect()
        };
        assert_eq!(names().await, ["Minh", "Lien", "Lan Example"]);
        // An import writes only what it brought.
        let about = json!({ "name": [{ "family": "Garcia", "given": ["Ana"] }], "contact": [] });
        house.import("ana", 2, about).await;
        assert_eq!(names().await, ["Minh", "Lien"]);
    }
}

#[tokio::test]
async fn the_name_to_be_called_finds_a_record_also_after_an_import() {
    for test in databases("profile_called").await {
        let house = House::new(&test.db).await;
        let ana = house.patient("ana", "Ana", "Garcia").await;
        let clerk = house.clerk("desk").await;
        let call = async |name: Option<&str>| {
            set_preferred_name(&house.db, &house.auditor, &ana.editor, name.map(str::to_owned)).await.unwrap();
        };
        call(Some("Nita Garcia")).await;
        assert_eq!(house.found(&clerk, "nita").await.len(), 1);
        house.import("ana", 2, json!({ "name": [{ "family": "Garcia", "given": ["Ana"] }] })).await;
        assert_eq!(house.found(&clerk, "nita garc").await, ["Ana Garcia"]);
        call(None).await;
        assert!(house.found(&clerk, "nita").await.is_empty());
        assert_eq!(house.found(&clerk, "garcia").await.len(), 1, "a word of the record's own name stays");
    }
}

#[tokio::test]
async fn only_a_pharmacy_that_is_open_can_be_named() {
    for test in databases("profile_pharmacy").await {
        let house = House::new(&test.db).await;
        let ana = house.patient("ana", "Ana", "Garcia").await;
        let ids: [OrganizationId; 4] = std::array::from_fn(|_| OrganizationId::new());
        let firms = [
            ("Bay Pharmacy", "Boulder", true),
            ("Arch Pharmacy", "Denver", true),
            ("Closed Pharmacy", "Boulder", false),
            ("A Laboratory", "Boulder", true),
        ];
        let mut tx = house.db.begin().await.unwrap();
        for (id, (name, city, active)) in ids.into_iter().zip(firms) {
            tx.query("INSERT INTO organizations (id, name, city, active) VALUES ($1, $2, $3, $4)")
                .bind(id)
                .bind(name.to_owned())
                .bind(city.to_owned())
                .bind(active)
                .run()
                .await
                .unwrap();
        }
        tx.commit().await.unwrap();
        mark_pharmacies(&house.db, &house.auditor, Actor::operator(), &ids[..3]).await.unwrap();
        let list = async |text: &str, after, limit| {
            let page = pharmacies(&mut house.db.read().await.unwrap(), text, after, limit).await.unwrap();
            (page.rows.into_iter().map(|row| row.name).collect::<Vec<_>>(), page.next)
        };
        assert_eq!(list("", None, 9).await.0, ["Arch Pharmacy", "Bay Pharmacy"]);
        assert_eq!(list(" BOULDER ", None, 9).await.0, ["Bay Pharmacy"]);
        assert!(list("100%_", None, 9).await.0.is_empty());
        let (first, next) = list("", None, 1).await;
        assert_eq!(first, ["Arch Pharmacy"]);
        assert_eq!(list("", next.map(OrganizationId), 1).await.0, ["Bay Pharmacy"]);

        let name = async |id| set_pharmacy(&house.db, &house.auditor, &ana.editor, id).await;
        let chart = Chart::own(&ana.by, &AccessLog::default(), house.clock.now());
        let named = async || pharmacy(&mut house.db.read().await.unwrap(), &chart).await.unwrap().map(|row| row.name);
        name(Some(ids[0])).await.unwrap();
        for wrong in [ids[2], ids[3], OrganizationId::new()] {
            assert!(matches!(name(Some(wrong)).await, Err(Error::Invalid(_))));
        }
        assert_eq!(named().await.as_deref(), Some("Bay Pharmacy"));
        name(None).await.unwrap();
        assert_eq!(named().await, None);
    }
}

#[tokio::test]
async fn notices_are_wanted_until_someone_says_no() {
    for test in databases("profile_notices").await {
        let house = House::new(&test.db).await;
        let ana = house.patient("ana", "Ana", "Garcia").await;
        let zoe = house.patient("zoe", "Zoe", "Garland").await;
        let all = Choices { record: true, appointments: true, helpers: true, prescriptions: true, results: true };
        let of = async |by: &Patient| choices(&mut house.db.read().await.unwrap(), by).await.unwrap();
        assert_eq!(of(&ana.by).await, all);
        for chosen in [Choices { record: false, ..all }, Choices { appointments: false, ..all }] {
            set_choices(&house.db, &house.auditor, &ana.by, chosen).await.unwrap();
            assert_eq!(of(&ana.by).await, chosen);
        }
        assert_eq!(of(&zoe.by).await, all);
    }
}

#[tokio::test]
async fn people_who_work_here_are_greeted_as_they_wish() {
    for test in databases("profile_worker").await {
        let house = House::new(&test.db).await;
        let ana = house.patient("ana", "Ana", "Garcia").await;
        let token = house.token("desk", "Dana Desk", Role::Staff, None).await;
        let dana = Person::from(&house.session(&token).await);
        set_worker_name(&house.db, &house.auditor, &dana, Some("Dee".to_owned())).await.unwrap();
        assert_eq!(worker_name(&mut house.db.read().await.unwrap(), &dana).await.unwrap().as_deref(), Some("Dee"));
        let session = house.session(&token).await;
        assert_eq!((session.called(), session.name()), ("Dee", "Dana Desk"));
        let patient = Person::from(&house.session(&ana.token).await);
        let refused = set_worker_name(&house.db, &house.auditor, &patient, Some("Nita".to_owned())).await;
        assert!(matches!(refused, Err(Error::NotFound)), "a patient's name stands in the record");
    }
}
