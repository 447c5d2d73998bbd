// Finds notes in the index that `fmnotes/search` makes, by its rules. `load(name)` resolves to a parsed file of it.
const syllabic = "가-힣ㄱ-ㆎ぀-ヿ㐀-鿿";
const letters = "a-z0-9ß-ɏͰ-ϿЀ-ӿ";
const token = new RegExp(`[${syllabic}]+|[${letters}]+(?:[+#]+|(?:[._'-][${letters}]+)*)`, "gu");
const part = new RegExp(`[${syllabic}]+|[${letters}]+`, "gu");
const alphabet = "abcdefghijklmnopqrstuvwxyz012345ABCDEFGHIJKLMNOPQRSTUVWXYZ6789-_";
const value = new Map([...alphabet].map((letter, index) => [letter, index]));
const leads = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
const vowels = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ";
const tails = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ";
const keys = Object.fromEntries(
  ("ㄱr ㄲR ㄴs ㄷe ㄸE ㄹf ㅁa ㅂq ㅃQ ㅅt ㅆT ㅇd ㅈw ㅉW ㅊc ㅋz ㅌx ㅍv ㅎg ㅏk ㅐo ㅑi ㅒO ㅓj ㅔp ㅕu ㅖP ㅗh ㅘhk ㅙho ㅚhl ㅛy ㅜn ㅝnj ㅞnp " +
    "ㅟnl ㅠb ㅡm ㅢml ㅣl ㄳrt ㄵsw ㄶsg ㄺfr ㄻfa ㄼfq ㄽft ㄾfx ㄿfv ㅀfg ㅄqt")
    .split(" ")
    .map((pair) => [pair[0], pair.slice(1)]),
);
const jamo = Object.fromEntries(Object.entries(keys).map(([letter, key]) => [key, letter]));
// After any syllable, after a final consonant, after none.
const particles = [
  "의 에 들 등 에서 에게 께서 부터 까지 보다 처럼 마다 조차 마저 하고 하는 한다 하기 하여 해서 했다 된다 되는 되어 되기 적인 적으로 입니다 이다 이란",
  "은 을 이 과 으로 이나 이며 이고 이랑 이라 이라고 이라는 인데 이지만 이므로 이에요",
  "는 를 가 와 로 나 며 랑 라고 라는 지만 예요",
].map((list) => new Set(list.split(" ")));
// Or the end of a noun.
const doubtful = new Set("도 만 란 고 다 라 인 일 임 한 된 할 될 적".split(" "));

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
  if (code < 0 || code > 11171) return [letter];
  return [leads[Math.floor(code / 588)], vowels[Math.floor(code / 28) % 21], tails[code % 28]];
}

// The keys that write a text.
const typed = (text) => [...text].map((letter) => taken(letter).map((part) => keys[part] ?? part.trim()).join("")).join("");
const initials = (text) => [...text].map((letter) => taken(letter)[0]).join("");

// Latin letters that were meant as Hangul.
export function toHangul(text) {
  const parts = [...text].map((key) => jamo[key] ?? jamo[key.toLowerCase()] ?? key);
  const joined = (left, right) => jamo[(keys[left] ?? "") + (keys[right] ?? "")];
  let made = "";
  for (let at = 0; at < parts.length; ) {
    const lead = leads.indexOf(parts[at]);
    let vowel = parts[at + 1];
    if (lead < 0 || !vowels.includes(vowel ?? " ")) {
      made += parts[at++];
      continue;
    }
    at += 2;
    if (vowels.includes(joined(vowel, parts[at]) ?? " ")) vowel = joined(vowel, parts[at++]);
    const ends = (letter, next) => letter && tails.includes(letter) && !vowels.includes(next ?? " ");
    let tail = "";
    if (ends(parts[at], parts[at + 1])) tail = parts[at++];
    const both = tail && joined(tail, parts[at]);
    if (both && ends(both, parts[at + 1])) [tail, at] = [both, at + 1];
    made += String.fromCharCode(0xac00 + lead * 588 + vowels.indexOf(vowel) * 28 + (tail ? tails.indexOf(tail) : 0));
  }
  return made;
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
  const numbers = [];
  let [number, delta, scale] = [-1, 0, 1];
  for (const letter of text) {
    const digit = value.get(letter);
    delta += (digit & 31) * scale;
    scale *= 32;
    if (digit > 31) continue;
    number += delta + 1;
    numbers.push(number);
    [delta, scale] = [0, 1];
  }
  return numbers;
}

