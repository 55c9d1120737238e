//! What a laboratory changed in a result after it had sent it, from the versions that are kept as they came.

use super::{Component, Observation, Standing};
use crate::{Error, db::Source, fhir, ids::ObservationId, patients::Chart};
use chrono::{DateTime, Utc};
use std::collections::HashMap;
use uuid::Uuid;

/// A change of a result: what it said until then, and what it said from then on. What may not be shown is in neither.
#[derive(Clone)]
pub struct Revision {
    /// When the new version came in.
    pub at: DateTime<Utc>,
    /// What it said before.
    pub before: Observation,
    /// What it said afterwards; the result itself, where that was the last change.
    pub after: Observation,
}

/// What a change is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// It was withdrawn: recorded by mistake.
    Withdrawn,
    /// The test was cancelled.
    Cancelled,
    /// The value is another one.
    Value,
    /// Only the range is another one.
    Range,
    /// Only the flag is another one.
    Flag,
    /// It is no longer shown, or was not shown before.
    Hidden,
}

impl Revision {
    /// The result that was changed.
    pub fn result(&self) -> ObservationId {
        self.after.id
    }

    /// What matters most about the change; nothing for one that a reader would not notice, such as preliminary becoming final.
    pub fn what(&self) -> Option<What> {
        let standing = (self.before.standing(), self.after.standing());
        if standing.0 != standing.1 {
            return match standing {
                (_, Standing::Withdrawn) => Some(What::Withdrawn),
                (_, Standing::Cancelled) => Some(What::Cancelled),
                (_, Standing::Withheld) | (Standing::Withheld, _) => Some(What::Hidden),
                // A value that came where there was none yet is no correction.
                (Standing::Waiting, Standing::Known) => None,
                _ => Some(What::Value),
            };
        }
        if matches!(standing.1, Standing::Withdrawn | Standing::Cancelled | Standing::Withheld | Standing::Held) {
            return None;
        }
        let (old, new) = (&self.before, &self.after);
        let value = |of: &Observation| (of.text(), of.unit.clone(), of.parts().map(part).collect::<Vec<_>>());
        let range = |of: &Observation| {
            let open = (of.range_low_open, of.range_high_open);
            (of.range_low.clone(), of.range_high.clone(), open, of.range_text.clone())
        };
        let flags = |of: &Observation| of.all_flags().map(str::to_owned).collect::<Vec<_>>();
        if value(old) != value(new) {
            Some(What::Value)
        } else if range(old) != range(new) {
            Some(What::Range)
        } else {
            (flags(old) != flags(new)).then_some(What::Flag)
        }
    }
}

fn part(part: &Component) -> (Option<String>, Option<String>, Option<String>) {
    (part.code.clone(), part.reading(), part.unit.clone())
}

#[derive(sqlx::FromRow)]
struct Version {
    resource_id: Uuid,
    body: String,
    replaced_at: DateTime<Utc>,
    current: String,
}

/// Results whose versions are asked for at once.
const AT_ONCE: usize = 32;

/// What was changed in these results, which the reader sees, the oldest change first. Parts of a report that are no resources of their own
/// have no versions.
pub(super) async fn revisions<'o>(
    q: &mut impl Source,
    chart: &Chart,
    results: impl IntoIterator<Item = &'o Observation>,
) -> Result<Vec<Revision>, Error> {
    let shown: Vec<&Observation> = results.into_iter().filter(|result| result.standing() != Standing::Held).collect();
    let mut found = Vec::new();
    for some in shown.chunks(AT_ONCE) {
        let mut query = q.query(
            "SELECT v.resource_id, v.body, v.replaced_at, c.body AS current
             FROM resource_versions v JOIN resources c ON c.id = v.resource_id
             WHERE v.resource_id IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
                                     $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32)
             ORDER BY v.resource_id, v.version",
        );
        for at in 0..AT_ONCE {
            query = query.bind(some.get(at).map_or(Uuid::nil(), |result| result.id.0));
        }
        let mut versions: HashMap<Uuid, Vec<Version>> = HashMap::new();
        for version in query.all::<Version>().await? {
            versions.entry(version.resource_id).or_default().push(version);
        }
        for result in some {
            if let Some(versions) = versions.remove(&result.id.0) {
                found.extend(changes(chart, result, &versions));
            }
        }
    }
    Ok(found)
}

fn changes(chart: &Chart, now: &Observation, versions: &[Version]) -> Vec<Revision> {
    let subject = versions.first().and_then(|version| fhir::former(&version.current)?.subject);
    // What is not shown now was not always called so; its earlier values are gone with it.
    let gone = matches!(now.standing(), Standing::Withdrawn | Standing::Cancelled | Standing::Withheld);
    let mut steps: Vec<(DateTime<Utc>, Observation)> = Vec::new();
    for version in versions {
        // What was sent as another person's is not theirs to read.
        let Some(former) = fhir::former(&version.body).filter(|former| former.subject == subject) else { continue };
        let mut before = now.clone();
        before.status = former.status.unwrap_or_else(|| "unknown".to_owned());
        former.kind.clone_into(&mut before.value_kind);
        before.value = former.value.filter(|_| !gone);
        before.comparator = former.comparator;
        before.unit = former.unit.filter(|unit| unit != "1");
        before.unit_code = former.unit_code;
        before.components =
            former.components.and_then(|parts| serde_json::from_str(parts.get()).ok()).filter(|_| !gone);
        before.range_low = former.range_low;
        before.range_high = former.range_high;
        before.range_low_open = former.range_low_open;
        before.range_high_open = former.range_high_open;
        before.range_text = former.range_text;
        before.interpretation = former.interpretation.filter(|_| !gone);
        before.flags = former.flags.filter(|_| !gone);
        before.absent_reason = former.absent_reason;
        steps.push((version.replaced_at, before.shown_to(chart)));
    }
    let after = steps.iter().skip(1).map(|(_, step)| step.clone()).chain([now.clone()]).collect::<Vec<_>>();
    steps
        .into_iter()
        .zip(after)
        .map(|((at, before), after)| Revision { at, before, after })
        .filter(|revision| revision.what().is_some())
        .collect()
}
