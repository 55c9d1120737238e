//! The administrator's pages.

use crate::{
    mllp::{enter, message, message_of, msa},
    support::{Clinic, clinics, count, patient},
};
use clinic::{
    accounts::Role,
    laboratories::{self, State, Way},
};
use http::Method;

async fn send(clinic: &Clinic, message: &str) -> State {
    laboratories::accept(&clinic.portal, Way::Mllp, message.as_bytes()).await.unwrap().state
}

async fn see(clinic: &Clinic, cookie: &str, path: &str) -> String {
    let answer = clinic.get(path, &[("cookie", cookie)]).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.body);
    answer.body
}

async fn message_id(clinic: &Clinic, control_id: &str) -> String {
    let page = see(clinic, &clinic.sign_in(Role::Admin).await, &format!("/laboratories/messages?q={control_id}")).await;
    let (_, rest) = page.split_once("href=\"/laboratories/messages/").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_laboratory_is_entered_changed_paused_and_given_keys() {
    for clinic in clinics("lab_pages").await {
        let clinic = clinic.with_people().await;
        let admin = clinic.sign_in(Role::Admin).await;
        assert!(see(&clinic, &admin, "/laboratories").await.contains("No laboratory yet"));
        let wrong = clinic.post("/laboratories/new", &admin, "name=&zone=Mars&charset=EBCDIC&senders=%7C").await;
        assert_eq!(wrong.status, 422);
        for field in ["zone", "charset", "senders"] {
            assert!(wrong.body.contains(&format!("href=\"#field-{field}\"")), "{field}");
        }
        let fields = "zone=America%2FDenver&charset=8859%2F1&senders=LIS%7CBay+Lab%0D%0AOther%7C";
        let nameless = clinic.post("/laboratories/new", &admin, &format!("name=+&{fields}")).await;
        assert_eq!(nameless.status, 422);
        let made = clinic.post("/laboratories/new", &admin, &format!("name=Bay+Laboratory&{fields}")).await;
        let page = made.header("location").to_owned();
        let shown = see(&clinic, &admin, &page).await;
        assert!(shown.contains("LIS|Bay Lab\nOther|") && shown.contains("America/Denver"), "{shown}");
        let again = clinic.post("/laboratories/new", &admin, &format!("name=Another&{fields}")).await;
        assert!(again.status == 422 && again.body.contains("Another laboratory has the sender LIS|Bay Lab"));

        let changed = "name=Bay+Labs&zone=America%2FDenver&charset=ASCII&senders=LIS%7CBay+Lab&takes_trials=true";
        assert_eq!(clinic.post(&page, &admin, changed).await.header("location"), page);
        assert!(see(&clinic, &admin, "/laboratories").await.contains("Bay Labs"));
        assert_eq!(send(&clinic, &message("T-1").replace("|P|2.5.1", "|T|2.5.1")).await, State::Waiting);

        clinic.post(&format!("{page}/state"), &admin, "paused=true").await;
        assert_eq!(send(&clinic, &message("M-1")).await, State::Refused);
        assert!(see(&clinic, &admin, "/laboratories").await.contains("Paused"));
        clinic.post(&format!("{page}/state"), &admin, "paused=false").await;
        assert_eq!(send(&clinic, &message("M-1")).await, State::Waiting);

        let made = clinic.post(&format!("{page}/keys"), &admin, "").await;
        let (_, rest) = made.body.split_once("vlab_").unwrap();
        let key = format!("vlab_{}", rest.split('<').next().unwrap());
        assert!(!see(&clinic, &admin, &page).await.contains(&key), "it is shown once");
        let bearer = format!("Bearer {key}");
        let headers = [("authorization", bearer.as_str()), ("content-type", "text/plain")];
        let sent = clinic.ask(Method::POST, "/laboratories/messages", &headers, &message("M-2")).await;
        assert_eq!(msa(&sent.body), "AA M-2");
        let shown = see(&clinic, &admin, &page).await;
        let (_, rest) = shown.split_once(&format!("{page}/keys/")).unwrap();
        let end = format!("{page}/keys/{}", rest.split('"').next().unwrap());
        assert_eq!(clinic.post(&end, &admin, "").await.header("location"), page);
        let sent = clinic.ask(Method::POST, "/laboratories/messages", &headers, &message("M-3")).await;
        assert_eq!(sent.status, 401);
        assert!(see(&clinic, &admin, &page).await.contains("Ended"));
    }
}

#[tokio::test]
async fn a_sender_nobody_knew_is_entered_and_what_it_sent_is_taken() {
    for clinic in clinics("lab_unknown").await {
        let clinic = clinic.with_people().await;
        let admin = clinic.sign_in(Role::Admin).await;
        assert_eq!(send(&clinic, &message("M-1")).await, State::Refused);
        assert_eq!(send(&clinic, &message("M-2")).await, State::Refused);
        let list = see(&clinic, &admin, "/laboratories").await;
        assert!(list.contains("LIS|Bay Lab") && list.contains("2 messages"), "{list}");
        let new = see(&clinic, &admin, "/laboratories/new?sender=LIS%7CBay%20Lab").await;
        assert!(new.contains("LIS|Bay Lab"), "it stands in the form");
        let form = "name=Bay&zone=America%2FDenver&charset=ASCII&senders=LIS%7CBay+Lab";
        let made = clinic.post("/laboratories/new", &admin, form).await;
        let page = made.header("location").to_owned();
        let sql = "SELECT count(*) FROM lab_messages WHERE state = 'waiting'";
        assert_eq!(count(&clinic.portal.db, sql).await, 2);
        // The same laboratory by another name.
        assert_eq!(send(&clinic, &message("M-3").replace("LIS|Bay Lab", "LIS2|Bay Lab")).await, State::Refused);
        let id = page.rsplit('/').next().unwrap();
        let form = format!("sender=LIS2%7CBay+Lab&laboratory={id}");
        assert_eq!(clinic.post("/laboratories/senders", &admin, &form).await.header("location"), page);
        assert_eq!(count(&clinic.portal.db, sql).await, 3);
        assert!(!see(&clinic, &admin, "/laboratories").await.contains("Senders nobody has entered"));
    }
}

#[tokio::test]
async fn a_message_is_shown_with_its_way_and_looking_is_noted() {
    for clinic in clinics("lab_messages").await {
        let clinic = clinic.with_people().await;
        let laboratory = enter(&clinic).await;
        let admin = clinic.sign_in(Role::Admin).await;
        assert_eq!(send(&clinic, &message_of("M-1", "NM", "five")).await, State::Refused);
        assert_eq!(send(&clinic, &message("M-2")).await, State::Waiting);
        let ada = message("M-3").replace("Rivera^Ana^Maria||19800229", "Example^Ada||19800517");
        assert_eq!(send(&clinic, &ada).await, State::Filed);

        let all = see(&clinic, &admin, "/laboratories/messages").await;
        for id in ["M-1", "M-2", "M-3"] {
            assert!(all.contains(&format!(">{id}</a>")), "{id}");
        }
        assert!(!all.contains("Rivera"), "the list says nothing of people");
        let some = see(&clinic, &admin, &format!("/laboratories/messages?state=refused&laboratory={laboratory}")).await;
        assert!(some.contains(">M-1</a>") && !some.contains(">M-2</a>"));
        assert!(some.contains("OBX 1, field 5"), "{some}");
        assert!(see(&clinic, &admin, "/laboratories/messages?q=M-9").await.contains("No messages"));

        let refused = message_id(&clinic, "M-1").await;
        let shown = see(&clinic, &admin, &format!("/laboratories/messages/{refused}")).await;
        for words in ["Code 102", "It came", "It was refused", "OBX|1|NM|2823-3^Potassium^LN||five|", "Try again"] {
            assert!(shown.contains(words), "{words}: {shown}");
        }
        let replay = format!("/laboratories/messages/{refused}/replay");
        assert_eq!(clinic.post(&replay, &admin, "").await.status, 303);
        let shown = see(&clinic, &admin, &format!("/laboratories/messages/{refused}")).await;
        assert!(shown.contains("It was looked at again") && shown.contains("by Test admin"), "{shown}");

        let before = count(&clinic.portal.db, "SELECT count(*) FROM audit_events WHERE patient_id IS NOT NULL").await;
        let filed = message_id(&clinic, "M-3").await;
        let shown = see(&clinic, &admin, &format!("/laboratories/messages/{filed}")).await;
        assert!(shown.contains("Its results went into a record") && !shown.contains("Try again"), "{shown}");
        let after = count(&clinic.portal.db, "SELECT count(*) FROM audit_events WHERE patient_id IS NOT NULL").await;
        assert_eq!(after, before + 1, "whose results were looked at is noted");
        let own = clinic.sign_in(Role::Patient).await;
        assert!(see(&clinic, &own, "/access").await.contains("Test admin"), "{}", patient("one"));

        // One that waits is filed once the patient is there.
        let waiting = message_id(&clinic, "M-2").await;
        let shown = see(&clinic, &admin, &format!("/laboratories/messages/{waiting}")).await;
        assert!(
            shown.contains("It waits for a person") && shown.contains("Nobody here is like this person."),
            "{shown}"
        );
    }
}

#[tokio::test]
async fn only_administrators_see_them() {
    for clinic in clinics("lab_pages_others").await {
        let clinic = clinic.with_people().await;
        enter(&clinic).await;
        for role in [Role::Patient, Role::Prescriber, Role::Staff, Role::Pharmacist] {
            let cookie = clinic.sign_in(role).await;
            for path in ["/laboratories", "/laboratories/new", "/laboratories/messages"] {
                assert_eq!(clinic.get(path, &[("cookie", cookie.as_str())]).await.status, 404, "{path}");
            }
        }
    }
}
