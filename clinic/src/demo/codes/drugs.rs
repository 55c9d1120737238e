//! Drugs by RxNorm code, each with the directions it is given with here.

/// A drug and how it is taken.
pub(crate) struct Drug {
    /// Empty for a product without a code, which is named in words alone.
    pub(crate) rxcui: &'static str,
    pub(crate) display: &'static str,
    pub(crate) text: &'static str,
    pub(crate) route: &'static str,
    pub(crate) directions: &'static str,
    /// The same directions in Spanish.
    pub(crate) spanish: &'static str,
    /// Amount and unit of one dose.
    pub(crate) dose: (&'static str, Counted),
    /// How often, in how many days.
    pub(crate) rhythm: (u32, u32),
    /// What it is needed for, when it is not taken regularly.
    pub(crate) as_needed: &'static str,
    /// How much the pharmacy gives at a time, for how many days, and how often again.
    pub(crate) supply: (&'static str, u32, u32),
}

/// What doses and quantities are counted in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Counted {
    Tablet,
    Capsule,
    Puff,
    Millilitre,
    Drop,
    Unit,
    Application,
    Syringe,
    Inhaler,
    Vial,
}

impl Counted {
    /// The word for one, and the UCUM code.
    pub(crate) fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Tablet => ("tablet", "{tbl}"),
            Self::Capsule => ("capsule", "{capsule}"),
            Self::Puff => ("puff", "{puff}"),
            Self::Millilitre => ("mL", "mL"),
            Self::Drop => ("drop", "[drp]"),
            Self::Unit => ("unit", "[USP'U]"),
            Self::Application => ("application", "{application}"),
            Self::Syringe => ("syringe", "{syringe}"),
            Self::Inhaler => ("inhaler", "{inhaler}"),
            Self::Vial => ("vial", "{vial}"),
        }
    }

    /// What the pharmacy counts: inhalers rather than puffs, millilitres of drops.
    pub(crate) fn dispensed(self) -> Self {
        match self {
            Self::Puff => Self::Inhaler,
            Self::Drop => Self::Millilitre,
            other => other,
        }
    }
}

macro_rules! drug {
    ($name:ident, $rxcui:literal, $display:literal, $text:literal, $route:literal, $unit:ident $dose:literal, $times:literal / $days:literal,
     $directions:literal, $spanish:literal, $quantity:literal x $supply:literal + $refills:literal $(, as_needed $reason:literal)?) => {
        #[doc = $text]
        pub(crate) static $name: Drug = Drug {
            rxcui: $rxcui, display: $display, text: $text, route: $route, directions: $directions, spanish: $spanish,
            dose: ($dose, Counted::$unit), rhythm: ($times, $days), as_needed: concat!("", $($reason)?),
            supply: ($quantity, $supply, $refills),
        };
    };
}

/// Tablets or capsules by mouth, taken regularly.
macro_rules! oral {
    ($name:ident, $rxcui:literal, $display:literal, $text:literal, $unit:ident $dose:literal, $times:literal / $days:literal, $directions:literal, $spanish:literal, $quantity:literal x $supply:literal + $refills:literal) => {
        drug!($name, $rxcui, $display, $text, "by mouth", $unit $dose, $times / $days, $directions, $spanish, $quantity x $supply + $refills);
    };
    ($name:ident, $rxcui:literal, $display:literal, $text:literal) => {
        drug!($name, $rxcui, $display, $text, "by mouth", Tablet "1", 1 / 1, "Take 1 tablet by mouth once a day.",
            "Tome 1 tableta por vía oral una vez al día.", "90" x 90 + 3);
    };
}

oral!(METFORMIN, "860975", "24 HR Metformin hydrochloride 500 MG Extended Release Oral Tablet", "Metformin extended release 500 mg tablet", Tablet "1", 2 / 1,
    "Take 1 tablet by mouth twice a day with meals.", "Tome 1 tableta por vía oral dos veces al día con las comidas.", "180" x 90 + 3);
oral!(METFORMIN_FOUR, "860975", "24 HR Metformin hydrochloride 500 MG Extended Release Oral Tablet", "Metformin extended release 500 mg tablet", Tablet "2", 2 / 1,
    "Take 2 tablets by mouth twice a day with meals.", "Tome 2 tabletas por vía oral dos veces al día con las comidas.", "360" x 90 + 3);
