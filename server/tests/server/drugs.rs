//! Looking up drugs: the page, and what the field suggests.

use super::demo::{Persona, houses};
use serde_json::Value;

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
async fn the_field_suggests_a_few_and_says_what_it_guessed() {
    for house in houses("drugs_suggestions").await {
        let ask = async |query: &str| -> Value {
            let answer = house.see(Persona::Pharmacist, &format!("/drugs/suggestions?q={query}")).await;
            assert_eq!(answer.status, 200);
            serde_json::from_str(&answer.body).unwrap()
        };
        let found = ask("simvistatin+20").await;
        assert!(found["said"].as_str().unwrap().contains("simvastatin"), "{found}");
        assert!(found["found"][0]["name"].as_str().unwrap().to_lowercase().starts_with("simvastatin 20 mg"));
        assert!(found["found"][0]["rxcui"].as_str().unwrap().bytes().all(|digit| digit.is_ascii_digit()));
        assert!(ask("t").await["found"].as_array().unwrap().len() <= 12);
        assert_eq!(ask("").await["found"], Value::Array(Vec::new()));
        let marked = ask("tramadol").await;
        assert!(marked["found"][0]["about"].as_str().unwrap().contains("schedule IV"), "{marked}");
    }
}
