//! Faults of accessibility: what real patient portals were found with, one defect at a time.

use super::fault::faults;

faults! {
    CALENDAR_ARROWS_UNNAMED: "calendar-arrows-unnamed", ["button-name", "image-decoration"], "appointment", "choose-clinician",
        "The arrows of the month calendar are icons without a name.";
    CALENDAR_DAYS_DIV: "calendar-days-div", ["keyboard"], "appointment", "pick-day",
        "The days of the calendar answer the mouse only: they look and sound like buttons but are divs that cannot be focused.";
    APPOINTMENT_LINK_HIDDEN: "appointment-link-hidden", ["hidden-focusable"], "appointment", "second-factor",
        "The link See your appointments is hidden from assistive technology, and Tab stops at it.";
    SEARCH_RESULTS_GROUPS: "search-results-groups", ["aria-required-owned"], "appointment", "find-clinician",
        "The clinicians found are a list whose items have the role group.";
    CLINIC_PICTURE_UNNAMED: "clinic-picture-unnamed", ["object-name"], "appointment", "choose-clinician",
        "The picture of the clinic is an object without a name.";
    SLOT_STATE_MISSING: "slot-state-missing", ["aria-required-attribute"], "appointment", "pick-day",
        "The times are radio buttons made of divs that never say which one is checked.";
    SLOT_STATE_INVALID: "slot-state-invalid", ["aria-valid-attribute-value"], "appointment", "pick-day",
        "The times are radio buttons made of divs whose aria-checked says yes and no.";
    SLOT_ARIA_MISSPELT: "slot-aria-misspelt", ["aria-defined-attribute"], "appointment", "pick-day",
        "The Continue button below the times has the misspelt attribute aria-labeledby (it names the button itself, because Chromium obeys that spelling).";
    ROLE_MISSPELT: "role-misspelt", ["role-valid"], "appointment", "choose-clinician",
        "The Next month button has the misspelt role buton.";
    INSURANCE_TRAP: "insurance-trap", ["no-keyboard-trap", "keyboard"], "appointment", "pick-time",
        "Tab and Shift+Tab cannot leave the insurance question; the mouse can. Two checks see it: the focus is held, and the flow cannot go on by keyboard.";
    INTAKE_LABELS_MISSING: "intake-labels-missing", ["form-field-name"], "appointment", "pick-time",
        "The words beside the Preferred name field are not its label, and it has no other name.";
    ERROR_REFERENCE_BROKEN: "error-reference-broken", ["aria-reference"], "appointment", "pick-time",
        "The Phone field is described by an element that does not exist.";
    AUTOCOMPLETE_WRONG: "autocomplete-wrong", ["identify-input-purpose"], "appointment", "describe-visit",
        "The Email field asks the browser for a name.";
    INSURANCE_QUESTION_LOOSE: "insurance-question-loose", ["info-and-relationships-radio-group"], "appointment", "pick-time",
        "The question about the insurance is a paragraph above two radio buttons that say Yes and No.";
    OPTIONAL_FIELD_UNMARKED: "optional-field-unmarked", ["labels-or-instructions-required"], "appointment", "pick-time",
        "Nothing in the form says which of its fields may be left empty.";
    PLACE_LABEL_UNSEEN: "place-label-unseen", ["labels-or-instructions"], "appointment", "start-booking",
        "The Town or postcode field has a placeholder where its label was.";
    LOW_CONTRAST: "low-contrast", ["contrast-minimum"], "appointment", "pick-time",
        "The help text above the form is grey on white at 3.1:1.";
    FIELD_PALE: "field-pale", ["non-text-contrast"], "appointment", "pick-time",
        "The border of the Preferred name field is pale grey on white at 1.4:1.";
    CONTACT_ASKED_TWICE: "contact-asked-twice", ["redundant-entry"], "appointment", "confirm-booking",
        "The review page asks for the phone number again, in an empty required field.";
    BOOKING_NOT_ANNOUNCED: "booking-not-announced", ["status-messages"], "appointment", "confirm-booking",
        "The confirmation of a booking appears in a plain div, and focus stays where it was.";
    HEADING_NUMBER_ONLY: "heading-number-only", ["heading-purpose"], "appointment", "see-appointments",
        "The heading of the booked appointment is split, so that only the day's number is a heading.";
    BOOKING_CARD_ITEM: "booking-card-item", ["aria-required-context"], "appointment", "see-appointments",
        "The card of the booked appointment is a list item, and no list is around it.";
    LETTER_SPACING_FIXED: "letter-spacing-fixed", ["text-spacing-important"], "appointment", "start-rescheduling",
        "The sentence below Times has a style attribute that sets the spacing of its letters as important.";
    WAY_BACK_LABELLED: "way-back-labelled", ["aria-prohibited-attribute"], "appointment", "cancel-appointment",
        "The paragraph with the link back to the appointments has an aria-label, which paragraphs must not have.";
    WAY_BACK_EXPANDED: "way-back-expanded", ["aria-permitted-attribute"], "appointment", "cancel-appointment",
        "The paragraph with the link back to the appointments says that it is expanded.";
    PASTE_REFUSED: "paste-refused", ["accessible-authentication-minimum"], "sign-out", "second-factor",
        "The field for the authentication code refuses what is pasted into it.";
    TIMEOUT_WARNING_SHORT: "timeout-warning-short", ["timeout-warning"], "sign-out", "look-at-home",
        "The warning before automatic sign-out comes 10 seconds before the end, at a time scale of one.";
    TIMEOUT_WARNING_NONE: "timeout-warning-none", ["timeout-warning"], "sign-out", "look-at-home",
        "Automatic sign-out comes without a warning.";
    DEVICE_STEPS_REVERSED: "device-steps-reversed", ["meaningful-sequence"], "telehealth", "open-visit",
        "The three steps of the device test are written from the last to the first, and a style sheet turns them over.";
    WAITING_ROOM_TURNED: "waiting-room-turned", ["orientation"], "telehealth", "enter-waiting-room",
        "A style sheet turns the waiting room by a quarter while the window is upright.";
    WAITING_ROOM_LIST_TYPED: "waiting-room-list-typed", ["info-and-relationships-list"], "telehealth", "enter-waiting-room",
        "What to do meanwhile is a list of three lines that begin with a typed bullet.";
    SETTINGS_SAID_OPEN: "settings-said-open", ["name-role-value-state"], "telehealth", "join-call",
        "The Settings button of the call says that it is expanded while its panel is hidden.";
    LINK_IN_BUTTON: "link-in-button", ["presentational-children"], "telehealth", "second-factor",
        "The link Prepare for your visit stands in a button.";
    FILM_CAPTIONS_MISSING: "film-captions-missing", ["captions-prerecorded"], "telehealth", "open-visit",
        "The film about how a video visit works has sound and no captions track.";
    WAITING_ROOM_MUSIC: "waiting-room-music", ["audio-control"], "telehealth", "enter-waiting-room",
        "Music starts by itself in the waiting room, repeats, and cannot be stopped.";
    WAITING_ROOM_RELOADS: "waiting-room-reloads", ["timing-adjustable-refresh"], "telehealth", "enter-waiting-room",
        "The waiting room reloads itself after half an hour.";
    CALL_BUTTONS_UNNAMED: "call-buttons-unnamed", ["button-name", "image-decoration"], "telehealth", "join-call",
        "The Settings button of the call is an icon without a name.";
    LANGUAGE_MISSING: "language-missing", ["language-of-page"], "telehealth", "enter-waiting-room",
        "The waiting room does not say in which language it is.";
    LANGUAGE_UNKNOWN: "language-unknown", ["language-of-page-known"], "telehealth", "enter-waiting-room",
        "The waiting room says that it is in `english`, which is no language tag.";
    SURVEY_DIALOG_UNFOCUSED: "survey-dialog-unfocused", ["focus-order"], "telehealth", "leave-visit",
        "The survey after the visit is a modal dialog that takes no focus and leaves the page behind it in the tab order.";
    SURVEY_PICTURE_UNNAMED: "survey-picture-unnamed", ["image-button-name"], "telehealth", "leave-visit",
        "The answer that the visit went well is a picture to press, without a name.";
    HOME_HEADING_EMPTY: "home-heading-empty", ["heading-name"], "records", "second-factor",
        "The heading above the new results is a drawing without a name.";
    HOME_LINK_GENERIC: "home-link-generic", ["link-purpose-in-context"], "records", "second-factor",
        "A link below the new results says Read more, alone in its paragraph.";
    CARD_HEADING_PLAIN: "card-heading-plain", ["info-and-relationships-heading"], "records", "open-records",
        "The heading of the second card is a paragraph that looks like the other headings.";
    ZOOM_DISABLED: "zoom-disabled", ["resize-text-viewport"], "records", "open-records",
        "The viewport of the records overview forbids enlarging.";
    FOCUS_RING_REMOVED: "focus-ring-removed", ["focus-visible"], "records", "open-records",
        "The link Ask about your records looks the same with focus and without.";
    RESULT_HEADERS_BROKEN: "result-headers-broken", ["table-headers"], "records", "open-results",
        "A cell of the results table takes an element outside the table for its header.";
    RESULT_COLUMN_EMPTY: "result-column-empty", ["table-header-cells"], "records", "open-results",
        "The results table has a header for a column that no row has.";
    TREND_CHART_UNNAMED: "trend-chart-unnamed", ["svg-name"], "records", "open-results",
        "The trend chart is an image without a name.";
    TARGETS_TINY: "targets-tiny", ["target-size-minimum"], "records", "open-results",
        "The two buttons that scale the chart are 16 pixels wide and high and touch.";
    LABELS_DUPLICATED: "labels-duplicated", ["label-duplicate"], "records", "open-results",
        "Both fields of the date filter are called Date.";
    FILTER_DAY_UNNAMED: "filter-day-unnamed", ["roleless-field-name"], "records", "open-results",
        "The words beside the first field of the date filter, a field for a date, are not its label.";
    FILTER_LABEL_KEY: "filter-label-key", ["label-purpose"], "records", "open-results",
        "The label of a field of the date filter is the key of a text that was not found.";
    FILTER_ERROR_HIDDEN: "filter-error-hidden", ["error-message"], "records", "open-results",
        "The error of the date filter is seen and hidden from assistive technology.";
    LABEL_NOT_IN_NAME: "label-not-in-name", ["label-in-name"], "records", "open-lipid-panel",
        "The button that reads Print this result is called Send to device.";
    EXPLANATION_UNNAMED: "explanation-unnamed", ["summary-name"], "records", "open-lipid-panel",
        "What opens the explanation of the values is a question mark without a name.";
    PRINT_BUTTON_DECORATIVE: "print-button-decorative", ["decorative-exposed"], "records", "open-x-ray",
        "The button Print this result has the role none.";
    XRAY_UNNAMED: "xray-unnamed", ["image-name"], "records", "open-x-ray",
        "The X-ray has no text alternative.";
    XRAY_FILE_NAME: "xray-file-name", ["image-purpose"], "records", "open-x-ray",
        "The text alternative of the X-ray is the name of its file.";
    PRINT_BY_COLOUR: "print-by-colour", ["sensory-characteristics"], "records", "open-x-ray",
        "A sentence tells how to get a paper copy by the colour of a button.";
    LANGUAGE_PART_WRONG: "language-part-wrong", ["language-of-parts"], "records", "open-history",
        "A paragraph claims the language engish.";
    NOTICE_NOT_TRANSLATED: "notice-not-translated", ["part-text-language"], "records", "open-history",
        "The notice for readers of Spanish is marked as Spanish and was never translated.";
    NOTE_BOX_SCROLLS: "note-box-scrolls", ["keyboard-scrollable-content"], "records", "open-history",
        "The doctor's note is in a low box that scrolls and that Tab reaches only in some browsers.";
    HISTORY_LINK_PLAIN: "history-link-plain", ["use-of-color-link"], "records", "open-history",
        "The link in the sentence at the top is a slightly bluer piece of text.";
    MEDICATION_PLAN_BOXES: "medication-plan-boxes", ["info-and-relationships-table"], "records", "open-history",
        "The medication plan is a table made of boxes.";
    HELP_MOVED: "help-moved", ["consistent-help"], "records", "open-history",
        "The help line stands before the navigation on one page and in the footer on all others.";
    LINK_UNNAMED: "link-unnamed", ["link-name", "image-decoration"], "records", "open-history",
        "The house that leads home is a link without a name.";
    TITLE_MISSING: "title-missing", ["page-titled"], "records", "open-letters",
        "The page of letters has no title.";
    TITLE_LEFT_OVER: "title-left-over", ["page-title-purpose"], "records", "open-letters",
        "The page of letters has the title that a framework gave it.";
    LETTERS_LANGUAGE_WRONG: "letters-language-wrong", ["page-text-language"], "records", "open-letters",
        "The page of letters says that it is in Spanish; its text is English.";
    REACH_LINKS_ALIKE: "reach-links-alike", ["link-identical-in-context"], "records", "open-letters",
        "Two links in one sentence say reach us and lead to different pages.";
    HOURS_PICTURE: "hours-picture", ["images-of-text"], "records", "open-letters",
        "A notice to those who stay is a drawing of its words.";
    MENU_ITEM_UNNAMED: "menu-item-unnamed", ["menuitem-name", "image-decoration"], "records", "open-messages",
        "The third item of the mailbox menu is an icon without a name.";
    STICKY_BANNER_OBSCURES: "sticky-banner-obscures", ["focus-not-obscured-minimum"], "records", "open-messages",
        "A notice sticks to the bottom of the window and hides whole controls while they have focus.";
    CAPTCHA_FRAME_UNNAMED: "captcha-frame-unnamed", ["frame-name"], "records", "write-message",
        "The frame with the protection against automatic messages has no title.";
    MESSAGE_FRAMES_ALIKE: "message-frames-alike", ["frame-identical-name"], "records", "write-message",
        "Two frames with different contents have the same title.";
}
