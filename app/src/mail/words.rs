//! What mails say: a text part, and an HTML part with the same words and one button.

use super::visits::{self, Beside};
use crate::ui::text::Lang;
use chrono::{DateTime, Utc};
use clinic::{
    Settings,
    accounts::Language,
    mail::{Content, Invited, Kind, Letter, Rendered, Sender},
};

/// The style of the HTML part; what a mail program leaves out of it is not missed.
const STYLE: &str = "body{margin:0;padding:24px;background:#f5f3f7;color:#241c2b;font:16px/1.5 system-ui,sans-serif}\
    main{max-width:560px;margin:0 auto;padding:24px;background:#fff;border-radius:8px}\
    a{color:#5b2a86}\
    .button{display:inline-block;padding:12px 20px;border-radius:6px;background:#5b2a86;color:#fff;font-weight:600;text-decoration:none}\
    .code{font-size:30px;font-weight:700;letter-spacing:4px}\
    table{margin:16px 0;border-collapse:collapse;width:100%}\
    th{padding:8px 16px 8px 0;text-align:left;vertical-align:top;font-weight:600;color:#544a5c;white-space:nowrap}\
    td{padding:8px 0;vertical-align:top}\
    tr{border-bottom:1px solid #dcd5e2}\
    .address{font-size:14px;overflow-wrap:break-word}\
    footer{margin-top:24px;padding-top:16px;border-top:1px solid #dcd5e2;font-size:14px;color:#544a5c}";

/// Words of a mail, in the order they are read.
struct Words {
    subject: String,
    /// What has happened.
    first: String,
    /// What and its value, which may have several lines.
    facts: Vec<(String, String)>,
    code: Option<String>,
    /// What the button says, and where it leads.
    button: Option<(String, String)>,
    /// Other addresses, and what is there.
    links: Vec<(String, String)>,
    until: Option<String>,
    advice: Option<String>,
    /// Whether the advice tells when to press the button, and so comes before it.
    advice_first: bool,
    clinic: String,
    phone: Option<String>,
    why: String,
    never: String,
    /// Where such notices are ended.
    end: Option<String>,
    lang: Lang,
}

/// Writes a mail in its recipient's language. `answered` tells whether somebody reads answers to it.
pub fn render(letter: &Letter, settings: &Settings, answered: bool) -> Rendered {
    let words = Words::of(letter, settings, answered);
    let (subject, text, html) = (words.subject.clone(), words.text(), words.html());
    Rendered { subject, text, html, unsubscribe: words.end, calendar: None }
}

/// Writes a mail as it leaves: also for the recipient's calendar, where it is for one.
pub(super) fn render_from(letter: &Letter, settings: &Settings, sender: &Sender, now: DateTime<Utc>) -> Rendered {
    let calendar = visits::calendar(letter, settings, sender, language(letter), now);
    Rendered { calendar, ..render(letter, settings, sender.reply_to.is_some()) }
}

fn language(letter: &Letter) -> Lang {
    match letter.language {
        Some(Language::Es) => Lang::Es,
        Some(Language::En) | None => Lang::En,
    }
}

impl Words {
    fn of(letter: &Letter, settings: &Settings, answered: bool) -> Self {
        let lang = language(letter);
        let clinic = settings.clinic_name.clone();
        let whole = |path: &str| format!("{}{path}", settings.origin);
        let moment = |at: DateTime<Utc>| lang.moment(at, settings.zone);
        let Said { subject, first, button, advice } =
            visits::said(letter, settings, lang).unwrap_or_else(|| said(letter, &clinic, lang));
        let Beside { facts, path: visit_path, links, until: visit_until } = visits::beside(letter, settings, lang);
        let (path, code, until) = match &letter.content {
            Content::Link { path, until } | Content::Invitation { path, until, .. } => {
                (Some(path.as_str()), None, Some(lang.with("mail-until", &[("time", moment(*until).into())])))
            }
            Content::Code { code, until } => {
                let until = lang.with("mail-code-until", &[("time", moment(*until).into())]);
                (None, Some(code.clone()), Some(until))
            }
            Content::Notice { path } => (Some(*path), None, None),
            Content::Visit(_) | Content::Offer(_) => (visit_path.as_deref(), None, visit_until),
        };
        let why = if answered {
            lang.with("mail-from-portal-reply", &[("clinic", clinic.clone().into())])
        } else {
            lang.with("mail-from-portal", &[("clinic", clinic.clone().into())])
        };
        Self {
            subject,
            first,
            facts,
            code,
            button: button.zip(path.map(whole)),
            links: links.into_iter().map(|(words, path)| (words, whole(&path))).collect(),
            until,
            advice,
            advice_first: matches!(letter.kind, Kind::EmailChange | Kind::PasswordChanged | Kind::FactorChanged),
            phone: settings
                .clinic_phone
                .as_ref()
                .map(|phone| lang.with("mail-phone", &[("phone", phone.clone().into())])),
            clinic,
            why,
            never: lang.t("mail-never-asks"),
            end: letter.unsubscribe.as_ref().map(|path| whole(path)),
            lang,
        }
    }

