# Qué visitas hay, quién está dónde y cuándo, y cuándo no hay nadie.

schedules-title = Horarios
schedules-lead = Qué visitas ofrece su clínica y quién está dónde y cuándo. De ahí salen las horas que los pacientes pueden reservar.
schedules-parts = Partes de los horarios
schedules-overview = Resumen
schedules-save = Guardar
schedules-saved = Guardado.
schedules-choose = Elija una de las opciones.
schedules-at-most = Como máximo { $count } caracteres.
schedules-out-of-use = Fuera de uso
schedules-midnight = medianoche
schedules-name-wrong = Escriba un nombre de { $count } caracteres como máximo.
schedules-today = Hoy, { $date }
schedules-today-nobody = Hoy nadie tiene horario.
schedules-hours-unused = { $count ->
    [one] Nadie puede reservar en { $count } entrada del horario semanal
   *[other] Nadie puede reservar en { $count } entradas del horario semanal
}
schedules-hours-unused-advice = El profesional, el lugar o la sala están fuera de uso. Elija otra sala para ese horario, o póngale fin:
schedules-steps = Paso a paso hasta la primera visita
schedules-step-done = Listo
schedules-step-missing = Falta
schedules-step-places = Lugares con zona horaria
schedules-step-places-none = Todavía no hay lugares. Los agrega un administrador.
schedules-step-places-zone = { $count ->
    [one] { $count } lugar no indica zona horaria y sigue la de la clínica: { $zone }. Un administrador puede cambiarlo.
   *[other] { $count } lugares no indican zona horaria y siguen la de la clínica: { $zone }. Un administrador puede cambiarlo.
}
schedules-step-places-done = { $count ->
    [one] { $count } lugar, con su zona horaria.
   *[other] { $count } lugares, cada uno con su zona horaria.
}
schedules-step-rooms-none = Todavía no hay salas. Solo hacen falta donde se comparten.
schedules-step-rooms-done = { $count ->
    [one] { $count } sala en uso.
   *[other] { $count } salas en uso.
}
schedules-step-visits-none = Todavía no hay tipos de visita: agregue uno, por ejemplo un chequeo de 30 minutos.
schedules-step-visits-done = { $count ->
    [one] Se ofrece { $count } tipo de visita.
   *[other] Se ofrecen { $count } tipos de visita.
}
schedules-step-hours-none = Todavía nadie tiene horario: diga quién está dónde y cuándo.
schedules-step-hours-done = { $count ->
    [one] { $count } profesional tiene horario.
   *[other] { $count } profesionales tienen horario.
}
schedules-step-book = Reservas
schedules-step-book-none = Cuando los pasos anteriores estén listos y los pacientes puedan reservar o pedir algún tipo de visita, verán sus horas libres.
schedules-step-book-done = { $count ->
    [one] Los pacientes pueden reservar o pedir { $count } tipo de visita.
   *[other] Los pacientes pueden reservar o pedir { $count } tipos de visita.
}

