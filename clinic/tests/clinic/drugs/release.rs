//! Files in the shape of a release, of drugs that do not exist.

use std::{
    fmt::Write as _,
    path::{Path, PathBuf},
};

/// The three files as they grow.
#[derive(Default)]
pub(super) struct Release {
    pub conso: String,
    pub rel: String,
    pub sat: String,
}

impl Release {
    /// A concept that can be prescribed.
    pub fn concept(&mut self, rxcui: u32, tty: &str, name: &str) -> &mut Self {
        self.marked(rxcui, tty, name, "N", "4096")
    }

    pub fn marked(&mut self, rxcui: u32, tty: &str, name: &str, suppress: &str, marks: &str) -> &mut Self {
        let _ = writeln!(
            self.conso,
            "{rxcui}|ENG||||||1{rxcui}|||{rxcui}|RXNORM|{tty}|{rxcui}|{name}||{suppress}|{marks}|"
        );
        self
    }

    /// `one` has the relation to `other`; the line names them the other way round, as those of a release do.
    pub fn relate(&mut self, one: u32, relation: &str, other: u32) -> &mut Self {
        let _ = writeln!(self.rel, "{other}||CUI|RO|{one}||CUI|{relation}|||RXNORM||||N||");
        self
    }

    pub fn attribute(&mut self, rxcui: u32, name: &str, source: &str, value: &str) -> &mut Self {
        let _ = writeln!(self.sat, "{rxcui}|||1{rxcui}|AUI|{rxcui}|||{name}|{source}|{value}|N||");
        self
    }

    /// A drug of one ingredient: its component and itself, numbered `at` and `at + 1`.
    pub fn drug(&mut self, at: u32, ingredient: (u32, &str), strength: &str, form: (u32, &str)) -> &mut Self {
        let (substance, name) = ingredient;
        self.concept(at, "SCDC", &format!("{name} {strength}"))
            .relate(at, "has_ingredient", substance)
            .attribute(at, "RXN_STRENGTH", "RXNORM", strength)
            .concept(at + 1, "SCD", &format!("{name} {strength} {}", form.1))
            .relate(at + 1, "consists_of", at)
            .relate(at + 1, "has_dose_form", form.0)
            .attribute(at + 1, "RXN_HUMAN_DRUG", "RXNORM", "US")
    }

