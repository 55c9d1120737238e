use super::{pharmacy::pharmacy_part, words::roles_words};
use crate::{
    ui::{
        badge::Badge,
        button::{Actions, LinkButton, PostButton, Weight},
        list::{Fact, Facts, Row, Rows},
        nav::{Section, SystemPart, system_tabs},
        notice::Notice as NoticeBox,
        page::{PageHead, Part},
        tabs::Tabs,
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Frame, Here, Signed, role_name},
};
use axum::response::Response;
use chrono::NaiveDate;
use chrono_tz::Tz;
use clinic::{
    accounts::{Admin, Role},
    dispensing::{Membership, membership},
    ids::AccountId,
    people::{GIVEN, Known, Proposal, ends_soon, person as known, proposals_of},
};
use leptos::prelude::*;

/// Someone who can sign in.
pub(crate) async fn person(here: Here, Signed(by): Signed<Admin>) -> Answer {
    let id: AccountId = here.id("account")?;
    show(here, &by, id, None).await
}

/// The page, with why a change was refused.
pub(super) async fn show(here: Here, by: &Admin, id: AccountId, refused: Option<String>) -> Answer {
    let log = &here.visit.log;
    let mut q = here.read().await?;
    let known = known(&mut q, by, id, here.portal.policies.sessions().idle, log, here.now).await?;
    let proposals = proposals_of(&mut q, by, id, log).await?;
    let works_at = membership(&mut q, by, id).await?;
    drop(q);
    Ok(page(here, known, proposals, works_at, refused, by.account() == id).await)
}

async fn page(
    here: Here,
    known: Known,
    proposals: Vec<Proposal>,
    works_at: Option<Membership>,
    refused: Option<String>,
    own: bool,
) -> Response {
    let (lang, zone, today) = (here.lang, here.portal.settings.zone, here.today());
    let frame = Frame::new(here, known.name.clone()).section(Section::System).crumb("/people", lang.t("people-title"));
    let frame = if refused.is_some() { frame.refused() } else { frame };
    frame
        .show(move || {
            view! {
                <Tabs label=lang.t("nav-system-parts") tabs=system_tabs(SystemPart::People) />
                <PageHead title=known.name.clone() />
                {refused.map(|why| view! { <NoticeBox tone=Tone::Danger title=why>""</NoticeBox> })}
                {own
                    .then(|| {
                        view! {
                            <NoticeBox tone=Tone::Info title=lang.t("people-own")>
                                <p>{lang.t("people-own-advice")} " " <a href="/account">{lang.t("nav-account")}</a></p>
                            </NoticeBox>
                        }
                    })}
                {facts(&known, zone, lang)}
                {(!own).then(|| roles_part(&known, lang))}
                {(!own && known.roles.has(Role::Pharmacist)).then(|| pharmacy_part(known.id, works_at, lang))}
                {prescribing_part(&known, proposals, own, today, zone, lang)}
                {(!own).then(|| access_part(&known, lang))}
                <Part title=lang.t("people-deeds") id="deeds">
                    <p>{lang.t("people-deeds-advice")}</p>
                    <PostButton
                        action="/audit"
                        fields=vec![("person", known.email.clone())]
                        weight=Weight::Secondary
                    >
                        {lang.t("people-deeds-button")}
                    </PostButton>
                </Part>
            }
        })
        .await
}

