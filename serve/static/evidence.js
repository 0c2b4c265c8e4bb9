// The evidence of an event: its raw line, its hash, the commit that brought it, the proof that it is in the log.

import { get } from "./api.js";
import { failure, h, when } from "./dom.js";

let dialog = null;

export async function openEvent(event) {
  dialog?.remove();
  const body = h("div", { class: "body" }, h("p", {}, "Looking it up…"));
  dialog = h("dialog", { class: "evidence", "aria-labelledby": "evidence-title" },
    h("header", {}, h("h2", { id: "evidence-title" }, event),
      h("button", { type: "button", class: "quiet", "aria-label": "Close", onclick: () => dialog.close() }, "Esc")), body);
  document.body.append(dialog);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.showModal();
  try {
    const told = await get(`/api/events/${event}`);
    const proof = await get(`/api/events/${event}/proof`).catch((error) => error);
    body.replaceChildren(verdict(told, proof), facts(told, proof), line(told), path(proof));
  } catch (error) {
    body.replaceChildren(failure(error));
  }
}

function verdict(told, proof) {
  const holds = !(proof instanceof Error) && told.commit && !told.commit.problem;
  const why = proof instanceof Error ? proof.message : told.commit ? told.commit.problem : "No commit of the ledger covers it.";
  return h("p", { class: `verdict ${holds ? "holds" : "fails"}`, role: "status" },
    h("strong", {}, holds ? "It holds." : "It does not hold."),
    holds
      ? ` Its line has the hash that the log's Merkle tree has, ${proof.path.length} hashes lead to the root, and the root is signed.`
      : ` ${why} Run autocapture audit verify.`);
}

function facts(told, proof) {
  const rows = [["Kind", told.kind], ["Written", when(told.at)], ["Frame", told.frame], ["Leaf hash", told.leaf], ["Line before", told.prev]];
  if (told.commit) rows.push(["Commit", `${told.commit.action}, ledger line ${told.commit.ledger_line}, ${when(told.commit.at)}`]);
  if (!(proof instanceof Error)) rows.push(["Log", `${proof.size.toLocaleString("en-GB")} events`], ["Root", proof.root], ["Signed by", proof.signer]);
  return h("dl", {}, rows.filter(([, value]) => value).map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]));
}

function line(told) {
  return h("section", {}, h("h3", {}, "Its line in the journal"), h("pre", { tabindex: 0, class: "raw" }, told.line), copy(told.line, "Copy the line"));
}

function path(proof) {
  if (proof instanceof Error) return "";
  return h("section", {}, h("h3", {}, "Its proof (C2SP tlog-proof)"), h("pre", { tabindex: 0, class: "raw" }, proof.proof), copy(proof.proof, "Copy the proof"));
}

function copy(text, label) {
  const button = h("button", { type: "button", class: "quiet", onclick: async () => {
    await navigator.clipboard.writeText(text);
    button.textContent = "Copied";
  } }, label);
  return button;
}
