//! A record that is typed at the clinic, or sent by a laboratory: it goes the way of an imported one, within a transaction of whoever enters it.

use super::{broken_thread, files::Input, prepare, reference::Parsed, resolver::Resolver, writer::Writer};
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
pub(crate) async fn enter(tx: Tx, bundle: &Value, now: DateTime<Tz>) -> Result<Tx, Error> {
    let text = serde_json::to_vec(bundle).map_err(|_| refused())?;
    enter_from(tx, SOURCE, text, now).await
}

/// What makes a reference lead to a resource that is here: the system that it is said to come from, and what to write.
pub(crate) struct Link {
    /// The system that whatever is entered with the reference must be said to come from.
    pub(crate) source: String,
    /// The reference.
    pub(crate) reference: String,
}

/// How to refer to the resource that is known by `identity`.
pub(crate) fn link(identity: &str) -> Link {
    if matches!(Parsed::of(identity), Parsed::Global(_)) {
        return Link { source: SOURCE.to_owned(), reference: identity.to_owned() };
    }
    // `source/Type/id`, where the source may hold strokes itself.
    let mut parts = identity.rsplitn(3, '/');
    let (id, kind, source) = (parts.next(), parts.next(), parts.next());
    Link {
        source: source.unwrap_or(SOURCE).to_owned(),
        reference: format!("{}/{}", kind.unwrap_or_default(), id.unwrap_or_default()),
    }
}

fn refused() -> Error {
    Error::Broken("a record that was entered was not understood".to_owned())
}

/// Writes the text of a Bundle that comes from `source`, as [`enter`] does.
///
/// # Errors
/// `Broken` when the Bundle is one that an import would refuse.
pub(crate) async fn enter_from(mut tx: Tx, source: &str, text: Vec<u8>, now: DateTime<Tz>) -> Result<Tx, Error> {
    let (now, zone) = (now.to_utc(), now.timezone());
    let source = source.to_owned();
    let inputs = [Input::memory(source.clone(), text)];
    let (files, from) = (inputs.clone(), source.clone());
    let scan = tokio::task::spawn_blocking(move || prepare::scan(&files, &from, &Arc::default()));
    let index = scan.await.map_err(|error| broken_thread(&error))?.map_err(|_| refused())?;
    let resolver = Resolver::new(&mut tx, index).await?;
    let (sender, mut batches) = tokio::sync::mpsc::channel(4);
    let reading = tokio::task::spawn_blocking(move || {
        prepare::prepare(&inputs, &source, now, &resolver, &Arc::default(), &sender)
    });
    let mut writer = Writer::within(tx, now, zone);
    while let Some(batch) = batches.recv().await {
        writer.take(batch).await?;
    }
    reading.await.map_err(|error| broken_thread(&error))?.map_err(|_| refused())?;
    writer.leave().await?.ok_or_else(refused)
}
