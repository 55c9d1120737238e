use super::{Here, InChart, flash::forget_notice, shell::document};
use crate::helpers::{helping_banner, helping_nav, people_menu};
use crate::ui::{
    banner::{Allergies, PatientBanner},
    date::local,
    nav::{NavItem, Section, chart_tabs, clinician_nav, patient_nav},
    notice::Notice as NoticeBox,
    page::{Account, Crumb, Page},
    tabs::Tabs,
    text::Lang,
    tone::Tone,
};
use axum::{
    body::Body,
    http::{Request, StatusCode},
    response::Response,
};
use chrono::{Datelike as _, NaiveDate};
use chrono_tz::Tz;
use clinic::{
    accounts::{Role, Session},
    helpers::Helping,
    moment::Precision,
    patients::{Banner, Sex},
    record::Known,
};
use futures::stream::once;
use leptos::prelude::*;

/// A page about to be shown: its title and place, then what it shows.
#[must_use]
pub(crate) struct Frame {
    here: Here,
    title: String,
    section: Option<Section>,
    crumbs: Vec<Crumb>,
    head: Option<Head>,
    alive: bool,
    status: StatusCode,
    script: Option<&'static str>,
}

impl Frame {
    /// A page with that title.
    pub fn new(here: Here, title: impl Into<String>) -> Self {
        Self {
            here,
            title: title.into(),
            section: None,
            crumbs: Vec::new(),
            head: None,
            alive: false,
            status: StatusCode::OK,
            script: None,
        }
    }

    /// The part of the portal it belongs to.
    pub fn section(mut self, section: Section) -> Self {
        self.section = Some(section);
        self
    }

    /// A step on the way to it.
    pub fn crumb(mut self, href: impl Into<String>, label: impl Into<String>) -> Self {
        self.crumbs.push(Crumb::new(href, label));
        self
    }

    /// The record it belongs to: a clinician and a helper see whose it is on every page of it.
    pub fn of(mut self, place: &InChart) -> Self {
        let base = || place.base.clone();
        self.head = match (&place.banner, &place.helping) {
            (Some(banner), _) => Some(Head::Chart(base(), banner.clone())),
            (None, Some(helping)) => Some(Head::Helping(base(), helping.clone())),
            (None, None) => None,
        };
        self
    }

    /// It has an island: the page loads the script.
    pub fn alive(mut self) -> Self {
        self.alive = true;
        self
    }

    /// It has a script of its own, which stands in the page.
    pub fn script(mut self, script: Option<&'static str>) -> Self {
        self.script = script;
        self
    }

    /// The form on it was refused.
    pub fn refused(mut self) -> Self {
        self.status = StatusCode::UNPROCESSABLE_ENTITY;
        self
    }

    /// Renders the page.
    pub async fn show<V: IntoView + 'static>(self, content: impl FnOnce() -> V + Send + 'static) -> Response {
        // What stands around it is compiled once, and not anew for the type of each page.
        self.around(Box::new(move || content().into_any())).await
    }

    async fn around(self, content: Box<dyn FnOnce() -> AnyView + Send>) -> Response {
        let Self { here, title, section, crumbs, head, alive, status, script } = self;
        // What the page shows is read by now: it goes to the audit trail while the page is made.
        here.visit.log.begin(&here.portal.auditor, &here.visit.request_id);
        tokio::task::yield_now().await;
        let mut request = Request::new(Body::empty());
        *request.uri_mut() = here.uri.clone();
        let notice = here.notice;
        let lang = here.lang;
        let context = move || provide_context(lang);
        let app = move || {
            leptos_meta::provide_meta_context();
            let clinic = here.portal.settings.clinic_name.clone();
            let session = here.visit.session.as_ref();
            let nav = navigation(session, section, head.as_ref());
            let account = session.map(|session| account(session, section, head.as_ref(), lang));
            // The window and the history name whose record it is.
            let title = match &head {
                Some(Head::Helping(_, helping)) => format!("{title} · {}", helping.open.name),
                _ => title,
            };
            let today = here.today();
            let zone = here.portal.settings.zone;
            let printed = session.map(|session| {
                let (name, time) = (session.name().to_owned(), lang.moment(here.now, zone));
                lang.with("page-printed", &[("name", name.into()), ("time", time.into())])
            });
            let body = view! {
                <Page
                    title=title
                    clinic=clinic
                    nav=nav
                    account=account
                    printed=printed
                    crumbs=crumbs
                    banner=move || {
                        head.clone()
                            .map(|head| match head {
                                Head::Chart(base, banner) => {
                                    view! {
                                        {patient_banner(banner, &base, today, zone, lang)}
                                        <div class="chart-parts">
                                            <Tabs label=lang.t("chart-parts") tabs=chart_tabs(&base, section) />
                                        </div>
                                    }
                                        .into_any()
                                }
                                Head::Helping(base, helping) => helping_banner(&helping.open, base, lang).into_any(),
                            })
                    }
                    notice=move || {
                        notice.map(|notice| view! { <NoticeBox tone=Tone::Good title=lang.t(notice.key())>""</NoticeBox> })
                    }
                >
                    {content()}
                </Page>
            };
            document(lang.tag(), &here.assets, alive, script, body)
        };
        // leptos would add scripts that carry resources to the browser; there are none, so only the page itself is sent.
        let mut response = leptos_axum::handle_response_inner(context, app, request, |app, _, _| {
            Box::pin(async move {
                let page = app.to_html();
                Box::pin(once(async move { page })) as _
            })
        })
        .await;
        *response.status_mut() = status;
        if notice.is_some() {
            forget_notice(&mut response);
        }
        response
    }
}

