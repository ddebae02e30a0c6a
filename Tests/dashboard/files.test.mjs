import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../Sources/Server/Public", import.meta.url));
const read = (path) => readFileSync(join(root, path), "utf8");
const pages = ["index.html", "login.html"];
const scripts = readdirSync(join(root, "assets/js"), { recursive: true })
    .filter((name) => name.endsWith(".js")).map((name) => join("assets/js", name));

const AT_ONCE = /from "(\.[^"]+)"/g;
const EVER = /(?:from |import\()"(\.[^"]+)"/g;

function reachable(path, by = AT_ONCE, found = new Set()) {
    if (found.has(path)) return found;
    found.add(path);
    for (const [, target] of read(path).matchAll(by)) {
        reachable(normalize(join(dirname(path), target)), by, found);
    }
    return found;
}

test("every file that a page names is there", () => {
    for (const page of pages) {
        for (const [, path] of read(page).matchAll(/(?:href|src)="\/(assets\/[^"#]+)/g)) {
            assert.ok(existsSync(join(root, path)), `${page} names ${path}`);
        }
    }
});

test("every icon that is used is drawn", () => {
    const drawn = new Set([...read("assets/icons.svg").matchAll(/symbol id="([^"]+)"/g)].map(([, id]) => id));
    const used = pages.flatMap((page) => [...read(page).matchAll(/icons\.svg#([\w-]+)/g)].map(([, id]) => id));
    const named = scripts.flatMap((path) => [...read(path).matchAll(/icon: "([\w-]+)"/g)].map(([, id]) => id));
    for (const id of [...used, ...named]) assert.ok(drawn.has(id), `no icon ${id}`);
    assert.ok(named.length > 10);
});

test("the page preloads exactly the modules that it needs at once, and no module is unused", () => {
    const needed = [...reachable("assets/js/main.js")].sort();
    const preloaded = [...read("index.html").matchAll(/modulepreload" href="\/([^"]+)"/g)].map(([, path]) => path);
    assert.deepEqual([...preloaded, "assets/js/main.js"].sort(), needed);
    const all = new Set([...reachable("assets/js/main.js", EVER), ...reachable("assets/js/login.js", EVER)]);
    assert.deepEqual(scripts.filter((path) => !all.has(path)), []);
    // What attaches, records and fills in is of no use to who only reads.
    for (const late of ["views/text-card", "views/queued", "views/tray", "views/voice-note", "webm-to-ogg", "upload", "views/template-picker", "templates", "views/whatsapp", "views/hours", "hours-form", "views/settings-cards", "views/emergency", "views/notice-hint"]) {
        assert.ok(!needed.includes(`assets/js/${late}.js`), late);
    }
});

test("the content security policy has nothing to forbid", () => {
    for (const page of pages) {
        assert.doesNotMatch(read(page), /<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/);
        assert.doesNotMatch(read(page), /(?:href|src)="https?:/);
    }
    const forbidden = /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(/;
    for (const path of scripts) assert.doesNotMatch(read(path), forbidden, path);
});
