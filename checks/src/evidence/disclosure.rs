//! What a body gives away beside health data: credentials, and the insides of a server.

use serde::{Deserialize, Serialize};

/// Something that a body gives away. What it is stands here, and never the thing itself.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Disclosure {
    /// What kind of thing it is.
    pub kind: DisclosureKind,
    /// What it is called: `a private key`, `a Java stack trace`.
    pub name: String,
    /// A keyed hash of it: equal things have equal hashes in one run.
    pub hash: String,
}

/// A kind of thing that a body gives away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DisclosureKind {
    /// A credential, known by a form that nothing else has.
    Credential,
    /// What may be a credential: only who issued it can say.
    Candidate,
    /// The calls that led to a failure.
    StackTrace,
    /// The words of a database.
    DatabaseError,
    /// A page that a framework shows its developers.
    DebugPage,
    /// A path in the server's own file system.
    ServerPath,
}
