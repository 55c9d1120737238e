# Iniciar y cerrar sesión, aceptar una invitación, la cuenta propia.

sign-in-title = Iniciar sesión
sign-in-lead = Vea sus resultados, recetas y citas.
sign-in-email = Correo electrónico
sign-in-password = Contraseña
sign-in-button = Iniciar sesión
sign-in-email-missing = Escriba su correo electrónico.
sign-in-password-missing = Escriba su contraseña.
sign-in-wrong = El correo electrónico y la contraseña no corresponden. Revise ambos e inténtelo de nuevo.
sign-in-wait = { $count ->
    [one] Demasiados intentos. Espere { $count } segundo e inténtelo de nuevo.
   *[other] Demasiados intentos. Espere { $count } segundos e inténtelo de nuevo.
}
sign-in-invited = ¿Recibió una invitación de la clínica?
sign-in-use-invitation = Usar su código de invitación
sign-in-help = Si no puede iniciar sesión, pregunte en la recepción de la clínica.
sign-in-help-phone = Si no puede iniciar sesión, llame a la clínica: { $phone }
sign-in-demo = Clínica de demostración: quién puede iniciar sesión
sign-in-demo-password = Todos en la demostración tienen la misma contraseña; se mostró al iniciar el portal.

invitation-title = Usar su invitación
invitation-lead = El código y su fecha de nacimiento abren su propio expediente. Después elige cómo iniciar sesión.
invitation-code = Código de invitación
invitation-code-hint = Tres grupos de cuatro letras y números, por ejemplo ABCD-EFGH-2345. También puede usar minúsculas.
invitation-code-missing = Escriba el código de su invitación.
invitation-born = Su fecha de nacimiento
invitation-born-missing = Escriba su fecha de nacimiento.
invitation-email = Correo electrónico
invitation-email-hint = Lo usará para iniciar sesión. { $count } caracteres como máximo.
invitation-email-malformed = Escriba un correo electrónico, por ejemplo nombre@example.org.
invitation-email-taken = Este correo electrónico no se puede usar para una cuenta nueva. Inicie sesión con él o escriba otro.
invitation-password = Elija una contraseña
invitation-button = Crear mi cuenta
invitation-wrong = El código y la fecha de nacimiento no corresponden, o el código ya se usó o venció. Revise ambos o pida un código nuevo a la clínica.

password-short = Elija una contraseña de al menos { $count } caracteres.
password-long = Elija una contraseña de { $count } caracteres como máximo.
password-plain = Elija una contraseña que no sea su correo electrónico ni una sola letra repetida.

account-title = Mi cuenta
account-lead = Quién ha iniciado sesión y dónde.
account-pharmacist = Su cuenta está lista
account-pharmacist-advice = Esta versión del portal todavía no envía recetas a las farmacias, así que aquí no hay una lista de trabajo.
account-name = Nombre
account-email = Correo electrónico
account-roles = Función
account-since = Sesión iniciada desde
account-sessions = Sesiones abiertas
account-sign-out = Cerrar sesión
account-sign-out-advice = En un teléfono o computadora que usan otras personas, cierre la sesión al terminar. Si perdió un dispositivo, cierre la sesión en todos.
account-sign-out-here = Cerrar sesión aquí
account-sign-out-everywhere = Cerrar sesión en todos los dispositivos

sign-in-forgotten = ¿Olvidó su contraseña?

