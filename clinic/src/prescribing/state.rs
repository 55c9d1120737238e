use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Where a prescription stands, from the draft to the last tablet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "store", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "snake_case"))]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It is being written; nobody but the clinic sees it.
    Draft,
    /// It is signed, and not on its way: it is still being sent, could not be sent, or is kept on paper.
    Signed,
    /// It is with the pharmacy, which has not looked at it yet.
    Sent,
    /// The pharmacy has looked at it.
    Received,
    /// The pharmacy prepares it.
    InProgress,
    /// A part of one supply was handed out.
    PartDispensed,
    /// A whole supply was handed out, and refills are left.
    Dispensed,
    /// All supplies were handed out.
    Completed,
    /// Its last day is over.
    Expired,
    /// It was taken back.
    Cancelled,
    /// The pharmacy refused it.
    Rejected,
}

impl State {
    /// All of them, in the order they are gone through.
    pub const ALL: [Self; 11] = [
        Self::Draft,
        Self::Signed,
        Self::Sent,
        Self::Received,
        Self::InProgress,
        Self::PartDispensed,
        Self::Dispensed,
        Self::Completed,
        Self::Expired,
        Self::Cancelled,
        Self::Rejected,
    ];

    /// The name it is stored under and has in an address.
    pub fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Signed => "signed",
            Self::Sent => "sent",
            Self::Received => "received",
            Self::InProgress => "in_progress",
            Self::PartDispensed => "part_dispensed",
            Self::Dispensed => "dispensed",
            Self::Completed => "completed",
            Self::Expired => "expired",
            Self::Cancelled => "cancelled",
            Self::Rejected => "rejected",
        }
    }

    /// Whether nothing more can happen to it.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Completed | Self::Expired | Self::Cancelled | Self::Rejected)
    }
}

/// What decides about the next step of a signed prescription. Each step is a method: it gives the new standing, or says why
/// the step cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Where it stands.
    pub state: State,
    /// What may be handed out at once, in its unit.
    pub quantity: Decimal,
    /// How many times more.
    pub refills: u32,
    /// What was handed out in all, in the same unit.
    pub dispensed: Decimal,
    /// The last day on which it may be dispensed.
    pub expires_on: NaiveDate,
    /// Whether the prescriber has asked for it back and the pharmacy has not answered.
    pub cancelling: bool,
}

/// Why a step cannot be taken. Whoever comes second hears it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It is not signed.
    Unsigned,
    /// It was cancelled.
    Cancelled,
    /// The pharmacy has rejected it.
    Rejected,
    /// Its last day is over.
    Expired,
    /// Everything was handed out.
    Completed,
    /// Some was handed out, which cannot be undone.
    HandedOut,
    /// The prescriber asks for it back: that is to be answered first.
    CancellationPending,
    /// Nothing is asked that could be answered.
    NothingPending,
    /// No quantity, or less than nothing.
    NoQuantity,
    /// More than is left of this supply.
    TooMuch {
        /// What is left of it.
        left: Decimal,
    },
}

/// What asking for a prescription back comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cancelling {
    /// The pharmacy is to answer.
    Asked(Standing),
    /// Nobody has it in hand who could answer: it is cancelled at once.
    AtOnce(Standing),
}

impl Standing {
    /// Where it stands on a day, also when nobody has noticed yet that its last day is over.
    pub fn on(&self, today: NaiveDate) -> State {
        if self.state != State::Draft && !self.state.is_over() && today > self.expires_on {
            State::Expired
        } else {
            self.state
        }
    }

    /// What may be handed out now: the rest of a supply that was begun, else a whole one; nothing when all was.
    pub fn left_now(&self) -> Decimal {
        let all = self.quantity * Decimal::from(self.refills.saturating_add(1));
        if self.quantity <= Decimal::ZERO || self.dispensed >= all {
            return Decimal::ZERO;
        }
        self.quantity - self.dispensed % self.quantity
    }

    /// How many whole supplies may be handed out after the present one.
    pub fn refills_left(&self) -> u32 {
        if self.quantity <= Decimal::ZERO {
            return 0;
        }
        let begun = (self.dispensed / self.quantity).ceil().max(Decimal::ONE);
        u32::try_from(begun - Decimal::ONE).map_or(0, |used| self.refills.saturating_sub(used))
    }

