use super::messages::{PATH, state_tone, state_words, way_words};
use crate::{
    matches::why_words,
    ui::{
        badge::Badge,
        button::PostButton,
        list::{Fact, Facts, Row, Rows},
        nav::{Section, SystemPart, system_tabs},
        page::{PageHead, Part},
        tabs::Tabs,
        text::Lang,
        timeline::{Step as TimelineStep, Timeline},
        tone::Tone,
    },
    web::{Answer, Frame, Fresh, Here, Notice, Signed, after},
};
use chrono_tz::Tz;
use clinic::{
    accounts::Admin,
    hl7::header,
    ids::LabMessageId,
    laboratories::{Detail, Noted, State, Step, What, Why, message, replay},
};
use leptos::prelude::*;

/// Segments that are shown at most.
const MOST_SEGMENTS: usize = 500;
/// Letters of a segment that are shown at most: a document fills one with millions.
const MOST_LETTERS: usize = 2000;

/// A message as it came, with its way.
pub(crate) async fn page(here: Here, Signed(by): Signed<Admin>) -> Answer {
    let found = message(&mut here.read().await?, &by, here.id("message")?, &here.visit.log).await?;
    let (lang, zone) = (here.lang, here.portal.settings.zone);
    let title = found.message.control_id.clone().unwrap_or_else(|| lang.t("laboratories-control-id-none"));
    Ok(Frame::new(here, title.clone())
        .section(Section::System)
        .crumb("/laboratories", lang.t("laboratories-title"))
        .crumb(PATH, lang.t("laboratories-messages"))
        .show(move || {
            let Detail { message, laboratory_id, steps, reports, body, .. } = found;
            let state = message.state;
            let laboratory = match (message.laboratory, laboratory_id) {
                (Some(name), Some(id)) => view! { <a href=format!("/laboratories/{id}")>{name}</a> }.into_any(),
                _ => lang.t("laboratories-unknown-one").into_any(),
            };
            let sent = message.sent_at.map(|at| lang.moment(at, zone));
            let facts = [
                Some(Fact::new(lang.t("laboratories-laboratory"), laboratory)),
                Some(Fact::new(lang.t("laboratories-sender"), message.sender)),
                Some(Fact::new(lang.t("laboratories-came"), way_words(&message.way, lang))),
                Fact::some(lang.t("laboratories-written"), sent),
                Some(Fact::new(lang.t("laboratories-received"), lang.moment(message.received_at, zone))),
                Some(Fact::new(lang.t("laboratories-came-times"), message.times.to_string())),
            ];
            let filed = (!reports.is_empty()).then(|| {
                let numbers: Vec<String> = reports.into_iter().map(|report| report.number).collect();
                Fact::new(lang.t("laboratories-orders"), numbers.join(", "))
            });
            let again = matches!(state, State::Refused | State::Waiting).then(|| {
                view! {
                    <Part title=lang.t("laboratories-again") id="again">
                        <p>{lang.t("laboratories-again-advice")}</p>
                        <PostButton action=format!("{PATH}/{}/replay", message.id)>
                            {lang.t("laboratories-again-button")}
                        </PostButton>
                    </Part>
                }
            });
            let way = steps.into_iter().map(|one| step(one, zone, lang)).collect_view();
            view! {
                <Tabs label=lang.t("nav-system-parts") tabs=system_tabs(SystemPart::Laboratories) />
                <PageHead title=title>
                    <Badge tone=state_tone(state) text=state_words(state, lang) />
                </PageHead>
                <Facts facts=facts.into_iter().flatten().chain(filed).collect() />
                {faults(message.faults, lang)}
                <Part title=lang.t("laboratories-steps") id="steps">
                    <Timeline>{way}</Timeline>
                </Part>
                {again}
                <Part title=lang.t("laboratories-raw") id="raw">
                    {raw(&body, lang)}
                </Part>
            }
        })
        .await)
}

