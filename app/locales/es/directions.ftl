# Cómo se toma un medicamento: la frase para el paciente y el formulario con que se hace.

directions-digits-mark = { "\u00A0" }
directions-range = { $low } a { $high }
directions-and = { $first } y { $last }
directions-then = Después, { $step }

directions-verb-take = Tome
directions-verb-use = Use
directions-verb-place = Ponga
directions-verb-dissolve = Deje disolver
directions-verb-rinse = Enjuáguese la boca con
directions-verb-inhale = Inhale
directions-verb-puff = Haga
directions-verb-contents = Inhale el contenido de
directions-verb-put = Ponga
directions-verb-spray = Aplique
directions-verb-apply = Aplique
directions-verb-spread = Aplique el medicamento
directions-verb-insert = Introduzca
directions-verb-inject = Inyecte
directions-verb-give = Ponga

directions-unit-tablet = { $form ->
    [one] { $amount } tableta
   *[other] { $amount } tabletas
}
directions-unit-capsule = { $form ->
    [one] { $amount } cápsula
   *[other] { $amount } cápsulas
}
directions-unit-puff = { $form ->
    [one] { $amount } inhalación
   *[other] { $amount } inhalaciones
}
directions-unit-drop = { $form ->
    [one] { $amount } gota
   *[other] { $amount } gotas
}
directions-unit-spray = { $form ->
    [one] { $amount } rociada
   *[other] { $amount } rociadas
}
directions-unit-patch = { $form ->
    [one] { $amount } parche
   *[other] { $amount } parches
}
directions-unit-suppository = { $form ->
    [one] { $amount } supositorio
   *[other] { $amount } supositorios
}
directions-unit-application = { $form ->
    [one] { $amount } aplicación
   *[other] { $amount } aplicaciones
}
directions-unit-unit = { $form ->
    [one] { $amount } unidad
   *[other] { $amount } unidades
}
directions-unit-lozenge = { $form ->
    [one] { $amount } pastilla para chupar
   *[other] { $amount } pastillas para chupar
}
directions-unit-packet = { $form ->
    [one] { $amount } sobre
   *[other] { $amount } sobres
}
directions-unit-injection = { $form ->
    [one] { $amount } inyección
   *[other] { $amount } inyecciones
}
directions-unit-measure = { $amount } { $unit }
directions-in-words = { $amount } ({ $words })
directions-tablet-quarter = un cuarto de tableta
directions-tablet-half = media tableta
directions-tablet-three-quarters = tres cuartos de tableta
directions-tablets-and-half = { $count ->
    [one] { $count } tableta y media
   *[other] { $count } tabletas y media
}

directions-place-oral = por la boca
directions-place-sublingual = debajo de la lengua
directions-place-buccal = entre la mejilla y la encía
directions-place-mouth = en la boca
directions-place-nebulized = con un nebulizador
directions-place-inhaler = con el inhalador
directions-place-skin = en la piel
directions-place-on-skin = sobre la piel
directions-place-subcutaneous = debajo de la piel
directions-place-intramuscular = en el músculo
directions-place-into-rectum = en el recto
directions-place-in-rectum = en el recto
directions-place-into-vagina = en la vagina
directions-place-in-vagina = en la vagina
directions-place-nose = en la nariz
directions-place-eye = en el ojo
directions-place-ear = en el oído
directions-place-right-eye = en el ojo derecho
directions-place-left-eye = en el ojo izquierdo
directions-place-each-eye = en cada ojo
directions-place-right-ear = en el oído derecho
directions-place-left-ear = en el oído izquierdo
directions-place-each-ear = en cada oído
directions-place-right-nostril = en la fosa nasal derecha
directions-place-left-nostril = en la fosa nasal izquierda
directions-place-each-nostril = en cada fosa nasal
directions-place-affected-area = en la zona afectada
directions-place-on-affected-area = sobre la zona afectada
directions-place-scalp = en el cuero cabelludo
directions-place-on-scalp = sobre el cuero cabelludo
directions-place-face = en la cara
directions-place-on-face = sobre la cara

