use crate::keys::Keys;
use uuid::Uuid;

/// The code of a mail that signs in: eight digits that only this installation can make from the id, so that it is stored nowhere.
pub fn sign_in_code(keys: &Keys, id: Uuid) -> String {
    let bytes = keys.derive("mail-code", id.as_bytes());
    let start = bytes.first_chunk::<8>().copied().unwrap_or_default();
    format!("{:08}", u64::from_be_bytes(start) % 100_000_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_eight_digits_and_follows_from_the_id() {
        let folder = tempfile::tempdir().unwrap();
        let keys = Keys::open(folder.path()).unwrap();
        let codes: std::collections::BTreeSet<_> = (0..1000).map(|n| sign_in_code(&keys, Uuid::from_u128(n))).collect();
        assert!(codes.len() > 990);
        assert!(codes.iter().all(|code| code.len() == 8 && code.bytes().all(|byte| byte.is_ascii_digit())));
        assert_eq!(sign_in_code(&keys, Uuid::from_u128(7)), sign_in_code(&keys, Uuid::from_u128(7)));
    }
}
