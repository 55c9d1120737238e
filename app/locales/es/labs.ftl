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
labs-held-badge = Aún no se muestra al paciente, hasta el { $date }
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
labs-chart-newest = Se dibujan los { $count } resultados más recientes.
labs-chart-ranges = El rango cambió con el tiempo. La banda muestra cada rango donde se aplicaba.
labs-chart-units = { $count ->
    [one] { $count } resultado en una unidad distinta de { $unit } no se dibuja; está en la tabla.
   *[other] { $count } resultados en unidades distintas de { $unit } no se dibujan; están en la tabla.
}
labs-chart-limits = { $count ->
    [one] { $count } resultado no es un número exacto, como <5, y se dibuja en ese número.
   *[other] { $count } resultados no son números exactos, como <5, y se dibujan en ese número.
}

labs-vitals-title = Signos vitales
labs-vitals-lead = Lo más reciente de cada medición y sus últimos doce valores. Elija una para verlos todos.
labs-vitals-none = Todavía no hay signos vitales
labs-vitals-none-advice = Aquí aparecen la presión arterial, el peso y otras mediciones de las consultas.
