"""The verbs of keys: init, keys show, keys rotate, keys passphrase."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ledger import printed
from ledger.dataroot import DataRoot
from ledger.streams import say
from ledger.verbs import Verbs

if TYPE_CHECKING:
    from ledger.keyring import Keyring


def add(verbs: Verbs) -> None:
    """Add them."""
    init = verbs.add(
        "init",
        _init,
        "Begin a DataRoot and its signing key; the first command that writes does the same.",
        example="autocapture init --data-dir ~/screens --passphrase",
    )
    _add_passphrase(init)
    group = verbs.group("keys", "The keys of a DataRoot.")
    show = group.add(
        "show",
        _show,
        "Print the public key that signs, its fingerprint, and where the private one lies.",
        example="autocapture keys show",
    )
    show.add_argument("--public", action="store_true", help="print the public key alone, on one line, to hand it out")
    rotate = group.add(
        "rotate",
        _rotate,
        "Put a new key in force, named and signed by the old one.",
        example='autocapture keys rotate --reason "laptop sold"',
    )
    rotate.add_argument("--reason", default="", metavar="TEXT", help="why; it stands in the ledger for ever")
    _add_passphrase(rotate)
    phrase = group.add(
        "passphrase",
        _passphrase,
        "Keep the private key under a passphrase, or change or drop that.",
        example="autocapture keys passphrase --file new.txt",
    )
    phrase.add_argument("--file", type=Path, metavar="FILE", help="a file whose first line is the new one")
    phrase.add_argument("--drop", action="store_true", help="keep the key without one from now on")


def _add_passphrase(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--passphrase", action="store_true", help="keep the new key under a passphrase, asked for")
    parser.add_argument(
        "--passphrase-file", type=Path, metavar="FILE", help="the same, out of the first line of a file"
    )


def chosen_phrase(args: argparse.Namespace, what: str) -> str:
    """Return the passphrase for a new key, as `--passphrase` and `--passphrase-file` ask for it; empty for none."""
    from ledger import passphrase

    asked = args.passphrase or args.passphrase_file is not None
    return passphrase.chosen(what, args.passphrase_file) if asked else ""


def refuse_unprotected(args: argparse.Namespace, root: DataRoot) -> None:
    """Refuse `--passphrase` and `--passphrase-file` for a DataRoot that is there already with a key that has none.

    Raises:
        Usage: they are named, and the key has no passphrase.
        KeyUnavailable: they are named, and the key cannot be looked at.
    """
    from ledger import keys
    from ledger.errors import Usage
    from ledger.keyring import keyring_of

    if not args.passphrase and args.passphrase_file is None:
        return
    key = keyring_of(root).current
    keys.check(key)
    if not keys.is_protected(key):
        raise Usage(
            f"{root.path} is there already, and its signing key {keys.key_path(key)} is kept without a passphrase.",
            "Nothing was changed. `autocapture keys passphrase` puts it under one.",
        )


def _init(args: argparse.Namespace) -> int:
    from ledger import birth, keys
    from ledger.keyring import keyring_of

    root = DataRoot(args.data_dir)
    phrase = "" if root.is_born() else chosen_phrase(args, "the new signing key")
    begun = birth.ensure_born(root, phrase=phrase)
    if not begun:
        refuse_unprotected(args, root)
    key = keyring_of(root).current
    if args.wants_json:
        told = {
            "begun": begun,
            "key": key.spelled(),
            "fingerprint": key.fingerprint,
            "private": str(keys.key_path(key)),
        }
        say(printed.spelled(told))
        return 0
    say(f"{'Begun' if begun else 'There already'}: {root.path}")
    say(f"Public key   {key.spelled()}\nFingerprint  {key.fingerprint}\nPrivate key  {keys.key_path(key)}")
    if begun:
        say(
            "Write the fingerprint down elsewhere, and back the private key up: without it nothing more can be written."
        )
    return 0


def _show(args: argparse.Namespace) -> int:
    from ledger import keys
    from ledger.errors import KeyUnavailable
    from ledger.keyring import every_key_of

    ring = every_key_of(DataRoot(args.data_dir))
    if args.public and not args.wants_json:
        say(ring.current.spelled())
        return 0
    path, problem = keys.key_path(ring.current), ""
    protected = keys.is_protected(ring.current)
    try:
        keys.check(ring.current)
    except KeyUnavailable as error:
        problem = str(error)
    if args.wants_json:
        told = {
            "key": ring.current.spelled(),
            "fingerprint": ring.current.fingerprint,
            "private": str(path),
            "passphrase": protected,
            "opened": not (protected or problem),
            "problem": problem,
            "keys": [{"key": each.key.spelled(), "line": each.line, "events": each.size} for each in ring.reigns],
        }
        say(printed.spelled(told))
    else:
        say("\n".join(_in_words(ring, str(path), protected, problem)))
    return KeyUnavailable.exit_code if problem else 0


def _in_words(ring: Keyring, path: str, protected: bool, problem: str) -> list[str]:
    from ledger.event import events_from

    well = "readable by you alone, " + (
        "under a passphrase; what it holds was not tried" if protected else "and the right one"
    )
    lines = [
        f"Public key   {ring.current.spelled()}",
        f"Fingerprint  {ring.current.fingerprint}",
        f"Private key  {path}",
        f"             {problem or well}",
    ]
    for reign, after in zip(ring.reigns, ring.reigns[1:], strict=False):
        lines.append(f"Retired      {reign.key.spelled()}, in force for {events_from(reign.size, after.size)}")
    return lines


def _rotate(args: argparse.Namespace) -> int:
    from ledger.rotation import rotate

    rotated = rotate(DataRoot(args.data_dir), phrase=chosen_phrase(args, "the new signing key"), reason=args.reason)
    if args.wants_json:
        told = {
            "key": rotated.now.spelled(),
            "fingerprint": rotated.now.fingerprint,
            "private": str(rotated.path),
            "before": rotated.before.spelled(),
            "retired": str(rotated.retired),
        }
        say(printed.spelled(told))
        return 0
    say(f"A new key signs from now on.\nPublic key   {rotated.now.spelled()}")
    say(f"Fingerprint  {rotated.now.fingerprint}\nPrivate key  {rotated.path}")
    say(
        f"The old private key, {rotated.retired}, signs nothing any more. Whoever holds it could still forge a log\n"
        "that ends before this change: destroy it, unless you keep it for a reason. Hand out the new fingerprint."
    )
    return 0


def _passphrase(args: argparse.Namespace) -> int:
    from ledger import keys, passphrase
    from ledger.keyring import keyring_of
    from ledger.lock import held
    from ledger.writer import DEFAULT_WAIT_S

    root = DataRoot(args.data_dir)
    root.refuse_replay()
    key = keyring_of(root).current
    path = keys.key_path(key)
    keys.load(key)  # before anybody is asked for another one
    phrase = "" if args.drop else passphrase.chosen(f"the signing key {path}", args.file)
    with held(root.writer_lock, DEFAULT_WAIT_S):
        keys.keep(keys.load(key), path, phrase)
    if args.wants_json:
        say(printed.spelled({"private": str(path), "passphrase": not args.drop}))
    else:
        say(f"{path} is kept {'without a passphrase' if args.drop else 'under the new passphrase'} from now on.")
    return 0
