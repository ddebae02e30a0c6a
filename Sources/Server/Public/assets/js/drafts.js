// What the assistant has made: its answer that waits for a person, and where its messages come from, in words.
import { clockTime, dayLabel } from "./format.js";

const TITLE = "AI draft, not sent";
const DOCTOR_ONLY = "Medical: only a doctor may send it.";
const ASK_A_DOCTOR = "Medical: a doctor must send it. You can discard it.";

/** What a row of the list says of a draft: `{tone, icon, label, text}`, or null. */
export function draftMark({ draft }) {
    return draft ? { tone: "draft", icon: "spark", label: "An AI draft waits for you", text: "AI draft" } : null;
}

/** Whether a person of this role may send it, changed or not. */
export function maySend({ is_medical: isMedical }, role) {
    return !isMedical || role !== "receptionist";
}

/** What the chat says of it to a person of this role: `{title, reason, note}`. */
export function draftWords(draft, now, role) {
    const { why, is_medical: isMedical, made_at: at } = draft;
    const day = dayLabel(at, now).replace(/^(Today|Yesterday)$/, (word) => word.toLowerCase());
    const note = [restsOn(draft), `made ${day}, ${clockTime(at)}`].filter(Boolean).join(" · ");
    return { title: TITLE, reason: [why, isMedical ? doctorOnly(draft, role) : ""].filter(Boolean).join(" "), note };
}

function doctorOnly(draft, role) {
    return maySend(draft, role) ? DOCTOR_ONLY : ASK_A_DOCTOR;
}

/** What stands under a bubble: `{line, details}`, or null where nobody knows where it comes from. */
export function provenanceWords({ provenance, account_name: name }) {
    if (!provenance) return null;
    const { kind, rule, model_version: version, latency_ms: latency, input_tokens: input, output_tokens: output } = provenance;
    const seconds = Number.isFinite(latency) ? `${(latency / 1000).toFixed(1)} s` : "";
    const line = [restsOn(provenance) || (kind === "fixed" ? "A fixed sentence" : "From no topic"), seconds];
    const details = [
        version ? `Version ${version}` : "",
        Number.isFinite(input) ? `${input} tokens read` : "",
        Number.isFinite(output) ? `${output} tokens written` : "",
        provenance.approved_by ? approved(provenance, name) : "",
        rule && rule !== "clinic_reads_first" ? `Held back: ${rule.replaceAll("_", " ")}` : "",
    ];
    return { line: line.filter(Boolean).join(" · "), details: details.filter(Boolean).join(" · ") };
}

function approved({ is_edited: isEdited }, name) {
    return `AI draft ${isEdited ? "changed" : "accepted"} by ${name ?? "the clinic"}`;
}

function restsOn({ model, topics }) {
    const titles = topics?.length ? topics.join(", ") : "";
    if (model) return titles ? `${model} · from: ${titles}` : model;
    return titles ? `From: ${titles}` : "";
}
