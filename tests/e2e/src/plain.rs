//! What a report should read like after a journey, by plain string work on its source: the product
//! must not be the judge of itself.

/// The numbers that the samples use.
const NUMBERS: [&str; 6] = ["一", "二", "三", "四", "五", "六"];

/// The text with its `*`, and the no-break space in front of each, replaced in order.
#[must_use]
pub fn filled(text: &str, values: &[&str]) -> String {
    let mut values = values.iter();
    let mut pieces = text.split('*').peekable();
    let mut whole = String::new();
    while let Some(piece) = pieces.next() {
        match pieces.peek() {
            None => whole.push_str(piece),
            Some(_) => match values.next() {
                Some(value) => {
                    whole.push_str(piece.strip_suffix('\u{a0}').unwrap_or(piece));
                    whole.push_str(value);
                }
                // No value is left: the blank stays as it was.
                None => whole.extend([piece, "*"]),
            },
        }
    }
    whole
}

/// The text with the line that starts with `moved` put before the one that starts with `place`, and
/// the lines of sections numbered anew.
#[must_use]
pub fn moved_before(text: &str, moved: &str, place: &str) -> String {
    let mut lines: Vec<&str> = text.split('\n').collect();
    let position =
        |lines: &[&str], start: &str| lines.iter().position(|line| line.starts_with(start));
    if let Some(from) = position(&lines, moved) {
        let line = lines.remove(from);
        let to = position(&lines, place).unwrap_or(from);
        lines.insert(to, line);
    }
    renumbered(&lines.join("\n"))
}

/// The lines that start with a number and 、 numbered from 一 on.
#[must_use]
pub fn renumbered(text: &str) -> String {
    let mut next = NUMBERS.iter();
    let lines = text.split('\n').map(|line| {
        let rest = NUMBERS
            .iter()
            .find_map(|number| line.strip_prefix(number)?.strip_prefix('、'));
        match rest.and_then(|rest| Some((rest, next.next()?))) {
            Some((rest, number)) => format!("{number}、{rest}"),
            None => line.to_owned(),
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The text with a piece put behind the first place where `anchor` stands.
#[must_use]
pub fn put_after(text: &str, anchor: &str, piece: &str) -> String {
    text.replacen(anchor, &format!("{anchor}{piece}"), 1)
}

/// The line of a text that starts like this.
#[must_use]
pub fn line<'a>(text: &'a str, start: &str) -> &'a str {
    text.split('\n')
        .find(|line| line.starts_with(start))
        .unwrap_or_default()
}

/// The sentence at the start of a text, with its mark.
#[must_use]
pub fn first_sentence(text: &str) -> &str {
    text.split_inclusive('。').next().unwrap_or_default()
}

/// What stands between two pieces of a text.
#[must_use]
pub fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let rest = text.split_once(before).map_or("", |(_, rest)| rest);
    rest.split_once(after).map_or(rest, |(inside, _)| inside)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_are_filled_in_order_and_the_rest_stays() {
        assert_eq!(
            filled("学习\u{a0}*次，*人，*件", &["3", "5"]),
            "学习3次，5人，*件"
        );
        assert_eq!(filled("没有", &["3"]), "没有");
    }

    #[test]
    fn a_moved_line_changes_the_numbers_of_all() {
        let text = "题\n一、甲。\n二、乙。\n三、丙。\n尾";
        assert_eq!(
            moved_before(text, "三、", "一、"),
            "题\n一、丙。\n二、甲。\n三、乙。\n尾"
        );
    }
}
