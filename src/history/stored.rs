//! The stored form of undo and redo: the steps nearest to the report as it is, and which report that is.
//!
//! Law: a record is taken whole or not at all, and only for the very report that it was written for; a
//! byte that changed, or a report that did, makes it unreadable.

use std::hash::Hasher;

use super::rows::{changes, written};
use super::{Entry, History, Source};
use crate::json::{self, Reader};
use crate::report::stored::{self, Stored};
use crate::report::{IdHasher, Report};

/// The version of the stored form. Another one is not read: steps of undo may be lost, a text may not.
const SCHEMA: u32 = 1;

/// How many bytes of a record are no steps, at most.
const ENVELOPE: usize = 100;

/// Where the steps begin in a record: the sum is taken from here on.
const STEPS: &str = "\"undo\":";

/// A record: both lists begin with the change that is nearest.
#[derive(Default)]
struct Record<'a> {
    schema: u32,
    /// The digest of the report.
    report: u64,
    /// The sum over everything from [`STEPS`] on.
    sum: u64,
    undo: Vec<Stored<'a>>,
    redo: Vec<Stored<'a>>,
}

impl History {
    /// The record to be stored beside this report: the newest steps of undo and the next ones of redo,
    /// in turn, as long as all fit into `limit` bytes. One without a step has up to 100 bytes.
    pub fn to_record(&self, report: &Report, limit: usize) -> String {
        let mut room = limit.saturating_sub(ENVELOPE);
        let mut undo = self.undo.iter().rev().map(|entry| &entry.change);
        let mut redo = self.redo.iter().rev();
        let mut next = [undo.next(), redo.next()];
        let mut lists = [String::new(), String::new()];
        while next.iter().any(Option::is_some) {
            for (next, list) in next.iter_mut().zip(&mut lists) {
                // What is farther away makes no sense without what does not fit.
                let Some(text) = next.and_then(|change| written(change, room)) else {
                    *next = None;
                    continue;
                };
                if !list.is_empty() {
                    list.push(',');
                }
                list.push_str(&text);
                room -= text.len() + 1;
            }
            let [of_undo, of_redo] = next;
            next = [
                of_undo.and_then(|_| undo.next()),
                of_redo.and_then(|_| redo.next()),
            ];
        }
        let [undo, redo] = lists;
        let steps = format!("{STEPS}[{undo}],\"redo\":[{redo}]}}");
        let (digest, sum) = (report.digest(), sum(&steps));
        format!("{{\"schema\":{SCHEMA},\"report\":{digest},\"sum\":{sum},{steps}")
    }

    /// The history of a record; `None` where the record is damaged, of another schema, or was written
    /// for a report that is not exactly this one. What is typed next is a step of its own.
    pub fn from_record(record: &str, report: &Report) -> Option<History> {
        let steps = record.get(record.find(STEPS)?..)?;
        let record = json::whole(record, read).ok()?;
        if record.schema != SCHEMA || record.sum != sum(steps) || record.report != report.digest() {
            return None;
        }
        let undo = changes(record.undo, report)?
            .into_iter()
            .map(|change| Entry {
                change,
                source: Source::Command,
                open: false,
            });
        Some(History {
            undo: undo.collect(),
            redo: changes(record.redo, report)?,
            is_emptied: false,
        })
    }
}

fn read<'a>(reader: &mut Reader<'a>) -> Option<Record<'a>> {
    let mut record = Record::default();
    let names = ["schema", "report", "sum", "undo", "redo"];
    reader.object(&names, 5, &mut |member, reader| {
        match member {
            0 => record.schema = reader.short()?,
            1 => record.report = reader.number()?,
            2 => record.sum = reader.number()?,
            3 => record.undo = stored::read_all(reader)?,
            _ => record.redo = stored::read_all(reader)?,
        }
        Some(())
    })?;
    Some(record)
}

fn sum(steps: &str) -> u64 {
    let mut sum = IdHasher::default();
    sum.write(steps.as_bytes());
    sum.finish()
}
