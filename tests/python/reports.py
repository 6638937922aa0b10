"""Prints what weigh() gives, one line each, for other tests: tests/python/reports.py native|wasm, with a list of
[path or folder, values: true or false] as JSON on its standard input. Run by the Python of integrations/tools python-tests.
"""

import json
import sys

from support import use

weighbridge = use(sys.argv[1])
from weighbridge import engine  # noqa: E402  (of that wheel)

assert engine.is_native() == (sys.argv[1] == "native")
for path, values in json.load(sys.stdin):
    sys.stdout.write(weighbridge.weigh(path, values=values).to_json())
