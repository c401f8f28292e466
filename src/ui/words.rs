//! Every sentence that the page says. Plain Chinese: what happened, what is safe, what to do.

use tigang::archive::ArchiveError;
use tigang::carry_over::CarriedOver;
use tigang::docx::read::{DocxError, Other, XmlError};
use tigang::draft::backup::Fate;
use tigang::draft::drafts::SaveError;
use tigang::draft::keeper::{Safety, Standing, Trouble};
use tigang::draft::shelf::ShelfError;
use tigang::draft::versions::Reason;
use tigang::edit::Refusal;
use tigang::notices::{Notices, What};
use tigang::report::Role;

use super::browser::files::ReadError;

pub const PRODUCT: &str = "提纲";
pub use tigang::draft::derived::{BACKUP, CARRIED_OVER, COPY, FROM_WORD, UNMERGED, UNTITLED};

/// Why an edit was not done.
pub fn refusal(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::Gone => "这一处内容刚刚变动，没有执行操作，文字未受影响。",
        Refusal::TooDeep => "最多四级，不能再降级。",
        Refusal::Outermost => "已经是一级部分，不能再升级。",
        Refusal::NothingBefore => "前面没有可以并入的内容。",
        Refusal::IntoItself => "不能把一个部分移到它自己里面。",
        Refusal::NothingToDo => "已经是这样，不需要改动。",
        Refusal::WrongPlace => "这里不能这样放，文字未受影响。",
        Refusal::OwnLine => {
            "标题、小标题、署名和日期各占一行，不能和别的段落并在一起，文字未受影响。"
        }
        Refusal::RunIn => "正文已经接在小标题后面，没有换行可以删除。",
        Refusal::OneLine => "署名和日期各占一行，不能分行，文字未受影响。",
        Refusal::HasParts => "其中还有下级部分或分项，请先移出，再转为分项。",
        Refusal::NoBody => "这个小标题后面没有正文。",
    }
}

/// The first part has none before it that it could become a part of.
pub const FIRST_OF_ITS_LEVEL: &str = "前面没有同级的部分，不能降级。";

/// The key for the level of a part was pressed in an item.
pub const ITEM_HAS_NO_LEVEL: &str =
    "分项没有级别，没有改动。要变成下级部分，请在它的菜单里点“各分项转为下级部分”。";

/// Several lines were pasted into the signature or the date.
pub const ONE_LINE_HERE: &str =
    "署名和日期各占一行，几行文字没有粘贴，文字未受影响。请一行一行粘贴。";

/// So many characters are in no backup; whether there was one before.
pub fn to_back_up(count: usize, is_first: bool) -> String {
    /// Fewer than that are no measure of what was done.
    const FEW: usize = 100;
    match (is_first, count < FEW) {
        (true, true) => "已过一天，还没有备份过。".to_owned(),
        (false, true) => "上次备份以后又有改动，已过一天。".to_owned(),
        (true, false) => format!("还没有备份过，已经写了 {count} 字。"),
        (false, false) => format!("上次备份以后又写了 {count} 字。"),
    }
}

/// What was typed became a heading or an item.
pub const CLOSING_RECOGNISED: &str = "认出了署名和日期，排在文末右侧。按 Ctrl + Z 可以撤销。";
pub const RECOGNISED: &str = "认出了序号，已列入提纲，序号自动续。按 Ctrl + Z 可以撤销。";
/// A number was typed in front of words that have one.
pub const NUMBER_GONE: &str = "这里已有序号，自动续好，手敲的序号已去掉。按 Ctrl + Z 可以撤销。";

/// What was pasted holds no words.
pub const NO_TEXT: &str = "剪贴板里没有能粘贴的文字，没有改动。";
/// A picture was pasted.
pub const NO_PICTURES: &str = "图片不能放进报告，没有粘贴。请在 Word 里加图片。";

/// What there is to go on with.
pub fn on_the_shelf(drafts: usize, binned: usize) -> String {
    match drafts {
        0 => format!("回收站里有 {binned} 份草稿，可以恢复"),
        _ => format!("草稿箱里有 {drafts} 份草稿，打开继续"),
    }
}

/// Somebody saved by hand.
pub const SAVED: &str = "已存入这台电脑的浏览器，每处改动本来就自动保存。要存成文件，请点“导出”。";

/// Something was dragged to where it cannot go.
pub const NOT_THERE: &str = "这里放不下拖来的内容，没有移动，文字未受影响。";

/// There is nothing to copy.
pub const NOTHING_TO_COPY: &str = "还没有文字，没有可以复制的内容。";
pub const NOTHING_TO_EXPORT: &str = "还没有文字，没有可以导出的内容。";

