use super::fields::SearchFields;
use crate::{
    access::{deed, role},
    patients::purpose_name,
    ui::{
        badge::Badge,
        button::{Actions, PostButton, Weight},
        empty::Empty,
        icon::Symbol,
        page::Part,
        table::{Column, Table},
        text::Lang,
        tone::Tone,
    },
};
use chrono_tz::Tz;
use clinic::audit::{Entries, Entry, LOOKED_THROUGH, MOST_EXPORTED, Outcome};
use leptos::prelude::*;

/// What a search found, the ways to the older part, and to take all of it along.
pub(super) fn found_part(found: Entries, typed: &SearchFields, zone: Tz, lang: Lang) -> impl IntoView + use<> {
    let older = found.older.map(|before| {
        let (words, advice) = if found.is_cut {
            let advice = lang.with("audit-cut", &[("count", LOOKED_THROUGH.into())]);
            (lang.t("audit-search-on"), Some(advice))
        } else {
            (lang.t("common-older"), None)
        };
        view! {
            {advice.map(|advice| view! { <p>{advice}</p> })}
            <PostButton action="/audit" fields=typed.again("before", before.token()) weight=Weight::Secondary>
                {words}
            </PostButton>
        }
    });
    let newest = (!found.first).then(|| {
        view! {
            <PostButton action="/audit" fields=typed.again("before", "") weight=Weight::Quiet>
                {lang.t("common-newest")}
            </PostButton>
        }
    });
    let is_empty = found.rows.is_empty();
    let rows = if is_empty {
        view! {
            <Empty icon=Symbol::Search title=lang.t("audit-none")>
                <p>{lang.t("audit-none-advice")}</p>
            </Empty>
        }
        .into_any()
    } else {
        let columns = vec![
            Column::words(lang.t("audit-when")),
            Column::words(lang.t("audit-who")),
            Column::words(lang.t("audit-what")),
            Column::words(lang.t("audit-whose")),
            Column::words(lang.t("audit-why")),
        ];
        let rows = found.rows.into_iter().map(|entry| cells(entry, zone, lang)).collect();
        view! { <Table caption=lang.t("audit-found") quiet_caption=true columns=columns rows=rows /> }.into_any()
    };
    let (csv, json_lines) = (typed.again("form", "csv"), typed.again("form", "jsonl"));
    let export = (!is_empty).then(|| {
        view! {
            <Part title=lang.t("audit-export") id="export">
                <p>{lang.with("audit-export-advice", &[("count", MOST_EXPORTED.into())])}</p>
                <Actions>
                    <PostButton action="/audit/export" fields=csv weight=Weight::Secondary>
                        {lang.t("audit-export-csv")}
                    </PostButton>
                    <PostButton action="/audit/export" fields=json_lines weight=Weight::Secondary>
                        {lang.t("audit-export-jsonl")}
                    </PostButton>
                </Actions>
            </Part>
        }
    });
    view! {
        <Part title=lang.t("audit-found") id="found">
            {rows} {older} {newest}
        </Part>
        {export}
    }
}

fn cells(entry: Entry, zone: Tz, lang: Lang) -> Vec<AnyView> {
    let role = role(&entry.role, lang);
    let who = if entry.actor.is_empty() { role } else { format!("{} ({role})", entry.actor) };
    let what = deed(entry.action, entry.subject, lang);
    let mark = match entry.outcome {
        Outcome::Allowed => None,
        Outcome::Refused => Some((Tone::Warn, lang.t("audit-refused"))),
        Outcome::Failed => Some((Tone::Danger, lang.t("audit-failed"))),
    };
    let what = view! {
        {what}
        {mark.map(|(tone, word)| view! { " " <Badge tone=tone text=word /> })}
    };
    let whose: Vec<String> =
        [entry.patient, entry.record_number.map(|number| lang.with("banner-mrn", &[("number", number.into())]))]
            .into_iter()
            .flatten()
            .collect();
    let purpose = entry.purpose.map(|purpose| purpose_name(purpose, lang));
    let reason: Vec<String> = [purpose, entry.reason].into_iter().flatten().collect();
    let reason = Some(reason.join(": ")).filter(|reason| !reason.is_empty());
    let why: Vec<String> = [entry.detail, reason].into_iter().flatten().collect();
    vec![
        lang.moment(entry.at, zone).into_any(),
        who.into_any(),
        what.into_any(),
        or_dash(whose.join(", ")).into_any(),
        or_dash(why.join(" · ")).into_any(),
    ]
}

/// On a phone each cell stands under its heading: an empty one would look as if something were missing.
fn or_dash(text: String) -> String {
    if text.is_empty() { "–".to_owned() } else { text }
}
