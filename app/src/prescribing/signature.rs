//! Looking through drafts and signing them: the second factor is given while all of it is on screen.

use super::{
    lacks,
    list::drug_name,
    sheet, ties,
    words::{prescriber, say},
};
use crate::{
    factors::{SigningWays, signing_challenge, signing_ways, take_factor},
    ui::{
        button::LinkButton,
        empty::Empty,
        form::FieldError,
        icon::Symbol,
        nav::Section,
        notice::Notice as NoticeBox,
        page::{PageHead, Part},
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Frame, Here, InChart, Notice, Signed, Typed, after},
};
use chrono_tz::Tz;
use clinic::{
    accounts::{Clinician, FactorKind, Prescriber, Role},
    ids::{AccountId, PrescriptionId},
    prescribing::{
        Lack, NotSigned, PrescriberName, Refused, Sheet, Signing, drafts, prescribers, sheets, sign, signable,
    },
};
use leptos::prelude::*;
use std::collections::HashSet;

/// All drafts as they would be signed.
pub(crate) async fn page(here: Here, place: InChart, Signed(_): Signed<Clinician>) -> Answer {
    show(here, &place, None, None).await
}

/// What the browser is to sign with a passkey of the prescriber's.
pub(crate) async fn ask_passkey(here: Here, _: InChart, Signed(_): Signed<Prescriber>) -> Answer {
    signing_challenge(&here).await
}

/// Signs what was ticked, with the factor that came with it.
pub(crate) async fn give(
    here: Here,
    place: InChart,
    Signed(by): Signed<Prescriber>,
    Typed(typed): Typed<Vec<(String, String)>>,
) -> Answer {
    let value = |name: &str| typed.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.as_str());
    let chosen: Vec<(PrescriptionId, i64)> =
        typed.iter().filter(|(name, _)| name == "sign").filter_map(|(_, shown)| read(shown)).collect();
    let ticked: HashSet<PrescriptionId> = chosen.iter().map(|(id, _)| *id).collect();
    let mut signing = Signing {
        by: &by,
        chart: &place.chart,
        drafts: &chosen,
        factor: FactorKind::Totp,
        say,
        now: here.now,
        today: here.today(),
    };
    // Nobody is asked for a factor in vain.
    if let Err(why) = signable(&here.portal, &signing).await? {
        return show(here, &place, Some(ticked), Some(Wrong::NotSigned(why))).await;
    }
    match take_factor(&here, value("code"), value("challenge"), value("credential")).await? {
        Ok(factor) => signing.factor = factor,
        Err(error) => return show(here, &place, Some(ticked), Some(Wrong::Factor(error))).await,
    }
    match sign(&here.portal, &signing).await? {
        Ok(_) => Ok(after(&place.href("/prescribing"), Some(Notice::PrescriptionsSigned))),
        Err(why) => show(here, &place, Some(ticked), Some(Wrong::NotSigned(why))).await,
    }
}

/// A draft with the revision that was shown: `id.revision`.
fn read(shown: &str) -> Option<(PrescriptionId, i64)> {
    let (id, revision) = shown.split_once('.')?;
    Some((id.parse().ok()?, revision.parse().ok()?))
}

/// Why nothing was signed.
enum Wrong {
    NotSigned(NotSigned),
    Factor(FieldError),
}

/// What the page shows.
struct Desk {
    sheets: Vec<Sheet>,
    /// Who could sign, where the reader cannot.
    prescribers: Vec<PrescriberName>,
    me: Option<AccountId>,
    ways: Option<SigningWays>,
    base: String,
    is_admin: bool,
    zone: Tz,
    ticked: Option<HashSet<PrescriptionId>>,
}

impl Desk {
    /// Who reads it: a prescriber looks at their own licence, others at that of whom a draft waits for.
    fn reader(&self, meant: Option<AccountId>) -> lacks::Reader {
        lacks::Reader { is_admin: self.is_admin, signer: self.me.or(meant) }
    }
}

