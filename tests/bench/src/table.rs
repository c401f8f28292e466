//! The table of a run: medians, and what each is to one text field and to CodeMirror in the same run.

use crate::docx::Written;
use crate::editors::Editor;
use crate::measure::Found;
use crate::options::Options;
use crate::site::Site;
use anyhow::Result;
use serde_json::json;

/// The table, ready for a text about it.
pub fn table(
    site: &Site,
    options: &Options,
    found: &[(Editor, usize, Found)],
    written: &[(usize, Written)],
) -> Result<String> {
    let version = {
        let folder = tigang_e2e::Folder::new()?;
        let wire = site.browser(&folder.profile())?;
        let version = wire.send_to_browser("Browser.getVersion", json!({}))?;
        wire.close()?;
        version
            .get("product")
            .and_then(serde_json::Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    let mut text = format!("{}, {version}\n", today());
    if !found.is_empty() {
        text.push_str(&format!(
            "\nMedians of {} runs; processor time of the main thread, ms\n\n\
             | editor | characters | cold load | key | key and all that follows | composition commit | private MiB |\n\
             |:--|--:|--:|--:|--:|--:|--:|\n",
            options.runs
        ));
    }
    for (editor, size) in options.pairs() {
        let of = |what: &dyn Fn(&Found) -> f64, editor: Editor| {
            let of_it = found.iter().filter(|one| one.0 == editor && one.1 == size);
            median(&of_it.map(|one| what(&one.2)).collect::<Vec<f64>>())
        };
        let cell = |what: &dyn Fn(&Found) -> f64, digits: usize| {
            let own = of(what, editor);
            let against = |name: &str, other: Editor| {
                let other = of(what, other);
                let is_there = editor == Editor::Page && other > 0.0;
                is_there.then(|| format!("{:.2} × {name}", own / other))
            };
            let against = [
                against("textarea", Editor::Textarea),
                against("CodeMirror", Editor::CodeMirror),
            ];
            let against: Vec<String> = against.into_iter().flatten().collect();
            if against.is_empty() {
                format!("{own:.digits$}")
            } else {
                format!("{own:.digits$} ({})", against.join(", "))
            }
        };
        text.push_str(&format!(
            "| {} | {size} | {} | {} | {} | {} | {} |\n",
            editor.name(),
            cell(&|one| one.cold, 0),
            cell(&|one| median(&one.keys), 2),
            cell(&|one| one.key_whole, 2),
            cell(&|one| median(&one.commits), 2),
            cell(&|one| one.private, 0),
        ));
    }
    if let Some((_, first)) = written.first() {
        text.push_str(&format!(
            "\nA .docx, medians of {} files (least of them); ms\n\n\
             | characters | 提纲, its draft inside | XML by hand with fflate | of the medians | bytes | bytes by hand |\n\
             |--:|--:|--:|--:|--:|--:|\n",
            first.page.len()
        ));
    }
    for (size, one) in written {
        let of = |all: &[f64]| format!("{:.1} ({:.1})", median(all), least(all));
        text.push_str(&format!(
            "| {size} | {} | {} | {:.2} × | {:.0} | {:.0} |\n",
            of(&one.page),
            of(&one.peer),
            median(&one.page) / median(&one.peer),
            one.page_bytes,
            one.peer_bytes
        ));
    }
    Ok(text)
}

/// One line for whoever watches.
pub fn in_short(written: &Written) -> String {
    format!(
        "{:.1} ms, by hand {:.1} ms",
        median(&written.page),
        median(&written.peer)
    )
}

fn least(all: &[f64]) -> f64 {
    all.iter().copied().fold(f64::INFINITY, f64::min)
}

/// The middle one, or the mean of the two in the middle; 0 of none.
pub fn median(all: &[f64]) -> f64 {
    let mut sorted = all.to_vec();
    sorted.sort_by(f64::total_cmp);
    let half = sorted.len() / 2;
    let at = |index: usize| sorted.get(index).copied().unwrap_or_default();
    if sorted.len() % 2 == 1 {
        at(half)
    } else {
        (at(half.saturating_sub(1)) + at(half)) / 2.0
    }
}

/// The date of this computer.
fn today() -> String {
    let date = std::process::Command::new("date").arg("+%Y-%m-%d").output();
    date.map(|date| String::from_utf8_lossy(&date.stdout).trim().to_owned())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::median;

    #[test]
    fn the_median_is_in_the_middle() {
        assert_eq!(median(&[3.0, 1.0, 2.0]), 2.0);
        assert_eq!(median(&[4.0, 1.0, 2.0, 3.0]), 2.5);
        assert_eq!(median(&[]), 0.0);
    }
}
