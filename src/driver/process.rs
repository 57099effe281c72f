//! The driver's process: started on a port of its own choosing, in a process group of its own, ended with it.

use super::DriverError;
use nix::{
    sys::signal::{Signal, killpg},
    unistd::Pid,
};
use std::{path::Path, process::Stdio, time::Duration};
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
    time::timeout,
};

const PATIENCE: Duration = Duration::from_secs(20);

/// A running driver. Dropping it ends its whole process group, browser included.
#[derive(Debug)]
pub(super) struct Driver {
    child: Child,
    group: Option<Pid>,
    /// The port that it listens on.
    pub(super) port: u16,
}

impl Driver {
    /// Starts a driver and waits until it says which port it listens on.
    pub(super) async fn start(program: &Path, home: &Path) -> Result<Self, DriverError> {
        let failed = |source| DriverError::Start { program: program.to_owned(), source };
        // The driver lets the kernel pick the port: picking one first and binding it later is a race.
        // Temporary files of driver and browser go where we remove them.
        let mut child = Command::new(program)
            .arg("--port=0")
            .env("TMPDIR", home)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .process_group(0)
            .kill_on_drop(true)
            .spawn()
            .map_err(failed)?;
        let group = child.id().and_then(|id| i32::try_from(id).ok()).map(Pid::from_raw);
        let stdout = child.stdout.take();
        let mut driver = Self { child, group, port: 0 };
        let mut said = String::new();
        if let Some(stdout) = stdout {
            let mut lines = BufReader::new(stdout).lines();
            let listening = timeout(PATIENCE, async {
                while let Ok(Some(line)) = lines.next_line().await {
                    if let Some(port) = port(&line) {
                        return Some(port);
                    }
                    said = line;
                }
                None
            });
            if let Ok(Some(port)) = listening.await {
                driver.port = port;
                // Whatever it says later must not fill the pipe.
                tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
                return Ok(driver);
            }
        }
        Err(DriverError::Silent { said })
    }

    /// Ends the process group: asks first, then insists.
    pub(super) async fn stop(mut self) {
        self.signal(Signal::SIGTERM);
        if timeout(Duration::from_secs(3), self.child.wait()).await.is_ok() {
            // The driver is gone; a browser that outlived it is in the same group.
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        self.signal(Signal::SIGKILL);
        let _ = timeout(Duration::from_secs(3), self.child.wait()).await;
        self.group = None;
    }

    fn signal(&self, signal: Signal) {
        if let Some(group) = self.group {
            let _ = killpg(group, signal);
        }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.signal(Signal::SIGKILL);
    }
}

/// The port in `ChromeDriver was started successfully on port 45283.`
fn port(line: &str) -> Option<u16> {
    let (_, rest) = line.split_once("on port ")?;
    rest.trim_end_matches('.').trim().parse().ok().filter(|port| *port != 0)
}

#[cfg(test)]
mod tests {
    use super::port;

    #[test]
    fn the_port_is_what_the_driver_says() {
        assert_eq!(port("ChromeDriver was started successfully on port 45283."), Some(45283));
        assert_eq!(port("Starting ChromeDriver 156.0 (x) on port 0"), None);
        assert_eq!(port("Only local connections are allowed."), None);
    }
}