fn facts(known: &Known, zone: Tz, lang: Lang) -> impl IntoView + use<> {
    let state = match known.disabled_at {
        Some(at) => {
            let word = lang.with("people-disabled-on", &[("date", lang.moment(at, zone).into())]);
            view! { <Badge tone=Tone::Quiet text=word /> }.into_any()
        }
        None => view! { <Badge tone=Tone::Good text=lang.t("people-enabled") /> }.into_any(),
    };
    let seen = known.last_seen_at.map_or_else(|| lang.t("people-never-seen"), |at| lang.moment(at, zone));
    let count = |count: i64| if count == 0 { lang.t("people-not-set-up") } else { count.to_string() };
    let mail_codes = if known.mail_codes { lang.t("people-yes") } else { lang.t("people-no") };
    let verified = match known.email_verified_at {
        Some(at) => lang.with("people-email-verified", &[("date", lang.moment(at, zone).into())]),
        None => lang.t("people-email-unverified"),
    };
    let facts = vec![
        Fact::new(lang.t("people-state"), state),
        Fact::new(lang.t("people-email"), known.email.clone()),
        Fact::new(lang.t("people-email-state"), verified),
        Fact::new(lang.t("people-roles"), roles_words(known.roles, lang)),
        Fact::new(lang.t("people-since"), lang.moment(known.created_at, zone)),
        Fact::new(lang.t("people-last-seen"), seen),
        Fact::new(lang.t("people-sessions"), known.sessions.to_string()),
        Fact::new(lang.t("people-passkeys"), count(known.passkeys)),
        Fact::new(lang.t("people-apps"), count(known.apps)),
        Fact::new(lang.t("people-recovery"), count(known.recovery_codes)),
        Fact::new(lang.t("people-mail-codes"), mail_codes),
    ];
    let lacks_factor = known.roles.iter().any(Role::needs_factor) && known.passkeys + known.apps == 0;
    view! {
        <Facts facts=facts />
        {lacks_factor
            .then(|| {
                view! {
                    <NoticeBox tone=Tone::Warn title=lang.t("people-lacks-factor")>
                        <p>{lang.t("people-lacks-factor-advice")}</p>
                    </NoticeBox>
                }
            })}
    }
}

fn roles_part(known: &Known, lang: Lang) -> impl IntoView + use<> {
    let id = known.id;
    let rows = GIVEN
        .into_iter()
        .map(|role| {
            let has = known.roles.has(role);
            let (words, weight) = if has {
                (lang.with("people-role-take", &[("role", role_name(role, lang).into())]), Weight::Danger)
            } else {
                (lang.with("people-role-give", &[("role", role_name(role, lang).into())]), Weight::Secondary)
            };
            let hint = match role {
                Role::Staff => lang.t("people-staff-hint"),
                Role::Pharmacist => lang.t("people-pharmacist-hint"),
                _ => lang.t("people-admin-hint"),
            };
            let fields = vec![("role", role.name().to_owned()), ("give", (!has).to_string())];
            let button = view! {
                <PostButton action=format!("/people/{id}/roles") fields=fields weight=weight>
                    {words}
                </PostButton>
            };
            view! {
                <Row title=role_name(role, lang) aside=button>
                    <p>{hint}</p>
                </Row>
            }
        })
        .collect_view();
    view! {
        <Part title=lang.t("people-change-roles") id="change-roles">
            <Rows>{rows}</Rows>
        </Part>
    }
}

