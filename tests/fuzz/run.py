#!/usr/bin/env python3
"""Runs a fuzz target: run.py TARGET BINARY SECONDS [--short] [FOLDER...]

What it finds (a crash, a hang, too much memory) is written to build/fuzz/TARGET/found, and the exit code says so. What it learns is kept in
build/fuzz/TARGET/corpus for the next time. FOLDER: further files to start from. --short: from the seeds alone, always the same numbers.
"""
import pathlib
import subprocess
import sys
import tempfile

import seeds

BUILD = seeds.SOURCE / 'build' / 'fuzz'
# The promise is 1 s and 256 MB of the command as it is shipped; sanitizers take about five times the time, on a machine that does other
# things too, and three times the memory.
LIMITS = ['-timeout=15', '-rss_limit_mb=1024', '-malloc_limit_mb=256']


def run(target, binary, seconds, short, folders):
    most_bytes, _ = seeds.TARGETS[target]
    found = BUILD / target / 'found'
    found.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        start = pathlib.Path(scratch) / 'seeds'
        seeds.write(target, start)
        learnt = pathlib.Path(scratch) / 'learnt' if short else BUILD / target / 'corpus'
        learnt.mkdir(parents=True, exist_ok=True)
        command = [binary, *LIMITS, f'-max_len={most_bytes}', f'-max_total_time={seconds}', f'-artifact_prefix={found}/',
                   '-print_final_stats=1', *(['-seed=1'] if short else []), learnt, start, *folders]
        return subprocess.run(command, check=False).returncode


if __name__ == '__main__':
    arguments = [argument for argument in sys.argv[1:] if argument != '--short']
    sys.exit(run(*arguments[:3], '--short' in sys.argv, arguments[3:]))
