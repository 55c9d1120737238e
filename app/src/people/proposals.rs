use crate::{
    ui::{
        button::{Actions, Button, LinkButton, Weight},
        empty::Empty,
        form::{FieldError, Form},
        icon::Symbol,
        list::{Fact, Facts, Row, Rows},
        nav::Section,
        notice::Notice as NoticeBox,
        page::PageHead,
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Frame, Fresh, Here, Notice, Signed, Typed, after},
};
use axum::response::Response;
use chrono_tz::Tz;
use clinic::{
    accounts::{Confirmer, Role, Session},
    ids::{AccountId, ProposalId},
    people::{Confirmed, NotDecided, Proposal, confirm, decline, open_proposals, proposal as load},
};
use leptos::prelude::*;
use serde::Deserialize;

/// The proposals that wait for an answer.
pub(crate) async fn list(here: Here, Signed(by): Signed<Confirmer>) -> Answer {
    let open = open_proposals(&mut here.read().await?, &by, &here.visit.log).await?;
    let (lang, zone, me) = (here.lang, here.portal.settings.zone, by.account());
    Ok(Frame::new(here, lang.t("proposals-title"))
        .section(Section::Proposals)
        .show(move || {
            let rows: Vec<_> = open.into_iter().map(|proposal| row(proposal, me, zone, lang)).collect();
            view! {
                <PageHead title=lang.t("proposals-title") lead=lang.t("proposals-lead") />
                {if rows.is_empty() {
                    view! {
                        <Empty icon=Symbol::Prescriptions title=lang.t("proposals-none")>
                            <p>{lang.t("proposals-none-advice")}</p>
                        </Empty>
                    }
                    .into_any()
                } else {
                    view! { <Rows>{rows.into_iter().collect_view()}</Rows> }.into_any()
                }}
            }
        })
        .await)
}

fn row(proposal: Proposal, me: AccountId, zone: Tz, lang: Lang) -> impl IntoView {
    let note = if proposal.can_be_confirmed_by(me) {
        lang.t("proposals-for-you")
    } else if proposal.has_confirmer {
        lang.t("proposals-for-another")
    } else {
        lang.t("proposals-for-nobody")
    };
    let proposed = lang.with(
        "people-proposed",
        &[("name", proposal.proposer.into()), ("date", lang.moment(proposal.proposed_at, zone).into())],
    );
    view! {
        <Row title=proposal.name href=format!("/prescribers/proposals/{}", proposal.id)>
            {proposal.prescribes.then(|| view! { <p>{lang.t("proposals-licence")}</p> })}
            <p>{proposed}</p>
            <p>{note}</p>
        </Row>
    }
}

/// One proposal with the whole licence, and the question.
pub(crate) async fn page(here: Here, Fresh(by): Fresh<Confirmer>) -> Answer {
    let id: ProposalId = here.id("proposal")?;
    let proposal = load(&mut here.read().await?, &by, id, &here.visit.log).await?;
    Ok(show(here, proposal, by.account(), Vec::new()).await)
}

/// What is decided.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct DecisionFields {
    decision: String,
}

/// Confirms or declines a proposal.
pub(crate) async fn decide(here: Here, Fresh(by): Fresh<Confirmer>, Typed(typed): Typed<DecisionFields>) -> Answer {
    let id: ProposalId = here.id("proposal")?;
    let portal = &here.portal;
    let (decided, notice) = match typed.decision.as_str() {
        "confirm" => {
            let confirmed = confirm(&portal.db, &portal.auditor, &by, id, here.today(), here.now).await?;
            let notice = match confirmed {
                Ok(Confirmed::Licence) => Notice::LicenceConfirmed,
                _ => Notice::PrescriberConfirmed,
            };
            (confirmed.map(drop), notice)
        }
        "decline" => {
            let declined = decline(&portal.db, &portal.auditor, &by, id, here.now).await?;
            (declined, Notice::PrescriberDeclined)
        }
        _ => (Err(NotDecided::Own), Notice::PrescriberDeclined),
    };
    let Err(why) = decided else { return Ok(after("/prescribers/proposals", Some(notice))) };
    let lang = here.lang;
    let words = match (typed.decision.as_str(), why) {
        ("confirm" | "decline", NotDecided::Own) => lang.t("proposals-own"),
        (_, NotDecided::Own) => lang.t("proposals-decide"),
        // The page of a proposal that is decided is gone: the list says what is open still.
        (_, NotDecided::Decided) => return Ok(after("/prescribers/proposals", None)),
        (_, NotDecided::Expired) => lang.t("proposals-expired"),
        (_, NotDecided::Disabled) => lang.t("people-proposed-disabled"),
        (_, NotDecided::NpiTaken) => lang.t("people-npi-taken"),
    };
    let proposal = load(&mut here.read().await?, &by, id, &here.visit.log).await?;
    Ok(show(here, proposal, by.account(), vec![FieldError::new("", words)]).await)
}

