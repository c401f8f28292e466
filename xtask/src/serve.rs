//! A static file server on this computer only: what `serve` shows and what the browser tests load.
//! It sends files of one folder, remembers every request, and answers nothing else.

mod address;

use address::{Answer, answer};
use std::io;
use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use tiny_http::{Header, Method, Request, Response};

/// A browser asks for a handful of files at once; more threads would only wait.
const THREADS: usize = 4;

/// A running server; it stops when it is dropped.
pub struct Server {
    shared: Arc<Shared>,
    threads: Vec<JoinHandle<()>>,
    port: u16,
}

struct Shared {
    listener: tiny_http::Server,
    folder: PathBuf,
    requests: Mutex<Vec<Asked>>,
}

/// A request that was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The path as the browser wrote it, with its query.
    pub address: String,
    /// The address of the page or the worker that asked, where the browser says it; else empty.
    pub referrer: String,
}

impl Server {
    /// Serves a folder on 127.0.0.1, on the given port or on any free one.
    pub fn start(folder: impl AsRef<Path>, port: Option<u16>) -> io::Result<Self> {
        let folder = folder.as_ref().canonicalize()?;
        let listener = tiny_http::Server::http((Ipv4Addr::LOCALHOST, port.unwrap_or(0)))
            .map_err(io::Error::other)?;
        let port = listener
            .server_addr()
            .to_ip()
            .ok_or_else(|| io::Error::other("the server has no port"))?
            .port();
        let shared = Arc::new(Shared {
            listener,
            folder,
            requests: Mutex::default(),
        });
        let threads = (0..THREADS)
            .map(|_| {
                let shared = Arc::clone(&shared);
                std::thread::spawn(move || shared.answer_all())
            })
            .collect();
        Ok(Self {
            shared,
            threads,
            port,
        })
    }

    /// Serves a folder on the first free port from the given one on.
    pub fn start_near(folder: impl AsRef<Path>, port: u16) -> io::Result<Self> {
        let folder = folder.as_ref();
        let last = port.saturating_add(50);
        (port..last)
            .find_map(|port| Self::start(folder, Some(port)).ok())
            // None was free: the error of the port that was asked for says why.
            .map_or_else(|| Self::start(folder, Some(port)), Ok)
    }

    /// The address of the site, ending with a slash.
    #[must_use]
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// What was asked for so far, in order.
    #[must_use]
    pub fn requests(&self) -> Vec<Asked> {
        self.shared.remembered().clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        for _ in &self.threads {
            self.shared.listener.unblock();
        }
        for thread in self.threads.drain(..) {
            // A thread that panicked has said so; there is nothing left to stop.
            let _ = thread.join();
        }
    }
}

impl Shared {
    /// Answers requests until `unblock` ends the wait.
    fn answer_all(&self) {
        while let Ok(request) = self.listener.recv() {
            self.remembered().push(Asked {
                address: request.url().to_owned(),
                referrer: header(&request, "referer").collect(),
            });
            // The browser may have gone away meanwhile; that is its right.
            let _ = self.answer_one(request);
        }
    }

    fn answer_one(&self, request: Request) -> io::Result<()> {
        if !matches!(request.method(), Method::Get | Method::Head) {
            return request.respond(plain(405, "this server only sends files", &[]));
        }
        match answer(&self.folder, request.url()) {
            Answer::File { file, kind } => {
                let kept = kept(&file);
                let mut headers = vec![("content-type", kind), ("cache-control", kept)];
                headers.push(("vary", "accept-encoding"));
                let (file, encoding) = smallest(file, &request);
                if let Some(encoding) = encoding {
                    headers.push(("content-encoding", encoding));
                }
                match std::fs::read(file) {
                    Ok(bytes) => request.respond(labelled(bytes, 200, &headers)),
                    Err(_) => request.respond(plain(404, "not found", &[])),
                }
            }
            Answer::Folder(address) => {
                let place = [("location", address.as_str())];
                request.respond(plain(301, "this is a folder", &place))
            }
            Answer::Nothing => request.respond(plain(404, "not found", &[])),
        }
    }

    fn remembered(&self) -> std::sync::MutexGuard<'_, Vec<Asked>> {
        // A list of requests is whole after a panic, too.
        self.requests.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How long a browser may keep a file without asking again: one whose name changes with what it holds for
/// ever, every other one not at all.
fn kept(file: &Path) -> &'static str {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let sum = name
        .strip_prefix("tigang-")
        .and_then(|rest| rest.strip_suffix(".wasm"));
    match sum {
        Some(sum) if sum.len() == 16 && sum.bytes().all(|byte| byte.is_ascii_hexdigit()) => {
            "public, max-age=31536000, immutable"
        }
        _ => "no-cache",
    }
}

