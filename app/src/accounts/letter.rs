//! The letter that invites someone on paper.

use crate::{ui::text::Lang, web::Here};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use leptos::prelude::*;

/// Who a letter invites: each has a page and a second half of the key, which never stands in the letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Letter {
    /// A patient, who also knows their birth date.
    Patient,
    /// Someone who works here, who also knows the address they were invited with.
    Staff,
    /// Someone to help a patient, who also knows the patient's birth date.
    Helper,
}

impl Letter {
    /// The page where the code is typed.
    pub(crate) fn path(self) -> &'static str {
        match self {
            Self::Patient => "/invitation",
            Self::Staff => "/invitation/staff",
            Self::Helper => "/invitation/helper",
        }
    }

    /// The letter to print, in the language of who gets it; a helper's says whom they are to help. The rest of the page is not
    /// printed.
    pub(crate) fn show(
        self,
        here: &Here,
        lang: Lang,
        (name, whom): (String, Option<String>),
        code: String,
        expires_at: DateTime<Utc>,
    ) -> impl IntoView + use<> {
        let settings = &here.portal.settings;
        let zone: Tz = settings.zone;
        let day = |at: DateTime<Utc>| lang.date_long(at.with_timezone(&zone).date_naive());
        let clinic = settings.clinic_name.clone();
        let address = format!("{}{}", settings.origin, self.path());
        let until = lang.with("letter-until", &[("date", day(expires_at).into())]);
        let help = match settings.clinic_phone.clone() {
            Some(phone) => lang.with("letter-help-phone", &[("phone", phone.into())]),
            None => lang.t("letter-help"),
        };
        let (what, key, account) = match self {
            Self::Patient => (lang.t("letter-what"), lang.t("letter-step-code"), lang.t("letter-step-account")),
            Self::Staff => {
                (lang.t("letter-what-staff"), lang.t("letter-step-code-email"), lang.t("letter-step-password"))
            }
            Self::Helper => (
                lang.with("letter-what-helper", &[("name", whom.unwrap_or_default().into())]),
                lang.t("letter-step-code-their"),
                lang.t("letter-step-account"),
            ),
        };
        let today = day(here.now);
        view! {
            <article class="letter" lang=lang.tag()>
                <p class="letter-clinic">{clinic.clone()}</p>
                <p>{today}</p>
                <h2>{lang.with("letter-title", &[("clinic", clinic.into())])}</h2>
                <p>{lang.with("letter-greeting", &[("name", name.into())])}</p>
                <p>{what}</p>
                <ol class="letter-steps">
                    <li>{lang.t("letter-step-open")} <strong class="letter-address">{address}</strong></li>
                    <li>{key} <strong class="letter-code">{code}</strong></li>
                    <li>{account}</li>
                </ol>
                <p>{until}</p>
                <p>{lang.t("letter-secret")}</p>
                <p>{help}</p>
            </article>
        }
    }
}
