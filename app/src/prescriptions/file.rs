use super::{
    paper::show,
    sheet::{Line, Printed, Sheet, printed},
};
use crate::{
    paper::{About, Beside, Column, Document, Drawing, Figure, Format, Style, millimetres},
    ui::text::Lang,
    web::{Answer, Here, InChart},
};
use axum::{http::header, response::IntoResponse as _};
use chrono::{DateTime, Utc};
use clinic::Error;

/// Wide enough for every scanner (see [`crate::ui::qr::prescription_code`]), narrow enough for the words beside it.
const CODE: f32 = millimetres(47.0);

/// What the browser may do with the file: show it, with its own style for that. A policy that forbids plug-ins hides a PDF in some.
pub(crate) const POLICY: &str = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// A prescription as a PDF of A5: the same that is printed. Where the signature does not hold there is no file, but the page that
/// says so.
pub(crate) async fn pdf(here: Here, place: InChart) -> Answer {
    let of = printed(&here, &place).await?;
    let Printed { patient, sheet: Some(sheet), .. } = &of else { return show(here, &place, of).await };
    let file = draw(sheet, patient, here.now, here.lang)?;
    let about = [
        (header::CONTENT_TYPE, "application/pdf"),
        (header::CONTENT_DISPOSITION, "inline; filename=\"prescription.pdf\""),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((about, file).into_response())
}

/// The file of a sheet.
fn draw(of: &Sheet, patient: &str, made_at: DateTime<Utc>, lang: Lang) -> Result<Vec<u8>, Error> {
    let title = lang.t("prescriptions-one");
    let mut paper = Document::new(About {
        title: format!("{title}: {}", of.drug),
        lang,
        format: Format::A5,
        made_at,
        marks: of.marks.clone(),
        // A page that lies apart from the others still says whose it is.
        foot: format!("{patient} · {} · {}", of.drug, of.number),
    })?;
    paper.columns(vec![
        Column::new(title, Style::STRONG.sized(13.0), 0.34).heading(1),
        Column::new(of.clinic.clone(), Style::STRONG.sized(11.0), 0.66).at_end(),
    ]);
    paper.columns(vec![Column::new(of.about_clinic.clone(), Style::LABEL, 1.0).at_end()]);
    paper.rule();
    paper.facts(of.patient.iter().map(fact));
    paper.rule();
    paper.heading(2, &of.drug, Style::STRONG.sized(13.0));
    for (language, text) in &of.directions {
        paper.gap(1.0);
        paper.paragraph(text, Style::TEXT.sized(10.5), Some(*language));
    }
    paper.rule();
    paper.facts(of.order.iter().map(fact));
    paper.rule();
    let beside = beside(of);
    match &of.code {
        Some(code) => {
            let drawing = Drawing::code(code.side(), code.strokes(), CODE);
            paper.figure(Figure { drawing, words: of.code_label.clone() }, &beside);
        }
        None => {
            for Beside { text, style } in &beside {
                paper.paragraph(text, *style, None);
            }
        }
    }
    paper.finish()
}

fn fact(of: &Line) -> (&str, &str, bool) {
    (&of.label, &of.value, of.is_strong)
}

/// The signature and what belongs to it, beside the code.
fn beside(of: &Sheet) -> Vec<Beside> {
    let texts = [
        (Some(&of.signed), Style::STRONG),
        (Some(&of.licence), Style::TEXT),
        (Some(&of.until), Style::STRONG),
        (Some(&of.check), Style::TEXT),
        (Some(&of.number), Style::SMALL),
        (of.printed.as_ref(), Style::SMALL),
    ];
    texts.into_iter().filter_map(|(text, style)| Some(Beside { text: text?.clone(), style })).collect()
}

#[cfg(test)]
#[path = "file_test.rs"]
mod tests;
