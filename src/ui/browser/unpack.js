// The reverse of LZMA, for the program in the page of one file: a seventh smaller than what browsers can unpack
// themselves, for a few hundredths of a second. As the LZMA specification of 2015 has it, with the literal
// bits 4, 0, 0 of squeeze.rs. `size` is how many bytes there are when it is whole again.
window.tigangUnpack = function (packed, size) {
  'use strict';
  var out = new Uint8Array(size), place = 0, at = 1, range = -1, code = 0;

  // How likely each decision is to be 0, in 2048 parts. All kinds of decisions stand in one table, one after another.
  var ROOM = 12, MATCH = 0, AGAIN = MATCH + ROOM, FIRST = AGAIN + ROOM, SECOND = FIRST + ROOM, THIRD = SECOND + ROOM;
  var LONGER = THIRD + ROOM, SLOT = LONGER + ROOM, FAR = SLOT + 4 * 64, ALIGNED = FAR + 128;
  var LENGTH = ALIGNED + 16, LENGTH_AGAIN = LENGTH + 274, LITERAL = LENGTH_AGAIN + 274;
  var odds = new Uint16Array(LITERAL + 16 * 768).fill(1024);

  function next() {
    code = code << 8 | packed[at++];
  }

  function narrow() {
    if (range >>> 24) return;
    range <<= 8;
    next();
  }

  function bit(which) {
    var odd = odds[which], bound = Math.imul(range >>> 11, odd), found = code >>> 0 < bound >>> 0 ? 0 : 1;
    if (found) {
      range = range - bound | 0;
      code = code - bound | 0;
      odds[which] = odd - (odd >>> 5);
    } else {
      range = bound;
      odds[which] = odd + (2048 - odd >>> 5);
    }
    narrow();
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
      narrow();
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

  function literal(like) {
    var from = LITERAL + 768 * (place && out[place - 1] >> 4), found = 1, offset = 256;
    while (like !== undefined && offset && found < 256) {
      like <<= 1;
      var one = bit(from + offset + (like & offset) + found);
      found = found << 1 | one;
      offset &= one ? like : ~like;
    }
    while (found < 256) found = found << 1 | bit(from + found);
    out[place++] = found;
  }

  var state = 0, last = [0, 0, 0, 0];
  for (var index = 0; index < 4; index += 1) next();
  while (place < size) {
    if (at > packed.length) throw new Error('文件不完整，请重新复制一份 tigang.html');
    if (!bit(MATCH + state)) {
      literal(state < 7 ? undefined : out[place - last[0] - 1]);
      state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
      continue;
    }
    var count = -1;
    if (!bit(AGAIN + state)) {
      count = length(LENGTH);
      last = [distance(count), last[0], last[1], last[2]];
      state = state < 7 ? 7 : 10;
    } else {
      var which = !bit(FIRST + state) ? 0 : !bit(SECOND + state) ? 1 : 2 + bit(THIRD + state);
      if (which) last.unshift(last.splice(which, 1)[0]);
      if (which || bit(LONGER + state)) {
        count = length(LENGTH_AGAIN);
        state = state < 7 ? 8 : 11;
      } else state = state < 7 ? 9 : 11;
    }
    for (count += 2; count; count -= 1, place += 1) out[place] = out[place - last[0] - 1];
  }
  if (code || at !== packed.length) throw new Error('文件已损坏，请重新复制一份 tigang.html');
  return out;
};
