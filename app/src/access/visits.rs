use chrono::{DateTime, Duration, Utc};
use clinic::{
    audit::{AccessRow, Action, Outcome, Subject},
    patients::Purpose,
};

/// Rows of one person that lie closer together than this are one visit.
const PAUSE_MINUTES: i64 = 30;

/// What one person did with a record in one go: a doctor who looks at five pages of it comes once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Visit {
    pub actor: String,
    pub role: String,
    pub outcome: Outcome,
    pub purpose: Option<Purpose>,
    pub reason: Option<String>,
    pub own: bool,
    /// When it began.
    pub from: DateTime<Utc>,
    /// When it ended.
    pub to: DateTime<Utc>,
    /// What was done, in the order in which it was first done.
    pub deeds: Vec<(Action, Subject)>,
}

impl Visit {
    /// Whether the reader gave a reason because they do not belong to the care team.
    pub fn is_from_outside(&self) -> bool {
        self.purpose.is_some()
    }

    fn new(row: &AccessRow) -> Self {
        Self {
            actor: row.actor.clone(),
            role: row.role.clone(),
            outcome: row.outcome,
            purpose: row.purpose,
            reason: row.reason.clone(),
            own: row.own,
            from: row.at,
            to: row.at,
            deeds: vec![(row.action, row.subject)],
        }
    }

    fn includes(&self, row: &AccessRow) -> bool {
        self.actor == row.actor
            && self.role == row.role
            && self.outcome == row.outcome
            && self.purpose == row.purpose
            && self.reason == row.reason
            && self.from - row.at <= Duration::minutes(PAUSE_MINUTES)
    }
}

/// Joins rows, newest first, into visits, newest first.
pub(super) fn visits(rows: &[AccessRow]) -> Vec<Visit> {
    let mut visits: Vec<Visit> = Vec::new();
    for row in rows {
        match visits.last_mut() {
            Some(visit) if visit.includes(row) => {
                visit.from = row.at;
                visit.deeds.retain(|deed| *deed != (row.action, row.subject));
                visit.deeds.insert(0, (row.action, row.subject));
            }
            _ => visits.push(Visit::new(row)),
        }
    }
    visits
}

#[cfg(test)]
mod tests {
    use super::*;
    use clinic::ids::AuditEventId;

    fn row(minute: i64, actor: &str, subject: Subject) -> AccessRow {
        AccessRow {
            id: AuditEventId(uuid::Uuid::from_u128(1)),
            at: DateTime::from_timestamp(minute * 60, 0).unwrap(),
            actor: actor.to_owned(),
            role: "prescriber".to_owned(),
            action: Action::Read,
            subject,
            outcome: Outcome::Allowed,
            purpose: None,
            reason: None,
            own: false,
        }
    }

    #[test]
    fn rows_of_one_person_in_one_go_are_a_visit() {
        let rows = [
            row(100, "A", Subject::Labs),
            row(99, "A", Subject::Profile),
            row(98, "A", Subject::Labs),
            row(97, "B", Subject::Labs),
            row(96, "A", Subject::Overview),
            row(40, "A", Subject::Overview),
        ];
        let visits = visits(&rows);
        assert_eq!(visits.len(), 4);
        assert_eq!(visits[0].deeds, [(Action::Read, Subject::Labs), (Action::Read, Subject::Profile)]);
        assert_eq!((visits[0].from, visits[0].to), (rows[2].at, rows[0].at));
        assert_eq!(visits[1].actor, "B");
    }

    #[test]
    fn a_refusal_is_told_apart() {
        let mut refused = row(10, "A", Subject::Overview);
        refused.outcome = Outcome::Refused;
        assert_eq!(visits(&[row(11, "A", Subject::Overview), refused]).len(), 2);
    }
}
