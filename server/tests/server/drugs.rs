//! Looking up drugs: the page, and what the field suggests.

use super::{
    demo::{Persona, houses},
    factors::between,
};

#[tokio::test]
async fn a_drug_is_found_chosen_and_its_source_named() {
    for house in houses("drugs_page").await {
        let page = house.see(Persona::Prescriber, "/drugs?q=simva+20+tab").await;
        assert_eq!(page.status, 200);
        assert!(page.body.to_lowercase().contains("simvastatin 20 mg oral tablet"), "{}", page.body);
        assert!(page.body.contains("courtesy of the U.S. National Library of Medicine"));
        // Without a script, each drug is a link that chooses it.
        let (_, rest) = page.body.split_once("rxcui=").unwrap();
        let code: String = rest.chars().take_while(char::is_ascii_digit).collect();
        let chosen = house.see(Persona::Prescriber, &format!("/drugs?q=simva&rxcui={code}")).await;
        assert!(chosen.body.contains("Name in RxNorm"), "{}", chosen.body);
        assert!(chosen.body.contains(&code));

        let none = house.see(Persona::Staff, "/drugs?q=simvastatin+21").await;
        assert_eq!(none.status, 200);
        assert!(none.body.contains("A strength is never guessed"));
        // What is no code is no drug, and no error.
        for query in ["q=&rxcui=abc", "q=%25%00", "rxcui=99999999"] {
            assert_eq!(house.see(Persona::Admin, &format!("/drugs?{query}")).await.status, 200, "{query}");
        }
    }
}

#[tokio::test]
async fn what_is_found_as_one_types_comes_without_the_page_and_says_what_was_guessed() {
    for house in houses("drugs_search").await {
        let cookie = house.cookie_of(Persona::Prescriber).await;
        let ask = async |path: &str, query: &str| {
            let answer = house.post(path, &cookie, &format!("q={query}")).await;
            assert_eq!(answer.status, 200);
            assert!(!answer.body.contains("<html"), "{}", answer.body);
            answer.body
        };
        for path in ["/drugs/search", "/prescribing/drugs"] {
            let found = ask(path, "simvistatin+20").await;
            assert!(between(&found, "data-said=\"", "\"").contains("simvastatin"), "{found}");
            assert!(found.to_lowercase().contains("simvastatin 20 mg oral tablet"), "{found}");
            assert!(ask(path, "").await.contains("data-said=\"No drug found."), "nothing fits no words");
        }
        let link = ask("/drugs/search", "simva+20").await;
        assert!(link.contains("href=\"/drugs?q=simva%2020&amp;rxcui="), "{link}");
        let button = ask("/prescribing/drugs", "simva+20").await;
        assert!(button.contains("name=\"choose\"") && button.contains("name=\"words\" value=\"simva 20\""), "{button}");
        // What cannot be prescribed here is shown, and cannot be chosen.
        let controlled = ask("/prescribing/drugs", "tramadol+50").await;
        assert!(controlled.contains("schedule IV") && !controlled.contains("<button"), "{controlled}");
        let typed = ask("/prescribing/drugs", "%22%3E%3Cscript%3E").await;
        assert!(!typed.contains("<script"), "{typed}");
    }
}
