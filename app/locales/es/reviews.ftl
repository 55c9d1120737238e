# Informes que esperan a un médico, resultados críticos, tareas y preguntas sobre resultados.

reviews-nav = Resultados
reviews-nav-tasks = Tareas
reviews-title = Resultados por revisar
reviews-lead = Informes de laboratorios que nadie ha marcado todavía: primero los críticos, y de cada clase primero los más antiguos.
reviews-parts = Partes de la bandeja
reviews-mine = Míos
reviews-nobodys = De nadie
reviews-everyones = De todos
reviews-questions = Preguntas
reviews-none = No espera ningún informe
reviews-none-mine = Aquí aparecen los informes que usted pidió, o de pacientes de quienes es médico, cuando los envía un laboratorio.
reviews-none-nobodys = Aquí aparecen, para todos los que recetan, los informes de los que nadie en particular es responsable.
reviews-none-everyones = Aquí están los informes de todos los pacientes hasta que alguien que receta los marca como vistos.
reviews-to-look-at = Por mirar
reviews-all-normal = Todo en rango
reviews-all-normal-advice = Todos los resultados de estos informes están en el rango del laboratorio y no llevan comentario. Marque los que haya mirado.
reviews-seen-many = Vistos: todos los marcados
reviews-none-ticked = No hay nada marcado. Marque los informes que haya mirado.
reviews-some-left = { $left ->
    [one] Vistos: { $seen }. Quedó { $left }: cambió, alguien ya lo marcó o el expediente del paciente está cerrado para usted. Ábralo para verlo.
   *[other] Vistos: { $seen }. Quedaron { $left }: cambiaron, alguien ya los marcó o los expedientes de los pacientes están cerrados para usted. Ábralos para verlos.
}
reviews-tick = { $name }: { $report }
reviews-born = Nacimiento: { $date }
reviews-arrived = Llegó { $time }
reviews-of = Para { $name }
reviews-raised = Nadie se ha hecho cargo todavía
reviews-rank = Con qué urgencia
reviews-rank-critical = Crítico
reviews-rank-abnormal = Fuera de rango
reviews-rank-to-read = Por leer
reviews-rank-normal = Todo en rango
reviews-why = Por qué otra vez
reviews-why-final = Llegó algo más, o ahora es definitivo.
reviews-why-corrected = El laboratorio lo corrigió.
reviews-finding = { $name } ({ $flag })
reviews-finding-critical = crítico para esta clínica
reviews-more-findings = { $count ->
    [one] { $count } más
   *[other] { $count } más
}
reviews-questions-none = No espera ninguna pregunta
reviews-questions-none-advice = Aquí está lo que los pacientes preguntan sobre un resultado hasta que se responde.
reviews-asked = Preguntó { $who }, { $time }
reviews-asked-helper = { $name }, que ayuda al paciente

reviews-of-report = Revisión: { $report }
reviews-review = Revisar este informe
reviews-next = Siguiente informe
reviews-out = Fuera de rango
reviews-came = Llegó
reviews-responsible = Responsable
reviews-responsible-nobody = Nadie en particular
reviews-seen-by = Visto
reviews-column-course = Evolución
reviews-whole-report = El informe completo
reviews-by = { $name }, { $time }

reviews-in-hand = Crítico: ¿quién se hace cargo?
reviews-in-hand-advice = Cada 30 minutos salen mensajes hasta que alguien responda. Lo que escriba se guarda con su nombre y la hora.
reviews-in-hand-words = Qué hace al respecto
reviews-in-hand-hint = Por ejemplo: a quién llamó y cuándo.
reviews-in-hand-button = Me hago cargo
reviews-in-hand-missing = Escriba qué hace al respecto.
reviews-in-hand-already = Mientras tanto alguien respondió. Lea abajo quién se hace cargo.

