# Pedir, cambiar, esperar y registrarse antes de una cita; y lo que la clínica pregunta antes de las citas.

booking-new = Pedir una cita
booking-new-lead = Cuatro pasos cortos: para qué, con quién, cuándo y un último vistazo. Nada queda reservado antes del último.
booking-whom = ¿Para quién es?
booking-for-yourself = Pide la cita para usted.
booking-for-now = Pide la cita para { $name }.
booking-for = Pedir para { $name }
booking-for-me = mí
booking-kinds = ¿Qué tipo de cita?
booking-no-kinds = Por ahora no se pueden pedir citas aquí
booking-kinds-else = ¿No está la cita que necesita?
booking-wait-instead = O espere a que haya una hora libre.
booking-call = Por favor, llame a la clínica.
booking-call-phone = Por favor, llame a la clínica: { $phone }
booking-in-person = En la clínica
booking-video = Por video
booking-we-confirm = Le confirmaremos la hora

booking-whom-and-where = ¿Con quién y dónde?
booking-with = ¿Con quién?
booking-anyone = Cualquiera que esté libre
booking-anyone-hint = Así suele conseguir la hora más próxima.
booking-where = ¿Dónde?
booking-anywhere = En cualquier lugar
booking-show-times = Ver horas libres

booking-times = Elija una hora
booking-other-time = Elija otra hora
booking-with-anyone = Con cualquiera que esté libre
booking-with-one = Con { $name }
booking-other-people = Elegir a otra persona u otro lugar
booking-week = Del { $from } al { $to }
booking-morning = Mañana
booking-afternoon = Tarde
booking-day-count = { $count ->
    [one] { $count } hora libre
   *[other] { $count } horas libres
}
booking-later = Días siguientes
booking-earlier = Días anteriores
booking-none-this-week = Ninguna hora libre en estos días
booking-next-free = Próximo día libre: { $date }
booking-none-at-all = Ninguna hora libre
booking-none-advice = No hay ninguna hora libre en el plazo en que se puede pedir aquí. Puede esperar a que quede una.
booking-wait = Apuntarme a la lista de espera

booking-confirm = ¿Es correcto?
booking-confirm-ask = ¿Es correcto?
booking-confirm-move = ¿Cambiar su cita a esta hora?
booking-held = { $count ->
    [one] Le guardamos esta hora hasta las { $time }: queda { $count } minuto.
   *[other] Le guardamos esta hora hasta las { $time }: quedan { $count } minutos.
}
booking-held-over = Ya no le guardamos esta hora
booking-held-over-advice = Puede que siga libre. Intente pedirla o elija otra hora.
booking-visit = Cita
booking-until-now = Hasta ahora
booking-how = Cómo
booking-reason = ¿Para qué es la cita?
booking-reason-hint = Unas palabras ayudan a la clínica a prepararse. Solo las leen quienes le atienden.
booking-clinic-answers = La clínica revisa primero su petición. Le avisaremos.
booking-do-book = Pedir esta cita
booking-do-ask = Solicitar esta cita
booking-do-move = Cambiar mi cita a esta hora
booking-another-time = Elegir otra hora
booking-long = Use como máximo { $count } caracteres.

booking-taken = Esa hora ya está ocupada
booking-taken-advice = Alguien fue más rápido, o nadie atiende a esa hora. No se reservó nada.
booking-next-times = Las próximas horas libres
booking-all-times = Ver todas las horas libres
booking-not-offered = Esta cita no se puede pedir aquí
booking-not-offered-advice = Estas citas solo las da la clínica.
booking-hold-over = Ya no se guarda esta hora
booking-hold-over-advice = Se guardó durante cinco minutos, o ya está reservada. Mire sus citas o elija una hora de nuevo.
booking-too-late = Esta cita ya no se puede cambiar aquí
booking-too-late-advice = La clínica todavía puede cambiarla.
booking-ended = Esta cita ya no se puede cambiar
booking-ended-advice = Ya pasó, ya empezó o fue cancelada.
booking-changed = Esta cita cambió entretanto
booking-changed-advice = Mírela de nuevo antes de seguir.
booking-busy = Hay otra cita a esa hora
booking-busy-advice = Nadie puede estar en dos lugares a la vez. Elija otra hora o cambie primero la otra cita.
booking-too-many = Ya hay muchas citas próximas
booking-too-many-advice = Aquí no se pueden pedir más.
booking-other-visit = Ver la otra cita
booking-back-to-visit = Ver la cita
booking-to-appointments = Todas las citas

