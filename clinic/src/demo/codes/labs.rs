//! Laboratory tests by LOINC code, with the ranges that the demo's laboratory sends.
//!
//! Ranges follow the LHNCBC table of LOINC ranges where it has one, split by sex and age where laboratories do.

/// Sex as a laboratory uses it to choose a range.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sex {
    Female,
    Male,
    Other,
}

/// A reference range for part of the patients.
pub(crate) struct Span {
    pub(crate) sex: Option<Sex>,
    /// In years; the last span that fits is used.
    pub(crate) from_age: u32,
    pub(crate) low: &'static str,
    pub(crate) high: &'static str,
    pub(crate) text: &'static str,
}

/// One test: how it is named, written and judged, and what is usual in health.
pub(crate) struct Lab {
    pub(crate) loinc: &'static str,
    pub(crate) display: &'static str,
    pub(crate) name: &'static str,
    pub(crate) unit: &'static str,
    pub(crate) ucum: &'static str,
    pub(crate) decimals: usize,
    pub(crate) spans: &'static [Span],
    /// Below and above which the laboratory telephones; 0 for none.
    pub(crate) critical: (f64, f64),
    /// Mean of women and of men, and the deviation.
    pub(crate) usual: (f64, f64, f64),
}

const fn span(low: &'static str, high: &'static str) -> Span {
    Span { sex: None, from_age: 0, low, high, text: "" }
}

const fn text(low: &'static str, high: &'static str, text: &'static str) -> Span {
    Span { sex: None, from_age: 0, low, high, text }
}

const fn women(low: &'static str, high: &'static str) -> Span {
    Span { sex: Some(Sex::Female), from_age: 18, low, high, text: "" }
}

const fn men(low: &'static str, high: &'static str) -> Span {
    Span { sex: Some(Sex::Male), from_age: 18, low, high, text: "" }
}

macro_rules! lab {
    ($name:ident, $loinc:literal, $display:literal, $text:literal, $unit:literal $ucum:literal, $decimals:literal,
     [$($span:expr),*], $critical:expr, $usual:expr) => {
        #[doc = $text]
        pub(crate) static $name: Lab = Lab {
            loinc: $loinc, display: $display, name: $text, unit: $unit, ucum: $ucum, decimals: $decimals,
            spans: &[$($span),*], critical: $critical, usual: $usual,
        };
    };
}

lab!(GLUCOSE, "2345-7", "Glucose [Mass/volume] in Serum or Plasma", "Glucose", "mg/dL" "mg/dL", 0,
    [span("70", "99")], (50.0, 400.0), (88.0, 90.0, 5.0));
lab!(UREA, "3094-0", "Urea nitrogen [Mass/volume] in Serum or Plasma", "Urea nitrogen (BUN)", "mg/dL" "mg/dL", 0,
    [span("7", "20")], (0.0, 100.0), (12.5, 14.5, 2.2));
lab!(CREATININE, "2160-0", "Creatinine [Mass/volume] in Serum or Plasma", "Creatinine", "mg/dL" "mg/dL", 2,
    [span("0.30", "1.30"), women("0.50", "1.10"), men("0.70", "1.30")], (0.0, 10.0), (0.76, 0.94, 0.07));
lab!(EGFR, "98979-8",
    "Glomerular filtration rate/1.73 sq M.predicted [Volume Rate/Area] in Serum, Plasma or Blood by Creatinine-based formula (CKD-EPI 2021)",
    "Estimated kidney function (eGFR)", "mL/min/1.73 m2" "mL/min/{1.73_m2}", 0, [text("60", "", ">=60")], (0.0, 0.0), (95.0, 95.0, 8.0));
lab!(SODIUM, "2951-2", "Sodium [Moles/volume] in Serum or Plasma", "Sodium", "mmol/L" "mmol/L", 0,
    [span("136", "145")], (120.0, 160.0), (140.0, 140.0, 1.4));
lab!(POTASSIUM, "2823-3", "Potassium [Moles/volume] in Serum or Plasma", "Potassium", "mmol/L" "mmol/L", 1,
    [span("3.5", "5.0")], (2.8, 6.2), (4.2, 4.3, 0.2));
lab!(CHLORIDE, "2075-0", "Chloride [Moles/volume] in Serum or Plasma", "Chloride", "mmol/L" "mmol/L", 0,
    [span("98", "106")], (80.0, 120.0), (102.0, 102.0, 1.4));
lab!(CARBON_DIOXIDE, "2028-9", "Carbon dioxide, total [Moles/volume] in Serum or Plasma", "Carbon dioxide (bicarbonate)", "mmol/L" "mmol/L", 0,
    [span("21", "30")], (10.0, 40.0), (25.0, 25.5, 1.3));
