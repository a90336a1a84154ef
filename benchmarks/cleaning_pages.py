"""Pages of our own writing with gold bodies -> how well the cleaner finds body and metadata.

python benchmarks/cleaning_pages.py [--heldout] [--faults] [--seed N] [--each N]
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "pages"))

from generator import FIELDS, pages
from scorer import score


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--heldout", action="store_true", help="only the templates kept aside while rules were written")
    parser.add_argument("--open", action="store_true", help="only the other templates")
    parser.add_argument("--faults", action="store_true", help="list every stretch and value that is wrong")
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--each", type=int, default=6, help="pages of each template")
    options = parser.parse_args()
    chosen = [
        page
        for page in pages(options.seed, options.each)
        if not (options.heldout and not page.heldout) and not (options.open and page.heldout)
    ]
    found = score(chosen)
    print(f"{found.pages} pages, body characters P {found.precision:.4f} R {found.recall:.4f}")
    for name in FIELDS:
        counts = found.fields[name]
        print(
            f"{name:16} F1 {found.f1(name):.3f}  gold {counts['gold']} found {counts['found']} right {counts['right']}"
        )
    print("unprovable:", ", ".join(found.unproved) or "none")
    if options.faults:
        print("\n".join(found.faults))


if __name__ == "__main__":
    main()
