use super::*;
use clinic::{
    accounts::SessionPolicy,
    appointments::ics::Method,
    ids::AppointmentId,
    ids::MailId,
    mail::{Choice, Offered, Place, Purpose, Visit},
};
use std::fs;
use uuid::Uuid;

const ORIGIN: &str = "https://portal.example.org";
const TOKEN: &str = "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiIsImtpZCI6IjAxOTkifQ.eyJhdWQiOiJpbnZpdGF0aW9uIn0.c2lnbmF0dXJl";

fn settings(clinic: &str) -> Settings {
    Settings {
        clinic_name: clinic.to_owned(),
        clinic_phone: Some("+1 555 0100".to_owned()),
        zone: "America/New_York".parse().unwrap(),
        sessions: SessionPolicy { idle: chrono::Duration::minutes(30), absolute: chrono::Duration::hours(12) },
        origin: ORIGIN.to_owned(),
        secure: true,
        laboratories_at: None,
        demo_people: Vec::new(),
    }
}

/// Every letter there can be, with a name for its file.
fn letters(language: Language) -> Vec<(String, Letter)> {
    let until = DateTime::from_timestamp(1_772_463_845, 0).unwrap();
    let link = |purpose: Purpose| Content::Link { path: format!("{}{TOKEN}", purpose.path()), until };
    let mut letters = Vec::new();
    let mut add = |name: &str, kind: Kind, content: Content| {
        let end = |choice: Choice| format!("{}{TOKEN}?kind={}", Purpose::Unsubscribe.path(), choice.name());
        let unsubscribe = kind.choice().map(end);
        let letter = Letter {
            id: MailId(Uuid::from_u128(7)),
            kind,
            to: "walter@example.org".to_owned(),
            language: Some(language),
            content,
            unsubscribe,
        };
        letters.push((name.to_owned(), letter));
    };
    for kind in Kind::ALL {
        match kind {
            Kind::Invitation => {
                for invited in [Invited::Patient, Invited::Staff, Invited::Helper, Invited::Setup] {
                    let path = format!("{}{TOKEN}", Purpose::Invitation.path());
                    add(&format!("invitation_{invited:?}"), kind, Content::Invitation { invited, path, until });
                }
            }
            Kind::EmailVerification => add(kind.name(), kind, link(Purpose::EmailVerification)),
            Kind::EmailChange => add(kind.name(), kind, link(Purpose::EmailUndo)),
            Kind::PasswordReset => add(kind.name(), kind, link(Purpose::PasswordReset)),
            Kind::AppointmentAsked
            | Kind::AppointmentBooked
            | Kind::AppointmentMoved
            | Kind::AppointmentCancelled
            | Kind::AppointmentReminder => {
                add(kind.name(), kind, visit(kind, false));
                add(&format!("{}_video", kind.name()), kind, visit(kind, true));
            }
            Kind::WaitlistOffer => add(kind.name(), kind, offer()),
            Kind::SignInCode => add(kind.name(), kind, Content::Code { code: "01234567".to_owned(), until }),
            _ => add(kind.name(), kind, Content::Notice { path: "/account" }),
        }
    }
    letters
}

fn start() -> DateTime<Utc> {
    DateTime::from_timestamp(1_790_798_700, 0).unwrap()
}

fn place() -> Place {
    Place {
        name: "Main house <1>".to_owned(),
        lines: vec!["12 Long Street".to_owned(), "Springfield, IL 62701".to_owned()],
        phone: Some("+1 555 0199".to_owned()),
    }
}

fn visit(kind: Kind, by_video: bool) -> Content {
    let is_off = kind == Kind::AppointmentCancelled;
    Content::Visit(Box::new(Visit {
        id: AppointmentId(Uuid::from_u128(9)),
        sequence: 2,
        start_at: start(),
        end_at: Some(start() + chrono::Duration::minutes(30)),
        zone: Some("America/Chicago".to_owned()),
        before: (kind == Kind::AppointmentMoved).then(|| start() - chrono::Duration::days(2)),
        place: (!by_video).then(place),
        by_video,
        path: (!is_off).then(|| format!("{}{TOKEN}", Purpose::Appointment.path())),
        portal: "/appointments",
        for_calendars: !matches!(kind, Kind::AppointmentAsked | Kind::AppointmentReminder),
    }))
}

fn offer() -> Content {
    Content::Offer(Box::new(Offered {
        start_at: start(),
        end_at: start() + chrono::Duration::minutes(30),
        zone: None,
        place: Some(place()),
        until: start() - chrono::Duration::days(1),
        by_video: false,
        path: format!("{}{TOKEN}", Purpose::Offer.path()),
    }))
}

/// Each mail is whole in both languages, and lies in `target/mails` to be looked at.
#[test]
fn every_mail_says_what_it_should_and_no_more() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/mails");
    fs::create_dir_all(folder).unwrap();
    for (language, tag) in [(Language::En, "en"), (Language::Es, "es")] {
        for (name, letter) in letters(language) {
            let mail = render(&letter, &settings("Verbena Clinic"), false);
            fs::write(format!("{folder}/{name}.{tag}.html"), &mail.html).unwrap();
            fs::write(format!("{folder}/{name}.{tag}.txt"), format!("{}\n\n{}", mail.subject, mail.text)).unwrap();
            check(&name, tag, &letter, &mail);
        }
    }
}