/// Looks at a message again, as if it came now.
pub(crate) async fn look_again(here: Here, Fresh(by): Fresh<Admin>) -> Answer {
    let id: LabMessageId = here.id("message")?;
    let before = message(&mut here.read().await?, &by, id, &here.visit.log).await?.message.state;
    let state = replay(&here.portal, &by, id).await?;
    let notice = if state == before { Notice::MessageAsBefore } else { Notice::MessageTaken };
    Ok(after(&format!("{PATH}/{id}"), Some(notice)))
}

fn faults(faults: Vec<Noted>, lang: Lang) -> Option<impl IntoView> {
    (!faults.is_empty()).then(|| {
        let rows = faults
            .into_iter()
            .map(|fault| {
                let (tone, word) = if fault.is_error {
                    (Tone::Danger, lang.t("laboratories-fault"))
                } else {
                    (Tone::Warn, lang.t("laboratories-warning"))
                };
                let place = if fault.place.is_empty() { "MSH".to_owned() } else { fault.place };
                let code = lang.with("laboratories-fault-code", &[("code", i64::from(fault.code).into())]);
                let mark = move || view! { <Badge tone=tone text=word.clone() /> };
                // What senders are told is in English, as they are.
                view! {
                    <Row title=place aside=mark>
                        <p lang="en">{fault.says}</p>
                        <p>{code}</p>
                    </Row>
                }
            })
            .collect_view();
        view! {
            <Part title=lang.t("laboratories-faults") id="faults">
                <Rows>{rows}</Rows>
            </Part>
        }
    })
}

fn step(step: Step, zone: Tz, lang: Lang) -> impl IntoView {
    let Step { at, what, person, note } = step;
    let (tone, title) = match what {
        What::Received => (Tone::Info, lang.t("laboratories-step-received")),
        What::Repeated => (Tone::Quiet, lang.t("laboratories-step-repeated")),
        What::Refused => (Tone::Danger, lang.t("laboratories-step-refused")),
        What::Waiting => (Tone::Warn, lang.t("laboratories-step-waiting")),
        What::Matched => (Tone::Info, lang.t("laboratories-step-matched")),
        What::Filed => (Tone::Good, lang.t("laboratories-step-filed")),
        What::Declined => (Tone::Quiet, lang.t("laboratories-step-declined")),
        What::Replayed => (Tone::Info, lang.t("laboratories-step-replayed")),
        What::Removed => (Tone::Warn, lang.t("laboratories-step-removed")),
    };
    // The portal's own reasons are codes, a person's are words.
    let note = note.map(|note| Why::parse(&note).map_or(note, |why| why_words(Some(why), lang)));
    let person = person.map(|name| lang.with("laboratories-step-by", &[("name", name.into())]));
    let when = std::iter::once(lang.moment(at, zone)).chain(person).collect::<Vec<_>>().join(" · ");
    view! {
        <TimelineStep tone=tone title=title>
            <p>{when}</p>
            {note.map(|note| view! { <p>{note}</p> })}
        </TimelineStep>
    }
}

/// The message segment by segment. Where its letters cannot be read, those of ASCII are shown.
fn raw(body: &[u8], lang: Lang) -> impl IntoView + use<> {
    let charset = header(body).map(|header| header.coding.charset);
    let text = charset.and_then(|charset| charset.decode(body)).unwrap_or_else(|| String::from_utf8_lossy(body));
    let mut lines = text.split(['\r', '\n']).filter(|line| !line.trim().is_empty());
    let shown: Vec<AnyView> = lines
        .by_ref()
        .take(MOST_SEGMENTS)
        .map(|line| {
            let letters = line.chars().count();
            let start: String = line.chars().take(MOST_LETTERS).collect();
            let cut = letters.saturating_sub(MOST_LETTERS);
            let cut = (cut > 0).then(|| lang.with("laboratories-raw-cut", &[("count", cut.into())]));
            view! {
                <li>
                    <code>{start}</code>
                    {cut.map(|cut| view! { <p>{cut}</p> })}
                </li>
            }
            .into_any()
        })
        .collect();
    let more = lines.count();
    let more = (more > 0).then(|| view! { <p>{lang.with("laboratories-raw-more", &[("count", more.into())])}</p> });
    view! {
        <p>{lang.t("laboratories-raw-lead")}</p>
        <ol class="segments" translate="no">
            {shown}
        </ol>
        {more}
    }
}
