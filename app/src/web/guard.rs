use super::{AppError, Here};
use axum::{extract::FromRequestParts, http::request::Parts};
use clinic::{
    accounts::{Clinician, NotAdmitted, Patient, Person, Session},
    helpers::{self, Helping},
    ids::PatientId,
    patients::{self, Banner, Chart},
};

/// The typed actor of a request: proof that someone is signed in and has the role.
///
/// Nobody signed in is sent to the sign-in page; the wrong role is told that there is no such page.
#[derive(Debug)]
pub(crate) struct Signed<A>(pub A);

impl<S, A> FromRequestParts<S> for Signed<A>
where
    S: Send + Sync,
    A: for<'s> TryFrom<&'s Session, Error: Into<Refusal>>,
{
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, AppError> {
        let Ok(here) = Here::from_request_parts(parts, state).await;
        admit(&here).map(Self)
    }
}

fn admit<A: for<'s> TryFrom<&'s Session, Error: Into<Refusal>>>(here: &Here) -> Result<A, AppError> {
    let session = here.visit.session.as_ref().ok_or(AppError::SignIn)?;
    A::try_from(session).map_err(|error| match error.into() {
        Refusal(NotAdmitted::NotTheirs) => AppError::Store(clinic::Error::NotFound),
        Refusal(NotAdmitted::NeedsFactor) => AppError::NeedsFactor,
    })
}

/// The typed actor of an action of consequence: proof that they have the role and have just shown who they are. Whoever has
/// not is asked to, and comes back.
#[derive(Debug)]
pub(crate) struct Fresh<A>(pub A);

impl<S, A> FromRequestParts<S> for Fresh<A>
where
    S: Send + Sync,
    A: for<'s> TryFrom<&'s Session, Error: Into<Refusal>>,
{
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, AppError> {
        let Ok(here) = Here::from_request_parts(parts, state).await;
        let actor = admit(&here)?;
        match &here.visit.session {
            Some(session) if session.is_fresh(here.now) => Ok(Self(actor)),
            _ => Err(AppError::Confirm),
        }
    }
}

/// Why an actor could not be made: the wrong role, a missing factor, or (for a person of any role) never.
pub(crate) struct Refusal(NotAdmitted);

impl From<NotAdmitted> for Refusal {
    fn from(why: NotAdmitted) -> Self {
        Self(why)
    }
}

impl From<std::convert::Infallible> for Refusal {
    fn from(never: std::convert::Infallible) -> Self {
        match never {}
    }
}

/// The record a page shows: a patient's own at `/labs`, the one a clinician has opened at `/patients/{patient}/labs`, or that of
/// someone whom the reader helps at `/helping/{patient}/labs`. One handler serves all. Whose record it is stands in the address
/// alone, never in the session: two windows with two people cannot mix.
pub(crate) struct InChart {
    /// Proof that it may be read.
    pub chart: Chart,
    /// What stands at its head, for a clinician; a patient knows whose record it is.
    pub banner: Option<Banner>,
    /// What stands at its head for a helper: whose it is, what they see, whom else they help.
    pub helping: Option<Helping>,
    /// What addresses within the record begin with: nothing, `/patients/{patient}` or `/helping/{patient}`.
    pub base: String,
}

/// What addresses within the records of people one helps begin with.
const HELPING: &str = "/helping/";

impl InChart {
    /// An address within the record: `"/labs"` becomes the one for whoever reads it.
    pub fn href(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for InChart {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, AppError> {
        let Ok(here) = Here::from_request_parts(parts, state).await;
        if here.param("patient").is_none() {
            let patient: Patient = admit(&here)?;
            let chart = Chart::own(&patient, &here.visit.log, here.now);
            return Ok(Self { chart, banner: None, helping: None, base: String::new() });
        }
        if here.uri.path().starts_with(HELPING) {
            let person: Person = admit(&here)?;
            let patient: PatientId = here.id("patient")?;
            let (mut q, zone) = (here.read().await?, here.portal.settings.zone);
            let (chart, helping) = helpers::open(&mut q, &person, patient, &here.visit.log, here.now, zone).await?;
            return Ok(Self { chart, banner: None, helping: Some(helping), base: format!("{HELPING}{patient}") });
        }
        let clinician: Clinician = admit(&here)?;
        let patient: PatientId = here.id("patient")?;
        let mut q = here.read().await?;
        let chart = patients::open(&mut q, &clinician, patient, &here.visit.log, here.now).await?;
        let banner = patients::banner(&mut q, &chart).await?;
        Ok(Self { chart, banner: Some(banner), helping: None, base: format!("/patients/{patient}") })
    }
}
