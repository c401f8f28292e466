//! What lines that were typed are read as where they stand: a heading or an item by its number, a list in a paragraph,
//! the signature and the date at the end.
//!
//! Room: pure; functions of the report. Law: a line is read as it would be if the part above it were read with it.

use tigang::addressee::names_somebody;
use tigang::edit::Edit;
use tigang::han::is_han;
use tigang::numbering::Marker;
use tigang::report::{Block, BlockId, Kind, NewBlock, Report, Role};
use tigang::text;

/// How many blocks before a line say how it is read, at most.
const BEFORE: usize = 60;
/// What stands above the first line of a report while it is read by itself: without it, that could be the title.
const ABOVE: &str = "一、前文\n前文。";
/// What a number can go on with.
const NUMERALS: &str = "一二三四五六七八九十百千万两";
/// What the names of offices end in that sign reports.
const BODIES: [&str; 13] = [
    "支部",
    "总支",
    "党委",
    "党组",
    "委员会",
    "办公室",
    "局",
    "厅",
    "政府",
    "公司",
    "学校",
    "学院",
    "中心",
];
/// The most lines of a closing.
const CLOSING: usize = 4;

/// The signature and the date, where the last lines of a report look like them, this is the last, and there are
/// none yet; the signature alone in front of a date that is there.
pub fn closing(report: &Report, last: BlockId) -> Option<Edit> {
    let position = report.position(last)?;
    let behind = report.at(position + 1);
    let date = match behind.filter(|behind| behind.kind == Kind::Date) {
        None if behind.is_some() => return None,
        date => date.or(report.at(position))?,
    };
    let mut closings = report.blocks().filter(|block| block.kind.is_closing());
    if closings.any(|block| block.id != date.id) {
        return None;
    }
    let is_line = |block: &&Block| {
        block.id == date.id && date.id != last
            || block.kind == Kind::Paragraph && !block.is_in_line()
    };
    let lines = (0..=report.position(date.id)?).rev().take(CLOSING);
    let lines = lines.filter_map(|at| report.at(at)).take_while(is_line);
    let lines: Vec<&Block> = lines.collect();
    let typed = report.block(last)?.text.as_str();
    let above = lines.iter().rev().map(|line| line.text.as_str());
    let text: Vec<&str> = std::iter::once(ABOVE).chain(above).collect();
    let read = text::parse(&text.join("\n"));
    let found = read
        .blocks()
        .rev()
        .take_while(|block| block.kind.is_closing());
    let found: Vec<&Block> = found.collect();
    let is_signature = |found: &&Block| {
        let text = found.text.trim();
        let is_told = match date.id == last {
            true => is_office(text) || is_name(text),
            // In front of a date that was there, most lines are the report's last.
            false => found.text == typed && BODIES.iter().any(|body| text.ends_with(body)),
        };
        found.kind == Kind::Date || is_told
    };
    // A date alone may begin an entry of a chronicle.
    let is_date = found.iter().all(is_signature)
        && 1 < found.len()
        && found.first().is_some_and(|found| found.kind == Kind::Date);
    let alike = found
        .iter()
        .zip(&lines)
        .all(|(found, line)| found.text == line.text);
    let from = lines
        .get(found.len().checked_sub(1)?)
        .filter(|_| is_date && alike)?;
    Some(Edit::MakeClosing {
        from: from.id,
        date: date.id,
    })
}

/// Whether who signs is an office, by what the names of offices end in: 特此报告, 培训日期 and 党员5名 are none.
fn is_office(text: &str) -> bool {
    (names_somebody(text) || text.contains(['：', ':'])) && text.chars().nth(2).is_some()
}

/// Whether who signs is a person, by the family name.
fn is_name(text: &str) -> bool {
    const FAMILIES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜\
        叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严武\
        戴莫孔汤欧";
    let letters: String = text.chars().filter(|sign| !sign.is_whitespace()).collect();
    letters.starts_with(|sign| FAMILIES.contains(sign))
        && (2..=3).contains(&letters.chars().count())
        && letters.chars().all(is_han)
}

/// The heading that a paragraph becomes: what its number says where it has one, else one like its neighbours.
pub fn heading(report: &Report, id: BlockId) -> Edit {
    let read = report.block(id).and_then(|block| {
        let read = as_read(report, block)?;
        read.first()?.kind.level()?;
        Some(replaced(block, read))
    });
    read.unwrap_or(Edit::MakeHeading { block: id })
}