/// A heading became a paragraph by a key.
pub const NUMBER_OFF: &str = "标题改成了普通段落，后面的序号已续好。按 Ctrl + Z 可以撤销。";

/// What was pasted has marks of Markdown.
pub const LIKELY_MARKDOWN: &str = "文字里有 Markdown 记号（#、**），像是从对话工具里复制的。";

/// The lines of what was pasted end where a page was full.
pub const BROKEN_LINES: &str = "每一行都断在同样的宽度，像是从 PDF 或打印版面上复制的。";

/// A draft that another tab writes in was to be binned, taken out of the bin or erased.
pub const WRITTEN_ELSEWHERE: &str = "这份草稿正在另一个标签页里编辑，没有动它。请先关闭那个标签页，或者在这里打开，点“在这里编辑”以后再试。";

/// A report was pasted into a title.
pub const TOO_MUCH_FOR_A_TITLE: &str = "标题里放不下整份文字，没有粘贴，文字未受影响。请把光标放到正文里再粘贴；要换成另一份报告，请用“导入”。";

/// Why the shelf did not do it, and the way out.
pub fn not_stored(error: ShelfError) -> &'static str {
    match error {
        ShelfError::Blocked => {
            "浏览器不允许本页保存草稿。文字仍在页面上，请复制全文或下载后再关闭。"
        }
        ShelfError::Full => {
            "浏览器的存储空间已满，最新修改没有存入。文字仍在页面上，请复制全文或下载，再到草稿箱清理。"
        }
        ShelfError::Lost => {
            "浏览器没有存住最新的修改。文字仍在页面上，请复制全文或下载，再重新打开页面。"
        }
    }
}

/// The same where the database may have it.
pub fn stored_once(error: ShelfError) -> &'static str {
    match error {
        ShelfError::Blocked => {
            "浏览器不允许快速存储，草稿只存在数据库里。看到“已落盘”再关闭页面，并常下载一份备份。"
        }
        ShelfError::Full => {
            "浏览器的快速存储空间已满，草稿只存在数据库里。看到“已落盘”再关闭页面，并到草稿箱备份、清理。"
        }
        ShelfError::Lost => {
            "浏览器的快速存储没有存住草稿，现在只存在数据库里。看到“已落盘”再关闭页面，并下载一份备份。"
        }
    }
}

/// Why a draft that is not the open one was not changed.
pub fn not_changed(error: SaveError) -> &'static str {
    match error {
        SaveError::Shelf(error) => not_stored(error),
        SaveError::Unreadable => DAMAGED,
        SaveError::Newer => NEWER,
        SaveError::Overtaken => CHANGED_ELSEWHERE,
    }
}

/// What is wrong with one of the copies, what is safe, and the way out; `is_lost` where no copy has the
/// last change.
pub fn not_kept(trouble: Trouble, is_lost: bool) -> &'static str {
    match trouble {
        Trouble::Shelf(SaveError::Shelf(error)) if is_lost => not_stored(error),
        Trouble::Shelf(SaveError::Shelf(error)) => stored_once(error),
        Trouble::Shelf(SaveError::Unreadable) => {
            "这份草稿原来的记录打不开，没有覆盖它。文字仍在页面上，请复制全文或下载。"
        }
        Trouble::Mirror => NOT_MIRRORED,
        Trouble::Shelf(SaveError::Newer) => NEWER,
        Trouble::Shelf(SaveError::Overtaken) | Trouble::Overtaken => {
            "另一个标签页已经改动了这份草稿，本页不再写入，以免互相覆盖。"
        }
    }
}

/// How the open draft stands, in a few words.
pub fn standing(standing: Standing, time: impl Fn(u64) -> String) -> String {
    let (state, trouble) = match standing.safety {
        Safety::Unsaved => ("未保存".to_owned(), standing.trouble),
        Safety::Written(at) => (format!("已写入 {}", time(at)), standing.trouble),
        Safety::Settled(at) => (format!("已落盘 {}", time(at)), standing.trouble),
    };
    let why = match trouble {
        None => return state,
        Some(Trouble::Shelf(SaveError::Shelf(ShelfError::Blocked))) => "浏览器不允许存储",
        Some(Trouble::Shelf(SaveError::Shelf(ShelfError::Full))) => "存储空间已满",
        Some(Trouble::Shelf(SaveError::Shelf(ShelfError::Lost))) => "浏览器没有存住",
        Some(Trouble::Shelf(SaveError::Unreadable)) => "原记录打不开",
        Some(Trouble::Shelf(SaveError::Newer)) => "更新版本已接着写",
        Some(Trouble::Mirror) => "未能确认落盘",
        Some(Trouble::Overtaken | Trouble::Shelf(SaveError::Overtaken)) => "另一标签页已改动",
    };
    format!("{state}：{why}")
}