function isParticle(stem, end) {
  const final = (stem.charCodeAt(stem.length - 1) - 0xac00) % 28;
  return particles[0].has(end) || particles[final > 0 ? 1 : 2].has(end) || (final === 8 && end === "로");
}

// A word without its particles, and whether that is sure.
function stemOf(word) {
  let stem = word;
  for (let size = 3; word[0] >= "\u3000" && size > 0; size -= 1) {
    const rest = stem.slice(0, -size);
    const end = stem.slice(-size);
    if ((rest.length > 1 || (rest && "은을는를".includes(end))) && isParticle(rest, end)) [stem, size] = [rest, 4];
  }
  return stem === word && word.length > 2 && doubtful.has(word.at(-1)) ? [word.slice(0, -1), false] : [stem, true];
}

const bareOf = (word) => (stemOf(word)[1] ? stemOf(word)[0] : word);

function wordsOf(text) {
  const folded = fold(text);
  return [...folded.matchAll(token)]
    .filter(({ 0: word, index }) => !(/[a-z0-9]/.test(folded[index - 1] ?? " ") && [...particles, doubtful].some((list) => list.has(word))))
    .flatMap(([word]) => (word.length > 40 && word.match(part)) || word);
}

const kinds = { tag: "tag", 태그: "tag", category: "category", 카테고리: "category", 분류: "category", lang: "lang", 언어: "lang", paper: "paper", 논문: "paper" };

function parse(query) {
  const filters = {};
  const phrases = [];
  let text = query.replace(/(\p{L}+):("[^"]*"?|\S+)/gu, (all, name, wanted) => {
    const kind = kinds[name.toLowerCase()];
    if (kind) (filters[kind] ??= []).push(wanted.replaceAll('"', ""));
    return kind ? "" : all;
  });
  text = text.replace(/["“”]([^"“”]+)["“”]/g, (_, phrase) => (phrases.push(phrase), ` ${phrase} `));
  return { text: text.trim(), phrases, filters };
}

const pairsOf = (text, size) => {
  const found = new Set();
  for (let index = 0; index + size <= text.length; index += 1) found.add(text.slice(index, index + size));
  return found;
};

function isSlip(left, right) {
  if (Math.abs(left.length - right.length) > 1) return false;
  let at = 0;
  while (at < left.length && left[at] === right[at]) at += 1;
  const [one, two] = [left.slice(at), right.slice(at)];
  return one.slice(1) === two.slice(1) || one.slice(1) === two || one === two.slice(1) || (one[0] === two[1] && one[1] === two[0] && one.slice(2) === two.slice(2));
}

function likeness(left, right) {
  let shared = 0;
  for (const part of left) shared += right.has(part) ? 1 : 0;
  return (2 * shared) / (left.size + right.size || 1);
}

// Where words stand in a text, whatever spaces and case: [[start, end], …].
export function marksOf(text, words) {
  const place = [];
  let key = "";
  for (let at = 0; at < text.length; at += 1) {
    const letter = squash(text[at]);
    for (let index = 0; index < letter.length; index += 1) place.push(at);
    key += letter;
  }
  const marks = [];
  for (const word of words.map(squash).filter(Boolean))
    for (let at = key.indexOf(word); at >= 0; at = key.indexOf(word, at + word.length)) {
      const inside = /[a-z0-9]/.test(word[0]) && /[a-z0-9]/i.test(text[place[at] - 1] ?? " ");
      if (!inside) marks.push([place[at], place[at + word.length - 1] + 1]);
    }
  marks.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  let reached = 0;
  return marks.filter(([start, end]) => start >= reached && (reached = end));
}

