//! The workshop: how the page is built, served and tested. It knows programs, folders and the
//! network; it knows nothing of reports, and the page knows nothing of it.

pub mod suite;

pub mod page;

pub mod forms;

pub mod policy;

pub mod worker;

pub mod icons;

pub mod imports;

pub mod shortened;
pub mod squeeze;
pub mod styles;

pub mod old_browsers;

pub mod loader;
pub mod pack;

pub mod serve;

pub mod tools;

pub mod browser;

pub mod axe;

pub mod bench;

pub mod elsewhere;

pub mod office;

pub mod apt;

pub mod sizes;

pub mod tally;

pub mod steps;

pub mod program;

pub mod checkout;
