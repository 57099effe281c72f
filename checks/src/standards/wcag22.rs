//! WCAG 2.2, levels A and AA: the 55 criteria.

use super::{Requirement, Standard};

const fn criterion(
    number: &'static str,
    title: &'static str,
    level: &'static str,
    url: &'static str,
) -> Requirement {
    Requirement { standard: Standard::Wcag22, number, title, level, url }
}

/// All of them, in the order of the standard.
pub static CRITERIA: [&Requirement; 55] = [
    &NON_TEXT_CONTENT,
    &AUDIO_ONLY_AND_VIDEO_ONLY_PRERECORDED,
    &CAPTIONS_PRERECORDED,
    &AUDIO_DESCRIPTION_OR_MEDIA_ALTERNATIVE_PRERECORDED,
    &CAPTIONS_LIVE,
    &AUDIO_DESCRIPTION_PRERECORDED,
    &INFO_AND_RELATIONSHIPS,
    &MEANINGFUL_SEQUENCE,
    &SENSORY_CHARACTERISTICS,
    &ORIENTATION,
    &IDENTIFY_INPUT_PURPOSE,
    &USE_OF_COLOR,
    &AUDIO_CONTROL,
    &CONTRAST_MINIMUM,
    &RESIZE_TEXT,
    &IMAGES_OF_TEXT,
    &REFLOW,
    &NON_TEXT_CONTRAST,
    &TEXT_SPACING,
    &CONTENT_ON_HOVER_OR_FOCUS,
    &KEYBOARD,
    &NO_KEYBOARD_TRAP,
    &CHARACTER_KEY_SHORTCUTS,
    &TIMING_ADJUSTABLE,
    &PAUSE_STOP_HIDE,
    &THREE_FLASHES_OR_BELOW_THRESHOLD,
    &BYPASS_BLOCKS,
    &PAGE_TITLED,
    &FOCUS_ORDER,
    &LINK_PURPOSE_IN_CONTEXT,
    &MULTIPLE_WAYS,
    &HEADINGS_AND_LABELS,
    &FOCUS_VISIBLE,
    &FOCUS_NOT_OBSCURED_MINIMUM,
    &POINTER_GESTURES,
    &POINTER_CANCELLATION,
    &LABEL_IN_NAME,
    &MOTION_ACTUATION,
    &DRAGGING_MOVEMENTS,
    &TARGET_SIZE_MINIMUM,
    &LANGUAGE_OF_PAGE,
    &LANGUAGE_OF_PARTS,
    &ON_FOCUS,
    &ON_INPUT,
    &CONSISTENT_NAVIGATION,
    &CONSISTENT_IDENTIFICATION,
    &CONSISTENT_HELP,
    &ERROR_IDENTIFICATION,
    &LABELS_OR_INSTRUCTIONS,
    &ERROR_SUGGESTION,
    &ERROR_PREVENTION_LEGAL_FINANCIAL_DATA,
    &REDUNDANT_ENTRY,
    &ACCESSIBLE_AUTHENTICATION_MINIMUM,
    &NAME_ROLE_VALUE,
    &STATUS_MESSAGES,
];

/// 1.1.1 Non-text Content.
pub const NON_TEXT_CONTENT: Requirement =
    criterion("1.1.1", "Non-text Content", "A", "https://www.w3.org/TR/WCAG22/#non-text-content");

/// 1.2.1 Audio-only and Video-only (Prerecorded).
pub const AUDIO_ONLY_AND_VIDEO_ONLY_PRERECORDED: Requirement = criterion(
    "1.2.1",
    "Audio-only and Video-only (Prerecorded)",
    "A",
    "https://www.w3.org/TR/WCAG22/#audio-only-and-video-only-prerecorded",
);

/// 1.2.2 Captions (Prerecorded).
pub const CAPTIONS_PRERECORDED: Requirement = criterion(
    "1.2.2",
    "Captions (Prerecorded)",
    "A",
    "https://www.w3.org/TR/WCAG22/#captions-prerecorded",
);

/// 1.2.3 Audio Description or Media Alternative (Prerecorded).
pub const AUDIO_DESCRIPTION_OR_MEDIA_ALTERNATIVE_PRERECORDED: Requirement = criterion(
    "1.2.3",
    "Audio Description or Media Alternative (Prerecorded)",
    "A",
    "https://www.w3.org/TR/WCAG22/#audio-description-or-media-alternative-prerecorded",
);

