//! The official page: what a report becomes on paper, case by case and by its laws.
//!
//! `cases/paper/compositions.txt`: `=== name`, the report in the notation of `shared/notation.rs`, `---`,
//! its paragraphs: the style, how far from the right in twips (of 附件: from the left, the name too), the text with ` / ` where a line ends,
//! `〔黑…〕` and `〔楷…〕` for those typefaces, `{…}` for a blank. `cases/paper/titles.txt`: a title and the
//! lines it is set in. `TIGANG_UPDATE=1` writes what is set now, to be looked through before a commit.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::string_slice,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]

#[path = "shared/dice.rs"]
#[allow(dead_code, reason = "shared with tests that use more of it")]
mod dice;
#[path = "shared/notation.rs"]
#[allow(dead_code, reason = "shared with tests that use more of it")]
mod notation;
#[path = "shared/seeds.rs"]
mod seeds;

use std::path::{Path, PathBuf};

use dice::Dice;
use seeds::seeds;
use tigang::paper::{
    Face, Fonts, Layout, MAY_NOT_END, MAY_NOT_START, PageNumber, Paragraph, Profile, RunKind,
    Style, TEXT_WIDTH, TITLE_CHARACTERS, bare_closing, compose, lines, pages, saving, title_breaks,
    width, word_ends,
};
use tigang::text::{parse, write};

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/cases/paper")
        .join(name)
}

fn is_update() -> bool {
    std::env::var_os("TIGANG_UPDATE").is_some()
}

