// Requests to this server: the token, tries again where views are being made anew, pictures.

let token = "";
let asking = null;

export class Failure extends Error {
  constructor(status, name, what, remedy) {
    super(what);
    Object.assign(this, { status, name, remedy });
  }
}

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

// Fetched from this machine; from elsewhere the person is asked for it. It is kept in memory only.
async function fetchToken() {
  const answer = await fetch("/api/auth/token", { cache: "no-store" });
  token = answer.ok ? (await answer.json()).token : await askForToken();
}

function askForToken() {
  const dialog = document.createElement("dialog");
  dialog.className = "small";
  const form = document.createElement("form");
  form.method = "dialog";
  const label = document.createElement("label");
  label.textContent = "Token (token_b64 in vault/web_token.json of the DataRoot)";
  const field = document.createElement("input");
  field.type = "password";
  field.autocomplete = "off";
  label.append(field);
  const button = document.createElement("button");
  button.textContent = "Go on";
  form.append(label, button);
  dialog.append(form);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((done) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      done(field.value.trim());
    });
  });
}

async function send(path, options = {}) {
  for (let attempt = 0; ; attempt += 1) {
    if (!token) {
      asking ??= fetchToken().finally(() => { asking = null; });
      await asking;
    }
    const headers = { Authorization: `Bearer ${token}`, ...options.headers };
    let answer;
    try {
      answer = await fetch(path, { ...options, headers });
    } catch (error) {
      if (error.name === "AbortError") throw error;
      if (attempt < 3) { await pause(300 * 2 ** attempt); continue; }
      throw new Failure(0, "unreachable", "The server does not answer.", "Is autocapture serve still running?");
    }
    if (answer.ok) return answer;
    if (answer.status === 401 && attempt < 2) { token = ""; continue; }
    if ([429, 503].includes(answer.status) && attempt < 3) { await pause(400 * 2 ** attempt); continue; }
    let fault = {};
    try { fault = (await answer.json()).error ?? {}; } catch { /* no body of ours */ }
    throw new Failure(answer.status, fault.name ?? "", fault.what ?? "The server refused.", fault.remedy ?? "");
  }
}

export const zone = Intl.DateTimeFormat().resolvedOptions().timeZone || "";

export async function get(path, params = {}, signal = undefined) {
  const told = new URLSearchParams(Object.entries(params).filter(([, value]) => value !== "" && value != null));
  const query = told.toString();
  return (await send(query ? `${path}?${query}` : path, { signal })).json();
}

export async function post(path, body, signal = undefined) {
  const headers = { "Content-Type": "application/json" };
  return (await send(path, { method: "POST", body: JSON.stringify(body), headers, signal })).json();
}

const MOST_PICTURES = 80;
const pictures = new Map();

export const framePath = (frame) => `/api/frames/${encodeURIComponent(frame)}`;

// Pictures are asked for with the token, so that no address of one works by itself.
export function picture(frame, params = {}) {
  const path = `${framePath(frame)}/image?${new URLSearchParams(params)}`;
  let found = pictures.get(path);
  if (found) pictures.delete(path);
  else found = send(path).then((answer) => answer.blob()).then((blob) => URL.createObjectURL(blob));
  pictures.set(path, found);
  found.catch(() => pictures.delete(path));
  if (pictures.size > MOST_PICTURES) {
    const [oldest, gone] = pictures.entries().next().value;
    pictures.delete(oldest);
    gone.then((url) => URL.revokeObjectURL(url), () => {});
  }
  return found;
}