booking-status-asked = La clínica responderá
booking-asked = La clínica tiene su petición
booking-asked-advice = Le guardamos la hora. Por favor, no venga antes de que la clínica la confirme; le avisaremos.
booking-asked-title = Cambiar o retirar
booking-asked-about = Puede elegir otra hora o retirar su petición hasta que la clínica responda.
booking-change-time = Cambiar la hora
booking-earlier-if-possible = Antes, si es posible
booking-cancel = Cancelar esta cita
booking-withdraw = Retirar su petición
booking-late = { $count ->
    [one] Falta menos de { $count } hora, así que esta cita ya no se puede cambiar aquí.
   *[other] Faltan menos de { $count } horas, así que esta cita ya no se puede cambiar aquí.
}
booking-come = Voy a ir
booking-confirmed = Ha dicho que vendrá. Gracias.
booking-video-part = Cita por video
booking-join = Entrar a la cita por video
booking-join-later = El botón para entrar aparece aquí el { $time }, 15 minutos antes de la cita.
booking-join-told = La clínica le dirá cómo entrar.

booking-cancel-why = ¿Por qué?
booking-cancel-choose = Elija un motivo. Ayuda a la clínica a organizarse.
booking-cancel-text = Algo más que la clínica deba saber
booking-cancel-about = La hora será entonces para otra persona. No se puede deshacer, pero puede pedir otra cita.
booking-withdraw-about = La clínica dejará de guardarle esta hora.
booking-do-cancel = Cancelar esta cita
booking-do-withdraw = Retirarla
booking-keep = Mantener la cita
booking-why-cannot-come = No puedo ir a esa hora
booking-why-not-needed = Ya no la necesito
booking-why-elsewhere = Voy a otro lugar
booking-why-other = Otra cosa

booking-waiting = Lista de espera
booking-waiting-lead = Cuando quede libre una hora que le convenga, se la ofrecemos por correo durante un tiempo limitado. Primero se pregunta a quien espera desde hace más tiempo.
booking-waiting-none = No está esperando nada
booking-waiting-none-advice = Si ninguna hora le conviene o quiere venir antes, apúntese a la lista.
booking-waiting-more = Ver la lista de espera
booking-waiting-earlier = en lugar de una cita ya reservada
booking-wait-new = Esperar una hora
booking-see-offer = Responder a la oferta
booking-stop-waiting = Dejar de esperar
booking-offered = Se le ofrece una hora
booking-any-day = cualquier día
booking-any-hour = a cualquier hora
booking-mornings = por la mañana
booking-afternoons = por la tarde
booking-wish-kinds = ¿Qué tipo de cita espera?
booking-wish-lead = { $visit }: diga cuándo podría venir. Le ofreceremos una hora adecuada en cuanto quede libre.
booking-wish-earlier = Su cita sigue reservada. Si queda libre una hora anterior que le convenga, se la ofreceremos.
booking-wish-first = Desde
booking-wish-last = Hasta
booking-wish-weekdays = ¿Qué días?
booking-wish-hours = ¿A qué hora del día?
booking-do-wait = Apuntarme a la lista de espera
booking-wish-day-wrong = Indique un día.
booking-wish-days-wrong = El último día debe ser posterior al primero, no estar en el pasado ni a más de un año.
booking-wish-weekdays-wrong = Elija al menos un día.
booking-wish-hours-wrong = Elija una hora del día.
booking-wish-too-many = Ya espera todo lo que se puede esperar. Deje primero de esperar algo.
booking-free-already = Estas horas están libres ahora
booking-free-already-about = No hace falta esperar: pulse una hora para guardarla.
booking-wait-anyway = Ninguna me conviene: esperar de todos modos

booking-offer = Hay una hora libre
booking-offer-until = Se la guardamos hasta el { $time }.
booking-offer-take = Sí, la acepto
booking-offer-leave = No, gracias
booking-offer-about = Si dice que no o no responde, se pregunta a quien sigue. Usted continúa en la lista.
booking-offer-over = Esta oferta terminó
booking-offer-over-advice = Ya se respondió o pasó el tiempo para responder. Si sigue esperando, le volveremos a preguntar.
booking-todo-offer = Hay una hora libre para usted
booking-todo-offer-advice = La estaba esperando. Se guarda poco tiempo: responda pronto.
booking-home-asked = { $count ->
    [one] Ha solicitado { $count } cita. La clínica responderá.
   *[other] Ha solicitado { $count } citas. La clínica responderá.
}

