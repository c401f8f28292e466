//! 续写下期: the next report from one that is there, after a look at what changes.
//!
//! Law: the draft that it is made from stays as it is, and the next one is made at 开始起草 and not before.

use std::sync::Arc;

use leptos::prelude::untrack;

use tigang::carry_over::{CarriedOver, Plan, carry_over};
use tigang::draft::{Card, Derived, Draft, Period};

use super::browser;
use super::browser::element::{El, button, classed, el};
use super::desk::Desk;
use super::dialog::dialog;
use super::history_view::shortened;
use super::period_fields::period_fields;
use super::signal::RwSignal;
use super::surfaces::Surfaces;
use super::{paper, words};

/// The dialog about the draft that is to be carried over.
pub fn carry_over_view(root: El, desk: Desk, surfaces: Surfaces) -> El {
    dialog(
        root,
        surfaces.carry_over,
        "续写下期",
        "wide",
        move || match surfaces.last.try_update(Option::take).flatten() {
            Some(last) => content(desk, surfaces, &last),
            None => Vec::new(),
        },
    )
}

fn content(desk: Desk, surfaces: Surfaces, last: &Arc<Draft>) -> Vec<El> {
    let from = last.card.period.with_year(browser::this_month());
    let plan = RwSignal::new(Plan {
        from,
        to: from.next(),
        figures: true,
    });
    let fields = |legend: &str, read: fn(&Plan) -> Period, write: fn(&mut Plan, Period)| {
        let fields = period_fields(
            desk,
            move || plan.with(read),
            move |period| plan.update(|plan| write(plan, period)),
        );
        classed("fieldset", "card-fields")
            .with(el("legend").text(legend))
            .with_all(fields.into())
    };
    let periods = classed("div", "periods")
        .with(fields(
            "上期",
            |plan| plan.from,
            |plan, period| (plan.from, plan.to) = (period, period.next()),
        ))
        .with(fields(
            "本期",
            |plan| plan.to,
            |plan, period| plan.to = period,
        ));
    let figures = paper::settings::check(words::FIGURES_TOO, true, move |on| {
        plan.update(|plan| plan.figures = on);
    });
    let of_preview = last.clone();
    let preview = el("div").part(move || {
        let done = carry_over(&of_preview.report, &plan.get());
        Some(untrack(|| preview(&of_preview, &done)))
    });
    let of_start = last.clone();
    let begin = move || {
        let (plan, last) = (plan.get_untracked(), of_start.clone());
        surfaces.carry_over.set(false);
        leptos::task::spawn_local(async move { start(desk, &last, &plan).await });
    };
    let about = ["以“", &last.card.name, "”为底稿另起一份，原来那份不动。"].concat();
    vec![
        classed("div", "carried")
            .with(classed("p", "hint").text(&about))
            .with(periods)
            .with(figures)
            .with(preview),
        classed("footer", "dialog-foot")
            .with(button("取消").on_click(move || surfaces.carry_over.set(false)))
            .with(button("开始起草").class("primary").on_click(begin)),
    ]
}

/// What changes: how much, and where.
fn preview(last: &Draft, done: &CarriedOver) -> El {
    let mut preview = el("div").with(
        classed("p", "hint")
            .attr("role", "status")
            .text(&words::carried_over(done)),
    );
    if let Some(shown) = shortened(&last.report, &done.report, &done.changes) {
        preview = preview.with(
            classed("div", "compared")
                .attr("tabindex", "0")
                .attr("role", "region")
                .name("改动")
                .with_all(shown),
        );
    }
    preview
}

/// Makes the draft and lays it on the desk.
async fn start(desk: Desk, last: &Draft, plan: &Plan) {
    // In a turn of its own: a long report takes its time, and the dialog is gone by then.
    browser::copies::pause(0).await;
    let CarriedOver {
        report,
        last: values,
        ..
    } = carry_over(&last.report, plan);
    let mut name = Derived::of(&report).name;
    if desk.is_taken(&name) {
        name = desk.name_beside(&name, words::CARRIED_OVER);
    }
    let card = Card {
        name,
        unit: last.card.unit.clone(),
        period: plan.to,
        form: last.card.form.clone(),
        last: values,
        ..Card::default()
    };
    if desk.start_as(card, report).await {
        desk.say(words::NEXT_BEGUN);
    }
}
