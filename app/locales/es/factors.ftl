# Segundo paso al iniciar sesión: darlo, configurarlo; los dispositivos propios.

factor-title = Un paso más
factor-lead = Su contraseña es correcta. Ahora demuestre que es usted.
factor-code = Código
factor-code-app = Los 6 números que muestra ahora su aplicación.
factor-code-mail = Los 8 números del correo.
factor-code-recovery = O uno de sus códigos de recuperación: los 16 números de una línea de su hoja.
factor-code-button = Continuar
factor-code-malformed = Escriba todos los números del código: 6 de una aplicación, 8 de un correo o 16 de su hoja de códigos de recuperación.
factor-code-wrong = Este código no es correcto, ya se usó o es demasiado antiguo. Escriba el más reciente.
factor-passkey = Usar su llave de acceso
factor-passkey-without = Su llave de acceso necesita un navegador con JavaScript. Escriba un código, por ejemplo uno de recuperación.
factor-passkey-elsewhere = Su llave de acceso no se puede usar en esta dirección del portal. Escriba un código.
factor-mail = Un código por correo
factor-mail-advice = Enviamos un código de 8 números a { $address }. Sirve durante 10 minutos.
factor-mail-send = Enviarme un código
factor-mail-too-many = En la última hora se enviaron cinco códigos. Use el más reciente o espere y pida otro más tarde.
factor-help = ¿Perdió su teléfono y sus códigos de recuperación? Pregunte en la recepción de la clínica.
factor-help-phone = ¿Perdió su teléfono y sus códigos de recuperación? Llame a la clínica: { $phone }
factor-someone-else = Iniciar sesión con otra cuenta
factor-demo = Solo en la demostración: el código
factor-demo-code = No hay ningún teléfono que lo muestre, así que aquí está:
factor-demo-wait = { $count ->
    [one] Cada código se acepta una vez. El siguiente llega en { $count } segundo.
   *[other] Cada código se acepta una vez. El siguiente llega en { $count } segundos.
}
factor-demo-reload = Mostrarlo

confirm-title = Confirme que es usted
confirm-lead-strong = Lo que va a hacer es importante. Demuestre otra vez quién es y seguirá donde estaba.
confirm-lead-mail = Lo que va a hacer es importante. Le enviamos un código por correo y seguirá donde estaba.
confirm-lead-password = Lo que va a hacer es importante. Escriba otra vez su contraseña y seguirá donde estaba.
confirm-button = Confirmar
confirm-password-wrong = Esta no es su contraseña. Inténtelo de nuevo.

passkey-sign-in = Iniciar sesión con una llave de acceso
passkey-sign-in-without = ¿Tiene una llave de acceso? Necesita un navegador con JavaScript. Inicie sesión con su contraseña.
passkey-failed = El navegador no dio ninguna llave de acceso. Inténtelo de nuevo o use otra forma.
passkey-refused = Esta llave de acceso no se aceptó. Inténtelo de nuevo o use otra forma.

factors-title = Cómo inicia sesión
factors-lead = Un segundo paso además de su contraseña: quien solo conozca la contraseña no podrá entrar.
factors-needed = Configure primero un segundo paso
factors-needed-advice = Usted receta, dispensa o administra aquí. Esas páginas se abren en cuanto configure una aplicación o una llave de acceso. Se tarda un minuto.
factors-strong = Aplicaciones y llaves de acceso
factors-strong-advice = Una aplicación en su teléfono muestra un código que cambia cada medio minuto. Una llave de acceso es su huella, su cara o el PIN de este dispositivo, y no necesita contraseña.
factors-none = Todavía no hay nada configurado
factors-none-advice = Por ahora basta su contraseña para iniciar sesión.
factors-add-app = Añadir una aplicación
factors-add-passkey = Añadir una llave de acceso
factors-passkeys-elsewhere = Aquí no se pueden usar llaves de acceso: necesitan una dirección con nombre, como https://portal.example.org, y a este portal se llega por un número o sin HTTPS.
factors-app = Aplicación con códigos
factors-passkey = Llave de acceso
factors-since = Configurada el { $date }
factors-used = último uso: { $when }
factors-unused = todavía sin usar

factor-name = Nombre
factor-name-hint = Para reconocerla después, por ejemplo «Mi teléfono». Como máximo { $count } caracteres.
factor-name-wrong = Escriba un nombre de 1 a { $count } caracteres.
factor-rename = Guardar el nombre
factor-remove = Quitar
factor-remove-advice = Ya no se aceptará. Se cerrará la sesión en todos sus otros dispositivos.
factor-remove-last-advice = Es la última: sus códigos de recuperación se van con ella y bastará su contraseña para iniciar sesión, salvo que los códigos por correo estén activados. Se cerrará la sesión en todos sus otros dispositivos.
factor-remove-button = Quitarla
factor-last-title = La última no se puede quitar
factor-last = Sin ella no podría entrar o no podría trabajar aquí. Configure primero otra aplicación u otra llave de acceso y después quite esta.

