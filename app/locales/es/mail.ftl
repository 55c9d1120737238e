# What mails say. A mail can be read by others: no name, nothing about health, and nothing that only the recipient may know
# besides the link or the code itself.
mail-greeting = Hola:
mail-link-as-text = Si el botón no funciona, copie esta dirección en su navegador:
mail-until = El enlace funciona hasta el { $time }.
mail-not-you = Si no esperaba este mensaje, puede ignorarlo: no pasa nada sin usted.
mail-from-portal = Este mensaje lo envió el portal de pacientes de { $clinic }. Nadie lee las respuestas: por favor, llámenos.
mail-from-portal-reply = Este mensaje lo envió el portal de pacientes de { $clinic }.
mail-phone = Teléfono: { $phone }
mail-never-asks = Nunca le pedimos su contraseña por correo ni por teléfono.
mail-end-notices = Si ya no quiere recibir avisos como este, abra esta dirección:
mail-end-notices-link = No más avisos como este

mail-invitation-subject = Su invitación al portal
mail-invitation-patient = { $clinic } le invita a su portal de pacientes. Elija una contraseña y podrá ver sus propias páginas cuando quiera.
mail-invitation-staff = { $clinic } le invita a su portal como persona que trabaja allí. Elija una contraseña y podrá empezar.
mail-invitation-helper = Alguien le pide ayuda con el portal de pacientes de { $clinic }. Abra la invitación para ver quién es y decida si quiere ayudar.
mail-invitation-setup = Prepare el portal de { $clinic } como su primer administrador.
mail-invitation-button = Abrir la invitación

mail-verification-subject = Confirme su correo electrónico, por favor
mail-verification = Esta dirección se escribió en el portal de pacientes de { $clinic }. Por favor, confirme que es suya.
mail-verification-button = Confirmar esta dirección

mail-change-subject = Su correo electrónico va a cambiar
mail-change = Alguien pidió que los mensajes del portal de pacientes de { $clinic } vayan a una dirección distinta de esta. Si fue usted, no tiene que hacer nada.
mail-change-advice = Si no fue usted, anúlelo ahora. Se cerrarán todas sus sesiones y conviene que elija una contraseña nueva.
mail-change-call = Si no fue usted, llámenos, por favor.
mail-change-button = Anular el cambio

mail-reset-subject = Elija una contraseña nueva
mail-reset = Usted pidió una contraseña nueva para el portal de pacientes de { $clinic }.
mail-reset-button = Elegir una contraseña

mail-password-subject = Su contraseña cambió
mail-password = Se cambió la contraseña de su cuenta en el portal de pacientes de { $clinic }. Si fue usted, no tiene que hacer nada.
mail-password-advice = Si no fue usted, elija enseguida una contraseña nueva y llámenos.
mail-password-button = Elegir una contraseña nueva

mail-code-subject = Su código para entrar
mail-code = Escriba este código para entrar en el portal de pacientes de { $clinic }:
mail-code-until = Funciona hasta el { $time } y una sola vez.
mail-code-advice = No se lo dé a nadie. Si no está entrando en este momento, otra persona sabe su contraseña: por favor, elija una nueva.

mail-factor-subject = Cambió su forma de entrar
mail-factor = Se agregó, se quitó o se agotó una forma de confirmar su entrada en el portal de pacientes de { $clinic }. Si fue usted, no tiene que hacer nada.
mail-factor-advice = Si no fue usted, entre, revise lo que está configurado, elija una contraseña nueva y llámenos.
mail-factor-button = Ver cómo entra usted

mail-helper-added-subject = Ahora alguien puede ayudarle
mail-helper-added = Ahora alguien puede ver partes de sus páginas en el portal de pacientes de { $clinic }. Entre para ver quién es, qué partes ve y hasta cuándo; puede terminarlo cuando quiera.
mail-helper-added-button = Ver quién le ayuda

mail-helper-ended-subject = Su acceso terminó
mail-helper-ended = Ya no ayuda a una persona en el portal de pacientes de { $clinic }. Entre para ver a quién ayuda ahora.
mail-helper-ended-button = Abrir el portal

