//! What stands on a page beside a player: whether anything there could say in words what it plays.

use super::{Element, Page, Player, TextNode};
use crate::{evidence::Frame, judgement::Subject};

/// What stands on a page beside a player.
#[derive(Debug, Clone, Default)]
pub struct Company {
    /// How many words assistive technology gets.
    pub exposed_words: usize,
    /// How many of them a person can see as well.
    pub seen_words: usize,
    /// Whether anything is there that might lead to words, or hold some: links, controls, pictures, frames.
    pub leads: bool,
    /// Whether there is another player.
    pub other_player: bool,
    /// Links and controls that call themselves a transcript or the like.
    pub transcripts: Vec<Subject>,
}

/// How people call what says in words what is heard or shown.
const TRANSCRIPTS: [&str; 4] = ["transcript", "text version", "text alternative", "read the text"];
/// What may hold words that were not recorded as text.
const HOLDERS: [&str; 8] =
    ["img", "canvas", "iframe", "frame", "object", "embed", "picture", "input"];

impl Company {
    /// What stands beside a player.
    pub fn of(player: Player<'_>) -> Self {
        let page = player.element.page;
        let mut company = Self::default();
        for text in page.texts().filter(|text| text.is_exposed()) {
            let words = text.text().split_whitespace().count();
            company.exposed_words += words;
            company.seen_words += if text.is_visible() { words } else { 0 };
        }
        for element in page.elements().filter(|element| element.id != player.element.id) {
            if element.recorded.media.is_some() {
                company.other_player = true;
            } else if element.is_visible() || element.is_exposed() {
                company.leads |= leads(element);
                if is_transcript(element) {
                    company.transcripts.push(element.subject());
                }
            }
        }
        // The player's own name and description can say something too, and so can what was not recorded.
        company.leads |= page.recorded.truncated.is_some()
            || !player.element.name().is_empty()
            || !player.element.description().is_empty();
        company
    }

    /// What is there, for whoever has to look.
    pub fn described(&self) -> String {
        match (self.transcripts.len(), self.seen_words) {
            (0, 0) => "The page shows no words beside it.".to_owned(),
            (0, 1) => "The page shows one word beside it.".to_owned(),
            (0, words) => {
                format!("The page shows {words} words; nothing calls itself a transcript.")
            }
            (1, _) => "Something on the page calls itself a transcript.".to_owned(),
            (many, _) => format!("{many} things on the page call themselves a transcript."),
        }
    }
}

fn leads(element: Element<'_>) -> bool {
    element.is_widget()
        || element.is_tabbable()
        || element.is_svg()
        || element.is_any(&HOLDERS)
        || element.recorded.frame == Some(Frame::Foreign)
        || element.recorded.before.is_some_and(|pseudo| writes(element.page, pseudo.content))
        || element.recorded.after.is_some_and(|pseudo| writes(element.page, pseudo.content))
}

fn writes(page: Page<'_>, content: u32) -> bool {
    !["", "\"\"", "none", "normal"].contains(&page.string(content))
}

fn is_transcript(element: Element<'_>) -> bool {
    if !element.is_widget() && !element.is_any(&["summary", "h1", "h2", "h3", "h4", "h5", "h6"]) {
        return false;
    }
    let name = element.name().text.to_lowercase();
    let text = || element.texts().map(TextNode::text).collect::<String>().to_lowercase();
    let name = if name.is_empty() { text() } else { name };
    TRANSCRIPTS.iter().any(|word| name.contains(word))
}

#[cfg(test)]
mod tests {
    use super::{Company, Player};
    use crate::{reads::State, testing::step};

    fn beside(html: &str) -> Company {
        let step = step(&format!("<video id=v src=a plays='9s'></video>{html}"));
        let state = State::new(&step);
        Company::of(Player::all(state.page().unwrap()).next().unwrap())
    }

    #[test]
    fn words() {
        for (html, exposed, seen) in [
            ("", 0, 0),
            ("<p>The rabbit yawns.</p>", 3, 3),
            ("<p hidden>The rabbit yawns.</p>", 0, 0),
            ("<p aria-hidden=true>The rabbit yawns.</p>", 0, 0),
            ("<p box='-9999,0 9x9'>The rabbit yawns.</p>", 3, 0),
        ] {
            let company = beside(html);
            assert_eq!((company.exposed_words, company.seen_words), (exposed, seen), "{html}");
        }
    }

    #[test]
    fn whatever_might_lead_to_words() {
        for (html, expected) in [
            ("<div><p></p></div>", false),
            ("<a href=/t></a>", true),
            ("<a href=/t hidden></a>", false),
            ("<button></button>", true),
            ("<img src=t>", true),
            ("<iframe></iframe>", true),
            ("<svg></svg>", true),
            ("<p tabindex=0></p>", true),
            ("<p before='\"x\"'></p>", true),
            ("<p before='\"\"'></p>", false),
        ] {
            assert_eq!(beside(html).leads, expected, "{html}");
        }
    }

    #[test]
    fn transcripts() {
        for (html, expected) in [
            ("<a href=/t>Transcript</a>", 1),
            ("<button>Read the text version</button>", 1),
            ("<h2>Transcript of the film</h2>", 1),
            ("<p>Transcript</p>", 0),
            ("<a href=/t>Your prescriptions</a>", 0),
            ("<a href=/t>Results</a>", 0),
        ] {
            assert_eq!(beside(html).transcripts.len(), expected, "{html}");
        }
    }

    #[test]
    fn another_player() {
        assert!(beside("<audio controls src=b plays='9s'></audio>").other_player);
        assert!(!beside("<p>One</p>").other_player);
    }
}
