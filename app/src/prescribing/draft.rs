//! The page of one draft: it is kept with every press, whatever its state, and checked anew.

use super::{
    desk::{Asked, Desk, Trouble},
    favourites::remember,
    fields::{Fields, Wish},
    form,
    words::prescriber,
};
use crate::{
    ui::{field::field_id, nav::Section},
    web::{Answer, Frame, Here, InChart, Notice, Typed, after, segment},
};
use axum::extract::Query;
use clinic::{
    Error,
    directions::{
        self, Directions, DoseUnit, MOST_STEPS, Needed, QuantityUnit, StepTyped, amount, presets, units_of_form,
    },
    drugs::{Index, Product, Rxcui, Schedule},
    ids::PrescriptionId,
    prescribing::{
        Change, Content, Saved, discard as throw_away, draft, keep_as_own, keep_replaced, review, save as keep,
    },
};

/// The draft.
pub(crate) async fn page(here: Here, place: InChart, Query(asked): Query<Asked>) -> Answer {
    let id: PrescriptionId = here.id("draft")?;
    let desk = Desk::open(&here, &place, id, asked, None).await?;
    show(here, &place, desk).await
}

/// Keeps what was typed, and does what the press asks for.
pub(crate) async fn save(here: Here, place: InChart, Typed(typed): Typed<Vec<(String, String)>>) -> Answer {
    let id: PrescriptionId = here.id("draft")?;
    let fields = Fields(typed);
    let (portal, me) = (&here.portal, prescriber(&here));
    let stored = draft(&mut here.read().await?, &place.chart, id).await?;
    let index = portal.drugs.index(&portal.db).await?;
    let mut content = fields.content(&stored.content, me.is_some());
    let wish = fields.wish(&stored.content);
    let mut asked = Asked { from: fields.get("from").to_owned(), ..Asked::default() };
    // Who may sign signs their own; anybody else says whose it is.
    let signer = match &me {
        Some(me) => Some(me.account()),
        None => fields.get("prescriber").parse().ok(),
    };
    let pharmacy = fields.pharmacy();
    if let Err((name, schedule)) = changed(&mut content, &wish, &index) {
        let trouble = Trouble::Controlled(name, schedule);
        let desk = Desk::open(&here, &place, id, asked, Some((content, pharmacy, signer, trouble))).await?;
        return show(here, &place, desk).await;
    }
    let change = Change { content: content.clone(), pharmacy, prescriber: signer, revision: fields.revision() };
    let saved = keep(&portal.db, &portal.auditor, &place.chart, id, change, here.now).await?;
    if saved == Saved::Changed {
        let desk = Desk::open(&here, &place, id, asked, Some((content, pharmacy, signer, Trouble::Changed))).await?;
        return show(here, &place, desk).await;
    }
    let path = place.href(&format!("/prescribing/{id}"));
    match wish {
        Wish::Review => {
            let mut q = here.read().await?;
            let seen = review(&mut q, portal, &place.chart, id, signer, here.today()).await?;
            drop(q);
            // What the page itself can mend is mended first.
            let own = seen.lacks.iter().any(|lack| lack.field().is_some());
            Ok(if own { to(&path, &asked, Some("lacks")) } else { after(&place.href("/prescribing/signature"), None) })
        }
        Wish::Favourite => {
            if remember(&here, me.as_ref(), &content).await? {
                return Ok(after(&address(&path, &asked, None), Some(Notice::FavouriteKept)));
            }
            let typed = (content, pharmacy, signer, Trouble::NoFavourite);
            let desk = Desk::open(&here, &place, id, asked, Some(typed)).await?;
            show(here, &place, desk).await
        }
        Wish::KeepOld => {
            let kept = keep_replaced(&portal.db, &portal.auditor, &place.chart, id, here.now).await;
            untied(kept)?;
            Ok(after(&address(&path, &asked, None), Some(Notice::DraftSaved)))
        }
        Wish::Own => {
            if let Some(me) = &me {
                untied(keep_as_own(&portal.db, &portal.auditor, me, &place.chart, id, here.now).await)?;
            }
            Ok(after(&address(&path, &asked, None), Some(Notice::DraftSaved)))
        }
        Wish::FindDrug(words) => {
            asked.q = words;
            Ok(to(&path, &asked, Some("drug")))
        }
        Wish::FindPharmacy(words) => {
            asked.place = words;
            Ok(to(&path, &asked, Some("pharmacy")))
        }
        Wish::Choose(_) | Wish::InWords(_) => Ok(to(&path, &asked, Some("directions"))),
        Wish::Step => {
            let last = content.directions.steps.len().saturating_sub(1);
            Ok(to(&path, &asked, Some(&field_id(&format!("step{last}_dose")))))
        }
        Wish::Preset(_) => Ok(to(&path, &asked, Some("directions"))),
        Wish::Quantity => Ok(to(&path, &asked, Some("supply"))),
        Wish::Keep => Ok(after(&address(&path, &asked, None), Some(Notice::DraftSaved))),
    }
}