/// 1.2.4 Captions (Live).
pub const CAPTIONS_LIVE: Requirement =
    criterion("1.2.4", "Captions (Live)", "AA", "https://www.w3.org/TR/WCAG22/#captions-live");

/// 1.2.5 Audio Description (Prerecorded).
pub const AUDIO_DESCRIPTION_PRERECORDED: Requirement = criterion(
    "1.2.5",
    "Audio Description (Prerecorded)",
    "AA",
    "https://www.w3.org/TR/WCAG22/#audio-description-prerecorded",
);

/// 1.2.8 Media Alternative (Prerecorded).
pub const MEDIA_ALTERNATIVE_PRERECORDED: Requirement = criterion(
    "1.2.8",
    "Media Alternative (Prerecorded)",
    "AAA",
    "https://www.w3.org/TR/WCAG22/#media-alternative-prerecorded",
);

/// 1.3.1 Info and Relationships.
pub const INFO_AND_RELATIONSHIPS: Requirement = criterion(
    "1.3.1",
    "Info and Relationships",
    "A",
    "https://www.w3.org/TR/WCAG22/#info-and-relationships",
);

/// 1.3.2 Meaningful Sequence.
pub const MEANINGFUL_SEQUENCE: Requirement = criterion(
    "1.3.2",
    "Meaningful Sequence",
    "A",
    "https://www.w3.org/TR/WCAG22/#meaningful-sequence",
);

/// 1.3.3 Sensory Characteristics.
pub const SENSORY_CHARACTERISTICS: Requirement = criterion(
    "1.3.3",
    "Sensory Characteristics",
    "A",
    "https://www.w3.org/TR/WCAG22/#sensory-characteristics",
);

/// 1.3.4 Orientation.
pub const ORIENTATION: Requirement =
    criterion("1.3.4", "Orientation", "AA", "https://www.w3.org/TR/WCAG22/#orientation");

/// 1.3.5 Identify Input Purpose.
pub const IDENTIFY_INPUT_PURPOSE: Requirement = criterion(
    "1.3.5",
    "Identify Input Purpose",
    "AA",
    "https://www.w3.org/TR/WCAG22/#identify-input-purpose",
);

/// 1.4.1 Use of Color.
pub const USE_OF_COLOR: Requirement =
    criterion("1.4.1", "Use of Color", "A", "https://www.w3.org/TR/WCAG22/#use-of-color");

/// 1.4.2 Audio Control.
pub const AUDIO_CONTROL: Requirement =
    criterion("1.4.2", "Audio Control", "A", "https://www.w3.org/TR/WCAG22/#audio-control");

/// 1.4.3 Contrast (Minimum).
pub const CONTRAST_MINIMUM: Requirement = criterion(
    "1.4.3",
    "Contrast (Minimum)",
    "AA",
    "https://www.w3.org/TR/WCAG22/#contrast-minimum",
);

/// 1.4.4 Resize Text.
pub const RESIZE_TEXT: Requirement =
    criterion("1.4.4", "Resize Text", "AA", "https://www.w3.org/TR/WCAG22/#resize-text");

/// 1.4.5 Images of Text.
pub const IMAGES_OF_TEXT: Requirement =
    criterion("1.4.5", "Images of Text", "AA", "https://www.w3.org/TR/WCAG22/#images-of-text");

/// 1.4.10 Reflow.
pub const REFLOW: Requirement =
    criterion("1.4.10", "Reflow", "AA", "https://www.w3.org/TR/WCAG22/#reflow");

/// 1.4.11 Non-text Contrast.
pub const NON_TEXT_CONTRAST: Requirement = criterion(
    "1.4.11",
    "Non-text Contrast",
    "AA",
    "https://www.w3.org/TR/WCAG22/#non-text-contrast",
);

/// 1.4.12 Text Spacing.
pub const TEXT_SPACING: Requirement =
    criterion("1.4.12", "Text Spacing", "AA", "https://www.w3.org/TR/WCAG22/#text-spacing");

/// 1.4.13 Content on Hover or Focus.
pub const CONTENT_ON_HOVER_OR_FOCUS: Requirement = criterion(
    "1.4.13",
    "Content on Hover or Focus",
    "AA",
    "https://www.w3.org/TR/WCAG22/#content-on-hover-or-focus",
);

/// 2.1.1 Keyboard.
pub const KEYBOARD: Requirement =
    criterion("2.1.1", "Keyboard", "A", "https://www.w3.org/TR/WCAG22/#keyboard");

