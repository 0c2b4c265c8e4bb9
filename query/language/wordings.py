"""Wordings: how people ask for what a label tells, without naming it: `who is looking after …` for who is responsible.

A table of plain, hurried, polite and learner's English. Each row says what is meant, the likeliest first (concepts of
`query.language.concepts`), and below how it is asked, each way in a line that may go on in the next. ` ~ ` is what
stands between, in one sentence; what is written out names no thing. A word in braces is one of a group.
"""

from __future__ import annotations

GROUPS = {
    "be": r"(?:is|are|was|were|be|being|been|has been|have been|had been|will be|to be|gets|got|['’]s)",
    "do": r"(?:do|does|did|will|would|must|should|shall|can|could|may|is|are|was|were|am|has|have|had|might)",
    "must": r"(?:must|should|shall|ha(?:s|ve|d) to|need(?:s|ed)? to|(?:is|was|are) to|supposed to|ought to|got to)",
    "we": r"(?:i|we|you|they|he|she|one|people|somebody|someone|anybody|everybody|visitors|guests|patients|customers)",
    "who": (
        r"who(?: (?:at|from|in|of) (?:the |my |our )?[\w-]+)?"
        r"(?:['’]?s| is| are| was| were| has been| have been| had been)?"
        r"(?: (?:now|currently|still|actually|presently|the one|the person|the one who is|meant to be|supposed to be))*"
    ),
    "whos": r"who(?:['’]?s| is| was)?",
    "whoever": (
        r"(?:who|(?:what|which) (?:agent|authority|colleague|company|doctor|engineer|firm|mechanic|one|organi[sz]ation|"
        r"person|teacher|technician|trainer))"
    ),
    "which": r"(?:what|which)(?:['’]?s| is| was| are| were)?(?: the| my| our| their| its)?",
    "when": r"(?:when|(?:on |by |for |until )?(?:what|which) (?:day|date)|at what time|what time|how soon)",
    "till": (
        r"(?:what(?:['’]?s| is| was) the (?:last|latest) (?:day|date|moment)|"
        r"(?:up )?(?:until|till?|by|to) (?:when|what|which)(?: (?:date|day|time|hour))?|how late|how long)"
    ),
    "much": r"(?:how much|what|how many)",
    "firm": r"(?:who|whom|where|which (?:company|dealer|firm|seller|shop|store))",
    "buy": r"(?:buy|buyin['g]?|bought|purchas(?:e|ed|ing)|order|ordering|ordered|get|getting|got)",
    "done": (
        r"(?:checked|closed|completed|dealt with|done|finished|fixed|mended|over|ready|repaired|resolved|solved|"
        r"sorted(?: out)?|put right|cleared up|handed in)"
    ),
    "unit": r"(?:hour|day|night|week|month|year|person|head|session|lesson|piece|met(?:re|er)|km|kilo|litre|mile|kwh)",
}

