//! The other patients.

use super::codes::labs::Sex;
use super::house::{
    ASHBY, COAST_PLAN, HARBOR, LINDQVIST, MEDICAID, MEDICARE, MESA, OKAFOR, PEAKS_MUTUAL, RAMAN, REYES,
};
use super::roster::{Age, ENGLISH, Person, SPANISH, person};

person! { FATIMA: "fatima-al-sayed" "VF-10061", ["Fatima"] "Al-Sayed", Female Years(39, 7, 17), HARBOR OKAFOR,
    "88 Mill Creek Drive" "Portland" "04102", "+1 207-555-0127" "fatima.alsayed@example.org" ("ar", "Arabic"),
    Some(("Yusuf Al-Sayed", "HUSB", "husband", "+1 207-555-0186")), COAST_PLAN since 2_100
}

person! { SAMUEL: "samuel-whitaker" "VF-10038", ["Samuel"] "Whitaker", Male Years(69, 10, 28), HARBOR LINDQVIST,
    "7 Dockside Lane" "Portland" "04101", "+1 207-555-0128" "samuel.whitaker@example.org" ENGLISH,
    Some(("Joan Whitaker", "WIFE", "wife", "+1 207-555-0187")), MEDICARE since 3_100
}

person! { CHLOE: "chloe-marchetti" "VF-10133", ["Chloé"] "Marchetti", Female Years(27, 1, 30), HARBOR OKAFOR,
    "450 Congress Row, Apartment 12" "Portland" "04101", "+1 207-555-0129" "chloe.marchetti@example.org" ENGLISH,
    Some(("Paolo Marchetti", "FTH", "father", "+1 207-555-0188")), COAST_PLAN since 1_200
}

person! { JASMINE: "jasmine-carter" "VF-10082", ["Jasmine"] "Carter", Female Years(41, 9, 13), MESA ASHBY,
    "1210 Pinon Way" "Boulder" "80305", "+1 303-555-0124" "jasmine.carter@example.org" ENGLISH,
    Some(("Derrick Carter", "BRO", "brother", "+1 303-555-0184")), PEAKS_MUTUAL since 1_900
}

person! { PIETER: "pieter-van-der-berg" "VF-10075", ["Pieter"] "van der Berg", Male Years(52, 2, 2), MESA REYES,
    "33 Larkspur Circle" "Boulder" "80304", "+1 303-555-0125" "pieter.vanderberg@example.org" ENGLISH,
    Some(("Anneke van der Berg", "WIFE", "wife", "+1 303-555-0185")), PEAKS_MUTUAL since 2_400
}

person! { LINDA: "linda-kowalczyk" "VF-10049", ["Linda"] "Kowalczyk", Female Years(63, 4, 8), HARBOR OKAFOR,
    "19 Birchwood Avenue" "Westbrook" "04092", "+1 207-555-0130" "linda.kowalczyk@example.org" ENGLISH,
    Some(("Tadeusz Kowalczyk", "HUSB", "husband", "+1 207-555-0189")), COAST_PLAN since 2_900
}

person! { MINH: "minh-tran" "VF-10098", ["Minh"] "Trần", Male Years(45, 8, 24), MESA ASHBY,
    "640 Sage Court" "Boulder" "80301", "+1 303-555-0126" "minh.tran@example.org" ENGLISH,
    Some(("Hoa Trần", "WIFE", "wife", "+1 303-555-0186")), PEAKS_MUTUAL since 1_500
}

person! { XIUYING: "xiuying-wang" "VF-10052", ["Xiuying"] "Wang" = "王秀英", Female Years(67, 10, 1), HARBOR LINDQVIST,
    "26 Granite Street" "Portland" "04103", "+1 207-555-0131" "" ("zh", "Chinese"),
    Some(("Wei Wang", "SON", "natural son", "+1 207-555-0190")), MEDICARE since 2_300
}

person! { JOSE_LUIS: "jose-luis-garcia" "VF-10067", ["José Luis"] "García Márquez", Male Years(49, 5, 26), MESA REYES,
    "915 Cottonwood Street" "Longmont" "80501", "+1 303-555-0127" "joseluis.garcia@example.org" SPANISH,
    Some(("Carmen Ortega Ruiz", "WIFE", "wife", "+1 303-555-0187")), PEAKS_MUTUAL since 2_200
}

person! { SOREN: "soren-odegard" "VF-10121", ["Søren"] "Ødegård", Male Years(36, 3, 5), MESA ASHBY,
    "58 Ridgeline Road" "Boulder" "80302", "+1 303-555-0128" "soren.odegard@example.org" ENGLISH,
    Some(("Astrid Ødegård", "SIS", "sister", "+1 303-555-0188")), PEAKS_MUTUAL since 1_300
}

