// `load(name)` gives a parsed file of the index.
const syllabic = "가-힣ㄱ-ㆎ぀-ヿ㐀-鿿";
const letters = "a-z0-9ß-ɏͰ-ϿЀ-ӿ";
const token = new RegExp(`[${syllabic}]+|[${letters}]+(?:[+#]+|(?:[._'-][${letters}]+)*)`, "gu");
const part = new RegExp(`[${syllabic}]+|[${letters}]+`, "gu");
const every = String.fromCharCode(...Array.from(Array(51), (_, at) => 0x3131 + at));
const consonants = every.slice(0, 30);
const clusters = /[ㄳㄵㄶㄺ-ㅀㅄ]/g;
const leads = consonants.replace(clusters, "");
const vowels = every.slice(30);
const tails = ` ${consonants.replace(/[ㄸㅃㅉ]/g, "")}`;
const fingers = "r R s e E f a q Q t T d w W c z x v g k o i O j p u P h hk ho hl y n nj np nl b m ml l rt sw sg fr fa fq ft fx fv fg qt".split(" ");
const keys = Object.fromEntries([...leads, ...vowels, ...consonants.match(clusters)].map((letter, at) => [letter, fingers[at]]));
const either = (letters) => [...letters].map((letter) => keys[letter]).sort().reverse().join("|");
const syllable = new RegExp(`(${either(leads)})(${either(vowels)})(?:(${either(tails.trim())})(?!${either(vowels)}))?`, "g");
const jamo = Object.fromEntries(Object.entries(keys).map(([letter, key]) => [key, letter]));
// The index brings endings and the names of filters.
let particles, tail, verbs, kinds;

const fold = (text) =>
  text
    .normalize("NFC")
    .toLowerCase()
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, "")
    .replace(/[\u00c0-\u024f]/g, (accented) => accented.normalize("NFD")[0])
    .replace(/\s+/g, " ");
const squash = (text) => fold(text).replace(/[^\p{L}\p{N}+#]+/gu, "");
const keyOf = (text) => squash(text) || fold(text).trim();

function taken(letter) {
  const code = letter.charCodeAt(0) - 0xac00;
  return code < 0 || code > 11171 ? [letter] : [leads[Math.floor(code / 588)], vowels[Math.floor(code / 28) % 21], tails[code % 28].trim()];
}

const typed = (text) => [...text].map((letter) => taken(letter).map((part) => keys[part] ?? part).join("")).join("");
const initials = (text) => [...text].map((letter) => taken(letter)[0]).join("");

function toHangul(text) {
  const place = (letters, key = " ") => [...letters].findIndex((letter) => (keys[letter] ?? letter) === key);
  return text
    .replace(/[A-Z]/g, (key) => (jamo[key] ? key : key.toLowerCase()))
    .replace(syllable, (_, lead, vowel, tail) => String.fromCharCode(0xac00 + place(leads, lead) * 588 + place(vowels, vowel) * 28 + place(tails, tail)))
    .replace(/[a-z]/gi, (key) => jamo[key]);
}

function crc32(text) {
  let sum = -1;
  for (const byte of new TextEncoder().encode(text)) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 && 0xedb88320);
  }
  return ~sum >>> 0;
}

const headOf = (gram) => (gram < "\u3000" ? gram.slice(0, 3) : gram[0] + (gram[1] ? initials(gram.at(-1)) : ""));

function decoded(text) {
  let number = -1;
  return (text.match(/[\]-|]*./g) ?? []).map((digits) => (number += 1 + [...digits].reduceRight((sum, letter) => sum * 32 + ((letter.charCodeAt(0) + 3) & 31), 0)));
}

function isParticle(stem, end) {
  const [, , final] = taken(stem.at(-1));
  const [always, closed, open] = particles.map((list) => list.has(end));
  return always || (final ? closed || (final === "ㄹ" && end[0] === "로" && open) || (/^[이으]./.test(end) && particles[2].has(end.slice(1))) : open);
}

