//! WCAG 2.2 A and AA, one file a check.

mod language_of_page;
mod language_of_parts;
mod page_titled;
mod resize_text_viewport;
mod timing_adjustable_refresh;

pub use language_of_page::LanguageOfPage;
pub use language_of_parts::LanguageOfParts;
pub use page_titled::PageTitled;
pub use resize_text_viewport::ResizeTextViewport;
pub use timing_adjustable_refresh::TimingAdjustableRefresh;
