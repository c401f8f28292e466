//! What the form of a draft says about its parts: guidance beside the text, suggested lengths.

use tigang::outline::{self, FormPart};
use tigang::report::{BlockId, Part};

use super::browser::element::memo;
use super::desk::Desk;
use super::signal::Memo;

/// The parts of the open report that its form says something about.
#[derive(Clone, Copy)]
pub struct Guide {
    parts: Memo<Vec<(BlockId, FormPart)>>,
}

impl Guide {
    /// Follows the open draft.
    pub fn new(desk: Desk) -> Guide {
        let form = memo(move || {
            let id = desk.card()?.form?;
            outline::forms().into_iter().find(|form| form.id == id)
        });
        let parts = memo(move || {
            desk.rows();
            let Some(form) = form.get() else {
                return Vec::new();
            };
            desk.read(|editor| {
                let parts: Vec<Part> = editor.report().parts();
                let answers = form.answers(editor.report(), &parts);
                parts
                    .iter()
                    .zip(answers)
                    .filter_map(|(part, answer)| Some((part.id, answer?.clone())))
                    .collect()
            })
        });
        Guide { parts }
    }

    /// What the part that this block opens should say; `None` for blocks that open none.
    pub fn of_block(self, block: BlockId) -> Option<String> {
        self.part(block, |part| part.guidance.clone())
    }

    /// The suggested length of the part that this block opens, from and to, in 字.
    pub fn length(self, block: BlockId) -> Option<(usize, usize)> {
        self.part(block, |part| part.length)
            .filter(|(_, most)| *most > 0)
    }

    fn part<T>(self, block: BlockId, read: impl FnOnce(&FormPart) -> T) -> Option<T> {
        self.parts.with(|parts| {
            parts
                .iter()
                .find(|(id, _)| *id == block)
                .map(|(_, part)| read(part))
        })
    }
}
