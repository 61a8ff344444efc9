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

/* Postings as columns: numbers, bytes (fields and how many places), where the places of each begin. */
export function openPostings(data) {
  const empty = { size: 0, numbers: new Uint32Array(), bytes: new Uint8Array(), starts: new Uint32Array(), places: new Uint8Array() };
  if (!data) return empty;
  const at = reader(data);
  const size = at.number();
  const numbers = new Uint32Array(size);
  for (let i = 0, last = 0; i < size; i++) numbers[i] = last += at.number();
  const bytes = at.take(size);
  const starts = new Uint32Array(size + 1);
  for (let i = 0; i < size; i++) starts[i + 1] = starts[i] + (bytes[i] >> 5 === 4 ? 1 : bytes[i] >> 5);
  return { size, numbers, bytes, starts, places: data.subarray(at.at) };
}

/* Whether tokens stand in a row somewhere: `rows` are [postings, index of the document, offset]. */
export function aligned(rows) {
  const held = [];
  for (const [postings, index, offset] of rows) {
    const kind = postings.bytes[index] >> 5;
    if (kind) held.push([kind, postings.places.subarray(postings.starts[index], postings.starts[index + 1]), offset]);
  }
  if (held.length < 2) return true;
  const exact = held.filter(([kind]) => kind < 4).sort((one, other) => one[0] - other[0])[0];
  const starts = exact ? Array.from(exact[1], (place) => (place - exact[2]) & 255) : [0, 1, 2, 3, 4, 5, 6, 7];
  return starts.some((start) =>
    held.every(([kind, places, offset]) =>
      kind === 4
        ? (places[0] >> ((start + offset) & 7)) & 1
        : exact
          ? places.includes((start + offset) & 255)
          : true,
    ),
  );
}
