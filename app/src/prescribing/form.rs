//! The form of a draft, with what is missing, what it says to the patient, and what the safety checks say.

use super::{
    cards,
    choices::{self, choices},
    desk::{Desk, Trouble},
    draft::offered,
    lacks,
    list::drug_name,
    pharmacy, supply, ties,
    words::{controlled, say, spoken},
};
use crate::{
    directions::{DirectionsFields, sentence},
    ui::{
        button::{Actions, Button, PostButton, Weight},
        choice::{Choice, SelectField},
        field::{TextField, field_id},
        form::{FieldError, Form, error_at},
        icon::Symbol,
        list::{Fact, Facts},
        notice::Notice as NoticeBox,
        page::{PageHead, Part},
        text::Lang,
        tone::Tone,
    },
};
use clinic::{
    directions::{self, DoseUnit, MOST_STEPS, units_of_form},
    prescribing::{Content, LONGEST_DRUG, LONGEST_INDICATION},
};
use leptos::prelude::*;

/// The whole page.
pub(super) fn view(desk: Desk, lang: Lang) -> AnyView {
    let title = drug_name(&desk.review.draft.content, desk.review.product.as_ref(), lang);
    let prepared = lang.with("prescribing-prepared-by", &[("name", desk.review.draft.preparer.clone().into())]);
    let shown = if desk.was_saved() { desk.review.lacks.as_slice() } else { &[] };
    let (errors, faults) = (lacks::errors(shown, lang), lacks::faults(shown));
    let form = Parts { desk: &desk, errors: &errors, lang };
    let removal = format!("{}/removal", desk.href());
    let revision = desk.review.draft.revision.to_string();
    let asked = desk.asked.clone();
    let parts = (
        ties::part(&desk, lang),
        form.drug(),
        form.directions(faults),
        supply::part(&desk, &errors, lang),
        form.reason(),
        pharmacy::part(&desk, &errors, lang),
        form.signer(),
        form.cards(),
    );
    let favourite = form.favourite();
    let (trouble, lacks) = (trouble(&desk, lang), lacks::notice(&desk.review, &desk.base, desk.reader, lang));
    view! {
        <PageHead title=title lead=prepared />
        {trouble}
        {lacks}
        <div class="prescribing">
            <Form action=desk.href()>
                // Enter in any field keeps the draft: it presses the first button of the form.
                <button type="submit" name="do" value="save" class="unseen" tabindex="-1" aria-hidden="true">
                    {lang.t("prescribing-save")}
                </button>
                <input type="hidden" name="revision" value=revision />
                <input type="hidden" name="from" value=asked.from />
                <input type="hidden" name="q_before" value=asked.q />
                <input type="hidden" name="place_before" value=asked.place />
                {parts}
                <Actions>
                    <Button name="do" value="review">{lang.t("prescribing-save-review")}</Button>
                    <Button name="do" value="save" weight=Weight::Secondary>{lang.t("prescribing-save")}</Button>
                    {favourite}
                </Actions>
            </Form>
            <PostButton action=removal weight=Weight::Danger>{lang.t("prescribing-discard")}</PostButton>
        </div>
    }
    .into_any()
}

/// Why the page shows what was typed and not what is kept.
fn trouble(desk: &Desk, lang: Lang) -> Option<AnyView> {
    Some(match desk.trouble.as_ref()? {
        Trouble::Changed => changed(desk, lang),
        Trouble::Controlled(drug, schedule) => {
            let title = lang.with("prescribing-controlled", &[("drug", drug.clone().into())]);
            let advice = controlled(*schedule, lang);
            view! { <NoticeBox tone=Tone::Danger title=title><p>{advice}</p></NoticeBox> }.into_any()
        }
        Trouble::NoFavourite => view! {
            <NoticeBox tone=Tone::Warn title=lang.t("prescribing-no-favourite")>
                <p>{lang.t("prescribing-no-favourite-advice")}</p>
            </NoticeBox>
        }
        .into_any(),
    })
}

