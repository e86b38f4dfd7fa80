"""Check that no file of the project names a package registry's host or a folder of somebody's machine."""

import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
# Written in two parts, so that this file passes its own check.
_HOSTS: Final = ("pypi" + ".org", "python" + "hosted.org", "npm" + "js.org", "npm" + "js.com", "proxy.go" + "lang.org")
_PLACES: Final = re.compile(r"(?<![\w.~*:/-])/(?:wo" + r"rk|ro" + r"ot|home/\w+|Users/\w+)/")


def check(root: Path, names: Iterable[str]) -> list[str]:
    """Return the places where a file under `root` names what it must not; files that are not text are passed over."""
    problems: list[str] = []
    for name in names:
        try:
            lines = (root / name).read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            continue
        for number, line in enumerate(lines, 1):
            problems += [f"{name}:{number}: names the host {host}" for host in _HOSTS if host in line]
            problems += [f"{name}:{number}: names the folder {found[0]}" for found in _PLACES.finditer(line)]
    return problems


def main() -> int:
    """Print what is wrong in the files that git keeps; return 1 if anything is."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    problems = check(ROOT, [name for name in listed.split("\0") if name])
    for problem in problems:
        print(problem)
    print(f"files: {len(problems)} problems" if problems else "files: all well")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