lab!(CALCIUM, "17861-6", "Calcium [Mass/volume] in Serum or Plasma", "Calcium", "mg/dL" "mg/dL", 1,
    [span("8.6", "10.2")], (6.5, 13.0), (9.4, 9.4, 0.2));
lab!(PROTEIN, "2885-2", "Protein [Mass/volume] in Serum or Plasma", "Total protein", "g/dL" "g/dL", 1,
    [span("5.5", "8.0")], (0.0, 0.0), (7.0, 7.1, 0.25));
lab!(ALBUMIN, "1751-7", "Albumin [Mass/volume] in Serum or Plasma", "Albumin", "g/dL" "g/dL", 1,
    [span("3.5", "5.5")], (1.5, 0.0), (4.3, 4.4, 0.18));
lab!(GLOBULIN, "10834-0", "Globulin [Mass/volume] in Serum by calculation", "Globulin, calculated", "g/dL" "g/dL", 1,
    [span("1.9", "3.3")], (0.0, 0.0), (2.7, 2.7, 0.2));
lab!(BILIRUBIN, "1975-2", "Bilirubin.total [Mass/volume] in Serum or Plasma", "Bilirubin, total", "mg/dL" "mg/dL", 1,
    [span("0.2", "1.2")], (0.0, 15.0), (0.5, 0.6, 0.12));
lab!(ALK_PHOS, "6768-6", "Alkaline phosphatase [Enzymatic activity/volume] in Serum or Plasma", "Alkaline phosphatase", "U/L" "U/L", 0,
    [span("45", "130")], (0.0, 0.0), (72.0, 74.0, 9.0));
lab!(AST, "1920-8", "Aspartate aminotransferase [Enzymatic activity/volume] in Serum or Plasma", "AST (liver)", "U/L" "U/L", 0,
    [span("8", "48")], (0.0, 1000.0), (21.0, 24.0, 3.5));
lab!(ALT, "1742-6", "Alanine aminotransferase [Enzymatic activity/volume] in Serum or Plasma", "ALT (liver)", "U/L" "U/L", 0,
    [span("7", "55")], (0.0, 1000.0), (20.0, 25.0, 4.5));
lab!(CHOLESTEROL, "2093-3", "Cholesterol [Mass/volume] in Serum or Plasma", "Cholesterol, total", "mg/dL" "mg/dL", 0,
    [text("", "200", "<200")], (0.0, 0.0), (181.0, 178.0, 9.0));
lab!(TRIGLYCERIDE, "2571-8", "Triglyceride [Mass/volume] in Serum or Plasma", "Triglycerides", "mg/dL" "mg/dL", 0,
    [text("", "150", "<150")], (0.0, 1000.0), (95.0, 108.0, 13.0));
lab!(HDL, "2085-9", "Cholesterol in HDL [Mass/volume] in Serum or Plasma", "HDL cholesterol", "mg/dL" "mg/dL", 0,
    [text("40", "", ">=40"), Span { sex: Some(Sex::Female), from_age: 18, low: "50", high: "", text: ">=50" }], (0.0, 0.0), (60.0, 51.0, 3.5));
lab!(LDL, "13457-7", "Cholesterol in LDL [Mass/volume] in Serum or Plasma by calculation", "LDL cholesterol, calculated", "mg/dL" "mg/dL", 0,
    [text("", "130", "<130")], (0.0, 0.0), (102.0, 105.0, 9.0));
lab!(NON_HDL, "43396-1", "Cholesterol non HDL [Mass/volume] in Serum or Plasma", "Non-HDL cholesterol", "mg/dL" "mg/dL", 0,
    [text("", "160", "<160")], (0.0, 0.0), (120.0, 125.0, 9.0));
lab!(WHITE_CELLS, "6690-2", "Leukocytes [#/volume] in Blood by Automated count", "White blood cells", "10*3/uL" "10*3/uL", 1,
    [span("5.0", "13.0"), Span { sex: None, from_age: 12, low: "4.0", high: "11.0", text: "" }], (2.0, 30.0), (6.6, 6.5, 0.7));
lab!(RED_CELLS, "789-8", "Erythrocytes [#/volume] in Blood by Automated count", "Red blood cells", "10*6/uL" "10*6/uL", 2,
    [span("3.90", "5.40"), women("3.90", "5.20"), men("4.30", "5.80")], (0.0, 0.0), (4.6, 5.0, 0.1));
