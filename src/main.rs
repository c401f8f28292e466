//! Mounts the page.

mod ui;

fn main() {
    ui::start();
}
