import { api, onSignedOut } from "./api.js";
import { Live } from "./live.js";
import { PatientList } from "./patient-list.js";
import { ChatRoute, chatInAddress } from "./route.js";
import { Sending } from "./sending.js";
import { UnsentTexts } from "./unsent.js";
import { ChatView } from "./views/chat.js";
import { ConnectionNotice } from "./views/connection.js";
import { Filters } from "./views/filters.js";
import { PatientsView } from "./views/patients.js";
import { Shell } from "./views/shell.js";

const AGAIN_MS = 3_000;
const unsent = new UnsentTexts(sessionStorage);
const notice = new ConnectionNotice();

onSignedOut(() => location.replace(`/login${location.hash}`));

const list = new PatientList(api, (state) => {
    patients.show(state);
    const isWhole = state.filter === "all" && !state.search;
    if (isWhole) shell.showUnread(state.rows.filter((row) => row.unread_count > 0).length);
});
const filters = new Filters((change) => list.show(change));
const patients = new PatientsView({
    unsent,
    openChat: (id) => route.open(id),
    loadMore: () => list.loadMore(),
    retry: () => list.retry(),
    clearSearch: () => filters.clear(),
});
const shell = new Shell({ signOut, showPatients: () => filters.clear() });
const route = new ChatRoute(window, showChat);
let chat = null;

async function signOut() {
    const outcome = await api.signOut();
    if (outcome.kind !== "ok" && outcome.kind !== "signed-out") return alert(outcome.message);
    unsent.clear();
    location.replace("/login");
}

function showChat(patientId) {
    if (!chat) return;
    if (patientId) {
        if (patientId === chat.patientId) return;
        chat.open(patientId, list.state.rows.find((row) => row.id === patientId));
        notice.moveInto(chat.noticePlace);
        return;
    }
    const left = chat.patientId;
    chat.close();
    notice.moveInto(null);
    if (!left) return;
    list.refreshSoon();
    patients.show(list.state);
    patients.focusPatient(left);
}

function readEverything() {
    list.refreshSoon();
    chat?.refresh();
}

/** Two patients are one person: everything that is kept under the former id goes on under the present one. */
function joined(formerId, patient) {
    unsent.move(formerId, patient.id);
    list.join(formerId, patient);
    if (chatInAddress(location.hash) === formerId) route.replace(patient.id);
}

// An open chat finds out by itself. Elsewhere it matters only where something is kept that no refresh would renew.
async function followJoin(id) {
    if (id === chat?.patientId || !(unsent.read(id) || list.isBelowRefresh(id))) return;
    const outcome = await api.patient(id);
    if (outcome.kind === "ok" && outcome.data.patient.id !== id) joined(id, outcome.data.patient);
}

const live = new Live({
    patient(id) {
        list.refreshSoon();
        chat?.refresh(id);
        followJoin(id);
    },
    everything() {
        readEverything();
        unsent.patients().forEach(followJoin);
    },
    words(sentence) {
        notice.show(sentence);
        chat?.connectionChanged();
    },
    refused: () => api.session(),
});

function makeChat(accountName) {
    const sending = new Sending({ api, unsent, accountName, connection: live.connection });
    addEventListener("beforeunload", (event) => sending.isWaiting && event.preventDefault());
    chat = new ChatView({
        api,
        unsent,
        sending,
        connection: live.connection,
        close: () => route.close(),
        patientChanged: (patient) => list.update(patient),
        joined,
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
    shell.showSession(session);
    makeChat(session.account?.name ?? session.doctor.name);
    live.start();
    route.follow();
}

start();
