// The phone: which patient is played, which clinic they write to, and what the visitor does.
import { follow, get, post, upload } from "/api.js";
import { Chat, element } from "/chat.js";
import * as faults from "/faults.js";

const IDEAS = ["What are your clinic hours?", "How much is a consultation?", "Where is the clinic?"];
const at = (id) => document.getElementById(id);
const state = { clinics: [], patients: [], patient: null, clinic: null, draft: newcomer(), timer: 0, asked: 0 };

const chat = new Chat(at("thread"), at("bubbles"), (button, message) =>
  send({
    type: "interactive",
    interactive: { type: "button_reply", button_reply: { id: button.id, title: button.title } },
    reply_to: message.wamid,
  }));

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
  await loadChat();
}

async function loadChat() {
  const asked = ++state.asked;
  const patient = current();
  if (!patient) return drawChat({ messages: [], typing: false });
  const conversation = await get("conversation", { patient: patient.id, phone_number_id: state.clinic });
  if (asked !== state.asked) return;
  drawChat(conversation);
  if (conversation.messages.some((message) => message.from === "clinic" && message.status === "delivered")) markRead();
}

function markRead() {
  if (document.visibilityState !== "visible" || !current()) return;
  post("read", { patient: state.patient, phone_number_id: state.clinic }).catch(() => {});
}

function drawChat({ messages, typing }) {
  at("invite").hidden = messages.length > 0;
  at("typing").hidden = !typing;
  at("clinic-state").textContent = typing ? "typing…" : "in the sandbox";
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
  at("patient-name").textContent = (current() ?? state.draft).name;
}

function play(id) {
  state.patient = id;
  if (id) sessionStorage.setItem("patient", id);
  chat.clear();
  showSide(false);
  drawPeople();
  refresh();
}

function showSide(open) {
  document.body.classList.toggle("side-open", open);
  if (open) at("side-close").focus();
}

async function send(message) {
  notice("");
  try {
    const answer = await post("messages", {
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
  if (change.kind === "faults" || change.kind === "model") return faults.read().catch(() => {});
  if (change.patient_id === state.patient && change.phone_number_id === state.clinic) refresh();
}

async function quick(kind) {
  at("more").open = false;
  if (kind === "picture") return at("file").click();
  if (kind === "location") {
    return send({ type: "location", latitude: 18.5204, longitude: 73.8567, name: "Station Road, Pune" });
  }
  if (kind === "unsupported") return send({ type: "unsupported", unsupported_type: "poll_creation" });
  return send({ type: kind });
}

function wireWriting() {
  const text = at("text");
  at("write").addEventListener("submit", (event) => {
    event.preventDefault();
    const words = text.value.trim();
    if (!words) return;
    text.value = "";
    send({ type: "text", text: words });
  });
  text.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    at("write").requestSubmit();
  });
  at("file").addEventListener("change", async () => {
    const [file] = at("file").files;
    at("file").value = "";
    if (!file) return;
    try {
      const caption = text.value.trim() || undefined;
      text.value = "";
      await send({ type: "image", media_id: await upload(file), caption });
    } catch (error) {
      notice(error.message);
    }
  });
  for (const button of document.querySelectorAll("[data-kind]")) {
    button.addEventListener("click", () => quick(button.dataset.kind));
  }
  at("ideas").append(...IDEAS.map((idea) => {
    const button = element("button", "idea", idea);
    button.type = "button";
    button.addEventListener("click", () => send({ type: "text", text: idea }));
    return button;
  }));
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

wireWriting();
wireSide();
faults.start(() => state.patient, () => state.clinic);
document.addEventListener("visibilitychange", refresh);
follow(changed, (live) => notice(live ? "" : "The connection to the sandbox is away. Trying again…"));
