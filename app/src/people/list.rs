use super::{licences::licences_notice, words::stored_roles};
use crate::{
    ui::{
        badge::Badge,
        button::{Actions, Button, LinkButton, PostButton, Weight},
        choice::Choice,
        empty::Empty,
        field::{Input, TextField},
        filter::{Filter, Narrow},
        form::Form,
        icon::Symbol,
        list::{Row, Rows},
        nav::{Section, SystemPart, system_tabs},
        page::{PageHead, Part},
        pager::NamePager,
        tabs::Tabs,
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Frame, Here, Signed, Typed, role_name},
};
use axum::{extract::Query, response::Response};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use clinic::{
    accounts::{AccountRow, Admin, Role, StaffInvited, open_staff_invitations},
    ids::AccountId,
    paging::ByName,
    people::{LONGEST_SEARCH, Show, list, search},
};
use leptos::prelude::*;
use serde::Deserialize;

/// People on one page.
const PEOPLE: i64 = 50;

/// Which part of the list is asked for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct ListFields {
    show: String,
    after: Option<String>,
}

/// What is searched for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct SearchFields {
    q: String,
}

/// The people who sign in, and who is invited.
pub(crate) async fn people(here: Here, Signed(by): Signed<Admin>, Query(asked): Query<ListFields>) -> Answer {
    let show = Show::parse(&asked.show);
    let after: Option<AccountId> = asked.after.and_then(|id| id.parse().ok());
    let mut q = here.read().await?;
    let found = list(&mut q, &by, show, after, PEOPLE, &here.visit.log).await?;
    let invited = open_staff_invitations(&mut q, &by, &here.visit.log).await?;
    drop(q);
    let licences = licences_notice(&here, &by).await?;
    Ok(page(here, String::new(), licences, Listing::All(show, found, invited)).await)
}

/// Finding someone by a form. The page itself answers the POST: a name must not stand in an address.
pub(crate) async fn search_page(here: Here, Signed(by): Signed<Admin>, Typed(typed): Typed<SearchFields>) -> Answer {
    let text: String = typed.q.chars().take(LONGEST_SEARCH).collect();
    let found = search(&mut here.read().await?, &by, &text, PEOPLE, &here.visit.log).await?;
    Ok(page(here, text, None, Listing::Found(found)).await)
}

enum Listing {
    All(Show, ByName<AccountRow>, Vec<StaffInvited>),
    Found(Option<Vec<AccountRow>>),
}

async fn page(here: Here, query: String, licences: Option<AnyView>, listing: Listing) -> Response {
    let (lang, zone, now) = (here.lang, here.portal.settings.zone, here.now);
    Frame::new(here, lang.t("people-title"))
        .section(Section::System)
        .show(move || {
            let shown = match listing {
                Listing::All(show, found, invited) => view! {
                    {(!invited.is_empty()).then(|| invited_part(invited, now, zone, lang))}
                    {all_part(show, found, zone, lang)}
                }
                .into_any(),
                Listing::Found(found) => found_part(found, zone, lang),
            };
            view! {
                <Tabs label=lang.t("nav-system-parts") tabs=system_tabs(SystemPart::People) />
                <PageHead title=lang.t("people-title") lead=lang.t("people-lead")>
                    <LinkButton href="/people/invite" icon=Symbol::Mail>
                        {lang.t("people-invite")}
                    </LinkButton>
                    <LinkButton href="/prescribers/proposals" weight=Weight::Secondary>
                        {lang.t("nav-proposals")}
                    </LinkButton>
                </PageHead>
                {licences}
                <Form action="/people">
                    <TextField
                        name="q"
                        label=lang.t("people-search")
                        input=Input::Search
                        value=query
                        hint=lang.t("people-search-hint")
                    />
                    <Actions>
                        <Button weight=Weight::Secondary icon=Symbol::Search>
                            {lang.t("common-search")}
                        </Button>
                    </Actions>
                </Form>
                {shown}
            }
        })
        .await
}

