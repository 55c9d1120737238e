# Análisis y signos vitales: listas, un informe, la evolución de una prueba.

labs-lead = Sus resultados tal como los envió el laboratorio, cada uno con el rango del propio laboratorio.
labs-ways = Formas de ver los resultados
labs-by-panel = Por panel
labs-by-test = Por prueba
labs-search = Panel o prueba
labs-show = Mostrar
labs-show-all = Todos los resultados
labs-show-out = Solo resultados fuera de rango
labs-none = Todavía no hay análisis
labs-none-advice = Cuando un laboratorio envía resultados a su clínica, aparecen aquí. Pregunte a la clínica si espera alguno.
labs-none-advice-chart = Ningún laboratorio ha enviado todavía resultados de este paciente.
labs-none-found = No se encontró nada
labs-none-found-advice = Ningún resultado coincide con su búsqueda. Revise la ortografía, pruebe con una parte del nombre o muestre todos los resultados.
labs-singles = Resultados sueltos
labs-open = Detalles del { $date }
labs-open-all = { $count ->
    [one] El { $count } resultado del { $date }
   *[other] Los { $count } resultados del { $date }
}
labs-open-undated = Detalles
labs-report-withdrawn = El laboratorio retiró este informe: se registró por error. Sus resultados no se muestran.
labs-report-empty = Este informe no tiene valores sueltos.

labs-held-title = Un resultado que aún no se muestra
labs-held-first = La clínica revisa primero este resultado
labs-held = La clínica lo revisa primero. Usted lo verá el { $date } a más tardar.
labs-held-more = { $count ->
    [one] Hay { $count } resultado más, que la clínica revisa primero. Véalo en la lista:
   *[other] Hay { $count } resultados más, que la clínica revisa primero. Véalos en la lista:
}
labs-held-later = Un resultado que llegó después aún no se muestra aquí, porque la clínica lo revisa primero. Usted lo verá el { $date } a más tardar.
labs-held-documents = Un documento del laboratorio aún no se muestra aquí, porque la clínica revisa primero otro resultado que va con él. Usted lo verá el { $date } a más tardar.
labs-held-badge = Aún no se muestra al paciente, hasta el { $date }
labs-held-badge-part = El paciente aún no lo ve todo, hasta el { $date }
labs-held-badge-documents = El paciente aún no ve sus documentos, hasta el { $date }: otro resultado que va con ellos espera
labs-held-show = Mostrarlo ahora al paciente

labs-tests-title = Pruebas de laboratorio
labs-tests-lead = El resultado más reciente de cada prueba y qué cambió desde el anterior. Elija una prueba para ver todos sus resultados.

labs-column-test = Prueba
labs-column-result = Resultado
labs-column-latest = Resultado más reciente
labs-column-flag = ¿Dentro del rango?
labs-column-range = Rango del laboratorio
labs-column-change = Desde la última vez
labs-column-comment = Comentario
labs-column-date = Fecha
labs-column-performer = Hecho por

labs-change-up = Subió desde { $value }, { $date }
labs-change-down = Bajó desde { $value }, { $date }
labs-change-same = Igual que el { $date } ({ $value })
labs-change-other = Antes: { $value }, { $date }

labs-status-final = Final
labs-status-registered = Aún no está listo
labs-status-partial = Faltan resultados
labs-status-preliminary = Preliminar
labs-status-amended = Modificado
labs-status-corrected = Corregido
labs-status-appended = Ampliado
labs-status-cancelled = Cancelado
labs-status-withdrawn = Registrado por error
labs-status-unknown = Estado desconocido

labs-value-waiting = Aún no está listo
labs-value-withheld = Hay un resultado que no se muestra aquí. Pregunte a su clínica.
labs-value-withdrawn = Retirado: se registró por error
labs-value-cancelled = La prueba se canceló
labs-value-missing = No se envió ningún valor
labs-value-not-performed = La prueba no se hizo
labs-value-declined = Rechazada
labs-value-not-applicable = No corresponde
labs-value-failed = La prueba no funcionó

labs-taken = Muestra tomada
labs-issued = Entregado
labs-place = Dónde
labs-performer = Hecho por
labs-status = Estado
labs-results = Resultados
labs-conclusion = Comentario sobre este informe

