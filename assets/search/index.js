/* The index on the server: what is fetched of it, and that all of it is of one version. */

import { openPostings, openShard } from "./postings.js";
import { shardOf } from "./tokens.js";

export class Changed extends Error {}

async function inflated(response) {
  const stream = response.body.pipeThrough(new DecompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/* One version of the index. A file that is missing, or cannot be read, is taken for another version's. */
export class Index {
  static async open(root) {
    const index = new Index();
    index.root = root;
    index.head = await Index.head(root);
    index.shards = new Map();
    index.files = new Map();
    return index;
  }

  static async head(root) {
    const response = await fetch(root + "search/index.json", { cache: "no-cache" });
    if (!response.ok) throw new Error(response.status);
    return response.json();
  }

  get languages() {
    return this.head.languages;
  }

  /* A large index: fetch as little of it as will do. What it lets through is found out by the documents' own words. */
  get sparing() {
    return this.head.shards > 4096;
  }

  /* Files are asked for by version, so that no cache gives one of another. */
  async file(path) {
    if (!this.files.has(path)) this.files.set(path, this.fetched(path));
    return this.files.get(path);
  }

  async fetched(path) {
    const response = await fetch(`${this.root}search/${path}?${this.head.version}`).catch((error) => {
      this.files.delete(path);
      throw error;
    });
    if (!response.ok) throw new Changed(path);
    return inflated(response).catch(() => {
      throw new Changed(path);
    });
  }

  async json(path) {
    return JSON.parse(new TextDecoder().decode(await this.file(path)));
  }

  /* Fetch the shards of tokens; afterwards `blob` knows them. */
  async load(tokens) {
    const numbers = new Set(Array.from(tokens, (token) => shardOf(token, this.head.shards)));
    await Promise.all(
      Array.from(numbers, async (number) => {
        if (this.shards.has(number)) return;
        const path = `${(number >> 8).toString(16)}/${(number & 255).toString(16)}.bin`;
        this.shards.set(number, openShard(await this.file(path)));
      }),
    );
  }

  blob(token) {
    return this.shards.get(shardOf(token, this.head.shards))?.get(token) ?? new Map();
  }

  postings(token, language) {
    return openPostings(this.blob(token).get(this.languages.indexOf(language)));
  }

  text(language, number) {
    return this.json(`${language}/${number % 61}/${number.toString(16)}.bin`);
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

  /* How a document ranks among equals: what is known by its name alone first, then records, then articles. */
  sort(number) {
    const { span, undated } = this.head.numbers;
    const slot = Math.floor(number / this.head.capacity);
    if (slot < span) return 2;
    return slot - span < undated ? 0 : 1;
  }

  year(number) {
    const { span, undated, start, oldest, first, year } = this.head.numbers;
    const slot = Math.floor(number / this.head.capacity) % span;
    if (slot < undated) return 0;
    return slot < start ? oldest + ((slot - undated) >> 1) : first + Math.floor((slot - start) / year);
  }
}
