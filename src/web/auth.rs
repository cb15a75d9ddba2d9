//! Sign-in: from the `Authorization` header to the viewer.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use axum::http::{HeaderMap, header};
use jsonwebtoken::errors::ErrorKind;
use jsonwebtoken::jwk::{AlgorithmParameters, EllipticCurve, Jwk, JwkSet, KeyAlgorithm, PublicKeyUse};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};

use crate::config::{AuthConfig, JwtConfig, JwtKey};
use crate::domain::{Coded, Id, Role, Viewer};

/// Longest token that is looked at.
const TOKEN_BYTES_MAX: usize = 8 * 1024;
/// How far clocks may differ.
const LEEWAY_SECONDS: u64 = 30;
/// Shortest RSA modulus that is believed (NIST SP 800-131A).
const RSA_BITS_MIN: usize = 2048;

/// Says who asks.
pub enum Authenticator {
    /// Everybody is the configured viewer; only behind a loopback address.
    Open(Viewer),
    /// A bearer token says it.
    Bearer(TokenVerifier),
}

/// Why nobody is signed in; the texts are for the client and say nothing about the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unauthenticated {
    #[error("a bearer token is required")]
    Missing,
    #[error("the bearer token has expired")]
    Expired,
    #[error("the bearer token is not valid")]
    Invalid,
}

/// Why sign-in could not be set up.
#[derive(Debug, thiserror::Error)]
pub enum AuthSetupError {
    #[error("GUANXI_VIEWER is not set: with GUANXI_AUTH=none it says who asks")]
    NoViewer,
    #[error("GUANXI_JWKS_FILE {path}: {reason}")]
    Unreadable { path: PathBuf, reason: std::io::Error },
    #[error("GUANXI_JWKS_FILE {path}: {reason}")]
    Keys { path: PathBuf, reason: String },
}

impl Authenticator {
    /// Sets sign-in up; reads the key file if there is one.
    ///
    /// # Errors
    /// [`AuthSetupError`] naming the variable.
    pub fn new(auth: &AuthConfig, viewer: Option<&Viewer>) -> Result<Self, AuthSetupError> {
        match auth {
            AuthConfig::Open => viewer.cloned().map(Self::Open).ok_or(AuthSetupError::NoViewer),
            AuthConfig::Jwt(config) => Ok(Self::Bearer(TokenVerifier::new(config)?)),
        }
    }

    /// Who asks.
    ///
    /// # Errors
    /// [`Unauthenticated`] when there is no token that is believed.
    pub fn viewer(&self, headers: &HeaderMap) -> Result<Viewer, Unauthenticated> {
        match self {
            Self::Open(viewer) => Ok(viewer.clone()),
            Self::Bearer(verifier) => verifier.verify(bearer_token(headers)?),
        }
    }
}

fn bearer_token(headers: &HeaderMap) -> Result<&str, Unauthenticated> {
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    let value = values.next().ok_or(Unauthenticated::Missing)?;
    if values.next().is_some() {
        return Err(Unauthenticated::Invalid);
    }
    let (scheme, token) = value.to_str().ok().and_then(|text| text.split_once(' ')).ok_or(Unauthenticated::Invalid)?;
    if !scheme.eq_ignore_ascii_case("bearer") || token.len() > TOKEN_BYTES_MAX {
        return Err(Unauthenticated::Invalid);
    }
    Ok(token.trim())
}

/// What a token says; anything else in it is not looked at.
#[derive(Serialize, Deserialize)]
struct Claims {
    sub: String,
    role: String,
    exp: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    iat: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    iss: Option<String>,
    /// A text or a list of texts.
    #[serde(skip_serializing_if = "Option::is_none")]
    aud: Option<serde_json::Value>,
}

/// One key with the one algorithm it is for: the header of a token never chooses the algorithm.
struct VerifyingKey {
    key: DecodingKey,
    validation: Validation,
}

/// Checks tokens.
pub struct TokenVerifier {
    keys: VerifyingKeys,
}

enum VerifyingKeys {
    One(Box<VerifyingKey>),
    ById(HashMap<String, VerifyingKey>),
}

impl TokenVerifier {
    /// Takes the secret, or reads the key file.
    ///
    /// # Errors
    /// [`AuthSetupError`] naming the file and the key.
    pub fn new(config: &JwtConfig) -> Result<Self, AuthSetupError> {
        let keys = match &config.key {
            JwtKey::Secret(secret) => VerifyingKeys::One(Box::new(VerifyingKey {
                key: DecodingKey::from_secret(secret.expose().as_bytes()),
                validation: validation(Algorithm::HS256, config),
            })),
            JwtKey::Jwks(path) => read_jwks(path, config)?,
        };
        Ok(Self { keys })
    }

    fn verify(&self, token: &str) -> Result<Viewer, Unauthenticated> {
        let header = jsonwebtoken::decode_header(token).map_err(|_| Unauthenticated::Invalid)?;
        // RFC 7515 §4.1.11: extensions that must be understood, and none is.
        if header.crit.is_some() {
            return Err(Unauthenticated::Invalid);
        }
        let key = match (&self.keys, &header.kid) {
            (VerifyingKeys::One(key), _) => key,
            (VerifyingKeys::ById(keys), Some(id)) => keys.get(id).ok_or(Unauthenticated::Invalid)?,
            (VerifyingKeys::ById(_), None) => return Err(Unauthenticated::Invalid),
        };
        let claims = jsonwebtoken::decode::<Claims>(token, &key.key, &key.validation)
            .map_err(|error| match error.kind() {
                ErrorKind::ExpiredSignature => Unauthenticated::Expired,
                _ => Unauthenticated::Invalid,
            })?
            .claims;
        let person = Id::new(&claims.sub).map_err(|_| Unauthenticated::Invalid)?;
        let role = Role::parse(&claims.role).map_err(|_| Unauthenticated::Invalid)?;
        Ok(Viewer { person, role })
    }
}

