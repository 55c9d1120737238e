//! Which laboratory a message is from.

use super::{
    model::{Way, folded},
    setup::Laboratory,
};
use crate::{
    Error,
    accounts::Admin,
    db::Source,
    hl7::{Domain, Fault, FaultCode, Header, Place},
    ids::LaboratoryId,
};

/// How messages name their sender (MSH-3 and MSH-4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sender {
    /// MSH-3: the program.
    pub application: String,
    /// MSH-4: the facility.
    pub facility: String,
}

impl Sender {
    /// The sender that a header names.
    pub(super) fn of(header: &Header) -> Self {
        Self { application: written(&header.sending_application), facility: written(&header.sending_facility) }
    }

    /// Reads `APPLICATION|FACILITY`, as an administrator types it; nothing where both are empty.
    pub fn parse(text: &str) -> Option<Self> {
        let (application, facility) = text.split_once('|').unwrap_or((text, ""));
        let sender = Self { application: application.trim().to_owned(), facility: facility.trim().to_owned() };
        let (application, facility) = sender.key();
        (!application.is_empty() || !facility.is_empty()).then_some(sender)
    }

    /// As it is shown and typed.
    pub fn shown(&self) -> String {
        format!("{}|{}", self.application, self.facility)
    }

    /// As it is compared.
    pub(super) fn key(&self) -> (String, String) {
        (folded(&self.application), folded(&self.facility))
    }

    /// What names a message together with its control id: the facility, or the program where none is named.
    pub(super) fn scope(&self) -> String {
        let (application, facility) = self.key();
        if facility.is_empty() { application } else { facility }
    }
}

/// A domain as HL7 writes it, without empty parts at its end.
fn written(domain: &Domain) -> String {
    let parts = [&domain.namespace, &domain.universal_id, &domain.universal_id_type];
    let text = parts.map(String::as_str).join("^");
    text.trim_end_matches('^').to_owned()
}

/// The laboratory of a message, or why it is of none.
pub(super) async fn laboratory_of(
    q: &mut impl Source,
    way: Way,
    sender: &Sender,
) -> Result<Result<Laboratory, Fault>, Error> {
    let (application, facility) = sender.key();
    let named: Option<(LaboratoryId,)> = q
        .query("SELECT laboratory_id FROM laboratory_senders WHERE application = $1 AND facility = $2")
        .bind(application)
        .bind(facility)
        .maybe()
        .await?;
    let named = named.map(|(id,)| id);
    let known = match way {
        Way::Mllp | Way::File(None) => named,
        // A key opens the way of its own laboratory; one for which no sender was entered may call itself anything that is no one else's.
        Way::Http(id) | Way::File(Some(id)) if named == Some(id) => Some(id),
        Way::Http(id) | Way::File(Some(id)) if named.is_none() => {
            let senders: (i64,) =
                q.query("SELECT count(*) FROM laboratory_senders WHERE laboratory_id = $1").bind(id).one().await?;
            (senders.0 == 0).then_some(id)
        }
        Way::Http(_) | Way::File(Some(_)) => None,
    };
    let place = Place::segment("MSH", 1).field(4);
    let Some(id) = known else {
        let says = "The portal does not know this sender (MSH-3 and MSH-4), or not by this way. The clinic enters it under Laboratories.";
        return Ok(Err(Fault::error(FaultCode::UnknownKey, place, says)));
    };
    let laboratory = super::setup::one(q, id).await?;
    if laboratory.paused_at.is_some() {
        let says = "The clinic has paused this laboratory. Send the message again later.";
        return Ok(Err(Fault::error(FaultCode::ApplicationInternal, place, says)));
    }
    Ok(Ok(laboratory))
}

/// A sender of whom messages came and whom nobody has entered.
#[derive(Clone, sqlx::FromRow)]
pub struct UnknownSender {
    /// `APPLICATION|FACILITY`, as it calls itself.
    pub sender: String,
    /// How many of its messages are kept.
    pub messages: i64,
    /// When the last one came.
    pub last_at: chrono::DateTime<chrono::Utc>,
}

/// Senders that nobody has entered, the last one first.
pub async fn unknown_senders(q: &mut impl Source, _by: &Admin) -> Result<Vec<UnknownSender>, Error> {
    Ok(q.query(
        "SELECT m.sender, count(*) AS messages, max(m.received_at) AS last_at FROM lab_messages m
         WHERE m.laboratory_id IS NULL AND m.state = 'refused' AND m.sender <> '|' GROUP BY m.sender ORDER BY last_at DESC LIMIT 50",
    )
    .all()
    .await?)
}

/// Messages of unknown senders that are kept at most: anyone who reaches the address can send some.
pub(super) const MOST_UNKNOWN: i64 = 1000;
