#!/usr/bin/env python3
"""Judges every file of the corpus with the command and compares the reports with what is known about the files.

Usage: check_corpus.py [--command PATH] [--quiet] [PATTERN...]     prints every disagreement and the percentages
"""
import argparse
import collections
import fnmatch
import json
import os
import pathlib
import subprocess
import sys
import tarfile
import tempfile

SOURCE = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(SOURCE / 'tests' / 'fixtures'), str(SOURCE / 'tests' / 'corpus')]
import unpack  # noqa: E402
from read_report import read_report, whole_report  # noqa: E402, F401

BATCH = 100
ASPECTS = ('state', 'must', 'mustnot', 'sound', 'layout')


SEVERITIES = ('error', 'warning', 'note')


def read_rows(path):
    with open(path, encoding='utf-8') as lines:
        return [json.loads(line) for line in lines]


def expected_rows():
    """Of both corpora; a row is about a file or, where several files are one thing, about their folder."""
    fixtures = SOURCE / 'tests' / 'fixtures'
    return read_rows(fixtures / 'expected.jsonl') + read_rows(fixtures / 'newest_expected.jsonl')


def truth_rows():
    folder = unpack.unpacked()
    rows = read_rows(folder / 'truth.jsonl') + read_rows(folder / 'newest' / 'truth.jsonl')
    return {row['file']: row for row in rows if row['file'] is not None}  # a save that left no file


def catalogue():
    """id -> the front matter of its page, for every rule that exists."""
    rules = {}
    for page in (SOURCE / 'core' / 'rules').glob('*/*.md'):
        front_matter = page.read_text(encoding='utf-8').split('---')[1]
        rules[page.stem] = dict(line.split(': ', 1) for line in front_matter.splitlines() if ': ' in line and not line.startswith(' '))
    return rules


def rules_that_run(reports):
    """The ids that a report can hold: those about values only if values were read."""
    scanned = any(isinstance(report, dict) and report['scan']['state'] != 'skipped' for report in reports.values())
    return {name for name, rule in catalogue().items() if scanned or rule.get('needs') != 'values'}


def run_command(command, paths, *options):
    """The finished process and one report text a file."""
    result = subprocess.run([command, '--json', '--fail-on', 'never', *options, '--', *map(str, paths)], capture_output=True, timeout=300)
    if len(paths) == 1:
        return result, [result.stdout.decode()] if result.stdout else []
    return result, result.stdout.decode().splitlines()


def of_one_folder(reports):
    """What lies in a folder and is not one thing (shards whose index was lost): the first report with the findings of all."""
    findings = [finding for report in reports for finding in report['findings']]
    return dict(reports[0], findings=sorted(findings, key=lambda finding: SEVERITIES.index(finding['severity'])))


def documents(text):
    """The JSON documents of a text, one after the other."""
    found, decoder = [], json.JSONDecoder()
    text = text.strip()
    while text:
        document, end = decoder.raw_decode(text)
        found.append(document)
        text = text[end:].lstrip()
    return found


def judge_folders(command, folder, names, read):
    reports = {}
    for name in names:
        result, texts = run_command(command, [folder / name])
        try:
            reports[name] = of_one_folder([read(json.dumps(document)) for document in documents(''.join(texts))])
        except (ValueError, IndexError):
            reports[name] = f'exit code {result.returncode}: {result.stderr.decode(errors="replace").strip()[-300:]}'
    return reports


def judge(command, folder, names, read=read_report):
    """name -> the report as `read` has it, or a string that says why there is none."""
    folders = [name for name in names if (folder / name).is_dir()]
    reports = judge_folders(command, folder, folders, read)
    names = [name for name in names if name not in reports]
    for start in range(0, len(names), BATCH):
        batch = names[start:start + BATCH]
        result, texts = run_command(command, [folder / name for name in batch])
        if result.returncode == 0 and len(texts) == len(batch):
            reports.update(zip(batch, map(read, texts)))
            continue
        for name in batch:  # one of them is trouble: find out which
            result, texts = run_command(command, [folder / name])
            if result.returncode == 0 and len(texts) == 1:
                reports[name] = read(texts[0])
            else:
                reports[name] = f'exit code {result.returncode}: {result.stderr.decode(errors="replace").strip()[-300:]}'
    return reports


