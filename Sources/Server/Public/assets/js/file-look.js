// Looks at a chosen file and makes of it what can be sent, before a byte of it leaves.
import { ENDS_BYTES, fileKind, planFor } from "./file-kinds.js";
import { newIdentifier } from "./identifiers.js";

let turns = 0;

/** How a file stands in the row before it has been looked at. */
export function chosen(file, caption = "") {
    turns += 1;
    const facts = { name: nameOf(file), size: file.size, state: "looking", label: "", caption };
    return { id: newIdentifier(), turn: turns, file, ...facts };
}

/** What `chosen` becomes: "ready", or "refused" with a `problem`. `redraw` is that of pictures.js. */
export async function lookedAt({ file, name }, redraw) {
    try {
        const [head, tail] = await ends(file);
        const kind = fileKind(head, tail, { type: file.type, name });
        const plan = planFor(kind, file.size, head);
        if (plan.problem) return { ...plan, state: "refused" };
        const isVoice = file.voice === true && kind === "opus";
        if (!plan.redraw) return { ...plan, state: "ready", file: typed(file, name, plan.mime), voice: isVoice };
        return await redrawn(file, name, plan, redraw);
    } catch {
        return { state: "refused", label: "File", problem: "This file cannot be read any more. Choose it once again." };
    }
}

async function redrawn(file, name, { redraw: form, otherwise, ...plan }, redraw) {
    try {
        const { blob, width, height } = await redraw(file, form);
        const ending = blob.type === "image/png" ? "png" : "jpg";
        const newName = `${name.replace(/\.[a-z0-9]{1,5}$/i, "")}.${ending}`;
        const shown = { ...plan, mime: blob.type, name: newName, size: blob.size, width, height };
        return { ...shown, state: "ready", file: typed(blob, newName, blob.type) };
    } catch {
        return { state: "refused", label: plan.label, problem: otherwise };
    }
}

async function ends(file) {
    const part = async (from, to) => new Uint8Array(await file.slice(from, to).arrayBuffer());
    return Promise.all([part(0, ENDS_BYTES), part(Math.max(0, file.size - ENDS_BYTES), file.size)]);
}

// The server is told what the bytes say; a browser goes by the ending of the name.
function typed(blob, name, type) {
    return blob.type === type && blob.name === name ? blob : new File([blob], name, { type });
}

// A picture that was copied has the name that every such picture has.
function nameOf({ name }) {
    return !name || name === "image.png" ? "Picture.png" : name;
}
