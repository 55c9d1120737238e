# Lo que la clínica decide por sí misma.

policies-title = Políticas
policies-lead = Lo que su clínica decide por sí misma. Un cambio vale de inmediato y queda en el registro de auditoría con el valor anterior y el nuevo.
policies-sessions = Sesiones
policies-session-idle = Minutos sin un clic hasta que se cierra la sesión
policies-session-absolute = Horas desde el inicio hasta que la sesión se cierra en todo caso
policies-invitations = Invitaciones
policies-invitation-days = Días durante los que se puede usar una invitación nueva
policies-helpers = Padres y tutores
policies-helpers-advice = Los padres ayudan a sus hijos con el portal. A medida que crecen, los padres ven menos y al final nada.
policies-limited-from = Edad en años desde la que los padres ven solo una parte del historial
policies-ends-at = Edad en años a la que termina la ayuda de los padres
policies-hint = De { $least } a { $most }. Lo habitual aquí: { $usual }.
policies-wrong = Escriba un número entero de { $least } a { $most }.
policies-session-unfit = Es más de lo que dura una sesión entera. Elija menos minutos aquí, o más horas abajo.
policies-ages-unfit = Esta edad es posterior a la del fin de la ayuda. Elija una menor.
policies-save = Guardar
policies-changed = Últimos cambios
policies-changed-by = { $date }, { $name }
