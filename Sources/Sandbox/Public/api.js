// The control API of the sandbox. Every call answers JSON; a refusal becomes an Error with the reason as its message.

async function call(method, path, body) {
  const options = { method, headers: {} };
  if (body !== undefined) {
    options.headers["Content-Type"] = "application/json";
    options.body = JSON.stringify(body);
  }
  const response = await fetch(`/sandbox/${path}`, options);
  const answer = await response.json();
  if (!response.ok) {
    const error = new Error(answer.error || "The sandbox refused this.");
    error.retrying = Boolean(answer.retrying);
    throw error;
  }
  return answer;
}

export const get = (path, query = {}) => {
  const text = new URLSearchParams(query).toString();
  return call("GET", text ? `${path}?${text}` : path);
};
export const post = (path, body = {}) => call("POST", path, body);
export const remove = (path) => call("DELETE", path);

/** Stores a file in the sandbox and returns its media id. */
export async function upload(file) {
  const response = await fetch("/sandbox/media", {
    method: "POST",
    headers: { "Content-Type": file.type || "application/octet-stream" },
    body: file,
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer.id;
}

/**
 * Calls `changed` for every change, and with null after each (re)connection, since changes may have been missed.
 * `live` is told whether the stream is connected.
 */
export function follow(changed, live) {
  const source = new EventSource("/sandbox/events");
  source.addEventListener("open", () => {
    live(true);
    changed(null);
  });
  source.addEventListener("change", (event) => changed(JSON.parse(event.data)));
  source.addEventListener("error", () => live(false));
}
