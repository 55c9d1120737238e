# La primera página del paciente: qué hay que hacer, la próxima cita, lo nuevo, lo que toma.

home-title = Hola, { $name }

home-todo = Qué hay que hacer
home-todo-none = Por ahora no tiene que hacer nada.
home-todo-confirm = Una cita espera su respuesta
home-todo-confirm-phone = Llame para decir si puede venir: { $phone }
home-todo-confirm-call = Llame a la clínica para decir si puede venir.
home-todo-prepare = Prepárese para su cita { $when }
home-todo-ending = { $drug } se puede usar hasta: { $date }
home-todo-refills = { $count ->
    [one] Un medicamento ya no tiene resurtidos
   *[other] { $count } medicamentos ya no tienen resurtidos
}
home-todo-call-phone = Si debe seguir tomándolo, llame a la clínica antes de que se le acabe: { $phone }
home-todo-call = Si debe seguir tomándolo, llame a la clínica antes de que se le acabe.

home-visit = Próxima cita
home-visit-none = No tiene ninguna cita. Para pedir una, llame a la clínica.
home-visit-none-chart = No hay ninguna cita.
home-visit-open = Detalles de la cita
home-visits-all = Todas las citas

home-results = Resultados nuevos
home-results-since = Desde su última visita al portal, { $date }.
home-results-lately = De los últimos { $count } días.
home-results-none-since = Nada nuevo desde su última visita al portal, { $date }.
home-results-none = No hay resultados de los últimos { $count } días.
home-results-all = Todos los análisis
home-results-further = Hay más resultados nuevos en Análisis.
home-results-out = { $count ->
    [one] { $count } fuera de rango
   *[other] { $count } fuera de rango
}
home-results-in = Todo dentro del rango
home-results-out-further = { $count ->
    [one] y { $count } más fuera de rango
   *[other] y { $count } más fuera de rango
}
home-results-count = { $count ->
    [one] { $count } resultado
   *[other] { $count } resultados
}

home-drugs = Medicamentos en uso
home-drugs-none = No hay recetas en uso.
home-drugs-none-chart = No hay recetas en uso.
home-drugs-all = Todas las recetas
home-drugs-further = { $count ->
    [one] y { $count } más
   *[other] y { $count } más
}