def judge_archive(archive, files):
    """The same of files in the folder that the archive holds under its own name."""
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(archive) as packed:
            packed.extractall(folder, filter='data')
        return judge(default_command(), pathlib.Path(folder) / archive.name.removesuffix('.tar.xz'), files)


def training_was_meant(report):
    """The file itself says so: its optimizer took steps, or keeps arrays for variables."""
    optimizer = report['optimizer'] or {'iterations': None, 'tensors': []}
    return bool(optimizer['iterations']) or any(tensor['shape'] and tensor['role'] != 'iterations' for tensor in optimizer['tensors'])


def disagreements(row, report, known_ids):
    """aspect -> why the report disagrees with the row; and the aspects that were compared."""
    compared, wrong = {'state', 'mustnot'}, {}
    found = {finding['id']: finding for finding in report['findings']}
    if report['verdict']['state'] not in row['state']:
        wrong['state'] = f"{report['verdict']['state']}, not {' or '.join(row['state'])}"
    alternatives = [[name for name in names if name in known_ids] for names in row['must']]
    alternatives = [names for names in alternatives if names]
    if alternatives:
        compared.add('must')
        missing = [names for names in alternatives if not any(name in found for name in names)]
        if missing:
            wrong['must'] = f"none of {missing}, but {sorted(found)}"
    forbidden = [name for name in row['mustnot'] if name in found]
    if forbidden:
        wrong['mustnot'] = f'{forbidden}'
    if row['sound']:
        compared.add('sound')
        alarms = [name for name, finding in found.items() if finding['severity'] != 'note' and not (name == 'never-trained' and training_was_meant(report))]
        if alarms:
            wrong['sound'] = f'{alarms}'
    if 'layout' in row:
        compared.add('layout')
        if report['layout'] != row['layout']:
            wrong['layout'] = f"{report['layout']}, not {row['layout']}"
    return compared, wrong


def check(command, patterns=()):
    """(compared and right per aspect, list of disagreements as (file, aspect, why))."""
    rows = [row for row in expected_rows() if not patterns or any(fnmatch.fnmatch(row['file'], pattern) for pattern in patterns)]
    reports = judge(command, unpack.unpacked(), [row['file'] for row in rows])
    known_ids = rules_that_run(reports)
    compared_count, right_count, trouble = collections.Counter(), collections.Counter(), []
    for row in rows:
        report = reports[row['file']]
        if isinstance(report, str):
            trouble.append((row['file'], 'run', report))
            continue
        compared, wrong = disagreements(row, report, known_ids)
        compared_count.update(compared)
        right_count.update(compared - wrong.keys())
        trouble += [(row['file'], aspect, why) for aspect, why in wrong.items()]
    return len(rows), compared_count, right_count, trouble


def default_command():
    return os.environ.get('WEIGHBRIDGE_COMMAND', str(SOURCE / 'build' / 'native' / 'weighbridge'))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--command', default=default_command())
    parser.add_argument('--quiet', action='store_true', help='only the percentages')
    parser.add_argument('patterns', nargs='*')
    arguments = parser.parse_args()
    total, compared, right, trouble = check(arguments.command, arguments.patterns)
    if not arguments.quiet:
        for file, aspect, why in trouble:
            print(f'{file}: {aspect}: {why}')
    print(f'{total} files')
    for aspect in ASPECTS:
        if compared[aspect]:
            print(f'{aspect:8} {right[aspect]:5} of {compared[aspect]:5}  {100 * right[aspect] / compared[aspect]:.2f} %')
    return 1 if trouble else 0


if __name__ == '__main__':
    sys.exit(main())
