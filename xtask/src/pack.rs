//! The page's wasm put so that it travels lighter: the same program, written more compactly.
//!
//! gzip looks back 32 kB only, and wasm-opt puts functions in the order of their use: what one generic
//! function came to for several types lies far apart then. Here similar functions stand together,
//! and the long names that the start script and the wasm call one another by become short.

use anyhow::{Context, Result, anyhow, bail};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::convert::Infallible;
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{CodeSection, ExportSection, FunctionSection, ImportSection, Module};
use wasmparser::{Parser, Payload, TypeRef};

/// Exports that nothing on the page calls: leptos links streams of server functions, whose classes
/// wasm-bindgen exports whether they are used or not.
const UNUSED: [&str; 2] = ["intounderlying", "__wbg_intounderlying"];

/// How many bytes of two functions have to be the same to count as alike.
const ALIKE: usize = 6;
/// What stands in more functions than this says nothing about any two of them.
const COMMON: usize = 400;
/// How many functions back likeness counts: gzip sees some hundred, and nearer ones cost it less.
const BACK: usize = 8;
/// How much less each counts than the one behind it. All four numbers: the smallest of some forty trials.
const FADING: f64 = 0.8;

/// What the names of wasm-bindgen's own exports start with.
const GIVEN: [&str; 2] = ["wasm_bindgen_", "__wbindgen_"];

/// The wasm without the exports that nobody calls: wasm-opt takes away what only they led to.
pub fn without_unused_exports(wasm: &[u8]) -> Result<Vec<u8>> {
    written(wasm, &mut Cut)
}

/// A module that is packed, and the new name of each old one, by which its script knows it.
pub struct Packed {
    /// The module.
    pub wasm: Vec<u8>,
    /// What it asks the browser for.
    pub imports: BTreeMap<String, String>,
    /// What the script calls in it.
    pub exports: BTreeMap<String, String>,
}

/// The wasm with similar functions side by side, and with short names of imports and of the exports of
/// wasm-bindgen, each of which names its whole type.
pub fn packed(wasm: &[u8]) -> Result<Packed> {
    let Parts {
        imported,
        imports,
        exports,
        bodies,
    } = Parts::of(wasm)?;
    let shortened = |names: Vec<String>| {
        let numbered = names.into_iter().enumerate();
        numbered
            .map(|(number, name)| (name, short(number)))
            .collect()
    };
    let order = by_likeness(&bodies);
    let mut place = vec![0; order.len()];
    for (new, &old) in order.iter().enumerate() {
        if let Some(place) = place.get_mut(old) {
            *place = u32::try_from(new)?;
        }
    }
    let mut pack = Pack {
        imported,
        order,
        place,
        imports: shortened(imports),
        exports: shortened(exports),
    };
    let wasm = written(wasm, &mut pack)?;
    let Pack {
        imports, exports, ..
    } = pack;
    Ok(Packed {
        wasm,
        imports,
        exports,
    })
}

/// The start script with the new names of imports and exports.
pub fn renamed(script: &str, names: &BTreeMap<String, String>) -> Result<String> {
    let is_word = |sign: char| sign.is_ascii_alphanumeric() || sign == '_' || sign == '$';
    let mut renamed = String::with_capacity(script.len());
    let mut found = BTreeSet::new();
    let mut rest = script;
    while let Some(start) = rest.find(is_word) {
        let (before, from) = rest.split_at(start);
        let end = from.find(|sign| !is_word(sign)).unwrap_or(from.len());
        let (word, after) = from.split_at(end);
        renamed.push_str(before);
        let new = names.get(word);
        found.extend(new.map(|_| word));
        renamed.push_str(new.map_or(word, String::as_str));
        rest = after;
    }
    renamed.push_str(rest);
    if found.len() != names.len() {
        bail!(
            "the script names {} of the {} imports and exports of the wasm: it is not its own",
            found.len(),
            names.len()
        );
    }
    Ok(renamed)
}

