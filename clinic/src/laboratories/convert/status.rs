use crate::hl7::{Order, OrderStatus, ResultStatus};

/// FHIR's status of a result (HL7 table 0085).
pub(super) fn of_result(status: ResultStatus) -> &'static str {
    match status {
        ResultStatus::Final | ResultStatus::FinalUnchanged => "final",
        ResultStatus::Corrected => "corrected",
        ResultStatus::Preliminary | ResultStatus::NotVerified | ResultStatus::Partial => "preliminary",
        ResultStatus::Pending | ResultStatus::OrderDetail | ResultStatus::NotAsked => "registered",
        ResultStatus::Unobtainable => "cancelled",
        ResultStatus::Deleted | ResultStatus::Wrong => "entered-in-error",
    }
}

/// FHIR's status of a report (HL7 table 0123); without one, that of the result which is least far.
pub(super) fn of_order(order: &Order) -> &'static str {
    match order.status {
        Some(OrderStatus::Final) => "final",
        Some(OrderStatus::Corrected | OrderStatus::CorrectedNotFinal) => "corrected",
        Some(OrderStatus::Preliminary | OrderStatus::NotVerified) => "preliminary",
        Some(OrderStatus::SomeAvailable) => "partial",
        Some(
            OrderStatus::SpecimenReceived
            | OrderStatus::OrderReceived
            | OrderStatus::Scheduled
            | OrderStatus::ProcedureCompleted,
        ) => "registered",
        Some(OrderStatus::Cancelled) => "cancelled",
        Some(OrderStatus::NoOrder | OrderStatus::NoPatient) => "unknown",
        None => {
            let has = |status: &str| order.observations.iter().any(|result| of_result(result.status) == status);
            let only = |status: &str| {
                let mut results = order.observations.iter().peekable();
                results.peek().is_some() && results.all(|result| of_result(result.status) == status)
            };
            match () {
                () if order.observations.is_empty() => "registered",
                () if only("cancelled") => "cancelled",
                () if only("entered-in-error") => "entered-in-error",
                () if only("registered") => "registered",
                () if has("preliminary") => "preliminary",
                () if has("registered") => "partial",
                () if has("corrected") => "corrected",
                () => "final",
            }
        }
    }
}

/// Whether an order says that something which was reported before is otherwise now.
pub(super) fn is_correction(order: &Order) -> bool {
    let corrects =
        |status: ResultStatus| matches!(status, ResultStatus::Corrected | ResultStatus::Deleted | ResultStatus::Wrong);
    matches!(order.status, Some(OrderStatus::Corrected | OrderStatus::CorrectedNotFinal))
        || order.observations.iter().any(|result| corrects(result.status))
}
