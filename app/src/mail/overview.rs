//! How mail is sent, and how it stands with it.

use crate::{
    ui::{
        button::{LinkButton, Weight},
        icon::Symbol,
        list::{Fact, Facts},
        nav::Section,
        notice::Notice as NoticeBox,
        page::{PageHead, Part},
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Frame, Here, Signed},
};
use chrono::Duration;
use chrono_tz::Tz;
use clinic::{
    accounts::Admin,
    mail::{MailServer, Security, Setup, Standing, Way, standing},
};
use leptos::prelude::*;

/// After so long, mail that waits is a sign that it does not get through.
const LONG: Duration = Duration::minutes(30);

/// How mail is sent, how much waits, and the ways to everything else about it.
pub(crate) async fn overview(here: Here, Signed(_): Signed<Admin>) -> Answer {
    let way = here.portal.post.way(&here.portal.db, &here.portal.keys).await?;
    let standing = standing(&mut here.read().await?).await?;
    let is_fixed = !matches!(here.portal.post.setup(), Setup::Browser);
    let has_files = here.portal.post.folder().is_some();
    let (lang, zone, now) = (here.lang, here.portal.settings.zone, here.now);
    Ok(Frame::new(here, lang.t("mail-title"))
        .section(Section::System)
        .crumb("/system", lang.t("system-title"))
        .show(move || {
            let is_set_up = !matches!(way, Way::NotSetUp);
            let change = (!is_fixed).then(|| {
                let words = if is_set_up { lang.t("mail-change-settings") } else { lang.t("mail-set-up") };
                let weight = if is_set_up { Weight::Secondary } else { Weight::Primary };
                view! { <LinkButton href="/system/mail/settings" weight=weight>{words}</LinkButton> }
            });
            let elsewhere = (is_fixed && matches!(way, Way::Smtp(_))).then(|| {
                view! {
                    <NoticeBox tone=Tone::Info title=lang.t("mail-set-elsewhere")>
                        <p>{lang.t("mail-set-elsewhere-advice")}</p>
                    </NoticeBox>
                }
            });
            let trouble = trouble(is_set_up, standing, now - LONG, zone, lang);
            view! {
                <PageHead title=lang.t("mail-title") lead=lang.t("mail-lead") />
                {trouble}
                <Part title=lang.t("mail-state") id="state">
                    <Facts facts=facts(&way, standing, zone, lang) />
                    {elsewhere}
                    <div class="actions">
                        {change}
                        {is_set_up
                            .then(|| {
                                view! {
                                    <LinkButton href="/system/mail/test" weight=Weight::Secondary icon=Symbol::Mail>
                                        {lang.t("mail-send-test")}
                                    </LinkButton>
                                }
                            })}
                        <LinkButton href="/system/mail/log" weight=Weight::Secondary>
                            {lang.t("mail-open-log")}
                        </LinkButton>
                        {has_files
                            .then(|| {
                                view! {
                                    <LinkButton href="/system/mail/files" weight=Weight::Secondary>
                                        {lang.t("mail-open-files")}
                                    </LinkButton>
                                }
                            })}
                    </div>
                </Part>
            }
        })
        .await)
}

/// What an administrator must know about mail on the page of the system: that it is not set up. Nothing where all is well.
pub(crate) async fn standing_notice(here: &Here) -> Result<Option<AnyView>, clinic::Error> {
    let way = here.portal.post.way(&here.portal.db, &here.portal.keys).await?;
    let lang = here.lang;
    Ok(matches!(way, Way::NotSetUp).then(|| not_set_up(lang)))
}

fn not_set_up(lang: Lang) -> AnyView {
    view! {
        <NoticeBox tone=Tone::Warn title=lang.t("mail-not-set-up")>
            <p>
                {lang.t("mail-not-set-up-advice")} " " <a href="/system/mail">{lang.t("mail-set-up")}</a>
            </p>
        </NoticeBox>
    }
    .into_any()
}

fn trouble(
    is_set_up: bool,
    standing: Standing,
    long_ago: chrono::DateTime<chrono::Utc>,
    zone: Tz,
    lang: Lang,
) -> Option<AnyView> {
    if !is_set_up {
        return Some(not_set_up(lang));
    }
    let oldest = standing.oldest.filter(|oldest| *oldest < long_ago)?;
    let words = lang.with("mail-waits-long-advice", &[("time", lang.moment(oldest, zone).into())]);
    let notice = view! {
        <NoticeBox tone=Tone::Warn title=lang.t("mail-waits-long")>
            <p>{words}</p>
        </NoticeBox>
    };
    Some(notice.into_any())
}

fn facts(way: &Way, standing: Standing, zone: Tz, lang: Lang) -> Vec<Fact> {
    let words = match way {
        Way::Smtp(smtp) => {
            let MailServer { host, port, .. } = smtp.server();
            lang.with("mail-way-smtp", &[("host", host.clone().into()), ("port", port.to_string().into())])
        }
        Way::File(_) => lang.t("mail-way-file"),
        Way::Memory => lang.t("mail-way-memory"),
        Way::NotSetUp => lang.t("mail-way-none"),
    };
    let mut facts = vec![Fact::new(lang.t("mail-way"), words)];
    if let Way::Smtp(smtp) = way {
        let server = smtp.server();
        facts.push(Fact::new(lang.t("mail-from"), server.from.clone()));
        facts.push(Fact::new(lang.t("mail-security"), security_name(server.security, lang)));
        facts.extend(Fact::some(lang.t("mail-user"), server.user.clone()));
    }
    facts.push(Fact::new(lang.t("mail-waiting"), standing.waiting.to_string()));
    facts.extend(Fact::some(lang.t("mail-oldest"), standing.oldest.map(|oldest| lang.moment(oldest, zone))));
    facts
}

/// How a connection is protected, in a word.
pub(super) fn security_name(security: Security, lang: Lang) -> String {
    match security {
        Security::Tls => lang.t("mail-security-tls"),
        Security::StartTls => lang.t("mail-security-starttls"),
        Security::None => lang.t("mail-security-none"),
    }
}
