use crate::{
    ui::{
        button::{Actions, Button},
        field::{Input, TextField},
        form::{FieldError, Form, error_at},
        list::{Fact, Facts},
        nav::{Section, SystemPart, system_tabs},
        page::{PageHead, Part},
        tabs::Tabs,
        text::Lang,
    },
    web::{Answer, Frame, Fresh, Here, Notice, Signed, Typed, after},
};
use clinic::{
    accounts::Admin,
    labs::Kind,
    policies::{Current, Policy, Values, change, current},
};
use leptos::prelude::*;
use serde::Deserialize;

/// The policies as typed.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct PolicyFields {
    session_idle_minutes: String,
    session_absolute_hours: String,
    invitation_days: String,
    helpers_limited_from_years: String,
    helpers_end_at_years: String,
    hold_pathology_days: String,
    hold_genetics_days: String,
    hold_tumor_markers_days: String,
    hold_infections_days: String,
    cancel_limit_hours: String,
    offer_minutes: String,
    reminder_first_hours: String,
    reminder_second_hours: String,
    reminder_third_hours: String,
    quiet_from_hour: String,
    quiet_until_hour: String,
}

impl PolicyFields {
    fn of(values: Values) -> Self {
        let text = |policy| values.get(policy).to_string();
        Self {
            session_idle_minutes: text(Policy::SessionIdleMinutes),
            session_absolute_hours: text(Policy::SessionAbsoluteHours),
            invitation_days: text(Policy::InvitationDays),
            helpers_limited_from_years: text(Policy::HelpersLimitedFromYears),
            helpers_end_at_years: text(Policy::HelpersEndAtYears),
            hold_pathology_days: text(Policy::HoldDays(Kind::Pathology)),
            hold_genetics_days: text(Policy::HoldDays(Kind::Genetics)),
            hold_tumor_markers_days: text(Policy::HoldDays(Kind::TumorMarkers)),
            hold_infections_days: text(Policy::HoldDays(Kind::Infections)),
            cancel_limit_hours: text(Policy::CancelLimitHours),
            offer_minutes: text(Policy::OfferMinutes),
            reminder_first_hours: text(Policy::ReminderFirstHours),
            reminder_second_hours: text(Policy::ReminderSecondHours),
            reminder_third_hours: text(Policy::ReminderThirdHours),
            quiet_from_hour: text(Policy::QuietFromHour),
            quiet_until_hour: text(Policy::QuietUntilHour),
        }
    }

    fn get(&self, policy: Policy) -> &str {
        match policy {
            Policy::SessionIdleMinutes => &self.session_idle_minutes,
            Policy::SessionAbsoluteHours => &self.session_absolute_hours,
            Policy::InvitationDays => &self.invitation_days,
            Policy::HelpersLimitedFromYears => &self.helpers_limited_from_years,
            Policy::HelpersEndAtYears => &self.helpers_end_at_years,
            Policy::HoldDays(Kind::Pathology) => &self.hold_pathology_days,
            Policy::HoldDays(Kind::Genetics) => &self.hold_genetics_days,
            Policy::HoldDays(Kind::TumorMarkers) => &self.hold_tumor_markers_days,
            Policy::HoldDays(Kind::Infections) => &self.hold_infections_days,
            Policy::CancelLimitHours => &self.cancel_limit_hours,
            Policy::OfferMinutes => &self.offer_minutes,
            Policy::ReminderFirstHours => &self.reminder_first_hours,
            Policy::ReminderSecondHours => &self.reminder_second_hours,
            Policy::ReminderThirdHours => &self.reminder_third_hours,
            Policy::QuietFromHour => &self.quiet_from_hour,
            Policy::QuietUntilHour => &self.quiet_until_hour,
        }
    }
}

/// What the clinic has decided.
pub(crate) async fn policies(here: Here, Signed(by): Signed<Admin>) -> Answer {
    let typed = PolicyFields::of(here.portal.policies.values());
    show(here, &by, typed, Vec::new()).await
}

