# Inicio de sesión, invitaciones, contraseñas.

sign-in-title = Iniciar sesión
sign-in-lead = Lea sus resultados, vea sus recetas y esté al tanto de sus citas.
sign-in-email = Correo electrónico
sign-in-password = Contraseña
sign-in-button = Iniciar sesión
sign-in-no-email = Escriba su correo electrónico
sign-in-no-password = Escriba su contraseña
sign-in-wrong = El correo electrónico y la contraseña no coinciden. Revíselos e inténtelo de nuevo.
sign-in-wait = { $minutes ->
    [one] Demasiados intentos. Espere { $minutes } minuto e inténtelo de nuevo.
   *[other] Demasiados intentos. Espere { $minutes } minutos e inténtelo de nuevo.
}
