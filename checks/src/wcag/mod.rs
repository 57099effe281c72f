//! WCAG 2.2 A and AA, one file a check.

mod accessible_authentication_minimum;
mod contrast_minimum;
mod focus_not_obscured_minimum;
mod focus_order;
mod focus_visible;
mod identify_input_purpose;
mod keyboard;
mod label_in_name;
mod language_of_page;
mod language_of_parts;
mod no_keyboard_trap;
mod page_titled;
mod redundant_entry;
mod resize_text_viewport;
mod status_messages;
mod table_headers;
mod target_size_minimum;
mod timing_adjustable_refresh;

pub use accessible_authentication_minimum::AccessibleAuthenticationMinimum;
pub use contrast_minimum::ContrastMinimum;
pub use focus_not_obscured_minimum::FocusNotObscuredMinimum;
pub use focus_order::FocusOrder;
pub use focus_visible::FocusVisible;
pub use identify_input_purpose::IdentifyInputPurpose;
pub use keyboard::Keyboard;
pub use label_in_name::LabelInName;
pub use language_of_page::LanguageOfPage;
pub use language_of_parts::LanguageOfParts;
pub use no_keyboard_trap::NoKeyboardTrap;
pub use page_titled::PageTitled;
pub use redundant_entry::RedundantEntry;
pub use resize_text_viewport::ResizeTextViewport;
pub use status_messages::StatusMessages;
pub use table_headers::TableHeaders;
pub use target_size_minimum::TargetSizeMinimum;
pub use timing_adjustable_refresh::TimingAdjustableRefresh;
