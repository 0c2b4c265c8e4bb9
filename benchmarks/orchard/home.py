"""Week two, on the dark desktop at home: the seed library's code, money, a paper, labels."""

from __future__ import annotations

from benchmarks.orchard import person, texts
from benchmarks.orchard import words_away as away
from benchmarks.orchard.parts import dated, edited, git_ready, printed, typed
from benchmarks.orchard.recording import Scene
from benchmarks.orchard.sites_forms import BANK, account
from benchmarks.orchard.sites_reading import FINCH, FORGE, NEWS, REEL, article, request, results, video

_WEB = (40, 40, 1240, 820)
_PR = "Hide kinds without packets"


def evening(scene: Scene) -> None:
    """26 October 2027, from nine at night."""
    git_ready(scene, "seedlend", {"swap.js": texts.SWAP[0], "seeds.json": texts.SEEDS})
    shell = scene.terminal("swap", (560, 60, 980, 640), kind="xfce4-terminal", size=13)
    shell.enter("cd seedlend", "clear", "vim -n swap.js", wait=0.5)
    shell.enter(":set number termguicolors", ":colorscheme habamax", wait=0.8)
    scene.shot(0)
    shell.enter(":q", "clear", "node swap.js 2>&1 | grep Error")
    shell.until("TypeError")
    scene.shot(17)
    scene.browse(f"{FORGE}/rosalind/seedlend/pr/58", request(58, _PR, "Open", "nora-c wants to merge into main",
                                                              away.CHANGE, away.REVIEW), _WEB)  # fmt: skip
    scene.shot(35)
    shell.enter("vim -n swap.js", ":set termguicolors", ":colorscheme habamax", wait=0.4)
    shell.retype(texts.SWAP[1])
    scene.shot(48)
    shell.retype(texts.SWAP[2])
    scene.shot(55)
    shell.enter(":q", "clear", "node swap.js")
    shell.until("Annapolis White")
    scene.shot(13)
    shell.enter("git switch -q -c beans", 'git commit -qam "Newest beans first"', "git push origin beans")
    shell.until("fatal")
    scene.shot(22)
    scene.browse(f"{FORGE}/rosalind/seedlend/pr/61", request(61, "Lend seeds for longer", "Open",
                 "oduya wants to merge into main", away.LOANS, away.LIKED))  # fmt: skip
    scene.shot(29)
    scene.browse(f"{BANK}/chequing", account(*away.MONEY))
    scene.shot(19)
    scene.browse(f"{REEL}/watch/gravenstein", video(*away.FILM))
    scene.shot(25)
    scene.browse(f"{FORGE}/rosalind/seedlend/pr/58", request(58, _PR, "Merged", "rosalind merged 1 commit",
                                                              away.CHANGE, away.MERGED))  # fmt: skip
    scene.shot(30)
    wishes = person.HOME / "notes" / "wishes.txt"
    person.write(wishes, "")
    scene.opened(["l3afpad", str(wishes)], (820, 300, 640, 440), lambda: wishes.read_text("utf-8"))
    typed(scene.desk, wishes, texts.WISHES)
    scene.shot(27)


def saturday(scene: Scene) -> None:
    """30 October 2027, in the morning."""
    papers = person.HOME / "papers"
    printed(scene, "Sulphite guide", away.GUIDE, papers / "sulphite-guide.pdf")
    for name in ("soil-test-2027.pdf", "press-manual.pdf", "insurance.pdf"):
        (papers / name).write_bytes((papers / "sulphite-guide.pdf").read_bytes())
    dated(papers, "2027-10-12T15:20:00")
    scene.browse(f"{NEWS}/2027/10/30/frost", article(*away.PAPER), _WEB)
    scene.shot(0)
    scene.browse(f"{FINCH}/?q=malolactic", results(*away.FOUND))
    scene.shot(33)
    scene.browse(f"{NEWS}/2027/10/30/frost")
    scene.shot(12)
    file = person.HOME / "ferment" / "labels.R"
    person.write(file, texts.LABELS[0])
    geany = scene.opened(["geany", str(file)], (300, 90, 1050, 640), lambda: file.read_text("utf-8"))
    scene.shot(40)
    edited(scene.desk, file, texts.LABELS[0], texts.LABELS[1])
    scene.shot(47)
    names = "sulphite-guide.pdf soil-test-2027.pdf press-manual.pdf insurance.pdf"
    scene.opened(["thunar", str(papers)], (500, 180, 860, 520), lambda: names)
    scene.shot(16)
    guide = str(papers / "sulphite-guide.pdf")
    scene.opened(["evince", guide], (260, 50, 1060, 800), lambda: away.GUIDE)
    scene.shot(21)
    scene.shot(38)
    scene.desk.raised(geany)
    scene.shot(9)
