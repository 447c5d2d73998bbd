// Asks the search engine the queries that come on standard input, and prints what it answers.
import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { pathToFileURL } from "node:url";

const [, , engine, folder] = process.argv;
const { openIndex } = await import(pathToFileURL(engine));
let bytes = 0;
const index = await openIndex(async (name) => {
  const data = await readFile(`${folder}/${name}`);
  bytes += gzipSync(data).length;
  return JSON.parse(data);
});
const asked = JSON.parse(await new Response(process.stdin).text());
const answers = [];
for (const [query, options] of asked) {
  bytes = 0;
  const results = await index.search(query, options);
  answers.push({ results: [...results], total: results.total, phrases: results.phrases, meant: results.meant, bytes });
}
console.log(JSON.stringify(answers));
