// Feeds our proofs to npm's @sigstore/verify, the code with which npm checks the provenance of packages.
//
// Cases come in on standard input, one JSON object a line: {"id": 0, "kind": "proof", "files": {name: base64}}.
// For each, one line goes out: {"id": 0, "verdict": "accepted" | "rejected" | "failed", "why": "…"}. An error that comes
// out of @sigstore is a rejection; an error of this program is a failure.
'use strict';

const path = require('node:path');
const readline = require('node:readline');
const { HashAlgorithm, PublicKeyDetails, TransparencyLogEntry } = require('@sigstore/protobuf-specs');
const { VerificationError, toTrustMaterial } = require('@sigstore/verify');
// An internal module. The public Verifier runs the same function, but then wants the entry to be an artifact's
// signature in a type that Rekor knows, which a journal line is not.
const { verifyTLogInclusion } = require('@sigstore/verify/dist/tlog');
const { version } = require('@sigstore/verify/package.json');

const PACKAGES = path.join('node_modules', '@sigstore') + path.sep;
const PROOF_HEAD = 'c2sp.org/tlog-proof@v1';
// DER of an Ed25519 SubjectPublicKeyInfo, up to the 32 bytes of the key (RFC 8410).
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

// Which log we trust: its name, its key, and the key hash by which signatures name the key.
function trusted(line) {
  const [name, digest, ...rest] = line.replace(/\n$/, '').split('+');
  const raw = Buffer.from(rest.join('+'), 'base64');
  if (raw.length !== 33 || raw[0] !== 1 || !/^[0-9a-f]{8}$/.test(digest)) {
    throw new Error('malformed verifier key');
  }
  const tlog = {
    baseUrl: `https://${name}`,
    hashAlgorithm: HashAlgorithm.SHA2_256,
    publicKey: { rawBytes: Buffer.concat([SPKI, raw.subarray(1)]), keyDetails: PublicKeyDetails.PKIX_ED25519 },
    logId: { keyId: Buffer.from(digest, 'hex') },
  };
  const root = { tlogs: [tlog], ctlogs: [], certificateAuthorities: [], timestampAuthorities: [] };
  return toTrustMaterial(root).tlogs;
}

// Our proof in sigstore's shape. The verifier takes size and root from the signed checkpoint, and from there only.
function entryOf(line, proof) {
  const split = proof.indexOf('\n\n');
  const [head, index, ...hashes] = proof.slice(0, split).split('\n');
  const envelope = proof.slice(split + 2);
  if (split < 0 || head !== PROOF_HEAD || !/^index \d+$/.test(index)) {
    throw new Error('this is no tlog-proof');
  }
  const logIndex = index.slice('index '.length);
  return TransparencyLogEntry.fromJSON({
    logIndex,
    canonicalizedBody: line.toString('base64'),
    inclusionProof: { logIndex, hashes, checkpoint: { envelope } },
  });
}

function judge(files) {
  const line = Buffer.from(files.line, 'base64');
  // What is no UTF-8 cannot stand in sigstore's JSON: a replacement character stands for it, and was not signed.
  const [proof, key] = [files.proof, files.key].map((text) => Buffer.from(text, 'base64').toString('utf8'));
  verifyTLogInclusion(entryOf(line, proof), trusted(key));
}

// The innermost frame: whose code threw? BigInt and the like throw plain errors inside @sigstore, too.
function isTheirs(error) {
  const frames = String(error.stack).split('\n').filter((each) => /^\s+at /.test(each));
  return error instanceof VerificationError || Boolean(frames.find((each) => !/node:|<anonymous>/.test(each))?.includes(PACKAGES));
}

function answer({ id, kind, files }) {
  try {
    if (kind !== 'proof') {
      throw new Error(`no case of kind ${kind} is for this verifier`);
    }
    judge(files);
    return { id, verdict: 'accepted', why: '' };
  } catch (error) {
    return { id, verdict: isTheirs(error) ? 'rejected' : 'failed', why: String(error) };
  }
}

async function main() {
  console.log(JSON.stringify({ version: `${version}, Node ${process.version}` }));
  for await (const line of readline.createInterface({ input: process.stdin })) {
    console.log(JSON.stringify(answer(JSON.parse(line))));
  }
}

main();
