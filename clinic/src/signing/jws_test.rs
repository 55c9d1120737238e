use super::*;
use crate::signing::{content::fits, sample, to_numeric};
use proptest::prelude::*;
use std::sync::LazyLock;

static SIGNER: LazyLock<Signer> = LazyLock::new(|| Signer::of(&[7; 32]).unwrap());
static KEYS: LazyLock<Vec<PublicKey>> = LazyLock::new(|| vec![SIGNER.public()]);
static CODE: LazyLock<String> = LazyLock::new(|| sample::prescription().encode(&SIGNER).unwrap().as_str().to_owned());

fn refused(code: &str) -> Refused {
    verify(code, &KEYS).unwrap_err()
}

/// A code of this portal with another header or payload, rightly signed.
fn signed(header: &str, payload: &[u8]) -> String {
    let text = format!("{}.{}", encode(header), encode(payload));
    let signature = SIGNER.sign(text.as_bytes()).unwrap();
    format!("{text}.{}", encode(signature))
}

#[test]
fn what_was_signed_is_read_back() {
    let content = sample::prescription();
    let jws = content.encode(&SIGNER).unwrap();
    assert!(jws.as_str().len() <= LONGEST);
    assert_eq!(content.room().unwrap(), LONGEST - jws.as_str().len());
    let address = format!("https://portal.harborstreet.example/verify#{}", jws.numeric());
    for form in [jws.as_str(), &jws.numeric(), &address, &format!(" {}\r\n", jws.numeric().to_uppercase())] {
        let verified = verify(form, &KEYS).unwrap();
        assert_eq!(verified.signable, content);
        assert_eq!((verified.kid.as_str(), verified.signed_at), (SIGNER.kid(), content.issued_at));
    }
    let broken_lines: String = jws.numeric().chars().flat_map(|digit| [digit, '\n']).collect();
    assert!(verify(&broken_lines, &KEYS).is_ok());
}

#[test]
fn every_part_is_signed_and_optional_ones_may_be_missing() {
    let mut bare = sample::prescription();
    bare.patient.phone = None;
    bare.drug.rxcui = None;
    bare.directions.spanish = None;
    bare.indication = None;
    bare.prescriber.npi = None;
    bare.clinic.phone = None;
    bare.pharmacy = None;
    bare.quantity.value = "0.50".parse().unwrap();
    bare.quantity.unit = "fl oz".to_owned();
    let full = sample::longest("á b1\"\\\u{e9}ñ ");
    for content in [bare, full] {
        let jws = content.encode(&SIGNER).unwrap();
        assert_eq!(verify(jws.as_str(), &KEYS).unwrap().signable, content);
    }
}

#[test]
fn the_last_day_is_a_day_wherever_one_is() {
    let content = sample::prescription();
    assert!(!content.is_expired(content.expires_on));
    assert!(content.is_expired(content.expires_on.succ_opt().unwrap()));
}

/// Words of prescriptions, names and addresses in two languages, none of them twice.
const WORDS: &str = "Take tablets by mouth every morning with plenty of water do not lie down for 30 minutes then \
    swallow whole before breakfast apply thinly affected skin twice daily until healed inhale puffs when short breath \
    rinse after use inject under into thigh abdomen weekly rotate site keep refrigerated discard 28 days shake well \
    Tome tabletas por la boca cada mañana con abundante agua aplíquese una capa delgada sobre piel afectada dos veces \
    al día hasta que sane inhale según necesite falta aire enjuáguese después inyéctese bajo muslo abdomen semanalmente \
    cápsulas acostarse durante más número próxima también niños María Fernanda Hernández-Castellanos Peña O'Sullivan \
    Grzegorzewska François Đặng 1184 Héroes Boulevard Apartment 14B José Cabo California 94104-1234 Suite 300 \
    Rochester NY 14604 4401 Winton Road Brighton Lakeside Community Pharmacy Health Quail Echeverría Montgomery \
    amoxicillin 875 mg clavulanate potassium 125 extended-release oral acute bacterial sinusitis hypothyroidism \
    Please label Spanish difficulty large pills call us if insurance refuses MD-20457 Massachusetts interaction \
    portal.harborstreetclinic.example.org Franklin Schuyler Quigley Björk Wyatt Kowalczyk Vázquez Zúñiga Jefferson \
    2259 Hwy 17 Box 6083 Unit 72 Floor North West Village Lexington Avenue Philadelphia";

