//! Panels: which tests a laboratory reports together, and tests that answer in words.

use super::labs::{
    A1C, ALBUMIN, ALK_PHOS, ALT, AST, B12, BILIRUBIN, BNP, CALCIUM, CARBON_DIOXIDE, CELL_CONCENTRATION,
    CELL_HEMOGLOBIN, CELL_VOLUME, CELL_WIDTH, CHLORIDE, CHOLESTEROL, CREATININE, CRP, EGFR, FASTING_GLUCOSE, FERRITIN,
    FREE_T4, GLOBULIN, GLUCOSE, GLUCOSE_1H, GLUCOSE_2H, HDL, HEMATOCRIT, HEMOGLOBIN, INR, IRON, IRON_BINDING,
    IRON_SATURATION, LDL, LEAD, Lab, NON_HDL, PHOSPHATE, PLATELETS, POTASSIUM, PROTEIN, PSA, PTH, RED_CELLS, SODIUM,
    TRIGLYCERIDE, TSH, UREA, URIC_ACID, URINE_ALBUMIN, URINE_GRAVITY, URINE_PH, VITAMIN_D, WHITE_CELLS,
};

/// A report and its tests, in the order in which derived values can be computed.
pub(crate) struct Panel {
    pub(crate) loinc: &'static str,
    pub(crate) display: &'static str,
    pub(crate) name: &'static str,
    pub(crate) labs: &'static [&'static Lab],
    /// Tests of the same panel that answer in words, with their answer in health.
    pub(crate) words: &'static [(&'static Word, &'static str)],
}

/// A test whose answer is words. Without a LOINC code it has the laboratory's own.
pub(crate) struct Word {
    pub(crate) loinc: &'static str,
    pub(crate) local: &'static str,
    pub(crate) display: &'static str,
    pub(crate) name: &'static str,
    /// What the laboratory sends as the range, or nothing.
    pub(crate) range: &'static str,
}

macro_rules! panel {
    ($name:ident, $loinc:literal, $display:literal, $text:literal, [$($lab:ident),*]) => {
        panel!($name, $loinc, $display, $text, [$($lab),*], []);
    };
    ($name:ident, $loinc:literal, $display:literal, $text:literal, [$($lab:ident),*], [$($word:ident $answer:literal),*]) => {
        #[doc = $text]
        pub(crate) static $name: Panel = Panel {
            loinc: $loinc, display: $display, name: $text, labs: &[$(&$lab),*], words: &[$((&$word, $answer)),*],
        };
    };
}

macro_rules! word {
    ($name:ident, $loinc:literal, $local:literal, $display:literal, $text:literal, $range:literal) => {
        #[doc = $text]
        pub(crate) static $name: Word =
            Word { loinc: $loinc, local: $local, display: $display, name: $text, range: $range };
    };
}

