//! Who may ask: refused configurations, tokens, and requests without one.

use serde_json::Value;

use crate::support::program::Program;

const SECRET: &str = "a secret of the tests, long enough for HS256";
const VIEWER: &str = "{ viewer { sourceId role } }";

#[test]
fn no_sign_in_is_for_loopback_addresses_alone() {
    for address in ["0.0.0.0:0", "[::]:0", "192.0.2.1:0"] {
        let program = Program::new().set("GUANXI_AUTH", "none").set("GUANXI_BIND", address);
        let told = program.run(&["serve"]).failed(2);
        assert!(told.stderr.contains("GUANXI_AUTH") && told.stderr.contains("loopback"), "{told:?}");
        assert!(!program.path("data").exists(), "refused before anything is made");
    }
}

#[test]
fn tokens_without_a_good_secret_are_refused_by_name() {
    let program = Program::new().set("GUANXI_AUTH", "jwt");
    for command in [&["serve"][..], &["token", "--person", "e1"]] {
        let told = program.run(command).failed(2);
        assert!(told.stderr.contains("GUANXI_JWT_SECRET"), "{told:?}");
    }
    let told = program.set("GUANXI_JWT_SECRET", "hunter2").run(&["serve"]).failed(2);
    assert!(told.stderr.contains("GUANXI_JWT_SECRET") && !told.stderr.contains("hunter2"), "{told:?}");
    let told = Program::new().run(&["token", "--person", "e1"]).failed(2);
    assert!(told.stderr.contains("GUANXI_AUTH=jwt"), "{told:?}");
}

#[tokio::test]
async fn a_token_signs_in_and_nothing_else_does() {
    let program = Program::with_demo().set("GUANXI_AUTH", "jwt").set("GUANXI_JWT_SECRET", SECRET);
    let server = program.serve();
    let told = server.ask(VIEWER, Value::Null).await;
    assert_eq!(told.told(), (401, "UNAUTHENTICATED"));
    assert_eq!(told.body.get("data"), None);
    assert_eq!(server.health("ready").await.status, 200, "health needs no token");

    let server = server.with_token("not.a.token");
    assert_eq!(server.ask(VIEWER, Value::Null).await.told(), (401, "UNAUTHENTICATED"));
    let elsewhere = Program::new().set("GUANXI_AUTH", "jwt").set("GUANXI_JWT_SECRET", SECRET.to_uppercase());
    let foreign = elsewhere.run(&["token", "--person", "emp-0000001", "--role", "executive"]).done();
    let server = server.with_token(foreign.trim());
    assert_eq!(server.ask(VIEWER, Value::Null).await.told(), (401, "UNAUTHENTICATED"));

    for (person, role, told) in [("emp-0000001", "executive", "EXECUTIVE"), ("emp-0000013", "rep", "REP")] {
        let token = program.run(&["token", "--person", person, "--role", role, "--hours", "1"]).done();
        let one = program.serve().with_token(token.trim());
        let answer = one.ask(VIEWER, Value::Null).await;
        let viewer = &answer.data()["viewer"];
        assert_eq!((viewer["sourceId"].as_str(), viewer["role"].as_str()), (Some(person), Some(told)));
    }
}
