// One event stream for all tabs of a browser.
import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { SharedEvents } from "../../Sources/Server/Public/assets/js/shared-events.js";

const turn = async () => {
    for (let step = 0; step < 20; step += 1) await Promise.resolve();
};

/** Locks and channels as a browser shares them between its tabs. */
class Browser {
    holder = null;
    queue = [];
    channels = new Set();

    locks = {
        request: (name, { signal, steal }, work) => new Promise((resolve, reject) => {
            const entry = { work, resolve, reject };
            signal?.addEventListener("abort", () => {
                if (this.queue.includes(entry)) reject(new Error("aborted"));
                this.queue = this.queue.filter((other) => other !== entry);
            });
            if (steal) this.holder?.reject(new Error("stolen"));
            if (steal) this.holder = null;
            if (steal) this.queue.unshift(entry);
            else this.queue.push(entry);
            queueMicrotask(() => this.next());
        }),
    };

    async next() {
        if (this.holder || this.queue.length === 0) return;
        const entry = this.holder = this.queue.shift();
        const result = await entry.work();
        entry.resolve(result);
        if (this.holder !== entry) return;
        this.holder = null;
        this.next();
    }

    tab({ isFrozen = false } = {}) {
        const channels = this.channels;
        class BroadcastChannel {
            constructor() { channels.add(this); }
            postMessage(data) {
                if (tab.isFrozen) return;
                for (const other of channels) if (other !== this) other.onmessage?.({ data });
            }
        }
        class Stream {
            constructor(callbacks) { Object.assign(tab, { stream: this, say: callbacks }); }
            isOpen = false;
            open() { this.isOpen = true; }
            close() { this.isOpen = false; }
        }
        const tab = { isFrozen, heard: [] };
        const words = ["patient", "clinic", "reset", "beat", "away", "live", "refused"];
        const note = (word) => (id) => tab.heard.push(id === undefined ? word : `${word} ${id}`);
        const callbacks = Object.fromEntries(words.map((word) => [word, note(word)]));
        tab.events = new SharedEvents(callbacks, { navigator: { locks: this.locks }, BroadcastChannel }, Stream);
        tab.events.join();
        return tab;
    }
}

async function open(context, count) {
    mock.timers.enable({ apis: ["setTimeout"] });
    context.after(() => mock.timers.reset());
    const browser = new Browser();
    const tabs = Array.from({ length: count }, () => browser.tab());
    await turn();
    return { browser, tabs, open: () => tabs.map((tab) => tab.stream.isOpen) };
}

test("eight tabs have one stream, and all hear what it says", async (context) => {
    const { tabs, open: streams } = await open(context, 8);
    assert.deepEqual(streams(), [true, ...Array(7).fill(false)]);
    tabs[0].say.live();
    tabs[0].say.patient("p1");
    for (const tab of tabs) assert.deepEqual(tab.heard.slice(-2), ["live", "patient p1"]);
});

test("when the tab with the stream goes, the next one opens it", async (context) => {
    const { tabs, open: streams } = await open(context, 3);
    tabs[0].events.leave();
    await turn();
    assert.deepEqual(streams(), [false, true, false]);
    tabs[1].events.leave();
    tabs[2].events.leave();
    await turn();
    assert.deepEqual(streams(), [false, false, false]);
    tabs[0].events.join();
    await turn();
    assert.deepEqual(streams(), [true, false, false]);
});

test("a tab that is opened later learns at once how things stand", async (context) => {
    const { browser, tabs } = await open(context, 1);
    tabs[0].say.live();
    assert.deepEqual(browser.tab().heard, ["live"]);
    tabs[0].say.away();
    assert.deepEqual(browser.tab().heard, ["away"]);
});

test("a tab that is frozen with the stream in its hands loses it to one that hears nothing", async (context) => {
    const { tabs, open: streams } = await open(context, 2);
    tabs[0].say.live();
    tabs[0].isFrozen = true;
    mock.timers.tick(24_999);
    assert.deepEqual(tabs[1].heard, ["live"]);
    mock.timers.tick(1);
    await turn();
    assert.deepEqual(tabs[1].heard, ["live", "away"]);
    assert.deepEqual(streams(), [false, true]);
    // Once it wakes it waits for its turn like any other.
    tabs[0].isFrozen = false;
    tabs[1].say.live();
    assert.equal(tabs[0].heard.at(-1), "live");
});

test("signs of life keep the stream where it is, also while the server is away", async (context) => {
    const { tabs, open: streams } = await open(context, 2);
    tabs[0].say.away();
    for (let count = 0; count < 5; count += 1) {
        mock.timers.tick(15_000);
        tabs[0].say.beat();
        await turn();
    }
    assert.deepEqual(streams(), [true, false]);
});

test("a new tab whose question nobody answers takes the stream over after three seconds", async (context) => {
    const { browser, tabs } = await open(context, 1);
    tabs[0].isFrozen = true;
    const late = browser.tab();
    mock.timers.tick(3_000);
    await turn();
    assert.equal(late.stream.isOpen, true);
    assert.equal(tabs[0].stream.isOpen, false);
});

test("without locks every tab has a stream of its own", () => {
    let opened = 0;
    class Stream {
        open() { opened += 1; }
        close() {}
    }
    for (let count = 0; count < 2; count += 1) new SharedEvents({}, { navigator: {} }, Stream).join();
    assert.equal(opened, 2);
});
