//! What a field is for: the tokens of `autocomplete`, and those that a patient's data call for.

/// Field names of HTML's autofill section, sorted.
const FIELDS: &[&str] = &[
    "additional-name",
    "address-level1",
    "address-level2",
    "address-level3",
    "address-level4",
    "address-line1",
    "address-line2",
    "address-line3",
    "bday",
    "bday-day",
    "bday-month",
    "bday-year",
    "cc-additional-name",
    "cc-csc",
    "cc-exp",
    "cc-exp-month",
    "cc-exp-year",
    "cc-family-name",
    "cc-given-name",
    "cc-name",
    "cc-number",
    "cc-type",
    "country",
    "country-name",
    "current-password",
    "family-name",
    "given-name",
    "honorific-prefix",
    "honorific-suffix",
    "language",
    "name",
    "new-password",
    "nickname",
    "one-time-code",
    "organization",
    "organization-title",
    "photo",
    "postal-code",
    "sex",
    "street-address",
    "transaction-amount",
    "transaction-currency",
    "url",
    "username",
];

/// Field names that a word for the kind of contact may stand before, sorted.
const CONTACTS: &[&str] = &[
    "email",
    "impp",
    "tel",
    "tel-area-code",
    "tel-country-code",
    "tel-extension",
    "tel-local",
    "tel-local-prefix",
    "tel-local-suffix",
    "tel-national",
];

/// Why a list of autofill tokens is not one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BadTokens {
    /// This token is none of HTML's, or not one that can stand at its place.
    Unexpected(String),
    /// No field is named.
    NoField,
}

/// The field that an `autocomplete` value names, by the grammar of HTML's autofill detail tokens, in lower case.
///
/// # Errors
///
/// When the tokens do not follow the grammar.
pub fn autofill_field(autocomplete: &str) -> Result<String, BadTokens> {
    let lower = autocomplete.to_ascii_lowercase();
    let mut tokens = lower.split_ascii_whitespace().peekable();
    tokens.next_if(|token| token.starts_with("section-"));
    tokens.next_if(|token| ["shipping", "billing"].contains(token));
    let kind = tokens.next_if(|token| ["home", "work", "mobile", "fax", "pager"].contains(token));
    let field = tokens.next().ok_or(BadTokens::NoField)?;
    let fits = CONTACTS.binary_search(&field).is_ok()
        || kind.is_none() && FIELDS.binary_search(&field).is_ok();
    if !fits {
        return Err(BadTokens::Unexpected(field.to_owned()));
    }
    tokens.next_if(|token| *token == "webauthn");
    match tokens.next() {
        None => Ok(field.to_owned()),
        Some(more) => Err(BadTokens::Unexpected(more.to_owned())),
    }
}

/// The fields that a value of the patient's may be entered into, by the persona's key; none for a key that is none of
/// WCAG's input purposes.
///
/// The first is the one to propose. A value can be split over several fields, so its parts are listed too.
pub fn fields_for(key: &str) -> Option<&'static [&'static str]> {
    Some(match key {
        "given_name" => &["given-name"],
        "middle_name" => &["additional-name"],
        "family_name" => &["family-name"],
        "full_name" => &["name"],
        "honorific" => &["honorific-prefix", "honorific-suffix"],
        "nickname" | "preferred_name" => &["nickname", "given-name"],
        // An address of mail often is the name of the account.
        "username" => &["username", "email"],
        "email" => &["email", "username"],
        "phone" => &[
            "tel",
            "tel-national",
            "tel-country-code",
            "tel-area-code",
            "tel-local",
            "tel-local-prefix",
            "tel-local-suffix",
            "tel-extension",
        ],
        "address" | "street" => {
            &["street-address", "address-line1", "address-line2", "address-line3"]
        }
        "city" => &["address-level2"],
        "state" => &["address-level1"],
        "postal_code" => &["postal-code"],
        "country" => &["country-name", "country"],
        "date_of_birth" => &["bday", "bday-day", "bday-month", "bday-year"],
        "sex" | "gender" => &["sex"],
        "language" => &["language"],
        "organization" => &["organization"],
        "credit_card" => &["cc-number"],
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{CONTACTS, FIELDS, autofill_field, fields_for};

    #[test]
    fn the_lists_are_sorted() {
        assert!(FIELDS.is_sorted() && CONTACTS.is_sorted());
    }

    #[test]
    fn every_field_that_a_key_calls_for_exists() {
        for key in ["given_name", "phone", "street", "date_of_birth", "country", "credit_card"] {
            for field in fields_for(key).unwrap() {
                assert_eq!(autofill_field(field).as_deref(), Ok(*field), "{key}");
            }
        }
        assert_eq!(fields_for("mrn"), None);
        assert_eq!(fields_for("emergency_contact"), None);
    }
}
