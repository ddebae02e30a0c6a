import { EventStream, SILENCE_MS } from "./events.js";
import { Silence } from "./silence.js";

const NAME = "shubhstra-events";
const WORDS = ["patient", "clinic", "reset", "beat", "away", "live", "refused"];
const ANSWER_MS = 3_000;

/**
 * One event stream for all tabs of a browser, since HTTP/1.1 allows only six connections to a host. The tab that holds
 * the lock has the stream and tells the others what comes. A tab that hears nothing takes the lock away, be the one
 * that had it frozen or its network dead. Callbacks as of `EventStream`.
 *
 * Where a browser has no locks (plain http) every tab has a stream of its own.
 */
export class SharedEvents {
    #callbacks;
    #locks;
    #channel = null;
    #stream;
    #isIn = false;
    #isLeading = false;
    #endTurn = null;
    #waiting = null;
    #state = "beat";
    #silence = new Silence(() => this.#silent());

    constructor(callbacks, browser = globalThis, Stream = EventStream) {
        this.#callbacks = callbacks;
        this.#locks = browser.navigator?.locks;
        const speaks = WORDS.map((word) => [word, (id) => this.#speak(word, id)]);
        this.#stream = new Stream(Object.fromEntries(speaks));
        if (!this.#locks || !browser.BroadcastChannel) return;
        this.#channel = new browser.BroadcastChannel(NAME);
        this.#channel.onmessage = ({ data }) => this.#told(data);
    }

    /** This tab wants to hear, and takes its turn at the stream. */
    join() {
        if (this.#isIn) return;
        this.#isIn = true;
        if (!this.#channel) return this.#lead();
        this.#queue();
        this.#channel.postMessage({ word: "who" });
        this.#silence.allow(ANSWER_MS);
    }

    /** This tab does not need the stream any more. What another one tells is still heard. */
    leave() {
        if (!this.#isIn) return;
        this.#isIn = false;
        this.#waiting?.abort();
        this.#silence.stop();
        this.#stopLeading();
    }

    /** The server answers again: no use in waiting for an attempt to open the stream that began before. */
    hasten() {
        if (this.#isLeading) this.#stream.hasten();
        else this.#channel?.postMessage({ word: "hasten" });
    }

    #queue() {
        this.#waiting = new AbortController();
        this.#request({ signal: this.#waiting.signal });
    }

    #request(options) {
        // It fails when this tab stops waiting, and when another one takes the lock away.
        const ended = () => this.#isIn && this.#isLeading && this.#lost();
        this.#locks.request(NAME, options, () => this.#lead()).catch(ended);
    }

    #lead() {
        if (!this.#isIn) return undefined;
        this.#isLeading = true;
        this.#state = "beat";
        this.#silence.stop();
        this.#stream.open();
        return new Promise((resolve) => {
            this.#endTurn = resolve;
        });
    }

    #stopLeading() {
        this.#isLeading = false;
        this.#stream.close();
        this.#endTurn?.();
        this.#endTurn = null;
    }

    #lost() {
        this.#stopLeading();
        this.#queue();
        this.#silence.allow(SILENCE_MS);
    }

    #silent() {
        this.#callbacks.away();
        this.#waiting.abort();
        this.#request({ steal: true });
    }

    #speak(word, id) {
        if (word === "live" || word === "away") this.#state = word;
        this.#channel?.postMessage({ word, id });
        this.#callbacks[word](id);
    }

    #told({ word, id }) {
        if (word === "who") return this.#isLeading && this.#channel.postMessage({ word: this.#state });
        if (word === "hasten") return this.#isLeading && this.#stream.hasten();
        if (this.#isLeading) return undefined;
        if (this.#isIn) this.#silence.allow(SILENCE_MS);
        return this.#callbacks[word]?.(id);
    }
}
