use super::form::with_key;
use crate::{
    ui::{
        badge::Badge,
        button::{PostButton, Weight},
        list::{Row, Rows},
        notice::Notice as NoticeBox,
        page::Part,
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Fresh, Here, Notice, after},
};
use chrono_tz::Tz;
use clinic::{
    accounts::Admin,
    ids::LaboratoryId,
    laboratories::{Key, end_key, new_key},
};
use leptos::prelude::*;

/// Makes a key, which is shown once.
pub(crate) async fn make(here: Here, Fresh(by): Fresh<Admin>) -> Answer {
    let id: LaboratoryId = here.id("laboratory")?;
    let portal = &here.portal;
    let key = new_key(&portal.db, &portal.auditor, by.actor(), Some(by.account()), id, here.now).await?;
    with_key(here, by, id, key.text).await
}

/// Ends a key at once.
pub(crate) async fn end(here: Here, Fresh(by): Fresh<Admin>) -> Answer {
    let id: LaboratoryId = here.id("laboratory")?;
    let portal = &here.portal;
    end_key(&portal.db, &portal.auditor, &by, id, here.id("key")?, here.now).await?;
    Ok(after(&format!("/laboratories/{id}"), Some(Notice::LaboratoryKeyEnded)))
}

/// A key that was just made.
pub(super) fn shown_once(key: String, lang: Lang) -> impl IntoView + use<> {
    view! {
        <NoticeBox tone=Tone::Good title=lang.t("laboratories-key-here")>
            <p>
                <code class="secret">{key}</code>
            </p>
            <p>{lang.t("laboratories-key-here-advice")}</p>
        </NoticeBox>
    }
}

/// The keys of a laboratory.
pub(super) fn part(id: LaboratoryId, keys: Vec<Key>, zone: Tz, lang: Lang) -> impl IntoView + use<> {
    let rows = (!keys.is_empty()).then(|| {
        let rows = keys.into_iter().map(|key| row(id, key, zone, lang)).collect_view();
        view! { <Rows>{rows}</Rows> }
    });
    view! {
        <Part title=lang.t("laboratories-keys") id="keys">
            <p>{lang.t("laboratories-keys-lead")}</p>
            {rows}
            <PostButton action=format!("/laboratories/{id}/keys") weight=Weight::Secondary>
                {lang.t("laboratories-key-new")}
            </PostButton>
        </Part>
    }
}

fn row(id: LaboratoryId, key: Key, zone: Tz, lang: Lang) -> impl IntoView + use<> {
    let moment = |at| lang.moment(at, zone);
    let title = lang.with("laboratories-key-made", &[("time", moment(key.created_at).into())]);
    let used = match key.last_used_at {
        Some(at) => lang.with("laboratories-key-used", &[("time", moment(at).into())]),
        None => lang.t("laboratories-key-unused"),
    };
    let ended = key.ended_at.map(|at| lang.with("laboratories-key-ended", &[("time", moment(at).into())]));
    let is_ended = ended.is_some();
    let mark = move || is_ended.then(|| view! { <Badge tone=Tone::Quiet text=lang.t("laboratories-key-over") /> });
    view! {
        <Row title=title aside=mark>
            <p>{[Some(used), ended].into_iter().flatten().collect::<Vec<_>>().join(" · ")}</p>
            {(!is_ended)
                .then(|| {
                    view! {
                        <PostButton action=format!("/laboratories/{id}/keys/{}/end", key.id) weight=Weight::Danger>
                            {lang.t("laboratories-key-end")}
                        </PostButton>
                    }
                })}
        </Row>
    }
}
