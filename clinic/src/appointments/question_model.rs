use crate::ids::{QuestionId, VisitTypeId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The most characters of a question, in each language, and of one of its choices.
pub const LONGEST_QUESTION: usize = 300;
/// The most characters of an answer.
pub const LONGEST_ANSWER: usize = 500;
/// The most choices of a question.
const MOST_CHOICES: usize = 12;

/// How a question is answered (FHIR `Questionnaire.item.type`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "store", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "snake_case"))]
#[serde(rename_all = "snake_case")]
pub enum QuestionKind {
    /// With yes or no.
    #[default]
    YesNo,
    /// In words.
    Text,
    /// With a number.
    Number,
    /// With a day.
    Date,
    /// With one of a few choices.
    Choice,
}

impl QuestionKind {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 5] = [Self::YesNo, Self::Text, Self::Number, Self::Date, Self::Choice];

    /// The name it is stored under.
    pub fn name(self) -> &'static str {
        match self {
            Self::YesNo => "yes_no",
            Self::Text => "text",
            Self::Number => "number",
            Self::Date => "date",
            Self::Choice => "choice",
        }
    }

    /// Reads a name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// What the clinic asks before visits of a type, or before all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Its id.
    pub id: QuestionId,
    /// Before which visits; before all where missing.
    pub visit_type: Option<VisitTypeId>,
    /// How it is answered.
    pub kind: QuestionKind,
    /// The question in English.
    pub text_en: String,
    /// The question in Spanish.
    pub text_es: String,
    /// The choices in English.
    pub choices_en: Vec<String>,
    /// The same in Spanish, as many.
    pub choices_es: Vec<String>,
    /// Whether an answer is needed.
    pub required: bool,
}

/// What is wrong with a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuestionProblem {
    /// The English words are missing or too long.
    TextEn,
    /// The Spanish words are missing or too long.
    TextEs,
    /// A choice needs two to twelve answers, as many in both languages; other questions have none.
    Choices,
    /// So many are asked already.
    TooMany,
}

impl Question {
    /// What is wrong with it.
    pub fn problems(&self) -> Vec<QuestionProblem> {
        let is_bad = |text: &str| text.trim().is_empty() || text.chars().count() > LONGEST_QUESTION;
        let are_bad = match self.kind {
            QuestionKind::Choice => {
                !(2..=MOST_CHOICES).contains(&self.choices_en.len())
                    || self.choices_en.len() != self.choices_es.len()
                    || self
                        .choices_en
                        .iter()
                        .chain(&self.choices_es)
                        .any(|choice| is_bad(choice) || choice.contains('\n'))
            }
            _ => !self.choices_en.is_empty() || !self.choices_es.is_empty(),
        };
        [
            is_bad(&self.text_en).then_some(QuestionProblem::TextEn),
            is_bad(&self.text_es).then_some(QuestionProblem::TextEs),
            are_bad.then_some(QuestionProblem::Choices),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// Whether a text answers it.
    pub fn takes(&self, answer: &str) -> bool {
        let answer = answer.trim();
        match self.kind {
            QuestionKind::YesNo => matches!(answer, "yes" | "no"),
            QuestionKind::Text => !answer.is_empty() && answer.chars().count() <= LONGEST_ANSWER,
            QuestionKind::Number => is_number(answer),
            QuestionKind::Date => answer.len() == 10 && answer.parse::<NaiveDate>().is_ok(),
            QuestionKind::Choice => answer.parse::<usize>().is_ok_and(|at| at < self.choices_en.len()),
        }
    }
}

/// A number as people write it: digits, with a sign before and a decimal point between where there are any.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.len() <= 20 && are_digits(whole) && are_digits(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(kind: QuestionKind) -> Question {
        let choices =
            |words: [&str; 2]| if kind == QuestionKind::Choice { words.map(str::to_owned).into() } else { Vec::new() };
        Question {
            id: QuestionId(uuid::Uuid::nil()),
            visit_type: None,
            kind,
            text_en: "How do you come?".to_owned(),
            text_es: "¿Cómo viene?".to_owned(),
            choices_en: choices(["By bus", "By car"]),
            choices_es: choices(["En autobús", "En coche"]),
            required: true,
        }
    }

    #[test]
    fn an_answer_is_taken_if_it_answers() {
        let cases = [
            (QuestionKind::YesNo, vec!["yes", "no"], vec!["", "maybe"]),
            (QuestionKind::Text, vec!["A word"], vec!["", "  "]),
            (QuestionKind::Number, vec!["0.5", "12", "-3"], vec!["", ".5", "1,5", "5.", "many"]),
            (QuestionKind::Date, vec!["2026-11-22"], vec!["", "22/11/2026", "2026-13-01"]),
            (QuestionKind::Choice, vec!["0", "1"], vec!["", "2", "-1", "By bus"]),
        ];
        for (kind, right, wrong) in cases {
            assert!(right.iter().all(|answer| question(kind).takes(answer)), "{kind:?}");
            assert!(!wrong.iter().any(|answer| question(kind).takes(answer)), "{kind:?}");
            assert_eq!(question(kind).problems(), []);
            assert_eq!(QuestionKind::parse(kind.name()), Some(kind));
        }
    }

    #[test]
    fn choices_are_the_same_in_both_languages() {
        let mut one = question(QuestionKind::Choice);
        one.choices_es.pop();
        assert_eq!(one.problems(), [QuestionProblem::Choices]);
        let both = Question { text_en: String::new(), text_es: "x".repeat(301), ..question(QuestionKind::YesNo) };
        assert_eq!(both.problems(), [QuestionProblem::TextEn, QuestionProblem::TextEs]);
    }
}