/// Why a file was not read.
pub fn not_read(error: ReadError) -> &'static str {
    match error {
        ReadError::TooLarge => {
            "文件超过 5 MB，没有读入。请只保存报告的文字后再导入。当前草稿未受影响。"
        }
        ReadError::Failed => "浏览器没能读出这个文件。当前草稿未受影响，请重新选择，或改用粘贴。",
    }
}

/// Why a document was not taken: what it is, and the way in.
pub fn docx_refused(error: DocxError) -> &'static str {
    match error {
        DocxError::Other(other) => other_file(other),
        DocxError::Archive(error) => match error {
            ArchiveError::Truncated => {
                "文档不完整，可能没有下载完或没有复制完，没有导入。请重新取一份。当前草稿未受影响。"
            }
            ArchiveError::FileTooLarge => DOCUMENT_TOO_LARGE,
            ArchiveError::TooManyEntries
            | ArchiveError::EntryTooLarge
            | ArchiveError::SumTooLarge => {
                "文档展开后过大，为防页面卡死没有导入。请用 Word 打开，只复制文字粘贴到这里。当前草稿未受影响。"
            }
            ArchiveError::Encrypted => other_file(Other::Password),
            ArchiveError::NotAnArchive
            | ArchiveError::Zip64
            | ArchiveError::DuplicateName
            | ArchiveError::Overlap
            | ArchiveError::Misplaced
            | ArchiveError::UnknownMethod
            | ArchiveError::Deflate
            | ArchiveError::Checksum => DOCUMENT_DAMAGED,
        },
        DocxError::MissingPart => {
            "文档里找不到正文，没有导入。请用 Word 或 WPS 打开，另存一份再试。当前草稿未受影响。"
        }
        DocxError::Xml(XmlError::Broken | XmlError::Encoding) => DOCUMENT_DAMAGED,
        DocxError::Xml(XmlError::TooDeep | XmlError::Doctype) => {
            "文档里有 Word 不会写出的内容，可能不安全，没有导入。请用 Word 打开，复制文字粘贴到这里。当前草稿未受影响。"
        }
        DocxError::TooLong => TOO_LONG,
    }
}

const DOCUMENT_DAMAGED: &str =
    "文档已损坏，没有导入。请用 Word 或 WPS 打开，另存一份再试。当前草稿未受影响。";

fn other_file(other: Other) -> &'static str {
    match other {
        Other::Empty => EMPTY_FILE,
        Other::OldWord => {
            "这是旧版 Word 或 WPS 文档（.doc、.wps），没有导入。请用 Word 或 WPS 打开，另存为 .docx，或全选复制后粘贴到这里。当前草稿未受影响。"
        }
        Other::Password => {
            "这份文档加了密码，没有导入。请用 Word 或 WPS 打开，去掉密码另存后再导入。当前草稿未受影响。"
        }
        Other::Compound => {
            "这不是 Word 文档（可能是旧版表格、演示文稿或邮件），没有导入。请打开它，复制文字粘贴到这里。当前草稿未受影响。"
        }
        Other::RichText => {
            "这是 RTF 文档，没有导入。请用 Word 或 WPS 打开，另存为 .docx，或复制后粘贴到这里。当前草稿未受影响。"
        }
        Other::Pdf => "这是 PDF 文件，没有导入。请打开它，全选复制后粘贴到这里。当前草稿未受影响。",
        Other::Markup => {
            "这个文件里是网页或 XML，不是 Word 文档，没有导入。请用 Word 打开，另存为 .docx。当前草稿未受影响。"
        }
        Other::Text => {
            "这个文件叫作 Word 文档，里面却是纯文本，没有导入。请把扩展名改成 .txt 再选一次。当前草稿未受影响。"
        }
        Other::OtherArchive => {
            "这不是 .docx 文档（可能是 .odt 文档、表格、演示文稿或压缩包），没有导入。请打开它，另存为 .docx，或复制文字粘贴到这里。当前草稿未受影响。"
        }
        Other::Unknown => BINARY,
    }
}

/// What was left out of a text or changed in it, a line each.
pub fn taken(notices: &Notices) -> Vec<String> {
    notices
        .iter()
        .map(|(what, count)| {
            let (before, after) = what_was_taken(what);
            [before, " ", &count.to_string(), " ", after].concat()
        })
        .collect()
}

/// What stands in the field of an open blank: what stood there in the last period's report, if that is known.
pub fn to_fill(last: Option<String>) -> String {
    last.map_or_else(|| "填写".to_owned(), |last| ["上期 ", &last].concat())
}

