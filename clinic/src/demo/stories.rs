//! What happened to each patient, told as calls on their chart. Every number of days counts back from today.

mod aisha;
mod breathing;
mod common;
mod diabetes;
mod elders;
mod hearts;
mod kidneys;
mod leo;
mod maya;
mod minds;
mod rosa;
mod walter;
mod well;
mod young;

use super::chart::Chart;
use super::roster::{AISHA, DOROTHY, GEORGE, HAROLD, KENJI, LEO, MARGARET, MAYA, Person, ROSA, WALTER};
use super::roster_more::{
    AMELIA, ANA_PAULA, CHLOE, DEVON, FATIMA, INGRID, JASMINE, JOSE_LUIS, LINDA, MATEO, MINH, NOAH, OLIVIA, PATRICK,
    PIETER, SAMUEL, SOREN, TYRELL, WILLIAM, XIUYING, ZOE,
};

type Story = fn(&mut Chart);

/// Everyone with their story, in the order of the bundles.
pub(crate) fn all() -> [(&'static Person, Story); 31] {
    [
        (&ROSA, rosa::tell),
        (&WALTER, walter::tell),
        (&MAYA, maya::tell),
        (&LEO, leo::tell),
        (&AISHA, aisha::tell),
        (&KENJI, well::just_joined),
        (&GEORGE, kidneys::george),
        (&HAROLD, kidneys::harold),
        (&MARGARET, elders::margaret),
        (&DOROTHY, elders::dorothy),
        (&INGRID, elders::ingrid),
        (&FATIMA, diabetes::fatima),
        (&XIUYING, diabetes::xiuying),
        (&PATRICK, diabetes::patrick),
        (&SAMUEL, breathing::samuel),
        (&CHLOE, minds::chloe),
        (&ANA_PAULA, minds::ana_paula),
        (&JASMINE, well::jasmine),
        (&PIETER, hearts::pieter),
        (&LINDA, hearts::linda),
        (&JOSE_LUIS, hearts::jose_luis),
        (&WILLIAM, hearts::william),
        (&MINH, well::minh),
        (&SOREN, well::soren),
        (&DEVON, well::devon),
        (&ZOE, young::zoe),
        (&TYRELL, young::tyrell),
        (&NOAH, young::noah),
        (&OLIVIA, young::olivia),
        (&MATEO, young::mateo),
        (&AMELIA, young::amelia),
    ]
}
