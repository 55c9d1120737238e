//! Places and care teams on both databases.

use super::people::Office;
use chrono::Duration;
use clinic::{
    Error,
    accounts::Role,
    audit::AccessLog,
    ids::{OrganizationId, PatientId},
    patients::{Basis, Chart, Purpose, grant, open},
    places::{
        Address, NewMember, NotJoined, Place, PlaceKind, PlaceProblem, add, change, end, join, list, may_end, owners,
        place, practitioners, set_active, team_of,
    },
    testing::databases,
};

fn named(name: &str) -> Place {
    Place {
        name: name.to_owned(),
        phone: Some("(555) 010-0199".to_owned()),
        address: Address {
            lines: Some("12 Linden Street".to_owned()),
            city: Some("Albany".to_owned()),
            ..Address::default()
        },
        ..Place::default()
    }
}

#[tokio::test]
async fn places_are_added_changed_and_taken_out_of_use() {
    for test in databases("places").await {
        let office = Office::new(&test.db);
        let ada = office.account("Ada", &[Role::Admin], None).await;
        let admin = office.admin(ada).await;
        for kind in PlaceKind::ALL {
            let id = add(&office.db, &office.auditor, &admin, kind, named("Linden")).await.unwrap().unwrap();
            let renamed = named("Linden East");
            change(&office.db, &office.auditor, &admin, kind, id, renamed.clone()).await.unwrap().unwrap();
            set_active(&office.db, &office.auditor, &admin, kind, id, false).await.unwrap();
            let mut q = office.db.read().await.unwrap();
            let stored = place(&mut q, kind, id).await.unwrap();
            assert_eq!((stored.place, stored.active, stored.imported), (renamed, false, false));
            let listed = list(&mut q, kind, None, 10).await.unwrap();
            assert_eq!(listed.rows.len(), 1, "each kind stands in its own list");
            drop(q);
            for other in PlaceKind::ALL.into_iter().filter(|other| *other != kind) {
                let q = &mut office.db.read().await.unwrap();
                assert!(matches!(place(q, other, id).await, Err(Error::NotFound)));
                let moved = change(&office.db, &office.auditor, &admin, other, id, named("Elsewhere")).await;
                assert!(matches!(moved, Err(Error::NotFound)));
                let moved = set_active(&office.db, &office.auditor, &admin, other, id, true).await;
                assert!(matches!(moved, Err(Error::NotFound)));
            }
        }
        assert_eq!(office.count("SELECT count(*) FROM audit_events WHERE subject = 'place'").await, 9);
        let q = &mut office.db.read().await.unwrap();
        assert_eq!(owners(q).await.unwrap().len(), 0, "neither pharmacies nor what is out of use");
    }
}

#[tokio::test]
async fn a_location_lies_in_a_zone_and_belongs_to_what_there_is() {
    for test in databases("locations").await {
        let office = Office::new(&test.db);
        let ada = office.account("Ada", &[Role::Admin], None).await;
        let admin = office.admin(ada).await;
        let wrong = Place {
            zone: Some("Mars/Olympus".to_owned()),
            organization: Some(OrganizationId::new()),
            ..named("Linden")
        };
        let refused = add(&office.db, &office.auditor, &admin, PlaceKind::Location, wrong).await.unwrap();
        assert_eq!(refused, Err(vec![PlaceProblem::Zone, PlaceProblem::Organization]));
        let owner =
            add(&office.db, &office.auditor, &admin, PlaceKind::Organization, named("House")).await.unwrap().unwrap();
        let right = Place {
            zone: Some("America/Denver".to_owned()),
            organization: Some(OrganizationId(owner)),
            ..named("Linden")
        };
        let id = add(&office.db, &office.auditor, &admin, PlaceKind::Location, right.clone()).await.unwrap().unwrap();
        let q = &mut office.db.read().await.unwrap();
        assert_eq!(place(q, PlaceKind::Location, id).await.unwrap().place, right);
    }
}

async fn chart(office: &Office, by: &clinic::accounts::Clinician, patient: PatientId) -> Result<Chart, Error> {
    open(&mut office.db.read().await.unwrap(), by, patient, &AccessLog::default(), office.now()).await
}