/// How many parts and items came with a paste.
pub fn counted(count: usize) -> String {
    format!("认出带序号的部分、分项 {count} 个，序号已续好")
}

/// What was taken out of a text that is already there.
pub fn removed(notices: &Notices) -> String {
    sentence(&taken(notices))
}

/// Several things that are said in one sentence.
pub fn sentence(parts: &[String]) -> String {
    [&parts.join("；"), "。"].concat()
}

fn what_was_taken(what: What) -> (&'static str, &'static str) {
    match what {
        What::Number => ("自动编号", "处，已转成文字"),
        What::Heading => ("没有序号的标题", "个，已按层次编上序号"),
        What::Unnumbered => (
            "未能编上序号的标题",
            "个（同类序号文中已有，或层次太深），已当作正文，请核对",
        ),
        What::Table => ("表格", "个，已转成文字，一行一段"),
        What::TextBox => ("文本框", "个，文字放在所在段落之后"),
        What::UnderlinedBlank => ("带下划线的空格", "处，读成待填"),
        What::Equation => ("公式或带圈字", "处，只留下其中的文字，请核对"),
        What::Deleted => ("修订中删除的内容", "处，没有读入"),
        What::Inserted => ("修订中新增的内容", "处，已经读入，请核对"),
        What::Hidden => ("隐藏文字", "处，没有读入"),
        What::HeaderFooter => ("有文字的页眉、页脚", "个，没有读入"),
        What::Contents => ("目录", "个，没有读入"),
        What::Footnote => ("脚注、尾注", "个，没有读入"),
        What::Comment => ("批注", "条，没有读入"),
        What::Picture => ("图片、图形", "个，没有读入"),
        What::Object => ("嵌入的表格、图表", "个，没有读入"),
        What::Document => (
            "嵌在里面的另一份文档",
            "份，文字没有读入，请用 Word 打开、另存一次再导入",
        ),
        What::Symbol => ("特殊符号", "个，没有读入，请对照原文补上"),
        What::Html => ("网页标记", "处，已经去掉，文字保留"),
        What::Struck => ("删除线", "处，已经去掉，文字保留，请核对"),
        What::LineEnd => ("断在段落中间的换行", "处，已接成整段"),
        What::PageNumber => ("页码", "个，已经去掉"),
        What::Tab => ("序号后面的制表符", "个，已经去掉"),
        What::Unseen => ("看不见的字符", "个，已经去掉"),
        What::Control => ("看不见的控制字符", "个，已经去掉"),
        What::Lost => ("乱码符号 �", "个，原文此处已损坏，请核对"),
    }
}

/// Whether a sentence offers to take back what was done.
pub fn offers_undo(said: &str) -> bool {
    said.contains("可以撤销")
}

/// What happens to a draft of a backup that is taken in.
pub fn fate(fate: Fate) -> &'static str {
    match fate {
        Fate::Added => "新增",
        Fate::Same => "与现有的一样，不变",
        Fate::Older => "现有的更新，保留现有的",
        Fate::Binned => "现有的更新，在回收站里，移回草稿箱",
        Fate::Newer => "备份更新，替换；现有的存为历史版本",
        Fate::Apart => "两边都有改动，另存为一份“备份”草稿",
        Fate::Beside => "两边都有改动，以前已另存过，不变",
        Fate::Unreadable => "记录不完整，跳过",
    }
}

/// A draft of a backup lies beside the one that is here.
pub fn put_beside(name: &str) -> String {
    format!("备份里的那份已另存为《{name}》，现有草稿未受影响。")
}

/// A draft was erased from the bin.
pub fn gone_for_good(name: &str) -> String {
    format!("《{name}》已彻底删除。")
}

/// What was taken in of a backup, and what was not.
pub fn restored(done: usize, beside: usize, failed: usize) -> String {
    let beside = match beside {
        0 => String::new(),
        _ => format!("其中 {beside} 份另存为“（备份）”草稿，"),
    };
    let done = format!("已恢复 {done} 份草稿，{beside}");
    match failed {
        0 => done + "其余保持不变。",
        _ => format!("{done}{failed} 份没有存住，没有恢复。请腾出空间后再试，备份文件请留好。"),
    }
}

/// Why a version was kept.
pub fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Interval => "自动",
        Reason::Named => "手动",
        Reason::BeforeImport => "从备份恢复之前",
        Reason::BeforeRestore => "恢复版本之前",
        Reason::BeforeMassChange => "批量修改之前",
        Reason::BeforeTakeOver => "接手之前",
    }
}