reviews-tick-off = Marcar como visto
reviews-comment = Escribir al paciente
reviews-seen-shows = El paciente todavía no ve este informe. Cuando lo marque como visto, se le muestra.
reviews-seen-raised = Diga primero quién se hace cargo
reviews-seen-raised-advice = Un informe crítico puede marcarse como visto cuando alguien se ha hecho cargo.
reviews-seen = Visto
reviews-seen-next = Visto, y el siguiente informe
reviews-seen-already = Mientras tanto alguien lo marcó como visto.
reviews-changed = El informe cambió desde que lo abrió. Mírelo otra vez y luego márquelo.
reviews-comment-english = Comentario para el paciente, en inglés
reviews-comment-spanish = Comentario para el paciente, en español
reviews-comment-hint = El paciente lo lee junto a los resultados: en su idioma, o si no en el otro.
reviews-comment-only = Enviar solo el comentario
reviews-comment-missing = Escriba algo en uno de los idiomas.
reviews-too-long = Escriba como máximo { $count } caracteres.

reviews-story = Qué pasó
reviews-step-new = Llegó el informe
reviews-step-final = Llegó de nuevo, con más datos o como definitivo
reviews-step-corrected = Llegó una corrección
reviews-step-seen = Visto por { $name }
reviews-step-raised = Señalado como crítico
reviews-step-answered = { $name } se hace cargo
reviews-calls = { $count ->
    [one] Se envió { $count } ronda de mensajes sobre lo crítico.
   *[other] Se enviaron { $count } rondas de mensajes sobre lo crítico.
}

reviews-alarm-title = Espera un resultado crítico
reviews-alarm = { $count ->
    [one] Nadie se ha hecho cargo todavía, desde { $time }.
   *[other] { $count } informes críticos esperan a alguien que se haga cargo, el más antiguo desde { $time }.
}
reviews-alarm-open = Abrir la lista
reviews-alarm-tell = Avise enseguida a alguien que recete.
reviews-alarm-unmatched = { $count ->
    [one] Un mensaje con algo crítico espera desde { $time }: no está claro de quién es.
   *[other] { $count } mensajes con algo crítico esperan: no está claro de quién son. El más antiguo llegó { $time }.
}
reviews-alarm-match = Decir de quién es

reviews-tasks = Tareas
reviews-task-kind = ¿Qué hay que hacer?
reviews-task-kind-missing = Elija qué hay que hacer.
reviews-task-call = Llamar al paciente
reviews-task-follow-up = Seguimiento
reviews-task-words = En palabras
reviews-task-hint = Lo que el paciente debe oír, o lo que hay que pedir.
reviews-task-words-missing = Escriba qué hay que hacer.
reviews-task-due = Para el
reviews-task-due-wrong = Escriba un día a partir de hoy, dentro de tres años.
reviews-task-add = Añadir la tarea
reviews-task-patient = Paciente
reviews-task-phone = Teléfono
reviews-task-report = Informe
reviews-task-made = La pidió
reviews-task-ended = La hizo
reviews-task-done-by = Hecho: { $who }
reviews-task-outcome = Cómo fue
reviews-task-how = ¿Cómo fue?
reviews-task-done = Hecho
reviews-task-over = Mientras tanto alguien lo hizo.
reviews-due = Para el { $date }
reviews-tasks-title = Tareas
reviews-tasks-lead = Llamadas y seguimientos que pidieron quienes recetan, por el día en que vencen.
reviews-tasks-parts = Tareas pendientes y hechas
reviews-tasks-open = Por hacer
reviews-tasks-done = Hechas
reviews-tasks-none = No hay nada que hacer
reviews-tasks-none-done = Todavía no se ha hecho nada
reviews-tasks-none-advice = Quien receta añade una tarea al revisar un informe.

