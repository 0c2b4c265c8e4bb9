"""What every `REPORT.html` says and how it looks, on the screen and on paper."""

STYLE = """
:root{--ink:#1c1f24;--soft:#5d6570;--line:#d9dde3;--mark:#c23a12;--paper:#fff;--tint:#f6f7f9}
*{box-sizing:border-box}
body{margin:0;background:var(--tint);color:var(--ink);font:15px/1.5 Georgia,'Iowan Old Style','Noto Serif',serif}
main{max-width:60rem;margin:2rem auto;padding:3rem 3.5rem;background:var(--paper);box-shadow:0 1px 4px #0002}
h1,h2,h3,dt,th,.kicker,.note,figcaption,.proven,aside{font-family:system-ui,'Segoe UI','Noto Sans',sans-serif}
h1{font-size:1.75rem;line-height:1.25;margin:.2rem 0 .8rem;font-weight:600;text-wrap:balance}
h2{font-size:1.15rem;line-height:1.35;margin:2.4rem 0 .5rem;font-weight:600}
.claim h2{display:grid;grid-template-columns:1.7rem 1fr}h2 b{color:var(--mark)}
h3{font-size:.85rem;margin:0 0 .4rem;color:var(--soft);font-weight:600}
.kicker{margin:0;color:var(--mark);font-size:.8rem;font-weight:600;letter-spacing:.03em}
.summary{font-size:1.1rem;margin:0 0 1rem}
.note{color:var(--soft);font-size:.85rem;margin:.2rem 0 .8rem}
header{border-bottom:2px solid var(--ink);padding-bottom:1.2rem}
section{break-inside:auto}
dl{display:grid;grid-template-columns:8.5rem 1fr;gap:.2rem 1rem;margin:.5rem 0;font-size:.87rem}
dt{color:var(--soft);font-size:.8rem}dd{margin:0;overflow-wrap:anywhere}dd span{color:var(--soft)}
code,pre{font-family:ui-monospace,'DejaVu Sans Mono',Consolas,monospace;font-size:.8em}
code{overflow-wrap:anywhere}code.hash{color:var(--soft)}
pre{background:var(--tint);border:1px solid var(--line);padding:.7rem .9rem;white-space:pre-wrap;overflow-wrap:anywhere}
.frame{margin:1rem 0 2rem}
figure{margin:0 0 .8rem;break-inside:avoid}
figure img{display:block;width:100%;height:auto;border:1px solid var(--line)}
figcaption{font-size:.82rem;margin-top:.4rem;color:var(--soft)}figcaption strong{color:var(--ink)}
article{border-left:3px solid var(--mark);padding:.1rem 0 .1rem 1rem;margin:1rem 0;break-inside:avoid}
img.crop{max-width:100%;height:auto;border:1px solid var(--line);display:block;margin:.2rem 0 .6rem}
.proven{color:#1d6b3a;font-size:.8rem}dd .proven{color:#1d6b3a}
aside{background:#fff6e5;border:1px solid #e8c98a;padding:.8rem 1rem;margin:1.2rem 0;font-size:.88rem}
.columns{display:grid;grid-template-columns:1fr 1fr;gap:2rem}
ul{margin:.2rem 0;padding-left:1.1rem;font-size:.92rem}li{margin:.25rem 0}
.index table{width:100%;border-collapse:collapse;font-size:.72rem}
th{text-align:left;color:var(--soft);font-weight:600}
th,td{border-bottom:1px solid var(--line);padding:.25rem .6rem .25rem 0;vertical-align:top;overflow-wrap:anywhere}
td:first-child,td:nth-child(3){white-space:nowrap}
@media (max-width:40rem){main{padding:1.2rem;margin:0}.columns,dl{grid-template-columns:1fr}}
@page{size:A4;margin:17mm 16mm}
@media print{body{background:none;font-size:10pt}main{max-width:none;margin:0;padding:0;box-shadow:none}
h2,h3{break-after:avoid}figure img{max-height:120mm;object-fit:contain;object-position:left}}
"""

REDACTED = """<aside><strong>Redacted.</strong> In every picture the pixels outside the cited boxes are gone, not
covered. Lines of the log that hold more than is cited are <em>attested, not disclosed</em>: their hash and the proof
that they are in the log are in the bag, and of their text only what is cited, on the word of whoever made this
bag. Titles of windows are left out.</aside>"""

MEANING = """<section><h2>What this shows, and what it does not</h2><div class="columns"><div><h3>It shows</h3><ul>
<li>that whoever holds the key with this fingerprint has these events in their log, in this order, unchanged since the
checkpoint above was signed;</li>
<li>that each picture in the bag is the file that the log names, by its SHA-256, unless it is said otherwise beside
it;</li>
<li>that the text was read at that place on that picture. Look at the picture: it is the evidence, the reading is
not;</li>
<li>that this bag was exported: the log's own ledger says so.</li></ul></div><div><h3>It does not show</h3><ul>
<li>that the holder of the key was honest: with the key one can write a log that says anything. Only what somebody else
kept (an earlier checkpoint, a witness, a time stamp) speaks against that;</li>
<li>when it was, beyond the clock of the machine that recorded it;</li>
<li>that what stood on the screen was true, or who sat before it;</li>
<li>that nothing else was there: a bag shows what was asked for, and leaves out the rest.</li></ul></div></div>
</section>"""