/// What a version changed, in characters and parts.
pub fn changed(added: usize, removed: usize, parts: &str) -> String {
    let amount = match (added, removed) {
        (0, 0) => return "文字未变".to_owned(),
        (added, 0) => format!("增 {added} 字"),
        (0, removed) => format!("删 {removed} 字"),
        (added, removed) => format!("增 {added} 字、删 {removed} 字"),
    };
    if parts.is_empty() {
        amount
    } else {
        format!("{amount}：{parts}")
    }
}

/// The name of a page of the preview.
pub fn page_number(number: usize) -> String {
    format!("第 {number} 页")
}

/// What the report will come to on paper.
pub fn forecast(pages: usize, lines: usize, characters: u32) -> String {
    if pages == 0 {
        return "还没有文字。".to_owned();
    }
    format!("共 {pages} 页，末页 {lines} 行，末行 {characters} 字")
}

/// The signature and the date have a page to themselves.
pub fn bare_closing(page: usize) -> String {
    format!("第 {page} 页上只有落款，没有正文。请删去或添几个字，也可以在版式设置里改行距。")
}

/// What it takes to save a page.
pub fn saving(characters: u32) -> String {
    format!("再删约 {characters} 字可以少一页：")
}

/// A paragraph to shorten, by its first characters.
pub fn shorten(start: &str, characters: u32) -> String {
    format!("“{start}…”一段删约 {characters} 字")
}

/// The end of a title's line, in front of the buttons that move it.
pub fn line_end(line: usize) -> String {
    format!("第 {line} 行末")
}

/// A button that moves the end of a title's line.
pub fn move_line_end(line: usize, back: bool) -> String {
    let way = if back { "前" } else { "后" };
    format!("{}往{way}移一个词", line_end(line))
}

/// Other blanks ask for the name that was filled in.
pub fn alike(end: &str, count: usize) -> String {
    format!("还有 {count} 处“＿{end}”没有填。")
}
pub const FILL_ALIKE: &str = "都填这个名称";

/// The question before open blanks go onto paper.
pub fn still_open(open: usize, wordless: usize) -> String {
    let open = match open {
        0 => String::new(),
        _ => format!("还有 {open} 处没有填，在纸面上是带下划线的空格。"),
    };
    [&open, &only_numbers("", wordless), "草稿不受影响。"].concat()
}

/// How many parts and items have no words, said behind something else; nothing where all have.
fn only_numbers(before: &str, wordless: usize) -> String {
    match wordless {
        0 => String::new(),
        _ => format!("{before}有 {wordless} 个部分或分项只有序号，没有文字。"),
    }
}

/// A line of a layout file that says nothing.
pub fn layout_line(line: usize) -> String {
    format!("版式文件第 {line} 行看不懂，没有导入。现在的版式未受影响。")
}

pub const LAYOUT_FILE: &str = "提纲版式.txt";
pub const LAYOUT_TAKEN: &str = "已换成文件里的版式。";
pub const LAYOUT_UNREADABLE: &str =
    "保存的版式设置打不开，现在按默认版式排。草稿未受影响；请在“版式设置”里重新选一次。";
pub const WRONG_PITCH: &str = "行距要在 20 到 40 磅之间，没有改动。";
pub const WRONG_YEAR: &str = "年份请写成 1949 到 2199 之间的四位数字，没有改动。";
pub const WRONG_FONT: &str = "字体名不能为空，最长 31 个字，不能有引号和尖括号，没有改动。";
pub const SIDE: &str = "待填与历史";
pub const ON_THE_PAGE_ONLY: &str = "没有存下来，只在这个页面上";
pub const NO_VERSIONS: &str =
    "还没有历史版本。写作时每隔几分钟自动存一个，也可以在上面起个名字存一个。";
pub const VERSIONS_UNREAD: &str =
    "历史版本还没有读出来，它们还在原处。数据库答复之后就会列在这里。";
pub const VERSION_UNREADABLE: &str = "这个历史版本打不开。现在的草稿未受影响。";
pub const RECOVERABLE: &str = "还能找回的副本";
pub const TAKEN_BACK: &str = "已找回，在草稿箱里。";
pub const NO_HISTORY: &str =
    "备份文件已交给浏览器下载，但数据库没有应答，历史版本不在里面。草稿都在。请稍后再备份一次。";
pub const NOT_ALL_DRAFTS: &str = "备份文件已交给浏览器下载，但有的草稿这次没有读出来，不在里面；它们还在原处，没有改动。请稍后再备份一次。";
pub const RECORD_UNREAD: &str =
    "这份草稿这次没有读出来，没有生成文件；它还在原处，没有改动。请稍后再试。";
