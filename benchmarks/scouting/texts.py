"""Files that change while they are written: every version of each, the last one is final."""

from __future__ import annotations

NOTES = (
    """# Rinn Point, oyster shed

- owner: Hanna Lindgren, on site till 18:00
- power: one 32 A socket, behind the grading table
- slip is 4.2 m wide at the top
- smell: yes""",
    """# Rinn Point, oyster shed

- owner: Hanna Lindgren, on site till 18:00
- power: one 32 A socket, behind the grading table
- slip is 4.2 m wide at the top, 3.6 m at the bend
- smell: yes, gone after hosing
- trucks park at the lay-by, 350 m walk
- phone signal only on the roof""",
    """# Rinn Point, oyster shed

- owner: Hanna Lindgren, on site till 17:30
- power: two 32 A sockets (second one is in the cold room)
- slip is 4.2 m wide at the top, 3.6 m at the bend
- trucks park at the lay-by, 350 m walk
- phone signal only on the roof
- ask for: key of the cold room, planks for the mud""",
)

SORT = (
    """#!/bin/bash
for f in *.jpg; do
  mkdir -p sorted
  mv "$f" sorted/
done""",
    """#!/bin/bash
for f in *.jpg; do
  day=$(exiftool -d %F -s3 -DateTimeOriginal "$f")
  mkdir -p "sorted/$day"
  mv "$f" "sorted/$day/"
done""",
    """#!/bin/bash
# cp, not mv: Sunniva wants the card untouched
for f in *.jpg; do
  day=$(exiftool -d %F -s3 -DateTimeOriginal "$f")
  if [ -z "$day" ]; then day=undated; fi
  mkdir -p "sorted/$day"
  cp -n "$f" "sorted/$day/"
done
echo "done: $(ls sorted | wc -l) days" """.rstrip(),
)

BASE = (
    """base: GAA car park
spaces: 28
trucks:
  - camera
  - grip
  - wardrobe
power: generator 60 kVA
gate_code: 4471""",
    """base: GAA car park
spaces: 34
trucks:
  - camera
  - grip
  - lighting
  - wardrobe
  - honeywagon
overflow: mart yard, 20 cars
power: generator 60 kVA
gate_code: 9026
opens: "05:15" """.rstrip(),
)

LIST = (
    """FRIDAY

ring Packie about the key
print 40 parking passes
hi-vis vests, size L
cable ramps x 6
cake for Fintan (his 30th!)
""",
    """FRIDAY

[x] ring Packie about the key - he is home after 6
[x] print 45 parking passes
[ ] hi-vis vests, size L
[x] cable ramps x 8
[ ] cake for Fintan (his 30th!) - lemon, no nuts
[ ] midge spray
""",
)
