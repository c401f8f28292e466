//! The numbers of headings, list by list.
//!
//! Law: a list that starts again at one, as where two reports stand in one, has several counts, and each of them keeps
//! its own.

use crate::numbering::{Marker, Style};
use crate::report::{BlockId, IdMap, IdSet, Key, Kind, Level, Report, Role};

use super::super::Refusal;
use super::super::work::Work;
use super::{count, first_number};

/// The lists that the headings of a report are numbered in: those of one level under one parent.
pub(in crate::edit) struct Lists {
    lists: Vec<List>,
    by_place: IdMap<usize, Place>,
    of: IdMap<usize>,
    /// The counts behind the first, of a list that starts again at one: which of them a heading is in.
    counts: IdMap<usize>,
}

type Place = (Option<BlockId>, Level);

impl Key for Place {
    fn number(self) -> u64 {
        let (parent, level) = self;
        let parent = parent.map_or(0, |parent| parent.number() + 1);
        parent * 8 + level as u64
    }
}

struct List {
    place: Place,
    members: Vec<BlockId>,
    /// The lowest number.
    start: Option<u32>,
}

impl Lists {
    /// The lists as they stand, each after the list that its parent is in.
    pub(in crate::edit) fn of(report: &Report) -> Lists {
        let mut lists = Lists {
            lists: Vec::new(),
            by_place: IdMap::default(),
            of: IdMap::default(),
            counts: IdMap::default(),
        };
        // The parts that are still open, the innermost last, and what stands in for a parent outside.
        let mut open: Vec<(Level, BlockId)> = Vec::new();
        let mut outside = None;
        let opens_attachment = report.attachment_openers();
        for (position, block) in report.blocks().enumerate() {
            if block.kind.is_closing() || opens_attachment(position) {
                open.clear();
                outside = Some(block.id);
            }
            let Some(level) = block.kind.level() else {
                continue;
            };
            open.retain(|(outer, _)| *outer < level);
            let place = (
                open.last().map_or(outside, |(_, parent)| Some(*parent)),
                level,
            );
            open.push((level, block.id));
            let next = lists.lists.len();
            let index = lists.by_place.get(&place).copied().unwrap_or(next);
            if index == next {
                lists.by_place.insert(place, next);
                lists.lists.push(List {
                    place,
                    members: Vec::new(),
                    start: None,
                });
            }
            lists.of.insert(block.id, index);
            let Some(list) = lists.lists.get_mut(index) else {
                continue;
            };
            list.members.push(block.id);
            let number = block.marker.as_ref().map(|marker| marker.number);
            list.start = [list.start, number].into_iter().flatten().min();
        }
        let number = |id: &BlockId| Some(report.block(*id)?.marker.as_ref()?.number);
        for list in &lists.lists {
            let numbered = list
                .members
                .iter()
                .filter_map(|id| Some((*id, number(id)?)));
            let numbered: Vec<(BlockId, u32)> = numbered.collect();
            let (mut count, mut last) = (0, 0);
            for (at, &(id, number)) in numbered.iter().enumerate() {
                // A single 一、 among others is a slip; with 二、 behind it, it is meant.
                let goes_on = || numbered.get(at + 1).is_some_and(|(_, next)| *next == 2);
                count += usize::from(number == 1 && 0 < last && goes_on());
                last = number;
                if 0 < count {
                    lists.counts.insert(id, count);
                }
            }
        }
        lists
    }

