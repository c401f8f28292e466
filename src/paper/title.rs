//! Where a long title is broken: between words, into a trapezium or a diamond.
//!
//! Source: GB/T 9704-2012, 7.3.1: broken by sense, the lines in the shape of a trapezium or a diamond;
//! so neither all alike nor narrow in the middle. Law: a word is never broken unless it is itself
//! longer than a line.

use super::{TEXT_WIDTH, TITLE_SIZE, width};

/// The characters of a title's line: what the text area holds.
pub const TITLE_CHARACTERS: u32 = TEXT_WIDTH / TITLE_SIZE;

/// Signs and words that a line of a title should not start with.
const NOT_FIRST: &str = "的了等、，。；：）》”’】";
/// Signs that a line of a title should not end with.
const NOT_LAST: &str = "《“‘（【";
/// Words that join: a line is best ended in front of them.
const JOINING: &str = "及和与暨并";

/// The places (bytes) where the lines of a title end, the last one's end left out. `ends` are the
/// places where its words end.
pub fn title_breaks(title: &str, ends: &[usize]) -> Vec<usize> {
    let whole = width(title);
    let limit = 2 * TITLE_CHARACTERS;
    if whole <= limit {
        return Vec::new();
    }
    let places = places(title, ends, limit);
    let fewest = usize::try_from(whole.div_ceil(limit)).unwrap_or(2);
    // One line more where words do not fit into as few as the width asks for.
    for count in fewest..fewest + 3 {
        let mut search = Search {
            title,
            places: &places,
            limit,
            mean: whole / u32::try_from(count).unwrap_or(1),
            chosen: Vec::new(),
            best: None,
            tries: 0,
        };
        search.go(0, 0, count);
        if let Some((_, breaks)) = search.best {
            return breaks;
        }
    }
    // A title of many lines is cut where it is full.
    let mut breaks = Vec::new();
    let mut start = 0;
    for pair in places.windows(2) {
        let &[(end, _), (next, _)] = pair else {
            continue;
        };
        if limit < width(title.get(start..next).unwrap_or_default()) {
            breaks.push(end);
            start = end;
        }
    }
    breaks
}

/// Where a line may end, and how little that is liked; a word longer than a line may be broken
/// anywhere.
fn places(title: &str, ends: &[usize], limit: u32) -> Vec<(usize, u32)> {
    let mut places = Vec::new();
    let mut start = 0;
    for &end in ends.iter().chain([&title.len()]) {
        let Some(word) = title.get(start..end).filter(|word| !word.is_empty()) else {
            continue;
        };
        if limit < width(word) {
            let inside = word.char_indices().skip(1);
            places.extend(inside.map(|(at, _)| (start + at, 40)));
        }
        let next = title.get(end..).and_then(|rest| rest.chars().next());
        let last = word.chars().next_back();
        let bad = next.is_some_and(|next| NOT_FIRST.contains(next))
            || last.is_some_and(|last| NOT_LAST.contains(last));
        let joins = next.is_some_and(|next| JOINING.contains(next));
        let torn = last.is_some_and(|last| JOINING.contains(last));
        if !bad {
            places.push((
                end,
                if joins {
                    0
                } else if torn {
                    12
                } else {
                    6
                },
            ));
        }
        start = end;
    }
    places
}

/// Tries the places for all lines but the last; a title has few.
struct Search<'a> {
    title: &'a str,
    places: &'a [(usize, u32)],
    limit: u32,
    mean: u32,
    chosen: Vec<(usize, u32)>,
    best: Option<(u32, Vec<usize>)>,
    tries: u32,
}

impl Search<'_> {
    fn go(&mut self, start: usize, from: usize, count: usize) {
        self.tries += 1;
        if 20_000 < self.tries {
            return;
        }
        if count == 1 {
            let last = width(self.title.get(start..).unwrap_or_default());
            if last <= self.limit {
                self.weigh(last);
            }
            return;
        }
        let places = self.places;
        for (at, &(end, dislike)) in places.iter().enumerate().skip(from) {
            if self.title.len() <= end {
                break;
            }
            let line = width(self.title.get(start..end).unwrap_or_default());
            if self.limit < line {
                break;
            }
            self.chosen.push((end, dislike));
            self.go(end, at + 1, count - 1);
            self.chosen.pop();
        }
    }

    /// Compares the lines chosen with the best so far.
    fn weigh(&mut self, last: u32) {
        let mut start = 0;
        let mut lines = Vec::new();
        let mut cost = 0;
        for &(end, dislike) in &self.chosen {
            lines.push(width(self.title.get(start..end).unwrap_or_default()));
            cost += dislike;
            start = end;
        }
        lines.push(last);
        // Lines of much the same width, one very short one least of all.
        for &line in &lines {
            let off = line.abs_diff(self.mean);
            cost += off + off * off / 16;
        }
        cost += shape(&lines);
        if self.best.as_ref().is_none_or(|(best, _)| cost < *best) {
            let breaks = self.chosen.iter().map(|&(end, _)| end).collect();
            self.best = Some((cost, breaks));
        }
    }
}