schedules-visit-types = Tipos de visita
schedules-visit-types-lead = A qué vienen los pacientes: cuánto dura y quién la reserva.
schedules-visit-types-none = Todavía no hay tipos de visita
schedules-visit-types-none-advice = Agregue el primero, por ejemplo un chequeo o un seguimiento.
schedules-visit-types-add = Agregar un tipo de visita
schedules-visit-types-change = Cambiar un tipo de visita
schedules-visit-types-change-advice = Las visitas ya reservadas quedan como están.
schedules-buffer-of = { $count ->
    [one] después, { $count } minuto libre
   *[other] después, { $count } minutos libres
}
schedules-booked-between = Se reserva al menos { $hours } h antes y como máximo con { $days } días de antelación
schedules-not-offered = No se ofrece
schedules-name-en = Nombre en inglés
schedules-name-es = Nombre en español
schedules-minutes = Duración en minutos
schedules-minutes-hint = De 5 a 480, de 5 en 5.
schedules-minutes-wrong = Escriba un número entero de 5 a 480 que sea múltiplo de 5.
schedules-buffer = Minutos libres después
schedules-buffer-hint = Para las notas o para limpiar la sala: de 0 a 240, de 5 en 5.
schedules-buffer-wrong = Escriba un número entero de 0 a 240 que sea múltiplo de 5.
schedules-medium = Cómo se encuentran
schedules-medium-in-person = En persona
schedules-medium-video = Por video
schedules-mode = Quién la reserva
schedules-mode-direct = La reservan los pacientes
schedules-mode-direct-about = El paciente elige una hora libre y tiene la visita de inmediato.
schedules-mode-request = La piden los pacientes
schedules-mode-request-about = El paciente pide una hora; se le guarda hasta que su clínica la acepte o la rechace.
schedules-mode-view-only = Solo la reserva la clínica
schedules-mode-view-only-about = Los pacientes ven esas visitas y llaman para cambiarlas.
schedules-notice = Horas antes de la visita hasta las que los pacientes pueden reservarla
schedules-notice-hint = De 0 a 720. Con 24, una visita de mañana a las diez se puede reservar hasta hoy a las diez.
schedules-notice-wrong = Escriba un número entero de 0 a 720.
schedules-ahead = Con cuántos días de antelación pueden reservar los pacientes
schedules-ahead-hint = De 1 a 730.
schedules-ahead-wrong = Escriba un número entero de 1 a 730.
schedules-instructions-en = Qué hacen los pacientes antes, en inglés
schedules-instructions-es = Qué hacen los pacientes antes, en español
schedules-instructions-hint = Por ejemplo qué traer, o no comer. En los dos idiomas o en ninguno.
schedules-instructions-both = Escríbalo también en este idioma, o deje los dos vacíos.
schedules-instructions-long = Acórtelo a { $count } caracteres.
schedules-offered = Se ofrece
schedules-offered-hint = Sin la marca nadie puede volver a reservarla.

schedules-hours = Horario semanal
schedules-hours-lead = Quién está dónde y qué días de la semana. Las horas son las del reloj de cada lugar.
schedules-hours-none = Todavía nadie tiene horario
schedules-hours-none-advice = Diga quién está dónde y cuándo; de ahí salen las horas libres.
schedules-hours-add = Agregar horario
schedules-hours-change = Cambiar horario
schedules-hours-change-advice = Las visitas ya reservadas quedan donde están, aunque queden fuera del horario nuevo.
schedules-change-of = Cambiar { $day }, { $time }
schedules-weekday = Día
schedules-weekdays = Días de la semana
schedules-weekdays-missing = Elija al menos un día de la semana.
schedules-time = Hora
schedules-where = Dónde
schedules-where-hint = Un lugar o una de sus salas. En una sala hay una sola visita a la vez.
schedules-where-missing = Elija un lugar o una sala.
schedules-for-visits = Para qué visitas
schedules-for-visits-hint = No marque ninguna para que valga para todas.
schedules-all-visits = Todas las visitas
schedules-between = Entre qué días
schedules-only-on = solo el { $date }
schedules-who = Quién
schedules-who-hint = Quienes entran aquí con su cuenta, tienen horario o pertenecen a uno de los lugares.
schedules-choose-who = Elija un profesional
schedules-who-missing = Elija de quién es este horario.
schedules-choose-place = Elija un lugar
schedules-from = Desde
schedules-until = Hasta
schedules-until-hint = La medianoche (12:00 AM, 00:00) es el fin del día.
schedules-time-wrong = Escriba una hora como 09:00.
schedules-times-wrong = Este horario termina antes de empezar. Escriba aquí una hora posterior, o agregue al día siguiente lo que pasa de medianoche.
schedules-first-day = Primer día
schedules-last-day = Último día
schedules-last-day-hint = Déjelo vacío si no tiene fin. Para un solo día, el mismo que el primero.
schedules-day-wrong = Escriba un día como 2026-11-22.
schedules-days-wrong = El último día es anterior al primero. Escriba uno posterior.
schedules-hours-unknown = Lo que eligió ya no existe. Elija de nuevo.
schedules-hours-overlap = El { $day } el profesional ya está en otra parte a esa hora. Cambie o termine primero ese horario.
schedules-hours-end = Poner fin a este horario
schedules-hours-end-advice = Después del último día nadie puede reservar en él. Un día anterior al { $date } lo quita como si nunca hubiera existido. Las visitas reservadas quedan.
schedules-hours-end-button = Terminar el horario