fn all_part(show: Show, found: ByName<AccountRow>, zone: Tz, lang: Lang) -> impl IntoView + use<> {
    let here = format!("/people?show={}", show.name());
    let beginning = (!found.first).then(|| format!("{here}#people"));
    let next = found.next.map(|id| format!("{here}&after={id}#people"));
    let choices = [(Show::Workers, lang.t("people-show-workers"))]
        .into_iter()
        .chain(
            [Role::Prescriber, Role::Staff, Role::Pharmacist, Role::Admin, Role::Patient]
                .map(|role| (Show::Only(role), role_name(role, lang))),
        )
        .chain([(Show::Everyone, lang.t("people-show-everyone"))])
        .map(|(show, label)| Choice::new(show.name(), label))
        .collect();
    let lists = vec![Narrow { name: "show", label: lang.t("people-show"), choices, value: show.name().to_owned() }];
    view! {
        <Part title=lang.t("people-list") id="people">
            <Filter action="/people" lists=lists />
            {rows(found.rows, zone, lang)}
            <NamePager beginning=beginning next=next />
        </Part>
    }
}

fn found_part(found: Option<Vec<AccountRow>>, zone: Tz, lang: Lang) -> AnyView {
    let all = view! { <p><a href="/people">{lang.t("people-show-all")}</a></p> };
    match found {
        None => view! { <p>{lang.t("people-search-empty")}</p> {all} }.into_any(),
        Some(found) => view! {
            <Part title=lang.with("people-found", &[("count", found.len().into())]) id="found">
                {rows(found, zone, lang)}
                {all}
            </Part>
        }
        .into_any(),
    }
}

fn rows(people: Vec<AccountRow>, zone: Tz, lang: Lang) -> AnyView {
    if people.is_empty() {
        return view! {
            <Empty icon=Symbol::Patients title=lang.t("people-none")>
                <p>{lang.t("people-none-advice")}</p>
            </Empty>
        }
        .into_any();
    }
    let rows = people
        .into_iter()
        .map(|person| {
            let roles = stored_roles(person.roles.as_deref(), lang);
            let seen = match person.last_seen_at {
                Some(at) => lang.with("people-seen", &[("date", lang.moment(at, zone).into())]),
                None => lang.t("people-never-seen"),
            };
            let is_disabled = person.disabled_at.is_some();
            let marks =
                move || is_disabled.then(|| view! { <Badge tone=Tone::Quiet text=lang.t("people-disabled") /> });
            view! {
                <Row title=person.name href=format!("/people/{}", person.id) aside=marks>
                    <p>{person.email}</p>
                    <p>{format!("{roles} · {seen}")}</p>
                </Row>
            }
        })
        .collect_view();
    view! { <Rows>{rows}</Rows> }.into_any()
}

fn invited_part(invited: Vec<StaffInvited>, now: DateTime<Utc>, zone: Tz, lang: Lang) -> impl IntoView + use<> {
    let rows = invited
        .into_iter()
        .map(|invited| {
            let is_over = invited.expires_at <= now;
            let until = lang.moment(invited.expires_at, zone);
            let (tone, until) = if is_over {
                (Tone::Warn, lang.with("people-invited-expired", &[("date", until.into())]))
            } else {
                (Tone::Info, lang.with("people-invited-until", &[("date", until.into())]))
            };
            let by = invited.created_by.map(|name| lang.with("people-invited-by", &[("name", name.into())]));
            let way = if invited.on_paper { lang.t("people-invited-letter") } else { lang.t("people-invited-mail") };
            let about: Vec<String> =
                [Some(stored_roles(Some(&invited.roles), lang)), Some(way), by].into_iter().flatten().collect();
            let base = format!("/people/invitations/{}", invited.id);
            view! {
                <Row title=invited.name aside=move || view! { <Badge tone=tone text=until.clone() /> }>
                    <p>{invited.email}</p>
                    <p>{about.join(" · ")}</p>
                    <Actions>
                        <PostButton action=format!("{base}/renewal") weight=Weight::Secondary>
                            {lang.t("people-invited-renew")}
                        </PostButton>
                        <PostButton action=format!("{base}/revocation") weight=Weight::Quiet>
                            {lang.t("people-invited-revoke")}
                        </PostButton>
                    </Actions>
                </Row>
            }
        })
        .collect_view();
    view! {
        <Part title=lang.t("people-invited") id="invited">
            <Rows>{rows}</Rows>
        </Part>
    }
}