booking-check-in = Registrarse antes de la cita
booking-check-in-about = Unas preguntas que puede responder ahora en vez de en la sala de espera.
booking-check-in-begin = Registrarme
booking-check-in-lead = Lo que responda se guarda cada vez que pulse Guardar, aunque todavía falte algo.
booking-check-in-done = Todo está respondido. Puede cambiarlo hasta que empiece la cita.
booking-check-in-early = Puede registrarse a partir del { $time }
booking-check-in-closed = Ya no es posible registrarse para esta cita
booking-check-in-save = Guardar
booking-contact = Teléfono y dirección
booking-contact-none = No hay nada anotado.
booking-contact-phone = Cambiar el teléfono
booking-contact-address = Cambiar la dirección
booking-contact-right = ¿Son correctos?
booking-contact-changed = No, los cambio en mis datos
booking-right = Sí, todo es correcto
booking-changed-since = No, algo es distinto
booking-insurance = Seguro
booking-insurance-known = Ya se dijo quién paga.
booking-insurer = Compañía de seguros
booking-insurer-hint = Como en su tarjeta. Si no tiene, marque la casilla de abajo.
booking-member = Número de afiliado
booking-group = Número de grupo
booking-uninsured = No tengo seguro
booking-medications = Medicamentos
booking-medications-none = No hay medicamentos anotados.
booking-medications-right = ¿Es lo que se toma ahora?
booking-medications-text = ¿Qué es distinto?
booking-allergies = Alergias
booking-allergies-none = No hay alergias anotadas.
booking-allergies-right = ¿Es correcto?
booking-allergies-text = ¿Qué es distinto en las alergias?
booking-visit-part = Sobre la cita
booking-number-hint = Por ejemplo 5 o 0.5
booking-yes = Sí
booking-no = No
booking-choose = Elija
booking-lack-contact = Diga si el teléfono y la dirección son correctos.
booking-lack-insurer = Indique la compañía de seguros o marque que no tiene.
booking-lack-member = Indique el número de afiliado.
booking-lack-medications = Diga si los medicamentos son correctos.
booking-lack-medications-text = Diga qué es distinto en los medicamentos.
booking-lack-allergies = Diga si las alergias son correctas.
booking-lack-allergies-text = Diga qué es distinto en las alergias.
booking-lack-question = Responda a esta pregunta.
booking-lack-unreadable = No se pudo entender esta respuesta. Por favor, revísela.

booking-notice-booked = La cita está reservada.
booking-notice-asked = Su petición está en la clínica. Le avisaremos.
booking-notice-moved = La cita tiene su nueva hora.
booking-notice-confirmed = Gracias. La clínica sabe que vendrá.
booking-notice-cancelled = La cita está cancelada.
booking-notice-withdrawn = Su petición fue retirada.
booking-notice-waiting = Está en la lista de espera.
booking-notice-waiting-ended = Ya no espera esto.
booking-notice-declined = La hora pasa a quien sigue. Usted continúa en la lista.
booking-notice-check-in-saved = Guardado. Todavía falta algo.
booking-notice-check-in-done = Gracias, todo lo que le preguntamos está respondido.

questions-title = Preguntas antes de las citas
questions-lead = Los pacientes las responden desde siete días antes de una cita. Una pregunta ya hecha no se cambia, solo se retira.
questions-asked = Lo que se pregunta
questions-none = No se pregunta nada más de lo habitual
questions-none-advice = Siempre se preguntan teléfono y dirección, seguro, medicamentos, alergias y el motivo.
questions-new = Añadir una pregunta
questions-visit = ¿Antes de qué citas?
questions-all-visits = Todas las citas
questions-kind = ¿Cómo se responde?
questions-kind-yes-no = Sí o no
questions-kind-text = Con palabras
questions-kind-number = Un número
questions-kind-date = Un día
questions-kind-choice = Una de varias respuestas
questions-kind-wrong = Elija cómo se responde.
questions-text-en = La pregunta en inglés
questions-text-es = La pregunta en español
questions-text-wrong = Escriba la pregunta, con { $count } caracteres como máximo.
questions-choices-en = Las respuestas en inglés
questions-choices-es = Las respuestas en español
questions-choices-hint = Una en cada línea, en el mismo orden en los dos idiomas. Solo para una pregunta con varias respuestas.
questions-choices-wrong = De dos a doce respuestas, las mismas en los dos idiomas; las demás preguntas no tienen.
questions-required = Hay que responderla
questions-needed = Obligatoria
questions-add = Añadir
questions-up = Subir
questions-up-of = «{ $question }»
questions-retire = No preguntar más
questions-too-many = Ya se hacen tantas preguntas que no se pueden añadir más.
questions-notice-added = La pregunta se añadió.
questions-notice-retired = La pregunta ya no se hace. Sus respuestas se conservan.
