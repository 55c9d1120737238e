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
}

impl Policy {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 9] = [
        Self::SessionIdleMinutes,
        Self::SessionAbsoluteHours,
        Self::InvitationDays,
        Self::HelpersLimitedFromYears,
        Self::HelpersEndAtYears,
        Self::HoldDays(Kind::Pathology),
        Self::HoldDays(Kind::Genetics),
        Self::HoldDays(Kind::TumorMarkers),
        Self::HoldDays(Kind::Infections),
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
        }
    }
}

/// A value for each policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Values([i64; 9]);

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
}
