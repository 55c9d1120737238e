//! What every part of the running program shares.

use crate::{
    accounts::SessionPolicy, audit::Auditor, clock::Clock, db::Db, drugs::Drugs, keys::Keys, mail::Post,
    policies::Policies,
};
use chrono_tz::Tz;
use std::sync::Arc;

/// The running portal: its database, clock, keys, audit trail and the clinic's settings. Cloning shares all of them.
#[derive(Clone, Debug)]
pub struct Portal {
    /// The database.
    pub db: Db,
    /// The time.
    pub clock: Clock,
    /// The installation's secrets.
    pub keys: Arc<Keys>,
    /// The audit trail.
    pub auditor: Auditor,
    /// The way mails leave.
    pub post: Post,
    /// The clinic's settings.
    pub settings: Arc<Settings>,
    /// The clinic's policies, which are changed while the portal runs.
    pub policies: Policies,
    /// The formulary.
    pub drugs: Drugs,
}

/// What the clinic has set.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The clinic's name, as patients know it.
    pub clinic_name: String,
    /// The clinic's telephone number, for when the portal cannot help.
    pub clinic_phone: Option<String>,
    /// The zone of places that name none of their own.
    pub zone: Tz,
    /// How long sessions last where the clinic's policies do not say otherwise; ask [`Policies::sessions`].
    pub sessions: SessionPolicy,
    /// What addresses of the portal begin with, as set: links in mails and letters never follow the Host header of a request.
    pub origin: String,
    /// Whether the portal is reached over HTTPS: cookies are then bound to it.
    pub secure: bool,
    /// Where laboratories connect (MLLP), if they may: address and port.
    pub laboratories_at: Option<String>,
    /// People who can sign in to the demo clinic, shown on the sign-in page; empty otherwise.
    pub demo_people: Vec<DemoPerson>,
}

/// Someone of the demo clinic to sign in as.
#[derive(Clone, Debug)]
pub struct DemoPerson {
    /// Who they are.
    pub name: String,
    /// The address to sign in with.
    pub email: String,
    /// What there is to see.
    pub about: String,
}
