"""Questions for code and its versions, and for what was typed and printed in terminals."""
# ruff: noqa: E501 - a question is one line

from __future__ import annotations

from benchmarks.afield.facts import CODE, SHELL
from benchmarks.worlds.asking import Ask, Expected


def work() -> list[Ask]:
    """All of them."""
    return [*_finals(), *_inside(), *_commands()]


def _final(question: str, name: str, version: int = -1) -> Ask:
    number = version % len(CODE[name])
    return Ask("final_code", question, CODE[name][version], (f"code:{name}:{number}",), answer_kind="code")


def _finals() -> list[Ask]:
    return [
        _final("pitch function, final version", "temperament.py"),
        _final("Would you show me the script that makes flac files of the recordings, as I left it?", "convert.sh"),
        _final("how looks my query on the dented pipes at the end of 28 october", "pipes.sql"),
        _final("that rust function for the beats what did it look like once the tests passed", "beats.rs"),
        _final("latest damp.sql pls", "damp.sql"),
    ]


def _code(question: str, expected: Expected, name: str, *accept: str, version: int = -1, kind: str = "string", must_not: tuple[str, ...] = ()) -> Ask:  # fmt: skip
    marks = (f"code:{name}:{version % len(CODE[name])}",)
    return Ask("code", question, expected, marks, accept=accept, answer_kind=kind, must_not=must_not)


def _inside() -> list[Ask]:
    versions = tuple(f"code:pipes.sql:{n}" for n in range(3))
    return [
        _code("sample rate convert.sh produces in its final form?", "48000", "convert.sh", "48 kHz", "48,000", must_not=("44100",)),
        _code("which sensor did I leave out of the humidity query in the end", "S3", "damp.sql"),
        _code("Which states must a pipe have for to be counted in the final query?", ["dented", "split"], "pipes.sql", kind="set"),
        _code("In the very first version of the sound script, what format did it turn the files into?", "mp3", "convert.sh", version=0, must_not=("flac",)),
        Ask("code", "how many diffrent versions of pipes.sql did i have", "3", versions, answer_kind="number"),
    ]  # fmt: skip


def _command(question: str, mark: str, expected: str, *accept: str, kind: str = "string") -> Ask:
    return Ask("command", question, expected, (mark,), accept=accept, answer_kind=kind)


def _commands() -> list[Ask]:
    return [
        _command("which version of mido did I pin", "pip", "1.3.2"),
        _command("branch made on 20 oct", "py_branch", "octave-from-four"),
        _command("I gave ffmpeg an option that it did not like. What did it complain about?", "ff_error", SHELL["ff_error"], "lufs"),
        _command("what did the database say when i asked for the diameter", "sql_error", SHELL["sql_error"], 'column "diameter" does not exist'),
        _command("how many tests faild the first time on 4 november", "rs_failed", "2", kind="number"),
        _command("Which command I used for to set the tag?", "rs_tag", SHELL["rs_tag"], "v0.4.0"),
        _command("Could you tell me the exact error with which the connection to the loft machine failed?", "ssh_error", SHELL["ssh_error"], "No route to host"),
        _command("how do i wake the computer in the loft what did i type", "wake", SHELL["wake"], "3c:7c:3f:1e:a0:52"),
        _command("cron entry for the loft backup", "cron", SHELL["cron"], "15 4 * * 1"),
        _command("How full was the disk of the loft machine this morning?", "disk", "91", "91%", "91 percent"),
    ]  # fmt: skip
