"""The rules that mend trees (``ud_repair``), with what each does: for the taggers' settings, lists and documents."""

#: Counts how many changes each rule made (``doc.user_data``).
REPAIRS = "corpus_tools.repairs"
#: Id -> gloss, in the order in which they run.
REPAIR_RULES = {
    "ud-mark-class": "a mark of punctuation is PUNCT and punct; what is no mark hangs by another relation",
    "ud-auxiliary": "AUX is a word of UD's list of auxiliaries; a listed word that is aux or cop is AUX",
    "ud-relation-class": "a relation that a word class can't have becomes what the class is to such a head",
    "ud-leaf": "what a word of function may not govern hangs on the next word above that may",
    "ud-direction": "conj, fixed, flat, goeswith and appos go from left to right",
    "ud-oblique": "obl of a nominal that is no predicate is nmod",
    "ud-one-subject": "a predicate keeps its next subject; another is that of the clause round it, nsubj:outer",
    "ud-one-object": "a predicate keeps its next object; a pronoun or name before another is iobj, anything else dep",
    "ud-mark-place": "a mark of punctuation crosses no arc",
}
