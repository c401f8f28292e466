//! What a block is: title, heading of a level and role, paragraph, item, signature, date.

/// What a block is in the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// 标题. At most one, before every heading: the first block, unless notes (来源, 文号) stand above it.
    Title,
    /// 小标题: opens a part that reaches to the next heading of the same or a higher level.
    /// The heading of a part that has none in the text (不足, 下一步) is empty, without a marker.
    Heading {
        /// How deep the part lies.
        level: Level,
        /// What the part is for.
        role: Role,
    },
    /// 段落. One with an empty gap goes on in the line before: the body of a run-in heading or item.
    Paragraph,
    /// 分项: one of a list (一是…二是…). The paragraphs with an empty gap after it are its body, and
    /// its own text is then its run-in heading.
    Item,
    /// 署名 at the end. From the first signature or date on, everything is the closing, and so are the
    /// attachments right above: see [`Report::attachments`](super::Report::attachments).
    Signature,
    /// 成文日期 at the end.
    Date,
}

impl Kind {
    /// The level of a heading; `None` for anything else.
    pub fn level(self) -> Option<Level> {
        match self {
            Kind::Heading { level, .. } => Some(level),
            _ => None,
        }
    }

    /// Whether it is a signature or a date.
    pub fn is_closing(self) -> bool {
        matches!(self, Kind::Signature | Kind::Date)
    }
}

/// What a part is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// An ordinary part.
    Section,
    /// 不足: what fell short.
    Shortcomings,
    /// 下一步: what comes next.
    NextSteps,
}

/// The depth of a part: 一级 to 四级.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// 一级, usually `一、`.
    One,
    /// 二级, usually `（一）`.
    Two,
    /// 三级, usually `1.`.
    Three,
    /// 四级, usually `（1）`.
    Four,
}

impl Level {
    /// All levels from the outermost in.
    pub const ALL: [Level; 4] = [Level::One, Level::Two, Level::Three, Level::Four];

    /// 1 for the outermost level, 4 for the innermost.
    pub fn number(self) -> usize {
        match self {
            Level::One => 1,
            Level::Two => 2,
            Level::Three => 3,
            Level::Four => 4,
        }
    }

    /// The level with this number, if there is one.
    pub fn from_number(number: usize) -> Option<Level> {
        Level::ALL.get(number.checked_sub(1)?).copied()
    }

    /// One step in; none below the fourth.
    pub fn deeper(self) -> Option<Level> {
        Level::from_number(self.number() + 1)
    }

    /// One step out; none above the first.
    pub fn shallower(self) -> Option<Level> {
        Level::from_number(self.number() - 1)
    }
}