lab!(HEMOGLOBIN, "718-7", "Hemoglobin [Mass/volume] in Blood", "Hemoglobin", "g/dL" "g/dL", 1,
    [span("10.5", "14.0"), Span { sex: None, from_age: 5, low: "11.5", high: "15.5", text: "" }, women("12.0", "16.0"), men("13.5", "17.5")],
    (7.0, 20.0), (13.5, 15.0, 0.35));
lab!(HEMATOCRIT, "4544-3", "Hematocrit [Volume Fraction] of Blood by Automated count", "Hematocrit", "%" "%", 1,
    [span("33.0", "43.0"), women("34.9", "44.5"), men("38.8", "50.0")], (21.0, 60.0), (40.5, 45.0, 1.0));
lab!(CELL_VOLUME, "787-2", "MCV [Entitic volume] by Automated count", "Red cell volume (MCV)", "fL" "fL", 0,
    [span("74", "90"), Span { sex: None, from_age: 12, low: "80", high: "96", text: "" }], (0.0, 0.0), (89.0, 89.0, 1.5));
lab!(CELL_HEMOGLOBIN, "785-6", "MCH [Entitic mass] by Automated count", "Hemoglobin per red cell (MCH)", "pg" "pg", 1,
    [span("24.0", "33.5")], (0.0, 0.0), (29.8, 29.8, 0.6));
lab!(CELL_CONCENTRATION, "786-4", "MCHC [Mass/volume] by Automated count", "Red cell concentration (MCHC)", "g/dL" "g/dL", 1,
    [span("32.0", "36.0")], (0.0, 0.0), (33.4, 33.4, 0.3));
lab!(CELL_WIDTH, "788-0", "Erythrocyte distribution width [Ratio] by Automated count", "Red cell width (RDW)", "%" "%", 1,
    [span("11.5", "14.5")], (0.0, 0.0), (12.9, 12.9, 0.3));
lab!(PLATELETS, "777-3", "Platelets [#/volume] in Blood by Automated count", "Platelets", "10*3/uL" "10*3/uL", 0,
    [span("150", "400")], (30.0, 1000.0), (255.0, 238.0, 22.0));
lab!(A1C, "4548-4", "Hemoglobin A1c/Hemoglobin.total in Blood", "Hemoglobin A1c", "%" "%", 1,
    [text("4.0", "5.6", "4.0-5.6")], (0.0, 0.0), (5.2, 5.2, 0.12));
lab!(URINE_ALBUMIN, "9318-7", "Albumin/Creatinine [Mass Ratio] in Urine", "Urine albumin-to-creatinine ratio", "mg/g" "mg/g{creat}", 0,
    [text("", "30", "<30")], (0.0, 0.0), (8.0, 7.0, 1.8));
lab!(TSH, "3016-3", "Thyrotropin [Units/volume] in Serum or Plasma", "Thyroid stimulating hormone (TSH)", "mIU/L" "m[IU]/L", 2,
    [span("0.40", "4.20")], (0.0, 0.0), (1.9, 1.8, 0.35));
lab!(FREE_T4, "3024-7", "Thyroxine (T4) free [Mass/volume] in Serum or Plasma", "Free thyroxine (free T4)", "ng/dL" "ng/dL", 2,
    [span("0.82", "1.77")], (0.0, 0.0), (1.2, 1.2, 0.1));
lab!(INR, "6301-6", "INR in Platelet poor plasma by Coagulation assay", "INR", "INR" "{INR}", 1,
    [text("2.0", "3.0", "2.0-3.0 (treatment range)")], (0.0, 5.0), (1.0, 1.0, 0.3));
lab!(FERRITIN, "2276-4", "Ferritin [Mass/volume] in Serum or Plasma", "Ferritin (iron stores)", "ng/mL" "ng/mL", 0,
    [span("10", "400"), women("10", "150"), men("30", "400")], (0.0, 0.0), (62.0, 130.0, 18.0));
lab!(IRON, "2498-4", "Iron [Mass/volume] in Serum or Plasma", "Iron", "ug/dL" "ug/dL", 0,
    [span("35", "140")], (0.0, 0.0), (85.0, 95.0, 12.0));
lab!(IRON_BINDING, "2500-7", "Iron binding capacity [Mass/volume] in Serum or Plasma", "Iron binding capacity", "ug/dL" "ug/dL", 0,
    [span("245", "400")], (0.0, 0.0), (320.0, 310.0, 16.0));
lab!(IRON_SATURATION, "2502-3", "Iron saturation [Mass Fraction] in Serum or Plasma", "Iron saturation", "%" "%", 0,
    [span("15", "49")], (0.0, 0.0), (27.0, 30.0, 3.0));
