/* The index on the server: what is fetched of it, and that all of it is of one version. */

import { openPostings, openShard } from "./postings.js";
import { Cutter, shardOf } from "./tokens.js";

export const FIGURE = 3;

export class Changed extends Error {}

async function inflated(bytes) {
  const stream = new Response(bytes).body.pipeThrough(new DecompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

const CRC = Int32Array.from({ length: 256 }, (_, byte) => {
  for (let bit = 0; bit < 8; bit++) byte = (byte >>> 1) ^ (byte & 1 && 0xedb88320);
  return byte;
});

function checksum(bytes) {
  let sum = -1;
  for (let i = 0; i < bytes.length; i++) sum = (sum >>> 8) ^ CRC[(sum ^ bytes[i]) & 255];
  return ~sum >>> 0;
}

/* One version of the index. A file that is missing, or cannot be read, is taken for another version's. */
export class Index {
  static async open(root) {
    const index = new Index();
    index.root = root;
    index.head = await Index.head(root);
    index.cutters = index.head.cutters.map((one) => new Cutter(one));
    index.shards = new Map();
    index.files = new Map();
    return index;
  }

  static async head(root) {
    const response = await fetch(root + "search/index.json", { cache: "no-cache", priority: "high" });
    if (!response.ok) throw new Error(response.status);
    return response.json();
  }

  get languages() {
    return this.head.languages;
  }

  /* How the words of a language are cut. */
  cutter(language) {
    return this.cutters[this.head.cut[this.languages.indexOf(language)]];
  }

  /* A large index: fetch as little of it as will do. What it lets through is found out by the documents' own words. */
  get sparing() {
    return this.head.shards > 4096;
  }

  /* A file, opened. `sum` gives the checksum it must have. */
  async file(path, sum, priority) {
    if (!this.files.has(path)) this.files.set(path, this.fetched(path, sum, priority));
    return this.files.get(path);
  }

  async fetched(path, sum, priority) {
    const bytes = await this.bytes(path, sum, { priority });
    return inflated(bytes).catch(() => {
      throw new Changed(path);
    });
  }

  /* Files are asked for by version, so that no cache gives one of another. Where one does, or the site is being copied
     to its place, the checksum tells: the server is asked again, and if it has no other the index has changed. */
  async bytes(path, sum, options = {}) {
    const get = fetch(`${this.root}search/${path}?${this.head.version}`, options).catch((error) => {
      this.files.delete(path);
      throw error;
    });
    const [response, wanted] = await Promise.all([get, sum?.()]);
    if (!response.ok) throw new Changed(path);
    const bytes = new Uint8Array(await response.arrayBuffer());
    if (wanted === undefined || checksum(bytes) === wanted) return bytes;
    if (options.cache !== "reload") return this.bytes(path, sum, { ...options, cache: "reload" });
    throw new Changed(path);
  }

  /* The checksums of a folder of shards, in four bytes each. */
  sums(folder) {
    const path = `${folder.toString(16)}/sums.bin`;
    if (!this.files.has(path))
      this.files.set(
        path,
        this.bytes(path, () => this.head.sums[folder]),
      );
    return this.files.get(path);
  }

  async json(path, sum, priority) {
    return JSON.parse(new TextDecoder().decode(await this.file(path, sum, priority)));
  }

  facet(language, name) {
    const path = `${language}/${name}.bin`;
    return this.json(path, () => this.head.facets[path][1]);
  }

  /* Fetch the shards of tokens; afterwards `blob` knows them. */
  async load(tokens) {
    const numbers = new Set(Array.from(tokens, (token) => shardOf(token, this.head.shards)));
    await Promise.all(
      Array.from(numbers, async (number) => {
        if (this.shards.has(number)) return;
        const [folder, place] = [number >> 8, number & 255];
        const sum = async () => new DataView((await this.sums(folder)).buffer).getUint32(place * 4);
        this.shards.set(number, openShard(await this.file(`${folder.toString(16)}/${place.toString(16)}.bin`, sum)));
      }),
    );
  }

  blob(token) {
    return this.shards.get(shardOf(token, this.head.shards))?.get(token) ?? new Map();
  }

  postings(token, language) {
    return openPostings(this.blob(token).get(this.languages.indexOf(language)));
  }

  /* `priority`: what is looked at first is asked for first, where a server answers few requests at a time. */
  text(language, number, priority) {
    return this.json(`${language}/${number % 61}/${number.toString(16)}.bin`, undefined, priority);
  }

  /* The simplified form of traditional characters. */
  async traditional() {
    this.map ??= new Map(Array.from((await this.json("traditional.bin")).match(/../gu), (pair) => Array.from(pair)));
    return this.map;
  }

  /* Whether the server still has this version: then everything fetched so far was of it. */
  async current() {
    return (await Index.head(this.root)).version === this.head.version;
  }

  /* How a document ranks among equals: what is known by its name alone first, then records, then articles; figures. */
  sort(number) {
    const { span, undated } = this.head.numbers;
    const slot = Math.floor(number / this.head.capacity);
    if (slot < span) return 2;
    if (slot >= span * 2) return FIGURE;
    return slot - span < undated ? 0 : 1;
  }

  year(number) {
    const { span, undated, start, oldest, first, year } = this.head.numbers;
    const slot = Math.floor(number / this.head.capacity) % span;
    if (slot < undated) return 0;
    return slot < start ? oldest + ((slot - undated) >> 1) : first + Math.floor((slot - start) / year);
  }
}