/// Wherever each of them begins. In real texts words come again, which takes less room.
#[test]
fn the_longest_texts_fit_into_one_code() {
    let mut words: Vec<&str> = WORDS.split(' ').collect();
    for _ in 0..words.len() {
        words.rotate_left(1);
        let text = words.join(" ");
        assert!(text.len() > 1000, "nothing is repeated");
        let room = sample::longest(&text).room();
        assert!(room.is_ok(), "{room:?}: {text}");
    }
}

#[test]
fn directions_that_change_from_day_to_day_fit() {
    let mut content = sample::prescription();
    content.drug.text = "prednisone 20 mg oral tablet".to_owned();
    content.directions.english =
        "Take 3 tablets by mouth once a day for 5 days, then 2 tablets once a day for 5 days, then 1 tablet once a \
        day for 5 days, then half a tablet once a day for 5 days, then stop. Take with food in the morning."
            .to_owned();
    content.directions.spanish = Some(
        "Tome 3 tabletas por la boca una vez al día durante 5 días, después 2 tabletas una vez al día durante 5 días, después 1 \
         tableta una vez al día durante 5 días, después media tableta una vez al día durante 5 días, y pare. Tómelas con comida \
         por la mañana."
            .to_owned(),
    );
    content.note = Some("Please print the Spanish directions on the label.".to_owned());
    assert!(content.room().unwrap() > 50);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn one_changed_character_fails(at in 0..CODE.len(), letter in "[A-Za-z0-9_.-]") {
        let mut changed = CODE.clone();
        changed.replace_range(at..=at, &letter);
        prop_assume!(changed != *CODE);
        prop_assert!(verify(&changed, &KEYS).is_err());
        prop_assert!(verify(&to_numeric(&changed).unwrap(), &KEYS).is_err());
    }

    #[test]
    fn one_character_too_many_or_too_few_fails(at in 0..CODE.len(), letter in "[A-Za-z0-9_.-]") {
        let mut longer = CODE.clone();
        longer.insert_str(at, &letter);
        prop_assert!(verify(&longer, &KEYS).is_err());
        let mut shorter = CODE.clone();
        shorter.remove(at);
        prop_assert!(verify(&shorter, &KEYS).is_err());
    }

    #[test]
    fn nothing_makes_it_panic(text in "\\PC{0,80}") {
        prop_assert!(verify(&text, &KEYS).is_err());
        let prefixed = format!("shc:/{text}");
        prop_assert!(verify(&prefixed, &KEYS).is_err());
    }
}

