//! Numerals: Chinese, Arabic of either width, and the signs that are a whole number.
//!
//! Room: knows std and nothing else. Law: a numeral is at most eight characters long, so that
//! reading one costs the same wherever it is tried.

/// The number at the start of a text, in Chinese or Arabic numerals of either width, and what
/// follows it. Digits in a row are read by their place: 二〇二六 is 2026.
pub fn number_at(text: &str) -> Option<(u32, &str)> {
    let form = Form::of(text.chars().next()?)?;
    let rest = form.skip(text)?;
    let numeral = text.get(..text.len().checked_sub(rest.len())?)?;
    Some((form.value(numeral)?, rest))
}

/// Whether a sign is a number by itself, in Chinese or Arabic numerals of either width.
pub fn is_numeral(sign: char) -> bool {
    number_at(sign.encode_utf8(&mut [0; 4])).is_some()
}

/// Whether a sign is an Arabic digit of either width.
pub fn is_digit(sign: char) -> bool {
    matches!(sign, '0'..='9' | '０'..='９')
}

/// Whether a sign stands between the first and the last number of a span: 1-6, 3至5.
pub fn is_between(sign: char) -> bool {
    matches!(sign, '-' | '－' | '–' | '—' | '~' | '～' | '至' | '到')
}

/// 一 … 九十九, 一百零一 …; digits above 9999, which no report reaches.
pub fn chinese(number: u32) -> String {
    if !(1..=9999).contains(&number) {
        return number.to_string();
    }
    let mut text = String::new();
    let mut zero = false;
    for (unit, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = number / unit % 10;
        if digit == 0 {
            zero = !text.is_empty();
            continue;
        }
        if std::mem::take(&mut zero) {
            text.push('零');
        }
        // 十二, but 二十二 and 一百一十二.
        if !(unit == 10 && digit == 1 && text.is_empty()) {
            text.extend(DIGITS.chars().nth(digit as usize));
        }
        text.push_str(name);
    }
    text
}

/// A number written digit by digit as this one is: 2027 like 2026, 二○二七 like 二○二六; `None` for a number that is one
/// sign.
pub fn in_digits_like(old: &str, number: u32) -> Option<String> {
    let form = Form::of(old.chars().next()?)?;
    if form != Form::Chinese {
        return form.write(number);
    }
    let zero = old.chars().find(|sign| digit(*sign) == Some(0));
    let digits = number.to_string();
    let written = digits.chars().map(|sign| match sign.to_digit(10)? {
        0 => zero.or(Some('〇')),
        value => DIGITS.chars().nth(value as usize),
    });
    written.collect()
}

const DIGITS: &str = "〇一二三四五六七八九";
/// Longest numeral that is read at all, in characters: keeps a long row of digits cheap.
const LONGEST: usize = 8;

/// How a numeral is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Chinese,
    /// Digits that start at this zero: `0` or `０`.
    Arabic(char),
    /// One sign for the whole number, of the family that starts at this sign for 1.
    Single(char),
}

/// Families of single signs: the first sign, the number it shows, how many there are.
const SINGLES: [(char, char, u32, u32); 6] = [
    ('①', '①', 1, 20),
    ('①', '㉑', 21, 15),
    ('①', '㊱', 36, 15),
    ('⑴', '⑴', 1, 20),
    ('⒈', '⒈', 1, 20),
    ('㈠', '㈠', 1, 10),
];

impl Form {
    pub(super) fn of(character: char) -> Option<Form> {
        match character {
            '0'..='9' => Some(Form::Arabic('0')),
            '０'..='９' => Some(Form::Arabic('０')),
            '十' | '百' | '千' => Some(Form::Chinese),
            _ if digit(character).is_some() => Some(Form::Chinese),
            '①'..='㊿' => single_number(character).map(|(family, _)| Form::Single(family)),
            _ => None,
        }
    }

    /// What follows the numeral of this form at the start of a text; `None` if it goes on too long.
    pub(super) fn skip(self, text: &str) -> Option<&str> {
        let longest = if matches!(self, Form::Single(_)) {
            1
        } else {
            LONGEST
        };
        let mut characters = text.chars();
        for _ in 0..=longest {
            let rest = characters.as_str();
            match characters.next().and_then(Form::of) {
                Some(form) if form == self => {}
                _ => return Some(rest),
            }
        }
        matches!(self, Form::Single(_)).then(|| characters.as_str())
    }

    fn value(self, numeral: &str) -> Option<u32> {
        match self {
            Form::Chinese => chinese_value(numeral),
            Form::Arabic(zero) => numeral.chars().try_fold(0_u32, |value, digit| {
                value
                    .checked_mul(10)?
                    .checked_add(u32::from(digit).checked_sub(u32::from(zero))?)
            }),
            Form::Single(_) => Some(single_number(numeral.chars().next()?)?.1),
        }
    }

    pub(super) fn write(self, number: u32) -> Option<String> {
        match self {
            Form::Chinese => Some(chinese(number)),
            Form::Arabic('0') => Some(number.to_string()),
            Form::Arabic(zero) => {
                let wide = |digit: char| {
                    char::from_u32(u32::from(zero) + digit.to_digit(10).unwrap_or_default())
                };
                number.to_string().chars().map(wide).collect()
            }
            Form::Single(family) => SINGLES.iter().find_map(|&(of, sign, first, count)| {
                let step = number
                    .checked_sub(first)
                    .filter(|&step| of == family && step < count)?;
                Some(char::from_u32(u32::from(sign) + step)?.to_string())
            }),
        }
    }
}

/// The value of a Chinese digit.
fn digit(character: char) -> Option<u32> {
    Some(match character {
        '〇' | '零' | '○' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// The family and the number of a sign that is a whole number.
pub(super) fn single_number(character: char) -> Option<(char, u32)> {
    SINGLES.iter().find_map(|&(family, sign, first, count)| {
        let step = u32::from(character)
            .checked_sub(u32::from(sign))
            .filter(|&step| step < count)?;
        Some((family, first + step))
    })
}

/// 十二, 二十, 一百零一; without a unit by place: 一二 is 12, 二〇二六 is 2026.
fn chinese_value(numeral: &str) -> Option<u32> {
    let (mut total, mut digits, mut last_unit) = (0_u32, None::<u32>, 10_000);
    for character in numeral.chars() {
        let unit = match character {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            _ => {
                let before = digits.unwrap_or_default().checked_mul(10)?;
                digits = Some(before.checked_add(digit(character)?)?);
                continue;
            }
        };
        // 十十 and 十百 name no number.
        if last_unit <= unit {
            return None;
        }
        last_unit = unit;
        total = total.checked_add(digits.take().unwrap_or(1).checked_mul(unit)?)?;
    }
    // Nor does 十一二.
    if last_unit < 10_000 && digits.is_some_and(|last| 9 < last) {
        return None;
    }
    total.checked_add(digits.unwrap_or_default())
}
