// What the assistant may say, as values: words for people, and what a form changes.
import { clockTime, dayLabel } from "./format.js";
import { categoryName } from "./red-flags.js";

export const TITLE_LIMIT = 200;
export const ANSWER_LIMIT = 4096;

export function waitingWords(topics) {
    const count = topics.filter((topic) => !topic.is_approved).length;
    if (count === 0) return "";
    return count === 1
        ? "1 topic waits for a doctor's approval. The assistant does not use it until then."
        : `${count} topics wait for a doctor's approval. The assistant does not use them until then.`;
}

export function kindWords({ kind }) {
    return kind === "medical" ? "Medical" : "Administrative";
}

export function approvalWords({ is_approved, approved_by, approved_at }, now) {
    if (!is_approved) return "Not approved";
    return ["Approved", approved_by && `by ${approved_by}`, approved_at && dayWords(approved_at, now)]
        .filter(Boolean).join(" ");
}

export function usedWords({ used, last_used_at }, now) {
    if (!used || !last_used_at) return "Not used yet";
    return `Used ${used === 1 ? "once" : `${used} times`}, last ${dayWords(last_used_at, now)}, ${clockTime(last_used_at)}`;
}

// Within a sentence.
function dayWords(at, now) {
    return dayLabel(at, now).replace(/^(Today|Yesterday)$/, (word) => word.toLowerCase());
}

/** The members of `fields` (`{title, answer, kind}`) that differ from the topic. `approves`: these words are approved. */
export function changesTo(topic, { approves, ...fields }) {
    const changes = Object.fromEntries(
        Object.entries(fields)
            .map(([name, value]) => [name, name === "kind" ? value : value.trim()])
            .filter(([name, value]) => value !== topic[name]),
    );
    if (approves && (Object.keys(changes).length > 0 || !topic.is_approved)) changes.is_approved = true;
    return changes;
}

/** The ids with one of them moved by so many places; null where it is at the end already. */
export function moved(ids, id, by) {
    const from = ids.indexOf(id);
    const to = from + by;
    if (from < 0 || to < 0 || to >= ids.length) return null;
    const others = ids.filter((other) => other !== id);
    return [...others.slice(0, to), id, ...others.slice(to)];
}

export function importWords({ added, changed, kept, removed, unapproved }) {
    const parts = [`${added} added`, `${changed} changed`, `${kept} kept`];
    if (removed > 0) parts.push(`${removed} removed`);
    const waiting = unapproved.length;
    const words = { 0: "", 1: " 1 of the file waits for approval." };
    return `Imported: ${parts.join(", ")}.${words[waiting] ?? ` ${waiting} of the file wait for approval.`}`;
}

const REASONS = {
    red_flag: "This sounds like an emergency, so a human is called.",
    patient_asked: "The patient wants a person, so a human is called.",
    assistant_unsure: "The assistant is not sure, so a human is called.",
    assistant_failed: "The assistant could not answer, so a human is called.",
    assistant_blocked: "The model refused to answer, so a human is called.",
    unreadable_message: "The assistant cannot read this, so a human is called.",
};

/** What became of a question that was tried, in words. */
export function triedWords({ topics, needs_human, reason, red_flag }) {
    const rests = topics.length > 0 ? `It rests on ${topics.map((title) => `“${title}”`).join(", ")}.` : "";
    const human = needs_human ? REASONS[red_flag ? "red_flag" : reason] ?? "A human is called." : "";
    return [human, rests || (needs_human ? "" : "It rests on no topic."), flagWords(red_flag)].filter(Boolean).join(" ");
}

function flagWords(category) {
    return category ? `Alarming: ${categoryName(category)}.` : "";
}

export function askedWords({ count, last_asked_at }, now) {
    return `Asked ${count === 1 ? "once" : `${count} times`}, last ${dayWords(last_asked_at, now)}`;
}

/** A title for a topic that answers this question: its first line, cut. */
export function titleFor(question) {
    const line = question.split("\n")[0].trim();
    return line.length > 80 ? `${line.slice(0, 79).trimEnd()}…` : line;
}
