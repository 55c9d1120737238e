use zxcvbn::{
    Score,
    feedback::{Suggestion, Warning},
    zxcvbn,
};

/// Why a password is easy to guess, as zxcvbn finds it, and what would help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guessable {
    /// What makes it easy, where one thing does.
    pub why: Option<Why>,
    /// What would help, the most useful first.
    pub tips: Vec<Tip>,
}

/// What makes a password easy to guess.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It stands in lists of passwords that others have had.
    Common,
    /// It is like one of those.
    LikeCommon,
    /// It holds the person's name, their address or the clinic's name.
    Personal,
    /// Keys that lie beside one another.
    Keyboard,
    /// The same sign or piece again and again.
    Repeated,
    /// Signs in their order, such as abc or 6543.
    Sequence,
    /// A year.
    Year,
    /// A date.
    Date,
    /// A single word.
    Word,
    /// Names of people.
    Name,
}

/// What makes a password better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tip {
    /// Another word or two, better uncommon ones.
    MoreWords,
    /// A few words are enough: signs, digits and capitals are not needed.
    WordsAreEnough,
    /// Capitals help little.
    Capitals,
    /// Words written backwards help little.
    Backwards,
    /// Signs in the place of letters help little.
    Substitutions,
    /// Not the same again and again.
    NoRepeats,
    /// Nothing in its order: letters, digits, keys.
    NoSequences,
    /// No years and dates that have to do with the person.
    NoDates,
}

/// The least score that is taken: safely unguessable for whoever tries at the portal, and costly for whoever has the hash.
const LEAST: Score = Score::Three;
/// A word of a name that is looked for in the password.
const SHORTEST_WORD: usize = 4;

/// Judges a password. `about` is what others know of the person: their name, address, clinic. What is left without it must be
/// hard to guess by itself, since zxcvbn takes any three parts for good.
pub(super) fn judge(password: &str, about: &[&str]) -> Result<(), Guessable> {
    let words: Vec<&str> = about
        .iter()
        .flat_map(|text| std::iter::once(*text).chain(text.split(|letter: char| !letter.is_alphanumeric())))
        .filter(|word| word.chars().count() > 2)
        .collect();
    let mut personal: Vec<String> =
        words.iter().filter(|word| word.chars().count() >= SHORTEST_WORD).map(|word| word.to_lowercase()).collect();
    personal.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let folded = password.to_lowercase();
    let rest = personal.iter().fold(folded.clone(), |rest, word| rest.replace(word.as_str(), " "));
    let is_personal = rest != folded;
    let found = zxcvbn(password, &words);
    if found.score() >= LEAST && (!is_personal || zxcvbn(rest.trim(), &[]).score() >= LEAST) {
        return Ok(());
    }
    let feedback = found.feedback();
    let why = feedback.and_then(zxcvbn::feedback::Feedback::warning).map(why);
    let mut tips = vec![Tip::MoreWords];
    for tip in feedback.iter().flat_map(|feedback| feedback.suggestions()).map(|suggestion| tip(*suggestion)) {
        if !tips.contains(&tip) {
            tips.push(tip);
        }
    }
    Err(Guessable { why: if is_personal { Some(Why::Personal) } else { why }, tips })
}

fn why(warning: Warning) -> Why {
    match warning {
        Warning::ThisIsATop10Password | Warning::ThisIsATop100Password | Warning::ThisIsACommonPassword => Why::Common,
        Warning::ThisIsSimilarToACommonlyUsedPassword => Why::LikeCommon,
        Warning::StraightRowsOfKeysAreEasyToGuess | Warning::ShortKeyboardPatternsAreEasyToGuess => Why::Keyboard,
        Warning::RepeatsLikeAaaAreEasyToGuess | Warning::RepeatsLikeAbcAbcAreOnlySlightlyHarderToGuess => Why::Repeated,
        Warning::SequencesLikeAbcAreEasyToGuess => Why::Sequence,
        Warning::RecentYearsAreEasyToGuess => Why::Year,
        Warning::DatesAreOftenEasyToGuess => Why::Date,
        Warning::AWordByItselfIsEasyToGuess => Why::Word,
        Warning::NamesAndSurnamesByThemselvesAreEasyToGuess | Warning::CommonNamesAndSurnamesAreEasyToGuess => {
            Why::Name
        }
    }
}

fn tip(suggestion: Suggestion) -> Tip {
    match suggestion {
        Suggestion::AddAnotherWordOrTwo | Suggestion::UseAFewWordsAvoidCommonPhrases => Tip::MoreWords,
        Suggestion::NoNeedForSymbolsDigitsOrUppercaseLetters => Tip::WordsAreEnough,
        Suggestion::CapitalizationDoesntHelpVeryMuch | Suggestion::AllUppercaseIsAlmostAsEasyToGuessAsAllLowercase => {
            Tip::Capitals
        }
        Suggestion::ReversedWordsArentMuchHarderToGuess => Tip::Backwards,
        Suggestion::PredictableSubstitutionsDontHelpVeryMuch => Tip::Substitutions,
        Suggestion::AvoidRepeatedWordsAndCharacters => Tip::NoRepeats,
        Suggestion::AvoidSequences | Suggestion::UseALongerKeyboardPatternWithMoreTurns => Tip::NoSequences,
        Suggestion::AvoidRecentYears
        | Suggestion::AvoidYearsThatAreAssociatedWithYou
        | Suggestion::AvoidDatesAndYearsThatAreAssociatedWithYou => Tip::NoDates,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ABOUT: [&str; 3] = ["rosa.delgado@example.org", "Rosa Delgado", "Verbena Family Clinic"];

    fn reason(password: &str) -> Option<Why> {
        judge(password, &ABOUT).expect_err(password).why
    }

    #[test]
    fn words_that_do_not_belong_together_are_taken() {
        for good in ["a bicycle in the rain", "a long and honest password", "tortuga ventana jueves", "kv8#mQz!72pL"] {
            assert_eq!(judge(good, &ABOUT), Ok(()), "{good}");
        }
    }

    #[test]
    fn what_is_guessed_first_is_refused_and_why_is_said() {
        assert_eq!(reason("passwordpassword"), Some(Why::Repeated));
        assert_eq!(reason("1q2w3e4r5t6y"), Some(Why::Common));
        assert_eq!(reason("aaaaaaaaaaaaaa"), Some(Why::Repeated));
        assert_eq!(reason("abcdefghijklmn"), Some(Why::Sequence));
        assert_eq!(reason("asdfghjkl;'asdfghjkl"), Some(Why::Keyboard));
        assert_eq!(reason("RosaDelgado1960"), Some(Why::Personal));
        assert_eq!(reason("verbenaclinic1"), Some(Why::Personal));
        assert!(judge("Password123!", &ABOUT).is_err());
    }

    #[test]
    fn advice_is_always_given() {
        let advice = judge("12/03/1960", &ABOUT).unwrap_err();
        assert!(!advice.tips.is_empty());
        assert_eq!(advice.tips.first(), Some(&Tip::MoreWords));
    }

    #[test]
    fn the_longest_password_costs_little() {
        // Judged by its beginning: all of it would take time that grows faster than its length.
        assert_eq!(judge(&"correct horse battery staple ".repeat(7), &ABOUT).map_err(|weak| weak.tips.len()), Ok(()));
    }
}
