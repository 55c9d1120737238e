//! Profiles over HTTP: what patients change, what they ask for, and what the clinic answers.

use crate::support::{Answer, Clinic, PASSWORD, clinics, count, patient};
use clinic::{
    accounts::{self, NewAccount, Password, Role},
    audit::Actor,
    db::Source as _,
    ids::PatientId,
};
use http::StatusCode;

/// A clinic where Ada Beispiel, the second patient, has an account of her own name.
async fn with_beispiel(clinic: Clinic) -> Clinic {
    let clinic = clinic.with_people().await;
    let portal = &clinic.portal;
    let new = NewAccount {
        email: "beispiel@example.org".to_owned(),
        name: "Ada Beispiel".to_owned(),
        password: Password::chosen(PASSWORD, "beispiel@example.org").unwrap(),
        roles: vec![Role::Patient],
        language: None,
        patient: Some(patient("two")),
        practitioner: None,
    };
    accounts::add(&portal.db, &portal.auditor, Actor::operator(), new, portal.clock.now()).await.unwrap();
    clinic
}

async fn see(clinic: &Clinic, cookie: &str, path: &str) -> Answer {
    let page = clinic.get(path, &[("cookie", cookie)]).await;
    assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.header("location"));
    page
}

/// Sends a form that is taken.
async fn done(clinic: &Clinic, cookie: &str, path: &str, form: &str, to: &str) {
    let answer = clinic.post(path, cookie, form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}: {}", answer.body);
    assert_eq!(answer.header("location"), to);
}

/// Sends a form that is refused, and gives the page.
async fn refused(clinic: &Clinic, cookie: &str, path: &str, form: &str, why: &str) -> String {
    let answer = clinic.post(path, cookie, form).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{path} {form}");
    assert!(answer.body.contains(why), "{path}: {why} is not on the page\n{}", answer.body);
    answer.body
}

/// Opens a record to someone outside its care team.
async fn give_reason(clinic: &Clinic, cookie: &str, who: PatientId) {
    done(
        clinic,
        cookie,
        &format!("/patients/{who}/access"),
        "purpose=request&reason=At+the+desk",
        &format!("/patients/{who}"),
    )
    .await;
}

async fn id_of_change(clinic: &Clinic) -> String {
    let mut q = clinic.portal.db.read().await.unwrap();
    let (id,): (uuid::Uuid,) = q.query("SELECT id FROM profile_changes ORDER BY id DESC LIMIT 1").one().await.unwrap();
    id.to_string()
}

#[tokio::test]
async fn patients_change_their_own_data_at_once() {
    for clinic in clinics("profile_own").await {
        let clinic = clinic.with_people().await;
        let cookie = clinic.sign_in(Role::Patient).await;
        let save = async |path: &str, form: &str| done(&clinic, &cookie, path, form, "/profile").await;
        save("/profile/contact", "phone=%2B1+(207)+555-0199").await;
        let address =
            "street=12+Lantern+Court&street_more=Apartment+3&city=Portland&state=ME&postal_code=04101&country=";
        save("/profile/address", address).await;
        save("/profile/name", "name=Addie+%26+Co").await;
        save("/profile/notices", "appointments=true").await;
        let contact = "name=Lien+%3Cb%3E&relationship=daughter&phone=207-555-0142";
        done(&clinic, &cookie, "/profile/emergency", contact, "/profile/emergency").await;
        let page = see(&clinic, &cookie, "/profile").await.body;
        for shown in [
            "+1 (207) 555-0199",
            "12 Lantern Court",
            "Apartment 3",
            "Portland, ME 04101",
            "Addie &amp; Co",
            "Lien &lt;b&gt;",
            "daughter",
        ] {
            assert!(page.contains(shown), "{shown}\n{page}");
        }
        assert!(see(&clinic, &cookie, "/home").await.body.contains("Hello, Addie &amp; Co"));
        assert!(see(&clinic, &cookie, "/profile/emergency/1000").await.body.contains("207-555-0142"));
        done(&clinic, &cookie, "/profile/emergency/1000/removal", "", "/profile/emergency").await;
        let gone = clinic.get("/profile/emergency/1000", &[("cookie", &cookie)]).await;
        assert_eq!(gone.status, StatusCode::NOT_FOUND);
        // Without an address there is none at all, not a country.
        save("/profile/address", "street=&street_more=&city=&state=&postal_code=&country=US").await;
        assert_eq!(count(&clinic.portal.db, "SELECT count(*) FROM patients WHERE country IS NOT NULL").await, 0);
    }
}