pub const ONE_FILE: &str = "一次只能导入一个文件，已取第一个。";
pub const IN_BIN: &str = "这份草稿在另一个标签页里放进了回收站。这里写的还会存进去；要留着它，请到草稿箱的回收站里恢复。";
pub const ONCE_MORE: &str = "再按一次，这份草稿连同历史版本一起彻底删除，不能恢复。";
pub const NOT_FORGOTTEN: &str = "这份草稿还没能从数据库里删干净，下次打开页面时会接着删。";
pub const NO_BACKUP: &str = "这不是提纲的备份文件，或者文件不完整，没有恢复。现有草稿未受影响。";
pub const NEWER_BACKUP: &str =
    "这份备份由更新版本的页面制作，没有恢复。请用新版本打开。现有草稿未受影响。";
pub const BACKUP_TOO_LARGE: &str = "文件超过 200 MB，没有读入。现有草稿未受影响。";
pub const LIMITS: &str = "草稿在这台电脑的这个浏览器里存两份，不会上传。清除浏览数据、无痕窗口、重装系统或硬盘损坏，草稿都会丢失。请常用“备份全部”存一份到别处。";
pub const TOO_LONG: &str = "文字超过 100 万字，没有导入。请分成几份再导入。当前草稿未受影响。";
pub const BINARY: &str = "这不是纯文本文件（可能是 Word、PDF 或图片），没有导入。请打开它，全选复制后粘贴到这里。当前草稿未受影响。";
pub const WRONG_ENCODING: &str =
    "文件的编码认不出来，没有导入。请换一种编码再试，或在记事本中另存为 UTF-8。当前草稿未受影响。";
pub const EMPTY_TEXT: &str = "还没有文字。请先粘贴报告原文或选择文件。";
/// The whole text was copied.
pub fn copied(open: usize, wordless: usize) -> String {
    let copied = "全文已复制，可以粘贴到 Word 或 WPS。";
    [
        copied,
        &left_open(open),
        &only_numbers("请注意：", wordless),
    ]
    .concat()
}

/// What is still missing in what was handed out; nothing where nothing is.
pub fn left_open(open: usize) -> String {
    match open {
        0 => String::new(),
        _ => format!("还有 {open} 处待填。"),
    }
}
pub const PART_COPIED: &str = "这一部分已复制。";
pub const NOT_COPIED: &str = "浏览器没有允许复制。请改用“导出 → 纯文本”下载。";
pub const DOWNLOADED: &str = "已交给浏览器下载：";
pub const NOT_DOWNLOADED: &str = "浏览器没有允许下载。请改用“复制全文”。";
pub const NOTHING_TO_UNDO: &str = "没有可以撤销的操作。";
pub const NOTHING_TO_REDO: &str = "没有可以重做的操作。";
pub const NO_MORE_BLANKS: &str = "没有待填的空了。";
pub const ERASED: &str = "已删除选中的内容，可以撤销（Ctrl+Z）。";
pub const SELECTED_COPIED: &str = "已复制选中的内容，序号一并复制。";
pub const REMOVED: &str = "已删除，可以撤销（Ctrl+Z）。";
pub const UNBINNED: &str = "已恢复，在草稿箱里。";
pub const BINNED: &str = "已放入回收站，随时可以恢复。";
pub const DAMAGED: &str =
    "这份草稿的记录不完整，没有打开，原记录原样保留。可以导出原记录，交给技术人员恢复。";
pub const NEWER: &str = "这份草稿由更新版本的页面保存，本页不改动它。请用新版本打开。";
pub const GONE: &str = "没有找到这份草稿，它可能已在别处彻底删除。请到草稿箱看看其他草稿和备份。";
pub const READ_ONLY: &str = "这份草稿现在只能查看，没有改动。";
pub const READ_HERE: &str = "这份草稿可能正在另一个标签页里编辑，这里只能查看。";
pub const KEPT_APART: &str =
    "另一个标签页接手了这份草稿。本页还没存好的修改已另存为一份“未并入的修改”草稿，在草稿箱里。";
pub const NOT_KEPT_APART: &str = "另一个标签页接手了这份草稿，本页还没存好的修改也没能另存。文字仍在页面上，请先复制全文或下载。";
pub const FOUND_APART: &str =
    "这份草稿有两份各自的修改，没有互相覆盖：另一份已另存为一份“未并入的修改”草稿，在草稿箱里。";
pub const NOT_FOUND_APART: &str = "这份草稿有两份各自的修改，其中一份没能另存，所以这里只能查看。两份原记录都没有动过，请腾出空间后重新打开页面。";
pub const LEFT_UNSAVED: &str = "上一份草稿浏览器没有存住，只留在这个页面里，关闭页面就会丢失。在草稿箱里还能打开，请复制全文或下载后再关闭。";
pub const NOT_LEFT: &str =
    "最新的修改还没有存住，没有换到别的草稿。文字仍在页面上，请复制全文或下载后再试。";
