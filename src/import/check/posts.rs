//! Posts in the own organization: nobody is in two at once unless dates say so.

use crate::domain::{Id, Membership};
use crate::import::fault::FaultCode;

use super::days;
use super::key::{Key, Seen};
use super::report::{At, Report};

/// The posts of this run in the own organization, and those that the same people have in the store.
#[derive(Debug, Default)]
pub(super) struct Posts(Vec<Post>);

#[derive(Debug)]
struct Post {
    person: Key,
    /// Absent: the post is in the store.
    at: Option<At>,
    /// The membership's identity.
    key: Key,
    from: i32,
    to: i32,
}

impl Posts {
    /// Takes in a post; one of the store has no place.
    pub(super) fn take(&mut self, membership: &Membership, at: Option<At>) {
        let (from, to) = days(membership.period);
        // A period of no day is a mistake that was taken back.
        if from < to {
            let person = Key::of_id(&membership.person_id);
            self.0.push(Post { person, at, key: Key::of_id(&membership.id()), from, to });
        }
    }

    /// Examines all posts once the last membership is read. `seen` are the memberships of this run, which replace the store's.
    pub(super) fn finish(&mut self, seen: &Seen, report: &mut Report) {
        self.0.retain(|post| post.at.is_some() || !seen.contains(post.key));
        self.0.sort_unstable_by_key(|post| (post.person, post.at));
        for posts in self.0.chunk_by(|a, b| a.person == b.person) {
            // An open post without dates is at once with every other.
            let (mut accepted, mut undated) = (0, false);
            for post in posts {
                let is_undated = (post.from, post.to) == (i32::MIN, i32::MAX);
                match post.at {
                    Some(at) if accepted > 0 && (is_undated || undated) => report.refuse(
                        at,
                        FaultCode::TwoPostsAtOnce,
                        "from",
                        None,
                        "dates, because the person has another post in the own organization and one of both has none",
                    ),
                    _ => {
                        accepted += 1;
                        undated |= is_undated;
                    }
                }
            }
        }
        self.0 = Vec::new();
    }
}

/// People whose posts in the store were asked for.
pub(super) fn not_asked(people: impl Iterator<Item = Id>, asked: &mut super::key::KeySet) -> Vec<Id> {
    people.filter(|id| asked.insert(Key::of_id(id))).collect()
}
