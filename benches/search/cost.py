"""Runs a command; prints CPU seconds and peak memory in MB of it and of all that it started, as JSON.

Node can ask this only of itself, not of what it runs.
"""

import json
import resource
import subprocess
import sys

done = subprocess.run(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
if done.returncode != 0:
    sys.exit(f"failed: {' '.join(sys.argv[1:])}\n{done.stderr}")
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({"cpu": used.ru_utime + used.ru_stime, "peak": used.ru_maxrss / 1024}))