oral!(CANAGLIFLOZIN, "1373463", "canagliflozin 100 MG Oral Tablet", "Canagliflozin 100 mg tablet", Tablet "1", 1 / 1,
    "Take 1 tablet by mouth once a day before breakfast.", "Tome 1 tableta por vía oral una vez al día antes del desayuno.", "90" x 90 + 3);
drug!(LIRAGLUTIDE, "897122", "3 ML liraglutide 6 MG/ML Pen Injector", "Liraglutide 6 mg/mL pen", "under the skin", Millilitre "0.2", 1 / 1,
    "Inject 0.2 mL (1.2 mg) under the skin once a day.", "Inyecte 0.2 mL (1.2 mg) bajo la piel una vez al día.", "6" x 30 + 5);
drug!(INSULIN_LISPRO, "865098", "Insulin Lispro 100 UNT/ML Injectable Solution [Humalog]", "Insulin lispro 100 units/mL vial", "under the skin", Unit "6", 3 / 1,
    "Inject 6 units under the skin three times a day, just before meals.", "Inyecte 6 unidades bajo la piel tres veces al día, justo antes de las comidas.", "1000" x 50 + 5);
oral!(LISINOPRIL_10, "314076", "lisinopril 10 MG Oral Tablet", "Lisinopril 10 mg tablet");
oral!(LISINOPRIL_20, "314077", "lisinopril 20 MG Oral Tablet", "Lisinopril 20 mg tablet");
oral!(LOSARTAN_50, "979492", "losartan potassium 50 MG Oral Tablet", "Losartan 50 mg tablet");
oral!(LOSARTAN_100, "979480", "losartan potassium 100 MG Oral Tablet", "Losartan 100 mg tablet");
oral!(AMLODIPINE, "308136", "amLODIPine 2.5 MG Oral Tablet", "Amlodipine 2.5 mg tablet");
oral!(AMLODIPINE_TWO, "308136", "amLODIPine 2.5 MG Oral Tablet", "Amlodipine 2.5 mg tablet", Tablet "2", 1 / 1,
    "Take 2 tablets by mouth once a day.", "Tome 2 tabletas por vía oral una vez al día.", "180" x 90 + 3);
oral!(HYDROCHLOROTHIAZIDE, "310798", "Hydrochlorothiazide 25 MG Oral Tablet", "Hydrochlorothiazide 25 mg tablet", Tablet "1", 1 / 1,
    "Take 1 tablet by mouth once a day in the morning.", "Tome 1 tableta por vía oral una vez al día por la mañana.", "90" x 90 + 3);
oral!(FUROSEMIDE, "313988", "Furosemide 40 MG Oral Tablet", "Furosemide 40 mg tablet", Tablet "1", 1 / 1,
    "Take 1 tablet by mouth once a day in the morning.", "Tome 1 tableta por vía oral una vez al día por la mañana.", "90" x 90 + 3);
oral!(SPIRONOLACTONE, "313096", "spironolactone 25 MG Oral Tablet", "Spironolactone 25 mg tablet");
oral!(
    METOPROLOL_50,
    "866436",
    "24 HR metoprolol succinate 50 MG Extended Release Oral Tablet",
    "Metoprolol succinate extended release 50 mg tablet"
);
oral!(CARVEDILOL, "200031", "carvedilol 6.25 MG Oral Tablet", "Carvedilol 6.25 mg tablet", Tablet "1", 2 / 1,
    "Take 1 tablet by mouth twice a day with food.", "Tome 1 tableta por vía oral dos veces al día con comida.", "180" x 90 + 3);
oral!(DIGOXIN, "197604", "digoxin 0.125 MG Oral Tablet", "Digoxin 0.125 mg tablet");
oral!(WARFARIN, "855332", "warfarin sodium 5 MG Oral Tablet", "Warfarin 5 mg tablet", Tablet "1", 1 / 1,
    "Take 1 tablet by mouth once a day in the evening. Have your INR checked as advised.",
    "Tome 1 tableta por vía oral una vez al día por la noche. Hágase la prueba de INR según lo indicado.", "30" x 30 + 5);
