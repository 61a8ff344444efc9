/* Searching: a query in, ranked documents out, of one version of the index throughout. */

import { marks } from "./excerpt.js";
import { Changed, Index } from "./index.js";
import { askedTokens, nameTokens, partly, ranked, thoroughly, tokensOf, understand, withNames } from "./query.js";
import { isShort } from "./short.js";
import { dense, fold } from "./tokens.js";

/* How searching begins: the search, its index on the way, and (a promise of) what the scripts say in a language. */
export function begun(root, language) {
  const search = new Search(root);
  search.ready().catch(() => undefined);
  return [
    search,
    fetch(`${root}search/${language}/words.json`, { cache: "no-cache" }).then((response) => response.json()),
  ];
}

const TRIES = 4,
  PAUSE = 400; // ms, for a site that is being copied to its place
const MOST_AT_ONCE = 80; // documents

export class Search {
  constructor(root) {
    this.root = root;
  }

  /* Fetch the head before it is asked for. */
  async ready() {
    this.opening ??= Index.open(this.root).catch((error) => {
      this.opening = null;
      throw error;
    });
    return this.opening;
  }

  /* `work` with the index, and again with the new one if the site was published meanwhile. */
  async consistent(work) {
    for (let left = TRIES; ; left--) {
      const index = await this.ready();
      try {
        const found = await work(index);
        if (await index.current()) return found;
      } catch (error) {
        if (!(error instanceof Changed) || left <= 1) throw error;
      }
      if (left < TRIES) await new Promise((again) => setTimeout(again, PAUSE));
      this.opening = null;
      if (left <= 1) throw new Changed();
    }
  }

  /* The answer to a query: the documents of each language, best first, and how to look at them. `early` is given it
     once the first of the reader's language are there, while the other's are on their way. */
  async ask(text, { language, filters = {}, first = 10, early }) {
    return this.consistent(async (index) => {
      let answer = await this.answer(index, text, language);
      const shown = async () => {
        await answer.filter(filters);
        return answer.show(first, early && (async () => (await index.current()) && early(answer)));
      };
      if (!(await shown())) {
        const queries = answer.queries.map(thoroughly);
        await index.load(queries.flatMap((query) => [...askedTokens(query, index), ...nameTokens(query, index)]));
        answer = new Answer(this, index, queries, language);
        await shown();
      }
      return answer;
    });
  }

  async answer(index, text, language) {
    const asked = index.cutters.map((cutter) => understand(text, cutter));
    const answer = new Answer(this, index, await found(index, asked), language);
    if (answer.all || !dense(text)) return answer;
    const map = await index.traditional();
    const again = index.cutters.map((cutter) => understand(text, cutter, map));
    return again[0].folded === asked[0].folded ? answer : new Answer(this, index, await found(index, again), language);
  }
}

/* Queries, one for each way that words are cut, with the other names of what they name; all they need is at hand. */
async function found(index, queries) {
  const names = ({ key, spans, cutter }) =>
    Array.from(new Set([key, ...spans.map((span) => span.key)].filter(Boolean)), (name) => cutter.nameToken("~", name));
  await index.load(queries.flatMap((query) => [...askedTokens(query, index), ...names(query)]));
  const named = queries.map((query) => withNames(query, index));
  await index.load(named.flatMap((query) => nameTokens(query, index)));
  return named;
}

/* What was found. `shown`: per language, the documents looked at so far and confirmed by their own words. */
export class Answer {
  constructor(search, index, queries, language) {
    Object.assign(this, { search, index, queries });
    this.languages = [language, ...index.languages.filter((other) => other !== language)];
    this.found = new Map(this.languages.map((one) => [one, ranked(this.query(one), index, one)]));
    this.filtered = this.found;
    this.shown = new Map();
    this.at = new Map();
  }

  /* The query as a language reads it. */
  query(language) {
    return this.queries.find((query) => query.cutter === this.index.cutter(language));
  }

  get all() {
    return Array.from(this.found.values(), (rows) => rows.length).reduce((sum, size) => sum + size, 0);
  }

  /* The other names of what was asked for, which were looked for too. */
  names() {
    const all = this.queries
      .flatMap(({ slots, whole }) => [...slots.flatMap((slot) => slot.names), ...whole])
      .map(({ name }) => name);
    return Array.from(new Set(all));
  }

  /* How many answer, as far as is known: what its own words do not confirm is no longer counted. */
  total(language) {
    const languages = language ? [language] : this.languages;
    return languages.reduce((sum, one) => sum + this.filtered.get(one).length, 0);
  }

  async filter(filters) {
    const sets = new Map();
    for (const language of this.languages) {
      const rows = this.found.get(language);
      let kept = filters.lang && filters.lang !== language ? [] : rows;
      for (const name of Object.keys(filters).filter((one) => one !== "lang" && filters[one])) {
        if (!kept.length) break;
        if (name === "year") {
          kept = kept.filter((row) => this.index.year(row.number) === Number(filters.year));
          continue;
        }
        const filed = (await this.filed(language, name)).find((one) => one.id === filters[name]);
        kept = kept.filter((row) => filed?.numbers.has(row.number));
      }
      sets.set(language, kept);
    }
    this.filtered = sets;
    this.shown = new Map(this.languages.map((one) => [one, []]));
    this.at = new Map(this.languages.map((one) => [one, 0]));
  }

