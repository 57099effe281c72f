//! The running portal: its listeners, its addresses, its end.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum_server::Handle;
use axum_server::tls_rustls::{RustlsAcceptor, RustlsConfig};
use tokio::task::JoinHandle;

use crate::certificate::Certificate;
use crate::faults::{Fault, session as fault};
use crate::first_bytes::FirstBytes;
use crate::portal::Portal;
use crate::{routes, third_party};

/// How the portal is to run.
#[derive(Debug, Clone)]
pub struct Options {
    /// Faults that are on.
    pub faults: Vec<Fault>,
    /// How many times faster than real time sessions age: 60 makes a minute a second. 0 counts as 1.
    pub time_scale: u32,
    /// Port of the portal; 0 for a free one. The other two listeners always take free ones.
    pub port: u16,
}

impl Default for Options {
    fn default() -> Self {
        Self { faults: Vec::new(), time_scale: 1, port: 0 }
    }
}

/// Why the portal did not start.
#[derive(Debug, thiserror::Error)]
pub enum SiteError {
    /// The port is taken or not ours to take.
    #[error("cannot listen on 127.0.0.1:{port}")]
    Listen {
        /// The port asked for; 0 means any.
        port: u16,
        /// What the system said.
        source: std::io::Error,
    },
    /// No certificate could be made.
    #[error("cannot make a certificate for localhost")]
    Certificate(#[source] rcgen::Error),
    /// The certificate could not be served.
    #[error("cannot set up TLS for localhost")]
    Tls(#[source] rustls::Error),
    /// The system gave no random numbers, and session ids without them would be guessable.
    #[error("cannot draw random numbers for session ids")]
    Random,
}

/// The running portal. Dropping it ends it; [`Site::stop`] waits until it has ended.
#[derive(Debug)]
pub struct Site {
    /// Where the portal is: `https://localhost:PORT`.
    pub origin: String,
    /// Plain HTTP, where everything is redirected to [`Site::origin`].
    pub plain_origin: String,
    /// An origin of another site, which stands for third parties: `https://127.0.0.1:PORT`.
    pub third_party: String,
    /// What a browser pins with `--ignore-certificate-errors-spki-list`.
    pub spki_sha256_base64: String,
    /// The certificate of both HTTPS listeners, for clients that trust a file.
    pub certificate_pem: String,
    servers: Vec<Server>,
}

#[derive(Debug)]
struct Server {
    handle: Handle<SocketAddr>,
    task: JoinHandle<()>,
}

impl Site {
    /// Starts three listeners on loopback; they accept connections when this returns.
    pub async fn start(options: Options) -> Result<Self, SiteError> {
        let ends_soon = options.faults.contains(&fault::CERT_EXPIRING);
        let certificate = Certificate::generate(ends_soon)?;
        let (main, port) = listen(options.port)?;
        let (plain, plain_port) = listen(0)?;
        let (third, third_port) = listen(0)?;
        let origin = format!("https://localhost:{port}");
        let plain_origin = format!("http://localhost:{plain_port}");
        let third_party = format!("https://127.0.0.1:{third_port}");

        let portal = Arc::new(Portal::new(&options, &plain_origin, &third_party)?);
        let config = RustlsConfig::from_config(certificate.config);
        let servers = vec![
            serve_portal(main, config.clone(), portal)?,
            serve_plain(plain, routes::plain(origin.clone()))?,
            serve_tls(third, config, third_party::routes())?,
        ];
        for server in &servers {
            server.handle.listening().await;
        }
        Ok(Self {
            origin,
            plain_origin,
            third_party,
            spki_sha256_base64: certificate.spki_sha256_base64,
            certificate_pem: certificate.pem,
            servers,
        })
    }

    /// Ends every listener and connection.
    pub async fn stop(mut self) {
        for server in &mut self.servers {
            server.handle.shutdown();
            // A connection that hangs on purpose must not keep the caller.
            let ended = tokio::time::timeout(Duration::from_secs(2), &mut server.task).await;
            if ended.is_err() {
                server.task.abort();
            }
        }
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        for server in &self.servers {
            server.handle.shutdown();
            server.task.abort();
        }
    }
}

fn listen(port: u16) -> Result<(TcpListener, u16), SiteError> {
    let cannot = |source| SiteError::Listen { port, source };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(cannot)?;
    listener.set_nonblocking(true).map_err(cannot)?;
    let bound = listener.local_addr().map_err(cannot)?.port();
    Ok((listener, bound))
}

/// The portal, behind the faults that come before TLS.
fn serve_portal(
    listener: TcpListener,
    config: RustlsConfig,
    portal: Arc<Portal>,
) -> Result<Server, SiteError> {
    let handle = Handle::new();
    let first = FirstBytes(Arc::clone(&portal));
    let server = axum_server::from_tcp(listener)
        .map_err(|source| SiteError::Listen { port: 0, source })?
        .acceptor(RustlsAcceptor::new(config).acceptor(first))
        .handle(handle.clone());
    let task = tokio::spawn(async move {
        drop(server.serve(routes::portal(portal).into_make_service()).await);
    });
    Ok(Server { handle, task })
}

fn serve_tls(
    listener: TcpListener,
    config: RustlsConfig,
    router: Router,
) -> Result<Server, SiteError> {
    let handle = Handle::new();
    let server = axum_server::tls_rustls::from_tcp_rustls(listener, config)
        .map_err(|source| SiteError::Listen { port: 0, source })?
        .handle(handle.clone());
    let task = tokio::spawn(async move {
        // It ends with an error only when listening itself is over, and then there is nobody left to tell.
        drop(server.serve(router.into_make_service()).await);
    });
    Ok(Server { handle, task })
}

fn serve_plain(listener: TcpListener, router: Router) -> Result<Server, SiteError> {
    let handle = Handle::new();
    let server = axum_server::from_tcp(listener)
        .map_err(|source| SiteError::Listen { port: 0, source })?
        .handle(handle.clone());
    let task = tokio::spawn(async move {
        drop(server.serve(router.into_make_service()).await);
    });
    Ok(Server { handle, task })
}
