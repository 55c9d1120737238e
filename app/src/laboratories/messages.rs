use crate::{
    ui::{
        badge::Badge,
        choice::Choice,
        empty::Empty,
        filter::{Filter, Narrow},
        icon::Symbol,
        nav::{Section, SystemPart, system_tabs},
        page::PageHead,
        pager::Pager,
        table::{Column, Table},
        tabs::Tabs,
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Frame, Here, Signed, segment},
};
use axum::extract::Query;
use chrono_tz::Tz;
use clinic::{
    accounts::Admin,
    laboratories::{Listed, State, Wanted, laboratories, messages},
    paging::Before,
};
use leptos::prelude::*;
use serde::Deserialize;

/// The messages.
pub(super) const PATH: &str = "/laboratories/messages";

/// Which messages are asked for.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ListFields {
    q: String,
    laboratory: String,
    state: String,
    before: String,
}

impl ListFields {
    fn address(&self, before: Option<Before>) -> String {
        let before = before.map(|before| before.token()).unwrap_or_default();
        let parts =
            [("q", self.q.trim()), ("laboratory", &self.laboratory), ("state", &self.state), ("before", &before)];
        let parts: Vec<String> = parts
            .iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}", segment(value)))
            .collect();
        if parts.is_empty() { PATH.to_owned() } else { format!("{PATH}?{}", parts.join("&")) }
    }
}

/// The messages that came, the newest first.
pub(crate) async fn page(here: Here, Signed(by): Signed<Admin>, Query(asked): Query<ListFields>) -> Answer {
    let mut read = here.read().await?;
    let all = laboratories(&mut read, &by, here.now).await?;
    let wanted = Wanted {
        laboratory: asked.laboratory.parse().ok(),
        state: State::parse(&asked.state),
        control_id: Some(asked.q.trim().chars().take(200).collect()),
    };
    let before = Before::parse(Some(asked.before.as_str()));
    let page = messages(&mut read, &by, &wanted, before).await?;
    drop(read);
    let (lang, zone) = (here.lang, here.portal.settings.zone);
    Ok(Frame::new(here, lang.t("laboratories-messages"))
        .section(Section::System)
        .crumb("/laboratories", lang.t("laboratories-title"))
        .show(move || {
            let laboratories = std::iter::once(Choice::new("", lang.t("laboratories-all")))
                .chain(all.into_iter().map(|one| Choice::new(one.laboratory.id.to_string(), one.laboratory.name)));
            let states = std::iter::once(Choice::new("", lang.t("laboratories-states-all")))
                .chain(State::ALL.map(|state| Choice::new(state.name(), state_words(state, lang))));
            let lists = vec![
                Narrow {
                    name: "laboratory",
                    label: lang.t("laboratories-laboratory"),
                    choices: laboratories.collect(),
                    value: asked.laboratory.clone(),
                },
                Narrow {
                    name: "state",
                    label: lang.t("laboratories-message-state"),
                    choices: states.collect(),
                    value: asked.state.clone(),
                },
            ];
            let newest = (!page.first).then(|| asked.address(None));
            let older = page.older.map(|older| asked.address(Some(older)));
            let list = if page.rows.is_empty() {
                view! {
                    <Empty icon=Symbol::Labs title=lang.t("laboratories-messages-none")>
                        <p>{lang.t("laboratories-messages-none-advice")}</p>
                    </Empty>
                }
                .into_any()
            } else {
                let columns = vec![
                    Column::words(lang.t("laboratories-control-id")),
                    Column::words(lang.t("laboratories-laboratory")),
                    Column::words(lang.t("laboratories-received")),
                    Column::words(lang.t("laboratories-message-state")),
                ];
                let rows = page.rows.into_iter().map(|message| row(message, zone, lang)).collect();
                view! { <Table caption=lang.t("laboratories-messages") quiet_caption=true columns=columns rows=rows /> }
                    .into_any()
            };
            view! {
                <Tabs label=lang.t("nav-system-parts") tabs=system_tabs(SystemPart::Laboratories) />
                <PageHead title=lang.t("laboratories-messages") lead=lang.t("laboratories-messages-lead") />
                <Filter
                    action=PATH
                    search=lang.t("laboratories-control-id")
                    query=asked.q.trim().to_owned()
                    lists=lists
                />
                {list}
                <Pager newest=newest older=older />
            }
        })
        .await)
}

fn row(message: Listed, zone: Tz, lang: Lang) -> Vec<AnyView> {
    let Listed { id, laboratory, sender, control_id, way, received_at, state, times, faults, .. } = message;
    let name = control_id.unwrap_or_else(|| lang.t("laboratories-control-id-none"));
    let first = faults.into_iter().find(|fault| fault.is_error).map(|fault| {
        let place = if fault.place.is_empty() { String::new() } else { format!("{}: ", fault.place) };
        // What senders are told is in English, as they are.
        view! { <p lang="en">{place}{fault.says}</p> }
    });
    let again = (times > 1).then(|| view! { <p>{lang.with("laboratories-times", &[("count", times.into())])}</p> });
    vec![
        view! { <a href=format!("{PATH}/{id}")>{name}</a> }.into_any(),
        laboratory.unwrap_or(sender).into_any(),
        view! {
            <p>{lang.moment(received_at, zone)}</p>
            <p>{way_words(&way, lang)}</p>
            {again}
        }
        .into_any(),
        view! { <Badge tone=state_tone(state) text=state_words(state, lang) /> {first} }.into_any(),
    ]
}

/// How a message came.
pub(super) fn way_words(way: &str, lang: Lang) -> String {
    match way {
        "mllp" => lang.t("laboratories-came-mllp"),
        "http" => lang.t("laboratories-came-http"),
        _ => lang.t("laboratories-came-file"),
    }
}

/// What has become of a message.
pub(super) fn state_words(state: State, lang: Lang) -> String {
    match state {
        State::Waiting => lang.t("laboratories-state-waiting"),
        State::Filed => lang.t("laboratories-state-filed"),
        State::Refused => lang.t("laboratories-state-refused"),
        State::Declined => lang.t("laboratories-state-declined"),
    }
}

/// How good that is.
pub(super) fn state_tone(state: State) -> Tone {
    match state {
        State::Waiting => Tone::Warn,
        State::Filed => Tone::Good,
        State::Refused => Tone::Danger,
        State::Declined => Tone::Quiet,
    }
}
