"""Words of asking: those that carry a question, or tell its form, and name nothing; tables, no rules."""

from __future__ import annotations

ASKING = frozenset(
    """
    a about above according after again ago all along also am an and any anybody anyone anything anywhere are aren
    as at away back be because been before being below between but by can cannot cant could couldnt day did didnt
    do does doesnt doing done dont down dunno during each earlier either else end ever every everybody everyone
    everything exact exactly final finally find for found from get gets getting gimme give given gives go goes
    going gone gonna got had has hasnt have havent having he hed hello her here hers herself hes hey hi him himself
    his how i id if im in into is isnt it its itself ive just kind know known last lately lemme lie lies like list
    look looked looking looks lot lying many maybe me might mine more most much must my myself near now of off ok
    okay on once one oneself only or other our ours ourselves out over part please pls plus put recently remember s
    same say saying says see seeing seen shall she shes should show showed showing shown shows since so some somebody
    someone something somewhere sort still such t tell than thanks that thats the their theirs them themselves then
    there these they theyd theyre theyve thing things this those through til till time to told too tried tries try
    trying under until up us use used using very visible wanna want wanted was wasnt we were what whatever whats
    when whens where wheres whether which whichever while who whoever whom whos whose why will with work would yes
    yet you your youre yours yourself
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a column of strings
)
"""Words that carry the question and say nothing of what is looked for."""

LOOSE_WORDS = frozenset(
    """
    actual app appear appeared appears application argument ask asked attribute big button buttons called change
    changed chat check checkbox checkboxes checked click clicked column columns come comes command commands
    complete constant contain contained contains copied copy create created current deep dialog display displayed
    document documentation dr dropdown edit edited enter entered entire far fast field fields file first form full
    happen happened hash headline heavy high icon icons issued labels large latest line list look low made make
    makes mean mention mentioned mentions menu menus moment mr mrs ms need needs newest open opened opening option
    output page parameter paste pasted pdf pick picked place point post posted pr press pressed previous print
    printed program property ran read reading reads receive received result results row rows run running said sat
    saw screen screenshot send sent setting short sit site sits small snippet snippets speak sql start started
    stood string tab tabs talk talked tall ticked took toolbar twice type typed variable version visit visited
    wants web website went whole wide window word words worked write writing written wrote
    """.split()  # noqa: SIM905
)
"""Words for what a person did or for the form an answer has: they may stand on the screen, but need not."""

VALUE_WORDS = frozenset(
    """
    address date dates default email figure figures label link message name named number numbers phone telephone
    text title url value
    """.split()  # noqa: SIM905
)
"""Words for the form of a value: whoever asks for a number wants a number, and not just whose."""

UNITS = frozenset(
    """
    day days degree degrees dollar dollars euro euros hour hours kg metre metres minute minutes month months
    percent point points second seconds ton tons week weeks year years
    """.split()  # noqa: SIM905
)
"""What things are counted in: whoever asks for how many of these wants a number, which need not say so."""

FORMS_OF_VALUES = frozenset("amount code command commands cost money price size sum temp temperature weight".split())  # noqa: SIM905
"""What a value is, which stands beside it seldom enough."""

PERSONS = frozenset("boy colleague fellow gentleman girl guy lady man men people person woman women".split())  # noqa: SIM905
"""Who is called nothing else: a name stands for it."""
