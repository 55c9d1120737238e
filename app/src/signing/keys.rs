use crate::{
    ui::{
        button::PostButton,
        empty::Empty,
        icon::Symbol,
        nav::{Section, SystemPart, system_tabs},
        page::{PageHead, Part},
        table::{Column, Table},
        tabs::Tabs,
        text::Lang,
    },
    web::{Answer, Frame, Fresh, Here, Notice, Signed, after},
};
use chrono_tz::Tz;
use clinic::{
    accounts::Admin,
    audit::{Action, Event, Subject},
    signing::{Published, published, rotate},
};
use leptos::prelude::*;

/// The keys that sign prescriptions, and have signed them.
pub(crate) async fn page(here: Here, Signed(by): Signed<Admin>) -> Answer {
    here.visit.log.note(Event::new(by.actor(), Action::Read, Subject::SigningKey));
    let keys = published(&mut here.read().await?, &here.portal.keys).await?;
    let (lang, zone) = (here.lang, here.portal.settings.zone);
    let address = format!("{}/.well-known/jwks.json", here.portal.settings.origin);
    Ok(Frame::new(here, lang.t("signing-keys-title"))
        .section(Section::System)
        .show(move || {
            view! {
                <Tabs label=lang.t("nav-system-parts") tabs=system_tabs(SystemPart::Keys) />
                <PageHead title=lang.t("signing-keys-title") lead=lang.t("signing-keys-lead") />
                {table(keys, lang, zone)}
                <Part title=lang.t("signing-keys-rotate") id="rotate">
                    <p>{lang.t("signing-keys-rotate-advice")}</p>
                    <PostButton action="/system/keys">{lang.t("signing-keys-rotate-button")}</PostButton>
                </Part>
                <Part title=lang.t("signing-keys-published") id="published">
                    <p>{lang.t("signing-keys-published-advice")}</p>
                    <p>
                        <code class="long-code">{address}</code>
                    </p>
                    <p>
                        <a href="/verify">{lang.t("signing-verify-title")}</a>
                    </p>
                </Part>
            }
        })
        .await)
}

/// Puts a new key in the place of the one that signs.
pub(crate) async fn make(here: Here, Fresh(by): Fresh<Admin>) -> Answer {
    let portal = &here.portal;
    rotate(&portal.db, &portal.auditor, &portal.keys, by.actor(), here.now).await?;
    Ok(after("/system/keys", Some(Notice::SigningKeyRotated)))
}

fn table(keys: Vec<Published>, lang: Lang, zone: Tz) -> AnyView {
    if keys.is_empty() {
        return view! {
            <Empty icon=Symbol::Lock title=lang.t("signing-keys-none")>
                <p>{lang.t("signing-keys-none-advice")}</p>
            </Empty>
        }
        .into_any();
    }
    let rows = keys.into_iter().map(|Published { key, created_at, retired_at }| {
        let state = match retired_at {
            None => lang.t("signing-keys-in-use"),
            Some(at) => lang.with("signing-keys-retired", &[("date", lang.moment(at, zone).into())]),
        };
        let name = view! { <code class="long-code">{key.kid().to_owned()}</code> };
        vec![name.into_any(), lang.moment(created_at, zone).into_any(), state.into_any()]
    });
    let columns = vec![
        Column::words(lang.t("signing-keys-name")),
        Column::words(lang.t("signing-keys-made")),
        Column::words(lang.t("signing-keys-state")),
    ];
    view! { <Table caption=lang.t("signing-keys-table") quiet_caption=true columns=columns rows=rows.collect() /> }
        .into_any()
}
