use clinic::{
    ids::OrganizationId,
    prescribing::{Content, Reason},
};

/// Characters of one field that are read: what is longer is no prescription.
const LONGEST: usize = 2_000;

/// The fields of the form of a draft, in the order in which they came.
pub(super) struct Fields(pub(super) Vec<(String, String)>);

/// What a press asks for besides keeping what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    /// Nothing else.
    Keep,
    /// Looking through everything and signing.
    Review,
    /// Looking for a drug by these words.
    FindDrug(String),
    /// The drug of the formulary with that code.
    Choose(String),
    /// The drug in the words that were searched for.
    InWords(String),
    /// One more step of the directions.
    Step,
    /// The directions that are written often, by their place in the list.
    Preset(usize),
    /// The quantity that the directions need.
    Quantity,
    /// Looking for a pharmacy by these words.
    FindPharmacy(String),
    /// Remembering it as a favourite.
    Favourite,
    /// Standing beside the prescription that it was to replace.
    KeepOld,
    /// Answering no request any more.
    Own,
}

impl Fields {
    /// What stands in a field; of one that comes twice, in the last.
    pub(super) fn get(&self, name: &str) -> &str {
        self.0.iter().rev().find(|(known, _)| known == name).map_or("", |(_, value)| value.as_str())
    }

    /// What stands in all fields of that name.
    pub(super) fn all<'f>(&'f self, name: &'f str) -> impl Iterator<Item = &'f str> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    fn text(&self, name: &str) -> String {
        self.get(name).chars().take(LONGEST).collect()
    }

    /// What a press asks for. Enter in a field presses the button that keeps: new words to look for are looked for all the same.
    pub(super) fn wish(&self, stored: &Content) -> Wish {
        let is_new = |name: &str, before: &str| {
            let text = self.get(name).trim();
            !text.is_empty() && text != before.trim()
        };
        match self.pressed() {
            Wish::Keep if is_new("q", self.get("q_before")) => Wish::FindDrug(self.sought()),
            Wish::Keep if is_new("place", self.get("place_before")) => Wish::FindPharmacy(self.place()),
            Wish::Keep if self.get("rxcui").is_empty() && is_new("drug", &stored.drug) => Wish::FindDrug(self.sought()),
            pressed => pressed,
        }
    }

    fn pressed(&self) -> Wish {
        if let Some(rxcui) = self.all("choose").next() {
            return Wish::Choose(rxcui.to_owned());
        }
        if let Some(words) = self.all("words").next() {
            return Wish::InWords(words.trim().chars().take(clinic::drugs::LONGEST_QUERY).collect());
        }
        if let Some(place) = self.all("preset").next().and_then(|place| place.parse().ok()) {
            return Wish::Preset(place);
        }
        match self.get("do") {
            "review" => Wish::Review,
            "find-drug" => Wish::FindDrug(self.sought()),
            "step" => Wish::Step,
            "quantity" => Wish::Quantity,
            "find-pharmacy" => Wish::FindPharmacy(self.place()),
            "favourite" => Wish::Favourite,
            "keep-old" => Wish::KeepOld,
            "own" => Wish::Own,
            _ => Wish::Keep,
        }
    }

    fn place(&self) -> String {
        self.get("place").trim().chars().take(100).collect()
    }

    fn sought(&self) -> String {
        let sought =
            Some(self.get("q").trim()).filter(|text| !text.is_empty()).unwrap_or_else(|| self.get("drug").trim());
        sought.chars().take(clinic::drugs::LONGEST_QUERY).collect()
    }

    /// The draft as it was typed. Reasons to go on are a prescriber's alone: of anybody else those given before stay.
    pub(super) fn content(&self, stored: &Content, is_prescriber: bool) -> Content {
        let content = Content {
            rxcui: self.text("rxcui"),
            drug: self.text("drug"),
            directions: clinic::directions::Typed::read(
                self.0.iter().map(|(name, value)| (name.as_str(), value.as_str())),
            ),
            quantity: self.text("quantity"),
            unit: self.text("unit"),
            refills: self.text("refills"),
            no_substitution: self.get("no_substitution") == "true",
            note: self.text("note"),
            indication: self.text("indication"),
            reasons: stored.reasons.clone(),
        };
        if !is_prescriber {
            return content;
        }
        let given = self.0.iter().filter_map(|(name, key)| {
            let number = name.strip_prefix("card-")?;
            let reason =
                Reason { code: self.text(&format!("reason-{number}")), note: self.text(&format!("words-{number}")) };
            Some((key.clone(), reason))
        });
        content.reasoned(given.collect::<Vec<_>>())
    }

    /// The pharmacy chosen; none for paper and for what is no id.
    pub(super) fn pharmacy(&self) -> Option<OrganizationId> {
        self.get("pharmacy").parse().ok()
    }

    /// The revision that was on the page.
    pub(super) fn revision(&self) -> i64 {
        self.get("revision").parse().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(pairs: &[(&str, &str)]) -> Fields {
        Fields(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    #[test]
    fn a_press_is_read() {
        let stored = Content { drug: "insulin".to_owned(), ..Content::default() };
        let wish = |pairs: &[(&str, &str)]| fields(pairs).wish(&stored);
        assert_eq!(wish(&[("do", "save")]), Wish::Keep);
        assert_eq!(wish(&[]), Wish::Keep);
        assert_eq!(wish(&[("choose", "308182")]), Wish::Choose("308182".to_owned()));
        assert_eq!(wish(&[("drug", "amox"), ("do", "find-drug")]), Wish::FindDrug("amox".to_owned()));
        assert_eq!(wish(&[("words", "ear drops "), ("do", "")]), Wish::InWords("ear drops".to_owned()));
        assert_eq!(wish(&[("preset", "2")]), Wish::Preset(2));
        // Enter in the field of the drug looks for it; once it is kept, it is kept.
        assert_eq!(wish(&[("drug", "amox"), ("do", "save")]), Wish::FindDrug("amox".to_owned()));
        assert_eq!(wish(&[("drug", "insulin"), ("do", "save")]), Wish::Keep);
        assert_eq!(wish(&[("place", "Boulder"), ("place_before", "Boulder"), ("do", "save")]), Wish::Keep);
    }

    #[test]
    fn only_a_prescriber_gives_reasons() {
        let typed = fields(&[("card-0", "rule|a"), ("reason-0", "will-monitor"), ("words-0", "INR on Friday")]);
        assert!(typed.content(&Content::default(), false).reasons.is_empty());
        let given = typed.content(&Content::default(), true).reasons;
        assert_eq!(given.get("rule|a").map(|reason| reason.note.as_str()), Some("INR on Friday"));
        let blank = fields(&[("card-0", "rule|a"), ("reason-0", "")]);
        assert!(blank.content(&Content::default(), true).reasons.is_empty());
    }
}