async fn show(here: Here, proposal: Proposal, me: AccountId, errors: Vec<FieldError>) -> Response {
    let (lang, zone) = (here.lang, here.portal.settings.zone);
    let is_admin = here.visit.session.as_ref().is_some_and(|session: &Session| session.roles().has(Role::Admin));
    let frame = Frame::new(here, lang.t("proposals-one"))
        .section(Section::Proposals)
        .crumb("/prescribers/proposals", lang.t("proposals-title"));
    let frame = if errors.is_empty() { frame } else { frame.refused() };
    frame
        .show(move || {
            let may_confirm = proposal.can_be_confirmed_by(me);
            let may_decline = proposal.account != me;
            let (meaning, button) = if proposal.prescribes {
                (lang.t("proposals-licence-meaning"), lang.t("proposals-licence-confirm"))
            } else {
                (lang.t("proposals-meaning"), lang.t("proposals-confirm"))
            };
            let lacks = !may_confirm && !proposal.has_confirmer;
            let facts = [
                Some(Fact::new(lang.t("proposals-who"), proposal.name.clone())),
                Some(Fact::new(lang.t("people-email"), proposal.email)),
                Some(Fact::new(lang.t("people-licence-number"), proposal.licence_number)),
                Some(Fact::new(lang.t("people-licence-issuer"), proposal.licence_issuer)),
                Some(Fact::new(lang.t("people-licence-last-day"), lang.date(proposal.licence_until))),
                Fact::some(lang.t("people-npi"), proposal.npi),
                Some(Fact::new(lang.t("proposals-by"), proposal.proposer)),
                Some(Fact::new(lang.t("proposals-at"), lang.moment(proposal.proposed_at, zone))),
            ];
            view! {
                <PageHead title=proposal.name lead=lang.t("proposals-one-lead") />
                <Facts facts=facts.into_iter().flatten().collect() />
                {lacks
                    .then(|| {
                        view! {
                            <NoticeBox tone=Tone::Warn title=lang.t("proposals-nobody")>
                                <p>
                                    {lang.t("proposals-nobody-advice")} " "
                                    {is_admin.then(|| view! { <a href="/people/invite">{lang.t("people-invite")}</a> })}
                                </p>
                            </NoticeBox>
                        }
                    })}
                {proposal.prescribes.then(|| view! { <p>{lang.t("proposals-licence")}</p> })}
                {(!may_confirm && !lacks).then(|| view! { <p>{lang.t("proposals-own")}</p> })}
                {may_confirm.then(|| view! { <p>{meaning}</p> })}
                <Form action=format!("/prescribers/proposals/{}", proposal.id) errors=errors>
                    <Actions>
                        {may_confirm
                            .then(|| {
                                view! {
                                    <Button name="decision" value="confirm">
                                        {button}
                                    </Button>
                                }
                            })}
                        {may_decline
                            .then(|| {
                                view! {
                                    <Button name="decision" value="decline" weight=Weight::Danger>
                                        {lang.t("proposals-decline")}
                                    </Button>
                                }
                            })}
                        <LinkButton href="/prescribers/proposals" weight=Weight::Quiet>
                            {lang.t("common-cancel")}
                        </LinkButton>
                    </Actions>
                </Form>
            }
        })
        .await
}
