//! Addresses: the portal's, its hosts', and the paths of the flow.

use super::super::{Action, Expectation, Located};
use super::report::Report;
use url::{Host, Url};

/// The base is an origin over HTTP, and its host is in scope.
pub(super) fn target(report: &mut Report<'_>) {
    let target = &report.scenario.target;
    let place = target.base.place();
    match target.base_url() {
        Ok(base) if matches!(base.scheme(), "http" | "https") => {
            if !base.username().is_empty() || base.password().is_some() {
                report
                    .error(place, "the base has a user's name or password")
                    .masked()
                    .help("name them under `secrets`");
                return;
            }
            if base.path() != "/" || base.query().is_some() || base.fragment().is_some() {
                report.error(place, "the base has a path").help(
                    "the base is scheme, host and port; write the path in `start` and `open`",
                );
            }
            if let Some(host) = base.host_str().filter(|host| !target.in_scope(host)) {
                report
                    .error(place, format!("the host `{host}` is not in scope"))
                    .help(format!("add `{host}` to `hosts`, if it may be tested"));
            }
        }
        _ => {
            report
                .error(place, format!("`{}` is not an address over http or https", target.base))
                .help("such as `\"https://localhost:8443\"`");
        }
    }
    for host in &target.hosts {
        is_host(report, host);
    }
    for host in &report.scenario.policy.third_parties {
        is_host(report, host);
        if target.in_scope(host) {
            report
                .warning(host.place(), format!("`{host}` is in scope and a third party"))
                .help("what the portal's own hosts do is not measured as a third party's");
        }
    }
}

fn is_host(report: &mut Report<'_>, host: &Located<String>) {
    let plain = match Host::parse(host) {
        Ok(Host::Domain(name)) => {
            name.eq_ignore_ascii_case(host)
                && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_'))
        }
        Ok(address) => address.to_string() == **host,
        Err(_) => false,
    };
    if plain {
        return;
    }
    let inside = Url::parse(host)
        .ok()
        .filter(Url::has_host)
        .or_else(|| Url::parse(&format!("http://{}", &**host)).ok());
    let named = inside
        .and_then(|url| url.host_str().map(str::to_owned))
        .filter(|name| !name.contains('*') && name != &**host);
    let mistake = report.error(host.place(), format!("`{host}` is not the name of a host"));
    mistake.help(match named {
        Some(name) if !host.contains('*') => format!("write `{name}`: no scheme, no port, no path"),
        _ => "write each host out: no scheme, no port, no path, no wildcard".to_owned(),
    });
}

/// What the flow opens and expects are paths.
pub(super) fn paths(report: &mut Report<'_>) {
    let scenario = report.scenario;
    is_path(report, &scenario.start);
    for step in &scenario.steps {
        for action in &step.act {
            if let Action::Open(address) = &**action {
                opens(report, address);
            }
        }
        for expected in &step.expect {
            if let Expectation::Path(path) = &**expected {
                is_path(report, path);
            }
        }
    }
}

fn opens(report: &mut Report<'_>, address: &Located<String>) {
    let absolute = Url::parse(address).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
    let Some(host) = absolute.as_ref().and_then(Url::host_str) else {
        is_path(report, address);
        return;
    };
    if !report.scenario.target.in_scope(host) {
        report
            .error(address.place(), format!("the host `{host}` is not in scope"))
            .help(format!("add `{host}` to `hosts`, if it may be tested"));
    }
}

fn is_path(report: &mut Report<'_>, path: &Located<String>) {
    let plain = path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains(|c: char| c.is_whitespace() || c.is_control() || c == '\\');
    if !plain {
        let inside = Url::parse(path).ok().filter(Url::has_host).map(|url| url.path().to_owned());
        let help = match inside {
            Some(inside) => format!("write `{inside}`; the host stands in `target`"),
            None => "a path begins with one slash, such as `/sign-in`".to_owned(),
        };
        report.error(path.place(), format!("`{path}` is not a path")).help(help);
    }
}
