// Records a voice note with the microphone.
import { toOgg } from "/ogg.js";

const OGG = "audio/ogg; codecs=opus";
const TYPES = [OGG, "audio/webm; codecs=opus", "audio/mp4"];

const type = () => TYPES.find((one) => globalThis.MediaRecorder?.isTypeSupported(one));

export const canRecord = () => Boolean(navigator.mediaDevices?.getUserMedia && type());

/**
 * Begins to record. The answer has `stop`, which gives `{ file, isVoice }`, and `cancel`. Only what could be put into
 * Ogg is a voice note. Throws if there is no microphone or it may not be used.
 */
export async function record() {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1 } });
  const recorder = new MediaRecorder(stream, { mimeType: type(), audioBitsPerSecond: 24_000 });
  const parts = [];
  recorder.addEventListener("dataavailable", (event) => parts.push(event.data));
  const ended = new Promise((resolve) => recorder.addEventListener("stop", resolve, { once: true }));
  recorder.start();

  async function end() {
    recorder.stop();
    await ended;
    for (const track of stream.getTracks()) track.stop();
  }

  async function stop() {
    await end();
    const sound = new Blob(parts, { type: recorder.mimeType });
    if (recorder.mimeType.startsWith("audio/ogg")) return { file: new Blob([sound], { type: OGG }), isVoice: true };
    if (!recorder.mimeType.startsWith("audio/webm")) return { file: sound, isVoice: false };
    return { file: toOgg(new Uint8Array(await sound.arrayBuffer())), isVoice: true };
  }

  return { stop, cancel: end };
}
