//! Sign-in by bearer token.

use std::io::Write;
use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use guanxi::config::{AuthConfig, JwtConfig, JwtKey, Secret};
use guanxi::domain::{Id, Role, Viewer};
use guanxi::web::{Authenticator, token};
use jsonwebtoken::jwk::{Jwk, JwkSet};
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode, get_current_timestamp};
use serde_json::{Value, json};

use crate::service::{Answer, Running, Settings, start, start_with};

const SECRET: &str = "a secret of the tests, long enough for HS256";
const RSA: &[u8] = include_bytes!("keys/rsa.TEST-ONLY.pem");
const EC: &[u8] = include_bytes!("keys/ec.TEST-ONLY.pem");
const EC_OTHER: &[u8] = include_bytes!("keys/ec-other.TEST-ONLY.pem");

fn by_secret() -> JwtConfig {
    JwtConfig { key: JwtKey::Secret(Secret::new(SECRET)), issuer: None, audience: None }
}

async fn service(config: JwtConfig) -> Running {
    start_with(Settings { auth: AuthConfig::Jwt(config), ..Settings::default() }).await
}

fn claims(changes: Value) -> Value {
    let mut claims = json!({ "sub": "p-1", "role": "manager", "exp": get_current_timestamp() + 600 });
    for (name, value) in changes.as_object().unwrap() {
        match value {
            Value::Null => claims.as_object_mut().unwrap().remove(name),
            value => claims.as_object_mut().unwrap().insert(name.clone(), value.clone()),
        };
    }
    claims
}

fn hs256(secret: &str, claims: &Value) -> String {
    encode(&Header::new(Algorithm::HS256), claims, &EncodingKey::from_secret(secret.as_bytes())).unwrap()
}

async fn me(service: &Running, authorization: &str) -> Answer {
    let headers = [
        ("content-type", "application/json"),
        ("accept", "application/graphql-response+json"),
        ("authorization", authorization),
    ];
    Answer::of(service.post(&headers, "{\"query\":\"{ me }\"}")).await
}

async fn expect_signed_in(service: &Running, token: &str) {
    let answer = me(service, &format!("Bearer {token}")).await;
    assert_eq!(answer.json(), json!({ "data": { "me": "p-1 manager" } }), "{}", answer.text);
}

async fn expect_refused(service: &Running, token: &str, why: &str) {
    let answer = me(service, &format!("Bearer {token}")).await;
    assert_eq!(answer.told(), (401, "UNAUTHENTICATED".to_owned()), "{why}");
    assert_eq!(answer.header("www-authenticate"), "Bearer error=\"invalid_token\"", "{why}");
    assert_eq!(answer.json().get("data"), None, "{why}");
}

#[tokio::test]
async fn without_a_token_nothing_is_answered() {
    let service = service(by_secret()).await;
    let answer = service.query("{ me }").await;
    assert_eq!(answer.told(), (401, "UNAUTHENTICATED".to_owned()));
    assert_eq!(answer.header("www-authenticate"), "Bearer");
    let large = Answer::of(service.post(&[("content-type", "text/plain")], "x")).await;
    assert_eq!(large.status, 401, "before anything else is looked at");
    for wrong in ["Basic cDpx", "Bearer", "token", "Bearer a.b.c", "Bearer ", "Bearer ..", "Bearer \u{7f}"] {
        let Ok(header) = reqwest::header::HeaderValue::from_str(wrong) else { continue };
        let request = service.post(&[("content-type", "application/json")], "{\"query\":\"{ me }\"}");
        assert_eq!(Answer::of(request.header("authorization", header)).await.status, 401, "{wrong}");
    }
    let request = service.post(&[("content-type", "application/json")], "{\"query\":\"{ me }\"}");
    let good = format!("Bearer {}", hs256(SECRET, &claims(json!({}))));
    let twice = request.header("authorization", &good).header("authorization", &good);
    assert_eq!(Answer::of(twice).await.status, 401, "two tokens");
}

#[tokio::test]
async fn a_token_made_here_is_believed() {
    let config = JwtConfig { issuer: Some("guanxi".to_owned()), audience: Some("crm".to_owned()), ..by_secret() };
    let viewer = Viewer { person: Id::new("p-1").unwrap(), role: Role::Manager };
    let made = token(&config, &viewer, Duration::from_secs(600)).unwrap();
    expect_signed_in(&service(config).await, &made).await;
    let keys = JwtConfig { key: JwtKey::Jwks("keys.json".into()), ..by_secret() };
    assert!(token(&keys, &viewer, Duration::from_secs(600)).is_err());
}

