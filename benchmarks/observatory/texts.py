"""Code, queries and notes as they were written, version by version."""
# ruff: noqa: ISC004 - long sentences, broken over lines

from __future__ import annotations

NIGHTBOOK = """
CREATE TABLE rfi_event (id serial PRIMARY KEY, band text, dish int, peak_dbm numeric(5,1), seen date);
INSERT INTO rfi_event (band, dish, peak_dbm, seen) VALUES ('L',14,-61.2,'2027-05-18'),('L',3,-58.4,'2027-05-21'),
 ('L',14,-55.0,'2027-05-22'),('S',7,-72.9,'2027-05-22'),('S',7,-70.3,'2027-05-23'),('S',9,-68.8,'2027-05-24'),
 ('L',2,-63.7,'2027-05-24'),('X',5,-81.5,'2027-05-20'),('C',11,-77.0,'2027-05-19'),('C',11,-76.1,'2027-05-23');
CREATE TABLE uptime (dish int, night date, hours_up numeric(4,1), hours_down numeric(4,1));
INSERT INTO uptime VALUES (3,'2027-06-05',9.5,0.5),(3,'2027-06-08',8.0,2.0),(7,'2027-06-05',10.0,0.0),
 (7,'2027-06-08',9.9,0.1),(9,'2027-06-07',6.2,3.8),(9,'2027-06-08',7.1,2.9),(14,'2027-06-04',2.4,7.6),
 (14,'2027-06-07',9.0,1.0),(14,'2027-06-08',9.6,0.4),(11,'2027-06-09',5.5,4.5),(11,'2027-06-06',9.1,0.9);
"""

RFI = (
    "SELECT band, count(*) AS hits\nFROM rfi_events\nGROUP BY band;",
    "SELECT band, count(*) AS hits\nFROM rfi_event\nGROUP BY band\nORDER BY hits DESC;",
    "SELECT band, count(*) AS hits, max(peak_dbm) AS peak\nFROM rfi_event\nWHERE seen >= date '2027-05-20'\n"
    "GROUP BY band\nHAVING count(*) > 1\nORDER BY peak DESC;",
)

UPTIME = (
    "SELECT dish, avg(up) AS mean_up\nFROM uptime\nGROUP BY dish;",
    "SELECT dish, avg(hours_up) AS mean_up\nFROM uptime\nGROUP BY dish\nORDER BY mean_up;",
    "SELECT dish, round(avg(hours_up), 2) AS mean_up\nFROM uptime\nWHERE night > date '2027-06-04'\n"
    "GROUP BY dish\nORDER BY mean_up;",
    "SELECT dish,\n       round(avg(hours_up), 2) AS mean_up,\n       sum(hours_down) AS lost\nFROM uptime\n"
    "WHERE night > date '2027-06-04'\nGROUP BY dish\nHAVING sum(hours_down) > 1\nORDER BY lost DESC\nLIMIT 4;",
)

_POINTING = '''"""Pointing helpers for the dish controllers."""
import math

SITE_LAT = 34.0785
SLEW_RATE = 0.42


def to_degrees(turns):
    return turns * 360.0


def wrap_azimuth(azimuth):
    return azimuth % 360


def slew_seconds(start, end):
    return abs(end - start) / SLEW_RATE


def airmass(elevation):
    return 1 / math.sin(math.radians(elevation))
'''

_WRAPPED = "def wrap_azimuth(azimuth, limit=270):\n    azimuth = azimuth % 360\n"

POINTING = (
    _POINTING,
    _POINTING.replace(
        "def wrap_azimuth(azimuth):\n    return azimuth % 360\n",
        _WRAPPED + "    return azimuth - 360 if azimuth > limit else azimuth\n",
    ),
    _POINTING.replace(
        "def wrap_azimuth(azimuth):\n    return azimuth % 360\n",
        _WRAPPED + "    if azimuth > limit:\n        azimuth -= 360\n    return round(azimuth, 4)\n",
    ),
)
WRAP = """def wrap_azimuth(azimuth, limit=270):
    azimuth = azimuth % 360
    if azimuth > limit:
        azimuth -= 360
    return round(azimuth, 4)"""

