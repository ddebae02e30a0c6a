import { now } from "../clock.js";
import { arrange, icon, setText } from "../dom.js";
import {
    approvalWords, askedWords, importWords, kindWords, moved, titleFor, triedWords, usedWords, waitingWords,
} from "../knowledge.js";
import { confirmed } from "./confirm.js";
import { element } from "./elements.js";
import { TopicForm } from "./topic-form.js";

const FILE_LIMIT = 3 << 20;

/** What the assistant may say: the topics, a question to try, and what nobody could answer. `told(sentence)` is shown. */
export class KnowledgeView {
    #api;
    #told;
    #topics = [];
    #rows = new Map();
    #questions = new Map();
    #mayApprove = false;
    #state = element("p", { className: "settings-state", role: "status", data: { testid: "knowledge-state" } });
    #banner = element("p", { className: "knowledge-banner", role: "status", data: { testid: "knowledge-banner" } });
    #list = element("ol", { className: "topics", data: { testid: "topics" } });
    #newTopic = element("div", {});
    #add = button("Add a topic", "topic-add", () => this.#edit(null), "button button-primary");
    #file = element("input", { type: "file", accept: ".md,.markdown,.txt,text/markdown,text/plain", hidden: true });
    #import = button("Import Markdown", "knowledge-import", () => this.#file.click());
    #export = element("a", {
        className: "button", href: "/api/knowledge/export", download: "knowledge.md", textContent: "Export Markdown",
        data: { testid: "knowledge-export" },
    });
    #question = element("input", {
        id: "try-question", autocomplete: "off", maxLength: 4096, placeholder: "What are your hours?", data: { testid: "try-question" },
    });
    #ask = element("button", { type: "submit", className: "button", textContent: "Try it", data: { testid: "try-ask" } });
    #answer = element("blockquote", { className: "try-answer", dir: "auto", data: { testid: "try-answer" } });
    #verdict = element("p", { className: "field-hint", data: { testid: "try-verdict" } });
    #unanswered = element("ul", { className: "questions", data: { testid: "unanswered" } });
    #unansweredState = element("p", { className: "settings-state", data: { testid: "unanswered-state" } });
    root = element("div", { className: "knowledge-page" },
        element("section", { className: "knowledge-card", "aria-labelledby": "topics-title" },
            element("h2", { id: "topics-title", textContent: "Topics" }),
            this.#banner, this.#state,
            element("div", { className: "settings-actions" }, this.#add, this.#import, this.#export, this.#file),
            this.#newTopic, this.#list),
        element("section", { className: "knowledge-card", "aria-labelledby": "try-title" },
            element("h2", { id: "try-title", textContent: "Try it" }),
            element("p", { className: "field-hint", textContent: "What the assistant would say to a patient. Nothing is sent." }),
            this.#tryForm(),
            element("div", { role: "status" }, this.#answer, this.#verdict)),
        element("section", { className: "knowledge-card", "aria-labelledby": "unanswered-title" },
            element("h2", { id: "unanswered-title", textContent: "Nobody could answer" }),
            this.#unansweredState, this.#unanswered));

    constructor(api, { told }) {
        this.#api = api;
        this.#told = told;
        this.#file.addEventListener("change", () => this.#importFile());
    }

    /** Only a doctor approves a topic and changes its kind. */
    setRole(role) {
        this.#mayApprove = role === "doctor";
        this.#showTopics();
    }

    async read() {
        if (this.#rows.size === 0) setText(this.#state, "Loading…");
        const [topics, questions] = await Promise.all([this.#api.knowledge(), this.#api.unanswered()]);
        if (topics.kind !== "ok") setText(this.#state, topics.message);
        else this.#take(topics.data.topics);
        if (questions.kind !== "ok") setText(this.#unansweredState, questions.message);
        else this.#showQuestions(questions.data.questions);
    }

    #take(topics) {
        this.#topics = topics;
        this.#showTopics();
    }

    #showTopics() {
        const topics = this.#topics;
        setText(this.#state, topics.length === 0 ? "There are no topics yet, so a human has to answer nearly everything." : "");
        setText(this.#banner, waitingWords(topics));
        const known = new Set(topics.map(({ id }) => id));
        for (const id of this.#rows.keys()) if (!known.has(id)) this.#rows.delete(id);
        arrange(this.#list, topics.map((topic, index) => this.#row(topic).show(topic, {
            mayApprove: this.#mayApprove, isFirst: index === 0, isLast: index === topics.length - 1,
        })));
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

    // MARK: questions

    #tryForm() {
        const form = element("form", { className: "try-form", noValidate: true },
            element("label", { for: "try-question", className: "visually-hidden", textContent: "A patient's question" }),
            this.#question, this.#ask);
        form.addEventListener("submit", (event) => {
            event.preventDefault();
            this.#try();
        });
        return form;
    }

    async #try() {
        const question = this.#question.value.trim();
        if (!question) return this.#question.focus();
        this.#ask.disabled = true;
        setText(this.#answer, "");
        setText(this.#verdict, "Asking…");
        const outcome = await this.#api.askAssistant(question);
        this.#ask.disabled = false;
        setText(this.#answer, outcome.kind === "ok" ? outcome.data.answer : "");
        setText(this.#verdict, outcome.kind === "ok" ? triedWords(outcome.data) : outcome.message);
    }

    #showQuestions(questions) {
        setText(this.#unansweredState, questions.length === 0 ? "There is nothing that the assistant was not sure of." : "");
        const known = new Set(questions.map(({ id }) => id));
        for (const id of this.#questions.keys()) if (!known.has(id)) this.#questions.delete(id);
        arrange(this.#unanswered, questions.map((question) => this.#questionRow(question)));
    }

    #questionRow(question) {
        const row = this.#questions.get(question.id) ?? questionRow({
            turn: (question) => this.#edit(null, question), dismiss: (question) => this.#dismiss(question),
        });
        this.#questions.set(question.id, row);
        return row.show(question);
    }

    async #dismiss(question) {
        const outcome = await this.#api.removeUnanswered(question.id);
        if (outcome.kind !== "ok" && outcome.status !== 404) return this.#told(outcome.message);
        await this.read();
        this.#told("Dismissed");
    }
}

/** One topic in the list. */
class TopicRow {
    #topic = null;
    #title = element("h3", { className: "topic-title", dir: "auto", data: { testid: "topic-title" } });
    #answer = element("p", { className: "topic-answer", dir: "auto" });
    #kind = element("span", { className: "topic-kind", data: { testid: "topic-kind" } });
    #approval = element("span", { className: "topic-approval", data: { testid: "topic-approval" } });
    #used = element("span", { className: "topic-used" });
    #approve;
    #edit;
    #up;
    #down;
    #remove;
    formPlace = element("div", {});
    #root;

    constructor({ approve, edit, move, remove }) {
        this.#approve = button("Approve", "topic-approve", () => approve(this.#topic), "button button-small button-primary");
        this.#edit = button("Edit", "topic-edit", () => edit(this.#topic), "button button-small");
        this.#up = iconButton("up", "topic-up", () => move(this.#topic, -1));
        this.#down = iconButton("down", "topic-down", () => move(this.#topic, 1));
        this.#remove = iconButton("bin", "topic-remove", () => remove(this.#topic));
        this.#root = element("li", { className: "topic", data: { testid: "topic" } },
            this.#title, this.#answer,
            element("p", { className: "topic-facts" }, this.#kind, this.#approval, this.#used),
            element("div", { className: "topic-actions" }, this.#approve, this.#edit, this.#up, this.#down, this.#remove),
            this.formPlace);
    }

    show(topic, { mayApprove, isFirst, isLast }) {
        this.#topic = topic;
        setText(this.#title, topic.title);
        setText(this.#answer, topic.answer);
        setText(this.#kind, kindWords(topic));
        setText(this.#approval, approvalWords(topic, now()));
        setText(this.#used, usedWords(topic, now()));
        this.#root.dataset.approved = String(topic.is_approved);
        this.#root.dataset.kind = topic.kind;
        this.#approve.hidden = !mayApprove || topic.is_approved;
        // Disabled in a way that keeps the focus.
        this.#up.setAttribute("aria-disabled", String(isFirst));
        this.#down.setAttribute("aria-disabled", String(isLast));
        const names = [[this.#approve, "Approve"], [this.#edit, "Edit"], [this.#up, "Move up"], [this.#down, "Move down"], [this.#remove, "Remove"]];
        for (const [control, words] of names) control.setAttribute("aria-label", `${words}: ${topic.title}`);
        return this.#root;
    }

    focusMove(by) {
        (by < 0 ? this.#up : this.#down).focus();
    }
}

function questionRow({ turn, dismiss }) {
    let shown = null;
    const text = element("p", { className: "question-text", dir: "auto", data: { testid: "question-text" } });
    const asked = element("p", { className: "field-hint" });
    const make = button("Make a topic", "question-topic", () => turn(shown), "button button-small");
    const away = button("Dismiss", "question-dismiss", () => dismiss(shown), "button button-small");
    const root = element("li", { className: "question", data: { testid: "question" } }, text, asked,
        element("div", { className: "topic-actions" }, make, away));
    return {
        show(question) {
            shown = question;
            setText(text, question.question);
            setText(asked, askedWords(question, now()));
            make.setAttribute("aria-label", `Make a topic: ${question.question}`);
            away.setAttribute("aria-label", `Dismiss: ${question.question}`);
            return root;
        },
    };
}

function savedWords(topic, members) {
    if (topic.is_approved) return "Saved and approved";
    if (topic.kind === "medical" && members.is_approved) return "Saved. It is about medicine: look at it again and approve it in the list.";
    return "Saved. It waits for a doctor's approval.";
}

function button(words, testid, run, className = "button") {
    const made = element("button", { type: "button", className, textContent: words, data: { testid } });
    made.addEventListener("click", run);
    return made;
}

function iconButton(name, testid, run) {
    const made = element("button", { type: "button", className: "icon-button", data: { testid } }, icon(name));
    made.addEventListener("click", () => made.getAttribute("aria-disabled") === "true" || run());
    return made;
}