/// What is kept now, beside the form with what was typed.
fn changed(desk: &Desk, lang: Lang) -> AnyView {
    let kept = &desk.review.draft.content;
    let directions = kept.directions.judge().ok().map(|directions| sentence(&directions, lang));
    let pharmacy = desk.review.pharmacy.as_ref().map(|pharmacy| pharmacy.name.clone());
    let dash = || lang.t("prescribing-not-filled");
    let filled = |text: &str| if text.trim().is_empty() { dash() } else { text.to_owned() };
    let facts = vec![
        Fact::new(lang.t("prescribing-drug"), drug_name(kept, desk.review.product.as_ref(), lang)),
        Fact::new(lang.t("prescribing-directions"), directions.unwrap_or_else(dash)),
        Fact::new(lang.t("prescribing-quantity"), filled(&format!("{} {}", kept.quantity, kept.unit))),
        Fact::new(lang.t("prescribing-refills"), filled(&kept.refills)),
        Fact::new(lang.t("prescribing-note"), filled(&kept.note)),
        Fact::new(lang.t("prescribing-indication"), filled(&kept.indication)),
        Fact::new(lang.t("prescribing-pharmacy"), pharmacy.unwrap_or_else(|| lang.t("prescribing-paper"))),
    ];
    view! {
        <NoticeBox tone=Tone::Danger title=lang.t("prescribing-changed")>
            <p>{lang.t("prescribing-changed-advice")}</p>
        </NoticeBox>
        <Part title=lang.t("prescribing-kept") id="kept">
            <Facts facts=facts />
        </Part>
    }
    .into_any()
}

/// What the parts of the form have in common.
struct Parts<'a> {
    desk: &'a Desk,
    errors: &'a [FieldError],
    lang: Lang,
}

