"""Words of time and the windows that they name, as local dates and times, at four moments of asking.

Each table is asked at its own moment, in every zone of the tests: what stands here is what a clock on the wall shows.
"""

from __future__ import annotations

# Asked on Friday 20 March 2026 at 17:45.
ON_A_FRIDAY = """
today | 2026-03-20 | 2026-03-21
yesterday | 2026-03-19 | 2026-03-20
the day before yesterday | 2026-03-18 | 2026-03-19
day before yesterday | 2026-03-18 | 2026-03-19
2 days ago | 2026-03-18 | 2026-03-19
two days ago | 2026-03-18 | 2026-03-19
a day ago | 2026-03-19 | 2026-03-20
10 days ago | 2026-03-10 | 2026-03-11
about three days ago | 2026-03-16 | 2026-03-19
around 5 days ago | 2026-03-14 | 2026-03-17
a few days ago | 2026-03-16 | 2026-03-19
a couple of days ago | 2026-03-17 | 2026-03-20
a week ago | 2026-03-10 | 2026-03-17
1 week ago | 2026-03-10 | 2026-03-17
two weeks ago | 2026-03-03 | 2026-03-10
about 2 weeks ago | 2026-03-03 | 2026-03-10
roughly two weeks back | 2026-03-03 | 2026-03-10
a fortnight ago | 2026-03-03 | 2026-03-10
about a fortnight ago | 2026-03-03 | 2026-03-10
3 weeks ago | 2026-02-24 | 2026-03-03
two months ago | 2026-01-01 | 2026-02-01
a month ago | 2026-02-01 | 2026-03-01
about a month ago | 2026-01-17 | 2026-03-16
six months ago | 2025-09-01 | 2025-10-01
a year ago | 2025-01-01 | 2026-01-01
2 years ago | 2024-01-01 | 2025-01-01
the other day | 2026-03-13 | 2026-03-19
this week | 2026-03-16 | 2026-03-23
last week | 2026-03-09 | 2026-03-16
past week | 2026-03-09 | 2026-03-16
previous week | 2026-03-09 | 2026-03-16
the week before last | 2026-03-02 | 2026-03-09
this week so far | 2026-03-16 | 2026-03-21
so far this week | 2026-03-16 | 2026-03-21
earlier this week | 2026-03-16 | 2026-03-21
earlier today | 2026-03-20 | 2026-03-21
earlier this month | 2026-03-01 | 2026-03-21
so far this year | 2026-01-01 | 2026-03-21
early this week | 2026-03-16 | 2026-03-18
mid last week | 2026-03-10 | 2026-03-13
late last week | 2026-03-12 | 2026-03-16
at the beginning of last week | 2026-03-09 | 2026-03-11
at the end of last week | 2026-03-12 | 2026-03-16
last weekend | 2026-03-14 | 2026-03-16
this weekend | 2026-03-21 | 2026-03-23
this month | 2026-03-01 | 2026-04-01
last month | 2026-02-01 | 2026-03-01
the month before last | 2026-01-01 | 2026-02-01
early last month | 2026-02-01 | 2026-02-11
late last month | 2026-02-21 | 2026-03-01
in the middle of last month | 2026-02-11 | 2026-02-21
this year | 2026-01-01 | 2027-01-01
last year | 2025-01-01 | 2026-01-01
in 2025 | 2025-01-01 | 2026-01-01
during 2024 | 2024-01-01 | 2025-01-01
this quarter | 2026-01-01 | 2026-04-01
last quarter | 2025-10-01 | 2026-01-01
in Q1 2026 | 2026-01-01 | 2026-04-01
in Q4 | 2025-10-01 | 2026-01-01
in the first quarter of 2025 | 2025-01-01 | 2025-04-01
in the third quarter | 2025-07-01 | 2025-10-01
in the last 3 days | 2026-03-17 | 2026-03-21
over the past two weeks | 2026-03-06 | 2026-03-21
the last 2 months | 2026-01-19 | 2026-03-21
in week 10 | 2026-03-02 | 2026-03-09
in calendar week 10 of 2025 | 2025-03-03 | 2025-03-10
in CW 12 | 2026-03-16 | 2026-03-23
in week 50 | 2025-12-08 | 2025-12-15
on Monday | 2026-03-16 | 2026-03-17
on Thursday | 2026-03-19 | 2026-03-20
on Friday | 2026-03-13 | 2026-03-14
on Sunday | 2026-03-15 | 2026-03-16
monday | 2026-03-16 | 2026-03-17
this Friday | 2026-03-20 | 2026-03-21
this Monday | 2026-03-16 | 2026-03-17
last Tuesday | 2026-03-17 | 2026-03-18
past Saturday | 2026-03-14 | 2026-03-15
on fri | 2026-03-13 | 2026-03-14
on wed | 2026-03-18 | 2026-03-19
since thu | 2026-03-19 | now
on Tuesday last week | 2026-03-10 | 2026-03-11
on Tuesday of last week | 2026-03-10 | 2026-03-11
Monday this week | 2026-03-16 | 2026-03-17
Friday last week | 2026-03-13 | 2026-03-14
on Tuesday two weeks ago | 2026-03-03 | 2026-03-04
two weeks ago on Thursday | 2026-03-05 | 2026-03-06
two Fridays ago | 2026-03-06 | 2026-03-07
2 Mondays ago | 2026-03-09 | 2026-03-10
a week ago today | 2026-03-13 | 2026-03-14
two weeks ago yesterday | 2026-03-05 | 2026-03-06
on 5 March | 2026-03-05 | 2026-03-06
on March 5th | 2026-03-05 | 2026-03-06
on the 5th of March | 2026-03-05 | 2026-03-06
on 5th March | 2026-03-05 | 2026-03-06
5 Mar | 2026-03-05 | 2026-03-06
Mar 5 | 2026-03-05 | 2026-03-06
on the 5th of March 2024 | 2024-03-05 | 2024-03-06
on March 5, 2025 | 2025-03-05 | 2025-03-06
on Thursday, 5 March | 2026-03-05 | 2026-03-06
on Thu 5 Mar | 2026-03-05 | 2026-03-06
on Friday the 13th | 2026-03-13 | 2026-03-14
on Tuesday the 10th | 2026-03-10 | 2026-03-11
tuesday 10th | 2026-03-10 | 2026-03-11
on Thursday 12 | 2026-03-12 | 2026-03-13
on the 13th | 2026-03-13 | 2026-03-14
on the 31st | 2026-01-31 | 2026-02-01
on the 2nd | 2026-03-02 | 2026-03-03
on 24 December | 2025-12-24 | 2025-12-25
on 29 February | 2024-02-29 | 2024-03-01
on 2026-03-05 | 2026-03-05 | 2026-03-06
on 2026/03/05 | 2026-03-05 | 2026-03-06
on 2026/3/5 | 2026-03-05 | 2026-03-06
on 05.03.2026 | 2026-03-05 | 2026-03-06
on 5.3.2026 | 2026-03-05 | 2026-03-06
on 5.3. | 2026-03-05 | 2026-03-06
on 3/15/2026 | 2026-03-15 | 2026-03-16
on 15/3/2026 | 2026-03-15 | 2026-03-16
on 15/3/26 | 2026-03-15 | 2026-03-16
on 5-Mar-2026 | 2026-03-05 | 2026-03-06
in February | 2026-02-01 | 2026-03-01
in Feb | 2026-02-01 | 2026-03-01
in November | 2025-11-01 | 2025-12-01
in May 2024 | 2024-05-01 | 2024-06-01
November 2025 | 2025-11-01 | 2025-12-01
in early March | 2026-03-01 | 2026-03-11
in mid March | 2026-03-11 | 2026-03-21
in mid-February | 2026-02-11 | 2026-02-21
in late February | 2026-02-21 | 2026-03-01
at the end of February | 2026-02-21 | 2026-03-01
in the first week of March | 2026-03-01 | 2026-03-08
in the second week of March | 2026-03-08 | 2026-03-15
in the 3rd week of February 2025 | 2025-02-15 | 2025-02-22
in the last week of February | 2026-02-22 | 2026-03-01
the week of 4 March | 2026-03-02 | 2026-03-09
the week of March 4 | 2026-03-02 | 2026-03-09
the week of the 4th of March | 2026-03-02 | 2026-03-09
between 2 March and 6 March | 2026-03-02 | 2026-03-07
from 2 March to 6 March | 2026-03-02 | 2026-03-07
from 2 to 6 March | 2026-03-02 | 2026-03-07
2-6 March | 2026-03-02 | 2026-03-07
between the 2nd and the 6th of March | 2026-03-02 | 2026-03-07
March 2 to 6 | 2026-03-02 | 2026-03-07
March 2 - 6, 2025 | 2025-03-02 | 2025-03-07
from Monday to Wednesday | 2026-03-16 | 2026-03-19
between Monday and Thursday | 2026-03-16 | 2026-03-20
from 26 February until 3 March | 2026-02-26 | 2026-03-04
between 2026-03-01 and 2026-03-05 | 2026-03-01 | 2026-03-06
since Tuesday | 2026-03-17 | now
since yesterday | 2026-03-19 | 2026-03-20T17:45
since 5 March | 2026-03-05 | now
since the 5th | 2026-03-05 | now
since last week | 2026-03-09 | now
since February | 2026-02-01 | now
after Tuesday | 2026-03-18 | now
after 5 March | 2026-03-06 | now
before 5 March | - | 2026-03-05
before Tuesday | - | 2026-03-17
before yesterday | - | 2026-03-19
before the 13th | - | 2026-03-13
until Tuesday | - | 2026-03-18
until 5 March | - | 2026-03-06
till yesterday | - | 2026-03-20
yesterday morning | 2026-03-19T05:00 | 2026-03-19T12:00
yesterday afternoon | 2026-03-19T12:00 | 2026-03-19T18:00
yesterday evening | 2026-03-19T17:00 | 2026-03-19T23:00
yesterday at lunch | 2026-03-19T11:30 | 2026-03-19T14:00
at 2026-03-04 09:15:30 | 2026-03-04T09:10:30 | 2026-03-04T09:20:30
on 4 March at 09:15:30 | 2026-03-04T09:10:30 | 2026-03-04T09:20:30
yesterday over lunch | 2026-03-19T11:30 | 2026-03-19T14:00
yesterday before lunch | 2026-03-19T00:00 | 2026-03-19T12:30
after lunch on Tuesday | 2026-03-17T12:30 | 2026-03-18T00:00
on 5 March before noon | 2026-03-05T00:00 | 2026-03-05T12:00
this morning | 2026-03-20T05:00 | 2026-03-20T12:00
this afternoon | 2026-03-20T12:00 | 2026-03-20T18:00
this evening | 2026-03-20T17:00 | 2026-03-20T23:00
tonight | 2026-03-20T18:00 | 2026-03-21T05:00
last night | 2026-03-19T18:00 | 2026-03-20T05:00
on Monday night | 2026-03-16T18:00 | 2026-03-17T05:00
early on Monday morning | 2026-03-16T05:00 | 2026-03-16T12:00
Monday early morning | 2026-03-16T05:00 | 2026-03-16T09:00
late afternoon on Tuesday | 2026-03-17T15:00 | 2026-03-17T18:00
on the afternoon of 5 March | 2026-03-05T12:00 | 2026-03-05T18:00
last Tuesday afternoon | 2026-03-17T12:00 | 2026-03-17T18:00
Wednesday (18 March) afternoon | 2026-03-18T12:00 | 2026-03-18T18:00
between 3 and 5pm on Friday | 2026-03-13T15:00 | 2026-03-13T17:00
between 3pm and 5pm on Friday | 2026-03-13T15:00 | 2026-03-13T17:00
from 15:00 to 17:30 yesterday | 2026-03-19T15:00 | 2026-03-19T17:30
between 3 and 5 on Friday afternoon | 2026-03-13T15:00 | 2026-03-13T17:00
between 22:00 and 2:00 on Monday | 2026-03-16T22:00 | 2026-03-17T02:00
from 9 to 11 am | 2026-03-20T09:00 | 2026-03-20T11:00
at 9:05 yesterday | 2026-03-19T09:00 | 2026-03-19T09:10
yesterday at 9:05 | 2026-03-19T09:00 | 2026-03-19T09:10
yesterday, 9:05 | 2026-03-19T09:00 | 2026-03-19T09:10
on 13 March 11:22 | 2026-03-13T11:17 | 2026-03-13T11:27
Friday the 13th, 11:22 | 2026-03-13T11:17 | 2026-03-13T11:27
on Monday 3 pm | 2026-03-16T14:55 | 2026-03-16T15:05
around 3 pm on Monday | 2026-03-16T14:30 | 2026-03-16T15:30
on Monday around 3 pm | 2026-03-16T14:30 | 2026-03-16T15:30
about 15:35 on Tuesday | 2026-03-17T15:05 | 2026-03-17T16:05
a bit after 14:00 yesterday | 2026-03-19T14:00 | 2026-03-19T14:45
shortly after 2 pm yesterday | 2026-03-19T14:00 | 2026-03-19T14:45
yesterday morning, a few minutes before 9 | 2026-03-19T08:15 | 2026-03-19T09:00
in the afternoon of 19 March, a bit past four | 2026-03-19T16:00 | 2026-03-19T16:45
getting on for noon yesterday | 2026-03-19T11:30 | 2026-03-19T13:00
yesterday close to 3 pm | 2026-03-19T14:30 | 2026-03-19T15:30
after 5pm yesterday | 2026-03-19T17:00 | 2026-03-20
before 10 am yesterday | 2026-03-19 | 2026-03-19T10:00
until 10:30 on Monday | 2026-03-16 | 2026-03-16T10:30
since 3 pm | 2026-03-20T15:00 | 2026-03-21
at half past nine on Monday | 2026-03-16T09:25 | 2026-03-16T09:35
Monday morning around half past nine | 2026-03-16T09:00 | 2026-03-16T10:00
on Monday afternoon at half past four | 2026-03-16T16:25 | 2026-03-16T16:35
Tuesday evening on the 10th | 2026-03-10T17:00 | 2026-03-10T23:00
Tuesday evening, 10 March | 2026-03-10T17:00 | 2026-03-10T23:00
Monday around nine in the evening | 2026-03-16T20:30 | 2026-03-16T21:30
10 march, twenty past two | 2026-03-10T14:15 | 2026-03-10T14:25
on 10 march at five to nine in the evening | 2026-03-10T20:50 | 2026-03-10T21:00
weds round quarter to 4 pm | 2026-03-18T15:15 | 2026-03-18T16:15
10 march like 9am | 2026-03-10T08:30 | 2026-03-10T09:30
at quarter to five pm yesterday | 2026-03-19T16:40 | 2026-03-19T16:50
at a quarter past 8 yesterday | 2026-03-19T08:10 | 2026-03-19T08:20
last night at 11 pm | 2026-03-19T22:55 | 2026-03-19T23:05
at 2 am on Monday night | 2026-03-17T01:55 | 2026-03-17T02:05
last night at two | 2026-03-20T01:55 | 2026-03-20T02:05
last night at 0:15 | 2026-03-20T00:10 | 2026-03-20T00:20
last night at 12 | 2026-03-19T23:55 | 2026-03-20T00:05
last night at half past two | 2026-03-20T02:25 | 2026-03-20T02:35
last night between 10 and 2 | 2026-03-19T22:00 | 2026-03-20T02:00
last night between 22:00 and 2:00 | 2026-03-19T22:00 | 2026-03-20T02:00
yesterday evening at 12 | 2026-03-19T23:55 | 2026-03-20T00:05
yesterday evening from 18:00 to 20:00 | 2026-03-19T18:00 | 2026-03-19T20:00
yesterday evening from 8 to 12 | 2026-03-19T20:00 | 2026-03-20
yesterday morning from 9 to 12 | 2026-03-19T09:00 | 2026-03-19T12:00
on Monday morning at 0:30 | 2026-03-16T00:25 | 2026-03-16T00:35
from 5 to 8 yesterday | 2026-03-19T17:00 | 2026-03-19T20:00
from ten to seven on Monday | 2026-03-16T10:00 | 2026-03-16T19:00
from 12 to 1 yesterday | 2026-03-19T12:00 | 2026-03-19T13:00
from 9 am to 5 on Monday | 2026-03-16T09:00 | 2026-03-16T17:00
from 11 pm to 1 on Monday | 2026-03-16T23:00 | 2026-03-17T01:00
from 11 to 1 am on Monday | 2026-03-16T23:00 | 2026-03-17T01:00
from 22 to 2 on Monday | 2026-03-16T22:00 | 2026-03-17T02:00
at noon yesterday | 2026-03-19T11:30 | 2026-03-19T13:00
at midnight on Monday | 2026-03-16T23:30 | 2026-03-17T00:30
at 10 am | 2026-03-20T09:55 | 2026-03-20T10:05
at 11 pm | 2026-03-19T22:55 | 2026-03-19T23:05
2 hours ago | 2026-03-20T15:15 | 2026-03-20T16:15
about an hour ago | 2026-03-20T16:15 | 2026-03-20T17:15
half an hour ago | 2026-03-20T17:08 | 2026-03-20T17:22
an hour and a half ago | 2026-03-20T15:53 | 2026-03-20T16:37
20 minutes ago | 2026-03-20T17:20 | 2026-03-20T17:30
in the last hour | 2026-03-20T16:45 | 2026-03-20T17:45
in the past 90 minutes | 2026-03-20T16:15 | 2026-03-20T17:45
in the last half hour | 2026-03-20T17:15 | 2026-03-20T17:45
in the last 5 minutes | 2026-03-20T17:40 | 2026-03-20T17:45
"""

