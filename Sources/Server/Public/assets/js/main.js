import { api, onSignedOut } from "./api.js";
import { Attachments } from "./attachments.js";
import { Counts } from "./counts.js";
import { KnowledgePage } from "./knowledge-page.js";
import { Live } from "./live.js";
import { PatientList } from "./patient-list.js";
import { ChatRoute, chatInAddress, isKnowledge, isSettings } from "./route.js";
import { Sending } from "./sending.js";
import { signOut } from "./sign-out.js";
import { UnsentTexts } from "./unsent.js";
import { notify, sound, UrgentWatch, urgentWords } from "./urgent.js";
import { ChatView } from "./views/chat.js";
import { ConnectionNotice } from "./views/connection.js";
import { Filters } from "./views/filters.js";
import { HeldNotice } from "./views/held.js";
import { PatientsView } from "./views/patients.js";
import { SettingsView } from "./views/settings.js";
import { Shell } from "./views/shell.js";
import { Toast } from "./views/toast.js";

const AGAIN_MS = 3_000;
const HIDDEN_MS = 60_000;
const SAVED_MS = 5_000;
const TOLD_MS = 10_000;
const URGENT_MS = 60_000;
const UNDO_MS = 60_000;
const unsent = new UnsentTexts(sessionStorage);
const attachments = new Attachments();
const notice = new ConnectionNotice();
const toast = new Toast();

onSignedOut(() => location.replace(`/login${location.hash}`));

const list = new PatientList(api, (state) => patients.show(state));
const counts = new Counts(api, (numbers) => {
    filters.showCounts(numbers);
    shell.showUnread(numbers.unread);
    urgent.counted(numbers.urgent ?? 0);
});
const urgent = new UrgentWatch(api, (patient) => {
    sound();
    const open = () => route.open(patient.id);
    notify(open);
    if (chat?.patientId !== patient.id) toast.call(patient.id, urgentWords(patient), URGENT_MS, { label: "Open", run: open });
    offerNotices();
});
const filters = new Filters((change) => list.show(change));
const patients = new PatientsView({
    unsent: { read: (id) => unsent.read(id) || attachedWords(attachments.of(id).length) },
    openChat: (id) => route.open(id),
    loadMore: () => list.loadMore(),
    retry: () => list.retry(),
    clearSearch: () => filters.clear(),
    searchAll: () => filters.searchAll(),
});
const settings = new SettingsView(api, {
    known: (clinic) => shell.showClinic(clinic.name),
    saved: () => toast.show("Saved", SAVED_MS),
    undoable: (sentence, run) => toast.show(sentence, UNDO_MS, { label: "Undo", run }),
});
const knowledge = new KnowledgePage(api, {
    told: (sentence) => toast.show(sentence, SAVED_MS),
    failed: (sentence) => toast.show(sentence, TOLD_MS),
});
const held = new HeldNotice(api, {
    changed() {
        patients.show(list.state);
        chat?.showAgain();
    },
    released: () => readList(),
    failed: (sentence) => toast.show(sentence, TOLD_MS),
});
const shell = new Shell({
    signOut: () => signOut({ api, unsent, attachments, toast, nameOf }),
    showPatients() {
        route.leave();
        filters.clear();
    },
});
const route = new ChatRoute(window, showPlace);
let chat = null;
let placeOfChat = 0;

// Hardly ever is it needed, so it is loaded then. Without it nothing is missing.
async function offerNotices() {
    const place = document.getElementById("notice-hint");
    const told = (sentence) => toast.show(sentence, TOLD_MS);
    await import("./views/notice-hint.js").then((module) => module.offerNotices(place, told), () => {});
}

function attachedWords(count) {
    return count > 0 ? `${count} ${count === 1 ? "file" : "files"}` : "";
}

function nameOf(patientId) {
    return list.state.rows.find((row) => row.id === patientId)?.name ?? "a patient";
}

function showPlace(patientId) {
    shell.showPage(pageOf(location.hash));
    if (isKnowledge(location.hash)) knowledge.show();
    if (isSettings(location.hash)) settings.read();
    if (!chat || patientId === chat.patientId) return;
    if (patientId) openChat(patientId);
    else leaveChat();
}

function pageOf(hash) {
    if (isKnowledge(hash)) return "knowledge";
    return isSettings(hash) ? "settings" : "patients";
}

function openChat(patientId) {
    placeOfChat = patients.placeOf(patientId);
    toast.answered(patientId);
    chat.open(patientId, list.state.rows.find((row) => row.id === patientId));
    notice.moveInto(chat.noticePlace);
    toast.moveInto(chat.toastPlace);
}

function leaveChat() {
    const left = chat.patientId;
    chat.close();
    notice.moveInto(null);
    toast.moveInto(null);
    patients.show(list.state);
    patients.focus(left, placeOfChat);
    readList();
}

/** The list is not read while a chat covers it, nor the page while nobody sees it. */
function readList() {
    if (chat?.patientId) {
        counts.refreshLater();
        return;
    }
    counts.refreshSoon();
    if (document.visibilityState === "visible") list.refreshSoon();
}

/** Two patients are one person: everything that is kept under the former id goes on under the present one. */
function joined(formerId, patient) {
    unsent.move(formerId, patient.id);
    attachments.move(formerId, patient.id);
    list.join(formerId, patient);
    if (chatInAddress(location.hash) === formerId) route.replace(patient.id);
}

// An open chat finds out by itself, and so does the list. Elsewhere it matters only where a text is kept.
async function followJoin(id) {
    if (id === chat?.patientId || !unsent.read(id)) return;
    const outcome = await api.patient(id);
    if (outcome.kind === "ok" && outcome.data.patient.id !== id) joined(id, outcome.data.patient);
}

const live = new Live({
    patient(id) {
        readList();
        if (document.visibilityState !== "visible") return;
        chat?.refresh(id);
        followJoin(id);
    },
    clinic() {
        held.readSoon();
        settings.read();
        knowledge.refresh();
    },
    everything() {
        readList();
        if (held.isHeld || !live.connection.isAway) held.readSoon();
        if (document.visibilityState !== "visible") return;
        chat?.refreshAll();
        unsent.patients().forEach(followJoin);
    },
    words(sentence) {
        notice.show(sentence);
        chat?.connectionChanged();
    },
    refused: () => api.session(),
});

function makeChat(accountName, role) {
    const progress = (id, share) => chat.showProgress(id, share);
    const sending = new Sending({ api, unsent, attachments, accountName, connection: live.connection, progress });
    addEventListener("beforeunload", (event) => (sending.isWaiting || attachments.isAny) && event.preventDefault());
    chat = new ChatView({
        api,
        role,
        unsent,
        attachments,
        sending,
        connection: live.connection,
        toast,
        close: () => route.close(),
        patientChanged: (patient) => list.update(patient),
        joined,
        unsentChanged: () => patients.show(list.state),
    });
}

async function readSession() {
    const session = await api.session();
    if (session.kind === "ok") return session.data;
    if (session.kind === "signed-out") return null;
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    return readSession();
}

async function start() {
    const [session] = await Promise.all([readSession(), list.show({})]);
    if (!session) return;
    held.read();
    shell.showSession(session);
    settings.setRole(session.account?.role);
    knowledge.setRole(session.account?.role);
    makeChat(session.account?.name ?? session.doctor.name, session.account?.role);
    live.start();
    // The title of a tab in the background stays true, also when no tab has a stream any more.
    setInterval(() => document.visibilityState === "visible" || counts.refreshSoon(), HIDDEN_MS);
    route.follow();
}

start();
