//! A clinic in which one doctor writes for one patient, with pharmacies of each kind.

use crate::people::Office;
use chrono::{DateTime, Duration, NaiveDate, Utc};
use clinic::{
    Portal, Settings,
    accounts::{Clinician, FactorKind, Language, Prescriber, Role, Session},
    audit::AccessLog,
    db::{Db, Source as _},
    directions::{Directions, Part, StepTyped, Typed},
    drugs::Drugs,
    ids::{AccountId, OrganizationId, PatientId, PrescriptionId},
    keys::Keys,
    mail::{Post, Setup},
    patients::{self, Chart},
    policies::Policies,
    prescribing::{Beginning, Content, NotSigned, Reason, Signing, begin, draft, review, sign},
};
use std::sync::Arc;
use tempfile::TempDir;

/// RxNorm: warfarin sodium 5 MG Oral Tablet.
pub(crate) const WARFARIN: &str = "855332";

pub(crate) struct Surgery {
    pub(crate) portal: Portal,
    pub(crate) office: Office,
    pub(crate) doctor: AccountId,
    pub(crate) clerk: AccountId,
    pub(crate) pharmacist: AccountId,
    pub(crate) patient: PatientId,
    /// A pharmacy with people on this portal, one with an address only, and one with neither.
    pub(crate) queue: OrganizationId,
    pub(crate) mail: OrganizationId,
    pub(crate) paper: OrganizationId,
    _folder: TempDir,
}

