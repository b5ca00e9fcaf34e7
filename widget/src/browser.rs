//! The shell around the state machine, and the view derived from it.
//!
//! - [`mount`]: what the loader calls
//! - [`app`]: carries effects out and brings events in
//! - [`net`]: HTTP; [`live`]: the WebSocket; [`scorer`]: the frustration worker; [`store`]: the tab's storage
//! - [`page`]: style sheet, colours, viewport, the browser's own events
//! - [`wire`]: JSON to the protocol's types
//! - [`js`]: the few calls that must not throw into Rust
//! - [`view`]: what is drawn

mod app;
mod js;
mod live;
pub mod mount;
mod net;
mod page;
mod scorer;
mod store;
mod view;
mod wire;

use lol_alloc::{FreeListAllocator, LockedAllocator};

#[global_allocator]
static ALLOCATOR: LockedAllocator<FreeListAllocator> = LockedAllocator::new(FreeListAllocator::new());