#[test]
fn each_refusal_has_its_reason() {
    let (signed_part, signature) = CODE.rsplit_once('.').unwrap();
    let (head, body) = signed_part.split_once('.').unwrap();
    for wrong in
        ["", "hello", "a.b", "a.b.c.d", "shc:/5", &format!("{head}.{body}"), &format!("{signed_part}.{signature}=")]
    {
        assert_eq!(refused(wrong), Refused::Malformed, "{wrong}");
    }
    assert_eq!(refused(&"5".repeat(LONGEST_READ + 1)), Refused::Malformed);
    assert_eq!(refused("shc:/1/2/5676"), Refused::Parts);
    assert_eq!(verify(&CODE, &[]).unwrap_err(), Refused::UnknownKey);
    assert_eq!(refused(&format!("{signed_part}.{}", encode([1; 64]))), Refused::Altered);
    let other = Signer::of(&[8; 32]).unwrap();
    let under_our_name = encode(other.sign(signed_part.as_bytes()).unwrap());
    assert_eq!(refused(&format!("{signed_part}.{under_our_name}")), Refused::Altered);
    let by_other = sample::prescription().encode(&other).unwrap();
    assert_eq!(refused(by_other.as_str()), Refused::UnknownKey);

    let payload = decode(body).unwrap();
    let kid = SIGNER.kid();
    for header in [
        format!(r#"{{"zip":"DEF","alg":"none","kid":"{kid}"}}"#),
        format!(r#"{{"zip":"DEF","alg":"HS256","kid":"{kid}"}}"#),
        format!(r#"{{"alg":"ES256","kid":"{kid}"}}"#),
        format!(r#"{{"zip":"DEF","alg":"ES256","kid":"{kid}","crit":["exp"]}}"#),
        format!(r#"{{"zip":"DEF","alg":"ES256","kid":"{kid}","kid":"{kid}"}}"#),
        r#"{"alg":"RS256","typ":"JWT"}"#.to_owned(),
    ] {
        assert_eq!(refused(&signed(&header, &payload)), Refused::NotOurs, "{header}");
    }
    assert_eq!(refused(&signed(&header(kid), b"not deflated")), Refused::Unreadable);
    let other_kind = miniz_oxide::deflate::compress_to_vec(br#"{"iss":"https://x","nbf":1,"vc":{}}"#, STRONGEST);
    assert_eq!(refused(&signed(&header(kid), &other_kind)), Refused::Unreadable);
}

#[test]
fn the_other_signature_of_the_two_is_not_taken() {
    let (signed_part, signature) = CODE.rsplit_once('.').unwrap();
    let signature = p256::ecdsa::Signature::from_slice(&decode(signature).unwrap()).unwrap();
    let (r, s) = signature.split_scalars();
    let other = p256::ecdsa::Signature::from_scalars(r, -s).unwrap();
    assert_eq!(refused(&format!("{signed_part}.{}", encode(other.to_bytes()))), Refused::Altered);
}

#[test]
fn a_payload_that_grows_without_end_is_refused() {
    let bomb = miniz_oxide::deflate::compress_to_vec(&vec![b' '; 1_000_000], STRONGEST);
    assert!(bomb.len() < 2000, "it is small as long as it is packed");
    assert_eq!(refused(&signed(&header(SIGNER.kid()), &bomb)), Refused::Unreadable);
    let not_signed = format!("{}.{}.{}", encode(header(SIGNER.kid())), encode(&bomb), encode([1; 64]));
    assert_eq!(refused(&not_signed), Refused::Altered, "it is not even unpacked");
}

#[test]
fn what_would_not_be_read_back_is_not_signed() {
    let mut content = sample::prescription();
    content.issued_at += chrono::Duration::milliseconds(1);
    assert_eq!(content.encode(&SIGNER).unwrap_err(), Unsignable::NotFaithful);
    let mut content = sample::prescription();
    content.expires_on = chrono::NaiveDate::MAX;
    assert_eq!(content.encode(&SIGNER).unwrap_err(), Unsignable::NotFaithful);
}

#[test]
fn what_is_too_long_is_told_by_how_much() {
    let mut content = sample::prescription();
    content.note = Some((0..20 * fits::NOTE).map(|number: usize| number.to_string()).collect());
    let Err(Unsignable::TooLong { by }) = content.encode(&SIGNER) else { panic!("it is too long") };
    assert!(by > 0);
    assert_eq!(content.room(), Err(Unsignable::TooLong { by }));
}

/// Codes of the first version are read for as long as there are any.
#[test]
fn a_code_of_the_first_version_is_still_read() {
    let jwk = serde_json::from_str(include_str!("golden/key.json")).unwrap();
    let key = PublicKey::of(&jwk).unwrap();
    let verified = verify(include_str!("golden/code.txt"), &[key]).unwrap();
    assert_eq!(verified.signable, sample::prescription());
}
