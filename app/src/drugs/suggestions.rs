use super::words::{controlled, said};
use crate::web::{Answer, Here, Signed};
use axum::{Json, extract::Query, response::IntoResponse as _};
use clinic::accounts::Worker;
use serde::{Deserialize, Serialize};

/// Drugs that are suggested at most.
const MOST: usize = 12;

/// What was typed so far.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    q: String,
}

/// What the script shows.
#[derive(Serialize)]
struct Suggestions {
    said: String,
    found: Vec<Suggestion>,
}

#[derive(Serialize)]
struct Suggestion {
    rxcui: String,
    name: String,
    about: String,
}

/// Drugs that fit what was typed so far. Names of drugs are no personal data: they may stand in the address.
pub(crate) async fn suggestions(here: Here, Signed(_): Signed<Worker>, Query(asked): Query<Asked>) -> Answer {
    let lang = here.lang;
    let found = here.portal.drugs.index(&here.portal.db).await?.search(&asked.q, MOST);
    let said = said(&found, lang);
    let found = found
        .hits
        .into_iter()
        .map(|hit| Suggestion {
            rxcui: hit.product.rxcui.to_string(),
            name: hit.product.written(),
            about: controlled(&hit.product, lang).unwrap_or_default(),
        })
        .collect();
    Ok(Json(Suggestions { said, found }).into_response())
}
