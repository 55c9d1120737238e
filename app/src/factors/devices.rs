use super::proof::session;
use crate::{
    ui::{
        badge::Badge,
        button::{PostButton, Weight},
        date::local,
        list::{Row, Rows},
        nav::Section,
        page::{PageHead, Part},
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Frame, Here, Notice, Signed, after},
};
use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use clinic::{
    accounts::{FactorKind, Person},
    factors::{
        Browser, Device, OpenSession, System, sign_out_device, sign_out_others as end_others, signed_in_devices,
    },
    ids::SessionId,
};
use leptos::prelude::*;

/// Where the person is signed in.
pub(crate) async fn page(here: Here, Signed(by): Signed<Person>) -> Answer {
    let session = session(&here, &by)?;
    let policy = here.portal.policies.sessions();
    let devices = signed_in_devices(&mut here.read().await?, &session, policy, here.now).await?;
    let (lang, now, zone) = (here.lang, here.now, here.portal.settings.zone);
    Ok(Frame::new(here, lang.t("devices-title"))
        .section(Section::Account)
        .crumb("/account", lang.t("account-title"))
        .show(move || {
            let others = devices.len() > 1;
            let rows = devices.into_iter().map(|device| row(device, now, zone, lang)).collect_view();
            view! {
                <PageHead title=lang.t("devices-title") lead=lang.t("devices-lead") />
                <Rows>{rows}</Rows>
                <Part title=lang.t("account-sign-out") id="sign-out">
                    <p>{lang.t("devices-strange")}</p>
                    {others
                        .then(|| {
                            view! {
                                <PostButton action="/account/devices/others/sign-out" weight=Weight::Secondary>
                                    {lang.t("devices-others")}
                                </PostButton>
                            }
                        })}
                    <PostButton action="/sign-out/everywhere" weight=Weight::Danger>
                        {lang.t("account-sign-out-everywhere")}
                    </PostButton>
                </Part>
            }
        })
        .await)
}

/// Signs out one device.
pub(crate) async fn sign_out(here: Here, Signed(by): Signed<Person>) -> Answer {
    let session = session(&here, &by)?;
    let id: SessionId = here.id("session")?;
    sign_out_device(&here.portal.db, &here.portal.auditor, &session, id).await?;
    Ok(after("/account/devices", Some(Notice::DeviceSignedOut)))
}

/// Signs out all devices but this one.
pub(crate) async fn sign_out_others(here: Here, Signed(by): Signed<Person>) -> Answer {
    let session = session(&here, &by)?;
    end_others(&here.portal.db, &here.portal.auditor, &session).await?;
    Ok(after("/account/devices", Some(Notice::OthersSignedOut)))
}

/// A device in words: "Chrome on Windows".
pub(super) fn device_words(device: Device, lang: Lang) -> String {
    let browser = match device.browser {
        Browser::Firefox => "Firefox".to_owned(),
        Browser::Chrome => "Chrome".to_owned(),
        Browser::Edge => "Edge".to_owned(),
        Browser::Safari => "Safari".to_owned(),
        Browser::Samsung => "Samsung Internet".to_owned(),
        Browser::Other => lang.t("devices-other-browser"),
    };
    let system = match device.system {
        System::Windows => "Windows",
        System::MacOs => "macOS",
        System::Ios => "iPhone / iPad",
        System::Android => "Android",
        System::Linux => "Linux",
        System::Other => return browser,
    };
    lang.with("devices-browser-on", &[("browser", browser.into()), ("system", system.into())])
}

fn row(open: OpenSession, now: DateTime<Utc>, zone: Tz, lang: Lang) -> impl IntoView {
    let name = device_words(open.device, lang);
    let since = lang.with("devices-since", &[("date", lang.moment(open.created_at, zone).into())]);
    let used = lang.with("devices-used", &[("when", roughly(open.last_seen_at, now, zone, lang).into())]);
    let by = open.factor.map(|factor| match factor {
        FactorKind::Mail => lang.t("devices-by-mail"),
        FactorKind::Recovery => lang.t("devices-by-recovery"),
        FactorKind::Totp => lang.t("devices-by-app"),
        FactorKind::Passkey => lang.t("devices-by-passkey"),
    });
    let about: Vec<String> = [Some(since), Some(used), by].into_iter().flatten().collect();
    let action = format!("/account/devices/{}/sign-out", open.id);
    view! {
        <Row
            title=name
            aside=move || {
                if open.is_this {
                    view! { <Badge tone=Tone::Good text=lang.t("devices-this") /> }.into_any()
                } else {
                    view! {
                        <PostButton action=action.clone() weight=Weight::Secondary>
                            {lang.t("devices-sign-out")}
                        </PostButton>
                    }
                    .into_any()
                }
            }
        >
            <p>{about.join(" · ")}</p>
        </Row>
    }
}

/// How long ago, no more exactly than helps: minutes within the hour, else the day.
fn roughly(at: DateTime<Utc>, now: DateTime<Utc>, zone: Tz, lang: Lang) -> String {
    if now - at < TimeDelta::hours(1) {
        lang.relative_moment(at, now, zone)
    } else {
        lang.relative(local(at, zone), local(now, zone))
    }
}
