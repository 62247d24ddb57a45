"""Writes pycanon.json: small tables and what pyCANON says about them.

    python3 -m venv .venv && .venv/bin/pip install pycanon==1.3.6
    .venv/bin/python crates/vik-disclosure/tests/microdata/make_vectors.py

Tables are seeded. Codes are written as they are; an attribute is text for pyCANON where its
distance is equal, and a number where it is ordered. `entropy_l` is pyCANON's, which is rounded
down; `entropy` is its formula without that. Persons are counted by pandas, as pyCANON knows none.
"""

import importlib.metadata
import json
import pathlib
import random

import numpy as np
import pandas as pd
from pycanon import anonymity

COMMAND = "python crates/vik-disclosure/tests/microdata/make_vectors.py"


def table(seed, rows, sizes, sensitive, persons):
    """Skewed codes: low ones are more common."""
    draw = random.Random(seed)
    code = lambda size: min(draw.randrange(size), draw.randrange(size))
    return {
        "persons": [draw.randrange(persons) for _ in range(rows)],
        "quasi": [[code(size) for _ in range(rows)] for size in sizes],
        "sensitive": [
            {"distance": distance, "codes": [code(size) for _ in range(rows)]}
            for size, distance in sensitive
        ],
    }


def entropy(frame, quasi, attribute):
    smallest = np.inf
    for _, part in frame.groupby(quasi):
        share = part[attribute].value_counts(normalize=True, sort=False).to_numpy()
        smallest = min(smallest, float(np.exp(-np.sum(share * np.log(share)))))
    return smallest


def expected(table):
    quasi = [f"q{place}" for place in range(len(table["quasi"]))]
    columns = {name: codes for name, codes in zip(quasi, table["quasi"])}
    names = []
    for place, attribute in enumerate(table["sensitive"]):
        names.append(f"s{place}")
        codes = attribute["codes"]
        text = attribute["distance"] == "equal"
        columns[f"s{place}"] = [f"{code:03}" for code in codes] if text else codes
    frame = pd.DataFrame(columns)
    people = frame.assign(person=table["persons"]).groupby(quasi)["person"].nunique()
    return {
        "k_rows": int(anonymity.k_anonymity(frame, quasi)),
        "k": int(people.min()),
        "classes": int(len(people)),
        "sensitive": [
            {
                "l": int(anonymity.l_diversity(frame, quasi, [name])),
                "entropy_l": int(anonymity.entropy_l_diversity(frame, quasi, [name])),
                "entropy": entropy(frame, quasi, name),
                "t": float(anonymity.t_closeness(frame, quasi, [name])),
            }
            for name in names
        ],
    }


def main():
    plans = [
        (1, 12, [2], [(3, "equal")], 12),
        (2, 60, [3, 2], [(4, "equal"), (5, "ordered")], 30),
        (3, 200, [2, 2], [(3, "equal"), (3, "ordered")], 200),
        (4, 400, [4, 3, 2], [(6, "equal"), (9, "ordered")], 90),
        (5, 900, [3, 3], [(4, "equal"), (7, "ordered")], 500),
        (6, 1500, [2, 3], [(12, "equal"), (30, "ordered")], 1500),
        (7, 300, [9, 7, 5, 3], [(5, "equal"), (2, "ordered")], 250),
    ]
    tables = []
    for seed, rows, sizes, sensitive, persons in plans:
        made = table(seed, rows, sizes, sensitive, persons)
        tables.append({"seed": seed, **made, "expected": expected(made)})
    text = {
        "command": COMMAND,
        "pycanon": importlib.metadata.version("pycanon"),
        "numpy": np.__version__,
        "pandas": pd.__version__,
        "tables": tables,
    }
    path = pathlib.Path(__file__).with_name("pycanon.json")
    path.write_text(json.dumps(text, separators=(",", ":")) + "\n")


main()
