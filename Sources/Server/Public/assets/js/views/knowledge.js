import { arrange, setText } from "../dom.js";
import { importWords, moved, titleFor, waitingWords } from "../knowledge.js";
import { confirmed } from "./confirm.js";
import { button, element } from "./elements.js";
import { jumps } from "./jumps.js";
import { TopicForm } from "./topic-form.js";
import { TopicRow } from "./topic-row.js";
import { TryIt } from "./try-it.js";
import { Unanswered } from "./unanswered.js";

const FILE_LIMIT = 3 << 20;

/** What the assistant may say: the topics, a question to try, and what nobody could answer. `told(sentence)` is shown. */
export class KnowledgeView {
    #api;
    #told;
    #topics = [];
    #rows = new Map();
    #mayApprove = false;
    #state = element("p", { className: "settings-state", role: "status", data: { testid: "knowledge-state" } });
    #banner = element("p", { role: "status", data: { testid: "knowledge-banner" } });
    #next = button("Show", "knowledge-waiting", () => this.#showWaiting(), "button button-small");
    #waiting = element("div", { className: "knowledge-banner", hidden: true }, this.#banner, this.#next);
    #list = element("ol", { className: "topics", data: { testid: "topics" } });
    #newTopic = element("div", {});
    #add = button("Add a topic", "topic-add", () => this.#edit(null), "button button-primary");
    #file = element("input", { type: "file", accept: ".md,.markdown,.txt,text/markdown,text/plain", hidden: true });
    #import = button("Import Markdown", "knowledge-import", () => this.#file.click());
    #export = element("a", {
        className: "button", href: "/api/knowledge/export", download: "knowledge.md", textContent: "Export Markdown",
        data: { testid: "knowledge-export" },
    });
    #unanswered;
    root;

    constructor(api, { told }) {
        this.#api = api;
        this.#told = told;
        this.#unanswered = new Unanswered(api, { told, turn: (question) => this.#edit(null, question) });
        const topics = element("section", { className: "knowledge-card", "aria-labelledby": "topics-title" },
            element("h2", { id: "topics-title", textContent: "Topics" }),
            this.#waiting, this.#state,
            element("div", { className: "settings-actions" }, this.#add, this.#import, this.#export, this.#file),
            this.#newTopic, this.#list);
        const beside = [new TryIt(api).root, this.#unanswered.root];
        this.root = element("div", { className: "knowledge-page" },
            jumps([topics, ...beside]), topics, element("div", { className: "knowledge-beside" }, ...beside));
        this.#file.addEventListener("change", () => this.#importFile());
    }

    /** Only a doctor approves a topic and changes its kind. */
    setRole(role) {
        this.#mayApprove = role === "doctor";
        this.#showTopics();
    }

    async read() {
        if (this.#rows.size === 0) setText(this.#state, "Loading…");
        await Promise.all([this.#readTopics(), this.#unanswered.read()]);
    }

    async #readTopics() {
        const outcome = await this.#api.knowledge();
        if (outcome.kind !== "ok") setText(this.#state, outcome.message);
        else this.#take(outcome.data.topics);
    }

    #take(topics) {
        this.#topics = topics;
        this.#showTopics();
    }

    #showTopics() {
        const topics = this.#topics;
        setText(this.#state, topics.length === 0 ? "There are no topics yet, so a human has to answer nearly everything." : "");
        setText(this.#banner, waitingWords(topics));
        this.#waiting.hidden = !this.#banner.textContent;
        const known = new Set(topics.map(({ id }) => id));
        for (const id of this.#rows.keys()) if (!known.has(id)) this.#rows.delete(id);
        arrange(this.#list, topics.map((topic, index) => this.#row(topic).show(topic, {
            mayApprove: this.#mayApprove, isFirst: index === 0, isLast: index === topics.length - 1,
        })));
    }

    #showWaiting() {
        const first = this.#topics.find((topic) => !topic.is_approved);
        this.#rows.get(first?.id)?.reveal();
    }

    #row(topic) {
        const known = this.#rows.get(topic.id);
        if (known) return known;
        const row = new TopicRow({
            approve: (topic) => this.#change(topic, { is_approved: true }, "Approved"),
            edit: (topic) => this.#edit(topic),
            move: (topic, by) => this.#move(topic, by),
            remove: (topic) => this.#remove(topic),
        });
        this.#rows.set(topic.id, row);
        return row;
    }

    // MARK: changes

    /** An error's sentence; nothing where it is saved. */
    async #change(topic, members, words) {
        const outcome = await this.#api.changeTopic(topic.id, members);
        if (outcome.kind !== "ok") {
            if (words) this.#told(outcome.message);
            return outcome.message;
        }
        const changed = outcome.data.topic;
        this.#take(this.#topics.map((other) => (other.id === changed.id ? changed : other)));
        this.#told(words ?? savedWords(changed, members));
        return null;
    }

    async #create(members, question) {
        const outcome = await this.#api.addTopic(question ? { ...members, unanswered: question.id } : members);
        if (outcome.kind !== "ok") return outcome.message;
        this.#take([...this.#topics, outcome.data.topic]);
        this.#told(savedWords(outcome.data.topic, members));
        if (question) await this.read();
        return null;
    }

    #edit(topic, question = null) {
        const row = topic && this.#rows.get(topic.id);
        const place = row?.formPlace ?? this.#newTopic;
        const opener = document.activeElement;
        const form = new TopicForm({
            topic, title: question ? titleFor(question.question) : "", mayApprove: this.#mayApprove,
            save: (members) => (topic ? this.#change(topic, members) : this.#create(members, question)),
            closed: () => {
                place.replaceChildren();
                const target = opener?.isConnected ? opener : this.#add;
                target.focus();
            },
        });
        place.replaceChildren(form.root);
        form.focus();
    }

    async #move(topic, by) {
        const ids = moved(this.#topics.map(({ id }) => id), topic.id, by);
        if (!ids) return;
        const places = new Map(ids.map((id, index) => [id, index]));
        const before = this.#topics;
        this.#take([...before].sort((one, other) => places.get(one.id) - places.get(other.id)));
        this.#rows.get(topic.id)?.focusMove(by);
        const outcome = await this.#api.orderTopics(ids);
        if (outcome.kind === "ok") return;
        this.#take(before);
        this.#told(outcome.message);
    }

    async #remove(topic) {
        const isSure = await confirmed({
            title: `Remove “${topic.title}”?`, text: "The assistant does not say it any more. This cannot be taken back.",
            yes: "Remove", no: "Keep",
        });
        if (!isSure) return;
        const outcome = await this.#api.removeTopic(topic.id);
        if (outcome.kind !== "ok" && outcome.status !== 404) return this.#told(outcome.message);
        this.#take(this.#topics.filter(({ id }) => id !== topic.id));
        this.#told("Removed");
        this.#add.focus();
    }

    async #importFile() {
        const [file] = this.#file.files;
        this.#file.value = "";
        if (!file) return;
        if (file.size > FILE_LIMIT) return setText(this.#state, "The file is larger than 3 MB.");
        this.#import.disabled = true;
        const outcome = await this.#api.importKnowledge(await file.text());
        this.#import.disabled = false;
        this.#import.focus();
        if (outcome.kind === "ok") await this.read();
        setText(this.#state, outcome.kind === "ok" ? importWords(outcome.data) : outcome.message);
    }
}

function savedWords(topic, members) {
    if (topic.is_approved) return "Saved and approved";
    if (topic.kind === "medical" && members.is_approved) return "Saved. It is about medicine: look at it again and approve it in the list.";
    return "Saved. It waits for a doctor's approval.";
}
