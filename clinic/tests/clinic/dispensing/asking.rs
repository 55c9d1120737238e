//! What a pharmacy asks, takes back and answers.

use super::house::House;
use clinic::{
    Error,
    db::Source as _,
    dispensing::{CancellationAnswer, NotDone, Wish, ask, prescription_at_counter, withdraw},
    ids::{PrescriptionId, RequestId},
    prescribing::{ChangeKind, DenialReason, LONGEST_TEXT, NotRenewable, Refused, RequestKind, RequestState, State},
    testing::databases,
};

fn change(text: &str) -> Wish {
    Wish::Change { kind: ChangeKind::Generic, text: text.to_owned() }
}

fn renewal() -> Wish {
    Wish::Renewal { text: String::new() }
}

async fn asked(house: &House, id: PrescriptionId, wish: Wish) -> Result<Result<RequestId, NotDone>, Error> {
    ask(house.db(), &house.office.auditor, &house.ines, id, wish, house.now(), house.today()).await
}

#[tokio::test]
async fn one_request_of_each_kind_waits_and_can_be_taken_back() {
    for test in databases("dispensing_ask").await {
        let house = House::open(&test.db).await;
        let id = house.sent().await;
        let request = asked(&house, id, change("The brand is not to be had")).await.unwrap().unwrap();
        assert_eq!(asked(&house, id, change("Once more")).await.unwrap(), Err(NotDone::Asked));
        assert!(
            matches!(asked(&house, id, change(" ")).await, Err(Error::Invalid(_))),
            "a change says what is to change"
        );
        assert!(matches!(asked(&house, id, change(&"x".repeat(LONGEST_TEXT + 1))).await, Err(Error::Invalid(_))));
        let mails = "SELECT count(*) FROM outbox o JOIN prescription_requests r ON r.id = o.subject_id
                     WHERE o.kind = 'inbox_notice' AND r.prescription_id = $1";
        assert_eq!(house.count(mails, id).await, 1);
        let seen =
            prescription_at_counter(&mut house.db().read().await.unwrap(), &house.keys, &house.ines, id).await.unwrap();
        let row = seen.requests.first().unwrap();
        assert_eq!(
            (row.kind, row.state, row.detail.as_deref()),
            (RequestKind::Change, RequestState::Pending, Some("generic"))
        );
        assert_eq!((row.asker.as_str(), row.asker_role.as_str()), ("Ines Moreau", "pharmacist"));

        let back = |counter| withdraw(house.db(), &house.office.auditor, counter, id, request, house.now());
        assert!(matches!(back(&house.hana).await, Err(Error::NotFound)));
        back(&house.otto).await.unwrap().unwrap();
        assert_eq!(back(&house.ines).await.unwrap(), Err(NotDone::Answered));
        asked(&house, id, change("Now it may be asked again")).await.unwrap().unwrap();
        assert_eq!(house.timeline(id).await, ["change_asked", "request_withdrawn", "change_asked"]);
    }
}

#[tokio::test]
async fn a_renewal_is_asked_for_when_nothing_is_left() {
    for test in databases("dispensing_renewal").await {
        let house = House::open(&test.db).await;
        let id = house.prescription(house.patient, Some(house.linden), State::Sent, "queue", "30", 0).await;
        let early = asked(&house, id, renewal()).await.unwrap();
        assert_eq!(early, Err(NotDone::NotRenewable(NotRenewable::OnItsWay)));
        house.dispense(&house.ines, id, "30").await.unwrap();
        asked(&house, id, renewal()).await.unwrap().unwrap();
        let again = asked(&house, id, renewal()).await.unwrap();
        assert_eq!(again, Err(NotDone::NotRenewable(NotRenewable::Pending)));
        let closed = asked(&house, id, change("Too late")).await.unwrap();
        assert_eq!(closed, Err(NotDone::Refused(Refused::Completed)));
    }
}

#[tokio::test]
async fn a_cancellation_is_answered_once_and_only_with_a_pharmacys_reason() {
    for test in databases("dispensing_cancellation").await {
        let house = House::open(&test.db).await;
        let chart = house.chart().await;
        let id = house.sent().await;
        let nothing = house.answer(&house.ines, id, CancellationAnswer::Approve).await;
        assert_eq!(nothing, Err(NotDone::Refused(Refused::NothingPending)));
        house.cancel(&chart, id).await.unwrap();
        let deny = |reason| CancellationAnswer::Deny { reason, text: "Picked up at ten".to_owned() };
        let (db, auditor) = (house.db(), &house.office.auditor);
        let wrong = deny(DenialReason::TooEarly);
        let answer =
            clinic::dispensing::answer_cancellation(db, auditor, &house.ines, id, wrong, house.now(), house.today());
        assert!(matches!(answer.await, Err(Error::Invalid(_))));
        house.answer(&house.ines, id, deny(DenialReason::AlreadyDispensed)).await.unwrap();
        assert_eq!(house.standing(id).await.0, State::Sent, "a refusal leaves it as it was");
        let mut q = db.read().await.unwrap();
        let (state, answer, text): (String, String, String) = q
            .query("SELECT state, answer, answer_text FROM prescription_requests WHERE prescription_id = $1")
            .bind(id)
            .one()
            .await
            .unwrap();
        assert_eq!([state.as_str(), &answer, &text], ["denied", "already_dispensed", "Picked up at ten"]);
        let notices =
            "SELECT count(*) FROM prescriber_notices WHERE prescription_id = $1 AND kind = 'cancellation_denied'";
        assert_eq!(house.count(notices, id).await, 1);

        house.cancel(&chart, id).await.unwrap();
        house.answer(&house.otto, id, CancellationAnswer::Approve).await.unwrap();
        assert_eq!(house.standing(id).await.0, State::Cancelled);
        assert_eq!(house.dispense(&house.ines, id, "1").await, Err(NotDone::Refused(Refused::Cancelled)));
        let seen = prescription_at_counter(&mut q, &house.keys, &house.ines, id).await.unwrap();
        let last = seen.timeline.last().unwrap();
        assert_eq!((last.actor.as_str(), last.detail.as_deref()), ("Otto Linden", Some("mistake")));
    }
}
