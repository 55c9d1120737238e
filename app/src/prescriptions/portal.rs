//! What the page of a prescription shows where it was written here.

use super::{
    course::{course_words, next},
    link,
    story::timeline,
    words::{not_renewable, override_reason, refused},
};
use crate::{
    profile::pharmacy_place,
    ui::{
        badge::Badge,
        button::{Actions, Button, LinkButton, PostButton, Weight},
        field::TextArea,
        form::{FieldError, Form, error_at},
        list::{Row, Rows},
        notice::Notice as NoticeBox,
        page::Part,
        text::Lang,
        tone::Tone,
    },
    web::{Here, InChart},
};
use chrono_tz::Tz;
use clinic::{
    Error,
    accounts::Role,
    db::Source,
    dispensing::{LinkMail, link_in},
    ids::PrescriptionId,
    prescribing::{
        LONGEST_TEXT, NotRenewable, Overridden, RequestKind, RequestState, Story, overridden, rejection_text,
        signed_in, story,
    },
};
use leptos::prelude::*;
use serde::Deserialize;

/// What is written beside a renewal.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct RenewalFields {
    /// The remark.
    pub remark: String,
}

/// A prescription that was written here, with what its reader may do.
pub(super) struct Told {
    story: Story,
    /// The address of its page, and of all prescriptions.
    path: String,
    base: String,
    /// What only the clinic sees and does.
    clinic: Option<ForClinic>,
    typed: RenewalFields,
    errors: Vec<FieldError>,
}

struct ForClinic {
    may_prescribe: bool,
    is_authentic: bool,
    overridden: Vec<Overridden>,
    /// What the pharmacy wrote when it refused it.
    remark: Option<String>,
    /// How it stands with the mail to the pharmacy, where one can be sent.
    mail: Option<LinkMail>,
    again: String,
}

/// Loads a prescription that was written here; `None` for one that came from elsewhere.
pub(super) async fn told(
    q: &mut impl Source,
    here: &Here,
    place: &InChart,
    id: PrescriptionId,
    typed: RenewalFields,
    errors: Vec<FieldError>,
) -> Result<Option<Told>, Error> {
    let Some(story) = story(q, &place.chart, id, here.today()).await? else { return Ok(None) };
    let clinic = if place.banner.is_some() {
        let is_authentic = match signed_in(q, &here.portal.keys, &place.chart, id).await {
            Ok(signed) => signed.is_authentic,
            Err(Error::NotFound | Error::Broken(_)) => false,
            Err(error) => return Err(error),
        };
        let session = here.visit.session.as_ref();
        Some(ForClinic {
            may_prescribe: session.is_some_and(|session| session.roles().has(Role::Prescriber)),
            is_authentic,
            overridden: overridden(q, &place.chart, id).await?,
            remark: rejection_text(q, &place.chart, id).await?,
            mail: link_in(q, &place.chart, id, here.today()).await?,
            again: place.href("/prescribing"),
        })
    } else {
        None
    };
    let base = place.href("/prescriptions");
    Ok(Some(Told { path: format!("{base}/{id}"), base, story, clinic, typed, errors }))
}

impl Told {
    /// Whether a form on it was refused.
    pub(super) fn is_refused(&self) -> bool {
        !self.errors.is_empty()
    }

    /// Whether the head says that word already.
    pub(super) fn says(&self, word: &str, lang: Lang) -> bool {
        course_words(&self.story.course, lang).1 == word
    }

    /// Where it is, what comes next, and its code for the pharmacy.
    pub(super) fn head(&self, lang: Lang) -> impl IntoView + use<> {
        let (tone, words) = course_words(&self.story.course, lang);
        let next = next(&self.story, lang);
        let is_open = !self.story.course.state.is_over();
        let can_renew = self.clinic.is_none() && self.story.renewable.is_ok();
        let refusal = self.errors.first().filter(|_| !can_renew).map(|error| error.message.clone());
        let [code, print, pdf] = ["code", "print", "pdf"].map(|page| format!("{}/{page}", self.path));
        view! {
            {refusal.map(|message| view! { <NoticeBox tone=Tone::Warn title=message>""</NoticeBox> })}
            <p>
                <Badge tone=tone text=words />
            </p>
            <p class="lead">{next}</p>
            <Actions>
                {is_open
                    .then(|| {
                        view! {
                            <LinkButton href=code weight=Weight::Secondary>
                                {lang.t("prescriptions-code-link")}
                            </LinkButton>
                        }
                    })}
                <LinkButton href=print weight=Weight::Quiet>
                    {lang.t("prescriptions-print-link")}
                </LinkButton>
                <LinkButton href=pdf weight=Weight::Quiet>
                    {lang.t("prescriptions-pdf-link")}
                </LinkButton>
            </Actions>
        }
    }

    /// What happened so far, what can be asked for, and where it goes.
    pub(super) fn parts(&self, zone: Tz, lang: Lang) -> impl IntoView + use<> {
        let remark = self.clinic.as_ref().and_then(|clinic| clinic.remark.as_deref());
        let steps = timeline(&self.story, remark, &self.base, zone, lang);
        view! {
            <Part title=lang.t("prescriptions-story") id="story">
                {steps}
            </Part>
            {self.clinic.is_none().then(|| self.renewal(lang))}
            {self.pharmacy(zone, lang)}
            {self.clinic.as_ref().map(|clinic| self.for_clinic(clinic, lang))}
        }
    }

