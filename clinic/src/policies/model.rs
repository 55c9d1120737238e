use crate::labs::{Kind, LONGEST_HOLD_DAYS, ReleasePolicy};

/// Something the clinic decides, as a whole number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    /// Minutes without a request after which a session ends.
    SessionIdleMinutes,
    /// Hours after signing in after which a session ends.
    SessionAbsoluteHours,
    /// Days an invitation can be used.
    InvitationDays,
    /// The age in years from which a parent sees only some sections.
    HelpersLimitedFromYears,
    /// The age in years at which the help of a parent ends.
    HelpersEndAtYears,
    /// Days for which results of a kind wait for a clinician before patients see them in any case; 0 shows them at once.
    HoldDays(Kind),
    /// Hours before a visit until which patients can move it or call it off.
    CancelLimitHours,
    /// Minutes for which a freed time is offered to someone on the waiting list.
    OfferMinutes,
    /// The hour of the day from which no reminder is sent.
    QuietFromHour,
    /// The hour of the day from which reminders are sent again.
    QuietUntilHour,
    /// Hours before a visit at which patients are reminded of it; 0 sends none. The first of three.
    ReminderFirstHours,
    /// The second.
    ReminderSecondHours,
    /// The third.
    ReminderThirdHours,
}

impl Policy {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 16] = [
        Self::SessionIdleMinutes,
        Self::SessionAbsoluteHours,
        Self::InvitationDays,
        Self::HelpersLimitedFromYears,
        Self::HelpersEndAtYears,
        Self::HoldDays(Kind::Pathology),
        Self::HoldDays(Kind::Genetics),
        Self::HoldDays(Kind::TumorMarkers),
        Self::HoldDays(Kind::Infections),
        Self::CancelLimitHours,
        Self::OfferMinutes,
        Self::ReminderFirstHours,
        Self::ReminderSecondHours,
        Self::ReminderThirdHours,
        Self::QuietFromHour,
        Self::QuietUntilHour,
    ];

    /// The name it is stored under.
    pub fn name(self) -> &'static str {
        match self {
            Self::SessionIdleMinutes => "sessions.idle_minutes",
            Self::SessionAbsoluteHours => "sessions.absolute_hours",
            Self::InvitationDays => "invitations.valid_days",
            Self::HelpersLimitedFromYears => "helpers.limited_from_years",
            Self::HelpersEndAtYears => "helpers.ends_at_years",
            Self::HoldDays(Kind::Pathology) => "results.pathology_days",
            Self::HoldDays(Kind::Genetics) => "results.genetics_days",
            Self::HoldDays(Kind::TumorMarkers) => "results.tumor_markers_days",
            Self::HoldDays(Kind::Infections) => "results.infections_days",
            Self::CancelLimitHours => "visits.cancel_limit_hours",
            Self::OfferMinutes => "waitlist.offer_minutes",
            Self::QuietFromHour => "reminders.quiet_from_hour",
            Self::QuietUntilHour => "reminders.quiet_until_hour",
            Self::ReminderFirstHours => "reminders.first_hours",
            Self::ReminderSecondHours => "reminders.second_hours",
            Self::ReminderThirdHours => "reminders.third_hours",
        }
    }

    /// The least and the most it may be.
    pub fn limits(self) -> (i64, i64) {
        match self {
            Self::SessionIdleMinutes => (5, 480),
            Self::SessionAbsoluteHours => (1, 72),
            Self::InvitationDays => (1, 90),
            Self::HelpersLimitedFromYears => (0, 21),
            Self::HelpersEndAtYears => (1, 26),
            Self::HoldDays(_) => (0, LONGEST_HOLD_DAYS),
            Self::CancelLimitHours => (0, 168),
            Self::OfferMinutes => (10, 1440),
            Self::QuietFromHour | Self::QuietUntilHour => (0, 23),
            Self::ReminderFirstHours | Self::ReminderSecondHours | Self::ReminderThirdHours => (0, 336),
        }
    }

    /// What it is where neither the clinic nor the configuration says otherwise.
    pub fn usual(self) -> i64 {
        match self {
            Self::SessionIdleMinutes => 30,
            Self::SessionAbsoluteHours | Self::HelpersLimitedFromYears => 12,
            Self::InvitationDays => 30,
            Self::HelpersEndAtYears => 18,
            Self::HoldDays(_) => 0,
            Self::CancelLimitHours | Self::ReminderSecondHours => 24,
            Self::OfferMinutes => 120,
            Self::QuietFromHour => 21,
            Self::QuietUntilHour => 8,
            Self::ReminderFirstHours => 168,
            Self::ReminderThirdHours => 2,
        }
    }
}

