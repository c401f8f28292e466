//! Pasting into a field.
//!
//! Law: what was pasted is cleaned of signs that cannot be seen, with a notice; several lines become
//! parts, paragraphs and items as they would in an import.

use std::ops::Range;
use std::time::Duration;

use leptos::prelude::set_timeout;

use tigang::edit::{Edit, INDENTS, Ids};
use tigang::history::Source;
use tigang::notices::{Notices, What};
use tigang::numbering::Marker;
use tigang::report::{Block, BlockId, Kind, NewBlock, Report, Role, Span};
use tigang::{clean, text, web_lists};

use super::browser::element::Event;
use super::browser::{clipboard, fields};
use super::desk::Desk;
use super::recognise::{self, new_blocks};
use super::tidying::{Tidying, tidying};
use super::words;

/// Takes a paste over when the browser's own would not do: several lines, or signs that cannot be seen.
/// Some browsers (Chromium 148) make plain spaces of no-break spaces.
pub fn paste(desk: Desk, event: &Event) {
    let (Some(pasted), Some((block, range, _))) =
        (clipboard::pasted(event), fields::selection(event))
    else {
        return;
    };
    if pasted.is_empty() && clipboard::has_files(event) {
        return desk.refuse(words::NO_PICTURES);
    }
    let (clean, notices) = cleaned(&pasted, &clipboard::page(event));
    let span = desk.span();
    if clean.is_empty() && (span.is_some() || !pasted.is_empty()) {
        // Nothing comes: it takes nothing away.
        event.prevent_default();
        return desk.refuse(words::NO_TEXT);
    }
    let place = (block, range);
    // Where something is selected across blocks, it is read once that is gone.
    let read = span.is_none().then(|| parts(desk, &place, &clean));
    let is_plain = clean == pasted && !clean.contains('\u{a0}');
    if is_plain && matches!(read, Some(None)) {
        return;
    }
    event.prevent_default();
    put_over(desk, span, place, (&clean, &notices), read);
}

/// Puts a text in the place of a range as if it were pasted, where it comes by another way; whether it could come.
pub fn put(desk: Desk, place: Place, text: &str, source: Source) -> bool {
    let (clean, notices) = clean::piece(text);
    let parts = parts(desk, &place, &clean);
    let done = put_clean(desk, place, &clean, parts, &notices, source);
    if let Err(why) = done {
        desk.refuse(why);
    }
    done.is_ok()
}

/// What was pasted, without signs that cannot be seen and with the numbers of its lists, and what was done to it.
fn cleaned(pasted: &str, html: &str) -> (String, Notices) {
    let (clean, mut notices) = clean::piece(pasted);
    let (clean, given) = web_lists::with_numbers(&clean, html);
    notices.add_many(What::Number, given);
    // A browser leaves pictures out of the text, and parts the cells of a table by tabs.
    notices.add_many(What::Picture, html.matches("<img").count());
    notices.add_many(What::Table, html.matches("<table").count());
    (clean, notices)
}

/// A block, and what is replaced in its text.
type Place = (BlockId, Range<usize>);

/// Puts a text in the place of all that is selected across blocks, wherever the keyboard is, or else of a range; `read`:
/// what it is read as there, where that is known.
fn put_over(
    desk: Desk,
    span: Option<Span>,
    place: Place,
    (text, notices): (&str, &Notices),
    read: Option<Option<Report>>,
) {
    let before = desk.state();
    let (mut there, mut source) = (place.clone(), Source::Command);
    if let Some(span) = span {
        let Some(spot) = desk.applied(&Edit::Erase { span }) else {
            return;
        };
        (there, source) = ((spot.block, spot.start..spot.start), Source::Rest);
    }
    let parts = read.unwrap_or_else(|| parts(desk, &there, text));
    let block = there.0;
    let done = put_clean(desk, there, text, parts, notices, source);
    if done.is_ok() {
        // Where one line alone has room, what it would become might have none.
        let kind = desk.read(|editor| Some(editor.report().block(block)?.kind));
        let is_text = !matches!(kind, Some(Kind::Title | Kind::Signature | Kind::Date));
        if is_text && desk.state() != before {
            let (text, pasted) = (text.to_owned(), desk.state());
            // In a turn of its own: a long text is shown before it is looked through.
            set_timeout(
                move || {
                    if desk.state() == pasted {
                        offer_tidying(desk, span, place, text);
                    }
                },
                Duration::ZERO,
            );
        }
    } else if span.is_some() {
        // What cannot come takes nothing away.
        desk.undo(false);
    }
    if let Err(why) = done {
        desk.refuse(why);
    }
}

