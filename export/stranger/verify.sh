#!/bin/sh
# Checks events against signed checkpoints, with nothing of autocapture: POSIX sh, coreutils, xxd, openssl.
#
#   sh verify.sh                  all of the bag that this file lies in
#   sh verify.sh LINE PROOF KEY   one event
#
# LINE  the event's journal line, newline included      (autocapture audit prove ID --line LINE),
#       or a file that ends in .leaf: the hash of a line that was not given away
# PROOF the proof, in the C2SP tlog-proof format         (autocapture audit prove ID --out PROOF)
# KEY   the verifier key: one line <name>+<hash>+<base64> (autocapture keys show)
#
# 1. the leaf is SHA-256 of a zero byte and the line; 2. the path leads from it to the checkpoint's root
# (RFC 6962, 2.1.1); 3. the key has signed the checkpoint, and names it. Exit code 0: proven. 1: not.
#
# Of a bag: both lists of files, each event as above, the line of the ledger that names the bag. Not looked at here, but
# by verify.py: changes of keys, what citations say, earlier checkpoints.
set -eu

if [ $# -eq 0 ]; then
    cd "$(dirname "$0")"
    sha256sum --check --quiet --strict manifest-sha256.txt && sha256sum --check --quiet --strict tagmanifest-sha256.txt ||
        { echo "NOT PROVEN: a file is not what the list says" >&2; exit 1; }
    # Nobody signs the second list: what lies under data/, the first one names, file by file.
    ! grep -qi data/ tagmanifest-sha256.txt &&
        [ "$(find data ! -type d | LC_ALL=C sort)" = "$(cut -c67- manifest-sha256.txt | LC_ALL=C sort)" ] ||
        { echo "NOT PROVEN: something is named or lies under data/ that the signed list alone may name" >&2; exit 1; }
    count=0
    for proof in data/events/*.tlog-proof; do
        stem=${proof%.tlog-proof}
        line=$stem.ndjson
        [ -f "$line" ] || line=$stem.leaf
        sh ./verify.sh "$line" "$proof" data/keys/log.vkey >/dev/null || { echo "in $proof" >&2; exit 1; }
        count=$((count + 1))
    done
    sh ./verify.sh attestation/export.ndjson attestation/export.tlog-proof attestation/ledger.vkey >/dev/null
    # The same key under two names: the log's own, and that of its ledger.
    [ "$(cut -d+ -f3- data/keys/log.vkey)" = "$(cut -d+ -f3- attestation/ledger.vkey)" ] ||
        { echo "NOT PROVEN: the ledger is signed by another key than the log" >&2; exit 1; }
    grep -q "\"manifest\":\"$(sha256sum manifest-sha256.txt | cut -c1-64)\"" attestation/export.ndjson ||
        { echo "NOT PROVEN: the line of the ledger names another bag" >&2; exit 1; }
    echo "Proven: $count events, and that this bag was exported. Compare the fingerprint of the key:"
    cut -d+ -f3- data/keys/log.vkey | openssl base64 -d -A | tail -c 32 | sha256sum | cut -c1-64
    exit 0
fi
[ $# -eq 3 ] || { echo "usage: $0 [LINE PROOF KEY]" >&2; exit 2; }
line=$1 proof=$2 key=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
no() { echo "NOT PROVEN: $1" >&2; exit 1; }
# One spelling each: what decodes to the same bytes but is written otherwise is refused.
bytes() { printf '%s' "$1" | openssl base64 -d -A >"$work/raw" 2>/dev/null || no "malformed base64"
    [ "$(openssl base64 -A <"$work/raw")" = "$1" ] || no "malformed base64"; }
hex() { bytes "$1"; xxd -p <"$work/raw" | tr -d '\n'; }
hash() { xxd -r -p | sha256sum | cut -c1-64; }

# --- the proof: head, index, hashes; an empty line; the checkpoint
[ "$(sed -n 1p "$proof")" = "c2sp.org/tlog-proof@v1" ] || no "this is no proof"
blank=$(grep -n '^$' "$proof" | head -n 1 | cut -d: -f1)
[ -n "$blank" ] || no "the proof has no checkpoint"
first=2
case $(sed -n 2p "$proof") in "extra "*) first=3 ;; esac
index=$(sed -n "${first}p" "$proof")
case $index in "index "*) index=${index#index } ;; *) no "the proof has no index" ;; esac
case $index in '' | *[!0-9]* | 0?*) no "the index is no number" ;; esac
[ "$first" -lt "$((blank - 1))" ] && sed -n "$((first + 1)),$((blank - 1))p" "$proof" >"$work/path" || : >"$work/path"
sed "1,${blank}d" "$proof" >"$work/note"

# --- the checkpoint: text, an empty line, signatures
cut=$(grep -n '^$' "$work/note" | tail -n 1 | cut -d: -f1)
[ -n "$cut" ] || no "the checkpoint has no signatures"
head -n "$((cut - 1))" "$work/note" >"$work/text"
origin=$(sed -n 1p "$work/text") size=$(sed -n 2p "$work/text")
case $size in '' | *[!0-9]* | 0?*) no "the size is no number" ;; esac
root=$(hex "$(sed -n 3p "$work/text")")

# --- 1 and 2
[ "$(tail -c 1 "$line" | xxd -p)" = 0a ] || no "the line has no newline at its end"
case $line in
*.leaf)
    found=$(cat "$line")
    case $found in *[!0-9a-f]*) no "this is no hash" ;; esac
    [ "${#found}" -eq 64 ] || no "this is no hash" ;;
*) found=$({ printf '\0'; cat "$line"; } | sha256sum | cut -c1-64) ;;
esac
[ "$index" -lt "$size" ] || no "there is no entry $index in a log of $size"
fn=$index sn=$((size - 1))
while IFS= read -r sibling; do
    sibling=$(hex "$sibling")
    [ "${#sibling}" -eq 64 ] || no "a hash is not 32 bytes"
    [ "$sn" -gt 0 ] || no "the proof is too long"
    if [ "$((fn % 2))" -eq 1 ] || [ "$fn" -eq "$sn" ]; then
        found=$(printf '01%s%s' "$sibling" "$found" | hash)
        while [ "$((fn % 2))" -eq 0 ] && [ "$fn" -gt 0 ]; do fn=$((fn / 2)) sn=$((sn / 2)); done
    else
        found=$(printf '01%s%s' "$found" "$sibling" | hash)
    fi
    fn=$((fn / 2)) sn=$((sn / 2))
done <"$work/path"
[ "$sn" -eq 0 ] || no "the proof is too short"
[ "$found" = "$root" ] || no "the path leads to another root"

# --- 3
spelled=$(sed -n 1p "$key")
name=${spelled%%+*} rest=${spelled#*+}
said=${rest%%+*} public=$(hex "${rest#*+}")
[ "${#public}" -eq 66 ] && [ "${public%"${public#??}"}" = 01 ] || no "the key is no Ed25519 key"
[ "$({ printf '%s\n' "$name"; printf '%s' "$public" | xxd -r -p; } | sha256sum | cut -c1-8)" = "$said" ] ||
    no "the key does not match its hash"
[ "$origin" = "$name" ] || no "the checkpoint is of $origin, the key of $name"
printf '302a300506032b6570032100%s' "${public#01}" | xxd -r -p >"$work/key.der"
sed "1,${cut}d" "$work/note" >"$work/signatures"
proven=no
while IFS= read -r signature; do
    case $signature in "— $name "*) ;; "— "*" "*) continue ;; *) no "a line among the signatures is none" ;; esac
    signature=$(hex "${signature#"— $name "}")
    case $signature in "$said"*) ;; *) continue ;; esac
    # A wrong signature of the key that is known spoils the whole (C2SP signed-note).
    [ "${#signature}" -eq 136 ] || no "a signature of the key is of another length"
    printf '%s' "$signature" | cut -c9- | xxd -r -p >"$work/signature"
    openssl pkeyutl -verify -rawin -pubin -inkey "$work/key.der" -keyform DER \
        -in "$work/text" -sigfile "$work/signature" >/dev/null 2>&1 || no "the key has not signed this checkpoint"
    proven=yes
done <"$work/signatures"
[ "$proven" = yes ] || no "the key has not signed this checkpoint"
echo "Proven: entry $index of $size in $origin."
