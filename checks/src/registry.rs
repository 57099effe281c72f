//! Every check there is.

use crate::{check::Entry, session, wcag};

/// Every check, sorted by id. The order is the order of every report.
pub static CHECKS: &[Entry] = &[
    Entry::state::<wcag::AccessibleAuthenticationMinimum>(),
    Entry::state::<wcag::AriaDefinedAttribute>(),
    Entry::state::<wcag::AriaPermittedAttribute>(),
    Entry::state::<wcag::AriaProhibitedAttribute>(),
    Entry::state::<wcag::AriaReference>(),
    Entry::state::<wcag::AriaRequiredAttribute>(),
    Entry::state::<wcag::AriaRequiredContext>(),
    Entry::state::<wcag::AriaRequiredOwned>(),
    Entry::state::<wcag::AriaValidAttributeValue>(),
    Entry::state::<wcag::AudioControl>(),
    Entry::state::<wcag::AudioDescriptionOrMediaAlternativePrerecorded>(),
    Entry::state::<wcag::AudioDescriptionPrerecorded>(),
    Entry::state::<wcag::AudioOnlyPrerecorded>(),
    Entry::state::<session::AutocompleteSensitive>(),
    Entry::state::<session::BackBfcache>(),
    Entry::state::<session::BackHttpCache>(),
    Entry::state::<wcag::ButtonName>(),
    Entry::state::<session::CacheDeception>(),
    Entry::flow::<session::CacheSharedPhi>(),
    Entry::flow::<session::CacheStorablePhi>(),
    Entry::state::<wcag::CaptionsPrerecorded>(),
    Entry::flow::<session::Clickjacking>(),
    Entry::flow::<session::ConcurrentSessions>(),
    Entry::flow::<wcag::ConsistentHelp>(),
    Entry::state::<wcag::ContrastEnhanced>(),
    Entry::state::<wcag::ContrastMinimum>(),
    Entry::flow::<session::CookieAttributes>(),
    Entry::flow::<session::CookiePersistent>(),
    Entry::flow::<session::CookieNamePrefix>(),
    Entry::state::<session::CorsPhi>(),
    Entry::flow::<session::CrossOriginIsolation>(),
    Entry::state::<session::CrossPatientReplay>(),
    Entry::flow::<session::CspBaseline>(),
    Entry::flow::<session::CsrfDefence>(),
    Entry::state::<wcag::DecorativeExposed>(),
    Entry::state::<session::DeprovisionedLogin>(),
    Entry::state::<session::DomAfterLock>(),
    Entry::flow::<session::EgressPhiThirdParty>(),
    Entry::flow::<session::EgressSessionReplay>(),
    Entry::flow::<session::EgressThirdPartyAsset>(),
    Entry::flow::<session::EgressTrackerAuthPage>(),
    Entry::state::<wcag::ErrorMessage>(),
    Entry::state::<wcag::FocusNotObscuredMinimum>(),
    Entry::state::<wcag::FocusOrder>(),
    Entry::state::<wcag::FocusVisible>(),
    Entry::state::<wcag::FormFieldName>(),
    Entry::state::<wcag::FrameIdenticalName>(),
    Entry::state::<wcag::FrameName>(),
    Entry::state::<wcag::HeadingName>(),
    Entry::state::<wcag::HeadingPurpose>(),
    Entry::state::<wcag::HiddenFocusable>(),
    Entry::state::<session::StrictTransportSecurity>(),
    Entry::state::<wcag::IdentifyInputPurpose>(),
    Entry::state::<session::IdleTimeoutServer>(),
    Entry::state::<wcag::ImageButtonName>(),
    Entry::state::<wcag::ImageDecoration>(),
    Entry::state::<wcag::ImageName>(),
    Entry::state::<wcag::ImagePurpose>(),
    Entry::state::<wcag::ImagesOfText>(),
    Entry::state::<wcag::InfoAndRelationshipsHeading>(),
    Entry::state::<wcag::InfoAndRelationshipsList>(),
    Entry::state::<wcag::InfoAndRelationshipsRadioGroup>(),
    Entry::state::<wcag::InfoAndRelationshipsTable>(),
    Entry::flow::<session::InsecureWebsocket>(),
    Entry::state::<wcag::InterruptionsRefresh>(),
    Entry::flow::<session::JwtLifetime>(),
    Entry::state::<wcag::Keyboard>(),
    Entry::state::<wcag::KeyboardScrollableContent>(),
    Entry::state::<wcag::LabelDuplicate>(),
    Entry::state::<wcag::LabelInName>(),
    Entry::state::<wcag::LabelPurpose>(),
    Entry::state::<wcag::LabelsOrInstructions>(),
    Entry::state::<wcag::LabelsOrInstructionsRequired>(),
    Entry::state::<wcag::LanguageOfPage>(),
    Entry::state::<wcag::LanguageOfPageKnown>(),
    Entry::state::<wcag::LanguageOfParts>(),
    Entry::state::<wcag::LinkIdentical>(),
    Entry::state::<wcag::LinkIdenticalInContext>(),
    Entry::state::<wcag::LinkName>(),
    Entry::state::<wcag::LinkPurposeInContext>(),
    Entry::state::<wcag::LinkPurposeLinkOnly>(),
    Entry::state::<session::LoginEnumeration>(),
    Entry::state::<session::LogoutClearsClient>(),
    Entry::state::<session::LogoutClosesChannels>(),
    Entry::flow::<session::LogoutControl>(),
    Entry::state::<session::LogoutCrossTab>(),
    Entry::state::<session::LogoutInvalidatesSession>(),
    Entry::flow::<session::LogoutRevokesToken>(),
    Entry::state::<session::LogoutSsoRelogin>(),
    Entry::state::<wcag::MeaningfulSequence>(),
    Entry::state::<wcag::MediaAlternativePrerecorded>(),
    Entry::state::<wcag::MenuitemName>(),
    Entry::flow::<session::MfaAtLogin>(),
    Entry::flow::<session::MixedContent>(),
    Entry::state::<wcag::MotionActuation>(),
    Entry::state::<wcag::NameRoleValueState>(),
    Entry::state::<wcag::NoKeyboardTrap>(),
    Entry::state::<wcag::NonTextContrast>(),
    Entry::state::<session::Nosniff>(),
    Entry::state::<wcag::ObjectName>(),
    Entry::flow::<session::ObjectStorePublic>(),
    Entry::state::<wcag::Orientation>(),
    Entry::state::<wcag::PageTextLanguage>(),
    Entry::state::<wcag::PageTitlePurpose>(),
    Entry::state::<wcag::PageTitled>(),
    Entry::state::<wcag::PartTextLanguage>(),
    Entry::flow::<session::PermissionsPolicyMedia>(),
    Entry::flow::<session::PhiCacheApi>(),
    Entry::flow::<session::PhiInConsole>(),
    Entry::flow::<session::PhiInCookie>(),
    Entry::flow::<session::PhiInReferrer>(),
    Entry::flow::<session::PhiInTitle>(),
    Entry::flow::<session::PhiInToken>(),
    Entry::flow::<session::PhiInUrl>(),
    Entry::flow::<session::PhiIndexedDb>(),
    Entry::flow::<session::PhiWebStorage>(),
    Entry::state::<session::PlaintextHttp>(),
    Entry::state::<wcag::PresentationalChildren>(),
    Entry::flow::<wcag::RedundantEntry>(),
    Entry::flow::<session::ReferrerPolicyLeak>(),
    Entry::flow::<session::ResidueClientStorage>(),
    Entry::flow::<session::ResidueDownload>(),
    Entry::flow::<session::ResidueFormData>(),
    Entry::flow::<session::ResidueHistory>(),
    Entry::flow::<session::ResidueHttpCache>(),
    Entry::state::<wcag::ResizeTextViewport>(),
    Entry::state::<wcag::RoleValid>(),
    Entry::state::<wcag::RolelessFieldName>(),
    Entry::state::<session::ScreenLeftAfterTimeout>(),
    Entry::flow::<session::SecretsInJs>(),
    Entry::state::<wcag::SensoryCharacteristics>(),
    Entry::state::<session::SessionFixation>(),
    Entry::state::<session::SessionIdEntropy>(),
    Entry::flow::<session::SessionIdInUrl>(),
    Entry::state::<session::SessionRotationPrivilege>(),
    Entry::state::<session::SessionRotationStepUp>(),
    Entry::state::<wcag::StatusMessages>(),
    Entry::state::<wcag::SummaryName>(),
    Entry::state::<wcag::SvgName>(),
    Entry::state::<session::SwServesPhiLoggedOut>(),
    Entry::state::<wcag::TableHeaderCells>(),
    Entry::state::<wcag::TableHeaders>(),
    Entry::state::<wcag::TargetSizeMinimum>(),
    Entry::state::<wcag::TextSpacingImportant>(),
    Entry::state::<session::TimeoutWarning>(),
    Entry::state::<wcag::TimingAdjustableRefresh>(),
    Entry::state::<session::TlsCertificate>(),
    Entry::state::<session::TlsLegacy>(),
    Entry::state::<session::TlsModern>(),
    Entry::flow::<session::TokenInWebStorage>(),
    Entry::flow::<session::UnauthReplayPhi>(),
    Entry::state::<wcag::UseOfColorLink>(),
    Entry::flow::<session::VerboseErrors>(),
    Entry::state::<wcag::VideoOnlyPrerecorded>(),
    Entry::state::<session::WebrtcTransport>(),
];

