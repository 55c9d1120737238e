//! Tables that stay tables where there is room and become labelled lines on a phone.

use leptos::prelude::*;

/// One column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub label: String,
    /// Whether it holds numbers, which are set to the right.
    pub numeric: bool,
}

impl Column {
    /// A column of words.
    pub fn words(label: impl Into<String>) -> Self {
        Self { label: label.into(), numeric: false }
    }

    /// A column of numbers.
    pub fn numbers(label: impl Into<String>) -> Self {
        Self { label: label.into(), numeric: true }
    }
}

/// A table whose rows begin with their heading; the roles are spelled out because its lines on a phone would lose them.
#[component]
pub fn Table(
    /// What the table shows.
    #[prop(into)]
    caption: String,
    /// Whether only screen readers are told the caption, because a heading above says the same.
    #[prop(optional)]
    quiet_caption: bool,
    /// The columns.
    columns: Vec<Column>,
    /// The rows, each with as many cells as there are columns; make a cell by `.into_any()`.
    rows: Vec<Vec<AnyView>>,
) -> impl IntoView {
    let rows = rows
        .into_iter()
        .map(|cells| {
            let cells = cells
                .into_iter()
                .zip(&columns)
                .enumerate()
                .map(|(at, (cell, column))| {
                    let class = column.numeric.then_some("numeric");
                    if at == 0 {
                        view! { <th role="rowheader" scope="row" class=class>{cell}</th> }.into_any()
                    } else {
                        view! { <td role="cell" class=class data-label=column.label.clone()><div class="cell">{cell}</div></td> }.into_any()
                    }
                })
                .collect_view();
            view! { <tr role="row">{cells}</tr> }
        })
        .collect_view();
    let heads = columns
        .iter()
        .map(|column| {
            let class = column.numeric.then_some("numeric");
            view! { <th role="columnheader" scope="col" class=class>{column.label.clone()}</th> }
        })
        .collect_view();
    view! {
        <table class="table" role="table">
            <caption class:quiet=quiet_caption>{caption}</caption>
            <thead role="rowgroup">
                <tr role="row">{heads}</tr>
            </thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
}
