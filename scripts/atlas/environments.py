"""Makes the environments of releases.py under the user's cache and runs programs in them."""

import json
import os
import pathlib
import shutil
import subprocess
import threading

import releases

CACHE = pathlib.Path(os.environ.get('XDG_CACHE_HOME') or pathlib.Path.home() / '.cache') / 'weighbridge' / 'atlas'
LEAST_FREE_BYTES = 15 << 30
MAKING = threading.Lock()  # two releases may wait for one base


def find_python(wanted):
    """The first interpreter of these versions on the PATH or from pyenv."""
    roots = [pathlib.Path(os.environ.get('PYENV_ROOT') or pathlib.Path.home() / '.pyenv') / 'versions']
    for version in wanted:
        candidates = [path for root in roots for path in sorted(root.glob(version + '.*/bin/python'), reverse=True)]
        on_path = shutil.which('python' + version)
        for candidate in candidates + ([on_path] if on_path else []):
            done = subprocess.run(
                [str(candidate), '-c', 'import sys, venv; print("%d.%d" % sys.version_info[:2])'],
                capture_output=True,
                text=True,
            )
            if done.returncode == 0 and done.stdout.strip() == version:
                return str(candidate)
    return None


class Unavailable(Exception):
    """Why an environment can't be had here."""


def run_steps(name, steps):
    for step in steps:
        done = subprocess.run(step, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if done.returncode != 0:
            raise Unavailable(f'{name}: {done.stdout.strip().splitlines()[-1]}')


def make_base(name):
    """The base's Python. Made once; made again when its requirements change."""
    with MAKING:
        return make_base_alone(name)


def make_base_alone(name):
    base = releases.BASES[name]
    folder, wanted = CACHE / name, json.dumps(base.requirements)
    python, stamp = folder / 'bin/python', folder / 'requirements.json'
    if stamp.exists() and stamp.read_text() == wanted:
        return python
    CACHE.mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(CACHE).free < LEAST_FREE_BYTES:
        raise Unavailable(f'{name}: less than 15 GiB are free')
    interpreter = find_python(base.pythons)
    if interpreter is None:
        raise Unavailable(f'{name}: no Python {" or ".join(base.pythons)} here')
    print(f'{name}: installing {" ".join(base.requirements)}', flush=True)
    shutil.rmtree(folder, ignore_errors=True)
    install = [str(python), '-m', 'pip', 'install', '-q', '--no-compile', '--prefer-binary']
    run_steps(
        name,
        [
            [interpreter, '-m', 'venv', str(folder)],
            *([[*install, base.pip]] if base.pip else []),
            [*install, *base.requirements],
        ],
    )
    stamp.write_text(wanted)
    return python


def make_overlay(release):
    """The folder with the release's own package, None where the base brings it."""
    if not release.overlay:
        return None
    folder = CACHE / 'overlays' / releases.label(release)
    if not folder.exists():
        scratch = folder.with_name(folder.name + '.new')
        shutil.rmtree(scratch, ignore_errors=True)
        run_steps(
            releases.label(release),
            [
                [
                    str(make_base(release.base)),
                    '-m',
                    'pip',
                    'install',
                    '-q',
                    '--no-compile',
                    '--no-deps',
                    '--target',
                    str(scratch),
                    release.overlay,
                ]
            ],
        )
        scratch.rename(folder)
    return folder


def run(release, program, arguments, seconds=1500, **more):
    """Runs a Python program with this release as its Keras; the finished process, its output as text. `more`:
    variables of its environment."""
    python, overlay = make_base(release.base), make_overlay(release)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(('PYTHON', 'KERAS', 'TF_'))}
    environment.update(
        CUDA_VISIBLE_DEVICES='-1',
        TF_CPP_MIN_LOG_LEVEL='3',
        OMP_NUM_THREADS='1',
        KERAS_BACKEND=releases.backend_of(release),
        WEIGHBRIDGE_FAMILY=release.family,
    )
    environment.update(more)
    if overlay:
        environment['PYTHONPATH'] = str(overlay)
    return subprocess.run(
        [str(python), str(program), *map(str, arguments)],
        env=environment,
        timeout=seconds,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        errors='replace',
    )
