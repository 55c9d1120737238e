//! The starter in the database, and prescribers' favourites.

use crate::people::Office;
use chrono::{DateTime, Duration, Utc};
use clinic::{
    Error,
    accounts::{Prescriber, Role},
    db::Source as _,
    drugs::{Drugs, NewFavourite, Origin, add_favourite, favourites, load_starter, remove_favourite, source},
    testing::databases,
};
use serde_json::json;

fn now() -> DateTime<Utc> {
    "2026-03-01T12:00:00Z".parse().unwrap()
}

#[tokio::test]
async fn the_starter_is_loaded_once_and_by_one_of_two_at_once() {
    for test in databases("starter").await {
        assert!(Drugs::default().index(&test.db).await.unwrap().is_empty());
        let (one, other) = tokio::join!(load_starter(&test.db, now()), load_starter(&test.db, now()));
        one.unwrap();
        other.unwrap();
        let loaded = source(&mut test.db.read().await.unwrap()).await.unwrap().unwrap();
        assert_eq!((loaded.origin, loaded.loaded_at), (Origin::Starter, now()));
        let index = Drugs::default().index(&test.db).await.unwrap();
        assert_eq!(i64::try_from(index.len()).unwrap(), loaded.products);
        load_starter(&test.db, now() + Duration::days(1)).await.unwrap();
        let again = source(&mut test.db.read().await.unwrap()).await.unwrap().unwrap();
        assert_eq!(again, loaded);
        // An older one gives way, a newer one stays.
        for (dated, is_replaced) in [("2020-01-01", true), ("2099-01-01", false)] {
            let mut tx = test.db.begin().await.unwrap();
            tx.query("UPDATE drug_sources SET version = 'other', dated = $1")
                .bind(dated.parse::<chrono::NaiveDate>().unwrap())
                .run()
                .await
                .unwrap();
            tx.commit().await.unwrap();
            load_starter(&test.db, now()).await.unwrap();
            let found = source(&mut test.db.read().await.unwrap()).await.unwrap().unwrap();
            assert_eq!(found.version != "other", is_replaced);
        }
    }
}

#[tokio::test]
async fn favourites_are_the_prescribers_own() {
    for test in databases("favourites").await {
        load_starter(&test.db, now()).await.unwrap();
        let index = Drugs::default().index(&test.db).await.unwrap();
        let drug = index.search("simvastatin 20", 1).hits[0].product.rxcui;
        let office = Office::new(&test.db);
        let mut prescribers = Vec::new();
        for name in ["Ada One", "Ben Two"] {
            let account = office.account(name, &[Role::Prescriber], None).await;
            prescribers.push(Prescriber::try_from(&office.session(account).await).unwrap());
        }
        let [ada, ben] = prescribers.try_into().unwrap_or_else(|_| panic!("two prescribers"));
        let new = NewFavourite {
            rxcui: drug,
            directions: json!({ "text": "1 tablet at night" }),
            quantity: Some("30".to_owned()),
            unit: Some("tablet".to_owned()),
            refills: Some(3),
        };
        let wrong = NewFavourite { quantity: Some("0".to_owned()), ..new.clone() };
        let refused = add_favourite(&test.db, &office.auditor, &ada, wrong, office.now()).await;
        assert!(matches!(refused, Err(Error::Invalid(_))));
        let unknown = NewFavourite { rxcui: "99999999".parse().unwrap(), ..new.clone() };
        let refused = add_favourite(&test.db, &office.auditor, &ada, unknown, office.now()).await;
        assert!(matches!(refused, Err(Error::NotFound)));

        let id = add_favourite(&test.db, &office.auditor, &ada, new, office.now()).await.unwrap();
        let mut q = test.db.read().await.unwrap();
        let found = favourites(&mut q, &ada).await.unwrap();
        assert_eq!((found.len(), found[0].id, found[0].rxcui), (1, id, drug));
        assert_eq!((found[0].directions(), found[0].refills), (&json!({ "text": "1 tablet at night" }), Some(3)));
        assert!(favourites(&mut q, &ben).await.unwrap().is_empty());
        drop(q);

        let refused = remove_favourite(&test.db, &office.auditor, &ben, id).await;
        assert!(matches!(refused, Err(Error::NotFound)));
        remove_favourite(&test.db, &office.auditor, &ada, id).await.unwrap();
        let mut q = test.db.read().await.unwrap();
        assert!(favourites(&mut q, &ada).await.unwrap().is_empty());
        let (rows,): (i64,) =
            q.query("SELECT count(*) FROM audit_events WHERE detail = 'favourite drug'").one().await.unwrap();
        assert_eq!(rows, 2);
    }
}
