//! HIPAA, 45 CFR part 164: what a finding is evidence for. A report never says more than that.

use super::{Requirement, Standard};

const fn section(number: &'static str, title: &'static str, url: &'static str) -> Requirement {
    Requirement { standard: Standard::Hipaa, number, title, level: "", url }
}

const SECTION_308: &str = "https://www.ecfr.gov/current/title-45/section-164.308";
const SECTION_310: &str = "https://www.ecfr.gov/current/title-45/section-164.310";
const SECTION_312: &str = "https://www.ecfr.gov/current/title-45/section-164.312";
const SECTION_502: &str = "https://www.ecfr.gov/current/title-45/section-164.502";

/// 164.308(b) business associate contracts.
pub const BUSINESS_ASSOCIATES: Requirement =
    section("164.308(b)", "Business associate contracts", SECTION_308);
/// 164.310(b) workstation use.
pub const WORKSTATION_USE: Requirement = section("164.310(b)", "Workstation use", SECTION_310);
/// 164.310(c) workstation security.
pub const WORKSTATION_SECURITY: Requirement =
    section("164.310(c)", "Workstation security", SECTION_310);
/// 164.310(d)(1) device and media controls.
pub const DEVICE_CONTROLS: Requirement =
    section("164.310(d)(1)", "Device and media controls", SECTION_310);
/// 164.312(a)(1) access control.
pub const ACCESS_CONTROL: Requirement = section("164.312(a)(1)", "Access control", SECTION_312);
/// 164.312(a)(2)(iii) automatic logoff.
pub const AUTOMATIC_LOGOFF: Requirement =
    section("164.312(a)(2)(iii)", "Automatic logoff", SECTION_312);
/// 164.312(a)(2)(iv) encryption and decryption.
pub const ENCRYPTION: Requirement =
    section("164.312(a)(2)(iv)", "Encryption and decryption", SECTION_312);
/// 164.312(c)(1) integrity.
pub const INTEGRITY: Requirement = section("164.312(c)(1)", "Integrity", SECTION_312);
/// 164.312(d) person or entity authentication.
pub const AUTHENTICATION: Requirement =
    section("164.312(d)", "Person or entity authentication", SECTION_312);
/// 164.312(e)(1) transmission security.
pub const TRANSMISSION_SECURITY: Requirement =
    section("164.312(e)(1)", "Transmission security", SECTION_312);
/// 164.312(e)(2)(ii) encryption in transmission.
pub const TRANSMISSION_ENCRYPTION: Requirement =
    section("164.312(e)(2)(ii)", "Encryption in transmission", SECTION_312);
/// 164.502(a) uses and disclosures.
pub const DISCLOSURE: Requirement = section("164.502(a)", "Uses and disclosures", SECTION_502);