    fn text(&self) -> String {
        let lang = self.lang;
        let mut parts = vec![lang.t("mail-greeting"), self.first.clone()];
        parts.extend(self.facts.iter().map(|(what, value)| format!("{what}:\n{value}")));
        parts.extend(self.code.as_ref().map(|code| format!("    {code}")));
        parts.extend(self.advice.clone().filter(|_| self.advice_first));
        parts.extend(self.button.iter().chain(&self.links).map(|(words, href)| format!("{words}:\n{href}")));
        parts.extend(self.until.clone());
        parts.extend(self.advice.clone().filter(|_| !self.advice_first));
        let mut foot = vec![self.clinic.clone()];
        foot.extend(self.phone.clone());
        parts.push(foot.join("\n"));
        parts.push(format!("{}\n{}", self.why, self.never));
        parts.extend(self.end.as_ref().map(|end| format!("{}\n{end}", lang.t("mail-end-notices"))));
        parts.join("\n\n") + "\n"
    }

    fn html(&self) -> String {
        let lang = self.lang;
        let mut body = vec![paragraph("", &lang.t("mail-greeting")), paragraph("", &self.first)];
        body.extend((!self.facts.is_empty()).then(|| table(&self.facts)));
        body.extend(self.code.as_ref().map(|code| paragraph(" class=\"code\"", code)));
        let advice = self.advice.as_ref().map(|advice| paragraph("", advice));
        body.extend(advice.clone().filter(|_| self.advice_first));
        if let Some((words, href)) = &self.button {
            let (words, href) = (escaped(words), escaped(href));
            body.push(format!("<p><a class=\"button\" href=\"{href}\">{words}</a></p>"));
            let copy = escaped(&lang.t("mail-link-as-text"));
            body.push(format!("<p class=\"address\">{copy}<br><a href=\"{href}\">{href}</a></p>"));
        }
        body.extend(
            self.links
                .iter()
                .map(|(words, href)| format!("<p><a href=\"{}\">{}</a></p>", escaped(href), escaped(words))),
        );
        body.extend(self.until.as_ref().map(|until| paragraph("", until)));
        body.extend(advice.filter(|_| !self.advice_first));
        let mut foot = vec![format!("<p><strong>{}</strong></p>", escaped(&self.clinic))];
        foot.extend(self.phone.as_ref().map(|phone| paragraph("", phone)));
        foot.push(paragraph("", &self.why));
        foot.push(paragraph("", &self.never));
        if let Some(end) = &self.end {
            let words = escaped(&lang.t("mail-end-notices-link"));
            foot.push(format!("<p><a href=\"{}\">{words}</a></p>", escaped(end)));
        }
        format!(
            "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n\
             <style>{STYLE}</style>\n</head>\n<body>\n<main>\n{}\n<footer>\n{}\n</footer>\n</main>\n</body>\n</html>\n",
            lang.tag(),
            escaped(&self.subject),
            body.join("\n"),
            foot.join("\n"),
        )
    }
}

/// What a kind of mail says.
pub(super) struct Said {
    pub subject: String,
    pub first: String,
    pub button: Option<String>,
    pub advice: Option<String>,
}

