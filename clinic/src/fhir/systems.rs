//! The code systems that are looked for by name.

pub(super) const CVX: &str = "http://hl7.org/fhir/sid/cvx";
pub(super) const LOINC: &str = "http://loinc.org";
pub(super) const NPI: &str = "http://hl7.org/fhir/sid/us-npi";
pub(crate) const RXNORM: &str = "http://www.nlm.nih.gov/research/umls/rxnorm";
pub(super) const SNOMED_CT: &str = "http://snomed.info/sct";
pub(super) const SSN: &str = "http://hl7.org/fhir/sid/us-ssn";
pub(super) const TIMEZONE_EXTENSION: &str = "http://hl7.org/fhir/StructureDefinition/timezone";
