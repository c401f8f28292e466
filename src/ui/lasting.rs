//! Handles of what is made once and lives as long as the page.
//!
//! Why: desk, surfaces and the like are a dozen signals each, and some three hundred closures hold a
//! copy; now each copies one address. Law: what is made anew while the page works is not kept by it, for
//! nothing takes it away again.

use std::ops::Deref;

/// A handle; copies are the same.
pub struct Lasting<T: 'static>(&'static T);

/// Keeps a value for good.
pub fn lasting<T>(value: T) -> Lasting<T> {
    Lasting(Box::leak(Box::new(value)))
}

impl<T> Clone for Lasting<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Lasting<T> {}

impl<T> Deref for Lasting<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.0
    }
}
