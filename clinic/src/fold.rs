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

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn accents_case_and_signs_do_not_matter() {
        assert_eq!(fold("  Hernán  O'Brien-MÜLLER "), "hernan o brien muller");
        assert_eq!(fold("李 娜"), "li na");
        assert_eq!(fold("…"), "");
    }
}
