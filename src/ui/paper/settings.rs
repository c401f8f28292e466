//! 版式设置: the few things that offices differ in, kept in this browser, sent on as a file.

use tigang::numbering::number_at;
use tigang::paper::{Fonts, Layout, PITCHES, PageNumber, Profile};

use super::super::browser::element::{El, button, classed, el};
use super::super::browser::{clipboard, files};
use super::super::desk::Desk;
use super::super::dialog::dialog;
use super::super::signal::RwSignal;
use super::super::words;
use super::Paper;

/// The dialog. Every choice holds at once.
pub fn settings(root: El, desk: Desk, paper: Paper) -> El {
    dialog(root, paper.settings, "版式设置", "", move || {
        // The fields are made anew when a whole layout comes in from a file or from the defaults.
        let anew = RwSignal::new(0_u32);
        let fields = el("div").part(move || {
            anew.get();
            Some(leptos::prelude::untrack(|| fields(desk, paper)))
        });
        let reset = move || {
            paper.set_layout(Layout::default());
            anew.update(|count| *count += 1);
        };
        let chosen = move |event: &super::super::browser::element::Event| {
            if let Some(file) = files::chosen(event) {
                take(desk, paper, anew, file);
            }
        };
        let file = el("input")
            .attr("type", "file")
            .attr("accept", ".txt,text/plain")
            .attr("id", "layout-file")
            .name("导入版式")
            .on("change", chosen);
        let foot = classed("div", "dialog-foot import-file")
            .with(button("恢复默认").on_click(reset))
            .with(button("导出版式").on_click(move || give(desk, paper)))
            .with(
                el("label")
                    .with(file)
                    .with(classed("span", "button").text("导入版式")),
            );
        vec![fields, foot]
    })
}

fn fields(desk: Desk, paper: Paper) -> El {
    let layout = paper.layout.get_untracked();
    let change = move |change: &dyn Fn(&mut Layout)| {
        let mut layout = paper.layout.get_untracked();
        change(&mut layout);
        paper.set_layout(layout);
    };
    let strict = layout.profile == Profile::Strict;
    let profile = select(
        "版式",
        "layout-profile",
        &[
            ("软件版式（GB/T 33476.2）", !strict),
            ("严格 9704（GB/T 9704）", strict),
        ],
        move |index| {
            let profile = if index == 1 {
                Profile::Strict
            } else {
                Profile::Software
            };
            change(&|layout| layout.profile = profile);
        },
    );
    let places = [PageNumber::Outer, PageNumber::Centred, PageNumber::None];
    let names = ["单页居右、双页居左", "居中", "不编页码"];
    let options: Vec<(&str, bool)> = names
        .into_iter()
        .zip(places.map(|place| place == layout.page_number))
        .collect();
    let number = select("页码", "layout-number", &options, move |index| {
        if let Some(&place) = places.get(index) {
            change(&|layout| layout.page_number = place);
        }
    });
    let bold = check("段内小标题加粗", layout.bold_run_in, move |on| {
        change(&|layout| layout.bold_run_in = on);
    });
    let sealed = check("落款加盖印章", layout.sealed, move |on| {
        change(&|layout| layout.sealed = on);
    });
    let default = points(
        Layout {
            line_pitch: None,
            ..layout.clone()
        }
        .pitch(),
    );
    let pitch = text(
        "正文行距（磅，留空按版式）",
        &default,
        move || {
            let pitch = paper.layout.with_untracked(|layout| layout.line_pitch);
            pitch.map(points).unwrap_or_default()
        },
        move |value| match twips(&value) {
            Some(pitch) => {
                desk.unsay_words(words::WRONG_PITCH);
                change(&|layout| layout.line_pitch = pitch);
            }
            None => desk.warn(words::WRONG_PITCH),
        },
    );
    let mut grid = classed("div", "card-fields layout-fields")
        .with(profile)
        .with(number);
    type Standing = fn(&Fonts) -> &str;
    type Choose = fn(&mut Fonts, String);
    let fonts: [(&str, Standing, Choose); 5] = [
        (
            "标题字体",
            |fonts| &fonts.title,
            |fonts, name| fonts.title = name,
        ),
        (
            "正文字体",
            |fonts| &fonts.body,
            |fonts, name| fonts.body = name,
        ),
        (
            "一级标题字体",
            |fonts| &fonts.first_level,
            |fonts, name| fonts.first_level = name,
        ),
        (
            "二级标题字体",
            |fonts| &fonts.second_level,
            |fonts, name| fonts.second_level = name,
        ),
        (
            "数字和字母字体（留空同正文）",
            |fonts| fonts.latin.as_deref().unwrap_or_default(),
            |fonts, name| fonts.latin = (!name.is_empty()).then_some(name),
        ),
    ];
    for (label, standing, choose) in fonts {
        let standing = move || {
            let layout = paper.layout;
            layout.with_untracked(|layout| standing(&layout.fonts).to_owned())
        };
        grid = grid.with(text(label, "", standing, move |name| {
            let mut layout = paper.layout.get_untracked();
            choose(&mut layout.fonts, name.trim().to_owned());
            // What could not be read again is not taken.
            match Layout::read(&layout.write()) {
                Ok(layout) => {
                    desk.unsay_words(words::WRONG_FONT);
                    paper.set_layout(layout);
                }
                Err(_) => desk.warn(words::WRONG_FONT),
            }
        }));
    }
    grid.with(pitch).with(bold).with(sealed)
}

