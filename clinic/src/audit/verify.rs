use super::{
    seal::{Block, LEAF, hex, merkle_root, remembered},
    store::StoredEvent,
};
use crate::{
    Error,
    db::{Db, Source},
    ids::AuditEventId,
    keys::Keys,
};
use std::{collections::BTreeMap, fmt, path::Path};
use uuid::Uuid;

/// Something that is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// A row's content differs from what was written.
    Changed(AuditEventId),
    /// A row that was sealed is gone.
    Deleted(AuditEventId, i64),
    /// A row claims a block that does not know it.
    Added(AuditEventId, i64),
    /// A block's own content, place or signature is wrong.
    Block(i64, &'static str),
    /// Blocks are missing at the end: this one was the newest.
    Cut(i64),
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Changed(id) => write!(f, "row {id} was changed after it was written"),
            Self::Deleted(id, block) => write!(f, "row {id} of block {block} was deleted"),
            Self::Added(id, block) => write!(f, "row {id} was added to block {block} after it was sealed"),
            Self::Block(number, what) => write!(f, "block {number}: {what}"),
            Self::Cut(number) => {
                write!(f, "the trail was cut off: block {number} had been sealed and is missing or replaced")
            }
        }
    }
}

/// What the check of the whole trail found.
#[derive(Clone, Debug, Default)]
pub struct Verdict {
    /// Blocks checked.
    pub blocks: i64,
    /// Rows in blocks.
    pub sealed: usize,
    /// Rows that no block holds yet; each is authenticated for itself.
    pub unsealed: usize,
    /// What is wrong, in the order of the trail; empty when all is well.
    pub findings: Vec<Finding>,
}

const EVENT: &str =
    "SELECT id, at, account_id, actor, role, action, patient_id, subject, subject_id, outcome, purpose, reason,
     request_id, detail, mac FROM audit_events WHERE block = $1 ORDER BY id";
const UNSEALED: &str =
    "SELECT id, at, account_id, actor, role, action, patient_id, subject, subject_id, outcome, purpose, reason,
     request_id, detail, mac FROM audit_events WHERE block IS NULL AND id > $1 ORDER BY id LIMIT 1000";

/// Checks every row and every block of the trail.
pub async fn verify(db: &Db, keys: &Keys, head: &Path) -> Result<Verdict, Error> {
    // Read before the blocks: a block sealed meanwhile is then no surprise.
    let newest = remembered(head);
    let mut q = db.snapshot().await?;
    let mut verdict = Verdict::default();
    let mut previous: Option<Block> = None;
    loop {
        let number = previous.as_ref().map_or(1, |block| block.number + 1);
        let found: Option<Block> = q
            .query(
                "SELECT number, first_id, last_id, events, leaves, root, previous, sealed_at, key_id, signature
                 FROM audit_blocks WHERE number >= $1 ORDER BY number LIMIT 1",
            )
            .bind(number)
            .maybe()
            .await?;
        let Some(block) = found else { break };
        if block.number != number {
            verdict.findings.push(Finding::Block(number, "is missing"));
        } else if block.previous != previous.as_ref().map(Block::hash).unwrap_or_default() {
            verdict.findings.push(Finding::Block(number, "does not follow the block before it"));
        }
        check_block(&mut q, keys, &block, &mut verdict).await?;
        if let Some((number, hash)) = &newest
            && *number == block.number
            && *hash != hex(&block.hash())
        {
            verdict.findings.push(Finding::Cut(*number));
        }
        verdict.blocks = block.number;
        previous = Some(block);
    }
    if let Some((number, _)) = newest
        && number > verdict.blocks
    {
        verdict.findings.push(Finding::Cut(number));
    }
    check_strays(&mut q, verdict.blocks, &mut verdict).await?;
    check_unsealed(&mut q, keys, &mut verdict).await?;
    Ok(verdict)
}

/// Whether the newest block that was remembered outside the database is still in it: a quick look, not the whole check.
pub async fn check_head(db: &Db, head: &Path) -> Result<Option<Finding>, Error> {
    let Some((number, hash)) = remembered(head) else { return Ok(None) };
    let found: Option<Block> = db
        .read()
        .await?
        .query(
            "SELECT number, first_id, last_id, events, leaves, root, previous, sealed_at, key_id, signature
             FROM audit_blocks WHERE number = $1",
        )
        .bind(number)
        .maybe()
        .await?;
    let fits = found.is_some_and(|block| hex(&block.hash()) == hash);
    Ok((!fits).then_some(Finding::Cut(number)))
}

async fn check_block(q: &mut impl Source, keys: &Keys, block: &Block, verdict: &mut Verdict) -> Result<(), Error> {
    let number = block.number;
    let mut complain = |what| verdict.findings.push(Finding::Block(number, what));
    if block.key_id != keys.seal_id() {
        complain("was signed with a key that is not this installation's");
    } else if !block.signed_by(keys) {
        complain("its signature does not fit");
    }
    if merkle_root(&block.leaves) != block.root {
        complain("its list of rows does not fit its root");
    }
    let mut expected: BTreeMap<AuditEventId, &[u8]> = block
        .leaves
        .chunks_exact(LEAF)
        .filter_map(|leaf| leaf.split_first_chunk::<16>().map(|(id, mac)| (AuditEventId(Uuid::from_bytes(*id)), mac)))
        .collect();
    if expected.len() != usize::try_from(block.events).unwrap_or(usize::MAX) {
        complain("its list of rows has another length than its count");
    }
    let rows: Vec<StoredEvent> = q.query(EVENT).bind(number).all().await?;
    for row in rows {
        verdict.sealed += 1;
        match expected.remove(&row.id) {
            None => verdict.findings.push(Finding::Added(row.id, number)),
            Some(mac) if mac != row.mac || row.digest(keys) != row.mac => {
                verdict.findings.push(Finding::Changed(row.id));
            }
            Some(_) => {}
        }
    }
    verdict.findings.extend(expected.into_keys().map(|id| Finding::Deleted(id, number)));
    Ok(())
}

