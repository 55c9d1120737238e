use governor::{
    Quota, RateLimiter,
    clock::{Clock as _, MonotonicClock},
    middleware::NoOpMiddleware,
    state::keyed::DashMapStateStore,
};
use std::{
    net::{IpAddr, Ipv6Addr},
    num::NonZeroU32,
};

type Limiter = RateLimiter<IpAddr, DashMapStateStore<IpAddr>, MonotonicClock, NoOpMiddleware<std::time::Instant>>;

/// How many requests each network address may send.
#[derive(Debug)]
pub struct Rates {
    all: Limiter,
    sign_in: Limiter,
}

impl Rates {
    /// So many a minute for each address, and so many of them to sign in.
    pub fn per_minute(requests: u32, sign_ins: u32) -> Self {
        let limiter = |requests: u32| {
            let quota = Quota::per_minute(NonZeroU32::new(requests).unwrap_or(NonZeroU32::MIN));
            Limiter::dashmap_with_clock(quota, MonotonicClock)
        };
        Self { all: limiter(requests), sign_in: limiter(sign_ins) }
    }

    /// Counts a request; too many answer with the seconds to wait.
    pub(super) fn admit(&self, address: IpAddr, is_sign_in: bool) -> Result<(), u64> {
        let limiters = [Some(&self.all), is_sign_in.then_some(&self.sign_in)];
        limiters.into_iter().flatten().try_for_each(|limiter| {
            limiter
                .check_key(&household(address))
                .map_err(|wait| wait.wait_time_from(MonotonicClock.now()).as_secs() + 1)
        })
    }

    /// Forgets addresses that were quiet long enough, so that memory stays bounded.
    pub fn sweep(&self) {
        for limiter in [&self.all, &self.sign_in] {
            limiter.retain_recent();
            limiter.shrink_to_fit();
        }
    }
}

/// What counts as one address: in IPv6 one household or attacker holds a whole /64.
pub(crate) fn household(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_address_has_its_own_count() {
        let rates = Rates::per_minute(40, 2);
        let address = IpAddr::from([192, 0, 2, 1]);
        assert!((0..40).all(|_| rates.admit(address, false).is_ok()));
        assert!(rates.admit(address, false).is_err_and(|seconds| (1..=3).contains(&seconds)));
        assert!(rates.admit(IpAddr::from([192, 0, 2, 2]), false).is_ok());
    }

    #[test]
    fn signing_in_has_a_lower_limit() {
        let rates = Rates::per_minute(40, 2);
        let address = |last| format!("2001:db8::{last}").parse::<IpAddr>().unwrap();
        assert!(rates.admit(address(1), true).is_ok());
        assert!(rates.admit(address(2), true).is_ok());
        assert!(rates.admit(address(3), true).is_err());
        assert!(rates.admit(address(3), false).is_ok());
    }
}
