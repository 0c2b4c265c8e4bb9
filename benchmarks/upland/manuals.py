"""Pages of manuals: a package for rivers, a database, a library that draws charts, a logger."""

from __future__ import annotations

from benchmarks.upland.parts import para
from benchmarks.upland.sites import cistern, code, rivulet, rows_of, strand

RATINGS = rivulet(
    "rating",
    "Rating curves",
    para(
        "A rating turns <b>stage</b> into flow. fit() takes the kind of curve and a table of gaugings.",
        "A PowerCurve needs at least five gaugings, a SegmentedCurve at least four for each segment.",
    )
    + code('g = load_gaugings("upper.csv")\ncurve = fit(PowerCurve, g; offset = 0.32)\nflow(curve, 1.10)')
    + para(
        "The <b>offset</b> is the stage at which the river stops flowing. Left out, it is taken as zero.",
        "Gaugings of more than five years ago weigh half; change that with <b>halflife</b>.",
    )
    + rows_of(
        ("Keyword", "Default", "Meaning"),
        ("offset", "0.0", "stage of zero flow in metres"),
        ("halflife", "5 years", "age at which a gauging counts half"),
        ("robust", "true", "outliers count less"),
    ),
)
FAULTS = rivulet(
    "errors",
    "Errors",
    para("Every error of this package is a <b>HydroError</b> and names the row it was found in.")
    + rows_of(
        ("Error", "Comes when"),
        ("NegativeStage", "a stage lies below the offset or below zero"),
        ("TooFewGaugings", "a segment has fewer than four rows"),
        ("LoopRating", "the river rises and falls on different curves"),
        ("ClockJump", "two rows have the same time, as at the end of summer time"),
    )
    + para("", "Use <b>strict = false</b> to drop such rows; their number is logged."),
)
DRIFT = rivulet(
    "drift",
    "Drift",
    para(
        "Pressure probes drift by some millimetres a year, more when the desiccant is wet.",
        "dedrift!() spreads the difference of two staff gauge readings evenly over the time between them.",
    )
    + code('dedrift!(levels, [("2026-09-01", 0.004), ("2027-03-01", 0.019)])')
    + para("A difference of more than 60 mm is refused unless <b>force = true</b>: it is a knock, no drift."),
)
SEGMENTS = rivulet(
    "segments",
    "Segments",
    para(
        "A SegmentedCurve has one power law below each break. Breaks are given in metres, from low to high.",
        "Breaks closer than 0.15 m to each other are merged with a warning.",
    )
    + code("fit(SegmentedCurve, g; offset = 0.2, breaks = [0.9, 2.4])")
    + para("The curve is continuous, its slope is not. Use <b>smooth = 0.05</b> to round the corners."),
)
UNSURE = rivulet(
    "uncertainty",
    "Uncertainty",
    para(
        "rmse() tells the error in percent of the flow. The World Meteorological guide asks for less than 5.",
        "band(curve, 0.9) gives the limits in which nine of ten gaugings lie; it draws 2,000 samples.",
    )
    + code("lo, hi = band(curve, 0.9)\nlo(0.75), hi(0.75)"),
)
PLOTS = rivulet(
    "plots",
    "Plots",
    para("plot(curve) needs the package Makie to be loaded. Gaugings of quality poor are drawn hollow.")
    + code("plot(curve; log = true, labels = :number)"),
)

AGGREGATES = cistern(
    "aggregates",
    "Aggregates",
    para(
        "HAVING sees the sums of a group; a name given with AS is known in ORDER BY and GROUP BY, but not in HAVING.",
        "sum() over no rows is NULL, count() over no rows is 0.",
    )
    + code("SELECT paddock, sum(mm)\nFROM rain\nGROUP BY paddock\nHAVING sum(mm) > 400;")
    + rows_of(
        ("Function", "Skips NULL", "Since"),
        ("sum", "yes", "1.0"),
        ("median", "yes", "4.2"),
        ("mode_of", "no", "5.1"),
    ),
)
WINDOWS = cistern(
    "windows",
    "Windows",
    para("A window looks at the rows around a row. At most 64 windows may stand in one query.")
    + code("SELECT day, avg(flow) OVER (ORDER BY day ROWS 6 BEFORE)\nFROM daily;"),
)
DATES = cistern(
    "dates",
    "Dates",
    para(
        "floor_to(time, 'month') cuts a time down to the first of its month. Known are hour, day, week, month, season.",
        "A season starts in March, June, September or December. Weeks start on Monday.",
        "Times without a zone are taken in the zone of the server.",
    )
    + code("SELECT floor_to(taken_at, 'season') FROM reading;"),
)
MESSAGES = cistern(
    "messages",
    "Messages",
    rows_of(
        ("Code", "Text", "What to do"),
        ("C-207", "function is unknown", "look at the spelling, then at chapter 2"),
        ("C-311", "name is ambiguous", "put the table in front"),
        ("C-408", "lock was waited for too long", "see lock_patience, 30 seconds"),
    )
    + para("", "The newest 500 messages are kept in the table cistern_log."),
)

SCALES = strand(
    "scales",
    "Scales",
    para("A scale maps values to pixels. Without one it is linear and starts at zero.")
    + code("chart('#a', { y: scale.log({ base: 10 }) })")
    + para("A logarithmic scale drops zeros. Use <b>floor: 0.01</b> to draw them at the bottom."),
)
LAYERS = strand(
    "layers",
    "Layers",
    para(
        "Layers are drawn in the order in which they were added. A band lies best below the lines.",
        "load() reads JSON and CSV. With gaps: 'break' a line ends where a value is missing, with 'bridge' it goes on.",
    )
    + code("plot.add(band(10, 20, 'silver'))\nplot.add(line(rows, 't', 'v'))")
    + rows_of(("Layer", "Arguments"), ("line", "rows, x, y"), ("band", "from, to, colour"), ("dots", "rows, x, y, r")),
)
