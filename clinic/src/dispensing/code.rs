use crate::{ids::PrescriptionId, keys::Keys};
use subtle::ConstantTimeEq as _;

/// Letters of a code: no 0/O, 1/I/L. 8 of 30 letters are 39 bits; wrong ones are counted.
const LETTERS: &[u8; 30] = b"23456789ABCDEFGHJKMNPQRSTUVWXY";
const LENGTH: usize = 8;

/// The code with which a pharmacy gets at a prescription that was mailed or brought to it, such as `7KQM-2XWP`: the patient and
/// the clinic tell it. Only this installation can make it from the prescription's id and the `round`, which rises with each fresh
/// link, so it is stored nowhere.
pub fn pickup_code(keys: &Keys, id: PrescriptionId, round: i64) -> String {
    let mut of = id.0.as_bytes().to_vec();
    if round > 0 {
        of.extend(round.to_be_bytes());
    }
    let bytes = keys.derive("pickup-code", &of);
    let mut rest = bytes.first_chunk::<16>().copied().map_or(0, u128::from_be_bytes);
    let mut code = String::with_capacity(LENGTH + 1);
    for position in 0..LENGTH {
        if position == LENGTH / 2 {
            code.push('-');
        }
        let place = usize::try_from(rest % 30).unwrap_or(0);
        code.push(LETTERS.get(place).copied().map_or('2', char::from));
        rest /= 30;
    }
    code
}

/// Whether what was typed is the code of a prescription. Case, spaces and dashes do not matter; how long it takes does not tell
/// how much of it was right.
pub fn is_pickup_code(keys: &Keys, id: PrescriptionId, round: i64, typed: &str) -> bool {
    let (code, typed) = (letters(&pickup_code(keys, id, round)), letters(typed));
    code.as_bytes().ct_eq(typed.as_bytes()).into()
}

fn letters(code: &str) -> String {
    let letters = code.chars().filter(char::is_ascii_alphanumeric).take(4 * LENGTH);
    letters.map(|letter| letter.to_ascii_uppercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_code_follows_from_the_prescription_and_may_be_typed_in_any_way() {
        let folder = tempfile::tempdir().unwrap();
        let keys = Keys::open(folder.path()).unwrap();
        let id = PrescriptionId(Uuid::from_u128(7));
        let code = pickup_code(&keys, id, 0);
        assert_eq!(code.len(), 9);
        assert!(code.bytes().all(|letter| letter == b'-' || LETTERS.contains(&letter)), "{code}");
        for typed in [code.clone(), code.to_lowercase(), code.replace('-', ""), format!(" {} ", code.replace('-', " "))]
        {
            assert!(is_pickup_code(&keys, id, 0, &typed), "{typed}");
        }
        for typed in ["", "-", &code[..8], &format!("{code}2")] {
            assert!(!is_pickup_code(&keys, id, 0, typed), "{typed}");
        }
        let codes: std::collections::BTreeSet<_> =
            (0..1000).map(|number| pickup_code(&keys, PrescriptionId(Uuid::from_u128(number)), 0)).collect();
        assert_eq!(codes.len(), 1000);
        assert!(!is_pickup_code(&keys, PrescriptionId(Uuid::from_u128(8)), 0, &code));
        let rounds: std::collections::BTreeSet<_> = (0..100).map(|round| pickup_code(&keys, id, round)).collect();
        assert_eq!(rounds.len(), 100, "each fresh link has a code of its own");
    }
}