/// The file, or what lies compressed beside it where the browser reads that, and how it is compressed.
fn smallest(file: PathBuf, request: &Request) -> (PathBuf, Option<&'static str>) {
    let read: String = header(request, "accept-encoding")
        .map(|one| format!("{one},"))
        .collect();
    let reads = |encoding: &str| {
        read.split(',')
            .any(|one| one.split(';').next().unwrap_or_default().trim() == encoding)
    };
    for (encoding, ending) in [("br", ".br"), ("gzip", ".gz")] {
        let mut name = file.clone().into_os_string();
        name.push(ending);
        let compressed = PathBuf::from(name);
        if reads(encoding) && compressed.is_file() {
            return (compressed, Some(encoding));
        }
    }
    (file, None)
}

/// What a request says under a header's name.
fn header<'a>(request: &'a Request, name: &'static str) -> impl Iterator<Item = &'a str> {
    request
        .headers()
        .iter()
        .filter(move |one| one.field.equiv(name))
        .map(|one| one.value.as_str())
}

/// An answer in words.
fn plain(status: u16, text: &str, more: &[(&str, &str)]) -> Body {
    let mut headers = vec![
        ("content-type", "text/plain; charset=utf-8"),
        ("cache-control", "no-store"),
    ];
    headers.extend(more);
    labelled(text.into(), status, &headers)
}

/// An answer with its headers.
fn labelled(bytes: Vec<u8>, status: u16, headers: &[(&str, &str)]) -> Body {
    let mut response = Response::from_data(bytes)
        .with_status_code(status)
        // Whole, with its length, whatever its size: so the browser can tell when it has all.
        .with_chunked_threshold(usize::MAX);
    for (name, value) in headers {
        // A name with characters that no header can carry leaves the header out.
        if let Ok(header) = Header::from_bytes(name.as_bytes(), value.as_bytes()) {
            response.add_header(header);
        }
    }
    response
}

/// An answer that is whole in memory.
type Body = Response<io::Cursor<Vec<u8>>>;

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Read, Write};
    use std::net::TcpStream;

    /// Asks the server for an address as no browser would: byte for byte.
    fn ask(port: u16, address: &str) -> io::Result<String> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
        write!(stream, "GET {address} HTTP/1.0\r\nhost: localhost\r\n\r\n")?;
        let mut text = String::new();
        stream.read_to_string(&mut text)?;
        Ok(text)
    }

    #[test]
    fn files_of_the_folder_are_sent_and_no_other() -> io::Result<()> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let server = Server::start(&folder, None)?;
        let found = ask(server.port, "/lib.rs?a=1")?;
        assert!(found.starts_with("HTTP/1.0 200"), "{found}");
        assert!(found.contains("cache-control: no-cache"), "{found}");
        assert!(found.contains("//! The workshop"), "{found}");
        for address in ["/../Cargo.toml", "/%2e%2e/Cargo.toml", "/none", "/"] {
            let refused = ask(server.port, address)?;
            assert!(refused.starts_with("HTTP/1.0 404"), "{address}: {refused}");
        }
        let moved = ask(server.port, "/serve HTTP/1.0\r\nreferer: /worker.js\r\nx:")?;
        assert!(moved.contains("location: /serve/"), "{moved}");
        let asked = server.requests();
        assert_eq!(asked.len(), 6);
        let first = asked.first().map(|one| (&*one.address, &*one.referrer));
        assert_eq!(first, Some(("/lib.rs?a=1", "")));
        let last = asked.last().map(|one| (&*one.address, &*one.referrer));
        assert_eq!(last, Some(("/serve", "/worker.js")));
        Ok(())
    }

    #[test]
    fn a_file_travels_as_small_as_the_browser_reads_it() -> io::Result<()> {
        let folder = std::env::temp_dir().join(format!("tigang-serve-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        let name = "tigang-0123456789abcdef.wasm";
        for (ending, what) in [("", "plain"), (".gz", "zipped"), (".br", "smaller")] {
            std::fs::write(folder.join(format!("{name}{ending}")), what)?;
        }
        let server = Server::start(&folder, None)?;
        for (accepted, encoding, what) in [
            ("", "", "plain"),
            ("deflate, gzip;q=0.9", "content-encoding: gzip", "zipped"),
            ("gzip, br", "content-encoding: br", "smaller"),
        ] {
            let address = format!("/{name} HTTP/1.0\r\naccept-encoding: {accepted}\r\nx:");
            let found = ask(server.port, &address)?;
            assert!(found.contains(encoding) && found.ends_with(what), "{found}");
            assert!(found.contains("content-type: application/wasm"), "{found}");
            assert!(found.contains("immutable"), "{found}");
        }
        std::fs::remove_dir_all(&folder)
    }

    #[test]
    fn a_dropped_server_gives_its_port_back() -> io::Result<()> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        let server = Server::start(folder, None)?;
        let port = server.port;
        let beside = Server::start_near(folder, port)?;
        assert_ne!(beside.port, port);
        drop(server);
        assert!(ask(port, "/Cargo.toml").is_err());
        Ok(())
    }
}
