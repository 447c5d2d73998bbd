// Asks MiniSearch and lunr the judged queries, over the notes on standard input; prints what each finds.
import { createRequire } from "node:module";
import { gzipSync } from "node:zlib";

const [, , folder] = process.argv;
const require = createRequire(`${folder}/package.json`);
const { notes, queries } = JSON.parse(await new Response(process.stdin).text());
const MiniSearch = require("minisearch");
const lunr = require("lunr");
require("lunr-languages/lunr.stemmer.support")(lunr);
require("lunr-languages/lunr.multi")(lunr);
require("lunr-languages/lunr.ko")(lunr);

const fields = ["title", "aliases", "tags", "text"];
const boost = { title: 4, aliases: 3, tags: 2 };

function mini(options) {
  const index = new MiniSearch({ fields, idField: "url" });
  index.addAll(notes);
  return { size: gzipSync(JSON.stringify(index)).length, ask: (query) => index.search(query, { boost, ...options }).map((one) => one.id) };
}

function lunrWith(use, star) {
  const index = lunr(function () {
    if (use) this.use(lunr.multiLanguage("en", "ko"));
    this.ref("url");
    for (const field of fields) this.field(field);
    for (const note of notes) this.add(note);
  });
  const words = (query) => query.replace(/[:~^+\-*"]/g, " ").split(/\s+/).filter(Boolean).map((word) => (star ? `${word}*` : word)).join(" ");
  return { size: gzipSync(JSON.stringify(index)).length, ask: (query) => index.search(words(query)).map((one) => one.ref) };
}

const engines = {
  "MiniSearch, as it comes": () => mini({}),
  "MiniSearch, prefix and fuzzy": () => mini({ prefix: true, fuzzy: 0.2 }),
  "lunr, as it comes": () => lunrWith(false, false),
  "lunr, en and ko, prefix": () => lunrWith(true, true),
};
const told = {};
for (const [name, make] of Object.entries(engines)) {
  let start = performance.now();
  const { size, ask } = make();
  const built = performance.now() - start;
  start = performance.now();
  const answers = queries.map((query) => ask(query).slice(0, 10));
  told[name] = { size, built, memory: process.memoryUsage().rss / 1e6, answers, each: (performance.now() - start) / queries.length };
}
console.log(JSON.stringify(told));
