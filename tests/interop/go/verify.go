// Feeds our checkpoints, proofs and tiles to Go's golang.org/x/mod/sumdb/note and tlog, the code that checks go.sum.
//
// Cases come in on standard input, one JSON object a line: {"id": 0, "kind": "proof", "files": {name: base64}}.
// For each, one line goes out: {"id": 0, "verdict": "accepted" | "rejected" | "failed", "why": "…"}. An error of note or
// tlog is a rejection; an error of this program is a failure.
package main

import (
	"bufio"
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const (
	proofHead = "c2sp.org/tlog-proof@v1"
	// What stands in tlog's own checkpoints where ours have the origin.
	sumdbHead  = "go.sum database tree"
	tileHeight = 8
	algCosign  = 4
)

type question struct {
	ID    int
	Kind  string
	Files map[string][]byte
}

type answer struct {
	ID      int    `json:"id"`
	Verdict string `json:"verdict"`
	Why     string `json:"why"`
}

// rejection is an error that note or tlog gave.
type rejection struct{ error }

func rejected(err error) error {
	var missing missingTile
	if err == nil || errors.As(err, &missing) {
		return err
	}
	return rejection{err}
}

// missingTile comes back through tlog, but says that we have no such file: no verdict on what is in the files.
type missingTile string

func (path missingTile) Error() string { return "there is no " + string(path) }

var kinds = map[string]func(map[string][]byte) error{
	"proof":       checkProof,
	"consistency": checkConsistency,
	"cosigned":    checkCosigned,
	"tiles":       checkTiles,
}

func main() {
	out := json.NewEncoder(os.Stdout)
	check(out.Encode(map[string]string{"version": runtime.Version()}))
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 1<<28)
	for in.Scan() {
		var asked question
		check(json.Unmarshal(in.Bytes(), &asked))
		check(out.Encode(judge(asked)))
	}
	check(in.Err())
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func judge(asked question) (told answer) {
	defer func() {
		if crash := recover(); crash != nil {
			told = answer{asked.ID, "failed", fmt.Sprint("panic: ", crash)}
		}
	}()
	err := kinds[asked.Kind](asked.Files)
	var found rejection
	switch {
	case err == nil:
		return answer{asked.ID, "accepted", ""}
	case errors.As(err, &found):
		return answer{asked.ID, "rejected", found.Error()}
	default:
		return answer{asked.ID, "failed", err.Error()}
	}
}

// opened returns the state in a note that the key has signed, all of it parsed by note and tlog.
func opened(text, key []byte) (tlog.Tree, error) {
	verifier, err := note.NewVerifier(strings.TrimSuffix(string(key), "\n"))
	if err != nil {
		return tlog.Tree{}, rejected(err)
	}
	read, err := note.Open(text, note.VerifierList(verifier))
	if err != nil {
		return tlog.Tree{}, rejected(err)
	}
	return parsed(read)
}

// parsed has tlog read size and root. It knows one origin only, so ours, which the signature covers, makes way for that.
func parsed(read *note.Note) (tlog.Tree, error) {
	_, rest, found := strings.Cut(read.Text, "\n")
	if !found {
		return tlog.Tree{}, errors.New("the text of the note is one line")
	}
	tree, err := tlog.ParseTree([]byte(sumdbHead + "\n" + rest))
	return tree, rejected(err)
}

func hashes(lines []string) ([]tlog.Hash, error) {
	found := []tlog.Hash{}
	for _, line := range lines {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return nil, rejected(err)
		}
		found = append(found, hash)
	}
	return found, nil
}

// checkProof takes a C2SP tlog-proof apart, for which Go has no code; everything in it goes to note and tlog.
func checkProof(files map[string][]byte) error {
	head, checkpoint, found := strings.Cut(string(files["proof"]), "\n\n")
	lines := strings.Split(head, "\n")
	if !found || len(lines) < 2 || lines[0] != proofHead {
		return errors.New("this is no tlog-proof")
	}
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[1], "index "), 10, 64)
	if err != nil {
		return err
	}
	path, err := hashes(lines[2:])
	if err != nil {
		return err
	}
	tree, err := opened([]byte(checkpoint), files["key"])
	if err != nil {
		return err
	}
	return rejected(tlog.CheckRecord(path, tree.N, tree.Hash, index, tlog.RecordHash(files["line"])))
}

