# Fechas, horas, edades y distancias en el tiempo.

date-today = hoy
date-tomorrow = mañana
date-yesterday = ayer
date-in-days = { $count ->
    [one] en { $count } día
   *[other] en { $count } días
}
date-days-ago = { $count ->
    [one] hace { $count } día
   *[other] hace { $count } días
}
date-in-weeks = { $count ->
    [one] en { $count } semana
   *[other] en { $count } semanas
}
date-weeks-ago = { $count ->
    [one] hace { $count } semana
   *[other] hace { $count } semanas
}
date-in-months = { $count ->
    [one] en { $count } mes
   *[other] en { $count } meses
}
date-months-ago = { $count ->
    [one] hace { $count } mes
   *[other] hace { $count } meses
}
date-in-years = { $count ->
    [one] en { $count } año
   *[other] en { $count } años
}
date-years-ago = { $count ->
    [one] hace { $count } año
   *[other] hace { $count } años
}
date-now = ahora mismo
date-in-minutes = { $count ->
    [one] en { $count } minuto
   *[other] en { $count } minutos
}
date-minutes-ago = { $count ->
    [one] hace { $count } minuto
   *[other] hace { $count } minutos
}
date-in-hours = { $count ->
    [one] en { $count } hora
   *[other] en { $count } horas
}
date-hours-ago = { $count ->
    [one] hace { $count } hora
   *[other] hace { $count } horas
}
date-age-years = { $count ->
    [one] { $count } año
   *[other] { $count } años
}
date-age-months = { $count ->
    [one] { $count } mes
   *[other] { $count } meses
}
date-age-days = { $count ->
    [one] { $count } día
   *[other] { $count } días
}
date-minutes = { $count ->
    [one] { $count } minuto
   *[other] { $count } minutos
}
date-at = { $date }, { $time }
date-span = { $from } a { $to }
date-since = desde { $date }
date-until = hasta { $date }
date-zone-eastern = hora del este ({ $city })
date-zone-central = hora del centro ({ $city })
date-zone-mountain = hora de la montaña ({ $city })
date-zone-pacific = hora del Pacífico ({ $city })
date-zone-alaska = hora de Alaska ({ $city })
date-zone-hawaii = hora de Hawái ({ $city })
date-zone-atlantic = hora del Atlántico ({ $city })
date-zone-utc = tiempo universal coordinado
date-zone-other = hora de { $city }

# Números con un intervalo.

number-range = { $low } a { $high }
number-at-least = { $low } o más
number-at-most = { $high } o menos
number-more-than = más de { $low }
number-less-than = menos de { $high }
number-exact = Exactamente { $value }
