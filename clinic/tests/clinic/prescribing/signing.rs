use super::surgery::{Surgery, warfarin};
use chrono::Duration;
use clinic::{
    accounts::{Pharmacist, Role},
    audit::AccessLog,
    db::Source as _,
    dispensing::{counter, id_of_scanned, prescription_at_counter},
    ids::{MailId, SendingId},
    mail::{self, Kind, Outcome},
    paging::Before,
    prescribing::{Lack, NotSigned, signed_in, tidy_up},
    testing::databases,
};
use std::sync::Arc;

#[tokio::test]
async fn what_is_signed_is_archived_stands_in_the_chart_and_is_sent() {
    for test in databases("signing").await {
        let surgery = Surgery::new(&test.db).await;
        let id = surgery.signed(Some(surgery.queue)).await;
        assert_eq!(surgery.state(id).await, "sent");
        assert_eq!(surgery.happened(id).await, ["signed", "sent"]);
        let chart = surgery.chart().await;
        let mut q = surgery.db().read().await.unwrap();
        let signed = signed_in(&mut q, &surgery.portal.keys, &chart, id).await.unwrap();
        assert!(signed.is_authentic);
        assert_eq!(signed.signable.patient.name, "Walter Nguyen");
        assert_eq!(signed.signable.quantity.value.to_string(), "30");
        assert_eq!(signed.signable.prescriber.licence.number, "MD-12345");
        let (status, directions, in_use): (String, String, bool) = q
            .query("SELECT status, directions, in_use FROM medication_requests WHERE id = $1")
            .bind(id)
            .one()
            .await
            .unwrap();
        assert_eq!((status.as_str(), in_use), ("active", true));
        assert_eq!(directions, signed.signable.directions.english);
        drop(q);
        assert_eq!(surgery.sign(&[id]).await, Err(NotSigned::Changed(id)), "once");
        let pharmacist = Pharmacist::try_from(&surgery.session(surgery.pharmacist).await).unwrap();
        let (log, keys) = (AccessLog::default(), &surgery.portal.keys);
        let mut q = surgery.db().read().await.unwrap();
        let counter = counter(&mut q, &pharmacist, &log).await.unwrap().unwrap();
        let seen = prescription_at_counter(&mut q, keys, &counter, id).await.unwrap();
        assert!(seen.signature.unwrap().is_authentic);
        assert_eq!((seen.substitution, seen.indication.as_deref()), (Some(true), Some("Atrial fibrillation")));
        let scanned = id_of_scanned(&mut q, keys, &signed.jws).await.unwrap();
        assert_eq!(scanned, Ok(id));
        let changed = signed.jws.replacen('.', ".A", 1);
        assert!(id_of_scanned(&mut q, keys, &changed).await.unwrap().is_err());
        drop(q);
        // Whoever changes the tables behind the signature is found out.
        let mut tx = surgery.db().begin().await.unwrap();
        tx.query("UPDATE prescriptions SET quantity = '300' WHERE id = $1").bind(id).run().await.unwrap();
        tx.commit().await.unwrap();
        let mut q = surgery.db().read().await.unwrap();
        let seen = prescription_at_counter(&mut q, keys, &counter, id).await.unwrap();
        assert!(!seen.signature.unwrap().is_authentic);
    }
}

#[tokio::test]
async fn only_what_was_shown_and_is_whole_is_signed() {
    for test in databases("sign_whole").await {
        let surgery = Surgery::new(&test.db).await;
        let (good, bad) = (surgery.drafted(warfarin(), None).await, surgery.drafted(Default::default(), None).await);
        let (by, chart) = (surgery.prescriber().await, surgery.chart().await);
        let changed = surgery.sign_as_shown(&by, &chart, &[(good, 7)]).await;
        assert_eq!(changed, Err(NotSigned::Changed(good)));
        assert_eq!(surgery.sign_as_shown(&by, &chart, &[]).await, Err(NotSigned::Nothing));
        assert!(matches!(surgery.sign(&[good, bad]).await, Err(NotSigned::Lacking(id, _)) if id == bad));
        assert_eq!(surgery.state(good).await, "draft", "all or none");
        let mut tx = surgery.db().begin().await.unwrap();
        tx.query("UPDATE patients SET phone = NULL WHERE id = $1").bind(surgery.patient).run().await.unwrap();
        tx.query("UPDATE prescriber_proposals SET licence_until = $1 WHERE confirmed = TRUE")
            .bind(surgery.today() - Duration::days(1))
            .run()
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let refused = surgery.sign(&[good]).await;
        assert_eq!(refused, Err(NotSigned::Lacking(good, vec![Lack::PatientPhone, Lack::Licence])));
    }
}

#[tokio::test]
async fn of_two_who_sign_at_once_one_does() {
    for test in databases("sign_twice").await {
        let surgery = Arc::new(Surgery::new(&test.db).await);
        let id = surgery.drafted(warfarin(), Some(surgery.queue)).await;
        surgery.reason(id).await;
        let tries = (0..6).map(|_| {
            let surgery = surgery.clone();
            tokio::spawn(async move { surgery.sign(&[id]).await })
        });
        let mut signed = 0;
        for one in tries.collect::<Vec<_>>() {
            match one.await.unwrap() {
                Ok(_) => signed += 1,
                Err(why) => assert_eq!(why, NotSigned::Changed(id)),
            }
        }
        assert_eq!(signed, 1);
        assert_eq!(surgery.happened(id).await, ["signed", "sent"]);
    }
}

