//! The computed style properties that are recorded.

use serde::{Deserialize, Serialize};

macro_rules! properties {
    ($($variant:ident $name:literal,)+) => {
        /// A computed style property that is recorded for every element.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        #[expect(missing_docs, reason = "each variant is the CSS property of the same name")]
        pub enum Property { $($variant,)+ }

        /// Their CSS names, in the order of a style vector.
        pub const PROPERTIES: &[&str] = &[$($name,)+];
    };
}

properties! {
    Display "display",
    Visibility "visibility",
    Opacity "opacity",
    ContentVisibility "content-visibility",
    Position "position",
    Top "top",
    Left "left",
    ZIndex "z-index",
    Float "float",
    Clip "clip",
    ClipPath "clip-path",
    OverflowX "overflow-x",
    OverflowY "overflow-y",
    Width "width",
    Height "height",
    Transform "transform",
    Rotate "rotate",
    Filter "filter",
    BackdropFilter "backdrop-filter",
    MixBlendMode "mix-blend-mode",
    Isolation "isolation",
    MaskImage "mask-image",
    Color "color",
    BackgroundColor "background-color",
    BackgroundImage "background-image",
    BackgroundClip "background-clip",
    BackgroundSize "background-size",
    BackgroundRepeat "background-repeat",
    BackgroundPosition "background-position",
    TextFillColor "-webkit-text-fill-color",
    TextStrokeWidth "-webkit-text-stroke-width",
    TextShadow "text-shadow",
    BorderTopWidth "border-top-width",
    BorderTopStyle "border-top-style",
    BorderTopColor "border-top-color",
    BorderRightWidth "border-right-width",
    BorderRightStyle "border-right-style",
    BorderRightColor "border-right-color",
    BorderBottomWidth "border-bottom-width",
    BorderBottomStyle "border-bottom-style",
    BorderBottomColor "border-bottom-color",
    BorderLeftWidth "border-left-width",
    BorderLeftStyle "border-left-style",
    BorderLeftColor "border-left-color",
    BorderTopLeftRadius "border-top-left-radius",
    OutlineWidth "outline-width",
    OutlineStyle "outline-style",
    OutlineColor "outline-color",
    BoxShadow "box-shadow",
    FontSize "font-size",
    FontWeight "font-weight",
    FontFamily "font-family",
    FontStyle "font-style",
    LineHeight "line-height",
    LetterSpacing "letter-spacing",
    WordSpacing "word-spacing",
    TextTransform "text-transform",
    TextDecorationLine "text-decoration-line",
    TextIndent "text-indent",
    TextOverflow "text-overflow",
    WhiteSpace "white-space",
    WritingMode "writing-mode",
    Direction "direction",
    Cursor "cursor",
    PointerEvents "pointer-events",
    ListStyleType "list-style-type",
    Appearance "appearance",
    ColorScheme "color-scheme",
    FlexDirection "flex-direction",
    Order "order",
    AnimationName "animation-name",
    Content "content",
    Fill "fill",
    FillOpacity "fill-opacity",
    Stroke "stroke",
    StrokeWidth "stroke-width",
    AccentColor "accent-color",
}
