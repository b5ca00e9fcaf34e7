//! Who speaks: a shopper signed in at the merchant's, or an agent.

use beeline_config::Shop;

use super::{read, shop};
use crate::{Platform, Refusal, Request, crypto};

/// The email of a signed identity (HS256; `email`, `exp`); `None` where none was sent.
pub(super) fn signed_in(
    platform: &impl Platform,
    shop: &Shop,
    token: Option<&str>,
) -> Result<Option<String>, Refusal> {
    let Some(token) = token else { return Ok(None) };
    let secret =
        shop.identity.as_ref().and_then(|identity| shop::secret(platform, shop, &identity.secret_env));
    let claims =
        crypto::jwt_claims(&secret.ok_or(Refusal::BadIdentity)?, token).ok_or(Refusal::BadIdentity)?;
    // A token that never ends is as good as a password in a link: `exp` is required.
    let fresh = claims["exp"].as_f64().is_some_and(|until| until > platform.now().timestamp() as f64);
    let email =
        claims["email"].as_str().map(|email| email.trim().to_lowercase()).filter(|email| !email.is_empty());
    if fresh { email.map(Some).ok_or(Refusal::BadIdentity) } else { Err(Refusal::BadIdentity) }
}

/// The name of the agent whose bearer token the request carries. Every token is compared, whichever fits.
pub(super) fn agent(platform: &impl Platform, shop: &Shop, request: &Request) -> Result<String, Refusal> {
    let token = read::bearer(request).ok_or(Refusal::NotAnAgent)?;
    let mut found = None;
    for agent in &shop.desk.agents {
        if let Some(secret) = shop::secret(platform, shop, &agent.token_env)
            && crypto::same(&secret, token)
        {
            found = Some(agent.name.clone());
        }
    }
    found.ok_or(Refusal::NotAnAgent)
}