#[tokio::test]
async fn what_waited_in_a_backup_is_on_paper_after_a_restore() {
    for test in databases("restored_sending").await {
        let surgery = Surgery::new(&test.db).await;
        let id = surgery.signed(Some(surgery.mail)).await;
        let auditor = &surgery.portal.auditor;
        let held = mail::hold_back_restored(surgery.db(), auditor, surgery.now()).await.unwrap();
        assert_eq!((surgery.state(id).await.as_str(), held.prescriptions), ("signed", 1));
        assert_eq!(surgery.happened(id).await, ["signed", "sending_failed"]);
        let mut q = surgery.db().read().await.unwrap();
        let (way, told): (String, i64) = q
            .query(
                "SELECT way, (SELECT count(*) FROM prescriber_notices n
                              WHERE n.prescription_id = p.id AND n.kind = 'sending_failed' AND n.account_id = p.prescriber_id)
                 FROM prescriptions p WHERE id = $1",
            )
            .bind(id)
            .one()
            .await
            .unwrap();
        assert_eq!((way.as_str(), told), ("paper", 1));
        let (waiting, stopped): (i64, i64) = q
            .query(
                "SELECT (SELECT count(*) FROM outbox WHERE state = 'waiting'),
                        (SELECT count(*) FROM outbox WHERE state = 'cancelled')",
            )
            .one()
            .await
            .unwrap();
        drop(q);
        assert_eq!((waiting, usize::try_from(stopped).unwrap()), (0, held.mails), "not even what tells of it goes out");
        let admin = surgery.office.account("Ada", &[Role::Admin], None).await;
        let admin = surgery.office.admin(admin).await;
        let mut q = surgery.db().read().await.unwrap();
        let (log, now) = (AccessLog::default(), surgery.now());
        let entries = mail::entries(&mut q, &admin, None, Before::START, 50, &log).await.unwrap().rows;
        drop(q);
        assert!(entries.iter().all(mail::Entry::was_restored));
        for entry in entries {
            let again = mail::retry(surgery.db(), auditor, &admin, entry.id, now).await;
            // Its sending has ended: the prescriber begins another one.
            assert_eq!(again.is_err(), entry.kind() == Some(Kind::PharmacyLink));
            assert_eq!(again.is_err(), entry.is_sent_anew());
            if again.is_ok() {
                mail::cancel(surgery.db(), auditor, &admin, entry.id, now).await.unwrap();
            }
        }
        let again = mail::hold_back_restored(surgery.db(), auditor, surgery.now()).await.unwrap();
        assert_eq!(again, mail::HeldBack::default());
    }
}

#[tokio::test]
async fn a_mail_that_fails_leaves_it_on_paper_and_tells_the_doctor() {
    for test in databases("sending").await {
        let surgery = Surgery::new(&test.db).await;
        for (outcome, state, last) in [
            (Outcome::Sent { answer: "250".to_owned() }, "sent", "sent"),
            (Outcome::Failed { answer: "550".to_owned() }, "signed", "sending_failed"),
        ] {
            let id = surgery.signed(Some(surgery.mail)).await;
            assert_eq!(surgery.state(id).await, "signed", "the mail takes its time");
            let job = loop {
                let job = mail::claim(surgery.db(), Duration::minutes(5), surgery.now()).await.unwrap().unwrap();
                if job.kind == Kind::PharmacyLink {
                    break job;
                }
                mail::settle(surgery.db(), &job, Outcome::Unwanted, None, surgery.now()).await.unwrap();
            };
            let letter = mail::letter(surgery.db(), &surgery.portal.keys, &job, surgery.now()).await.unwrap().unwrap();
            assert_eq!(letter.to, "counter@hill.example.org");
            mail::settle(surgery.db(), &job, outcome, Some(&letter.to), surgery.now()).await.unwrap();
            assert_eq!(surgery.state(id).await, state);
            assert_eq!(surgery.happened(id).await.last().map(String::as_str), Some(last));
            let again = mail::letter(surgery.db(), &surgery.portal.keys, &job, surgery.now()).await.unwrap();
            assert!(again.is_none(), "it has ended");
            let (by, log) = (surgery.prescriber().await, Default::default());
            let inbox = clinic::prescribing::inbox(&mut surgery.db().read().await.unwrap(), &by, &log).await.unwrap();
            assert_eq!(inbox.notices.len(), usize::from(last == "sending_failed"));
        }
        let _ = (MailId::new(), SendingId::new());
    }
}

#[tokio::test]
async fn what_nobody_dispensed_expires_after_its_last_day() {
    for test in databases("expiry").await {
        let surgery = Surgery::new(&test.db).await;
        let id = surgery.signed(Some(surgery.queue)).await;
        let last = surgery.today().checked_add_months(chrono::Months::new(12)).unwrap();
        assert!(!tidy_up(surgery.db(), surgery.now(), last).await.unwrap());
        assert_eq!(surgery.state(id).await, "sent");
        let after = last.succ_opt().unwrap();
        assert!(tidy_up(surgery.db(), surgery.now(), after).await.unwrap());
        assert_eq!(surgery.state(id).await, "expired");
        assert!(!tidy_up(surgery.db(), surgery.now(), after).await.unwrap(), "once");
        let mut q = surgery.db().read().await.unwrap();
        let (in_use,): (bool,) =
            q.query("SELECT in_use FROM medication_requests WHERE id = $1").bind(id).one().await.unwrap();
        assert!(!in_use);
    }
}