async fn show(here: Here, place: &InChart, ticked: Option<HashSet<PrescriptionId>>, wrong: Option<Wrong>) -> Answer {
    let (lang, portal, chart) = (here.lang, &here.portal, &place.chart);
    let me = prescriber(&here).map(|me| me.account());
    let mut q = here.read().await?;
    let at = (here.now, here.today());
    let mut all = Vec::new();
    let prescribers = prescribers(&mut q).await?;
    if me.is_some() {
        all = sheets(&mut q, portal, chart, me, say, at).await?;
    } else {
        // Each as the one would sign it whom it waits for.
        let mut signers: Vec<Option<AccountId>> = Vec::new();
        for draft in drafts(&mut q, chart).await? {
            if !signers.contains(&draft.prescriber) {
                signers.push(draft.prescriber);
            }
        }
        for signer in signers {
            let theirs = sheets(&mut q, portal, chart, signer, say, at).await?;
            all.extend(theirs.into_iter().filter(|sheet| sheet.review.draft.prescriber == signer));
        }
    }
    drop(q);
    let ways = match me {
        Some(_) => Some(signing_ways(&here).await?),
        None => None,
    };
    let is_admin = here.visit.session.as_ref().is_some_and(|session| session.roles().has(Role::Admin));
    let desk = Desk {
        sheets: all,
        prescribers,
        me,
        ways,
        base: place.base.clone(),
        is_admin,
        zone: portal.settings.zone,
        ticked,
    };
    let script = desk.ways.as_ref().and_then(SigningWays::script);
    let frame = Frame::new(here, lang.t("prescribing-signature-title"))
        .section(Section::Prescriptions)
        .of(place)
        .script(script)
        .crumb(place.href("/prescriptions"), lang.t("nav-prescriptions"))
        .crumb(place.href("/prescribing"), lang.t("prescribing-title"));
    let frame = if wrong.is_some() { frame.refused() } else { frame };
    Ok(frame.show(move || view(desk, wrong, lang)).await)
}

fn view(desk: Desk, wrong: Option<Wrong>, lang: Lang) -> AnyView {
    let trouble = wrong.as_ref().map(|wrong| trouble(wrong, &desk, lang));
    let errors: Vec<FieldError> = match wrong {
        Some(Wrong::Factor(error)) => vec![error],
        _ => Vec::new(),
    };
    if desk.sheets.is_empty() {
        let back = format!("{}/prescribing", desk.base);
        return view! {
            <PageHead title=lang.t("prescribing-signature-title") />
            {trouble}
            <Empty icon=Symbol::Prescriptions title=lang.t("prescribing-signature-none")>
                <p>
                    <LinkButton href=back>{lang.t("prescribing-title")}</LinkButton>
                </p>
            </Empty>
        }
        .into_any();
    }
    let common = desk.sheets.iter().find_map(|one| one.signable.as_ref()).map(|one| sheet::common(one, lang));
    let rows = desk
        .sheets
        .iter()
        .map(|one| {
            let tick = match desk.me {
                Some(me) => tick(one, me, &desk, lang),
                None => Some(waits_for(one, &desk, lang)),
            };
            sheet::sheet(one, &desk.base, tick, desk.reader(one.review.draft.prescriber), desk.zone, lang)
        })
        .collect::<Vec<_>>();
    let over = desk
        .sheets
        .iter()
        .filter(|one| desk.me.is_some() && one.review.draft.prescriber == desk.me)
        .filter(|one| one.review.lacks.contains(&Lack::Answered))
        .map(|one| {
            let drug = drug_name(&one.review.draft.content, one.review.product.as_ref(), lang);
            ties::over(&desk.base, one.review.draft.id, drug, lang)
        })
        .collect::<Vec<_>>();
    let any = desk.sheets.iter().any(Sheet::is_ready);
    let action = format!("{}/prescribing/signature", desk.base);
    let body = match desk.ways.filter(|_| any) {
        Some(ways) => {
            let children = view! { {rows} {statement(lang)} }.into_any();
            ways.form(&action, &errors, lang.t("prescribing-sign"), children, lang)
        }
        None => view! { <div class="form wide">{rows}</div> }.into_any(),
    };
    let lead =
        if desk.me.is_some() { lang.t("prescribing-signature-lead") } else { lang.t("prescribing-signature-clerk") };
    view! {
        <PageHead title=lang.t("prescribing-signature-title") lead=lead />
        {trouble}
        {over}
        {common}
        <div class="prescribing">{body}</div>
    }
    .into_any()
}

/// What signing means.
fn statement(lang: Lang) -> AnyView {
    view! {
        <Part title=lang.t("prescribing-statement-title") id="statement">
            <ul class="statement">
                <li>{lang.t("prescribing-statement-read")}</li>
                <li>{lang.t("prescribing-statement-act")}</li>
                <li>{lang.t("prescribing-statement-final")}</li>
                <li>{lang.t("prescribing-statement-controlled")}</li>
            </ul>
        </Part>
    }
    .into_any()
}

