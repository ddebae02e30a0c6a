// Draws one conversation. Bubbles are kept by wamid, so that a redraw neither flickers nor loses the reading position.

const TICKS = {
  sending: ["◷", "Sending"],
  undelivered: ["!", "Not delivered yet, trying again"],
  delivered: ["✓✓", "Delivered"],
  read: ["✓✓", "Read"],
};
const NAMES = {
  image: "Picture", video: "Video", audio: "Voice note", document: "Document", sticker: "Sticker",
  location: "Location", contacts: "Contact", unsupported: "A kind of message the clinic cannot see",
};

export function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

const clock = (time) => new Date(time).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });

export class Chat {
  constructor(thread, list, onChoice) {
    this.thread = thread;
    this.list = list;
    this.onChoice = onChoice;
    this.drawn = new Map();
  }

  clear() {
    this.list.replaceChildren();
    this.drawn.clear();
  }

  draw(messages) {
    const atEnd = this.thread.scrollHeight - this.thread.scrollTop - this.thread.clientHeight < 60;
    let grown = false;
    for (const message of messages) {
      let bubble = this.drawn.get(message.wamid);
      if (!bubble) {
        bubble = this.#make(message);
        this.drawn.set(message.wamid, bubble);
        this.list.append(bubble);
        grown = true;
      }
      this.#tick(bubble, message);
    }
    if (grown && atEnd) this.toEnd();
  }

  toEnd() {
    this.thread.scrollTop = this.thread.scrollHeight;
  }

  #make(message) {
    const mine = message.from === "patient";
    const item = element("li", `bubble ${mine ? "mine" : "theirs"}`);
    item.append(element("span", "hidden", mine ? "You: " : "Clinic: "));
    this.#media(item, message);
    const words = message.caption ?? message.text;
    if (words) item.append(element("p", message.type === "reaction" ? "emoji" : "words", words));
    for (const button of message.buttons ?? []) item.append(this.#choice(button, message));
    const foot = element("p", "foot");
    foot.append(element("time", "", clock(message.at)), element("span", "ticks"), element("span", "hidden state"));
    item.append(foot);
    return item;
  }

  #media(item, message) {
    const name = NAMES[message.type];
    if (!name) return;
    if ((message.type === "image" || message.type === "sticker") && message.mime_type && message.media_id) {
      const picture = element("img");
      picture.alt = message.caption || name;
      picture.addEventListener("load", () => this.toEnd(), { once: true });
      picture.addEventListener("error", () => picture.replaceWith(element("p", "kind", name)), { once: true });
      picture.src = `/sandbox/media/${encodeURIComponent(message.media_id)}`;
      item.append(picture);
      return;
    }
    item.append(element("p", "kind", message.filename ? `${name}: ${message.filename}` : name));
  }

  #choice(button, message) {
    const made = element("button", "choice", button.title);
    made.type = "button";
    made.addEventListener("click", () => this.onChoice(button, message));
    return made;
  }

  #tick(bubble, message) {
    if (message.from !== "patient") return;
    const [sign, meaning] = TICKS[message.status] ?? ["", ""];
    const ticks = bubble.querySelector(".ticks");
    ticks.textContent = sign;
    ticks.setAttribute("aria-hidden", "true");
    ticks.dataset.status = message.status;
    bubble.querySelector(".state").textContent = meaning;
  }
}
