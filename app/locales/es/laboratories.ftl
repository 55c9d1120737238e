# Laboratorios que envían resultados, y sus mensajes.
laboratories-nav = Laboratorios
laboratories-title = Laboratorios
laboratories-lead = Quién envía resultados a este portal por sí mismo, y qué pasó con cada mensaje.
laboratories-add = Agregar un laboratorio
laboratories-none = Todavía no hay laboratorios
laboratories-none-advice = Agregue el primero con el botón de arriba. Hasta entonces sus mensajes se rechazan, y después se aceptan.
laboratories-last = Último mensaje { $time }
laboratories-last-none = Todavía ningún mensaje
laboratories-waiting = { $count ->
    [one] { $count } espera a un paciente
   *[other] { $count } esperan a un paciente
}
laboratories-refused = { $count } rechazados en los últimos 30 días
laboratories-paused = En pausa
laboratories-silent = Nada desde hace { $count } días

laboratories-ways = Cómo se conecta un laboratorio
laboratories-ways-lead = Los mensajes HL7 versión 2 con resultados (ORU^R01, versiones 2.3.1 a 2.5.1) se aceptan de tres maneras. Cada uno se contesta cuando está guardado.
laboratories-way-mllp = Por una conexión (MLLP)
laboratories-way-mllp-at = Dirección y puerto { $address }. El laboratorio se reconoce por el remitente que nombran sus mensajes (MSH-3 y MSH-4).
laboratories-way-mllp-off = Apagado. Defina mllp_listen en la configuración del servidor.
laboratories-way-http = Por HTTP
laboratories-way-http-at = Envíe cada mensaje con POST a { $address } como application/hl7-v2, con una clave del laboratorio: Authorization: Bearer CLAVE.
laboratories-way-file = Como archivos
laboratories-way-file-how = En el servidor: verbena import hl7 RUTA

laboratories-unknown = Remitentes que nadie ha registrado
laboratories-unknown-lead = Llegaron mensajes de ellos y se rechazaron. Diga qué laboratorio es, y lo que enviaron se acepta.
laboratories-unknown-about = { $count ->
    [one] { $count } mensaje, el último { $time }
   *[other] { $count } mensajes, el último { $time }
}
laboratories-unknown-sender = Remitente
laboratories-unknown-which = ¿Qué laboratorio es?
laboratories-unknown-is = Es este
laboratories-unknown-add = Agregar un laboratorio para { $sender }
laboratories-unknown-one = Todavía no registrado

laboratories-name = Nombre
laboratories-name-hint = Como los pacientes lo leen junto a sus resultados.
laboratories-name-wrong = Escriba el nombre, en una línea de { $count } caracteres como máximo.
laboratories-name-taken = Otro laboratorio tiene este nombre.
laboratories-senders = Cómo nombran sus mensajes al remitente
laboratories-senders-hint = Uno por línea: MSH-3 y MSH-4 con una barra en medio, como LIS|Bay Lab. Déjelo vacío si el laboratorio solo envía por HTTP.
laboratories-senders-wrong = Cada línea necesita una aplicación, un centro o ambos, como LIS|Bay Lab.
laboratories-senders-many = Un laboratorio tiene 20 remitentes como máximo.
laboratories-senders-taken = Otro laboratorio tiene el remitente { $sender }.
laboratories-zone = Zona horaria
laboratories-zone-hint = Para las horas que no nombran ninguna, como America/Chicago.
laboratories-zone-wrong = Escriba una zona horaria, como America/Chicago.
laboratories-charset = Letras
laboratories-charset-hint = Para mensajes que no nombran un juego de letras (MSH-18). La norma dice ASCII.
laboratories-charset-wrong = Elija uno de estos juegos de letras.
laboratories-authority = Cómo llama a sus números de expediente
laboratories-authority-hint = La autoridad de PID-3 con la que devuelve los números de expediente de la clínica. Déjelo vacío si no lo hace.
laboratories-trials = Aceptar mensajes de prueba y formación
laboratories-trials-hint = Los que llevan T o D en MSH-11. Sus resultados van a los expedientes como todos los demás.
laboratories-save = Guardar

