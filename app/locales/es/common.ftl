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
nav-sign-out = Cerrar sesión

footer-language = Idioma
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
common-search = Buscar
common-clear = Mostrar todo

flag-normal = Dentro del rango
flag-high = Alto
flag-low = Bajo
flag-critical-high = Críticamente alto
flag-critical-low = Críticamente bajo
flag-abnormal = Anormal
flag-critical = Crítico

banner-label = Paciente
banner-born = nació el
banner-mrn = Historial n.º { $number }
banner-allergies = Alergias: { $names }
banner-allergies-none = Sin alergias conocidas
banner-allergies-unknown = Alergias sin registrar

chart-in-range = { $value }. Rango del laboratorio: { $range }.
chart-one = Un valor hasta ahora: { $value } el { $date }.
chart-up = { $value } el { $date }; subió desde { $before } el { $before_date }. { $count } valores desde el { $since }.
chart-down = { $value } el { $date }; bajó desde { $before } el { $before_date }. { $count } valores desde el { $since }.
chart-same = { $value } el { $date }, igual que el { $before_date } ({ $before }). { $count } valores desde el { $since }.

error-not-found = Esta página no existe
error-not-found-next = Puede que la dirección esté mal escrita o que la página sea de otra persona. Vuelva atrás o empiece desde su página de inicio.
error-not-allowed = No puede abrir esta página
error-not-allowed-next = Su cuenta no incluye esta parte del portal. Si la necesita para su trabajo, pídala a la administración de su clínica.
error-signed-out = Inicie sesión
error-signed-out-next = No ha iniciado sesión o estuvo inactivo un tiempo. Inicie sesión y abra la página de nuevo.
error-not-understood = No pudimos leer lo que se envió
error-not-understood-next = No se cambió nada. Vuelva atrás, recargue la página e inténtelo otra vez.
error-too-large = Es demasiado para enviarlo de una vez
error-too-large-next = No se cambió nada. Envíe un archivo más pequeño o un texto más corto.
error-too-many = Demasiadas solicitudes
error-too-many-next = Espere un minuto e inténtelo de nuevo. No se perdió nada.
error-broken = Algo falló de nuestro lado
error-broken-next = No se cambió nada. Inténtelo de nuevo en unos minutos. Si vuelve a ocurrir, dígale a la clínica el número que aparece abajo.
error-unavailable = El portal no está listo
error-unavailable-next = Se está iniciando o actualizando. Inténtelo de nuevo en un minuto.
error-number = Número de esta solicitud: { $number }
