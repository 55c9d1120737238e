use super::unknown;
use crate::{
    ui::{
        badge::Badge,
        button::{Actions, LinkButton, Weight},
        empty::Empty,
        icon::Symbol,
        list::{Fact, Facts, Row, Rows},
        nav::{Section, SystemPart, system_tabs},
        page::{PageHead, Part},
        tabs::Tabs,
        text::{Lang, key},
        tone::Tone,
    },
    web::{Answer, Frame, Here, Signed},
};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use clinic::{
    accounts::Admin,
    laboratories::{Overview, laboratories, unknown_senders},
};
use leptos::prelude::*;

/// After so many days without a message a laboratory is called silent.
const SILENT_DAYS: i64 = 3;

/// The laboratories, and senders nobody has entered.
pub(crate) async fn page(here: Here, Signed(by): Signed<Admin>) -> Answer {
    let mut read = here.read().await?;
    let all = laboratories(&mut read, &by, here.now).await?;
    let unknown = unknown_senders(&mut read, &by).await?;
    drop(read);
    let (lang, zone, now) = (here.lang, here.portal.settings.zone, here.now);
    let (origin, mllp) = (here.portal.settings.origin.clone(), here.portal.settings.laboratories_at.clone());
    Ok(Frame::new(here, lang.t("laboratories-title"))
        .section(Section::System)
        .show(move || {
            let strangers = (!unknown.is_empty()).then(|| unknown::part(&unknown, &all, zone, lang));
            let list = if all.is_empty() {
                view! {
                    <Empty icon=Symbol::Labs title=lang.t("laboratories-none")>
                        <p>{lang.t("laboratories-none-advice")}</p>
                    </Empty>
                }
                .into_any()
            } else {
                let rows = all.into_iter().map(|one| row(one, now, zone, lang)).collect_view();
                view! { <Rows>{rows}</Rows> }.into_any()
            };
            view! {
                <Tabs label=lang.t("nav-system-parts") tabs=system_tabs(SystemPart::Laboratories) />
                <PageHead title=lang.t("laboratories-title") lead=lang.t("laboratories-lead")>
                    <Actions>
                        <LinkButton href="/laboratories/new" icon=Symbol::Labs>
                            {lang.t("laboratories-add")}
                        </LinkButton>
                        <LinkButton href="/laboratories/messages" weight=Weight::Secondary>
                            {lang.t("laboratories-messages")}
                        </LinkButton>
                    </Actions>
                </PageHead>
                {list}
                {strangers}
                {ways(mllp, &origin, lang)}
            }
        })
        .await)
}

fn row(one: Overview, now: DateTime<Utc>, zone: Tz, lang: Lang) -> impl IntoView {
    let Overview { laboratory, last_at, waiting, refused } = one;
    let is_paused = laboratory.paused_at.is_some();
    let days = last_at.map_or(0, |at| (now - at).num_days());
    let last = match last_at {
        Some(at) => lang.with("laboratories-last", &[("time", lang.moment(at, zone).into())]),
        None => lang.t("laboratories-last-none"),
    };
    let count = |words: &str, count: i64| (count > 0).then(|| lang.with(words, &[("count", count.into())]));
    let lines = [Some(last), count(key("laboratories-waiting"), waiting), count(key("laboratories-refused"), refused)];
    let marks = move || {
        let silent = days >= SILENT_DAYS && !is_paused;
        let words = lang.with("laboratories-silent", &[("count", days.into())]);
        view! {
            {is_paused.then(|| view! { <Badge tone=Tone::Quiet text=lang.t("laboratories-paused") /> })}
            {silent.then(|| view! { <Badge tone=Tone::Warn text=words.clone() /> })}
        }
    };
    view! {
        <Row title=laboratory.name href=format!("/laboratories/{}", laboratory.id) aside=marks>
            <p>{lines.into_iter().flatten().collect::<Vec<_>>().join(" · ")}</p>
        </Row>
    }
}

/// How a laboratory is connected.
fn ways(mllp: Option<String>, origin: &str, lang: Lang) -> impl IntoView + use<> {
    let mllp = match mllp {
        Some(address) => lang.with("laboratories-way-mllp-at", &[("address", address.into())]),
        None => lang.t("laboratories-way-mllp-off"),
    };
    let http = lang.with("laboratories-way-http-at", &[("address", format!("{origin}/laboratories/messages").into())]);
    let facts = vec![
        Fact::new(lang.t("laboratories-way-mllp"), mllp),
        Fact::new(lang.t("laboratories-way-http"), http),
        Fact::new(lang.t("laboratories-way-file"), lang.t("laboratories-way-file-how")),
    ];
    view! {
        <Part title=lang.t("laboratories-ways") id="ways">
            <p>{lang.t("laboratories-ways-lead")}</p>
            <Facts facts=facts />
        </Part>
    }
}