/// Changes what the clinic has decided.
pub(crate) async fn save(here: Here, Fresh(by): Fresh<Admin>, Typed(typed): Typed<PolicyFields>) -> Answer {
    let lang = here.lang;
    let portal = &here.portal;
    let mut values = portal.policies.values();
    let mut errors = Vec::new();
    for policy in Policy::ALL {
        match typed.get(policy).trim().parse() {
            Ok(value) => values = values.with(policy, value),
            Err(_) => errors.push(wrong(policy, lang)),
        }
    }
    if errors.is_empty() {
        match change(&portal.db, &portal.auditor, &by, &portal.policies, values, here.now, portal.settings.zone).await?
        {
            Ok(()) => return Ok(after("/policies", Some(Notice::PoliciesSaved))),
            Err(problems) => errors.extend(problems.into_iter().map(|policy| {
                let (least, most) = policy.limits();
                if (least..=most).contains(&values.get(policy)) { unfit(policy, lang) } else { wrong(policy, lang) }
            })),
        }
    }
    show(here, &by, typed, errors).await
}

fn field(policy: Policy) -> &'static str {
    match policy {
        Policy::SessionIdleMinutes => "session_idle_minutes",
        Policy::SessionAbsoluteHours => "session_absolute_hours",
        Policy::InvitationDays => "invitation_days",
        Policy::HelpersLimitedFromYears => "helpers_limited_from_years",
        Policy::HelpersEndAtYears => "helpers_end_at_years",
        Policy::HoldDays(Kind::Pathology) => "hold_pathology_days",
        Policy::HoldDays(Kind::Genetics) => "hold_genetics_days",
        Policy::HoldDays(Kind::TumorMarkers) => "hold_tumor_markers_days",
        Policy::HoldDays(Kind::Infections) => "hold_infections_days",
        Policy::CancelLimitHours => "cancel_limit_hours",
        Policy::OfferMinutes => "offer_minutes",
        Policy::ReminderFirstHours => "reminder_first_hours",
        Policy::ReminderSecondHours => "reminder_second_hours",
        Policy::ReminderThirdHours => "reminder_third_hours",
        Policy::QuietFromHour => "quiet_from_hour",
        Policy::QuietUntilHour => "quiet_until_hour",
    }
}

fn name(policy: Policy, lang: Lang) -> String {
    match policy {
        Policy::SessionIdleMinutes => lang.t("policies-session-idle"),
        Policy::SessionAbsoluteHours => lang.t("policies-session-absolute"),
        Policy::InvitationDays => lang.t("policies-invitation-days"),
        Policy::HelpersLimitedFromYears => lang.t("policies-limited-from"),
        Policy::HelpersEndAtYears => lang.t("policies-ends-at"),
        Policy::HoldDays(Kind::Pathology) => lang.t("policies-hold-pathology"),
        Policy::HoldDays(Kind::Genetics) => lang.t("policies-hold-genetics"),
        Policy::HoldDays(Kind::TumorMarkers) => lang.t("policies-hold-tumor-markers"),
        Policy::HoldDays(Kind::Infections) => lang.t("policies-hold-infections"),
        Policy::CancelLimitHours => lang.t("policies-cancel-limit"),
        Policy::OfferMinutes => lang.t("policies-offer-minutes"),
        Policy::ReminderFirstHours => lang.t("policies-reminder-first"),
        Policy::ReminderSecondHours => lang.t("policies-reminder-second"),
        Policy::ReminderThirdHours => lang.t("policies-reminder-third"),
        Policy::QuietFromHour => lang.t("policies-quiet-from"),
        Policy::QuietUntilHour => lang.t("policies-quiet-until"),
    }
}

fn wrong(policy: Policy, lang: Lang) -> FieldError {
    let (least, most) = policy.limits();
    FieldError::new(field(policy), lang.with("policies-wrong", &[("least", least.into()), ("most", most.into())]))
}

fn unfit(policy: Policy, lang: Lang) -> FieldError {
    let words = match policy {
        Policy::HelpersLimitedFromYears | Policy::HelpersEndAtYears => lang.t("policies-ages-unfit"),
        _ => lang.t("policies-session-unfit"),
    };
    FieldError::new(field(policy), words)
}