invitation-staff-title = Usar su invitación para trabajar aquí
invitation-staff-lead = El código de su carta y el correo electrónico para el que se emitió abren su cuenta.
invitation-helper-title = Usar su invitación para ayudar a alguien
invitation-helper-lead = El código de su carta abre una cuenta propia. Usted ve solo lo que comparte la persona a la que ayuda.
invitation-for-patient = Mi carta es para mi propio expediente
invitation-for-staff = Mi carta es para mi trabajo en la clínica
invitation-for-helper = Mi carta es para ayudar a otra persona
invitation-other = ¿Es otra carta?
invitation-their-born = Fecha de nacimiento de la persona a la que va a ayudar
invitation-their-born-hint = Solo si su carta la pide.
invitation-born-hint = Demuestra que la invitación llegó a la persona correcta.
invitation-email-issued-hint = El correo con el que le invitaron. Si su carta no indica ninguno, el que quiera usar para iniciar sesión. { $count } caracteres como máximo.
invitation-email-second-hint = El correo con el que le invitaron, si su carta lo pide.
invitation-add = Añadirla a mi cuenta
invitation-account = Ha iniciado sesión como { $name } ({ $email })
invitation-account-advice = La invitación se añade a esta cuenta. Si la cuenta no es suya, cierre primero la sesión y abra de nuevo la invitación.
invitation-not-me = Cerrar sesión
invitation-has-one = Esta cuenta no puede recibir la invitación: ya tiene un expediente propio, o el expediente o el profesional que nombra ya tiene otra cuenta. Cierre la sesión si la cuenta no es suya o pregunte en la clínica.
invitation-not-theirs = Esta cuenta no puede recibir la invitación: la emitió ella misma, o es de la madre, el padre o el tutor de este paciente. Cierre la sesión para que la acepte la persona a quien va dirigida.
invitation-link-title = Su invitación
invitation-link-patient = { $clinic } le invita a ver sus resultados, recetas y citas por internet.
invitation-link-staff = { $clinic } preparó una cuenta para su trabajo allí.
invitation-link-helper = { $name } quisiera que usted le ayude con su atención médica en { $clinic }. Usted verá solo lo que comparta con usted.
invitation-link-helper-unnamed = Le pidieron que ayude a una persona con su atención médica en { $clinic }. Usted verá solo lo que comparta con usted.
invitation-you-sign-in-with = Iniciará sesión con
invitation-known = Usted ya tiene una cuenta
invitation-known-advice = Alguien ya inicia sesión con { $email }. Inicie sesión y volverá a esta invitación.
invitation-have-account = ¿Tiene una cuenta con otro correo?
invitation-sign-in-first = Inicie sesión primero
invitation-link-not-right = Esa no es la fecha de nacimiento para la que se emitió la invitación. Revísela o pida una invitación nueva a la clínica.
invitation-link-used = Esta invitación ya se usó
invitation-link-used-advice = Su cuenta está creada. Inicie sesión con su correo electrónico y su contraseña.
invitation-link-ended = Esta invitación ya no sirve
invitation-link-ended-advice = Se retiró, o se envió una más nueva. Busque un correo más reciente o pida otra invitación.
invitation-link-expired = Esta invitación venció
invitation-link-expired-advice = Pida una nueva a quien le invitó.

link-wrong = Este enlace no funciona
link-wrong-advice = Quizás no llegó completo. Ábralo otra vez desde el correo o cópielo entero.

setup-title = Configurar este portal
setup-lead = Usted es la primera persona aquí. Cree la cuenta del primer administrador; a los demás se les invita después.
setup-code = Código de configuración
setup-code-hint = El servidor lo mostró al iniciarse.
setup-code-missing = Escriba el código que el servidor mostró al iniciarse.
setup-code-wrong = Ese no es el código. Un código sirve siete días y hasta que el servidor se inicia de nuevo: vale el más reciente.
setup-name = Su nombre
setup-name-hint = { $count } caracteres como máximo.
setup-button = Crear el primer administrador
name-missing = Escriba un nombre de { $count } caracteres como máximo.

password-hint = De { $least } a { $most } caracteres. Unas palabras que pueda recordar sirven bien.
password-guessable = Esta contraseña es fácil de adivinar.
password-common = Es una de las contraseñas que se prueban primero, porque muchas personas la han tenido.
password-like-common = Se parece a una contraseña que muchas personas han tenido.
password-personal = Su nombre, su correo o el nombre de la clínica hacen que esta contraseña sea fácil de adivinar.
password-keyboard = Las teclas que están juntas son fáciles de adivinar.
password-repeated = Lo mismo una y otra vez es fácil de adivinar.
password-sequence = Las letras o cifras seguidas, como abc o 6543, son fáciles de adivinar.
password-year = Los años son fáciles de adivinar.
password-date = Las fechas son fáciles de adivinar.
password-word = Una sola palabra es fácil de adivinar.
password-name = Los nombres son fáciles de adivinar.
password-tip-words = Añada una o dos palabras más; mejor si son poco comunes.
password-tip-enough = Unas pocas palabras bastan: no hacen falta signos, cifras ni mayúsculas.
password-tip-capitals = Las mayúsculas ayudan poco.
password-tip-backwards = Las palabras al revés ayudan poco.
password-tip-substitutions = Los signos en lugar de letras, como @ por a, ayudan poco.
password-tip-repeats = No repita palabras ni signos.
password-tip-sequences = Evite lo que va en fila.
password-tip-dates = Evite años y fechas que tengan que ver con usted.

password-title = Cambiar su contraseña
password-title-first = Elegir una contraseña
password-lead = Después se cierra su sesión en todos los demás dispositivos.
password-present = Contraseña actual
password-present-missing = Escriba su contraseña actual.
password-present-wrong = Esa no es su contraseña actual.
password-button = Guardar la contraseña

