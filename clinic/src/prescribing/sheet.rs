use super::{Lack, Review, Say, Way, drafts::drafts, review::reviewed, sending::way_to, sign::signable_of};
use crate::{
    Error, Portal,
    db::Source,
    ids::AccountId,
    patients::Chart,
    signing::{Signable, Unsignable},
};
use chrono::{DateTime, NaiveDate, Utc};

/// A draft as it would be signed: what its prescriber looks through before they give their second factor.
#[derive(Clone)]
pub struct Sheet {
    /// The draft, looked at from all sides.
    pub review: Review,
    /// Word for word what would be signed; none while something is missing.
    pub signable: Option<Signable>,
    /// How it would get to the pharmacy.
    pub way: Way,
}

impl Sheet {
    /// Whether it can be signed as it is.
    pub fn is_ready(&self) -> bool {
        self.signable.is_some() && self.review.is_ready()
    }
}

/// All drafts of a patient as that person would sign them at that moment.
pub async fn sheets(
    q: &mut impl Source,
    portal: &Portal,
    chart: &Chart,
    signer: Option<AccountId>,
    say: Say,
    (now, today): (DateTime<Utc>, NaiveDate),
) -> Result<Vec<Sheet>, Error> {
    let all = drafts(q, chart).await?;
    let (reviews, facts) = reviewed(q, portal, chart, all, signer, today).await?;
    let mut sheets = Vec::new();
    for mut review in reviews {
        let mut signable = None;
        if let (Some(order), Some(facts), true) = (&review.order, &facts, review.is_ready()) {
            let made = signable_of(portal, &review, order, facts, say, now, today)?;
            match made.room() {
                Err(Unsignable::TooLong { by }) => review.lacks.push(Lack::TooLong(by)),
                _ => signable = Some(made),
            }
        }
        let way = way_to(q, review.draft.pharmacy).await?;
        sheets.push(Sheet { review, signable, way });
    }
    Ok(sheets)
}
