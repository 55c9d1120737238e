use super::super::course::{course_words, next};
use super::*;
use chrono::{DateTime, NaiveDate, Utc};
use clinic::{
    ids::{DispenseId, RequestId},
    prescribing::{Course, Handed, NotRenewable, Request, RequestKind, RequestState, Standing, State, Way},
};
use rust_decimal::Decimal;

fn at(minute: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_772_463_840 + 60 * minute, 0).unwrap()
}

fn story() -> Story {
    let expires_on = NaiveDate::from_ymd_opt(2027, 3, 1).unwrap();
    Story {
        id: PrescriptionId::new(),
        course: Course {
            state: State::Sent,
            way: Way::Queue,
            is_ready: false,
            is_cancelling: false,
            pharmacy: Some("Lakeside Pharmacy".to_owned()),
        },
        standing: Standing {
            state: State::Sent,
            quantity: Decimal::from(30),
            refills: 2,
            dispensed: Decimal::ZERO,
            expires_on,
            cancelling: false,
        },
        unit: "tablet".to_owned(),
        prescriber: Some("Amara Okafor".to_owned()),
        signed_at: at(0),
        pharmacy: None,
        renewable: Err(NotRenewable::OnItsWay),
        redirectable: Ok(()),
        replaced_by: None,
        happened: Vec::new(),
        dispenses: Vec::new(),
        requests: Vec::new(),
    }
}

fn line(kind: Happening, detail: Option<&str>) -> Happened {
    Happened {
        kind,
        happened_at: at(5),
        actor: "Amara Okafor".to_owned(),
        actor_role: "prescriber".to_owned(),
        pharmacy: Some("Lakeside Pharmacy".to_owned()),
        detail: detail.map(str::to_owned),
    }
}

#[test]
fn each_line_is_a_plain_sentence_in_both_languages() {
    let newer = PrescriptionId::new().to_string();
    let table: [(Happening, Option<&str>, &str, &str); 23] = [
        (Happening::Signed, None, "Amara Okafor signed it", "Amara Okafor la firmó"),
        (Happening::Sent, None, "It was sent to Lakeside Pharmacy", "Se envió a Lakeside Pharmacy"),
        (
            Happening::SendingFailed,
            None,
            "It could not be sent to Lakeside Pharmacy: it goes on paper or on the phone",
            "No se pudo enviar a Lakeside Pharmacy: va en papel o en el teléfono",
        ),
        (Happening::Received, None, "Lakeside Pharmacy looked at it", "Lakeside Pharmacy la vio"),
        (Happening::InProgress, None, "Lakeside Pharmacy began to prepare it", "Lakeside Pharmacy empezó a prepararla"),
        (
            Happening::Ready,
            None,
            "It was ready for pick-up at Lakeside Pharmacy",
            "Estuvo lista para recoger en Lakeside Pharmacy",
        ),
        (Happening::Dispensed, None, "Lakeside Pharmacy handed out some of it", "Lakeside Pharmacy entregó una parte"),
        (
            Happening::Rejected,
            Some("not_available"),
            "Lakeside Pharmacy did not accept it: it cannot get the medicine",
            "Lakeside Pharmacy no la aceptó: no puede conseguir el medicamento",
        ),
        (Happening::Redirected, None, "Amara Okafor chose Lakeside Pharmacy", "Amara Okafor eligió Lakeside Pharmacy"),
        (
            Happening::CancellationAsked,
            Some("mistake"),
            "Amara Okafor asked Lakeside Pharmacy to give it back: It was a mistake",
            "Amara Okafor pidió a Lakeside Pharmacy que la devolviera: Fue un error",
        ),
        (
            Happening::CancellationDenied,
            Some("already_dispensed"),
            "Lakeside Pharmacy did not give it back: It was handed out already",
            "Lakeside Pharmacy no la devolvió: Ya se entregó",
        ),
        (
            Happening::Cancelled,
            Some("duplicate"),
            "It was cancelled: It was written twice",
            "Se canceló: Se escribió dos veces",
        ),
        (Happening::Cancelled, None, "It was cancelled", "Se canceló"),
        (Happening::RenewalAsked, None, "Amara Okafor asked for a renewal", "Amara Okafor pidió una renovación"),
        (
            Happening::RenewalApproved,
            Some(&newer),
            "Amara Okafor approved the renewal and signed a new prescription",
            "Amara Okafor aprobó la renovación y firmó una receta nueva",
        ),
        (
            Happening::RenewalDenied,
            Some("a_code_of_tomorrow"),
            "Amara Okafor did not approve the renewal: a_code_of_tomorrow",
            "Amara Okafor no aprobó la renovación: a_code_of_tomorrow",
        ),
        (
            Happening::ChangeAsked,
            Some("generic"),
            "Lakeside Pharmacy asked the prescriber: a generic or another product",
            "Lakeside Pharmacy preguntó a quien la recetó: un genérico u otro producto",
        ),
        (
            Happening::ChangeApproved,
            Some(&newer),
            "Amara Okafor agreed to the change and signed a new prescription",
            "Amara Okafor aceptó el cambio y firmó una receta nueva",
        ),
        (
            Happening::ChangeApproved,
            None,
            "Amara Okafor answered the pharmacy’s question",
            "Amara Okafor respondió a la pregunta de la farmacia",
        ),
        (Happening::RequestWithdrawn, None, "Amara Okafor took the request back", "Amara Okafor retiró la petición"),
        (
            Happening::RequestArchived,
            None,
            "The request was put away: nobody answered it for 30 days",
            "La petición se archivó: nadie respondió en 30 días",
        ),
        (Happening::Replaced, Some(&newer), "A new prescription took its place", "Una receta nueva ocupó su lugar"),
        (Happening::Expired, None, "Its last day is over", "Pasó su último día"),
    ];
    for (kind, detail, english, spanish) in table {
        let of = line(kind, detail);
        assert_eq!(sentence(&of, &story(), Lang::En).1, english);
        assert_eq!(sentence(&of, &story(), Lang::Es).1, spanish);
    }
    let nowhere = Happened { pharmacy: None, ..line(Happening::Redirected, None) };
    assert_eq!(sentence(&nowhere, &story(), Lang::En).1, "Amara Okafor chose to keep it on paper and on the phone");
    let unnamed = Happened { pharmacy: None, ..line(Happening::Received, None) };
    assert_eq!(sentence(&unnamed, &story(), Lang::En).1, "The pharmacy looked at it");
    assert_eq!(newer_of(&newer), Some(true));
}