forgotten-title = ¿Olvidó su contraseña?
forgotten-lead = Escriba el correo con el que inicia sesión. Le enviaremos un enlace para elegir una contraseña nueva.
forgotten-button = Enviar el enlace
forgotten-sent = Revise su correo
forgotten-sent-advice = Si alguien inicia sesión aquí con ese correo, un mensaje con un enlace está en camino. El enlace sirve durante una hora.
forgotten-sent-none = ¿No llega nada después de unos minutos? Mire en el correo no deseado y compruebe que el correo es el que usa para iniciar sesión.
forgotten-back = Volver a iniciar sesión

reset-title = Elegir una contraseña nueva
reset-lead = Después se cierra su sesión en todas partes, e inicia sesión con la contraseña nueva.
reset-password = Contraseña nueva
reset-born-hint = Su correo nunca se confirmó, por eso también pedimos su fecha de nacimiento.
reset-born-wrong = Escriba la fecha de nacimiento que figura en su expediente de la clínica.
reset-button = Guardar la contraseña nueva
reset-over = Este enlace ya no sirve
reset-over-advice = Sirve durante una hora y una sola vez, y uno más nuevo lo sustituye.
reset-again = Pedir un enlace nuevo

email-title = Su correo electrónico
email-lead = Con él inicia sesión, y allí llegan los mensajes del portal.
email-present = Correo actual
email-state = Estado
email-confirmed-on = Confirmado: { $date }
email-unconfirmed = Sin confirmar
email-unconfirmed-advice = Confírmelo una vez, para saber que nuestros mensajes le llegan a usted y a nadie más.
email-confirm-present = Enviar el enlace para confirmarlo
email-waiting = Falta confirmarlo
email-waiting-advice = Se envió un enlace a { $email }. Ábralo antes de esta fecha: { $date }, con la sesión iniciada o iniciándola de nuevo. Hasta entonces vale su correo actual.
email-cancel = Anular el cambio
email-change = Usar otro correo
email-new = Correo electrónico nuevo
email-new-hint = Enviamos allí un enlace. Nada cambia antes de que lo abra. { $count } caracteres como máximo.
email-same = Ese es su correo actual, y está confirmado.
email-too-many = Ya se enviaron bastantes enlaces hoy. Inténtelo mañana.
email-button = Enviar el enlace
email-not-usable = Este correo no se puede usar para su cuenta. Elija otro.
email-link-over = Este enlace ya no sirve
email-link-over-advice = Ya se usó, venció o uno más nuevo lo sustituyó.

email-confirm-title = Confirmar su correo electrónico
email-confirm-lead = Iniciará sesión con { $email }, y allí llegarán los mensajes del portal.
email-confirm-button = Sí, este es mi correo
email-confirm-sign-in = Inicie sesión como siempre; después vuelve a esta página para confirmar el correo.
email-confirm-other = Este enlace pertenece a otra cuenta
email-confirm-other-advice = Cierre la sesión y abra de nuevo el enlace para iniciar sesión con la cuenta a la que pertenece.

undo-title = Deshacer el cambio de su correo
undo-lead = { $email } volverá a ser el correo de la cuenta.
undo-what = Se cierra la sesión en todos los dispositivos y usted elige enseguida una contraseña nueva: otra persona puede conocer la actual.
undo-button = Deshacer el cambio


account-keys = Cómo inicia sesión
account-email-row = Correo electrónico
account-email-about = Confírmelo o use otro.
account-password-row = Contraseña
account-password-about = Cámbiela; se cierra la sesión en los demás dispositivos.

notice-invitation-accepted = La invitación está aceptada.
notice-invitation-mailed = La invitación está en camino.
notice-invitation-revoked = La invitación se retiró. Ya no se puede usar.
notice-email-asked = Un enlace está en camino a ese correo.
notice-email-cancelled = El cambio se anuló. Vale su correo actual.
notice-email-confirmed = Su correo electrónico está confirmado.
notice-email-undone = El cambio se deshizo y se cerró la sesión en todos los dispositivos. Ahora elija una contraseña nueva.
notice-password-set = Su contraseña nueva está lista. Inicie sesión con ella.
notice-password-changed = Su contraseña se cambió. Se cerró la sesión en los demás dispositivos.
notice-patient-registered = El paciente está registrado. Ahora puede invitarlo.
sign-in-demo-code = Quienes recetan, dispensan o administran necesitan además un código, que muestra la página siguiente.
account-safety = Iniciar sesión con seguridad
account-safety-advice = Configure un segundo paso para iniciar sesión y vea en qué dispositivos tiene la sesión abierta.