/// A script, a style sheet or a page without what only its readers need: lines of comment, empty lines
/// and the indents. Nothing on the page has text in which those count.
pub fn without_notes(text: &str) -> Result<String> {
    if let Some(line) = text.lines().find(|line| line.matches('`').count() % 2 == 1) {
        bail!("a text over several lines would lose its indents: {line}");
    }
    let mut bare = String::with_capacity(text.len());
    let mut in_comment = false;
    for line in text.lines().map(str::trim) {
        let is_of_comment = in_comment || line.starts_with("/*");
        let ends = line.find("*/").map(|end| end + 2 == line.len());
        if in_comment && ends == Some(false) {
            bail!("code goes on behind a comment of several lines: {line}");
        }
        in_comment = is_of_comment && ends.is_none();
        // What follows a comment of one line stays, and so does the comment.
        let goes = line.starts_with("//") || is_of_comment && ends != Some(false);
        if !goes && !line.is_empty() {
            bare.push_str(line);
            bare.push('\n');
        }
    }
    Ok(bare)
}

/// The name of an import by its number: a, b … z, aa, ba …
fn short(number: usize) -> String {
    const LETTERS: [char; 26] = [
        'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r',
        's', 't', 'u', 'v', 'w', 'x', 'y', 'z',
    ];
    let letter = LETTERS.get(number % LETTERS.len()).copied().unwrap_or('_');
    match number / LETTERS.len() {
        0 => letter.to_string(),
        more => format!("{}{letter}", short(more - 1)),
    }
}

/// What has to be known of a module before it is written anew.
struct Parts<'a> {
    /// How many functions are imported: those come first in the numbering.
    imported: u32,
    /// The names of all imports.
    imports: Vec<String>,
    /// The names of the exports that wasm-bindgen gave.
    exports: Vec<String>,
    /// The functions' code.
    bodies: Vec<&'a [u8]>,
}

impl<'a> Parts<'a> {
    fn of(wasm: &'a [u8]) -> Result<Parts<'a>> {
        let mut parts = Parts {
            imported: 0,
            imports: Vec::new(),
            exports: Vec::new(),
            bodies: Vec::new(),
        };
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        let import = import?;
                        if matches!(import.ty, TypeRef::Func(_)) {
                            parts.imported += 1;
                        }
                        parts.imports.push(import.name.to_owned());
                    }
                }
                Payload::ExportSection(section) => {
                    for export in section {
                        let name = export?.name;
                        let is_given = GIVEN.iter().any(|start| name.starts_with(start));
                        parts.exports.extend(is_given.then(|| name.to_owned()));
                    }
                }
                Payload::CodeSectionEntry(body) => {
                    let range = body.range();
                    parts
                        .bodies
                        .push(wasm.get(range).context("a function beyond the file")?);
                }
                _ => {}
            }
        }
        Ok(parts)
    }
}

/// The functions in an order in which each follows those that it is most like, of what is left; the
/// longest first.
fn by_likeness(bodies: &[&[u8]]) -> Vec<usize> {
    let pieces: Vec<Vec<&[u8]>> = bodies
        .iter()
        .map(|body| {
            let mut pieces: Vec<&[u8]> = body.windows(ALIKE).collect();
            pieces.sort_unstable();
            pieces.dedup();
            pieces
        })
        .collect();
    let mut holders: HashMap<&[u8], Vec<usize>> = HashMap::new();
    for (function, pieces) in pieces.iter().enumerate() {
        for piece in pieces {
            holders.entry(piece).or_default().push(function);
        }
    }
    holders.retain(|_, functions| (2..=COMMON).contains(&functions.len()));
    let length = |function: usize| pieces.get(function).map_or(0, Vec::len);
    let size = |function: usize| length(function) as f64;
    let mut left: Vec<bool> = vec![true; bodies.len()];
    let mut order = Vec::with_capacity(bodies.len());
    let mut next = (0..bodies.len()).max_by_key(|&function| length(function));
    while let Some(function) = next {
        order.push(function);
        if let Some(left) = left.get_mut(function) {
            *left = false;
        }
        let is_left = |function: usize| left.get(function) == Some(&true);
        let mut shared: BTreeMap<usize, f64> = BTreeMap::new();
        let mut seen: HashSet<&[u8]> = HashSet::new();
        let (mut weight, mut all) = (1.0, 0.0);
        for &recent in order.iter().rev().take(BACK) {
            all += weight * size(recent);
            for &piece in pieces.get(recent).into_iter().flatten() {
                let Some(functions) = holders.get(piece).filter(|_| seen.insert(piece)) else {
                    continue;
                };
                for other in functions.iter().copied().filter(|&other| is_left(other)) {
                    *shared.entry(other).or_default() += weight;
                }
            }
            weight *= FADING;
        }
        // The share of what both have in all that they have.
        let likest = shared
            .into_iter()
            .map(|(other, alike)| (other, alike / (size(other) + all)))
            .max_by(|(_, one), (_, other)| one.total_cmp(other));
        next = likest
            .map(|(other, _)| other)
            .or_else(|| (0..bodies.len()).find(|&other| is_left(other)));
    }
    order
}

