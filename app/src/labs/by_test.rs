use super::{
    by_panel::{OUT, Way, filter_form, none, ways},
    cells::{change, marks, range_with_bar, test_name, value},
};
use crate::{
    ui::{
        nav::Section,
        page::PageHead,
        pager::Pager,
        table::{Column, Table},
        text::Lang,
        when::{WhenDay, zone_of},
    },
    web::{Answer, Asked, Frame, Here, InChart},
};
use axum::extract::Query;
use chrono_tz::Tz;
use clinic::labs::{self, Category, Test, Tests};
use leptos::prelude::*;

/// One row for each test, the one with the newest result first.
pub(crate) async fn page(here: Here, place: InChart, Query(asked): Query<Asked>) -> Answer {
    let search = asked.search();
    let filter = labs::Filter { search: &search, only_abnormal: asked.show() == Some(OUT) };
    let narrowed = !filter.is_empty();
    let mut q = here.read().await?;
    let Tests { page: list, held } =
        labs::tests(&mut q, &place.chart, Category::Laboratory, filter, asked.before()).await?;
    let lang = here.lang;
    let clinic = here.portal.settings.zone;
    let path = place.href("/labs/tests");
    let (newest, older) = (asked.newest(&path, &list), asked.older(&path, &list));
    Ok(Frame::new(here, lang.t("labs-tests-title"))
        .section(Section::Labs)
        .of(&place)
        .show(move || {
            let list = if list.rows.is_empty() {
                none(&path, narrowed, place.chart.is_own(), lang)
            } else {
                table(&list.rows, &place, clinic, lang)
            };
            view! {
                <PageHead title=lang.t("labs-tests-title") lead=lang.t("labs-tests-lead") />
                {ways(&place, Way::ByTest, lang)}
                {filter_form(path.clone(), &asked, lang)}
                {(held > 0)
                    .then(|| {
                        view! {
                            <p class="part-note">
                                {lang.with("labs-held-more", &[("count", held.into())])} " "
                                <a href=place.href("/labs")>{lang.t("labs-by-panel")}</a>
                            </p>
                        }
                    })}
                {list}
                <Pager newest=newest older=older />
            }
        })
        .await)
}

fn table(tests: &[Test], place: &InChart, clinic: Tz, lang: Lang) -> AnyView {
    let columns = vec![
        Column::words(lang.t("labs-column-test")),
        Column::numbers(lang.t("labs-column-latest")),
        Column::words(lang.t("labs-column-flag")),
        Column::words(lang.t("labs-column-range")),
        Column::words(lang.t("labs-column-change")),
        Column::words(lang.t("labs-column-date")),
    ];
    let rows = tests
        .iter()
        .map(|test| {
            let result = &test.latest;
            let zone = zone_of(result.zone.as_deref(), clinic);
            let count = lang.with("labs-history-lead", &[("count", test.results.into())]);
            vec![
                view! { {test_name(result, place)} <span class="count-note">{count}</span> }.into_any(),
                value(result, lang),
                marks(result, lang),
                range_with_bar(result, lang),
                change(result, &test.earlier, zone, lang),
                result.taken().map(|when| view! { <WhenDay at=when zone=zone /> }).into_any(),
            ]
        })
        .collect();
    view! { <Table caption=lang.t("labs-tests-title") quiet_caption=true columns=columns rows=rows /> }.into_any()
}
