use super::{
    Keeper,
    change::NotChanged,
    keeper::{event, lock, record},
};
use crate::{
    Error, Portal,
    audit::Action,
    db::{Source as _, Tx},
    ids::AccountId,
};
use chrono::{DateTime, Utc};
use sha2::{Digest as _, Sha256};

/// Codes on a sheet.
pub const RECOVERY_CODES: usize = 10;

/// Makes new recovery codes; those of earlier sheets are worth nothing from now on. They are shown once: the database keeps only
/// their hashes.
///
/// # Errors
/// `NotChanged::Needless` when there is neither app nor passkey that they could stand in for.
pub async fn renew_recovery_codes(
    portal: &Portal,
    by: &Keeper,
    now: DateTime<Utc>,
) -> Result<Result<Vec<String>, NotChanged>, Error> {
    let mut tx = portal.db.begin().await?;
    if !lock(&mut tx, by.account()).await?.is_strong() {
        return Ok(Err(NotChanged::Needless));
    }
    let codes = write(&mut tx, by.account(), now).await?;
    record(&mut tx, portal, event(by.actor(), Action::Create, "recovery codes"), by.account(), now).await?;
    tx.commit().await?;
    Ok(Ok(codes))
}

/// Writes a new sheet of codes for an account in place of earlier ones.
pub(super) async fn write(tx: &mut Tx, account: AccountId, now: DateTime<Utc>) -> Result<Vec<String>, Error> {
    drop_all(tx, account).await?;
    let mut codes: Vec<String> = Vec::with_capacity(RECOVERY_CODES);
    while codes.len() < RECOVERY_CODES {
        // 16 digits are 53 bits: they need no slow hash, and can be typed on the keys of a telephone.
        let code = format!("{:016}", rand::random_range(0..10_000_000_000_000_000_u64));
        if codes.contains(&code) {
            continue;
        }
        tx.query("INSERT INTO recovery_codes (account_id, code_hash, created_at) VALUES ($1, $2, $3)")
            .bind(account)
            .bind(hash(&code))
            .bind(now)
            .run()
            .await?;
        codes.push(code);
    }
    Ok(codes.iter().map(|code| in_groups(code)).collect())
}

/// Forgets an account's codes.
pub(super) async fn drop_all(tx: &mut Tx, account: AccountId) -> Result<(), Error> {
    tx.query("DELETE FROM recovery_codes WHERE account_id = $1").bind(account).run().await?;
    Ok(())
}

/// Takes a code, once. Tells whether it was one.
pub(super) async fn take(tx: &mut Tx, account: AccountId, digits: &str, now: DateTime<Utc>) -> Result<bool, Error> {
    let taken = tx
        .query("UPDATE recovery_codes SET used_at = $1 WHERE account_id = $2 AND code_hash = $3 AND used_at IS NULL")
        .bind(now)
        .bind(account)
        .bind(hash(digits))
        .run()
        .await?;
    Ok(taken > 0)
}

fn hash(digits: &str) -> Vec<u8> {
    Sha256::digest(digits).to_vec()
}

/// Digits in groups of four, as people read them.
fn in_groups(digits: &str) -> String {
    let letters: Vec<char> = digits.chars().collect();
    letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    #[test]
    fn codes_are_read_in_groups() {
        assert_eq!(super::in_groups("1234567890123456"), "1234 5678 9012 3456");
    }
}
