"""Programs and titles: what the shipped patterns make of window titles of many programs, and how to add one's own."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from ledger.errors import Usage
from processors import titles
from processors.titles import Programs, Told


@pytest.fixture(scope="module")
def known() -> Programs:
    return Programs(titles.shipped())


@pytest.mark.parametrize(
    ("process", "name", "category"),
    [
        ("/usr/lib/chromium/chromium", "Chromium", "browser"),
        (r"C:\Program Files\Google\Chrome\Application\chrome.exe", "Google Chrome", "browser"),
        (r"\Device\HarddiskVolume3\Apps\MSEDGE.EXE", "Microsoft Edge", "browser"),
        ("/boot/system/apps/WebPositive", "WebPositive", "browser"),
        ("/usr/bin/qutebrowser", "qutebrowser", "browser"),
        ("palemoon.exe", "Pale Moon", "browser"),
        ("/usr/bin/vlc", "VLC media player", "media player"),
        ("/usr/bin/gwenview", "Gwenview", "picture viewer"),
        ("/usr/bin/xterm", "xterm", "terminal"),
        ("/Applications/CotEditor.app/Contents/MacOS/CotEditor", "CotEditor", "editor"),
        (r"C:\Windows\ImmersiveControlPanel\SystemSettings.exe", "System Settings", "settings"),
        ("/usr/bin/gnome-calendar", "GNOME Calendar", "calendar"),
        ("/usr/bin/atril", "Atril", "PDF viewer"),
        ("/opt/acme/dash-board", "dash-board", ""),
        ("Tool.exe", "Tool", ""),
        ("", "", ""),
    ],
)
def test_program_is_known_by_the_name_of_its_file(known: Programs, process: str, name: str, category: str) -> None:
    found = known.program_of(process)
    assert (found.name, found.category) == (name, category)


@pytest.mark.parametrize(
    ("process", "title", "told"),
    [
        ("geany", "*a.sql - /home/ana/shop/sql - Geany", Told("a.sql", "/home/ana/shop/sql", "shop")),
        ("mousepad", "/home/ana/notes/list.txt - Mousepad", Told("list.txt", "/home/ana/notes", "notes")),
        ("code.exe", "● main.py - shop - Visual Studio Code", Told("main.py", "", "shop")),
        ("idea64.exe", "shop – Main.java [shop.main]", Told("Main.java", "", "shop")),
        ("excel.exe", "Budget 2026.xlsx  -  Read-Only - Excel", Told("Budget 2026.xlsx")),
        ("winword.exe", "Letter.docx  -  Compatibility Mode - Word", Told("Letter.docx")),
        ("notepad.exe", "*notes.txt - Notepad", Told("notes.txt")),
        (
            "notepad++.exe",
            r"C:\Users\ana\source\repos\shop\a.cs - Notepad++",
            Told("a.cs", r"C:\Users\ana\source\repos\shop", "shop"),
        ),
        ("gnome-text-editor", "sort.sh - Text Editor", Told("sort.sh")),
        ("atril", "risk-v3.pdf", Told("risk-v3.pdf")),
        ("xviewer", "a.png – Image Viewer", Told("a.png")),
        ("gnome-text-editor", "b.txt (~/Papers) - Text Editor", Told("b.txt", "~/Papers", "Papers")),
        ("gedit", "a.txt (~/Documents/thesis) - gedit", Told("a.txt", "~/Documents/thesis", "thesis")),
        ("soffice.bin", "plan.ods — LibreOffice Calc", Told("plan.ods")),
        ("kate", "a.txt — Kate", Told("a.txt")),
        ("evince", "report.pdf", Told("report.pdf")),
        ("papers", "report.pdf", Told("report.pdf")),
        ("evince", "tides.pdf — Tide tables", Told("tides.pdf")),
        ("evince", "tides.pdf — Tide tables — second half", Told("tides.pdf")),
        ("atril", "Tide tables — tides.pdf", Told("tides.pdf")),
        ("atril", "Ana - tides.pdf — Tide tables", Told("Ana - tides.pdf")),
        ("okular", "Ana – tides.pdf — Okular", Told("Ana – tides.pdf")),
        ("zathura", "tides.pdf (p. 3 of 9)", Told("tides.pdf")),
        ("zathura", "[3/12] tides.pdf", Told("tides.pdf")),
        ("zathura", "/home/ana/tides.pdf [3/12]", Told("tides.pdf", "/home/ana")),
        ("zathura", "~/Papers/harbour/tides.djvu [3/12]", Told("tides.djvu", "~/Papers/harbour", "Papers")),
        ("okular", "tides.pdf — Okular", Told("tides.pdf")),
        ("okular", "Tide tables — tides.pdf — Okular", Told("tides.pdf")),
        ("qpdfview", "tides.pdf [2/9] - qpdfview", Told("tides.pdf")),
        ("xpdf", "Xpdf: /home/ana/tides.pdf", Told("tides.pdf", "/home/ana")),
        ("mupdf", "tides.pdf - 3/12 (96 dpi)", Told("tides.pdf")),
        ("sumatrapdf.exe", "tides.pdf - [Tide tables] - SumatraPDF", Told("tides.pdf")),
        ("sumatrapdf.exe", r"C:\Users\ana\tides.pdf - SumatraPDF", Told("tides.pdf", r"C:\Users\ana")),
        ("foxitpdfreader.exe", "tides.pdf * - Foxit PDF Reader", Told("tides.pdf")),
        ("acrobat.exe", "tides.pdf - Adobe Acrobat Reader (64-bit)", Told("tides.pdf")),
        ("evince", "tides.pdf - /home/ana/harbour - Evince", Told("tides.pdf", "/home/ana/harbour", "harbour")),
        ("vlc", "bells-1.wav - VLC media player", Told("bells-1.wav")),
        ("mpv", "talk.mp4 - mpv", Told("talk.mp4")),
        ("eog", "roof.jpg", Told("roof.jpg")),
        ("ristretto", "roof.jpg [2/14] - Bildbetrachter", Told("roof.jpg")),
        ("DesktopEditors", "costs.xlsx - ONLYOFFICE", Told("costs.xlsx")),
        ("dbeaver", "DBeaver 24.2.0 - <stock> Script-3.sql", Told("Script-3.sql")),
        ("gnome-terminal-server", "ana@box: ~/src/shop/lib", Told("", "~/src/shop/lib", "shop")),
        ("xterm", "vim loader.py", Told("loader.py")),
        ("zathura", "/home/ana/Documents/tides.pdf", Told("tides.pdf", "/home/ana/Documents")),
        ("nautilus", "Formulary", Told("Formulary")),
        ("nautilus", "Copy of photos", Told("Copy of photos")),
        ("thunar", "roof-photos - Thunar", Told("roof-photos")),
        ("thunar", "roof-photos - File Manager", Told("roof-photos")),
        ("thunar", "/home/ana/src/shop/img - Thunar", Told("img", "/home/ana/src/shop/img", "shop")),
        ("dolphin", "roof-photos — Dolphin", Told("roof-photos")),
        ("dolphin", "~/Photos/2026 — Dolphin", Told("2026", "~/Photos/2026", "Photos")),
        ("dolphin", "sftp://host/srv/data — Dolphin", Told("data", "sftp://host/srv/data")),
        ("nemo", "photos - /home/ana/photos", Told("photos", "/home/ana/photos", "photos")),
        ("pcmanfm-qt", "dockyard", Told("dockyard")),
        ("/System/Library/CoreServices/Finder.app/Contents/MacOS/Finder", "Recents", Told("Recents")),
        ("explorer.exe", "Downloads", Told("Downloads")),
        ("explorer.exe", "Rental Properties - File Explorer", Told("Rental Properties")),
        ("explorer.exe", "Invoices and 2 more tabs - File Explorer", Told("Invoices")),
        ("explorer.exe", "roof - Search Results in Photos - File Explorer", Told("Photos")),
        ("explorer.exe", "\\\\nas\\plans", Told("plans", "\\\\nas\\plans")),
        (
            "explorer.exe",
            r"C:\Users\ana\Documents\tax - File Explorer",
            Told("tax", r"C:\Users\ana\Documents\tax", "tax"),
        ),
    ],
)
def test_title_tells_document_folder_and_project(known: Programs, process: str, title: str, told: Told) -> None:
    assert known.told(title, known.program_of(process)) == told


@pytest.mark.parametrize(
    ("process", "title"),
    [
        ("xterm", "build"),
        ("vlc", "VLC media player"),
        ("dbeaver", "DBeaver 24.2.0"),
        ("gimp", "[photo] (exported)"),
        ("acme", "Welcome back"),
        ("explorer.exe", "Program Manager"),
        ("explorer.exe", "Task Switching"),
        ("explorer.exe", "report.pdf Properties"),
        ("explorer.exe", "42% complete"),
        ("thunar", "Thunar"),
        ("thunar", "File Operation Progress"),
        ("thunar", "report.pdf - Properties"),
        ("dolphin", "Properties for report.pdf — Dolphin"),
        ("finder", "roof.jpg Info"),
        ("", ""),
    ],
)
def test_title_that_tells_nothing_gives_nothing(known: Programs, process: str, title: str) -> None:
    assert known.told(title, known.program_of(process)) == Told()


def test_page_title_is_the_title_without_what_the_browser_adds(known: Programs) -> None:
    assert known.page_title("Wiki — Start - Chromium", known.program_of("chromium")) == "Wiki — Start"
    assert known.page_title("Tides - WebPositive", known.program_of("WebPositive")) == "Tides"
    assert known.page_title("Wiki - Firefox tips", known.program_of("firefox")) == "Wiki - Firefox tips"


def test_own_patterns_are_asked_first_and_make_another_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(titles.DIRECTORY_VARIABLE, str(tmp_path))
    assert titles.own() == b""
    assert titles.version_with(3, titles.own()) == 3
    (tmp_path / titles.FILE).write_text(
        "[[program]]\nname = 'Dashboard'\ncategory = 'browser'\nprocess = ['dash-board']\n"
        "[[title]]\nprogram = 'Dashboard'\npattern = 'Ticket (?P<document>\\w+-\\d+) .*'\n",
        encoding="utf-8",
    )
    mine = titles.in_force(titles.own())
    dashboard = mine.program_of("/opt/dash-board")
    assert (dashboard.name, dashboard.category) == ("Dashboard", "browser")
    assert mine.told("Ticket AB-12 open", dashboard) == Told("AB-12")
    assert mine.program_of("xterm").name == "xterm"
    assert mine.digest != Programs(titles.shipped()).digest
    one = titles.version_with(3, titles.own())
    assert one >> 32 == 3
    assert one != titles.version_with(3, b"[[program]]\nname = 'x'\n")


@pytest.mark.parametrize(
    "text",
    [
        "[[program]]\n",
        "[[title]]\npattern = '('\n",
        "[[colour]]\nname = 'x'\n",
        "not toml",
        "[[site]]\ntitle = '['\nhost = 'x'\n",
        "[[project]]\nfolder = '^/home/[^/]+/(?P<name>[^/]+)'\n",
    ],
)
def test_file_of_patterns_that_is_none_is_refused_in_words(text: str) -> None:
    with pytest.raises(Usage, match=r"titles\.toml"):
        Programs(text.encode())


def test_pattern_may_repeat_the_name_of_the_program() -> None:
    mine = Programs(b"[[title]]\npattern = '(?P<document>.+) - {program}+'\n")
    assert mine.told("a.txt - Dash", mine.program_of("dash")) == Told("a.txt")


@pytest.mark.parametrize("title", ["a - [" * 8_000, "[] - " * 8_000, "a - " * 8_000])
@pytest.mark.parametrize("process", ["code.exe", "winword.exe", "explorer.exe"])
def test_title_that_no_program_has_takes_no_time(known: Programs, process: str, title: str) -> None:
    begun = time.monotonic()
    assert known.told(title, known.program_of(process)) == Told()
    assert known.host_of(title) == ""
    assert time.monotonic() - begun < 2