async fn show(here: Here, by: &Admin, typed: PolicyFields, errors: Vec<FieldError>) -> Answer {
    let changed = current(&mut here.read().await?, by).await?;
    let usual = here.portal.policies.usual();
    let (lang, zone) = (here.lang, here.portal.settings.zone);
    let frame = Frame::new(here, lang.t("policies-title")).section(Section::System);
    let frame = if errors.is_empty() { frame } else { frame.refused() };
    Ok(frame
        .show(move || {
            let fields = |policies: &[Policy]| {
                let fields = policies.iter().map(|policy| policy_field(*policy, &typed, usual, &errors, lang));
                fields.collect::<Vec<_>>()
            };
            let sessions = fields(&[Policy::SessionIdleMinutes, Policy::SessionAbsoluteHours]);
            let invitations = fields(&[Policy::InvitationDays]);
            let helpers = fields(&[Policy::HelpersLimitedFromYears, Policy::HelpersEndAtYears]);
            let results = fields(&Kind::ALL.map(Policy::HoldDays));
            let visits = fields(&[Policy::CancelLimitHours, Policy::OfferMinutes]);
            let reminders = fields(&[
                Policy::ReminderFirstHours,
                Policy::ReminderSecondHours,
                Policy::ReminderThirdHours,
                Policy::QuietFromHour,
                Policy::QuietUntilHour,
            ]);
            let facts = changed.into_iter().filter_map(|changed| fact(changed, zone, lang)).collect::<Vec<_>>();
            view! {
                <Tabs label=lang.t("nav-system-parts") tabs=system_tabs(SystemPart::Policies) />
                <PageHead title=lang.t("policies-title") lead=lang.t("policies-lead") />
                <Form action="/policies" errors=errors.clone()>
                    <Part title=lang.t("policies-sessions") id="sessions">
                        {sessions}
                    </Part>
                    <Part title=lang.t("policies-invitations") id="invitations">
                        {invitations}
                    </Part>
                    <Part title=lang.t("policies-helpers") id="helpers">
                        <p>{lang.t("policies-helpers-advice")}</p>
                        {helpers}
                    </Part>
                    <Part title=lang.t("policies-results") id="results">
                        <p>{lang.t("policies-results-advice")}</p>
                        <p>{lang.t("policies-results-how")}</p>
                        <p>{lang.t("policies-results-law")}</p>
                        {results}
                        <p>
                            <a href="/policies/critical-values">{lang.t("reviews-limits-link")}</a>
                        </p>
                    </Part>
                    <Part title=lang.t("policies-visits") id="visits">
                        <p>{lang.t("policies-visits-advice")}</p>
                        {visits}
                    </Part>
                    <Part title=lang.t("policies-reminders") id="reminders">
                        <p>{lang.t("policies-reminders-advice")}</p>
                        <p>{lang.t("policies-quiet-advice")}</p>
                        {reminders}
                    </Part>
                    <Actions>
                        <Button>{lang.t("policies-save")}</Button>
                    </Actions>
                </Form>
                {(!facts.is_empty())
                    .then(|| {
                        view! {
                            <Part title=lang.t("policies-changed") id="changed">
                                <Facts facts=facts />
                            </Part>
                        }
                    })}
            }
        })
        .await)
}

fn policy_field(
    policy: Policy,
    typed: &PolicyFields,
    usual: Values,
    errors: &[FieldError],
    lang: Lang,
) -> impl IntoView + use<> {
    let (least, most) = policy.limits();
    let hint = lang
        .with("policies-hint", &[("least", least.into()), ("most", most.into()), ("usual", usual.get(policy).into())]);
    view! {
        <TextField
            name=field(policy)
            label=name(policy, lang)
            input=Input::Whole
            value=typed.get(policy).to_owned()
            hint=hint
            error=error_at(errors, field(policy))
            autocomplete="off"
        />
    }
}

fn fact(changed: Current, zone: chrono_tz::Tz, lang: Lang) -> Option<Fact> {
    let policy = Policy::ALL.into_iter().find(|policy| policy.name() == changed.name)?;
    let when = lang.moment(changed.changed_at, zone);
    let words = match changed.changed_by {
        Some(by) => lang.with("policies-changed-by", &[("date", when.into()), ("name", by.into())]),
        None => when,
    };
    Some(Fact::new(name(policy, lang), words))
}
