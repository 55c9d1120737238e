use super::surgery::{Surgery, WARFARIN, say, warfarin};
use clinic::{
    Error,
    db::Source as _,
    ids::MedicationRequestId,
    prescribing::{Content, as_before, sheets, signed_in, signed_since},
    testing::databases,
};
use serde_json::{Value, json};

/// An order that came in with the patient's record.
async fn imported(surgery: &Surgery, dosage: Value) -> MedicationRequestId {
    let id = MedicationRequestId::new();
    let mut tx = surgery.db().begin().await.unwrap();
    tx.query(
        "INSERT INTO medication_requests (id, patient_id, status, in_use, intent, code_system, code, display, search, sort_at,
                                          dosage, quantity, quantity_unit, refills, reason)
         VALUES ($1, $2, 'completed', FALSE, 'order', 'http://www.nlm.nih.gov/research/umls/rxnorm', $3, 'Warfarin', 'warfarin', $4,
                 $5, '90.0', 'tablets', 3, 'Atrial fibrillation')",
    )
    .bind(id)
    .bind(surgery.patient)
    .bind(WARFARIN.to_owned())
    .bind(surgery.now())
    .bind(sqlx::types::Json(dosage))
    .run()
    .await
    .unwrap();
    tx.commit().await.unwrap();
    id
}

fn dosage() -> Value {
    json!([{
        "text": "Take 1 tablet by mouth once a day.", "route": { "text": "by mouth" },
        "timing": { "repeat": { "frequency": 1, "period": 1, "periodUnit": "d" } }, "asNeededBoolean": false,
        "doseAndRate": [{ "doseQuantity": { "value": 1, "unit": "tablet", "code": "{tbl}" } }],
    }])
}

#[tokio::test]
async fn what_was_ordered_before_is_written_again_as_far_as_it_can_be_read() {
    for test in databases("as_before").await {
        let surgery = Surgery::new(&test.db).await;
        let chart = surgery.chart().await;
        let index = surgery.portal.drugs.index(surgery.db()).await.unwrap();
        let before = async |id| as_before(&mut surgery.db().read().await.unwrap(), &chart, &index, id).await;
        let read = before(imported(&surgery, dosage()).await).await.unwrap();
        assert_eq!((read.rxcui.as_str(), read.drug.as_str()), (WARFARIN, "warfarin sodium 5 mg oral tablet"));
        assert_eq!((read.quantity.as_str(), read.unit.as_str(), read.refills.as_str()), ("90", "tablet", "3"));
        assert_eq!(read.directions.judge().unwrap(), warfarin().directions.judge().unwrap());
        let mut more = dosage();
        more[0]["maxDosePerPeriod"] = json!({ "numerator": { "value": 2 } });
        let unread = before(imported(&surgery, more).await).await.unwrap();
        assert_eq!(unread.directions, Content::default().directions, "directions without one of their parts are wrong");
        let signed = surgery.signed(None).await;
        let again = before(MedicationRequestId(signed.0)).await.unwrap();
        assert_eq!(again, warfarin(), "without the reasons given at that time");
        assert!(matches!(before(MedicationRequestId::new()).await, Err(Error::NotFound)));
    }
}

#[tokio::test]
async fn what_is_shown_is_what_is_signed() {
    for test in databases("sheets").await {
        let surgery = Surgery::new(&test.db).await;
        let chart = surgery.chart().await;
        let (id, half) =
            (surgery.drafted(warfarin(), Some(surgery.queue)).await, surgery.drafted(Content::default(), None).await);
        surgery.reason(id).await;
        let mut q = surgery.db().read().await.unwrap();
        let at = (surgery.now(), surgery.today());
        let shown = sheets(&mut q, &surgery.portal, &chart, Some(surgery.doctor), say, at).await.unwrap();
        drop(q);
        let unready = shown.iter().find(|sheet| sheet.review.draft.id == half).unwrap();
        assert!(!unready.is_ready() && unready.signable.is_none());
        let ready = shown.into_iter().find(|sheet| sheet.review.draft.id == id).unwrap();
        assert!(ready.is_ready());
        let before = surgery.now() - chrono::Duration::minutes(1);
        assert_eq!(surgery.sign(&[id]).await, Ok(vec![id]));
        let mut q = surgery.db().read().await.unwrap();
        let signed = signed_in(&mut q, &surgery.portal.keys, &chart, id).await.unwrap();
        assert!(ready.signable.unwrap() == signed.signable, "word for word");
        let lately = signed_since(&mut q, &chart, before).await.unwrap();
        assert_eq!(lately.iter().map(|one| (one.id, one.way)).collect::<Vec<_>>(), [(id, ready.way)]);
        assert_eq!(lately[0].pharmacy.as_deref(), Some("Lakeside Pharmacy"));
    }
}

#[tokio::test]
async fn a_favourite_begins_what_it_was_made_of() {
    for test in databases("favourite_content").await {
        let surgery = Surgery::new(&test.db).await;
        let me = surgery.prescriber().await;
        let new = warfarin().to_favourite().unwrap();
        clinic::drugs::add_favourite(surgery.db(), &surgery.office.auditor, &me, new, surgery.now()).await.unwrap();
        let own = clinic::drugs::favourites(&mut surgery.db().read().await.unwrap(), &me).await.unwrap();
        let begun = Content::of_favourite(&own[0]);
        assert_eq!((begun.directions, begun.quantity, begun.refills), (warfarin().directions, "30".into(), "2".into()));
        assert!(Content { rxcui: String::new(), ..warfarin() }.to_favourite().is_none(), "only what the formulary has");
    }
}
