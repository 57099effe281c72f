//! The people of the demo tenant: invented, and unique wherever they show.
//!
//! Every value of a patient is a canary: it is so improbable that finding it anywhere proves that it came from here. The
//! credentials are demonstration constants of a portal that listens on loopback only.

/// Somebody who can sign in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Account {
    /// Name for signing in.
    pub username: &'static str,
    /// Password for signing in.
    pub password: &'static str,
    /// Seed of the authenticator app, base32.
    pub totp: &'static str,
    /// What the account is for.
    pub role: Role,
}

/// What an account may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A patient sees the own record.
    Patient(&'static Patient),
    /// Staff see today's list and nobody's record.
    Staff,
}

/// What the portal knows about one patient.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patient {
    /// First name.
    pub given_name: &'static str,
    /// Last name.
    pub family_name: &'static str,
    /// E-mail address.
    pub email: &'static str,
    /// Telephone number.
    pub phone: &'static str,
    /// Street and number.
    pub street: &'static str,
    /// Town.
    pub city: &'static str,
    /// Postal code.
    pub postal_code: &'static str,
    /// Date of birth, ISO 8601.
    pub date_of_birth: &'static str,
    /// Date of birth as pages show it.
    pub date_of_birth_shown: &'static str,
    /// Medical record number.
    pub mrn: &'static str,
    /// Number of the insurance member.
    pub member_id: &'static str,
    /// Diagnosis.
    pub diagnosis: &'static str,
    /// Medication with its dose.
    pub medication: &'static str,
    /// What the clinician noted.
    pub provider_note: &'static str,
}

/// Password of patient one.
pub const PASSWORD_ONE: &str = "correct-horse-7Q!demo";
/// Authenticator seed of patient one, base32.
pub const TOTP_ONE: &str = "MFZWK43UNBXXE3TFPEZDGNLLOM2HQ5LZ";
/// Password of patient two.
pub const PASSWORD_TWO: &str = "velvet-anchor-4H!demo";
/// Authenticator seed of patient two, base32.
pub const TOTP_TWO: &str = "OJXXGZLNMFZHSNDIO44WY2LUNBSTEN3Y";
/// Password of the account that was disabled.
pub const PASSWORD_FORMER: &str = "amber-lattice-9D!demo";
/// Authenticator seed of the account that was disabled, base32.
pub const TOTP_FORMER: &str = "ONUGC3DPO4WXG5DPNZSS243QMFXG4ZLM";
/// Password of the staff user.
pub const PASSWORD_STAFF: &str = "copper-lantern-3K!demo";
/// Authenticator seed of the staff user, base32.
pub const TOTP_STAFF: &str = "NNSXE3TFNRSDG4DPMNVWK5BUGZTGC3DM";

/// The first synthetic patient, whom the bundled scenarios follow.
pub const PATIENT_ONE: Patient = Patient {
    given_name: "Thessaly",
    family_name: "Quillfeather",
    email: "thessaly.q7f3k@mail.example",
    phone: "+1 555 0142 773",
    street: "41 Zephyrlea Crescent",
    city: "Ostermarsh",
    postal_code: "99417",
    date_of_birth: "1984-03-17",
    date_of_birth_shown: "17 March 1984",
    mrn: "MRN-7F3K-0042-QX",
    member_id: "HMX-93KD-55120",
    diagnosis: "Zyblorosis of the left tarsus",
    medication: "Corvantrel 40 mg",
    provider_note: "gait guarded, brisk Hessler sign",
};

/// The second synthetic patient, who must never see the first.
pub const PATIENT_TWO: Patient = Patient {
    given_name: "Marinell",
    family_name: "Oxbowstrand",
    email: "marinell.o4hw9@mail.example",
    phone: "+1 555 0188 946",
    street: "8 Quernstone Passage",
    city: "Vellhaven",
    postal_code: "99862",
    date_of_birth: "1971-10-29",
    date_of_birth_shown: "29 October 1971",
    mrn: "MRN-4HW9-0117-ZD",
    member_id: "HMX-27PV-80364",
    diagnosis: "Quendal dysphoria of the right wrist",
    medication: "Bellarudin 15 mg",
    provider_note: "grip weak, positive Marrowby test",
};

/// Account of the first patient.
pub const ACCOUNT_ONE: Account = Account {
    username: "rowan.7fk2",
    password: PASSWORD_ONE,
    totp: TOTP_ONE,
    role: Role::Patient(&PATIENT_ONE),
};

/// Account of the second patient.
pub const ACCOUNT_TWO: Account = Account {
    username: "marin.4hw9",
    password: PASSWORD_TWO,
    totp: TOTP_TWO,
    role: Role::Patient(&PATIENT_TWO),
};

/// Account of the staff user.
pub const ACCOUNT_STAFF: Account = Account {
    username: "staff.k3rn",
    password: PASSWORD_STAFF,
    totp: TOTP_STAFF,
    role: Role::Staff,
};

/// Account of somebody who left, and was disabled.
pub const ACCOUNT_FORMER: Account = Account {
    username: "former.9d2x",
    password: PASSWORD_FORMER,
    totp: TOTP_FORMER,
    role: Role::Patient(&PATIENT_TWO),
};

/// Everybody who has an account.
pub const ACCOUNTS: [&Account; 4] = [&ACCOUNT_ONE, &ACCOUNT_TWO, &ACCOUNT_STAFF, &ACCOUNT_FORMER];
