"""Where the model server is and how it may be asked: read out of the environment, checked before anything is sent."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from urllib.parse import urlsplit

import msgspec

from ledger.errors import Usage

DEFAULT = "http://127.0.0.1:8000/v1"
DEFAULT_MODEL = "internvl3_5_8b"
MOST_IN_FLIGHT = 64
# Python takes no text of more than 4,300 for a number.
_MOST_DIGITS = 18

_BASE, _EXTERNAL, _ROOT = "AUTOCAPTURE_VLM_BASE_URL", "EXTERNAL_VLLM_BASE_URL", "AUTOCAPTURE_VLM_ROOT_URL"
_MODEL, _ALIASES, _KEY = "AUTOCAPTURE_VLM_MODEL", "AUTOCAPTURE_VLM_MODEL_ALIASES", "AUTOCAPTURE_VLM_API_KEY"
_IN_FLIGHT, _REMOTE = "AUTOCAPTURE_VLM_MAX_INFLIGHT", "AUTOCAPTURE_VLM_ALLOW_REMOTE"


class Endpoint(msgspec.Struct, frozen=True):
    """A server that speaks the OpenAI protocol: `base` ends in `/v1`; `key` is sent as a bearer token, where set.

    An answer is waited for `within_s` seconds, and `pause_s` until a server that did not work is asked again.
    """

    base: str = DEFAULT
    model: str = DEFAULT_MODEL
    aliases: tuple[str, ...] = ()
    key: str = ""
    in_flight: int = 1
    within_s: float = 30.0
    pause_s: float = 1.0

    def is_model(self, name: str) -> bool:
        """Say whether a name that the server lists is the model that is meant.

        Letters and digits of the last part of the name must be the same: `OpenGVLab/InternVL3_5-8B` is
        `internvl3_5_8b`, and `internvl3_5_80b` is not.
        """
        return _plain(name) in {_plain(each) for each in (self.model, *self.aliases)}


def is_configured(environment: Mapping[str, str]) -> bool:
    """Say whether anything names a server."""
    return any(environment.get(name) for name in (_BASE, _EXTERNAL, _ROOT))


def from_environment(environment: Mapping[str, str]) -> Endpoint:
    """Return the server that the environment names, or the usual one.

    Raises:
        Usage: the address is none, or is not on this machine and that was not allowed; or the number is none, or the
            key is none that a header can hold, or the model's name is no text.
    """
    base = environment.get(_BASE) or environment.get(_EXTERNAL) or environment.get(_ROOT) or DEFAULT
    remote = environment.get(_REMOTE, "") == "1"
    aliases = tuple(each.strip() for each in environment.get(_ALIASES, "").split(",") if each.strip())
    told = environment.get(_IN_FLIGHT) or "1"
    if not told.isdecimal() or len(told) > _MOST_DIGITS:
        raise Usage(f"{_IN_FLIGHT} is {told:.40}, which is no number.", f"Set it to 1 to {MOST_IN_FLIGHT}.")
    in_flight = min(max(int(told), 1), MOST_IN_FLIGHT)
    key = environment.get(_KEY, "").strip()
    if not (key.isascii() and key.isprintable()):
        raise Usage(f"{_KEY} holds signs that no key has.", "Set it to ASCII letters, digits and signs, or not at all.")
    model = environment.get(_MODEL) or DEFAULT_MODEL
    try:
        model.encode()
    except UnicodeEncodeError as error:
        raise Usage(f"{_MODEL} is no UTF-8 text.", "Set it to the name that the server has for the model.") from error
    return Endpoint(_checked(base, remote=remote), model, aliases, key, in_flight)


def _checked(url: str, *, remote: bool) -> str:
    """Return an address in its one spelling; what is shown on the screen goes there, so it is not guessed at."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise _refused(url, "it is no address") from error
    if parts.scheme != "http" and not (remote and parts.scheme == "https"):
        raise _refused(url, "it does not begin with http://")
    if not parts.hostname or parts.username is not None or parts.query or parts.fragment:
        raise _refused(url, "it is more, or less, than a host and a port")
    if parts.path.rstrip("/") not in ("", "/v1"):
        raise _refused(url, "its path is neither empty nor /v1")
    if not remote and not _is_here(parts.hostname):
        raise _refused(url, f"{parts.hostname} is not this machine (127.0.0.1)")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{parts.scheme}://{host}{f':{port}' if port else ''}/v1"


def _is_here(host: str) -> bool:
    # A name, even `localhost`, means whatever the resolver says today.
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _refused(url: str, why: str) -> Usage:
    return Usage(
        f"The model server {url!r} is not called: {why}.",
        f"Set {_BASE} to an address like {DEFAULT}; {_REMOTE}=1 allows other machines.",
    )


def _plain(name: str) -> str:
    return "".join(letter for letter in name.rpartition("/")[2].casefold() if letter.isalnum())