func checkConsistency(files map[string][]byte) error {
	before, err := opened(files["old"], files["key"])
	if err != nil {
		return err
	}
	after, err := opened(files["new"], files["key"])
	if err != nil {
		return err
	}
	path, err := hashes(strings.Fields(string(files["hashes"])))
	if err != nil {
		return err
	}
	return rejected(tlog.CheckTree(path, after.N, after.Hash, before.N, before.Hash))
}

// cosigner checks a C2SP cosignature/v1 behind note's interface: note has no code of its own for this type.
type cosigner struct {
	name   string
	hash   uint32
	public ed25519.PublicKey
}

func (c cosigner) Name() string    { return c.name }
func (c cosigner) KeyHash() uint32 { return c.hash }
func (c cosigner) Verify(text, signature []byte) bool {
	if len(signature) != 8+ed25519.SignatureSize {
		return false
	}
	head := fmt.Sprintf("cosignature/v1\ntime %d\n", binary.BigEndian.Uint64(signature))
	return ed25519.Verify(c.public, append([]byte(head), text...), signature[8:])
}

func newCosigner(line string) (note.Verifier, error) {
	parts := strings.SplitN(strings.TrimSuffix(line, "\n"), "+", 3)
	if len(parts) != 3 {
		return nil, errors.New("malformed key of the witness")
	}
	raw, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil || len(raw) != 1+ed25519.PublicKeySize || raw[0] != algCosign {
		return nil, errors.New("malformed key of the witness")
	}
	sum := sha256.Sum256(append([]byte(parts[0]+"\n"), raw...))
	hash := binary.BigEndian.Uint32(sum[:])
	if parts[1] != fmt.Sprintf("%08x", hash) {
		return nil, errors.New("the key of the witness does not have its hash")
	}
	return cosigner{parts[0], hash, raw[1:]}, nil
}

// checkCosigned opens a note with both keys known: both must have signed it.
func checkCosigned(files map[string][]byte) error {
	witness, err := newCosigner(string(files["witness"]))
	if err != nil {
		return err
	}
	log, err := note.NewVerifier(strings.TrimSuffix(string(files["key"]), "\n"))
	if err != nil {
		return rejected(err)
	}
	read, err := note.Open(files["note"], note.VerifierList(log, witness))
	if err != nil {
		return rejected(err)
	}
	if len(read.Sigs) != 2 || len(read.UnverifiedSigs) != 0 {
		return rejected(fmt.Errorf("%d verified signatures, not two", len(read.Sigs)))
	}
	_, err = parsed(read)
	return err
}

// tileFiles gives tlog our tiles. Its paths name the height first, C2SP's, where it is always 8, do not.
type tileFiles map[string][]byte

func (files tileFiles) Height() int                         { return tileHeight }
func (files tileFiles) SaveTiles(_ []tlog.Tile, _ [][]byte) {}
func (files tileFiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	found := [][]byte{}
	for _, tile := range wanted {
		path := strings.Replace(tile.Path(), fmt.Sprintf("tile/%d/", tileHeight), "tile/", 1)
		data, known := files[path]
		if !known {
			return nil, missingTile(path)
		}
		found = append(found, data)
	}
	return found, nil
}

// checkTiles has tlog read every leaf through our tiles, each tile checked against the signed root, and compares it
// with the line that tlog hashes itself.
func checkTiles(files map[string][]byte) error {
	tree, err := opened(files["note"], files["key"])
	if err != nil {
		return err
	}
	lines := bytes.SplitAfter(files["journal"], []byte("\n"))
	if int64(len(lines)) != tree.N+1 {
		return fmt.Errorf("%d lines for a tree of %d", len(lines)-1, tree.N)
	}
	reader := tlog.TileHashReader(tree, tileFiles(files))
	root, err := tlog.TreeHash(tree.N, reader)
	if err != nil {
		return rejected(err)
	}
	if root != tree.Hash {
		return rejected(errors.New("the tiles have another root"))
	}
	for seq := int64(0); seq < tree.N; seq++ {
		leaf, err := reader.ReadHashes([]int64{tlog.StoredHashIndex(0, seq)})
		if err != nil {
			return rejected(err)
		}
		if leaf[0] != tlog.RecordHash(lines[seq]) {
			return rejected(fmt.Errorf("line %d does not have the hash in its tile", seq))
		}
	}
	return nil
}