schedules-closures = Días cerrados
schedules-closures-lead = Días festivos, ausencias y horas en que un lugar está cerrado. Entonces nadie puede reservar.
schedules-closures-none = No hay nada cerrado
schedules-closures-none-advice = Los días festivos y las ausencias aparecen aquí en cuanto los agregue.
schedules-closures-add = Agregar días cerrados
schedules-closures-add-lead = Las horas son las del reloj de cada lugar.
schedules-kind = Por qué
schedules-kind-holiday = Día festivo
schedules-kind-absence = Ausencia de alguien
schedules-kind-closed = Cerrado
schedules-everyone = Todos
schedules-everywhere = En todos los lugares
schedules-closure-who = De quién
schedules-closure-where = Dónde
schedules-closure-from = Desde
schedules-closure-from-hint = El primer día. Déjelo vacío para el día entero.
schedules-closure-until = Hasta
schedules-closure-until-hint = El último día. Déjelo vacío para el día entero.
schedules-closure-last-hint = Déjelo vacío para un solo día.
schedules-closure-note = Nota
schedules-closure-note-hint = Solo la ven quienes trabajan aquí.
schedules-closure-times-wrong = Esto termina antes de empezar. Escriba un día o una hora posterior.
schedules-closure-long = Escriba dos años como máximo.
schedules-closure-whose = Elija quién se ausenta.
schedules-closure-note-long = Acorte la nota a { $count } caracteres.
schedules-closure-unknown = El profesional o el lugar ya no existe. Elija de nuevo.
schedules-closure-visits = { $count ->
    [one] { $count } visita reservada cae en este tiempo
   *[other] { $count } visitas reservadas caen en este tiempo
}
schedules-closure-visits-advice = Quedan hasta que alguien las mueva o las cancele.
schedules-closure-see-visits = Ver estas visitas
schedules-closure-desk = La recepción ve cuáles son.
schedules-closure-no-visits = Ninguna visita reservada cae en este tiempo
schedules-closure-remove = Quitar
schedules-closure-remove-advice = Esas horas se pueden reservar de nuevo de inmediato.
schedules-closure-remove-button = Quitar estos días cerrados
schedules-closure-removed = Se quitaron los días cerrados.

schedules-rooms = Salas
schedules-questions = Preguntas
schedules-rooms-lead = Dónde tienen lugar las visitas. En una sala hay una sola visita a la vez.
schedules-rooms-none = Todavía no hay salas
schedules-rooms-none-advice = Solo hacen falta salas donde se comparten.
schedules-rooms-add = Agregar una sala
schedules-rooms-change = Cambiar una sala
schedules-room-place = Lugar
schedules-room-place-missing = Elija el lugar donde está la sala.
schedules-room-name = Nombre de la sala
schedules-room-active = En uso
schedules-room-active-hint = Sin la marca nadie puede reservar en los horarios que nombran esta sala. Las visitas reservadas quedan.

schedules-video = Video
schedules-video-title = Enlaces a las visitas por video
schedules-video-lead = Cada visita por video recibe un enlace propio, hecho de esta dirección y de un nombre que nadie puede adivinar.
schedules-video-advice = El enlace abre una página del servicio que usted indique aquí; Verbena misma no transmite video. Pida al servicio un acuerdo de socio comercial (BAA) antes de usarlo con pacientes.
schedules-video-base = Dirección con la que empiezan los enlaces
schedules-video-hint = Por ejemplo https://meet.example.org/. Déjela vacía para que no haya enlaces.
schedules-video-wrong = Escriba una dirección que empiece con https:// y no tenga signo de interrogación ni contraseña, de { $count } caracteres como máximo.
