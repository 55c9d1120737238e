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
     request_id, mac FROM audit_events WHERE block = $1 ORDER BY id";
const UNSEALED: &str =
    "SELECT id, at, account_id, actor, role, action, patient_id, subject, subject_id, outcome, purpose, reason,
     request_id, mac FROM audit_events WHERE block IS NULL AND id > $1 ORDER BY id LIMIT 1000";

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
