# Recetas: listas, indicaciones, cantidad, estados.

prescriptions-lead = Abra una receta para ver dónde está y pedir una renovación. ¿Preguntas? Llame a la clínica: { $phone }
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
prescriptions-help-phone = Llame a la clínica: { $phone }. No se escribió en este portal, por eso la renovación se pide por teléfono. No deje ni cambie un medicamento por su cuenta.
prescriptions-help = Llame a la clínica. No se escribió en este portal, por eso la renovación se pide por teléfono. No deje ni cambie un medicamento por su cuenta.
prescriptions-others = Otras recetas de este medicamento

# Dónde está una receta que se escribió aquí.
prescriptions-at-cancelling = La clínica pide que se devuelva
prescriptions-at-cancelled = Cancelada
prescriptions-at-done = Entregada por completo
prescriptions-at-expired = Vencida
prescriptions-at-paper = En papel y en el teléfono
prescriptions-at-part = Entregada en parte
prescriptions-at-preparing = En preparación en { $pharmacy }
prescriptions-at-ready = Lista en { $pharmacy }
prescriptions-at-refills = Entregada, quedan resurtidos
prescriptions-at-rejected = No la aceptó { $pharmacy }
prescriptions-at-seen = Vista por { $pharmacy }
prescriptions-at-sending = En camino a { $pharmacy }
prescriptions-at-sent = Enviada a { $pharmacy }
prescriptions-the-pharmacy = la farmacia
prescriptions-a-pharmacy = La farmacia

prescriptions-next-cancelled-unused = No se entregó nada de ella, y ya no se entregará. Si el medicamento hace falta, pregunte a la clínica.
prescriptions-next-cancelled = Ya no se entrega nada de ella. Pregunte a la clínica antes de tomar lo que queda.
prescriptions-next-cancelling = La clínica ha pedido a { $pharmacy } que la devuelva. Pregunte a la clínica antes de recogerla.
prescriptions-next-done = No queda nada por entregar.
prescriptions-next-done-asked = No queda nada por entregar. Se ha pedido una renovación.
prescriptions-next-done-from = No queda nada por entregar. Se puede pedir una renovación a partir del { $date }.
prescriptions-next-done-now = No queda nada por entregar. Ya se puede pedir una renovación.
prescriptions-next-expired = Se podía entregar hasta el { $date }.
prescriptions-next-paper = Ninguna farmacia la recibe por sí sola. Muestre su código en el teléfono en cualquier farmacia o llévela impresa.
prescriptions-next-paper-at = { $pharmacy } no la recibe por sí sola. Muestre allí su código en el teléfono o llévela impresa.
prescriptions-next-part = Entregado: { $given } de { $all }. Falta que { $pharmacy } entregue { $left }.
prescriptions-next-preparing = { $pharmacy } la está preparando.
prescriptions-next-ready = Lista: recójala en { $pharmacy }. Lleve un documento de identidad y la tarjeta del seguro, si la hay.
prescriptions-next-refills = { $count ->
    [one] { $pharmacy } la puede entregar { $count } vez más, hasta el { $date }.
   *[other] { $pharmacy } la puede entregar { $count } veces más, hasta el { $date }.
}
prescriptions-next-rejected = { $pharmacy } no la aceptó. Llame a la clínica: hace falta una nueva.
prescriptions-next-replaced = Una receta más nueva ocupa su lugar.
prescriptions-next-seen = { $pharmacy } la ha visto y la preparará.
prescriptions-next-sending = Está en camino a { $pharmacy }. Puede tardar unos minutos.
prescriptions-next-sent = { $pharmacy } la tiene y todavía no la ha visto.

prescriptions-story = Lo que pasó hasta ahora
prescriptions-happened-archived = La petición se archivó: nadie respondió en 30 días
prescriptions-happened-cancellation-asked = { $name } pidió a { $pharmacy } que la devolviera: { $reason }
prescriptions-happened-cancellation-denied = { $first } no la devolvió: { $reason }
prescriptions-happened-cancelled = Se canceló
prescriptions-happened-cancelled-why = Se canceló: { $reason }
prescriptions-happened-change-approved = { $name } aceptó el cambio y firmó una receta nueva
prescriptions-happened-change-asked = { $first } preguntó a quien la recetó: { $reason }
prescriptions-happened-change-denied = { $name } no aceptó el cambio: { $reason }
prescriptions-happened-dispensed = { $pharmacy } entregó { $amount }
prescriptions-happened-dispensed-part = { $pharmacy } entregó { $given } de { $all }
prescriptions-happened-dispensed-some = { $pharmacy } entregó una parte
prescriptions-happened-expired = Pasó su último día
prescriptions-happened-in-progress = { $first } empezó a prepararla
prescriptions-happened-newer-link = Abrir la receta nueva
prescriptions-happened-question-answered = { $name } respondió a la pregunta de la farmacia
prescriptions-happened-ready = Estuvo lista para recoger en { $pharmacy }
prescriptions-happened-received = { $first } la vio
prescriptions-happened-redirected = { $name } eligió { $pharmacy }
prescriptions-happened-redirected-paper = { $name } eligió dejarla en papel y en el teléfono
prescriptions-happened-link-renewed = { $name } envió a { $pharmacy } un enlace nuevo por correo; el código de recogida es otro
prescriptions-happened-rejected = { $first } no la aceptó: { $reason }
prescriptions-happened-renewal-approved = { $name } aprobó la renovación y firmó una receta nueva
prescriptions-happened-renewal-asked = { $name } pidió una renovación
prescriptions-happened-renewal-denied = { $name } no aprobó la renovación: { $reason }
prescriptions-happened-replaced = Una receta nueva ocupó su lugar
prescriptions-happened-sending-failed = No se pudo enviar a { $pharmacy }: va en papel o en el teléfono
prescriptions-happened-sent = Se envió a { $pharmacy }
prescriptions-happened-signed = { $name } la firmó
prescriptions-happened-withdrawn = { $name } retiró la petición

