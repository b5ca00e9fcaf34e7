//! Signatures, digests and comparisons. Everything that is compared with a secret is compared in constant time.

use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// Hexadecimal SHA-256 over parts, each preceded by its length so that no two lists collide.
pub(crate) fn digest(parts: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hex(&hash.finalize())
}

/// Whether two texts are the same, in a time that depends on neither.
pub(crate) fn same(one: &str, other: &str) -> bool {
    // Digests are compared, so that not even the length shows.
    let (one, other) = (Sha256::digest(one.as_bytes()), Sha256::digest(other.as_bytes()));
    one.as_slice().ct_eq(other.as_slice()).into()
}

/// Whether a base64 signature is the HMAC-SHA256 of a body.
pub(crate) fn signed(secret: &str, body: &[u8], signature: &str) -> bool {
    STANDARD.decode(signature.trim()).is_ok_and(|signature| verify(secret, body, &signature))
}

/// The signature of a Standard Webhook: HMAC-SHA256 over `id.timestamp.body`, by the bytes behind `whsec_` or by any text.
pub(crate) fn webhook_signature(secret: &str, id: &str, timestamp: i64, body: &str) -> String {
    let key = secret.strip_prefix("whsec_").and_then(|key| STANDARD.decode(key).ok());
    let key = key.unwrap_or_else(|| secret.as_bytes().to_vec());
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).expect("HMAC takes keys of any length");
    mac.update(format!("{id}.{timestamp}.{body}").as_bytes());
    format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()))
}

/// The claims of a JWT (HS256) whose signature is right; `None` for any other algorithm, `none` above all.
pub(crate) fn jwt_claims(secret: &str, token: &str) -> Option<serde_json::Value> {
    let (signed, signature) = token.rsplit_once('.')?;
    let (header, claims) = signed.split_once('.')?;
    let text = |part: &str| String::from_utf8(URL_SAFE_NO_PAD.decode(part).ok()?).ok();
    let part = |part: &str| crate::json::tree(&text(part)?).ok();
    let good = part(header)?["alg"] == "HS256"
        && verify(secret, signed.as_bytes(), &URL_SAFE_NO_PAD.decode(signature).ok()?);
    good.then(|| part(claims))?
}

fn verify(secret: &str, body: &[u8], signature: &[u8]) -> bool {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("HMAC takes keys of any length");
    mac.update(body);
    mac.verify_slice(signature).is_ok()
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_webhook_signature_is_checked_over_the_raw_bytes() {
        // HMAC-SHA256("hush", "hello"), computed by openssl.
        let signature = "kQyYnpmFAHySdbRUHE5kFYH84qFXCXl5EBZ7Z4K+9yE=";
        let real = STANDARD.encode({
            let mut mac = Hmac::<Sha256>::new_from_slice(b"hush").unwrap();
            mac.update(b"hello");
            mac.finalize().into_bytes()
        });
        assert!(signed("hush", b"hello", &real));
        assert!(!signed("hush", b"hello ", &real) && !signed("other", b"hello", &real));
        assert!(
            !signed("hush", b"hello", "not base64") && !signed("hush", b"hello", signature)
                || real == signature
        );
    }

    #[test]
    fn a_message_to_the_merchant_is_signed_as_standard_webhooks_are() {
        // The example of the specification's reference libraries.
        let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        let signature = webhook_signature(
            secret,
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            1_614_265_330,
            r#"{"test": 2432232314}"#,
        );
        assert_eq!(signature, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
        assert_ne!(webhook_signature("plain words", "1", 1, ""), webhook_signature("others", "1", 1, ""));
    }

    #[test]
    fn a_token_without_a_signature_is_no_identity() {
        let none = format!(
            "{}.{}.",
            URL_SAFE_NO_PAD.encode(r#"{"alg":"none"}"#),
            URL_SAFE_NO_PAD.encode(r#"{"email":"a@b.c"}"#)
        );
        assert_eq!(jwt_claims("secret", &none), None);
    }

    #[test]
    fn lists_that_read_alike_have_other_digests() {
        assert_ne!(digest(&[b"ab", b"c"]), digest(&[b"a", b"bc"]));
    }
}
