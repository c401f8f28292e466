//! The reports that are laid out: the half-year report at hand, real or our own, and a long one.

use anyhow::{Context, Result};
use std::path::Path;
use tigang::docx;
use tigang::paper::{Fonts, Layout, Paragraph, compose, word_ends};
use tigang::report::Report;
use tigang::text::parse;

/// A report on its way to paper.
#[derive(Clone, Debug)]
pub struct Sample {
    /// The text.
    pub text: String,
    /// The layout.
    pub layout: Layout,
    /// The composition.
    pub composition: Vec<Paragraph>,
}

/// Typefaces that every computer with `fonts-noto-cjk` has. Their characters are as wide as those of
/// 仿宋_GB2312 and the others, a figure half as wide, and each face has one of its own.
fn stand_ins() -> Fonts {
    Fonts {
        title: "Noto Serif CJK JP".to_owned(),
        body: "Noto Sans Mono CJK SC".to_owned(),
        first_level: "Noto Serif CJK SC".to_owned(),
        second_level: "Noto Serif CJK TC".to_owned(),
        page_number: "Noto Serif CJK KR".to_owned(),
        latin: None,
    }
}

/// A text in a layout, with typefaces that can be told apart and measured.
#[must_use]
pub fn sample(text: &str, layout: Layout) -> Sample {
    let layout = Layout {
        fonts: stand_ins(),
        ..layout
    };
    let report: Report = parse(text);
    Sample {
        text: text.to_owned(),
        composition: compose(&report, &layout, &word_ends),
        layout,
    }
}

impl Sample {
    /// The .docx.
    #[must_use]
    pub fn docx(&self) -> Vec<u8> {
        docx::write(&self.composition, &self.layout, None)
    }
}

/// The half-year report at hand: the real one where its folder is named (`TIGANG_REPORTS`), else one of our
/// own of its shape and size. It is told which.
///
/// # Errors
/// Where it cannot be read.
pub fn half_year_report() -> Result<HalfYear> {
    let Some(folder) = std::env::var_os("TIGANG_REPORTS") else {
        println!("half-year report: our own, as TIGANG_REPORTS is not set");
        return Ok(HalfYear {
            text: half_year(),
            is_real: false,
        });
    };
    let file = Path::new(&folder).join("half-year.txt");
    println!("half-year report: {}", file.display());
    let text = std::fs::read_to_string(&file);
    Ok(HalfYear {
        text: text.with_context(|| format!("cannot read {}", file.display()))?,
        is_real: true,
    })
}

/// The half-year report at hand.
#[derive(Clone, Debug)]
pub struct HalfYear {
    /// Its text.
    pub text: String,
    /// Whether it is the real one.
    pub is_real: bool,
}

/// A report as the real one is: run-in headings, items in a paragraph, open blanks, 2,300 characters.
fn half_year() -> String {
    let mut prose = Prose::default();
    let mut text = String::from("下半年党支部党建工作及落实党风廉政建设主体责任情况\n\n");
    text.push_str(&format!(
        "今年以来，在局党组领导下，*党支部{}\n",
        prose.write(2)
    ));
    for heading in [
        "一、突出政治引领，把准“前进方向”。",
        "二、加强理论武装，筑牢思想根基。",
        "三、夯实基层基础，增强组织功能。",
        "四、严明纪律规矩，营造清朗氛围。",
    ] {
        text.push_str(&format!(
            "{heading}{}开展集体学习\u{a0}*次、主题党日\u{a0}*次，参观\u{a0}*，受到好评。{}\n",
            prose.write(4),
            prose.write(2)
        ));
    }
    text.push_str(&format!(
        "反思下半年工作，主要存在以下不足：一是学习不够深入。{}二是调研不够扎实。{}三是创新不够大胆。{}\n",
        prose.write(1),
        prose.write(1),
        prose.write(1)
    ));
    text.push_str(&format!(
        "下一步，我们将继续努力。一是在强化学习上下功夫。{}二是在真抓实干上下功夫。{}三是在守正创新上下功夫。{}\n",
        prose.write(2),
        prose.write(2),
        prose.write(2)
    ));
    text
}

