use crate::{Error, db::Source, fold::fold};

/// Whether a record has that number, in capitals or not.
pub(super) async fn is_number_taken(q: &mut impl Source, number: &str) -> Result<bool, Error> {
    let (is_taken,): (bool,) = q
        .query(
            "SELECT EXISTS (SELECT 1 FROM patient_tokens t JOIN patients p ON p.id = t.patient_id
                            WHERE t.token = $1 AND lower(p.record_number) = $2)",
        )
        .bind(fold(number).replace(' ', ""))
        .bind(number.to_lowercase())
        .one()
        .await?;
    Ok(is_taken)
}

/// The number after the highest of the form P-000123. Words to find a patient by hold it as p000123.
pub(super) async fn next_number(q: &mut impl Source) -> Result<String, Error> {
    let highest: Vec<(String,)> = q
        .query(
            "SELECT DISTINCT token FROM patient_tokens WHERE token >= 'p000000' AND token <= 'p999999'
             ORDER BY token DESC LIMIT 100",
        )
        .all()
        .await?;
    let number = |token: &str| {
        let digits = token.strip_prefix('p').filter(|digits| digits.len() == 6)?;
        digits.parse::<u32>().ok()
    };
    let highest = highest.iter().find_map(|(token,)| number(token)).unwrap_or_default();
    // A record of another form may be written as the same word.
    for next in (highest + 1..).take(100) {
        let text = format!("P-{next:06}");
        if !is_number_taken(q, &text).await? {
            return Ok(text);
        }
    }
    Err(Error::Broken("no record number is free".to_owned()))
}
