// Finds notes in the index below `/_/search/`. No DOM and no network: `load(name)` resolves to a parsed file of it.
// `fmnotes/text/grams.py` makes what this reads, by the same rules.
const syllabic = "가-힣ㄱ-ㆎ぀-ヿ㐀-鿿";
const letters = "a-z0-9ß-ɏͰ-ϿЀ-ӿ";
const token = new RegExp(`[${syllabic}]+|[${letters}]+(?:[+#]+|(?:[._'-][${letters}]+)*)`, "gu");
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
// A particle is taken off a query, never off the text. The second list could as well be the end of a noun.
const particles =
  "은 는 을 를 으로 에서 에게 께서 부터 까지 보다 처럼 마다 조차 마저 이나 이며 이고 이다 입니다 이랑 하고 라고 이라고 라는 이라는 에는 에도 에서는 에서도 로는 로도 " +
  "으로는 으로도 에서의 와의 과의 들은 들을 들의 들이 들에 들과 들도 인데 이지만 이므로 이란 등을 등의 등이 등은 하는 한다 하기 하여 해서 했다 된다 되는 되어 되기 적인 적으로 이에요 예요";
const doubtful = "이 가 의 에 도 만 로 와 과 고 나 며 다 라 란 인 일 임 등 들 한 된 할 될 적";
const clings = new Set(`${particles} ${doubtful}`.split(" "));
const certain = new Set(particles.split(" "));

const fold = (text) =>
  text
    .normalize("NFC")
    .toLowerCase()
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, "")
    .replace(/[\u00c0-\u024f]/g, (accented) => accented.normalize("NFD")[0])
    .replace(/\s+/g, " ");