#[tokio::test]
async fn what_does_not_fit_is_said_at_its_field_and_stays_typed() {
    for clinic in clinics("profile_refused").await {
        let clinic = clinic.with_people().await;
        let cookie = clinic.sign_in(Role::Patient).await;
        let long = "a".repeat(101);
        let cases = [
            ("/profile/contact", "phone=call+me".to_owned(), "7 to 15 digits"),
            ("/profile/contact", "phone=123".to_owned(), "7 to 15 digits"),
            ("/profile/contact", format!("phone={}", "1".repeat(31)), "at most 30 characters"),
            ("/profile/address", "street=12+Lantern+Court&city=".to_owned(), "Enter the town or city."),
            ("/profile/address", format!("street={long}&city=Portland"), "at most 100 characters"),
            ("/profile/address", format!("street=1&city=Portland&postal_code={long}"), "at most 20 characters"),
            ("/profile/name", format!("name={long}"), "at most 100 characters"),
            ("/profile/name", "name=Ada%E2%80%AEecila".to_owned(), "type it again"),
            ("/profile/emergency", "name=&phone=207-555-0142".to_owned(), "Enter the person's name."),
            ("/profile/emergency", "name=Lien&phone=".to_owned(), "so that they can be called"),
            ("/profile/emergency", format!("name=Lien&phone=2075550142&relationship={long}"), "at most 60 characters"),
            ("/profile/pharmacy", "pharmacy=somewhere".to_owned(), "Choose one of the pharmacies"),
            ("/profile/pharmacy", format!("pharmacy={}", patient("one")), "Choose one of the pharmacies"),
            ("/profile/language", "spoken=tlh&portal=en".to_owned(), "Choose a language from the list."),
            ("/profile/language", "spoken=es&portal=".to_owned(), "Choose English or Spanish."),
            ("/profile/change/birth_date", "born=".to_owned(), "Enter the birth date."),
            ("/profile/change/birth_date", "born=1980-02-30".to_owned(), "year, month and day"),
            ("/profile/change/birth_date", "born=2026-03-03".to_owned(), "still to come"),
            ("/profile/change/birth_date", "born=1880-01-01".to_owned(), "130 years"),
            ("/profile/change/birth_date", "born=1980-05-17".to_owned(), "says this already"),
            ("/profile/change/name", "given=Ada&family=".to_owned(), "Enter the last name."),
            ("/profile/change/name", format!("given={long}&family=Example"), "at most 100 characters"),
            ("/profile/change/sex", "sex=unknown".to_owned(), "Choose one of the answers."),
            ("/profile/change/sex", format!("sex=other&reason={}", "a".repeat(501)), "at most 500 characters"),
        ];
        for (path, form, why) in cases {
            let page = refused(&clinic, &cookie, path, &form, why).await;
            assert!(
                page.contains("aria-invalid") || page.contains("class=\"error\"") || path.ends_with("pharmacy"),
                "{form}"
            );
        }
        let page = refused(&clinic, &cookie, "/profile/emergency", "name=Lien+Example&phone=x", "7 to 15 digits").await;
        assert!(page.contains("value=\"Lien Example\""), "what was typed stays");
        assert_eq!(count(&clinic.portal.db, "SELECT count(*) FROM patients WHERE phone IS NOT NULL").await, 0);
        let changes = count(&clinic.portal.db, "SELECT count(*) FROM profile_changes").await;
        assert_eq!(changes, 0);
    }
}