/// Rows that claim a block which does not exist.
async fn check_strays(q: &mut impl Source, blocks: i64, verdict: &mut Verdict) -> Result<(), Error> {
    let rows: Vec<(AuditEventId, i64)> = q
        .query("SELECT id, block FROM audit_events WHERE block > $1 OR block < 1 ORDER BY block, id LIMIT 1000")
        .bind(blocks)
        .all()
        .await?;
    verdict.findings.extend(rows.into_iter().map(|(id, block)| Finding::Added(id, block)));
    Ok(())
}

async fn check_unsealed(q: &mut impl Source, keys: &Keys, verdict: &mut Verdict) -> Result<(), Error> {
    let mut after = AuditEventId(Uuid::nil());
    loop {
        let rows: Vec<StoredEvent> = q.query(UNSEALED).bind(after).all().await?;
        let Some(last) = rows.last() else { return Ok(()) };
        after = last.id;
        for row in rows {
            verdict.unsealed += 1;
            if row.digest(keys) != row.mac {
                verdict.findings.push(Finding::Changed(row.id));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        audit::{Action, Actor, Auditor, Event, Subject, store},
        clock::Clock,
        testing::databases_at,
    };
    use chrono::{DateTime, Utc};
    use ed25519_dalek::SigningKey;

    /// The HMAC-SHA256 of the row below as it was before rows had a detail, worked out apart from this program.
    const EARLIER_MAC: &str = "8406b24a27d5295d13478866f39b9c0ad047d61d2cddaeae36d8fc73351cc647";

    async fn rows(db: &Db) -> Vec<(AuditEventId, Option<String>, Option<String>)> {
        db.read().await.unwrap().query("SELECT id, detail, reason FROM audit_events ORDER BY id").all().await.unwrap()
    }

    #[tokio::test]
    async fn rows_of_the_time_before_there_was_a_detail_pass_beside_those_with_one() {
        let keys = Keys { audit_mac: [7; 32], audit_seal: SigningKey::from_bytes(&[8; 32]), blind: [9; 32] };
        let at: DateTime<Utc> = "2026-03-08T07:30:00.123456Z".parse().unwrap();
        let clock = Clock::fixed(at);
        for test in databases_at("audit_detail", 2).await {
            let db = &test.db;
            let earlier = AuditEventId(Uuid::from_u128(1));
            let mac: Vec<u8> =
                (0..64).step_by(2).map(|at| u8::from_str_radix(&EARLIER_MAC[at..at + 2], 16).unwrap()).collect();
            let mut tx = db.begin().await.unwrap();
            tx.query(
                "INSERT INTO audit_events (id, at, actor, role, action, subject, outcome, reason, mac)
                 VALUES ($1, $2, 'verbena', 'operator', 'create', 'import', 'allowed', 'demo clinic', $3)",
            )
            .bind(earlier)
            .bind(at)
            .bind(mac)
            .run()
            .await
            .unwrap();
            tx.commit().await.unwrap();
            db.migrate().await.unwrap();
            let events = [Some("a detail"), Some(""), None].map(|detail| {
                let event = Event::new(Actor::operator(), Action::Create, Subject::Import);
                (at, detail.into_iter().fold(event, Event::noting))
            });
            store::insert_alone(db, &events, &keys).await.unwrap();

            let folder = tempfile::tempdir().unwrap();
            let head = folder.path().join("audit-head");
            let verdict = verify(db, &keys, &head).await.unwrap();
            assert_eq!((verdict.findings, verdict.unsealed), (vec![], 4));
            Auditor::seal(db, &clock, &keys, &head).await.unwrap();
            let verdict = verify(db, &keys, &head).await.unwrap();
            assert_eq!((verdict.findings, verdict.sealed), (vec![], 4));

            // A detail is neither added, nor changed, nor taken away, nor made of a reason.
            for change in [
                "UPDATE audit_events SET detail = '' WHERE id = $1",
                "UPDATE audit_events SET detail = 'another' WHERE id = $1",
                "UPDATE audit_events SET detail = NULL WHERE id = $1",
                "UPDATE audit_events SET detail = reason, reason = NULL WHERE id = $1",
            ] {
                for row in rows(db).await {
                    let (id, detail, reason) = row.clone();
                    let mut tx = db.begin().await.unwrap();
                    tx.query(change).bind(id).run().await.unwrap();
                    tx.commit().await.unwrap();
                    let expected = if rows(db).await.contains(&row) { vec![] } else { vec![Finding::Changed(id)] };
                    assert_eq!(verify(db, &keys, &head).await.unwrap().findings, expected, "{change}");
                    let mut tx = db.begin().await.unwrap();
                    let back = tx.query("UPDATE audit_events SET detail = $1, reason = $2 WHERE id = $3");
                    back.bind(detail).bind(reason).bind(id).run().await.unwrap();
                    tx.commit().await.unwrap();
                }
            }
        }
    }
}