const squash = (text) => fold(text).replace(/[^\p{L}\p{N}+#]+/gu, "");

function taken(letter) {
  const code = letter.charCodeAt(0) - 0xac00;
  if (code < 0 || code > 11171) return [letter];
  return [leads[Math.floor(code / 588)], vowels[Math.floor(code / 28) % 21], tails[code % 28]];
}

// What fingers do to write a text: a syllable half typed begins as the whole one does.
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

function shardOf(gram, shards) {
  const [first, last] = [gram[0], gram.at(-1)];
  const lead = Math.floor((last.charCodeAt(0) - 0xac00) / 588);
  let head = gram.slice(0, 3);
  if (first >= "\u3000") head = gram.length < 2 ? first : first + (lead >= 0 && lead < 19 ? String.fromCharCode(0x1100 + lead) : last);
  let hash = 0x811c9dc5;
  for (let index = 0; index < head.length; index += 1) hash = Math.imul(hash ^ head.charCodeAt(index), 0x01000193) >>> 0;
  return hash % shards;
}

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

// A word of a query as it stands, and without what may cling to it, the longest first.
function formsOf(word) {
  const forms = [{ text: word, sure: true }];
  if (word[0] < "\u3000") return forms;
  for (let cut = Math.max(2, word.length - 4); cut < word.length; cut += 1)
    if (clings.has(word.slice(cut))) forms.push({ text: word.slice(0, cut), sure: certain.has(word.slice(cut)) });
  return forms.length > 2 ? forms.slice(0, 2) : forms;
}

function wordsOf(text) {
  const folded = fold(text);
  return [...folded.matchAll(token)]
    .filter(({ 0: word, index }) => !(clings.has(word) && /[a-z0-9]/.test(folded[index - 1] ?? " ")))
    .map(([word]) => word);
}

function parse(query) {
  const filters = {};
  const phrases = [];
  const names = { 태그: "tag", 분류: "category", 카테고리: "category", 언어: "lang", 논문: "paper" };
  let text = query.replace(/(^|\s)(tag|category|lang|paper|태그|분류|카테고리|언어|논문):("[^"]*"|\S+)/gi, (_, space, name, wanted) => {
    const kind = names[name] ?? name.toLowerCase();
    (filters[kind] ??= []).push(wanted.replaceAll('"', ""));
    return space;
  });
  text = text.replace(/["“”]([^"“”]+)["“”]/g, (_, phrase) => (phrases.push(phrase), ` ${phrase} `));
  return { text: text.trim(), phrases, filters };
}

const pairsOf = (text, size) => {
  const found = new Set();
  for (let index = 0; index + size <= text.length; index += 1) found.add(text.slice(index, index + size));
  return found;
};

function likeness(left, right) {
  let shared = 0;
  for (const part of left) shared += right.has(part) ? 1 : 0;
  return (2 * shared) / (left.size + right.size || 1);
}

// Where the words of a query stand in a text, whatever spaces and case: [[start, end], …].
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
  return marks.filter((mark, index) => index === 0 || mark[0] >= Math.max(...marks.slice(0, index).map((one) => one[1])));
}

// The part of a text that has most of the words, with marks.
export function excerptOf(text, words, length = 160) {
  const marks = marksOf(text, words);
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
  const shard = (gram) => file(`grams/${shardOf(gram, meta.shards)}.json`);
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
  for (const name of names) name.key = squash(name.text);
  const groups = meta.terms.map((group) => group.map((text) => ({ text, key: squash(text) })));
  // [all of it, its beginning, inside it, half typed]: of a title, another name, a tag.
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
    const wanted = squash(text);
    if (!wanted) return;
    const lasts = wordsOf(text).map((word) => formsOf(word));
    const bare = [...new Set([wanted, lasts.map((forms) => forms[0].text).join(""), lasts.map((forms) => forms.at(-1).text).join("")])];
    const fingers = typed(wanted);
    const words = lasts.map((forms) => forms.at(-1).text);
    const give = (name, points) => name.notes.forEach((note) => scores.set(note, Math.max(scores.get(note) ?? 0, points)));
    for (const name of names) {
      const points = worth[name.kind];
      bare.forEach((form, index) => {
        const at = form ? name.key.indexOf(form) : -1;
        if (at >= 0) give(name, points[name.key === form ? 0 : at ? 2 : 1] - index);
      });
      if (words.length > 1 && words.every((word) => name.key.includes(word))) give(name, points[2] - 2);
      if (composing || /[ㄱ-ㅣ]$/.test(wanted)) {
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

  // How much of one form of a word each note has: all, and of that in headings and in code.
  async function coverage(form, { prefix, composing }) {
    const found = { all: new Float32Array(size), head: new Float32Array(size), code: new Float32Array(size), notes: 0 };
    const grams = form[0] < "\u3000" || form.length < 2 ? [form] : [...pairsOf(form, 2)];
    const sums = await Promise.all(
      grams.map(async (gram, index) => {
        const held = await shard(gram);
        let own = Object.hasOwn(held, gram) ? [held[gram]] : [];
        const across = `${gram[0]} ${gram[1]}`;
        if (grams.length > 2 && Object.hasOwn(held, across)) own.push(held[across]);
        if (form[0] < "\u3000" && prefix && form.length > 2) own = Object.keys(held).filter((key) => key.startsWith(form)).map((key) => held[key]);
        const last = index === grams.length - 1 && gram.length === 2 && gram[0] >= "\u3000";
        if (last && (composing || !own.length)) {
          const begin = typed(gram[1]);
          own = Object.keys(held).filter((key) => key.length === 2 && key[0] === gram[0] && typed(key[1]).startsWith(begin)).map((key) => held[key]);
        }
        return own;
      }),
    );
    let total = 0;
    for (const own of sums) {
      const kind = new Map();
      for (const coded of own)
        coded.split(",").forEach((part, index) => decoded(part).forEach((note) => kind.set(note, Math.min(kind.get(note) ?? 9, index))));
      const weight = Math.log(1 + size / (kind.size || 0.5));
      total += weight;
      for (const [note, index] of kind) {
        found.all[note] += weight;
        if (index === 0) found.head[note] += weight;
        if (index === 2) found.code[note] += weight;
      }
    }
    for (let note = 0; note < size; note += 1) {
      if (!found.all[note]) continue;
      for (const part of [found.all, found.head, found.code]) part[note] /= total;
      if (found.all[note] > 0.999) found.notes += 1;
    }
    return { ...found, weight: total };
  }

  async function byWord(word, options) {
    const forms = formsOf(word);
    const [whole, bare] = await Promise.all(forms.map((form) => coverage(form.text, options)));
    if (!bare) return whole;
    // `모델이` is 모델 and a particle, 정확도 a word of its own: of the first, the text has many other forms.
    const strips = forms[1].sure || whole.notes < Math.max(1, bare.notes / 4);
    if (!strips) return whole;
    for (let note = 0; note < size; note += 1) bare.all[note] = Math.max(whole.all[note], bare.all[note] * 0.999);
    return bare;
  }

  async function byText(text, options, scores) {
    const words = [...new Set(wordsOf(text))].slice(0, 12);
    if (!words.length) return { relaxed: () => {} };
    const found = await Promise.all(
      words.map((word, index) => byWord(word, { prefix: index === words.length - 1, composing: options.composing && index === words.length - 1 })),
    );
    const sum = found.reduce((total, one) => total + one.weight, 0) || 1;
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
        const points = (whole ? 20 : 12 * share) + 20 * (whole && head > 0.98 ? 1 : 0) + 4 * head - 8 * code;
        scores.set(note, Math.max(scores.get(note) ?? 0, points) + (scores.has(note) ? 2 : 0));
      }
    };
    give(1, true);
    if (words.length > 1) give(0.75, false);
    return { relaxed: (least) => give(least, false) };
  }

  // The same query with the other names of what it speaks of.
  function otherwise(text) {
    const made = [];
    const whole = formsOf(squash(text)).map((form) => form.text);
    const words = wordsOf(text);
    for (const group of groups) {
      const others = (key) => group.filter((name) => name.key !== key).map((name) => name.text);
      const own = group.find((name) => whole.includes(name.key));
      if (own) made.push(...others(own.key));
      else
        for (const word of words) {
          const part = group.find((name) => formsOf(word).some((form) => form.text === name.key));
          if (part) made.push(...others(part.key).map((name) => words.map((one) => (one === word ? name : one)).join(" ")));
        }
    }
    return made.slice(0, 6);
  }

  async function find(text, options) {
    const scores = new Map();
    byName(text, options.composing, scores);
    const { relaxed } = await byText(text, options, scores);
    for (const other of otherwise(text)) {
      const more = new Map();
      byName(other, false, more);
      await byText(other, {}, more);
      for (const [note, points] of more) scores.set(note, Math.max(scores.get(note) ?? 0, points * 0.9));
    }
    return { scores, relaxed };
  }

  // The name that a word was most likely meant to be.
  function nearest(text) {
    const wanted = pairsOf(`^${typed(squash(text))}$`, 3);
    if (wanted.size < 4) return undefined;
    let best = { like: 0.6 };
    for (const name of names)
      for (const word of name.kind < 2 ? [name.text, ...wordsOf(name.text)] : [name.text]) {
        if (Math.abs(word.length - text.length) > 3) continue;
        const like = likeness(wanted, pairsOf(`^${typed(squash(word))}$`, 3));
        if (like >= best.like && squash(word) !== squash(text)) best = { like, word };
      }
    return best.word;
  }

  function allowed({ tag = [], category = [], lang = [] }) {
    const same = (name, wanted, deep) => name === wanted || (deep && name.startsWith(`${wanted}/`)) || (deep && name.split("/").includes(wanted));
    const numbers = (list, wanted, deep) => new Set(list.flatMap((name, index) => (same(fold(name), fold(wanted).replace(/^#/, ""), deep) ? [index] : [])));
    const tags = tag.map((wanted) => numbers(meta.tags, wanted, false));
    const categories = category.map((wanted) => numbers(meta.categories, wanted, true));
    return (note) =>
      lang.every((wanted) => meta.languages[meta.language[note]] === wanted) &&
      tags.every((set) => meta.tagsOf[note].some((one) => set.has(one))) &&
      categories.every((set) => meta.categoriesOf[note].some((one) => set.has(one)));
  }

  async function about(note) {
    const [abstract, texts, ids] = (await file(`notes/${Math.floor(note / meta.chunk)}.json`))[note % meta.chunk];
    return { abstract, headings: texts.map((text, index) => ({ text, id: ids[index] })) };
  }

  async function shown(note, score, words) {
    const { abstract, headings } = await about(note);
    const hits = (text) => words.filter((word) => squash(text).includes(word)).length;
    const best = headings.reduce((found, heading) => (hits(heading.text) > hits(found?.text ?? "") ? heading : found), undefined);
    return {
      url: addressOf(note),
      title: meta.titles[note],
      lang: meta.languages[meta.language[note]],
      heading: best?.text ?? "",
      anchor: best?.id ?? "",
      ...excerptOf(abstract, words, 200),
      score: Math.round(score * 100) / 100,
    };
  }

  async function search(query, { limit = 20, lang, tag, category, prefer, composing = false } = {}) {
    const { text, phrases, filters } = parse(query);
    const also = (name, more) => (filters[name] = [...(filters[name] ?? []), ...(more ? [more] : [])]);
    const fits = allowed({ lang: also("lang", lang), tag: also("tag", tag), category: also("category", category) });
    let [scores, meant] = [new Map(), text];
    const filtered = Object.values(filters).some((own) => own.length);
    if (/^[ㄱ-ㅎ\s]+$/.test(text)) await byInitials(squash(text), scores);
    else if (text) ({ scores, meant } = await guess(text, composing));
    else if (filtered) meta.titles.forEach((_, note) => scores.set(note, 1));
    const kept = [];
    for (const phrase of phrases) kept.push((await coverageOfPhrase(phrase)).all);
    for (const paper of filters.paper ?? []) kept.push((await coverage(`@${paper.replace(/^arxiv:|v\d+$/gi, "")}`, {})).all);
    const own = (note) => (meta.languages[meta.language[note]] === prefer ? 1.5 : 0) - note / size;
    const ranked = [...scores]
      .filter(([note]) => fits(note) && kept.every((has) => has[note] > 0.99))
      .map(([note, points]) => [note, points + own(note)])
      .sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    const words = wordsOf(meant).map((word) => formsOf(word).at(-1).text);
    const results = await Promise.all(ranked.slice(0, limit).map(([note, points]) => shown(note, points, words)));
    return Object.assign(results, { total: ranked.length, words, meant: meant === text ? undefined : meant });
  }

  // Syllables beside each other and across the spaces, all of them.
  async function coverageOfPhrase(phrase) {
    const folded = fold(phrase).trim();
    const lists = [];
    for (const word of wordsOf(phrase)) lists.push((await coverage(word, {})).all);
    for (const [, left, right] of folded.matchAll(new RegExp(`([${syllabic}]) (?=([${syllabic}]))`, "gu"))) {
      const held = await shard(left + right);
      const has = new Float32Array(size);
      const coded = held[`${left} ${right}`] ?? "";
      coded.split(",").forEach((part) => decoded(part).forEach((note) => (has[note] = 1)));
      lists.push(has);
    }
    return { all: lists.reduce((every, one) => every.map((has, note) => Math.min(has, one[note])), new Float32Array(size).fill(1)) };
  }

  async function guess(text, composing) {
    let meant = text;
    let { scores, relaxed } = await find(text, { composing });
    if (!scores.size) relaxed(0.75);
    const retry = async (other) => {
      const found = await find(other, {});
      if (found.scores.size) [scores, meant] = [found.scores, other];
    };
    if (!scores.size && /^[a-z\s]{3,}$/i.test(text) && /^[가-힣\s]+$/.test(toHangul(text))) await retry(toHangul(text));
    if (!scores.size && /[ㄱ-ㅣ]/.test(text) && !composing) await retry(typed(text).toLowerCase());
    const near = scores.size < 3 && nearest(text);
    if (near && !scores.size) await retry(near);
    else if (near) byName(near, false, scores);
    if (!scores.size) relaxed(0.5);
    return { scores, meant };
  }

  const recent = (limit) =>
    meta.titles.slice(0, limit).map((title, note) => ({ url: addressOf(note), title, lang: meta.languages[meta.language[note]] }));

  return { search, recent, size, languages: meta.languages, tags: meta.tags, categories: meta.categories };
}