pub const RECOVERED: &str = "浏览器的快速存储里缺少草稿，已从数据库副本找回。";
pub const LAID_ASIDE: &str = "有记录打不开，已原样另存。草稿箱里列出了还能找回的内容。";
pub const VERSION_STANDS: &str = "现在的文字已存为历史版本，此后没有改动。";
pub const VERSION_KEPT: &str = "已存为历史版本。";
pub const WENT_BACK_ONLY: &str =
    "已恢复到这个版本，可以撤销。恢复前的文字没能存成历史版本，要用请先撤销。";
pub const VERSION_NOT_KEPT: &str =
    "浏览器没有存住历史版本。草稿本身未受影响，请用“备份全部”存一份文件。";
pub const SAME_VERSION: &str = "现在的文字与这个版本一样，不需要恢复。";
pub const WENT_BACK: &str = "已恢复到这个版本，可以撤销。恢复前的文字也存成了一个版本。";
pub const WORD_DOCUMENT: &str = "Word 文档";
pub const DOCUMENT_TOO_LARGE: &str = "文档超过 20 MB，没有导入。请在 Word 中删去图片另存后再导入，或复制文字粘贴到这里。当前草稿未受影响。";
pub const EMPTY_FILE: &str = "这个文件是空的，没有导入。请检查是否选对了文件。当前草稿未受影响。";
pub const IS_WEB_PAGE: &str =
    "这是网页文件，没有导入。请用浏览器打开它，选中文字复制，再粘贴到这里。当前草稿未受影响。";
pub const IS_BACKUP: &str =
    "这是提纲的备份文件，没有在这里导入。请点“草稿”，再点“从备份恢复”。当前草稿未受影响。";
pub const CARRIES: &str = "这份 Word 文档是从提纲导出的，里面带着草稿";
pub const CARRIED_WHOLE: &str = "导出后文字没有改动，请选择：";
pub const START_FROM_IT: &str = "另起一份新草稿，从这些文字开始写";
pub const CARRIED_CHANGED: &str = "导出后在 Word 里改过，或加了批注、脚注等，请选择导入哪一份：";
pub const TAKE_WORDS: &str = "Word 里现在的文字，作为新草稿";
pub const TAKE_DRAFT: &str = "导出时的草稿，原样恢复";
pub const CARRIED_NEWER: &str = "文档里带的草稿由更新版本的页面保存，这里打不开，只导入文字。";
pub const CARRIED_DAMAGED: &str = "文档里带的草稿不完整，没有恢复，只导入文字。";
pub const CARRIED_SAME: &str = "这份草稿就在这个浏览器里，已经打开。";
pub const CARRIED_ADDED: &str = "草稿已从 Word 文档原样恢复。";
pub const CARRIED_BESIDE: &str = "草稿已从 Word 文档恢复，另存为一份；这里原有的那份没有改动。";
pub const STORAGE_BLOCKED: &str =
    "浏览器不允许本页保存草稿，关闭页面后文字就会丢失。可以照常编辑，完成后请复制全文或下载。";
pub const NOT_MIRRORED: &str =
    "浏览器的数据库没有确认落盘，电脑突然断电可能丢失最近的修改。文字仍在页面上，请及时下载一份。";
pub const CHANGED_ELSEWHERE: &str =
    "这份草稿在另一个标签页里改动过，刚才的操作没有完成，文字未受影响。请稍后再试。";
pub const NOT_LOOKED: &str = "浏览器的数据库没有应答。里面如果有草稿，现在还看不到，也没有动过。本页会自动再看，请不要清除浏览数据。";
pub const LOOK_AGAIN: &str = "再看一次";

/// Figures are to become blanks, too.
pub const FIGURES_TOO: &str = "数字也改成待填，如“12次”改成“*次”";
pub const NEXT_BEGUN: &str = "已另起一份，上期那份仍在草稿箱里。";

/// What becomes of a report when it is carried over into the next period.
pub fn carried_over(done: &CarriedOver) -> String {
    let counts = [
        (done.renamed, " 处时间改为本期"),
        (done.emptied, " 处已填的重新待填"),
        (done.opened, " 个数字改成待填"),
    ];
    let counts: Vec<String> = counts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{count}{what}"))
        .collect();
    let mut said = match counts.is_empty() {
        true => "没有要改的时间和数字，原样另起一份".to_owned(),
        false => counts.join("，"),
    };
    said.push('。');
    /// More than these are not checked by a list.
    const MOST: usize = 12;
    if !done.left.is_empty() {
        let more = if done.left.len() > MOST { "等" } else { "" };
        let left: Vec<&str> = done.left.iter().take(MOST).map(String::as_str).collect();
        said += &["没有改动、请核对：", &left.join("、"), more, "。"].concat();
    }
    said
}

