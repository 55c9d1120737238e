//! Which of the results that are here a sent one is, among those of one test and sub-id: never a guess.

use crate::hl7::ResultStatus;
use chrono::{DateTime, Utc};
use std::collections::{HashMap, HashSet, VecDeque};

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
    /// Whether it has no value yet.
    pub(super) is_awaited: bool,
    /// Whether it is not final yet.
    pub(super) is_preliminary: bool,
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
/// order where as many are left here as were sent. A result of another time is never taken for one that is here.
pub(super) fn which(sent: &[Sent<'_>], kept: &[Kept<'_>]) -> Vec<Which> {
    let mut found: Vec<Option<Which>> = vec![None; sent.len()];
    let mut used: HashSet<usize> = HashSet::new();
    let mut alike: HashMap<&str, VecDeque<usize>> = HashMap::new();
    for kept in kept {
        alike.entry(kept.says).or_default().push_back(kept.number);
    }
    for (one, place) in sent.iter().zip(&mut found) {
        if let Some(number) = alike.get_mut(one.says).and_then(VecDeque::pop_front) {
            used.insert(number);
            *place = Some(Which::Known(number));
        }
    }
    let mut sent_at: HashMap<DateTime<Utc>, usize> = HashMap::new();
    for at in sent.iter().filter_map(|one| one.at) {
        *sent_at.entry(at).or_default() += 1;
    }
    let mut kept_at: HashMap<DateTime<Utc>, Vec<usize>> = HashMap::new();
    for kept in kept.iter().filter(|kept| !used.contains(&kept.number)) {
        if let Some(at) = kept.at {
            kept_at.entry(at).or_default().push(kept.number);
        }
    }
    for (one, place) in sent.iter().zip(&mut found).filter(|(_, place)| place.is_none()) {
        let Some(at) = one.at.filter(|at| sent_at.get(at) == Some(&1)) else { continue };
        if let Some([number]) = kept_at.get(&at).map(Vec::as_slice) {
            used.insert(*number);
            *place = Some(Which::Known(*number));
        }
    }
    let free: Vec<&Kept<'_>> = kept.iter().filter(|kept| !used.contains(&kept.number)).collect();
    let open: Vec<&Sent<'_>> =
        sent.iter().zip(&found).filter(|(_, place)| place.is_none()).map(|(one, _)| one).collect();
    let corrections = open.iter().filter(|one| one.corrects()).count();
    let is_by_order = open.len() == free.len() && (corrections == 0 || corrections == open.len());
    let taken: HashSet<usize> = kept.iter().map(|kept| kept.number).collect();
    let mut last = 0;
    let mut next = || {
        last += 1;
        while taken.contains(&last) {
            last += 1;
        }
        last
    };
    let mut in_order = free.iter();
    sent.iter()
        .zip(found)
        .map(|(one, place)| {
            if let Some(place) = place {
                return place;
            }
            let partner = if is_by_order { in_order.next() } else { None };
            match partner {
                Some(kept) if !one.is_of_another_time(kept) => Which::Known(kept.number),
                _ if free.is_empty() => Which::New(next()),
                _ if !one.corrects() && free.iter().all(|kept| one.is_of_another_time(kept)) => Which::New(next()),
                _ => Which::Doubtful(next()),
            }
        })
        .collect()
}

impl Sent<'_> {
    fn corrects(&self) -> bool {
        matches!(self.status, ResultStatus::Corrected | ResultStatus::Deleted | ResultStatus::Wrong)
    }

    fn is_preliminary(&self) -> bool {
        matches!(self.status, ResultStatus::Preliminary | ResultStatus::NotVerified | ResultStatus::Partial)
    }

    /// Whether it says of itself to be of another time than a result that is here. One that becomes final may have another time then: real laboratories
    /// give the time of the last measurement.
    fn is_of_another_time(&self, kept: &Kept<'_>) -> bool {
        let becomes_final = kept.is_preliminary && !self.is_preliminary();
        !kept.is_awaited
            && !becomes_final
            && self.is_own_time
            && self.at.is_some()
            && kept.at.is_some()
            && self.at != kept.at
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
        Kept { number, at: at(minute), is_awaited: false, is_preliminary: false, says }
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
    fn a_result_of_another_time_is_another() {
        let here = [kept(1, 0, "95")];
        assert_eq!(which(&[sent(60, ResultStatus::Final, "180")], &here), [Which::New(2)]);
        assert_eq!(which(&[sent(60, ResultStatus::Preliminary, "350")], &here), [Which::New(2)]);
        // What it corrects may be still on its way.
        assert_eq!(which(&[sent(60, ResultStatus::Corrected, "180")], &here), [Which::Doubtful(2)]);
        assert_eq!(which(&[sent(60, ResultStatus::Deleted, "")], &here), [Which::Doubtful(2)]);
        let awaited = [Kept { is_awaited: true, ..kept(1, 0, "") }];
        assert_eq!(which(&[sent(60, ResultStatus::Final, "180")], &awaited), [Which::Known(1)]);
        let preliminary = [Kept { is_preliminary: true, ..kept(1, 0, "95") }];
        assert_eq!(which(&[sent(60, ResultStatus::Final, "180")], &preliminary), [Which::Known(1)], "it becomes final");
        assert_eq!(which(&[sent(60, ResultStatus::Preliminary, "350")], &preliminary), [Which::New(2)]);
        let untimed = [Sent { is_own_time: false, ..sent(60, ResultStatus::Final, "180") }];
        assert_eq!(which(&untimed, &here), [Which::Known(1)]);
    }

    #[test]
    fn a_part_of_a_series_is_not_taken_for_the_whole() {
        let here = [kept(1, 0, "95"), kept(2, 0, "180")];
        let part = [sent(0, ResultStatus::Final, "120"), sent(0, ResultStatus::Corrected, "96")];
        assert_eq!(which(&part, &here), [Which::Doubtful(3), Which::Doubtful(4)]);
        let untimed = Sent { is_own_time: false, at: None, ..sent(0, ResultStatus::Corrected, "96") };
        let later = sent(60, ResultStatus::Final, "120");
        assert_eq!(which(&[later, untimed], &[kept(1, 0, "95")]), [Which::New(2), Which::Doubtful(3)]);
    }

    #[test]
    fn all_sent_again_with_one_corrected() {
        let here = [kept(1, 0, "95"), kept(2, 0, "180")];
        let all = [sent(0, ResultStatus::Corrected, "90"), sent(0, ResultStatus::Final, "180")];
        assert_eq!(which(&all, &here), [Which::Known(1), Which::Known(2)]);
        let others = [sent(0, ResultStatus::Final, "91"), sent(0, ResultStatus::Final, "181")];
        assert_eq!(which(&others, &here), [Which::Known(1), Which::Known(2)]);
    }
}
