//! Signals, memos and stored values of any type over one leptos signal and one leptos memo.
//!
//! Why: each type that a leptos signal or memo holds has all of its code compiled anew, and this page
//! holds some forty types. Here only reading and writing the value itself depends on the type.
//! Law: names and behaviour are those of leptos; each lives as long as the owner it was made under.

use std::any::Any;
use std::cell::RefCell;
use std::marker::PhantomData;
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::{GetValue, LocalStorage, Notify, Track, With, WithUntracked};
use leptos::reactive::signal::ArcTrigger;

/// A value that tells those who read it when it has changed.
pub struct RwSignal<T> {
    held: Held,
    of: PhantomData<fn() -> T>,
}

/// Where a value is kept, whatever its type.
type Held = leptos::prelude::StoredValue<Holder, LocalStorage>;

/// A value of any type, always a `RefCell` of it, with those who follow it.
#[derive(Clone)]
struct Holder {
    readers: ArcTrigger,
    value: Rc<dyn Any>,
}

#[inline(never)]
fn hold(value: Rc<dyn Any>) -> Held {
    let readers = ArcTrigger::new();
    Held::new_local(Holder { readers, value })
}

/// What is read; the reader follows it.
#[inline(never)]
fn followed(held: Held) -> Rc<dyn Any> {
    let Holder { readers, value } = held.get_value();
    readers.track();
    value
}

#[inline(never)]
fn unfollowed(held: Held) -> Rc<dyn Any> {
    held.get_value().value
}

/// What is written to; `None` where its owner has gone.
#[inline(never)]
fn writable(held: Held) -> Option<Rc<dyn Any>> {
    held.try_get_value().map(|holder| holder.value)
}

#[inline(never)]
fn notify(held: Held) {
    if let Some(holder) = held.try_get_value() {
        holder.readers.notify();
    }
}

/// The value as what it was put in as: a handle carries the type of its value.
#[inline(never)]
fn typed<T: 'static>(value: &dyn Any) -> &T {
    match value.downcast_ref() {
        Some(value) => value,
        None => std::process::abort(),
    }
}

impl<T> Clone for RwSignal<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for RwSignal<T> {}

impl<T: 'static> RwSignal<T> {
    /// A signal with this value.
    pub fn new(value: T) -> RwSignal<T> {
        RwSignal {
            held: hold(Rc::new(RefCell::new(value))),
            of: PhantomData,
        }
    }

    /// Reads the value in place and follows it.
    pub fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
        read(&typed::<RefCell<T>>(&*followed(self.held)).borrow())
    }

    /// Reads the value in place without following it.
    pub fn with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> R {
        read(&typed::<RefCell<T>>(&*unfollowed(self.held)).borrow())
    }

    /// Puts another value in its place.
    pub fn set(self, value: T) {
        self.update(|standing| *standing = value);
    }

    /// Changes the value in place.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        self.try_update(change);
    }

    /// Changes the value in place; `None` where its owner has gone.
    pub fn try_update<R>(self, change: impl FnOnce(&mut T) -> R) -> Option<R> {
        let value = writable(self.held)?;
        let done = change(&mut typed::<RefCell<T>>(&*value).borrow_mut());
        notify(self.held);
        Some(done)
    }
}

impl<T: Clone + 'static> RwSignal<T> {
    /// The value; the reader follows it.
    pub fn get(self) -> T {
        self.with(T::clone)
    }

    /// The value as it is now.
    pub fn get_untracked(self) -> T {
        self.with_untracked(T::clone)
    }
}

/// A value that nobody follows.
pub struct StoredValue<T> {
    held: Held,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for StoredValue<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for StoredValue<T> {}

impl<T: 'static> StoredValue<T> {
    /// Keeps a value.
    pub fn new(value: T) -> StoredValue<T> {
        StoredValue {
            held: hold(Rc::new(RefCell::new(value))),
            of: PhantomData,
        }
    }

    /// The value.
    pub fn get_value(self) -> T
    where
        T: Clone,
    {
        self.with_value(T::clone)
    }

    /// Reads the value in place.
    pub fn with_value<R>(self, read: impl FnOnce(&T) -> R) -> R {
        read(&typed::<RefCell<T>>(&*unfollowed(self.held)).borrow())
    }

    /// Changes the value in place.
    pub fn update_value(self, change: impl FnOnce(&mut T)) {
        self.try_update_value(change);
    }

    /// Changes the value in place; `None` where its owner has gone.
    pub fn try_update_value<R>(self, change: impl FnOnce(&mut T) -> R) -> Option<R> {
        let value = writable(self.held)?;
        Some(change(&mut typed::<RefCell<T>>(&*value).borrow_mut()))
    }
}

/// A value that is derived once for all who read it, and tells them when it comes out differently.
pub struct Memo<T> {
    derived: leptos::prelude::Memo<Derived>,
    of: PhantomData<fn() -> T>,
}

/// What a memo came to, whatever its type, and how two of them are compared.
#[derive(Clone)]
struct Derived {
    value: Arc<dyn Any + Send + Sync>,
    same: fn(&dyn Any, &dyn Any) -> bool,
}

impl PartialEq for Derived {
    fn eq(&self, other: &Derived) -> bool {
        (self.same)(&*self.value, &*other.value)
    }
}

#[inline(never)]
fn derived(derive: Box<dyn Fn() -> Derived + Send + Sync>) -> leptos::prelude::Memo<Derived> {
    leptos::prelude::Memo::new(move |_| derive())
}

#[inline(never)]
fn followed_memo(memo: leptos::prelude::Memo<Derived>) -> Arc<dyn Any + Send + Sync> {
    memo.with(|derived| Arc::clone(&derived.value))
}

#[inline(never)]
fn unfollowed_memo(memo: leptos::prelude::Memo<Derived>) -> Option<Arc<dyn Any + Send + Sync>> {
    memo.try_with_untracked(|derived| Arc::clone(&derived.value))
}

impl<T> Clone for Memo<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Memo<T> {}

impl<T: PartialEq + Send + Sync + 'static> Memo<T> {
    /// A memo of what this comes to.
    pub fn new(derive: impl Fn() -> T + Send + Sync + 'static) -> Memo<T> {
        let erased = move || Derived {
            value: Arc::new(derive()),
            same: |one, other| typed::<T>(one) == typed::<T>(other),
        };
        Memo {
            derived: derived(Box::new(erased)),
            of: PhantomData,
        }
    }

    /// Reads the value in place and follows it.
    pub fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
        read(typed(&*followed_memo(self.derived)))
    }

    /// The value as it is now.
    pub fn get_untracked(self) -> T
    where
        T: Clone,
    {
        match self.try_get_untracked() {
            Some(value) => value,
            None => std::process::abort(),
        }
    }

    /// The value as it is now; `None` where its owner has gone.
    pub fn try_get_untracked(self) -> Option<T>
    where
        T: Clone,
    {
        unfollowed_memo(self.derived).map(|value| typed::<T>(&*value).clone())
    }

    /// The value; the reader follows it.
    pub fn get(self) -> T
    where
        T: Clone,
    {
        self.with(T::clone)
    }
}
