//! Problems, allergies and procedures: SNOMED CT where there is a code, else the words alone.

/// SNOMED CT code (or nothing), its name, and the words people use.
pub(crate) struct Problem(pub(crate) &'static str, pub(crate) &'static str, pub(crate) &'static str);

macro_rules! problem {
    ($name:ident, $text:literal) => {
        problem!($name, "", "", $text);
    };
    ($name:ident, $code:literal, $display:literal, $text:literal) => {
        #[doc = $text]
        pub(crate) static $name: Problem = Problem($code, $display, $text);
    };
}

problem!(DIABETES, "44054006", "Diabetes", "Type 2 diabetes");
problem!(PREDIABETES, "15777000", "Prediabetes", "Prediabetes");
problem!(DIABETIC_KIDNEY, "127013003", "Diabetic renal disease (disorder)", "Kidney disease from diabetes");
problem!(
    DIABETIC_EYES,
    "422034002",
    "Diabetic retinopathy associated with type II diabetes mellitus (disorder)",
    "Diabetic retinopathy, mild"
);
problem!(
    DIABETIC_NERVES,
    "368581000119106",
    "Neuropathy due to type 2 diabetes mellitus (disorder)",
    "Nerve damage from diabetes"
);
problem!(
    MICROALBUMINURIA,
    "90781000119102",
    "Microalbuminuria due to type 2 diabetes mellitus (disorder)",
    "Albumin in the urine from diabetes"
);
problem!(HYPERTENSION, "38341003", "Hypertension", "High blood pressure");
problem!(HYPERLIPIDEMIA, "55822004", "Hyperlipidemia", "High cholesterol");
problem!(OBESITY, "162864005", "Body mass index 30+ - obesity (finding)", "Obesity (BMI 30 or more)");
problem!(CKD_3A, "Chronic kidney disease, stage 3a");
problem!(CKD_3B, "Chronic kidney disease, stage 3b");
problem!(CKD_4, "Chronic kidney disease, stage 4");
problem!(KIDNEY_FAILURE, "Kidney failure, on hemodialysis");
problem!(IRON_ANEMIA, "271737000", "Anemia (disorder)", "Iron deficiency anemia");
problem!(KIDNEY_ANEMIA, "271737000", "Anemia (disorder)", "Anemia of chronic kidney disease");
problem!(HYPOTHYROID, "Underactive thyroid (hypothyroidism)");
problem!(ATRIAL_FIB, "Atrial fibrillation");
problem!(HEART_FAILURE, "Heart failure");
problem!(CORONARY, "53741008", "Coronary Heart Disease", "Coronary heart disease");
problem!(HEART_ATTACK, "Heart attack with a stent");
problem!(CHILD_ASTHMA, "233678006", "Childhood asthma", "Asthma");
problem!(
    COPD,
    "185086009",
    "Chronic obstructive bronchitis (disorder)",
    "Chronic obstructive pulmonary disease (COPD)"
);
problem!(SMOKER, "449868002", "Smokes tobacco daily", "Smokes every day");
problem!(DEPRESSION, "Major depression");
problem!(ANXIETY, "Generalized anxiety");
problem!(MIGRAINE, "124171000119105", "Chronic intractable migraine without aura", "Migraine without aura");
problem!(RHINITIS, "232353008", "Perennial allergic rhinitis with seasonal variation", "Hay fever (allergic rhinitis)");
problem!(ECZEMA, "24079001", "Atopic dermatitis (disorder)", "Eczema");
problem!(KNEES, "239873007", "Osteoarthritis of knee", "Osteoarthritis of the knee");
problem!(HIP, "239872002", "Osteoarthritis of hip", "Osteoarthritis of the hip");
problem!(OSTEOPOROSIS, "Osteoporosis");
problem!(GOUT, "Gout");
problem!(GLAUCOMA, "Open-angle glaucoma");
problem!(REFLUX, "Acid reflux");
problem!(MEMORY, "26929004", "Alzheimer's disease (disorder)", "Alzheimer's disease, early");
problem!(PREGNANCY, "72892002", "Normal pregnancy", "Pregnancy");
problem!(CYSTITIS, "307426000", "Acute infective cystitis (disorder)", "Bladder infection");
problem!(SINUSITIS, "444814009", "Viral sinusitis (disorder)", "Viral sinus infection");
problem!(BRONCHITIS, "10509002", "Acute bronchitis (disorder)", "Acute bronchitis");
problem!(SORE_THROAT, "195662009", "Acute viral pharyngitis (disorder)", "Viral sore throat");
problem!(STREP, "43878008", "Streptococcal sore throat (disorder)", "Strep throat");
problem!(ANKLE, "44465007", "Sprain of ankle", "Sprained ankle");
problem!(PNEUMONIA, "233604007", "Pneumonia", "Pneumonia");
problem!(POLYP, "68496003", "Polyp of colon", "Polyp of the colon");
problem!(EAR, "Middle ear infection");
problem!(ACNE, "Acne");

// Allergies: the system is RxNorm for a drug, SNOMED CT for anything else.
problem!(PENICILLIN, "7984", "Penicillin V", "Penicillin");
problem!(SULFA, "10831", "Sulfamethoxazole / Trimethoprim", "Sulfa antibiotics (sulfamethoxazole and trimethoprim)");
problem!(LISINOPRIL, "29046", "Lisinopril", "Lisinopril");
problem!(IBUPROFEN, "5640", "Ibuprofen", "Ibuprofen");
problem!(ASPIRIN, "1191", "Aspirin", "Aspirin");
problem!(CEFACLOR, "2176", "Cefaclor", "Cefaclor");
problem!(LATEX, "300916003", "Latex allergy", "Latex");
problem!(PEANUT, "91935009", "Allergy to peanuts", "Peanuts");
problem!(EGG, "91930004", "Allergy to eggs", "Eggs");
problem!(SHELLFISH, "300913006", "Shellfish allergy", "Shellfish");
problem!(POLLEN, "418689008", "Allergy to grass pollen", "Grass pollen");
problem!(DUST_MITE, "260147004", "House dust mite (organism)", "House dust mite");

// Procedures.
problem!(COLONOSCOPY, "73761001", "Colonoscopy", "Colonoscopy");
problem!(SPIROMETRY, "127783003", "Spirometry (procedure)", "Spirometry (breathing test)");
problem!(BONE_SCAN, "312681000", "Bone density scan (procedure)", "Bone density scan");
problem!(
    PHQ9,
    "715252007",
    "Depression screening using Patient Health Questionnaire Nine Item score (procedure)",
    "Depression questionnaire (PHQ-9)"
);
problem!(MED_REVIEW, "430193006", "Medication reconciliation (procedure)", "Medication review");
problem!(VIABILITY_SCAN, "169230002", "Ultrasound scan for fetal viability", "First ultrasound");
problem!(ANATOMY_SCAN, "271442007", "Fetal anatomy study", "Anatomy ultrasound");
problem!(FETAL_HEART, "225158009", "Auscultation of the fetal heart", "Listening to the baby's heart");
problem!(CHILDBIRTH, "66348005", "Childbirth", "Childbirth");
problem!(APPENDECTOMY, "80146002", "Appendectomy", "Removal of the appendix");
problem!(PULMONARY_REHAB, "15081005", "Pulmonary rehabilitation (regime/therapy)", "Pulmonary rehabilitation");
problem!(DIALYSIS, "Hemodialysis");
problem!(STENT, "Coronary stent");
problem!(EYE_EXAM, "Eye examination for diabetes");
problem!(FOOT_EXAM, "Foot examination for diabetes");
problem!(FISTULA, "Arteriovenous fistula of the left forearm");
problem!(MAMMOGRAM, "Screening mammogram");

// Activities of care plans.
problem!(DIABETIC_DIET, "160670007", "Diabetic diet", "Eating for diabetes");
problem!(EXERCISE, "229065009", "Exercise therapy", "Regular exercise");
problem!(LOW_SALT, "183063000", "low salt diet education", "Less salt");
problem!(SELF_CARE, "326051000000105", "Self care", "Self care");
problem!(DIABETES_PLAN, "698360004", "Diabetes self management plan", "Managing diabetes");
problem!(LIPID_PLAN, "736285004", "Hyperlipidemia clinical management plan", "Lowering cholesterol");
problem!(COPD_PLAN, "412776001", "Chronic obstructive pulmonary disease clinical management plan", "Living with COPD");
problem!(ASTHMA_PLAN, "699728000", "Asthma self management", "Asthma action plan");
problem!(ANTENATAL_PLAN, "134435003", "Routine antenatal care", "Care in pregnancy");
problem!(ANTENATAL_CLASS, "135892000", "Antenatal education", "Birth classes");
problem!(ANTENATAL_TESTS, "312404004", "Antenatal blood tests", "Blood tests in pregnancy");
problem!(STOP_SMOKING, "710081004", "smoking cessation therapy", "Help to stop smoking");
problem!(BREATHING, "229298005", "Breathing control", "Breathing exercises");
problem!(TALKING, "228557008", "Cognitive and behavioral therapy (regime/therapy)", "Talking therapy");
problem!(SUPPORT, "315043002", "Long term social support", "Support at home");
problem!(CARE, "734163000", "Care plan (record artifact)", "Care plan");
problem!(EDUCATION, "311401005", "Patient education (procedure)", "Learning about the treatment");
