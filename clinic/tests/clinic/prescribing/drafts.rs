use super::surgery::{Surgery, WARFARIN, warfarin};
use clinic::{
    Error,
    accounts::Role,
    audit::AccessLog,
    ids::PrescriptionId,
    prescribing::{Beginning, Change, Content, Lack, Saved, begin, discard, draft, drafts, prepared_for, review, save},
    testing::databases,
};

#[tokio::test]
async fn a_draft_is_kept_whatever_its_state_and_says_what_is_missing() {
    for test in databases("drafts").await {
        let surgery = Surgery::new(&test.db).await;
        let chart = surgery.chart().await;
        let half = Content { drug: "warf".to_owned(), quantity: ".5".to_owned(), ..Content::default() };
        let id = surgery.drafted(half.clone(), None).await;
        let mut q = surgery.db().read().await.unwrap();
        let seen = review(&mut q, &surgery.portal, &chart, id, Some(surgery.doctor), surgery.today()).await.unwrap();
        assert_eq!(seen.draft.content, half);
        assert!(seen.order.is_none());
        for lack in [Lack::Unit, Lack::Refills] {
            assert!(seen.lacks.contains(&lack), "{:?}", seen.lacks);
        }
        assert!(seen.lacks.iter().any(|lack| matches!(lack, Lack::Quantity(_))), "0.5 is written with a zero");
        assert!(
            seen.warnings
                .iter()
                .any(|warning| warning.card.rule.0.contains("unrecog") || warning.card.summary.contains("not checked")),
            "never silent: {:?}",
            seen.warnings.iter().map(|w| w.card.summary.clone()).collect::<Vec<_>>()
        );
        drop(q);
        let change = Change {
            content: warfarin(),
            pharmacy: Some(surgery.queue),
            prescriber: Some(surgery.doctor),
            revision: 1,
        };
        let now = surgery.now();
        let auditor = &surgery.office.auditor;
        assert_eq!(save(surgery.db(), auditor, &chart, id, change.clone(), now).await.unwrap(), Saved::Kept(2));
        assert_eq!(save(surgery.db(), auditor, &chart, id, change, now).await.unwrap(), Saved::Changed);
        let mut q = surgery.db().read().await.unwrap();
        let seen = review(&mut q, &surgery.portal, &chart, id, Some(surgery.doctor), surgery.today()).await.unwrap();
        assert_eq!(seen.lacks, []);
        assert_eq!(seen.order.unwrap().rxcui.unwrap().to_string(), WARFARIN);
        assert_eq!(seen.pharmacy.unwrap().name, "Lakeside Pharmacy");
        drop(q);
        discard(surgery.db(), auditor, &chart, id).await.unwrap();
        assert!(matches!(discard(surgery.db(), auditor, &chart, id).await, Err(Error::NotFound)));
    }
}

#[tokio::test]
async fn drafts_stay_with_their_patient_and_wait_for_whom_they_are_meant() {
    for test in databases("draft_owners").await {
        let surgery = Surgery::new(&test.db).await;
        let mine = surgery.drafted(warfarin(), None).await;
        let chart = surgery.chart().await;
        let other = surgery.office.patient("Zoe Other", "H-2").await;
        let by = surgery.clinician().await;
        let beginning = Beginning { replaces: Some(PrescriptionId::new()), ..Beginning::default() };
        let refused = begin(surgery.db(), &surgery.office.auditor, &by, &chart, beginning, surgery.now()).await;
        assert!(matches!(refused, Err(Error::NotFound)), "nothing to replace");
        let mut tx = surgery.db().begin().await.unwrap();
        use clinic::db::Source as _;
        tx.query("UPDATE prescriptions SET patient_id = $2 WHERE id = $1").bind(mine).bind(other).run().await.unwrap();
        tx.commit().await.unwrap();
        let mut q = surgery.db().read().await.unwrap();
        assert!(matches!(draft(&mut q, &chart, mine).await, Err(Error::NotFound)));
        assert!(drafts(&mut q, &chart).await.unwrap().is_empty());
        drop(q);
        let prepared = surgery.drafted(warfarin(), None).await;
        let change = Change { content: warfarin(), pharmacy: None, prescriber: Some(surgery.doctor), revision: 1 };
        save(surgery.db(), &surgery.office.auditor, &chart, prepared, change, surgery.now()).await.unwrap();
        let log = AccessLog::default();
        let mut q = surgery.db().read().await.unwrap();
        let waiting = prepared_for(&mut q, &by, &log).await.unwrap();
        assert_eq!(waiting.iter().map(|one| one.id).collect::<Vec<_>>(), [prepared]);
        let clerk = surgery.session(surgery.clerk).await;
        assert!(clerk.roles().has(Role::Staff));
        assert!(clinic::accounts::Prescriber::try_from(&clerk).is_err(), "a clerk prepares and does not sign");
    }
}
