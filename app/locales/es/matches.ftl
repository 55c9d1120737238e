# Resultados de los que una persona debe decir de quién son.
matches-nav = Sin paciente
matches-title = Resultados sin paciente
matches-lead = Los laboratorios enviaron estos resultados y no es seguro de quién son. No están en ningún expediente hasta que alguien lo decida.
matches-empty = No hay resultados en espera
matches-empty-advice = Aquí aparecerán los resultados que no son claramente de un paciente.
matches-cut = Se muestran los primeros { $shown } de { $count }.
matches-nameless = Sin nombre
matches-urgent = No puede esperar
matches-came = llegó { $date }
matches-born-unknown = sin fecha de nacimiento

matches-why-nobody = Nadie aquí se parece a esta persona.
matches-why-doubtful = Alguien aquí se parece a esta persona, pero no en todo.
matches-why-several = Más de un paciente coincide.
matches-why-deceased = El paciente que coincide había muerto cuando se tomó la muestra.
matches-why-another = El laboratorio envió antes la misma orden para otro paciente.
matches-why-removed = Estos resultados se quitaron de un expediente.

matches-person = Nacimiento, sexo
matches-numbers = Números
matches-laboratory = Laboratorio
matches-received = Llegada
matches-taken = Toma de la muestra
matches-ordered = Pedido
matches-orderer = Pedido por

matches-candidates = Quién puede ser
matches-no-candidates = No se conoce aquí a nadie con un nombre parecido ni con la misma fecha de nacimiento. Busque al paciente abajo o regístrelo.
matches-whose = ¿De quién son estos resultados?
matches-choose = Elija al paciente.
matches-same-number = El número del laboratorio es conocido para este paciente
matches-same-person = Mismo nombre, fecha de nacimiento y sexo
matches-searched = Encontrado con su búsqueda: compare el nombre y la fecha de nacimiento
matches-doubt-authority = El número coincide, pero no se dice de quién es el número
matches-doubt-number = El laboratorio conoce a este paciente con otro número
matches-doubt-name = Otro nombre
matches-doubt-family = El apellido coincide en parte
matches-doubt-given = El nombre coincide en parte
matches-doubt-swapped = Nombre y apellido están intercambiados
matches-doubt-suffix = Otro sufijo, como Jr.
matches-doubt-birth = Otra fecha de nacimiento
matches-doubt-no-birth = Falta la fecha de nacimiento
matches-doubt-sex = Otro sexo
matches-doubt-no-sex = Falta el sexo
matches-remember = Recordar el número del laboratorio para este paciente
matches-remember-hint = Los resultados posteriores con este número se archivan sin preguntar, mientras el nombre, la fecha de nacimiento y el sexo no lo contradigan.
matches-file = Archivar en este expediente

matches-search = Otra persona
matches-search-label = Nombre, fecha de nacimiento o número de expediente
matches-search-button = Buscar
matches-search-none = No se encontró a nadie. Pruebe con parte del nombre, la fecha de nacimiento o el número de expediente.
matches-register = Registrar a un paciente nuevo
matches-register-hint = Después de registrarlo, vuelva aquí: el paciente estará entre los posibles.

matches-decline = Nadie de aquí
matches-note = Por qué
matches-note-hint = Por ejemplo: enviado a la clínica equivocada. Hasta { $count } caracteres.
matches-decline-button = Estos resultados no son de nadie de aquí

matches-is-declined = Alguien dijo que estos resultados no son de nadie de aquí
matches-is-declined-advice = Se guardan con el mensaje y no están en ningún expediente.
matches-reopen = Ponerlos en espera otra vez
matches-is-filed = Estos resultados están archivados
matches-is-filed-advice = Están en el expediente de un paciente. Si es un error, abra allí el informe y elija de dónde viene.
matches-open-record = Abrir el expediente
matches-back = Volver a la lista

matches-refused-changed = Otra persona lo decidió mientras tanto. Mírelo de nuevo abajo.
matches-refused-patient = Este paciente ya no está aquí. Elija de nuevo.
matches-refused-note = Diga por qué, en hasta 500 caracteres.
matches-refused-unreadable = Este mensaje ya no se puede leer con las reglas de su laboratorio. Pregunte a su administrador.

matches-notice-filed = Los resultados están ahora en el expediente.
matches-notice-declined = Los resultados quedan marcados como de nadie de aquí.
matches-notice-reopened = Los resultados esperan otra vez.
matches-notice-removed = Los resultados se quitaron del expediente y esperan otra vez.

matches-origin = De dónde viene este informe
matches-origin-lead = Cada mensaje del laboratorio que trajo este informe o lo cambió.
matches-origin-none = Ningún mensaje de un laboratorio trajo este informe: llegó con los expedientes de otro sistema o se anotó de otra manera.
matches-origin-report = Informe
matches-origin-back = Volver al informe
matches-message-of = Mensaje del { $date }
matches-control-id = Su nombre en el laboratorio
matches-order-number = Número de orden
matches-sent = Escrito
matches-warnings = Para revisar
matches-not-theirs = Estos resultados no son de este paciente
matches-not-theirs-lead = Todo lo que trajo este mensaje queda marcado como registrado por error, aquí y para el paciente. Espera otra vez hasta que alguien diga de quién es, junto con los demás mensajes de la misma orden, y el número del laboratorio se olvida para este paciente.
matches-remove-note = ¿Cómo lo sabe?
matches-remove = Quitarlos de este expediente
matches-gone = Los resultados de este mensaje ya no están en este expediente.
