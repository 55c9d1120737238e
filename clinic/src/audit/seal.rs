use crate::{
    Error,
    clock::Clock,
    db::{Alone, Db, Source as _},
    ids::AuditEventId,
    keys::Keys,
};
use chrono::{DateTime, Utc};
use ed25519_dalek::{Signature, Signer as _};
use sha2::{Digest as _, Sha256};
use std::path::Path;

/// Rows in one block at most.
const BLOCK: i64 = 1000;
/// Bytes of one leaf: the row's id and its keyed digest.
pub(super) const LEAF: usize = 16 + 32;

/// A block as it is stored.
#[derive(Clone, sqlx::FromRow)]
pub(super) struct Block {
    pub number: i64,
    pub first_id: AuditEventId,
    pub last_id: AuditEventId,
    pub events: i64,
    pub leaves: Vec<u8>,
    pub root: Vec<u8>,
    pub previous: Vec<u8>,
    pub sealed_at: DateTime<Utc>,
    pub key_id: String,
    pub signature: Vec<u8>,
}

impl Block {
    /// What is signed, and what the next block names as the one before it.
    pub(super) fn header(&self) -> Vec<u8> {
        let mut header = b"verbena audit block 1".to_vec();
        header.extend(self.number.to_be_bytes());
        header.extend(self.first_id.0.as_bytes());
        header.extend(self.last_id.0.as_bytes());
        header.extend(self.events.to_be_bytes());
        header.extend(&self.root);
        header.extend(&self.previous);
        header.extend(self.sealed_at.timestamp_micros().to_be_bytes());
        header
    }

    pub(super) fn hash(&self) -> Vec<u8> {
        Sha256::digest(self.header()).to_vec()
    }

    pub(super) fn signed_by(&self, keys: &Keys) -> bool {
        Signature::from_slice(&self.signature)
            .is_ok_and(|signature| keys.audit_seal.verify(&self.header(), &signature).is_ok())
    }
}

/// The newest block, of which only the header is wanted.
const NEWEST: &str =
    "SELECT number, first_id, last_id, events, root AS leaves, root, previous, sealed_at, key_id, signature
     FROM audit_blocks ORDER BY number DESC LIMIT 1";

/// Seals the oldest rows that belong to no block yet; tells whether there may be more.
pub(super) async fn next_block(db: &Db, clock: &Clock, keys: &Keys, head: &Path) -> Result<bool, Error> {
    let mut tx = db.begin_alone(Alone::Seal).await?;
    let before: Option<Block> = tx.query(NEWEST).maybe().await?;
    let number = before.as_ref().map_or(1, |block| block.number + 1);
    // Only rows that this statement really took go into the block: another may be committed meanwhile.
    let mut taken: Vec<(AuditEventId, Vec<u8>)> = tx
        .query(
            "UPDATE audit_events SET block = $1
             WHERE block IS NULL AND id IN (SELECT id FROM audit_events WHERE block IS NULL ORDER BY id LIMIT $2)
             RETURNING id, mac",
        )
        .bind(number)
        .bind(BLOCK)
        .all()
        .await?;
    taken.sort();
    let (Some(&(first_id, _)), Some(&(last_id, _))) = (taken.first(), taken.last()) else { return Ok(false) };
    let leaves: Vec<u8> = taken.iter().flat_map(|(id, mac)| id.0.as_bytes().iter().chain(mac).copied()).collect();
    let events = i64::try_from(taken.len()).map_err(|error| Error::Broken(error.to_string()))?;
    let mut block = Block {
        number,
        first_id,
        last_id,
        events,
        root: merkle_root(&leaves),
        leaves,
        previous: before.as_ref().map(Block::hash).unwrap_or_default(),
        sealed_at: clock.now(),
        key_id: keys.seal_id(),
        signature: Vec::new(),
    };
    block.signature = keys.audit_seal.sign(&block.header()).to_bytes().to_vec();
    let hash = block.hash();
    tx.query(
        "INSERT INTO audit_blocks (number, first_id, last_id, events, leaves, root, previous, sealed_at, key_id, signature)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(block.number)
    .bind(block.first_id)
    .bind(block.last_id)
    .bind(block.events)
    .bind(block.leaves)
    .bind(block.root)
    .bind(block.previous)
    .bind(block.sealed_at)
    .bind(block.key_id)
    .bind(block.signature)
    .run()
    .await?;
    tx.commit().await?;
    remember(head, number, &hash)?;
    Ok(events >= BLOCK)
}

/// Keeps the newest block's number and hash in a file outside the database.
fn remember(head: &Path, number: i64, hash: &[u8]) -> Result<(), Error> {
    // Whoever sealed the next one may have been quicker.
    if remembered(head).is_some_and(|(known, _)| known >= number) {
        return Ok(());
    }
    let fresh = head.with_extension(format!("new-{}", std::process::id()));
    let text = format!("{number} {}\n", hex(hash));
    std::fs::write(&fresh, text)
        .and_then(|()| std::fs::rename(&fresh, head))
        .map_err(Error::file(format!("write {}", head.display())))
}

/// The newest block that was remembered, if any.
pub(super) fn remembered(head: &Path) -> Option<(i64, String)> {
    let text = std::fs::read_to_string(head).ok()?;
    let (number, hash) = text.trim().split_once(' ')?;
    Some((number.parse().ok()?, hash.to_owned()))
}

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The root of the tree over the leaves, with leaf and node told apart (RFC 6962, section 2.1).
pub(super) fn merkle_root(leaves: &[u8]) -> Vec<u8> {
    let mut level: Vec<Vec<u8>> = leaves
        .chunks(LEAF)
        .map(|leaf| Sha256::new().chain_update([0]).chain_update(leaf).finalize().to_vec())
        .collect();
    while level.len() > 1 {
        level = level
            .chunks(2)
            .map(|pair| match pair {
                [left, right] => {
                    Sha256::new().chain_update([1]).chain_update(left).chain_update(right).finalize().to_vec()
                }
                alone => alone.concat(),
            })
            .collect();
    }
    level.pop().unwrap_or_else(|| Sha256::digest([]).to_vec())
}
