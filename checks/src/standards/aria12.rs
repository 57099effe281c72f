//! WAI-ARIA 1.2 as data: what it requires, its roles, its states and properties.

mod attributes;
mod roles;

pub use attributes::{ATTRIBUTES, Attribute, Value, attribute};
pub use roles::{
    Naming, ROLES, RoleInfo, inherits, is_later, owned_by, owns, presentational_children, required,
    role, supports,
};

use super::{Requirement, Standard};

const fn section(number: &'static str, title: &'static str, url: &'static str) -> Requirement {
    Requirement { standard: Standard::Aria12, number, title, level: "", url }
}

/// 5.2.2: what a role requires to be set.
pub const REQUIRED_STATES: Requirement = section(
    "5.2.2",
    "Required States and Properties",
    "https://www.w3.org/TR/wai-aria-1.2/#requiredState",
);
/// 5.2.5: what a role forbids.
pub const PROHIBITED_STATES: Requirement = section(
    "5.2.5",
    "Prohibited States and Properties",
    "https://www.w3.org/TR/wai-aria-1.2/#prohibitedattributes",
);
/// 5.2.8: which roles must have a name.
pub const NAME_CALCULATION: Requirement = section(
    "5.2.8",
    "Accessible Name Calculation",
    "https://www.w3.org/TR/wai-aria-1.2/#namecalculation",
);
/// 6.2.4: what values a state or property may have.
pub const VALUES: Requirement =
    section("6.2.4", "Value", "https://www.w3.org/TR/wai-aria-1.2/#propcharacteristic_value");
/// 6.6: the states and properties that there are.
pub const DEFINITIONS: Requirement = section(
    "6.6",
    "Definitions of States and Properties",
    "https://www.w3.org/TR/wai-aria-1.2/#state_prop_def",
);
/// 8.1: the role attribute.
pub const ROLE_ATTRIBUTE: Requirement =
    section("8.1", "Role Attribute", "https://www.w3.org/TR/wai-aria-1.2/#host_general_role");
/// 8.6: which states and properties an element takes.
pub const STATE_PROCESSING: Requirement = section(
    "8.6",
    "State and Property Attribute Processing",
    "https://www.w3.org/TR/wai-aria-1.2/#state_property_processing",
);
/// 9.3: what is marked as decorative and needed all the same.
pub const PRESENTATIONAL_CONFLICT: Requirement = section(
    "9.3",
    "Presentational Roles Conflict Resolution",
    "https://www.w3.org/TR/wai-aria-1.2/#conflict_resolution_presentation_none",
);
