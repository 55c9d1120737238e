//! What a prescriber writes often, as they write it.

use crate::web::{Answer, AppError, Here, InChart, Notice, Signed, after};
use clinic::{
    Error,
    accounts::Prescriber,
    drugs::{add_favourite, remove_favourite},
    ids::FavouriteId,
    prescribing::Content,
};

/// Remembers a draft as a favourite. Tells whether it could be: only a product of the formulary can, with directions that are whole.
pub(super) async fn remember(here: &Here, me: Option<&Prescriber>, content: &Content) -> Result<bool, AppError> {
    let (Some(me), Some(new)) = (me, content.to_favourite()) else { return Ok(false) };
    match add_favourite(&here.portal.db, &here.portal.auditor, me, new, here.now).await {
        Ok(_) => Ok(true),
        Err(Error::Invalid(_) | Error::NotFound) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Removes one of the reader's own.
pub(crate) async fn remove(here: Here, place: InChart, Signed(me): Signed<Prescriber>) -> Answer {
    let id: FavouriteId = here.id("favourite")?;
    remove_favourite(&here.portal.db, &here.portal.auditor, &me, id).await?;
    Ok(after(&place.href("/prescribing"), Some(Notice::FavouriteRemoved)))
}