#[tokio::test]
async fn a_change_waits_until_the_clinic_accepts_it() {
    for clinic in clinics("profile_accept").await {
        let clinic = with_beispiel(clinic).await;
        let who = patient("two");
        let cookie = clinic.cookie_for("beispiel@example.org").await;
        let form = "given=Ada&family=N%C3%BA%C3%B1ez&reason=Married+in+October";
        done(&clinic, &cookie, "/profile/change/name", form, "/profile").await;
        refused(&clinic, &cookie, "/profile/change/name", form, "waiting for the clinic already").await;
        let page = see(&clinic, &cookie, "/profile").await.body;
        for shown in ["Name: from Ada Beispiel to Ada Núñez", "Asked for on Mar 2, 2026", "Waiting for the clinic"] {
            assert!(page.contains(shown), "{shown}");
        }

        let desk = clinic.sign_in(Role::Staff).await;
        let queue = see(&clinic, &desk, "/profile-changes").await.body;
        assert!(queue.contains("Ada Beispiel") && !queue.contains("Núñez"), "the queue says what, not to what");
        let id = id_of_change(&clinic).await;
        let path = format!("/patients/{who}/profile/changes/{id}");
        let closed = clinic.get(&path, &[("cookie", &desk)]).await;
        assert_eq!(closed.header("location"), format!("/patients/{who}/access"), "a reason comes first");
        let form = "decision=accept&seen=Ada+Beispiel&answer=";
        let closed = clinic.post(&path, &desk, form).await;
        assert_eq!(closed.header("location"), format!("/patients/{who}/access"));

        give_reason(&clinic, &desk, who).await;
        let page = see(&clinic, &desk, &path).await.body;
        assert!(page.contains("Married in October") && page.contains("value=\"Ada Beispiel\""), "{page}");
        refused(&clinic, &desk, &path, "seen=Ada+Beispiel", "Choose to accept or to decline.").await;
        refused(&clinic, &desk, &path, "decision=accept&seen=Ada+Else", "Look at what it says now").await;
        done(&clinic, &desk, &path, form, &format!("/patients/{who}/profile/changes")).await;
        refused(&clinic, &desk, &path, form, "Someone was faster").await;
        let late = format!("/profile/changes/{id}/withdrawal");
        refused(&clinic, &cookie, &late, "", "no longer waits").await;

        let found = clinic.post("/patients", &desk, "q=nunez").await.body;
        assert!(found.contains("Ada Núñez"), "{found}");
        assert!(!clinic.post("/patients", &desk, "q=beispiel").await.body.contains("Ada Núñez"));
        let page = see(&clinic, &cookie, "/profile").await.body;
        assert!(page.contains("Changed") && page.contains("Ada Núñez"));
        let log = see(&clinic, &cookie, "/access").await.body;
        assert!(log.contains("Test staff") && log.contains("Changed: "), "{log}");
        assert!(log.contains("At the desk") && !log.contains("change accepted"), "the reason alone: {log}");
        let mails = "SELECT count(*) FROM outbox WHERE kind = 'profile_answered'";
        assert_eq!(count(&clinic.portal.db, mails).await, 1);
        assert!(see(&clinic, &desk, "/profile-changes").await.body.contains("Nothing waits"));
    }
}

#[tokio::test]
async fn a_declined_change_says_why_and_a_withdrawn_one_is_gone() {
    for clinic in clinics("profile_decline").await {
        let clinic = with_beispiel(clinic).await;
        let who = patient("two");
        let cookie = clinic.cookie_for("beispiel@example.org").await;
        let desk = clinic.sign_in(Role::Staff).await;
        give_reason(&clinic, &desk, who).await;
        let ask = async || done(&clinic, &cookie, "/profile/change/sex", "sex=other&reason=", "/profile").await;
        ask().await;
        let path = format!("/patients/{who}/profile/changes/{}", id_of_change(&clinic).await);
        refused(&clinic, &desk, &path, "decision=decline&answer=+", "Say why it is declined").await;
        let long = format!("decision=decline&answer={}", "a".repeat(501));
        refused(&clinic, &desk, &path, &long, "at most 500 characters").await;
        let back = format!("/patients/{who}/profile/changes");
        done(&clinic, &desk, &path, "decision=decline&answer=Please+bring+an+ID.", &back).await;
        let page = see(&clinic, &cookie, "/profile").await.body;
        assert!(page.contains("Not changed") && page.contains("Please bring an ID."), "{page}");
        ask().await;
        let withdrawal = format!("/profile/changes/{}/withdrawal", id_of_change(&clinic).await);
        let other = clinic.sign_in(Role::Patient).await;
        assert_eq!(clinic.post(&withdrawal, &other, "").await.status, StatusCode::NOT_FOUND);
        done(&clinic, &cookie, &withdrawal, "", "/profile").await;
        assert!(!see(&clinic, &cookie, "/profile").await.body.contains("Waiting for the clinic"));
        assert_eq!(count(&clinic.portal.db, "SELECT count(*) FROM patients WHERE sex = 'other'").await, 0);
    }
}

#[tokio::test]
async fn a_record_that_changed_meanwhile_is_shown_beside_what_was_asked() {
    for clinic in clinics("profile_conflict").await {
        let clinic = with_beispiel(clinic).await;
        let who = patient("two");
        let cookie = clinic.cookie_for("beispiel@example.org").await;
        let desk = clinic.sign_in(Role::Staff).await;
        give_reason(&clinic, &desk, who).await;
        done(&clinic, &cookie, "/profile/change/birth_date", "born=1980-05-18", "/profile").await;
        let mut tx = clinic.portal.db.begin().await.unwrap();
        tx.query("UPDATE patients SET birth_date = '1980-05-19' WHERE id = $1").bind(who).run().await.unwrap();
        tx.commit().await.unwrap();
        let path = format!("/patients/{who}/profile/changes/{}", id_of_change(&clinic).await);
        let page = see(&clinic, &desk, &path).await.body;
        for shown in ["The record has changed since", "May 17, 1980", "May 18, 1980", "May 19, 1980"] {
            assert!(page.contains(shown), "{shown}");
        }
        refused(&clinic, &desk, &path, "decision=accept&seen=1980-05-17", "Look at what it says now").await;
        done(&clinic, &desk, &path, "decision=accept&seen=1980-05-19", &format!("/patients/{who}/profile/changes"))
            .await;
        assert!(see(&clinic, &cookie, "/profile").await.body.contains("May 18, 1980"));
    }
}