/// The check of this id.
pub fn find(id: &str) -> Option<&'static Entry> {
    CHECKS.iter().find(|check| check.meta.id == id)
}

#[cfg(test)]
mod tests {
    use super::CHECKS;

    const HEADINGS: [&str; 5] = [
        "# Requirement",
        "# Why it matters",
        "# How it is judged",
        "# What it does not see",
        "# Sources",
    ];

    #[test]
    fn ids_are_sorted_unique_and_kebab_case() {
        let ids: Vec<_> = CHECKS.iter().map(|check| check.meta.id).collect();
        assert!(ids.is_sorted_by(|a, b| a < b), "{ids:?}");
        for id in ids {
            assert!(id.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{id}");
        }
    }

    #[test]
    fn every_check_has_a_whole_page() {
        for check in CHECKS {
            let page = check.meta.page();
            let headings: Vec<_> = page.lines().filter(|line| line.starts_with("# ")).collect();
            assert_eq!(headings, HEADINGS, "{}", check.meta.id);
        }
    }

    #[test]
    fn every_check_embeds_its_own_file() {
        for check in CHECKS {
            let itself = format!("id: \"{}\"", check.meta.id);
            assert!(check.meta.source.contains(&itself), "{}", check.meta.id);
        }
    }

    #[test]
    fn every_check_cites_a_standard_and_reads_something() {
        for check in CHECKS {
            assert!(!check.meta.requires.is_empty(), "{}", check.meta.id);
            assert!(!check.needs.is_empty(), "{}", check.meta.id);
        }
    }
}
