//! What a step does, and to what.

use super::{Chord, Located, Text};
use serde::{Deserialize, Serialize};

/// Something to do.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// Go to a path, or to an address on a host in scope.
    Open(Located<String>),
    /// Put text into a field.
    Fill(Fill),
    /// Pick an option of a field.
    Choose(Choose),
    /// Press a control.
    Click(Located<Locator>),
    /// Press a key.
    Press(Located<Chord>),
    /// Put a file into a field.
    Attach(Attach),
}

/// Text to put into a field.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "FillWords", into = "FillWords")]
pub struct Fill {
    /// The field.
    pub field: Field,
    /// What to put there.
    pub with: Located<Text>,
}

/// An option to pick.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "ChooseWords", into = "ChooseWords")]
pub struct Choose {
    /// The field.
    pub field: Field,
    /// The option's accessible name.
    pub option: Located<Text>,
}

/// A file to put into a field.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "AttachWords", into = "AttachWords")]
pub struct Attach {
    /// The field.
    pub field: Field,
    /// The file, from the scenario's folder.
    pub file: Located<String>,
}

/// A way to find a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Field {
    /// By its accessible name: `field: Username`.
    Named(Located<String>),
    /// By a selector, with a reason: `css: { select: …, reason: … }`.
    Css(Css),
}

/// A way to find a control: by role and accessible name, as a patient's screen reader would.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Locator {
    /// A button.
    Button(Located<String>),
    /// A link.
    Link(Located<String>),
    /// A radio button.
    Radio(Located<String>),
    /// A check box.
    Checkbox(Located<String>),
    /// A switch.
    Switch(Located<String>),
    /// A tab of a tab list.
    Tab(Located<String>),
    /// An item of a menu.
    MenuItem(Located<String>),
    /// An option of a list box.
    Option(Located<String>),
    /// Anything else, with a reason.
    Css(Css),
}

impl Locator {
    /// The ARIA role to look for, unless the element is found by a selector.
    pub fn role(&self) -> Option<&'static str> {
        Some(match self {
            Self::Button(_) => "button",
            Self::Link(_) => "link",
            Self::Radio(_) => "radio",
            Self::Checkbox(_) => "checkbox",
            Self::Switch(_) => "switch",
            Self::Tab(_) => "tab",
            Self::MenuItem(_) => "menuitem",
            Self::Option(_) => "option",
            Self::Css(_) => return None,
        })
    }

    /// The accessible name to look for, unless the element is found by a selector.
    pub fn name(&self) -> Option<&Located<String>> {
        match self {
            Self::Button(name)
            | Self::Link(name)
            | Self::Radio(name)
            | Self::Checkbox(name)
            | Self::Switch(name)
            | Self::Tab(name)
            | Self::MenuItem(name)
            | Self::Option(name) => Some(name),
            Self::Css(_) => None,
        }
    }
}

/// A selector, for what has no role or no name; the linter asks for the reason.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Css {
    /// The selector.
    pub select: Located<String>,
    /// Why role and name do not do.
    #[serde(default)]
    pub reason: Option<Located<String>>,
}

impl Action {
    /// The field that the action is about, if it is about one.
    pub fn field(&self) -> Option<&Field> {
        match self {
            Self::Fill(fill) => Some(&fill.field),
            Self::Choose(choose) => Some(&choose.field),
            Self::Attach(attach) => Some(&attach.field),
            Self::Open(_) | Self::Click(_) | Self::Press(_) => None,
        }
    }

    /// The text that the action types or picks, if it does.
    pub fn text(&self) -> Option<&Located<Text>> {
        match self {
            Self::Fill(fill) => Some(&fill.with),
            Self::Choose(choose) => Some(&choose.option),
            Self::Open(_) | Self::Click(_) | Self::Press(_) | Self::Attach(_) => None,
        }
    }

    /// The selector that the action uses, if it uses one.
    pub fn css(&self) -> Option<&Css> {
        match (self, self.field()) {
            (_, Some(Field::Css(css))) => Some(css),
            (Self::Click(locator), _) => match &**locator {
                Locator::Css(css) => Some(css),
                _ => None,
            },
            _ => None,
        }
    }
}

impl Field {
    fn from_words(name: Option<Located<String>>, css: Option<Css>) -> Result<Self, String> {
        match (name, css) {
            (Some(name), None) => Ok(Self::Named(name)),
            (None, Some(css)) => Ok(Self::Css(css)),
            (None, None) => Err("`field` is missing here\nname the field as a screen reader does: `field: Username`".to_owned()),
            (Some(_), Some(_)) => {
                Err("`field` and `css` both say where\nkeep `field`; `css` is for what has no name".to_owned())
            }
        }
    }

    fn into_words(self) -> (Option<Located<String>>, Option<Css>) {
        match self {
            Self::Named(name) => (Some(name), None),
            Self::Css(css) => (None, Some(css)),
        }
    }
}

/// The words of a verb that is about a field: `field` or `css`, and one more.
macro_rules! verb_about_a_field {
    ($verb:ident, $words:ident, $more:ident: $type:ty) => {
        #[derive(Clone, Deserialize, Serialize)]
        #[serde(deny_unknown_fields)]
        struct $words {
            #[serde(default, skip_serializing_if = "Option::is_none")]
            field: Option<Located<String>>,
            $more: Located<$type>,
            #[serde(default, skip_serializing_if = "Option::is_none")]
            css: Option<Css>,
        }

        impl TryFrom<$words> for $verb {
            type Error = String;

            fn try_from(words: $words) -> Result<Self, String> {
                Ok(Self { field: Field::from_words(words.field, words.css)?, $more: words.$more })
            }
        }

        impl From<$verb> for $words {
            fn from(verb: $verb) -> Self {
                let (field, css) = verb.field.into_words();
                Self { field, $more: verb.$more, css }
            }
        }
    };
}

verb_about_a_field!(Fill, FillWords, with: Text);
verb_about_a_field!(Choose, ChooseWords, option: Text);
verb_about_a_field!(Attach, AttachWords, file: String);
