//! A record that is typed at the clinic: it goes the way of an imported one, within a transaction of whoever enters it.

use super::{broken_thread, files::Input, prepare, resolver::Resolver, writer::Writer};
use crate::{Error, db::Tx};
use chrono::DateTime;
use chrono_tz::Tz;
use serde_json::Value;
use std::sync::Arc;

/// The system that such records are said to come from.
const SOURCE: &str = "portal";

/// Writes a Bundle as an import would and gives the transaction back, not yet committed. `now` is in the clinic's zone.
///
/// # Errors
/// `Broken` when the Bundle is one that an import would refuse.
pub(crate) async fn enter(mut tx: Tx, bundle: &Value, now: DateTime<Tz>) -> Result<Tx, Error> {
    let (now, zone) = (now.to_utc(), now.timezone());
    let refused = || Error::Broken("a record that was typed was not understood".to_owned());
    let text = serde_json::to_vec(bundle).map_err(|_| refused())?;
    let inputs = [Input::memory(SOURCE.to_owned(), text)];
    let files = inputs.clone();
    let scan = tokio::task::spawn_blocking(move || prepare::scan(&files, SOURCE, &Arc::default()));
    let index = scan.await.map_err(|error| broken_thread(&error))?.map_err(|_| refused())?;
    let resolver = Resolver::new(&mut tx, index).await?;
    let (sender, mut batches) = tokio::sync::mpsc::channel(4);
    let reading = tokio::task::spawn_blocking(move || {
        prepare::prepare(&inputs, SOURCE, now, &resolver, &Arc::default(), &sender)
    });
    let mut writer = Writer::within(tx, now, zone);
    while let Some(batch) = batches.recv().await {
        writer.take(batch).await?;
    }
    reading.await.map_err(|error| broken_thread(&error))?.map_err(|_| refused())?;
    writer.leave().await?.ok_or_else(refused)
}
