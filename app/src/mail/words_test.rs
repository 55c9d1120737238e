use super::*;
use clinic::{
    accounts::SessionPolicy,
    ids::MailId,
    mail::{Choice, Purpose},
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
        demo_people: Vec::new(),
    }
}

/// Every letter there can be, with a name for its file.
fn letters(language: Language) -> Vec<(String, Letter)> {
    let until = DateTime::from_timestamp(1_772_463_845, 0).unwrap();
    let link = |purpose: Purpose| Content::Link { path: format!("{}{TOKEN}", purpose.path()), until };
    let mut letters = Vec::new();
    let mut add = |name: &str, kind: Kind, content: Content| {
        let unsubscribe = kind
            .choice()
            .map(|choice: Choice| (choice, format!("{}{TOKEN}?kind={}", Purpose::Unsubscribe.path(), choice.name())));
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
            Kind::SignInCode => add(kind.name(), kind, Content::Code { code: "01234567".to_owned(), until }),
            _ => add(kind.name(), kind, Content::Notice { path: "/account" }),
        }
    }
    letters
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
    for word in health {
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
