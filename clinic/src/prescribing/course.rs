use super::{State, Way};

/// Where a prescription is on its way on a day: enough to say it in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    /// Where it stands on that day.
    pub state: State,
    /// How it gets to the pharmacy.
    pub way: Way,
    /// Whether the pharmacy has it ready.
    pub is_ready: bool,
    /// Whether the prescriber asks for it back.
    pub is_cancelling: bool,
    /// The pharmacy it is meant for.
    pub pharmacy: Option<String>,
}

/// What those who wait for a medicine want to know: what a course comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The prescriber asks for it back, and the pharmacy has not answered.
    Cancelling,
    /// It is being sent.
    Sending,
    /// The patient brings it, on paper or on the phone.
    OnPaper,
    /// It is with the pharmacy, which has not looked at it.
    Sent,
    /// The pharmacy has looked at it.
    Seen,
    /// The pharmacy prepares it.
    Preparing,
    /// It can be picked up.
    Ready,
    /// A part of one supply was handed out.
    PartGiven,
    /// A supply was handed out, and refills are left.
    RefillsLeft,
    /// Everything was handed out.
    Done,
    /// Its last day is over.
    Expired,
    /// It was cancelled.
    Cancelled,
    /// The pharmacy refused it.
    Rejected,
}

impl Course {
    /// What it comes to.
    pub fn stage(&self) -> Stage {
        match self.state {
            State::Completed => Stage::Done,
            State::Expired => Stage::Expired,
            State::Cancelled => Stage::Cancelled,
            State::Rejected => Stage::Rejected,
            _ if self.is_cancelling => Stage::Cancelling,
            _ if self.is_ready => Stage::Ready,
            State::PartDispensed => Stage::PartGiven,
            State::Dispensed => Stage::RefillsLeft,
            State::InProgress => Stage::Preparing,
            State::Received => Stage::Seen,
            State::Sent => Stage::Sent,
            State::Draft | State::Signed if self.way == Way::Paper => Stage::OnPaper,
            State::Draft | State::Signed => Stage::Sending,
        }
    }

    /// Whether a print of it is the prescription itself: the patient brings it on paper, and nothing was handed out yet. Every
    /// other print is a copy.
    pub fn is_original_on_paper(&self) -> bool {
        self.stage() == Stage::OnPaper
    }
}

impl Way {
    /// Whether somebody at a pharmacy has a prescription in hand that stands so, and can answer.
    pub fn is_in_hands(self, state: State) -> bool {
        match self {
            Self::Queue => true,
            Self::Mail => !matches!(state, State::Signed | State::Sent),
            Self::Paper => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stage(state: State, way: Way, is_ready: bool, is_cancelling: bool) -> Stage {
        Course { state, way, is_ready, is_cancelling, pharmacy: None }.stage()
    }

    #[test]
    fn what_is_over_is_over_and_what_is_asked_back_is_said_before_it_is_collected() {
        for (state, over) in [
            (State::Completed, Stage::Done),
            (State::Expired, Stage::Expired),
            (State::Cancelled, Stage::Cancelled),
            (State::Rejected, Stage::Rejected),
        ] {
            assert_eq!(stage(state, Way::Queue, true, true), over);
        }
        assert_eq!(stage(State::InProgress, Way::Queue, true, true), Stage::Cancelling);
        assert_eq!(stage(State::InProgress, Way::Queue, true, false), Stage::Ready);
        assert_eq!(stage(State::InProgress, Way::Queue, false, false), Stage::Preparing);
        assert_eq!(stage(State::Dispensed, Way::Queue, true, false), Stage::Ready, "a refill");
    }

    #[test]
    fn what_is_signed_is_being_sent_or_on_paper_and_only_paper_is_an_original() {
        assert_eq!(stage(State::Signed, Way::Mail, false, false), Stage::Sending);
        assert_eq!(stage(State::Signed, Way::Paper, false, false), Stage::OnPaper);
        for state in State::ALL {
            for way in Way::ALL {
                let course = Course { state, way, is_ready: false, is_cancelling: false, pharmacy: None };
                let is_original = way == Way::Paper && matches!(state, State::Draft | State::Signed);
                assert_eq!(course.is_original_on_paper(), is_original, "{state:?} {way:?}");
            }
        }
    }
}
