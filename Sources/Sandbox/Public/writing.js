// The line below the conversation: a text, a reply, a correction, files, a voice note, and whatever else is sent.
import { upload } from "/api.js";
import { element, summary } from "/bubble.js";
import { canRecord, record } from "/recorder.js";

const at = (id) => document.getElementById(id);
const PLACE = { latitude: 18.5204, longitude: 73.8567, name: "Station Road, Pune" };
const KINDS = { image: "image", video: "video", audio: "audio" };

export class Writing {
  /** `send(message)` sends a message of whoever is played; `notice(text)` tells something. */
  constructor({ send, notice }) {
    this.send = send;
    this.notice = notice;
    this.recording = null;
    this.about = null;
    this.#wireText();
    this.#wireFiles();
    this.#wireMenu();
    this.#wireRecording();
    this.#wireCard();
  }

  /** The next message answers this one. */
  quote(message) {
    this.#begin({ message, label: "Reply to", member: "reply_to" });
  }

  /** The next text takes the place of this one. */
  edit(message) {
    this.#begin({ message, label: "Edit", member: "message_id" });
    at("text").value = message.text;
  }

  /** Forgets a reply or correction that was begun. */
  forget() {
    if (this.about?.member === "message_id") at("text").value = "";
    this.about = null;
    at("about").hidden = true;
  }

  #begin(about) {
    this.forget();
    this.about = about;
    at("about").hidden = false;
    at("about-label").textContent = about.label;
    at("about-text").textContent = summary(about.message);
    at("text").focus();
  }

  /** Sends a message, as the reply that was begun if there is one. */
  #send(message) {
    const reply = this.about?.member === "reply_to" ? { reply_to: this.about.message.wamid } : {};
    this.forget();
    return this.send({ ...message, ...reply });
  }

  #wireText() {
    const text = at("text");
    at("write").addEventListener("submit", (event) => {
      event.preventDefault();
      const words = text.value.trim();
      if (!words) return;
      const corrected = this.about?.member === "message_id" ? this.about.message : null;
      text.value = "";
      if (!corrected) return this.#send({ type: "text", text: words });
      this.forget();
      this.send({ type: "edit", message_id: corrected.wamid, text: words });
    });
    text.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      at("write").requestSubmit();
    });
    at("about-close").addEventListener("click", () => this.forget());
  }

  #wireFiles() {
    for (const id of ["picture-file", "sound-file", "any-file"]) {
      at(id).addEventListener("change", async () => {
        const [file] = at(id).files;
        at(id).value = "";
        if (!file) return;
        const kind = id === "any-file" ? "document" : KINDS[file.type.split("/")[0]] ?? "document";
        await this.#sendFile(kind, file, kind === "document" ? { filename: file.name } : {});
      });
    }
  }

  async #sendFile(type, file, more = {}) {
    try {
      const takesCaption = ["image", "video", "document"].includes(type);
      const caption = takesCaption ? at("text").value.trim() : "";
      if (caption) at("text").value = "";
      this.notice("Sending the file…");
      const id = await upload(file);
      await this.#send({ type, media_id: id, ...(caption ? { caption } : {}), ...more });
    } catch (error) {
      this.notice(error.message);
    }
  }

  #wireMenu() {
    const work = {
      picture: () => at("picture-file").click(),
      file: () => at("any-file").click(),
      sound: () => at("sound-file").click(),
      voice: () => this.#record(),
      location: () => this.#send({ type: "location", ...PLACE }),
      pin: () => this.#send({ type: "location", latitude: PLACE.latitude, longitude: PLACE.longitude }),
      contact: () => at("card").showModal(),
      sticker: async () => this.#sendFile("sticker", await sticker()),
      poll: () => this.#send({ type: "unsupported", unsupported_type: "poll_creation" }),
    };
    for (const button of document.querySelectorAll("[data-kind]")) {
      button.addEventListener("click", () => {
        at("more").open = false;
        work[button.dataset.kind]();
      });
    }
  }

  async #record() {
    if (!canRecord()) return this.#chooseSound("This browser cannot record. Choose a sound file.");
    try {
      this.recording = await record();
    } catch {
      return this.#chooseSound("There is no microphone, or it may not be used. Choose a sound file.");
    }
    const began = Date.now();
    const show = () => (at("recording-time").textContent = clock(Date.now() - began));
    show();
    this.ticking = setInterval(show, 500);
    this.#showRecorder(true);
    at("recording-send").focus();
  }

  #chooseSound(text) {
    this.notice(text);
    at("sound-file").click();
  }

  #showRecorder(open) {
    at("recorder").hidden = !open;
    at("write").hidden = open;
  }

  #wireRecording() {
    const end = async (work) => {
      const { recording } = this;
      this.recording = null;
      clearInterval(this.ticking);
      this.#showRecorder(false);
      at("text").focus();
      if (recording) await work(recording);
    };
    at("recording-cancel").addEventListener("click", () => end((recording) => recording.cancel()));
    at("recording-send").addEventListener("click", () => end(async (recording) => {
      try {
        const { file, isVoice } = await recording.stop();
        await this.#sendFile("audio", file, { voice: isVoice });
      } catch (error) {
        this.notice(error.message);
      }
    }));
  }

  #wireCard() {
    at("card-form").addEventListener("submit", () => {
      const [name, phone] = [at("card-name").value.trim(), at("card-phone").value.trim()];
      const [first, ...rest] = name.split(/\s+/);
      this.#send({
        type: "contacts",
        contacts: [{
          name: { formatted_name: name, first_name: first, ...(rest.length ? { last_name: rest.join(" ") } : {}) },
          phones: [{ phone, wa_id: phone.replace(/\D/g, ""), type: "CELL" }],
        }],
      });
      at("card-form").reset();
    });
    at("card-close").addEventListener("click", () => at("card").close());
  }
}

const clock = (milliseconds) => {
  const seconds = Math.floor(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
};

/** A sticker that is drawn here: a smile. */
function sticker() {
  const canvas = element("canvas");
  canvas.width = canvas.height = 512;
  const pen = canvas.getContext("2d");
  pen.lineWidth = 24;
  pen.lineCap = "round";
  pen.fillStyle = "#ffd54a";
  pen.beginPath();
  pen.arc(256, 256, 230, 0, 2 * Math.PI);
  pen.fill();
  pen.beginPath();
  pen.arc(256, 270, 130, 0.15 * Math.PI, 0.85 * Math.PI);
  for (const x of [180, 332]) {
    pen.moveTo(x, 190);
    pen.lineTo(x, 215);
  }
  pen.stroke();
  return new Promise((resolve) => canvas.toBlob(resolve, "image/webp"));
}