directions-times = { $count ->
    [one] { $count } vez al día
   *[other] { $count } veces al día
}
directions-times-up-to = { $count ->
    [one] no más de { $count } vez al día
   *[other] hasta { $count } veces al día
}
directions-every-hours = { $count ->
    [1] cada hora
   *[other] cada { $count } horas
}
directions-every-hours-range = cada { $low } a { $high } horas
directions-every-days = { $count ->
    [2] un día sí y otro no
   *[other] cada { $count } días
}
directions-weekly = UNA VEZ A LA SEMANA, el { $day }
directions-weekdays = solo estos días de la semana: { $days }
directions-monthly = UNA VEZ AL MES
directions-once = una sola vez
directions-not-daily-take = No tome este medicamento todos los días.
directions-not-daily-use = No use este medicamento todos los días.

directions-time-morning = por la mañana
directions-time-noon = al mediodía
directions-time-evening = por la noche
directions-time-bedtime = al acostarse
directions-day-mon = lunes
directions-day-tue = martes
directions-day-wed = miércoles
directions-day-thu = jueves
directions-day-fri = viernes
directions-day-sat = sábado
directions-day-sun = domingo

directions-food-with-food = con comida
directions-food-with-meals = con las comidas
directions-food-empty-stomach = con el estómago vacío
directions-food-before-meals = antes de las comidas
directions-food-after-meals = después de las comidas
directions-food-before-breakfast = antes del desayuno
directions-food-with-breakfast = con el desayuno
directions-food-with-dinner = con la cena

directions-for-days = { $count ->
    [one] durante { $count } día
   *[other] durante { $count } días
}
directions-for-weeks = { $count ->
    [one] durante { $count } semana
   *[other] durante { $count } semanas
}
directions-for-months = { $count ->
    [one] durante { $count } mes
   *[other] durante { $count } meses
}
directions-needed = cuando lo necesite
directions-needed-for = cuando lo necesite para { $reason }
directions-needed-other = cuando lo necesite (motivo: { $reason })
directions-most = No más de { $amount } en 24 horas.

directions-reason-pain = el dolor
directions-reason-fever = la fiebre
directions-reason-pain-or-fever = el dolor o la fiebre
directions-reason-headache = el dolor de cabeza
directions-reason-chest-pain = el dolor de pecho
directions-reason-nausea = las náuseas
directions-reason-itching = la picazón
directions-reason-allergies = las alergias
directions-reason-cough = la tos
directions-reason-wheezing = los silbidos al respirar
directions-reason-shortness-of-breath = la falta de aire
directions-reason-anxiety = la ansiedad
directions-reason-sleep = dormir
directions-reason-constipation = el estreñimiento
directions-reason-diarrhea = la diarrea
directions-reason-heartburn = la acidez
directions-reason-muscle-spasms = los espasmos musculares
directions-reason-swelling = la hinchazón

directions-form-legend = Cómo se toma
directions-form-legend-then = Después, paso { $count }
directions-form-choose = Elija
directions-form-none = Nada que indicar
directions-form-short = En forma abreviada
directions-form-short-hint = Llena los campos de abajo, por ejemplo: 1-2 tab PO Q4-6H PRN pain x 5 days max 8
directions-form-dose = Dosis
directions-form-dose-hint = Un número como 1, 0.5 o 12.5
directions-form-dose-high = Hasta, si se puede elegir
directions-form-unit = Unidad de la dosis
directions-form-route = Vía
directions-form-site = En qué parte del cuerpo
directions-form-timing = Cada cuánto
directions-form-count = Cuántas
directions-form-count-hint = Veces al día, u horas o días entre dos dosis
directions-form-count-high = Hasta cuántas horas, si puede variar
directions-form-days = Qué días
directions-form-times = A qué horas del día
directions-form-amounts = Cantidades distintas a distintas horas
directions-form-amount-morning = Dosis por la mañana
directions-form-amount-noon = Dosis al mediodía
directions-form-amount-evening = Dosis por la noche
directions-form-amount-bedtime = Dosis al acostarse
directions-form-food = Comidas
directions-form-duration = Durante cuánto tiempo
directions-form-duration-unit = Días, semanas o meses
directions-form-as-needed = Solo cuando haga falta
directions-form-reason = Para qué hace falta
directions-form-reason-hint = Las palabras comunes en inglés, como “pain” o “itching”, se traducen para el paciente.
directions-form-max = Como máximo en 24 horas
directions-form-max-hint = En la unidad de la dosis
directions-form-free-text = Otras indicaciones para el paciente
directions-form-free-text-hint = Van después de la frase, con sus palabras; no se traducen.