fn prescribing_part(
    known: &Known,
    proposals: Vec<Proposal>,
    own: bool,
    today: NaiveDate,
    zone: Tz,
    lang: Lang,
) -> impl IntoView + use<> {
    let prescribes = known.roles.has(Role::Prescriber);
    let waits = proposals.iter().any(|proposal| proposal.decided_at.is_none());
    let confirmed = proposals.iter().find(|proposal| proposal.confirmed == Some(true));
    let is_expired = prescribes && confirmed.is_some_and(|confirmed| confirmed.licence_until < today);
    let is_ending =
        prescribes && !is_expired && confirmed.is_some_and(|confirmed| ends_soon(confirmed.licence_until, today));
    let base = format!("/people/{}/prescribing", known.id);
    let lacks_licence = prescribes && confirmed.is_none();
    let advice = if lacks_licence {
        lang.t("people-prescribes-unproposed")
    } else if prescribes {
        lang.t("people-prescribes")
    } else if waits {
        lang.t("people-prescribing-waits")
    } else {
        lang.t("people-prescribing-none")
    };
    let who = known.practitioner.clone().map(|name| match known.npi.clone() {
        Some(npi) => format!("{name}, NPI {npi}"),
        None => name,
    });
    let facts: Vec<Fact> = Fact::some(lang.t("people-practitioner-is"), who).into_iter().collect();
    let rows = proposals.into_iter().map(|proposal| proposal_row(proposal, zone, lang)).collect_view();
    view! {
        <Part title=lang.t("people-prescribing") id="prescribing">
            <p>{advice}</p>
            {is_expired
                .then(|| view! { <NoticeBox tone=Tone::Warn title=lang.t("people-licence-expired")>""</NoticeBox> })}
            {is_ending
                .then(|| view! { <NoticeBox tone=Tone::Warn title=lang.t("people-licence-ending")>""</NoticeBox> })}
            {(!facts.is_empty()).then(|| view! { <Facts facts=facts /> })}
            {lacks_licence
                .then(|| {
                    view! {
                        <NoticeBox tone=Tone::Warn title=lang.t("people-licence-none")>
                            <p>{lang.t("people-licence-none-advice")}</p>
                        </NoticeBox>
                    }
                })}
            {(prescribes && waits).then(|| view! { <p>{lang.t("people-licence-waits")}</p> })}
            <Rows>{rows}</Rows>
            <Actions>
                {(!waits)
                    .then(|| {
                        view! {
                            <LinkButton href=base.clone() weight=Weight::Secondary>
                                {if prescribes { lang.t("people-propose-licence") } else { lang.t("people-propose") }}
                            </LinkButton>
                        }
                    })}
                {(prescribes && !own)
                    .then(|| {
                        view! {
                            <PostButton action=format!("{base}/withdrawal") weight=Weight::Danger>
                                {lang.t("people-withdraw")}
                            </PostButton>
                        }
                    })}
            </Actions>
        </Part>
    }
}

fn proposal_row(proposal: Proposal, zone: Tz, lang: Lang) -> impl IntoView {
    let (tone, word, href) = match proposal.confirmed {
        None => (Tone::Info, lang.t("people-proposal-open"), Some(format!("/prescribers/proposals/{}", proposal.id))),
        Some(true) => (Tone::Good, lang.t("people-proposal-confirmed"), None),
        Some(false) => (Tone::Quiet, lang.t("people-proposal-declined"), None),
    };
    let title = lang.with(
        "people-licence",
        &[("number", proposal.licence_number.into()), ("issuer", proposal.licence_issuer.into())],
    );
    let until = lang.with("people-licence-until", &[("date", lang.date(proposal.licence_until).into())]);
    let proposed = lang.with(
        "people-proposed",
        &[("name", proposal.proposer.into()), ("date", lang.moment(proposal.proposed_at, zone).into())],
    );
    let decided = proposal.decider.zip(proposal.decided_at).map(|(name, at)| {
        lang.with("people-decided", &[("name", name.into()), ("date", lang.moment(at, zone).into())])
    });
    let mark = view! { <Badge tone=tone text=word /> };
    view! {
        <Row title=title href=href aside=mark>
            <p>{until}</p>
            <p>{proposed}</p>
            {decided.map(|decided| view! { <p>{decided}</p> })}
        </Row>
    }
}

fn access_part(known: &Known, lang: Lang) -> impl IntoView + use<> {
    let base = format!("/people/{}", known.id);
    let is_disabled = known.disabled_at.is_some();
    let is_signed_in = known.sessions > 0;
    let (advice, words, weight) = if is_disabled {
        (lang.t("people-enable-advice"), lang.t("people-enable"), Weight::Secondary)
    } else {
        (lang.t("people-disable-advice"), lang.t("people-disable"), Weight::Danger)
    };
    view! {
        <Part title=lang.t("people-access") id="access">
            {is_signed_in
                .then(|| {
                    view! {
                        <p>{lang.t("people-end-sessions-advice")}</p>
                        <PostButton action=format!("{base}/sessions") weight=Weight::Secondary>
                            {lang.t("people-end-sessions")}
                        </PostButton>
                    }
                })}
            <p>{advice}</p>
            <PostButton
                action=format!("{base}/state")
                fields=vec![("active", is_disabled.to_string())]
                weight=weight
            >
                {words}
            </PostButton>
        </Part>
    }
}
