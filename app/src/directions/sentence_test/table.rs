//! Directions and their sentences.

/// What is typed, and what is said in English and Spanish.
pub(super) const SENTENCES: &[(&str, &str, &str)] = &[
    (
        "1 tab po bid x 10 days|food=with_food",
        "Take 1 tablet by mouth twice a day with food for 10 days.",
        "Tome 1 tableta por la boca 2 veces al día con comida durante 10 días.",
    ),
    (
        "1-2 tab po q4-6h prn pain max 8",
        "Take 1 to 2 tablets by mouth every 4 to 6 hours when needed for pain. Not more than 8 tablets in 24 hours.",
        "Tome 1 a 2 tabletas por la boca cada 4 a 6 horas cuando lo necesite para el dolor. No más de 8 tabletas en 24 horas.",
    ),
    (
        "subcut|unit=unit|timing=at_times|dose_at_morning=10|dose_at_evening=6",
        "Inject 10 units under the skin in the morning and 6 units in the evening.",
        "Inyecte 10 unidades debajo de la piel por la mañana y 6 unidades por la noche.",
    ),
    (
        "4 tabs po weekly monday",
        "Take 4 tablets by mouth ONCE A WEEK, on Monday. Do not take this medicine every day.",
        "Tome 4 tabletas por la boca UNA VEZ A LA SEMANA, el lunes. No tome este medicamento todos los días.",
    ),
    (
        "4 tabs po weekly monday x 4 weeks|food=with_food",
        "Take 4 tablets by mouth ONCE A WEEK, on Monday, with food for 4 weeks. Do not take this medicine every day.",
        "Tome 4 tabletas por la boca UNA VEZ A LA SEMANA, el lunes, con comida durante 4 semanas. No tome este medicamento todos los días.",
    ),
    (
        "40 mg po daily x 5 days then 20 mg po daily x 5 days then 10 mg po daily x 5 days",
        "Take 40 mg by mouth once a day for 5 days. Then take 20 mg by mouth once a day for 5 days. Then take 10 mg by mouth once a day for 5 days.",
        "Tome 40 mg por la boca 1 vez al día durante 5 días. Después, tome 20 mg por la boca 1 vez al día durante 5 días. Después, tome 10 mg por la boca 1 vez al día durante 5 días.",
    ),
    ("1 tab po daily", "Take 1 tablet by mouth once a day.", "Tome 1 tableta por la boca 1 vez al día."),
    ("2 tab po daily", "Take 2 tablets by mouth once a day.", "Tome 2 tabletas por la boca 1 vez al día."),
    (
        "0.5 tab po daily",
        "Take 0.5 tablet (half a tablet) by mouth once a day.",
        "Tome 0.5 tableta (media tableta) por la boca 1 vez al día.",
    ),
    (
        "0.25 tab po daily",
        "Take 0.25 tablet (a quarter of a tablet) by mouth once a day.",
        "Tome 0.25 tableta (un cuarto de tableta) por la boca 1 vez al día.",
    ),
    (
        "0.75 tab po daily",
        "Take 0.75 tablet (three quarters of a tablet) by mouth once a day.",
        "Tome 0.75 tableta (tres cuartos de tableta) por la boca 1 vez al día.",
    ),
    (
        "1.5 tab po daily",
        "Take 1.5 tablets (1 and a half tablets) by mouth once a day.",
        "Tome 1.5 tabletas (1 tableta y media) por la boca 1 vez al día.",
    ),
    (
        "2.5 tab po daily",
        "Take 2.5 tablets (2 and a half tablets) by mouth once a day.",
        "Tome 2.5 tabletas (2 tabletas y media) por la boca 1 vez al día.",
    ),
    (
        "0.5-1 tab po qhs prn sleep",
        "Take 0.5 to 1 tablet by mouth at bedtime when needed for sleep.",
        "Tome 0.5 a 1 tableta por la boca al acostarse cuando lo necesite para dormir.",
    ),
    (
        "1 tab po tid prn nausea",
        "Take 1 tablet by mouth up to 3 times a day when needed for nausea.",
        "Tome 1 tableta por la boca hasta 3 veces al día cuando lo necesite para las náuseas.",
    ),
    (
        "1 tab po bid prn itching",
        "Take 1 tablet by mouth up to twice a day when needed for itching.",
        "Tome 1 tableta por la boca hasta 2 veces al día cuando lo necesite para la picazón.",
    ),
    (
        "1 tab po daily prn allergies",
        "Take 1 tablet by mouth no more than once a day when needed for allergies.",
        "Tome 1 tableta por la boca no más de 1 vez al día cuando lo necesite para las alergias.",
    ),
    (
        "1 tab po q8h prn",
        "Take 1 tablet by mouth every 8 hours when needed.",
        "Tome 1 tableta por la boca cada 8 horas cuando lo necesite.",
    ),
    (
        "1 tab po q6h prn restless legs",
        "Take 1 tablet by mouth every 6 hours when needed for restless legs.",
        "Tome 1 tableta por la boca cada 6 horas cuando lo necesite (motivo: restless legs).",
    ),
    (
        "1 cap po qid x 1 day",
        "Take 1 capsule by mouth 4 times a day for 1 day.",
        "Tome 1 cápsula por la boca 4 veces al día durante 1 día.",
    ),
    (
        "2 caps po tid x 1 week",
        "Take 2 capsules by mouth 3 times a day for 1 week.",
        "Tome 2 cápsulas por la boca 3 veces al día durante 1 semana.",
    ),
    (
        "1 cap po daily x 1 month",
        "Take 1 capsule by mouth once a day for 1 month.",
        "Tome 1 cápsula por la boca 1 vez al día durante 1 mes.",
    ),
    (
        "1 cap po daily x 3 months|food=before_breakfast",
        "Take 1 capsule by mouth once a day before breakfast for 3 months.",
        "Tome 1 cápsula por la boca 1 vez al día antes del desayuno durante 3 meses.",
    ),
    (
        "1 cap inh daily",
        "Inhale the contents of 1 capsule with the inhaler once a day.",
        "Inhale el contenido de 1 cápsula con el inhalador 1 vez al día.",
    ),
    (
        "7.5 ml po bid x 7 days",
        "Take 7.5 mL by mouth twice a day for 7 days.",
        "Tome 7.5 mL por la boca 2 veces al día durante 7 días.",
    ),
    ("0.25 ml po daily", "Take 0.25 mL by mouth once a day.", "Tome 0.25 mL por la boca 1 vez al día."),
    (
        "5-10 ml po q4h prn cough",
        "Take 5 to 10 mL by mouth every 4 hours when needed for cough.",
        "Tome 5 a 10 mL por la boca cada 4 horas cuando lo necesite para la tos.",
    ),
    (
        "3 ml neb q4-6h prn wheezing",
        "Inhale 3 mL with a nebulizer every 4 to 6 hours when needed for wheezing.",
        "Inhale 3 mL con un nebulizador cada 4 a 6 horas cuando lo necesite para los silbidos al respirar.",
    ),
    (
        "15 ml bid|route=mouth",
        "Rinse the mouth with 15 mL twice a day.",
        "Enjuáguese la boca con 15 mL 2 veces al día.",
    ),
    (
        "0.4 ml subcut weekly thu",
        "Inject 0.4 mL under the skin ONCE A WEEK, on Thursday. Do not use this medicine every day.",
        "Inyecte 0.4 mL debajo de la piel UNA VEZ A LA SEMANA, el jueves. No use este medicamento todos los días.",
    ),
    (
        "1 ml im monthly",
        "Inject 1 mL into the muscle ONCE A MONTH. Do not use this medicine every day.",
        "Inyecte 1 mL en el músculo UNA VEZ AL MES. No use este medicamento todos los días.",
    ),
    (
        "1 tab po monthly|food=empty_stomach",
        "Take 1 tablet by mouth ONCE A MONTH on an empty stomach. Do not take this medicine every day.",
        "Tome 1 tableta por la boca UNA VEZ AL MES con el estómago vacío. No tome este medicamento todos los días.",
    ),
    (
        "2 puffs inh q4-6h prn shortness of breath",
        "Inhale 2 puffs by mouth every 4 to 6 hours when needed for shortness of breath.",
        "Haga 2 inhalaciones por la boca cada 4 a 6 horas cuando lo necesite para la falta de aire.",
    ),
    ("1 puff inh bid", "Inhale 1 puff by mouth twice a day.", "Haga 1 inhalación por la boca 2 veces al día."),
    (
        "1 drop bid|route=eye|site=each_eye",
        "Put 1 drop in each eye twice a day.",
        "Ponga 1 gota en cada ojo 2 veces al día.",
    ),
    (
        "1 drop qhs|route=eye|site=right_eye",
        "Put 1 drop in the right eye at bedtime.",
        "Ponga 1 gota en el ojo derecho al acostarse.",
    ),
    (
        "1-2 drops q1h|route=eye|site=left_eye",
        "Put 1 to 2 drops in the left eye every hour.",
        "Ponga 1 a 2 gotas en el ojo izquierdo cada hora.",
    ),
    (
        "4 drops bid x 7 days|route=ear|site=left_ear",
        "Put 4 drops in the left ear twice a day for 7 days.",
        "Ponga 4 gotas en el oído izquierdo 2 veces al día durante 7 días.",
    ),
    (
        "2 drops tid|route=nose|site=each_nostril",
        "Put 2 drops in each nostril 3 times a day.",
        "Ponga 2 gotas en cada fosa nasal 3 veces al día.",
    ),
    (
        "1 spray daily|route=nose|site=each_nostril",
        "Use 1 spray in each nostril once a day.",
        "Aplique 1 rociada en cada fosa nasal 1 vez al día.",
    ),
    (
        "1 spray once|route=nose|site=right_nostril",
        "Use 1 spray in the right nostril one time only.",
        "Aplique 1 rociada en la fosa nasal derecha una sola vez.",
    ),
    (
        "1 spray sl prn chest pain|timing=times_per_day|count=3",
        "Use 1 spray under the tongue up to 3 times a day when needed for chest pain.",
        "Aplique 1 rociada debajo de la lengua hasta 3 veces al día cuando lo necesite para el dolor de pecho.",
    ),
    (
        "2 sprays bid|route=skin|site=scalp",
        "Use 2 sprays on the scalp twice a day.",
        "Aplique 2 rociadas sobre el cuero cabelludo 2 veces al día.",
    ),
    (
        "1 tab sl once",
        "Place 1 tablet under the tongue one time only.",
        "Ponga 1 tableta debajo de la lengua una sola vez.",
    ),
    (
        "1 tab tid|route=buccal",
        "Place 1 tablet between the cheek and the gum 3 times a day.",
        "Ponga 1 tableta entre la mejilla y la encía 3 veces al día.",
    ),
    (
        "1 q2h|unit=lozenge|route=mouth",
        "Dissolve 1 lozenge in the mouth every 2 hours.",
        "Deje disolver 1 pastilla para chupar en la boca cada 2 horas.",
    ),
    (
        "1 patch q72h|route=skin",
        "Put 1 patch on the skin every 72 hours.",
        "Ponga 1 parche sobre la piel cada 72 horas.",
    ),
    (
        "1 patch daily|route=skin|site=affected_area",
        "Put 1 patch on the affected area once a day.",
        "Ponga 1 parche sobre la zona afectada 1 vez al día.",
    ),
    (
        "1 patch weekly mon thu|route=skin",
        "Put 1 patch on the skin only on Monday and Thursday.",
        "Ponga 1 parche sobre la piel solo estos días de la semana: lunes y jueves.",
    ),
    (
        "1 tab po weekly mon wed fri",
        "Take 1 tablet by mouth only on Monday, Wednesday and Friday.",
        "Tome 1 tableta por la boca solo estos días de la semana: lunes, miércoles y viernes.",
    ),
    (
        "1 supp pr daily prn constipation",
        "Insert 1 suppository into the rectum no more than once a day when needed for constipation.",
        "Introduzca 1 supositorio en el recto no más de 1 vez al día cuando lo necesite para el estreñimiento.",
    ),
    (
        "1 tab qhs x 7 days|route=vaginal",
        "Insert 1 tablet into the vagina at bedtime for 7 days.",
        "Introduzca 1 tableta en la vagina al acostarse durante 7 días.",
    ),
    ("60 ml pr once", "Put 60 mL into the rectum one time only.", "Ponga 60 mL en el recto una sola vez."),
    (
        "bid x 2 weeks|unit=application|route=skin|site=affected_area",
        "Apply to the affected area twice a day for 2 weeks.",
        "Aplique el medicamento en la zona afectada 2 veces al día durante 2 semanas.",
    ),
    (
        "qhs|unit=application|route=skin|site=face",
        "Apply to the face at bedtime.",
        "Aplique el medicamento en la cara al acostarse.",
    ),
    (
        "bid|unit=application|route=skin",
        "Apply to the skin twice a day.",
        "Aplique el medicamento en la piel 2 veces al día.",
    ),
    (
        "tid|unit=application|route=eye|site=right_eye",
        "Apply in the right eye 3 times a day.",
        "Aplique el medicamento en el ojo derecho 3 veces al día.",
    ),
    (
        "qhs|unit=application|route=vaginal",
        "Apply in the vagina at bedtime.",
        "Aplique el medicamento en la vagina al acostarse.",
    ),
    (
        "4 g qid|route=skin|site=affected_area",
        "Apply 4 g to the affected area 4 times a day.",
        "Aplique 4 g en la zona afectada 4 veces al día.",
    ),
    ("17 g po daily", "Take 17 g by mouth once a day.", "Tome 17 g por la boca 1 vez al día."),
    ("1 po daily|unit=packet", "Take 1 packet by mouth once a day.", "Tome 1 sobre por la boca 1 vez al día."),
    (
        "10 units subcut qhs",
        "Inject 10 units under the skin at bedtime.",
        "Inyecte 10 unidades debajo de la piel al acostarse.",
    ),
    (
        "1 unit subcut daily",
        "Inject 1 unit under the skin once a day.",
        "Inyecte 1 unidad debajo de la piel 1 vez al día.",
    ),
    (
        "50000 units po weekly sun",
        "Take 50,000 units by mouth ONCE A WEEK, on Sunday. Do not take this medicine every day.",
        "Tome 50\u{a0}000 unidades por la boca UNA VEZ A LA SEMANA, el domingo. No tome este medicamento todos los días.",
    ),
    ("1000 mg po bid", "Take 1,000 mg by mouth twice a day.", "Tome 1000 mg por la boca 2 veces al día."),
    (
        "1 subcut weekly tue|unit=injection",
        "Give 1 injection under the skin ONCE A WEEK, on Tuesday. Do not use this medicine every day.",
        "Ponga 1 inyección debajo de la piel UNA VEZ A LA SEMANA, el martes. No use este medicamento todos los días.",
    ),
    (
        "75 mcg po qam|food=empty_stomach",
        "Take 75 mcg by mouth in the morning on an empty stomach.",
        "Tome 75 mcg por la boca por la mañana con el estómago vacío.",
    ),
    (
        "20 meq po bid pc",
        "Take 20 mEq by mouth twice a day after meals.",
        "Tome 20 mEq por la boca 2 veces al día después de las comidas.",
    ),
    ("1 tab po q2d", "Take 1 tablet by mouth every other day.", "Tome 1 tableta por la boca un día sí y otro no."),
    ("1 tab po q3d", "Take 1 tablet by mouth every 3 days.", "Tome 1 tableta por la boca cada 3 días."),
    (
        "1 tab po|timing=at_times|at_morning=true|at_noon=true|at_bedtime=true",
        "Take 1 tablet by mouth in the morning, at noon and at bedtime.",
        "Tome 1 tableta por la boca por la mañana, al mediodía y al acostarse.",
    ),
    (
        "po|unit=tablet|timing=at_times|dose_at_morning=1|dose_at_noon=0.5|dose_at_evening=2",
        "Take 1 tablet by mouth in the morning, 0.5 tablet (half a tablet) at noon and 2 tablets in the evening.",
        "Tome 1 tableta por la boca por la mañana, 0.5 tableta (media tableta) al mediodía y 2 tabletas por la noche.",
    ),
    (
        "1 tab po bid|food=with_meals|free_text=Do not crush the tablet.",
        "Take 1 tablet by mouth twice a day with meals. Do not crush the tablet.",
        "Tome 1 tableta por la boca 2 veces al día con las comidas. Do not crush the tablet.",
    ),
    (
        "2 tabs po once then 1 tab po daily x 4 days",
        "Take 2 tablets by mouth one time only. Then take 1 tablet by mouth once a day for 4 days.",
        "Tome 2 tabletas por la boca una sola vez. Después, tome 1 tableta por la boca 1 vez al día durante 4 días.",
    ),
];
