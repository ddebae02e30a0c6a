// The words that a clinic adds to the red-flag gate, as values: `[{text, category}]`.
import { CATEGORIES } from "./red-flags.js";

export const WORD_LIMIT = 100;

/** By category, in the order of the categories; those without a word are left out: `[{category, name, words}]`. */
export function byCategory(words) {
    return Object.entries(CATEGORIES)
        .map(([category, name]) => ({ category, name, words: words.filter((word) => word.category === category) }))
        .filter((group) => group.words.length > 0);
}

export function hasWord(words, { text, category }) {
    return words.some((word) => word.text.toLowerCase() === text.toLowerCase() && word.category === category);
}

export function withWord(words, word) {
    return hasWord(words, word) ? words : [...words, word];
}

export function withoutWord(words, { text, category }) {
    return words.filter((word) => word.text !== text || word.category !== category);
}

/** Which field a refusal is about, "text" or "category", or null. */
export function wordField(sentence) {
    const found = /^"words(?:\[\d+\]\.(text|category))?" must be /.exec(sentence);
    return found && (found[1] ?? "text");
}
