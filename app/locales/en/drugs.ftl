# Looking up drugs.

nav-drugs = Drugs

drugs-title = Drugs
drugs-lead = Look up a drug by ingredient or brand, with its strength and form.
drugs-search = Find a drug
drugs-search-hint = Words in any order, such as: amox 500 caps, or lisinopril 20.
drugs-search-failed = The search did not work just now. Press Search to try it again.
drugs-search-slow = There were many searches in a short time. Wait a moment, then press Search.
drugs-found = { $count ->
    [0] No drug found.
    [one] One drug found.
   *[other] { $count } drugs found.
}
drugs-found-many = { $count } drugs found, the first { $shown } are shown. Add the strength or the form.
drugs-found-title = Found
drugs-guess = Nothing is called “{ $typed }”. This is what was found for: { $taken }.
drugs-none = No drug fits
drugs-none-advice = Check the spelling and the strength, or use fewer words. A strength is never guessed: only what exists is found.
drugs-controlled = Controlled, schedule { $schedule }
drugs-controlled-advice = Controlled substances cannot be prescribed with this portal: it is not certified for them. Write such a prescription the way your clinic does without it.
drugs-ingredients = Ingredients
drugs-form = Form
drugs-form-route = { $form }, { $route }
drugs-brand = Brand
drugs-schedule = Controlled substance
drugs-rxnorm-name = Name in RxNorm
drugs-rxcui = RxNorm code (RxCUI)
drugs-source-starter = { $count } common drugs that come with the portal, of { $date }. A release of RxNorm can be imported for all others.
drugs-source-rxnorm = RxNorm { $version } of { $date }, { $count } products.
drugs-source-credit = This product uses publicly available data courtesy of the U.S. National Library of Medicine (NLM), National Institutes of Health, Department of Health and Human Services; NLM is not responsible for the product and does not endorse or recommend this or any other product.

drugs-route-oral = oral
drugs-route-sublingual = under the tongue
drugs-route-buccal = in the cheek
drugs-route-inhaled = inhaled
drugs-route-nasal = into the nose
drugs-route-topical = on the skin
drugs-route-transdermal = through the skin
drugs-route-ophthalmic = into the eye
drugs-route-otic = into the ear
drugs-route-rectal = rectal
drugs-route-vaginal = vaginal
drugs-route-subcutaneous = under the skin
drugs-route-intramuscular = into a muscle
drugs-route-intravenous = into a vein