/// 2.1.2 No Keyboard Trap.
pub const NO_KEYBOARD_TRAP: Requirement =
    criterion("2.1.2", "No Keyboard Trap", "A", "https://www.w3.org/TR/WCAG22/#no-keyboard-trap");

/// 2.1.4 Character Key Shortcuts.
pub const CHARACTER_KEY_SHORTCUTS: Requirement = criterion(
    "2.1.4",
    "Character Key Shortcuts",
    "A",
    "https://www.w3.org/TR/WCAG22/#character-key-shortcuts",
);

/// 2.2.1 Timing Adjustable.
pub const TIMING_ADJUSTABLE: Requirement =
    criterion("2.2.1", "Timing Adjustable", "A", "https://www.w3.org/TR/WCAG22/#timing-adjustable");

/// 2.2.2 Pause, Stop, Hide.
pub const PAUSE_STOP_HIDE: Requirement =
    criterion("2.2.2", "Pause, Stop, Hide", "A", "https://www.w3.org/TR/WCAG22/#pause-stop-hide");

/// 2.3.1 Three Flashes or Below Threshold.
pub const THREE_FLASHES_OR_BELOW_THRESHOLD: Requirement = criterion(
    "2.3.1",
    "Three Flashes or Below Threshold",
    "A",
    "https://www.w3.org/TR/WCAG22/#three-flashes-or-below-threshold",
);

/// 2.4.1 Bypass Blocks.
pub const BYPASS_BLOCKS: Requirement =
    criterion("2.4.1", "Bypass Blocks", "A", "https://www.w3.org/TR/WCAG22/#bypass-blocks");

/// 2.4.2 Page Titled.
pub const PAGE_TITLED: Requirement =
    criterion("2.4.2", "Page Titled", "A", "https://www.w3.org/TR/WCAG22/#page-titled");

/// 2.4.3 Focus Order.
pub const FOCUS_ORDER: Requirement =
    criterion("2.4.3", "Focus Order", "A", "https://www.w3.org/TR/WCAG22/#focus-order");

/// 2.4.4 Link Purpose (In Context).
pub const LINK_PURPOSE_IN_CONTEXT: Requirement = criterion(
    "2.4.4",
    "Link Purpose (In Context)",
    "A",
    "https://www.w3.org/TR/WCAG22/#link-purpose-in-context",
);

/// 2.4.5 Multiple Ways.
pub const MULTIPLE_WAYS: Requirement =
    criterion("2.4.5", "Multiple Ways", "AA", "https://www.w3.org/TR/WCAG22/#multiple-ways");

/// 2.4.6 Headings and Labels.
pub const HEADINGS_AND_LABELS: Requirement = criterion(
    "2.4.6",
    "Headings and Labels",
    "AA",
    "https://www.w3.org/TR/WCAG22/#headings-and-labels",
);

/// 2.4.7 Focus Visible.
pub const FOCUS_VISIBLE: Requirement =
    criterion("2.4.7", "Focus Visible", "AA", "https://www.w3.org/TR/WCAG22/#focus-visible");

/// 2.4.11 Focus Not Obscured (Minimum).
pub const FOCUS_NOT_OBSCURED_MINIMUM: Requirement = criterion(
    "2.4.11",
    "Focus Not Obscured (Minimum)",
    "AA",
    "https://www.w3.org/TR/WCAG22/#focus-not-obscured-minimum",
);

/// 2.5.1 Pointer Gestures.
pub const POINTER_GESTURES: Requirement =
    criterion("2.5.1", "Pointer Gestures", "A", "https://www.w3.org/TR/WCAG22/#pointer-gestures");

/// 2.5.2 Pointer Cancellation.
pub const POINTER_CANCELLATION: Requirement = criterion(
    "2.5.2",
    "Pointer Cancellation",
    "A",
    "https://www.w3.org/TR/WCAG22/#pointer-cancellation",
);

/// 2.5.3 Label in Name.
pub const LABEL_IN_NAME: Requirement =
    criterion("2.5.3", "Label in Name", "A", "https://www.w3.org/TR/WCAG22/#label-in-name");

/// 2.5.4 Motion Actuation.
pub const MOTION_ACTUATION: Requirement =
    criterion("2.5.4", "Motion Actuation", "A", "https://www.w3.org/TR/WCAG22/#motion-actuation");

/// 2.5.7 Dragging Movements.
pub const DRAGGING_MOVEMENTS: Requirement = criterion(
    "2.5.7",
    "Dragging Movements",
    "AA",
    "https://www.w3.org/TR/WCAG22/#dragging-movements",
);