/// Writes a module anew as `how` says; custom sections are for tools and stay behind.
fn written(wasm: &[u8], how: &mut impl Reencode<Error = Infallible>) -> Result<Vec<u8>> {
    let mut module = Module::new();
    how.parse_core_module(&mut module, Parser::new(0), wasm)
        .map_err(|error| anyhow!("the page's wasm cannot be written anew: {error}"))?;
    Ok(module.finish())
}

struct Cut;

impl Reencode for Cut {
    type Error = Infallible;

    fn parse_custom_section(
        &mut self,
        _: &mut Module,
        _: wasmparser::CustomSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        Ok(())
    }

    fn parse_export(
        &mut self,
        exports: &mut ExportSection,
        export: wasmparser::Export<'_>,
    ) -> Result<(), Error<Infallible>> {
        if UNUSED.iter().any(|start| export.name.starts_with(start)) {
            return Ok(());
        }
        wasm_encoder::reencode::utils::parse_export(self, exports, export)
    }
}

struct Pack {
    imported: u32,
    /// The old number of each function in the new order, imported ones not counted.
    order: Vec<usize>,
    /// The new number of each function in the old order.
    place: Vec<u32>,
    imports: BTreeMap<String, String>,
    exports: BTreeMap<String, String>,
}

impl Reencode for Pack {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<Infallible>> {
        let own = function.checked_sub(self.imported);
        let place = own.and_then(|own| self.place.get(usize::try_from(own).ok()?));
        Ok(place.map_or(function, |place| self.imported + place))
    }

    fn parse_custom_section(
        &mut self,
        _: &mut Module,
        _: wasmparser::CustomSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        Ok(())
    }

    fn parse_import_section(
        &mut self,
        imports: &mut ImportSection,
        section: wasmparser::ImportSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        for import in section.into_imports() {
            let import = import?;
            let kind = self.entity_type(import.ty)?;
            let name = self.imports.get(import.name);
            imports.import(
                import.module,
                name.map_or(import.name, String::as_str),
                kind,
            );
        }
        Ok(())
    }

