// What can be done about one message: react, quote, edit, delete.
import { pressable, summary } from "/bubble.js";

const EMOJI = ["👍", "❤️", "🙏", "😂", "😮"];
const at = (id) => document.getElementById(id);

export class Options {
  /** `who()` is the author that is played; `actions` has `react(message, emoji)`, `quote`, `edit` and `remove`. */
  constructor(who, actions) {
    this.who = who;
    this.actions = actions;
    this.dialog = at("options");
    at("options-close").addEventListener("click", () => this.dialog.close());
  }

  open(message) {
    at("options-about").textContent = summary(message);
    const own = message.reactions?.[this.who()];
    at("options-emoji").replaceChildren(...EMOJI.map((emoji) => {
      const button = this.#button(emoji, "react", message, emoji === own ? null : emoji);
      button.setAttribute("aria-pressed", String(emoji === own));
      return button;
    }));
    const isOwn = message.from === this.who();
    at("options-list").replaceChildren(
      this.#button("Reply", "quote", message),
      ...(own ? [this.#button("Take the reaction back", "react", message, null)] : []),
      ...(isOwn && message.type === "text" ? [this.#button("Edit", "edit", message)] : []),
      ...(isOwn ? [this.#button("Delete for everyone", "remove", message)] : []));
    this.dialog.showModal();
  }

  #button(text, action, ...details) {
    return pressable("plain", text, () => {
      this.dialog.close();
      this.actions[action](...details);
    });
  }
}
