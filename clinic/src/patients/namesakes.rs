use super::{Found, registration::NewPatient};
use crate::{Error, db::Source, fold::fold};

/// Patients with one birth date that are looked through.
const NAMESAKES: i64 = 200;

/// Records with the same birth date and a name that may be the same.
pub(super) async fn similar(q: &mut impl Source, new: &NewPatient) -> Result<Vec<Found>, Error> {
    let born: Vec<Found> = q
        .query(
            "SELECT p.id, p.name, p.name_key, p.birth_date, p.birth_date_precision, p.sex, p.record_number, p.city,
                    p.deceased, FALSE AS mine
             FROM (SELECT DISTINCT t.patient_id FROM patient_tokens t WHERE t.token = $1 LIMIT $2) hits
             CROSS JOIN patients p WHERE p.id = hits.patient_id ORDER BY p.name_key, p.id",
        )
        .bind(new.born.format("%Y%m%d").to_string())
        .bind(NAMESAKES)
        .all()
        .await?;
    let name = fold(&format!("{} {}", new.given, new.family));
    Ok(born.into_iter().filter(|found| is_similar(&name, &fold(&found.name))).collect())
}

/// Whether two folded names may be one person's: two words are alike, or one where a name has only one.
fn is_similar(one: &str, other: &str) -> bool {
    let (one, other): (Vec<&str>, Vec<&str>) = (one.split(' ').collect(), other.split(' ').collect());
    let alike = one.iter().filter(|word| other.iter().any(|known| is_alike(word, known))).count();
    alike >= 2.min(one.len()).min(other.len())
}

/// Whether two words differ by a slip of the finger, or one is short for the other.
pub(crate) fn is_alike(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    short == long
        || (short.len() >= 3 && long.starts_with(short))
        || (short.len() >= 3 && slips(short, long) <= 1)
        || (short.len() == 1 && long.starts_with(short))
}

/// Letters that are wrong, missing or too many (Levenshtein distance); folded words are ASCII.
fn slips(one: &str, other: &str) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (line, letter) in one.bytes().enumerate() {
        let mut diagonal = line;
        let mut left = line + 1;
        if let Some(first) = row.first_mut() {
            *first = left;
        }
        for (cell, known) in row.iter_mut().skip(1).zip(other.bytes()) {
            let best = (diagonal + usize::from(letter != known)).min(*cell + 1).min(left + 1);
            diagonal = *cell;
            *cell = best;
            left = best;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_same_person_in_another_spelling_is_similar() {
        let similar = |one: &str, other: &str| is_similar(&fold(one), &fold(other));
        assert!(similar("Rosa Delgado", "Rosa María Delgado Pérez"));
        assert!(similar("Jon Smith", "John Smyth"));
        assert!(similar("Walter Nguyen", "Nguyen Walter"));
        assert!(similar("Chris Thompson", "Christopher Thompson"));
        assert!(!similar("Rosa Delgado", "Rosa Hernandez"));
        assert!(!similar("Ana Li", "Bo Wu"));
    }

    proptest! {
        #[test]
        fn slips_are_a_distance(one in "[a-z]{0,8}", other in "[a-z]{0,8}") {
            prop_assert_eq!(slips(&one, &other), slips(&other, &one));
            prop_assert_eq!(slips(&one, &other) == 0, one == other);
            prop_assert!(slips(&one, &other) <= one.len().max(other.len()));
        }
    }
}
