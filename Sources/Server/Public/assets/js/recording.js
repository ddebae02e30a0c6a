// A voice note that is being recorded.
import { webmToOgg } from "./webm-to-ogg.js";

/** Longer ones lose their play button at WhatsApp. */
export const LONGEST_SECONDS = 180;
const TYPES = ["audio/ogg;codecs=opus", "audio/webm;codecs=opus", "audio/mp4"];
const BITS_PER_SECOND = 24_000;
const CHUNK_MS = 1_000;
// A voice rarely fills a third of what a microphone can say.
const LOUDNESS = 3;
const REASONS = {
    NotAllowedError: "The microphone is not allowed for this page. Allow it in the settings that the browser shows "
        + "beside the address, and press the button again.",
    NotFoundError: "No microphone was found. Connect one, and press the button again.",
    NotReadableError: "The microphone is in use by another program. Close that, and press the button again.",
};
const NO_RECORDING = "This browser cannot record here. Send a sound file instead.";

/** Why recording did not begin, for a person. */
export function reasonOf(error) {
    return REASONS[error?.name] ?? NO_RECORDING;
}

/** The first of the forms that can become a voice note which this browser records, or null. */
export function recordedType(isSupported) {
    return TYPES.find((type) => isSupported(type)) ?? null;
}

export class Recording {
    #stream;
    #recorder;
    #parts = [];
    #stopped;
    #context;
    #analyser;
    #levels;
    #startedAt = performance.now();

    /** Asks for the microphone. Throws what `reasonOf` explains. */
    static async start() {
        const type = globalThis.MediaRecorder && recordedType((name) => MediaRecorder.isTypeSupported(name));
        if (!type || !navigator.mediaDevices?.getUserMedia) throw new Error("no recording");
        const stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1 } });
        return new Recording(stream, type);
    }

    constructor(stream, mimeType) {
        this.#stream = stream;
        this.#recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: BITS_PER_SECOND });
        this.#recorder.addEventListener("dataavailable", ({ data }) => data.size > 0 && this.#parts.push(data));
        this.#stopped = new Promise((resolve) => this.#recorder.addEventListener("stop", resolve, { once: true }));
        this.#stopped.then(() => this.#release());
        this.#listen();
        this.#recorder.start(CHUNK_MS);
    }

    /** Resolves when it has ended, also by itself: the microphone may be taken away. */
    get stopped() {
        return this.#stopped;
    }

    get seconds() {
        return (performance.now() - this.#startedAt) / 1_000;
    }

    /** How loud it is now, from 0 to 1. */
    get level() {
        if (!this.#analyser) return 0;
        this.#analyser.getFloatTimeDomainData(this.#levels);
        const power = this.#levels.reduce((sum, value) => sum + value * value, 0) / this.#levels.length;
        return Math.min(1, LOUDNESS * Math.sqrt(power));
    }

    /** Ends it. Resolves to the file; null where nothing was heard yet. */
    async stop() {
        if (this.#recorder.state !== "inactive") this.#recorder.stop();
        await this.#stopped;
        return this.#parts.length > 0 ? fileOf(new Blob(this.#parts), this.#recorder.mimeType) : null;
    }

    // The waves are only looked at: without them the recording goes on.
    #listen() {
        try {
            this.#context = new AudioContext();
            this.#analyser = this.#context.createAnalyser();
            this.#levels = new Float32Array(this.#analyser.fftSize);
            this.#context.createMediaStreamSource(this.#stream).connect(this.#analyser);
        } catch {
            this.#analyser = null;
        }
    }

    #release() {
        for (const track of this.#stream.getTracks()) track.stop();
        this.#context?.close();
    }
}

/** AAC goes as an ordinary sound: only Ogg is a voice note. */
async function fileOf(blob, type) {
    if (type.startsWith("audio/mp4")) return new File([blob], "Recording.m4a", { type: "audio/mp4" });
    const bytes = new Uint8Array(await blob.arrayBuffer());
    const ogg = type.startsWith("audio/webm") ? webmToOgg(bytes).bytes : bytes;
    return Object.assign(new File([ogg], "Voice message.ogg", { type: "audio/ogg" }), { voice: true });
}
