// Draws what is in one message.

const NAMES = {
  image: "Picture", video: "Video", audio: "Voice note", document: "Document", sticker: "Sticker",
  location: "Location", contacts: "Contact card", unsupported: "A kind of message the clinic cannot see",
};
const ICONS = { url: "↗", phone: "☎", code: "⧉" };

export function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

/** A button that does nothing but what it is told. */
export function pressable(className, text, work) {
  const made = element("button", className, text);
  made.type = "button";
  made.addEventListener("click", work);
  return made;
}

/** One line that says what a message is about, for quotes. */
export function summary(message) {
  if (message.deleted) return "A deleted message";
  return message.caption || message.text || message.filename || NAMES[message.type] || message.header || "Message";
}

/** The parts of a message, in order. `loaded` is called when a picture has taken its place. */
export function content(message, { loaded, onButton }) {
  if (message.deleted) return [element("p", "gone", "This message was deleted")];
  const parts = [];
  if (message.header) parts.push(element("p", "headline", message.header));
  if (message.media_id) parts.push(media(message, loaded));
  else if (message.place) parts.push(place(message.place));
  else if (message.contacts) parts.push(...message.contacts.map(card));
  else if (NAMES[message.type]) parts.push(element("p", "kind", NAMES[message.type]));
  const words = message.place || message.contacts ? "" : message.caption ?? message.text;
  if (words) parts.push(element("p", "words", words));
  if (message.footer) parts.push(element("p", "small", message.footer));
  for (const button of message.buttons ?? []) parts.push(choice(button, (pressed) => onButton(pressed, message)));
  return parts;
}

function media(message, loaded) {
  const source = `/sandbox/media/${encodeURIComponent(message.media_id)}`;
  const kind = message.type === "document" ? "" : (message.mime_type ?? "").split("/")[0];
  const name = message.type === "audio" && !message.voice ? "Sound" : NAMES[message.type] ?? "File";
  const link = element("a", "file", message.filename ?? name);
  link.href = source;
  link.download = message.filename ?? "";
  if (!["image", "audio", "video"].includes(kind)) return link;
  const shown = element(kind === "image" ? "img" : kind, message.type === "sticker" ? "sticker" : "");
  if (kind === "image") {
    shown.alt = message.caption || name;
    shown.addEventListener("load", loaded, { once: true });
  } else {
    shown.controls = true;
    shown.preload = "metadata";
    shown.setAttribute("aria-label", message.caption || name);
  }
  shown.addEventListener("error", () => shown.replaceWith(link), { once: true });
  shown.src = source;
  return shown;
}

function place({ name, address, latitude, longitude }) {
  const part = element("div", "card-part");
  part.append(element("p", "kind", name ?? "Location"));
  if (address) part.append(element("p", "", address));
  part.append(element("p", "small", `${latitude}, ${longitude}`));
  return part;
}

function card({ name, phones }) {
  const part = element("div", "card-part");
  part.append(element("p", "kind", name?.formatted_name ?? "Contact card"));
  for (const { phone } of phones ?? []) part.append(element("p", "", phone));
  return part;
}

function choice(button, press) {
  const title = ICONS[button.kind] ? `${ICONS[button.kind]} ${button.title}` : button.title;
  if (button.kind === "url" || button.kind === "phone") {
    const link = element("a", "choice", title);
    link.href = button.kind === "phone" ? `tel:${button.target}` : button.target;
    link.target = "_blank";
    link.rel = "noreferrer";
    return link;
  }
  const made = pressable("choice", title, () => press(button));
  made.disabled = button.kind === "flow";
  return made;
}
