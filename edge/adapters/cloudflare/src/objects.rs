//! The Durable Objects. Their code is the same for every kind: a command in, a reply out, events to the sockets, and an alarm
//! where one is asked for. So there is one class here, which `worker.mjs` extends once a kind for the platform's sake: each
//! class in Rust would be 1.5 KB of the download. Whoever asks an object says which kind it is.

use beeline_edge::objects::{Kind, Store, dispatch};
use js_sys::Reflect;
use wasm_bindgen::JsValue;
use worker::{
    DurableObject, Env, Request, Response, Result, SqlStorage, State, WebSocket, WebSocketIncomingMessage,
    WebSocketPair, durable_object,
};

use crate::platform::{Cloudflare, binding};

/// Any of the objects.
#[durable_object]
pub struct Keeper {
    state: State,
    env: Env,
}

impl DurableObject for Keeper {
    fn new(state: State, env: Env) -> Self {
        create_table(&state);
        Self { state, env }
    }

    async fn fetch(&self, request: Request) -> Result<Response> {
        serve(&self.state, request).await
    }

    async fn alarm(&self) -> Result<Response> {
        ring(&self.state, &self.env).await
    }

    async fn websocket_message(&self, _: WebSocket, _: WebSocketIncomingMessage) -> Result<()> {
        Ok(())
    }

    async fn websocket_close(&self, socket: WebSocket, _: usize, _: String, _: bool) -> Result<()> {
        socket.close(Some(1000), Some("bye"))
    }

    async fn websocket_error(&self, _: WebSocket, _: worker::Error) -> Result<()> {
        Ok(())
    }
}

async fn serve(state: &State, mut request: Request) -> Result<Response> {
    if request.headers().get("upgrade")?.is_some() {
        let pair = WebSocketPair::new()?;
        state.accept_web_socket(&pair.server);
        return Response::from_websocket(pair.client);
    }
    let path = request.path();
    let asked = |kind: &Kind| path.strip_prefix('/') == Some(binding(*kind));
    let Some(kind) = Kind::ALL.into_iter().find(asked) else { return Response::error("no such kind", 404) };
    let command = request.text().await?;
    let mut table = Table(state.storage().sql());
    // Nothing is awaited from here to the last write: the runtime commits these writes together, and holds the reply until they are safe.
    match dispatch(kind, &mut table, crate::platform::now(), &command) {
        Ok(done) => {
            for socket in state.get_websockets() {
                for event in &done.live {
                    // A socket that is gone catches up by its cursor.
                    let _ = socket.send_with_str(event);
                }
            }
            if let Some(at) = done.wake {
                if let Some(name) = state.id().name() {
                    table.put(NAME, name);
                }
                // Called before anything is awaited, it belongs to the same commit.
                state.storage().set_alarm(at).await?;
            }
            Response::ok(done.reply)
        }
        Err(unavailable) => Response::error(unavailable.0, 500),
    }
}

/// Where an object keeps its own name: the runtime tells it to whoever is called by it, but not to an object that its alarm
/// wakes after a restart.
const NAME: &str = "@name";

/// The alarm asks this very object for its commands, one by one like everybody: none waits while the merchant is waited for.
async fn ring(state: &State, env: &Env) -> Result<Response> {
    let kept = || Table(state.storage().sql()).get(NAME);
    let name = state.id().name().or_else(kept).unwrap_or_default();
    if let Err(unavailable) = beeline_edge::alarm(&Cloudflare::new(env.clone()), &name).await {
        // Thrown, it would make the runtime try again at once and then ever more rarely; the sweep knows better.
        worker::console_error!("outbox {name}: {}", unavailable.0);
    }
    Response::empty()
}

fn create_table(state: &State) {
    let made = state.storage().sql().exec(
        "CREATE TABLE IF NOT EXISTS records (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
        None,
    );
    made.expect("a new object can make its table");
}

/// An object's storage: one table. Storage errors trap: the runtime then discards the command's writes and the caller
/// hears that the object is unavailable.
struct Table(SqlStorage);

impl Table {
    fn rows(&self, query: &str, bindings: Vec<JsValue>) -> Vec<(String, String)> {
        let rows = self.0.exec_raw(query, bindings).expect("the object's storage answers");
        let text = |row: &JsValue, column: &str| Reflect::get(row, &column.into()).ok()?.as_string();
        let pair = |row: JsValue| Some((text(&row, "key")?, text(&row, "value")?));
        rows.map(|row| row.ok().and_then(pair).expect("a row has a key and a value")).collect()
    }
}

impl Store for Table {
    fn get(&self, key: &str) -> Option<String> {
        self.rows("SELECT key, value FROM records WHERE key = ?", vec![key.into()])
            .pop()
            .map(|(_, value)| value)
    }

    fn put(&mut self, key: &str, value: String) {
        self.rows(
            "INSERT OR REPLACE INTO records (key, value) VALUES (?, ?)",
            vec![key.into(), value.into()],
        );
    }

    fn delete(&mut self, key: &str) {
        self.rows("DELETE FROM records WHERE key = ?", vec![key.into()]);
    }

    fn list(&self, prefix: &str, after: &str) -> Vec<(String, String)> {
        let end = format!("{prefix}\u{10ffff}");
        let query = "SELECT key, value FROM records WHERE key >= ? AND key < ? AND key > ? ORDER BY key";
        self.rows(query, vec![prefix.into(), end.into(), after.into()])
    }
}
