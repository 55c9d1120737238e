use sha2::{Digest as _, Sha256};

/// Letters of a code: no 0/O, 1/I/L, and none that make words by accident. 12 of 30 letters are 59 bits.
const LETTERS: &[u8; 30] = b"23456789ABCDEFGHJKMNPQRSTUVWXY";

/// A fresh code for a letter on paper, as three groups of four letters. The database keeps only its hash.
pub fn new_code() -> String {
    let mut code = String::new();
    for position in 0..12 {
        if position % 4 == 0 && position > 0 {
            code.push('-');
        }
        let letter = LETTERS.get(rand::random_range(0..LETTERS.len())).copied().unwrap_or(b'2');
        code.push(char::from(letter));
    }
    code
}

/// What the database knows a code by. Case, spaces and dashes do not matter when it is typed.
pub fn code_hash(code: &str) -> Vec<u8> {
    let letters: String =
        code.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_uppercase()).collect();
    Sha256::digest(letters).to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_may_be_typed_in_any_way() {
        let code = new_code();
        assert_eq!(code.len(), 14);
        assert_eq!(code_hash(&code), code_hash(&format!(" {} ", code.to_lowercase().replace('-', " "))));
    }
}
