#!/usr/bin/env python3
"""Fails when the source tree breaks its own rules.

usage: check_layout.py ROOT RULES

A line of RULES is one of
  folder: folder ...     files of a folder may include only these, and their own
  <prefix: path ...      only files whose path starts so may include a header that starts with the prefix
  !word: path ...        only these may mention the word, in any case
  size .hpp: 150         a file with this ending, outside the tests, has at most that many lines
  names: util common ... no file may be called so
"""
import pathlib
import re
import sys

INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]')
SOURCES = (".hpp", ".cpp", ".h")


class Rules:
    """What a rules file says."""

    def __init__(self, path):
        self.folders, self.headers, self.words, self.sizes = {}, {}, {}, {}
        self.names = set()
        for line in pathlib.Path(path).read_text().splitlines():
            line = line.split("#")[0].strip()
            if line:
                self.add(*(part.strip() for part in line.split(":", 1)))

    def add(self, name, value):
        if name.startswith("<"):
            self.headers[name[1:]] = tuple(value.split())
        elif name.startswith("!"):
            self.words[name[1:]] = tuple(value.split())
        elif name.startswith("size "):
            self.sizes[name.split()[1]] = int(value)
        elif name == "names":
            self.names = set(value.split())
        else:
            self.folders[name] = value.split()

    def folder_of(self, path):
        """The longest listed folder that holds `path`."""
        return max((f for f in self.folders if path.startswith(f + "/")), key=len, default=None)


def includes(rules, name, line):
    """What is wrong with the `#include` on this line, if it is one."""
    found = INCLUDE.match(line)
    if not found:
        return
    target = found.group(1)
    for prefix, where in rules.headers.items():
        if target.startswith(prefix) and not name.startswith(where):
            yield f"<{target}> may be included only under {' '.join(where)}"
    home, other = rules.folder_of(name), rules.folder_of(target)
    if home and other and other != home and other not in rules.folders[home]:
        yield f"{home}/ may not include {other}/ ({target})"


def complaints(root, rules):
    for top in ("dsl", "solver", "tests"):
        for file in sorted(p for p in (root / top).rglob("*") if p.suffix in SOURCES):
            name = file.relative_to(root).as_posix()
            lines = file.read_text(errors="replace").splitlines()
            if file.stem in rules.names:
                yield f"{name}: no file is called `{file.stem}`: name what it holds"
            if top != "tests" and len(lines) > rules.sizes.get(file.suffix, len(lines)):
                yield f"{name}: {len(lines)} lines, at most {rules.sizes[file.suffix]}: split by noun"
            for number, line in enumerate(lines, 1):
                at = f"{name}:{number}"
                if rules.folder_of(name) is None:
                    continue
                for word, where in rules.words.items():
                    if word in line.lower() and not name.startswith(where):
                        yield f"{at}: `{word}` belongs under {' '.join(where)}"
                for complaint in includes(rules, name, line):
                    yield f"{at}: {complaint}"


def main(root, rules):
    found = list(complaints(pathlib.Path(root), Rules(rules)))
    print("\n".join(found) if found else "the layout is as its rules say")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
