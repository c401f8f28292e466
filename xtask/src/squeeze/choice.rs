//! The steps that a program is written as in the fewest bytes.
//!
//! What a step costs depends on all steps before it, by what the guesses have learnt from them. So a window of the
//! program is looked at as if nothing more were learnt in it: of all ways to each of its places the cheapest few go on.
//! Then the first half of the best way is taken, the guesses learn it, and the next window begins there. A second round
//! knows from the first what will be learnt.

use super::guesses::{ALL, Guesses, LENGTH, LENGTH_AGAIN};
use super::matches::Matches;
use super::steps::{LONGEST, Past, Program, SHORTEST, Step, Way, tell_gap, tell_length};

/// How many bytes of a window are taken, and how many more are looked at.
const TAKEN: usize = 2048;
const AHEAD: usize = 512;
/// How many ways to a place go on: each more makes the program smaller by less, and all slower.
const WAYS: usize = 6;
const ROUNDS: usize = 2;

/// The steps of a program.
pub fn steps(program: &Program) -> Vec<Step> {
    let matches = Matches::of(program.bytes);
    let mut prices = Prices::new();
    let mut steps = Vec::new();
    for _ in 0..ROUNDS {
        steps = round(program, &matches, &mut prices);
        prices.start_again();
    }
    steps
}

fn round(program: &Program, matches: &Matches, prices: &mut Prices) -> Vec<Step> {
    let mut steps = Vec::new();
    let (mut at, mut past) = (0, Past::default());
    let size = program.bytes.len();
    while at < size {
        let end = size.min(at + TAKEN + AHEAD);
        let mut window = Window {
            program,
            prices,
            start: at,
            ways: vec![Vec::new(); end - at + 1],
            lengths: Lengths::default(),
        };
        let (best, enough) = (window.best(past, matches), at + TAKEN);
        for step in best {
            if enough <= at && end < size {
                break;
            }
            program.tell(at, &past, step, prices);
            past = past.behind(step);
            at += step.count();
            steps.push(step);
        }
    }
    steps
}

/// What decisions cost, in 4,096 parts of a bit.
struct Prices {
    guesses: Guesses,
    /// How likely each is to be 0 over the whole of the round before.
    before: Vec<Option<u32>>,
    /// How often each was 0 and 1 in this round.
    counted: Vec<[u32; 2]>,
    /// What is paid for a likelihood in 4,096 parts.
    of: Vec<u32>,
}

const BIT: u32 = 4096;

impl Prices {
    fn new() -> Prices {
        let of = |likely| -f64::log2((f64::from(likely) + 0.5) / 4096.0) * f64::from(BIT);
        Prices {
            guesses: Guesses::default(),
            before: vec![None; ALL],
            counted: vec![[0; 2]; ALL],
            of: (0..=4096).map(|likely| of(likely).round() as u32).collect(),
        }
    }

    fn start_again(&mut self) {
        self.guesses = Guesses::default();
        for (before, counted) in self.before.iter_mut().zip(&mut self.counted) {
            let [none, one] = std::mem::take(counted).map(f64::from);
            // A little of both was never seen: nothing is certain.
            let likely = (none + 0.4) / (none + one + 0.8);
            *before = (0.0 < none + one).then_some((likely * 65_536.0) as u32);
        }
    }

    fn price(&self, place: usize, bit: usize) -> u32 {
        let foreseen = self.before.get(place).copied().flatten();
        let odds = foreseen
            .filter(|_| !self.guesses.is_steady(place))
            .unwrap_or_else(|| self.guesses.odds(place));
        let likely = if bit == 0 { odds } else { 65_536 - odds };
        self.of.get(likely as usize >> 4).copied().unwrap_or(0)
    }

    fn sum(&self, told: impl FnOnce(&mut Sum)) -> u32 {
        let mut sum = Sum {
            prices: self,
            sum: 0,
        };
        told(&mut sum);
        sum.sum
    }
}

impl Way for Prices {
    fn bit(&mut self, place: usize, bit: usize) {
        self.guesses.learn(place, bit);
        let counted = self.counted.get_mut(place);
        if let Some(count) = counted.and_then(|counted| counted.get_mut(bit)) {
            *count += 1;
        }
    }

    fn even(&mut self, _: usize, _: usize) {}
}

struct Sum<'a> {
    prices: &'a Prices,
    sum: u32,
}

impl Way for Sum<'_> {
    fn bit(&mut self, place: usize, bit: usize) {
        self.sum += self.prices.price(place, bit);
    }

    fn even(&mut self, count: usize, _: usize) {
        self.sum += u32::try_from(count).unwrap_or(0) * BIT;
    }
}

