"""Files that change while they are written: every version of each, the last one is final."""

from __future__ import annotations

DIVERT = (
    """from graphiet import Network

net = Network.load("corridor4.gph")
path = net.find_path("Gent", "Ljubljana", avoid="Rehberg")
print(path.minutes)""",
    """from graphiet import Network

CLOSED = ["rehberg-tunnel"]

net = Network.load("corridor4.gph")
path = net.find_path("Gent", "Ljubljana", avoid=CLOSED)
print(path.minutes)""",
    """from graphiet import Network, Stop

CLOSED = ["rehberg-tunnel"]
EXTRA = Stop("Wels", minutes=9)


def diverted(start, end):
    net = Network.load("corridor4.gph")
    path = net.find_path(start, end, avoid=CLOSED)
    path.insert(EXTRA, after="Passau")
    return path


path = diverted("Gent", "Ljubljana")
print(path.minutes, len(path.conflicts()))""",
)

LOADS = (
    """SELECT train, sum(berths) AS sold
FROM night_load
WHERE nigth >= DATE '2026-12-01'
GROUP BY train;""",
    """SELECT train, count(*) AS nights,
       round(avg(sold / berths), 2) AS load
FROM night_load
WHERE night >= DATE '2026-12-01'
GROUP BY train;""",
    """SELECT train, count(*) AS nights,
       round(avg(sold * 1.0 / berths), 2) AS load
FROM night_load
WHERE night >= DATE '2026-12-01'
  AND status <> 'cancelled'
GROUP BY train
HAVING count(*) >= 20
ORDER BY load DESC;""",
)

ROLL = (
    """#!/bin/sh
for car in $(cat cars.txt); do
  scp $car.log depot:/logs/
done""",
    """#!/bin/sh
while read -r car; do
  scp "$car.log" depot:/logs/
done < cars.txt""",
    """#!/bin/sh
set -eu
while read -r car; do
  rsync -t "$car.log" depot:/srv/logs/
done < cars.txt
echo "copied $(wc -l < cars.txt) logs" """.rstrip(),
)

PLOT = (
    """library(ggplot2)

d <- read.csv("loads.csv")
ggplot(d, aes(night, load)) + geom_line()""",
    """library(ggplot2)

d <- read.csv("loads.csv", sep = ";")
d$night <- as.Date(d$night)
p <- ggplot(d, aes(night, load, colour = train)) +
  geom_line() +
  ylim(0.4, 1)
ggsave("loads.png", p, width = 9, height = 4)""",
)

HANDOVER = (
    """Handover for Saskia

- LN 417 diversion: path request is on its way
- LN 422: nothing to do
- key of the plan cabinet: with reception""",
    """Handover for Saskia

- LN 417 diversion: path accepted, timetable 2.1 is final
- LN 422: runs with 11 cars until 7 March
- LN 430: do not touch, Anouk decides
- key of the plan cabinet: drawer 3, left""",
    """Handover for Saskia

- LN 417 diversion: path accepted, timetable 2.2 is final
- LN 422: runs with 11 cars until 14 March
- LN 430: do not touch, Anouk decides on 4 February
- key of the plan cabinet: drawer 5, left
- I am back on Monday 15 February""",
)

CHECKS = (
    """DEPOT VISIT SCHELLEBEKE

[ ] wheel flats car 70-214
[ ] heating car 70-231
[ ] count blankets""",
    """DEPOT VISIT SCHELLEBEKE

[x] wheel flats car 70-214: 38 mm, limit is 60
[x] heating car 70-231: valve stuck, part comes Friday
[ ] count blankets
[x] talk to Wim about the shunting fee: 190 euro a move""",
)
