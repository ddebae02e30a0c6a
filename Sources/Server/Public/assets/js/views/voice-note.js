import { icon, setText } from "../dom.js";
import { LONGEST_SECONDS, Recording, reasonOf } from "../recording.js";

const FRAME_MS = 100;
const BARS = 48;
const WARN_SECONDS = 150;
const still = matchMedia("(prefers-reduced-motion: reduce)");

/** Records a voice note in place of the box for texts. What was recorded becomes one of the chosen files. */
export class VoiceNote {
    #options;
    #element = make("div", { className: "voice" });
    #time = make("span", { className: "voice-time" });
    #wave = make("canvas", { className: "voice-wave", width: 4 * BARS, height: 32 });
    #words = make("p", { className: "voice-words" });
    #row = make("div", { className: "voice-row" });
    #stop;
    #levels = new Float32Array(BARS);
    #recording = null;
    #patientId = null;
    #timer = null;
    #isAsking = false;

    /** Beside the options of `Attaching`: `add(patientId, files)` and `send()` of the tray. */
    constructor(home, options) {
        this.#options = options;
        this.#element.dataset.testid = "voice";
        this.#element.hidden = true;
        this.#element.setAttribute("role", "group");
        this.#element.setAttribute("aria-label", "Voice note");
        this.#words.setAttribute("role", "status");
        this.#time.setAttribute("role", "timer");
        this.#wave.setAttribute("aria-hidden", "true");
        const button = (name, words, className, run) => {
            const made = make("button", { type: "button", className, title: words });
            made.append(icon(name));
            made.setAttribute("aria-label", words);
            made.addEventListener("click", run);
            return made;
        };
        const discard = button("bin", "Discard the recording", "icon-button", () => this.#discard());
        const send = button("send", "Send the recording", "button button-primary", () => this.#finish(true));
        this.#stop = button("stop", "Stop and listen", "button", () => this.#finish(false));
        this.#row.append(discard, this.#time, this.#wave, this.#stop, send);
        this.#element.append(this.#row, this.#words);
        this.#element.addEventListener("keydown", (event) => this.#escaped(event));
        home.append(this.#element);
    }

    /** Asks for the microphone, which a person may refuse, and begins. */
    async start() {
        const { patientId, obstacle, tell } = this.#options;
        if (this.#recording || this.#isAsking) return;
        if (obstacle()) return tell(obstacle());
        tell("");
        this.#patientId = patientId();
        this.#show("Waiting for the microphone…", false);
        this.#isAsking = true;
        try {
            const recording = await Recording.start();
            if (this.#patientId && this.#patientId === patientId()) this.#begin(recording);
            else this.#refuse(recording);
        } catch (error) {
            this.#element.hidden = true;
            tell(reasonOf(error));
        }
        this.#isAsking = false;
    }

    /** The chat is left: what was said is kept for it. */
    keep() {
        if (this.#recording) this.#finish(false);
        this.#patientId = null;
        this.#element.hidden = true;
    }

    #begin(recording) {
        const { attachments, composer } = this.#options;
        for (const player of document.querySelectorAll("audio, video")) player.pause();
        this.#recording = recording;
        this.#levels.fill(0);
        attachments.isRecording = true;
        composer.setRecording(true);
        this.#show("Recording", true);
        this.#stop.focus();
        this.#timer = setInterval(() => this.#tick(), FRAME_MS);
        this.#tick();
        // A microphone can be pulled out.
        recording.stopped.then(() => this.#recording === recording && this.#finish(false));
    }

    // Somebody has left the chat before the microphone was allowed.
    #refuse(recording) {
        this.#element.hidden = true;
        recording.stop().catch(() => null);
    }

    #show(words, isRecording) {
        this.#row.hidden = !isRecording;
        this.#element.hidden = false;
        setText(this.#words, words);
    }

    #tick() {
        const { seconds, level } = this.#recording;
        const shown = Math.floor(seconds);
        setText(this.#time, `${Math.floor(shown / 60)}:${String(shown % 60).padStart(2, "0")}`);
        if (seconds > WARN_SECONDS) setText(this.#words, "Recording stops at 3 minutes.");
        if (seconds >= LONGEST_SECONDS) return this.#finish(false);
        this.#levels.copyWithin(0, 1);
        this.#levels[BARS - 1] = level;
        this.#draw();
    }

    // Where nothing should move by itself there is one bar that follows the voice.
    #draw() {
        const context = this.#wave.getContext("2d");
        const { width, height } = this.#wave;
        context.clearRect(0, 0, width, height);
        context.fillStyle = getComputedStyle(this.#wave).color;
        if (still.matches) return context.fillRect(0, height / 2 - 3, Math.max(2, this.#levels[BARS - 1] * width), 6);
        this.#levels.forEach((level, index) => {
            const bar = Math.max(2, level * height);
            context.fillRect(index * 4, (height - bar) / 2, 2, bar);
        });
    }

    async #finish(sends) {
        const { add, send, tell, patientId } = this.#options;
        const recording = this.#leave();
        const recordedFor = this.#patientId;
        try {
            const file = await recording.stop();
            if (!file) return tell("Nothing was recorded. Press the button, wait a moment, and speak.");
            await add(recordedFor, [file]);
            if (sends && patientId() === recordedFor) send();
        } catch {
            tell("This recording cannot be made into a voice note. Send a sound file instead.");
        } finally {
            this.#options.attachments.isRecording = false;
        }
    }

    async #discard() {
        const recording = this.#leave();
        this.#options.focus();
        await recording.stop().catch(() => null);
        this.#options.attachments.isRecording = false;
    }

    #leave() {
        const recording = this.#recording;
        this.#recording = null;
        clearInterval(this.#timer);
        this.#element.hidden = true;
        setText(this.#words, "");
        this.#options.composer.setRecording(false);
        return recording;
    }

    // Closing the chat is one press farther: first what is being recorded is kept.
    #escaped(event) {
        if (event.key !== "Escape") return;
        event.preventDefault();
        event.stopPropagation();
        this.#finish(false);
    }
}

function make(name, members = {}) {
    return Object.assign(document.createElement(name), members);
}
