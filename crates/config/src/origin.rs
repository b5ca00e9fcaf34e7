//! Which pages may speak for a shop.

/// One entry of `origins`: an exact web origin, or a loopback host with any port (`http://localhost:*`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OriginPattern {
    /// Scheme, host and port, exactly.
    Exact(String),
    /// Scheme and host of this machine; for trying things out, where ports change.
    Loopback(String),
}

impl OriginPattern {
    /// Reads one entry; the error says what is wrong with it.
    ///
    /// # Errors
    /// When it is no origin: it needs a scheme and a host, and nothing after the port.
    pub fn new(text: &str) -> Result<Self, String> {
        let text = text.trim().trim_end_matches('/').to_ascii_lowercase();
        let Some((scheme, host)) = text.split_once("://") else {
            return Err("an origin starts with https:// (or http:// on this machine)".to_owned());
        };
        if host.is_empty() || host.contains(['/', '?', '#', '@']) {
            return Err("an origin is a scheme and a host, with nothing after the port".to_owned());
        }
        let bare = host.rsplit_once(':').map_or(host, |(bare, _)| bare);
        let loopback = bare == "localhost" || bare.ends_with(".localhost") || bare == "127.0.0.1";
        match (scheme, loopback, host.strip_suffix(":*")) {
            (_, true, Some(bare)) => Ok(Self::Loopback(format!("{scheme}://{bare}"))),
            (_, false, Some(_)) => Err("a port of * is for this machine's own addresses alone".to_owned()),
            ("https", ..) | ("http", true, None) => Ok(Self::Exact(text)),
            _ => Err("a page outside this machine has to be https".to_owned()),
        }
    }

    /// Whether a browser's `Origin` header is this one.
    #[must_use]
    pub fn admits(&self, origin: &str) -> bool {
        let origin = origin.to_ascii_lowercase();
        match self {
            Self::Exact(exact) => *exact == origin,
            Self::Loopback(start) => origin.strip_prefix(start.as_str()).is_some_and(|rest| {
                rest.is_empty() || rest.strip_prefix(':').is_some_and(|port| port.parse::<u16>().is_ok())
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::OriginPattern;

    #[test]
    fn an_origin_is_matched_whole() {
        let shop = OriginPattern::new("https://shop.example").unwrap();
        assert!(shop.admits("https://SHOP.example"));
        for foreign in
            ["https://shop.example.evil.example", "https://shop.example:8443", "http://shop.example", "null"]
        {
            assert!(!shop.admits(foreign), "{foreign}");
        }
    }

    #[test]
    fn this_machine_may_use_any_port() {
        let local = OriginPattern::new("http://localhost:*").unwrap();
        assert!(local.admits("http://localhost:8788") && local.admits("http://localhost"));
        assert!(
            !local.admits("http://localhost:8788.evil.example")
                && !local.admits("http://localhost.evil.example")
        );
    }

    #[test]
    fn what_is_no_origin_is_refused_with_a_reason() {
        for wrong in [
            "shop.example",
            "http://shop.example",
            "https://shop.example/cart",
            "https://shop.example:*",
            "https://",
        ] {
            assert!(OriginPattern::new(wrong).is_err(), "{wrong}");
        }
    }
}