mail-record-opened-subject = Alguien abrió sus páginas
mail-record-opened = Alguien que no es de su equipo habitual abrió sus páginas en el portal de pacientes de { $clinic }. Entre para ver quién fue y qué motivo dio.
mail-record-opened-button = Ver quién miró

mail-profile-subject = Respondimos a su solicitud
mail-profile = La clínica respondió a un cambio de sus datos que usted pidió en el portal de pacientes de { $clinic }.
mail-profile-button = Ver la respuesta

mail-prescriber-subject = Su nuevo permiso está confirmado
mail-prescriber = Otra persona confirmó un permiso que se propuso para usted en el portal de { $clinic }. Vale desde la próxima vez que entre. Si no lo esperaba, avise a su administrador.
mail-prescriber-button = Abrir su cuenta

mail-portal-news-subject = Novedades en su portal
mail-portal-news = Hay algo nuevo para usted en el portal de pacientes de { $clinic }. Por su privacidad, este mensaje no dice qué es.
mail-portal-news-button = Leerlo en el portal

mail-inbox-subject = Algo espera en su bandeja
mail-inbox = Algo en el portal de { $clinic } espera su respuesta o pide su atención.
mail-inbox-button = Abrir su bandeja
mail-replied-subject = Una respuesta en su portal
mail-replied = Hay una respuesta a lo que usted preguntó en el portal de pacientes de { $clinic }. Por su privacidad este mensaje no dice qué.
mail-urgent-subject = Algo no puede esperar
mail-urgent = Algo en el portal de { $clinic } no puede esperar, y nadie se ha hecho cargo todavía.
mail-urgent-button = Abrir el portal
mail-urgent-advice = Este mensaje vuelve cada 30 minutos hasta que alguien diga en el portal que se hace cargo.

mail-pharmacy-subject = Un documento para su farmacia
mail-pharmacy = { $clinic } tiene un documento para su farmacia sobre una persona que irá a verlos. Se abre con un código.
mail-pharmacy-button = Abrir el documento
mail-pharmacy-advice = La persona trae el código, o llámenos para pedirlo. Sin el código no se muestra nada. ¿Este mensaje no es para usted? Entonces bórrelo, por favor.

mail-test-subject = Mensaje de prueba
mail-test = El correo del portal de { $clinic } funciona: este mensaje le llegó.
mail-test-button = Abrir el portal

