//! When an idle session ended: what the parallel idle experiment shows, if its controls held.

use crate::evidence::{Idle, Kit, KitKind, Liveness};

/// What the idle experiment shows.
#[derive(Debug, Clone, PartialEq)]
pub struct IdleBoundary {
    /// The longest idle time after which a session was alive.
    pub last_alive: Option<f64>,
    /// The shortest idle time after which a session was dead.
    pub first_dead: Option<f64>,
    /// Why the death of a session shows nothing, in words.
    pub doubts: Vec<String>,
    /// Whether the active session died too: the sessions end after a fixed time, used or not.
    pub fixed_lifetime: bool,
    told_apart: bool,
    ordered: bool,
}

impl IdleBoundary {
    /// Works it out. A session that is dead after a shorter idle time than one that is alive shows that something
    /// other than idleness ends sessions; then there is no boundary.
    pub fn of(idle: &Idle) -> Self {
        let of = |kind| idle.kits.iter().filter(move |kit: &&Kit| kit.kind == kind);
        let idle_of = |session| {
            of(KitKind::Probed).filter(move |kit| kit.session == session).map(|kit| kit.idle_s)
        };
        let mut boundary = Self {
            last_alive: idle_of(Liveness::Alive).reduce(f64::max),
            first_dead: idle_of(Liveness::Dead).reduce(f64::min),
            doubts: Vec::new(),
            fixed_lifetime: of(KitKind::Active).any(|kit| kit.session == Liveness::Dead),
            told_apart: all(of(KitKind::SignedOut), Liveness::Dead),
            ordered: true,
        };
        if let (Some(alive), Some(dead)) = (boundary.last_alive, boundary.first_dead) {
            boundary.ordered = alive < dead;
        }
        if boundary.fixed_lifetime {
            boundary.doubts.push(
                "the session that was kept active died as well, so that it is not idleness that ends a session"
                    .to_owned(),
            );
        } else if !all(of(KitKind::Active), Liveness::Alive) {
            boundary
                .doubts
                .push("no session is known to have lived because it was kept active".to_owned());
        }
        boundary.doubts.extend(boundary.doubts_of_failing());
        boundary
    }

    /// Why the life of a session shows nothing, in words.
    pub fn doubts_of_failing(&self) -> Vec<String> {
        let untold = (!self.told_apart).then_some("no signed-out session was known as dead");
        let disordered = (!self.ordered)
            .then_some("a session was dead after a shorter time than another was alive");
        untold.into_iter().chain(disordered).map(str::to_owned).collect()
    }
}

fn all<'e>(mut kits: impl Iterator<Item = &'e Kit>, session: Liveness) -> bool {
    kits.next().is_some_and(|kit| kit.session == session) && kits.all(|kit| kit.session == session)
}

#[cfg(test)]
mod tests {
    use super::IdleBoundary;
    use crate::testing::idle;

    #[test]
    fn the_boundary_lies_between_the_last_alive_and_the_first_dead() {
        let boundary =
            IdleBoundary::of(&idle("P60 alive; P840 alive; P930 dead; P960 dead; A alive; Z dead"));
        assert_eq!((boundary.last_alive, boundary.first_dead), (Some(840.0), Some(930.0)));
        assert_eq!(boundary.doubts, Vec::<String>::new());
        let unknown =
            IdleBoundary::of(&idle("P60 alive; P300 unknown; P930 dead; A alive; Z dead"));
        assert_eq!((unknown.last_alive, unknown.first_dead), (Some(60.0), Some(930.0)));
    }

    #[test]
    fn each_control_must_hold() {
        for (kits, doubts, fixed) in [
            ("P60 alive; P930 dead; A alive; Z dead", 0, false),
            ("P60 alive; P930 dead; A dead; Z dead", 1, true),
            ("P60 alive; P930 dead; A unknown; Z dead", 1, false),
            ("P60 alive; P930 dead; Z dead", 1, false),
            ("P60 alive; P930 dead; A alive; Z alive", 1, false),
            ("P60 alive; P930 dead; A alive; Z unknown", 1, false),
            ("P60 alive; P930 dead; A alive", 1, false),
            ("P60 alive; P930 dead; A alive; A dead; Z dead", 1, true),
            ("P60 dead; P930 alive; A alive; Z dead", 1, false),
            ("", 2, false),
        ] {
            let boundary = IdleBoundary::of(&idle(kits));
            assert_eq!((boundary.doubts.len(), boundary.fixed_lifetime), (doubts, fixed), "{kits}");
        }
    }
}
