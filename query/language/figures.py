"""Figures: how people ask for what stands beside a label as an amount, a number or a place, without naming it.

A table as that of `query.language.wordings`, which says how it is written.
"""

from __future__ import annotations

TABLE = r"""
estimate
    how (?:many (?:hours|days|minutes|points|weeks)|much (?:time|work|effort)|long|big a (?:job
        |task)) ~ (?:reckon(?:ed)?|estimate[d]?|expect(?:ed)?|guess(?:ed)?|plan(?:ned)?|allow(?:ed)?|budget(?:ed)?
        |set aside|put down|foreseen)(?: for| to take)?
    how big a (?:job|task)
left
    how (?:many (?:hours|days)|much (?:work|time|effort)) ~ (?:left|remaining|remains?|to go|still to do
        |outstanding)(?: on)?
spent
    how (?:many (?:hours|days)|much (?:time|work|effort)|long) ~ (?:(?:went|gone|go) into|spent(?: on)?
        |put in(?:to)?|logged(?: on)?|worked on|booked on|used up)(?: ~ so far)?
days_left
    how (?:many|much) (?:days?|leave|holidays?|vacation)(?: off)? ~ (?:left|remain|remaining|after|still)
lead_time, duration
    how long ~ (?:wait|take|takes|deliver|delivered|delivery|arrive)
terms
    (?:how (?:long|many days|much time)|within what time) {do} {we} ~ (?:to pay|pay|settle)
retention
    (?:for )?how long ~ (?:kept|keep|stored|saved|retained|hang on to)
timeout
    (?:after )?how (?:long|many minutes) ~ (?:logged out|signed out|logs? ~ out|signs? ~ out|locks?|locked
        |kicked out|time out)
minimum_stay
    (?:for )?how (?:long|many (?:nights|days|hours)) ~ (?:at least|at the least|at a minimum)
    {which} (?:shortest|minimum|least)(?: time| period)? ~ (?:book|hire|rent|stay)
maximum_stay
    (?:for )?how (?:long|many (?:nights|days|hours)) ~ (?:at most|at the most|at the longest)
duration
    how long {do} ~ (?:last|go on|run|take)
frequency
    how often {others} ~ (?:run|done|taken?(?: it)?|get(?: it)?|made|given)
    how many times (?:a|per) (?:day|week|month) {do} ~ (?:take|get|give|run|done|taken)
    how often {others}
price_of, premium
    (?:what|how much) {do} ~ (?:costs?|charge|pay|want|ask|charged|paid|come to) ~ (?:an?|per|each|every
        |one)(?= {unit}\b)
    (?:what|how much) {do} (?:an?|one|each|every|per)(?= {unit}\b) ~ (?:costs?|come to)
    (?:what|how much) {do} {we} (?:want|charge|ask|pay|take)(?: for it)? (?:an?|per|each|every)(?= {unit}\b)
    how much (?:is|are|was) (?:an?|one|per|each)(?= {unit}\b)
price_each
    (?:what|how much) (?:does|do|did|would) (?:one|each|an?|a single) ~ (?:costs?|come to|go for)
    how much (?:is|are|was|were) (?:one|each|an?|a single)
    (?:what|how much) ~ (?:apiece|a piece|each)
tax
    how much (?:of it (?:is|was) )?(?:tax|vat|gst)(?: {be} ~ on)?
    {which} (?:tax|vat)(?= )
discount
    {much} ~ (?:off|rebate|discount|reduction|knocked off|taken off|saved|cheaper)(?= |\W*$)(?! (?:work|duty)\b)
    {which} (?:rebate|discount|reduction)(?: (?:did|do|does) ~ (?:give|grant|get))?
deposit
    {much} ~ (?:deposit|up front|upfront|put down|down payment|leave (?:there )?as (?:an? )?(?:security|guarantee
        |deposit))
shipping
    {much} {do} ~ (?:charged?|cost|costs|pay|paid|want|ask|take) ~ (?:sending|shipping|postage|delivery|delivering
        |carriage)
    {much} {do} ~ (?:sending|shipping|postage|delivery|delivering|carriage|posting)(?: ~ costs?)?
balance
    {much} ~ (?:still owe|still to pay|left to pay|still due|still open|still have to pay|outstanding
        |owe)(?: ~ when (?:i|we) (?:get there|arrive))?
excess
    what(?: is|['’]?s) (?:my|our) (?:own )?share(?: if something happens to| of(?: a| the)? damage)?
    {much} {do} ~ (?:pay|bear|cover) (?:myself|ourselves|on my own|out of (?:my
        |our)(?: own)? pocket)(?: ~ in a claim)?
insured
    (?:up to )?how much ~ (?:insured|covered|pay out)(?: for| up to)?
total
    what ~ (?:(?:came|comes?|amount(?:s|ed)?|add(?:s|ed)? up) to)(?: (?:in total|altogether
        |in all))?(?! (?!with)[a-z])(?!.*\btotal\b)
    {much} {do} ~ (?:costs?|come to|pay|paid|charged?) ~ (?:altogether|all told|in all|overall|all in)(?=\W*$)
    {much} ~ (?:altogether|all told|in all|overall|all together|all in)(?=\W*$)
    {much} {do} ~ (?:claim|claimed)
    {much} {do} {we} (?:have to |need to |must )?(?:pay|owe)(?= )
price, price_each, premium
    (?:what|how much) {do} ~ (?:costs?|charged?|asking|set ~ back)(?: (?:to get in(?:to)?|to enter))?
    how much (?:is|are|was|were) (?:the|my|our|that|this)
    what do they (?:want|ask) for
payment
    how {do} ~ (?:pay|paid|settled|settle|paying|charged)(?= |\W*$)
    (?:with )?(?:which|what) (?:card|account) {do} ~ (?:pay|paid|charged)
    what did (?:i|we) pay ~ with
capacity
    (?:biggest|largest|maximum|max|greatest|most) (?:party|group|people|number of (?:people|guests)|guests|crowd
        |class|persons)(?: ~ (?:takes?|fits?|holds?|allow(?:ed|s)?|in))?
    how many(?: people| persons| guests| pupils| participants| of us)?(?: can| may| could)? ~ (?:(?:join|come
        |attend|take part|be) ~ at (?:the )?most|fits?|holds?|takes?|allowed|sleeps?|seats?|room for|at most
        |at the most|accommodate)(?= |\W*$)
    how (?:big|large) a (?:group|party|class|crowd)
fewest
    (?:smallest|minimum|fewest|least) (?:party|group|number of people|people)
    how (?:many|few) people ~ (?:at least|minimum|needed|need)
maximum
    (?:biggest|largest|longest|highest|maximum|max|at (?:the )?most|up to (?:how|what))(?: ~ (?:takes?|allows?
        |allowed|accepts?|possible|may be|can be))?
minimum
    (?:smallest|shortest|lowest|minimum|min|at (?:the )?least)
min_age
    {which} (?:youngest|lowest|minimum|least) age
    how (?:old|young) ~ (?:have to|must|need to|be|at least|allowed)(?: be)?
    (?:from )?what age
stock
    how many ~ (?:do they have|available|in stock|on hand|have they got|have they|do they have|left)
guests
    how many (?:of us|people|persons|guests|adults|heads|travellers|passengers) ~ (?:booked(?: in)?|travel(?:ling)?
        |staying|coming|registered|signed up|on)(?: at| for)?
weight
    how heavy(?: ~ (?:together|altogether|in all))?
    (?:what|how much) {do} ~ weigh(?:s|ed)?
size
    how (?:big|large)(?! an? )
quota
    how (?:much|many) (?:space|storage|room|gigabytes|gb|data|disk space)(?: {do} (?:i|we) (?:have|get))?
seats
    how many (?:people|users|of us|colleagues) ~ (?:sign in|log in|use)
dose
    how (?:much|many|large a dose) ~ (?:take|give|gets?|given|taken|swallow) ~ (?:each time|at a time|at once
        |every time)
    how (?:much|many)(?: of)?(?: the| his| her| its)? (?:medicine|medication|drops|tablets|pills) {do} ~ (?:take
        |get|given|need)(?: ~ (?:each time|at a time|at once))?
    how large a dose
temperature
    how (?:cold|warm|hot|cool) {do} ~ (?:kept|stored|be|keep|store)
    (?:at )?(?:what|which) temperature ~ (?:kept|stored|keep|store)
customer_no
    (?:my|our) (?:own )?(?:customer |client |account |member |membership |patient )?(?:number|no|nr
        |id)(?: is)? (?:with|at)(?= )
    (?:what|which) (?:customer |client )?(?:number|no|id) ~ (?:have me under|know me by|with them|run under
        |am i under)
    (?:customer|client|member|membership|patient) (?:number|no|nr|id)
account_no
    (?:(?:to|into|from|on) )?(?:which|what) (?:bank )?account {do} ~ (?:go|goes|paid|pay|transfer|transferred|sent)
policy_no
    (?:under )?(?:what|which) number ~ (?:policy|cover|insurance|contract) ~ run
    (?:policy|insurance|contract|certificate) (?:number|no|nr|id)
tracking_no
    (?:tracking|consignment|shipment|parcel) (?:number|no|nr|code|id)
booking_no
    (?:booking|reservation|confirmation) (?:number|no|nr|code|id|reference|ref)
serial_no
    (?:serial|device|asset) (?:number|no|nr|id)
item_no
    (?:item|article|part|product|catalogue) (?:number|no|nr|code|id)
meter_no
    meter (?:number|no|nr|id)
case_no
    (?:case|claim|incident|file) (?:number|no|nr|id|reference)
meeting_point
    where {do} ~ (?:meet|meeting|gather|assemble|get together)(?: for)?
pickup
    where {do} {we} ~ (?:pick up|pick ~ up|collect|fetch)
destination
    where {do} ~ (?:go to|sent|going|shipped|delivered|being sent)(?= |\W*$)
    (?:to )?(?:what|which) address ~ (?:sent|going|go|delivered|shipped)
place
    where {do} ~ (?:take place|held|kept|stored|happen|stands?|located|live)
    where(?: is|['’]?s| are| was| were)(?! (?:i|we)\b)
phone
    (?:(?:under|on|at) )?(?:what|which) number ~ (?:ring|call|phone|reach|get hold of|dial)
    (?:number|no) to (?:ring|call|phone|reach)
tariff
    (?:which|what) (?:rate|tariff) {do} (?:i|we)(?: on)?(?: with)?
    {which} tariff
plan
    (?:on )?(?:which|what) (?:package|plan|tier|subscription|edition) {do} (?:i|we) ?(?:on|have|use)?
"""