    /// Writes the files into a folder called as releases are.
    pub fn write(&self, home: &Path) -> PathBuf {
        let folder = home.join("RxNorm_full_prescribe_10062025/rrf");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("RXNCONSO.RRF"), &self.conso).unwrap();
        std::fs::write(folder.join("RXNREL.RRF"), &self.rel).unwrap();
        std::fs::write(folder.join("RXNSAT.RRF"), &self.sat).unwrap();
        folder.parent().unwrap().to_owned()
    }

    /// A small release with one of everything.
    pub fn small() -> Self {
        let mut all = Self::default();
        let tablet = (90, "Oral Tablet");
        let (zorvatin, belumide, quandol) = ((1001, "Zorvatin"), (1002, "belumide"), (1003, "quandol"));
        all.concept(90, "DF", "Oral Tablet").concept(91, "DF", "Metered Dose Inhaler");
        for (rxcui, name) in [zorvatin, belumide, quandol] {
            all.concept(rxcui, "IN", name);
        }
        all.concept(1011, "PIN", "zorvatin calcium").relate(1011, "form_of", 1001);
        all.concept(1021, "BN", "Zorvex").relate(1021, "tradename_of", 1001);
        all.drug(2000, zorvatin, "10 MG", tablet)
            .drug(2002, zorvatin, "20 MG", tablet)
            .drug(2004, belumide, "2.5 MG", tablet);
        all.concept(2010, "SBD", "Zorvatin 10 MG Oral Tablet [Zorvex]")
            .relate(2010, "tradename_of", 2001)
            .relate(2010, "has_ingredient", 1021)
            .relate(2010, "has_dose_form", 90);
        // Several ingredients.
        all.concept(1031, "MIN", "belumide / Zorvatin").relate(1031, "has_part", 1001).relate(1031, "has_part", 1002);
        all.concept(2020, "SCD", "belumide 2.5 MG / Zorvatin 10 MG Oral Tablet")
            .relate(2020, "consists_of", 2000)
            .relate(2020, "consists_of", 2004)
            .relate(2020, "has_ingredients", 1031)
            .relate(2020, "has_dose_form", 90);
        // Packs.
        all.concept(2030, "GPCK", "{7 (Zorvatin 10 MG Oral Tablet) / 7 (Zorvatin 20 MG Oral Tablet) } Pack")
            .relate(2030, "contains", 2001)
            .relate(2030, "contains", 2003);
        all.concept(2031, "BPCK", "Zorvex Starter Pack").relate(2031, "tradename_of", 2030).relate(
            2031,
            "has_ingredient",
            1021,
        );
        // Controlled by its label, and by its substance only.
        all.drug(2040, quandol, "5 MG", tablet).attribute(2041, "DCSA", "MTHSPL", "CIV");
        all.drug(2042, quandol, "0.09 MG/ACTUAT", (91, "Metered Dose Inhaler"));
        all.attribute(2001, "DCSA", "MTHSPL", "0");
        // What cannot be prescribed: withdrawn, not sold, for animals.
        all.marked(2050, "SCD", "Zorvatin 40 MG Oral Tablet", "O", "");
        all.marked(2051, "SCD", "Zorvatin 80 MG Oral Tablet", "N", "").relate(2051, "consists_of", 2000);
        all.concept(2052, "SCD", "belumide 100 MG Oral Tablet").relate(2052, "consists_of", 2004).attribute(
            2052,
            "RXN_VET_DRUG",
            "RXNORM",
            "US",
        );
        all.concept(2053, "SCD", "nothing known 5 MG Oral Tablet");
        // Lines that say nothing here.
        all.conso.push_str("77|ENG||||||1|||77|VANDF|CD|77|ZORVATIN 10MG TAB||N|4096|\n");
        all.rel.push_str("|11|AUI|SY||12|AUI||||RXNORM||||N||\n");
        all.sat.push_str("2001|||1|AUI|2001|||NDC|RXNORM|00000000000|N|4096|\n");
        all
    }

    /// A release with so many products: of each substance eight strengths, in two forms and each of them under a brand.
    pub fn of_size(products: u32) -> Self {
        const STARTS: [&str; 20] = [
            "tor", "mel", "zan", "pru", "lis", "ami", "ket", "sol", "vex", "dri", "fen", "gal", "hyo", "ila", "jos",
            "nox", "ola", "qui", "ruv", "bex",
        ];
        const ENDS: [&str; 20] = [
            "apine", "olol", "pril", "sartan", "statin", "azole", "mycin", "cillin", "tidine", "prazole", "oxetine",
            "azepam", "dipine", "gliptin", "formin", "parin", "vir", "mab", "tinib", "terol",
        ];
        const STRENGTHS: [&str; 8] = ["1 MG", "2.5 MG", "5 MG", "10 MG", "20 MG", "50 MG", "100 MG", "1000 MG"];
        let mut all = Self::default();
        let forms = [(11, "Oral Tablet"), (12, "Extended Release Oral Capsule")];
        for (rxcui, form) in forms {
            all.concept(rxcui, "DF", form);
        }
        // Each substance makes 32 products; none of these numbers has eight digits or means anything.
        for number in 0..products.div_ceil(32) {
            let base = 1_000_000 + number * 100;
            let (start, end) = (number as usize % 20, number as usize / 20 % 20);
            let middle = ["", "a", "e", "i", "o", "u", "ba", "di", "ko", "le"][number as usize / 400 % 10];
            let name = format!("{}{middle}{}", STARTS[start], ENDS[end]);
            let brand = format!("B{name}");
            all.concept(base, "IN", &name).concept(base + 1, "BN", &brand).relate(base + 1, "tradename_of", base);
            for (place, strength) in (0u32..).zip(STRENGTHS) {
                let component = base + 10 + place;
                all.concept(component, "SCDC", &format!("{name} {strength}"))
                    .relate(component, "has_ingredient", base)
                    .attribute(component, "RXN_STRENGTH", "RXNORM", strength);
                for (kind, (form, form_name)) in (0u32..).zip(forms) {
                    let drug = base + 20 + place * 2 + kind;
                    let branded = drug + 40;
                    all.concept(drug, "SCD", &format!("{name} {strength} {form_name}"))
                        .relate(drug, "consists_of", component)
                        .relate(drug, "has_dose_form", form)
                        .concept(branded, "SBD", &format!("{name} {strength} {form_name} [{brand}]"))
                        .relate(branded, "tradename_of", drug)
                        .relate(branded, "has_ingredient", base + 1)
                        .relate(branded, "has_dose_form", form);
                }
            }
        }
        all
    }
}
