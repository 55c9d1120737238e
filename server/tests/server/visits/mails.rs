use super::ground::{Calendar, address, at, holder, offer, queue, sent};
use crate::support::{Clinic, clinics_with, patient};
use chrono::Duration;
use clinic::{
    appointments::{Booker, CancelReason, Choice, Rules, book, cancel, hold_time},
    db::Source as _,
    ids::AppointmentId,
    mail::Parts,
};

pub(super) const MEMORY: [(&str, &str); 3] =
    [("mail", "memory"), ("mail_without_smtp", "true"), ("public_url", "https://portal.example.org")];

fn rules() -> Rules {
    Rules {
        zone: "America/New_York".parse().unwrap(),
        change_until: Duration::hours(24),
        offer_lasts: Duration::hours(2),
    }
}

pub(super) async fn call_off(clinic: &Clinic, id: AppointmentId) {
    call_off_by(clinic, &holder(clinic, id).await, id).await;
}

pub(super) async fn call_off_by(clinic: &Clinic, by: &Booker, id: AppointmentId) {
    let portal = &clinic.portal;
    let reason = CancelReason::CannotCome;
    cancel(&portal.db, &portal.auditor, by, id, reason, "", &rules(), clinic.clock.now()).await.unwrap().unwrap();
}

pub(super) async fn shift(clinic: &Clinic, calendar: &Calendar, id: AppointmentId, start: &str) {
    take(clinic, calendar, &holder(clinic, id).await, Some(id), start).await;
}

/// Books a visit, or moves one.
pub(super) async fn take(
    clinic: &Clinic,
    calendar: &Calendar,
    by: &Booker,
    moves: Option<AppointmentId>,
    start: &str,
) -> AppointmentId {
    let (portal, now) = (&clinic.portal, clinic.clock.now());
    let choice = Choice {
        visit_type: calendar.visit_type,
        practitioner: calendar.practitioner,
        location: calendar.location,
        start_at: at(start),
    };
    let hold = hold_time(&portal.db, by, choice, moves, &rules(), now).await.unwrap().unwrap();
    book(&portal.db, &portal.auditor, by, hold, "", &rules(), now).await.unwrap().unwrap()
}

pub(super) fn subjects(mails: &[Parts]) -> Vec<&str> {
    let mut subjects: Vec<&str> = mails.iter().map(|mail| mail.header("subject").unwrap()).collect();
    // Some are sent at the same time.
    subjects.sort_unstable();
    subjects
}

fn is_discreet(mail: &Parts) {
    let unfolded = mail.calendar.replace("\n ", "");
    for part in [&mail.text, &mail.html, &unfolded, &mail.header("subject").unwrap().to_owned()] {
        for secret in ["Chemo", "Quimio", "Oncology", "lump", "Ada Example", "Beispiel"] {
            assert!(!part.contains(secret), "{secret}: {part}");
        }
    }
}

#[tokio::test]
async fn a_visit_is_told_moved_and_called_off_with_one_calendar_entry() {
    for clinic in clinics_with("visit_told", &MEMORY).await {
        let clinic = clinic.with_people().await;
        let calendar = Calendar::open(&clinic).await;
        let id = calendar.book(&clinic, patient("one"), at("2026-03-20T15:00:00-04:00")).await;
        let mails = sent(&clinic).await;
        assert_eq!(subjects(&mails), ["Your appointment on Friday, March 20"]);
        let booked = &mails[0];
        assert_eq!(booked.header("to"), Some("patient@example.org"));
        assert!(
            booked.text.contains("3:00 PM to 3:30 PM EDT")
                && booked.text.contains("12 Long Street\nSpringfield, NY 10001")
        );
        assert!(booked.text.contains("https://portal.example.org/visit/ey"), "{}", booked.text);
        assert!(booked.header("list-unsubscribe").is_some());
        assert_eq!(booked.method.as_deref(), Some("REQUEST"));
        assert_eq!(booked.files, [("visit.ics".to_owned(), booked.calendar.clone())]);
        shift(&clinic, &calendar, id, "2026-03-23T09:30:00-04:00").await;
        let mails = sent(&clinic).await;
        assert_eq!(subjects(&mails), ["Changed: your appointment is on Monday, March 23"]);
        let moved = &mails[0];
        assert!(moved.text.contains("Friday, March 20, 2026, 3:00 PM EDT"), "what it was: {}", moved.text);
        assert!(moved.header("list-unsubscribe").is_none(), "a change is always told");
        call_off(&clinic, id).await;
        let mails = sent(&clinic).await;
        assert_eq!(subjects(&mails), ["Cancelled: your appointment on Monday, March 23"]);
        let off = &mails[0];
        assert!(!off.text.contains("/visit/"), "nothing is left to change");
        for (mail, method, sequence, status) in
            [(booked, "REQUEST", 0, "CONFIRMED"), (moved, "REQUEST", 1, "CONFIRMED"), (off, "CANCEL", 2, "CANCELLED")]
        {
            let text = mail.calendar.replace("\n ", "");
            for line in [
                format!("METHOD:{method}"),
                format!("UID:{id}@portal.example.org"),
                format!("SEQUENCE:{sequence}"),
                format!("STATUS:{status}"),
                "SUMMARY:Appointment at Verbena".to_owned(),
                "TZID:America/New_York".to_owned(),
            ] {
                assert!(text.contains(&line), "{line}: {text}");
            }
            assert_eq!(mail.method.as_deref(), Some(method));
            is_discreet(mail);
        }
    }
}