// The part of a text that has most of the words, with marks.
export function excerptOf(text, words, length = 160) {
  const marks = marksOf(text, words).slice(0, 200);
  const inside = (start) => marks.filter((mark) => mark[0] >= start && mark[1] <= start + length);
  const kinds = (start) => new Set(inside(start).map(([from, to]) => squash(text.slice(from, to)))).size;
  const best = marks.reduce((found, mark) => (kinds(mark[0]) > kinds(found) ? mark[0] : found), marks[0]?.[0] ?? 0);
  let start = Math.max(0, best - 40);
  if (start > 0) start = text.indexOf(" ", start) + 1 || start;
  start = Math.min(start, best);
  const end = Math.min(text.length, start + length);
  const excerpt = (start ? "…" : "") + text.slice(start, end) + (end < text.length ? "…" : "");
  return { excerpt, marks: marksOf(excerpt, words) };
}

export async function openIndex(load) {
  const meta = await load("meta.json");
  const size = meta.titles.length;
  const files = new Map();
  const file = (name) => {
    if (!files.has(name)) files.set(name, load(name));
    files.get(name).catch(() => files.delete(name));
    return files.get(name);
  };
  const shard = (gram) => file(`grams/${crc32(headOf(gram)) % meta.shards}.json`);
  const members = (of) => {
    const lists = [];
    of.forEach((own, note) => own.forEach((one) => (lists[one] ??= []).push(note)));
    return lists;
  };
  const nameKeys = (names, notes, kind) => names.map((text, index) => ({ text, kind, notes: notes[index] ?? [] }));
  const names = [
    ...meta.titles.map((text, note) => ({ text, kind: 0, notes: [note] })),
    ...Object.entries(meta.aliases).flatMap(([note, own]) => own.map((text) => ({ text, kind: 1, notes: [Number(note)] }))),
    ...nameKeys(meta.tags, members(meta.tagsOf), 2),
    ...nameKeys(meta.categories, members(meta.categoriesOf), 2),
  ];
  for (const name of names) name.key = keyOf(name.text);
  const groups = meta.terms.map((group) => group.map((text) => ({ text, key: squash(text) })));
  // Whole, its beginning, inside, half typed: of a title, another name, a tag.
  const worth = [
    [100, 80, 60, 50],
    [95, 75, 55, 45],
    [39, 37, 35, 33],
  ];

  const addressOf = (note) => {
    const last = meta.titles[note].toLowerCase().replace(/[^a-z0-9가-힣]+/g, "-").replace(/^-+|-+$/g, "");
    return meta.addresses[note].replace(/(^|\/)=$/, `$1${last}/`).split("/").map(encodeURIComponent).join("/");
  };

  function byName(text, composing, scores) {
    const wanted = keyOf(text);
    if (!wanted) return;
    const words = wordsOf(text).map(bareOf);
    const bare = [...new Set([wanted, wordsOf(text).join(""), words.join("")])];
    const fingers = typed(wanted);
    const give = (name, points) => name.notes.forEach((note) => scores.set(note, Math.max(scores.get(note) ?? 0, points)));
    for (const name of names) {
      const points = worth[name.kind];
      bare.forEach((form, index) => {
        const at = form ? name.key.indexOf(form) : -1;
        if (at >= 0) give(name, points[name.key === form ? 0 : at ? 2 : 1] - index);
      });
      const held = words.filter((word) => name.key.includes(word)).length;
      if (words.length > 1 && held > 1) give(name, (points[2] - 2) * (held / words.length));
      if (composing || /[가-힣]/.test(wanted)) {
        name.typed ??= typed(name.key);
        const at = name.typed.indexOf(fingers);
        if (at === 0 || (at > 0 && fingers.length > 3)) give(name, points[3] - (at ? 5 : 0));
      }
    }
  }

  async function byInitials(wanted, scores) {
    const letters = [...wanted].map((letter) => [...(keys[letter] ?? letter)].map((key) => jamo[key] ?? key).join("")).join("");
    const look = (text, notes, points) => {
      const at = initials(squash(text)).indexOf(letters);
      if (at >= 0) notes.forEach((note) => scores.set(note, Math.max(scores.get(note) ?? 0, points - (at ? 20 : 0))));
    };
    for (const name of names) look(name.text, name.notes, 60 - 5 * name.kind);
    if (scores.size < 3) (await file("headings.json")).forEach((own, note) => own.forEach((text) => look(text, [note], 42)));
  }

  const pick = (held, test) => Object.keys(held).filter(test).map((key) => held[key]);

  // How much of a word each note has: in all, in headings, in code.
  async function coverage(form, { prefix, composing }) {
    const found = { all: new Float32Array(size), head: new Float32Array(size), code: new Float32Array(size), notes: 0 };
    const grams = form[0] < "\u3000" || form.length < 2 ? [form] : [...pairsOf(form, 2)];
    const sums = await Promise.all(
      grams.map(async (gram, index) => {
        const [first, last] = gram;
        if (!last && gram >= "가") {
          const all = await Promise.all([gram, ...[...leads].map((_, lead) => gram + String.fromCharCode(0xac00 + lead * 588))].map(shard));
          return all.flatMap((held) => pick(held, (key) => key[0] === gram && key[1] !== " "));
        }
        const held = await shard(gram);
        if (form < "\u3000" && prefix && form.length > 2) return pick(held, (key) => key.startsWith(form));
        const own = pick(held, (key) => key === gram || (grams.length > 2 && key === `${first} ${last}`));
        if (form < "\u3000" || index < grams.length - 1 || (own.length && !composing)) return own;
        return pick(held, (key) => key.length === 2 && key[0] === first && typed(key[1]).startsWith(typed(last)));
      }),
    );
    const kinds = sums.map((own) => {
      const kind = new Map();
      for (const coded of own)
        coded.split(",").forEach((part, index) => decoded(part).forEach((note) => kind.set(note, Math.min(kind.get(note) ?? 9, index))));
      return kind;
    });
    // A gram that no note has may be a slip.
    const weights = kinds.map((kind) => (kind.size ? Math.log(1 + size / kind.size) : 0));
    const mean = weights.reduce((sum, weight) => sum + weight, 0) / (weights.filter(Boolean).length || 1);
    let total = 0;
    for (const [at, kind] of kinds.entries()) {
      const weight = weights[at] || mean;
      total += weight;
      for (const [note, index] of kind) {
        found.all[note] += weight;
        if (index !== 1) (index ? found.code : found.head)[note] += weight;
      }
    }
    for (let note = 0; note < size; note += 1) {
      if (!found.all[note]) continue;
      for (const part of [found.all, found.head, found.code]) part[note] /= total || 1;
      if (found.all[note] > 0.999) found.notes += 1;
    }
    return { ...found, weight: total };
  }

  async function byWord(word, options) {
    const [stem, sure] = stemOf(word);
    const whole = { ...(await coverage(word, options)), form: word };
    if (stem === word) return whole;
    const bare = { ...(await coverage(stem, options)), form: stem };
    if (!sure && whole.notes >= Math.max(1, bare.notes / 64)) return whole;
    for (let note = 0; note < size; note += 1) bare.all[note] = Math.max(whole.all[note], bare.all[note] * 0.999);
    return bare;
  }

  async function byText(text, options, scores) {
    const words = [...new Set(wordsOf(text))].slice(0, 12);
    if (!words.length) return { relaxed: () => {}, forms: [] };
    const found = await Promise.all(
      words.map((word, index) => byWord(word, { prefix: index === words.length - 1, composing: options.composing && index === words.length - 1 })),
    );
    const known = found.filter((one) => one.weight);
    const mean = known.reduce((total, one) => total + one.weight, 0) / known.length || 1;
    const sum = mean * found.length;
    const give = (least, strict) => {
      for (let note = 0; note < size; note += 1) {
        let [share, head, code, whole] = [0, 0, 0, true];
        for (const one of found) {
          share += (one.all[note] * one.weight) / sum;
          head += (one.head[note] * one.weight) / sum;
          code += (one.code[note] * one.weight) / sum;
          whole &&= one.all[note] > 0.99;
        }
        if (share <= 0 || (strict ? !whole : share < least)) continue;
        const points = 14 * share + (whole ? 6 : 0) + (whole && head > 0.98 ? 24 : 20 * head) - 8 * code;
        scores.set(note, Math.max(scores.get(note) ?? 0, points) + (scores.has(note) ? 2 : 0));
      }
    };
    give(1, true);
    if (words.length > 1) give(words.length > 2 ? 0.5 : 0.75, false);
    for (const notes of await beside(text)) for (const note of notes) if (scores.has(note)) scores.set(note, scores.get(note) + 2);
    return { relaxed: (least) => give(least, false), forms: found.map((one) => one.form) };
  }

  // The query with other names of what it speaks of.
  function otherwise(text) {
    const words = wordsOf(text);
    const parts = [[text, squash(text)], ...words.map((word) => [word, word])];
    const made = parts.flatMap(([part, key]) => {
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
    const { relaxed, forms } = await byText(text, options, scores);
    for (const other of otherwise(text)) {
      const more = new Map();
      byName(other, false, more);
      forms.push(...(await byText(other, {}, more)).forms);
      for (const [note, points] of more) scores.set(note, Math.max(scores.get(note) ?? 0, points * 0.9));
    }
    return { scores, relaxed, forms };
  }

  function nearest(text) {
    const own = typed(squash(text));
    const wanted = pairsOf(`^${own}$`, 3);
    if (wanted.size < 4) return undefined;
    let best = { like: 0.6 };
    for (const name of names)
      for (const word of name.kind < 2 ? [name.text, ...wordsOf(name.text)] : [name.text]) {
        if (Math.abs(word.length - text.length) > 3) continue;
        const other = typed(squash(word));
        const like = Math.max(likeness(wanted, pairsOf(`^${other}$`, 3)), isSlip(own, other) ? 0.8 : 0);
        if (like >= best.like && other !== own) best = { like, word };
      }
    return best.word;
  }

  function allowed({ tag = [], category = [], lang = [] }) {
    const same = (name, wanted) => name === wanted || `/${name}/`.includes(`/${wanted}/`);
    const numbers = (list) => (wanted) => new Set(list.flatMap((name, index) => (same(fold(name), fold(wanted)) ? [index] : [])));
    const tags = tag.map(numbers(meta.tags));
    const categories = category.map(numbers(meta.categories));
    return (note) =>
      lang.every((wanted) => meta.languages[meta.language[note]] === fold(wanted)) &&
      tags.every((set) => meta.tagsOf[note].some((one) => set.has(one))) &&
      categories.every((set) => meta.categoriesOf[note].some((one) => set.has(one)));
  }

  async function shown(note, score, words) {
    const [abstract, headings, anchors] = (await file(`notes/${Math.floor(note / meta.chunk)}.json`))[note % meta.chunk];
    const hits = (at) => words.filter((word) => squash(headings[at] ?? "").includes(word)).length;
    const best = headings.reduce((found, _, at) => (hits(at) > hits(found) ? at : found), -1);
    return {
      url: addressOf(note),
      title: meta.titles[note],
      lang: meta.languages[meta.language[note]],
      heading: headings[best] ?? "",
      anchor: anchors[best] ?? "",
      ...excerptOf(abstract, words, 200),
      score: Math.round(score * 100) / 100,
    };
  }

  async function search(query, { limit = 20, lang, tag, category, prefer, composing = false } = {}) {
    const { text, phrases, filters } = parse(query.normalize("NFC"));
    for (const [name, wanted] of Object.entries({ lang, tag, category })) if (wanted) (filters[name] ??= []).push(wanted);
    const fits = allowed(filters);
    let [scores, meant, words] = [new Map(), text, []];
    if (/^[ㄱ-ㅎ\s]+$/.test(text)) await byInitials(squash(text), scores);
    if (text && !scores.size) ({ scores, meant, words } = await guess(text, composing));
    else if (!text && Object.keys(filters).length) meta.titles.forEach((_, note) => scores.set(note, 1));
    const kept = [];
    for (const phrase of phrases) kept.push(await byPhrase(phrase));
    for (const paper of filters.paper ?? []) {
      const { all } = await coverage(`@${paper.replace(/^arxiv:|v\d+$/gi, "")}`, {});
      kept.push((note) => all[note] > 0);
    }
    const own = (note) => (meta.languages[meta.language[note]] === prefer ? 1.5 : 0) - note / size;
    const ranked = [...scores]
      .filter(([note]) => fits(note) && kept.every((has) => has(note)))
      .map(([note, points]) => [note, points + own(note)])
      .sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    const results = await Promise.all(ranked.slice(0, limit).map(([note, points]) => shown(note, points, words)));
    return Object.assign(results, { total: ranked.length, words, phrases, meant: meant === text ? undefined : meant });
  }

  // The notes that have two words beside each other, for each pair of a text.
  const beside = (text) =>
    Promise.all(
      [...fold(text).matchAll(new RegExp(`([${syllabic}]) (?=([${syllabic}]))`, "gu"))].map(async ([, left, right]) => {
        const coded = (await shard(left + right))[`${left} ${right}`] ?? "";
        return new Set(coded.split(",").flatMap(decoded));
      }),
    );

  async function bond(left, right) {
    const number = (crc32(left < "\u3000" ? left : left.at(-1)) & 0xfffff) ^ (crc32(right < "\u3000" ? right : right[0]) >>> 12);
    const row = (number * meta.phrases) >> 10;
    return new Set(decoded((await file(`phrases/${row >> 10}.json`))[row & 1023]));
  }

  async function byPhrase(phrase) {
    const lists = await Promise.all(wordsOf(phrase).map((word) => coverage(word, {})));
    const pairs = await beside(phrase.trim());
    const parts = fold(phrase).match(part) ?? [];
    for (const [at, right] of parts.slice(1).entries())
      if (parts[at] < "\u3000" || right < "\u3000") pairs.push(await bond(parts[at], right));
    return (note) => lists.every((one) => one.all[note] > 0.99) && pairs.every((notes) => notes.has(note));
  }

  async function guess(text, composing) {
    let meant = text;
    let { scores, relaxed, forms: words } = await find(text, { composing });
    if (!scores.size) relaxed(0.75);
    const retry = async (other) => {
      const found = await find(other, {});
      if (found.scores.size) [scores, meant, words] = [found.scores, other, found.forms];
    };
    if (!scores.size && /^[a-z\s]{3,}$/i.test(text) && /^[가-힣\s]+$/.test(toHangul(text))) await retry(toHangul(text));
    if (!scores.size && /[ㄱ-ㅣ]/.test(text) && !composing) await retry(typed(text).toLowerCase());
    const near = scores.size < 3 && nearest(text);
    if (near && !scores.size) await retry(near);
    else if (near) byName(near, false, scores);
    if (!scores.size) relaxed(0.5);
    return { scores, meant, words };
  }

  const recent = (limit) =>
    meta.titles.slice(0, limit).map((title, note) => ({ url: addressOf(note), title, lang: meta.languages[meta.language[note]] }));

  return { search, recent, size, languages: meta.languages, tags: meta.tags, categories: meta.categories };
}