// Without particles; is that sure?
function stemOf(word) {
  let stem = word.replace(/([a-z]{2}[^s\W])s$/, "$1");
  for (let size = 3; word[0] >= "\u3000" && size > 0; size -= 1) {
    const rest = stem.slice(0, -size);
    const end = stem.slice(-size);
    if ((rest.length > 1 || (rest && "은을는를".includes(end))) && isParticle(rest, end)) [stem, size] = [rest, 4];
  }
  // Of a verb its noun, 부분집합 is none.
  const [, bare, end] = verbs.exec(stem) ?? [];
  if (bare) return [bare, (end.length > 2 || particles[0].has(end)) && "verb"];
  return stem === word && word.length > 2 && particles[3].has(word.at(-1)) ? [word.slice(0, -1), false] : [stem, true];
}

// `u-net` is `unet`, `3.5` is not 35.
const solid = (word) => word.replace(/(\D)[-._]|[-._](?=\D)/g, "$1");

function wordsOf(text) {
  const folded = fold(text);
  return [...folded.matchAll(token)]
    .filter(({ 0: word, index }) => !(/[a-z0-9]/.test(folded[index - 1] ?? " ") && tail.test(word)))
    .flatMap(([word]) => (word.length > 40 && word.match(part)) || word);
}

function parse(query) {
  const filters = {};
  const phrases = [];
  let text = query.replace(/(\p{L}+)[:：](["“”'‘’][^"“”'‘’]+["“”'‘’]?|\S+)/gu, (all, name, wanted) => {
    const [kind] = kinds.find((names) => names.includes(name.toLowerCase())) ?? [];
    return kind ? ((filters[kind] ??= []).push(wanted.replace(/["“”'‘’,]/g, "")), "") : all;
  });
  text = text.replace(/["“”]([^"“”]+)["“”]/g, (_, phrase) => (phrases.push(phrase), ` ${phrase} `));
  return { text: text.trim(), phrases, filters };
}

const meanOf = (weights) => weights.reduce((sum, weight) => sum + weight, 0) / weights.filter(Boolean).length || 0;

const raise = (scores, notes, points) => notes.forEach((note) => scores.set(note, Math.max(scores.get(note) ?? 0, points)));

const pairsOf = (text, size) => new Set([...text].slice(size - 1).map((_, at) => text.slice(at, at + size)));

// One key more, less, other; two swapped.
const isSlip = (left, right) => /^(.*)(?:.?(.*) \1.?\2|(.)(.)(.*) \1\4\3\5)$/.test(`${left} ${right}`);

const likeness = (left, right) => (2 * [...left].filter((part) => right.has(part)).length) / (left.size + right.size);

const plain = {};

// [[start, end], …] of words, whatever spaces and case.
export function marksOf(text, words) {
  const place = [];
  let key = "";
  for (let at = 0; at < text.length; at += 1) {
    const letter = (plain[text[at]] ??= squash(text[at]));
    for (const _ of letter) place.push(at);
    key += letter;
  }
  const marks = [];
  for (const word of words.map(squash).filter(Boolean))
    for (let at = key.indexOf(word); at >= 0; at = key.indexOf(word, at + word.length)) {
      if (!/[a-z0-9]/.test(word[0]) || !/[a-z0-9]/i.test(text[place[at] - 1] ?? " ")) marks.push([place[at], place[at + word.length - 1] + 1]);
    }
  marks.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  let last = 0;
  return marks.filter(([start, end]) => start >= last && (last = end));
}

const has = (text, word) => marksOf(text, [word])[0];

export function excerptOf(text, words) {
  const marks = marksOf(text, words).slice(0, 200);
  const kinds = (start) =>
    new Set(marks.filter(([from, to]) => from >= start && to <= start + 200).map(([from, to]) => squash(text.slice(from, to)))).size;
  const best = marks.reduce((found, mark) => (kinds(mark[0]) > kinds(found) ? mark[0] : found), marks[0]?.[0] ?? 0);
  const start = best > 40 ? Math.min(best, text.indexOf(" ", best - 40) + 1 || best) : 0;
  const end = Math.min(text.length, start + 200);
  const excerpt = (start ? "…" : "") + text.slice(start, end) + (end < text.length ? "…" : "");
  return { excerpt, marks: marksOf(excerpt, words) };
}

export async function openIndex(load) {
  const meta = await load("meta.json");
  particles = meta.particles.map((list) => new Set(list.split(" ")));
  [tail, verbs] = meta.endings.map((one) => new RegExp(one));
  kinds = meta.kinds;
  const size = meta.titles.length;
  const files = {};
  const file = (name) =>
    (files[name] ??= load(name).catch((problem) => {
      delete files[name];
      throw problem;
    }));
  const languageOf = (note) => meta.languages[meta.language[note]];
  const shard = (gram) => file(`grams/${crc32(headOf(gram)) % meta.shards}.json`);
  const notesOf = async (gram) => new Set(((await shard(gram))[gram] ?? "").split(",").flatMap(decoded));
  const names = [];
  const named = (kind, texts, of) => texts.forEach((text, at) => names.push({ text, kind, key: keyOf(text), notes: of(at) ?? [] }));
  named(0, meta.titles, (at) => [at]);
  for (const [kind, lists] of [[1, meta.aliases], [3, meta.halves]]) for (const [note, own] of Object.entries(lists)) named(kind, own, () => [Number(note)]);
  for (const kind of ["tags", "categories"]) {
    const lists = [];
    meta[`${kind}Of`].forEach((own, note) => own.forEach((one) => (lists[one] ??= []).push(note)));
    named(2, meta[kind], (at) => lists[at]);
  }
  const groups = meta.terms.map((group) => group.map((text) => ({ text, key: squash(text) })));
  // Whole, beginning, inside, half typed: title, another name, tag, half a title.
  const worth = [
    [100, 80, 60, 50],
    [95, 75, 55, 45],
    [39, 37, 35, 33],
    [90, 0, 0, 0],
  ];

  const addressOf = (note) => {
    const last = meta.titles[note].toLowerCase().replace(/[^a-z0-9가-힣]+/g, "-").replace(/^-+|-+$/g, "");
    return meta.addresses[note].replace(/(^|\/)=$/, `$1${last}/`).split("/").map(encodeURIComponent).join("/");
  };

  function byName(text, composing, scores) {
    const wanted = keyOf(text);
    if (!wanted) return;
    const whole = wordsOf(text);
    const words = whole.map((word) => stemOf(word)[0]);
    const bare = [...new Set([wanted, whole.join(""), words.join("")])];
    const own = typed(wanted);
    const give = (name, points) => raise(scores, name.notes, points);
    for (const name of names) {
      const points = worth[name.kind];
      bare.forEach((form, index) => {
        const at = form ? name.key.indexOf(form) : -1;
        if (at === 0 || (at > 0 && has(name.text, form))) give(name, points[name.key === form ? 0 : at ? 2 : 1] - index + 2 * wordsOf(name.text).includes(form));
      });
      const held = words.filter((word) => name.key.includes(word) && has(name.text, word));
      if (held[1]) give(name, ((points[2] - 2) * held.join("").length) / words.join("").length);
      if (name.kind < 3 && words[1] && [...words, ...whole].includes(name.key)) give(name, (points[0] * 0.8) / words.length);
      if (composing || /[가-힣]/.test(wanted)) {
        name.typed ??= typed(name.key);
        const at = name.typed.indexOf(own);
        if (at === 0 || (at > 0 && own.length > 3)) give(name, points[3] - (at ? 5 : 0));
      }
    }
  }

  async function byInitials(wanted, scores) {
    const letters = [...typed(wanted)].map((key) => jamo[key]).join("");
    const look = (text, notes, points) => {
      const at = initials(squash(text)).indexOf(letters);
      if (at >= 0) raise(scores, notes, points - (at ? 20 : 0));
    };
    for (const name of names) look(name.text, name.notes, 60 - 5 * name.kind);
    if (scores.size < 3) (await file("headings.json")).forEach((own, note) => own.forEach((text) => look(text, [note], 29)));
  }

  const pick = (held, test) => Object.keys(held).filter(test).map((key) => held[key]);

  let known;
  const coverage = (form, { prefix, composing }) => (known[[form, prefix, composing]] ??= covered(form, prefix, composing));

  async function covered(written, prefix, composing) {
    const form = solid(written);
    const shares = [1, 2, 3].map(() => new Float32Array(size));
    const grams = form < "\u3000" || !form[1] ? [form] : [...pairsOf(form, 2)];
    let latin;
    // `딥 러닝`: three syllables only where a name has it so.
    const spaced = grams[2] || names.some(({ key, text }) => key.includes(form) && !fold(text).includes(form));
    const sums = await Promise.all(
      grams.map(async (gram, index) => {
        const [first, last] = gram;
        if (!last && gram >= "가" && !(composing && size > 500)) {
          const all = await Promise.all([gram, ...[...leads].map((_, lead) => gram + String.fromCharCode(0xac00 + lead * 588))].map(shard));
          return all.flatMap((held) => pick(held, (key) => key[0] === gram && key[1] !== " "));
        }
        const held = await shard(gram);
        // Of a short word, those that begin so count like code.
        if (form < "\u3000" && prefix && form.length > 2 && ((latin = form.length < 5 && held[form]) || 1)) return pick(held, (key) => key.startsWith(form));
        const own = [held[gram], spaced && held[`${first} ${last}`]].filter((coded) => coded?.split);
        if (form < "\u3000" || !last || index < grams.length - 1 || (own.length && !composing)) return own;
        return pick(held, (key) => key.length === 2 && key[0] === first && typed(key[1]).startsWith(typed(last)));
      }),
    );
    const kinds = sums.map((own) => {
      const kind = new Map();
      own.forEach((coded, at) =>
        coded.split(",").forEach((part, index) => decoded(part).forEach((note) => kind.set(note, Math.min(kind.get(note) ?? 9, at && latin ? 2 : index)))),
      );
      return kind;
    });
    // A gram without notes may be a slip.
    const weights = kinds.map((kind) => (kind.size ? Math.log(1 + size / kind.size) : 0));
    let total = 0;
    for (const [at, kind] of kinds.entries()) {
      const weight = weights[at] || meanOf(weights);
      total += weight;
      for (const [note, index] of kind) {
        shares[0][note] += weight;
        if (index !== 1) shares[index || 1][note] += weight;
      }
    }
    const [all, head, code] = shares.map((sums) => sums.map((sum) => sum / (total || 1)));
    // Three syllables share rows.
    for (const [left, right, last] of composing || form < "\u3000" ? [] : pairsOf(form.slice(0, 4), 3)) {
      if (particles.some((list) => list.has(last))) continue;
      const found = await Promise.all([`=${(crc32(left + right + last) + 46656).toString(36).slice(-3)}`, `${left} ${right}`, `${right} ${last}`].map(notesOf));
      all.forEach((_, note) => found.some((notes) => notes.has(note)) || (all[note] *= 0.98));
    }
    return { form: written, all, head, code, weight: total };
  }

  const larger = (left, right) => left.map((share, note) => Math.max(share, right[note]));
  const merged = (one, { all, head }) => ({ ...one, all: larger(one.all, all), head: larger(one.head, head) });
  const count = ({ all }) => all.reduce((sum, share) => sum + (share > 0.99), 0);

  async function byWord(word, options) {
    const [stem, sure] = stemOf(word);
    const latin = word < "\u3000";
    const whole = await coverage(word, options);
    const bare = stem === word ? whole : await coverage(stem, latin ? {} : options);
    const [own, most] = [count(whole), count(bare)];
    if (!sure && own && (verbs.test(word) || (size > 500 && own >= most / 64))) return whole;
    // `torch.nn` may be inside of a name.
    const both = most < own ? merged(whole, bare) : merged(bare, whole);
    const parts = (solid(word) === word ? word.replace(/([a-z]{2})(?=\d)/g, "$1 ") : word).match(part);
    if (latin && parts[1]) both.all = larger(both.all, await byPhrase(parts.join(" ")));
    return { ...both, weight: Math.max(whole.weight, bare.weight) || (count(both) && Math.log(1 + size)) };
  }

  async function byText(text, options, scores) {
    const words = [...new Set(wordsOf(text))].slice(0, 12);
    if (!words.length) return { relaxed: () => {}, forms: [], missed: [] };
    const optionsOf = (word) => (word === words.at(-1) ? { prefix: true, composing: options.composing } : {});
    const found = await Promise.all(words.map((word) => byWord(word, optionsOf(word))));
    // `fine tuning` may be one word.
    const forms = [];
    for (const [at, right] of words.slice(1).entries()) {
      if (!/^(?!.*\d \d)[ -ӿ]+$/.test(`${words[at]} ${right}`)) continue;
      const one = await byWord(words[at] + right, optionsOf(right));
      if (!count(one)) continue;
      forms.push(one.form);
      for (const own of [at, at + 1]) found[own] = { ...merged(found[own], one), weight: found[own].weight || one.weight };
    }
    const sum = (meanOf(found.map((one) => one.weight)) || 1) * found.length;
    const give = (least) => {
      for (const note of meta.titles.keys()) {
        const [share, head, code] = ["all", "head", "code"].map((kind) => found.reduce((part, one) => part + (one[kind][note] * one.weight) / sum, 0));
        const held = found.filter((one) => one.all[note] > 0.99).length;
        const whole = held === found.length;
        if (least === 1 ? !whole : least ? share < least : !held) continue;
        const points = 14 * share + (whole ? 9 : 0) + (whole && head > 0.98 ? 24 : 20 * head) - 8 * code;
        scores.set(note, Math.max(scores.get(note) ?? 0, points) + (scores.has(note) ? 2 : 0));
      }
    };
    give(1);
    if (words[1]) give(0.5);
    for (const notes of await beside(text)) for (const note of notes) if (scores.has(note)) scores.set(note, scores.get(note) + 2);
    const missed = words.filter((_, index) => !count(found[index]));
    return { relaxed: give, forms: [...forms, ...found.map((one) => one.form)], missed };
  }

  function otherwise(text) {
    const words = wordsOf(text);
    const made = [text, ...words].flatMap((part) => {
      const key = squash(part);
      const forms = [key, stemOf(key)[0]];
      const group = groups.find((names) => names.some((name) => forms.includes(name.key))) ?? [];
      const others = group.filter((name) => !forms.includes(name.key)).map((name) => name.text);
      return part === text ? others : others.map((name) => words.map((word) => (word === part ? name : word)).join(" "));
    });
    return [...new Set(made)].slice(0, 6);
  }

  async function find(text, options) {
    const scores = new Map();
    byName(text, options.composing, scores);
    const { relaxed, forms, missed } = await byText(text, options, scores);
    for (const other of otherwise(text)) {
      const more = new Map();
      byName(other, false, more);
      forms.push(...(await byText(other, {}, more)).forms);
      for (const [note, points] of more) raise(scores, [note], points * 0.9);
    }
    return { scores, relaxed, forms, missed };
  }

  let spellings;
  function nearest(text) {
    const own = typed(squash(text));
    const wanted = pairsOf(`^${own}$`, 3);
    if (wanted.size < 4) return;
    spellings ??= new Map(
      [...names.map((name) => name.text), ...meta.terms.flat()]
        .flatMap((name) => [name, ...wordsOf(name).flatMap((word) => [word, stemOf(word)[0], ...word.match(part)])])
        .map((word) => [typed(squash(word)), word]),
    );
    if (spellings.has(own)) return spellings.get(own);
    let best = { like: 0.62 };
    for (const [other, word] of spellings) {
      if (Math.abs(other.length - own.length) > 3) continue;
      const like = Math.max(likeness(wanted, pairsOf(`^${other}$`, 3)), isSlip(own, other) ? 0.8 : 0);
      if (like >= best.like) best = { like, word };
    }
    return best.word;
  }

  function allowed({ tag = [], category = [], lang = [] }) {
    const levels = (name) => `/${name.split("/").map(keyOf).filter(Boolean).join("/")}/`;
    const terms = (kind, asked) => {
      const fitting = asked.map((wanted) => meta[kind].map((name) => levels(name).includes(levels(wanted))));
      return meta[`${kind}Of`].map((own) => fitting.every((fits) => own.some((one) => fits[one])));
    };
    return [terms("tags", tag), terms("categories", category), meta.language.map((own) => lang.every((wanted) => fold(wanted).startsWith(meta.languages[own])))];
  }

  const brief = (note) => ({ url: addressOf(note), title: meta.titles[note], lang: languageOf(note) });

  async function shown(note, score, words) {
    const [abstract, headings, anchors] = (await file(`notes/${Math.floor(note / meta.chunk)}.json`))[note % meta.chunk];
    const hits = (at) => words.filter((word) => has(headings[at] ?? "", word)).length;
    const best = headings.reduce((found, _, at) => (hits(at) > hits(found) ? at : found), -1);
    return {
      ...brief(note),
      heading: headings[best] ?? "",
      anchor: anchors[best] ?? "",
      score,
      ...excerptOf(abstract, words),
    };
  }

  async function search(query, { limit = 20, lang, tag, category, prefer, composing } = {}) {
    const { text, phrases, filters } = parse(query.normalize("NFC").slice(0, 200));
    known = {};
    for (const [name, wanted] of Object.entries({ lang, tag, category })) if (wanted) (filters[name] ??= []).push(wanted);
    let [scores, words, meant] = [new Map(), []];
    if (/^[ㄱ-ㅎ\s]+$/.test(text)) await byInitials(squash(text), scores);
    if (text && !scores.size) ({ scores, meant, words } = await guess(text, composing));
    else if (!text && Object.keys(filters).length) meta.titles.forEach((_, note) => scores.set(note, 1));
    const kept = [...allowed(filters), ...(await Promise.all(phrases.map(byPhrase)))];
    for (const paper of filters.paper ?? []) kept.push((await coverage(`@${paper.replace(/.*[:/]|v\d+$/gi, "")}`, {})).all);
    const own = (note) => (languageOf(note) === prefer ? 1.5 : 0) - note / size;
    const ranked = [...scores]
      .filter(([note]) => kept.every((fits) => fits[note]))
      .map(([note, points]) => [note, points + own(note)])
      .sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    const results = await Promise.all(ranked.slice(0, limit).map(([note, points]) => shown(note, points, words)));
    return Object.assign(results, { total: ranked.length, words, phrases, meant });
  }

  const beside = (text) =>
    Promise.all(
      [...fold(text).matchAll(new RegExp(`([${syllabic}]) (?=([${syllabic}]))`, "gu"))].map((found) => notesOf(found[1] + " " + found[2])),
    );

  async function bond(left, right) {
    const number = (crc32(left < "\u3000" ? left : left.at(-1)) & 0xfffff) ^ (crc32(right < "\u3000" ? right : right[0]) >>> 12);
    const own = await file(`phrases/${(number * meta.phrases) >> 20}.json`);
    return new Set(decoded(own[(number >> 4) % own.length]));
  }

  async function byPhrase(phrase) {
    const lists = await Promise.all(wordsOf(phrase).map((word) => coverage(word, {})));
    const pairs = await beside(phrase.trim());
    const parts = fold(phrase).match(part) ?? [];
    for (const [at, right] of parts.slice(1).entries())
      if (parts[at] < "\u3000" || right < "\u3000") pairs.push(await bond(parts[at], right));
    return meta.titles.map((_, note) => lists.every((one) => one.all[note] > 0.99) && pairs.every((notes) => notes.has(note)));
  }

  async function guess(text, composing) {
    let meant;
    let { scores, relaxed, forms: words, missed } = await find(text, { composing });
    const retry = async (other, below) => {
      const found = await find(other, {});
      if (!found.scores.size) return;
      const [best, more] = below ? [scores, found.scores] : [found.scores, scores];
      for (const [note, points] of more) raise(best, [note], points / 9);
      if (!below) [scores, meant, words, missed] = [best, other, found.forms, []];
    };
    if (/[ㄱ-ㅣ]/.test(text) && !composing) await retry(typed(text).toLowerCase());
    if (!scores.size) relaxed(0.6);
    if (!scores.size && /^[가-힣\d\s\p{P}]+$/u.test(toHangul(text)) && (toHangul(text)[1] || text === text.toLowerCase())) await retry(toHangul(text));
    const own = wordsOf(text);
    const near = ((missed[0] || scores.size < 3) && nearest(text)) || own.map((word) => (missed.includes(word) && nearest(word)) || word).join(" ");
    if (!composing && near !== own.join(" ")) await retry(near, !missed[0] || [...scores.values()].some((points) => points > 45));
    if (!scores.size) relaxed(0);
    return { scores, meant, words };
  }

  const recent = (limit) => [...meta.titles.keys()].slice(0, limit).map(brief);

  return { search, recent, size, languages: meta.languages, tags: meta.tags, categories: meta.categories };
}