prescriptions-cancel-duplicate = Se escribió dos veces
prescriptions-cancel-mistake = Fue un error
prescriptions-cancel-not-tolerated = No se tolera
prescriptions-cancel-patient-wish = El paciente no la quiere
prescriptions-cancel-replaced = Otra ocupa su lugar
prescriptions-cancel-therapy-changed = Cambia el tratamiento
prescriptions-change-clarification = algo no está claro
prescriptions-change-generic = un genérico u otro producto
prescriptions-change-therapeutic = otro medicamento para lo mismo
prescriptions-reject-coverage = seguro o precio
prescriptions-reject-doubtful = hay dudas sobre su origen
prescriptions-reject-not-available = no puede conseguir el medicamento
prescriptions-reject-patient-unknown = allí no se conoce al paciente
prescriptions-reject-patient-wish = el paciente no la quiso
prescriptions-reject-unsafe = considera que el medicamento no es seguro para este paciente

prescriptions-renewal = Renovación
prescriptions-renew-advice = La clínica responde aquí, y usted recibe un correo cuando lo haya hecho.
prescriptions-renew-button = Pedir una renovación
prescriptions-renew-cancelled = Se canceló. Si el medicamento hace falta, pregunte a la clínica.
prescriptions-renew-on-its-way = Todavía no se entregó nada de ella. Se puede pedir una renovación cuando se acabe la última entrega.
prescriptions-renew-pending = Se ha pedido una renovación. La clínica responde aquí, y usted recibe un correo cuando lo haya hecho.
prescriptions-renew-refills-left = { $count ->
    [one] Todavía no hace falta una renovación: la farmacia la puede entregar { $count } vez más.
   *[other] Todavía no hace falta una renovación: la farmacia la puede entregar { $count } veces más.
}
prescriptions-renew-rejected = Una farmacia no la aceptó. Llame a la clínica: hace falta una nueva.
prescriptions-renew-remark = Algo que la clínica deba saber
prescriptions-renew-remark-hint = Por ejemplo, cómo le sienta el medicamento. Nada urgente: para eso, llame.
prescriptions-renew-replaced = Hay una receta más nueva: búsquela en la lista.
prescriptions-renew-too-soon = Lo entregado alcanza por un tiempo. Se puede pedir una renovación a partir del { $date }.
prescriptions-renew-withdraw = Retirar la petición
prescriptions-text-long = Como máximo { $count } caracteres.

prescriptions-pharmacy = Farmacia
prescriptions-pharmacy-button = Enviarla allí
prescriptions-pharmacy-change = Elegir otra farmacia
prescriptions-link-not-by-mail = A esta farmacia no se le envían recetas por correo.
prescriptions-link-send = Enviar el enlace
prescriptions-link-again = Enviar el enlace de nuevo
prescriptions-link-waiting = El correo con el enlace está en camino desde: { $time }.
prescriptions-link-sent = El correo con el enlace se envió: { $time }. Se abre con el código de recogida.
prescriptions-link-failed = El correo con el enlace no se pudo enviar: { $time }.
prescriptions-link-locked = El enlace está bloqueado: se escribieron demasiados códigos incorrectos. Se envió: { $time }.
prescriptions-link-hint = El enlace anterior termina y el código de recogida cambia: el paciente ve el nuevo en el portal. El enlace nuevo sirve mientras la receta se pueda despachar, hasta el { $date }.
prescriptions-notice-link-sent = Un enlace nuevo va en camino a la farmacia. El código de recogida es otro.
prescriptions-pharmacy-gone = Esta farmacia ya no se puede elegir. Elija otra.
prescriptions-pharmacy-lead = Se envía a la farmacia que usted elija, y la anterior ya no la entrega.
prescriptions-pharmacy-none = Ninguna: se lleva en papel o en el teléfono.
prescriptions-pharmacy-now = Dónde está ahora
prescriptions-pharmacy-paper-button = Dejarla en papel y en el teléfono
prescriptions-pharmacy-same = Ya está en esta farmacia.
prescriptions-one = Receta
prescriptions-back = Volver a la receta

