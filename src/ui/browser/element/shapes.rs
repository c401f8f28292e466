//! What is made often, rows above all: copied from a shape that was built once, and written to straight.
//!
//! Law: what stands there already is not written again.

use wasm_bindgen::JsCast;

use super::{DragEvent, El, classed, write};

/// How a piece of a text is marked.
#[derive(Clone, Copy, PartialEq)]
pub enum Mark {
    /// Not at all.
    None,
    /// It is an open blank.
    Open,
    /// It is what the person looks for.
    Found,
    /// It is selected, together with what stands in other fields.
    Selected,
}

impl El {
    /// The same elements once more, without what listens to them: what is made often is built once and
    /// then copied whole, which costs a fraction of building each.
    #[inline(never)]
    pub fn copy(&self) -> El {
        match self.0.clone_node_with_deep(true) {
            Ok(copy) => El(copy.unchecked_into()),
            Err(_) => self.clone(),
        }
    }

    /// One of the elements inside, counted from 0; itself where there are fewer.
    #[inline(never)]
    pub fn child(&self, place: u32) -> El {
        let mut found = self.0.first_element_child();
        for _ in 0..place {
            found = found.and_then(|element| element.next_element_sibling());
        }
        found.map_or_else(|| self.clone(), El)
    }

    /// Sets an attribute, or takes it away for `None`; nothing where it stands so already, for to write
    /// it again would still cost a look at the whole layout.
    #[inline(never)]
    pub fn put_attr(&self, name: &str, value: Option<&str>) {
        if self.0.get_attribute(name).as_deref() != value {
            write(&self.0, name, value);
        }
    }

    /// Sets the text; nothing where it stands there already.
    #[inline(never)]
    pub fn put_text(&self, text: &str) {
        if self.0.text_content().as_deref() != Some(text) {
            self.0.set_text_content(Some(text));
        }
    }

    /// Takes the place of another element.
    pub fn replace(&self, other: &El) {
        let _ = other.0.replace_with_with_node_1(&self.0);
    }

    /// Takes the element off the page.
    pub fn remove(&self) {
        self.0.remove();
    }

    /// The value of an attribute.
    pub fn value_of_attr(&self, name: &str) -> Option<String> {
        self.0.get_attribute(name)
    }

    /// Where a menu opened by the element belongs: under its left corner.
    pub fn corner(&self) -> (f64, f64) {
        let place = self.0.get_bounding_client_rect();
        (place.left(), place.bottom())
    }

    /// How far down in the element the pointer is: 0 at its top, 1 at its bottom.
    pub fn share_of_height(&self, event: &DragEvent) -> f64 {
        let place = self.0.get_bounding_client_rect();
        (f64::from(event.client_y()) - place.top()) / place.height().max(1.0)
    }

    /// Shows these texts, the marked ones as marks, in the place of those shown before. Where marks and
    /// texts take turns as before, only the texts that differ are written.
    pub fn show_pieces(&self, pieces: &[(Mark, String)], before: &[(Mark, String)]) {
        let alike = pieces.len() == before.len()
            && pieces
                .iter()
                .zip(before)
                .all(|(one, other)| one.0 == other.0);
        if alike {
            let nodes = self.0.child_nodes();
            for (place, (piece, old)) in (0..).zip(pieces.iter().zip(before)) {
                if piece != old
                    && let Some(node) = nodes.get(place)
                {
                    node.set_text_content(Some(&piece.1));
                }
            }
            return;
        }
        self.0.set_text_content(None);
        for (mark, text) in pieces {
            let class = match mark {
                Mark::None => {
                    let _ = self.clone().text(text);
                    continue;
                }
                Mark::Open => "",
                Mark::Found => "found",
                Mark::Selected => "selected",
            };
            let _ = self.0.append_child(&classed("mark", class).text(text).0);
        }
    }
}
