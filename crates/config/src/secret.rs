//! Secrets come from the environment; a file only names the variables.

/// The published secrets of the demo shop, good for the id `demo` and nothing else: they let a stranger try the whole
/// product without setting anything, and protect nothing.
const PUBLISHED: &[(&str, &str)] = &[
    ("BEELINE_SHOPIFY_SECRET", "demo-shopify-secret"),
    ("BEELINE_IDENTITY_SECRET", "demo-identity-secret"),
    ("BEELINE_DESK_TOKEN", "demo-desk-token"),
    ("BEELINE_OUTBOX_SECRET", "whsec_ZGVtby1vdXRib3gtc2VjcmV0"),
];

/// The published default of a variable; `None` for every shop but `demo`.
#[must_use]
pub fn published_default(shop: &str, variable: &str) -> Option<&'static str> {
    (shop == "demo").then(|| PUBLISHED.iter().find(|(name, _)| *name == variable).map(|(_, value)| *value))?
}

#[cfg(test)]
mod tests {
    use super::published_default;

    #[test]
    fn published_secrets_open_the_demo_shop_alone() {
        assert_eq!(published_default("demo", "BEELINE_DESK_TOKEN"), Some("demo-desk-token"));
        assert_eq!(published_default("tea", "BEELINE_DESK_TOKEN"), None);
    }
}