#[test]
fn every_case_is_composed_as_it_should() {
    let content = std::fs::read_to_string(file("compositions.txt")).unwrap();
    let mut updated = Vec::new();
    let mut failures = Vec::new();
    for case in content.split("=== ").skip(1) {
        let (name, rest) = case.split_once('\n').unwrap();
        let (scene, wanted) = rest.split_once("\n---\n").unwrap();
        let report = notation::read(scene).report;
        let composition = compose(&report, &Layout::default(), &word_ends);
        let is: Vec<String> = composition.iter().map(described).collect();
        let is = is.join("\n");
        if is.trim_end() != wanted.trim_end() {
            failures.push(format!("{name}\n{is}"));
        }
        updated.push(format!("=== {name}\n{scene}\n---\n{is}\n"));
    }
    assert!(updated.len() >= 8);
    if is_update() {
        std::fs::write(file("compositions.txt"), updated.join("\n")).unwrap();
        return;
    }
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

fn described(paragraph: &Paragraph) -> String {
    let style = match paragraph.style {
        Style::Title => "标题".to_owned(),
        Style::Byline => "题注".to_owned(),
        Style::Addressee => "主送".to_owned(),
        Style::Body => "正文".to_owned(),
        Style::Heading(level) => format!("标题{}", level.number()),
        Style::RunIn(level) => format!("段内标题{}", level.number()),
        Style::Attachment => {
            let (first, name) = paragraph.from_left;
            format!("附件 {first} {name}")
        }
        Style::AttachmentLabel => "附件页".to_owned(),
        Style::Signature => format!("署名 {}", paragraph.from_right),
        Style::Date => format!("日期 {}", paragraph.from_right),
        Style::Empty => return "空行".to_owned(),
    };
    let set = lines(paragraph);
    let ends: Vec<usize> = set.iter().map(|line| line.range.end).collect();
    let mut text = String::new();
    let mut at = 0;
    for run in &paragraph.runs {
        let opened = match (run.face, &run.kind) {
            (_, RunKind::Blank { note, .. }) => format!("{{{note}:"),
            (Face::FirstLevel, _) => "〔黑".to_owned(),
            (Face::SecondLevel, _) => "〔楷".to_owned(),
            _ => String::new(),
        };
        text.push_str(&opened);
        for character in run.text.chars() {
            text.push(if character == '\u{a0}' {
                '␣'
            } else {
                character
            });
            at += character.len_utf8();
            if ends.contains(&at) && at != paragraph.text().len() {
                text.push_str(" / ");
            }
        }
        if opened.starts_with('{') {
            text.push('}');
        } else if !opened.is_empty() {
            text.push('〕');
        }
    }
    format!("{style} | {text}")
}

#[test]
fn every_title_is_broken_between_words_into_a_good_shape() {
    let content = std::fs::read_to_string(file("titles.txt")).unwrap();
    let mut updated = Vec::new();
    let mut failures = Vec::new();
    for case in content.trim_end().split("\n\n") {
        let (title, wanted) = case.split_once('\n').unwrap_or((case, ""));
        let ends = word_ends(title);
        let mut start = 0;
        let mut set = Vec::new();
        for end in title_breaks(title, &ends).into_iter().chain([title.len()]) {
            assert!(ends.contains(&end), "{title}: a word is broken at {end}");
            set.push(&title[start..end]);
            start = end;
        }
        let widths: Vec<u32> = set.iter().map(|line| width(line)).collect();
        assert!(
            widths.iter().all(|&line| line <= 2 * TITLE_CHARACTERS),
            "{set:?}"
        );
        // Narrow in the middle is neither a trapezium nor a diamond.
        let waist = widths
            .windows(3)
            .any(|three| three[1] < three[0] && three[1] < three[2]);
        assert!(!waist, "{set:?}");
        let set: String = set.iter().map(|line| format!("    {line}\n")).collect();
        if set.trim_end() != wanted.trim_end_matches('\n') {
            failures.push(format!("{title}\n{set}"));
        }
        updated.push(format!("{title}\n{set}"));
    }
    assert!(updated.len() >= 30);
    if is_update() {
        std::fs::write(file("titles.txt"), updated.join("\n")).unwrap();
        return;
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

fn layout(dice: &mut Dice) -> Layout {
    let font = |dice: &mut Dice| {
        dice.of(&["宋体", "Times New Roman", "方正仿宋_GBK"])
            .to_owned()
    };
    Layout {
        profile: dice.of(&[Profile::Software, Profile::Strict]),
        page_number: dice.of(&[PageNumber::Outer, PageNumber::Centred, PageNumber::None]),
        bold_run_in: dice.percent(50),
        line_pitch: dice.of(&[None, Some(400), Some(560), Some(800)]),
        sealed: dice.percent(50),
        fonts: Fonts {
            title: font(dice),
            body: font(dice),
            first_level: font(dice),
            second_level: font(dice),
            page_number: font(dice),
            latin: dice.percent(50).then(|| "Arial".to_owned()),
        },
    }
}

#[test]
fn a_layout_reads_as_it_was_written() {
    for seed in seeds(500) {
        let layout = layout(&mut Dice::new(seed));
        let text = layout.write();
        assert_eq!(
            Layout::read(&text),
            Ok(layout),
            "TIGANG_SEED={seed}\n{text}"
        );
    }
    for (text, line) in [
        ("", 1),
        ("别的", 1),
        ("提纲版式\n版式：别的", 2),
        ("提纲版式\n\n行距：3", 3),
        ("提纲版式\n正文字体：a<b", 2),
        ("提纲版式\n正文字体：", 2),
    ] {
        let error = Layout::read(text).unwrap_err();
        assert_eq!(error.line, line, "{text}");
    }
    assert_eq!(Layout::read("\u{feff}提纲版式\r\n"), Ok(Layout::default()));
}

#[test]
fn the_laws_of_the_page_hold_for_generated_reports() {
    for seed in seeds(1_000) {
        let mut dice = Dice::new(seed);
        let report = dice::report(&mut dice);
        let layout = layout(&mut dice);
        let composition = compose(&report, &layout, &word_ends);
        every_word_once(&write(&report), &composition, seed);
        for paragraph in &composition {
            lines_hold_all(paragraph, seed);
        }
        pages_hold_all(&composition, &layout, seed);
    }
}

fn every_word_once(text: &str, composition: &[Paragraph], seed: u64) {
    let mut set = String::new();
    for run in composition.iter().flat_map(|paragraph| &paragraph.runs) {
        match &run.kind {
            RunKind::Blank { original, .. } => set.push_str(original),
            _ => set.push_str(&run.text),
        }
    }
    let words = |text: &str| -> String { text.split_whitespace().collect() };
    assert_eq!(words(&set), words(text), "TIGANG_SEED={seed}");
}

fn lines_hold_all(paragraph: &Paragraph, seed: u64) {
    let text = paragraph.text();
    let set = lines(paragraph);
    assert_eq!(
        set.first().map(|line| line.range.start),
        Some(0),
        "TIGANG_SEED={seed}"
    );
    assert_eq!(
        set.last().map(|line| line.range.end),
        Some(text.len()),
        "TIGANG_SEED={seed}"
    );
    for line in &set {
        let one = text[line.range.clone()].chars().count() < 2;
        assert!(
            line.width <= TEXT_WIDTH || one,
            "TIGANG_SEED={seed} {line:?}"
        );
    }
    for pair in set.windows(2) {
        assert_eq!(pair[0].range.end, pair[1].range.start, "TIGANG_SEED={seed}");
        if paragraph.style == Style::Title {
            continue;
        }
        let (above, below) = (&text[pair[0].range.clone()], &text[pair[1].range.clone()]);
        let starts = below.chars().next().unwrap();
        let ends = above.trim_end().chars().next_back().unwrap_or('。');
        assert!(
            !MAY_NOT_START.contains(starts),
            "TIGANG_SEED={seed} {below}"
        );
        assert!(!MAY_NOT_END.contains(ends), "TIGANG_SEED={seed} {above}");
    }
}

fn pages_hold_all(composition: &[Paragraph], layout: &Layout, seed: u64) {
    let set = pages(composition, layout);
    let placed = set.pages.iter().flat_map(|page| &page.lines);
    let found: Vec<(usize, usize)> = placed
        .map(|placed| (placed.paragraph, placed.line.range.start))
        .collect();
    let wanted: Vec<(usize, usize)> = composition
        .iter()
        .enumerate()
        .flat_map(|(index, paragraph)| {
            let starts = lines(paragraph).into_iter().map(|line| line.range.start);
            starts.map(move |start| (index, start)).collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(found, wanted, "TIGANG_SEED={seed}");
    for page in &set.pages {
        let below = page.lines.iter().skip(1);
        let inside = below.filter(|line| line.line.range.start == 0);
        for line in inside {
            // The text of an attachment starts a page.
            let style = composition[line.paragraph].style;
            assert_ne!(style, Style::AttachmentLabel, "TIGANG_SEED={seed}");
        }
        let last = page.lines.last().unwrap();
        let pitch = layout.pitch();
        assert!(
            last.top + pitch <= layout.text_height(),
            "TIGANG_SEED={seed}"
        );
        let mut tops = page.lines.iter().map(|line| line.top);
        assert!(tops.by_ref().is_sorted(), "TIGANG_SEED={seed}");
        // Nothing that must not end a page does, if something follows that does not start one.
        let style = composition[last.paragraph].style;
        let stays = matches!(style, Style::Heading(_) | Style::Signature);
        let whole = page.lines.iter().all(|line| {
            matches!(
                composition[line.paragraph].style,
                Style::Heading(_) | Style::Signature
            )
        });
        let next = composition.get(last.paragraph + 1);
        let ends = next.is_none_or(|next| next.style == Style::AttachmentLabel);
        assert!(!stays || whole || ends, "TIGANG_SEED={seed} {style:?}");
    }
}

/// Taking the characters out as it says does save the page.
#[test]
fn what_saves_a_page_saves_it() {
    let mut saved = 0;
    for count in 10..60 {
        let body =
            "坚持以问题为导向，组织力量深入田间地头，逐户核对台账，把群众反映的难点列成清单。"
                .repeat(2);
        // Every other one with the text of an attachment, whose pages count by themselves.
        let label = |at: usize| at == count / 3 && count % 2 == 0;
        let text: String = (0..count)
            .map(|at| {
                let label = if label(at) {
                    "附件1\n统计表\n"
                } else {
                    ""
                };
                format!("{label}{}{body}\n", "再".repeat(at % 9))
            })
            .collect();
        let layout = Layout::default();
        let composition = compose(&parse(&text), &layout, &word_ends);
        let now = pages(&composition, &layout);
        let Some(way) = saving(&composition, &layout, &now) else {
            continue;
        };
        saved += 1;
        let mut shorter = composition.clone();
        for (index, characters) in way.cuts {
            let run = shorter[index].runs.last_mut().unwrap();
            let keep = run.text.chars().count() - usize::try_from(characters).unwrap() - 1;
            run.text = run.text.chars().take(keep).chain(['。']).collect();
        }
        let then = pages(&shorter, &layout);
        assert_eq!(then.pages.len() + 1, now.pages.len(), "{count} paragraphs");
    }
    assert!(saved > 10, "{saved}");
}

#[test]
fn a_closing_with_a_page_to_itself_is_told() {
    let mut told = Vec::new();
    for count in 1..=48 {
        let body = "抓好支部建设。\n".repeat(count);
        let text = format!("工作总结\n\n{body}\n机关党支部\n2026年6月30日\n");
        let layout = Layout::default();
        let composition = compose(&parse(&text), &layout, &word_ends);
        let now = pages(&composition, &layout);
        let last = now.pages.last().unwrap();
        let bodies = last
            .lines
            .iter()
            .filter(|placed| composition[placed.paragraph].style == Style::Body);
        let has_body = bodies
            .filter(|placed| !composition[placed.paragraph].text().trim().is_empty())
            .count();
        let bare = bare_closing(&composition, &now);
        let wanted = (has_body == 0 && now.pages.len() > 1).then_some(now.pages.len());
        assert_eq!(bare, wanted, "{count} lines");
        told.extend(bare);
    }
    assert!(told.contains(&2) && told.contains(&3), "{told:?}");
}