fn select(label: &str, id: &str, options: &[(&str, bool)], choose: impl Fn(usize) + 'static) -> El {
    let mut list = el("select").attr("id", id);
    for (index, (name, chosen)) in options.iter().enumerate() {
        let option = el("option").attr("value", &index.to_string()).text(name);
        list = list.with(if *chosen {
            option.attr("selected", "")
        } else {
            option
        });
    }
    let list = list.on_value("change", move |value| {
        choose(value.parse().unwrap_or_default())
    });
    labelled(label, list)
}

/// A box to tick with its label.
pub fn check(label: &str, on: bool, choose: impl Fn(bool) + 'static) -> El {
    let field = el("input").attr("type", "checkbox");
    let field = if on { field.attr("checked", "") } else { field };
    let state = std::cell::Cell::new(on);
    let field = field.on("change", move |_| {
        state.set(!state.get());
        choose(state.get());
    });
    classed("label", "check")
        .with(field)
        .with(el("span").text(label))
}

/// A field of one line. What was not taken is shown as long as the person is in the field, for mending;
/// then the field shows again what holds.
fn text(
    label: &str,
    placeholder: &str,
    standing: impl Fn() -> String + 'static,
    choose: impl Fn(String) + 'static,
) -> El {
    let field = el("input")
        .attr("type", "text")
        .attr("value", &standing())
        .attr("placeholder", placeholder)
        .on_value("change", choose)
        .shows_again(standing);
    labelled(label, field)
}

fn labelled(label: &str, field: El) -> El {
    classed("label", "grow")
        .with(el("span").text(label))
        .with(field)
}

/// Twentieths of a point as points: `28.95`.
fn points(twips: u32) -> String {
    let whole = (twips / 20).to_string();
    match twips % 20 * 5 {
        0 => whole,
        part if part < 10 => [&whole, ".0", &part.to_string()].concat(),
        part => [&whole, ".", part.to_string().trim_end_matches('0')].concat(),
    }
}

/// Points as twentieths; `Some(None)` for nothing written, `None` for what is no line pitch.
fn twips(points: &str) -> Option<Option<u32>> {
    let points = points.trim();
    if points.is_empty() {
        return Some(None);
    }
    let (whole, rest) = number_at(points)?;
    let hundredths = match rest.strip_prefix(['.', '．']) {
        Some(part) => {
            let (number, _) = number_at(part).filter(|(_, rest)| rest.is_empty())?;
            match part.chars().count() {
                1 => number * 10,
                2 => number,
                _ => return None,
            }
        }
        None if rest.is_empty() => 0,
        None => return None,
    };
    let twips = whole.checked_mul(20)? + hundredths / 5;
    PITCHES.contains(&twips).then_some(Some(twips))
}

/// Hands the layout over as a file.
fn give(desk: Desk, paper: Paper) {
    let text = paper.layout.with_untracked(Layout::write);
    let name = words::LAYOUT_FILE;
    crate::ui::commands::hand_over(desk, name, clipboard::download(name, &text));
}

/// Takes a layout in from a file.
fn take(desk: Desk, paper: Paper, anew: RwSignal<u32>, file: files::File) {
    leptos::task::spawn_local(async move {
        let read = match files::read(file).await {
            Ok(read) => read,
            Err(error) => return desk.warn(words::not_read(error)),
        };
        match String::from_utf8(read.bytes).map(|text| Layout::read(&text)) {
            Ok(Ok(layout)) => {
                paper.set_layout(layout);
                anew.update(|count| *count += 1);
                desk.say(words::LAYOUT_TAKEN);
            }
            Ok(Err(error)) => desk.warn(words::layout_line(error.line)),
            Err(_) => desk.warn(words::layout_line(1)),
        }
    });
}