#[tokio::test]
async fn claims_are_checked() {
    let service = service(by_secret()).await;
    let now = get_current_timestamp();
    expect_signed_in(&service, &hs256(SECRET, &claims(json!({})))).await;
    expect_signed_in(&service, &hs256(SECRET, &claims(json!({ "role": "MANAGER", "nbf": now - 60, "x": [1] })))).await;
    expect_signed_in(&service, &hs256(SECRET, &claims(json!({ "iss": "anybody" })))).await;
    for (why, changes) in [
        ("expired", json!({ "exp": now - 3600 })),
        ("no expiry", json!({ "exp": null })),
        ("an expiry that is no number", json!({ "exp": "tomorrow" })),
        ("not yet good", json!({ "nbf": now + 3600 })),
        ("no subject", json!({ "sub": null })),
        ("an empty subject", json!({ "sub": "" })),
        ("a subject that is no identifier", json!({ "sub": "a\u{202e}b" })),
        ("no role", json!({ "role": null })),
        ("an unknown role", json!({ "role": "root" })),
        ("an audience that is not ours", json!({ "aud": "somebody else" })),
    ] {
        expect_refused(&service, &hs256(SECRET, &claims(changes)), why).await;
    }
    let expired = me(&service, &format!("Bearer {}", hs256(SECRET, &claims(json!({ "exp": now - 3600 }))))).await;
    assert!(expired.text.contains("expired"));
}

#[tokio::test]
async fn issuer_and_audience_are_checked_where_configured() {
    let config = JwtConfig { issuer: Some("idp".to_owned()), audience: Some("crm".to_owned()), ..by_secret() };
    let service = service(config).await;
    expect_signed_in(&service, &hs256(SECRET, &claims(json!({ "iss": "idp", "aud": "crm" })))).await;
    expect_signed_in(&service, &hs256(SECRET, &claims(json!({ "iss": "idp", "aud": ["other", "crm"] })))).await;
    for (why, changes) in [
        ("no issuer", json!({ "aud": "crm" })),
        ("another issuer", json!({ "iss": "evil", "aud": "crm" })),
        ("no audience", json!({ "iss": "idp" })),
        ("another audience", json!({ "iss": "idp", "aud": "shop" })),
        ("other audiences", json!({ "iss": "idp", "aud": ["shop", "blog"] })),
    ] {
        expect_refused(&service, &hs256(SECRET, &claims(changes)), why).await;
    }
}

#[tokio::test]
async fn signatures_are_checked() {
    let service = service(by_secret()).await;
    let good = hs256(SECRET, &claims(json!({})));
    let part = |json: &Value| BASE64_URL_SAFE_NO_PAD.encode(json.to_string());
    let body = part(&claims(json!({ "role": "executive" })));
    let signature = good.rsplit('.').next().unwrap();
    let header = good.split('.').next().unwrap();
    expect_refused(&service, &hs256("another secret, also of more than 32 bytes", &claims(json!({}))), "key").await;
    expect_refused(&service, &format!("{header}.{body}.{signature}"), "changed claims").await;
    expect_refused(&service, &format!("{header}.{body}."), "no signature").await;
    for algorithm in ["none", "None", "NONE", "HS384", "RS256", "ES256"] {
        let header = part(&json!({ "alg": algorithm, "typ": "JWT" }));
        expect_refused(&service, &format!("{header}.{body}."), algorithm).await;
        expect_refused(&service, &format!("{header}.{body}.{signature}"), algorithm).await;
    }
    let hs384 = Header::new(Algorithm::HS384);
    let other = encode(&hs384, &claims(json!({})), &EncodingKey::from_secret(SECRET.as_bytes())).unwrap();
    expect_refused(&service, &other, "a good signature by an algorithm that is not ours").await;
    let mut critical = Header::new(Algorithm::HS256);
    critical.crit = Some(vec!["x".to_owned()]);
    let token = encode(&critical, &claims(json!({})), &EncodingKey::from_secret(SECRET.as_bytes())).unwrap();
    expect_refused(&service, &token, "an extension that must be understood").await;
}

fn rsa() -> EncodingKey {
    EncodingKey::from_rsa_pem(RSA).unwrap()
}

fn ec(pem: &[u8]) -> EncodingKey {
    EncodingKey::from_ec_pem(pem).unwrap()
}

fn jwk(key: &EncodingKey, algorithm: Algorithm, id: Option<&str>) -> Jwk {
    let mut jwk = Jwk::from_encoding_key(key, algorithm).unwrap();
    jwk.common.key_id = id.map(str::to_owned);
    jwk
}

/// A key file; it lives as long as the first part.
fn key_file(keys: &Value) -> (tempfile::NamedTempFile, JwtConfig) {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(keys.to_string().as_bytes()).unwrap();
    let key = JwtKey::Jwks(file.path().to_owned());
    (file, JwtConfig { key, issuer: None, audience: None })
}

fn signed(key: &EncodingKey, algorithm: Algorithm, id: Option<&str>) -> String {
    let mut header = Header::new(algorithm);
    header.kid = id.map(str::to_owned);
    encode(&header, &claims(json!({})), key).unwrap()
}

