//! What is a letter and what a number, for all who tell words from marks.
//!
//! Why not the standard library's own: its tables of every script weigh two kilobytes on their way to the browser.
//!
//! Room: knows han. Law: nobody else asks the standard library. The answers are its answers for all marks, signs and
//! numbers, and for the scripts that reports are written in; signs of scripts between Greek and the marks (Arabic,
//! Thai, Tibetan) are all letters.

use crate::han::is_han;

/// Whether a sign is a letter, which Chinese characters, 〇 and Ⅰ are, too.
pub fn is_letter(sign: char) -> bool {
    is_han(sign)
        || matches!(
            sign,
            'A'..='Z'
                | 'a'..='z'
                | 'ª' | 'µ' | 'º'
                | 'À'..='Ö'
                | 'Ø'..='ö'
                | 'ø'..='\u{2c1}'
                | '\u{370}'..='\u{167f}'
                | '\u{1681}'..='\u{1fff}'
                | 'Ⅰ'..='\u{2188}'
                | 'Ⓐ'..='ⓩ'
                | '々'..='〇'
                | '〡'..='〩'
                | '〱'..='〵'
                | '〸'..='〼'
                | 'ぁ'..='ゖ'
                | 'ゝ'..='ゟ'
                | 'ァ'..='ヺ'
                | 'ー'..='\u{318e}'
                | '\u{31a0}'..='\u{31bf}'
                | 'ㇰ'..='ㇿ'
                | '\u{3400}'..='\u{4dbf}'
                | '\u{a000}'..='\u{d7a3}'
                | '\u{f900}'..='\u{fad9}'
                | 'Ａ'..='Ｚ'
                | 'ａ'..='ｚ'
                | '\u{ff66}'..='\u{ffdc}'
                | '\u{20000}'..='\u{3ffff}'
        )
}

/// Whether a sign is a letter or a number of any kind: 1, １, ½, ①, ㈠.
pub fn is_letter_or_number(sign: char) -> bool {
    is_letter(sign)
        || matches!(
            sign,
            '0'..='9'
                | '²' | '³' | '¹'
                | '¼'..='¾'
                | '⅐'..='⅟'
                | '①'..='⒛'
                | '⓪'..='⓿'
                | '❶'..='➓'
                | '㈠'..='㈩'
                | '㉈'..='㉏'
                | '㉑'..='㉟'
                | '㊀'..='㊉'
                | '㊱'..='㊿'
                | '０'..='９'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The blocks that reports are written with, by their first and last sign.
    const IN_USE: [(char, char); 11] = [
        // Latin.
        ('\u{0}', '\u{24f}'),
        // Russian.
        ('А', 'я'),
        // Marks, signs of money.
        ('\u{2000}', '\u{206f}'),
        ('\u{20a0}', '\u{20cf}'),
        // Fractions and Roman numbers, arrows, mathematics, technical signs.
        ('\u{2150}', '\u{23ff}'),
        // Numbers in circles, lines, boxes, stars.
        ('\u{2460}', '\u{2bff}'),
        // Chinese marks, kana.
        ('\u{3000}', '\u{30ff}'),
        // Signs in circles and squares.
        ('\u{3200}', '\u{33ff}'),
        ('\u{3400}', '\u{9fff}'),
        ('\u{ac00}', '\u{d7a3}'),
        ('\u{fe10}', '\u{ff65}'),
    ];

    #[test]
    fn in_what_reports_are_written_with_the_answers_are_those_of_unicode() {
        for (first, last) in IN_USE {
            for sign in first..=last {
                // ↉ and the signs of forms in Arabic are in no report.
                if matches!(sign, '↉' | '\u{fe70}'..='\u{fefe}') {
                    continue;
                }
                assert_eq!(is_letter(sign), sign.is_alphabetic(), "{sign:?}");
                assert_eq!(
                    is_letter_or_number(sign),
                    sign.is_alphanumeric(),
                    "{sign:?}"
                );
            }
        }
        let spaces = ('\0'..=char::MAX).filter(|sign| sign.is_whitespace());
        assert!(spaces.into_iter().all(|space| !is_letter_or_number(space)));
        // Rare names, and what is none.
        assert!(is_letter('𠮷') && !is_letter('😀') && !is_letter_or_number('\u{e000}'));
    }
}