/// The name of a part that has no heading of its own.
pub fn role(role: Role) -> &'static str {
    match role {
        Role::Section => "部分",
        Role::Shortcomings => "不足",
        Role::NextSteps => "下一步",
    }
}

/// The instructions: a headline and its points.
pub const HELP: [(&str, &[&str]); 3] = [
    (
        "四步写完一份报告",
        &[
            "点“导入”，粘贴上期报告，或选择 Word、文本文件；没有底稿就点“新建”，从内置提纲开始。标题、引言、各部分、分项、待填处会自动认出来。",
            "在中间的稿纸上改写。每个标题、段落、分项是一个框，序号由页面编排，移动、增删后自动续号。",
            "在右边“待填”栏逐个填数字和名称，或按 F2 在原文中逐个跳转。填错了可以改，清空就恢复成原来的 *。",
            "点“版面”看公文版式下有几页；点“复制全文”粘贴到 Word 或 WPS，格式也在；或点“导出”得到 Word 文档、文本文件，或打印。导出的 Word 文档里带着草稿，可以再导入。",
        ],
    ),
    (
        "调整结构",
        &[
            "左边提纲可以拖动。每个部分、分项和段落都有“⋯”菜单，也可以在提纲里、序号上按右键，或按 Ctrl + M 打开：增加、删除、移动、升降级、分项与下级部分互转、标题单独成行或接排。",
            "写下一期，在草稿箱里点“续写”。查找、替换按 Ctrl + F。",
            "所有操作都能撤销。右栏“历史”里有自动和手动存的版本，可以对照、恢复。",
        ],
    ),
    (
        "草稿存在哪里",
        &[
            "草稿自动存在这台电脑的这个浏览器里，不会上传；页面打开后不再访问网络。",
            "存两份：“已写入”是浏览器收下了，“已落盘”是确实到了磁盘上。同一份草稿在两个标签页里打开时，只有一页能写；要在另一页写，点那里的“在这里编辑”。",
            "清除浏览数据、使用无痕窗口、换电脑或硬盘损坏，草稿都会丢失。请常在草稿箱里点“备份全部”，把文件存到别处。",
        ],
    ),
];

/// How many places were found, and which of them is shown; the strip has room for nine characters.
pub fn found((index, count): (usize, usize), is_empty: bool) -> String {
    match (index, count) {
        _ if is_empty => String::new(),
        (_, 0) => "没找到（逐段查找，不查序号）".to_owned(),
        (0, _) => format!("共 {count} 处"),
        _ => format!("第 {index} 处，共 {count} 处"),
    }
}

/// Replacing one by one has come to where it began.
pub const WENT_ROUND: &str = "已从头到尾替换一遍。";

/// All places were replaced.
pub fn substituted(count: usize) -> String {
    format!("已替换 {count} 处，可以撤销。")
}

/// Shortcuts and what they do, for the list and for nobody else.
pub const SHORTCUTS: [(&str, &str); 19] = [
    ("F4", "在编辑和版面之间切换"),
    ("F6", "到下一栏：顶栏、提纲、正文、待填（加 Shift 倒着走）"),
    (
        "Ctrl + F　或　F3",
        "查找、替换（F3 为下一处，加 Shift 为上一处）",
    ),
    (
        "Shift + 方向键",
        "选到下一段（按住鼠标拖也可以）；Ctrl + A 按两次选中全文",
    ),
    ("Ctrl + Z", "撤销"),
    ("Ctrl + Y　或　Ctrl + Shift + Z", "重做"),
    ("Ctrl + Shift + C", "复制全文"),
    ("Ctrl + S", "立即保存草稿"),
    (
        "F2　或　Ctrl + ;",
        "跳到下一个待填并选中（加 Shift 为上一个）",
    ),
    ("Tab（在待填栏）", "下一个待填"),
    (
        "Enter",
        "另起一段；在标题中换行；在分项中新增一项，在空分项上结束列表；在小标题末尾进入正文",
    ),
    ("Backspace（在段首）", "与上一段合并"),
    ("Alt + ↑ / ↓", "上移、下移所在的部分或分项"),
    ("Alt + Shift + ← / →", "所在的部分升级、降级"),
    ("Ctrl + M", "打开当前部分的操作菜单"),
    ("↑ ↓ Home End（在提纲栏）", "选择部分"),
    ("← →（在提纲栏）", "折叠或到上级部分、展开"),
    ("Delete（在提纲栏）", "删除选中的部分（可撤销）"),
    ("?　或　F1", "使用说明"),
];

/// The sample of the first visit.
pub const SAMPLE: &str = include_str!("sample.txt");
