# Buscar pacientes, abrir un historial con un motivo, el resumen de un historial, invitar.

patients-title = Pacientes
patients-lead = Busque a un paciente o elija uno de los suyos.
patients-search = Buscar a un paciente
patients-search-hint = Nombre en cualquier orden, fecha de nacimiento o número de historial. Por ejemplo: garcia maria, 03/02/1960.
patients-search-failed = La búsqueda no funcionó en este momento. Pulse Buscar para intentarlo de nuevo.
patients-search-slow = Hubo muchas búsquedas en poco tiempo. Espere un momento y pulse Buscar.
patients-too-short = Escriba al menos dos letras o cifras.
patients-found = { $count ->
    [0] No se encontró a ningún paciente.
    [one] Se encontró a un paciente.
   *[other] Se encontró a { $count } pacientes.
}
patients-too-many = Hay más de { $count } pacientes que coinciden. Añada otro nombre, la fecha de nacimiento o el número de historial.
patients-found-title = Resultados
patients-none = Ningún paciente coincide
patients-none-advice = Revise la ortografía, use menos palabras o busque por fecha de nacimiento o número de historial.
patients-mine = Mis pacientes
patients-mine-none = Todavía no tiene pacientes propios
patients-mine-none-advice = Aquí aparecen los pacientes de cuyo equipo de atención usted forma parte. A los demás los encuentra con la búsqueda.
patients-show-mine = Mostrar mis pacientes
patients-is-mine = En mi equipo de atención
patients-born = nació: { $date }
patients-born-age = nació: { $date } ({ $age })

reason-title = Este historial está cerrado
reason-lead = Usted no forma parte del equipo de atención de este paciente. Diga por qué necesita el historial y se abrirá para usted.
reason-patient = Paciente
reason-seen = El paciente verá que usted lo abrió y por qué
reason-seen-advice = { $count ->
    [one] Su nombre, la hora y su motivo quedan en el registro de accesos del paciente. El historial queda abierto para usted durante { $count } hora.
   *[other] Su nombre, la hora y su motivo quedan en el registro de accesos del paciente. El historial queda abierto para usted durante { $count } horas.
}
reason-purpose = ¿Por qué necesita este historial?
reason-purpose-missing = Elija por qué necesita el historial.
reason-text = Con sus propias palabras
reason-text-hint = Necesario para «otro motivo». El paciente leerá lo que usted escriba.
reason-text-missing = Escriba su motivo.
reason-text-long = Acorte su motivo a { $count } caracteres.
reason-button = Abrir el historial
reason-back = Volver a mis pacientes

purpose-treatment = Para atender al paciente
purpose-appointment = Para dar o preparar una cita
purpose-emergency = Una emergencia
purpose-request = Lo pidió el paciente o alguien en su nombre
purpose-other = Otro motivo

overview-title = Resumen
overview-critical-allergy = Alergia grave
overview-no-allergies = No hay alergias registradas
overview-no-allergies-advice = Eso no significa que no existan: pregunte al paciente.
overview-outside = Usted no forma parte del equipo de atención de este paciente
overview-outside-why = El historial está abierto para usted por el motivo que dio, que el paciente puede ver: { $why }
overview-results = Resultados, primero los fuera de rango
overview-all-results = Todos los resultados
overview-no-results = Sin resultados de laboratorio
overview-prescriptions = Recetas en uso
overview-all-prescriptions = Todas las recetas
overview-no-prescriptions = Sin recetas en uso
overview-visits = Próximas citas
overview-all-visits = Todas las citas
overview-no-visits = No hay ninguna cita prevista
overview-all-conditions = Todas las afecciones
overview-conditions = Afecciones activas
overview-no-conditions = Sin afecciones activas

invite-title = Invitación al portal
invite-lead = Con un código y su fecha de nacimiento, los pacientes abren su propia cuenta.
invite-has-account = Este paciente usa el portal
invite-has-account-since = La cuenta se creó el { $date }. No hace falta ninguna invitación.
invite-no-birth-date = Todavía no es posible invitar
invite-no-birth-date-advice = El historial no tiene una fecha de nacimiento completa, y el código se comprueba con ella. Complete primero la fecha de nacimiento en el historial.
invite-new-advice = Invite en papel o por correo electrónico. Una invitación vale por { $count } días y una sola vez.
invite-new = Hacer una carta de invitación
invite-again-advice = Ya hay una invitación en camino. Una nueva la anula: su código o enlace deja de funcionar.
invite-again = Hacer una carta nueva
invite-issued = Invitaciones hasta ahora
invite-issued-on = Emitida: { $date }
invite-open = En espera
invite-open-until = Se puede usar hasta: { $date }
invite-used = Usada
invite-used-on = Usada: { $date }
invite-expired = Vencida
invite-expired-on = Venció: { $date }
invite-letter-title = Carta de invitación
invite-letter-lead = Imprima esta página ahora: el código no se guarda y no se puede volver a mostrar.
invite-letter-done = Listo, volver a las invitaciones