oral!(ASPIRIN_81, "243670", "aspirin 81 MG Oral Tablet", "Aspirin 81 mg tablet");
oral!(CLOPIDOGREL, "309362", "Clopidogrel 75 MG Oral Tablet", "Clopidogrel 75 mg tablet");
oral!(ATORVASTATIN_20, "617310", "atorvastatin 20 MG Oral Tablet", "Atorvastatin 20 mg tablet");
oral!(ATORVASTATIN_40, "617311", "atorvastatin 40 MG Oral Tablet", "Atorvastatin 40 mg tablet");
oral!(ATORVASTATIN_80, "259255", "atorvastatin 80 MG Oral Tablet", "Atorvastatin 80 mg tablet");
oral!(ROSUVASTATIN, "859747", "rosuvastatin calcium 10 MG Oral Tablet", "Rosuvastatin 10 mg tablet");
oral!(SIMVASTATIN, "312961", "Simvastatin 20 MG Oral Tablet", "Simvastatin 20 mg tablet", Tablet "1", 1 / 1,
    "Take 1 tablet by mouth once a day at bedtime.", "Tome 1 tableta por vía oral una vez al día al acostarse.", "90" x 90 + 3);
drug!(NITROGLYCERIN, "198039", "nitroglycerin 0.4 MG Sublingual Tablet", "Nitroglycerin 0.4 mg tablet to dissolve under the tongue", "under the tongue", Tablet "1", 1 / 1,
    "Put 1 tablet under your tongue when you have chest pain. If it does not ease in 5 minutes, call 911.",
    "Ponga 1 tableta debajo de la lengua si tiene dolor de pecho. Si no mejora en 5 minutos, llame al 911.", "25" x 30 + 2, as_needed "chest pain");
oral!(LEVOTHYROXINE, "966222", "Levothyroxine Sodium 0.075 MG Oral Tablet", "Levothyroxine 75 mcg tablet", Tablet "1", 1 / 1,
    "Take 1 tablet by mouth once a day, 30 minutes before breakfast.", "Tome 1 tableta por vía oral una vez al día, 30 minutos antes del desayuno.", "90" x 90 + 3);
oral!(IRON_TABLET, "310325", "ferrous sulfate 325 MG Oral Tablet", "Ferrous sulfate 325 mg tablet (65 mg iron)", Tablet "1", 1 / 1,
    "Take 1 tablet by mouth once a day, away from tea, coffee and milk.", "Tome 1 tableta por vía oral una vez al día, lejos del té, el café y la leche.", "90" x 90 + 1);
drug!(ALBUTEROL, "2123111", "NDA020503 200 ACTUAT Albuterol 0.09 MG/ACTUAT Metered Dose Inhaler", "Albuterol 90 mcg inhaler", "inhaled", Puff "2", 4 / 1,
    "Inhale 2 puffs every 4 to 6 hours when wheezing or short of breath.", "Inhale 2 veces cada 4 a 6 horas si tiene silbidos o le falta el aire.", "1" x 30 + 3, as_needed "wheezing");
drug!(FLUTICASONE, "895996", "120 ACTUAT fluticasone propionate 0.044 MG/ACTUAT Metered Dose Inhaler [Flovent]", "Fluticasone 44 mcg inhaler", "inhaled", Puff "2", 2 / 1,
    "Inhale 2 puffs twice a day with a spacer. Rinse the mouth afterwards.", "Inhale 2 veces dos veces al día con cámara espaciadora. Enjuague la boca después.", "1" x 30 + 5);
drug!(FLUTICASONE_SALMETEROL, "896209", "60 ACTUAT Fluticasone propionate 0.25 MG/ACTUAT / salmeterol 0.05 MG/ACTUAT Dry Powder Inhaler",
    "Fluticasone 250 mcg and salmeterol 50 mcg inhaler", "inhaled", Puff "1", 2 / 1,
    "Inhale 1 puff twice a day. Rinse the mouth afterwards.", "Inhale 1 vez dos veces al día. Enjuague la boca después.", "1" x 30 + 5);