# The pages of administrators.
mail-title = Correo
mail-lead = Cómo envía mensajes el portal y qué pasó con ellos.
mail-state = Cómo se envía el correo
mail-way = Vía
mail-way-smtp = Por el servidor de correo { $host }, puerto { $port }
mail-way-file = Se escribe en archivos del servidor, para hacer pruebas
mail-way-memory = Se guarda en la memoria, para pruebas
mail-way-none = Sin configurar
mail-from = Remitente
mail-security = Protección
mail-user = Entra como
mail-waiting = En espera
mail-oldest = El más antiguo espera desde
mail-not-set-up = El correo no está configurado
mail-not-set-up-advice = No se puede enviar nada. Las invitaciones, los códigos y los avisos esperan hasta que se indique un servidor de correo.
mail-waits-long = El correo no está saliendo
mail-waits-long-advice = El mensaje más antiguo espera desde el { $time }. El registro de envíos dice qué responde el servidor de correo.
mail-set-elsewhere = Estos ajustes se hacen donde funciona el servidor
mail-set-elsewhere-advice = Están en verbena.toml, en el entorno o en la línea de comandos (smtp_host y las claves siguientes), y solo se pueden cambiar allí.
mail-change-settings = Cambiar los ajustes
mail-set-up = Configurar el correo
mail-send-test = Enviar un mensaje de prueba
mail-open-log = Registro de envíos
mail-open-files = Mensajes escritos
mail-back = Correo
mail-settings-title = Servidor de correo
mail-settings-lead = El portal envía por un servidor de correo (SMTP). Su proveedor de correo le da estos datos. Valen desde el próximo mensaje.
mail-field-from = Dirección del remitente
mail-field-from-hint = Los mensajes salen de esta dirección; su servidor de correo debe aceptarla. Como máximo { $count } caracteres.
mail-field-reply = Dirección para respuestas
mail-field-reply-hint = Adónde van las respuestas, si alguien las lee. Como máximo { $count } caracteres.
mail-field-host = Servidor de correo
mail-field-host-hint = Su nombre, por ejemplo mail.example.org. Como máximo { $count } caracteres.
mail-field-port = Puerto
mail-field-port-hint = Normalmente 465 con TLS y 587 con STARTTLS.
mail-field-security = Protección de la conexión
mail-security-tls = TLS
mail-security-tls-hint = Protegida desde el primer byte. Lo mejor si el servidor lo ofrece.
mail-security-starttls = STARTTLS
mail-security-starttls-hint = Protegida después del saludo. Sin protección no se envía nada.
mail-security-none = Ninguna
mail-security-none-hint = Solo para un servidor de correo en esta misma máquina.
mail-field-user = Nombre de usuario
mail-field-user-hint = Déjelo vacío si el servidor no lo pide. Como máximo { $count } caracteres.
mail-field-password = Contraseña
mail-field-password-hint = Se guarda cifrada y nunca se muestra. Como máximo { $count } caracteres.
mail-field-password-kept = Hay una contraseña guardada. Deje esto vacío para seguir usándola. Como máximo { $count } caracteres.
mail-field-timeout = Paciencia en segundos
mail-field-timeout-hint = Cuánto puede tardar el envío de un mensaje, de { $least } a { $most }.
mail-field-authority = Certificado de su propia autoridad
mail-field-authority-hint = Solo si el certificado de su servidor de correo no viene de una autoridad pública: el texto entre BEGIN y END CERTIFICATE, con esas líneas. Como máximo { $count } caracteres.
mail-save = Guardar
mail-flaw-from = Escriba una dirección de correo, por ejemplo portal@example.org.
mail-flaw-reply = Escriba una dirección de correo o déjelo vacío.
mail-flaw-host = Escriba el nombre del servidor de correo: letras, cifras, puntos y guiones.
mail-flaw-port = Escriba el puerto, un número de 1 a 65535.
mail-flaw-security = Elija cómo se protege la conexión.
mail-flaw-unprotected = Sin protección, otros podrían leer los mensajes y la contraseña en el camino. Elija TLS o STARTTLS; «Ninguna» es solo para un servidor de correo en esta máquina (localhost).
mail-flaw-user = Escriba el nombre de usuario que corresponde a la contraseña, como máximo { $count } caracteres.
mail-flaw-password = Escriba la contraseña que corresponde al usuario, como máximo { $count } caracteres.
mail-flaw-timeout = Escriba los segundos, de { $least } a { $most }.
mail-flaw-authority = Este certificado no se puede leer. Péguelo entero, con las líneas BEGIN CERTIFICATE y END CERTIFICATE.
mail-test-title = Enviar un mensaje de prueba
mail-test-lead = El mensaje se envía enseguida y usted ve qué responde el servidor de correo.
mail-field-test-to = Enviarlo a
mail-field-test-to-hint = Una dirección de correo, como máximo { $count } caracteres.
mail-flaw-test-to = Escriba una dirección de correo, por ejemplo nombre@example.org.
mail-test-send = Enviar ahora
mail-test-sent = El servidor de correo aceptó el mensaje
mail-test-sent-advice = Mire si llega, también entre el correo no deseado.
mail-test-failed = El mensaje no se envió
mail-test-failed-advice = Cambie los ajustes si la respuesta de abajo lo indica y pruebe otra vez.
mail-answer = Respuesta
mail-log-title = Registro de envíos
mail-log-lead = Todos los mensajes que el portal tenía que enviar, los más nuevos primero. Las direcciones están abreviadas.
mail-log-show = Qué mensajes
mail-log-all = Todos
mail-state-waiting = En espera
mail-state-sent = Enviado
mail-state-failed = Fallido
mail-state-cancelled = Detenido
mail-state-unwanted = Ya no hace falta
mail-state-under-way = Enviándose
mail-log-kind = Qué
mail-log-recipient = Para
mail-log-time = Hora
mail-log-tries = Intentos
mail-log-next = Próximo intento: { $time }
mail-log-retry = Enviar ahora
mail-log-stop = Detener
mail-log-restored = Esperaba en una copia de seguridad y se detuvo al restaurarla: quizá se envió antes.
mail-log-sent-anew = No se envía desde aquí: se avisó a quien recetó, que envía un enlace nuevo desde la receta.
mail-log-nobody = Aún sin buscar
mail-log-none = Ningún mensaje
mail-log-none-advice = Aquí aparecerá lo que envíe el portal.
mail-kind-invitation = Invitación
mail-kind-verification = Confirmar una dirección
mail-kind-change = Cambio de dirección
mail-kind-reset = Contraseña nueva
mail-kind-password = Contraseña cambiada
mail-kind-code = Código para entrar
mail-kind-factor = Cambio del segundo factor
mail-kind-helper-added = Ayudante nuevo
mail-kind-helper-ended = Fin de la ayuda
mail-kind-record-opened = Historia abierta
mail-kind-profile = Respuesta sobre el perfil
mail-kind-prescriber = Permiso confirmado
mail-kind-prescription = Novedad de receta
mail-kind-inbox = Bandeja de entrada
mail-kind-result = Novedad sobre resultados
mail-kind-answer = Respuesta a una pregunta
mail-kind-critical = Algo que no puede esperar
mail-kind-pharmacy = Receta para una farmacia
mail-kind-test = Mensaje de prueba
mail-kind-unknown = Desconocido
mail-files-title = Mensajes escritos
mail-files-lead = Aquí el correo no se envía, sino que se escribe en archivos. Se muestran los más nuevos; sus enlaces funcionan.
mail-files-none = Todavía no se escribió ningún mensaje
mail-files-none-advice = Invite a alguien o envíe un mensaje de prueba.
mail-file-headers = Encabezados
mail-file-text = Texto
mail-file-html = Como lo muestra un programa de correo
mail-file-open-html = Abrir el mensaje con formato