# Asked on Tuesday 31 March 2026 at 09:10: clocks in Europe went forward on the 29th, in America on the 8th.
AFTER_THE_SPRING = """
today | 2026-03-31 | 2026-04-01
yesterday | 2026-03-30 | 2026-03-31
2 days ago | 2026-03-29 | 2026-03-30
3 days ago | 2026-03-28 | 2026-03-29
on Sunday | 2026-03-29 | 2026-03-30
last Sunday | 2026-03-29 | 2026-03-30
last weekend | 2026-03-28 | 2026-03-30
last week | 2026-03-23 | 2026-03-30
this week | 2026-03-30 | 2026-04-06
the week before last | 2026-03-16 | 2026-03-23
about 2 weeks ago | 2026-03-14 | 2026-03-21
about 3 weeks ago | 2026-03-07 | 2026-03-14
this month | 2026-03-01 | 2026-04-01
last month | 2026-02-01 | 2026-03-01
in March | 2026-03-01 | 2026-04-01
in early March | 2026-03-01 | 2026-03-11
in the last week of March | 2026-03-25 | 2026-04-01
on the 8th | 2026-03-08 | 2026-03-09
on 8 March | 2026-03-08 | 2026-03-09
on Sunday the 8th | 2026-03-08 | 2026-03-09
on the 29th | 2026-03-29 | 2026-03-30
on Sunday afternoon | 2026-03-29T12:00 | 2026-03-29T18:00
on Sunday morning | 2026-03-29T05:00 | 2026-03-29T12:00
on Saturday night | 2026-03-28T18:00 | 2026-03-29T05:00
at 1 am on Sunday | 2026-03-29T00:55 | 2026-03-29T01:05
at 14:00 on Sunday | 2026-03-29T13:55 | 2026-03-29T14:05
at 14:00 on 8 March | 2026-03-08T13:55 | 2026-03-08T14:05
since Saturday | 2026-03-28 | now
since 7 March | 2026-03-07 | now
before Sunday | - | 2026-03-29
until Sunday | - | 2026-03-30
from Saturday to Monday | 2026-03-28 | 2026-03-31
between 7 March and 9 March | 2026-03-07 | 2026-03-10
the week of 29 March | 2026-03-23 | 2026-03-30
in week 13 | 2026-03-23 | 2026-03-30
yesterday at 2:30 | 2026-03-30T02:25 | 2026-03-30T02:35
in the last 3 days | 2026-03-28 | 2026-04-01
this quarter | 2026-01-01 | 2026-04-01
"""

