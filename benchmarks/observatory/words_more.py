"""What forms, shops, papers, the calendar and printed documents say."""

from __future__ import annotations

VISITOR = {
    "Company": "Aldergate Cranes", "Contact": "Ruben Castellan", "Number of persons": "3",
    "Vehicle plate": "RK 417 TB", "Date of visit": "14 June 2027",
}  # fmt: skip
VISITOR_RIGHT = {**VISITOR, "Number of persons": "4"}
ZONE = {"Zone": "Zone 3 (radio quiet)", "Gate": "Gate 3 north", "Cost centre": "7310 Array operations"}
HOURS = {"Daytime 08:00 to 17:00": False, "Night 20:00 to 05:00": False, "Maintenance window only": True}
MARKS = {
    "Radios and phones will be switched off": True, "Escort requested": False, "Crane or lift above 20 m": True,
    "Hot work planned": False, "Photographs will be taken": False,
}  # fmt: skip
MARKS_RIGHT = {**MARKS, "Escort requested": True}
WHY = "Lift the new azimuth gearbox onto dish 14"
PERMITTED = {
    "Permit": "SP-30416", "State": "Waiting for approval", "Handled by": "Permit desk, ext 6009",
    "Decision by": "11 June 2027", "Valid for": "4 persons, 1 vehicle",
}  # fmt: skip

CART = (
    [("MC-4418", "Mixer, double balanced, 1 to 4 GHz", "2", "EUR 137.80"),
     ("FB-0092", "Ferrite clamp 13 mm, bag of 25", "4", "EUR 58.00"),
     ("SMA-7731", "SMA cable, phase matched, 1.5 m", "6", "EUR 263.40")],
    {"Items": "EUR 459.20", "Shipping": "EUR 24.90", "VAT 20 %": "EUR 96.82", "Total": "EUR 580.92"},
    {"Standard, 4 working days": False, "Express, next day": False, "Freight to loading dock": True},
    "Order by 16:30 for dispatch today",
)  # fmt: skip

WEEK = ("Week 22, May 31 – June 6, 2027", [
    ("Mon 31", [("09:00", "Array stand-up"), ("14:00", "Maser inspection, hut 2")]),
    ("Tue 1", [("11:15", "Cryo review, room Perigee"), ("16:00", "Physiotherapy")]),
    ("Wed 2", [("10:00", "Correlator board 6 swap"), ("15:45", "Feeder 2 planning with Birgit")]),
    ("Thu 3", [("09:00", "Array stand-up"), ("13:30", "Release 2027.22 rehearsal, room Zenith")]),
    ("Fri 4", [("08:15", "Fire drill, building B"), ("12:30", "Lunch with Sunniva")]),
    ("Sat 5", [("19:30", "Star party, visitor centre")]), ("Sun 6", []),
])  # fmt: skip

MAY_PAPER = ("Monday, 24 May 2027", [
    ("Plateau road shut for nine days while the bridge at Kettle Gorge is mended",
     "Buses go round by Marrow Pass. The detour adds 37 minutes, the county says."),
    ("Observatory counts its millionth pulse", "Pulsar timing at Kestrel Ridge passed the mark on Saturday night."),
    ("Goat market moves to Thursdays", "Stalls cost 14 euros a day from June."),
    ("Letters: keep the quiet zone quiet", "Dr Amalia Reyes on microwave ovens and the 21 cm line."),
])  # fmt: skip
JUNE_PAPER = ("Thursday, 10 June 2027", [
    ("Lightning strikes the ski lift, nobody hurt", "Engineers expect the lift to be still until the 25th."),
    ("New bakery opens in Hollin Street", "Rye loaves on weekdays, closed on Tuesdays."),
    ("Observatory goes dark for a morning", "Power work on Saturday stops all 48 dishes."),
    ("River level falls to 82 centimetres", "Farmers may water only at night."),
])  # fmt: skip

CARDS = {"Dishes tracking": "45", "Data rate": "18.4 Gb/s", "Wind": "9.6 m/s", "Disk used": "88 %"}
CARDS_LATER = {"Dishes tracking": "47", "Data rate": "19.1 Gb/s", "Wind": "7.2 m/s", "Disk used": "89 %"}
DISHES = [
    ("03", "RX-31 L", "184.22", "51.07", "18.4", "TRACK"), ("05", "RX-52 X", "184.19", "51.10", "36.9", "TRACK"),
    ("07", "RX-47 S", "184.20", "51.08", "21.3", "TRACK"), ("09", "RX-55 X", "0.00", "90.00", "29.5", "STOW"),
    ("11", "RX-32 L", "184.23", "51.05", "25.2", "TRACK"), ("14", "RX-38 L", "97.64", "33.80", "41.7", "FAULT"),
]  # fmt: skip
DISHES_LATER = [*DISHES[:5], ("14", "RX-38 L", "184.21", "51.09", "19.8", "TRACK")]

CRYO = """<h1>Cryogenic service plan, June 2027</h1>
<p>Receivers are warmed up one at a time. Times are UTC, helium in litres.</p>
<table cellpadding=6><tr><th>Receiver</th><th>Date</th><th>Start</th><th>Helium</th><th>Technician</th></tr>
<tr><td>RX-32</td><td>Mon 14 June</td><td>06:30</td><td>24</td><td>L. Pereira</td></tr>
<tr><td>RX-38</td><td>Tue 15 June</td><td>07:45</td><td>26</td><td>L. Pereira</td></tr>
<tr><td>RX-52</td><td>Thu 17 June</td><td>05:50</td><td>30</td><td>M. Anand</td></tr>
<tr><td>RX-55</td><td>Mon 21 June</td><td>08:10</td><td>28</td><td>M. Anand</td></tr></table>
<p>A compressor must not run hotter than 38 degrees. Above that, stop it and note the hour meter.</p>
<p>Approved by Dr Henrike Maas, head of receivers.</p>"""

SAFETY = """<h1>Lightning protection of dishes</h1><p>Technical note TN-071, third issue</p>
<h2>Scope</h2><p>All dishes of 12 metres and more. Masts of weather stations are covered by TN-064.</p>
<h2>Earthing</h2><p>Resistance of the ring earth shall stay below 2.5 ohms, measured each spring. Down conductors are
50 square millimetres of tinned copper.</p>
<h2>When a storm comes</h2><p>Stow at zenith as soon as the field mill reads 6 kilovolts per metre. Nobody enters the
pedestal until 30 minutes after the last flash.</p><p>Prepared by Oskar Lindgren.</p>"""