/// Sentences as reports have them, one after the other.
#[derive(Debug, Default)]
struct Prose {
    next: usize,
}

impl Prose {
    fn write(&mut self, count: usize) -> String {
        let mut text = String::new();
        for _ in 0..count {
            let sentence = SENTENCES.get(self.next % SENTENCES.len());
            text.push_str(sentence.copied().unwrap_or_default());
            self.next += if self.next % 4 == 3 { 2 } else { 1 };
        }
        text
    }
}

const SENTENCES: [&str; 7] = [
    "坚持以问题为导向，组织力量深入田间地头，逐户核对台账，把群众反映的难点、堵点、痛点列成清单，限期办结。",
    "紧扣“三农”工作部署，先后组织座谈12场，收集意见建议138条，其中采纳96条，占69.6%，其余均已说明原因。",
    "完善月调度、季通报、年考核的推进机制，压实各科室责任；对进展缓慢的事项，由分管负责同志牵头，会同有关单位逐项研究。",
    "注重用身边人讲身边事，推出《田埂上的党课》等微课程，让党员在学习中受教育、长才干（全年累计播放3,200次）。",
    "对照年初确定的目标任务，还有个别项目推进不够平衡，少数同志抓落实的劲头不足，工作方法比较简单——这些问题要认真加以解决。",
    "强化监督检查，紧盯资金拨付、项目验收、物资采购等重点环节，做到早提醒、早发现、早纠正，防止小问题变成大问题。",
    "把“我为群众办实事”“党员先锋岗”“一线工作法”等做法固定下来，让群众看得见变化、得到实惠。",
];

/// A report of more than ten pages with all levels of headings, items, figures, attachments, a signature
/// and a date; without `figures` no Latin letter or figure stands in it, and there is one attachment.
#[must_use]
pub fn long_report(figures: bool) -> String {
    let mut text = String::from(
        "关于某某区农业农村局机关第一党支部二〇二六年度基层党建工作和乡村振兴重点任务完成情况的报告\n\n",
    );
    let mut prose = Prose::default();
    let mut body = |count| prose.write(count);
    text.push_str(&body(2));
    text.push('\n');
    let parts = [
        ("一、", "突出政治引领，把准前进方向"),
        ("二、", "夯实基层基础，增强组织功能"),
        ("三、", "服务中心大局，推动融合发展"),
        ("四、", "加强作风建设，营造清朗氛围"),
    ];
    for (number, heading) in parts {
        text.push_str(&format!("{number}{heading}\n"));
        text.push_str(&format!("{}\n", body(3)));
        for (number, heading) in [
            ("（一）", "健全制度机制。"),
            ("（二）", "抓实教育培训。"),
            ("（三）", "突出示范带动。"),
        ] {
            text.push_str(&format!("{number}{heading}{}\n", body(4)));
            text.push_str(&format!("1.明确责任分工。{}\n", body(2)));
            text.push_str(&format!("2.抓好督促落实。{}\n", body(3)));
        }
    }
    text.push_str(&format!(
        "反思全年工作，主要存在以下不足：一是学习不够深入。{}二是调研不够扎实。{}三是创新不够大胆。{}\n",
        body(2),
        body(2),
        body(1)
    ));
    if !figures {
        let digits: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
        text = text.replace([',', '.'], "点").replace('%', "个");
        for (digit, chinese) in ('0'..='9').zip(digits) {
            text = text.replace(digit, &chinese.to_string());
        }
        // The numbers of the third level.
        text = text
            .replace("\n一点", "\n（1）")
            .replace("\n二点", "\n（2）");
        text = text.replace("（1）", "").replace("（2）", "");
    }
    text.push_str(if figures {
        "附件：1.某某区农业农村局机关第一党支部二〇二六年度重点任务完成情况统计表\n\
         2.需要协调解决的问题清单\n\
         3.某某区农业农村局机关第一党支部二〇二六年度需要协调解决的责任事项和问题清单\n\n"
    } else {
        "附件：某某区农业农村局机关第一党支部二〇二六年度重点任务完成情况统计表\n\n"
    });
    text.push_str("某某区农业农村局机关第一党支部\n二〇二六年十二月三十日\n");
    text
}