#[tokio::test]
async fn public_keys_are_chosen_by_id_and_fix_the_algorithm() {
    let set =
        JwkSet { keys: vec![jwk(&rsa(), Algorithm::RS256, Some("r")), jwk(&ec(EC), Algorithm::ES256, Some("e"))] };
    let (_file, config) = key_file(&serde_json::to_value(&set).unwrap());
    let service = service(config).await;
    expect_signed_in(&service, &signed(&rsa(), Algorithm::RS256, Some("r"))).await;
    expect_signed_in(&service, &signed(&ec(EC), Algorithm::ES256, Some("e"))).await;
    expect_refused(&service, &signed(&ec(EC_OTHER), Algorithm::ES256, Some("e")), "a foreign key").await;
    expect_refused(&service, &signed(&ec(EC), Algorithm::ES256, Some("r")), "the other key").await;
    expect_refused(&service, &signed(&ec(EC), Algorithm::ES256, Some("x")), "an unknown id").await;
    expect_refused(&service, &signed(&ec(EC), Algorithm::ES256, None), "no id").await;
    expect_refused(&service, &signed(&rsa(), Algorithm::PS256, Some("r")), "the right key by another algorithm").await;

    // The classic confusion: the public key, which everybody has, used as if it were a shared secret.
    let modulus = serde_json::to_value(&set).unwrap()["keys"][0]["n"].as_str().unwrap().to_owned();
    for secret in [BASE64_URL_SAFE_NO_PAD.decode(&modulus).unwrap(), modulus.into_bytes()] {
        let mut header = Header::new(Algorithm::HS256);
        header.kid = Some("r".to_owned());
        let token = encode(&header, &claims(json!({})), &EncodingKey::from_secret(&secret)).unwrap();
        expect_refused(&service, &token, "algorithm confusion").await;
    }
}

#[tokio::test]
async fn one_key_without_an_id_checks_every_token() {
    let set = JwkSet { keys: vec![jwk(&ec(EC), Algorithm::ES256, None)] };
    let (_file, config) = key_file(&serde_json::to_value(&set).unwrap());
    let service = service(config).await;
    expect_signed_in(&service, &signed(&ec(EC), Algorithm::ES256, None)).await;
    expect_signed_in(&service, &signed(&ec(EC), Algorithm::ES256, Some("any"))).await;
    expect_refused(&service, &signed(&ec(EC_OTHER), Algorithm::ES256, None), "a foreign key").await;
}

#[test]
fn key_files_that_cannot_be_trusted_are_refused_on_start() {
    let ec = |id| serde_json::to_value(jwk(&ec(EC), Algorithm::ES256, id)).unwrap();
    let mut wrong_algorithm = ec(Some("a"));
    wrong_algorithm["alg"] = json!("RS256");
    let mut encrypting = ec(Some("a"));
    encrypting["use"] = json!("enc");
    for (keys, said) in [
        (json!({ "keys": [] }), "no key"),
        (json!({ "keys": [encrypting] }), "no key"),
        (json!([]), "no JSON Web Key Set"),
        (json!({ "keys": [{ "kty": "oct", "k": "c2VjcmV0", "kid": "s" }] }), "symmetric"),
        (json!({ "keys": [{ "kty": "RSA", "n": "AQAB", "e": "AQAB", "kid": "s" }] }), "2048"),
        (json!({ "keys": [{ "kty": "EC", "crv": "P-384", "x": "AA", "y": "AA", "kid": "s" }] }), "only RSA"),
        (json!({ "keys": [wrong_algorithm] }), "alg"),
        (json!({ "keys": [ec(Some("a")), ec(None)] }), "no kid"),
        (json!({ "keys": [ec(Some("a")), ec(Some("a"))] }), "two keys"),
    ] {
        let (_file, config) = key_file(&keys);
        let error = Authenticator::new(&AuthConfig::Jwt(config), None).err().expect(said).to_string();
        assert!(error.starts_with("GUANXI_JWKS_FILE") && error.contains(said), "{error}");
    }
    let missing = JwtConfig { key: JwtKey::Jwks("/no/such/keys.json".into()), ..by_secret() };
    let error = Authenticator::new(&AuthConfig::Jwt(missing), None).err().unwrap().to_string();
    assert!(error.contains("/no/such/keys.json"));
}

#[tokio::test]
async fn without_sign_in_the_configured_viewer_asks_and_only_by_a_loopback_name() {
    assert!(Authenticator::new(&AuthConfig::Open, None).err().unwrap().to_string().contains("GUANXI_VIEWER"));
    let service = start().await;
    assert_eq!(service.query("{ me }").await.json(), json!({ "data": { "me": "p-configured rep" } }));
    let port = service.address.port();
    for (host, status) in [
        (format!("localhost:{port}"), 200),
        (format!("127.0.0.1:{port}"), 200),
        (format!("[::1]:{port}"), 200),
        ("evil.example.com".to_owned(), 403),
        ("localhost.evil.example.com".to_owned(), 403),
        ("10.0.0.1".to_owned(), 403),
    ] {
        let request = format!("GET /graphql?query={{me}} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        let answer = service.raw(request.as_bytes()).await;
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{host}: {answer}");
    }
}
