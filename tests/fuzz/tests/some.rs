//! A first few thousand inputs of each target, so that the targets themselves stay whole.
//!
//! The millions are run by hand: `cargo run --profile fuzz --package tigang-fuzz -- TARGET COUNT [SEED]`.

use tigang_fuzz::Target;

#[test]
fn the_first_inputs_are_read_or_refused() {
    for target in Target::ALL {
        let (mut read, mut refused) = (0, 0);
        for seed in 0..2_000 {
            if target.read(&target.input(seed)) {
                read += 1;
            } else {
                refused += 1;
            }
        }
        println!("{target:?}: {read} read, {refused} refused");
        // Damage that is always refused at the door tries nothing behind it.
        assert!(read >= 100, "{target:?}: {read} read, {refused} refused");
    }
}