oral!(PREDNISONE, "312615", "predniSONE 20 MG Oral Tablet", "Prednisone 20 mg tablet", Tablet "2", 1 / 1,
    "Take 2 tablets by mouth once a day in the morning for 5 days.", "Tome 2 tabletas por vía oral una vez al día por la mañana durante 5 días.", "10" x 5 + 0);
oral!(AZITHROMYCIN, "308460", "Azithromycin 250 MG Oral Tablet", "Azithromycin 250 mg tablet", Tablet "1", 1 / 1,
    "Take 2 tablets by mouth on the first day, then 1 tablet once a day for 4 days.", "Tome 2 tabletas el primer día y después 1 tableta al día durante 4 días.", "6" x 5 + 0);
oral!(AMOXICILLIN, "308182", "Amoxicillin 250 MG Oral Capsule", "Amoxicillin 250 mg capsule", Capsule "2", 2 / 1,
    "Take 2 capsules by mouth twice a day for 10 days.", "Tome 2 cápsulas por vía oral dos veces al día durante 10 días.", "40" x 10 + 0);
oral!(NITROFURANTOIN, "1648755", "nitrofurantoin, macrocrystals 25 MG / nitrofurantoin, monohydrate 75 MG Oral Capsule", "Nitrofurantoin 100 mg capsule", Capsule "1", 2 / 1,
    "Take 1 capsule by mouth twice a day with food for 5 days.", "Tome 1 cápsula por vía oral dos veces al día con comida durante 5 días.", "10" x 5 + 0);
oral!(SERTRALINE, "312938", "Sertraline 100 MG Oral Tablet", "Sertraline 100 mg tablet");
oral!(ESCITALOPRAM, "349332", "escitalopram 10 MG Oral Tablet", "Escitalopram 10 mg tablet");
drug!(SUMATRIPTAN, "313161", "sumatriptan 50 MG Oral Tablet", "Sumatriptan 50 mg tablet", "by mouth", Tablet "1", 1 / 1,
    "Take 1 tablet by mouth at the start of a migraine. You may take 1 more after 2 hours. No more than 2 tablets in 24 hours.",
    "Tome 1 tableta por vía oral al comenzar la migraña. Puede tomar otra después de 2 horas. No más de 2 tabletas en 24 horas.", "9" x 30 + 5, as_needed "migraine");
oral!(PROPRANOLOL, "856535", "24 HR propranolol hydrochloride 60 MG Extended Release Oral Capsule", "Propranolol extended release 60 mg capsule", Capsule "1", 1 / 1,
    "Take 1 capsule by mouth once a day.", "Tome 1 cápsula por vía oral una vez al día.", "90" x 90 + 3);
oral!(OMEPRAZOLE, "198051", "omeprazole 20 MG Delayed Release Oral Capsule", "Omeprazole 20 mg capsule", Capsule "1", 1 / 1,
    "Take 1 capsule by mouth once a day before breakfast.", "Tome 1 cápsula por vía oral una vez al día antes del desayuno.", "90" x 90 + 1);
oral!(ALLOPURINOL, "197319", "Allopurinol 100 MG Oral Tablet", "Allopurinol 100 mg tablet", Tablet "2", 1 / 1,
    "Take 2 tablets by mouth once a day after food.", "Tome 2 tabletas por vía oral una vez al día después de comer.", "180" x 90 + 3);
drug!(COLCHICINE, "197541", "Colchicine 0.6 MG Oral Tablet", "Colchicine 0.6 mg tablet", "by mouth", Tablet "1", 1 / 1,
    "Take 1 tablet by mouth once a day when gout flares, for at most 5 days.", "Tome 1 tableta por vía oral una vez al día durante un ataque de gota, 5 días como máximo.", "10" x 10 + 1, as_needed "gout flare");
drug!(ACETAMINOPHEN, "198440", "Acetaminophen 500 MG Oral Tablet", "Acetaminophen 500 mg tablet", "by mouth", Tablet "2", 3 / 1,
    "Take 2 tablets by mouth up to three times a day for pain. No more than 6 tablets in 24 hours.",
    "Tome 2 tabletas por vía oral hasta tres veces al día para el dolor. No más de 6 tabletas en 24 horas.", "100" x 30 + 2, as_needed "pain");
