//! What stands beside a report's results: what the doctor says of it, and what was asked.

use super::words::by;
use crate::{
    ui::{
        button::{LinkButton, PostButton, Weight},
        page::Part,
        text::Lang,
    },
    web::{Here, InChart},
};
use chrono_tz::Tz;
use clinic::{
    accounts::Prescriber,
    db::Source,
    ids::ReportId,
    reviews::{self, Question, Said},
};
use leptos::prelude::*;

/// The doctor's comments, the questions with their answers, and the way to write one; for a prescriber the way to the review.
pub(crate) struct Beside {
    report: ReportId,
    said: Vec<Said>,
    questions: Vec<Question>,
    /// Whether the reader may ask.
    asks: bool,
    /// Whether the reader reviews it, and it is to be reviewed.
    reviews: bool,
    zone: Tz,
}

impl Beside {
    /// What there is beside a report.
    pub(crate) async fn load(
        here: &Here,
        place: &InChart,
        q: &mut impl Source,
        report: ReportId,
    ) -> Result<Self, clinic::Error> {
        let asks = !place.chart.is_of_clinic();
        let session = here.visit.session.as_ref();
        let is_prescriber =
            !place.chart.awaits_release() && session.is_some_and(|session| Prescriber::try_from(session).is_ok());
        let reviews = is_prescriber && reviews::look(q, &place.chart, report).await?.is_some();
        Ok(Self {
            report,
            said: reviews::comments(q, &place.chart, report).await?,
            questions: reviews::questions(q, &place.chart, report).await?,
            asks,
            reviews,
            zone: here.portal.settings.zone,
        })
    }

    /// The parts of the page. Nothing can be asked about a report that is `hidden`.
    pub(crate) fn view(self, place: &InChart, hidden: bool, lang: Lang) -> impl IntoView + use<> {
        let base = place.href(&format!("/labs/reports/{}", self.report));
        let review = self.reviews.then(|| {
            view! {
                <LinkButton href=format!("{base}/review") weight=Weight::Secondary>
                    {lang.t("reviews-review")}
                </LinkButton>
            }
        });
        let ask = (self.asks && !hidden).then(|| {
            view! {
                <p>
                    <LinkButton href=format!("{base}/question") weight=Weight::Secondary>
                        {lang.t("reviews-ask")}
                    </LinkButton>
                </p>
            }
        });
        view! {
            {review}
            {said_list(&self.said, None, self.zone, lang)}
            {question_list(&self.questions, self.zone, lang)}
            {ask}
        }
    }
}

/// The doctor's comments, each in the reader's language where there is one, else in the other, marked. Those of the report at `base` can be
/// withdrawn.
pub(super) fn said_list(said: &[Said], base: Option<&str>, zone: Tz, lang: Lang) -> Option<AnyView> {
    if said.is_empty() {
        return None;
    }
    let comments: Vec<_> = said
        .iter()
        .map(|one| {
            let who = by(&one.author, one.made_at, zone, lang);
            let (text, written) = in_language(one, lang);
            let other = (written != lang).then(|| {
                let name = written.own_name();
                view! { <p class="quiet-text">{lang.with("reviews-in-language", &[("language", name.into())])}</p> }
            });
            let withdrawn = one.withdrawn_at.map(|at| withdrawn(one, lang.moment(at, zone), lang));
            let words = (!text.is_empty()).then(|| {
                let is_withdrawn = withdrawn.is_some();
                view! {
                    {other}
                    <p class="comment" lang=written.tag()>
                        {if is_withdrawn { view! { <del>{text}</del> }.into_any() } else { text.into_any() }}
                    </p>
                }
            });
            let withdraw = base.filter(|_| withdrawn.is_none()).map(|base| {
                view! {
                    <details class="more-to-do">
                        <summary>{lang.t("reviews-withdraw")}</summary>
                        <p>{lang.t("reviews-withdraw-lead")}</p>
                        <PostButton action=format!("{base}/comments/{}/withdrawal", one.id) weight=Weight::Danger>
                            {lang.t("reviews-withdraw-button")}
                        </PostButton>
                    </details>
                }
            });
            view! {
                <div class="said">
                    <p class="quiet-text">{who}</p>
                    {withdrawn}
                    {words}
                    {withdraw}
                </div>
            }
        })
        .collect();
    let title = if base.is_some() { lang.t("reviews-said-to-patient") } else { lang.t("reviews-said") };
    Some(view! { <Part title=title id="said">{comments}</Part> }.into_any())
}

/// That a comment no longer counts: to the clinic by whom, to the patient what to do.
fn withdrawn(said: &Said, when: String, lang: Lang) -> impl IntoView + use<> {
    let is_read = said.english.is_some() || said.spanish.is_some();
    let words = match said.withdrawer.clone().filter(|_| is_read) {
        Some(who) => lang.with("reviews-withdrawn-by", &[("who", who.into()), ("when", when.into())]),
        None => lang.with("reviews-withdrawn", &[("when", when.into())]),
    };
    view! { <p>{words}</p> }
}

fn in_language(said: &Said, lang: Lang) -> (String, Lang) {
    let texts = [(Lang::En, &said.english), (Lang::Es, &said.spanish)];
    let own = texts.iter().find(|(one, text)| *one == lang && text.is_some());
    let any = own.or_else(|| texts.iter().find(|(_, text)| text.is_some()));
    any.map_or((String::new(), lang), |(one, text)| ((*text).clone().unwrap_or_default(), *one))
}

/// Questions with their answers.
pub(super) fn question_list(questions: &[Question], zone: Tz, lang: Lang) -> Option<AnyView> {
    if questions.is_empty() {
        return None;
    }
    let rows: Vec<_> = questions.iter().map(|question| one_question(question, zone, lang)).collect();
    Some(view! { <Part title=lang.t("reviews-questions") id="questions">{rows}</Part> }.into_any())
}

/// A question with its answer, where there is one.
pub(super) fn one_question(question: &Question, zone: Tz, lang: Lang) -> AnyView {
    let asked = by(&question.asker, question.asked_at, zone, lang);
    let answered = question.answer.clone().zip(question.answered_at).map(|(answer, at)| {
        let who = by(question.answerer.as_deref().unwrap_or_default(), at, zone, lang);
        view! {
            <p class="quiet-text">{who}</p>
            <p class="comment">{answer}</p>
        }
    });
    let waits = answered.is_none().then(|| view! { <p>{lang.t("reviews-question-waits")}</p> });
    view! {
        <div class="said">
            <p class="quiet-text">{asked}</p>
            <p class="asked">{question.words.clone()}</p>
            {answered}
            {waits}
        </div>
    }
    .into_any()
}