panel!(
    BASIC,
    "51990-0",
    "Basic metabolic panel - Blood",
    "Basic metabolic panel",
    [GLUCOSE, UREA, CREATININE, EGFR, SODIUM, POTASSIUM, CHLORIDE, CARBON_DIOXIDE, CALCIUM]
);
panel!(
    COMPLETE,
    "24323-8",
    "Comprehensive metabolic 2000 panel - Serum or Plasma",
    "Comprehensive metabolic panel",
    [
        GLUCOSE,
        UREA,
        CREATININE,
        EGFR,
        SODIUM,
        POTASSIUM,
        CHLORIDE,
        CARBON_DIOXIDE,
        CALCIUM,
        PROTEIN,
        ALBUMIN,
        GLOBULIN,
        BILIRUBIN,
        ALK_PHOS,
        AST,
        ALT
    ]
);
panel!(
    LIPIDS,
    "57698-3",
    "Lipid Panel",
    "Cholesterol and fats (lipid panel)",
    [CHOLESTEROL, TRIGLYCERIDE, HDL, LDL, NON_HDL]
);
panel!(
    BLOOD_COUNT,
    "58410-2",
    "CBC panel - Blood by Automated count",
    "Complete blood count (CBC)",
    [
        WHITE_CELLS,
        HEMOGLOBIN,
        HEMATOCRIT,
        CELL_VOLUME,
        RED_CELLS,
        CELL_HEMOGLOBIN,
        CELL_CONCENTRATION,
        CELL_WIDTH,
        PLATELETS
    ]
);
panel!(A1C_ONLY, "4548-4", "Hemoglobin A1c/Hemoglobin.total in Blood", "Hemoglobin A1c", [A1C]);
panel!(THYROID, "3016-3", "Thyrotropin [Units/volume] in Serum or Plasma", "Thyroid stimulating hormone (TSH)", [TSH]);
panel!(THYROID_FULL, "", "", "Thyroid tests", [TSH, FREE_T4]);
panel!(CLOTTING, "6301-6", "INR in Platelet poor plasma by Coagulation assay", "INR", [INR]);
panel!(IRON_STUDIES, "", "", "Iron studies", [FERRITIN, IRON, IRON_BINDING, IRON_SATURATION]);
panel!(B12_ONLY, "2132-9", "Cobalamin (Vitamin B12) [Mass/volume] in Serum or Plasma", "Vitamin B12", [B12]);
panel!(VITAMIN_D_ONLY, "1989-3", "Calcidiol [Mass/volume] in Serum or Plasma", "Vitamin D, 25-hydroxy", [VITAMIN_D]);
panel!(
    ALBUMIN_RATIO,
    "9318-7",
    "Albumin/Creatinine [Mass Ratio] in Urine",
    "Urine albumin-to-creatinine ratio",
    [URINE_ALBUMIN]
);
panel!(BONE_MINERALS, "", "", "Bone minerals in kidney disease", [PHOSPHATE, PTH, VITAMIN_D]);
panel!(URIC_ACID_ONLY, "3084-1", "Urate [Mass/volume] in Serum or Plasma", "Uric acid", [URIC_ACID]);
panel!(BNP_ONLY, "30934-4", "Natriuretic peptide B [Mass/volume] in Serum or Plasma", "BNP (heart strain)", [BNP]);
panel!(
    PSA_ONLY,
    "2857-1",
    "Prostate specific Ag [Mass/volume] in Serum or Plasma",
    "Prostate specific antigen (PSA)",
    [PSA]
);
panel!(
    CRP_ONLY,
    "1988-5",
    "C reactive protein [Mass/volume] in Serum or Plasma",
    "C-reactive protein (inflammation)",
    [CRP]
);
panel!(LEAD_ONLY, "5671-3", "Lead [Mass/volume] in Blood", "Lead", [LEAD]);
panel!(SUGAR_LOAD, "", "", "Glucose tolerance test, 75 g", [FASTING_GLUCOSE, GLUCOSE_1H, GLUCOSE_2H]);
panel!(URINALYSIS, "24356-8", "Urinalysis complete panel - Urine", "Urinalysis", [URINE_GRAVITY, URINE_PH],
    [URINE_COLOR "Yellow", URINE_LOOK "Clear", URINE_PROTEIN "Negative", URINE_SUGAR "Negative", URINE_KETONES "Negative",
     URINE_BLOOD "Negative", URINE_NITRITE "Negative", URINE_WHITE_CELLS "Negative"]);

word!(URINE_COLOR, "5778-6", "", "Color of Urine", "Color", "Yellow");
word!(URINE_LOOK, "5767-9", "", "Appearance of Urine", "Appearance", "Clear");
word!(URINE_PROTEIN, "20454-5", "", "Protein [Presence] in Urine by Test strip", "Protein", "Negative");
word!(URINE_SUGAR, "25428-4", "", "Glucose [Presence] in Urine by Test strip", "Glucose", "Negative");
word!(URINE_KETONES, "2514-8", "", "Ketones [Presence] in Urine by Test strip", "Ketones", "Negative");
word!(URINE_BLOOD, "5794-3", "", "Hemoglobin [Presence] in Urine by Test strip", "Blood", "Negative");
word!(URINE_NITRITE, "5802-4", "", "Nitrite [Presence] in Urine by Test strip", "Nitrite", "Negative");
word!(
    URINE_WHITE_CELLS,
    "5799-2",
    "",
    "Leukocyte esterase [Presence] in Urine by Test strip",
    "White cells (leukocyte esterase)",
    "Negative"
);
word!(BLOOD_GROUP, "", "ABORH", "ABO and Rh blood group", "Blood group", "");
word!(ANTIBODY_SCREEN, "", "ABSCR", "Antibody screen", "Antibody screen", "Negative");
word!(STREP_B, "", "GBSCX", "Group B streptococcus culture", "Group B strep culture", "Not detected");
word!(URINE_CULTURE, "", "URCX", "Urine culture", "Urine culture", "No growth");
word!(THROAT_RAPID, "", "STREPA", "Rapid group A streptococcus antigen", "Rapid strep test", "Negative");
word!(RUBELLA, "", "RUBIGG", "Rubella antibody, IgG", "Rubella immunity", "Immune");
word!(HEP_B_SURFACE, "", "HBSAG", "Hepatitis B surface antigen", "Hepatitis B surface antigen", "Negative");
word!(HIV_SCREEN, "", "HIVAGAB", "HIV antigen and antibody screen", "HIV screen", "Non-reactive");
word!(SYPHILIS, "", "SYPHAB", "Syphilis antibody screen", "Syphilis screen", "Non-reactive");
word!(STOOL_BLOOD, "", "FIT", "Fecal immunochemical test", "Hidden blood in stool (FIT)", "Negative");
word!(HEP_C, "", "HCVAB", "Hepatitis C antibody", "Hepatitis C antibody", "Non-reactive");
word!(BLOOD_CULTURE, "600-7", "", "Blood Culture, Routine", "Blood culture", "");
