//! Where the shop hears of what was done: the endpoint of the outbox.

/// `[outbox]`: the merchant's own endpoint, told by signed webhooks (Standard Webhooks).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outbox {
    /// Where each action and handoff is posted: https, or http on this machine.
    pub url: String,
    /// The environment variable with the signing secret: `whsec_` and base64, or any text.
    pub secret_env: String,
}

impl Outbox {
    /// Whether the endpoint can be one.
    ///
    /// # Errors
    /// When what is signed would travel in clear, or nowhere.
    pub(crate) fn check(&self) -> Result<(), String> {
        let (scheme, rest) = self.url.split_once("://").unwrap_or_default();
        let host = rest.split(['/', '?']).next().unwrap_or_default();
        let bare = host.rsplit_once(':').map_or(host, |(bare, _)| bare);
        if bare.is_empty() || host.contains('@') || self.url.contains(|c: char| c.is_whitespace() || c == '#')
        {
            return Err("this is no address that a webhook can be sent to".to_owned());
        }
        match (scheme, bare) {
            ("https", _) | ("http", "localhost" | "127.0.0.1") => Ok(()),
            _ => Err("an endpoint outside this machine has to be https".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Outbox;

    #[test]
    fn an_endpoint_is_https_or_on_this_machine() {
        let check = |url: &str| Outbox { url: url.to_owned(), secret_env: String::new() }.check().is_ok();
        for good in [
            "https://shop.example/hooks?k=1",
            "http://localhost:8788/hooks",
            "http://127.0.0.1/",
            "https://shop.example",
        ] {
            assert!(check(good), "{good}");
        }
        for wrong in [
            "http://shop.example/hooks",
            "http://localhost.evil.example/",
            "http://localhost:1@evil.example/",
            "ftp://shop.example",
            "shop.example/hooks",
            "https:///hooks",
            "https://:443/",
            "https://shop.example/a b",
            "",
        ] {
            assert!(!check(wrong), "{wrong}");
        }
    }
}