/// The box that takes a draft in or leaves it out; what is not ready has none.
fn tick(one: &Sheet, me: AccountId, desk: &Desk, lang: Lang) -> Option<AnyView> {
    if !one.is_ready() {
        return None;
    }
    let draft = &one.review.draft;
    // What somebody else is to sign is signed only by whoever means to.
    let is_other = draft.prescriber.is_some_and(|meant| meant != me);
    let checked = match &desk.ticked {
        Some(ticked) => ticked.contains(&draft.id),
        None => !is_other,
    };
    let whose = is_other.then(|| {
        let name = name_of(desk, draft.prescriber);
        view! { <p class="hint">{lang.with("prescribing-prepared-for", &[("name", name.into())])}</p> }
    });
    let name = drug_name(&draft.content, one.review.product.as_ref(), lang);
    let id = format!("sign-{}", draft.id);
    Some(
        view! {
            <div class="field check">
                <div class="tick">
                    <input
                        id=id.clone()
                        type="checkbox"
                        name="sign"
                        value=format!("{}.{}", draft.id, draft.revision)
                        checked=checked
                    />
                    <label for=id>{lang.with("prescribing-sign-this", &[("drug", name.into())])}</label>
                </div>
                {whose}
            </div>
        }
        .into_any(),
    )
}

/// Whose signature it waits for.
fn waits_for(one: &Sheet, desk: &Desk, lang: Lang) -> AnyView {
    let words = match one.review.draft.prescriber {
        Some(_) => {
            let name = name_of(desk, one.review.draft.prescriber);
            lang.with("prescribing-signs", &[("name", name.into())])
        }
        None => lang.t("prescribing-signs-nobody"),
    };
    view! { <p><strong>{words}</strong></p> }.into_any()
}

fn name_of(desk: &Desk, account: Option<AccountId>) -> String {
    let known = desk.prescribers.iter().find(|one| Some(one.id) == account);
    known.map(|one| one.name.clone()).unwrap_or_default()
}

/// Why nothing was signed, and what to do.
fn trouble(wrong: &Wrong, desk: &Desk, lang: Lang) -> AnyView {
    let name = |id: &PrescriptionId| {
        let one = desk.sheets.iter().find(|one| one.review.draft.id == *id);
        one.map_or_else(
            || lang.t("prescribing-one-of-them"),
            |one| drug_name(&one.review.draft.content, one.review.product.as_ref(), lang),
        )
    };
    let (advice, list): (String, &[Lack]) = match wrong {
        Wrong::Factor(error) => (error.message.clone(), &[]),
        Wrong::NotSigned(NotSigned::Nothing) => (lang.t("prescribing-not-signed-nothing"), &[]),
        Wrong::NotSigned(NotSigned::Changed(id)) => {
            (lang.with("prescribing-not-signed-changed", &[("drug", name(id).into())]), &[])
        }
        Wrong::NotSigned(NotSigned::Lacking(id, lacks)) => {
            (lang.with("prescribing-not-signed-lacking", &[("drug", name(id).into())]), lacks.as_slice())
        }
        Wrong::NotSigned(NotSigned::Answered(id)) => {
            (lang.with("prescribing-not-signed-answered", &[("drug", name(id).into())]), &[])
        }
        Wrong::NotSigned(NotSigned::Replaced(id, refused)) => (
            lang.with(
                "prescribing-not-signed-replaced",
                &[("drug", name(id).into()), ("why", why(refused, lang).into())],
            ),
            &[],
        ),
    };
    let draft = match wrong {
        Wrong::NotSigned(NotSigned::Lacking(id, _)) => format!("{}/prescribing/{id}", desk.base),
        _ => String::new(),
    };
    let list = (!list.is_empty()).then(|| lacks::list(list, &desk.base, &draft, desk.reader(desk.me), lang));
    view! {
        <NoticeBox tone=Tone::Danger title=lang.t("prescribing-not-signed")>
            <p>{advice}</p>
            {list}
        </NoticeBox>
    }
    .into_any()
}

fn why(refused: &Refused, lang: Lang) -> String {
    match refused {
        Refused::Cancelled => lang.t("prescribing-why-cancelled"),
        Refused::Rejected => lang.t("prescribing-why-rejected"),
        Refused::Expired => lang.t("prescribing-why-expired"),
        Refused::Completed | Refused::HandedOut => lang.t("prescribing-why-handed-out"),
        Refused::CancellationPending => lang.t("prescribing-why-pending"),
        Refused::Unsigned | Refused::NothingPending | Refused::NoQuantity | Refused::TooMuch { .. } => {
            lang.t("prescribing-why-other")
        }
    }
}