/// 2.5.8 Target Size (Minimum).
pub const TARGET_SIZE_MINIMUM: Requirement = criterion(
    "2.5.8",
    "Target Size (Minimum)",
    "AA",
    "https://www.w3.org/TR/WCAG22/#target-size-minimum",
);

/// 3.1.1 Language of Page.
pub const LANGUAGE_OF_PAGE: Requirement =
    criterion("3.1.1", "Language of Page", "A", "https://www.w3.org/TR/WCAG22/#language-of-page");

/// 3.1.2 Language of Parts.
pub const LANGUAGE_OF_PARTS: Requirement = criterion(
    "3.1.2",
    "Language of Parts",
    "AA",
    "https://www.w3.org/TR/WCAG22/#language-of-parts",
);

/// 3.2.1 On Focus.
pub const ON_FOCUS: Requirement =
    criterion("3.2.1", "On Focus", "A", "https://www.w3.org/TR/WCAG22/#on-focus");

/// 3.2.2 On Input.
pub const ON_INPUT: Requirement =
    criterion("3.2.2", "On Input", "A", "https://www.w3.org/TR/WCAG22/#on-input");

/// 3.2.3 Consistent Navigation.
pub const CONSISTENT_NAVIGATION: Requirement = criterion(
    "3.2.3",
    "Consistent Navigation",
    "AA",
    "https://www.w3.org/TR/WCAG22/#consistent-navigation",
);

/// 3.2.4 Consistent Identification.
pub const CONSISTENT_IDENTIFICATION: Requirement = criterion(
    "3.2.4",
    "Consistent Identification",
    "AA",
    "https://www.w3.org/TR/WCAG22/#consistent-identification",
);

/// 3.2.6 Consistent Help.
pub const CONSISTENT_HELP: Requirement =
    criterion("3.2.6", "Consistent Help", "A", "https://www.w3.org/TR/WCAG22/#consistent-help");

/// 3.3.1 Error Identification.
pub const ERROR_IDENTIFICATION: Requirement = criterion(
    "3.3.1",
    "Error Identification",
    "A",
    "https://www.w3.org/TR/WCAG22/#error-identification",
);

/// 3.3.2 Labels or Instructions.
pub const LABELS_OR_INSTRUCTIONS: Requirement = criterion(
    "3.3.2",
    "Labels or Instructions",
    "A",
    "https://www.w3.org/TR/WCAG22/#labels-or-instructions",
);

/// 3.3.3 Error Suggestion.
pub const ERROR_SUGGESTION: Requirement =
    criterion("3.3.3", "Error Suggestion", "AA", "https://www.w3.org/TR/WCAG22/#error-suggestion");

/// 3.3.4 Error Prevention (Legal, Financial, Data).
pub const ERROR_PREVENTION_LEGAL_FINANCIAL_DATA: Requirement = criterion(
    "3.3.4",
    "Error Prevention (Legal, Financial, Data)",
    "AA",
    "https://www.w3.org/TR/WCAG22/#error-prevention-legal-financial-data",
);

/// 3.3.7 Redundant Entry.
pub const REDUNDANT_ENTRY: Requirement =
    criterion("3.3.7", "Redundant Entry", "A", "https://www.w3.org/TR/WCAG22/#redundant-entry");

/// 3.3.8 Accessible Authentication (Minimum).
pub const ACCESSIBLE_AUTHENTICATION_MINIMUM: Requirement = criterion(
    "3.3.8",
    "Accessible Authentication (Minimum)",
    "AA",
    "https://www.w3.org/TR/WCAG22/#accessible-authentication-minimum",
);

/// 4.1.2 Name, Role, Value.
pub const NAME_ROLE_VALUE: Requirement =
    criterion("4.1.2", "Name, Role, Value", "A", "https://www.w3.org/TR/WCAG22/#name-role-value");

/// 4.1.3 Status Messages.
pub const STATUS_MESSAGES: Requirement =
    criterion("4.1.3", "Status Messages", "AA", "https://www.w3.org/TR/WCAG22/#status-messages");
/// 2.4.9 Link Purpose (Link Only), AAA.
pub const LINK_PURPOSE_LINK_ONLY: Requirement = criterion(
    "2.4.9",
    "Link Purpose (Link Only)",
    "AAA",
    "https://www.w3.org/TR/WCAG22/#link-purpose-link-only",
);
