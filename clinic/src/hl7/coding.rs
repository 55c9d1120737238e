use super::charset::Charset;

/// How a message is written: the characters that part it (MSH-1 and MSH-2, v2.5.1 §2.5.4) and its character set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Coding {
    /// Between fields; `|` as a rule.
    pub field: char,
    /// Between components; `^` as a rule.
    pub component: char,
    /// Between repetitions; `~` as a rule.
    pub repetition: Option<char>,
    /// Around escape sequences; `\` as a rule.
    pub escape: Option<char>,
    /// Between subcomponents; `&` as a rule.
    pub subcomponent: Option<char>,
    /// The set of letters.
    pub charset: Charset,
}

impl Coding {
    /// The characters that the standard suggests; answers are written with them.
    pub const USUAL: Self = Self {
        field: '|',
        component: '^',
        repetition: Some('~'),
        escape: Some('\\'),
        subcomponent: Some('&'),
        charset: Charset::Utf8,
    };

    /// Reads MSH-1 and MSH-2. Characters may be left out from the right; all must be signs of ASCII, and differ.
    pub(super) fn read(field: u8, others: &[u8], charset: Charset) -> Option<Self> {
        let signs: Vec<char> = std::iter::once(field).chain(others.iter().copied()).map(char::from).collect();
        let differ = signs.iter().enumerate().all(|(place, sign)| !signs.iter().skip(place + 1).any(|one| one == sign));
        if !differ || signs.len() > 6 || !signs.iter().all(char::is_ascii_punctuation) || signs.contains(&'"') {
            return None;
        }
        // The sixth is the sign of truncation, which only version 2.7 knows; it parts nothing.
        let sign = |place: usize| signs.get(place).copied();
        let component = sign(1)?;
        let field = char::from(field);
        Some(Self { field, component, repetition: sign(2), escape: sign(3), subcomponent: sign(4), charset })
    }

    /// MSH-2: the characters after the first.
    pub fn others(&self) -> String {
        [Some(self.component), self.repetition, self.escape, self.subcomponent]
            .into_iter()
            .map_while(|sign| sign)
            .collect()
    }
}