/// What the shape of the lines costs: a trapezium and a diamond nothing, a rectangle something, an
/// hourglass most.
fn shape(lines: &[u32]) -> u32 {
    let pairs = || lines.iter().zip(lines.iter().skip(1));
    let grows = pairs().all(|(above, below)| above <= below);
    let shrinks = pairs().all(|(above, below)| above >= below);
    let widest = lines.iter().copied().max().unwrap_or_default();
    let middle = lines
        .iter()
        .position(|&line| line == widest)
        .unwrap_or_default();
    let (up, down) = lines.split_at(middle);
    let rises = up
        .iter()
        .zip(up.iter().skip(1))
        .all(|(above, below)| above <= below);
    let falls = down
        .iter()
        .zip(down.iter().skip(1))
        .all(|(above, below)| above >= below);
    if grows && shrinks {
        5
    } else if grows || shrinks || rises && falls {
        0
    } else {
        40
    }
}

/// Where the words of a title end, for a browser without a dictionary: after the longest word of
/// reports that stands there, else after a pair of characters that belongs together by chance; so a
/// known word is never broken.
pub fn word_ends(title: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut at = 0;
    while let Some(rest) = title.get(at..).filter(|rest| !rest.is_empty()) {
        let known = WORDS
            .split(' ')
            .filter(|word| rest.starts_with(word))
            .map(str::len)
            .max();
        let length = known.unwrap_or_else(|| unknown(rest));
        at += length.max(1);
        ends.push(at);
    }
    ends
}

/// The ends of words that a dictionary gave, without those inside a word of reports: to a dictionary,
/// 全面从严治党 is four words, to a reader one.
pub fn keep_words(title: &str, ends: Vec<usize>) -> Vec<usize> {
    let mut inside = 0;
    let mut at = 0;
    let mut kept = Vec::new();
    for end in ends {
        // A word of reports that starts where a word starts holds to its own end.
        if let Some(rest) = title.get(at..).filter(|_| inside <= at) {
            let known = WORDS.split(' ').filter(|word| rest.starts_with(word));
            inside = at + known.map(str::len).max().unwrap_or_default();
        }
        if inside <= end {
            kept.push(end);
        }
        at = end;
    }
    kept
}

/// How far an unknown word goes: Latin letters and figures with the measure that follows, else to
/// where a known word starts, two characters at most.
fn unknown(rest: &str) -> usize {
    // A phrase in quotation marks is not taken apart: “三会一课”.
    if rest.starts_with(['“', '《'])
        && let Some((at, close)) = rest
            .char_indices()
            .take(10)
            .find(|(_, character)| "”》".contains(*character))
    {
        return at + close.len_utf8();
    }
    for is_digit in [
        (|character: char| character.is_ascii_alphanumeric()) as fn(char) -> bool,
        |character| "〇○零一二三四五六七八九十百".contains(character),
    ] {
        let behind = rest.trim_start_matches(is_digit);
        let figure = rest.len() - behind.len();
        if figure != 0 {
            let unit = UNITS.split(' ').find(|unit| behind.starts_with(unit));
            return figure + unit.map_or(0, str::len);
        }
    }
    let mut characters = rest.char_indices().skip(1);
    let (Some((second, character)), third) = (characters.next(), characters.next()) else {
        return rest.len();
    };
    let starts_word = rest
        .get(second..)
        .is_some_and(|after| WORDS.split(' ').any(|word| after.starts_with(word)));
    if starts_word || !character.is_alphabetic() {
        second
    } else {
        third.map_or(rest.len(), |(third, _)| third)
    }
}

/// What may follow a figure and belongs to it.
const UNITS: &str = "年度 年 月 日 个 次 届 号 期";
/// Words that titles of reports are made of.
const WORDS: &str = "关于 上半年 下半年 年度 全年 半年 第一季度 第二季度 第三季度 第四季度 一季度 二季度 三季度 四季度 \
党支部 党总支 党委 党组 机关党委 支部 党建 党的建设 党建工作 工作 工作总结 工作报告 总结 报告 汇报 情况 情况汇报 情况报告 \
述职 述职报告 述廉 落实 贯彻 贯彻落实 学习 学习贯彻 全面从严治党 主体责任 责任 党风廉政建设 意识形态 思想政治 政治建设 \
组织 组织生活会 民主生活会 民主评议 党员 主题教育 主题党日 巡视 巡察 整改 整改落实 调研 调研报告 检查 自查 自查报告 \
开展 推进 加强 深入 强化 深化 完成 及其 以及 和 与 及 暨 的 等 在 对 中 党支部书记 书记 基层 基层党建 标准化 规范化 建设 \
下一步 计划 工作计划 工作要点 要点 方案 实施方案 意见 实施意见 通知 局 处 科 室 中心 委员会 办公室 有限公司 街道 社区 \
新时代 中国特色社会主义 思想 习近平 习近平新时代中国特色社会主义思想 二十大 精神 党的二十大 重要讲话 \
领导班子 支部委员会 安全生产 乡村振兴 经济 社会 发展 高质量发展 政府 人民政府 法治 法治政府 年终";
