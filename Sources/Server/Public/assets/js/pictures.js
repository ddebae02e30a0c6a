// Pictures that WhatsApp would not take as they are, drawn anew. They stand upright afterwards: the browser turns them.
import { PICTURE_BYTES } from "./file-kinds.js";

const LONGEST_SIDE = 4_096;
const QUALITIES = [0.9, 0.8, 0.7];
const SMALLER = 0.75;
const ATTEMPTS = 5;

/** A JPEG or PNG of at most `PICTURE_BYTES` with its size. Throws where this browser cannot draw it. */
export async function redraw(file, form) {
    const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
    try {
        return await drawn(bitmap, form);
    } finally {
        bitmap.close();
    }
}

async function drawn(bitmap, form) {
    let scale = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height));
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1, scale *= SMALLER) {
        const canvas = canvasOf(bitmap, scale);
        const { width, height } = canvas;
        for (const quality of form === "png" ? [undefined] : QUALITIES) {
            const blob = await blobOf(canvas, form, quality);
            if (blob.size <= PICTURE_BYTES) return { blob, width, height };
        }
        form = "jpeg";
    }
    throw new Error("too large however small");
}

function canvasOf(bitmap, scale) {
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(bitmap.width * scale));
    canvas.height = Math.max(1, Math.round(bitmap.height * scale));
    const context = canvas.getContext("2d");
    // A JPEG has nothing behind it: what is transparent would become black.
    context.fillStyle = "white";
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    return canvas;
}

function blobOf(canvas, form, quality) {
    return new Promise((resolve, reject) => {
        const done = (blob) => (blob?.type === `image/${form}` ? resolve(blob) : reject(new Error("not drawn")));
        canvas.toBlob(done, `image/${form}`, quality);
    });
}
