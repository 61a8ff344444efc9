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
  for (let left = head.number(); left > 0; left--)
    listed.push([decoder.decode(head.take(head.number())), head.number()]);
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
        found.set(key, {
          directory: head.take(length),
          numbers: columns[0].take(numbers),
          heads: columns[1].take(heads),
          places: columns[2].take(places),
        });
      }
      return [token, found];
    }),
  );
}

const NONE = {
  directory: new Uint8Array(),
  numbers: new Uint8Array(),
  heads: new Uint8Array(),
  places: new Uint8Array(),
};

/* A list of documents as columns: numbers, bytes (fields and how many places), where the places of each begin. */
export function openPostings({ directory, numbers: packed, heads, places } = NONE) {
  const size = heads.length;
  const blocks = reader(directory);
  const numbers = new Uint32Array(size);
  const bytes = new Uint8Array(size);
  const starts = new Uint32Array(size);
  const data = new Uint8Array(size + places.length);
  data.set(heads);
  data.set(places, size);
  let start = size;
  let at = 0;
  for (let i = 0, block = 0, last = 0, left = 0; i < size; i++, left--) {
    if (!left) {
      block += blocks.number();
      last = block * 2048;
      left = size;
      if (blocks.at < directory.length) [left] = [blocks.number(), blocks.number(), blocks.number()];
    }
    const kind = heads[i] >> 5;
    // A token that stands once, and in the text alone, has its place in the head itself.
    bytes[i] = kind > 3 ? 16 | 32 : heads[i];
    starts[i] = kind > 3 ? i : start;
    start += kind > 3 ? 0 : kind === 3 ? 1 : kind;
    let byte = packed[at++];
    let less = 0;
    let shift = 0;
    for (; byte > 127; byte = packed[at++], shift += 7) less |= (byte & 127) << shift;
    numbers[i] = last += less | (byte << shift);
  }
  return { size, numbers, bytes, starts, data };
}

/* Whether tokens stand in a row somewhere. `lists`: {held: postings, at: index of the document, offset}. Called for
   thousands of documents, so that nothing is put together here. */
export function aligned(lists) {
  let exact = null;
  let placed = 0;
  for (const list of lists) {
    const kind = list.held.bytes[list.at] >> 5;
    if (kind) placed += 1;
    if (kind && kind < 3 && (!exact || kind < exact.held.bytes[exact.at] >> 5)) exact = list;
  }
  if (placed < 2) return true;
  if (!exact) {
    for (let start = 0; start < 8; start++) if (fits(lists, start)) return true;
    return false;
  }
  const { held, at, offset } = exact;
  for (let i = 0; i < held.bytes[at] >> 5; i++)
    if (fits(lists, ((held.data[held.starts[at] + i] & 127) - offset) & 127)) return true;
  return false;
}

function fits(lists, start) {
  for (const { held, at, offset } of lists) {
    const kind = held.bytes[at] >> 5;
    const from = held.starts[at];
    const place = (start + offset) & 127;
    if (kind === 3) {
      if (!((held.data[from] >> (place & 7)) & 1)) return false;
    } else if (kind && (held.data[from] & 127) !== place && (kind < 2 || (held.data[from + 1] & 127) !== place))
      return false;
  }
  return true;
}

/* In how many places a token stands in a document, as far as is kept: of many, at least; null where none are. */
export function mentions({ held, at }) {
  const kind = held.bytes[at] >> 5;
  if (kind < 3) return kind || null;
  let count = 0;
  for (let mask = held.data[held.starts[at]]; mask; mask &= mask - 1) count++;
  return count;
}
