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
policies-results = Cuándo ven los pacientes sus resultados
policies-results-advice = Los pacientes ven los resultados de inmediato. Algunos tipos pueden esperar hasta que quien receta los haya revisado y mostrado, como máximo estos días desde que el laboratorio los emitió; 0 los muestra de inmediato. Al paciente se le dice que hay un resultado y cuándo lo verá a más tardar.
policies-results-how = Un tipo se reconoce por la sección del laboratorio que informa y por los códigos LOINC de sus pruebas. Una prueba que solo tiene un código propio del laboratorio se muestra de inmediato. Lo que los pacientes ya vieron sigue a la vista.
policies-results-law = En los Estados Unidos, 45 CFR parte 171 permite pocas razones para retener resultados. Pida asesoría legal antes de retener un tipo.
policies-hold-pathology = Días que se retienen patología y citología
policies-hold-genetics = Días que se retiene la genética
policies-hold-tumor-markers = Días que se retienen los marcadores tumorales
policies-hold-infections = Días que se retienen el VIH y las infecciones de transmisión sexual
policies-hint = De { $least } a { $most }. Lo habitual aquí: { $usual }.
policies-wrong = Escriba un número entero de { $least } a { $most }.
policies-session-unfit = Es más de lo que dura una sesión entera. Elija menos minutos aquí, o más horas abajo.
policies-ages-unfit = Esta edad es posterior a la del fin de la ayuda. Elija una menor.
policies-save = Guardar
policies-changed = Últimos cambios
policies-changed-by = { $date }, { $name }