person! { ZOE: "zoe-luedenscheid" "VF-10140", ["Zoë"] "Müller-Lüdenscheid", Female Years(16, 6, 12), HARBOR RAMAN,
    "73 Fern Hollow" "South Portland" "04106", "+1 207-555-0132" "zoe.mueller@example.org" ENGLISH,
    Some(("Katrin Müller", "MTH", "mother", "+1 207-555-0191")), COAST_PLAN since 5_900
}

person! { TYRELL: "tyrell-jackson" "VF-10146", ["Tyrell"] "Jackson", Male Years(15, 9, 30), HARBOR RAMAN,
    "240 Foundry Way" "Portland" "04102", "+1 207-555-0133" "" ENGLISH,
    Some(("Monique Jackson", "MTH", "mother", "+1 207-555-0192")), MEDICAID since 5_600
}

person! { AMELIA: "amelia-fitzgerald" "VF-10188", ["Amelia", "Rose"] "Fitzgerald", Female Days(158), HARBOR RAMAN,
    "5 Meadow Lane" "Portland" "04103", "+1 207-555-0134" "" ENGLISH,
    Some(("Nora Fitzgerald", "MTH", "mother", "+1 207-555-0193")), COAST_PLAN since 157
}

person! { MATEO: "mateo-rios" "VF-10176", ["Mateo"] "Ríos Delgado", Male Days(431), MESA ASHBY,
    "77 Juniper Lane" "Boulder" "80304", "+1 303-555-0181" "" SPANISH,
    Some(("Elena Ríos Delgado", "MTH", "mother", "+1 303-555-0181")), MEDICAID since 430
}

person! { OLIVIA: "olivia-brandt" "VF-10169", ["Olivia"] "Brandt", Female Years(3, 7, 4), HARBOR RAMAN,
    "112 Harvest Road" "Westbrook" "04092", "+1 207-555-0135" "" ENGLISH,
    Some(("Lukas Brandt", "FTH", "father", "+1 207-555-0194")), COAST_PLAN since 1_250
}

person! { NOAH: "noah-goldberg" "VF-10153", ["Noah"] "Goldberg", Male Years(10, 12, 18), MESA ASHBY,
    "401 Willow Bend" "Boulder" "80305", "+1 303-555-0129" "" ENGLISH,
    Some(("Miriam Goldberg", "MTH", "mother", "+1 303-555-0189")), PEAKS_MUTUAL since 3_900
}

person! { WILLIAM: "william-osborne" "VF-10041", ["William"] "Osborne", Male Years(60, 11, 22), HARBOR LINDQVIST,
    "30 Captain's Walk" "Portland" "04101", "+1 207-555-0136" "william.osborne@example.org" ENGLISH,
    Some(("Patricia Osborne", "WIFE", "wife", "+1 207-555-0195")), COAST_PLAN since 2_600
}

person! { INGRID: "ingrid-solheim" "VF-10029", ["Ingrid"] "Solheim", Female Years(74, 2, 25), MESA REYES,
    "84 Columbine Place" "Boulder" "80302", "+1 303-555-0130" "ingrid.solheim@example.org" ENGLISH,
    Some(("Lars Solheim", "HUSB", "husband", "+1 303-555-0190")), MEDICARE since 3_400
}

person! { DEVON: "devon-blackwood" "VF-10158", ["Devon"] "Blackwood", Other Years(22, 8, 6), MESA ASHBY,
    "2 College Row, Room 210" "Boulder" "80302", "+1 303-555-0131" "devon.blackwood@example.org" ENGLISH,
    Some(("Robin Blackwood", "SIB", "sibling", "+1 303-555-0191")), PEAKS_MUTUAL since 800
}

person! { ANA_PAULA: "ana-paula-ferreira" "VF-10127", ["Ana Paula"] "Ferreira da Silva", Female Years(29, 10, 15), HARBOR OKAFOR,
    "67 Cobblestone Lane" "Portland" "04101", "+1 207-555-0137" "anapaula.ferreira@example.org" ("pt", "Portuguese"),
    Some(("Tiago Ferreira", "BRO", "brother", "+1 207-555-0196")), COAST_PLAN since 1_100
}

person! { PATRICK: "patrick-mcallister" "VF-10070", ["Patrick"] "McAllister", Male Years(55, 12, 2), MESA REYES,
    "1330 Quarry Street" "Longmont" "80501", "+1 303-555-0132" "patrick.mcallister@example.org" ENGLISH,
    Some(("Shauna McAllister", "WIFE", "wife", "+1 303-555-0192")), PEAKS_MUTUAL since 2_000
}
