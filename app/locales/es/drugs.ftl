# Buscar medicamentos.

nav-drugs = Medicamentos

drugs-title = Medicamentos
drugs-lead = Busque un medicamento por principio activo o marca, con su concentración y su forma.
drugs-search = Buscar un medicamento
drugs-search-hint = Palabras en cualquier orden, por ejemplo: amox 500 caps, o lisinopril 20. Los nombres están en inglés.
drugs-search-failed = La búsqueda no funcionó en este momento. Pulse Buscar para intentarlo de nuevo.
drugs-search-slow = Hubo muchas búsquedas en poco tiempo. Espere un momento y pulse Buscar.
drugs-found = { $count ->
    [0] No se encontró ningún medicamento.
    [one] Se encontró un medicamento.
   *[other] Se encontraron { $count } medicamentos.
}
drugs-found-many = Se encontraron { $count } medicamentos; se muestran los primeros { $shown }. Agregue la concentración o la forma.
drugs-found-title = Encontrados
drugs-guess = Nada se llama “{ $typed }”. Esto es lo que se encontró para: { $taken }.
drugs-none = Ningún medicamento coincide
drugs-none-advice = Revise la ortografía y la concentración, o use menos palabras. Una concentración nunca se adivina: solo se encuentra lo que existe.
drugs-controlled = Controlado, lista { $schedule }
drugs-controlled-advice = Las sustancias controladas no se pueden recetar con este portal: no está certificado para ellas. Haga esa receta como su clínica la hace sin el portal.
drugs-ingredients = Principios activos
drugs-form = Forma
drugs-form-route = { $form }, { $route }
drugs-brand = Marca
drugs-schedule = Sustancia controlada
drugs-rxnorm-name = Nombre en RxNorm
drugs-rxcui = Código de RxNorm (RxCUI)
drugs-source-starter = { $count } medicamentos comunes que vienen con el portal, del { $date }. Para todos los demás se puede importar una edición de RxNorm.
drugs-source-rxnorm = RxNorm { $version } del { $date }, { $count } productos.
drugs-source-credit = Este producto usa datos de acceso público por cortesía de la Biblioteca Nacional de Medicina de los Estados Unidos (NLM), Institutos Nacionales de Salud, Departamento de Salud y Servicios Humanos; la NLM no es responsable del producto y no respalda ni recomienda este ni ningún otro producto.

drugs-route-oral = oral
drugs-route-sublingual = bajo la lengua
drugs-route-buccal = en la mejilla
drugs-route-inhaled = inhalado
drugs-route-nasal = en la nariz
drugs-route-topical = sobre la piel
drugs-route-transdermal = a través de la piel
drugs-route-ophthalmic = en el ojo
drugs-route-otic = en el oído
drugs-route-rectal = rectal
drugs-route-vaginal = vaginal
drugs-route-subcutaneous = bajo la piel
drugs-route-intramuscular = en un músculo
drugs-route-intravenous = en una vena
