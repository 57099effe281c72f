//! When the portal is put out of reach: after sign-out, and before Back is pressed.
//!
//! A page that is opened without a network takes nothing away. Going back with one asks for pages anew, and a service
//! worker may put the sign-in page where it kept the record.

use super::{Walker, stage::Stage};
use crate::capture::{Door, OfflineCase, Repeats, offline};
use wardround_checks::evidence::Offline;

impl Walker<'_> {
    /// What service workers give without a network; not tried where the target is no test system.
    pub(super) async fn offline(
        &self,
        stage: &Stage<'_>,
        repeats: &Repeats,
        last: Option<&str>,
        door: &Door,
    ) -> Option<Offline> {
        let portal = self.scenario.target.base_url().ok()?;
        if !self.scenario.target.is_test() {
            return None;
        }
        let case = OfflineCase { portal: &portal, repeats, last, scope: self.scope() };
        Some(offline(&stage.tab, &stage.context, door, &case).await)
    }
}
