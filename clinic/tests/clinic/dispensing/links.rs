//! A pharmacy without an account: the link, the code, and what five wrong ones do.

use super::house::{House, out};
use clinic::{
    Error,
    dispensing::{
        Counter, LinkRefused, LinkStanding, MOST_WRONG_CODES, Rejection, Wish, ask, dispense, link_landing, open_link,
        pickup_code, prescription_at_counter, reject,
    },
    ids::{PrescriptionId, SendingId},
    prescribing::{RejectionReason, State},
    testing::databases,
};

async fn mailed(house: &House) -> (PrescriptionId, SendingId) {
    let id = house.prescription(house.patient, Some(house.linden), State::Sent, "mail", "30", 1).await;
    (id, SendingId(id.0))
}

async fn opened(house: &House, sending: SendingId, code: &str) -> Result<(Counter, PrescriptionId), LinkRefused> {
    let (db, keys, auditor) = (house.db(), &house.keys, &house.office.auditor);
    open_link(db, keys, auditor, sending, code, &house.log, house.now()).await.unwrap()
}

async fn standing(house: &House, sending: SendingId) -> LinkStanding {
    link_landing(&mut house.db().read().await.unwrap(), sending, house.now()).await.unwrap().unwrap().standing
}

#[tokio::test]
async fn a_link_and_its_code_open_one_prescription() {
    for test in databases("dispensing_link").await {
        let house = House::open(&test.db).await;
        let (id, sending) = mailed(&house).await;
        let other = house.sent().await;
        let (counter, found) = opened(&house, sending, &pickup_code(&house.keys, id, 0).to_lowercase()).await.unwrap();
        assert_eq!((found, counter.pharmacy(), counter.account()), (id, house.linden, None));
        let mut q = house.db().read().await.unwrap();
        prescription_at_counter(&mut q, &house.keys, &counter, id).await.unwrap();
        let another = prescription_at_counter(&mut q, &house.keys, &counter, other).await;
        assert!(matches!(another, Err(Error::NotFound)), "not even another one of the same pharmacy");
        house.begin(&counter, id).await.unwrap();
        house.dispense(&counter, id, "30").await.unwrap();
        let seen = prescription_at_counter(&mut q, &house.keys, &counter, id).await.unwrap();
        assert_eq!(seen.dispenses.first().unwrap().dispenser, "Linden Pharmacy");
        let first = seen.timeline.first().unwrap();
        assert_eq!((first.actor.as_str(), first.actor_role.as_str()), ("Linden Pharmacy", "pharmacy"));

        let (db, auditor, now, today) = (house.db(), &house.office.auditor, house.now(), house.today());
        let wish = Wish::Renewal { text: String::new() };
        assert!(matches!(ask(db, auditor, &counter, id, wish, now, today).await, Err(Error::NotFound)));
        let form = out("1", clinic::ids::new());
        assert!(matches!(dispense(db, auditor, &counter, other, form, now, today).await, Err(Error::NotFound)));
        let no = Rejection { reason: RejectionReason::NotAvailable, text: String::new() };
        assert!(matches!(reject(db, auditor, &counter, other, no, now, today).await, Err(Error::NotFound)));
        assert!(link_landing(&mut q, SendingId::new(), house.now()).await.unwrap().is_none());
        // What stands in a queue has no link.
        assert!(link_landing(&mut q, SendingId(other.0), house.now()).await.unwrap().is_none());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn five_wrong_codes_lock_it_also_when_they_come_at_once() {
    for test in databases("dispensing_link_lock").await {
        let house = House::open(&test.db).await;
        let (id, sending) = mailed(&house).await;
        let right = pickup_code(&house.keys, id, 0);
        for left in (1..MOST_WRONG_CODES).rev() {
            assert_eq!(opened(&house, sending, "2222-2222").await.unwrap_err(), LinkRefused::Wrong { left });
        }
        opened(&house, sending, &right).await.unwrap();
        let wrong = || opened(&house, sending, "");
        let tries = tokio::join!(wrong(), wrong(), wrong(), wrong(), wrong(), wrong(), wrong());
        let tries = [tries.0, tries.1, tries.2, tries.3, tries.4, tries.5, tries.6];
        let locked = tries.iter().filter(|tried| matches!(tried, Err(LinkRefused::Dead(LinkStanding::Locked)))).count();
        assert_eq!(locked, 2, "the right one forgot the wrong ones before it; five more are counted, not one more");
        assert_eq!(opened(&house, sending, &right).await.unwrap_err(), LinkRefused::Dead(LinkStanding::Locked));
        assert_eq!(standing(&house, sending).await, LinkStanding::Locked);
        let notices = "SELECT count(*) FROM prescriber_notices WHERE prescription_id = $1 AND kind = 'link_locked'";
        assert_eq!(house.count(notices, id).await, 1);
        let noted =
            "SELECT count(*) FROM audit_events WHERE subject_id = $1 AND outcome = 'refused' AND role = 'pharmacy'";
        assert_eq!(house.count(noted, id).await, 9);
    }
}

#[tokio::test]
async fn a_link_is_dead_when_the_prescription_went_elsewhere() {
    for test in databases("dispensing_link_left").await {
        let house = House::open(&test.db).await;
        let (id, sending) = mailed(&house).await;
        let code = pickup_code(&house.keys, id, 0);
        let (counter, _) = opened(&house, sending, &code).await.unwrap();
        let (_, chart) = house.chart().await;
        let to = Some(house.harbor);
        clinic::prescribing::redirect(house.db(), &house.office.auditor, &chart, id, to, house.now(), house.today())
            .await
            .unwrap()
            .unwrap();
        assert_eq!(opened(&house, sending, &code).await.unwrap_err(), LinkRefused::Dead(LinkStanding::Elsewhere));
        assert_eq!(standing(&house, sending).await, LinkStanding::Elsewhere);
        let begun =
            clinic::dispensing::begin(house.db(), &house.office.auditor, &counter, id, house.now(), house.today())
                .await;
        assert!(matches!(begun, Err(Error::NotFound)), "a counter that was opened before is dead, too");
    }
}
