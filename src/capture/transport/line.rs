//! A connection of our own to a server: the one place where one is opened. Whoever opens one has waited for its turn.

use std::{
    io::{self, Read, Write},
    net::{SocketAddr, TcpStream, ToSocketAddrs},
    time::Duration,
};

/// How long a server may take to accept, and to say its next word.
const PATIENCE: Duration = Duration::from_secs(3);

/// Where a server is.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// Its name, or its IP address.
    pub(super) host: String,
    /// Its port.
    pub(super) port: u16,
}

impl Place {
    /// Host and port as a request without TLS names them.
    pub(super) fn authority(&self) -> String {
        let is_v6 = self.host.contains(':');
        let host = if is_v6 { format!("[{}]", self.host) } else { self.host.clone() };
        if self.port == 80 { host } else { format!("{host}:{}", self.port) }
    }

    /// The address of a path of its, without TLS.
    pub(super) fn plain_address(&self, path: &str) -> String {
        format!("http://{}{path}", self.authority())
    }

    /// Opens a connection to the first of its addresses that accepts one.
    pub(super) fn connect(&self) -> io::Result<TcpStream> {
        let mut last = io::Error::new(io::ErrorKind::NotFound, "the name has no address");
        let mut addresses: Vec<_> = (self.host.as_str(), self.port).to_socket_addrs()?.collect();
        // One that is not listened on at all costs time at each connection.
        addresses.sort_by_key(SocketAddr::is_ipv6);
        for address in addresses {
            match TcpStream::connect_timeout(&address, PATIENCE) {
                Ok(stream) => {
                    stream.set_read_timeout(Some(PATIENCE))?;
                    stream.set_write_timeout(Some(PATIENCE))?;
                    return Ok(stream);
                }
                Err(error) => last = error,
            }
        }
        Err(last)
    }

    /// Says something and reads until `enough` has been said back, the end, or the limit of bytes; with how the
    /// reading ended.
    pub(super) fn say(
        &self,
        words: &[u8],
        limit: usize,
        enough: impl Fn(&[u8]) -> bool,
    ) -> io::Result<(Vec<u8>, End)> {
        let mut stream = self.connect()?;
        // A server that has heard enough may end the connection before we have said all.
        if let Err(error) = stream.write_all(words) {
            return Ok((Vec::new(), End::of(&error)));
        }
        let (mut said, mut buffer) = (Vec::new(), [0; 4096]);
        loop {
            match stream.read(&mut buffer) {
                Ok(0) => return Ok((said, End::Closed)),
                Ok(count) => said.extend_from_slice(&buffer[..count]),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Ok((said, End::of(&error))),
            }
            if said.len() >= limit || enough(&said) {
                return Ok((said, End::Enough));
            }
        }
    }
}

/// How the reading of an answer ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// All that was wanted was said.
    Enough,
    /// The server ended the connection.
    Closed,
    /// Nothing more came in time.
    Silent,
}

impl End {
    fn of(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut => Self::Silent,
            _ => Self::Closed,
        }
    }
}
