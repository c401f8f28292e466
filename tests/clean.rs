//! What is taken out of a text that comes in, and that it is told.

use tigang::clean;
use tigang::notices::What;

#[test]
fn the_tab_behind_a_number_goes_and_is_counted() {
    for (text, clean_text, count) in [
        (
            "一、\t主要工作\n（一）\t学习\n1.\t读书。",
            "一、主要工作\n（一）学习\n1.读书。",
            3,
        ),
        (
            "　　一、 \t 主要工作\r\n正文。",
            "　　一、主要工作\r\n正文。",
            1,
        ),
        // A figure would become another.
        ("1.\t6月底前完成换届", "1.\t6月底前完成换届", 0),
        ("1.\t85\n2.\t９０", "1.\t85\n2.\t９０", 0),
        ("一、\u{3000}\t工作", "一、\u{3000}\t工作", 0),
        // A row of a table, a column of names, a number without a sign, words.
        ("1.\t张三\t12", "1.\t张三\t12", 0),
        ("张三\t12", "张三\t12", 0),
        ("一\t主要工作", "一\t主要工作", 0),
        ("主要、\t工作", "主要、\t工作", 0),
        ("一、主要\t工作", "一、主要\t工作", 0),
    ] {
        let (whole, notices) = clean::whole(text.to_owned());
        assert_eq!(whole, clean_text, "{text:?}");
        let tabs = notices.iter().find(|(what, _)| *what == What::Tab);
        assert_eq!(tabs.map_or(0, |(_, count)| count), count, "{text:?}");
        assert_eq!(notices, clean::look(text), "{text:?}");
    }
}

#[test]
fn what_cannot_be_seen_goes_and_what_was_lost_stays() {
    let (whole, notices) = clean::whole("\u{feff}一、\t甲\u{200b}\u{7}\u{fffd}".to_owned());
    assert_eq!(whole, "一、甲\u{fffd}");
    let told: Vec<(What, usize)> = notices.iter().collect();
    let wanted = [
        (What::Unseen, 2),
        (What::Control, 1),
        (What::Lost, 1),
        (What::Tab, 1),
    ];
    assert_eq!(told, wanted);
}
