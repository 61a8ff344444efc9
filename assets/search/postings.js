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

/* The tokens of a shard and their blobs, not yet read. */
export function openShard(bytes) {
  const heads = reader(bytes);
  const decoder = new TextDecoder();
  const listed = [];
  for (let left = heads.number(); left > 0; left--) listed.push([decoder.decode(heads.take(heads.number())), heads.number()]);
  return new Map(listed.map(([token, size]) => [token, heads.take(size)]));
}

/* A blob: language (or, for names, a number of its own) to bytes. */
export function entries(blob) {
  const found = new Map();
  for (const at = reader(blob ?? new Uint8Array()); blob && at.at < blob.length; ) found.set(at.number(), at.take(at.number()));
  return found;
}

/* A list of documents as columns: numbers, bytes (fields and how many places), where the places of each begin. */
export function openPostings(data = new Uint8Array()) {
  const at = reader(data);
  const numbers = [];
  const bytes = [];
  const starts = [];
  for (let last = 0, block = 0, end = 0; at.at < data.length; ) {
    if (at.at >= end) {
      block += at.number();
      last = block * 2048;
      end = at.number();
      end += at.at;
    }
    numbers.push((last += at.number()));
    const byte = data[at.at];
    const kind = byte >> 5;
    // A token that stands once, and in the text alone, has its place in the byte itself.
    bytes.push(kind > 3 ? 16 | 32 : byte);
    starts.push(kind > 3 ? at.at : at.at + 1);
    at.at += 1 + (kind > 3 ? 0 : kind === 3 ? 1 : kind);
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
