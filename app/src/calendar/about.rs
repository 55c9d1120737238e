//! What a new visit is about, where it is and how it repeats.

use super::booking::BookFields;
use crate::ui::{
    choice::{Choice, SelectField},
    field::{Input, TextArea, TextField},
    form::{FieldError, error_at},
    text::Lang,
};
use clinic::{
    appointments::{LONGEST_REASON, MOST_REPEATED},
    ids::{LocationId, RoomId},
    schedules::Room,
};
use leptos::prelude::*;

/// In which room, where there are any; `now` is the one that a visit has.
pub(super) fn room_field(
    rooms: &[Room],
    typed: &str,
    now: Option<&str>,
    errors: &[FieldError],
    lang: Lang,
) -> Option<impl IntoView + use<>> {
    let rest = rooms.iter().map(|room| Choice::new(room.id.to_string(), format!("{} · {}", room.location, room.name)));
    let choices: Vec<Choice> = [Choice::new("", lang.t("calendar-room-of-hours"))].into_iter().chain(rest).collect();
    let hint = now.map(|room| lang.with("calendar-room-now", &[("room", room.into())])).unwrap_or_default();
    (!rooms.is_empty()).then(|| {
        view! {
            <SelectField
                name="room"
                label=lang.t("calendar-room")
                hint=hint
                choices=choices
                value=typed.to_owned()
                error=error_at(errors, "room")
                optional=true
            />
        }
    })
}

/// The room that a form names; or what is wrong with it, at a place where the visit is to be.
pub(super) fn room_of(
    typed: &str,
    place: LocationId,
    rooms: &[Room],
    lang: Lang,
) -> Result<Option<RoomId>, FieldError> {
    let Ok(id) = typed.parse::<RoomId>() else { return Ok(None) };
    if rooms.iter().any(|known| known.id == id && known.location_id == place) {
        Ok(Some(id))
    } else {
        Err(FieldError::new("room", lang.t("calendar-room-elsewhere")))
    }
}

/// Reason, note, room and how the visit repeats.
pub(super) fn about_fields(
    typed: &BookFields,
    rooms: &[Room],
    errors: &[FieldError],
    lang: Lang,
) -> impl IntoView + use<> {
    let each = vec![
        Choice::new("", lang.t("calendar-once")),
        Choice::new("day", lang.t("calendar-each-day")),
        Choice::new("week", lang.t("calendar-each-week")),
        Choice::new("month", lang.t("calendar-each-month")),
    ];
    let or = |typed: &str, usual: &str| if typed.is_empty() { usual.to_owned() } else { typed.to_owned() };
    let repeats = !typed.each.is_empty();
    let count = lang.with("calendar-count-hint", &[("count", i64::from(MOST_REPEATED).into())]);
    view! {
        <TextArea
            name="reason"
            label=lang.t("calendar-reason")
            hint=lang.t("calendar-reason-hint")
            value=typed.reason.clone()
            error=error_at(errors, "reason")
            rows=2
            maxlength=LONGEST_REASON
            optional=true
        />
        <TextArea
            name="note"
            label=lang.t("calendar-note-label")
            hint=lang.t("calendar-note-hint")
            value=typed.note.clone()
            error=error_at(errors, "note")
            rows=2
            maxlength=LONGEST_REASON
            optional=true
        />
        {room_field(rooms, &typed.room, None, errors, lang)}
        <details class="repeat" open=repeats>
            <summary>{lang.t("calendar-repeat")}</summary>
            <div class="form">
                <SelectField
                    name="each"
                    label=lang.t("calendar-each")
                    choices=each
                    value=typed.each.clone()
                    error=error_at(errors, "each")
                    optional=true
                />
                <TextField
                    name="every"
                    label=lang.t("calendar-every")
                    hint=lang.t("calendar-every-hint")
                    input=Input::Whole
                    value=or(&typed.every, "1")
                    error=error_at(errors, "every")
                    maxlength=2
                    optional=true
                />
                <TextField
                    name="count"
                    label=lang.t("calendar-count")
                    hint=count
                    input=Input::Whole
                    value=or(&typed.count, "4")
                    error=error_at(errors, "count")
                    maxlength=2
                    optional=true
                />
            </div>
        </details>
    }
}
