import { api } from "./api.js";
import { waitLabel } from "./format.js";

const form = document.getElementById("login");
const email = document.getElementById("email");
const password = document.getElementById("password");
const showPassword = document.getElementById("show-password");
const submit = document.getElementById("submit");
const formError = document.getElementById("login-error");

const WRONG = "This email and password do not match. Check both and try again.";
const NOT_KEPT = {
    "http:": "You are not signed in: this page was opened over http, and your browser keeps the sign-in only over https. "
        + "Open the dashboard at its https address.",
    "https:": "You are not signed in: your browser keeps no cookies for this page. Allow them and try again.",
};
let waiting = null;

function showFieldError(input, text) {
    const error = document.getElementById(`${input.id}-error`);
    error.textContent = text;
    error.hidden = !text;
    input.setAttribute("aria-invalid", String(Boolean(text)));
}

function showFormError(text) {
    formError.textContent = text;
    formError.hidden = !text;
}

function isComplete() {
    showFieldError(email, /\S+@\S+/.test(email.value) ? "" : "Enter your email address.");
    showFieldError(password, password.value ? "" : "Enter your password.");
    const wrong = [email, password].find((input) => input.getAttribute("aria-invalid") === "true");
    wrong?.focus();
    return !wrong;
}

function waitFor(seconds) {
    const end = Date.now() + seconds * 1_000;
    clearInterval(waiting);
    const tick = () => {
        const left = Math.ceil((end - Date.now()) / 1_000);
        if (left <= 0) return endWait();
        submit.disabled = true;
        submit.textContent = `Wait ${waitLabel(left)}`;
    };
    waiting = setInterval(tick, 1_000);
    tick();
    showFormError(`Too many attempts. Try again in ${waitLabel(seconds)}.`);
}

function endWait() {
    clearInterval(waiting);
    waiting = null;
    showBusy(false);
}

function showBusy(isBusy) {
    submit.disabled = isBusy;
    submit.textContent = isBusy ? "Signing in…" : "Sign in";
}

async function signIn() {
    showFormError("");
    if (!isComplete()) return;
    showBusy(true);
    const outcome = await api.signIn(email.value.trim(), password.value);
    // A browser that drops the cookie would come back to this page without a word.
    const isKept = outcome.kind === "ok" && (await api.session()).kind !== "signed-out";
    if (isKept) return location.replace(`/${location.hash}`);
    showBusy(false);
    if (outcome.kind === "ok") return showFormError(NOT_KEPT[location.protocol]);
    if (outcome.kind === "limited") return waitFor(outcome.waitSeconds);
    showFormError(outcome.kind === "signed-out" ? WRONG : outcome.message);
    if (outcome.kind === "signed-out") password.select();
}

form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!submit.disabled) signIn();
});

// It is the account that waits, and it may have been mistyped.
email.addEventListener("input", () => {
    if (waiting === null) return;
    endWait();
    showFormError("");
});

showPassword.addEventListener("click", () => {
    const isShown = password.type === "password";
    password.type = isShown ? "text" : "password";
    showPassword.setAttribute("aria-pressed", String(isShown));
    showPassword.textContent = isShown ? "Hide" : "Show";
    password.focus();
});
