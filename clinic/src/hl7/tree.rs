//! Orders below the results from which they follow (OBR-26 and OBR-29, v2.5.1 §7.4.1.26 and §7.4.1.29).

use super::{
    cursor::Notes,
    fault::FaultCode,
    model::{Observation, Order, OrderNumber, Parent},
};

/// How deep orders lie below each other at most; an organism and its susceptibilities are two.
pub(super) const DEEPEST: usize = 8;

/// Puts each order below the earlier one that it names, at the result that it names. One that does not say clearly where it
/// belongs stays where it was sent, with a warning.
pub(super) fn placed(orders: Vec<Order>, notes: &mut Notes) -> Vec<Order> {
    let mut slots: Vec<(Option<Order>, usize)> = orders.into_iter().map(|order| (Some(order), 1)).collect();
    for at in (0..slots.len()).rev() {
        let (earlier, rest) = slots.split_at_mut(at);
        let Some((slot, height)) = rest.first_mut() else { continue };
        let Some(parent) = slot.as_ref().and_then(|order| order.parent.clone()) else { continue };
        let mut candidates: Vec<_> = earlier
            .iter_mut()
            .filter_map(|(order, above)| order.as_mut().map(|order| (order, above)))
            .filter(|(order, _)| is_order(&parent, order))
            .collect();
        // Many laboratories give one number to all orders of a specimen: then the result tells which of them it is.
        if candidates.len() > 1 {
            candidates.retain(|(order, _)| order.observations.iter().any(|result| is_result(&parent, result)));
        }
        let found = if candidates.len() == 1 && *height < DEEPEST { candidates.pop() } else { None };
        match (found, slot.take()) {
            (Some((order, above)), Some(child)) => {
                *above = (*above).max(*height + 1);
                place(child, order, &parent, notes);
            }
            (_, child) => {
                if let Some(child) = &child {
                    let says = "The order from which this one follows (OBR-29) is not found earlier in the message, or not clearly.";
                    notes.warn(FaultCode::UnknownKey, &child.place.field(29), says);
                }
                *slot = child;
            }
        }
    }
    slots.into_iter().filter_map(|(order, _)| order).collect()
}

/// Puts an order below a result, or below the order where it names no result that is there once.
fn place(child: Order, order: &mut Order, parent: &Parent, notes: &mut Notes) {
    let mut results = order.observations.iter_mut().filter(|result| is_result(parent, result));
    let list = match (results.next(), results.next()) {
        (Some(result), None) => &mut result.children,
        _ => {
            if parent.test.is_some() || parent.sub_id.is_some() {
                let says = "The result from which this order follows (OBR-26) is not there, or not clearly.";
                notes.warn(FaultCode::UnknownKey, &child.place.field(26), says);
            }
            &mut order.children
        }
    };
    // Later orders come first.
    list.insert(0, child);
}

/// Whether it is the order that is named: one of its numbers is the same and none differs.
fn is_order(parent: &Parent, order: &Order) -> bool {
    let numbers = [(&parent.placer, &order.placer), (&parent.filler, &order.filler)];
    let pairs = || numbers.into_iter().filter_map(|(one, other)| Some((one.as_ref()?, other.as_ref()?)));
    pairs().next().is_some() && pairs().all(|(one, other)| is_same(one, other))
}

fn is_same(one: &OrderNumber, other: &OrderNumber) -> bool {
    let agree = |one: &str, other: &str| one.is_empty() || other.is_empty() || one == other;
    one.value == other.value
        && agree(&one.authority.namespace, &other.authority.namespace)
        && agree(&one.authority.universal_id, &other.authority.universal_id)
}

/// Whether it is the result that is named: its test and its sub-id.
fn is_result(parent: &Parent, result: &Observation) -> bool {
    let Some(test) = &parent.test else { return false };
    let same_system = test.system.is_none() || test.system == result.test.system;
    let same_test = match &test.code {
        Some(code) => result.test.code.as_ref() == Some(code) && same_system,
        None => test.text.is_some() && test.text == result.test.text,
    };
    same_test && parent.sub_id == result.sub_id
}