lab!(B12, "2132-9", "Cobalamin (Vitamin B12) [Mass/volume] in Serum or Plasma", "Vitamin B12", "pg/mL" "pg/mL", 0,
    [span("232", "1245")], (0.0, 0.0), (480.0, 470.0, 60.0));
lab!(VITAMIN_D, "1989-3", "Calcidiol [Mass/volume] in Serum or Plasma", "Vitamin D, 25-hydroxy", "ng/mL" "ng/mL", 0,
    [span("20", "57")], (0.0, 0.0), (33.0, 32.0, 4.0));
lab!(PTH, "2731-8", "Parathyrin.intact [Mass/volume] in Serum or Plasma", "Parathyroid hormone", "pg/mL" "pg/mL", 0,
    [span("14", "72")], (0.0, 0.0), (38.0, 38.0, 6.0));
lab!(PHOSPHATE, "2777-1", "Phosphate [Mass/volume] in Serum or Plasma", "Phosphate", "mg/dL" "mg/dL", 1,
    [span("2.5", "4.5")], (1.0, 9.0), (3.6, 3.5, 0.25));
lab!(URIC_ACID, "3084-1", "Urate [Mass/volume] in Serum or Plasma", "Uric acid", "mg/dL" "mg/dL", 1,
    [span("2.2", "7.7"), women("2.2", "6.4"), men("3.4", "7.7")], (0.0, 0.0), (4.6, 5.6, 0.4));
lab!(BNP, "30934-4", "Natriuretic peptide B [Mass/volume] in Serum or Plasma", "BNP (heart strain)", "pg/mL" "pg/mL", 0,
    [text("", "99", "<100")], (0.0, 0.0), (30.0, 25.0, 8.0));
lab!(PSA, "2857-1", "Prostate specific Ag [Mass/volume] in Serum or Plasma", "Prostate specific antigen (PSA)", "ng/mL" "ng/mL", 2,
    [text("", "4.00", "<=4.00")], (0.0, 0.0), (1.1, 1.1, 0.2));
lab!(CRP, "1988-5", "C reactive protein [Mass/volume] in Serum or Plasma", "C-reactive protein (inflammation)", "mg/L" "mg/L", 1,
    [text("", "5.0", "<5.0")], (0.0, 0.0), (1.4, 1.3, 0.5));
lab!(FASTING_GLUCOSE, "1558-6", "Fasting glucose [Mass/volume] in Serum or Plasma", "Glucose, fasting", "mg/dL" "mg/dL", 0,
    [span("65", "94")], (30.0, 700.0), (82.0, 84.0, 4.0));
lab!(GLUCOSE_1H, "1507-3", "Glucose [Mass/volume] in Serum or Plasma --1 hour post 75 g glucose PO", "Glucose, 1 hour after 75 g", "mg/dL" "mg/dL", 0,
    [text("", "179", "<180")], (30.0, 700.0), (138.0, 138.0, 10.0));
lab!(GLUCOSE_2H, "1518-0", "Glucose [Mass/volume] in Serum or Plasma --2 hours post 75 g glucose PO", "Glucose, 2 hours after 75 g", "mg/dL" "mg/dL", 0,
    [text("", "152", "<153")], (30.0, 700.0), (112.0, 112.0, 9.0));
lab!(LEAD, "5671-3", "Lead [Mass/volume] in Blood", "Lead", "ug/dL" "ug/dL", 1,
    [text("", "3.4", "<3.5")], (0.0, 45.0), (1.0, 1.0, 0.3));
lab!(URINE_GRAVITY, "5811-5", "Specific gravity of Urine by Test strip", "Specific gravity", "" "", 3,
    [span("1.002", "1.030")], (0.0, 0.0), (1.016, 1.016, 0.004));
lab!(URINE_PH, "5803-2", "pH of Urine by Test strip", "pH", "pH" "[pH]", 1,
    [span("5.0", "7.5")], (0.0, 0.0), (6.0, 6.0, 0.3));

/// Ranges of the laboratory that the clinic worked with before, where they differ.
pub(crate) static OLDER: [(&str, &[Span]); 7] = [
    ("2345-7", &[span("65", "99")]),
    ("2160-0", &[span("0.30", "1.30"), women("0.60", "1.20"), men("0.80", "1.40")]),
    ("2823-3", &[span("3.5", "5.1")]),
    ("718-7", &[span("10.5", "14.0"), women("11.7", "15.5"), men("13.2", "17.1")]),
    ("4548-4", &[text("", "5.6", "<5.7")]),
    ("3016-3", &[span("0.35", "5.50")]),
    ("2093-3", &[span("125", "200")]),
];