/// A value for each policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Values([i64; 16]);

impl Default for Values {
    fn default() -> Self {
        Self(Policy::ALL.map(Policy::usual))
    }
}

impl Values {
    /// The value of one policy.
    pub fn get(&self, policy: Policy) -> i64 {
        Policy::ALL.into_iter().zip(self.0).find(|(known, _)| *known == policy).map_or(0, |(_, value)| value)
    }

    /// The same with another value for one policy.
    #[must_use]
    pub fn with(mut self, policy: Policy, value: i64) -> Self {
        for (known, place) in Policy::ALL.into_iter().zip(&mut self.0) {
            if known == policy {
                *place = value;
            }
        }
        self
    }

    /// When patients see their results.
    pub fn release(&self) -> ReleasePolicy {
        let days = |policy: ReleasePolicy, kind| policy.with(kind, self.get(Policy::HoldDays(kind)));
        Kind::ALL.into_iter().fold(ReleasePolicy::default(), days)
    }

    /// How many minutes before a visit patients are reminded of it, the longest time first, each once.
    pub fn reminders(&self) -> Vec<i64> {
        let all = [Policy::ReminderFirstHours, Policy::ReminderSecondHours, Policy::ReminderThirdHours];
        let mut minutes: Vec<i64> =
            all.map(|policy| 60 * self.get(policy)).into_iter().filter(|minutes| *minutes > 0).collect();
        minutes.sort_unstable_by(|a, b| b.cmp(a));
        minutes.dedup();
        minutes
    }

    /// From which hour of the day no reminder is sent, and from which again; from the evening until the morning where the second is the
    /// smaller one, and never quiet where both are the same.
    pub fn quiet(&self) -> (i64, i64) {
        (self.get(Policy::QuietFromHour), self.get(Policy::QuietUntilHour))
    }

    /// The policies whose values are not within their limits, or do not fit together: a session that ends before it can be
    /// idle, help that is limited after it has ended.
    pub fn problems(&self) -> Vec<Policy> {
        let mut problems: Vec<Policy> = Policy::ALL
            .into_iter()
            .filter(|policy| {
                let (least, most) = policy.limits();
                !(least..=most).contains(&self.get(*policy))
            })
            .collect();
        if problems.is_empty() {
            if self.get(Policy::SessionIdleMinutes) > 60 * self.get(Policy::SessionAbsoluteHours) {
                problems.push(Policy::SessionIdleMinutes);
            }
            if self.get(Policy::HelpersLimitedFromYears) > self.get(Policy::HelpersEndAtYears) {
                problems.push(Policy::HelpersLimitedFromYears);
            }
        }
        problems
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_usual_is_in_order() {
        assert_eq!(Values::default().problems(), []);
    }

    #[test]
    fn values_have_limits_and_fit_together() {
        for policy in Policy::ALL {
            let (least, most) = policy.limits();
            assert_eq!(Values::default().with(policy, least - 1).problems(), [policy]);
            assert_eq!(Values::default().with(policy, most + 1).problems(), [policy]);
        }
        let long = Values::default().with(Policy::SessionIdleMinutes, 61).with(Policy::SessionAbsoluteHours, 1);
        assert_eq!(long.problems(), [Policy::SessionIdleMinutes]);
        let late = Values::default().with(Policy::HelpersLimitedFromYears, 19);
        assert_eq!(late.problems(), [Policy::HelpersLimitedFromYears]);
    }

    #[test]
    fn reminders_come_the_earliest_first_and_once() {
        assert_eq!(Values::default().reminders(), [168 * 60, 24 * 60, 120]);
        assert_eq!(Values::default().quiet(), (21, 8));
        let same = Values::default().with(Policy::ReminderFirstHours, 2).with(Policy::ReminderSecondHours, 48);
        assert_eq!(same.reminders(), [48 * 60, 120]);
        let none = [Policy::ReminderFirstHours, Policy::ReminderSecondHours, Policy::ReminderThirdHours]
            .into_iter()
            .fold(Values::default(), |values, policy| values.with(policy, 0));
        assert!(none.reminders().is_empty());
    }
}