fn validation(algorithm: Algorithm, config: &JwtConfig) -> Validation {
    let mut validation = Validation::new(algorithm);
    validation.leeway = LEEWAY_SECONDS;
    validation.validate_nbf = true;
    let mut required = vec!["exp", "sub"];
    if let Some(issuer) = &config.issuer {
        validation.set_issuer(&[issuer]);
        required.push("iss");
    }
    if let Some(audience) = &config.audience {
        validation.set_audience(&[audience]);
        required.push("aud");
    }
    validation.set_required_spec_claims(&required);
    validation
}

/// A single key without an id checks every token; any other set needs ids on all keys, and tokens that name one. Keys for
/// encryption are left out; a symmetric key has no place in a file of public keys.
fn read_jwks(path: &Path, config: &JwtConfig) -> Result<VerifyingKeys, AuthSetupError> {
    let text =
        std::fs::read_to_string(path).map_err(|reason| AuthSetupError::Unreadable { path: path.to_owned(), reason })?;
    let refused = |reason: String| AuthSetupError::Keys { path: path.to_owned(), reason };
    let set: JwkSet =
        serde_json::from_str(&text).map_err(|reason| refused(format!("no JSON Web Key Set: {reason}")))?;
    let mut keys = Vec::new();
    for jwk in set.keys.iter().filter(|jwk| jwk.common.public_key_use != Some(PublicKeyUse::Encryption)) {
        let id = jwk.common.key_id.clone();
        let named = id.as_deref().unwrap_or("without an id");
        let algorithm = algorithm_of(jwk).map_err(|reason| refused(format!("key {named}: {reason}")))?;
        let key = DecodingKey::from_jwk(jwk).map_err(|reason| refused(format!("key {named}: {reason}")))?;
        keys.push((id, VerifyingKey { key, validation: validation(algorithm, config) }));
    }
    if keys.len() == 1 {
        let (id, key) = keys.remove(0);
        return Ok(match id {
            None => VerifyingKeys::One(Box::new(key)),
            Some(id) => VerifyingKeys::ById(HashMap::from([(id, key)])),
        });
    }
    let mut by_id = HashMap::new();
    for (id, key) in keys {
        let id = id.ok_or_else(|| refused("several keys, and one has no kid".to_owned()))?;
        if by_id.insert(id.clone(), key).is_some() {
            return Err(refused(format!("two keys have the kid {id}")));
        }
    }
    if by_id.is_empty() {
        return Err(refused("no key to check signatures with".to_owned()));
    }
    Ok(VerifyingKeys::ById(by_id))
}

/// The algorithm a key is for, from its type alone; an `alg` it carries must say the same.
fn algorithm_of(jwk: &Jwk) -> Result<Algorithm, &'static str> {
    let (algorithm, name) = match &jwk.algorithm {
        AlgorithmParameters::RSA(rsa) => {
            // Base64 holds 6 bits a character.
            if rsa.n.trim_end_matches('=').len() * 6 < RSA_BITS_MIN {
                return Err("an RSA key of fewer than 2048 bits");
            }
            (Algorithm::RS256, KeyAlgorithm::RS256)
        }
        AlgorithmParameters::EllipticCurve(ec) if ec.curve == EllipticCurve::P256 => {
            (Algorithm::ES256, KeyAlgorithm::ES256)
        }
        AlgorithmParameters::OctetKey(_) => return Err("a symmetric key in a file of public keys"),
        _ => return Err("only RSA keys (RS256) and P-256 keys (ES256) are supported"),
    };
    match jwk.common.key_algorithm {
        Some(said) if said != name => Err("its alg is not the one of its type: RS256 or ES256"),
        _ => Ok(algorithm),
    }
}

/// Why no token could be made.
#[derive(Debug, thiserror::Error)]
pub enum TokenError {
    #[error("GUANXI_JWT_SECRET is not set: with GUANXI_JWKS_FILE only the holder of the private key makes tokens")]
    NoSecret,
    #[error("the token could not be made: {0}")]
    Signing(#[from] jsonwebtoken::errors::Error),
}

/// Makes an HS256 token for `viewer`, with the configured issuer and audience, that is good for `lifetime` from now.
///
/// # Errors
/// [`TokenError::NoSecret`] when tokens are checked with public keys.
pub fn token(config: &JwtConfig, viewer: &Viewer, lifetime: Duration) -> Result<String, TokenError> {
    let JwtKey::Secret(secret) = &config.key else { return Err(TokenError::NoSecret) };
    let now = jsonwebtoken::get_current_timestamp();
    let claims = Claims {
        sub: viewer.person.to_string(),
        role: viewer.role.code().to_owned(),
        exp: now.saturating_add(lifetime.as_secs()),
        iat: Some(now),
        iss: config.issuer.clone(),
        aud: config.audience.clone().map(serde_json::Value::String),
    };
    let key = EncodingKey::from_secret(secret.expose().as_bytes());
    Ok(jsonwebtoken::encode(&Header::new(Algorithm::HS256), &claims, &key)?)
}
