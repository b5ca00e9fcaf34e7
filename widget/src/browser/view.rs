//! What is drawn, derived from the state; nothing here decides.
//!
//! Two habits keep it small: every button is the one [`Act`], which carries the event it makes, and what changes is a
//! boxed `Signal`, so that each kind of update is compiled once and not once a place.

#![expect(unreachable_pub, reason = "`#[component]` makes the types of its props `pub`")]

mod act;
mod ask;
mod card;
mod composer;
mod line;
mod panel;

pub(crate) use panel::Panel;
