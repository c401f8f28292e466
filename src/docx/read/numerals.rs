//! Numbers in the forms that Word counts in (ECMA-376 part 1, 17.18.59).
//!
//! Law: every number has a form; beyond what a form can show it is written in digits.

use crate::numbering::chinese;

/// A number in a form; digits for forms that no Chinese report uses.
pub(super) fn numeral(form: &str, number: u32) -> String {
    let digits = || number.to_string();
    match form {
        "none" | "bullet" => String::new(),
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "koreanCounting" => chinese(number),
        "ideographDigital"
        | "japaneseDigitalTenThousand"
        | "taiwaneseDigital"
        | "koreanDigital2" => replaced(&digits(), "0123456789", "〇一二三四五六七八九"),
        "chineseLegalSimplified" => {
            let plain = chinese(number);
            let one = if plain.starts_with('十') { "壹" } else { "" };
            let legal = replaced(
                &plain,
                "一二三四五六七八九十百千",
                "壹贰叁肆伍陆柒捌玖拾佰仟",
            );
            [one, &legal].concat()
        }
        "ideographTraditional" => one_of("甲乙丙丁戊己庚辛壬癸", number),
        "ideographZodiac" => one_of("子丑寅卯辰巳午未申酉戌亥", number),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => match number {
            1..=20 => sign('①', 1, number),
            21..=35 => sign('㉑', 21, number),
            36..=50 => sign('㊱', 36, number),
            _ => digits(),
        },
        "decimalEnclosedParen" if number <= 20 => sign('⑴', 1, number),
        "decimalEnclosedFullstop" if number <= 20 => sign('⒈', 1, number),
        "ideographEnclosedCircle" if number <= 10 => sign('㊀', 1, number),
        "decimalFullWidth" | "decimalFullWidth2" => {
            replaced(&digits(), "0123456789", "０１２３４５６７８９")
        }
        "decimalZero" if number < 10 => ["0", &digits()].concat(),
        "upperRoman" => roman(number).to_ascii_uppercase(),
        "lowerRoman" => roman(number),
        "upperLetter" => letters(b'A', number),
        "lowerLetter" => letters(b'a', number),
        _ => digits(),
    }
}

fn replaced(text: &str, from: &str, to: &str) -> String {
    text.chars()
        .map(|sign| {
            let place = from.chars().position(|known| known == sign);
            place
                .and_then(|place| to.chars().nth(place))
                .unwrap_or(sign)
        })
        .collect()
}

fn one_of(signs: &str, number: u32) -> String {
    let place = usize::try_from(number)
        .ok()
        .and_then(|number| number.checked_sub(1));
    match place.and_then(|place| signs.chars().nth(place)) {
        Some(sign) => sign.to_string(),
        None => number.to_string(),
    }
}

/// The sign so many places after the one that stands for the first number; there is none for zero.
fn sign(first: char, number_of_first: u32, number: u32) -> String {
    let place = number.checked_sub(number_of_first);
    match place.and_then(|place| char::from_u32(u32::from(first) + place)) {
        Some(sign) => sign.to_string(),
        None => number.to_string(),
    }
}

fn roman(number: u32) -> String {
    if number > 3_999 {
        return number.to_string();
    }
    const STEPS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut rest = number;
    let mut text = String::new();
    for (value, letters) in STEPS {
        while rest >= value {
            rest -= value;
            text.push_str(letters);
        }
    }
    text
}

/// a … z, then aa … zz: Word repeats the letter.
fn letters(first: u8, number: u32) -> String {
    match number.checked_sub(1) {
        Some(place) if number <= 780 => {
            let letter = char::from(first + u8::try_from(place % 26).unwrap_or_default());
            (0..=place / 26).map(|_| letter).collect()
        }
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::numeral;

    #[test]
    fn forms_as_word_shows_them() {
        for (form, number, shown) in [
            ("chineseCounting", 12, "十二"),
            ("chineseCountingThousand", 101, "一百零一"),
            ("japaneseCounting", 20, "二十"),
            ("ideographDigital", 10, "一〇"),
            ("chineseLegalSimplified", 12, "壹拾贰"),
            ("chineseLegalSimplified", 101, "壹佰零壹"),
            ("ideographTraditional", 2, "乙"),
            ("ideographTraditional", 11, "11"),
            ("decimalEnclosedCircle", 0, "0"),
            ("decimalEnclosedCircle", 21, "㉑"),
            ("decimalEnclosedCircle", 51, "51"),
            ("decimalEnclosedParen", 3, "⑶"),
            ("decimalFullWidth", 12, "１２"),
            ("decimalZero", 7, "07"),
            ("upperRoman", 14, "XIV"),
            ("lowerLetter", 28, "bb"),
            ("lowerLetter", 0, "0"),
            ("decimal", 7, "7"),
            ("bullet", 7, ""),
        ] {
            assert_eq!(numeral(form, number), shown, "{form} {number}");
        }
    }
}
