"""The sessions of 18 and 24 September."""
# ruff: noqa: E501 - what stands on a screen stands on one line

from __future__ import annotations

from benchmarks.elsewhere.early import PH, Steps
from benchmarks.elsewhere.frames import web
from benchmarks.elsewhere.looks import DIARY, MDN, PERMIT, PUNCH_GREY
from benchmarks.elsewhere.programs import Mail, chat, editor, files, mail, settings, terminal
from benchmarks.elsewhere.sites import agenda, defect, docs, permit, week
from benchmarks.worlds.look import Look


def friday(look: Look) -> Steps:
    """18 September: a permit is asked for, the defect once more, the week to come, a backup, the recommendation."""
    at, box = (30, 14, 1440, 850), (420, 160, 1060, 560)
    form, tabs = "permits.pellworth.example/hot-work", ["Permit for hot work", PH, "Calendar"]
    done = ["Permit requested", PH, "Calendar"]
    said = [("Imran Chaudhry", "14 Sep", "Moved the probe two metres to the left."), ("Stefan Lukic", "17 Sep", "I take over. Please check it with the new hygrometer.")]  # fmt: skip
    mails = [
        Mail("Bernadette Coyle", "Which unit shall we take?", "10:02", "<p>Rowan, I still need one sentence for the council.</p>"),
        Mail("Gantry Tool Supply", "Your order was shipped", "9:31"),
        Mail("Marcus Tollefsen", "Soldering on Tuesday", "8:15"),
        Mail("Delphine Arsenault", "Colours of the grilles", "Thu"),
    ]  # fmt: skip
    answer = (
        "Bernadette,<br><br>we recommend {reply_choice}, because {reply_reason}. The others come too late.<br><br>Rowan"
    )
    return [
        (0, web(look, at, tabs, 0, form, permit(PERMIT, 0))),
        (24, web(look, at, tabs, 0, form, permit(PERMIT, 4))),
        (70, web(look, at, tabs, 0, form, permit(PERMIT, 8))),
        (102, web(look, at, done, 0, form + "/requested", permit(PERMIT, 10))),
        (119, web(look, at, done, 1, "punchlist.kittiwake.example/pellworth/PH-088", defect(PUNCH_GREY, "ph_check", "ph_second", said))),
        (141, web(look, at, done, 2, "calendar.kittiwake.example/week/2026-09-21", week(DIARY, is_open=False))),
        (158, web(look, at, done, 2, "calendar.kittiwake.example/week/2026-09-21", week(DIARY, is_open=True))),
        (176, settings(look, box, {"safe_every", "safe_big"})),
        (205, mail(look, at, mails, 0, answer)),
    ]  # fmt: skip


def thursday(look: Look) -> Steps:
    """24 September: agenda, bill, photos and their copy in the morning; water at night and colours in the afternoon."""
    left, right, full = (4, 28, 798, 896), (802, 28, 1596, 896), (4, 28, 1596, 896)
    mails = [
        Mail("Gwen Pasco", "Bill for August", "8:02", "<p>Dear Rowan,</p><p>please find our bill {bill_number} over {bill_sum} for the work in August. It is due on {bill_due}.</p><p>{bill_who}<br>Tollefsen Mechanical, Accounts</p>"),
        Mail("Town of Pellworth", "Permit granted", "Tue"),
        Mail("Stefan Lukic", "Valve list after the workshop", "Tue"),
        Mail("Payroll", "Holiday requests until December", "Mon"),
    ]  # fmt: skip
    listed = [
        ("axis-6-tray.jpg", "5.1 MB", "JPEG image", "2026-09-15 13:52"), ("grille-14.jpg", "{file_grille}", "JPEG image", "2026-09-15 14:03"),
        ("hygrometer-p40.jpg", "3.3 MB", "JPEG image", "2026-09-22 08:40"), ("{file_big}", "{file_big_size}", "QuickTime video", "2026-09-15 14:21"),
        ("roof-walk.mov", "66.0 MB", "QuickTime video", "2026-09-22 12:05"),
    ]  # fmt: skip
    zsh = '<span style="color:#b4532a">rowan@kittiwake</span>:<span style="color:#3d6f8e">~/plantroom</span>$ '
    copy = [zsh + "{chmod}", zsh + "./photos.sh", 'rsync: write failed on "/tank/photos/pump-room.mov": No space left on device (28)', "{rsync_error}", zsh + "git push origin main", "To heron:plantroom.git", " {refused}", zsh + "{rebase}", "Successfully rebased and updated refs/heads/main.", zsh + "▏"]  # fmt: skip
    tests = [zsh + "npx mocha test/loadcolour.js", "{js_failed}", "17 passing (39ms), 1 failing", zsh + "npx mocha test/loadcolour.js", "{js_passed}", zsh + 'git commit -am "{commit_js}"', "[main {commit_hash}] Colour by share of the limit", zsh + "{tag}", zsh + "sqlite3 meters.db &lt; leaks.sql", "{leak_room}|11.5", zsh + "▏"]  # fmt: skip
    said = [
        ("Imran Chaudhry", "15:02", "Sensor is fixed: it reads {chat_reads} now, the reference says {chat_reference}"),
        ("Delphine Arsenault", "15:06", "The tilers start on {tiling}, nobody walks on the deck that week"),
        ("Yuki Brandt", "15:11", "New phones are in. My extension is {yuki_ext} now"),
    ]
    manual = "<p>The <b>Array.prototype.some()</b> method tests whether at least one element passes the test.</p><pre>const loads = [120, 171.5, 38.2];\nloads.some((load) =&gt; load &gt; 150);  // true</pre><h2>Return value</h2><p>false unless the function returns a truthy value for an element.</p>"
    tabs = ["Calendar", "Array.prototype.some() - JavaScript | MDN"]
    after = '\n\nexport const legend = ["quiet", "busy", "full"];\n'
    shell = ("#3c3829", "#f7f2e4")
    return [
        (0, web(look, full, ["Calendar", "MDN"], 0, "calendar.kittiwake.example/agenda", agenda(DIARY))),
        (33, mail(look, full, mails, 0)),
        (60, files(look, right, "site-photos", listed)),
        (82, editor(look, left, "photos.sh", 0)),
        (118, terminal(look, right, copy, *shell)),
        (143, editor(look, left, "photos.sh", 1)),
        (25200, chat(look, left, "#pellworth", said)),
        (25224, web(look, full, tabs, 1, "developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/Array/some", docs(MDN, "MDN", "References / JavaScript / Array", "Array.prototype.some()", manual))),
        (25290, editor(look, left, "loadcolour.js", 2, "", after)),
        (25331, editor(look, left, "leaks.sql", 0)),
        (25360, editor(look, left, "leaks.sql", 1)),
        (25404, terminal(look, right, tests, *shell)),
    ]  # fmt: skip
