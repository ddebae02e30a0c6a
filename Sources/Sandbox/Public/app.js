// The phone: which patient is played, which clinic they write to, and what the visitor does.
import { follow, get, post } from "/api.js";
import { element } from "/bubble.js";
import { Chat } from "/chat.js";
import * as faults from "/faults.js";
import { Options } from "/options.js";
import { Writing } from "/writing.js";

const IDEAS = ["What are your clinic hours?", "How much is a consultation?", "Where is the clinic?"];
const at = (id) => document.getElementById(id);
const state = {
  clinics: [], patients: [], patient: null, clinic: null, draft: newcomer(), timer: 0, asked: 0,
  // Who writes here: the patient, or the clinic on its own phone.
  author: "patient",
};

const writing = new Writing({ send, notice });
const options = new Options(() => state.author, {
  react: (message, emoji) => send({ type: "reaction", message_id: message.wamid, ...(emoji ? { emoji } : {}) }),
  quote: (message) => writing.quote(message),
  edit: (message) => writing.edit(message),
  remove: (message) => send({ type: "revoke", message_id: message.wamid }),
});
const chat = new Chat(at("thread"), at("bubbles"), { onButton: press, onOptions: (message) => options.open(message) });

/** What the patient answers by pressing a button of a message. */
async function press(button, message) {
  const answer = {
    reply: () => ({
      type: "interactive",
      interactive: { type: "button_reply", button_reply: { id: button.id, title: button.title } },
    }),
    quick_reply: () => ({ type: "button", button: { payload: button.id, text: button.title } }),
    share_location: () => ({ type: "location", latitude: 18.5204, longitude: 73.8567 }),
    share_contact: () => ({
      type: "contacts",
      contacts: [{ origin: "contact_request", phones: [{ phone: current()?.phone ?? "", type: "CELL" }] }],
    }),
  }[button.kind];
  if (answer) return send({ ...answer(), reply_to: message.wamid }, "patient");
  await navigator.clipboard.writeText(button.target ?? "").catch(() => {});
  notice(`The code is ${button.target}`);
}

/** The visitor, until the first message turns them into a patient. */
function newcomer() {
  const number = String(Math.floor(1e8 * Math.random())).padStart(8, "0");
  return { name: "Demo patient", phone: `+9198${number}` };
}

const current = () => state.patients.find((patient) => patient.id === state.patient) ?? null;

async function loadState() {
  const answer = await get("state");
  state.clinics = answer.clinics;
  state.patients = answer.patients;
  state.clinic ??= answer.clinics[0].phone_number_id;
  if (!current()) {
    const kept = sessionStorage.getItem("patient");
    state.patient = state.patients.some((patient) => patient.id === kept) ? kept : null;
  }
  faults.draw(answer.faults, answer.model);
  drawPeople();
  drawClinic();
  faults.readAccount(state.clinic).catch(() => {});
  await loadChat();
}

async function loadChat() {
  const asked = ++state.asked;
  const patient = current();
  if (!patient) return drawChat({ messages: [], typing: false, blocked: false, marketing_stopped: false });
  const conversation = await get("conversation", { patient: patient.id, phone_number_id: state.clinic });
  if (asked !== state.asked) return;
  drawChat(conversation);
  if (conversation.messages.some((message) => message.from === "clinic" && message.status === "delivered")) markRead();
}

function markRead() {
  if (document.visibilityState !== "visible" || !current()) return;
  post("read", { patient: state.patient, phone_number_id: state.clinic }).catch(() => {});
}

function drawChat({ messages, typing, blocked, marketing_stopped: isStopped }) {
  at("invite").hidden = messages.length > 0;
  at("typing").hidden = !typing;
  at("clinic-state").textContent = typing ? "typing…" : "in the sandbox";
  at("standing").textContent = [
    blocked ? "The clinic has blocked this number: it does not get these messages." : "",
    isStopped ? "You get no offers from this clinic." : "",
  ].join(" ").trim();
  at("standing").hidden = at("standing").textContent === "";
  at("offers").textContent = isStopped ? "Take offers of this clinic again" : "Stop offers of this clinic";
  at("offers").dataset.value = isStopped ? "resume" : "stop";
  chat.draw(messages);
  clearTimeout(state.timer);
  if (typing) {
    chat.toEnd();
    state.timer = setTimeout(refresh, 2000);
  }
}

function drawClinic() {
  const clinic = state.clinics.find((one) => one.phone_number_id === state.clinic);
  at("clinic-name").textContent = clinic.name;
  at("clinic-face").textContent = initials(clinic.name);
  at("clinic-field").hidden = state.clinics.length < 2;
  at("clinic").replaceChildren(...state.clinics.map((one) => {
    const option = element("option", "", `${one.name} (${one.display_phone_number})`);
    option.value = one.phone_number_id;
    option.selected = one.phone_number_id === state.clinic;
    return option;
  }));
}

