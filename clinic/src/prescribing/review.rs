//! Everything that stands between drafts and their signature, found anew each time.

use super::{
    Content, Draft, Lack, Order, Reason,
    drafts::{draft, drafts},
    facts::{Facts, facts, pharmacy},
    medicines::{draft_key, drafted},
    situation::{present, subject},
    ties::{Replacing, is_waiting, replacing},
};
use crate::{
    Error, Portal,
    db::Source,
    drugs::Product,
    ids::{AccountId, PrescriptionId},
    patients::Chart,
    safety::{self, Card, Indicator, OverrideReason},
    signing::SignedPharmacy,
};
use chrono::NaiveDate;
use sha2::{Digest as _, Sha256};
use std::collections::HashMap;

/// A draft, looked at from all sides.
#[derive(Clone)]
pub struct Review {
    /// The draft.
    pub draft: Draft,
    /// The drug of the formulary that was chosen.
    pub product: Option<Product>,
    /// What could be signed, where the prescription itself is whole.
    pub order: Option<Order>,
    /// Everything that is missing or wrong.
    pub lacks: Vec<Lack>,
    /// What the safety checks have to say.
    pub warnings: Vec<Warning>,
    /// The pharmacy it is meant for, where it is open.
    pub pharmacy: Option<SignedPharmacy>,
    /// The prescription whose place it takes.
    pub replacing: Option<Replacing>,
}

/// A card, with the reason to go on if one was given.
#[derive(Clone)]
pub struct Warning {
    /// The card's key within the draft: the rule, and what else it is about.
    pub key: String,
    /// The card.
    pub card: Card,
    /// Why the prescriber goes on.
    pub reason: Option<Reason>,
}

impl Warning {
    /// Whether it stands in the way of a signature.
    pub fn is_open(&self) -> bool {
        self.card.indicator == Indicator::Critical && self.reason.is_none()
    }
}

impl Review {
    /// Whether nothing stands in the way of a signature.
    pub fn is_ready(&self) -> bool {
        self.order.is_some() && self.lacks.is_empty()
    }
}

/// Looks at a draft as it is now, together with the patient's other drafts and what they take.
///
/// # Errors
/// `NotFound` when this patient has no such draft.
pub async fn review(
    q: &mut impl Source,
    portal: &Portal,
    chart: &Chart,
    id: PrescriptionId,
    signer: Option<AccountId>,
    today: NaiveDate,
) -> Result<Review, Error> {
    draft(q, chart, id).await?;
    let all = drafts(q, chart).await?;
    let (reviews, _) = reviewed(q, portal, chart, all, signer, today).await?;
    reviews.into_iter().find(|review| review.draft.id == id).ok_or(Error::NotFound)
}

/// Looks at all drafts of a patient together.
pub async fn reviews(
    q: &mut impl Source,
    portal: &Portal,
    chart: &Chart,
    signer: Option<AccountId>,
    today: NaiveDate,
) -> Result<Vec<Review>, Error> {
    let all = drafts(q, chart).await?;
    Ok(reviewed(q, portal, chart, all, signer, today).await?.0)
}

/// Looks at some drafts of a patient together, and reads the facts they are signed with.
pub(crate) async fn reviewed(
    q: &mut impl Source,
    portal: &Portal,
    chart: &Chart,
    drafts: Vec<Draft>,
    signer: Option<AccountId>,
    today: NaiveDate,
) -> Result<(Vec<Review>, Option<Facts>), Error> {
    let index = portal.drugs.index(&portal.db).await?;
    let mut known = None;
    let mut common = Vec::new();
    if let Some(signer) = signer {
        match facts(q, &portal.settings, chart.patient(), signer, today).await? {
            Ok(found) => known = Some(found),
            Err(lacks) => common = lacks,
        }
    }
    let mut medicines = Vec::new();
    let mut reviews = Vec::new();
    for draft in drafts {
        let product = draft.content.code().and_then(|code| index.product(code));
        let (order, mut lacks) = match draft.content.judge(product.as_ref()) {
            Ok(order) => (Some(order), Vec::new()),
            Err(lacks) => (None, lacks),
        };
        // What is typed in words can be a controlled drug too.
        if product.is_none() {
            lacks.extend(index.controlled(&draft.content.drug).map(Lack::Controlled));
        }
        let pharmacy = match draft.pharmacy {
            Some(id) => {
                let found = pharmacy(q, id).await?;
                lacks.extend(found.is_none().then_some(Lack::Pharmacy));
                found
            }
            None => None,
        };
        let replacing = match draft.replaces {
            Some(replaced) => replacing(q, chart, replaced, today).await?,
            None => None,
        };
        if let Some(request) = draft.request
            && !is_waiting(q, request).await?
        {
            lacks.push(Lack::Answered);
        }
        lacks.extend(common.iter().cloned());
        let mut these = drafted(draft.id, &draft.content, order.as_ref(), product.as_ref(), &index);
        if let (Some(replaced), Some(first)) = (draft.replaces, these.first_mut()) {
            first.replaces.push(format!("order:{replaced}"));
        }
        medicines.extend(these);
        reviews.push(Review { draft, product, order, lacks, warnings: Vec::new(), pharmacy, replacing });
    }
    let person = subject(q, chart, &index, today).await?;
    let taken = present(q, chart, &index).await?;
    let cards = safety::check(&person, &medicines, &taken);
    // A reason that was given with one of two drafts counts for the other.
    let reasons: HashMap<String, Reason> = reviews
        .iter()
        .flat_map(|review| review.draft.content.reasons.clone())
        .filter(|(_, reason)| is_reason(reason))
        .collect();
    for review in &mut reviews {
        let own = draft_key(review.draft.id);
        let is_about = |card: &&Card| card.about.iter().any(|key| key == &own || key.starts_with(&format!("{own}:")));
        review.warnings = cards
            .iter()
            .filter(is_about)
            .map(|card| {
                let key = card_key(card);
                Warning { reason: reasons.get(&key).cloned(), card: card.clone(), key }
            })
            .collect();
        if review.warnings.iter().any(Warning::is_open) {
            review.lacks.push(Lack::Reason);
        }
    }
    Ok((reviews, known))
}

/// What tells a card from the others of its check, and from the same rule's card about another dose or drug: a reason counts for what
/// the prescriber has read, and for nothing else.
fn card_key(card: &Card) -> String {
    let read = Sha256::digest(format!("{}\n{}\n{}", card.indicator.code(), card.summary, card.detail));
    let read: String = read.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    format!("{}|{}|{read}", card.rule.0, card.about.join("|"))
}

fn is_reason(reason: &Reason) -> bool {
    OverrideReason::parse(&reason.code).is_some()
}

impl Content {
    /// Keeps the reasons that are meant, without those that are blank.
    #[must_use]
    pub fn reasoned(mut self, reasons: impl IntoIterator<Item = (String, Reason)>) -> Self {
        self.reasons = reasons.into_iter().filter(|(_, reason)| is_reason(reason)).collect();
        self
    }
}
