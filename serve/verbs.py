"""The verb of serving."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path

from ledger import printed
from ledger.dataroot import DataRoot
from ledger.verbs import Verbs

DEFAULT_HOST, DEFAULT_PORT = "127.0.0.1", 8787


def add(verbs: Verbs) -> None:
    """Add it."""
    verb = verbs.add(
        "serve",
        _serve,
        "Answer the popup and show the page, over HTTP on this machine, until Ctrl-C. Reads only.",
        example="autocapture serve --data-dir ~/screens",
    )
    verb.add_argument("--host", default=DEFAULT_HOST, help=f"address to listen at (default: {DEFAULT_HOST})")
    verb.add_argument("--port", type=_port, default=DEFAULT_PORT, help="port (default: %(default)s; 0: any free one)")
    verb.add_argument("--allow-remote", action="store_true", help="let other machines call; needs TLS")
    verb.add_argument("--tls-cert", type=Path, metavar="FILE", help="certificate chain, PEM")
    verb.add_argument("--tls-key", type=Path, metavar="FILE", help="its private key, PEM")
    verb.add_argument(
        "--name",
        action="append",
        default=[],
        metavar="HOST",
        help="another name by which callers call this server; may be given more than once",
    )
    verb.add_argument("--now", metavar="TIME", help="the asking moment of every question, ISO 8601 (default: now)")
    verb.add_argument(
        "--tz", metavar="ZONE", help="the zone of askers who name none, such as Europe/Berlin (default: the system's)"
    )


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) <= 65_535):
        raise argparse.ArgumentTypeError(f"{text!r} is no port: 0 to 65535")
    return int(text)


def _serve(args: argparse.Namespace) -> int:
    from ledger.clock import system_clock
    from ledger.head import opening_of
    from query.times import moments
    from serve import server, token
    from serve.desk import Desk
    from serve.house import House, timeout_of_environment

    root = DataRoot(args.data_dir)
    opening_of(root)
    fixed, zone = moments.asked(args.now, args.tz)

    def clock() -> datetime:
        return fixed if args.now else system_clock()

    binding = server.Binding(args.host, args.port, args.tls_cert, args.tls_key, args.allow_remote, tuple(args.name))
    binding.check()
    timeout_s = timeout_of_environment()
    with server.listening(binding) as sock:
        kept = token.kept(root, system_clock)
        house = House(root, Desk(root), kept, clock, zone, timeout_s, binding.all_names, args.allow_remote)
        place = f"{binding.scheme}://{binding.spelled_host}:{sock.getsockname()[1]}/"

        def ready() -> None:
            print(_told(args, place, kept.path), flush=True)

        try:
            server.serve(house, binding, sock, ready)
        finally:
            house.desk.close()
    if not args.wants_json:
        print("Stopped.")
    return 0


def _told(args: argparse.Namespace, place: str, token_path: Path | None) -> str:
    if args.wants_json:
        return printed.line({"ok": True, "url": place, "token_path": str(token_path) if token_path else None})
    where = f"token in {token_path}" if token_path else "its token is kept nowhere: the DataRoot is not written to"
    return f"Autocapture answers at {place} ({where}). Ctrl-C stops it."
