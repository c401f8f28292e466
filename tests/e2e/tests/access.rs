//! Accessibility: axe-core finds nothing on any surface, light or dark, on a desk or a phone; and what
//! axe cannot know, such as names that say a thing twice.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use tigang_e2e::{Look, Page, Surroundings, sample, visit};

#[test]
fn on_a_desk() -> Result<()> {
    nothing_found(Look::DESK)
}

#[test]
fn on_a_desk_in_the_dark() -> Result<()> {
    nothing_found(Look::DARK_DESK)
}

#[test]
fn on_a_phone() -> Result<()> {
    nothing_found(Look::PHONE)
}

#[test]
fn on_a_phone_in_the_dark() -> Result<()> {
    nothing_found(Look::DARK_PHONE)
}

/// Goes through all surfaces and gathers what axe finds, so that one run tells everything.
fn nothing_found(look: Look) -> Result<()> {
    let axe = Surroundings::axe()?;
    let text = Surroundings::half_year_report()?;
    visit(async |page| {
        let faults = std::cell::RefCell::new(Vec::new());
        page.tour(look, &text, async |surface| {
            let found = faults_now(page, &axe).await?;
            faults
                .borrow_mut()
                .extend(found.into_iter().map(|fault| format!("{surface}: {fault}")));
            Ok(())
        })
        .await?;
        let faults = faults.into_inner();
        ensure!(faults.is_empty(), "axe found:\n  {}", faults.join("\n  "));
        Ok(())
    })
}

/// What axe finds on the page as it is now.
async fn faults_now(page: &Page, axe: &str) -> Result<Vec<String>> {
    if page.run("return !window.axe", vec![]).await? == json!(true) {
        page.run(axe, vec![]).await?;
    }
    let script = "const done = arguments[0];
        axe.run(document, { resultTypes: ['violations'] }).then(
            found => done(found.violations.map(fault => [fault.id, fault.help, fault.nodes.map(node => node.target.join(' ') + ' ' + node.any.concat(node.all, node.none).map(check => check.message).join('; '))])),
            reason => done(String(reason)))";
    let answer = page.run_async(script, vec![]).await?;
    let faults = answer
        .as_array()
        .with_context(|| format!("axe did not run: {answer}"))?;
    Ok(faults.iter().map(Value::to_string).collect())
}

#[test]
fn nothing_found_where_another_tab_writes() -> Result<()> {
    let axe = Surroundings::axe()?;
    visit(async |page| {
        page.import(&sample("branch")?).await?;
        let first = page.tab().await?;
        page.new_tab(&[]).await?;
        page.is_reading().await?;
        for look in [Look::DESK, Look::DARK_PHONE] {
            page.look(look).await?;
            let faults = faults_now(page, &axe).await?;
            ensure!(faults.is_empty(), "axe found:\n  {}", faults.join("\n  "));
        }
        page.close_tab(&first).await
    })
}

#[test]
fn names_say_everything_once() -> Result<()> {
    visit(async |page| {
        page.import(&sample("branch")?).await?;
        for name in page.names("treeitem").await? {
            let words: Vec<&str> = name.split_whitespace().collect();
            let twice = words
                .iter()
                .enumerate()
                .find(|(at, word)| words.iter().skip(at + 1).any(|other| other.contains(*word)));
            ensure!(twice.is_none(), "a row of the outline is called “{name}”");
        }
        for (label, _) in page.blanks().await? {
            ensure!(label == label.trim(), "a blank is called “{label}”");
            ensure!(label.contains("____"), "a blank is called “{label}”");
        }
        // Every field of the sheet has a name of its own.
        let mut names: Vec<String> = page
            .sheet()
            .await?
            .into_iter()
            .map(|(name, _)| name)
            .collect();
        let all = names.len();
        names.sort();
        names.dedup();
        ensure!(
            names.len() == all,
            "two fields have one name among {names:?}"
        );
        Ok(())
    })
}

#[test]
fn a_usual_report_is_there_as_a_whole_for_who_cannot_see_it() -> Result<()> {
    visit(async |page| {
        page.import(&sample("branch")?).await?;
        // Screen readers walk through what the browser tells them of, visible or scrolled away.
        let told = page.names("textbox").await?;
        let fields = page.sheet().await?;
        let missing: Vec<&String> = fields
            .iter()
            .map(|(name, _)| name)
            .filter(|name| !told.contains(name))
            .collect();
        ensure!(
            missing.is_empty(),
            "the browser does not tell of {missing:?}"
        );
        Ok(())
    })
}

#[test]
fn nothing_is_cut_off_on_a_phone() -> Result<()> {
    visit(async |page| {
        let text = sample("branch")?;
        page.tour(Look::PHONE, &text, async |_| {
            let script = "const width = document.documentElement.clientWidth;
                const wide = [...document.querySelectorAll('body *')].filter(one => {
                    const box = one.getBoundingClientRect();
                    if (!box.width || !box.height || getComputedStyle(one).visibility === 'hidden') return false;
                    // What can be scrolled to in its own frame is not cut off.
                    for (let up = one.parentElement; up; up = up.parentElement) {
                        if (['auto', 'scroll'].includes(getComputedStyle(up).overflowX)) return false;
                        if (getComputedStyle(up).overflowX === 'hidden' && up !== document.body) return false;
                    }
                    return box.right > width + 1;
                });
                return wide.map(one => one.outerHTML.slice(0, 120)).join('\\n')";
            let wide = page.ask(script).await?;
            ensure!(wide.is_empty(), "wider than the screen: {wide}");
            Ok(())
        })
        .await
    })
}

#[test]
fn text_can_be_twice_as_large() -> Result<()> {
    visit(async |page| {
        page.import(&sample("branch")?).await?;
        // 200 % zoom of a desk's screen leaves 640 by 450 CSS pixels.
        page.look(Look {
            width: 640,
            height: 450,
            ..Look::DESK
        })
        .await?;
        let field = page.go_to("第一部分正文").await?;
        let (_, top, _, height) = field.place().await?;
        ensure!(
            height > 40.0 && top < 450.0,
            "the field is {height} high at {top}"
        );
        let sideways = page
            .run(
                "return document.documentElement.scrollWidth > window.innerWidth",
                vec![],
            )
            .await?;
        ensure!(
            sideways == json!(false),
            "the page must be scrolled sideways"
        );
        Ok(())
    })
}

#[test]
fn a_long_report_is_not_laid_out_box_by_box_for_who_cannot_see_it() -> Result<()> {
    visit(async |page| {
        let line = |number| format!("第{number}条，各项工作按计划推进，责任到人，件件有回音。\n");
        let lines: String = (1..=100).map(line).collect();
        page.cdp("Performance.enable", json!({})).await?;
        // Every look for a role or a name keeps the accessibility tree going. With hidden boxes by the
        // row, Chromium 148 laid out 8,280 times, which took half a minute.
        page.import(&format!("题\n\n开头。\n{lines}完。")).await?;
        page.field("引言").await?;
        let answer = page.cdp("Performance.getMetrics", json!({})).await?;
        let metrics = answer.get("metrics").and_then(|all| all.as_array());
        let layouts = metrics.into_iter().flatten().find_map(|one| {
            let is_count = one.get("name")? == "LayoutCount";
            is_count.then(|| one.get("value")?.as_f64()).flatten()
        });
        let layouts = layouts.unwrap_or(f64::MAX);
        println!("layouts of a report of 100 rows: {layouts}");
        ensure!(layouts < 1_000.0, "it was laid out {layouts} times");
        Ok(())
    })
}