reviews-said = De su clínica
reviews-said-to-patient = Comentarios para el paciente
reviews-in-language = Escrito en: { $language }
reviews-withdrawn = La clínica retiró este comentario el { $when }. Si ya hizo algo por lo que decía, llame a la clínica.
reviews-withdrawn-by = Retirado por { $who }, { $when }. El paciente ya no lo lee.
reviews-withdraw = Retirar este comentario
reviews-withdraw-lead = El paciente leerá entonces que el comentario se retiró, y ya no lo que dice. Un mensaje le avisa de que hay algo nuevo. La clínica lo sigue viendo. Si es posible que ya haya hecho algo por él, llámele.
reviews-withdraw-button = Retirarlo
reviews-ask = Hacer una pregunta sobre este resultado
reviews-ask-title = Preguntar sobre un resultado
reviews-ask-lead = Su pregunta sobre “{ $report }” va a su clínica. La respuesta aparece junto al resultado, y un mensaje le avisa de que está ahí.
reviews-ask-urgent = Esto no es para emergencias: puede que hoy no lo lea nadie. Si se siente muy mal, llame a la clínica o al 911.
reviews-ask-words = Su pregunta
reviews-ask-hint = Como máximo 1,000 caracteres.
reviews-ask-send = Enviar la pregunta
reviews-ask-missing = Escriba su pregunta.
reviews-ask-long = Escriba como máximo 1,000 caracteres.
reviews-ask-many = { $count } de sus preguntas esperan respuesta. Podrá preguntar otra vez cuando se responda una; llame a la clínica si no puede esperar.
reviews-question = Pregunta sobre un resultado
reviews-question-waits = La clínica todavía no ha respondido.
reviews-answer = Respuesta
reviews-answer-advice = La respuesta aparece junto al resultado. A quien preguntó le avisa un mensaje que no dice nada de ella.
reviews-answer-words = Su respuesta
reviews-answer-send = Enviar la respuesta
reviews-answer-wrong = Escriba una respuesta de { $count } caracteres como máximo.
reviews-answered-already = Mientras tanto alguien respondió.

reviews-limits-link = Valores críticos de la clínica
reviews-limits-title = Valores críticos
reviews-limits-lead = Un resultado más allá de uno de estos límites es crítico, diga lo que diga el laboratorio. Lo que el laboratorio mismo llama crítico lo es en todo caso.
reviews-limits-now = En vigor
reviews-limits-none = La clínica no ha puesto límites propios. Solo cuentan las marcas de los laboratorios.
reviews-limits-add = Añadir un límite
reviews-limits-advice = Cuenta para lo que llegue desde ahora. Los resultados en otra unidad no se convierten: se presentan a quien receta para que los lea.
reviews-limits-ended = Terminados
reviews-limit-name = Prueba
reviews-limit-name-wrong = Escriba un nombre de 100 caracteres como máximo.
reviews-limit-code = Código LOINC
reviews-limit-code-hint = Por ejemplo 2823-3 para el potasio.
reviews-limit-code-wrong = Esto no es un código LOINC: cifras, un guion y una cifra de control.
reviews-limit-unit = Unidad
reviews-limit-unit-hint = En UCUM, como la envía el laboratorio, por ejemplo mmol/L. Las mayúsculas y minúsculas cuentan.
reviews-limit-unit-wrong = Escriba una unidad de 40 caracteres como máximo.
reviews-limit-low = Crítico por debajo de
reviews-limit-high = Crítico por encima de
reviews-limit-number-wrong = Escriba un número con punto decimal, como 2.5.
reviews-limit-neither = Escriba un límite inferior, uno superior o ambos.
reviews-limit-order = El límite inferior debe estar por debajo del superior.
reviews-limit-twice = Ya hay un límite para esta prueba y unidad. Termínelo primero.
reviews-limit-below = por debajo de { $value }
reviews-limit-above = por encima de { $value }
reviews-limit-end = Terminar este límite
reviews-limit-ended-by = Terminado: { $who }

reviews-notice-seen = El informe está marcado como visto.
reviews-notice-seen-many = Los informes están marcados como vistos.
reviews-notice-comment = El comentario se envió.
reviews-notice-withdrawn = El comentario está retirado.
reviews-notice-held = Queda anotado que usted se hace cargo.
reviews-notice-task = La tarea se añadió.
reviews-notice-task-done = La tarea está hecha.
reviews-notice-asked = Su pregunta se envió. Un mensaje le avisará cuando haya respuesta.
reviews-notice-answered = La respuesta se envió.
reviews-notice-limits = Los valores críticos se guardaron.
