use super::{Standing, State};
use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;

/// Days before a supply is used up from which a renewal can be asked for: a week, so that a clinic has time to answer before
/// the last tablet. A custom of ours and no clinical rule.
const DAYS_AHEAD: u64 = 7;

/// Why asking for a renewal makes no sense now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotRenewable {
    /// It was asked for already.
    Pending,
    /// It is on its way and nothing was handed out yet.
    OnItsWay,
    /// The pharmacy may hand out more without asking.
    RefillsLeft {
        /// How many supplies.
        left: u32,
    },
    /// The supply lasts for long enough.
    TooSoon {
        /// From when it can be asked for.
        from: NaiveDate,
    },
    /// It was cancelled.
    Cancelled,
    /// The pharmacy refused it.
    Rejected,
    /// There is a newer one.
    Replaced,
}

/// What decides whether a renewal can be asked for.
#[derive(Clone, Debug)]
pub struct Renewal {
    /// Where the prescription stands.
    pub standing: Standing,
    /// The day on which some of it was last handed out.
    pub dispensed_on: Option<NaiveDate>,
    /// For how many days one supply lasts, where that can be told.
    pub supply_days: Option<u32>,
    /// Whether a renewal was asked for and not answered.
    pub is_pending: bool,
    /// Whether a newer prescription has taken its place.
    pub is_replaced: bool,
}

impl Renewal {
    /// Whether a renewal can be asked for on a day.
    pub fn judge(&self, today: NaiveDate) -> Result<(), NotRenewable> {
        if self.is_pending {
            return Err(NotRenewable::Pending);
        }
        if self.is_replaced {
            return Err(NotRenewable::Replaced);
        }
        match self.standing.on(today) {
            State::Cancelled => Err(NotRenewable::Cancelled),
            State::Rejected => Err(NotRenewable::Rejected),
            State::Expired => Ok(()),
            State::Completed => match self.from() {
                Some(from) if today < from => Err(NotRenewable::TooSoon { from }),
                _ => Ok(()),
            },
            _ if self.standing.dispensed == Decimal::ZERO => Err(NotRenewable::OnItsWay),
            // What was begun counts as one supply that can still be handed out.
            _ => {
                let begun = u32::from(self.standing.dispensed % self.standing.quantity > Decimal::ZERO);
                Err(NotRenewable::RefillsLeft { left: self.standing.refills_left().saturating_add(begun) })
            }
        }
    }

    /// From when it can be asked for; nothing while that cannot be told.
    pub fn from(&self) -> Option<NaiveDate> {
        let last = self.dispensed_on?.checked_add_days(Days::new(self.supply_days?.into()))?;
        last.checked_sub_days(Days::new(DAYS_AHEAD))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 4, day).unwrap()
    }

    fn of(state: State, dispensed: u32) -> Renewal {
        Renewal {
            standing: Standing {
                state,
                quantity: Decimal::from(30),
                refills: 1,
                dispensed: dispensed.into(),
                expires_on: day(28),
                cancelling: false,
            },
            dispensed_on: (dispensed > 0).then(|| day(1)),
            supply_days: Some(15),
            is_pending: false,
            is_replaced: false,
        }
    }

    #[test]
    fn a_renewal_is_asked_for_when_nothing_is_left_to_hand_out() {
        assert_eq!(of(State::Sent, 0).judge(day(2)), Err(NotRenewable::OnItsWay));
        assert_eq!(of(State::PartDispensed, 10).judge(day(2)), Err(NotRenewable::RefillsLeft { left: 2 }));
        assert_eq!(of(State::Dispensed, 30).judge(day(2)), Err(NotRenewable::RefillsLeft { left: 1 }));
        assert_eq!(of(State::Completed, 60).judge(day(8)), Err(NotRenewable::TooSoon { from: day(9) }));
        assert_eq!(of(State::Completed, 60).judge(day(9)), Ok(()));
        assert_eq!(of(State::Dispensed, 30).judge(day(29)), Ok(()), "what has expired is not handed out");
        assert_eq!(Renewal { supply_days: None, ..of(State::Completed, 60) }.judge(day(2)), Ok(()));
    }

    #[test]
    fn what_was_ended_or_asked_for_is_not_renewed() {
        assert_eq!(of(State::Cancelled, 0).judge(day(2)), Err(NotRenewable::Cancelled));
        assert_eq!(of(State::Rejected, 0).judge(day(2)), Err(NotRenewable::Rejected));
        let done = of(State::Completed, 60);
        assert_eq!(Renewal { is_pending: true, ..done.clone() }.judge(day(20)), Err(NotRenewable::Pending));
        assert_eq!(Renewal { is_replaced: true, ..done }.judge(day(20)), Err(NotRenewable::Replaced));
    }
}