#[tokio::test]
async fn staff_change_a_profile_of_a_record_that_is_open_to_them() {
    for clinic in clinics("profile_staff").await {
        let clinic = clinic.with_people().await;
        let who = patient("one");
        let (base, own) = (format!("/patients/{who}/profile"), clinic.sign_in(Role::Patient).await);
        let desk = clinic.sign_in(Role::Staff).await;
        let contact = format!("{base}/contact");
        let closed = clinic.post(&contact, &desk, "phone=207-555-0199").await;
        assert_eq!(closed.header("location"), format!("/patients/{who}/access"));
        give_reason(&clinic, &desk, who).await;
        done(&clinic, &desk, &contact, "phone=207-555-0199", &base).await;
        done(&clinic, &desk, &format!("{base}/name"), "name=Addie", &base).await;
        done(&clinic, &desk, &format!("{base}/language"), "spoken=vi&portal=es", &base).await;
        done(
            &clinic,
            &desk,
            &format!("{base}/emergency"),
            "name=Lien&phone=207-555-0142",
            &format!("{base}/emergency"),
        )
        .await;
        done(&clinic, &desk, &format!("{base}/change/sex"), "sex=other&reason=", &base).await;
        let page = see(&clinic, &own, "/profile").await.body;
        for shown in ["207-555-0199", "Addie", "Vietnamese", "Lien", "Waiting for the clinic"] {
            assert!(page.contains(shown), "{shown}: the patient sees it, in the language of before");
        }
        let banner = see(&clinic, &desk, &base).await.body;
        let banner = banner.split_once("patient-banner").map_or(banner.as_str(), |(_, rest)| rest);
        assert!(banner.contains("Ada Example"), "the name of the record stands at its head");
        // What the clinic entered itself is not mailed to the patient when it accepts it.
        let path = format!("{base}/changes/{}", id_of_change(&clinic).await);
        done(&clinic, &desk, &path, "decision=accept&seen=female", &format!("{base}/changes")).await;
        assert_eq!(count(&clinic.portal.db, "SELECT count(*) FROM outbox WHERE kind = 'profile_answered'").await, 0);
        for role in [Role::Admin, Role::Pharmacist, Role::Patient] {
            let cookie = clinic.sign_in(role).await;
            assert_eq!(clinic.post(&contact, &cookie, "phone=").await.status, StatusCode::NOT_FOUND, "{role:?}");
        }
        assert_eq!(clinic.post(&contact, "", "phone=").await.header("location"), "/sign-in");
        assert_eq!(count(&clinic.portal.db, "SELECT count(*) FROM patients WHERE phone = '207-555-0199'").await, 1);
    }
}

#[tokio::test]
async fn both_languages_are_spoken() {
    for clinic in clinics("profile_languages").await {
        let clinic = clinic.with_people().await;
        let cookie = clinic.sign_in(Role::Patient).await;
        done(&clinic, &cookie, "/profile/language", "spoken=es&portal=es", "/profile").await;
        assert!(see(&clinic, &cookie, "/profile").await.body.contains("Cómo llamarle"));
        refused(&clinic, &cookie, "/profile/contact", "phone=x", "de 7 a 15 cifras").await;
        let answer = clinic.post("/profile/change/birth_date", &cookie, "born=1980-05-18").await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert!(
            see(&clinic, &cookie, "/profile").await.body.contains("Fecha de nacimiento: de 17 may 1980 a 18 may 1980")
        );
    }
}

#[tokio::test]
async fn workers_are_called_as_they_wish_in_the_menu() {
    for clinic in clinics("profile_worker").await {
        let clinic = clinic.with_people().await;
        let cookie = clinic.sign_in(Role::Pharmacist).await;
        done(&clinic, &cookie, "/account/name", "name=Pip", "/account").await;
        let page = see(&clinic, &cookie, "/account").await.body;
        assert!(page.contains("<span class=\"account-name\">Pip</span>"), "{page}");
        refused(&clinic, &cookie, "/account/name", &format!("name={}", "a".repeat(101)), "at most 100 characters")
            .await;
        let patient = clinic.sign_in(Role::Patient).await;
        done(&clinic, &patient, "/account/name", "name=Pip", "/profile/name").await;
    }
}
