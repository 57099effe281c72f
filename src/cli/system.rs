//! The operating system, and how it installs a browser.

use std::fs;

/// What is known of the operating system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct System {
    /// Its name, as it calls itself.
    pub(super) name: String,
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Debian,
    Ubuntu,
    Fedora,
    Arch,
    Alpine,
    Suse,
    MacOs,
    Windows,
    Other,
}

impl System {
    /// The system that this runs on.
    pub(super) fn this() -> Self {
        let named = |name: &str, kind| Self { name: name.to_owned(), kind };
        match std::env::consts::OS {
            "macos" => named("macOS", Kind::MacOs),
            "windows" => named("Windows", Kind::Windows),
            "linux" => {
                let release = ["/etc/os-release", "/usr/lib/os-release"];
                let text = release.iter().find_map(|path| fs::read_to_string(path).ok());
                Self::of_release(&text.unwrap_or_default())
            }
            other => named(other, Kind::Other),
        }
    }

    /// What an `os-release` file says.
    fn of_release(text: &str) -> Self {
        let field = |name: &str| {
            let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix('='));
            line.map_or("", |value| value.trim_matches('"'))
        };
        let like = field("ID_LIKE");
        let kind = std::iter::once(field("ID")).chain(like.split(' ')).find_map(|id| match id {
            "debian" => Some(Kind::Debian),
            "ubuntu" => Some(Kind::Ubuntu),
            "fedora" | "rhel" => Some(Kind::Fedora),
            "arch" => Some(Kind::Arch),
            "alpine" => Some(Kind::Alpine),
            "suse" | "opensuse" => Some(Kind::Suse),
            _ => None,
        });
        let pretty = field("PRETTY_NAME");
        let name = if pretty.is_empty() { "Linux" } else { pretty };
        Self { name: name.to_owned(), kind: kind.unwrap_or(Kind::Other) }
    }

    /// What apt installs: the browser, its driver, and a font, without which every letter is a box. What they merely
    /// recommend is left out: measured on Debian 12, that is 88 packages more, among them print and file servers.
    pub(super) const fn apt_packages(&self) -> Option<&'static [&'static str]> {
        match self.kind {
            Kind::Debian => {
                Some(&["chromium", "chromium-driver", "chromium-sandbox", "fonts-liberation"])
            }
            Kind::Ubuntu => {
                Some(&["chromium-browser", "chromium-chromedriver", "fonts-liberation"])
            }
            _ => None,
        }
    }

    /// What a person types to install Chromium and its driver.
    pub(super) const fn install_command(&self) -> &'static str {
        match self.kind {
            Kind::Debian => {
                "sudo apt-get update && sudo apt-get install -y --no-install-recommends chromium chromium-driver chromium-sandbox fonts-liberation"
            }
            Kind::Ubuntu => {
                "sudo apt-get update && sudo apt-get install -y --no-install-recommends chromium-browser chromium-chromedriver fonts-liberation"
            }
            Kind::Fedora => "sudo dnf install -y chromium chromedriver",
            Kind::Arch => "sudo pacman -S --needed chromium",
            Kind::Alpine => "sudo apk add chromium chromium-chromedriver",
            Kind::Suse => "sudo zypper install chromium chromedriver",
            Kind::MacOs => "brew install --cask google-chrome chromedriver",
            Kind::Windows => "winget install Google.Chrome Chromium.ChromeDriver",
            Kind::Other => {
                "install Chromium and the chromedriver of the same version, or set CHROME and CHROMEDRIVER"
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, System};

    #[test]
    fn a_system_is_known_by_its_id_or_by_what_it_is_like() {
        let table = [
            ("PRETTY_NAME=\"Debian GNU/Linux 13 (trixie)\"\nID=debian\n", Kind::Debian),
            ("ID=ubuntu\nID_LIKE=debian\n", Kind::Ubuntu),
            ("ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n", Kind::Ubuntu),
            ("ID=raspbian\nID_LIKE=debian\n", Kind::Debian),
            ("ID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"\n", Kind::Fedora),
            ("ID=alpine\n", Kind::Alpine),
            ("ID=\"opensuse-leap\"\nID_LIKE=\"suse opensuse\"\n", Kind::Suse),
            ("ID=nixos\n", Kind::Other),
            ("", Kind::Other),
        ];
        for (text, kind) in table {
            let system = System::of_release(text);
            assert_eq!(system.kind, kind, "{text}");
            assert_eq!(
                system.apt_packages().is_some(),
                matches!(kind, Kind::Debian | Kind::Ubuntu)
            );
        }
        assert_eq!(System::of_release(table[0].0).name, "Debian GNU/Linux 13 (trixie)");
    }

    #[test]
    fn what_apt_installs_is_what_a_person_is_told_to_type() {
        for id in ["debian", "ubuntu"] {
            let system = System::of_release(&format!("ID={id}\n"));
            let packages = system.apt_packages().expect("packages").join(" ");
            assert!(system.install_command().ends_with(&packages), "{id}");
        }
    }
}
