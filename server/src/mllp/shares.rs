//! Places of connections. One address has half of them at most, so that one laboratory's fault keeps no other out; those of this machine, where
//! tunnels of several laboratories end, may have all. In IPv6 a whole /64 counts as one address.

use crate::http::household;
use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// All places.
#[derive(Debug)]
pub(super) struct Shares {
    free: Arc<Semaphore>,
    /// What one address may have.
    most: usize,
    taken: Arc<Mutex<HashMap<IpAddr, usize>>>,
}

/// One place.
pub(super) struct Share {
    _permit: OwnedSemaphorePermit,
    taken: Arc<Mutex<HashMap<IpAddr, usize>>>,
    household: IpAddr,
}

impl Shares {
    pub(super) fn new(places: usize) -> Self {
        Self { free: Arc::new(Semaphore::new(places)), most: places.div_ceil(2), taken: Arc::default() }
    }

    /// A place; nothing where none is free, or the address has its share.
    pub(super) fn take(&self, from: IpAddr) -> Option<Share> {
        let permit = self.free.clone().try_acquire_owned().ok()?;
        let household = household(from);
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let of_it = taken.entry(household).or_default();
        if *of_it >= self.most && !from.is_loopback() {
            return None;
        }
        *of_it += 1;
        Some(Share { _permit: permit, taken: self.taken.clone(), household })
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(of_it) = taken.get_mut(&self.household) {
            *of_it -= 1;
            if *of_it == 0 {
                taken.remove(&self.household);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_has_half_at_most_and_gives_back() {
        let shares = Shares::new(4);
        let [one, other, here]: [IpAddr; 3] = ["192.0.2.1", "192.0.2.2", "127.0.0.1"].map(|text| text.parse().unwrap());
        let mut held = vec![shares.take(one).unwrap(), shares.take(one).unwrap()];
        assert!(shares.take(one).is_none(), "the others are for others");
        held.push(shares.take(other).unwrap());
        held.push(shares.take(here).unwrap());
        assert!(shares.take(here).is_none() && shares.take(other).is_none(), "all are taken");
        held.clear();
        assert!(shares.taken.lock().unwrap().is_empty());
        let all: Vec<_> = (0..4).map(|_| shares.take(here).unwrap()).collect();
        assert_eq!((all.len(), shares.free.available_permits()), (4, 0));
        drop(all);
        assert!(Shares::new(1).take(one).is_some());
    }

    #[test]
    fn the_addresses_of_one_household_share() {
        let shares = Shares::new(4);
        let address = |text: &str| text.parse::<IpAddr>().unwrap();
        let held = [shares.take(address("2001:db8::1")).unwrap(), shares.take(address("2001:db8::2")).unwrap()];
        assert!(shares.take(address("2001:db8::3")).is_none());
        assert!(shares.take(address("2001:db8:0:1::1")).is_some());
        drop(held);
        assert!(shares.taken.lock().unwrap().is_empty());
        let all: Vec<_> = (0..4).map(|_| shares.take(address("::1")).unwrap()).collect();
        assert_eq!((all.len(), shares.free.available_permits()), (4, 0));
    }
}
