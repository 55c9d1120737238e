# Mails about visits, and the pages where their links lead. A mail can be read by others: when and where, never what for or with whom.
mail-asked-subject = Su solicitud para el { $day }
mail-asked = { $clinic } recibió su solicitud de cita y le responderá. La hora aún no está confirmada: por favor, no venga antes de que la confirmemos.
mail-asked-button = Verla o retirarla
mail-booked-subject = Su cita del { $day }
mail-booked = Su cita en { $clinic } está reservada.
mail-moved-subject = Cambio: su cita es el { $day }
mail-moved = Su cita en { $clinic } cambió. Así queda ahora.
mail-cancelled-subject = Cancelada: su cita del { $day }
mail-cancelled = Su cita en { $clinic } está cancelada. Por favor, no venga a esa hora.
mail-reminder-subject = Recordatorio: su cita del { $day }
mail-reminder = Le recordamos su cita en { $clinic }.
mail-offer-subject = Una hora más temprana: { $day }
mail-offer = Quedó libre una hora más temprana en { $clinic }, y usted es la siguiente persona en la lista.
mail-offer-button = Aceptarla o dejarla
mail-offer-until = Se la guardamos hasta el { $time }.
mail-offer-advice = Si no hace nada, se ofrecerá a la siguiente persona y para usted no cambia nada.
mail-visit-button = Confirmar, cambiar o cancelar
mail-visit-when = Cuándo
mail-visit-before = Antes
mail-visit-now = Ahora
mail-visit-where = Dónde
mail-visit-phone = Teléfono del lugar
mail-visit-by-video = Por video
mail-visit-video = Por video. Entre en el portal a esa hora: desde allí se conecta.
mail-visit-move = Elegir otra hora
mail-visit-cancel = Cancelarla
mail-visit-more = Entrar para ver más
mail-visit-anew = Entrar para reservar otra hora
mail-visit-until = Los enlaces funcionan hasta que empiece: { $time }. Quien tenga este mensaje puede usarlos.
mail-visit-summary = Cita en { $clinic }

mail-kind-asked = Cita solicitada
mail-kind-booked = Cita reservada
mail-kind-moved = Cita cambiada
mail-kind-cancelled = Cita cancelada
mail-kind-reminder = Recordatorio de cita
mail-kind-offer = Hora más temprana ofrecida
mail-file-calendar = Para calendarios

# Pages where the links of mails lead. Whoever holds the mail sees them: when and where, nothing else.
visit-title = Su cita
visit-zone = Zona horaria
visit-link-over = Este enlace ya no funciona
visit-link-over-advice = Es demasiado antiguo. Si la cita aún no ha pasado, el correo más reciente sobre ella tiene un enlace que funciona. O entre para ver sus citas.
visit-call = Por favor, llame a la clínica.
visit-call-phone = Por favor, llame al { $phone }.
visit-confirm = Voy a ir
visit-is-booked = Está reservada
visit-is-booked-advice = Díganos que vendrá, elija otra hora o cancélela.
visit-is-confirmed = Gracias: sabemos que vendrá
visit-is-confirmed-advice = Si surge algo, todavía puede cambiarla aquí.
visit-is-asked = Aún no está confirmada
visit-is-asked-advice = Tenemos su solicitud y le responderemos por correo. Por favor, no venga antes.
visit-is-off = Está cancelada
visit-is-off-advice = Por favor, no venga a esa hora. Si su calendario todavía la muestra, el mensaje que le enviamos trae un archivo que la quita.
visit-is-over = Ya empezó o ya pasó
visit-moved = Se cambió
visit-moved-advice = Le enviamos un mensaje con la nueva hora.
visit-late = Ya es tarde para cambiarla aquí.
visit-clinics = Solo la clínica puede cambiar esta cita.
visit-cancel-title = Cancelarla
visit-cancel-lead = Así otra persona puede aprovechar esa hora.
visit-cancel-why = ¿Por qué?
visit-cancel-why-missing = Elija una de las respuestas.
visit-cancel-text = Algo más que debamos saber
visit-cancel-text-hint = La clínica lo lee. Como máximo { $count } caracteres.
visit-cancel-text-long = Es demasiado largo: como máximo { $count } caracteres.
visit-cancel-button = Cancelar esta cita
visit-because-cannot-come = No puedo ir a esa hora
visit-because-not-needed = Ya no la necesito
visit-because-elsewhere = Voy a otro lugar
visit-because-other = Otro motivo
visit-taken = Otra persona fue más rápida
visit-taken-advice = Esa hora está ocupada. Estas están libres.
visit-taken-none = Esa hora está ocupada y no hay otra libre pronto.
visit-too-late = Ya es tarde para cambiarla aquí
visit-too-late-advice = No cambió nada. Por favor, llame a la clínica.
visit-not-here = Solo la clínica puede cambiarla
visit-not-here-advice = Nada ha cambiado. Llame a la clínica, por favor.
visit-changed = Cambió entretanto
visit-changed-advice = No se ha movido nada. Mire cuándo es ahora y elija de nuevo una hora.
visit-hold-over = Esa hora se guardó solo unos minutos
visit-hold-over-advice = No cambió nada. Por favor, elija otra vez una hora.
visit-busy = Usted tiene otra cita a esa hora
visit-busy-advice = No cambió nada. Por favor, elija otra hora.
visit-ended = Esto ya no se puede hacer
visit-ended-advice = Ya empezó, está cancelada o cambió mientras tanto. Abajo se ve cómo está.
visit-times-title = Elija otra hora
visit-times-lead = Ahora es el { $time }. Sigue así hasta que elija y confirme otra hora.
visit-times-who = Con quién
visit-times-same = Con el mismo profesional
visit-times-anyone = Con cualquiera
visit-times-none = No hay horas libres en estas dos semanas
visit-times-none-advice = Mire días posteriores o con cualquiera.
visit-times-later = Días posteriores
visit-times-earlier = Días anteriores
visit-times-keep = Dejarla como está
visit-held-title = ¿Está bien esta hora?
visit-held-until = Se la guardamos hasta las { $time }.
visit-held-button = Cambiarla a esta hora
visit-move-asks = La clínica debe aceptar antes la nueva hora y le responderá por correo. La hora que tiene ahora queda libre en cuanto la pida.
visit-held-other = Otra hora
offer-title = Una hora más temprana
offer-open = Esta hora está libre para usted
offer-moves = Si la acepta, su cita actual pasa a esta hora.
offer-asks = La clínica debe aceptarla antes y le responderá por correo.
offer-take = Aceptar esta hora
offer-leave = Dejarla
offer-taken = Es suya
offer-taken-advice = Le enviamos un mensaje con todos los datos.
offer-left = La dejó
offer-left-advice = Se ofrece a la siguiente persona. Usted sigue en la lista de espera.
offer-over = Esta oferta terminó
offer-over-advice = Ya se respondió o se acabó el tiempo. Usted sigue en la lista de espera, salvo que la haya aceptado.
offer-gone-advice = Nada ha cambiado para usted. Sigue en la lista de espera.

