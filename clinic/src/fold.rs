//! Text made comparable: lower case, without accents, only the letters a to z, digits and single spaces.

/// Folds text for searching: `"Hernán  O'Brien-Müller"` becomes `"hernan o brien muller"`.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in deunicode::deunicode(text).chars() {
        if letter.is_ascii_alphanumeric() {
            folded.push(letter.to_ascii_lowercase());
        } else if !folded.ends_with(' ') && !folded.is_empty() {
            folded.push(' ');
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// A pattern for `LIKE` on a folded column: what holds the words as they were typed, in one piece. Everything for no words.
pub fn containing(text: &str) -> String {
    // Folded text holds none of the signs that LIKE takes for more than themselves.
    format!("%{}%", fold(text))
}

#[cfg(test)]
mod tests {
    use super::{containing, fold};

    #[test]
    fn accents_case_and_signs_do_not_matter() {
        assert_eq!(fold("  Hernán  O'Brien-MÜLLER "), "hernan o brien muller");
        assert_eq!(fold("Иван Łukasz"), "ivan lukasz");
        assert_eq!(fold("…"), "");
    }

    #[test]
    fn signs_in_a_search_match_nothing_by_themselves() {
        assert_eq!(containing("50% NaCl_"), "%50 nacl%");
        assert_eq!(containing(" "), "%%");
    }
}