const initials = (name) => name.split(/\s+/).slice(0, 2).map((word) => word[0] ?? "").join("").toUpperCase();

function drawPeople() {
  const people = current() ? state.patients : [{ ...state.draft, id: null }, ...state.patients];
  at("people").replaceChildren(...people.map((person) => {
    const button = element("button", "person");
    button.type = "button";
    if (person.id === state.patient) button.setAttribute("aria-current", "true");
    const face = element("span", "face", initials(person.name));
    face.setAttribute("aria-hidden", "true");
    const lines = element("span", "lines");
    lines.append(element("strong", "", person.name), element("span", "", person.phone ?? `@${person.username}`));
    button.append(face, lines);
    button.addEventListener("click", () => play(person.id));
    const item = element("li");
    item.append(button);
    return item;
  }));
  const isClinic = state.author === "clinic";
  at("patient-name").textContent = isClinic ? "the clinic's phone" : (current() ?? state.draft).name;
  at("as-clinic").setAttribute("aria-pressed", String(isClinic));
  at("as-clinic").textContent = isClinic ? "Be the patient again" : "Write as the clinic, on its own phone";
}

function play(id) {
  state.patient = id;
  if (id) sessionStorage.setItem("patient", id);
  chat.clear();
  writing.forget();
  showSide(false);
  drawPeople();
  refresh();
}

function showSide(open) {
  document.body.classList.toggle("side-open", open);
  if (open) at("side-close").focus();
}

async function send(message, author = state.author) {
  notice("");
  try {
    const answer = await post(author === "clinic" ? "echoes" : "messages", {
      patient: state.patient ?? state.draft, phone_number_id: state.clinic, ...message,
    });
    adopt(answer.patient);
  } catch (error) {
    notice(error.retrying ? "The clinic's server does not answer. The message is tried again." : error.message);
    if (error.retrying && !state.patient) await adoptDraft();
  }
  refresh();
}

/** Even a first message that the server did not accept has created the patient. */
async function adoptDraft() {
  const { patients } = await get("patients");
  adopt(patients.find((patient) => patient.phone === state.draft.phone));
}

function adopt(patient) {
  if (!patient || state.patient) return;
  state.patients = [...state.patients.filter((one) => one.id !== patient.id), patient];
  state.patient = patient.id;
  sessionStorage.setItem("patient", patient.id);
  drawPeople();
}

function notice(text) {
  at("notice").textContent = text;
  at("notice").hidden = text === "";
}

const refresh = () => loadChat().catch((error) => notice(error.message));
const reload = () => loadState().catch((error) => notice(error.message));

function changed(change) {
  if (!change || change.kind === "patients") return reload();
  if (change.kind === "reset") {
    chat.clear();
    state.patient = null;
    state.draft = newcomer();
    return reload();
  }
  if (change.kind === "account") faults.readAccount(state.clinic).catch(() => {});
  if (change.kind === "account") return refresh();
  if (change.kind === "faults" || change.kind === "model") return faults.read().catch(() => {});
  if (change.patient_id === state.patient && change.phone_number_id === state.clinic) refresh();
}

function wireSide() {
  at("side-open").addEventListener("click", () => showSide(true));
  at("side-close").addEventListener("click", () => showSide(false));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    at("more").open = false;
    showSide(false);
  });
  at("clinic").addEventListener("change", () => {
    state.clinic = at("clinic").value;
    chat.clear();
    writing.forget();
    faults.readAccount(state.clinic).catch(() => {});
    drawClinic();
    refresh();
  });
  at("new-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    at("new-problem").textContent = "";
    try {
      const phone = at("new-phone").value.trim();
      const patient = await post("patients", { name: at("new-name").value, ...(phone ? { phone } : {}) });
      state.patients = [...state.patients.filter((one) => one.id !== patient.id), patient];
      at("new-form").reset();
      at("new-patient").open = false;
      play(patient.id);
    } catch (error) {
      at("new-problem").textContent = error.message;
    }
  });
}

function wireIdeas() {
  at("ideas").append(...IDEAS.map((idea) => {
    const button = element("button", "idea", idea);
    button.type = "button";
    button.addEventListener("click", () => send({ type: "text", text: idea }));
    return button;
  }));
}

function wireWishes() {
  at("as-clinic").addEventListener("click", () => {
    state.author = state.author === "clinic" ? "patient" : "clinic";
    writing.forget();
    drawPeople();
    showSide(false);
  });
  at("offers").addEventListener("click", async () => {
    if (!current()) return notice("Write as a patient first.");
    const value = at("offers").dataset.value;
    try {
      await post("preferences", { patient: state.patient, phone_number_id: state.clinic, value });
    } catch (error) {
      notice(error.message);
    }
    showSide(false);
    refresh();
  });
}

wireIdeas();
wireSide();
wireWishes();
faults.start(() => state.patient, () => state.clinic);
document.addEventListener("visibilitychange", refresh);
follow(changed, (live) => notice(live ? "" : "The connection to the sandbox is away. Trying again…"));
