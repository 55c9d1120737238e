# Personas y estado del sistema.
