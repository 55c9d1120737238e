use crate::{Error, db::Source, moment::Precision, patients::Chart};
use chrono::NaiveDate;

/// Whose results a sheet of paper shows.
#[derive(Clone, sqlx::FromRow)]
pub struct Person {
    /// The name in full.
    pub name: String,
    /// The birth date, or the beginning of its year or month.
    pub birth_date: Option<NaiveDate>,
    /// How exactly the birth date is known.
    pub birth_date_precision: Option<Precision>,
    /// The record number.
    pub record_number: Option<String>,
}

/// Whose results the chart holds, for paper that leaves the portal. What is read beside it is what is noted.
///
/// # Errors
/// `NotFound` when there is no such patient.
pub async fn person(q: &mut impl Source, chart: &Chart) -> Result<Person, Error> {
    q.query("SELECT name, birth_date, birth_date_precision, record_number FROM patients WHERE id = $1")
        .bind(chart.patient())
        .maybe()
        .await?
        .ok_or(Error::NotFound)
}
