//! What is asked before a visit, what was answered, and what is missing.

use crate::{
    Error,
    appointments::{
        LONGEST_REASON,
        question_model::{LONGEST_ANSWER, Question},
    },
    ids::QuestionId,
};

/// The most characters of an insurer's name and of a number of an insurance.
pub const LONGEST_INSURANCE: usize = 100;

/// What someone says of what the clinic has on record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "store", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "snake_case"))]
pub enum Judgement {
    /// It is right.
    Right,
    /// Something is different.
    Changed,
}

impl Judgement {
    /// The name it is stored under.
    pub fn name(self) -> &'static str {
        match self {
            Self::Right => "right",
            Self::Changed => "changed",
        }
    }

    /// Reads a name.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Right, Self::Changed].into_iter().find(|judgement| judgement.name() == name)
    }
}

/// The parts of a check-in that are asked of whoever answers. Each sees only what the record shows them.
#[expect(clippy::struct_excessive_bools, reason = "each part is asked or not, whatever the others")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts {
    /// Telephone and address.
    pub contact: bool,
    /// Who pays.
    pub insurance: bool,
    /// The medicines.
    pub medications: bool,
    /// The allergies.
    pub allergies: bool,
    /// What the visit is for, and what the clinic asks.
    pub reason: bool,
}

/// What was answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// Telephone and address.
    pub contact: Option<Judgement>,
    /// Who pays.
    pub insurer: Option<String>,
    /// The number of the insured.
    pub member_number: Option<String>,
    /// The number of the group.
    pub group_number: Option<String>,
    /// Nobody pays but the patient.
    pub uninsured: bool,
    /// The medicines.
    pub medications: Option<Judgement>,
    /// What is different about them.
    pub medications_text: Option<String>,
    /// The allergies.
    pub allergies: Option<Judgement>,
    /// What is different about them.
    pub allergies_text: Option<String>,
    /// What the visit is for.
    pub reason: Option<String>,
    /// What the clinic asks, each with what was typed.
    pub questions: Vec<(QuestionId, String)>,
}

/// What is missing or cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// Whether telephone and address are right.
    Contact,
    /// Who pays, or that nobody does.
    Insurer,
    /// The number of the insured.
    MemberNumber,
    /// Whether the medicines are right.
    Medications,
    /// What is different about them.
    MedicationsText,
    /// Whether the allergies are right.
    Allergies,
    /// What is different about them.
    AllergiesText,
    /// An answer that is needed.
    Question(QuestionId),
    /// An answer that is none.
    Unreadable(QuestionId),
}

impl Parts {
    /// All that is asked of someone.
    pub(super) const ALL: Self =
        Self { contact: true, insurance: true, medications: true, allergies: true, reason: true };
}

impl Answers {
    /// Who pays: the insurer, the numbers, and whether nobody does.
    pub(super) fn insurance(&self) -> (Option<&str>, Option<&str>, Option<&str>, bool) {
        (self.insurer.as_deref(), self.member_number.as_deref(), self.group_number.as_deref(), self.uninsured)
    }
}

/// The answers without what is empty.
pub(super) fn tidied(answers: Answers) -> Result<Answers, Error> {
    let text = |text: Option<String>, most: usize| {
        let text = text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        match text {
            Some(text) if text.chars().count() > most => {
                Err(Error::Invalid(format!("a text is longer than {most} characters")))
            }
            text => Ok(text),
        }
    };
    let mut questions = Vec::new();
    for (id, value) in answers.questions {
        questions.extend(text(Some(value), LONGEST_ANSWER)?.map(|value| (id, value)));
    }
    let insurer = text(answers.insurer, LONGEST_INSURANCE)?.filter(|_| !answers.uninsured);
    Ok(Answers {
        contact: answers.contact,
        insurer,
        member_number: text(answers.member_number, LONGEST_INSURANCE)?.filter(|_| !answers.uninsured),
        group_number: text(answers.group_number, LONGEST_INSURANCE)?.filter(|_| !answers.uninsured),
        uninsured: answers.uninsured,
        medications: answers.medications,
        medications_text: text(answers.medications_text, LONGEST_REASON)?,
        allergies: answers.allergies,
        allergies_text: text(answers.allergies_text, LONGEST_REASON)?,
        reason: text(answers.reason, LONGEST_REASON)?,
        questions,
    })
}

/// Takes over the parts that someone is asked.
pub(super) fn take(into: &mut Answers, from: Answers, parts: Parts) {
    if parts.contact {
        into.contact = from.contact;
    }
    if parts.insurance {
        into.insurer = from.insurer;
        into.member_number = from.member_number;
        into.group_number = from.group_number;
        into.uninsured = from.uninsured;
    }
    if parts.medications {
        into.medications = from.medications;
        into.medications_text = from.medications_text;
    }
    if parts.allergies {
        into.allergies = from.allergies;
        into.allergies_text = from.allergies_text;
    }
    if parts.reason {
        into.reason = from.reason;
        into.questions = from.questions;
    }
}

/// What is missing of the parts that are asked, in their order.
pub(super) fn lacks(of: &Answers, parts: Parts, asked: &[Question]) -> Vec<Lack> {
    let changed =
        |judgement: Option<Judgement>, text: &Option<String>| judgement == Some(Judgement::Changed) && text.is_none();
    let own = [
        (parts.contact && of.contact.is_none()).then_some(Lack::Contact),
        (parts.insurance && !of.uninsured && of.insurer.is_none()).then_some(Lack::Insurer),
        (parts.insurance && !of.uninsured && of.insurer.is_some() && of.member_number.is_none())
            .then_some(Lack::MemberNumber),
        (parts.medications && of.medications.is_none()).then_some(Lack::Medications),
        (parts.medications && changed(of.medications, &of.medications_text)).then_some(Lack::MedicationsText),
        (parts.allergies && of.allergies.is_none()).then_some(Lack::Allergies),
        (parts.allergies && changed(of.allergies, &of.allergies_text)).then_some(Lack::AllergiesText),
    ];
    let asked = asked.iter().filter_map(|question| match of.questions.iter().find(|(id, _)| *id == question.id) {
        Some((_, value)) if question.takes(value) => None,
        Some(_) => Some(Lack::Unreadable(question.id)),
        None => question.required.then_some(Lack::Question(question.id)),
    });
    own.into_iter().flatten().chain(asked).collect()
}