prescriptions-refused = Ya no es posible.
prescriptions-refused-cancelled = Se canceló.
prescriptions-refused-cancelling = La clínica pide que se devuelva: primero tiene que responder la farmacia.
prescriptions-refused-completed = Se entregó por completo.
prescriptions-refused-expired = Pasó su último día.
prescriptions-refused-handed-out = Se entregó una parte: se queda en esta farmacia.
prescriptions-refused-rejected = La farmacia no la aceptó.

prescriptions-code = Código para la farmacia
prescriptions-code-brightness = Si un lector no lo lee, suba el brillo de la pantalla y mantenga quieto el teléfono.
prescriptions-code-label = Código de la receta firmada
prescriptions-code-lead = { $drug }: deje que la farmacia lea este código.
prescriptions-code-link = Mostrar el código en la farmacia
prescriptions-code-over = Esta receta ya terminó
prescriptions-code-over-advice = Ya no se puede entregar nada con ella, por eso no se muestra su código.
prescriptions-pickup = Código de recogida
prescriptions-pickup-advice = Dígalo a una farmacia que lo pida, junto con la fecha de nacimiento. Quien tenga ambos puede abrir la receta.

prescriptions-pdf-link = Guardar como PDF
prescriptions-print = Imprimir la receta
prescriptions-print-check = Compruébela en { $address }
prescriptions-print-copy = Esta impresión es una copia: no se entrega nada con ella.
prescriptions-print-link = Imprimir
prescriptions-print-original = Esta impresión es la receta misma: llévela a una farmacia. Imprímala con el navegador, en papel A5 o mayor, o guárdela como PDF.
prescriptions-print-overridden = { $count ->
    [one] { $count } advertencia vista, y se siguió adelante
   *[other] { $count } advertencias vistas, y se siguió adelante
}
prescriptions-print-signed = Firmada electrónicamente por { $name }, { $date }
prescriptions-print-until = Válida hasta el { $date }

prescriptions-signature = Firma
prescriptions-signature-broken = La firma no es válida
prescriptions-signature-broken-advice = Lo que está en el archivo no es lo que se firmó. No la use y avise a quien administra el portal.
prescriptions-signature-holds = La firma es válida: está exactamente como se firmó
prescriptions-write-again = Escribirla de nuevo
prescriptions-overridden = Advertencias con las que se siguió adelante
prescriptions-overridden-why = Motivo: { $reason }
prescriptions-override-benefit = el beneficio supera el riesgo
prescriptions-override-checked = se comprobó de otra manera
prescriptions-override-discussed = se habló con el paciente
prescriptions-override-dose = la dosis se eligió teniéndolo en cuenta
prescriptions-override-intended = es intencional
prescriptions-override-monitor = se vigilará
prescriptions-override-no-alternative = no hay otra opción
prescriptions-override-tolerates = el paciente lo ha tomado sin daño
prescriptions-override-wrong = lo que dice el historial no es correcto
prescriptions-warning-critical = Crítica
prescriptions-warning-info = Para saber
prescriptions-warning-warning = Advertencia

prescriptions-cancel-at-once = Ninguna farmacia la tiene en sus manos: se cancela de inmediato. Una impresión o un código que tenga el paciente ya no vale, pero una farmacia sin conexión no puede saberlo.
prescriptions-cancel-button = Cancelar la receta
prescriptions-cancel-choose = Elija un motivo
prescriptions-cancel-keep = Dejarla como está
prescriptions-cancel-link = Cancelarla
prescriptions-cancel-pending = { $pharmacy } la tiene y debe responder: hasta entonces no está cancelada. Si es urgente, llame a la farmacia.
prescriptions-cancel-reason = Por qué
prescriptions-cancel-reason-missing = Elija un motivo.
prescriptions-cancel-text = Más sobre ello
prescriptions-cancel-text-hint = Lo leen la farmacia y el paciente.
prescriptions-cancel-title = Cancelar { $drug }

prescriptions-questions-clinic = Llame a la clínica. No deje ni cambie un medicamento por su cuenta.
prescriptions-questions-phone = Llame a la clínica: { $phone }. No deje ni cambie un medicamento por su cuenta.

prescriptions-notice-cancelled = La receta está cancelada.
prescriptions-notice-cancelling = Se pidió a la farmacia que la devuelva. No está cancelada hasta que la farmacia responda.
prescriptions-notice-pharmacy = La farmacia se cambió.
prescriptions-notice-renewal-asked = La renovación se pidió. La clínica responde aquí.
prescriptions-notice-renewal-withdrawn = La petición se retiró.
