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
invitation-email-hint = Lo usará para iniciar sesión.
invitation-email-malformed = Escriba un correo electrónico, por ejemplo nombre@example.org.
invitation-email-taken = Este correo electrónico no se puede usar para una cuenta nueva. Inicie sesión con él o escriba otro.
invitation-password = Elija una contraseña
invitation-password-hint = Al menos { $count } caracteres. Unas palabras que pueda recordar sirven bien.
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
sign-in-demo-code = Quienes recetan, dispensan o administran necesitan además un código, que muestra la página siguiente.
account-safety = Iniciar sesión con seguridad
account-safety-advice = Configure un segundo paso para iniciar sesión y vea en qué dispositivos tiene la sesión abierta.