# The page where a link in a notice leads.
end-notices-title = Terminar los avisos
end-notices-record = Este enlace le llegó en un mensaje del portal. Aquí puede decir que no quiere más mensajes sobre quién abrió sus páginas ni sobre las respuestas de la clínica.
end-notices-appointments = Este enlace le llegó en un mensaje del portal. Aquí puede decir que no quiere más mensajes sobre sus visitas.
end-notices-helpers = Este enlace le llegó en un mensaje del portal. Aquí puede decir que no quiere más mensajes sobre las personas que le ayudan.
end-notices-prescriptions = Recibió este enlace en un mensaje del portal. Aquí puede decir que no quiere más mensajes sobre lo que pasa con sus recetas.
end-notices-results = Recibió este enlace en un mensaje del portal. Aquí puede decir que no quiere más mensajes sobre novedades en sus resultados.
end-notices-reminders = Este enlace le llegó en un recordatorio de una cita. Aquí puede decir que no quiere más recordatorios en esta dirección.
end-notices-reminders-stay = Si una cita se reserva, se cambia o se cancela, se lo seguiremos avisando.
end-notices-reminders-again = Volver a enviar recordatorios
end-notices-stay = Los mensajes sobre su contraseña y su forma de entrar se envían siempre, por su seguridad.
end-notices-button = No más mensajes de este tipo
end-notices-done = Listo: no recibirá más de estos mensajes
end-notices-done-advice = Si cambia de opinión, entre y mire en su perfil.
end-notices-bad = Este enlace no funciona
end-notices-bad-advice = No está completo o es demasiado antiguo. Entre y elija en su perfil qué mensajes quiere.
end-notices-sign-in = Entrar

notice-mail-saved = El servidor de correo está guardado. Envíe un mensaje de prueba para ver si funciona.
notice-mail-retried = El mensaje se envía otra vez ahora.
notice-mail-stopped = El mensaje se detuvo.
