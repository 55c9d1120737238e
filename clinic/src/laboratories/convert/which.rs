//! Which of the results that are here a sent one is, among those of one test and sub-id: never a guess.

use crate::hl7::ResultStatus;
use chrono::{DateTime, Utc};

/// A result that was sent, as far as that tells which one it is.
pub(super) struct Sent<'s> {
    /// When it was taken or measured, as exactly as it says.
    pub(super) at: Option<DateTime<Utc>>,
    /// Whether the result itself says that (OBX-14), and not only its order.
    pub(super) is_own_time: bool,
    pub(super) status: ResultStatus,
    /// What it says, apart from its status and its times of sending.
    pub(super) says: &'s str,
}

/// A result of the same test and sub-id that is here.
pub(super) struct Kept<'k> {
    /// Its number among them, from one on.
    pub(super) number: usize,
    pub(super) at: Option<DateTime<Utc>>,
    /// Whether it was final.
    pub(super) is_final: bool,
    pub(super) says: &'k str,
}

/// The number of a sent result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    /// It is the one that is here under this number.
    Known(usize),
    /// It is another one than those here.
    New(usize),
    /// It may be one of those here, or another one: it stands beside them.
    Doubtful(usize),
}

impl Which {
    pub(super) fn number(self) -> usize {
        match self {
            Self::Known(number) | Self::New(number) | Self::Doubtful(number) => number,
        }
    }
}

/// Tells of each result that was sent which one it is: the one that says the same, else the only one of its time, else by their
/// order where all that are here were sent again.
pub(super) fn which(sent: &[Sent<'_>], kept: &[Kept<'_>]) -> Vec<Which> {
    let mut found: Vec<Option<Which>> = vec![None; sent.len()];
    let mut free: Vec<&Kept<'_>> = kept.iter().collect();
    for (one, place) in sent.iter().zip(&mut found) {
        if let Some(at) = free.iter().position(|kept| kept.says == one.says) {
            *place = Some(Which::Known(free.remove(at).number));
        }
    }
    for (one, place) in sent.iter().zip(&mut found).filter(|(_, place)| place.is_none()) {
        let is_only = |times: usize| times == 1;
        let of_time = || free.iter().enumerate().filter(|(_, kept)| kept.at.is_some() && kept.at == one.at);
        if is_only(of_time().count())
            && is_only(sent.iter().filter(|other| other.at == one.at).count())
            && let Some((at, _)) = of_time().next()
        {
            *place = Some(Which::Known(free.remove(at).number));
        }
    }
    let open = found.iter().filter(|place| place.is_none()).count();
    let is_whole = open >= free.len();
    let mut taken: Vec<usize> = kept.iter().map(|kept| kept.number).collect();
    let mut next = || {
        // Of so many and one more at least one is free.
        let number = (1..=taken.len() + 1).find(|number| !taken.contains(number)).unwrap_or(taken.len() + 1);
        taken.push(number);
        number
    };
    let mut in_order = free.iter();
    sent.iter()
        .zip(found)
        .map(|(one, place)| match place {
            Some(place) => place,
            None if free.is_empty() => Which::New(next()),
            None if is_whole => match in_order.next() {
                Some(kept) if !one.is_another(kept) => Which::Known(kept.number),
                _ => Which::New(next()),
            },
            None if free.iter().all(|kept| one.is_another(kept)) => Which::New(next()),
            None => Which::Doubtful(next()),
        })
        .collect()
}

impl Sent<'_> {
    /// Whether it says of itself to be of another time than a result that was final, and corrects nothing.
    fn is_another(&self, kept: &Kept<'_>) -> bool {
        let corrects = matches!(self.status, ResultStatus::Corrected | ResultStatus::Deleted | ResultStatus::Wrong);
        kept.is_final && !corrects && self.is_own_time && self.at.is_some() && kept.at.is_some() && self.at != kept.at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minute: u32) -> Option<DateTime<Utc>> {
        DateTime::from_timestamp(i64::from(minute) * 60, 0)
    }

    fn sent(minute: u32, status: ResultStatus, says: &str) -> Sent<'_> {
        Sent { at: at(minute), is_own_time: true, status, says }
    }

    fn kept(number: usize, minute: u32, says: &str) -> Kept<'_> {
        Kept { number, at: at(minute), is_final: true, says }
    }

    #[test]
    fn what_comes_first_is_counted() {
        let two = [sent(0, ResultStatus::Final, "a"), sent(0, ResultStatus::Final, "b")];
        assert_eq!(which(&two, &[]), [Which::New(1), Which::New(2)]);
    }

    #[test]
    fn a_correction_alone_finds_its_result_by_its_time() {
        let here = [kept(1, 0, "95"), kept(2, 60, "180"), kept(3, 120, "140")];
        assert_eq!(which(&[sent(60, ResultStatus::Corrected, "150")], &here), [Which::Known(2)]);
        assert_eq!(which(&[sent(60, ResultStatus::Deleted, "180")], &here), [Which::Known(2)]);
    }

    #[test]
    fn a_correction_that_may_be_of_several_changes_none() {
        let here = [kept(1, 0, "95"), kept(2, 0, "180")];
        assert_eq!(which(&[sent(0, ResultStatus::Corrected, "150")], &here), [Which::Doubtful(3)]);
        assert_eq!(which(&[sent(30, ResultStatus::Corrected, "150")], &here), [Which::Doubtful(3)]);
    }

    #[test]
    fn what_is_sent_again_is_known_in_any_order() {
        let here = [kept(1, 0, "95"), kept(2, 0, "180")];
        let turned = [sent(0, ResultStatus::Final, "180"), sent(0, ResultStatus::Corrected, "96")];
        assert_eq!(which(&turned, &here), [Which::Known(2), Which::Known(1)]);
        assert_eq!(which(&[sent(0, ResultStatus::Final, "180")], &here), [Which::Known(2)]);
    }

    #[test]
    fn a_later_one_of_a_series_is_another() {
        let here = [kept(1, 0, "95")];
        assert_eq!(which(&[sent(60, ResultStatus::Final, "180")], &here), [Which::New(2)]);
        assert_eq!(which(&[sent(60, ResultStatus::Corrected, "180")], &here), [Which::Known(1)]);
        let preliminary = [Kept { is_final: false, ..kept(1, 0, "95") }];
        assert_eq!(which(&[sent(60, ResultStatus::Final, "180")], &preliminary), [Which::Known(1)]);
        let untimed = [Sent { is_own_time: false, ..sent(60, ResultStatus::Final, "180") }];
        assert_eq!(which(&untimed, &here), [Which::Known(1)]);
    }

    #[test]
    fn all_sent_again_with_one_corrected_and_one_more() {
        let here = [kept(1, 0, "95"), kept(2, 0, "180")];
        let all = [
            sent(0, ResultStatus::Corrected, "90"),
            sent(0, ResultStatus::Final, "180"),
            sent(0, ResultStatus::Final, "120"),
        ];
        assert_eq!(which(&all, &here), [Which::Known(1), Which::Known(2), Which::New(3)]);
    }
}
