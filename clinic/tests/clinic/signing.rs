//! The keys that sign prescriptions, on both databases.

use super::ground::Ground;
use chrono::{DateTime, Duration, TimeZone as _, Utc};
use clinic::{
    audit::Actor,
    db::{Db, Source as _, Tx},
    signing::{self, Published, Refused, Signer, ensure_key, jwks, public_keys, published, sample, signer, verify},
    testing::databases,
};

fn beginning() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 3, 2, 15, 4, 5).unwrap()
}

async fn key(tx: &mut Tx, ground: &Ground) -> Signer {
    signer(tx, &ground.auditor, &ground.keys, ground.clock.now()).await.unwrap()
}

async fn keys(ground: &Ground) -> Vec<Published> {
    published(&mut ground.db.read().await.unwrap(), &ground.keys).await.unwrap()
}

async fn rotate(ground: &Ground) -> String {
    ground.clock.advance(Duration::seconds(1));
    signing::rotate(&ground.db, &ground.auditor, &ground.keys, Actor::operator(), ground.clock.now()).await.unwrap()
}

async fn notes(db: &Db) -> Vec<(String, Option<String>)> {
    let mut q = db.read().await.unwrap();
    q.query("SELECT action, detail FROM audit_events WHERE subject = 'signing_key' ORDER BY id").all().await.unwrap()
}

#[tokio::test]
async fn the_first_key_is_made_once_and_signs() {
    for test in databases("signing_first").await {
        let ground = Ground::at(&test.db, beginning());
        assert!(keys(&ground).await.is_empty());
        for _ in 0..2 {
            ensure_key(&ground.db, &ground.auditor, &ground.keys, ground.clock.now()).await.unwrap();
        }
        let mut tx = ground.db.begin().await.unwrap();
        let signer = key(&mut tx, &ground).await;
        tx.commit().await.unwrap();
        let published = keys(&ground).await;
        assert_eq!(published.len(), 1);
        assert_eq!((published[0].key.kid(), published[0].retired_at), (signer.kid(), None));
        assert_eq!(notes(&ground.db).await, [("create".to_owned(), Some(signer.kid().to_owned()))]);

        let jws = sample::prescription().encode(&signer).unwrap();
        let verified = verify(jws.as_str(), &public_keys(&published)).unwrap();
        assert_eq!(verified.signable, sample::prescription());
        let file = jwks(&published).unwrap();
        assert!(file.body.starts_with(r#"{"keys":[{"kty":"EC","kid":""#) && file.body.contains(signer.kid()));
    }
}

#[tokio::test]
async fn of_two_that_begin_at_once_one_makes_the_key() {
    for test in databases("signing_race").await {
        let ground = Ground::at(&test.db, beginning());
        let begin = || ensure_key(&ground.db, &ground.auditor, &ground.keys, ground.clock.now());
        let (first, second, third) = tokio::join!(begin(), begin(), begin());
        assert!(first.is_ok() && second.is_ok() && third.is_ok());
        assert_eq!(keys(&ground).await.len(), 1);
        assert_eq!(notes(&ground.db).await.len(), 1);
    }
}

#[tokio::test]
async fn a_retired_key_verifies_for_ever_and_never_signs() {
    for test in databases("signing_rotation").await {
        let ground = Ground::at(&test.db, beginning());
        let mut tx = ground.db.begin().await.unwrap();
        let old = key(&mut tx, &ground).await;
        tx.commit().await.unwrap();
        let jws = sample::prescription().encode(&old).unwrap();
        let before = jwks(&keys(&ground).await).unwrap();

        let new = rotate(&ground).await;
        assert_ne!(new, old.kid());
        let published = keys(&ground).await;
        assert_eq!(published.iter().map(|one| one.key.kid()).collect::<Vec<_>>(), [new.as_str(), old.kid()]);
        assert_eq!(published[0].retired_at, None);
        assert_eq!(published[1].retired_at, Some(ground.clock.now()));
        assert_ne!(jwks(&published).unwrap().tag, before.tag);
        assert!(verify(jws.as_str(), &public_keys(&published)).is_ok());

        let mut tx = ground.db.begin().await.unwrap();
        assert_eq!(key(&mut tx, &ground).await.kid(), new);
        let (secrets,): (i64,) =
            tx.query("SELECT count(*) FROM signing_keys WHERE sealed_secret IS NOT NULL").one().await.unwrap();
        assert_eq!(secrets, 1, "the secret of the old key is gone");
        let back = tx.query("UPDATE signing_keys SET retired_at = NULL WHERE kid = $1").bind(old.kid().to_owned());
        assert!(back.run().await.is_err(), "and does not come back");
        drop(tx);
        let last = notes(&ground.db).await.pop().unwrap();
        assert_eq!(last, ("update".to_owned(), Some(new)));
    }
}

#[tokio::test]
async fn a_key_that_signs_is_not_retired_before_what_it_signs_is_written() {
    for test in databases("signing_hold").await {
        let ground = Ground::at(&test.db, beginning());
        ensure_key(&ground.db, &ground.auditor, &ground.keys, ground.clock.now()).await.unwrap();
        let mut tx = ground.db.begin().await.unwrap();
        let held = key(&mut tx, &ground).await;
        let rotation = rotate(&ground);
        tokio::pin!(rotation);
        let soon = tokio::time::timeout(std::time::Duration::from_millis(200), &mut rotation).await;
        assert!(soon.is_err(), "the rotation waits");
        tx.commit().await.unwrap();
        assert_ne!(rotation.await, held.kid());
    }
}

#[tokio::test]
async fn a_key_that_someone_wrote_into_the_database_is_not_believed() {
    for test in databases("signing_foreign").await {
        let ground = Ground::at(&test.db, beginning());
        ensure_key(&ground.db, &ground.auditor, &ground.keys, ground.clock.now()).await.unwrap();
        let elsewhere = databases("signing_elsewhere").await;
        let other = Ground::at(&elsewhere[0].db, beginning());
        let mut tx = other.db.begin().await.unwrap();
        let foreign = key(&mut tx, &other).await;
        let (jwk, mac): (String, Vec<u8>) = tx.query("SELECT public_jwk, mac FROM signing_keys").one().await.unwrap();
        tx.commit().await.unwrap();

        let mut tx = ground.db.begin().await.unwrap();
        tx.query("INSERT INTO signing_keys (kid, public_jwk, mac, created_at, retired_at) VALUES ($1, $2, $3, $4, $4)")
            .bind(foreign.kid().to_owned())
            .bind(jwk)
            .bind(mac)
            .bind(ground.clock.now())
            .run()
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let published = keys(&ground).await;
        assert_eq!(published.len(), 1);
        let forged = sample::prescription().encode(&foreign).unwrap();
        assert_eq!(verify(forged.as_str(), &public_keys(&published)).unwrap_err(), Refused::UnknownKey);
    }
}
