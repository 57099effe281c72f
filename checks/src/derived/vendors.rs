//! Who watches visitors of web sites for others: trackers and session recorders, by host and by what they ask for.
//!
//! Where a page of the vendor's stands above a host, it was looked up there; the other hosts are well known for what they
//! do, and [Tracker Radar](https://github.com/duckduckgo/tracker-radar) is the place to look for more. A name counts with all
//! its subdomains. Where a host serves other things as well, the path decides.

use super::Address;

/// What a vendor does with what it gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trade {
    /// Counts and follows visitors.
    Analytics,
    /// Shows advertisements, and measures them.
    Advertising,
    /// Loads whatever scripts somebody puts on its list.
    TagManager,
    /// Records the screen as the visitor sees it.
    Replay,
}

/// A vendor that was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Vendor {
    /// Its name.
    pub name: &'static str,
    /// What it does.
    pub trade: Trade,
    /// Whether nobody else is known to ask so; otherwise only the name of a file is like its.
    pub certain: bool,
}

use Trade::{Advertising, Analytics, Replay, TagManager};

/// Host, beginning of the path, vendor.
const HOSTS: &[(&str, &str, &str, Trade)] = &[
    // https://developers.google.com/tag-platform/security/guides/csp
    ("google-analytics.com", "", "Google Analytics", Analytics),
    ("analytics.google.com", "", "Google Analytics", Analytics),
    ("googletagmanager.com", "", "Google Tag Manager", TagManager),
    ("doubleclick.net", "", "Google Ads", Advertising),
    ("googleadservices.com", "", "Google Ads", Advertising),
    ("googlesyndication.com", "", "Google Ads", Advertising),
    ("google.com", "/pagead/", "Google Ads", Advertising),
    ("google.com", "/ads/", "Google Ads", Advertising),
    // https://developers.facebook.com/docs/meta-pixel/
    ("connect.facebook.net", "", "Meta Pixel", Advertising),
    ("facebook.com", "/tr/", "Meta Pixel", Advertising),
    ("bat.bing.com", "", "Microsoft Advertising", Advertising),
    ("px.ads.linkedin.com", "", "LinkedIn Insight Tag", Advertising),
    ("snap.licdn.com", "", "LinkedIn Insight Tag", Advertising),
    ("analytics.tiktok.com", "", "TikTok Pixel", Advertising),
    ("ads-twitter.com", "", "X Pixel", Advertising),
    ("analytics.twitter.com", "", "X Pixel", Advertising),
    ("ct.pinterest.com", "", "Pinterest Tag", Advertising),
    ("tr.snapchat.com", "", "Snap Pixel", Advertising),
    ("criteo.com", "", "Criteo", Advertising),
    ("criteo.net", "", "Criteo", Advertising),
    ("adsrvr.org", "", "The Trade Desk", Advertising),
    ("taboola.com", "", "Taboola", Advertising),
    ("outbrain.com", "", "Outbrain", Advertising),
    ("quantserve.com", "", "Quantcast", Advertising),
    ("scorecardresearch.com", "", "Comscore", Analytics),
    ("omtrdc.net", "", "Adobe Analytics", Analytics),
    ("2o7.net", "", "Adobe Analytics", Analytics),
    ("demdex.net", "", "Adobe Audience Manager", Advertising),
    ("assets.adobedtm.com", "", "Adobe Tags", TagManager),
    ("tags.tiqcdn.com", "", "Tealium", TagManager),
    ("cdn.segment.com", "", "Segment", Analytics),
    ("api.segment.io", "", "Segment", Analytics),
    ("mxpnl.com", "", "Mixpanel", Analytics),
    ("mixpanel.com", "", "Mixpanel", Analytics),
    ("amplitude.com", "", "Amplitude", Analytics),
    ("heapanalytics.com", "", "Heap", Analytics),
    ("hs-analytics.net", "", "HubSpot", Analytics),
    ("mc.yandex.ru", "", "Yandex Metrica", Analytics),
    // https://help.hotjar.com/hc/en-us/articles/115011640307
    ("hotjar.com", "", "Hotjar", Replay),
    ("hotjar.io", "", "Hotjar", Replay),
    // https://learn.microsoft.com/en-us/clarity/setup-and-installation/clarity-csp
    ("clarity.ms", "", "Microsoft Clarity", Replay),
    ("fullstory.com", "", "FullStory", Replay),
    // https://docs.logrocket.com/docs/proxying-traffic-through-your-own-domain
    ("lrkt-in.com", "", "LogRocket", Replay),
    ("logr-i.com", "", "LogRocket", Replay),
    ("lr-ingest.io", "", "LogRocket", Replay),
    ("lr-ingest.com", "", "LogRocket", Replay),
    ("lr-in-prod.com", "", "LogRocket", Replay),
    ("logrocket.io", "", "LogRocket", Replay),
    ("mouseflow.com", "", "Mouseflow", Replay),
    ("smartlook.com", "", "Smartlook", Replay),
    ("smartlook.cloud", "", "Smartlook", Replay),
    ("inspectlet.com", "", "Inspectlet", Replay),
    ("luckyorange.com", "", "Lucky Orange", Replay),
    ("luckyorange.net", "", "Lucky Orange", Replay),
    ("contentsquare.net", "", "Contentsquare", Replay),
    ("quantummetric.com", "", "Quantum Metric", Replay),
    ("sessioncam.com", "", "SessionCam", Replay),
    ("decibelinsight.net", "", "Decibel", Replay),
    ("crazyegg.com", "", "Crazy Egg", Replay),
];

