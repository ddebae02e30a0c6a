import { NOT_LOADED } from "./api.js";
import { loadStyles } from "./dom.js";

const STYLES = new URL("../css/knowledge.css", import.meta.url).href;

/** The page of the knowledge. Few look at it, so it is loaded for those who do. `failed(sentence)` where it does not come. */
export class KnowledgePage {
    #root = document.getElementById("knowledge");
    #api;
    #callbacks;
    #view = null;
    #role = null;

    constructor(api, callbacks) {
        this.#api = api;
        this.#callbacks = callbacks;
    }

    setRole(role) {
        this.#role = role;
        this.#view?.then((view) => view?.setRole(role));
    }

    async show() {
        this.#view ??= this.#load();
        const view = await this.#view;
        if (!view) this.#view = null;
        await view?.read();
    }

    /** Something of it may have changed. */
    async refresh() {
        if (this.#view && !this.#root.hidden) await this.show();
    }

    async #load() {
        try {
            const [{ KnowledgeView }] = await Promise.all([import("./views/knowledge.js"), loadStyles(STYLES)]);
            const view = new KnowledgeView(this.#api, this.#callbacks);
            view.setRole(this.#role);
            this.#root.append(view.root);
            return view;
        } catch {
            this.#callbacks.failed(NOT_LOADED);
            return null;
        }
    }
}
