"""The cleaning steps in the order in which they run."""

from __future__ import annotations

from corpus_tools.clean.break_marks import break_marks
from corpus_tools.clean.broadcast import editors_tails, lead_ins
from corpus_tools.clean.characters import blank_lines, blanks, composed, invisible, line_ends
from corpus_tools.clean.mojibake import mojibake
from corpus_tools.clean.page_edits import furniture, metadata_lines
from corpus_tools.clean.page_heads import page_heads
from corpus_tools.clean.paragraphs import doubled_body, doubled_lines, indents, inner_blanks, lost_breaks
from corpus_tools.clean.private_use import private_use
from corpus_tools.clean.punctuation import doubled_marks, full_width, half_width, paired_quotes
from corpus_tools.clean.script import pinyin_glosses, to_simplified
from corpus_tools.clean.step import CleaningStep
from corpus_tools.clean.table import table_cells
from corpus_tools.clean.word_blanks import word_blanks
from corpus_tools.clean.wrapped_lines import wrapped_lines

STEPS: tuple[CleaningStep, ...] = (
    # First: what later steps take out as control characters may be bytes of a character.
    CleaningStep(
        "mojibake", 1, "read characters anew that were decoded wrongly, where one way back is certain", mojibake
    ),
    CleaningStep("line-ends", 1, "make every line end one line feed", line_ends, essential=True),
    CleaningStep(
        "invisible", 1, "take out control characters, zero-width characters, direction marks", invisible, essential=True
    ),
    CleaningStep("composed", 1, "compose letters and their marks to Unicode NFC", composed, essential=True),
    CleaningStep("private-use", 1, "read private-use characters whose meaning is certain", private_use),
    CleaningStep(
        "break-marks", 1, "break lines where a program joined them by [SEP], or by the bars of a lone row", break_marks
    ),
    CleaningStep("page-heads", 1, "remove running heads and page numbers of OCR and PDF", page_heads),
    CleaningStep("table-cells", 1, "give each cell of a table of tabs or pipes its line", table_cells),
    CleaningStep("wrapped-lines", 2, "join lines that were cut at a fixed width", wrapped_lines),
    CleaningStep("indents", 1, "break a line at an indent behind the end of a sentence", indents),
    CleaningStep("blanks", 1, "make runs of blanks (U+3000, NBSP, tabs) one, none at the edges of lines", blanks),
    CleaningStep(
        "pinyin-glosses", 2, "remove pinyin that a converter left behind traditional characters", pinyin_glosses
    ),
    CleaningStep(
        "to-simplified", 2, "convert a traditional text to simplified characters (OpenCC)", to_simplified, settings=True
    ),
    CleaningStep("doubled-body", 2, "remove the second of two equal runs of paragraphs", doubled_body),
    CleaningStep("lost-breaks", 1, "break a long line at the blanks that stand for its paragraph breaks", lost_breaks),
    CleaningStep(
        "metadata-lines",
        3,
        "take lines of label and value out of the text; their values are read first",
        metadata_lines,
        settings=True,
    ),
    CleaningStep(
        "furniture",
        3,
        "remove what belongs to the site: navigation, share bars, notices, links",
        furniture,
        settings=True,
    ),
    CleaningStep("lead-ins", 2, "remove the medium's name before a broadcast text", lead_ins),
    CleaningStep("editors-tails", 1, "remove editors in brackets behind the last sentence", editors_tails),
    CleaningStep("doubled-lines", 1, "remove a line that repeats the one before it", doubled_lines),
    CleaningStep("paired-quotes", 1, "turn straight double quotes into “ and ”", paired_quotes),
    CleaningStep("full-width", 1, "widen half-width marks between Chinese characters", full_width),
    CleaningStep("half-width", 1, "narrow full-width digits and letters", half_width, default=False),
    CleaningStep("doubled-marks", 1, "leave one of two equal marks", doubled_marks),
    CleaningStep("inner-blanks", 1, "remove blanks beside Chinese marks in running text", inner_blanks),
    CleaningStep("word-blanks", 1, "remove blanks inside words", word_blanks),
    CleaningStep("blank-lines", 1, "leave one line end between paragraphs", blank_lines, essential=True),
)