impl Parts<'_> {
    fn content(&self) -> &Content {
        &self.desk.content
    }

    fn error(&self, field: &str) -> Option<String> {
        error_at(self.errors, field)
    }

    fn drug(&self) -> AnyView {
        let (lang, content) = (self.lang, self.content());
        let is_chosen = content.code().is_some() && (self.desk.review.product.is_some() || self.desk.is_refused());
        let field = if is_chosen {
            let known = lang.with("prescribing-rxnorm", &[("code", content.rxcui.clone().into())]);
            view! {
                <input type="hidden" name="rxcui" value=content.rxcui.clone() />
                <input type="hidden" name="drug" value=content.drug.clone() />
                <p id=field_id("drug") class="drug-chosen" tabindex="-1">
                    <strong>{content.drug.clone()}</strong>
                    <span class="line quiet-text">{known}</span>
                </p>
                {self.error("drug").map(|error| view! { <p class="error">{error}</p> })}
            }
            .into_any()
        } else {
            let words = (!content.drug.trim().is_empty())
                .then(|| view! { <p class="quiet-text">{lang.t("prescribing-drug-words")}</p> });
            view! {
                <TextField
                    name="drug"
                    label=lang.t("prescribing-drug-name")
                    value=content.drug.clone()
                    error=self.error("drug")
                    maxlength=LONGEST_DRUG
                    autocomplete="off"
                />
                {words}
            }
            .into_any()
        };
        let (found, sought) = (self.desk.found.as_ref(), self.desk.asked.q.as_str());
        let title = if is_chosen { lang.t("prescribing-another-drug") } else { lang.t("prescribing-search-button") };
        let is_open = found.is_some() || !is_chosen;
        let search = choices::field(sought, found, lang);
        let choices = found.map(|found| choices(found, sought, lang));
        view! {
            <Part title=lang.t("prescribing-drug") id="drug">
                {field}
                <details open=is_open>
                    <summary>{title}</summary>
                    <div class="filter">
                        {search}
                        <Button name="do" value="find-drug" weight=Weight::Secondary icon=Symbol::Search>
                            {lang.t("prescribing-search-button")}
                        </Button>
                    </div>
                    <div class="found" id="field-q-found">{choices}</div>
                </details>
            </Part>
        }
        .into_any()
    }

    fn directions(&self, faults: Vec<directions::Fault>) -> AnyView {
        let (lang, content) = (self.lang, self.content());
        let form = self.desk.review.product.as_ref().map(|product| product.dose_form.clone()).unwrap_or_default();
        let units: Vec<DoseUnit> = units_of_form(&form).to_vec();
        let presets = offered(&form)
            .iter()
            .enumerate()
            .map(|(place, preset)| {
                let words = sentence(preset, lang);
                view! {
                    <Button name="preset" value=place.to_string() weight=Weight::Secondary>
                        {words}
                    </Button>
                }
            })
            .collect::<Vec<_>>();
        let is_blank = content.directions.steps.iter().all(directions::StepTyped::is_blank);
        let presets = (!presets.is_empty()).then(|| {
            view! {
                <details class="presets" open=is_blank>
                    <summary>{lang.t("prescribing-presets")}</summary>
                    <div class="preset-buttons">{presets}</div>
                </details>
            }
        });
        let before = self.desk.before.clone().map(|before| {
            view! {
                <NoticeBox tone=Tone::Info title=lang.t("prescribing-before")>
                    <p class="sig">{before}</p>
                    <p>{lang.t("prescribing-before-advice")}</p>
                </NoticeBox>
            }
        });
        let more = (content.directions.steps.len() < MOST_STEPS).then(|| {
            view! {
                <Button name="do" value="step" weight=Weight::Quiet>{lang.t("prescribing-add-step")}</Button>
            }
        });
        let steps = content.directions.steps.len().max(1);
        let (typed, sentences) = (content.directions.clone(), self.sentences());
        view! {
            <Part title=lang.t("prescribing-directions") id="directions">
                {before}
                {presets}
                <DirectionsFields typed=typed faults=faults lang=lang units=units steps=steps />
                {more}
                {sentences}
            </Part>
        }
        .into_any()
    }

    /// What was last kept as the patient will read it, and as the prescriber reads it.
    fn sentences(&self) -> Option<AnyView> {
        let lang = self.lang;
        let kept = self.desk.review.draft.content.directions.judge().ok()?;
        let theirs = spoken(self.desk.language);
        let for_patient = say(&kept, self.desk.language);
        let own = (theirs != lang).then(|| {
            let words = sentence(&kept, lang);
            view! { <p class="sig quiet-text">{words}</p> }
        });
        Some(
            view! {
                <div class="reads">
                    <p class="quiet-text">{lang.t("prescribing-reads")}</p>
                    <p class="sig" lang=theirs.tag()>{for_patient}</p>
                    {own}
                </div>
            }
            .into_any(),
        )
    }

    fn reason(&self) -> AnyView {
        let (lang, content) = (self.lang, self.content());
        let options =
            self.desk.conditions.iter().map(|name| view! { <option value=name.clone()></option> }).collect_view();
        view! {
            <TextField
                name="indication"
                label=lang.t("prescribing-indication")
                hint=lang.t("prescribing-indication-hint")
                value=content.indication.clone()
                error=self.error("indication")
                maxlength=LONGEST_INDICATION
                autocomplete="off"
                list="conditions"
                optional=true
            />
            <datalist id="conditions">{options}</datalist>
        }
        .into_any()
    }

    fn signer(&self) -> AnyView {
        let lang = self.lang;
        if self.desk.is_prescriber {
            return ().into_any();
        }
        let names = self.desk.prescribers.iter().map(|one| Choice::new(one.id.to_string(), one.name.clone()));
        let choices = std::iter::once(Choice::new("", lang.t("prescribing-choose"))).chain(names).collect();
        view! {
            <SelectField
                name="prescriber"
                label=lang.t("prescribing-signer")
                hint=lang.t("prescribing-signer-hint")
                choices=choices
                value=self.desk.prescriber.map(|id| id.to_string())
            />
        }
        .into_any()
    }

    fn cards(&self) -> AnyView {
        let lang = self.lang;
        let cards = cards::cards(&self.desk.review.warnings, self.desk.is_prescriber, lang);
        let error = self.error("reasons").map(|error| view! { <p class="error">{error}</p> });
        view! {
            <Part title=lang.t("prescribing-cards") id=field_id("reasons")>
                {error}
                {cards}
            </Part>
        }
        .into_any()
    }

    fn favourite(&self) -> Option<AnyView> {
        let (lang, offered) = (self.lang, self.desk.is_prescriber && self.desk.review.product.is_some());
        offered.then(|| {
            view! {
                <Button name="do" value="favourite" weight=Weight::Quiet>
                    {lang.t("prescribing-favourite-keep")}
                </Button>
            }
            .into_any()
        })
    }
}