fn said(letter: &Letter, clinic: &str, lang: Lang) -> Said {
    let clinic = || clinic.to_owned();
    let (subject, first, button, advice) = match letter.kind {
        Kind::Invitation => (
            lang.t("mail-invitation-subject"),
            match &letter.content {
                Content::Invitation { invited: Invited::Staff, .. } => {
                    lang.with("mail-invitation-staff", &[("clinic", clinic().into())])
                }
                Content::Invitation { invited: Invited::Helper, .. } => {
                    lang.with("mail-invitation-helper", &[("clinic", clinic().into())])
                }
                Content::Invitation { invited: Invited::Setup, .. } => {
                    lang.with("mail-invitation-setup", &[("clinic", clinic().into())])
                }
                _ => lang.with("mail-invitation-patient", &[("clinic", clinic().into())]),
            },
            Some(lang.t("mail-invitation-button")),
            Some(lang.t("mail-not-you")),
        ),
        Kind::EmailVerification => (
            lang.t("mail-verification-subject"),
            lang.with("mail-verification", &[("clinic", clinic().into())]),
            Some(lang.t("mail-verification-button")),
            Some(lang.t("mail-not-you")),
        ),
        Kind::EmailChange => (
            lang.t("mail-change-subject"),
            lang.with("mail-change", &[("clinic", clinic().into())]),
            Some(lang.t("mail-change-button")),
            Some(lang.t("mail-change-advice")),
        ),
        Kind::EmailLeft => (
            lang.t("mail-change-subject"),
            lang.with("mail-change", &[("clinic", clinic().into())]),
            None,
            Some(lang.t("mail-change-call")),
        ),
        Kind::PasswordReset => (
            lang.t("mail-reset-subject"),
            lang.with("mail-reset", &[("clinic", clinic().into())]),
            Some(lang.t("mail-reset-button")),
            Some(lang.t("mail-not-you")),
        ),
        Kind::PasswordChanged => (
            lang.t("mail-password-subject"),
            lang.with("mail-password", &[("clinic", clinic().into())]),
            Some(lang.t("mail-password-button")),
            Some(lang.t("mail-password-advice")),
        ),
        Kind::SignInCode => (
            lang.t("mail-code-subject"),
            lang.with("mail-code", &[("clinic", clinic().into())]),
            None,
            Some(lang.t("mail-code-advice")),
        ),
        Kind::FactorChanged => (
            lang.t("mail-factor-subject"),
            lang.with("mail-factor", &[("clinic", clinic().into())]),
            Some(lang.t("mail-factor-button")),
            Some(lang.t("mail-factor-advice")),
        ),
        Kind::HelperAdded => (
            lang.t("mail-helper-added-subject"),
            lang.with("mail-helper-added", &[("clinic", clinic().into())]),
            Some(lang.t("mail-helper-added-button")),
            None,
        ),
        Kind::HelperEnded => (
            lang.t("mail-helper-ended-subject"),
            lang.with("mail-helper-ended", &[("clinic", clinic().into())]),
            Some(lang.t("mail-helper-ended-button")),
            None,
        ),
        Kind::RecordOpened => (
            lang.t("mail-record-opened-subject"),
            lang.with("mail-record-opened", &[("clinic", clinic().into())]),
            Some(lang.t("mail-record-opened-button")),
            None,
        ),
        Kind::ProfileAnswered => (
            lang.t("mail-profile-subject"),
            lang.with("mail-profile", &[("clinic", clinic().into())]),
            Some(lang.t("mail-profile-button")),
            None,
        ),
        Kind::PrescriberConfirmed => (
            lang.t("mail-prescriber-subject"),
            lang.with("mail-prescriber", &[("clinic", clinic().into())]),
            Some(lang.t("mail-prescriber-button")),
            None,
        ),
        Kind::PrescriptionChanged | Kind::ResultShown => (
            lang.t("mail-portal-news-subject"),
            lang.with("mail-portal-news", &[("clinic", clinic().into())]),
            Some(lang.t("mail-portal-news-button")),
            None,
        ),
        Kind::InboxNotice => (
            lang.t("mail-inbox-subject"),
            lang.with("mail-inbox", &[("clinic", clinic().into())]),
            Some(lang.t("mail-inbox-button")),
            None,
        ),
        Kind::QuestionAnswered => (
            lang.t("mail-replied-subject"),
            lang.with("mail-replied", &[("clinic", clinic().into())]),
            Some(lang.t("mail-portal-news-button")),
            None,
        ),
        Kind::CriticalResult => (
            lang.t("mail-urgent-subject"),
            lang.with("mail-urgent", &[("clinic", clinic().into())]),
            Some(lang.t("mail-urgent-button")),
            Some(lang.t("mail-urgent-advice")),
        ),
        Kind::PharmacyLink => (
            lang.t("mail-pharmacy-subject"),
            lang.with("mail-pharmacy", &[("clinic", clinic().into())]),
            Some(lang.t("mail-pharmacy-button")),
            Some(lang.t("mail-pharmacy-advice")),
        ),
        // Mails about visits have words of their own.
        Kind::AppointmentAsked
        | Kind::AppointmentBooked
        | Kind::AppointmentMoved
        | Kind::AppointmentCancelled
        | Kind::AppointmentReminder
        | Kind::WaitlistOffer
        | Kind::Test => (
            lang.t("mail-test-subject"),
            lang.with("mail-test", &[("clinic", clinic().into())]),
            Some(lang.t("mail-test-button")),
            None,
        ),
    };
    Said { subject, first, button, advice }
}

/// What and its value, row by row: the one thing of a mail that is read at a glance.
fn table(facts: &[(String, String)]) -> String {
    let rows: Vec<String> = facts
        .iter()
        .map(|(what, value)| {
            let lines: Vec<String> = value.lines().map(escaped).collect();
            format!("<tr><th scope=\"row\">{}</th><td>{}</td></tr>", escaped(what), lines.join("<br>"))
        })
        .collect();
    format!("<table>\n{}\n</table>", rows.join("\n"))
}

fn paragraph(attributes: &str, words: &str) -> String {
    format!("<p{attributes}>{}</p>", escaped(words))
}

fn escaped(words: &str) -> String {
    words.chars().fold(String::with_capacity(words.len()), |mut text, letter| {
        match letter {
            '&' => text.push_str("&amp;"),
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            '"' => text.push_str("&quot;"),
            '\'' => text.push_str("&#39;"),
            _ => text.push(letter),
        }
        text
    })
}

#[cfg(test)]
#[path = "words_test.rs"]
mod tests;