    /// The pharmacy looks at it. Looking again changes nothing.
    pub fn receive(&self, today: NaiveDate) -> Result<Self, Refused> {
        self.living(today)?;
        Ok(match self.state {
            State::Signed | State::Sent => self.at(State::Received),
            _ => self.clone(),
        })
    }

    /// The pharmacy begins to prepare it.
    pub fn prepare(&self, today: NaiveDate) -> Result<Self, Refused> {
        self.workable(today)?;
        Ok(match self.state {
            State::Signed | State::Sent | State::Received => self.at(State::InProgress),
            _ => self.clone(),
        })
    }

    /// The pharmacy hands out some of it.
    pub fn dispense(&self, quantity: Decimal, today: NaiveDate) -> Result<Self, Refused> {
        self.workable(today)?;
        let left = self.left_now();
        if quantity <= Decimal::ZERO {
            return Err(Refused::NoQuantity);
        }
        if quantity > left {
            return Err(Refused::TooMuch { left });
        }
        let dispensed = self.dispensed + quantity;
        let next = Self { dispensed, ..self.clone() };
        Ok(if next.left_now() == Decimal::ZERO {
            next.at(State::Completed)
        } else if quantity == left {
            next.at(State::Dispensed)
        } else {
            next.at(State::PartDispensed)
        })
    }

    /// The pharmacy refuses it. What was handed out in part cannot be refused any more.
    pub fn reject(&self, today: NaiveDate) -> Result<Self, Refused> {
        self.living(today)?;
        if self.dispensed > Decimal::ZERO {
            return Err(Refused::HandedOut);
        }
        Ok(Self { cancelling: false, ..self.at(State::Rejected) })
    }

    /// The prescriber wants it back. `answerable`: somebody at a pharmacy has it and can answer.
    pub fn cancel(&self, answerable: bool, today: NaiveDate) -> Result<Cancelling, Refused> {
        self.living(today)?;
        if self.cancelling {
            return Err(Refused::CancellationPending);
        }
        Ok(if answerable {
            Cancelling::Asked(Self { cancelling: true, ..self.clone() })
        } else {
            Cancelling::AtOnce(self.at(State::Cancelled))
        })
    }

    /// The pharmacy answers a cancellation. A refusal leaves everything as it was.
    pub fn answer_cancellation(&self, approved: bool, today: NaiveDate) -> Result<Self, Refused> {
        self.living(today)?;
        if !self.cancelling {
            return Err(Refused::NothingPending);
        }
        let state = if approved { State::Cancelled } else { self.state };
        Ok(Self { cancelling: false, ..self.at(state) })
    }

    /// Another prescription takes its place.
    pub fn replace(&self) -> Result<Self, Refused> {
        self.signed()?;
        match self.state {
            State::Cancelled => Err(Refused::Cancelled),
            State::Rejected | State::Completed | State::Expired => Ok(self.clone()),
            _ => Ok(Self { cancelling: false, ..self.at(State::Cancelled) }),
        }
    }

    /// It goes to another pharmacy: until something was handed out.
    pub fn redirect(&self, today: NaiveDate) -> Result<Self, Refused> {
        self.workable(today)?;
        if self.dispensed > Decimal::ZERO {
            return Err(Refused::HandedOut);
        }
        Ok(self.at(State::Signed))
    }

    /// It has reached the pharmacy. What has come further meanwhile stays where it is.
    pub fn send(&self) -> Result<Self, Refused> {
        self.signed()?;
        Ok(if self.state == State::Signed { self.at(State::Sent) } else { self.clone() })
    }

    fn at(&self, state: State) -> Self {
        Self { state, ..self.clone() }
    }

    fn signed(&self) -> Result<(), Refused> {
        if self.state == State::Draft { Err(Refused::Unsigned) } else { Ok(()) }
    }

    fn living(&self, today: NaiveDate) -> Result<(), Refused> {
        match self.on(today) {
            State::Draft => Err(Refused::Unsigned),
            State::Cancelled => Err(Refused::Cancelled),
            State::Rejected => Err(Refused::Rejected),
            State::Expired => Err(Refused::Expired),
            State::Completed => Err(Refused::Completed),
            _ => Ok(()),
        }
    }

    fn workable(&self, today: NaiveDate) -> Result<(), Refused> {
        self.living(today)?;
        if self.cancelling { Err(Refused::CancellationPending) } else { Ok(()) }
    }
}

#[cfg(test)]
#[path = "state_test.rs"]
mod tests;