/// What the lengths of matches cost in a window, as far as they were asked for.
#[derive(Default)]
struct Lengths {
    first: Vec<u32>,
    again: Vec<u32>,
}

impl Lengths {
    fn of(known: &mut Vec<u32>, from: usize, count: usize, prices: &Prices) -> u32 {
        for count in known.len() + SHORTEST..=count {
            known.push(prices.sum(|way| tell_length(from, count, way)));
        }
        known.get(count - SHORTEST).copied().unwrap_or(0)
    }
}

/// A way to a place: what it costs from the start of the window, and its last step.
#[derive(Clone, Copy)]
struct Reached {
    cost: u32,
    past: Past,
    /// Which of the ways to the place before it goes on.
    from: usize,
    step: Step,
}

struct Window<'a> {
    program: &'a Program<'a>,
    prices: &'a Prices,
    start: usize,
    ways: Vec<Vec<Reached>>,
    lengths: Lengths,
}

impl Window<'_> {
    /// The steps of the cheapest way through the window.
    fn best(&mut self, past: Past, matches: &Matches) -> Vec<Step> {
        let last = self.ways.len() - 1;
        if let Some(first) = self.ways.first_mut() {
            first.push(Reached {
                cost: 0,
                past,
                from: 0,
                step: Step::Byte,
            });
        }
        for place in 0..last {
            let ways = self.ways.get(place).cloned().unwrap_or_default();
            for (from, way) in ways.iter().enumerate() {
                self.go_on(place, from, way, matches.at(self.start + place));
            }
        }
        let mut steps = Vec::new();
        let ways = self.ways.last().into_iter().flatten().enumerate();
        let best = ways.min_by_key(|(_, way)| way.cost);
        let (mut place, mut which) = (last, best.map_or(0, |(which, _)| which));
        while 0 < place {
            let Some(way) = self.ways.get(place).and_then(|ways| ways.get(which)) else {
                break;
            };
            steps.push(way.step);
            place -= way.step.count();
            which = way.from;
        }
        steps.reverse();
        steps
    }

    /// All ways by one step more.
    fn go_on(&mut self, place: usize, from: usize, way: &Reached, matches: &[(usize, u32)]) {
        let (at, past) = (self.start + place, &way.past);
        let most = LONGEST.min(self.ways.len() - 1 - place);
        let (program, prices) = (self.program, self.prices);
        let cost = way.cost + prices.sum(|way| program.tell_byte(at, past, way));
        self.reach(place, from, cost, past, Step::Byte);
        for (which, &gap) in past.gaps.iter().enumerate() {
            let is_known = past.gaps.iter().take(which).any(|known| *known == gap);
            let same = (at..at + most).take_while(|&at| program.is_same(at, gap));
            let most = if is_known { 0 } else { same.count() };
            if which == 0 && 0 < most {
                let price = prices.sum(|way| program.tell_again(at, past, 0, false, way));
                self.reach(place, from, way.cost + price, past, Step::Same);
            }
            if most < SHORTEST {
                continue;
            }
            let cost = way.cost + prices.sum(|way| program.tell_again(at, past, which, true, way));
            for count in SHORTEST..=most {
                let length = Lengths::of(&mut self.lengths.again, LENGTH_AGAIN, count, prices);
                self.reach(
                    place,
                    from,
                    cost + length,
                    past,
                    Step::Again { which, count },
                );
            }
        }
        let start = way.cost + prices.sum(|way| program.tell_match(at, past, way));
        let mut count = SHORTEST;
        for &(longest, gap) in matches {
            let mut price = 0;
            for count in count..=longest.min(most) {
                // From a length of five on, the gap is told alike.
                if price == 0 || count <= SHORTEST + 3 {
                    price = prices.sum(|way| tell_gap(gap, count, way));
                }
                let length = Lengths::of(&mut self.lengths.first, LENGTH, count, prices);
                let cost = start + price + length;
                self.reach(place, from, cost, past, Step::Match { gap, count });
            }
            count = longest + 1;
        }
    }

    fn reach(&mut self, place: usize, from: usize, cost: u32, past: &Past, step: Step) {
        let Some(ways) = self.ways.get_mut(place + step.count()) else {
            return;
        };
        let past = past.behind(step);
        let new = Reached {
            cost,
            past,
            from,
            step,
        };
        // Two that go on alike are one.
        let worst = match ways.iter().position(|way| way.past == past) {
            Some(alike) => alike,
            None if ways.len() < WAYS => return ways.push(new),
            None => {
                let worst = ways.iter().enumerate().max_by_key(|(_, way)| way.cost);
                worst.map_or(0, |(worst, _)| worst)
            }
        };
        if let Some(way) = ways.get_mut(worst).filter(|way| cost < way.cost) {
            *way = new;
        }
    }
}
