//! The fields of a 报告期: 年份 and the part of it.

use std::rc::Rc;

use tigang::draft::Period;
use tigang::draft::period::{SPANS, as_year};
use tigang::numbering::number_at;

use super::browser::element::{El, el};
use super::desk::Desk;
use super::words;

/// Year and part of the year, each with its label; a year that is none is told and not taken.
pub fn period_fields(
    desk: Desk,
    read: impl Fn() -> Period + 'static,
    write: impl Fn(Period) + 'static,
) -> [El; 2] {
    fields(desk, Rc::new(read), Rc::new(write))
}

type Read = Rc<dyn Fn() -> Period>;
type Write = Rc<dyn Fn(Period)>;

fn fields(desk: Desk, read: Read, write: Write) -> [El; 2] {
    let of = read.clone();
    let shown = move || of().year.map_or_else(String::new, |year| year.to_string());
    let (of, to) = (read.clone(), write.clone());
    let year = el("input")
        .attr("type", "text")
        .attr("inputmode", "numeric")
        .attr("maxlength", "5")
        .attr("size", "5")
        .value_of(shown.clone())
        .shows_again(shown)
        .on_value("change", move |value| match read_year(value.trim()) {
            Some(year) => {
                desk.unsay_words(words::WRONG_YEAR);
                to(Period { year, ..of() });
            }
            None => desk.warn(words::WRONG_YEAR),
        });
    let of = read.clone();
    let mut span = el("select").on_value("change", move |chosen| {
        let span = SPANS
            .iter()
            .find(|(_, names)| names.first() == Some(&chosen.as_str()))
            .map(|(span, _)| *span);
        write(Period { span, ..of() });
    });
    let spans = SPANS
        .iter()
        .map(|(span, names)| (Some(*span), names.first().copied().unwrap_or_default()));
    for (value, name) in std::iter::once((None, "未定")).chain(spans) {
        let of = read.clone();
        let chosen = move || (of().span == value).then(String::new);
        let key = if value.is_some() { name } else { "" };
        span = span.with(
            el("option")
                .attr("value", key)
                .attr_of("selected", chosen)
                .text(name),
        );
    }
    [("年份", year), ("报告期", span)].map(|(name, field)| el("label").text(name).with(field))
}

/// A year as it was written, `Some(None)` for nothing; `None` for what is no year of a report.
fn read_year(text: &str) -> Option<Option<u16>> {
    if text.is_empty() {
        return Some(None);
    }
    let (year, rest) = number_at(text)?;
    let year = as_year(year).filter(|_| matches!(rest, "" | "年"));
    year.map(Some)
}