/// What a line is read as in its place; `None` where it begins with no number and holds no list.
pub(super) fn as_read(report: &Report, block: &Block) -> Option<Vec<NewBlock>> {
    let position = report.position(block.id)?;
    let has_number =
        matches!(block.kind, Kind::Heading { .. } | Kind::Item) && block.marker.is_some();
    // Also the body that goes on in the line of a heading, not that of an item.
    let is_line = block.kind == Kind::Paragraph && report.item_of(position).is_none();
    // What was filled in stays known as such: nothing is read anew there.
    if !block.fills.is_empty() {
        return None;
    }
    if let Some(typed) = without_number(block) {
        return Some(vec![typed]);
    }
    if let Some(items) = counted_behind(report, block) {
        return Some(items);
    }
    if !(has_number || is_line) {
        return None;
    }
    // Another number in a heading is left to whoever typed it.
    if matches!(block.kind, Kind::Heading { .. }) {
        return None;
    }
    let before = if is_line {
        before(report, position)
    } else {
        String::new()
    };
    let below = if is_line {
        below(&before, &block.text)
    } else {
        String::new()
    };
    let end = before.len() + block.text.len();
    let read = text::parse(&[before.as_str(), &block.text, &below].concat());
    let mut place = 0;
    let of_line = read.blocks().filter(|block| {
        let start = place + block.gap.len();
        let number = block.marker.as_ref().map_or(0, |own| own.text().len());
        place = start + number + block.text.len();
        (before.len()..end).contains(&start) && !block.is_opener()
    });
    let mut blocks: Vec<NewBlock> = of_line.map(new_block).collect();
    if let [only] = blocks.as_mut_slice()
        && let Some(kind) = counted_on(report, position, only)
    {
        only.kind = kind;
    }
    if is_line && !goes_on(&read, &blocks, &block.text) {
        return None;
    }
    let first = blocks.first()?;
    if has_number {
        // A heading that is written into an item, which is how a list is left; another number stays, too.
        let is_left = first.kind.level().is_some();
        return is_left.then_some(blocks);
    }
    let holds_list = blocks.iter().any(|block| block.kind == Kind::Item);
    (first.marker.is_some() || holds_list).then_some(blocks)
}

/// A heading or an item without the number of its sort that was typed in front of its words: the one that stands there
/// counts. 二、三季度 and 二是二 are words.
fn without_number(block: &Block) -> Option<NewBlock> {
    let own = block.marker.as_ref()?;
    let typed = Marker::read(&block.text).filter(|typed| typed.style == own.style)?;
    let text = block.text.get(typed.text().len()..)?;
    let goes_on = text.starts_with(|sign: char| NUMERALS.contains(sign) || sign.is_ascii_digit());
    (!goes_on && !text.is_empty()).then(|| NewBlock {
        text: text.to_owned(),
        ..new_block(block)
    })
}

/// An item, or the body of one, with those whose numbers were typed behind its words: 联系不紧。三是质量不高。
fn counted_behind(report: &Report, block: &Block) -> Option<Vec<NewBlock>> {
    let item = report.item_of(report.position(block.id)?)?;
    let mut marker = report.block(item)?.marker.clone()?;
    let in_line = |kind, marker, text: &str| NewBlock {
        kind,
        gap: String::new(),
        marker,
        text: text.to_owned(),
    };
    let mut items = vec![new_block(block)];
    loop {
        let next = marker.number.checked_add(1)?;
        marker = marker.renumbered(next, next);
        let last = items.last_mut()?;
        let sign = marker.text().trim_end();
        let is_behind = |at: &usize| {
            let before = last.text.get(..*at).unwrap_or_default();
            before.trim_end().ends_with(['。', '；'])
        };
        let mut found = last.text.match_indices(sign).map(|(at, _)| at);
        let Some(at) = found.find(is_behind) else {
            break;
        };
        let text = last.text.split_off(at).split_off(sign.len());
        // Where the one before has a heading and a body, so has this.
        let heading = text.find('。').map(|at| at + '。'.len_utf8());
        let (text, body) = heading
            .and_then(|end| text.split_at_checked(end))
            .filter(|(_, body)| !body.is_empty() && block.is_body())
            .unwrap_or((&text, ""));
        items.push(in_line(Kind::Item, Some(marker.clone()), text));
        if !body.is_empty() {
            items.push(in_line(Kind::Paragraph, None, body));
        }
    }
    (1 < items.len()).then_some(items)
}

