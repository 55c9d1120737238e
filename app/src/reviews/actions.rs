//! What a prescriber does about a report.

use super::page::{ReviewFields, show};
use crate::{
    ui::form::FieldError,
    web::{Answer, Here, InChart, Notice, Signed, Typed, after},
};
use chrono::{Days, NaiveDate};
use clinic::{
    accounts::{Clinician, Prescriber},
    ids::{ReportCommentId, ReportId},
    reviews::{
        Comment, LONGEST_TEXT, NotHeld, NotSeen, TaskKind, add_task, comment, next, see, take_in_hand, withdraw,
    },
};

/// Ticks the report off, with a comment where there is one; or only sends the comment.
pub(crate) async fn seen(
    here: Here,
    Signed(by): Signed<Prescriber>,
    Signed(clinician): Signed<Clinician>,
    place: InChart,
    Typed(typed): Typed<ReviewFields>,
) -> Answer {
    let id: ReportId = here.id("id")?;
    let (lang, portal) = (here.lang, &here.portal);
    let words = Comment::typed(&typed.english, &typed.spanish);
    let review = format!("/labs/reports/{id}/review");
    if words.is_too_long() {
        let field = if long(&typed.english) { "english" } else { "spanish" };
        let error = FieldError::new(field, too_long(&here));
        return show(here, &by, &clinician, place, typed, vec![error]).await;
    }
    if typed.way == "comment" {
        if words.is_empty() {
            let error = FieldError::new("english", lang.t("reviews-comment-missing"));
            return show(here, &by, &clinician, place, typed, vec![error]).await;
        }
        comment(&portal.db, &portal.auditor, &by, &place.chart, id, &words, here.now).await?;
        return Ok(after(&place.href(&review), Some(Notice::CommentSent)));
    }
    let revision = typed.revision.parse().unwrap_or_default();
    let error = match see(&portal.db, &portal.auditor, &by, &place.chart, id, revision, &words, here.now).await? {
        Ok(()) => {
            let mut way = "/reviews".to_owned();
            if typed.way == "next" {
                let following = next(&mut here.read().await?, &by, &clinician, id, &here.visit.log, here.now).await?;
                if let Some((patient, report)) = following {
                    way = format!("/patients/{patient}/labs/reports/{report}/review");
                }
            }
            return Ok(after(&way, Some(Notice::ReportSeen)));
        }
        Err(NotSeen::Changed) => lang.t("reviews-changed"),
        Err(NotSeen::Seen) => lang.t("reviews-seen-already"),
        Err(NotSeen::Raised) => lang.t("reviews-seen-raised-advice"),
        Err(NotSeen::Long) => too_long(&here),
    };
    show(here, &by, &clinician, place, typed, vec![FieldError::new("", error)]).await
}

/// Withdraws a comment.
pub(crate) async fn withdrawal(here: Here, Signed(by): Signed<Prescriber>, place: InChart) -> Answer {
    let (id, said): (ReportId, ReportCommentId) = (here.id("id")?, here.id("comment")?);
    let portal = &here.portal;
    // Who presses once more, or after somebody else, has what they want.
    withdraw(&portal.db, &portal.auditor, &by, &place.chart, id, said, here.now).await?;
    Ok(after(&place.href(&format!("/labs/reports/{id}/review")), Some(Notice::CommentWithdrawn)))
}

/// Says that someone has a critical result in hand.
pub(crate) async fn hold(
    here: Here,
    Signed(by): Signed<Prescriber>,
    Signed(clinician): Signed<Clinician>,
    place: InChart,
    Typed(typed): Typed<ReviewFields>,
) -> Answer {
    let id: ReportId = here.id("id")?;
    let (lang, portal) = (here.lang, &here.portal);
    let (chart, revision) = (&place.chart, typed.revision.parse().unwrap_or_default());
    let held = take_in_hand(&portal.db, &portal.auditor, &by, chart, id, revision, &typed.answer, here.now).await?;
    let error = match held {
        Ok(()) => {
            let way = place.href(&format!("/labs/reports/{id}/review"));
            return Ok(after(&way, Some(Notice::AlertHeld)));
        }
        Err(NotHeld::Changed) => FieldError::new("answer", lang.t("reviews-changed")),
        Err(NotHeld::Answered) => FieldError::new("", lang.t("reviews-in-hand-already")),
        Err(NotHeld::Empty) => FieldError::new("answer", lang.t("reviews-in-hand-missing")),
        Err(NotHeld::Long) => FieldError::new("answer", too_long(&here)),
    };
    show(here, &by, &clinician, place, typed, vec![error]).await
}

/// Days ahead a task may be due: three years.
const FARTHEST: u64 = 1_096;

/// Asks for a call, or for anything else that follows.
pub(crate) async fn task(
    here: Here,
    Signed(by): Signed<Prescriber>,
    Signed(clinician): Signed<Clinician>,
    place: InChart,
    Typed(typed): Typed<ReviewFields>,
) -> Answer {
    let id: ReportId = here.id("id")?;
    let (lang, portal, today) = (here.lang, &here.portal, here.today());
    let mut errors = Vec::new();
    let kind = TaskKind::parse(&typed.kind);
    if kind.is_none() {
        errors.push(FieldError::new("kind", lang.t("reviews-task-kind-missing")));
    }
    if typed.words.trim().is_empty() {
        errors.push(FieldError::new("words", lang.t("reviews-task-words-missing")));
    } else if long(&typed.words) {
        errors.push(FieldError::new("words", too_long(&here)));
    }
    let last = today.checked_add_days(Days::new(FARTHEST)).unwrap_or(today);
    let due: Option<NaiveDate> = typed.due.trim().parse().ok().filter(|due| (today..=last).contains(due));
    if due.is_none() {
        errors.push(FieldError::new("due", lang.t("reviews-task-due-wrong")));
    }
    let (Some(kind), Some(due), true) = (kind, due, errors.is_empty()) else {
        return show(here, &by, &clinician, place, typed, errors).await;
    };
    add_task(&portal.db, &portal.auditor, &by, &place.chart, id, kind, &typed.words, due, here.now).await?;
    Ok(after(&place.href(&format!("/labs/reports/{id}/review")), Some(Notice::TaskAdded)))
}

fn long(text: &str) -> bool {
    text.trim().chars().count() > LONGEST_TEXT
}

fn too_long(here: &Here) -> String {
    here.lang.with("reviews-too-long", &[("count", LONGEST_TEXT.into())])
}
