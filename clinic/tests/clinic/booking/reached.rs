//! Whom nobody can write to is told exactly where no mail goes out.

use super::calendar::Calendar;
use chrono::{DateTime, Duration, Utc};
use clinic::{
    accounts::Role,
    appointments::{AtDesk, unreached},
    db::Source as _,
    ids::{AccountId, HelperId, PatientId},
    testing::databases,
};

impl Calendar {
    async fn helps(&self, patient: PatientId, account: AccountId, appointments: bool, ends_at: Option<DateTime<Utc>>) {
        let mut tx = self.db().begin().await.unwrap();
        tx.query(
            "INSERT INTO helpers (id, patient_id, account_id, name, relationship, basis, labs, prescriptions, appointments, record,
                created_at, accepted_at, ends_at)
             VALUES ($1, $2, $3, 'Hilda', 'friend', 'invited', FALSE, FALSE, $4, TRUE, $5, $5, $6)",
        )
        .bind(HelperId::new())
        .bind(patient)
        .bind(account)
        .bind(appointments)
        .bind(self.now() - Duration::days(9))
        .bind(ends_at)
        .run()
        .await
        .unwrap();
        tx.commit().await.unwrap();
    }

    async fn account_of(&self, patient: PatientId, name: &str) -> AccountId {
        let account = self.office.account(name, &[Role::Patient], None).await;
        let mut tx = self.db().begin().await.unwrap();
        tx.query("UPDATE accounts SET patient_id = $2 WHERE id = $1").bind(account).bind(patient).run().await.unwrap();
        tx.commit().await.unwrap();
        account
    }

    async fn run(&self, sql: &'static str, id: uuid::Uuid) {
        let mut tx = self.db().begin().await.unwrap();
        tx.query(sql).bind(id).run().await.unwrap();
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn whom_nobody_writes_to_is_known() {
    for test in databases("unreached").await {
        let clinic = Calendar::open(&test.db).await;
        let hilda = clinic.office.account("Hilda", &[], None).await;
        let mut patients = Vec::new();
        for name in
            ["none", "address", "empty", "account", "disabled", "disabled address", "helper", "other helper", "past"]
        {
            patients.push((name, clinic.office.patient(name, name).await));
        }
        for (name, patient) in patients.clone() {
            if name.contains("address") {
                clinic.run("UPDATE patients SET email = 'somebody@example.org' WHERE id = $1", patient.0).await;
            }
            if name == "empty" {
                clinic.run("UPDATE patients SET email = '' WHERE id = $1", patient.0).await;
            }
            if name.contains("account") || name.contains("disabled") {
                let account = clinic.account_of(patient, name).await;
                if name.contains("disabled") {
                    clinic.run("UPDATE accounts SET disabled_at = created_at WHERE id = $1", account.0).await;
                }
            }
            if name.contains("helper") || name == "past" {
                let ends = (name == "past").then(|| clinic.now() - Duration::hours(1));
                clinic.helps(patient, hilda, name != "other helper", ends).await;
            }
        }
        // More than are asked about at once.
        for number in 0..25 {
            let name = format!("more {number}");
            patients.push(("none", clinic.office.patient(&name, &name).await));
        }
        let ids: Vec<PatientId> = patients.iter().map(|(_, id)| *id).collect();
        let mut q = clinic.db().read().await.unwrap();
        let found = unreached(&mut q, &clinic.clerk, &ids, clinic.now()).await.unwrap();
        drop(q);
        let how = AtDesk { overbook: true, ..AtDesk::default() };
        for (name, patient) in patients.iter().take(10) {
            let visit = clinic.at_desk(*patient, clinic.at("2026-11-06T14:00:00Z"), &how).await.unwrap();
            assert_eq!(clinic.mails(visit.0).await.is_empty(), found.contains(patient), "{name}");
            let is_reached = ["address", "account", "helper"].contains(name);
            assert_eq!(found.contains(patient), !is_reached, "{name}");
        }
        assert_eq!(found.len(), 6 + 25);
    }
}
