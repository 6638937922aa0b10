"""timed.py COMMAND...: runs it with its output thrown away; prints time by the clock, processor time, most memory (of the largest process) as JSON."""
import json
import os
import subprocess
import sys
import time

began = time.perf_counter()
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
size = sum(len(piece) for piece in iter(lambda: process.stdout.read(1 << 20), b""))
_, status, used = os.wait4(process.pid, 0)
taken = time.perf_counter() - began
if status:
    sys.exit(f"{' '.join(sys.argv[1:])} failed: {status}")
print(json.dumps({"milliseconds": 1000 * taken, "processorMilliseconds": 1000 * (used.ru_utime + used.ru_stime),
                  "memoryBytes": 1024 * used.ru_maxrss, "outputBytes": size}))