fn check(name: &str, tag: &str, letter: &Letter, mail: &Rendered) {
    let at = format!("{name} in {tag}");
    assert!((5..=60).contains(&mail.subject.chars().count()), "{at}: {}", mail.subject);
    for part in [&mail.subject, &mail.text] {
        assert!(!part.contains(['{', '}']), "{at}: {part}");
    }
    for part in [&mail.text, &mail.html] {
        assert!(part.contains("Verbena Clinic") && part.contains("+1 555 0100"), "{at}");
        assert!(!part.contains("mail-"), "{at}: a text is missing: {part}");
        assert!(!part.contains("walter"), "{at}: names the recipient");
        for address in part.split(['"', '>', '<', '\n', ' ']).filter(|word| word.contains("://")) {
            assert!(address.starts_with(&format!("{ORIGIN}/")), "{at}: {address}");
        }
        match &letter.content {
            Content::Link { path, .. } | Content::Invitation { path, .. } => {
                assert!(part.contains(&format!("{ORIGIN}{path}")), "{at}");
            }
            Content::Visit(visit) => {
                let path = visit.path.clone().unwrap_or_else(|| visit.portal.to_owned());
                assert!(part.contains(&format!("{ORIGIN}{path}")), "{at}");
                assert_eq!(part.contains("Main house"), !visit.by_video, "{at}");
                assert!(
                    part.contains("2026") && part.contains(if tag == "en" { "3:05" } else { "15:05" }),
                    "{at}: {part}"
                );
            }
            Content::Offer(offered) => assert!(part.contains(&format!("{ORIGIN}{}", offered.path)), "{at}"),
            Content::Code { code, .. } => assert!(part.contains(code.as_str()) && !part.contains("://"), "{at}"),
            Content::Notice { .. } if letter.kind == Kind::EmailLeft => assert!(!part.contains("://"), "{at}: a link"),
            Content::Notice { path } => assert!(part.contains(&format!("{ORIGIN}{path}")), "{at}"),
        }
    }
    assert_eq!(mail.unsubscribe.is_some(), letter.kind.choice().is_some(), "{at}");
    assert!(!mail.html.contains("style=\"") && !mail.html.contains("<img") && !mail.html.contains("<script"), "{at}");
    let health = [
        "lab",
        "result",
        "prescri",
        "medic",
        "drug",
        "diagnos",
        "doctor",
        "disease",
        "blood",
        "appointment",
        "visit",
        "receta",
        "resultado",
        "médic",
        "enferm",
        "sangre",
        "cita",
        "salud",
        "health",
        "treat",
        "tratam",
        "record",
        "historia",
    ];
    let lines = mail.text.lines().filter(|line| !line.contains("://"));
    let words = std::iter::once(mail.subject.as_str()).chain(lines).collect::<Vec<_>>().join(" ").to_lowercase();
    let is_about_a_visit = matches!(letter.content, Content::Visit(_) | Content::Offer(_));
    for word in health {
        // In Spanish a reminder begins like an English record.
        let is_reminder = tag == "es" && word == "record";
        if is_about_a_visit && (["appointment", "visit", "cita"].contains(&word) || is_reminder) {
            continue;
        }
        let said = words.split(|c: char| !c.is_alphabetic()).any(|said| said.starts_with(word));
        assert!(!said, "{at}: {word}");
    }
}

#[test]
fn a_clinics_name_is_never_taken_for_markup() {
    for (_, letter) in letters(Language::En) {
        let mail = render(&letter, &settings("<b>\"A\" & B</b>"), true);
        assert!(!mail.html.contains("<b>"), "{}", mail.html);
        assert!(mail.html.contains("&lt;b&gt;&quot;A&quot; &amp; B&lt;/b&gt;"));
        assert!(mail.text.contains("<b>\"A\" & B</b>"));
    }
}

#[test]
fn a_code_is_not_in_the_subject() {
    for (_, letter) in letters(Language::Es) {
        assert!(!render(&letter, &settings("Verbena"), true).subject.contains("0123"));
    }
}

#[test]
fn calendars_are_told_what_they_need_and_nothing_about_health() {
    let sender = Sender {
        name: "Clínica Verbena".to_owned(),
        from: "portal@example.org".to_owned(),
        reply_to: None,
        origin: ORIGIN.to_owned(),
    };
    for (_, letter) in letters(Language::Es) {
        let mail = render_from(&letter, &settings("Clínica Verbena"), &sender, start());
        let Content::Visit(visit) = &letter.content else {
            assert!(mail.calendar.is_none());
            continue;
        };
        assert_eq!(mail.calendar.is_some(), visit.for_calendars);
        let Some(calendar) = mail.calendar else { continue };
        let is_off = letter.kind == Kind::AppointmentCancelled;
        assert_eq!(calendar.method, if is_off { Method::Cancel } else { Method::Request });
        let text = calendar.text.replace("\r\n ", "");
        for line in [
            "UID:00000000-0000-0000-0000-000000000009@portal.example.org",
            "SEQUENCE:2",
            "DTSTART;TZID=America/Chicago:20260930T150500",
            "SUMMARY:Cita en Clínica Verbena",
            "ORGANIZER;CN=\"Clínica Verbena\":mailto:portal@example.org",
            if is_off { "STATUS:CANCELLED" } else { "STATUS:CONFIRMED" },
            if visit.by_video {
                "LOCATION:Por video"
            } else {
                "LOCATION:Main house <1>\\, 12 Long Street\\, Springfield\\, IL 62701"
            },
        ] {
            assert!(text.contains(&format!("{line}\r\n")), "{line}\n{text}");
        }
        assert!(text.contains(":mailto:walter@example.org"));
        // A calendar is often shared: the link that acts is not in it.
        assert!(!text.contains("/visit/"), "{text}");
    }
}