impl Vendor {
    /// Who is behind an address: by its host, or else by what is asked for.
    pub fn of(address: &Address) -> Option<Self> {
        let (host, path) = (address.host(), address.path());
        let known = HOSTS.iter().find(|(domain, start, ..)| {
            let rest = host.strip_suffix(domain);
            rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
                && path.starts_with(start)
        });
        known
            .map(|(_, _, name, trade)| Self { name, trade: *trade, certain: true })
            .or_else(|| by_protocol(address))
    }
}

/// Who asks so, on whatever host: copies of trackers are served by hosts of no name.
fn by_protocol(address: &Address) -> Option<Vendor> {
    let path = address.path().trim_end_matches('/');
    let file = path.rsplit('/').next().unwrap_or_default();
    let has = |name: &str, fits: fn(&str) -> bool| {
        address.parameter(name).is_some_and(|value| fits(&value))
    };
    let number = |value: &str| value.len() >= 5 && value.bytes().all(|byte| byte.is_ascii_digit());
    let any = |value: &str| !value.is_empty();
    let certain = |name, trade| Some(Vendor { name, trade, certain: true });
    let like = |name, trade| Some(Vendor { name, trade, certain: false });
    match file {
        "collect"
            if has("tid", |id| id.starts_with("G-") || id.starts_with("UA-")) && has("v", any) =>
        {
            certain("Google Analytics", Analytics)
        }
        "js" if path.ends_with("/gtag/js") && has("id", any) => {
            certain("Google Tag Manager", TagManager)
        }
        "gtm.js" if has("id", |id| id.starts_with("GTM-")) => {
            certain("Google Tag Manager", TagManager)
        }
        "tr" if has("id", number) && has("ev", any) => certain("Meta Pixel", Advertising),
        "matomo.php" | "piwik.php" if has("idsite", any) && has("rec", any) => {
            certain("Matomo", Analytics)
        }
        "fbevents.js" => like("Meta Pixel", Advertising),
        "analytics.js" | "ga.js" | "gtm.js" => like("Google Analytics", Analytics),
        "matomo.js" | "piwik.js" => like("Matomo", Analytics),
        "fs.js" => like("FullStory", Replay),
        "clarity.js" => like("Microsoft Clarity", Replay),
        name if name.starts_with("hotjar-") => like("Hotjar", Replay),
        name if name.starts_with("rrweb") => like("rrweb", Replay),
        _ if path.starts_with("/b/ss/") => certain("Adobe Analytics", Analytics),
        _ => None,
    }
}

impl Trade {
    /// What the vendor is called by what it does.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Analytics => "analytics",
            Self::Advertising => "advertising",
            Self::TagManager => "a tag manager",
            Self::Replay => "session replay",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{HOSTS, Vendor};
    use crate::derived::Address;

    fn said(url: &str) -> String {
        let vendor = Address::parse(url).as_ref().and_then(Vendor::of);
        vendor.map_or_else(String::new, |vendor| {
            format!("{}{}", vendor.name, if vendor.certain { "" } else { "?" })
        })
    }

    #[test]
    fn hosts_count_with_their_subdomains() {
        for (url, expected) in [
            ("https://www.google-analytics.com/g/collect", "Google Analytics"),
            ("https://google-analytics.com/", "Google Analytics"),
            ("https://not-google-analytics.com/", ""),
            ("https://google-analytics.com.example/", ""),
            ("https://www.facebook.com/tr/?id=1", "Meta Pixel"),
            ("https://www.facebook.com/clinic", ""),
            ("https://www.google.com/recaptcha/api.js", ""),
            ("https://fonts.googleapis.com/css", ""),
            ("https://script.hotjar.com/modules.js", "Hotjar"),
        ] {
            assert_eq!(said(url), expected, "{url}");
        }
    }

    #[test]
    fn what_is_asked_for_tells_who_asks_on_any_host() {
        for (url, expected) in [
            ("https://t.example/g/collect?v=2&tid=G-ABC123&dl=x", "Google Analytics"),
            ("https://t.example/collect?v=1&tid=UA-1-1", "Google Analytics"),
            ("https://t.example/collect?v=2", ""),
            ("https://t.example/collect?tid=7", ""),
            ("https://t.example/gtag/js?id=G-ABC123", "Google Tag Manager"),
            ("https://t.example/x/js?id=G-ABC123", ""),
            ("https://t.example/gtm.js?id=GTM-ABC", "Google Tag Manager"),
            ("https://t.example/gtm.js", "Google Analytics?"),
            ("https://t.example/tr?id=1234567890&ev=PageView", "Meta Pixel"),
            ("https://t.example/tr/?id=1234567890&ev=PageView", "Meta Pixel"),
            ("https://t.example/tr?id=x&ev=PageView", ""),
            ("https://t.example/tr?id=1234567890", ""),
            ("https://t.example/en_US/fbevents.js", "Meta Pixel?"),
            ("https://t.example/matomo.php?idsite=1&rec=1", "Matomo"),
            ("https://t.example/matomo.php", ""),
            ("https://t.example/hotjar-123.js", "Hotjar?"),
            ("https://t.example/rrweb.min.js", "rrweb?"),
            ("https://t.example/app.js", ""),
        ] {
            assert_eq!(said(url), expected, "{url}");
        }
    }

    #[test]
    fn each_host_is_there_once_and_in_lower_case() {
        let mut hosts: Vec<_> = HOSTS.iter().map(|(host, path, ..)| (host, path)).collect();
        assert!(hosts.iter().all(|(host, _)| host.to_lowercase() == **host));
        hosts.sort_unstable();
        hosts.dedup();
        assert_eq!(hosts.len(), HOSTS.len());
    }
}
