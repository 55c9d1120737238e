//! What a patient shows at a counter, and taking it over from another pharmacy; who works where.

use super::house::House;
use chrono::NaiveDate;
use clinic::{
    accounts::Role,
    db::Source as _,
    dispensing::{
        Counter, NotEntered, NotTaken, Presented, find_presented, membership, pickup_code, set_pharmacy_of, take_over,
    },
    ids::{OrganizationId, PrescriptionId},
    people::take_role,
    prescribing::{Refused, State},
    testing::databases,
};

fn shown(house: &House, id: PrescriptionId) -> Presented {
    Presented::Code { code: pickup_code(&house.keys, id, 0), born: NaiveDate::from_ymd_opt(1948, 9, 2).unwrap() }
}

async fn taken(house: &House, at: &Counter, what: &Presented) -> Result<PrescriptionId, NotTaken> {
    take_over(house.db(), &house.keys, &house.office.auditor, at, what, house.now(), house.today()).await.unwrap()
}

#[tokio::test]
async fn a_code_and_a_birth_date_lead_to_one_prescription_wherever_it_is() {
    for test in databases("dispensing_presented").await {
        let house = House::open(&test.db).await;
        let (id, other) = (house.sent().await, house.sent().await);
        let paper = house.prescription(house.patient, None, State::Signed, "paper", "30", 0).await;
        let house = &house;
        let find = |counter, what| async move {
            let mut q = house.db().read().await.unwrap();
            find_presented(&mut q, &house.keys, &house.office.auditor, counter, &what).await.unwrap()
        };
        let here = find(&house.ines, shown(house, id)).await.map_err(drop).unwrap();
        assert!(here.id == id && here.is_here);
        let there = find(&house.hana, shown(house, other)).await.map_err(drop).unwrap();
        assert_eq!((there.id, there.is_here, there.pharmacy.as_deref()), (other, false, Some("Linden Pharmacy")));
        let nowhere = find(&house.hana, shown(house, paper)).await.map_err(drop).unwrap();
        assert_eq!((nowhere.id, nowhere.pharmacy), (paper, None));
        let Presented::Code { code, born } = shown(house, id) else { unreachable!() };
        for wrong in [
            Presented::Code { code: code.clone(), born: born.succ_opt().unwrap() },
            Presented::Code { code: "2222-2222".to_owned(), born },
        ] {
            assert_eq!(find(&house.ines, wrong).await.err(), Some(NotTaken::NotFound));
        }
        let scanned = find(&house.ines, Presented::Scanned("nonsense".to_owned())).await;
        assert_eq!(scanned.err(), Some(NotTaken::NotReadable));
        let refused = "SELECT count(*) FROM audit_events WHERE outcome = 'refused' AND role = 'pharmacist'";
        let (refused,): (i64,) = house.db().read().await.unwrap().query(refused).one().await.unwrap();
        assert_eq!(refused, 3);
    }
}

#[tokio::test]
async fn a_prescription_is_taken_over_until_some_of_it_was_handed_out() {
    for test in databases("dispensing_take").await {
        let house = House::open(&test.db).await;
        let id = house.sent().await;
        let what = shown(&house, id);
        assert_eq!(taken(&house, &house.ines, &what).await, Ok(id), "what is here is here");
        assert_eq!(house.timeline(id).await, Vec::<String>::new());
        house.begin(&house.ines, id).await.unwrap();
        assert_eq!(taken(&house, &house.hana, &what).await, Ok(id));
        assert_eq!(house.timeline(id).await, ["received", "in_progress", "redirected", "sent"]);
        house.dispense(&house.hana, id, "30").await.unwrap();
        assert_eq!(taken(&house, &house.ines, &what).await, Err(NotTaken::Refused(Refused::HandedOut)));

        let paper = house.prescription(house.patient, None, State::Signed, "paper", "30", 0).await;
        assert_eq!(taken(&house, &house.hana, &shown(&house, paper)).await, Ok(paper));
        assert_eq!(house.standing(paper).await.0, State::Sent);
        house.begin(&house.hana, paper).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_pharmacies_take_over_at_once() {
    for test in databases("race_take").await {
        let house = House::open(&test.db).await;
        for _ in 0..8 {
            let paper = house.prescription(house.patient, None, State::Signed, "paper", "30", 0).await;
            let what = shown(&house, paper);
            let (one, two) = tokio::join!(taken(&house, &house.ines, &what), taken(&house, &house.hana, &what));
            // The second takes it from the first: it is at one of them, and whole.
            assert_eq!((one, two), (Ok(paper), Ok(paper)));
            let at_one =
                "SELECT count(*) FROM prescriptions WHERE id = $1 AND pharmacy_id IS NOT NULL AND state = 'sent'";
            assert_eq!(house.count(at_one, paper).await, 1);
        }
    }
}

#[tokio::test]
async fn an_administrator_enters_who_works_where_and_the_lost_role_ends_it() {
    for test in databases("dispensing_members").await {
        let house = House::open(&test.db).await;
        let ada = house.office.account("Ada", &[Role::Admin, Role::Pharmacist], None).await;
        let by = house.office.admin(ada).await;
        let rita = house.office.account("Rita", &[Role::Pharmacist], None).await;
        let dana = house.office.account("Dana", &[Role::Staff], None).await;
        let (db, auditor) = (house.db(), &house.office.auditor);
        let set = |account, pharmacy| set_pharmacy_of(db, auditor, &by, account, pharmacy, house.now());
        let of = |account| {
            let by = &by;
            async move { membership(&mut db.read().await.unwrap(), by, account).await.unwrap() }
        };
        set(rita, Some(house.harbor)).await.unwrap().unwrap();
        set(rita, Some(house.linden)).await.unwrap().unwrap();
        house.sent().await;
        let found = of(rita).await.unwrap();
        assert_eq!((found.name.as_str(), found.others, found.open), ("Linden Pharmacy", 2, 1));
        assert_eq!(set(dana, Some(house.linden)).await.unwrap(), Err(NotEntered::NoPharmacist));
        assert_eq!(set(rita, Some(OrganizationId::new())).await.unwrap(), Err(NotEntered::NoPharmacy));
        assert_eq!(set(ada, Some(house.linden)).await.unwrap(), Err(NotEntered::Own));
        assert!(set(clinic::ids::AccountId::new(), Some(house.linden)).await.is_err());
        set(rita, None).await.unwrap().unwrap();
        assert!(of(rita).await.is_none());

        set(rita, Some(house.harbor)).await.unwrap().unwrap();
        take_role(db, auditor, &by, rita, Role::Pharmacist, house.now()).await.unwrap().unwrap();
        assert!(of(rita).await.is_none(), "nobody is left to look at a queue");
        let ends =
            "SELECT count(*) FROM audit_events WHERE subject_id = $1 AND subject = 'place' AND action = 'delete'";
        assert_eq!(house.count(ends, PrescriptionId(rita.0)).await, 2);
    }
}