TESTS = """import unittest

from pointing import slew_seconds, wrap_azimuth


class Pointing(unittest.TestCase):
    def test_wrap(self):
        self.assertEqual(wrap_azimuth(275.0), -85.0)

    def test_slew(self):
        self.assertEqual(slew_seconds("12.6", 0), 30)


if __name__ == "__main__":
    unittest.main()
"""

INGEST = '''"""Read a night of the observing log."""
import csv
import sys
from datetime import datetime


def read_night(path):
    with open(path, newline="") as handle:
        for row in csv.DictReader(handle):
            yield row["dish"], datetime.fromisoformat(row["started_at"])


for dish, started in read_night(sys.argv[1]):
    print(dish, started.isoformat())
'''

NIGHT = "dish,started_at\n3,2027-06-01T21:04:10\n7,2027-06-01T21:09:55\n14,01/06/2027 21:30\n"

MAKEFILE = "test:\n\tpython3 -m unittest -q test_pointing\n"

_SLEW = """-- dishes that slew past their soft limit
SELECT dish, max(az_speed) AS speed
FROM slew_log
GROUP BY dish
HAVING max(az_speed) > 0.40;
"""

SLEW = (
    _SLEW,
    """-- dishes that slew past their soft limit
SELECT dish, max(az_speed) AS speed, count(*) AS slews
FROM slew_log
WHERE wind_ms < 14
GROUP BY dish
HAVING max(az_speed) > 0.45;
""",
    """-- dishes that slew past their soft limit
SELECT dish, max(az_speed) AS speed, count(*) AS slews
FROM slew_log
WHERE wind_ms < 11 AND mode = 'track'
GROUP BY dish
HAVING max(az_speed) > 0.45
ORDER BY speed DESC, dish;
""",
)

PRUNE = (
    "#!/bin/sh\nset -e\nfind /data/nightbook -name '*.log' -mtime +60 -delete\n",
    "#!/bin/sh\nset -eu\nfind /data/nightbook -name '*.log' -mtime +35 -exec gzip -9 {} +\n"
    "find /data/nightbook -name '*.log.gz' -mtime +60 -delete\n",
    "#!/bin/sh\nset -eu\nfind /data/nightbook -name '*.log' -mtime +10 -exec gzip -9 {} +\n"
    "find /data/nightbook -name '*.log.gz' -mtime +45 -delete\nlogger -t nightbook \"logs pruned\"\n",
)

RECEIVERS = """
CREATE TABLE receiver (tag TEXT, band TEXT, kelvin REAL, serviced TEXT);
INSERT INTO receiver VALUES ('RX-31','L',18.2,'2027-03-02'),('RX-32','L',24.9,'2026-10-11'),
 ('RX-47','S',21.4,'2027-01-20'),('RX-52','X',36.8,'2026-08-30'),('RX-55','X',29.3,'2027-04-14');
"""
WARM = "SELECT tag, band, kelvin\nFROM receiver\nWHERE kelvin > 25 OR serviced < '2026-11-01'\nORDER BY kelvin DESC;"

OUTAGE = """Power outage Saturday 12 June

Feeder 2 is off from 06:30 to 10:15
Stow dishes 1 to 8 by 06:00, zenith
Generator key is in cabinet C4
call Birgit at the substation, ext 6031
"""

WEEKEND = """For Tomasz, weekend 12 June

Dish 14 may track again, slew rate stays at 0.42
Uptime query is final, file is reports/uptime.sql
Helium top up for RX-52 on Sunday, 30 litres
Do not restart the correlator before Birgit calls
"""

SPARES = """Part,Shelf,In stock,Minimum,Unit EUR,Supplier
Encoder,B3,2,3,418.00,Novatek
LNA L-band,A1,5,4,1290.00,Quillon RF
He line,D2,1,2,236.50,Cryodyne
LC patch,C5,48,20,7.80,Ferrite Crate
Fan tray,C1,3,2,154.25,Novatek
PPS card,A4,0,1,862.00,Meridian
"""
