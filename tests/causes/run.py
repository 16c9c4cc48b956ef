#!/usr/bin/env python3
"""Takes one cause away from a reference system and demands that a claim or an observation of it notices.

usage: run.py VERIFY ROOT CAUSES

A file of causes is named after the specification that it is about. A paragraph of it is one cause:
  # what is taken away
  statements                what a file that includes the specification says beside it
  => NAME                   a property or an observation that must then fail (a case's is CASE/NAME)

A result that the specification expects to be violated counts as failing when it is no longer violated as expected. That
everything is in order without the change is another test's business.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

LIMIT = 300  # seconds for one run


def causes(path):
    """(number of the line, statements, names) of each paragraph."""
    for paragraph in numbered_paragraphs(path.read_text().splitlines()):
        statements = [text for _, text in paragraph if not text.startswith(("#", "=>"))]
        names = [text[2:].strip() for _, text in paragraph if text.startswith("=>")]
        if statements or names:
            yield paragraph[0][0], "\n".join(statements), names


def numbered_paragraphs(lines):
    paragraph = []
    for number, text in enumerate(lines + [""], 1):
        if text.strip():
            paragraph.append((number, text.strip()))
        elif paragraph:
            yield paragraph
            paragraph = []


def findings(verify, spec, statements):
    """Names that pass and names that fail; or what was said instead."""
    with tempfile.TemporaryDirectory() as folder:
        variant = pathlib.Path(folder) / "variant.net"
        variant.write_text(f'include "{spec}";\n{statements}\n')
        run = subprocess.run([verify, str(variant), "--format", "json"], capture_output=True, text=True, timeout=LIMIT)
    if run.returncode not in (0, 1, 3):
        return None, f"exit {run.returncode}\n{run.stdout}{run.stderr}"
    passed, failed = set(), set()
    for report in json.loads(run.stdout)["runs"] if '"runs"' in run.stdout else [json.loads(run.stdout)]:
        for result in report["results"]:
            fine = (result["verdict"] == "holds" or result.get("expected")) and not result.get("expectation_missed")
            (passed if fine else failed).add(result["name"])
        for observation in report["observations"]:
            (passed if observation["agrees"] else failed).add(observation["id"])
    return failed, passed


def main(verify, root, path):
    path = pathlib.Path(path)
    spec = pathlib.Path(root).resolve() / "specs" / f"{path.stem}.net"
    wrong = count = 0
    for line, statements, names in causes(path):
        count += 1
        failed, rest = findings(verify, spec, statements)
        if failed is None:
            wrong += 1
            print(f"{path}:{line}: the changed network was not decided: {rest}")
            continue
        for name in names:
            if name not in failed:
                wrong += 1
                known = "passes" if name in rest else "is not among the results"
                print(f"{path}:{line}: `{name}` {known} without this cause; what fails: {sorted(failed)}")
        if not names:
            wrong += 1
            print(f"{path}:{line}: no name after `=>`; what fails: {sorted(failed)}")
    print(f"{count} causes of {spec.name} taken away, {wrong} unnoticed")
    return 1 if wrong or not count else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
