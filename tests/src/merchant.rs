//! A merchant's endpoint on this machine that fails half of the time: some requests are refused, some are taken and the
//! answer lost on the way back.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex, PoisonError},
};

use base64::{Engine, engine::general_purpose::STANDARD};
use hmac::{Hmac, Mac};
use serde_json::Value;

use crate::chance::Chance;

/// The demo's published outbox secret, decoded.
pub const SECRET: &[u8] = b"demo-outbox-secret";

/// One webhook that was taken.
#[derive(Clone, Debug)]
pub struct Heard {
    /// Its `webhook-id`.
    pub id: String,
    /// Its body.
    pub body: Value,
}

/// A listening merchant; it listens until the process ends.
pub struct Merchant {
    address: String,
    state: Arc<Mutex<State>>,
}

struct State {
    chance: Chance,
    heard: Vec<Heard>,
    refused: usize,
    lost: usize,
}

impl Merchant {
    /// Listens on a free port.
    #[must_use]
    pub fn start(chance: Chance) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let state = Arc::new(Mutex::new(State { chance, heard: Vec::new(), refused: 0, lost: 0 }));
        let shared = Arc::clone(&state);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let shared = Arc::clone(&shared);
                // A runtime that is killed leaves half a request behind: that is no webhook.
                std::thread::spawn(move || serve(stream, &shared));
            }
        });
        Self { address, state }
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// What was taken, in the order of its coming, repetitions included.
    #[must_use]
    pub fn heard(&self) -> Vec<Heard> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).heard.clone()
    }

    /// How many were refused, and of how many the answer was lost.
    #[must_use]
    pub fn failures(&self) -> (usize, usize) {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        (state.refused, state.lost)
    }
}

fn serve(mut stream: TcpStream, state: &Mutex<State>) -> Option<()> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    let (mut headers, mut line) = (Vec::new(), String::new());
    while reader.read_line(&mut line).ok()? > 2 {
        let (name, value) = line.split_once(':').unwrap_or((&line, ""));
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        line.clear();
    }
    let header = |wanted: &str| {
        headers.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str()).unwrap_or_default()
    };
    let mut body = vec![0; header("content-length").parse().ok()?];
    reader.read_exact(&mut body).ok()?;
    let (id, sent) = (header("webhook-id").to_owned(), header("webhook-timestamp"));
    let signed = header("webhook-signature") == signature(&id, sent, &body);

    let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
    let status = match state.chance.below(4) {
        _ if !signed => 401,
        0 => {
            state.refused += 1;
            503
        }
        chance => {
            state.heard.push(Heard { id, body: serde_json::from_slice(&body).ok()? });
            if chance == 1 {
                state.lost += 1;
                return None;
            }
            200
        }
    };
    drop(state);
    write!(stream, "HTTP/1.1 {status} Answer\r\ncontent-length: 0\r\nconnection: close\r\n\r\n").ok()
}

/// The signature that a delivery must carry (Standard Webhooks, `v1`).
#[must_use]
pub fn signature(id: &str, sent: &str, body: &[u8]) -> String {
    let mut mac = Hmac::<sha2::Sha256>::new_from_slice(SECRET).expect("any key will do");
    mac.update(format!("{id}.{sent}.").as_bytes());
    mac.update(body);
    format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()))
}
