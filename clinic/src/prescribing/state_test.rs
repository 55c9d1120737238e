use super::*;
use proptest::prelude::*;
use std::str::FromStr as _;

fn d(text: &str) -> Decimal {
    Decimal::from_str(text).unwrap()
}

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, day).unwrap()
}

/// 30 tablets with two refills, good until the 20th.
fn sent() -> Standing {
    Standing {
        state: State::Sent,
        quantity: d("30"),
        refills: 2,
        dispensed: d("0"),
        expires_on: day(20),
        cancelling: false,
    }
}

#[test]
fn a_supply_goes_out_in_parts_and_the_last_one_completes() {
    let half = sent().dispense(d("15"), day(1)).unwrap();
    assert_eq!((half.state, half.left_now(), half.refills_left()), (State::PartDispensed, d("15"), 2));
    assert_eq!(half.dispense(d("15.5"), day(1)), Err(Refused::TooMuch { left: d("15") }));
    let whole = half.dispense(d("15"), day(2)).unwrap();
    assert_eq!((whole.state, whole.left_now(), whole.refills_left()), (State::Dispensed, d("30"), 2));
    let two = whole.dispense(d("30"), day(3)).unwrap();
    assert_eq!((two.state, two.refills_left()), (State::Dispensed, 1));
    let all = two.dispense(d("30"), day(4)).unwrap();
    assert_eq!((all.state, all.left_now(), all.refills_left()), (State::Completed, d("0"), 0));
    assert_eq!(all.dispense(d("1"), day(4)), Err(Refused::Completed));
    for nothing in [d("0"), d("-1")] {
        assert_eq!(sent().dispense(nothing, day(1)), Err(Refused::NoQuantity));
    }
}

#[test]
fn the_last_day_is_a_whole_day() {
    assert!(sent().dispense(d("30"), day(20)).is_ok());
    assert_eq!(sent().dispense(d("30"), day(21)), Err(Refused::Expired));
    assert_eq!(sent().on(day(21)), State::Expired);
    let over = Standing { state: State::Cancelled, ..sent() };
    assert_eq!(over.on(day(21)), State::Cancelled, "what has ended otherwise stays so");
}

#[test]
fn a_cancellation_waits_for_the_pharmacy_and_stops_the_dispensing() {
    let Ok(Cancelling::Asked(asked)) = sent().cancel(true, day(1)) else { panic!("a pharmacy is to answer") };
    assert_eq!(asked.state, State::Sent);
    assert_eq!(asked.dispense(d("1"), day(1)), Err(Refused::CancellationPending));
    assert_eq!(asked.cancel(true, day(1)), Err(Refused::CancellationPending));
    assert_eq!(asked.answer_cancellation(true, day(1)).unwrap().state, State::Cancelled);
    let kept = asked.answer_cancellation(false, day(1)).unwrap();
    assert_eq!(kept, sent());
    assert_eq!(kept.answer_cancellation(false, day(1)), Err(Refused::NothingPending));
    let Ok(Cancelling::AtOnce(gone)) = sent().cancel(false, day(1)) else { panic!("nobody is to answer") };
    assert_eq!(gone.dispense(d("1"), day(1)), Err(Refused::Cancelled));
    let handed_out = Standing { state: State::Completed, ..sent() };
    assert_eq!(handed_out.cancel(true, day(1)), Err(Refused::Completed));
}

#[test]
fn what_was_handed_out_is_neither_rejected_nor_sent_elsewhere() {
    let half = sent().dispense(d("15"), day(1)).unwrap();
    assert_eq!(half.reject(day(1)), Err(Refused::HandedOut));
    assert_eq!(half.redirect(day(1)), Err(Refused::HandedOut));
    assert_eq!(sent().redirect(day(1)).unwrap().state, State::Signed);
    assert_eq!(sent().reject(day(1)).unwrap().state, State::Rejected);
    assert_eq!(sent().reject(day(1)).unwrap().reject(day(1)), Err(Refused::Rejected));
}

#[test]
fn a_draft_takes_no_step() {
    let draft = Standing { state: State::Draft, ..sent() };
    assert_eq!(draft.receive(day(1)), Err(Refused::Unsigned));
    assert_eq!(draft.prepare(day(1)), Err(Refused::Unsigned));
    assert_eq!(draft.dispense(d("1"), day(1)), Err(Refused::Unsigned));
    assert_eq!(draft.reject(day(1)), Err(Refused::Unsigned));
    assert_eq!(draft.cancel(true, day(1)), Err(Refused::Unsigned));
    assert_eq!(draft.replace(), Err(Refused::Unsigned));
    assert_eq!(draft.redirect(day(1)), Err(Refused::Unsigned));
    assert_eq!(draft.send(), Err(Refused::Unsigned));
}

#[test]
fn looking_again_changes_nothing() {
    let seen = sent().receive(day(1)).unwrap();
    assert_eq!(seen.state, State::Received);
    let begun = seen.prepare(day(1)).unwrap();
    assert_eq!(begun.state, State::InProgress);
    assert_eq!(begun.receive(day(1)).unwrap(), begun);
    assert_eq!(begun.send().unwrap(), begun);
    assert_eq!(begun.prepare(day(1)).unwrap(), begun);
}

proptest! {
    /// Whatever is tried in whatever order, never more is handed out than was signed, and what is over stays over.
    #[test]
    fn never_more_than_was_signed(
        quantity in 1_u32..90,
        refills in 0_u32..6,
        steps in prop::collection::vec((0_u8..7, 0_u32..100), 0..60),
    ) {
        let all = Decimal::from(quantity) * Decimal::from(refills + 1);
        let mut now = Standing { quantity: quantity.into(), refills, ..sent() };
        for (step, amount) in steps {
            let before = now.clone();
            let next = match step {
                0 => now.receive(day(1)),
                1 => now.prepare(day(1)),
                2 => now.reject(day(1)),
                3 => now.cancel(true, day(1)).map(|cancelling| match cancelling {
                    Cancelling::Asked(next) | Cancelling::AtOnce(next) => next,
                }),
                4 => now.answer_cancellation(amount % 2 == 0, day(1)),
                _ => now.dispense(amount.into(), day(1)),
            };
            now = next.unwrap_or(now);
            prop_assert!(now.dispensed <= all && now.dispensed >= before.dispensed);
            prop_assert!(!before.state.is_over() || now == before);
            prop_assert_eq!(now.state == State::Completed, now.dispensed == all);
            prop_assert!(now.left_now() <= now.quantity);
        }
    }
}
