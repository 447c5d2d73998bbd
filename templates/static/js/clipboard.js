// Copies text and says so.
import { announce } from "./announce.js";
import { word } from "./words.js";

export async function copy(text, said = word("copied")) {
  try {
    await navigator.clipboard.writeText(text);
    announce(said);
  } catch {
    announce(word("copyFailed"));
  }
}