    fn parse_export(
        &mut self,
        exports: &mut ExportSection,
        export: wasmparser::Export<'_>,
    ) -> Result<(), Error<Infallible>> {
        let name = self.exports.get(export.name).cloned();
        let name = name.as_deref().unwrap_or(export.name);
        let export = wasmparser::Export { name, ..export };
        wasm_encoder::reencode::utils::parse_export(self, exports, export)
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: wasmparser::FunctionSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        let types = section.into_iter().collect::<Result<Vec<u32>, _>>()?;
        for old in self.order.clone() {
            if let Some(&kind) = types.get(old) {
                functions.function(self.type_index(kind)?);
            }
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: wasmparser::CodeSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        let bodies = section.into_iter().collect::<Result<Vec<_>, _>>()?;
        for old in self.order.clone() {
            if let Some(body) = bodies.get(old) {
                self.parse_function_body(code, body.clone())?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `(import "m" "long") (func (call 0)) (func (nop) (nop) … (call 1)) (export "f" (func 1))`: two
    /// functions, the second the longer one.
    fn module() -> Vec<u8> {
        use wasm_encoder::{
            EntityType, ExportKind, Function, FunctionSection, Instruction, TypeSection,
        };
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        imports.import("m", "__wbg_long_0123", EntityType::Function(0));
        let mut functions = FunctionSection::new();
        functions.function(0).function(0);
        let mut exports = ExportSection::new();
        exports.export("__wbindgen_f", ExportKind::Func, 1);
        exports.export("intounderlyingsink_close", ExportKind::Func, 2);
        let mut code = CodeSection::new();
        let mut short = Function::new([]);
        short.instruction(&Instruction::Call(0));
        short.instruction(&Instruction::End);
        let mut long = Function::new([]);
        for _ in 0..8 {
            long.instruction(&Instruction::Nop);
        }
        long.instruction(&Instruction::Call(1));
        long.instruction(&Instruction::End);
        code.function(&short).function(&long);
        let mut module = Module::new();
        module
            .section(&types)
            .section(&imports)
            .section(&functions)
            .section(&exports)
            .section(&code);
        module.finish()
    }

    #[test]
    fn what_calls_what_stays_as_it_was() -> Result<()> {
        let packed = packed(&module())?;
        let parts = Parts::of(&packed.wasm)?;
        assert_eq!(parts.imports, ["a"]);
        let new = |names: &BTreeMap<String, String>, old: &str| names.get(old).cloned();
        assert_eq!(
            new(&packed.imports, "__wbg_long_0123").as_deref(),
            Some("a")
        );
        assert_eq!(new(&packed.exports, "__wbindgen_f").as_deref(), Some("a"));
        // The longer one comes first now; it calls the shorter one, which calls the import.
        assert!(
            parts
                .bodies
                .first()
                .is_some_and(|body| body.ends_with(&[0x10, 2, 0x0b]))
        );
        assert!(
            parts
                .bodies
                .get(1)
                .is_some_and(|body| body.ends_with(&[0x10, 0, 0x0b]))
        );
        let exported = Parser::new(0)
            .parse_all(&packed.wasm)
            .find_map(|part| match part {
                Ok(Payload::ExportSection(section)) => section.into_iter().next()?.ok(),
                _ => None,
            });
        assert_eq!(
            exported.map(|export| (export.name, export.index)),
            Some(("a", 2))
        );
        Ok(())
    }

    #[test]
    fn exports_that_nobody_calls_go() -> Result<()> {
        let cut = without_unused_exports(&module())?;
        let names: Vec<&str> = Parser::new(0)
            .parse_all(&cut)
            .filter_map(|part| match part {
                Ok(Payload::ExportSection(section)) => Some(section),
                _ => None,
            })
            .flatten()
            .filter_map(|export| Some(export.ok()?.name))
            .collect();
        assert_eq!(names, ["__wbindgen_f"]);
        Ok(())
    }

    #[test]
    fn whole_words_are_renamed_and_none_is_left_out() {
        let names = BTreeMap::from([("__wbg_a_1".to_owned(), "a".to_owned())]);
        let script = "__wbg_a_1: f, __wbg_a_12: g, __wbg_a_1()";
        assert_eq!(
            renamed(script, &names).ok().as_deref(),
            Some("a: f, __wbg_a_12: g, a()")
        );
        assert!(renamed("nothing", &names).is_err());
    }

    #[test]
    fn every_number_has_a_name_of_its_own() {
        let names: BTreeSet<String> = (0..2_000).map(short).collect();
        assert_eq!(names.len(), 2_000);
    }

    #[test]
    fn notes_go_and_code_stays() {
        let text = "/** a\n * b\n */\n  let a = 1; // c\n\n// d\n/* e */ f\n/* g */\n";
        let bare = "let a = 1; // c\n/* e */ f\n";
        assert_eq!(without_notes(text).ok().as_deref(), Some(bare));
        assert!(without_notes("`a\n  b`").is_err());
    }
}
