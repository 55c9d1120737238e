use std::collections::BTreeSet;

/// Bytes of all of a patient's words together; Postgres takes entries of 2,700 into an index.
const MOST_WORDS: usize = 1500;

/// All search words of a patient in one text, each after a space: what each row of `patient_tokens` carries.
pub(crate) fn words(tokens: &BTreeSet<String>) -> String {
    let mut words = String::new();
    for token in tokens.iter().filter(|token| token.len() < MOST_WORDS) {
        if words.len() + token.len() < MOST_WORDS {
            words.extend([" ", token]);
        }
    }
    words
}