labs-history-lead = { $count ->
    [one] { $count } resultado
   *[other] { $count } resultados
}
labs-history-chart = A lo largo del tiempo
labs-history-table = Todos los resultados
labs-history-one = Aquí aparecerá un gráfico cuando haya dos resultados.
labs-date-unknown = Fecha desconocida
labs-chart-hint = Señale un valor para leerlo, o recorra los valores con las teclas de flecha.
labs-chart-thinned-days = { $count ->
    [one] Hay demasiados resultados para dibujarlos todos: se dibuja el más reciente de cada día. La tabla los tiene todos, y un período más corto muestra más.
   *[other] Hay demasiados resultados para dibujarlos todos: se dibuja el más reciente de cada { $count } días. La tabla los tiene todos, y un período más corto muestra más.
}
labs-chart-thinned-hours = { $count ->
    [one] Hay demasiados resultados para dibujarlos todos: se dibuja el más reciente de cada hora. La tabla los tiene todos, y un período más corto muestra más.
   *[other] Hay demasiados resultados para dibujarlos todos: se dibuja el más reciente de cada { $count } horas. La tabla los tiene todos, y un período más corto muestra más.
}
labs-chart-thinned-minutes = { $count ->
    [one] Hay demasiados resultados para dibujarlos todos: se dibuja el más reciente de cada minuto. La tabla los tiene todos, y un período más corto muestra más.
   *[other] Hay demasiados resultados para dibujarlos todos: se dibuja el más reciente de cada { $count } minutos. La tabla los tiene todos, y un período más corto muestra más.
}
labs-chart-ranges = El rango cambió con el tiempo. La banda muestra cada rango donde se aplicaba.
labs-chart-units = { $count ->
    [one] { $count } resultado en otra unidad se convirtió a { $unit }; la tabla lo muestra como se envió.
   *[other] { $count } resultados en otras unidades se convirtieron a { $unit }; la tabla los muestra como se enviaron.
}
labs-chart-separate = Los resultados llegaron en unidades que no se pueden convertir entre sí, por lo que cada unidad tiene su propio gráfico.
labs-chart-left-out = { $count ->
    [one] { $count } resultado en otra unidad más no se dibuja; está en la tabla.
   *[other] { $count } resultados en otras unidades más no se dibujan; están en la tabla.
}
labs-chart-limits = { $count ->
    [one] { $count } resultado no es un número exacto, como <5, y se dibuja en ese número.
   *[other] { $count } resultados no son números exactos, como <5, y se dibujan en ese número.
}

labs-vitals-title = Signos vitales
labs-vitals-lead = Lo más reciente de cada medición y sus últimos doce valores. Elija una para verlos todos.
labs-vitals-none = Todavía no hay signos vitales
labs-vitals-none-advice = Aquí aparecen la presión arterial, el peso y otras mediciones de las consultas.

labs-compare = Lado a lado
labs-compare-lead = Los resultados de varios días, uno al lado del otro.
labs-compare-this = Comparar con otras pruebas
labs-compare-these = Comparar estas pruebas con otros días
labs-compare-none = Los resultados aparecen aquí lado a lado en cuanto haya algunos.
labs-compare-choose = Elegir pruebas y días
labs-compare-tests = Pruebas
labs-compare-days = Días
labs-compare-most = Como máximo { $count } días.
labs-compare-show = Mostrar
labs-column-newest-range = Rango del laboratorio, el más reciente
labs-column-finding = Hallazgo
labs-column-about = Sobre este resultado

labs-take = Llévese sus resultados
labs-take-lead = Todos los resultados que se muestran aquí, en un archivo para usted o para otro médico. Quien use el dispositivo podrá leer el archivo.
labs-take-csv = Hoja de cálculo (CSV)
labs-take-json = Para programas (FHIR)
labs-csv-report = Informe
labs-csv-own-name = Nombre que usa el laboratorio
labs-csv-part = Parte
labs-csv-code = Código
labs-csv-system = Sistema de códigos
labs-csv-comparator = Más o menos de
labs-csv-unit = Unidad
labs-csv-flags = Marcas como se enviaron
labs-csv-low = Rango desde
labs-csv-high = Rango hasta
labs-csv-range = Rango como se envió

labs-pdf = Informe en PDF
labs-pdf-title = Informe de laboratorio
labs-pdf-made = creado el { $time }
labs-pdf-patient = Paciente
labs-pdf-born = Nacimiento
labs-pdf-number = Número de expediente

labs-specimen = Muestra
labs-received = Recibida por el laboratorio
labs-orderer = Solicitado por
labs-origin = Pertenece a
labs-method = Método
labs-method-is = Método: { $method }
labs-documents = Documentos del laboratorio
labs-document = Documento
labs-document-replaced = El laboratorio lo reemplazó o retiró el { $date }; el paciente no lo ve.

labs-revised-value = Cambiado el { $date }: antes { $was }, ahora { $now }.
labs-revised-range = El rango del laboratorio se cambió el { $date }: antes { $was }, ahora { $now }.
labs-revised-flag = La valoración del laboratorio se cambió el { $date }: antes { $was }, ahora { $now }.
labs-revised-nothing = nada
labs-revised-withdrawn = Retirado el { $date }: se registró por error.
labs-revised-cancelled = Cancelado el { $date }.
labs-revised-hidden = Cambiado el { $date }.

labs-finding-susceptible = Sensible (el medicamento funciona)
labs-finding-intermediate = Intermedio
labs-finding-resistant = Resistente (el medicamento no funciona)
labs-finding-dose-dependent = Sensible, según la dosis
labs-finding-not-susceptible = No sensible
labs-finding-moderately = Moderadamente sensible
labs-finding-very = Muy sensible
labs-finding-positive = Positivo
labs-finding-negative = Negativo
labs-finding-detected = Detectado
labs-finding-not-detected = No detectado
labs-finding-reactive = Reactivo
labs-finding-non-reactive = No reactivo
labs-finding-indeterminate = Indeterminado
labs-finding-up = Claramente más alto que antes
labs-finding-down = Claramente más bajo que antes
labs-finding-better = Mejor que antes
labs-finding-worse = Peor que antes

labs-period = Período
labs-period-months = 3 meses
labs-period-year = 1 año
labs-period-years = 5 años
labs-period-all = Todo
labs-period-none = No hay ningún resultado en este período.
