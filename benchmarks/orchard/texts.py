"""Code and notes as they were written, version by version."""
# ruff: noqa: ISC004 - long sentences, broken over lines

from __future__ import annotations

_CORRECT = '''"""Correct hydrometer readings for temperature."""
import csv
import sys

CALIBRATED = 15.6


def corrected(gravity, celsius):
    drift = (celsius - CALIBRATED) * 0.0002
    return round(gravity + drift, 4)


for row in csv.DictReader(open(sys.argv[1])):
    celsius = float(row["temp_c"])
    print("tank", row["tank"], corrected(float(row["gravity"]), celsius))
'''

_FAHRENHEIT = _CORRECT.replace('celsius = float(row["temp_c"])', 'celsius = (float(row["temp_f"]) - 32) / 1.8')

CORRECT = (
    _CORRECT,
    _FAHRENHEIT,
    _FAHRENHEIT.replace("CALIBRATED = 15.6", "CALIBRATED = 20.0").replace("* 0.0002", "* 0.00024"),
)

READINGS = """tank,gravity,temp_f
3,1.0042,58.1
5,1.0105,59.4
7,1.0212,63.0
9,1.0068,57.2
"""

PRESSING = """Pressing notes week 42

Cox and Russet pressed on Friday, 2,140 litres
Tank 7 stuck since the 14th
try DAP 20 g per hL, then rouse
ask Meredith for the Gravenstein bins
"""

CELLAR = """
CREATE TABLE tank (id INTEGER, blend TEXT, litres INTEGER);
INSERT INTO tank VALUES (3,'Russet single',1850),(5,'Harvest blend',4200),(7,'Cox and Russet',3600),
 (9,'Keeved Kingston',1200),(11,'Perry trial',640);
CREATE TABLE reading (tank INTEGER, taken TEXT, gravity REAL, ph REAL);
INSERT INTO reading VALUES (3,'2027-10-09',1.0120,3.60),(3,'2027-10-13',1.0061,3.60),(3,'2027-10-18',1.0042,3.61),
 (5,'2027-10-11',1.0288,3.55),(5,'2027-10-18',1.0105,3.54),(7,'2027-10-11',1.0216,3.71),(7,'2027-10-14',1.0212,3.72),
 (7,'2027-10-18',1.0212,3.72),(9,'2027-10-11',1.0089,3.47),(9,'2027-10-18',1.0068,3.48),(11,'2027-10-18',1.0310,3.95);
"""

STUCK = (
    "SELECT tank, max(gravity) - min(gravity) AS fall\nFROM readings\nGROUP BY tank;",
    "SELECT tank, max(gravity) - min(gravity) AS fall\nFROM reading\nGROUP BY tank;",
    "SELECT tank, count(*) AS n,\n       round(max(gravity) - min(gravity), 4) AS fall\nFROM reading\n"
    "WHERE taken >= '2027-10-10'\nGROUP BY tank\nHAVING fall < 0.003 AND n > 1\nORDER BY fall;",
)

ACID = (
    "SELECT blend, avg(ph) FROM tank\nJOIN reading ON tank.id = reading.tank\nGROUP BY blend;",
    "SELECT t.blend, round(avg(r.ph), 2) AS ph\nFROM tank t\nJOIN reading r ON r.tank = t.id\nWHERE r.ph > 3.6\n"
    "GROUP BY t.blend\nORDER BY ph DESC;",
)

_SWAP = """const seeds = require("./seeds.json");

function matches(want) {
  return seeds.filer(s => s.kind === want);
}

console.log(matches("runner bean").map(s => s.name).join(", "));
"""

SWAP = (
    _SWAP,
    _SWAP.replace("filer(s => s.kind === want)", "filter(s => s.kind === want && s.packets > 0)"),
    """const seeds = require("./seeds.json");

function matches(want, limit = 3) {
  return seeds
    .filter(s => s.kind === want && s.packets > 0)
    .sort((a, b) => b.year - a.year)
    .slice(0, limit);
}

console.log(matches("runner bean").map(s => s.name).join(", "));
""",
)

SEEDS = """[{"name": "Scarlet Emperor", "kind": "runner bean", "packets": 4, "year": 2024},
 {"name": "Annapolis White", "kind": "runner bean", "packets": 2, "year": 2026},
 {"name": "Painted Lady", "kind": "runner bean", "packets": 0, "year": 2027},
 {"name": "Czar", "kind": "runner bean", "packets": 7, "year": 2025},
 {"name": "Polestar", "kind": "runner bean", "packets": 1, "year": 2023},
 {"name": "Jacob's Cattle", "kind": "dry bean", "packets": 9, "year": 2026}]
"""

WISHES = """Seeds to ask for
Gaspe flint corn, two packets
Magdalen beet
swap Czar beans with Rosalind
hall key is with Mr Pineo
"""

_LABELS = """# alcohol for the labels
og <- 1.0562
fg <- 1.0010
abv <- (og - fg) * 131.25
cat(sprintf("%.1f %% vol", abv))
"""

LABELS = (
    _LABELS,
    _LABELS.replace("fg <- 1.0010", "fg <- 0.9984").replace(
        "* 131.25\n", "* 132.6\nabv <- floor(abv * 2) / 2  # printed in half steps\n"
    ),
)

BACKUP = (
    """#!/bin/sh
set -e
copy=/srv/vault/cellar-$(date +%F).db
sqlite3 ~/ferment/cellar.db ".backup $copy"
find /srv/vault -name 'cellar-*.db' -mtime +30 -delete
""",
    """#!/bin/sh
set -eu
copy=/srv/vault/cellar-$(date +%F).db
sqlite3 ~/ferment/cellar.db ".backup $copy"
gzip -9 "$copy"
find /srv/vault -name 'cellar-*.db.gz' -mtime +45 -delete
logger -t cellar "copy kept"
""",
)

TESTS = """import unittest


class Drift(unittest.TestCase):
    def test_warm_sample(self):
        self.assertEqual(1.0212, 1.0206)


unittest.main()
"""

HARVEST = """Block,Variety,Bins,Kilograms,Brix,Picked,Picker
A1,Cox,22,7480,12.4,2027-09-28,Leroux crew
A2,Russet,31,10230,14.1,2027-10-02,Leroux crew
B1,Kingston Black,12,3720,13.6,2027-10-07,Family
B4,Gravenstein,14,4690,11.2,2027-09-16,Benoit crew
C2,Dabinett,19,6080,13.9,2027-10-12,Benoit crew
C3,Seckel pear,6,1740,15.3,2027-10-15,Family
"""

HANDOVER = """For Meredith while I am in Moncton

Tank 7 is racked into tank 12, leave it shut till the 20th
Tank 9: sulphite 30 ppm on Thursday, not before
The titrator comes on Friday, sign for two boxes
Vacuum pump oil is under the sink, grade 19
"""
