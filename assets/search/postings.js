/* Shards and postings: says the same as hooks/xieshou/search/postings.py. */

function reader(bytes, at = 0) {
  return {
    at,
    number() {
      let value = 0;
      for (let shift = 0; ; shift += 7) {
        const byte = bytes[this.at++];
        value |= (byte & 127) << shift;
        if (byte < 128) return value >>> 0;
      }
    },
    take(size) {
      this.at += size;
      return bytes.subarray(this.at - size, this.at);
    },
  };
}

/* The tokens of a shard: each a map of language to list or, for names, of a number of its own to bytes. */
export function openShard(bytes) {
  const head = reader(bytes);
  const sizes = [head.number(), head.number()];
  const decoder = new TextDecoder();
  const listed = [];
  for (let left = head.number(); left > 0; left--) listed.push([decoder.decode(head.take(head.number())), head.number()]);
  const first = listed.reduce((sum, [, size]) => sum + size, head.at);
  const columns = [first, first + sizes[0], first + sizes[0] + sizes[1]].map((at) => reader(bytes, at));
  return new Map(
    listed.map(([token, size]) => {
      const found = new Map();
      for (const end = head.at + size; head.at < end; ) {
        const key = head.number();
        const length = head.number();
        if (token[0] === "~") {
          found.set(key, head.take(length));
          continue;
        }
        const [heads, numbers, places] = [head.number(), head.number(), head.number()];
        found.set(key, { directory: head.take(length), numbers: columns[0].take(numbers), heads: columns[1].take(heads), places: columns[2].take(places) });
      }
      return [token, found];
    }),
  );
}

const NONE = { directory: new Uint8Array(), numbers: new Uint8Array(), heads: new Uint8Array(), places: new Uint8Array() };

/* A list of documents as columns: numbers, bytes (fields and how many places), where the places of each begin. */
export function openPostings({ directory, numbers: packed, heads, places } = NONE) {
  const at = reader(packed);
  const blocks = reader(directory);
  const numbers = [];
  const bytes = [];
  const starts = [];
  const data = new Uint8Array(heads.length + places.length);
  data.set(heads);
  data.set(places, heads.length);
  let start = heads.length;
  for (let block = 0, last = 0, left = 0; numbers.length < heads.length; left--) {
    if (!left) {
      block += blocks.number();
      last = block * 2048;
      left = heads.length;
      if (blocks.at < directory.length) [left] = [blocks.number(), blocks.number(), blocks.number()];
    }
    const byte = heads[numbers.length];
    const kind = byte >> 5;
    // A token that stands once, and in the text alone, has its place in the head itself.
    bytes.push(kind > 3 ? 16 | 32 : byte);
    starts.push(kind > 3 ? numbers.length : start);
    start += kind > 3 ? 0 : kind === 3 ? 1 : kind;
    numbers.push((last += at.number()));
  }
  return { size: numbers.length, numbers, bytes, starts, data };
}

/* Whether tokens stand in a row somewhere: `rows` are [postings, index of the document, offset]. */
export function aligned(rows) {
  const held = [];
  for (const [postings, index, offset] of rows) {
    const kind = postings.bytes[index] >> 5;
    const start = postings.starts[index];
    if (kind === 3) held.push([kind, postings.data.subarray(start, start + 1), offset]);
    else if (kind) held.push([kind, Array.from(postings.data.subarray(start, start + kind), (place) => place & 127), offset]);
  }
  if (held.length < 2) return true;
  const exact = held.filter(([kind]) => kind < 3).sort((one, other) => one[0] - other[0])[0];
  const starts = exact ? Array.from(exact[1], (place) => (place - exact[2]) & 127) : [0, 1, 2, 3, 4, 5, 6, 7];
  return starts.some((start) =>
    held.every(([kind, places, offset]) =>
      kind === 3
        ? (places[0] >> ((start + offset) & 7)) & 1
        : exact
          ? places.includes((start + offset) & 127)
          : true,
    ),
  );
}
