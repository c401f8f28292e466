//! Fields (ECMA-376 part 1, 17.16): an instruction, then the result that the page shows.
//!
//! Law: only results are text. A field that does not end must not swallow what follows. A few have no result and show
//! what their instruction says.

use crate::notices::What;

/// The fields that are open where the reader stands, inner ones last.
#[derive(Clone, Debug, Default)]
pub(super) struct Fields {
    open: Vec<Field>,
    /// How many of them do not show a result yet: each text asks.
    hiding: usize,
    /// How many were tables of contents, whose result is left out.
    pub contents: usize,
    /// Whether fields are not followed at all.
    ignored: bool,
}

#[derive(Clone, Debug, Default)]
struct Field {
    instruction: String,
    /// What a field of a form shows by itself.
    form: String,
    /// Whether its result stands here already.
    shows: bool,
    /// Whether that has any words.
    is_given: bool,
}

/// What a field without a result shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Shown {
    /// The words in it.
    pub text: String,
    /// What is told where they do not say all that the page shows.
    pub told: Option<What>,
}

/// More fields in one another, and a longer instruction, than any document has.
const MOST: usize = 1_000;
/// Signs that are put around another.
const CIRCLES: &str = "○〇◯⭕";

impl Fields {
    /// For a document whose fields are not in order: every text counts.
    pub(super) fn ignored() -> Fields {
        Fields {
            ignored: true,
            ..Fields::default()
        }
    }

    /// A mark of a field: `begin`, `separate` or `end`. What it shows, where it ends without a result.
    pub(super) fn mark(&mut self, mark: &str) -> Option<Shown> {
        match mark {
            // What is open decides little by then.
            "begin" if self.open.len() < MOST => {
                self.open.push(Field::default());
                self.hiding += 1;
            }
            "separate" => {
                if let Some(field) = self.open.last_mut() {
                    let kind = field.instruction.trim_start().get(..3).unwrap_or_default();
                    if kind.eq_ignore_ascii_case("TOC") && !self.ignored {
                        self.contents += 1;
                        return None;
                    }
                    self.hiding -= usize::from(!field.shows);
                    field.shows = true;
                }
            }
            "end" => {
                let field = self.open.pop()?;
                self.hiding -= usize::from(!field.shows);
                if field.is_given {
                    // The one around it learns of it now: to tell all of them at each text takes seconds.
                    self.give();
                    return None;
                }
                // Not what an instruction around it asks for.
                return Some(shown(field)).filter(|_| !self.hides());
            }
            _ => {}
        }
        None
    }

    /// A part of the instruction of the innermost field.
    pub(super) fn instruct(&mut self, text: &str) {
        let field = self.open.last_mut().filter(|field| !field.shows);
        if let Some(field) = field.filter(|field| field.instruction.len() < MOST) {
            field.instruction.push_str(text);
        }
    }

    /// What the form of the innermost field says that it shows.
    pub(super) fn fill_in(&mut self, form: String) {
        if let Some(field) = self.open.last_mut() {
            field.form = form;
        }
    }

    /// Words of a result, of the innermost field.
    pub(super) fn give(&mut self) {
        if let Some(field) = self.open.last_mut() {
            field.is_given = true;
        }
    }

    /// Whether what stands here is an instruction, or inside one.
    pub(super) fn hides(&self) -> bool {
        !self.ignored && 0 < self.hiding
    }
}

/// What a field shows by itself: `EQ \o\ac(○,2)` a sign in a circle, `MACROBUTTON name words` words to be written
/// over; what is chosen or ticked in a form.
fn shown(field: Field) -> Shown {
    let instruction = field.instruction.trim();
    let is_end = |sign: char| sign.is_whitespace() || sign == '\\';
    let (kind, rest) = instruction.split_once(is_end).unwrap_or((instruction, ""));
    let (mut text, mut told) = (field.form, None);
    match kind.to_ascii_uppercase().as_str() {
        "EQ" => return equation(rest),
        "MACROBUTTON" | "GOTOBUTTON" => {
            let words = rest.trim_start().split_once(char::is_whitespace);
            text = words.map_or("", |(_, words)| words.trim()).to_owned();
        }
        "SYMBOL" | "AUTONUM" | "AUTONUMLGL" | "AUTONUMOUT" | "LISTNUM" => told = Some(What::Symbol),
        _ => {}
    }
    Shown { text, told }
}

/// The words of an equation field, which stand in its brackets: of a sign in a circle the sign that is both.
fn equation(instruction: &str) -> Shown {
    let inside = instruction
        .split_once('(')
        .and_then(|(_, rest)| rest.rsplit_once(')'));
    let Some((inside, _)) = inside else {
        return Shown {
            told: Some(What::Equation),
            ..Shown::default()
        };
    };
    let parts: Vec<&str> = inside.split([',', '，']).map(str::trim).collect();
    if let [circle, sign] = parts.as_slice()
        && CIRCLES.contains(circle)
        && !circle.is_empty()
    {
        let number = sign.parse().ok().filter(|number| (1..=20).contains(number));
        let both = number.and_then(|number: u32| char::from_u32(0x2460 + number - 1));
        return Shown {
            told: both.is_none().then_some(What::Equation),
            text: both.map_or_else(|| (*sign).to_owned(), String::from),
        };
    }
    // A phonetic guide, and nothing else, says how high its letters are; the word itself comes last.
    if let Some((_, base)) = inside.rsplit_once(',')
        && instruction.contains("\\* hps")
    {
        return Shown {
            text: words(base),
            told: None,
        };
    }
    let is_fraction = instruction.trim_start().starts_with("\\f");
    Shown {
        text: words(&inside.replace(',', if is_fraction { "/" } else { "," })),
        told: Some(What::Equation),
    }
}

/// What stands in the brackets of an equation field, without the switches (`\s\up 5`), brackets and commas.
fn words(inside: &str) -> String {
    let mut words = String::new();
    let mut signs = inside.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '\\' => {
                let is_switch = |next: &char| next.is_ascii_alphanumeric() || " -".contains(*next);
                // `\(` is a bracket itself.
                match signs.next_if(|next| !is_switch(next)) {
                    Some(literal) => words.push(literal),
                    None => while signs.next_if(is_switch).is_some() {},
                }
            }
            '(' | ')' | ',' | '，' => {}
            _ => words.push(sign),
        }
    }
    words.trim().to_owned()
}
