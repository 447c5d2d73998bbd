// What scripts say, in the language of the page's interface.
const both = {
  copy: ["복사", "Copy"],
  copied: ["복사했습니다", "Copied"],
  copyCode: ["코드 복사", "Copy code"],
  copyTex: ["TeX 복사", "Copy TeX"],
  copyFailed: ["복사하지 못했습니다", "Could not copy"],
  wrap: ["줄 바꿈", "Wrap"],
  linkCopied: ["링크를 복사했습니다", "Link copied"],
  zoom: ["이미지 크게 보기", "Enlarge image"],
  close: ["닫기", "Close"],
  themes: ["테마 바꾸기", "Toggle theme"],
  system: ["시스템 설정", "System"],
  light: ["라이트 모드", "Light"],
  dark: ["다크 모드", "Dark"],
  find: ["검색", "Search"],
  placeholder: ["검색어를 입력하세요", "Type to search"],
  count: ["검색 결과 {n}건", "{n} results"],
  more: ["더 보기", "Show more"],
  recent: ["최근 글", "Recent notes"],
  none: ["검색 결과가 없습니다", "No results"],
  failed: ["검색 색인을 읽지 못했습니다 ({why}). 태그와 아카이브에서 찾아 주세요.", "Could not read the search index ({why}). Try the tags or the archive."],
  meant: ["‘{q}’ 검색 결과:", "Results for “{q}”:"],
  everyLanguage: ["언어", "Language"],
  ko: ["한국어", "Korean"],
  en: ["영어", "English"],
  tag: ["태그", "Tag"],
  category: ["카테고리", "Category"],
  keys: ["단축키", "Keyboard shortcuts"],
  useKeys: ["단축키 쓰기", "Use these keys"],
  next: ["다음 글", "Next note"],
  previous: ["이전 글", "Previous note"],
  toc: ["목차", "Contents"],
  help: ["이 도움말", "This help"],
  read: ["읽은 글 {n} / {total}", "{n} of {total} read"],
  near: ["비슷한 글", "Similar notes"],
  footnote: ["각주", "Footnote"],
};

const column = document.body.lang === "ko" ? 0 : 1;

export const word = (name, values = {}) =>
  both[name]?.[column].replace(/\{(\w+)\}/g, (_, key) => values[key]);
