use super::{fields::SearchFields, found::found_part};
use crate::{
    access::part,
    ui::{
        button::{Actions, Button, LinkButton, Weight},
        choice::{Choice, SelectField},
        field::{Input, TextField},
        form::{FieldError, Form, error_at},
        icon::Symbol,
        nav::{Section, SystemPart, system_tabs},
        page::PageHead,
        tabs::Tabs,
        text::Lang,
    },
    web::{Answer, Frame, Here, Signed, Typed},
};
use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use clinic::{
    accounts::Admin,
    audit::{Action, Entries, Form as FileForm, MOST_EXPORTED, Outcome, Subject, export, note_search, search},
    paging::Before,
};
use leptos::prelude::*;

/// Entries on one page.
const ENTRIES: i64 = 50;

/// The search of the audit trail, before anything is searched for.
pub(crate) async fn audit(here: Here, Signed(_): Signed<Admin>) -> Answer {
    let typed = SearchFields::of_last_days(&here);
    Ok(page(here, typed, None, Vec::new()).await)
}

/// Searches the audit trail. The page itself answers the POST: whom one searches for must not stand in an address.
pub(crate) async fn search_page(here: Here, Signed(by): Signed<Admin>, Typed(typed): Typed<SearchFields>) -> Answer {
    let typed = typed.or_last_days(&here);
    match typed.read(&here, &by).await? {
        Err(errors) => Ok(page(here, typed, None, errors).await),
        Ok(sought) => {
            note_search(&by, &sought, "searched", &here.visit.log);
            let before = Before::parse(Some(typed.before.as_str()));
            let found = search(&mut here.read().await?, &by, &sought, before, ENTRIES).await?;
            Ok(page(here, typed, Some(found), Vec::new()).await)
        }
    }
}

/// Gives all that a search finds as a file.
pub(crate) async fn take_along(here: Here, Signed(by): Signed<Admin>, Typed(typed): Typed<SearchFields>) -> Answer {
    let typed = typed.or_last_days(&here);
    let Some(form) = FileForm::parse(&typed.form) else { return Err(clinic::Error::NotFound.into()) };
    let sought = match typed.read(&here, &by).await? {
        Ok(sought) => sought,
        Err(errors) => return Ok(page(here, typed, None, errors).await),
    };
    note_search(&by, &sought, "exported", &here.visit.log);
    let Some(file) = export(&mut here.read().await?, &by, &sought, form).await? else {
        let words = here.lang.with("audit-export-too-many", &[("count", MOST_EXPORTED.into())]);
        return Ok(page(here, typed, None, vec![FieldError::new("from", words)]).await);
    };
    let mut response = file.text.into_response();
    let name = format!("attachment; filename=\"verbena-audit-{}.{}\"", here.today(), form.ending());
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(form.media_type()));
    if let Ok(name) = HeaderValue::from_str(&name) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, name);
    }
    Ok(response)
}

async fn page(here: Here, typed: SearchFields, found: Option<Entries>, errors: Vec<FieldError>) -> Response {
    let (lang, zone) = (here.lang, here.portal.settings.zone);
    let frame = Frame::new(here, lang.t("audit-title")).section(Section::System);
    let frame = if errors.is_empty() { frame } else { frame.refused() };
    frame
        .show(move || {
            let zone_name = lang.zone_name(zone);
            let found = found.map(|found| found_part(found, &typed, zone, lang));
            view! {
                <Tabs label=lang.t("nav-system-parts") tabs=system_tabs(SystemPart::Audit) />
                <PageHead title=lang.t("audit-title") lead=lang.t("audit-lead")>
                    <LinkButton href="/audit/reasons" weight=Weight::Secondary>
                        {lang.t("audit-reasons")}
                    </LinkButton>
                    <LinkButton href="/system#trail" weight=Weight::Secondary>
                        {lang.t("audit-verify")}
                    </LinkButton>
                </PageHead>
                {form(typed, &errors, zone_name, lang)}
                {found}
            }
        })
        .await
}

fn form(typed: SearchFields, errors: &[FieldError], zone: String, lang: Lang) -> impl IntoView + use<> {
    let or_any = |choices: Vec<Choice>| [Choice::new("", lang.t("audit-any"))].into_iter().chain(choices).collect();
    let actions = or_any(Action::ALL.map(|action| Choice::new(action.name(), action_name(action, lang))).to_vec());
    let subjects = or_any(Subject::ALL.map(|subject| Choice::new(subject.name(), part(subject, lang))).to_vec());
    let outcomes =
        or_any(Outcome::ALL.map(|outcome| Choice::new(outcome.name(), outcome_name(outcome, lang))).to_vec());
    let wrong =
        [error_at(errors, "person"), error_at(errors, "patient"), error_at(errors, "from"), error_at(errors, "to")];
    let [person, patient, from, to] = wrong;
    let errors = errors.to_vec();
    view! {
        <Form action="/audit" errors=errors>
            <TextField
                name="person"
                label=lang.t("audit-person")
                input=Input::Email
                value=typed.person
                hint=lang.t("audit-person-hint")
                error=person
                autocomplete="off"
                optional=true
            />
            <TextField
                name="patient"
                label=lang.t("audit-patient")
                input=Input::Code
                value=typed.patient
                hint=lang.t("audit-patient-hint")
                error=patient
                optional=true
            />
            <TextField
                name="from"
                label=lang.t("audit-from")
                input=Input::Date
                value=typed.from
                hint=lang.with("audit-zone", &[("zone", zone.into())])
                error=from
                optional=true
            />
            <TextField name="to" label=lang.t("audit-to") input=Input::Date value=typed.to error=to optional=true />
            <SelectField
                name="action"
                label=lang.t("audit-action")
                choices=actions
                value=typed.action
                optional=true
            />
            <SelectField
                name="subject"
                label=lang.t("audit-subject")
                choices=subjects
                value=typed.subject
                optional=true
            />
            <SelectField
                name="outcome"
                label=lang.t("audit-outcome")
                choices=outcomes
                value=typed.outcome
                optional=true
            />
            <Actions>
                <Button icon=Symbol::Search>{lang.t("common-search")}</Button>
                <LinkButton href="/audit" weight=Weight::Quiet>
                    {lang.t("audit-clear")}
                </LinkButton>
            </Actions>
        </Form>
    }
}

fn action_name(action: Action, lang: Lang) -> String {
    match action {
        Action::Read => lang.t("audit-action-read"),
        Action::Create => lang.t("audit-action-create"),
        Action::Update => lang.t("audit-action-update"),
        Action::Delete => lang.t("audit-action-delete"),
        Action::Execute => lang.t("audit-action-execute"),
    }
}

fn outcome_name(outcome: Outcome, lang: Lang) -> String {
    match outcome {
        Outcome::Allowed => lang.t("audit-allowed"),
        Outcome::Refused => lang.t("audit-refused"),
        Outcome::Failed => lang.t("audit-failed"),
    }
}
