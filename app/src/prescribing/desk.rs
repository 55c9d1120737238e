//! What the page of a draft shows, read in one go.

use super::{
    choices::MOST,
    lacks::Reader,
    words::{prescriber, say},
};
use crate::web::{AppError, Here, InChart};
use chrono_tz::Tz;
use clinic::{
    accounts::Language,
    drugs::{Found, Schedule},
    ids::{AccountId, MedicationRequestId, OrganizationId, PrescriptionId},
    paging::Before,
    prescribing::{Content, PrescriberName, Review, Way, draft, language_of, prescribers, sheets},
    prescriptions::prescription,
    profile::{Pharmacy, pharmacies, pharmacy},
    record::{self, Which},
};

/// Pharmacies shown of a search.
const PHARMACIES: i64 = 8;
/// Conditions that are offered as what a drug is for.
const CONDITIONS: i64 = 50;

/// What is looked for on the page, and where the draft came from: no personal data, so it may stand in the address.
#[derive(Clone, Default, serde::Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    pub(super) q: String,
    pub(super) place: String,
    pub(super) from: String,
}

/// Why the page is shown anew with what was typed.
#[derive(Clone)]
pub(super) enum Trouble {
    /// Somebody has changed the draft meanwhile.
    Changed,
    /// A controlled drug was chosen.
    Controlled(String, Schedule),
    /// It could not be kept as a favourite.
    NoFavourite,
}

/// Everything the page shows.
pub(super) struct Desk {
    /// The draft as it is kept, looked at from all sides.
    pub(super) review: Review,
    /// What the form shows.
    pub(super) content: Content,
    pub(super) pharmacy: Option<OrganizationId>,
    pub(super) prescriber: Option<AccountId>,
    pub(super) way: Way,
    pub(super) language: Language,
    pub(super) nominated: Option<Pharmacy>,
    pub(super) pharmacies: Option<Vec<Pharmacy>>,
    pub(super) found: Option<Found>,
    pub(super) conditions: Vec<String>,
    pub(super) prescribers: Vec<PrescriberName>,
    pub(super) is_prescriber: bool,
    pub(super) reader: Reader,
    pub(super) zone: Tz,
    /// The directions of the order it repeats, as they stood there.
    pub(super) before: Option<String>,
    pub(super) asked: Asked,
    pub(super) base: String,
    pub(super) trouble: Option<Trouble>,
}

impl Desk {
    /// Reads all of it. `typed` is what the form shows where that is not what is kept.
    pub(super) async fn open(
        here: &Here,
        place: &InChart,
        id: PrescriptionId,
        asked: Asked,
        typed: Option<(Content, Option<OrganizationId>, Option<AccountId>, Trouble)>,
    ) -> Result<Self, AppError> {
        let (portal, chart) = (&here.portal, &place.chart);
        let me = prescriber(here);
        let index = portal.drugs.index(&portal.db).await?;
        let mut q = here.read().await?;
        let signer = match &me {
            Some(me) => Some(me.account()),
            None => draft(&mut q, chart, id).await?.prescriber,
        };
        let all = sheets(&mut q, portal, chart, signer, say, (here.now, here.today())).await?;
        let sheet = all.into_iter().find(|sheet| sheet.review.draft.id == id).ok_or(clinic::Error::NotFound)?;
        let language = language_of(&mut q, chart).await?;
        let nominated = pharmacy(&mut q, chart).await?;
        let place_words = asked.place.trim().to_owned();
        let found_pharmacies = if place_words.is_empty() {
            None
        } else {
            Some(pharmacies(&mut q, &place_words, None, PHARMACIES).await?.rows)
        };
        let active = record::conditions(&mut q, chart, Which::Active, "", Before::START, CONDITIONS).await?;
        let prescribers = if me.is_some() { Vec::new() } else { prescribers(&mut q).await? };
        let from: Option<MedicationRequestId> = asked.from.parse().ok();
        let before = match from {
            Some(from) => match prescription(&mut q, chart, from).await {
                Ok(detail) => detail.prescription.directions,
                Err(clinic::Error::NotFound) => None,
                Err(error) => return Err(error.into()),
            },
            None => None,
        };
        let sought = asked.q.trim();
        let found = (!sought.is_empty()).then(|| index.search(sought, MOST));
        let mut conditions: Vec<String> = active.rows.into_iter().map(|condition| condition.display).collect();
        conditions.dedup();
        let kept = &sheet.review.draft;
        let (content, pharmacy, prescriber, trouble) = match typed {
            Some((content, pharmacy, prescriber, trouble)) => (content, pharmacy, prescriber, Some(trouble)),
            None => (kept.content.clone(), kept.pharmacy, kept.prescriber, None),
        };
        let is_admin =
            here.visit.session.as_ref().is_some_and(|session| session.roles().has(clinic::accounts::Role::Admin));
        Ok(Self {
            content,
            pharmacy,
            prescriber,
            way: sheet.way,
            review: sheet.review,
            language,
            nominated,
            pharmacies: found_pharmacies,
            found,
            conditions,
            prescribers,
            is_prescriber: me.is_some(),
            reader: Reader { is_admin, signer },
            zone: portal.settings.zone,
            before,
            asked,
            base: place.base.clone(),
            trouble,
        })
    }

    /// The address of this page.
    pub(super) fn href(&self) -> String {
        format!("{}/prescribing/{}", self.base, self.review.draft.id)
    }

    /// Whether the form shows something else than what is kept.
    pub(super) fn is_refused(&self) -> bool {
        self.trouble.is_some()
    }

    /// Whether what is missing is to be said at the fields: not of a page that nobody has filled in yet.
    pub(super) fn was_saved(&self) -> bool {
        self.review.draft.revision > 1
    }
}
