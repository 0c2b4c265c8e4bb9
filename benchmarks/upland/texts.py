"""Files that change while they are written: every version of each, the last one is final."""

from __future__ import annotations

RATING = (
    """using Rivulet

g = load_gaugings("tussock.csv")
curve = fit(PowerCurve, g)
println(curve.exponent)""",
    """using Rivulet

CTF = 0.214

g = load_gaugings("tussock.csv", from = "2025-07-01")
curve = fit(PowerCurve, g; offset = CTF)
println(curve.exponent)""",
    """using Rivulet

CTF = 0.187
BREAK = 1.35

function refit(file)
  g = load_gaugings(file, from = "2025-07-01")
  drop!(g, quality = "poor")
  return fit(SegmentedCurve, g; offset = CTF, breaks = [BREAK])
end

curve = refit("tussock.csv")
println(curve.exponent, " ", rmse(curve))""",
)

TAKES = (
    """SELECT share, month_floor(taken_at) AS month,
       sum(volume)
FROM reading
GROUP BY share, month;""",
    """SELECT share, floor_to(taken_at, 'month') AS month,
       sum(volume) AS m3
FROM reading
GROUP BY share, month
ORDER BY month;""",
    """SELECT s.holder, floor_to(r.taken_at, 'month') AS month,
       round(sum(r.volume) / 1000.0, 1) AS ml
FROM reading r
JOIN share s ON s.id = r.share
WHERE r.quality <> 'Q3'
  AND r.taken_at >= DATE '2026-10-01'
GROUP BY s.holder, month
HAVING sum(r.volume) > 2500
ORDER BY ml DESC;""",
)

CHART = (
    """import { chart, line } from "strandchart";

const rows = await load("tussock.json");
chart("#flow").add(line(rows, "time", "flow"));""",
    """import { chart, line, load } from "strandchart";

const rows = await load("tussock.json");
const plot = chart("#flow", { width: 860, height: 320 });
plot.add(line(rows, "time", "flow"));
plot.save("flow.svg");""",
    """import { chart, line, band, load, scale } from "strandchart";

const LIMIT = 0.385;
const rows = await load("tussock.json", { gaps: "break" });
const plot = chart("#flow", { width: 940, height: 320, y: scale.log() });

plot.add(band(0, LIMIT, "#f4a259"));
plot.add(line(rows, "time", "flow"));
plot.save("flow.svg");""",
)

LOGGER = (
    """local tarn = require("tarn")

local probe = tarn.open(2)
while true do
  print(probe:read())
  tarn.sleep(300)
end""",
    """local tarn = require("tarn")

local probe = tarn.open(5)

local function level()
  return probe:read() - 0.042
end

tarn.every(300, level)""",
    """local tarn = require("tarn")

local OFFSET = 0.042
local probe = tarn.open(5, { average = 8 })

local function level()
  local raw = probe:read()
  if raw < 0 then return nil end
  return raw - OFFSET
end

tarn.every(120, level)
tarn.upload("hut", { hour = 3 })""",
)

VISIT = (
    """Site visit Tussock Creek, Tuesday 30 March

staff gauge 0.94 m at 7:50
logger says 0.98 m
desiccant pink, swap it
battery 12.1 V""",
    """Site visit Tussock Creek, Tuesday 30 March

staff gauge 0.94 m at 7:50, 0.93 m at 8:10
logger says 0.98 m, so 42 mm too high with drift
desiccant swapped (2 bags left in the ute)
battery 12.1 V, panel cleaned of bird mess
willow on the left bank must go, Bruce brings the saw
next visit: Tuesday 20 April""",
)

HANDBACK = (
    """HANDBACK TO NGAIRE

1. rating 15: fit done, needs a second pair of eyes
2. council return: lodged, waiting
3. spare probe: on order""",
    """HANDBACK TO NGAIRE

1. rating 15: checked by Priyanka, goes live Friday noon
2. council return: accepted, next one due 30 June
3. spare probe: delayed, ask Stillwell after the 19th
4. pump 4: bearing, not the fuse""",
    """HANDBACK TO NGAIRE

1. rating 15: live since Friday 12:10
2. council return: accepted, next one due 30 June
3. spare probe: arrives on the 21st, goes to Long Gully
4. pump 4: new bearing in, invoice goes to Braeside
5. willow at the creek: Bruce, before the 20th
6. spare key of the hut: blue tin under the tank stand""",
)