# Asked on Monday 2 November 2026 at 08:00: clocks in Europe went back on 25 October, in America on 1 November.
AFTER_THE_AUTUMN = """
today | 2026-11-02 | 2026-11-03
yesterday | 2026-11-01 | 2026-11-02
the day before yesterday | 2026-10-31 | 2026-11-01
on Sunday | 2026-11-01 | 2026-11-02
on Monday | 2026-10-26 | 2026-10-27
this Monday | 2026-11-02 | 2026-11-03
last weekend | 2026-10-31 | 2026-11-02
last week | 2026-10-26 | 2026-11-02
the week before last | 2026-10-19 | 2026-10-26
last month | 2026-10-01 | 2026-11-01
in October | 2026-10-01 | 2026-11-01
in late October | 2026-10-21 | 2026-11-01
on 25 October | 2026-10-25 | 2026-10-26
on the 25th | 2026-10-25 | 2026-10-26
on Sunday the 25th | 2026-10-25 | 2026-10-26
about a week ago | 2026-10-23 | 2026-10-30
about 2 weeks ago | 2026-10-16 | 2026-10-23
a week ago yesterday | 2026-10-25 | 2026-10-26
yesterday afternoon | 2026-11-01T12:00 | 2026-11-01T18:00
on Sunday night | 2026-11-01T18:00 | 2026-11-02T05:00
on Saturday night | 2026-10-31T18:00 | 2026-11-01T05:00
at 14:00 on 25 October | 2026-10-25T13:55 | 2026-10-25T14:05
at 9 pm | 2026-11-01T20:55 | 2026-11-01T21:05
at 7 am | 2026-11-02T06:55 | 2026-11-02T07:05
since yesterday | 2026-11-01 | now
since 24 October | 2026-10-24 | now
from 24 to 26 October | 2026-10-24 | 2026-10-27
between Saturday and Sunday | 2026-10-31 | 2026-11-02
before 25 October | - | 2026-10-25
in the last 2 days | 2026-10-31 | 2026-11-03
in the last 10 days | 2026-10-23 | 2026-11-03
this quarter | 2026-10-01 | 2027-01-01
last quarter | 2026-07-01 | 2026-10-01
in calendar week 43 | 2026-10-19 | 2026-10-26
on 29 February | 2024-02-29 | 2024-03-01
this week so far | 2026-11-02 | 2026-11-03
"""

