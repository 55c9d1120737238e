//! Vaccines by CVX code (CDC).

/// CVX code, its name, and the words people use.
pub(crate) struct Vaccine(pub(crate) &'static str, pub(crate) &'static str, pub(crate) &'static str);

macro_rules! vaccine {
    ($name:ident, $code:literal, $display:literal, $text:literal) => {
        #[doc = $text]
        pub(crate) static $name: Vaccine = Vaccine($code, $display, $text);
    };
}

vaccine!(MMR, "03", "measles, mumps and rubella virus vaccine", "Measles, mumps, rubella (MMR)");
vaccine!(HEP_B_CHILD, "08", "hepatitis B vaccine, pediatric or pediatric/adolescent dosage", "Hepatitis B, child");
vaccine!(HEP_B_DIALYSIS, "44", "hepatitis B vaccine, dialysis patient dosage", "Hepatitis B, dialysis dose");
vaccine!(POLIO, "10", "poliovirus vaccine, inactivated", "Polio (IPV)");
vaccine!(
    DTAP,
    "20",
    "diphtheria, tetanus toxoids and acellular pertussis vaccine",
    "Diphtheria, tetanus, whooping cough (DTaP)"
);
vaccine!(VARICELLA, "21", "varicella virus vaccine", "Chickenpox (varicella)");
vaccine!(PNEUMO_POLY, "33", "pneumococcal polysaccharide vaccine, 23 valent", "Pneumococcal polysaccharide (PPSV23)");
vaccine!(HIB, "49", "Haemophilus influenzae type b vaccine, PRP-OMP conjugate", "Haemophilus influenzae type b (Hib)");
vaccine!(HEP_A_CHILD, "83", "hepatitis A vaccine, pediatric/adolescent dosage, 2 dose schedule", "Hepatitis A, child");
vaccine!(TD, "139", "Td(adult) unspecified formulation", "Tetanus and diphtheria (Td)");
vaccine!(
    TDAP,
    "115",
    "tetanus toxoid, reduced diphtheria toxoid, and acellular pertussis vaccine, adsorbed",
    "Tetanus, diphtheria, whooping cough (Tdap)"
);
vaccine!(ROTAVIRUS, "119", "rotavirus, live, monovalent vaccine", "Rotavirus");
vaccine!(PNEUMO_CONJ, "133", "pneumococcal conjugate vaccine, 13 valent", "Pneumococcal conjugate (PCV13)");
vaccine!(FLU_HIGH, "135", "influenza, high dose seasonal, preservative-free", "Influenza, high dose");
vaccine!(FLU, "150", "Influenza, injectable, quadrivalent, preservative free", "Influenza");
vaccine!(
    MEN_ACWY,
    "136",
    "meningococcal oligosaccharide (groups A, C, Y and W-135) diphtheria toxoid conjugate vaccine (MCV4O)",
    "Meningococcal ACWY"
);
vaccine!(RHO_D, "157", "Rho(D) Immune globulin - IM", "Rh immune globulin");
vaccine!(HPV, "165", "Human Papillomavirus 9-valent vaccine", "Human papillomavirus (HPV)");
vaccine!(ZOSTER, "187", "zoster vaccine recombinant", "Shingles (zoster)");

/// The vaccines of childhood: age in months, what is given.
pub(crate) static CHILDHOOD: [(i64, &[&Vaccine]); 12] = [
    (0, &[&HEP_B_CHILD]),
    (2, &[&HEP_B_CHILD, &ROTAVIRUS, &DTAP, &HIB, &PNEUMO_CONJ, &POLIO]),
    (4, &[&ROTAVIRUS, &DTAP, &HIB, &PNEUMO_CONJ, &POLIO]),
    (6, &[&HEP_B_CHILD, &DTAP, &PNEUMO_CONJ, &POLIO]),
    (12, &[&MMR, &VARICELLA, &HIB, &PNEUMO_CONJ, &HEP_A_CHILD]),
    (15, &[&DTAP]),
    (18, &[&HEP_A_CHILD]),
    (48, &[&DTAP, &POLIO, &MMR, &VARICELLA]),
    (132, &[&TDAP, &MEN_ACWY]),
    (132, &[&HPV]),
    (144, &[&HPV]),
    (192, &[&MEN_ACWY]),
];
