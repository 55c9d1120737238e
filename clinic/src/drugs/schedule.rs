use super::model::named;

named! {
    /// The schedule of a controlled substance (21 U.S.C. 812, 21 CFR 1308), the strictest first.
    Schedule {
        /// No accepted use in medicine: such a product cannot be prescribed at all.
        One = "I",
        /// High potential for abuse, with a use in medicine.
        Two = "II",
        /// Less than II.
        Three = "III",
        /// Less than III.
        Four = "IV",
        /// Less than IV.
        Five = "V",
    }
}

impl Schedule {
    /// Whether the substance is controlled: all that have a schedule are.
    pub fn is_controlled(self) -> bool {
        matches!(self, Self::One | Self::Two | Self::Three | Self::Four | Self::Five)
    }

    /// Reads what structured product labels call it (`DCSA` in RxNorm's files): `2`, `2n`, `CII`, `CIII`; `0` is none.
    pub fn of_label(text: &str) -> Option<Self> {
        let text = text.trim().to_ascii_uppercase();
        let text = text.strip_prefix('C').unwrap_or(&text);
        let text = text.strip_suffix('N').unwrap_or(text);
        match text.trim() {
            "1" | "I" => Some(Self::One),
            "2" | "II" => Some(Self::Two),
            "3" | "III" => Some(Self::Three),
            "4" | "IV" => Some(Self::Four),
            "5" | "V" => Some(Self::Five),
            _ => None,
        }
    }

    /// The stricter of two.
    pub fn stricter(one: Option<Self>, other: Option<Self>) -> Option<Self> {
        [one, other].into_iter().flatten().min()
    }
}

#[cfg(test)]
mod tests {
    use super::Schedule;

    #[test]
    fn labels_say_it_in_several_ways() {
        for (text, schedule) in [
            ("0", None),
            ("", None),
            ("2", Some(Schedule::Two)),
            ("3n", Some(Schedule::Three)),
            ("CIV", Some(Schedule::Four)),
            ("CIIN", Some(Schedule::Two)),
            ("CV", Some(Schedule::Five)),
            ("CI", Some(Schedule::One)),
        ] {
            assert_eq!(Schedule::of_label(text), schedule, "{text}");
        }
        assert_eq!(Schedule::stricter(Some(Schedule::Four), Some(Schedule::Two)), Some(Schedule::Two));
        assert_eq!(Schedule::stricter(None, Some(Schedule::Five)), Some(Schedule::Five));
        assert!(Schedule::ALL.iter().all(|schedule| schedule.is_controlled()));
    }
}