/// What stands above the content of a page of someone else's record.
#[derive(Clone)]
enum Head {
    /// For a clinician.
    Chart(String, Banner),
    /// For a helper.
    Helping(String, Helping),
}

fn navigation(session: Option<&Session>, current: Option<Section>, head: Option<&Head>) -> Vec<NavItem> {
    let Some(session) = session else { return Vec::new() };
    if let Some(Head::Helping(base, helping)) = head {
        return helping_nav(base, &helping.open, current);
    }
    let in_chart = head.is_some();
    let roles = session.roles();
    let clinician = roles.has(Role::Prescriber) || roles.has(Role::Staff);
    let own = current.filter(|_| !in_chart);
    let mut items = Vec::new();
    if roles.has(Role::Patient) {
        items.extend(patient_nav(own));
    }
    if clinician {
        let mut ways = clinician_nav(if in_chart { Some(Section::Patients) } else { own });
        if roles.has(Role::Prescriber) {
            // What waits for them comes first after their patients: on a phone the last ways are a swipe away.
            let waits = [Section::Reviews, Section::Inbox].map(|part| part.item(if in_chart { None } else { own }));
            ways.splice(1..1, waits);
        }
        items.extend(ways);
    }
    if roles.has(Role::Pharmacist) {
        items.push(Section::Pharmacy.item(own));
    }
    if roles.has(Role::Staff) || roles.has(Role::Admin) {
        items.push(Section::Schedules.item(own));
    }
    if roles.has(Role::Admin) {
        items.push(Section::System.item(own));
    }
    if !clinician && (roles.has(Role::Pharmacist) || roles.has(Role::Admin)) {
        items.push(Section::Drugs.item(own));
    }
    if roles.iter().next().is_none() {
        items.push(Section::Helping.item(own));
    }
    items
}

fn account(session: &Session, current: Option<Section>, head: Option<&Head>, lang: Lang) -> Account {
    let current = current.filter(|_| head.is_none());
    let roles: Vec<String> =
        session.roles().iter().filter(|role| *role != Role::Patient).map(|role| role_name(role, lang)).collect();
    let mut links = match head {
        Some(Head::Helping(_, helping)) => people_menu(session.roles().has(Role::Patient), helping),
        _ => Vec::new(),
    };
    if session.roles().has(Role::Patient) {
        links.extend([Section::Profile, Section::Access, Section::Helpers].map(|section| section.item(current)));
    }
    if session.helps() || session.roles().iter().next().is_none() {
        links.push(Section::Helping.item(current));
    }
    if session.roles().has(Role::Prescriber) || session.roles().has(Role::Admin) {
        links.push(Section::Proposals.item(current));
    }
    links.push(Section::Account.item(current));
    Account { name: session.called().to_owned(), role: (!roles.is_empty()).then(|| roles.join(", ")), links }
}

fn patient_banner(banner: Banner, base: &str, today: NaiveDate, zone: Tz, lang: Lang) -> impl IntoView + use<> {
    let allergies = match banner.known_allergies {
        Known::NotRecorded => Allergies::NotRecorded,
        Known::NoneKnown => Allergies::NoneKnown,
        Known::Some => Allergies::To(banner.allergies.into_iter().map(|allergy| allergy.display).collect()),
    };
    let is_exact = matches!(banner.birth_date_precision, None | Some(Precision::Day));
    let (birth, about) =
        match banner.birth_date {
            Some(date) if is_exact => (Some(date), None),
            Some(date) => (
                None,
                Some(lang.with(
                    "banner-born-about",
                    &[("date", birth_words(lang, date, banner.birth_date_precision).into())],
                )),
            ),
            None => (None, None),
        };
    let died = banner.deceased.then(|| match banner.deceased_at {
        Some(at) => lang.with("banner-died-on", &[("date", lang.date(local(at, zone)).into())]),
        None => lang.t("banner-died"),
    });
    view! {
        <PatientBanner
            name=banner.name
            href=base.to_owned()
            birth=birth
            birth_about=about
            died=died
            today=today
            sex=sex_name(banner.sex, lang)
            mrn=banner.record_number
            allergies=allergies
        />
    }
}

/// A birth date as exactly as it is known.
pub(crate) fn birth_words(lang: Lang, date: NaiveDate, precision: Option<Precision>) -> String {
    match precision {
        Some(Precision::Year) => date.year().to_string(),
        Some(Precision::Month) => lang.month(date),
        Some(Precision::Day | Precision::Time) | None => lang.date(date),
    }
}

/// A sex in a word.
pub(crate) fn sex_name(sex: Sex, lang: Lang) -> String {
    match sex {
        Sex::Male => lang.t("sex-male"),
        Sex::Female => lang.t("sex-female"),
        Sex::Other => lang.t("sex-other"),
        Sex::Unknown => lang.t("sex-unknown"),
    }
}

/// A role in a word.
pub(crate) fn role_name(role: Role, lang: Lang) -> String {
    match role {
        Role::Patient => lang.t("role-patient"),
        Role::Prescriber => lang.t("role-prescriber"),
        Role::Staff => lang.t("role-staff"),
        Role::Pharmacist => lang.t("role-pharmacist"),
        Role::Admin => lang.t("role-admin"),
    }
}
