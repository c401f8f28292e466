//! Fields (ECMA-376 part 1, 17.16): an instruction, then the result that the page shows.
//!
//! Law: only results are text. A field that does not end must not swallow what follows.

/// The fields that are open where the reader stands, inner ones last.
#[derive(Clone, Debug, Default)]
pub(super) struct Fields {
    /// Whether each shows its result already.
    open: Vec<bool>,
    /// How many of them do not: each text asks.
    hiding: usize,
    /// Whether fields are not followed at all.
    ignored: bool,
}

impl Fields {
    /// For a document whose fields are not in order: every text counts.
    pub(super) fn ignored() -> Fields {
        Fields {
            open: Vec::new(),
            hiding: 0,
            ignored: true,
        }
    }

    /// A mark of a field: `begin`, `separate` or `end`.
    pub(super) fn mark(&mut self, mark: &str) {
        match mark {
            // More than this is no document; what is open decides little by then.
            "begin" if self.open.len() < 1_000 => {
                self.open.push(false);
                self.hiding += 1;
            }
            "separate" => {
                if let Some(field) = self.open.last_mut() {
                    self.hiding -= usize::from(!*field);
                    *field = true;
                }
            }
            "end" => {
                let shows = self.open.pop().unwrap_or(true);
                self.hiding -= usize::from(!shows);
            }
            _ => {}
        }
    }

    /// Whether what stands here is an instruction, or inside one.
    pub(super) fn hides(&self) -> bool {
        !self.ignored && 0 < self.hiding
    }
}