/// What is not tied any more needs no untying.
fn untied(done: Result<(), Error>) -> Result<(), Error> {
    match done {
        Err(Error::NotFound) => Ok(()),
        done => done,
    }
}

/// Throws the draft away.
pub(crate) async fn discard(here: Here, place: InChart) -> Answer {
    let id: PrescriptionId = here.id("draft")?;
    throw_away(&here.portal.db, &here.portal.auditor, &place.chart, id).await?;
    Ok(after(&place.href("/prescribing"), Some(Notice::DraftDiscarded)))
}

async fn show(here: Here, place: &InChart, desk: Desk) -> Answer {
    let lang = here.lang;
    let title = lang.t("prescribing-draft-title");
    let frame = Frame::new(here, title)
        .section(Section::Prescriptions)
        .of(place)
        .crumb(place.href("/prescriptions"), lang.t("nav-prescriptions"))
        .crumb(place.href("/prescribing"), lang.t("prescribing-title"));
    let frame = if desk.is_refused() { frame.refused() } else { frame };
    Ok(frame.alive().show(move || form::view(desk, lang)).await)
}

/// What the press changes of the draft. A controlled drug is not taken: its name and schedule come back.
fn changed(content: &mut Content, wish: &Wish, index: &Index) -> Result<(), (String, Schedule)> {
    match wish {
        Wish::Choose(code) => {
            if let Some(product) = code.parse::<Rxcui>().ok().and_then(|code| index.product(code)) {
                chosen(content, &product)?;
            }
        }
        Wish::InWords(words) => {
            if let Some(schedule) = index.controlled(words) {
                return Err((words.clone(), schedule));
            }
            content.rxcui = String::new();
            content.drug.clone_from(words);
        }
        Wish::Step if content.directions.steps.len() < MOST_STEPS => {
            content.directions.steps.resize_with(content.directions.steps.len().max(1) + 1, StepTyped::default);
        }
        Wish::Preset(place) => {
            let product = content.code().and_then(|code| index.product(code));
            let form = product.map(|product| product.dose_form).unwrap_or_default();
            if let Some(preset) = offered(&form).get(*place) {
                content.directions = preset.into();
            }
        }
        Wish::Quantity => {
            if let Ok(directions) = content.directions.judge()
                && let Some((quantity, unit)) = proposed(&directions)
            {
                content.quantity = quantity;
                unit.name().clone_into(&mut content.unit);
            }
        }
        _ => {}
    }
    Ok(())
}

/// Makes it a draft for that product. A controlled one is not taken, and nothing changes.
pub(super) fn chosen(content: &mut Content, product: &Product) -> Result<(), (String, Schedule)> {
    if let Some(schedule) = product.schedule.filter(|schedule| schedule.is_controlled()) {
        return Err((product.written(), schedule));
    }
    content.rxcui = product.rxcui.to_string();
    content.drug = product.written();
    if content.unit.is_empty()
        && let Some(unit) = units_of_form(&product.dose_form).first().and_then(|unit| quantity_unit(*unit))
    {
        unit.name().clone_into(&mut content.unit);
    }
    Ok(())
}

/// The directions that are offered for a dose form.
pub(super) fn offered(form: &str) -> Vec<Directions> {
    units_of_form(form).iter().copied().flat_map(presets).take(9).collect()
}

/// The quantity the directions need, where it can be told and handed out as such.
pub(super) fn proposed(directions: &Directions) -> Option<(String, QuantityUnit)> {
    match directions::needed(directions) {
        Needed::Exactly(many, unit) | Needed::AtMost(many, unit) => Some((amount(many), quantity_unit(unit)?)),
        Needed::Unknown(_) => None,
    }
}

fn quantity_unit(unit: DoseUnit) -> Option<QuantityUnit> {
    QuantityUnit::ALL.into_iter().find(|known| known.dose_unit() == Some(unit))
}

/// Back to the page after a press.
fn to(path: &str, asked: &Asked, at: Option<&str>) -> axum::response::Response {
    after(&address(path, asked, at), None)
}

/// The address of the page with what is looked for on it, at one of its places.
pub(super) fn address(path: &str, asked: &Asked, at: Option<&str>) -> String {
    let mut address = path.to_owned();
    let parts = [("q", &asked.q), ("place", &asked.place), ("from", &asked.from)];
    for (name, value) in parts.into_iter().filter(|(_, value)| !value.is_empty()) {
        address.push(if address.contains('?') { '&' } else { '?' });
        address.push_str(name);
        address.push('=');
        address.push_str(&segment(value));
    }
    if let Some(at) = at {
        address.push('#');
        address.push_str(at);
    }
    address
}
