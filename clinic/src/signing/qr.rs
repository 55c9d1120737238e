//! The code as a QR code holds it: after `shc:/` two digits for each character, since digits take the least room there.

/// What the code begins with (SMART Health Cards).
pub const PREFIX: &str = "shc:/";

/// The first character that can stand in a JWS: each is written as how far it lies behind this one.
const FIRST: u8 = b'-';

/// Why a text is no code of this kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotNumeric {
    /// It is one of several parts, which belong together in one code here.
    #[error("one of several parts")]
    Parts,
    /// It holds something else than pairs of digits for characters of a JWS.
    #[error("not pairs of digits for the characters of a JWS")]
    Digits,
}

/// A compact JWS as digits.
///
/// # Errors
/// `Digits` when a character stands in it that cannot stand in a JWS.
pub fn to_numeric(jws: &str) -> Result<String, NotNumeric> {
    let mut code = String::with_capacity(PREFIX.len() + 2 * jws.len());
    code.push_str(PREFIX);
    for letter in jws.bytes() {
        let number = letter.checked_sub(FIRST).filter(|_| may_stand(letter)).ok_or(NotNumeric::Digits)?;
        for digit in [number / 10, number % 10] {
            code.push(char::from(b'0' + digit));
        }
    }
    Ok(code)
}

/// The compact JWS of a code, with or without what it begins with.
///
/// # Errors
/// When it is one of several parts, or no such code.
pub fn from_numeric(code: &str) -> Result<String, NotNumeric> {
    let digits = match code.get(..PREFIX.len()) {
        Some(start) if start.eq_ignore_ascii_case(PREFIX) => code.get(PREFIX.len()..).unwrap_or_default(),
        _ => code,
    };
    if digits.contains('/') {
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|digit| digit.is_ascii_digit());
        return Err(if digits.split('/').all(is_number) { NotNumeric::Parts } else { NotNumeric::Digits });
    }
    let pairs = digits.as_bytes().chunks_exact(2);
    if digits.is_empty() || !pairs.remainder().is_empty() {
        return Err(NotNumeric::Digits);
    }
    let letters = pairs.map(|pair| match pair {
        [tens, ones] if tens.is_ascii_digit() && ones.is_ascii_digit() => {
            let letter = FIRST + (tens - b'0') * 10 + (ones - b'0');
            may_stand(letter).then_some(char::from(letter))
        }
        _ => None,
    });
    letters.collect::<Option<String>>().ok_or(NotNumeric::Digits)
}

fn may_stand(letter: u8) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, b'-' | b'_' | b'.')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn each_character_is_two_digits() {
        assert_eq!(to_numeric("eyJ6").unwrap(), "shc:/56762909");
        assert_eq!(from_numeric("shc:/56762909").unwrap(), "eyJ6");
        assert_eq!(from_numeric("SHC:/56762909").unwrap(), "eyJ6");
        assert_eq!(from_numeric("56762909").unwrap(), "eyJ6");
        assert_eq!(to_numeric("a b"), Err(NotNumeric::Digits));
        assert_eq!(to_numeric("é"), Err(NotNumeric::Digits));
    }

    #[test]
    fn what_is_no_code_is_refused() {
        assert_eq!(from_numeric("shc:/1/3/5676"), Err(NotNumeric::Parts));
        for wrong in
            ["", "shc:/", "shc:/567", "shc:/56a6", "shc:/99", "shc:/02", "shc:/x/5676", "shc://5676", "shc:/５６"]
        {
            assert_eq!(from_numeric(wrong), Err(NotNumeric::Digits), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn it_comes_back_as_it_was(jws in "[A-Za-z0-9_.-]{1,1195}") {
            prop_assert_eq!(from_numeric(&to_numeric(&jws).unwrap()).unwrap(), jws);
        }

        #[test]
        fn nothing_makes_it_panic(text in ".{0,60}") {
            let _ = from_numeric(&text);
            let _ = from_numeric(&format!("shc:/{text}"));
        }
    }
}
