//! Identifiers of blind lines. A fact's own identifier follows from its natural key: whoever guesses the colleague could check
//! the guess. So a masked line has one that only this process can make.

use std::sync::OnceLock;

use async_graphql::ID;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::domain::Influence;

/// The identifier of a line whose beginning is masked: the same while the process lives, and of no use to ask for it.
pub fn of(line: &Influence) -> ID {
    static KEY: OnceLock<[u8; 32]> = OnceLock::new();
    let hash = blake3::keyed_hash(KEY.get_or_init(rand::random), line.id().as_str().as_bytes());
    ID(URL_SAFE_NO_PAD.encode(format!("masked:{}", &hash.to_hex().as_str()[..32])))
}
