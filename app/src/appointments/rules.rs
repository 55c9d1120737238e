use crate::web::Here;
use clinic::{
    Error,
    appointments::{Reminders, Rules},
    schedules,
};

/// What the clinic has decided about its calendar.
pub(crate) fn rules(here: &Here) -> Rules {
    Rules::of(&here.portal.policies.values(), here.portal.settings.zone)
}

/// The clinic's reminders.
pub(crate) fn reminders(here: &Here) -> Reminders {
    Reminders::of(&here.portal.policies.values(), here.portal.settings.zone)
}

/// What addresses of video visits begin with, where the clinic has set it.
pub(crate) async fn video_base(here: &Here) -> Result<Option<String>, Error> {
    schedules::video_base(&mut here.read().await?).await
}