/// Offers to make whole paragraphs or plain text of what was pasted, where it looks like a page of a PDF or Markdown.
fn offer_tidying(desk: Desk, span: Option<Span>, place: Place, text: String) {
    let Some(Tidying { about, label, read }) = tidying(&text) else {
        return;
    };
    desk.offer(about, label, move || {
        // Nothing is taken back but the paste itself: the report is as it was then.
        if let Some((tidy, notices)) = read(&text) {
            desk.undo(true);
            put_over(desk, span, place.clone(), (&tidy, &notices), None);
        }
    });
}

/// Puts a text in the place of a range; why not, where it cannot come and nothing has said so yet.
fn put_clean(
    desk: Desk,
    place: Place,
    text: &str,
    parts: Option<Report>,
    notices: &Notices,
    source: Source,
) -> Result<(), &'static str> {
    let (block, range) = place;
    // Spaces at the start of a line are layout, and the page has its own.
    let indents: &[char] = if range.start == 0 { &INDENTS } else { &[] };
    let one_line = |text: &str| Edit::Type {
        block,
        range: range.clone(),
        text: text
            .trim_start_matches(indents)
            .split(['\n', '\r'])
            .collect::<Vec<_>>()
            .concat(),
    };
    let Some(read) = parts else {
        let is_done = desk.apply_from(&one_line(text), source).is_some();
        if is_done {
            tell(desk, 0, notices);
        }
        return is_done.then_some(()).ok_or("");
    };
    let (kind, is_bare) = desk.read(|editor| {
        let report = editor.report();
        let is_bare = report.blocks().all(|block| block.text.is_empty());
        (report.block(block).map(|block| block.kind), is_bare)
    });
    let is_counted = |block: &&Block| block.marker.is_some();
    let counted = read.blocks().filter(is_counted).count();
    let is_title = read.blocks().all(|block| block.kind == Kind::Title);
    let is_titled = read.blocks().any(|block| block.kind == Kind::Title);
    let edit = match kind {
        // A whole report comes into one that is only begun.
        _ if is_bare && is_titled && !is_title && !is_head(&read) => Edit::Replace {
            report: Box::new(read),
            ids: Ids::New,
        },
        Some(Kind::Title) if is_title => one_line(text),
        // A line that was copied whole brings its end along.
        Some(Kind::Title | Kind::Signature | Kind::Date) if read.len() < 2 => one_line(text),
        Some(Kind::Title) if range.end < desk.length(block) || !is_head(&read) => {
            return Err(words::TOO_MUCH_FOR_A_TITLE);
        }
        Some(Kind::Signature | Kind::Date) => {
            return Err(words::ONE_LINE_HERE);
        }
        _ => {
            let line = || NewBlock {
                kind: Kind::Paragraph,
                gap: "\n".to_owned(),
                marker: None,
                text: String::new(),
            };
            let mut blocks = new_blocks(&read);
            // The rows of a table are paragraphs of their own.
            let has_table = notices.iter().any(|(what, _)| what == What::Table);
            let is_row =
                |line: Option<&str>| has_table && line.is_some_and(|line| line.contains('\t'));
            let (starts, ends) = (is_row(text.lines().next()), is_row(text.lines().last()));
            // One that begins with a line end does not go on in the line.
            if (starts || text.starts_with(['\n', '\r'])) && 0 < range.start {
                blocks.insert(0, line());
            }
            // A line that was copied whole leaves what it is put in front of a line of its own.
            if ends || text.ends_with(['\n', '\r']) {
                blocks.push(line());
            }
            let range = range.clone();
            Edit::Insert {
                block,
                range,
                blocks,
            }
        }
    };
    let Some(spot) = desk.apply_from(&edit, source) else {
        return Err("");
    };
    tell(desk, counted, notices);
    // A date that was pasted at the end is the end of this report, too.
    recognise::sign(desk, spot.block);
    Ok(())
}