/// What a line is that counts on: 2.乙 behind the heading 1.甲 is the next heading, behind the item 1.甲 the next item.
fn counted_on(report: &Report, position: usize, line: &NewBlock) -> Option<Kind> {
    let own = line.marker.as_ref()?;
    let before = (0..position).rev().take(BEFORE);
    let mut of_style = before.filter_map(|at| {
        let block = report.at(at)?;
        let marker = block.marker.as_ref()?;
        (marker.style == own.style).then_some((marker.number, block.kind))
    });
    let (_, kind) = of_style.next().filter(|(last, _)| last + 1 == own.number)?;
    match kind {
        Kind::Heading { level, .. } if line.kind == Kind::Item => Some(Kind::Heading {
            level,
            role: Role::Section,
        }),
        Kind::Item => Some(Kind::Item),
        _ => None,
    }
}

/// Whether a sentence that begins with a number is a heading: 三、五两个支部结对共建。 is none behind 一、. A line
/// without a full stop may leave numbers out.
fn goes_on(read: &Report, blocks: &[NewBlock], line: &str) -> bool {
    let Some(own) = blocks.first().and_then(|first| first.marker.as_ref()) else {
        return true;
    };
    let of_style = read.blocks().filter_map(|block| block.marker.as_ref());
    let above = of_style
        .filter(|marker| marker.style == own.style)
        .take_while(|marker| *marker != own);
    let last = above.last().map_or(0, |marker| marker.number);
    // No words begin with brackets around a number.
    let is_in_brackets = line.starts_with(['（', '(']);
    is_in_brackets || !line.ends_with('。') || own.number == last + 1 || own.number == 1
}

/// The line above one that was read as the second of a list, as the first of it: by itself it was none.
pub(super) fn begun(report: &Report, second: BlockId) -> Option<(BlockId, Edit)> {
    let position = report.position(second)?;
    let second = report.at(position)?;
    let own = second.marker.as_ref().filter(|own| own.number == 2)?;
    let first = report.at(position.checked_sub(1)?)?;
    let is_line = first.kind == Kind::Paragraph && !first.is_in_line() && first.fills.is_empty();
    let marker = Marker::read(&first.text).filter(|marker| is_line && marker.number == 1)?;
    let text = first.text.get(marker.text().len()..)?;
    (marker.style == own.style && !text.is_empty()).then(|| {
        let typed = NewBlock {
            kind: second.kind,
            gap: first.gap.clone(),
            text: text.to_owned(),
            marker: Some(marker.clone()),
        };
        (first.id, replaced(first, vec![typed]))
    })
}

/// What is going to stand below a line: a heading at the very end is none, and a list has more than one item.
fn below(before: &str, line: &str) -> String {
    let is_told = before.trim_end().ends_with('：') || line.trim_end().ends_with(['；', ';']);
    let marker = Marker::read(line).filter(|marker| marker.number == 1 && is_told);
    let next = marker.map(|marker| marker.renumbered(2, 2));
    ["\n", next.as_ref().map_or("", Marker::text), "正文。"].concat()
}

/// The part above a position, up to the line that starts it.
fn before(report: &Report, at: usize) -> String {
    let is_part = |at: &usize| {
        let level = report.at(*at).and_then(|block| block.kind.level());
        level.is_some_and(|level| level.number() == 1)
    };
    let first = at.saturating_sub(BEFORE);
    let start = (first..at).rev().find(is_part).unwrap_or(first);
    match text::write_range(report, start..at) {
        // Without anything above it, a line can be a title.
        before if before.is_empty() => ABOVE.to_owned() + "\n",
        before => before + "\n",
    }
}

/// What was read, in the place of the line.
pub(super) fn replaced(block: &Block, blocks: Vec<NewBlock>) -> Edit {
    Edit::Insert {
        block: block.id,
        range: 0..block.text.len(),
        blocks,
    }
}

/// The blocks of a text that was read, to be put into a report.
pub fn new_blocks(read: &Report) -> Vec<NewBlock> {
    read.blocks().map(new_block).collect()
}

fn new_block(block: &Block) -> NewBlock {
    NewBlock {
        kind: block.kind,
        gap: block.gap.clone(),
        marker: block.marker.clone(),
        text: block.text.clone(),
    }
}
