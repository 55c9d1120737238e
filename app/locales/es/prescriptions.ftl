# Recetas: listas, indicaciones, cantidad, estados.

prescriptions-lead = Para renovar o cambiar una receta, llame a la clínica: { $phone }
prescriptions-search = Medicamento
prescriptions-in-use = En uso
prescriptions-earlier = Anteriores
prescriptions-all = Todas
prescriptions-none-found = Ningún medicamento con ese nombre
prescriptions-none-found-advice = Revise la ortografía, pruebe con una parte del nombre o mire en Todas.
prescriptions-none-in-use = Ninguna receta en uso
prescriptions-none-in-use-advice = Aquí aparece lo que le receta su clínica. Si toma medicamentos que faltan aquí, dígaselo a la clínica.
prescriptions-none-in-use-chart = Este paciente no tiene nada recetado por ahora. Lo que terminó está en Anteriores.
prescriptions-none-earlier = Ninguna receta anterior
prescriptions-none-earlier-advice = Aquí aparecen las recetas terminadas o suspendidas.
prescriptions-none = Ninguna receta
prescriptions-none-advice = Todavía no hay recetas en este historial.

prescriptions-status-active = En uso
prescriptions-status-on-hold = En pausa
prescriptions-status-cancelled = Cancelada
prescriptions-status-completed = Terminada
prescriptions-status-error = Registrada por error
prescriptions-status-stopped = Suspendida
prescriptions-status-draft = Aún sin ordenar
prescriptions-status-unknown = Estado desconocido

prescriptions-by-on = Recetado por { $name }, { $date }
prescriptions-by = Recetado por { $name }
prescriptions-on = Recetado: { $date }
prescriptions-for = Para { $reason }
prescriptions-for-days = { $count ->
    [one] para { $count } día
   *[other] para { $count } días
}
prescriptions-refills = { $count ->
    [0] sin resurtidos
    [one] { $count } resurtido
   *[other] { $count } resurtidos
}
prescriptions-unit-tablets = { $count ->
    [one] { $count } tableta
   *[other] { $count } tabletas
}
prescriptions-unit-capsules = { $count ->
    [one] { $count } cápsula
   *[other] { $count } cápsulas
}
prescriptions-unit-inhalers = { $count ->
    [one] { $count } inhalador
   *[other] { $count } inhaladores
}
prescriptions-unit-puffs = { $count ->
    [one] { $count } inhalación
   *[other] { $count } inhalaciones
}
prescriptions-unit-drops = { $count ->
    [one] { $count } gota
   *[other] { $count } gotas
}
prescriptions-unit-vials = { $count ->
    [one] { $count } frasco
   *[other] { $count } frascos
}
prescriptions-unit-syringes = { $count ->
    [one] { $count } jeringa
   *[other] { $count } jeringas
}
prescriptions-unit-patches = { $count ->
    [one] { $count } parche
   *[other] { $count } parches
}
prescriptions-unit-applications = { $count ->
    [one] { $count } aplicación
   *[other] { $count } aplicaciones
}
prescriptions-unit-units = { $count ->
    [one] { $count } unidad
   *[other] { $count } unidades
}
prescriptions-unit-pens = { $count ->
    [one] { $count } pluma
   *[other] { $count } plumas
}
prescriptions-unit-bottles = { $count ->
    [one] { $count } frasco
   *[other] { $count } frascos
}
prescriptions-unit-tubes = { $count ->
    [one] { $count } tubo
   *[other] { $count } tubos
}
prescriptions-unit-injections = { $count ->
    [one] { $count } inyección
   *[other] { $count } inyecciones
}
prescriptions-unit-suppositories = { $count ->
    [one] { $count } supositorio
   *[other] { $count } supositorios
}
prescriptions-unit-packets = { $count ->
    [one] { $count } sobre
   *[other] { $count } sobres
}
prescriptions-unit-lozenges = { $count ->
    [one] { $count } pastilla para chupar
   *[other] { $count } pastillas para chupar
}
prescriptions-no-directions = No se registraron indicaciones: pregunte a su clínica o farmacéutico antes de tomarlo.

prescriptions-copy-only = Solo copia: no válida para surtir
prescriptions-copy-of = Paciente: { $name }
prescriptions-over = Esta receta se podía usar hasta: { $date }
prescriptions-over-advice = Todavía figura como en uso. Pregunte a la clínica si debe seguir tomando el medicamento.
prescriptions-directions = Cómo tomarlo
prescriptions-as-needed = Cuando haga falta: { $reason }
prescriptions-route = Vía: { $route }
prescriptions-details = Detalles
prescriptions-reason = Para qué es
prescriptions-refills-allowed = Resurtidos
prescriptions-quantity = Cantidad
prescriptions-lasts = Debe durar
prescriptions-prescriber = Recetado por
prescriptions-written = Escrita
prescriptions-visit = En
prescriptions-valid-from = Se puede usar desde
prescriptions-valid-until = Se puede usar hasta
prescriptions-intent = Tipo
prescriptions-intent-plan = Un plan, todavía no una orden
prescriptions-intent-option = Una de varias opciones, todavía no una orden
prescriptions-not-recorded = Sin registrar
prescriptions-note = Nota
prescriptions-questions = Preguntas, resurtidos, cambios
prescriptions-help-phone = Llame a la clínica: { $phone }. En esta versión las recetas no se pueden renovar en el portal. No deje ni cambie un medicamento por su cuenta.
prescriptions-help = Llame a la clínica. En esta versión las recetas no se pueden renovar en el portal. No deje ni cambie un medicamento por su cuenta.
prescriptions-others = Otras recetas de este medicamento
