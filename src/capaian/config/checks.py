"""What CI asks beside the tests: `make check`. Prints one line per question; exits 1 when any answer is no."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

BIN = Path(sys.executable).parent
QUESTIONS = {
    "style (ruff)": ["ruff", "check", "--quiet", "."],
    "types (mypy)": ["mypy", "--no-error-summary"],
    "floors (import-linter)": ["lint-imports", "--no-cache"],
    "templates (djlint)": ["djlint", "--lint", "--quiet", "src/capaian"],
}


def main() -> int:
    """Ask every question even after a no, so that one run tells everything."""
    failed = []
    for question, (program, *arguments) in QUESTIONS.items():
        answer = subprocess.run([BIN / program, *arguments], capture_output=True, text=True, check=False)
        sys.stdout.write(f"{'ok ' if answer.returncode == 0 else 'NO '} {question}\n")
        if answer.returncode:
            failed.append(question)
            sys.stdout.write(answer.stdout + answer.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