#[tokio::test]
async fn what_is_over_before_it_is_sent_is_not_sent() {
    for clinic in clinics_with("visit_unwanted", &MEMORY).await {
        let clinic = clinic.with_people().await;
        let calendar = Calendar::open(&clinic).await;
        // Moved before the first mail went out: only the newest is sent.
        let moved = calendar.book(&clinic, patient("one"), at("2026-03-20T15:00:00-04:00")).await;
        shift(&clinic, &calendar, moved, "2026-03-23T09:30:00-04:00").await;
        // Called off: no confirmation.
        let off = calendar.book(&clinic, patient("one"), at("2026-03-25T15:00:00-04:00")).await;
        call_off(&clinic, off).await;
        // Over.
        calendar.book(&clinic, patient("one"), clinic.clock.now() - Duration::minutes(1)).await;
        assert_eq!(
            subjects(&sent(&clinic).await),
            ["Cancelled: your appointment on Wednesday, March 25", "Changed: your appointment is on Monday, March 23"]
        );
        // Whoever does without is still told of what they did not do themselves.
        let mut tx = clinic.portal.db.begin().await.unwrap();
        tx.query(
            "INSERT INTO notification_choices (account_id, kind, wanted)
             SELECT id, 'appointments', FALSE FROM accounts WHERE email = 'patient@example.org'",
        )
        .run()
        .await
        .unwrap();
        tx.commit().await.unwrap();
        let quiet = calendar.book(&clinic, patient("one"), at("2026-03-27T15:00:00-04:00")).await;
        assert_eq!(sent(&clinic).await.len(), 0);
        call_off(&clinic, quiet).await;
        assert_eq!(subjects(&sent(&clinic).await), ["Cancelled: your appointment on Friday, March 27"]);
    }
}

#[tokio::test]
async fn reminders_come_once_and_at_their_time() {
    for clinic in clinics_with("visit_reminders", &MEMORY).await {
        let clinic = clinic.with_people().await;
        let calendar = Calendar::open(&clinic).await;
        address(&clinic, patient("two"), "two@example.org").await;
        queue(&clinic).await;
        // Early in the morning: the last reminder comes the evening before.
        calendar.book(&clinic, patient("two"), at("2026-03-12T08:15:00-04:00")).await;
        let booked = sent(&clinic).await;
        assert_eq!(subjects(&booked), ["Su cita del jueves, 12 de marzo"]);
        assert!(booked[0].header("list-unsubscribe").is_none(), "there is no account to end notices of");
        let mut found = Vec::new();
        while clinic.clock.now() < at("2026-03-13T00:00:00-04:00") {
            clinic.clock.advance(Duration::minutes(45));
            queue(&clinic).await;
            for mail in sent(&clinic).await {
                assert!(mail.calendar.is_empty() && mail.files.is_empty());
                is_discreet(&mail);
                found.push((clinic.clock.now(), mail.header("subject").unwrap().to_owned()));
            }
        }
        let due = ["2026-03-05T08:00:00-05:00", "2026-03-11T08:15:00-04:00", "2026-03-11T20:45:00-04:00"].map(at);
        assert_eq!(found.len(), 3, "{found:?}");
        for ((when, subject), due) in found.iter().zip(due) {
            assert!(*when >= due && *when < due + Duration::minutes(45), "{when} {due}");
            assert_eq!(subject, "Recordatorio: su cita del jueves, 12 de marzo");
        }
    }
}

#[tokio::test]
async fn a_visit_that_moves_into_queued_hours_is_reminded_of() {
    for clinic in clinics_with("visit_late_move", &MEMORY).await {
        let clinic = clinic.with_people().await;
        let calendar = Calendar::open(&clinic).await;
        let id = calendar.book(&clinic, patient("one"), at("2026-03-20T15:00:00-04:00")).await;
        clinic.clock.advance(Duration::hours(1));
        queue(&clinic).await;
        sent(&clinic).await;
        // It is Monday, 11:04. The reminders until Tuesday, 13:04, are queued: that of a visit on Tuesday, 16:00, a day before, is not there
        // by that.
        shift(&clinic, &calendar, id, "2026-03-03T16:00:00-05:00").await;
        assert_eq!(subjects(&sent(&clinic).await), ["Changed: your appointment is on Tuesday, March 3"]);
        clinic.clock.advance(Duration::hours(6));
        assert_eq!(subjects(&sent(&clinic).await), ["Reminder: your appointment on Tuesday, March 3"]);
        // Two hours before.
        for _ in 0..48 {
            clinic.clock.advance(Duration::minutes(30));
            queue(&clinic).await;
        }
        assert_eq!(sent(&clinic).await.len(), 0, "it is over by now, and nothing is sent late");
    }
}

#[tokio::test]
async fn an_offer_is_told_while_it_stands() {
    for clinic in clinics_with("visit_offer_mail", &MEMORY).await {
        let clinic = clinic.with_people().await;
        let calendar = Calendar::open(&clinic).await;
        address(&clinic, patient("two"), "two@example.org").await;
        offer(&clinic, &calendar, patient("two"), at("2026-03-05T10:00:00-05:00")).await;
        let mails = sent(&clinic).await;
        assert_eq!(subjects(&mails), ["Una hora más temprana: jueves, 5 de marzo"]);
        assert!(mails[0].text.contains("https://portal.example.org/visit/offer/ey"));
        is_discreet(&mails[0]);
    }
}
