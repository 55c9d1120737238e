//! Policies, through the real router.

use super::support::{clinics, count};
use chrono::Duration;
use clinic::accounts::Role;

const USUAL: &str = "session_absolute_hours=12&invitation_days=30&helpers_limited_from_years=12&helpers_end_at_years=18\
     &hold_pathology_days=0&hold_genetics_days=0&hold_tumor_markers_days=0&hold_infections_days=0\
     &cancel_limit_hours=24&offer_minutes=120&reminder_first_hours=168&reminder_second_hours=24&reminder_third_hours=2\
     &quiet_from_hour=21&quiet_until_hour=8";

#[tokio::test]
async fn a_shorter_session_counts_for_everyone_at_once() {
    for clinic in clinics("policies").await {
        let clinic = clinic.with_people().await;
        let (admin, staff) = (clinic.sign_in(Role::Admin).await, clinic.sign_in(Role::Staff).await);
        let form = format!("session_idle_minutes=5&{USUAL}");
        assert_eq!(clinic.post("/policies", "", &form).await.header("location"), "/sign-in");
        assert_eq!(clinic.post("/policies", &staff, &form).await.status, 404);
        for wrong in ["session_idle_minutes=4", "session_idle_minutes=", "session_idle_minutes=9999999999999999999999"]
        {
            let refused = clinic.post("/policies", &admin, &format!("{wrong}&{USUAL}")).await;
            assert_eq!(refused.status, 422, "{wrong}");
            assert!(refused.body.contains("href=\"#field-session-idle-minutes\""), "{wrong}");
        }
        assert_eq!(clinic.post("/policies", &admin, &form).await.header("location"), "/policies");
        assert_eq!(count(&clinic.portal.db, "SELECT count(*) FROM settings").await, 1);
        assert!(clinic.is_signed_in(&staff).await);
        clinic.clock.advance(Duration::minutes(6));
        assert!(!clinic.is_signed_in(&staff).await);
    }
}
