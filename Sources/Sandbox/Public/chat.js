// Draws one conversation. Bubbles are kept by wamid, so that a redraw neither flickers nor loses the reading position.
import { content, element, pressable, summary } from "/bubble.js";

const TICKS = {
  sending: ["◷", "Sending"],
  undelivered: ["!", "Not delivered yet, trying again"],
  sent: ["✓", "Sent"],
  delivered: ["✓✓", "Delivered"],
  read: ["✓✓", "Read"],
};

const clock = (time) => new Date(time).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
const writer = (message) => (message.from === "patient" ? "You" : "Clinic");
/** What a bubble is drawn from. When this changes it is drawn again; the rest changes in place. */
const drawnFrom = ({ text, edited, deleted }) => `${deleted} ${edited} ${text}`;

export class Chat {
  /** `onButton(button, message)`: a button of a message was pressed; `onOptions(message)`: its options are wanted. */
  constructor(thread, list, { onButton, onOptions }) {
    this.thread = thread;
    this.list = list;
    this.onButton = onButton;
    this.onOptions = onOptions;
    this.drawn = new Map();
    this.messages = new Map();
  }

  clear() {
    this.list.replaceChildren();
    this.drawn.clear();
    this.messages.clear();
  }

  draw(messages) {
    const atEnd = this.thread.scrollHeight - this.thread.scrollTop - this.thread.clientHeight < 60;
    for (const message of messages) this.messages.set(message.wamid, message);
    let grown = false;
    for (const message of messages) {
      let bubble = this.drawn.get(message.wamid);
      if (!bubble) {
        bubble = element("li");
        this.drawn.set(message.wamid, bubble);
        this.list.append(bubble);
        grown = true;
      }
      if (bubble.dataset.drawn !== drawnFrom(message)) this.#fill(bubble, message);
      this.#react(bubble, message);
      this.#tick(bubble, message);
    }
    if (grown && atEnd) this.toEnd();
  }

  toEnd() {
    this.thread.scrollTop = this.thread.scrollHeight;
  }

  #fill(bubble, message) {
    bubble.className = `bubble ${message.from === "patient" ? "mine" : "theirs"}`;
    bubble.dataset.drawn = drawnFrom(message);
    const foot = element("p", "foot");
    foot.append(element("span", "", message.edited ? "edited" : ""), element("time", "", clock(message.at)),
      element("span", "ticks"), element("span", "hidden state"));
    const options = pressable("options", "⋮", () => this.onOptions(this.messages.get(message.wamid)));
    options.setAttribute("aria-label", `Options for: ${summary(message).slice(0, 60)}`);
    if (!message.deleted) foot.append(options);
    bubble.replaceChildren(element("span", "hidden", `${writer(message)}: `), ...this.#quote(message),
      ...content(message, { loaded: () => this.toEnd(), onButton: this.onButton }), foot, element("p", "reactions"));
  }

  #quote({ reply_to: wamid, deleted }) {
    if (!wamid || deleted) return [];
    const quoted = this.messages.get(wamid);
    if (!quoted) return [element("p", "quote", "An earlier message")];
    const quote = pressable("quote", "", () => this.drawn.get(wamid).scrollIntoView({ block: "center" }));
    quote.append(element("strong", "", writer(quoted)), element("span", "", summary(quoted)));
    return [quote];
  }

  #react(bubble, { reactions = {} }) {
    const shown = [["You", reactions.patient], ["Clinic", reactions.clinic]].filter(([, emoji]) => emoji);
    const line = bubble.querySelector(".reactions");
    line.hidden = shown.length === 0;
    line.replaceChildren(...shown.flatMap(([who, emoji]) => [
      element("span", "hidden", `${who} reacted: `), element("span", "", emoji),
    ]));
  }

  #tick(bubble, message) {
    // What has failed never reached the phone.
    bubble.hidden = message.from === "clinic" && message.status === "failed";
    if (message.from !== "patient") return;
    const [sign, meaning] = TICKS[message.status] ?? ["", ""];
    const ticks = bubble.querySelector(".ticks");
    ticks.textContent = sign;
    ticks.setAttribute("aria-hidden", "true");
    ticks.dataset.status = message.status;
    bubble.querySelector(".state").textContent = meaning;
  }
}