impl Surgery {
    pub(crate) async fn new(db: &Db) -> Self {
        let office = Office::new(db);
        let folder = TempDir::new().unwrap();
        let keys = Arc::new(Keys::open(&folder.path().join("keys")).unwrap());
        let settings = Settings {
            clinic_name: "Harbor Street Clinic".to_owned(),
            clinic_phone: Some("207-555-0100".to_owned()),
            zone: chrono_tz::America::New_York,
            sessions: crate::people::POLICY,
            origin: "https://portal.harborstreet.example".to_owned(),
            secure: true,
            laboratories_at: None,
            demo_people: Vec::new(),
        };
        let portal = Portal {
            db: db.clone(),
            clock: office.clock.clone(),
            keys,
            auditor: office.auditor.clone(),
            post: Post::new(Setup::Memory, "localhost").unwrap(),
            settings: Arc::new(settings),
            policies: Policies::open(db, crate::people::POLICY).await.unwrap(),
            drugs: Drugs::default(),
        };
        clinic::drugs::load_starter(db, office.now()).await.unwrap();
        let practitioner = office.practitioner("Dr. Amara Okafor", Some("1234567893")).await;
        let doctor = office.account("Amara Okafor", &[Role::Prescriber], Some(practitioner)).await;
        let clerk =
            office.account("Dana Desk", &[Role::Staff], Some(office.practitioner("Dana Desk", None).await)).await;
        let pharmacist = office.account("Lin Pharmacist", &[Role::Pharmacist], None).await;
        let patient = office.patient("Walter Nguyen", "H-1").await;
        let [home, queue, mail, paper] = [(); 4].map(|()| OrganizationId::new());
        let mut tx = db.begin().await.unwrap();
        tx.query(
            "UPDATE patients SET birth_date = $2, birth_date_precision = 'day', phone = '207-555-0142', sex = 'male',
                address_lines = '118 Harbor Street', city = 'Portland', state = 'ME', postal_code = '04101',
                general_practitioner_id = $3, pharmacy_id = NULL WHERE id = $1",
        )
        .bind(patient)
        .bind(NaiveDate::from_ymd_opt(1948, 9, 2).unwrap())
        .bind(practitioner)
        .run()
        .await
        .unwrap();
        for (id, name, email, is_pharmacy) in [
            (home, "Harbor Street Clinic", None, false),
            (queue, "Lakeside Pharmacy", None, true),
            (mail, "Hill Pharmacy", Some("counter@hill.example.org"), true),
            (paper, "Quay Pharmacy", None, true),
        ] {
            tx.query(
                "INSERT INTO organizations (id, name, email, address_lines, city, state, postal_code, active, is_pharmacy)
                 VALUES ($1, $2, $3, '12 Harbor Street', 'Portland', 'ME', '04101', TRUE, $4)",
            )
            .bind(id)
            .bind(name.to_owned())
            .bind(email.map(str::to_owned))
            .bind(is_pharmacy)
            .run()
            .await
            .unwrap();
        }
        tx.query("INSERT INTO pharmacy_members (account_id, organization_id, added_at) VALUES ($1, $2, $3)")
            .bind(pharmacist)
            .bind(queue)
            .bind(office.now())
            .run()
            .await
            .unwrap();
        tx.query(
            "INSERT INTO prescriber_proposals (id, account_id, licence_number, licence_issuer, licence_until, proposed_by,
                                               proposed_at, decided_by, decided_at, confirmed)
             VALUES ($1, $2, 'MD-12345', 'Maine', $3, $4, $5, $6, $5, TRUE)",
        )
        .bind(clinic::ids::new())
        .bind(doctor)
        .bind(office.today() + Duration::days(400))
        .bind(clerk)
        .bind(office.now())
        .bind(pharmacist)
        .run()
        .await
        .unwrap();
        tx.commit().await.unwrap();
        Self { portal, office, doctor, clerk, pharmacist, patient, queue, mail, paper, _folder: folder }
    }

    pub(crate) fn db(&self) -> &Db {
        &self.portal.db
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.office.now()
    }

    pub(crate) fn today(&self) -> NaiveDate {
        self.now().with_timezone(&self.portal.settings.zone).date_naive()
    }

    pub(crate) async fn session(&self, account: AccountId) -> Session {
        self.office.session(account).await
    }

    pub(crate) async fn prescriber(&self) -> Prescriber {
        Prescriber::try_from(&self.session(self.doctor).await).unwrap()
    }

    pub(crate) async fn clinician(&self) -> Clinician {
        Clinician::try_from(&self.session(self.doctor).await).unwrap()
    }

    /// The patient's record, open to the doctor.
    pub(crate) async fn chart(&self) -> Chart {
        let (by, log) = (self.clinician().await, AccessLog::default());
        patients::open(&mut self.db().read().await.unwrap(), &by, self.patient, &log, self.now()).await.unwrap()
    }

    /// A draft of that content, for that pharmacy.
    pub(crate) async fn drafted(&self, content: Content, pharmacy: Option<OrganizationId>) -> PrescriptionId {
        let (by, chart) = (self.clinician().await, self.chart().await);
        let beginning = Beginning { content, ..Beginning::default() };
        let id = begin(self.db(), &self.office.auditor, &by, &chart, beginning, self.now()).await.unwrap();
        let mut tx = self.db().begin().await.unwrap();
        tx.query("UPDATE prescriptions SET pharmacy_id = $2 WHERE id = $1")
            .bind(id)
            .bind(pharmacy)
            .run()
            .await
            .unwrap();
        tx.commit().await.unwrap();
        id
    }

    pub(crate) async fn sign(&self, ids: &[PrescriptionId]) -> Result<Vec<PrescriptionId>, NotSigned> {
        let (by, chart) = (self.prescriber().await, self.chart().await);
        let mut drafts = Vec::new();
        for id in ids {
            let revision = match draft(&mut self.db().read().await.unwrap(), &chart, *id).await {
                Ok(draft) => draft.revision,
                Err(_) => 0,
            };
            drafts.push((*id, revision));
        }
        self.sign_as_shown(&by, &chart, &drafts).await
    }

    pub(crate) async fn sign_as_shown(
        &self,
        by: &Prescriber,
        chart: &Chart,
        drafts: &[(PrescriptionId, i64)],
    ) -> Result<Vec<PrescriptionId>, NotSigned> {
        let (now, today) = (self.now(), self.today());
        let signing = Signing { by, chart, drafts, factor: FactorKind::Totp, say, now, today };
        sign(&self.portal, &signing).await.unwrap()
    }

    /// A signed prescription of warfarin, on its way to that pharmacy.
    pub(crate) async fn signed(&self, pharmacy: Option<OrganizationId>) -> PrescriptionId {
        let id = self.drafted(warfarin(), pharmacy).await;
        self.reason(id).await;
        assert_eq!(self.sign(&[id]).await, Ok(vec![id]));
        id
    }

    /// Gives a reason for each critical card of a draft.
    pub(crate) async fn reason(&self, id: PrescriptionId) {
        let chart = self.chart().await;
        let mut q = self.db().read().await.unwrap();
        let seen = review(&mut q, &self.portal, &chart, id, Some(self.doctor), self.today()).await.unwrap();
        drop(q);
        let reasons = seen
            .warnings
            .iter()
            .filter(|warning| warning.is_open())
            .map(|warning| (warning.key.clone(), Reason { code: "will-monitor".to_owned(), note: String::new() }));
        let content = seen.draft.content.clone().reasoned(reasons);
        let mut tx = self.db().begin().await.unwrap();
        tx.query("UPDATE prescriptions SET content = $2, revision = revision + 1 WHERE id = $1")
            .bind(id)
            .bind(sqlx::types::Json(content))
            .run()
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }

    pub(crate) async fn state(&self, id: PrescriptionId) -> String {
        let mut q = self.db().read().await.unwrap();
        let (state,): (String,) =
            q.query("SELECT state FROM prescriptions WHERE id = $1").bind(id).one().await.unwrap();
        state
    }

    /// The kinds of what happened, in order.
    pub(crate) async fn happened(&self, id: PrescriptionId) -> Vec<String> {
        let mut q = self.db().read().await.unwrap();
        let rows: Vec<(String,)> = q
            .query("SELECT kind FROM prescription_events WHERE prescription_id = $1 ORDER BY happened_at, id")
            .bind(id)
            .all()
            .await
            .unwrap();
        rows.into_iter().map(|(kind,)| kind).collect()
    }
}

/// 30 tablets of warfarin 5 mg, one each evening, with two refills.
pub(crate) fn warfarin() -> Content {
    let step = StepTyped::default()
        .with(Part::Dose, "1")
        .with(Part::Unit, "tablet")
        .with(Part::Route, "oral")
        .with(Part::Timing, "times_per_day")
        .with(Part::Count, "1");
    Content {
        rxcui: WARFARIN.to_owned(),
        drug: "warfarin sodium 5 mg oral tablet".to_owned(),
        directions: Typed { steps: vec![step], free_text: String::new() },
        quantity: "30".to_owned(),
        unit: "tablet".to_owned(),
        refills: "2".to_owned(),
        indication: "Atrial fibrillation".to_owned(),
        ..Content::default()
    }
}

/// The directions in some words.
pub(crate) fn say(directions: &Directions, language: Language) -> String {
    match language {
        Language::En => directions.line(),
        Language::Es => format!("es: {}", directions.line()),
    }
}
