# Personas y estado del sistema.

system-title = Sistema
system-lead = Cuánto hay y si el registro de auditoría está intacto.
system-state = Estado
system-patients = Historiales de pacientes
system-accounts = Cuentas
system-database = Base de datos
system-version = Versión
system-more-than = más de { $count }
system-trail = Registro de auditoría
system-trail-block = Último bloque sellado
system-trail-sealed = Sellado
system-trail-never = Todavía no
system-trail-unsealed = Entradas sin sellar
system-trail-advice = Las entradas se sellan en bloques firmados en uno o dos segundos. Una verificación lee todo el registro: se hace en segundo plano, y con millones de entradas tarda minutos.
system-trail-check = Verificar ahora todo el registro
system-check-running = La verificación está en marcha
system-check-since = Comenzó: { $date }.
system-check-look = Ver si ya terminó
system-check-ended = La verificación terminó: { $date }.
system-check-failed = No se pudo hacer la verificación
system-check-failed-advice = El registro del servidor dice por qué.
system-check-well = El registro de auditoría está intacto
system-check-bad = El registro de auditoría fue alterado
system-check-bad-advice = Guarde una copia de la base de datos y de sus claves tal como están ahora, y averigüe quién tuvo acceso al servidor.
system-check-checked = Verificado: { $rows } entradas, { $blocks } bloques.
system-check-more = { $count ->
    [one] Y { $count } hallazgo más. «verbena audit verify» los muestra todos.
   *[other] Y { $count } hallazgos más. «verbena audit verify» los muestra todos.
}
system-finding-changed = La entrada { $id } se cambió después de escribirse.
system-finding-deleted = La entrada { $id } del bloque { $block } se borró.
system-finding-added = La entrada { $id } se añadió al bloque { $block } después de sellarlo.
system-finding-block = Bloque { $block }: { $what }.
system-finding-cut = El registro se cortó: el bloque { $block } estaba sellado y falta o fue reemplazado.
system-commands = En el servidor
system-commands-advice = Lo que se hace donde está el servidor, por quien puede entrar en él. En una terminal:
system-command-add = Añadir a una persona
system-command-disable = Desactivar una cuenta y cerrar sus sesiones
system-command-invite = Invitar a un paciente
system-command-verify = Verificar el registro de auditoría
system-command-backup = Guardar una copia mientras el portal funciona