# Asked on Monday 12 April 2027 at 10:00: two weeks after Easter.
AFTER_EASTER = """
at Easter | 2027-03-26 | 2027-03-30
on Easter Monday | 2027-03-29 | 2027-03-30
on Good Friday | 2027-03-26 | 2027-03-27
on the Thursday evening before Easter | 2027-03-25T17:00 | 2027-03-25T23:00
on the Tuesday after Easter | 2027-03-30 | 2027-03-31
the day before Good Friday | 2027-03-25 | 2027-03-26
in the week before Easter | 2027-03-21 | 2027-03-28
at Easter 2026 | 2026-04-03 | 2026-04-07
over Christmas | 2026-12-24 | 2026-12-27
on Boxing Day | 2026-12-26 | 2026-12-27
on Boxing Day 2024 | 2024-12-26 | 2024-12-27
on New Year's Eve | 2026-12-31 | 2027-01-01
on New Year’s Day at 9 am | 2027-01-01T08:55 | 2027-01-01T09:05
on Ascension Day | 2026-05-14 | 2026-05-15
"""

# Asked on Wednesday 1 March 2028 at 00:20: the day after a 29 February.
AFTER_A_LEAP_DAY = """
today | 2028-03-01 | 2028-03-02
yesterday | 2028-02-29 | 2028-03-01
the day before yesterday | 2028-02-28 | 2028-02-29
on the 29th | 2028-02-29 | 2028-03-01
on 29 February | 2028-02-29 | 2028-03-01
last month | 2028-02-01 | 2028-03-01
in February | 2028-02-01 | 2028-03-01
the month before last | 2028-01-01 | 2028-02-01
a year ago | 2027-01-01 | 2028-01-01
this week | 2028-02-28 | 2028-03-06
last week | 2028-02-21 | 2028-02-28
in the last week of February | 2028-02-23 | 2028-03-01
late last month | 2028-02-21 | 2028-03-01
on Tuesday | 2028-02-29 | 2028-03-01
on Wednesday | 2028-02-23 | 2028-02-24
last night | 2028-02-29T18:00 | 2028-03-01T05:00
yesterday evening | 2028-02-29T17:00 | 2028-02-29T23:00
at 11 pm | 2028-02-29T22:55 | 2028-02-29T23:05
from 27 February to 1 March | 2028-02-27 | 2028-03-02
in week 9 | 2028-02-28 | 2028-03-06
"""
