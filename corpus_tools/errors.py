"""The errors that corpus-tools raises on purpose; each names the place, the value and the way out."""


class CorpusToolsError(Exception):
    """Base of every error that a user can mend; the command line prints it without a traceback."""


class ReadError(CorpusToolsError):
    """A source can't be turned into text (missing, unreadable, binary, empty, undecodable)."""


class CleaningError(CorpusToolsError):
    """A text can't be cleaned (nothing is left of it, or its alignment can't be proved)."""


class LexiconError(CorpusToolsError):
    """A lexicon table breaks its own rules; the message lists every fault as ``file:line: column: what to do``."""


class ModelError(CorpusToolsError):
    """A model can't be found, loaded, trained or measured."""


class WriteError(CorpusToolsError):
    """A document or corpus can't be written where or as it was asked for."""


class GoldError(CorpusToolsError):
    """A gold file, or two files that are to be compared, don't fit: to their form, to their texts, or to each other."""


class RuleError(CorpusToolsError):
    """The settings of the rules name a rule or a value that there isn't."""
