// The reverse of deflate (RFC 1951), for the program in the page of one file: as quick as the browser's
// own way, which old ones do not have. `size` is how many bytes there are when it is whole again.
window.tigangInflate = function (packed, size) {
  'use strict';
  var out = new Uint8Array(size), place = 0, at = 0, hold = 0, held = 0;

  function fill(count) {
    // The last symbol may ask for more bits than there are, but not for many more.
    if (at > packed.length + 4) throw new Error('程序不完整');
    while (held < count) { hold |= packed[at++] << held; held += 8; }
  }

  function bits(count) {
    fill(count);
    var value = hold & ((1 << count) - 1);
    hold >>>= count;
    held -= count;
    return value;
  }

  // A table from the next 15 bits, of which the code is the lowest, to symbol * 16 + length.
  function table(lengths) {
    var next = [], code = 0, codes = new Uint16Array(1 << 15), length, symbol;
    var counts = new Uint16Array(17);
    for (symbol = 0; symbol < lengths.length; symbol += 1) counts[lengths[symbol]] += 1;
    counts[0] = 0;
    for (length = 1; length < 16; length += 1) {
      code = (code + counts[length - 1]) << 1;
      next[length] = code;
    }
    for (symbol = 0; symbol < lengths.length; symbol += 1) {
      length = lengths[symbol];
      if (!length) continue;
      var turned = 0, forward = next[length]++;
      for (var bit = 0; bit < length; bit += 1) turned |= (forward >> bit & 1) << (length - 1 - bit);
      for (; turned < 32768; turned += 1 << length) codes[turned] = symbol << 4 | length;
    }
    return codes;
  }

  function symbol(codes) {
    if (held < 15) fill(15);
    var entry = codes[hold & 32767];
    if (!entry) throw new Error('程序已损坏');
    hold >>>= entry & 15;
    held -= entry & 15;
    return entry >> 4;
  }

  function run(literals, distances) {
    for (;;) {
      var what = symbol(literals);
      if (what < 256) { out[place++] = what; continue; }
      if (what === 256) return;
      what -= 257;
      var more = what < 8 || what === 28 ? 0 : (what >> 2) - 1;
      var length = what < 8 ? what + 3 : what === 28 ? 258 : ((4 + (what & 3)) << more) + 3 + bits(more);
      var far = symbol(distances);
      more = far < 4 ? 0 : (far >> 1) - 1;
      var from = place - (far < 4 ? far + 1 : ((2 + (far & 1)) << more) + 1 + bits(more));
      for (; length; length -= 1) out[place++] = out[from++];
    }
  }

  function described() {
    var order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
    var literals = bits(5) + 257, distances = bits(5) + 1, count = bits(4) + 4;
    var short = new Uint8Array(19), lengths = new Uint8Array(literals + distances), done = 0;
    for (var index = 0; index < count; index += 1) short[order[index]] = bits(3);
    var codes = table(short);
    while (done < lengths.length) {
      var what = symbol(codes);
      if (what < 16) { lengths[done++] = what; continue; }
      var value = what === 16 ? lengths[done - 1] : 0;
      for (var times = what === 16 ? 3 + bits(2) : what === 17 ? 3 + bits(3) : 11 + bits(7); times; times -= 1) {
        lengths[done++] = value;
      }
    }
    run(table(lengths.subarray(0, literals)), table(lengths.subarray(literals)));
  }

  function fixed() {
    var lengths = new Uint8Array(288), distances = new Uint8Array(30);
    lengths.fill(8, 0, 144); lengths.fill(9, 144, 256); lengths.fill(7, 256, 280); lengths.fill(8, 280);
    distances.fill(5);
    run(table(lengths), table(distances));
  }

  // A stretch as it is, from the next whole byte on: its length, the same reversed, the bytes.
  function plain() {
    bits(held & 7);
    var length = bits(16);
    bits(16);
    for (; length; length -= 1) out[place++] = bits(8);
  }

  for (var last = 0; !last;) {
    last = bits(1);
    var kind = bits(2);
    if (kind === 2) described();
    else if (kind === 1) fixed();
    else if (kind === 0) plain();
    else throw new Error('程序已损坏');
  }
  if (place !== size) throw new Error('程序不完整');
  return out;
};
