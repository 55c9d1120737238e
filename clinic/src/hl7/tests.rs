//! Tests of whole messages. Those that nobody here wrote are in `clinic/tests/clinic/hl7.rs`.

mod answers;
mod faults;
mod letters;
mod persons;
mod results;
mod susceptibility;

use super::{Fault, FaultCode, LabReport, Received, Rules, Severity, Value, receive};

const MSH: &str = "MSH|^~\\&|LIS|Bay Lab|Portal|Clinic|20260301120000-0500||ORU^R01^ORU_R01|M-1|P|2.5.1";
const PID: &str = "PID|1||123^^^Bay Lab^MR||Rivera^Ana^Maria||19800229|F";
const OBR: &str = "OBR|1|P-1|F-1|24317-0^Blood count^LN|||202603010800";

/// A message of these segments after MSH.
fn message(segments: &[&str]) -> Vec<u8> {
    let mut text = format!("{MSH}||||||UNICODE UTF-8\r");
    for segment in segments {
        text.push_str(segment);
        text.push('\r');
    }
    text.into_bytes()
}

fn received(segments: &[&str]) -> Received {
    receive(&message(segments), &Rules::USUAL)
}

fn report(segments: &[&str]) -> LabReport {
    match received(segments).report {
        Ok(report) => report,
        Err(faults) => panic!("{faults:?}"),
    }
}

/// The faults of a message that is not taken, or the warnings of one that is: code, severity and place.
fn told(received: &Received) -> Vec<(u16, &'static str, String)> {
    received.faults().iter().map(tell).collect()
}

fn tell(fault: &Fault) -> (u16, &'static str, String) {
    (fault.code.code(), fault.severity.code(), fault.place.erl(super::Coding::USUAL))
}

/// The report of one result.
fn one(obx: &str) -> Received {
    received(&[PID, OBR, obx])
}

fn values(obx: &str) -> Vec<Value> {
    let report = report(&[PID, OBR, obx]);
    report.orders[0].observations[0].values.clone()
}