#[tokio::test]
async fn who_is_in_the_care_team_opens_the_record() {
    for test in databases("care_team").await {
        let office = Office::new(&test.db);
        let patient = office.patient("Rosa", "MR-1").await;
        let doctor = office.practitioner("Dr. Okafor", None).await;
        let nurse = office.practitioner("Nurse Lee", None).await;
        let doc = office.account("Okafor", &[Role::Prescriber], Some(doctor)).await;
        let lee = office.account("Lee", &[Role::Staff], Some(nurse)).await;
        let dana = office.account("Dana", &[Role::Staff], None).await;
        let (doc, lee, dana) = (office.clinician(doc).await, office.clinician(lee).await, office.clinician(dana).await);
        assert_eq!(practitioners(&mut office.db.read().await.unwrap()).await.unwrap().len(), 2);

        // The clerk opens the record with a reason and puts the doctor into the care team.
        let reason = async |by| {
            grant(&office.db, &office.auditor, by, patient, Purpose::Appointment, "", office.now()).await.unwrap();
            chart(&office, by, patient).await.unwrap()
        };
        let by_dana = reason(&dana).await;
        let new = |practitioner| NewMember { practitioner, task: Some(" Physician ".to_owned()), ends_at: None };
        let add = async |by, chart, new| join(&office.db, &office.auditor, by, chart, new, office.now()).await.unwrap();
        add(&dana, &by_dana, new(doctor)).await.unwrap();
        assert_eq!(add(&dana, &by_dana, new(doctor)).await, Err(NotJoined::Belongs));
        let by_doc = chart(&office, &doc, patient).await.unwrap();
        assert_eq!(by_doc.basis(), &Basis::CareTeam, "without a reason");

        // Whoever came with a reason does not stay by their own hand.
        let by_lee = reason(&lee).await;
        assert_eq!(add(&lee, &by_lee, new(nurse)).await, Err(NotJoined::Own));
        // Nor do they empty the team to be the first to take the patient on.
        let team = team_of(&mut office.db.read().await.unwrap(), &by_lee, office.now()).await.unwrap();
        let (id, position) = (team.members[0].team, team.members[0].position);
        let emptied = end(&office.db, &office.auditor, &lee, &by_lee, id, position, office.now()).await;
        assert!(matches!(emptied, Err(Error::NotPermitted)) && !may_end(&by_lee) && may_end(&by_doc));
        assert_eq!(add(&lee, &by_lee, new(nurse)).await, Err(NotJoined::Own));
        let until = office.now() + Duration::days(7);
        add(&doc, &by_doc, NewMember { ends_at: Some(until), ..new(nurse) }).await.unwrap();
        assert_eq!(chart(&office, &lee, patient).await.unwrap().basis(), &Basis::CareTeam);
        office.clock.advance(Duration::days(7));
        assert!(matches!(chart(&office, &lee, patient).await, Err(Error::NeedsReason(_))), "the end is reached");

        let team = team_of(&mut office.db.read().await.unwrap(), &by_doc, office.now()).await.unwrap();
        assert_eq!(team.members.len(), 1);
        assert_eq!(team.members[0].task.as_deref(), Some("Physician"));
        let (id, position) = (team.members[0].team, team.members[0].position);
        end(&office.db, &office.auditor, &doc, &by_doc, id, position, office.now()).await.unwrap();
        assert!(matches!(chart(&office, &doc, patient).await, Err(Error::NeedsReason(_))));
        let again = end(&office.db, &office.auditor, &doc, &by_doc, id, position, office.now()).await;
        assert!(matches!(again, Err(Error::NotFound)));
        let told = "SELECT count(*) FROM audit_events WHERE subject = 'place' AND patient_id IS NOT NULL";
        assert_eq!(office.count(told).await, 3, "the patient sees each change");
        assert_eq!(office.count("SELECT count(*) FROM outbox WHERE kind = 'record_opened'").await, 2);
    }
}

#[tokio::test]
async fn a_patient_whom_nobody_looks_after_is_taken_on() {
    for test in databases("taken_on").await {
        let office = Office::new(&test.db);
        let (one, other) = (office.patient("Rosa", "MR-1").await, office.patient("Walter", "MR-2").await);
        let doctor = office.practitioner("Dr. Okafor", None).await;
        let doc = office.account("Okafor", &[Role::Prescriber], Some(doctor)).await;
        let doc = office.clinician(doc).await;
        grant(&office.db, &office.auditor, &doc, one, Purpose::Treatment, "", office.now()).await.unwrap();
        let open = chart(&office, &doc, one).await.unwrap();
        let new = || NewMember { practitioner: doctor, task: None, ends_at: None };
        let (first, second) = tokio::join!(
            join(&office.db, &office.auditor, &doc, &open, new(), office.now()),
            join(&office.db, &office.auditor, &doc, &open, new(), office.now()),
        );
        let (first, second) = (first.unwrap(), second.unwrap());
        assert!(first.is_ok() != second.is_ok(), "once, even when asked twice at once: {first:?} {second:?}");
        assert_eq!(chart(&office, &doc, one).await.unwrap().basis(), &Basis::CareTeam);
        assert!(matches!(chart(&office, &doc, other).await, Err(Error::NeedsReason(_))));
        // A place in one patient's team is not ended from another's record.
        let team = team_of(&mut office.db.read().await.unwrap(), &open, office.now()).await.unwrap();
        grant(&office.db, &office.auditor, &doc, other, Purpose::Treatment, "", office.now()).await.unwrap();
        let elsewhere = chart(&office, &doc, other).await.unwrap();
        let past = NewMember { ends_at: Some(office.now()), ..new() };
        let refused = join(&office.db, &office.auditor, &doc, &elsewhere, past, office.now()).await.unwrap();
        assert_eq!(refused, Err(NotJoined::Ended));
        join(&office.db, &office.auditor, &doc, &elsewhere, new(), office.now()).await.unwrap().unwrap();
        let elsewhere = chart(&office, &doc, other).await.unwrap();
        let member = &team.members[0];
        let ended =
            end(&office.db, &office.auditor, &doc, &elsewhere, member.team, member.position, office.now()).await;
        assert!(matches!(ended, Err(Error::NotFound)));
    }
}
