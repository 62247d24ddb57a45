"""Seconds that deduce takes to start, and to annotate every text of a file of JSON lines."""
import json
import sys
import time

start = time.perf_counter()
from deduce import Deduce  # noqa: E402

tool = Deduce()
tool.deidentify("Jan belde.")
print(time.perf_counter() - start)
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]
start = time.perf_counter()
for text in texts:
    tool.deidentify(text)
print(time.perf_counter() - start)
