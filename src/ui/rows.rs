//! What the sheet shows, one row a block, and what each field is called.
//!
//! Room: pure; derived from the report. Law: a label says which part, which item and which field, so
//! that a screen reader, a test and a person name a field alike.

use tigang::numbering::chinese;
use tigang::report::{Attached, BlockId, Kind, Level, Report, Role};

/// One row of the sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The block that the row shows.
    pub id: BlockId,
    /// What it is.
    pub kind: Kind,
    /// Whether it goes on in the line of the block before it.
    pub in_line: bool,
    /// An empty heading: shown as the name of the part, not as a field.
    pub opener: bool,
    label: Label,
    /// Whether it lies in a part behind the signature and the date, in the text of an attachment.
    attached: bool,
    /// Which attachment's text that is, from 1; 0 where no line opens it.
    attachment: u32,
}

/// Where a field is in the report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Label {
    scope: Scope,
    /// The numbers of the parts it lies in, outermost first; 0 where there is none.
    path: [u32; 4],
    /// How many of those 不足 or 下一步 without a heading stands for.
    named: usize,
    /// The number of the item in its list, 0 outside items.
    item: u32,
    /// Paragraphs of the part up to here, those of items left out: the last of them is the block itself, or leads
    /// to its list.
    paragraphs: u32,
    field: Field,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Scope {
    #[default]
    Front,
    Preamble,
    Part,
    Shortcomings,
    NextSteps,
    Closing,
    Attached,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Field {
    #[default]
    Whole,
    Title,
    Heading,
    Body,
    Ending,
    Attachment,
    Signature,
    Date,
}

/// The rows of a report in reading order.
pub fn rows(report: &Report) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::with_capacity(report.len());
    let mut here = Label::default();
    let (closing, attachments) = (report.closing(), report.attachments());
    let attached = report.attached();
    let mut attachment = 0;
    let mut seen_title = !report.blocks().any(|block| block.kind == Kind::Title);
    for (position, block) in report.blocks().enumerate() {
        let in_line = block.gap.is_empty();
        let mut opener = false;
        let body = matches!(block.kind, Kind::Paragraph | Kind::Item);
        if body && seen_title && here.scope == Scope::Front {
            here = Label {
                scope: Scope::Preamble,
                ..Label::default()
            };
        }
        match block.kind {
            Kind::Title => {
                seen_title = true;
                here = Label {
                    field: Field::Title,
                    ..Label::default()
                };
            }
            Kind::Heading { level, role } => {
                opener = block.is_opener();
                let is_inside = here.named > 0 && here.named < level.number();
                let (scope, named) = match role {
                    Role::Shortcomings if opener => (Scope::Shortcomings, level.number()),
                    Role::NextSteps if opener => (Scope::NextSteps, level.number()),
                    _ if is_inside => (here.scope, here.named),
                    _ => (Scope::Part, 0),
                };
                here = Label {
                    scope,
                    named,
                    path: next_path(here.path, level, named == level.number()),
                    field: Field::Heading,
                    ..Label::default()
                };
            }
            _ if let Some(line) = attached.get(&block.id) => {
                attachment += u32::from(*line == Attached::Label);
                let field = match line {
                    Attached::Label => Field::Whole,
                    Attached::Title => Field::Title,
                };
                here = Label {
                    scope: Scope::Attached,
                    field,
                    ..Label::default()
                };
            }
            Kind::Item => {
                here = Label {
                    item: here.item + 1,
                    field: Field::Whole,
                    ..here
                };
            }
            Kind::Paragraph => {
                let attached = attachments.contains(&position);
                if position == attachments.start || position == closing {
                    here = Label {
                        scope: Scope::Closing,
                        ..Label::default()
                    };
                }
                let of_item = here.item > 0 && in_line;
                if of_item && here.field == Field::Whole {
                    // The item has a heading of its own: the row before is it.
                    if let Some(row) = rows.last_mut() {
                        row.label.field = Field::Heading;
                    }
                }
                let (item, paragraphs) = match of_item {
                    true => (here.item, here.paragraphs),
                    false => (0, here.paragraphs + 1),
                };
                here = Label {
                    item,
                    paragraphs,
                    field: match position {
                        _ if attached => Field::Attachment,
                        _ if position == closing => Field::Ending,
                        _ => Field::Body,
                    },
                    ..here
                };
            }
            Kind::Signature => {
                here = Label {
                    scope: Scope::Closing,
                    field: Field::Signature,
                    ..Label::default()
                }
            }
            Kind::Date => {
                here = Label {
                    scope: Scope::Closing,
                    field: Field::Date,
                    ..Label::default()
                }
            }
        }
        rows.push(Row {
            id: block.id,
            kind: block.kind,
            in_line,
            opener,
            label: here,
            attached: attachments.end < position && here.scope != Scope::Closing,
            attachment,
        });
    }
    rows
}

/// The path of the next part of a level; 不足 and 下一步 without a heading are not counted.
fn next_path(mut path: [u32; 4], level: Level, is_named: bool) -> [u32; 4] {
    for (index, number) in path.iter_mut().enumerate() {
        let depth = index + 1;
        if depth == level.number() {
            *number += u32::from(!is_named);
        } else if depth > level.number() {
            *number = 0;
        }
    }
    path
}

impl Row {
    /// 第一部分标题, 第一部分正文, 不足第一项 …
    pub fn label(&self) -> String {
        const STEPS: [&str; 4] = ["部分", "节", "条", "点"];
        let Label {
            scope,
            path,
            named,
            item,
            paragraphs,
            field,
        } = self.label;
        let steps = path.iter().zip(STEPS).skip(named);
        let steps: String = steps
            .filter(|(number, _)| **number > 0)
            .map(|(number, step)| format!("第{}{step}", chinese(*number)))
            .collect();
        let has_lead = steps.is_empty();
        let number = || format!("第{}段", chinese(paragraphs));
        let mut label = match scope {
            Scope::Front if field == Field::Title => return "标题".to_owned(),
            Scope::Front => "标题前文字".to_owned(),
            Scope::Preamble => "引言".to_owned(),
            Scope::Shortcomings => "不足".to_owned(),
            Scope::NextSteps => "下一步".to_owned(),
            Scope::Closing | Scope::Part | Scope::Attached => String::new(),
        };
        if self.attachment > 0 {
            label.insert_str(0, &["附件", &chinese(self.attachment)].concat());
        } else if self.attached {
            label.insert_str(0, "附件");
        }
        label.push_str(&steps);
        if item > 0 {
            if paragraphs > 1 {
                label.push_str(&number());
            }
            label.push_str(&format!("第{}项", chinese(item)));
        }
        label.push_str(match field {
            Field::Heading | Field::Title => "标题",
            Field::Body if item > 0 || matches!(scope, Scope::Part | Scope::Attached) => "正文",
            Field::Body if matches!(scope, Scope::Shortcomings | Scope::NextSteps) => {
                if has_lead && paragraphs < 2 {
                    "领句"
                } else {
                    "正文"
                }
            }
            Field::Body if scope == Scope::Closing => "落款",
            Field::Ending => "结束语",
            Field::Attachment => "附件",
            Field::Signature => "署名",
            Field::Date => "成文日期",
            _ => "",
        });
        if paragraphs > 1 && item == 0 {
            label.push_str(&number());
        }
        label
    }

    /// The name of the part that an opener stands for.
    pub fn caption(&self) -> &'static str {
        match self.label.scope {
            Scope::Shortcomings => "不足",
            Scope::NextSteps => "下一步",
            _ => "",
        }
    }
}
