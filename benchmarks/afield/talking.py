"""Chats: one like Telegram, one like Zulip."""
# ruff: noqa: E501 - rules of a style sheet stand on one line each

from __future__ import annotations

from benchmarks.afield.desk import framed
from benchmarks.afield.facts import say
from benchmarks.worlds.look import Look
from benchmarks.worlds.window import Rect, Window

Said = tuple[str, str, str]
_INKS = ("#e17076", "#7bc862", "#65aadd", "#ee7aae")


def telegram(look: Look, rect: Rect, said: list[Said]) -> Window:
    """A group in Telegram: (who, when, what) of each message, in bubbles; mine stand at the right."""
    chats = "".join(
        f'<div style="padding:10px 14px;{"background:#2b5278" if n == "Wirrabilla loft" else ""}"><div class="row"><b style="flex:1">{n}</b><span style="color:#8393a3;font-size:12px">{w}</span></div><div style="color:#8393a3;white-space:nowrap;overflow:hidden;text-overflow:ellipsis">{x}</div></div>'
        for n, w, x in (("Wirrabilla loft", "now", "Muted until morning"), ("Mum", "17:02", "Photo"), ("Choir of St Hild", "Thu", "Sheet music is up"), ("Tran Joinery", "Wed", "Thanks!"), ("Saved Messages", "Mon", "tape measure"))
    )  # fmt: skip
    names = sorted({who for who, _, _ in said})
    talk = "".join(
        f'<div style="display:flex;justify-content:{"flex-end" if who == "me" else "flex-start"};margin-bottom:9px"><div style="max-width:72%;background:{"#2b5278" if who == "me" else "#182533"};border-radius:11px;padding:7px 12px"><b style="color:{_INKS[names.index(who) % 4]}">{"" if who == "me" else who}</b><div>{say(what)} <span style="color:#6d7f8f;font-size:11px;margin-left:10px">{when}</span></div></div></div>'
        for who, when, what in said
    )
    body = f'<div class="row grow" style="color:#f5f5f5"><div style="width:250px;flex:none;background:#17212b"><div style="margin:10px 12px;background:#242f3d;border-radius:16px;padding:6px 14px;color:#6d7f8f">Search</div>{chats}</div><div class="col grow" style="background:#0e1621"><div style="padding:9px 18px;background:#17212b;flex:none"><b>Wirrabilla loft</b><br><span style="color:#6d7f8f;font-size:12px">5 members, 3 online</span></div><div class="grow" style="padding:16px 18px" data-view>{talk}</div><div style="padding:11px 18px;background:#17212b;color:#6d7f8f;flex:none">Write a message...</div></div></div>'
    return Window(
        "telegram-desktop", "/usr/bin/telegram-desktop", "Telegram (2)", rect, framed(look, "Telegram (2)", body)
    )


def zulip(look: Look, rect: Rect, topic: str, said: list[Said], over: str = "") -> Window:
    """Zulip: channels and topics at the left, messages under the bar of their topic."""
    side = "".join(f'<div style="padding:4px 18px 4px {p}px;{"background:#2f3b52;border-radius:4px" if w == topic else ""}">{w}</div>' for p, w in ((16, "Inbox"), (16, "Mentions"), (16, "# general"), (16, "# workshop"), (36, "blower"), (36, "rota"), (36, "timber"), (16, "# wirrabilla")))  # fmt: skip
    talk = "".join(
        f'<div class="row" style="padding:9px 16px;border-bottom:1px solid #333842"><span class="dot" style="width:32px;height:32px;border-radius:5px;background:{_INKS[n % 4]};flex:none;margin-right:12px"></span><div style="flex:1"><b>{who}</b><div>{say(what)}</div></div><span style="color:{look.faint}">{when}</span></div>'
        for n, (who, when, what) in enumerate(said)
    )
    body = f'<div class="row grow"><div style="width:180px;flex:none;background:#1d1f24;padding-top:12px">{side}</div><div class="col grow" style="background:#24272e"><div style="padding:8px 16px;background:#33425e;flex:none"><b># workshop &gt; {topic}</b></div><div class="grow" data-view>{talk}</div><div style="margin:10px 16px;border:1px solid #4a505c;border-radius:5px;padding:8px 12px;color:{look.faint}">Compose message</div></div></div>'
    title = f"{topic} - #workshop - Zulip"
    return Window("zulip", "/opt/Zulip/zulip", title, rect, framed(look, title, body), tags=(over,) if over else ())