app-title = Añadir una aplicación
app-lead = Tres pasos con su teléfono.
app-step-install = Instale una aplicación de códigos de acceso, si no tiene ninguna. Cualquiera sirve, por ejemplo Google Authenticator, Microsoft Authenticator o Aegis.
app-step-scan = En la aplicación elija «añadir» y escanee esta imagen.
app-step-code = Escriba el código que muestra ahora la aplicación.
app-picture = Imagen para la cámara de su teléfono. También se puede escribir a mano: la clave está debajo.
app-on-this-phone = ¿Está leyendo esto en ese teléfono?
app-open = Abrirlo en la aplicación
app-by-hand = O escriba esta clave en la aplicación:
app-code = Código
app-code-hint = Los 6 números que muestra ahora la aplicación.
app-code-malformed = Escriba los 6 números que muestra ahora la aplicación.
app-code-wrong = Este no es el código que la aplicación debería mostrar ahora. Compruebe que el reloj de su teléfono esté bien y escriba el código más reciente.
app-name-first = Mi teléfono
app-button = Terminar

passkey-title = Añadir una llave de acceso
passkey-lead = Su dispositivo le pedirá su huella, su cara o su PIN. Desde entonces eso basta para iniciar sesión, sin contraseña.
passkey-make = Crear una llave de acceso
passkey-make-without = Una llave de acceso necesita un navegador con JavaScript que las conozca. Añada una aplicación.
passkey-not-made = La llave de acceso no se creó. Inténtelo de nuevo o añada una aplicación.
passkey-known = Este dispositivo ya tiene aquí una llave de acceso.
passkey-too-many = Ya tiene tantas llaves de acceso como puede haber. Quite una primero.

recovery-title = Códigos de recuperación
recovery-advice = Para el día en que pierda su teléfono. Cada código de su hoja sirve una vez, en lugar de la aplicación o la llave de acceso.
recovery-left = { $count ->
    [0] No queda ningún código de recuperación
    [one] Queda { $count } código de recuperación
   *[other] Quedan { $count } códigos de recuperación
}
recovery-few = Haga una hoja nueva antes de necesitarla.
recovery-renew = Hacer una hoja nueva
recovery-renew-advice = Desde entonces los códigos de la hoja anterior ya no sirven.
recovery-new = Aquí está su hoja nueva. La anterior ya no sirve.
recovery-lead = Imprima esta página o anote los códigos ahora. No se muestran otra vez.
recovery-sheet = Sus códigos de recuperación
recovery-sheet-whose = Para { $email } en { $address }
recovery-sheet-once = Cada código sirve una vez, en lugar de la aplicación o la llave de acceso. Tache los que haya usado.
recovery-sheet-secret = Guarde esta hoja donde nadie más la encuentre, y no junto a su contraseña.
recovery-print = Para imprimir, elija «Imprimir» en su navegador. Solo se imprime la hoja.
recovery-done = Ya guardé los códigos

mail-codes-title = Códigos por correo
mail-codes-advice = Cuando inicia sesión, enviamos un código a su correo electrónico. No necesita un teléfono inteligente y es menos seguro que una aplicación: quien lea su correo verá el código.
mail-codes-are-on = Activados
mail-codes-are-off = Desactivados
mail-codes-change = Cambiar
mail-codes-set-up = Configurar
mail-codes-test = Primero veamos si el correo le llega. Enviamos un código a { $email }.
mail-codes-code = Código del correo
mail-codes-code-hint = 8 números. Puede tardar un minuto; mire también en el correo no deseado.
mail-codes-begin = Activar
mail-codes-malformed = Escriba los 8 números del correo más reciente.
mail-codes-wrong = Este código no es correcto o es demasiado antiguo. Escriba el del correo más reciente o pida otro.
mail-codes-end = Desactivar
mail-codes-end-advice = Ya no se le pedirá un código por correo. Se cerrará la sesión en todos sus otros dispositivos.

devices-title = Sus dispositivos
devices-lead = Dónde tiene la sesión abierta ahora.
devices-strange = ¿No reconoce alguno? Cierre su sesión y cambie su contraseña.
devices-others = Cerrar sesión en todos los demás
devices-sign-out = Cerrar sesión
devices-this = Este dispositivo
devices-since = Sesión iniciada el { $date }
devices-used = último uso: { $when }
devices-by-mail = con un código por correo
devices-by-recovery = con un código de recuperación
devices-by-app = con una aplicación
devices-by-passkey = con una llave de acceso
devices-other-browser = Otro navegador
devices-browser-on = { $browser } en { $system }

notice-code-sent = Un código va en camino a su correo electrónico. Sirve durante 10 minutos.
notice-factor-added = Está configurado. Se le pedirá al iniciar sesión.
notice-factor-renamed = El nombre nuevo está guardado.
notice-factor-removed = Se quitó. Se cerró la sesión en todos sus otros dispositivos.
notice-mail-codes-on = Los códigos por correo están activados.
notice-mail-codes-off = Los códigos por correo están desactivados.
notice-device-signed-out = Se cerró la sesión en ese dispositivo.
notice-others-signed-out = Se cerró la sesión en todos sus otros dispositivos.

factor-sign-passkey = Firmar con una llave de acceso
factor-sign-without = Para firmar con una llave de acceso, use un navegador que ejecute scripts y conozca su llave.
factor-sign-none = No tiene manera de firmar aquí. Configure una aplicación de autenticación en Cuenta.
factor-sign-app-only = Aquí solo firman los seis dígitos de su aplicación de autenticación. Los códigos de un correo o de la hoja impresa no, y no se gastaron.
factor-sign-code-missing = Escriba los seis dígitos que muestra ahora su aplicación de autenticación.
