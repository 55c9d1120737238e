# Palabras que no son de ninguna parte en especial: navegación, pie, botones, avisos, marcas.

nav-skip = Ir al contenido
nav-main = Principal
nav-crumbs = Usted está aquí
nav-home = Inicio
nav-labs = Análisis
nav-prescriptions = Recetas
nav-appointments = Citas
nav-record = Historial médico
nav-profile = Sus datos
nav-access = Quién vio mi historial
nav-patients = Pacientes
nav-overview = Resumen
nav-details = Datos
nav-access-log = Registro de accesos
nav-invitation = Invitación
nav-sign-out = Cerrar sesión

footer-language = Idioma
page-of = Página { $page } de { $pages }
page-printed = Impreso por { $name }, { $time }
footer-emergency = En una emergencia, llame al 911. Este portal no se vigila las 24 horas.

common-done = Listo
common-note = Tenga en cuenta
common-careful = Atención
common-problem = Hay un problema
common-errors-title = Revise estas respuestas
common-optional = (opcional)
common-pages = Páginas de esta lista
common-newer = Más recientes
common-older = Más antiguos
common-newest = Lo más reciente
common-beginning = Volver al principio
common-next = Siguiente
common-search = Buscar
common-clear = Mostrar todo
common-cancel = Cancelar

flag-normal = Dentro del rango
flag-high = Alto
flag-low = Bajo
flag-critical-high = Críticamente alto
flag-critical-low = Críticamente bajo
flag-abnormal = Anormal
flag-critical = Crítico

banner-label = Paciente
chart-parts = Partes de este historial
banner-born = nació el
banner-born-about = nació en { $date }
banner-died = Persona fallecida
banner-died-on = Falleció el { $date }
banner-mrn = Historial n.º { $number }
banner-allergies = Alergias: { $names }
banner-allergies-none = Sin alergias conocidas
banner-allergies-unknown = Alergias sin registrar

chart-in-range = { $value }. Rango del laboratorio: { $range }.
chart-one = Un valor hasta ahora: { $value } el { $date }.
chart-up = { $value } el { $date }; subió desde { $before } el { $before_date }. { $count } valores desde el { $since }.
chart-down = { $value } el { $date }; bajó desde { $before } el { $before_date }. { $count } valores desde el { $since }.
chart-same = { $value } el { $date }, igual que el { $before_date } ({ $before }). { $count } valores desde el { $since }.
chart-converted = convertido de { $value }

nav-account = Mi cuenta
nav-system = Sistema
nav-schedules = Horarios

role-patient = Paciente
role-prescriber = Médico
role-staff = Personal
role-pharmacist = Farmacéutico
role-admin = Administrador

sex-male = Hombre
sex-female = Mujer
sex-other = Otro
sex-unknown = Sexo no registrado

notice-signed-out = Ha cerrado la sesión.
notice-signed-out-everywhere = Ha cerrado la sesión en todos los dispositivos.
notice-welcome = Bienvenido. Su cuenta está lista.
notice-language-changed = El portal ahora habla español.
notice-check-started = Comenzó la verificación del registro de auditoría.
notice-access-granted = El expediente está abierto para usted durante este turno. El paciente puede ver su motivo.

error-home = Ir a la primera página
error-reference = Si informa de esto, indique este número: { $id }
error-call = O llame a la clínica: { $phone }
error-not-found = No encontramos esa página
error-not-found-advice = Puede que la dirección esté mal escrita o que la página no sea suya. Empiece de nuevo desde la primera página.
error-forbidden = Se detuvo esta solicitud
error-forbidden-advice = No vino de una página de este portal. Abra el portal de nuevo y repita lo que hizo.
error-too-large = Era demasiado de una vez
error-too-large-advice = Lo que envió es más grande de lo que admite este portal. Acórtelo y envíelo de nuevo.
error-too-many = Vaya más despacio, por favor
error-too-many-advice = Llegaron muchas solicitudes de su red en poco tiempo. Espere un minuto e inténtelo de nuevo.
error-unavailable = El portal no puede responder ahora
error-unavailable-advice = No se perdió nada. Espere un minuto e inténtelo de nuevo.
error-refused = Eso no funcionó
error-refused-advice = El portal no entendió la solicitud. Vuelva atrás, revise lo que escribió e inténtelo de nuevo.
error-failed = Algo salió mal de nuestra parte
error-failed-advice = Quedó anotado y se revisará. No se perdió nada de lo que escribió antes. Inténtelo de nuevo en un minuto.

nav-team = Equipo de atención
nav-proposals = Recetadores por confirmar
nav-system-parts = Cuidado del portal
nav-system-state = Estado
nav-system-people = Personas
nav-system-places = Lugares
nav-system-policies = Políticas
nav-system-audit = Auditoría
nav-system-mail = Correo
notice-role-changed = La función se cambió. Vale desde su próximo clic.
notice-account-changed = La cuenta se cambió.
notice-sessions-ended = Se cerró su sesión en todos los dispositivos.
notice-prescriber-proposed = La propuesta está anotada. Ahora la confirma otra persona.
notice-prescriber-confirmed = Confirmado. Podrá recetar en cuanto vuelva a iniciar sesión.
notice-licence-confirmed = Confirmado. La licencia vale desde ahora.
notice-prescriber-declined = La propuesta se rechazó.
notice-prescriber-withdrawn = Se retiró el derecho a recetar.
notice-place-saved = El lugar se guardó.
notice-team-changed = El equipo de atención se cambió.
notice-policies-saved = Las políticas se guardaron y están en vigor.
notice-results-shown = El paciente ya ve el resultado.