  /* The values of a facet in a language: id, name, the numbers of the documents filed under it. */
  async filed(language, name) {
    const rows = await this.index.facet(language, name);
    const values = rows.map(([id, title, deltas]) => {
      let last = 0;
      const numbers = new Set();
      for (const delta of deltas) {
        last += delta;
        numbers.add(last);
      }
      return { id, title, numbers };
    });
    if (name === "kind") {
      const records = new Set(values.flatMap((one) => [...one.numbers]));
      values.unshift({ id: "article", title: "", numbers: { has: (number) => !records.has(number) } });
    }
    return values;
  }

  /* Counts of a facet over what answers: id -> {title, count}, the most first. */
  async counts(name) {
    const counts = new Map();
    const add = (id, title, count) => {
      if (count)
        counts.set(id, { id, title: counts.get(id)?.title || title, count: (counts.get(id)?.count ?? 0) + count });
    };
    for (const language of this.languages) {
      const rows = this.filtered.get(language);
      if (name === "lang") add(language, "", rows.length);
      else if (name === "year") for (const row of rows) add(String(this.index.year(row.number) || ""), "", 1);
      else if (rows.length)
        for (const value of await this.filed(language, name))
          add(value.id, value.title, rows.filter((row) => value.numbers.has(row.number)).length);
    }
    counts.delete("");
    const order = name === "year" ? (one, other) => other.id - one.id : (one, other) => other.count - one.count;
    return Array.from(counts.values()).sort(order);
  }

  /* Look at documents until `more` of each language are confirmed, or there are none left; `early` is called once
     those of the reader's language are. False where so few are that it is better to ask the index more closely. */
  async show(more, early) {
    const sizes = new Map(this.languages.map((one) => [one, this.shown.get(one).length + more]));
    const all = await Promise.all(
      this.languages.map((one) => this.look(one, sizes.get(one), one === this.languages[0] ? early : null)),
    );
    return all.every(Boolean);
  }

  async look(language, size, early) {
    const [rows, shown, query] = [this.filtered.get(language), this.shown.get(language), this.query(language)];
    const haste = language === this.languages[0] ? "high" : "low";
    for (let step = size - shown.length; shown.length < size && this.at.get(language) < rows.length; ) {
      const start = this.at.get(language);
      const next = rows.slice(start, start + step);
      const documents = await Promise.all(next.map((row) => this.index.text(language, row.number, haste)));
      const held = next.map((row, n) => ({ row, language, document: documents[n], marks: marks(documents[n], query) }));
      const right = held.filter((one) => one.marks);
      shown.push(...right);
      rows.splice(start, next.length, ...right.map((one) => one.row));
      this.at.set(language, start + right.length);
      if (right.length * 2 < next.length && this.at.get(language) < rows.length) {
        if (!query.thorough) return false;
        step = Math.min(step * 2, MOST_AT_ONCE);
      } else step = size - shown.length;
    }
    if (early && shown.length) await early();
    return true;
  }

  get finished() {
    return this.languages.every((one) => this.at.get(one) >= this.filtered.get(one).length);
  }

  /* Names nearest to the query: titles that share the most of it. */
  async nearest(most = 5) {
    const scores = new Map();
    for (const language of this.languages.slice(0, 1)) {
      const query = this.query(language);
      const tokens = new Set(tokensOf(query, this.index, query.pieces));
      for (const token of tokens) {
        const held = this.index.postings(token, language);
        held.numbers.forEach((number, i) => {
          if (held.bytes[i] & 3) scores.set(number, (scores.get(number) ?? 0) + 1);
        });
      }
      const best = Array.from(scores)
        .filter(([, score]) => score * 2 >= Math.min(tokens.size, 4))
        .sort(
          (one, other) => other[1] - one[1] || this.index.sort(one[0]) - this.index.sort(other[0]) || one[0] - other[0],
        );
      const documents = await Promise.all(best.slice(0, most).map(([number]) => this.index.text(language, number)));
      return documents.map((document) => ({ language, document }));
    }
    return [];
  }

  /* Where nothing holds all that is asked for: what holds a part of it, and which part it lacks. The reader's language
     first, another where that has nothing. */
  async partial(most = 10) {
    for (const language of this.languages) {
      const query = this.query(language);
      const rows = partly(query, this.index, language).slice(0, most);
      const documents = await Promise.all(rows.map((row) => this.index.text(language, row.number)));
      const hits = rows.map((row, n) => ({
        language,
        document: documents[n],
        marks: marks(documents[n], { ...query, slots: row.held, whole: [], row: [] }),
        lacking: row.lacking.map(({ pieces }) => pieces.map(({ chain, typed }) => chain ?? typed).join(" ")),
      }));
      const right = hits.filter((hit) => hit.marks);
      if (right.length) return right;
    }
    return [];
  }

  /* Names that what was asked for may be a short form of. */
  async meant(most = 5) {
    const { folded } = this.queries[0];
    const names = new Set();
    for (const language of this.languages)
      for (const facet of ["organisation", "topic", "place"])
        for (const { title } of await this.filed(language, facet))
          if (isShort(folded, fold(title).text)) names.add(title);
    return Array.from(names)
      .sort((one, other) => one.length - other.length)
      .slice(0, most);
  }

  /* What is offered where nothing was found. */
  async instead(most) {
    const [parts, meant, near] = await Promise.all([this.partial(), this.meant(most), this.nearest(most)]);
    return { parts, meant, near };
  }
}