directions-name-tablet = tabletas
directions-name-capsule = cápsulas
directions-name-puff = inhalaciones
directions-name-drop = gotas
directions-name-spray = rociadas
directions-name-patch = parches
directions-name-suppository = supositorios
directions-name-application = aplicaciones, sin cantidad
directions-name-unit = unidades
directions-name-lozenge = pastillas para chupar
directions-name-packet = sobres
directions-name-injection = inyecciones (plumas o jeringas de una dosis)
directions-name-route-inhaled = inhalado
directions-name-days = días
directions-name-weeks = semanas
directions-name-months = meses
directions-name-times-per-day = veces al día
directions-name-at-times = a ciertas horas del día
directions-name-every-hours = cada … horas
directions-name-every-days = cada … días
directions-name-weekdays = ciertos días de la semana
directions-name-monthly = una vez al mes
directions-name-once = una sola vez

directions-fault-missing = Complete este campo.
directions-fault-missing-days = Marque al menos un día.
directions-fault-missing-times = Marque al menos una hora del día.
directions-fault-missing-choice = Elija una opción.
directions-fault-number = Escriba un número con cifras, como 2 o 0.5.
directions-fault-comma = Escriba el número con punto y sin coma, como 0.5 o 1000.
directions-fault-write = Escriba { $amount }.
directions-fault-small = Lo mínimo es { $amount }.
directions-fault-large = Lo máximo es { $amount }. Si quiere indicar más, dígalo con palabras abajo.
directions-fault-whole = Solo se pueden tomar números enteros.
directions-fault-quarter = Las tabletas se pueden partir en mitades y cuartos: escriba 0.25, 0.5, 0.75 o una parte así de más.
directions-fault-half = Escriba unidades enteras o medias, como 4 o 4.5.
directions-fault-decimals = { $count ->
    [one] Escriba como máximo { $count } cifra después del punto.
   *[other] Escriba como máximo { $count } cifras después del punto.
}
directions-fault-rising = El segundo número debe ser mayor que el primero.
directions-fault-unknown = Elija una de las respuestas que se ofrecen.
directions-fault-belong = Esto no corresponde a lo elegido arriba. Bórrelo o elija lo otro.
directions-fault-route = Una dosis en esta unidad no se da por esta vía. Cambie una de las dos.
directions-fault-site = Esta parte del cuerpo no corresponde a la vía. Cambie una de las dos.
directions-fault-as-needed = Hay un motivo: marque “Solo cuando haga falta” o borre el motivo.
directions-fault-end = Sigue otro paso: indique durante cuánto tiempo se toma este.
directions-fault-every-day = Están marcados los siete días. Elija “veces al día”.
directions-fault-twice = Esto aparece dos veces.
directions-fault-max = Esto es menos que una dosis.
directions-fault-max-day = Esto es menos que las dosis de un día indicadas arriba. Cambie una de las dos cosas o marque “Solo cuando haga falta”.
directions-fault-long = { $count ->
    [one] Escriba como máximo { $count } carácter.
   *[other] Escriba como máximo { $count } caracteres.
}
directions-fault-risky = “{ $found }” se ha leído mal y ha causado daños. En su lugar escriba { $instead }.
directions-fault-understood = “{ $found }” no se entiende aquí. Quítelo y use los campos de abajo.
directions-fault-contradicts = La forma abreviada y los campos de abajo dicen cosas distintas. Borre una de las dos.
directions-fault-steps = { $count ->
    [one] Las indicaciones tienen como máximo { $count } paso.
   *[other] Las indicaciones tienen como máximo { $count } pasos.
}

directions-instead-units = “unidades” (en la forma abreviada: units)
directions-instead-daily = “una vez al día”, u “ojo derecho” si eso quería decir
directions-instead-other-day = “un día sí y otro no”
directions-instead-drug = el nombre completo del medicamento
directions-instead-weekdays = los días de la semana
directions-instead-bedtime = “al acostarse”
directions-instead-milliliters = la cantidad en mL
directions-instead-micrograms = “mcg”
directions-instead-subcutaneous = “debajo de la piel” (en la forma abreviada: subcut)
directions-instead-eye = “ojo derecho”, “ojo izquierdo” o “cada ojo”
directions-instead-ear = “oído derecho”, “oído izquierdo” o “cada oído”
directions-instead-stop = “suspender” o “alta”
directions-instead-directions = las indicaciones mismas