/// Says what a paste came to, where that is more than its words: how many parts and items, and what was left out.
fn tell(desk: Desk, counted: usize, notices: &Notices) {
    let mut said = words::taken(notices);
    if 0 < counted {
        said.push(words::counted(counted));
    }
    if !said.is_empty() {
        desk.say(words::sentence(&said));
    }
}

/// Whether a text is a title with the lines that stand right under it, and no sentence.
fn is_head(read: &Report) -> bool {
    /// The most lines of it.
    const LINES: usize = 4;
    let is_line = |block: &Block| {
        block.kind.level().is_none() && block.kind != Kind::Item && !block.text.contains('。')
    };
    read.len() <= LINES && read.blocks().all(is_line)
}

/// One that has the sort of number of the item or the part that it is pasted behind is the next of them, whatever it
/// would be by itself; as that one, it has a heading of its own or not.
fn counted_on(report: &Report, block: BlockId, text: &str, read: &Report) -> Option<Report> {
    let position = report.position(block)?;
    let item = report.item_of(position).and_then(|id| report.position(id));
    let own_at = item.or_else(|| report.parent(position))?;
    let own = report.at(own_at)?;
    let typed = Marker::read(text)?;
    let is_next = own.marker.as_ref()?.style == typed.style && block != own.id;
    let rest = text.get(typed.text().len()..).filter(|_| is_next)?;
    let in_line = |kind, marker, text: &str| NewBlock {
        kind,
        gap: String::new(),
        marker,
        text: text.to_owned(),
    };
    let heading = rest.find('。').map(|at| at + '。'.len_utf8());
    let (heading, body) = heading.and_then(|end| rest.split_at_checked(end))?;
    // Several in one line are told by the reader.
    let of_style = read.blocks().filter_map(|block| block.marker.as_ref());
    if 1 < of_style
        .filter(|marker| marker.style == typed.style)
        .count()
    {
        return None;
    }
    let kind = match own.kind {
        Kind::Heading { level, .. } => Kind::Heading {
            level,
            role: Role::Section,
        },
        kind => kind,
    };
    let blocks = [
        in_line(kind, Some(typed), heading),
        in_line(Kind::Paragraph, None, body),
    ];
    let has_body = report.at(own_at + 1).is_some_and(Block::is_body) && !body.is_empty();
    has_body.then(|| Report::new(blocks.to_vec(), String::new()))
}

/// What a text is read as where it is more than words: it has several lines; or it begins with a number, and comes
/// in the place of all that has one, where the number that stands there is the one that counts; or it is a part
/// or an item that was copied, and comes in front of another's first word or behind a paragraph's or an item's last;
/// or it is a paragraph with a list.
fn parts(desk: Desk, (block, range): &Place, text: &str) -> Option<Report> {
    if text.contains(['\n', '\r']) {
        return Some(text::parse(text));
    }
    let (is_whole, is_edge, in_list, is_bare) = desk.read(|editor| {
        let report = editor.report();
        let block = report.block(*block)?;
        let is_whole = block.marker.is_some() && block.text.len() == range.len();
        let is_end =
            matches!(block.kind, Kind::Paragraph | Kind::Item) && range.start == block.text.len();
        let position = report.position(block.id)?;
        let starts_line = position == 0 || !block.is_in_line();
        let is_start = range.end == 0 && (block.marker.is_some() || starts_line);
        let in_list = report.item_of(position).is_some();
        let is_bare = block.text.is_empty() && starts_line;
        Some((is_whole, is_end || is_start, in_list, is_bare))
    })?;
    if !is_whole && !is_edge {
        return None;
    }
    let read = text::parse(text);
    if let Some(next) = desk.read(|editor| counted_on(editor.report(), *block, text, &read)) {
        return Some(next);
    }
    let first = read.at(0)?;
    let is_part = is_whole || in_list || first.kind.level().is_some();
    let holds_list = is_bare && read.blocks().any(|block| block.kind == Kind::Item);
    (first.marker.is_some() && is_part || holds_list).then_some(read)
}
