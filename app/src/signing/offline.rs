use crate::{
    ui::text::Lang,
    web::{Answer, Here, sex_name},
};
use axum::{
    http::header,
    response::{Html, IntoResponse as _},
};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use clinic::{
    Error,
    patients::Sex,
    signing::{jwks, published},
};
use serde_json::{Value, json, value::RawValue};
use sha2::{Digest as _, Sha256};

const PAGE: &str = include_str!("offline.html");
const STYLE: &str = include_str!("offline.css");
const SCRIPT: &str = concat!(include_str!("scan.js"), include_str!("offline.js"));

/// One file that checks codes without a network: page, style, script, words and the published keys.
pub(crate) async fn file(here: Here) -> Answer {
    let keys = jwks(&published(&mut here.read().await?, &here.portal.keys).await?)?;
    let page = page(&here, &keys.body)?;
    let about = [(header::CONTENT_DISPOSITION, "attachment; filename=\"check-prescriptions.html\"")];
    Ok((about, Html(page)).into_response())
}

fn page(here: &Here, keys: &str) -> Result<String, Error> {
    let settings = &here.portal.settings;
    let words: serde_json::Map<String, Value> =
        Lang::ALL.into_iter().map(|lang| (lang.tag().to_owned(), words(lang, &settings.clinic_name))).collect();
    let broken = |error: serde_json::Error| Error::Broken(format!("the page for checking off-line: {error}"));
    let data = serde_json::to_string(&json!({
        "lang": here.lang.tag(),
        "saved": here.now.timestamp_millis(),
        "origin": settings.origin,
        "phone": settings.clinic_phone,
        "keys": serde_json::from_str::<&RawValue>(keys).map_err(broken)?,
        "words": words,
    }))
    .map_err(broken)?;
    // Nothing in it ends the element it stands in.
    let data = data.replace('<', "\\u003c");
    // The parts that the page is made of hold none of these marks, and the data come last.
    Ok(PAGE
        .replace("%SCRIPT-HASH%", &hash(SCRIPT))
        .replace("%STYLE-HASH%", &hash(STYLE))
        .replace("%LANG%", here.lang.tag())
        .replace("%TITLE%", &here.lang.t("signing-offline-title"))
        .replace("%NO-SCRIPT%", &here.lang.t("signing-offline-no-script"))
        .replace("%STYLE%", STYLE)
        .replace("%SCRIPT%", SCRIPT)
        .replace("%DATA%", &data))
}

/// What a content security policy names a script or style by.
fn hash(text: &str) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(text)))
}

/// The words of the page, by the names its script knows them by.
fn words(lang: Lang, clinic: &str) -> Value {
    json!({
        "title": lang.t("signing-offline-title"),
        "lead": lang.with("signing-offline-lead", &[("clinic", clinic.into())]),
        "own": lang.own_name(),
        "saved": lang.t("signing-offline-saved"),
        "known": lang.t("signing-offline-keys"),
        "online": lang.t("signing-offline-online"),
        "noCrypto": lang.t("signing-offline-no-crypto"),
        "code": lang.t("signing-code"),
        "hint": lang.t("signing-code-hint"),
        "missing": lang.t("signing-code-missing"),
        "check": lang.t("signing-check"),
        "checking": lang.t("signing-offline-checking"),
        "scan": lang.t("signing-scan"),
        "stop": lang.t("signing-scan-stop"),
        "failed": lang.t("signing-scan-failed"),
        "without": lang.t("signing-scan-without"),
        "view": lang.t("signing-scan-view"),
        "good": lang.t("signing-good"),
        "goodAdvice": lang.t("signing-offline-good"),
        "goodNever": lang.t("signing-good-never"),
        "state": lang.t("signing-state"),
        "never": lang.t("signing-offline-never"),
        "over": lang.t("signing-over"),
        "overAdvice": lang.t("signing-offline-over"),
        "content": lang.t("signing-content"),
        "bad": {
            "title": lang.t("signing-bad"),
            "malformed": lang.t("signing-bad-malformed"),
            "parts": lang.t("signing-bad-parts"),
            "notOurs": lang.t("signing-bad-not-ours"),
            "unknownKey": lang.t("signing-bad-unknown-offline"),
            "altered": lang.t("signing-bad-altered"),
            "unreadable": lang.t("signing-bad-unreadable"),
        },
        "facts": {
            "patient": lang.t("signing-patient"),
            "born": lang.t("signing-born"),
            "sex": lang.t("signing-sex"),
            "address": lang.t("signing-address"),
            "phone": lang.t("signing-phone"),
            "drug": lang.t("signing-drug"),
            "rxnorm": lang.t("signing-rxnorm"),
            "sig": lang.t("signing-directions"),
            "es": lang.t("signing-directions-es"),
            "quantity": lang.t("signing-quantity"),
            "refills": lang.t("signing-refills"),
            "substitution": lang.t("signing-substitution"),
            "reason": lang.t("signing-indication"),
            "note": lang.t("signing-note"),
            "prescriber": lang.t("signing-prescriber"),
            "npi": lang.t("signing-npi"),
            "licence": lang.t("signing-licence"),
            "clinic": lang.t("signing-clinic"),
            "pharmacy": lang.t("signing-pharmacy"),
            "signed": lang.t("signing-signed"),
            "until": lang.t("signing-until"),
            "replaces": lang.t("signing-replaces"),
            "overridden": lang.t("signing-overridden"),
            "number": lang.t("signing-number"),
            "issuer": lang.t("signing-issuer"),
            "key": lang.t("signing-key"),
        },
        "substitution": {
            "yes": lang.t("signing-substitution-yes"),
            "no": lang.t("signing-substitution-no"),
        },
        "sex": {
            "male": sex_name(Sex::Male, lang),
            "female": sex_name(Sex::Female, lang),
            "other": sex_name(Sex::Other, lang),
            "unknown": sex_name(Sex::Unknown, lang),
        },
    })
}
