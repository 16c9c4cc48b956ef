#!/usr/bin/env python3
"""Runs a session of command lines and compares what they print and end with.

usage: run.py VERIFY VALIDATE SESSION [--update]

A session is a text file:
  # a remark
  $ a command line, as a shell takes it; `verify` is the program, `validate` holds JSON against our schema
    what it prints on standard output
  ! what it prints on standard error
  [1]                      its exit code, where that is not 0

A Markdown file is a session too: its `console` blocks, in which output is not indented and standard error not shown.

Each session runs in a fresh folder that holds a copy of `inputs/` beside it, and links to `specs`, `examples` and
`tests/cases`.
Times, and the sizes of queries, are masked. With --update the session is rewritten with what came.
"""
import difflib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
LIMIT = 120  # seconds for one command; a hang is a failure

MASKS = [
    (re.compile(r"\b\d+\.\d+ s\b"), "_ s"),
    (re.compile(r'("(?:\w+_)?seconds": )[\d.e+-]+'), r"\1_"),
    (re.compile(r'("(?:queries|variables|clauses|candidates)": )\d+'), r"\1_"),
]


def masked(text):
    for pattern, mask in MASKS:
        text = pattern.sub(mask, text)
    return text


def environment(folder, verify, validate):
    """PATH starts with `verify` and `validate`."""
    programs = folder / "bin"
    programs.mkdir()
    (programs / "verify").symlink_to(pathlib.Path(verify).resolve())
    checker = programs / "validate"
    checker.write_text(f'#!/bin/sh\nexec "{pathlib.Path(validate).resolve()}" "{ROOT}/specs/report.schema.json" "$@"\n')
    checker.chmod(0o755)
    result = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "TERM")}
    result["PATH"] = f"{programs}:{os.environ['PATH']}"
    result["LC_ALL"] = "C.UTF-8"
    return result


def transcript(command, folder, env):
    try:
        done = subprocess.run(["sh", "-c", command], cwd=folder, env=env, capture_output=True, timeout=LIMIT)
    except subprocess.TimeoutExpired:
        return [f"[still running after {LIMIT} seconds]"]
    lines = ["  " + line if line else "" for line in
             masked(done.stdout.decode("utf-8", "backslashreplace")).splitlines()]
    lines += ["! " + line if line else "!" for line in
              masked(done.stderr.decode("utf-8", "backslashreplace")).splitlines()]
    if done.returncode != 0:
        lines.append(f"[{done.returncode}]")
    return lines


def replay(session, verify, validate):
    """The session with what really came."""
    result = []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        env = environment(folder, verify, validate)
        work = folder / "work"
        shutil.copytree(HERE / "inputs", work)
        (work / "tests").mkdir()
        for linked in ("specs", "examples", "tests/cases"):
            (work / linked).symlink_to(ROOT / linked)
        for line in session:
            if line.startswith("$ "):
                result += [line] + transcript(line[2:], work, env) + [""]
            elif line.startswith("#"):
                result.append(line)
    return result


def from_markdown(text):
    """The `console` blocks of a page as one session."""
    session = []
    for block in re.findall(r"^```console\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        lines = masked(block).splitlines()
        session += [line if line.startswith("$ ") or not line else "  " + line for line in lines] + [""]
    return session


def main(verify, validate, path, update):
    text = pathlib.Path(path).read_text()
    page = path.endswith(".md")
    expected = from_markdown(text) if page else text.splitlines()
    came = replay(expected, verify, validate)
    if page:
        came = [line for line in came if not line.startswith(("! ", "!", "["))]
    if update and not page:
        pathlib.Path(path).write_text("\n".join(came).rstrip("\n") + "\n")
        return 0
    expected_commands = [line for line in expected if line.startswith("$ ")]
    if not expected_commands:
        print(f"{path}: no command in it")
        return 1
    if "\n".join(expected).rstrip() == "\n".join(came).rstrip():
        print(f"{len(expected_commands)} commands did as written")
        return 0
    print("\n".join(difflib.unified_diff(expected, came, "expected", "came", lineterm="")))
    return 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4], "--update" in sys.argv[4:]))