# Reminders and calendars of other programs.
reminders-choose = Elegir cuándo llegan los recordatorios de citas
reminders-title = Recordatorios
reminders-lead = Qué mensajes llegan antes de una cita.
reminders-by-mail = Confirmaciones y recordatorios por correo
reminders-by-mail-hint = Siempre se avisa si una cita se cambia o se cancela.
reminders-when = Recordarme
reminders-quiet = De { $from } a { $until } no se envía nada: lo que llegaría entonces llega un poco antes o después.
reminders-save = Guardar
reminders-always = Lo que siempre llega
reminders-always-why = Cuando una cita se cambia o se cancela llega enseguida un mensaje con un archivo para su calendario.
reminders-weeks = { $count ->
    [one] { $count } semana antes
   *[other] { $count } semanas antes
}
reminders-days = { $count ->
    [one] { $count } día antes
   *[other] { $count } días antes
}
reminders-hours = { $count ->
    [one] { $count } hora antes
   *[other] { $count } horas antes
}
reminders-minutes = { $count ->
    [one] { $count } minuto antes
   *[other] { $count } minutos antes
}
feed-title = En su propio calendario
feed-lead = El calendario de su teléfono o computadora puede mostrar sus citas y mantenerlas al día. Las lee por una dirección privada.
feed-name-own = Citas en { $clinic }
feed-name-calendar = Calendario en { $clinic }
feed-visit = Visita
feed-visit-room = Visita, { $room }
feed-addresses = Direcciones
feed-none = Aún no hay ninguna dirección
feed-none-advice = Cree una abajo y escríbala en su calendario.
feed-own = Sus citas
feed-calendar = Su calendario como profesional
feed-made = Creada { $time }
feed-read = leída por última vez { $time }
feed-never-read = nunca leída
feed-end = Terminar esta dirección
feed-new = Una dirección nueva
feed-private = Quien tenga la dirección puede ver cuándo y dónde, pero no para qué ni con quién. Cree una para cada aparato, así puede terminarla si lo pierde.
feed-new-own = Dirección para mis citas
feed-new-calendar = Dirección para mi calendario como profesional
feed-here = Esta es su nueva dirección
feed-once = Se muestra solo esta vez. Si la pierde, termínela y cree otra.
feed-open = Abrirla en su calendario
feed-copy = O cópiela en su calendario donde pida un calendario de internet:
feed-too-many = Ya tiene muchas direcciones
feed-too-many-advice = Puede haber { $count }. Termine una que no use.
feed-row = En su propio calendario
feed-row-about = Ver sus citas en el calendario de su teléfono o computadora.
