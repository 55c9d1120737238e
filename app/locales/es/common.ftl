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