/// Whether an id of a newer prescription is found in the line.
fn newer_of(id: &str) -> Option<bool> {
    super::newer(&line(Happening::Replaced, Some(id))).map(|found| found.to_string() == id)
}

#[test]
fn what_was_handed_out_is_said_exactly() {
    let (all, some) = (DispenseId::new(), DispenseId::new());
    let handed = |id, quantity: &str| Handed {
        id,
        quantity: quantity.to_owned(),
        quantity_unit: "tablet".to_owned(),
        product: "x".to_owned(),
        dispensed_at: at(5),
        pharmacy: None,
    };
    let story = Story { dispenses: vec![handed(all, "30.0"), handed(some, "15")], ..story() };
    let of = |id: DispenseId, lang| sentence(&line(Happening::Dispensed, Some(&id.to_string())), &story, lang).1;
    assert_eq!(of(all, Lang::En), "Lakeside Pharmacy handed out 30 tablets");
    assert_eq!(of(some, Lang::En), "Lakeside Pharmacy handed out 15 of 30 tablets");
    assert_eq!(of(some, Lang::Es), "Lakeside Pharmacy entregó 15 de 30 tabletas");
}

#[test]
fn what_was_written_stands_at_its_line() {
    let request = Request {
        id: RequestId::new(),
        kind: RequestKind::Renewal,
        detail: None,
        text: Some("the last one ran out".to_owned()),
        asker: "Walter".to_owned(),
        asker_role: "patient".to_owned(),
        asked_at: at(5),
        state: RequestState::Denied,
        answer: None,
        answer_text: Some("come and see me".to_owned()),
        answered_at: Some(at(9)),
        result_id: None,
    };
    let story = Story { requests: vec![request], ..story() };
    let denied = Happened { happened_at: at(9), ..line(Happening::RenewalDenied, None) };
    assert_eq!(written(&line(Happening::RenewalAsked, None), &story).as_deref(), Some("the last one ran out"));
    assert_eq!(written(&denied, &story).as_deref(), Some("come and see me"));
    assert_eq!(written(&line(Happening::RenewalDenied, None), &story), None);
}

fn told(change: impl FnOnce(&mut Story), lang: Lang) -> (String, String) {
    let mut story = story();
    change(&mut story);
    (course_words(&story.course, lang).1, next(&story, lang))
}

#[test]
fn what_comes_next_is_one_sentence() {
    let state = |state: State| move |story: &mut Story| story.course.state = state;
    let expected = |words: (&str, &str)| (words.0.to_owned(), words.1.to_owned());
    assert_eq!(
        told(state(State::Sent), Lang::En),
        expected(("Sent to Lakeside Pharmacy", "Lakeside Pharmacy has it and has not looked at it yet."))
    );
    let ready = |story: &mut Story| {
        story.course.state = State::InProgress;
        story.course.is_ready = true;
    };
    assert_eq!(told(ready, Lang::En).0, "Ready at Lakeside Pharmacy");
    assert!(told(ready, Lang::Es).1.starts_with("Lista: recójala en Lakeside Pharmacy."));
    let sending = |story: &mut Story| {
        story.course.state = State::Signed;
        story.course.way = Way::Mail;
    };
    assert_eq!(told(sending, Lang::En).0, "On its way to Lakeside Pharmacy");
    let part = |story: &mut Story| {
        story.course.state = State::PartDispensed;
        story.standing.dispensed = Decimal::from(45);
    };
    assert_eq!(
        told(part, Lang::En),
        expected(("Partly handed out", "15 of 30 tablets handed out. 15 still to come from Lakeside Pharmacy."))
    );
    let refills = |story: &mut Story| {
        story.course.state = State::Dispensed;
        story.standing.dispensed = Decimal::from(60);
    };
    assert_eq!(told(refills, Lang::En).1, "Lakeside Pharmacy can hand it out 1 more time, until Mar 1, 2027.");
    let done = |story: &mut Story| {
        story.course.state = State::Completed;
        story.renewable = Err(NotRenewable::TooSoon { from: NaiveDate::from_ymd_opt(2026, 5, 4).unwrap() });
    };
    assert_eq!(told(done, Lang::En).1, "Nothing is left to hand out. A renewal can be asked for from May 4, 2026.");
    let cancelling = |story: &mut Story| story.course.is_cancelling = true;
    assert_eq!(told(cancelling, Lang::En).0, "The clinic asks for it back");
    for lang in Lang::ALL {
        for state in State::ALL {
            for way in Way::ALL {
                let (badge, sentence) = told(
                    |story| {
                        story.course.state = state;
                        story.course.way = way;
                        story.course.pharmacy = None;
                    },
                    lang,
                );
                assert!(!badge.contains("prescriptions-") && sentence.ends_with('.'), "{badge} {sentence}");
                assert!(!sentence.starts_with(char::is_lowercase), "{sentence}");
            }
        }
    }
}
