/// A family of browsers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Browser {
    /// Mozilla Firefox.
    Firefox,
    /// Google Chrome.
    Chrome,
    /// Microsoft Edge.
    Edge,
    /// Apple Safari.
    Safari,
    /// Samsung Internet.
    Samsung,
    /// Any other one.
    Other,
}

/// What a browser runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum System {
    /// Windows.
    Windows,
    /// macOS.
    MacOs,
    /// An iPhone or iPad.
    Ios,
    /// An Android phone or tablet.
    Android,
    /// Linux or ChromeOS.
    Linux,
    /// Any other one.
    Other,
}

/// A device in a few words, as far as its browser's description tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Device {
    /// The browser.
    pub browser: Browser,
    /// What it runs on.
    pub system: System,
}

impl Device {
    /// Reads a `User-Agent`. Nothing but a name in a list depends on it: a browser may say what it likes.
    pub fn of(user_agent: Option<&str>) -> Self {
        let agent = user_agent.unwrap_or_default();
        let has = |word: &str| agent.contains(word);
        // Browsers also name those they want to be taken for: the more particular name is looked for first.
        let browser = if has("SamsungBrowser/") {
            Browser::Samsung
        } else if has("Edg/") || has("EdgA/") || has("EdgiOS/") {
            Browser::Edge
        } else if has("Firefox/") || has("FxiOS/") {
            Browser::Firefox
        } else if has("OPR/") || has("Opera") {
            Browser::Other
        } else if has("Chrome/") || has("CriOS/") {
            Browser::Chrome
        } else if has("Safari/") && has("Version/") {
            Browser::Safari
        } else {
            Browser::Other
        };
        let system = if has("iPhone") || has("iPad") || has("iPod") {
            System::Ios
        } else if has("Android") {
            System::Android
        } else if has("Windows") {
            System::Windows
        } else if has("Macintosh") || has("Mac OS X") {
            System::MacOs
        } else if has("Linux") || has("CrOS") {
            System::Linux
        } else {
            System::Other
        };
        Self { browser, system }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_common_browsers_are_known() {
        for (agent, browser, system) in [
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0",
                Browser::Firefox,
                System::Windows,
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15",
                Browser::Safari,
                System::MacOs,
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/131.0 Mobile/15E148 Safari/604.1",
                Browser::Chrome,
                System::Ios,
            ),
            (
                "Mozilla/5.0 (Linux; Android 14; SM-S921B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36",
                Browser::Samsung,
                System::Android,
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0",
                Browser::Edge,
                System::Windows,
            ),
            (
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
                Browser::Chrome,
                System::Linux,
            ),
            ("curl/8.5.0", Browser::Other, System::Other),
            ("", Browser::Other, System::Other),
        ] {
            assert_eq!(Device::of(Some(agent)), Device { browser, system }, "{agent}");
        }
        assert_eq!(Device::of(None), Device::of(Some("")));
    }
}
