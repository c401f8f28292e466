//! What the command line asks for.

use crate::editors::Editor;
use anyhow::{Context, Result, bail};

/// The sizes that all editors are measured at, in characters.
const SIZES: [usize; 3] = [3_000, 30_000, 300_000];
/// The size that the page alone is measured at, too: the longest text that it takes.
const LONGEST: usize = 1_000_000;

/// The choices of one run.
#[derive(Debug)]
pub struct Options {
    /// How often each editor is measured at each size.
    pub runs: usize,
    /// The editors.
    pub editors: Vec<Editor>,
    /// The sizes.
    pub sizes: Vec<usize>,
    /// Print where the time of opening and of a key goes, and measure nothing.
    pub trace: bool,
    /// Measure the .docx alone.
    pub docx: bool,
}

impl Options {
    /// Reads the words behind the command.
    pub fn read(words: impl Iterator<Item = String>) -> Result<Self> {
        let mut options = Self {
            runs: 5,
            editors: Editor::ALL.to_vec(),
            sizes: [&SIZES[..], &[LONGEST]].concat(),
            trace: false,
            docx: false,
        };
        let mut words = words;
        while let Some(word) = words.next() {
            let mut value = || {
                words
                    .next()
                    .with_context(|| format!("{word} needs a value"))
            };
            match word.as_str() {
                "--trace" => options.trace = true,
                "--docx" => options.docx = true,
                "--runs" => options.runs = value()?.parse().context("--runs takes a number")?,
                "--sizes" => {
                    let sizes = value()?;
                    let sizes = sizes.split(',').map(str::parse);
                    let sizes: Result<_, _> = sizes.collect();
                    options.sizes = sizes.context("--sizes takes numbers with commas")?;
                }
                "--editors" => {
                    let names = value()?;
                    let editors = names.split(',').map(Editor::named);
                    options.editors = editors.collect::<Result<_>>()?;
                }
                other => bail!(
                    "the bench does not know {other:?}; it knows --trace, --docx, --runs 5, \
                     --sizes 3000,300000 and --editors page,textarea,codemirror,prosemirror"
                ),
            }
        }
        Ok(options)
    }

    /// The sizes of which a .docx is written; none while other things are looked for.
    pub fn docx_sizes(&self) -> Vec<usize> {
        let all = self.docx || self.editors == Editor::ALL && !self.trace;
        let sizes = self.sizes.iter().filter(|&&size| all && size < LONGEST);
        sizes.copied().collect()
    }

    /// The sizes that the page has as its draft.
    pub fn drafts(&self) -> Vec<usize> {
        let of_page = self.pairs().into_iter();
        let of_page = of_page.filter(|(editor, _)| *editor == Editor::Page);
        let mut sizes: Vec<usize> = of_page.map(|(_, size)| size).collect();
        sizes.extend(self.docx_sizes());
        sizes.sort_unstable();
        sizes.dedup();
        sizes
    }

    /// Each editor at each size, sizes first: the editors take turns. Others than the page stop at
    /// 300,000 characters.
    pub fn pairs(&self) -> Vec<(Editor, usize)> {
        if self.docx {
            return Vec::new();
        }
        let of_size = |&size: &usize| {
            let taken = move |editor: &&Editor| size < LONGEST || **editor == Editor::Page;
            let editors = self.editors.iter().filter(taken);
            editors.map(move |&editor| (editor, size))
        };
        self.sizes.iter().flat_map(of_size).collect()
    }
}
