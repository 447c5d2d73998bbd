// Asks the search engine the queries that come on standard input, and prints what it answers.
import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";

const [, , engine, folder] = process.argv;
// By its text: before Node 20.19 a file is a module by its name alone, and browsers want `.js`.
const { openIndex } = await import(`data:text/javascript;base64,${await readFile(engine, "base64")}`);
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