TABLE = r"""
responsible
    {who} (?:dealing with|handling|looking after|seeing to|taking care of|in charge of|responsible for|working on
        |tending|minding|managing|attending to|caring for|busy with|assigned to|tasked with|fixing|mending
        |repairing|sorting out|sorting|coding|developing|programming|building)
    {whoever} (?:deals with|handles|handled|looks after|looked after|sees to|saw to|takes care of|took care of
        |took on|takes on|works on|worked on|picked up|manages|managed|codes|develops|programs|cares for|maintains)
    who(?: has| had|['’]?s got| has got| have) ~ (?:on|in) (?:their|his|her|the) (?:plate|desk|list|hands)
    who has(?= .*\b(?:bug|case|defect|issue|task|ticket)\b.*\b(?:now|currently|at the moment)\b)
    {whos} {must} (?!review\b|approve\b|sign\b|authori|agree\b|say\b|decide\b|release\b|pay\b|tell\b)\w+
    (?:whose job|whose task|whose responsibility|in whose hands)
    (?:by|with) whom {be} ~ (?:handled|looked after|dealt with|taken care of|worked on|lying)
    who {be} ~ (?:handled|looked after|dealt with|taken care of|worked on|maintained|managed) by
    who (?:is|was) ~ (?:assigned|given) to(?=\W*$)
reviewer
    {whos} {must} review
    who (?:reviewed|is reviewing|proofread|went over|looked over|checked over)
approver
    {whos} {must} (?:approve|sign(?: off)?|authori[sz]e|agree to|say yes to|release|give the go[- ]ahead|decide on)
    who (?:approved|approves|signs(?: off)?|signed(?: off)?|authori[sz]ed|okayed|agreed to|said yes to
        |countersigned|released|gave (?:the|their|his|her) (?:go[- ]ahead|green light|ok|okay|blessing)(?: to
        | for)?)
    by whom {be} ~ (?:approved|signed|authori[sz]ed)
requester
    who (?:reported|raised|filed|logged|opened|put in|submitted|entered|handed in|sent in|flagged|called in
        |phoned in|brought up|wrote up|complained about|requested|ordered|wants|asked for|applied for|claimed)
    who (?:put|handed|sent|phoned|called) ~ in(?=\W*$)
    who told ~ (?:desk|helpdesk|support|team|office) about
    (?:by whom|who) {be} ~ (?:reported|raised|filed|logged|requested|submitted)(?: by)?
deputy
    who (?:stands in|stood in|covers|covered|fills in|filled in|takes over|steps in|deputises)(?: for| while
        | during)?
    who(?: is|['’]?s) (?:standing in|covering|filling in|taking over|deputising)(?: for)?
prescriber
    {whoever} prescribed
    which (?:doctor|vet|physician) ~ (?:looks after|sees|treats|treated|is treating)
    (?:which|what) (?:doctor|vet|physician) (?:prescribed|ordered|gave)
analyst
    {whoever} (?:tested|analy[sz]ed|measured|examined|carried out|performed|sampled|calibrated|serviced|inspected
        |checked)
teacher
    {whoever} (?:teaches|taught|instructs|tutors|coaches)
    who(?: is|['’]?s) (?:teaching|instructing|tutoring)
    who(?: is|['’]?s)? (?:gives?|leads?|holds?|runs?|gave|led|held|takes?|does|giving|leading|holding) ~ (?:class
        |course|lecture|lesson|seminar|session|training|workshop)
host
    {whoever} (?:puts on|organi[sz]e[sd]|hosts|hosted|arranges|arranged|is behind)
    who(?: is|['’]?s) (?:putting on|organi[sz]ing|hosting|arranging)
performer
    who (?:plays|played|is playing|acts)(?! for\b)
contact
    who(?: is|['’]?s| was) (?:my|our|the) (?:contact|adviser|advisor|agent|person)(?: person)?(?: (?:with|at|for))?
    (?:who|whom) (?:do|can|should|must|could|shall) (?:i|we) (?:ask|call|talk to|speak to|turn to|contact|write to
        |ring|get in touch with|go to)(?: for| about)?
team
    which (?:team|department|division|group|squad)
holder
    who (?:has borrowed|borrowed|holds|uses|is using)
    who(?: has(?: got)?|['’]s got| got)(?! (?:to|been|got)\b)
supplier
    {firm} ~ {buy} ~ from
    from {firm} ~ {buy}
    {whoever} (?:suppl(?:y|ies|ied)|sells?|sold)
carrier, supplier
    {whoever} (?:delivers?|delivered|brings|brought|ships|shipped|carries|transports|is bringing|is delivering
        |will deliver)
    (?:what|which) (?:carrier|courier|delivery (?:service|company|firm)|parcel service)
    (?:with|by) (?:who|whom|which (?:company|firm|service)) ~ (?:sent|shipped|delivered|coming)
maker
    {whoever} (?:makes|builds|built|manufactures|manufactured|produces|produced)
    {which} (?:brand|make)(?= )
payee
    (?:who|whom)(?: (?:did|do|does|will|must|should) (?:i|we))? ~ (?:gets? the money|pay(?:ing)?|paid
        |transfer(?:red)?|wire|wired)(?! for\b)
    who (?:gets|got|receives|received|will get) the money(?: for)?
billed
    (?:to )?(?:who|whom) {be} ~ (?:made out to|billed to|issued to|addressed to|made out|billed)
state
    how far (?:along )?(?:is|are|has|have|was|were)(?: ~ (?:got|come|gone))?
    how(?: is|['’]?s| are| was) ~ (?:coming along|getting on|progressing)
    where (?:does|do|did) ~ stand(?=\W*$)
severity
    how (?:bad|severe|serious|grave|nasty) ~ (?:rated|ranked|judged|graded|classed|considered|marked)
    how (?:bad|severe|serious|grave)
priority
    how (?:urgent|important|pressing)
condition
    (?:in )?what (?:shape|condition|nick|state of repair)(?: {be})?
    how well (?:kept|preserved)
resolution
    how {be} ~ (?:fixed|solved|resolved|sorted|mended|dealt with|put right|cured|remedied)
    what (?:fixed|solved|cured|was done about)
outcome
    how (?:did|has|have) ~ (?:turn(?:ed)? out|come out|gone|end up)
    what (?:came|has come|comes) (?:out )?of
    {which} (?:verdict|outcome|upshot)
method
    how {be} ~ (?:done|made|measured|taken|tested|analy[sz]ed|determined|examined|established|carried out)
    (?:by|with) (?:what|which) (?:method|procedure)
purpose
    what(?: is|['’]?s| was| were| are) ~ for(?=\W*$)
    what for
    for what (?:purpose|occasion)
reason
    why (?:did|do|have|had|was|were) (?:i|we|he|she|they) \w+
    why
    what(?: is|['’]?s| was) behind
    what (?:caused|led to|brought about|triggered|made)
    how come
    (?:for what|what was the|what is the) reason
    what did they find as the reason
    on what grounds
parent
    (?:which|what) ~ (?:belongs? to|part of|fall under|falls under|sit under|come under)
    (?:which|what) (?:bigger|larger) (?:job|task|project|piece of work|thing) ~ (?:belongs? to|part of|in|under)
    (?:which|what) (?:epic|parent(?: task| issue)?)(?: {be})?
component
    (?:which|what) (?:component|module|category)(?: {be})?
version
    (?:(?:in|for|with) )?(?:which|what) (?:release|milestone|version)(?: {do} ~ (?:come|ship|fixed|out|in))?
sprint
    (?:(?:in|for) )?(?:which|what) (?:sprint|iteration)
cancel
    {till} ~ (?:cancel(?:l?ed)?|call(?:ed)? off|call ~ off|withdrawn?)(?: ~ (?:for (?:nothing|free)|free of charge
        |without (?:a )?(?:charge|fee|paying|costs?)))?
    when ~ (?:cancel|call off) ~ (?:for (?:nothing|free)|free of charge|at the latest|without paying)
refund, cancel
    {till} ~ (?:money back|a refund|refunded)
returns
    {till} ~ (?:send|give|bring|take) ~ back(?=\W*$)
    {till} ~ return (?:it|them|the)
reply_by
    {till} ~ (?:reply|answer|respond|rsvp|sign up|register|enrol|apply|put my name down|say (?:whether|if)(?: (?:i
        |we) (?:come|am coming|are coming)(?: to)?)?|tell them (?:whether|if))
pay_by, due
    (?:{till}|{when}) {do} ~ (?:pay|paid|settle|settled|transfer|transferred)(?= |\W*$)
    {when} {do} ~ (?:paid|settled|pay up)
due
    (?:by|until|till?) (?:when|what (?:date|day|time)|which (?:date|day))(?: ~ (?:must|should|to) ~ (?:be
        |get) {done})?
    (?<!by )(?<!until )(?<!till )when (?:must|should|has|have|do|does|is|are|am|did|had) ~ (?:{done}
        |(?<!come )(?<!go )(?<!get )(?<!be )back|handed in|in|paid|released|returned|sent|settled|submitted)
    {which} (?:deadline|cut-?off|time limit|latest date)
    how (?:soon|quickly|fast) (?:must|should|does|do|is|has)
expected
    (?:when|(?:for|on|by|until)? ?(?:what|which) (?:day|date))(?! (?:did|was|were|had|have)\b) ~ (?:announced
        |anticipated|arrives?|arriving|be here|come|coming|delivered|due|expected|get(?:s|ting)? here|reach us
        |show up|turn up|land|come in|be with us)
ready
    {when} (?:can|may|could|will|is|are|should|must) ~ (?:ready|fetch|collect|pick up|picked up|fetched|get back)
issued, created
    when {be} ~ (?:issued|written|made out|billed|drawn up|printed)
created
    when {be} ~ (?:opened|created|reported|raised|filed|logged|put in)
ordered
    when did (?:i|we) (?:order|place)
    when {be} ~ (?:ordered|placed)
booked
    when did (?:i|we) (?:book|reserve)
    when {be} ~ (?:booked|reserved)
purchased, ordered
    when did (?:i|we|they) (?:buy|purchase|acquire|get)
    when {be} ~ (?:bought|purchased|acquired)
updated
    when {be} ~ (?:updated|edited|modified|touched)(?: last)?
closed
    when {be} ~ (?:closed|resolved|completed|solved)
collected
    when {be} ~ (?:taken|sampled|collected|drawn)
next_service
    when ~ (?:serviced|inspected|checked|calibrated|tested|maintained|looked over) (?:next|again)
    when(?: is|['’]?s) ~ next (?:service|inspection|check|calibration)
serviced
    when {be} ~ (?:last )?(?:serviced|looked over|looked at|inspected|maintained|overhauled|calibrated|tested
        |checked)
next_visit
    when {do} ~ (?:go|come|be seen|be|going|coming|due) ~ (?:again|back|next)(?=\W*$)
born
    when ~ born
renewal
    when ~ (?:renew|renews|renewed|up for renewal|roll over|rolls over|prolonged|extended)
guarantee
    (?:how long|until when|till when|when) ~ (?:guaranteed?|warranty|under warranty)(?: ~ (?:good for|good|last
        |lasts|valid|run out|end|ends|expires?))?
valid
    (?:how long|until when|till when|by when|when|(?:what|which) (?:day|date)) ~ (?:good for|good|valid|open for
        |expires?|runs? out|lapses?)(?! (?:at|in)\b)
check_out, departs
    when (?:do|does|must|should|will|can|are|is|am) {we} ~ (?:check(?:ing)? out|leav(?:e|ing)|depart(?:ing)?)
    (?:{till}|{when}) ~ (?:check(?:ing)? out|be out(?: of)?|move out|vacate|clear|out of (?:the|our|my) room)
check_in
    when (?:do|does|must|should|will|can|are|is|am) {we} ~ (?:check(?:ing)? in|arriv(?:e|ing))
    (?:from when|from what time|{when}|how early) ~ (?:check in|get in(?:to)?(?: ~ rooms?)?|move in
        |get the (?:keys?|room))
departs
    (?:when|what time|at what time) {do} ~ (?:leaves?|departs?|set off|sets off|sail|take off|leaving|go)
gets_in
    (?:when|what time|at what time) {do} ~ (?:arrive|get in|get there|get to|reach|be there|dock|land)
start
    (?:when|what time|at what time|from when|which day|what day|on what day) {do} ~ (?:start|begin|kick off
        |commence)
    (?:from|since) (?:when|what day|which day) ~ (?:away|off|absent|on leave|out)
end
    (?:when|what time|at what time|which day|what day) {do} ~ (?:end|finish|be over|wrap up|stop|be done)
    {till} ~ (?:away|off(?= |\W*$)|absent|on leave|on holiday|out(?=\W*$)|go on|run|last)
    when {do} ~ (?:back at work|be back)(?=\W*$)
doors, opening
    (?:when|what time|from when) ~ (?:let (?:us|people|me) in|be let in|get in|doors open|admitted)
opening
    (?:when|what time|from when|from what time|how early) {do} ~ open
closing
    (?:when|what time) {do} ~ (?:close|shut)
    {till} ~ open
notice
    how (?:long|much|far) ~ notice
    how (?:long|far) (?:in advance|ahead|before) ~ (?:cancel|leave|quit)
bring
    what (?:do|does|must|should|shall|will|am|are|is) {we} ~ (?:bring|have ready|pack|prepare|take along|take with)
language
    (?:in )?(?:what|which) language {be}(?: ~ (?:taught|held|spoken|given))?
"""