oral!(DONEPEZIL, "997223", "Donepezil hydrochloride 10 MG Oral Tablet", "Donepezil 10 mg tablet", Tablet "1", 1 / 1,
    "Take 1 tablet by mouth once a day at bedtime.", "Tome 1 tableta por vía oral una vez al día al acostarse.", "90" x 90 + 3);
oral!(ALENDRONATE, "904419", "Alendronic acid 10 MG Oral Tablet", "Alendronate 10 mg tablet", Tablet "1", 1 / 1,
    "Take 1 tablet by mouth once a day with a full glass of water, 30 minutes before breakfast. Stay upright.",
    "Tome 1 tableta por vía oral una vez al día con un vaso lleno de agua, 30 minutos antes del desayuno. Permanezca erguido.", "90" x 90 + 3);
drug!(LACTULOSE, "391937", "lactulose 667 MG/ML Oral Solution", "Lactulose oral solution 667 mg/mL", "by mouth", Millilitre "15", 1 / 1,
    "Take 15 mL by mouth once a day.", "Tome 15 mL por vía oral una vez al día.", "450" x 30 + 3);
drug!(LATANOPROST, "314072", "latanoprost 0.05 MG/ML Ophthalmic Solution", "Latanoprost eye drops 0.05 mg/mL", "in the eye", Drop "1", 1 / 1,
    "Put 1 drop in each eye once a day in the evening.", "Ponga 1 gota en cada ojo una vez al día por la noche.", "2.5" x 25 + 5);
drug!(HYDROCORTISONE, "106258", "Hydrocortisone 10 MG/ML Topical Cream", "Hydrocortisone 1 % cream", "on the skin", Application "1", 2 / 1,
    "Put a thin layer on the itchy skin twice a day for up to 7 days.", "Aplique una capa fina en la piel con picazón dos veces al día, hasta 7 días.", "1" x 30 + 1, as_needed "itching");
oral!(CETIRIZINE_5, "1014676", "cetirizine hydrochloride 5 MG Oral Tablet", "Cetirizine 5 mg tablet", Tablet "1", 1 / 1,
    "Take 1 tablet by mouth once a day in the pollen season.", "Tome 1 tableta por vía oral una vez al día en la temporada de polen.", "90" x 90 + 1);
oral!(CETIRIZINE_10, "1014678", "cetirizine hydrochloride 10 MG Oral Tablet", "Cetirizine 10 mg tablet", Tablet "1", 1 / 1,
    "Take 1 tablet by mouth once a day in the pollen season.", "Tome 1 tableta por vía oral una vez al día en la temporada de polen.", "90" x 90 + 1);
oral!(DOXYCYCLINE, "1652673", "Doxycycline Monohydrate 50 MG Oral Tablet", "Doxycycline 50 mg tablet", Tablet "1", 1 / 1,
    "Take 1 tablet by mouth once a day with a full glass of water. Protect your skin from the sun.",
    "Tome 1 tableta por vía oral una vez al día con un vaso lleno de agua. Proteja la piel del sol.", "30" x 30 + 2);
drug!(EPINEPHRINE, "1870230", "NDA020800 0.3 ML Epinephrine 1 MG/ML Auto-Injector", "Epinephrine 0.3 mg auto-injector", "into the thigh", Syringe "1", 1 / 1,
    "Press into the outer thigh at the first sign of a severe allergic reaction, then call 911.", "Aplique en la parte externa del muslo ante la primera señal de una reacción alérgica grave y llame al 911.", "2" x 365 + 1, as_needed "severe allergic reaction");
drug!(EPOETIN, "205923", "1 ML Epoetin Alfa 4000 UNT/ML Injection [Epogen]", "Epoetin alfa 4000 units/mL injection", "into a vein", Vial "1", 3 / 7,
    "1 mL (4000 units) given three times a week at dialysis.", "1 mL (4000 unidades) tres veces por semana durante la diálisis.", "12" x 28 + 11);
drug!(PRENATAL_VITAMIN, "", "", "Prenatal vitamin with folic acid and iron, tablet", "by mouth", Tablet "1", 1 / 1,
    "Take 1 tablet by mouth once a day.", "Tome 1 tableta por vía oral una vez al día.", "90" x 90 + 3);