laboratories-state = Pausa
laboratories-pause-advice = Mientras está en pausa, se le dice al laboratorio que envíe sus mensajes más tarde.
laboratories-pause = Poner este laboratorio en pausa
laboratories-resume-advice = Se le dice al laboratorio que envíe sus mensajes más tarde.
laboratories-resume = Aceptar sus mensajes de nuevo

laboratories-keys = Claves para HTTP
laboratories-keys-lead = Quien tiene una clave puede enviar resultados en nombre de este laboratorio. Cada una se muestra una sola vez.
laboratories-key-new = Crear una clave
laboratories-key-here = La clave nueva
laboratories-key-here-advice = Cópiela ahora y entréguela al laboratorio de forma segura. No se muestra otra vez.
laboratories-key-made = Creada { $time }
laboratories-key-used = último uso { $time }
laboratories-key-unused = nunca usada
laboratories-key-ended = terminada { $time }
laboratories-key-over = Terminada
laboratories-key-end = Terminar esta clave

laboratories-messages = Mensajes
laboratories-messages-of = Sus mensajes
laboratories-messages-lead = Todo lo que enviaron los laboratorios, tal como llegó, primero lo más reciente.
laboratories-messages-none = Ningún mensaje
laboratories-messages-none-advice = No llegó nada que corresponda. Muéstrelos todos, o vea cómo se conecta un laboratorio.
laboratories-all = Todos los laboratorios
laboratories-states-all = Todos
laboratories-laboratory = Laboratorio
laboratories-message-state = Qué pasó con él
laboratories-control-id = Identificador de control (MSH-10)
laboratories-control-id-none = Sin identificador de control
laboratories-received = Recibido
laboratories-times = Llegó { $count } veces
laboratories-came = Llegó
laboratories-came-mllp = por una conexión
laboratories-came-http = por HTTP
laboratories-came-file = como archivo
laboratories-state-waiting = Espera a un paciente
laboratories-state-filed = En un expediente
laboratories-state-refused = Rechazado
laboratories-state-declined = De nadie de aquí

laboratories-sender = Remitente
laboratories-written = Escrito
laboratories-came-times = Cuántas veces llegó
laboratories-orders = Órdenes que archivó
laboratories-faults = Qué se encontró
laboratories-fault = Error
laboratories-warning = Para revisar
laboratories-fault-code = Código { $code } (tabla HL7 0357)
laboratories-steps = Su camino
laboratories-step-received = Llegó
laboratories-step-repeated = Llegó otra vez, y nada cambió
laboratories-step-refused = Se rechazó, y se le dijo al remitente por qué
laboratories-step-waiting = Espera a que una persona diga de quién es
laboratories-step-matched = Se sabe de quién son los resultados
laboratories-step-filed = Sus resultados pasaron a un expediente
laboratories-step-declined = Sus resultados no son de nadie de aquí
laboratories-step-replayed = Se revisó otra vez
laboratories-step-removed = Sus resultados se sacaron de un expediente
laboratories-step-by = por { $name }
laboratories-again = Intentar de nuevo
laboratories-again-advice = El mensaje se revisa como si llegara ahora, con los laboratorios y pacientes que hay. Nada se archiva dos veces.
laboratories-again-button = Intentar de nuevo
laboratories-raw = El mensaje tal como llegó
laboratories-raw-lead = Cada línea es un segmento. Queda anotado que usted lo miró.
laboratories-raw-cut = { $count ->
    [one] { $count } letra más
   *[other] { $count } letras más
}
laboratories-raw-more = { $count ->
    [one] { $count } segmento más
   *[other] { $count } segmentos más
}

laboratories-notice-saved = El laboratorio está guardado.
laboratories-notice-caught-up = El laboratorio está guardado, y se aceptó lo que envió antes.
laboratories-notice-catching-up = El laboratorio está guardado. Envió mucho antes: se revisaron de nuevo los 200 mensajes más antiguos. Guarde otra vez para los siguientes.
laboratories-notice-paused = El laboratorio está en pausa.
laboratories-notice-resumed = Los mensajes del laboratorio se aceptan de nuevo.
laboratories-notice-key-ended = La clave terminó.
laboratories-notice-taken = El mensaje se revisó otra vez. Vea abajo qué pasó con él.
laboratories-notice-as-before = El mensaje se revisó otra vez. Nada cambió.