letter-title = Su acceso a { $clinic } por internet
letter-greeting = Estimado/a { $name }:
letter-what = Ya puede leer sus resultados de laboratorio, recetas y citas en su teléfono o computadora. Son tres pasos:
letter-step-open = Abra esta dirección:
letter-step-code = Escriba este código y su fecha de nacimiento:
letter-step-account = Indique su correo electrónico y elija una contraseña. Desde entonces entrará con estos dos datos.
letter-what-staff = Se preparó una cuenta para su trabajo aquí. Tres pasos y estará dentro:
letter-what-helper = Le pidieron que ayude a { $name } con su atención médica. Lo que se comparta con usted podrá verlo en su teléfono o computadora. Tres pasos y estará dentro:
letter-step-code-email = Escriba este código y el correo electrónico con el que le invitaron:
letter-step-code-their = Escriba este código y la fecha de nacimiento de la persona a la que va a ayudar:
letter-step-password = Elija una contraseña. Desde entonces inicia sesión con su correo electrónico y esta contraseña.
letter-until = El código se puede usar una sola vez, hasta el { $date }.
letter-secret = Guarde esta carta para usted. La clínica nunca le pedirá el código ni su contraseña.
letter-help = Si algo no funciona, o si no esperaba esta carta, pregunte en la recepción de la clínica.
letter-help-phone = Si algo no funciona, o si no esperaba esta carta, llame a la clínica: { $phone }

invite-ended = Terminada
invite-ended-on = Retirada o reemplazada: { $date }
invite-on-paper = En papel
invite-on-paper-advice = Imprima la carta y entréguela al paciente. Su código se muestra una sola vez.
invite-by-mail = Por correo electrónico
invite-by-mail-hint = El enlace del mensaje pide la fecha de nacimiento. Después el paciente inicia sesión con este correo.
invite-mail-button = Enviar la invitación
invite-letter = Carta en papel
invite-mail-sent = Enviada a { $email }
invite-mail-waiting = El mensaje a { $email } espera ser enviado
invite-mail-failed = El mensaje a { $email } no se pudo entregar. Revise el correo e invite de nuevo.
invite-mail-to = Mensaje a { $email }
invite-revoke = Retirarla

patients-register = Registrar a un paciente
register-title = Registrar a un paciente
register-lead = Para alguien que todavía no tiene historial aquí. Busque primero: un segundo historial oculta la mitad de lo que se sabe.
register-given = Nombres
register-given-hint = Como en un documento oficial, 100 caracteres como máximo.
register-given-missing = Escriba el nombre.
register-family = Apellidos
register-family-missing = Escriba los apellidos.
register-born = Fecha de nacimiento
register-born-wrong = Escriba la fecha de nacimiento: un día que no esté en el futuro.
register-sex = Sexo
register-sex-missing = Elija el sexo, o que no está registrado.
register-phone = Teléfono
register-email-hint = Solo del paciente: allí llegan las invitaciones.
register-language = Idioma para hablar
register-not-known = No se sabe
register-none = Todavía ninguno
register-address = Calle y número
register-city = Ciudad
register-state = Estado
register-postal-code = Código postal
register-number-hint = Déjelo vacío para recibir el siguiente número libre.
register-number-taken = Otro historial tiene este número. Deje el campo vacío para recibir el siguiente libre.
register-doctor = Médico
register-place = Lugar de atención
register-too-long = Acórtelo a { $count } caracteres, en una línea.
register-button = Registrar
register-similar = Es posible que esta persona ya tenga un historial
register-similar-advice = Mire primero estos historiales. Si ninguno es de la misma persona, regístrela de todos modos.
register-similar-title = Historiales con la misma fecha de nacimiento y un nombre parecido
register-anyway = Ninguno de estos: registrar de todos modos
patients-today = Hoy
patients-visits-today = { $count ->
    [one] Hoy tiene una cita
   *[other] Hoy tiene { $count } citas
}
patients-visits-asked = { $count ->
    [one] Se ha pedido una cita que espera respuesta
   *[other] Se han pedido { $count } citas que esperan respuesta
}
