// Filters as they are typed: one that is not finished filters nothing, a name may hold spaces, a language has names.
const begins = /(^|\s)(tag|태그|category|카테고리|분류|lang|언어|paper|논문|arxiv)[:：]/giu;
const quote = /^["“”'‘’]/;
const languages = { ko: ["ko", "한국어", "국어", "한글", "korean"], en: ["en", "영어", "english"] };

const plain = (name) => name.normalize("NFC").toLowerCase().replace(/[\s_-]+/g, "");

// Every name and every level of it, with what the engine is asked for it.
function namesOf(kind, engine) {
  if (/^(lang|언어)$/i.test(kind)) return engine.languages.flatMap((code) => (languages[code] ?? [code]).map((name) => [plain(name), code]));
  if (/^(paper|논문|arxiv)$/i.test(kind)) return [];
  const all = /^(tag|태그)$/i.test(kind) ? engine.tags : engine.categories;
  return all.flatMap((name) => [name, ...name.split("/")].map((one) => [plain(one), one]));
}

function filter(kind, rest, engine) {
  if (!rest.trim()) return "";
  if (quote.test(rest)) return `${kind}:${rest}`;
  const names = namesOf(kind, engine);
  const words = rest.split(" ");
  for (let count = words.length; count; count -= 1) {
    const wanted = plain(words.slice(0, count).join(" "));
    const [, found] = names.find(([name]) => name === wanted) ?? [];
    if (found) return `${kind}:"${found}" ${words.slice(count).join(" ")}`;
  }
  const fitting = new Set(names.filter(([name]) => name.startsWith(plain(rest))).map(([, found]) => found));
  if (fitting.size === 1) return `${kind}:"${[...fitting][0]}"`;
  return fitting.size ? "" : `${kind}:${rest}`;
}

// The query as the engine reads it.
export function finished(text, engine) {
  const found = [...text.matchAll(begins)];
  if (!found.length) return text;
  const parts = found.map((one, at) => {
    const rest = text.slice(one.index + one[0].length, found[at + 1]?.index ?? text.length).trimStart();
    return filter(one[2], rest, engine);
  });
  return [text.slice(0, found[0].index), ...parts].join(" ").trim();
}
