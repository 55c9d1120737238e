/// The state of a result (HL7 table 0085, OBX-11, v2.5.1 §7.4.2.11).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResultStatus {
    /// `C`: takes the place of a final result.
    Corrected,
    /// `D`: the result is to be deleted.
    Deleted,
    /// `F`: final; only a correction can change it.
    Final,
    /// `I`: the specimen is in the laboratory.
    Pending,
    /// `N`: not asked for.
    NotAsked,
    /// `O`: ordered, described only.
    OrderDetail,
    /// `P`: preliminary.
    Preliminary,
    /// `R`: entered, not verified.
    NotVerified,
    /// `S`: partial.
    Partial,
    /// `U`: final now, with the value that was sent before.
    FinalUnchanged,
    /// `W`: the result before was wrong, such as another patient's.
    Wrong,
    /// `X`: cannot be obtained.
    Unobtainable,
}

impl ResultStatus {
    const CODES: [(&'static str, Self); 12] = [
        ("C", Self::Corrected),
        ("D", Self::Deleted),
        ("F", Self::Final),
        ("I", Self::Pending),
        ("N", Self::NotAsked),
        ("O", Self::OrderDetail),
        ("P", Self::Preliminary),
        ("R", Self::NotVerified),
        ("S", Self::Partial),
        ("U", Self::FinalUnchanged),
        ("W", Self::Wrong),
        ("X", Self::Unobtainable),
    ];

    /// Reads a code of table 0085.
    pub fn parse(code: &str) -> Option<Self> {
        Self::CODES.iter().find(|(known, _)| *known == code).map(|(_, status)| *status)
    }

    /// The code in table 0085.
    pub fn code(self) -> &'static str {
        Self::CODES.iter().find(|(_, status)| *status == self).map_or("", |(code, _)| code)
    }
}

/// The state of all results of an order (HL7 table 0123, OBR-25, v2.5.1 §7.4.1.25).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderStatus {
    /// `A`: some results are there.
    SomeAvailable,
    /// `C`: corrected.
    Corrected,
    /// `F`: final.
    Final,
    /// `I`: the specimen is there, nothing is done yet.
    SpecimenReceived,
    /// `M`: corrected, not final.
    CorrectedNotFinal,
    /// `N`: done before, to be done again by an earlier order.
    ProcedureCompleted,
    /// `O`: ordered, no specimen yet.
    OrderReceived,
    /// `P`: preliminary.
    Preliminary,
    /// `R`: stored, not verified.
    NotVerified,
    /// `S`: scheduled.
    Scheduled,
    /// `X`: cancelled.
    Cancelled,
    /// `Y`: no order on record (answers to queries).
    NoOrder,
    /// `Z`: no record of the patient (answers to queries).
    NoPatient,
}

impl OrderStatus {
    const CODES: [(&'static str, Self); 13] = [
        ("A", Self::SomeAvailable),
        ("C", Self::Corrected),
        ("F", Self::Final),
        ("I", Self::SpecimenReceived),
        ("M", Self::CorrectedNotFinal),
        ("N", Self::ProcedureCompleted),
        ("O", Self::OrderReceived),
        ("P", Self::Preliminary),
        ("R", Self::NotVerified),
        ("S", Self::Scheduled),
        ("X", Self::Cancelled),
        ("Y", Self::NoOrder),
        ("Z", Self::NoPatient),
    ];

    /// Reads a code of table 0123.
    pub fn parse(code: &str) -> Option<Self> {
        Self::CODES.iter().find(|(known, _)| *known == code).map(|(_, status)| *status)
    }

    /// The code in table 0123.
    pub fn code(self) -> &'static str {
        Self::CODES.iter().find(|(_, status)| *status == self).map_or("", |(code, _)| code)
    }
}
