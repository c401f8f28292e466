// The reverse of squeeze.rs, for the program in the page of one file: a quarter smaller than what browsers can unpack
// themselves, for a tenth of a second. The steps are those of LZMA, by its specification of 2015; how likely each
// decision is, squeeze/guesses.rs says, step by step the same. `size` is how many bytes there are when it is whole again.
window.tigangUnpack = function (packed, size) {
  'use strict';
  var out = new Uint8Array(size), place = 0, at = 1, range = 0, code = 0;

  // What the next byte is in its instruction, that instruction, the one before, and the byte before.
  var index, KINDS = 10, kind = 0, operator = 0, before = 0, previous = 0;

  // All kinds of decisions stand in one table, one after another.
  var ROOM = 12, AGAIN = ROOM, FIRST = AGAIN + ROOM, SECOND = FIRST + ROOM, THIRD = SECOND + ROOM;
  var LONGER = THIRD + ROOM, SLOT = LONGER + ROOM, FAR = SLOT + 4 * 64, ALIGNED = FAR + 128;
  var LENGTH = ALIGNED + 16, LENGTH_AGAIN = LENGTH + 274, MATCH = LENGTH_AGAIN + 274, LITERAL = MATCH + KINDS * 256 * ROOM;
  // How likely each is to be 0, in 65,536 parts, and in the lowest six bits how often it was made: together, as they are
  // wanted together. How far it moves then.
  var odds = new Int32Array(LITERAL + KINDS * 256 * 768).fill(32768 << 6);
  var steps = new Uint16Array(49);
  for (index = 0; index < 49; index += 1) steps[index] = 131072 / (2 * index + 3);

  // What follows a byte of each kind.
  var behind = new Uint8Array(KINDS * 256);
  for (index = 0; index < behind.length; index += 1) {
    var of = index >> 8, byte = index & 255, goesOn = byte > 127;
    behind[index] = of ? goesOn ? of === 3 ? 7 : of === 4 ? 8 : of === 6 ? 9 : of : of === 2 ? 3 : 0
      : byte > 1 && byte < 5 || byte === 12 || byte === 13 || byte === 63 || byte === 64 ? 5
      : byte === 16 ? 4 : byte === 17 || byte > 39 && byte < 63 ? 2 : byte > 31 && byte < 37 ? 1
      : byte === 65 || byte === 66 ? 6 : 0;
  }

  function next() {
    range <<= 8;
    code = code << 8 | packed[at++];
  }

  function bit(which) {
    var known = odds[which], odd = known >>> 6, times = known & 63, bound = Math.imul(range >>> 16, odd), found = 0;
    if (code >>> 0 < bound >>> 0) {
      range = bound;
      odd += Math.imul(65535 - odd, steps[times]) >>> 16;
    } else {
      found = 1;
      range = range - bound | 0;
      code = code - bound | 0;
      odd -= Math.imul(odd, steps[times]) >>> 16;
    }
    odds[which] = odd << 6 | (times < 48 ? times + 1 : 48);
    // The rarest of all decisions takes more than a byte. Written out: as a function it takes a tenth of all time.
    while (!(range >>> 24)) {
      range <<= 8;
      code = code << 8 | packed[at++];
    }
    return found;
  }

  function bits(from, count) {
    var found = 1;
    for (var left = count; left; left -= 1) found = found << 1 | bit(from + found);
    return found - (1 << count);
  }

  function lowFirst(from, count) {
    for (var found = 1, value = 0, done = 0; done < count; done += 1) {
      var one = bit(from + found);
      found = found << 1 | one;
      value |= one << done;
    }
    return value;
  }

  // As likely one as the other.
  function even(count) {
    for (var value = 0; count; count -= 1) {
      range >>>= 1;
      var one = code >>> 0 < range >>> 0 ? 0 : 1;
      if (one) code = code - range | 0;
      if (!(range >>> 24)) next();
      value = value << 1 | one;
    }
    return value;
  }

  function length(from) {
    if (!bit(from)) return bits(from + 2, 3);
    return bit(from + 1) ? 16 + bits(from + 18, 8) : 8 + bits(from + 10, 3);
  }

  function distance(count) {
    var slot = bits(SLOT + 64 * Math.min(count, 3), 6), more = (slot >> 1) - 1;
    if (slot < 4) return slot;
    var far = (2 | slot & 1) << more;
    return slot < 14 ? far + lowFirst(FAR + far - slot, more) : far + (even(more - 4) << 4) + lowFirst(ALIGNED, 4);
  }

  // The next byte: what it was says what the one behind it is.
  function put(byte) {
    out[place++] = previous = byte;
    if (!kind) {
      before = operator;
      operator = byte;
    }
    kind = behind[kind << 8 | byte];
  }

  function literal(like, from) {
    var found = 1, offset = like === undefined ? 0 : 256;
    while (found < 256) {
      like <<= 1;
      var one = bit(from + offset + (like & offset) + found);
      found = found << 1 | one;
      offset &= one ? like : ~like;
    }
    put(found & 255);
  }

  // A gap that is used stands in front of the others, the one at this place goes.
  function recall(which, gap) {
    for (; which; which -= 1) last[which] = last[which - 1];
    last[0] = gap;
  }

  var state = 0, last = new Int32Array(4);
  for (index = 0; index < 4; index += 1) next();
  range = -1;
  while (place < size) {
    if (at > packed.length) throw new Error('文件不完整，请重新复制一份 tigang.html');
    var sort = kind << 8 | (kind < 6 ? operator : kind === 6 ? before : previous);
    if (!bit(MATCH + sort * ROOM + state)) {
      literal(state < 7 ? undefined : out[place - last[0] - 1], LITERAL + sort * 768);
      state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
      continue;
    }
    var count = -1;
    if (!bit(AGAIN + state)) {
      count = length(LENGTH);
      recall(3, distance(count));
      state = state < 7 ? 7 : 10;
    } else {
      var which = !bit(FIRST + state) ? 0 : !bit(SECOND + state) ? 1 : 2 + bit(THIRD + state);
      recall(which, last[which]);
      if (which || bit(LONGER + state)) {
        count = length(LENGTH_AGAIN);
        state = state < 7 ? 8 : 11;
      } else state = state < 7 ? 9 : 11;
    }
    for (count += 2; count; count -= 1) put(out[place - last[0] - 1]);
  }
  if (code || at !== packed.length) throw new Error('文件已损坏，请重新复制一份 tigang.html');
  return out;
};