    /// The headings by the counts that they are in: each in its own, what is new in that before it, and what has
    /// come over from another in that which it came to.
    fn by_count<'a>(&self, counted: &'a [BlockId], home: Option<&List>) -> Vec<&'a [BlockId]> {
        let Some(home) = home.filter(|_| !self.counts.is_empty()) else {
            return vec![counted];
        };
        let mut last = 0;
        let own = counted.iter().map(|id| {
            let stood = self
                .list_of(*id)
                .is_some_and(|list| list.place == home.place);
            if stood {
                last = self.counts.get(id).copied().unwrap_or(0);
            }
            last
        });
        let own: Vec<usize> = own.collect();
        // Counts follow one another: either what stands before says which it is, or what stands behind.
        let mut before = own.clone();
        let mut behind = own.clone();
        before.iter_mut().fold(0, |most, count| {
            *count = most.max(*count);
            *count
        });
        behind.iter_mut().rev().fold(usize::MAX, |least, count| {
            *count = least.min(*count);
            *count
        });
        // Who changes came from elsewhere: the others stand as they stood.
        let stood: IdMap<usize> = home.members.iter().copied().zip(0..).collect();
        let is_kept = |counts: &[usize]| {
            let kept = counted.iter().zip(counts.iter().zip(&own));
            let kept = kept.filter(|(_, (now, own))| now == own);
            kept.filter_map(|(id, _)| stood.get(id)).is_sorted()
        };
        let counts = if is_kept(&behind) { behind } else { before };
        let mut left = counted;
        let runs = counts.chunk_by(|a, b| a == b).map(|run| {
            let (run, rest) = left.split_at_checked(run.len()).unwrap_or((left, &[]));
            left = rest;
            run
        });
        runs.collect()
    }

    /// The list that a heading stood in.
    fn list_of(&self, id: BlockId) -> Option<&List> {
        self.lists.get(*self.of.get(&id)?)
    }

    /// Renumbers the lists that are no longer what they were when this was taken.
    pub(in crate::edit) fn settle(&self, work: &mut Work) -> Result<(), Refusal> {
        let now = Lists::of(work.report);
        let mut forms = None;
        for list in &now.lists {
            let home = self
                .by_place
                .get(&list.place)
                .and_then(|&index| self.lists.get(index));
            let origin = list.members.first().and_then(|&first| self.list_of(first));
            let same =
                |before: Option<&List>| before.is_some_and(|before| before.members == list.members);
            let level_stays = origin.is_some_and(|origin| origin.place.1 == list.place.1);
            if same(home) || (same(origin) && level_stays) {
                continue;
            }
            // Where nothing stood, those that come as a list, or under the parent they had, count on.
            let comes_along =
                origin.filter(|origin| origin.place.0 == list.place.0 || same(Some(origin)));
            let all_new = list.members.iter().all(|&id| self.list_of(id).is_none());
            let start = match home.or(comes_along) {
                Some(before) => before.start,
                None if all_new => list.start,
                None => None,
            };
            let forms = forms.get_or_insert_with(|| self.forms(work.report, &now));
            self.number(work, list, home, first_number(start), forms)?;
        }
        Ok(())
    }

    /// The forms of number in use, by level, of headings whose level has not changed.
    fn forms(&self, report: &Report, now: &Lists) -> Vec<(Level, Marker)> {
        let mut forms: Vec<(Level, Marker)> = Vec::new();
        for list in &now.lists {
            let level = list.place.1;
            let settled = list
                .members
                .iter()
                .filter(|&&id| self.list_of(id).is_some_and(|list| list.place.1 == level));
            for marker in settled.filter_map(|&id| report.block(id)?.marker.as_ref()) {
                if forms
                    .iter()
                    .all(|(other, form)| *other != level || form.style != marker.style)
                {
                    forms.push((level, marker.clone()));
                }
            }
        }
        forms
    }

    fn number(
        &self,
        work: &mut Work,
        list: &List,
        home: Option<&List>,
        start: u32,
        forms: &[(Level, Marker)],
    ) -> Result<(), Refusal> {
        let level = list.place.1;
        let stood_here = |id: &BlockId| {
            home.is_some() && self.list_of(*id).map(|list| list.place) == Some(list.place)
        };
        let (settled, fresh): (Vec<BlockId>, Vec<BlockId>) =
            list.members.iter().partition(|id| stood_here(id));
        let block = |id: &BlockId| work.report.block(*id);
        let marker = |id: &BlockId| block(id)?.marker.clone();
        let is_bare = |id: &BlockId| {
            block(id).is_some_and(|block| block.marker.is_none() && !block.text.is_empty())
        };
        let numbered = settled.iter().find_map(marker);
        if numbered.is_none() && settled.iter().any(is_bare) {
            // Who joins headings without numbers has none.
            return fresh.iter().try_for_each(|&id| work.marker(id, None));
        }
        let same_level = |id: &&BlockId| {
            self.list_of(**id)
                .is_some_and(|before| before.place.1 == level)
        };
        // The first of a part keep the sort of number that their level has by the standard, or elsewhere.
        let usual = Style::USUAL.get(level.number() - 1);
        let is_form = |marker: &Marker| {
            let mut of_level = forms.iter().filter(|(of, _)| *of == level);
            usual == Some(&marker.style) || of_level.any(|(_, form)| form.style == marker.style)
        };
        let is_new = |id: &BlockId| self.list_of(*id).is_none();
        let new = || fresh.iter().filter(|id| is_new(id)).find_map(marker);
        let form = numbered
            .clone()
            .or_else(|| fresh.iter().filter(same_level).find_map(marker))
            .or_else(|| new().filter(is_form))
            .unwrap_or_else(|| form_for(work.report, list, forms));
        // A heading that had no number gets one only beside others that have, or where it is new.
        let takes_number = |id: &BlockId| {
            let is_new = is_new(id);
            block(id).is_some_and(|block| {
                // 不足 and 下一步 come without a number where they had none.
                let is_section = matches!(
                    block.kind,
                    Kind::Heading {
                        role: Role::Section,
                        ..
                    }
                );
                let is_bare = is_new && block.marker.is_none() && !is_section;
                !block.is_opener()
                    && !is_bare
                    && (block.marker.is_some() || numbered.is_some() || is_new)
            })
        };
        let fresh: IdSet = fresh
            .into_iter()
            .filter(takes_number)
            .map(|id| (id, ()))
            .collect();
        let is_counted = |id: &BlockId| {
            fresh.contains_key(id)
                || stood_here(id) && marker(id).is_some_and(|marker| marker.style == form.style)
        };
        let counted: Vec<BlockId> = list.members.iter().copied().filter(is_counted).collect();
        for (at, run) in self.by_count(&counted, home).into_iter().enumerate() {
            count(work, run, if at == 0 { start } else { 1 }, &form, &fresh)?;
        }
        Ok(())
    }
}

/// The form for a list that has none: that of its level elsewhere, else its own, else the usual one
/// below its parent.
fn form_for(report: &Report, list: &List, forms: &[(Level, Marker)]) -> Marker {
    let (parent, level) = list.place;
    let outer = parent.and_then(|parent| report.block(parent)?.marker.as_ref()?.style.rank());
    let is_below = |style: Style| {
        style
            .rank()
            .is_some_and(|rank| outer.is_none_or(|outer| outer < rank))
    };
    let elsewhere = forms
        .iter()
        .filter(|(of, _)| *of == level)
        .map(|(_, form)| form);
    let own = list
        .members
        .iter()
        .filter_map(|&id| report.block(id)?.marker.as_ref());
    let form = elsewhere
        .chain(own)
        .find(|form| is_below(form.style))
        .cloned();
    form.unwrap_or_else(|| {
        let usual = Style::USUAL
            .into_iter()
            .skip(level.number() - 1)
            .find(|&style| is_below(style));
        // One to spare where a level is missing.
        Marker::usual(usual.unwrap_or(Style::Circled), 1)
    })
}
