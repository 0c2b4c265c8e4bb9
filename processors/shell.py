"""Lines for a shell as pages show them, without a prompt: programs of the command line. Pure."""

from __future__ import annotations

import re

_CALLED = """
ansible ansible-playbook apk apt apt-get aptitude aws az bash brew bundle bun bunx bzip2 cargo cat cd chmod
choco chown clang cmake composer conan conda cp createdb crontab curl dd deno df diff dig dnf docker
docker-compose dotnet dpkg du echo env eval exec export ffmpeg find firewall-cmd flatpak flutter gcc gcloud gem gh git
glab go gpg gradle grep gsutil gunzip gzip head helm htop ifconfig ip java javac journalctl jq just kubectl kill
ln locale-gen ls lsblk lsof make mamba man meson minikube mkdir mount mv mvn mysql mysqldump nano nc netstat
next ninja node npm npx nslookup openssl pacman passwd perl pg_dump pg_restore php ping pip pip3 pipenv pipx
pnpm podman poetry psql pulumi pytest python python3 rails rake rclone redis-cli rm rsync ruby rustc rustup scp
sed service sh snap source sqlite3 ssh ssh-add ssh-copy-id ssh-keygen ss sudo supervisorctl svn swift systemctl
tail tar tee terraform tmux top touch tox ufw umount uname unzip uv uvicorn uvx vagrant vi vim virtualenv wget
which winget xcode-select yarn yum zip zypper
"""
_PROGRAMS = frozenset(_CALLED.split())
"""Programs that manuals tell people to call."""

_SAID = "bash cat exec find go head just kill make man mount next rails service source swift tail top touch which"
_ENGLISH = frozenset(_SAID.split())
"""Of these, words that a sentence begins with as well."""

_PATH = r"[.~]/[\w./-]+|/[\w.-]+/[\w./-]+"
_PIPED = rf"\|\s*(?:{'|'.join(sorted(_PROGRAMS - _ENGLISH, key=len, reverse=True))})\b"
_SURELY = rf"--?[A-Za-z][\w-]*|{_PATH}|{_PIPED}|&&|\$[A-Za-z_]\w*"
_SURELY_TOLD = re.compile(rf"(?:^|\s)(?:{_SURELY})")
_TOLD = re.compile(
    rf"(?:^|\s)(?:{_SURELY}|\||>{{1,2}}|<|(?!and/or\b)(?=\S*[A-Za-z])[\w.@:-]*[\w@:]/[\w./@:-]*[A-Za-z][\w./@:-]*|\w+=\S+)"
)
"""Options, paths, pipes to a program; and what else has a slash or an equals sign in it."""

_CALLED_BY_PATH = re.compile(rf"(?:{_PATH})$")
_BEFORE = re.compile(r"^(?:(?:[A-Z_][A-Z0-9_]*=\S*|sudo(?: -\w+)*|time|nohup)\s+)+")
_SENTENCE = re.compile(r"[a-z][.!?:]$|, ")
_CONTINUED = re.compile(r"\\\n\s*")


def is_shell(text: str) -> bool:
    """Say whether all lines of a text call programs, and enough of it is no sentence: options, paths, pipes."""
    lines = [line.strip() for line in _CONTINUED.sub(" ", text).splitlines()]
    lines = [line for line in lines if line and not line.startswith("#")]
    if not lines or any(_SENTENCE.search(line) for line in lines):
        return False
    calls = [_BEFORE.sub("", line).split(" ", 1)[0] for line in lines]
    if not all(call in _PROGRAMS or _CALLED_BY_PATH.match(call) for call in calls):
        return False
    if all(call in _ENGLISH for call in calls):
        return all(_SURELY_TOLD.search(line) for line in lines)
    return 2 * sum(_TOLD.search(line) is not None for line in lines) >= len(lines)