    fn renewal(&self, lang: Lang) -> impl IntoView + use<> {
        let action = format!("{}/renewal", self.path);
        let content = match self.story.renewable {
            Ok(()) => {
                let (typed, errors) = (self.typed.remark.clone(), self.errors.clone());
                view! {
                    <p>{lang.t("prescriptions-renew-advice")}</p>
                    <Form action=action errors=errors.clone()>
                        <TextArea
                            name="remark"
                            label=lang.t("prescriptions-renew-remark")
                            hint=lang.t("prescriptions-renew-remark-hint")
                            value=typed
                            error=error_at(&errors, "remark")
                            rows=3
                            maxlength=LONGEST_TEXT
                            optional=true
                        />
                        <Actions>
                            <Button>{lang.t("prescriptions-renew-button")}</Button>
                        </Actions>
                    </Form>
                }
                .into_any()
            }
            Err(why) => {
                let may_withdraw = why == NotRenewable::Pending && self.asked_here();
                view! {
                    <p>{not_renewable(why, lang)}</p>
                    {may_withdraw
                        .then(|| {
                            view! {
                                <PostButton action=format!("{action}/withdrawal") weight=Weight::Secondary>
                                    {lang.t("prescriptions-renew-withdraw")}
                                </PostButton>
                            }
                        })}
                }
                .into_any()
            }
        };
        view! {
            <Part title=lang.t("prescriptions-renewal") id="renewal">
                {content}
            </Part>
        }
    }

    /// Whether the renewal that waits was asked for by the patient or someone who helps.
    fn asked_here(&self) -> bool {
        self.story.requests.iter().any(|request| {
            request.kind == RequestKind::Renewal
                && request.state == RequestState::Pending
                && !matches!(request.asker_role.as_str(), "pharmacist" | "pharmacy")
        })
    }

    fn pharmacy(&self, zone: Tz, lang: Lang) -> impl IntoView + use<> {
        let present = match &self.story.pharmacy {
            Some(pharmacy) => {
                let about = pharmacy_place(pharmacy);
                view! {
                    <p>
                        <strong>{pharmacy.name.clone()}</strong>
                        <span class="line">{about}</span>
                    </p>
                }
                .into_any()
            }
            None => view! { <p>{lang.t("prescriptions-pharmacy-none")}</p> }.into_any(),
        };
        let until = self.story.standing.expires_on;
        let mail = self.clinic.as_ref().and_then(|clinic| clinic.mail);
        let mail = mail.map(|mail| link::part(mail, &self.path, until, zone, lang));
        let href = format!("{}/pharmacy", self.path);
        let change = match self.story.redirectable {
            Ok(()) => view! {
                <LinkButton href=href weight=Weight::Secondary>
                    {lang.t("prescriptions-pharmacy-change")}
                </LinkButton>
            }
            .into_any(),
            Err(why) => view! { <p class="quiet-text">{refused(why, lang)}</p> }.into_any(),
        };
        view! {
            <Part title=lang.t("prescriptions-pharmacy") id="pharmacy">
                {present}
                {change}
                {mail}
            </Part>
        }
    }

    fn for_clinic(&self, of: &ForClinic, lang: Lang) -> impl IntoView + use<> {
        let signature = if of.is_authentic {
            view! { <NoticeBox tone=Tone::Good title=lang.t("prescriptions-signature-holds")>""</NoticeBox> }.into_any()
        } else {
            view! {
                <NoticeBox tone=Tone::Danger title=lang.t("prescriptions-signature-broken")>
                    <p>{lang.t("prescriptions-signature-broken-advice")}</p>
                </NoticeBox>
            }
            .into_any()
        };
        let cancel = (of.may_prescribe && !self.story.course.state.is_over() && !self.story.course.is_cancelling)
            .then(|| format!("{}/cancellation", self.path));
        let again = of.may_prescribe.then(|| of.again.clone());
        let order = self.story.id.to_string();
        let warnings = of
            .overridden
            .iter()
            .map(|warning| {
                let (tone, word) = weight(&warning.indicator, lang);
                let reason = override_reason(&warning.reason, lang);
                let why = lang.with("prescriptions-overridden-why", &[("reason", reason.into())]);
                let (source, note) = (warning.source.clone(), warning.note.clone());
                view! {
                    <Row title=warning.summary.clone() aside=view! { <Badge tone=tone text=word /> }>
                        <p>{why}</p>
                        {note.map(|note| view! { <p>{note}</p> })}
                        <p>{source}</p>
                    </Row>
                }
            })
            .collect::<Vec<_>>();
        view! {
            <Part title=lang.t("prescriptions-signature") id="signature">
                {signature}
                <Actions>
                    {again
                        .map(|action| {
                            view! {
                                <PostButton action=action fields=vec![("order", order)] weight=Weight::Secondary>
                                    {lang.t("prescriptions-write-again")}
                                </PostButton>
                            }
                        })}
                    {cancel
                        .map(|href| {
                            view! {
                                <LinkButton href=href weight=Weight::Danger>
                                    {lang.t("prescriptions-cancel-link")}
                                </LinkButton>
                            }
                        })}
                </Actions>
            </Part>
            {(!warnings.is_empty())
                .then(|| {
                    view! {
                        <Part title=lang.t("prescriptions-overridden") id="overridden">
                            <Rows>{warnings}</Rows>
                        </Part>
                    }
                })}
        }
    }
}

fn weight(indicator: &str, lang: Lang) -> (Tone, String) {
    match indicator {
        "critical" => (Tone::Danger, lang.t("prescriptions-warning-critical")),
        "warning" => (Tone::Warn, lang.t("prescriptions-warning-warning")),
        _ => (Tone::Info, lang.t("prescriptions-warning-info")),
    }
}
