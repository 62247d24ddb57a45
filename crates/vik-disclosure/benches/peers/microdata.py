"""The same measures by other tools, for benches/microdata.rs. Prints one JSON object.

    python microdata.py records.csv TOOL

Loading the records is not part of the times. Memory is the peak above the loaded records.
"""

import json
import math
import sys
import time

QUASI = ["unit", "rank", "age", "gender", "service", "year"]
SENSITIVE = {"category": "equal", "outcome": "equal", "severity": "ordered"}


def kilobytes(name):
    with open("/proc/self/status") as status:
        for line in status:
            if line.startswith(name):
                return int(line.split()[1])
    return 0


def forget_peak():
    with open("/proc/self/clear_refs", "w") as refs:
        refs.write("5")


def measured(work, runs):
    """The fastest of some runs: wall and processor seconds; and the peak of all runs."""
    best, memory = None, 0
    loaded = kilobytes("VmRSS")
    for _ in range(runs):
        forget_peak()
        wall, processor = time.perf_counter(), time.process_time()
        found = work()
        wall = time.perf_counter() - wall
        processor = time.process_time() - processor
        memory = max(memory, (kilobytes("VmHWM") - loaded) / 1024)
        if best is None or wall < best["wall"]:
            best = {"wall": wall, "cpu": processor, "found": found}
    return best | {"memory": memory}


def with_duckdb(path, threads, closeness):
    import duckdb

    base = duckdb.connect()
    base.execute(f"SET threads = {threads}")
    base.execute(f"CREATE TABLE records AS SELECT * FROM read_csv('{path}')")
    by = ", ".join(QUASI)

    def counts():
        distinct = ", ".join(f"count(DISTINCT {name}) AS l_{name}" for name in SENSITIVE)
        smallest = ", ".join(f"min(l_{name})" for name in SENSITIVE)
        row = base.execute(
            f"""SELECT count(*), min(rows), min(persons), sum(rows) FILTER (persons < 5), {smallest}
                FROM (SELECT {by}, count(*) AS rows, count(DISTINCT person) AS persons, {distinct}
                      FROM records GROUP BY {by})"""
        ).fetchone()
        found = {"classes": row[0], "k_rows": row[1], "k": row[2], "rows_below_k": row[3]}
        return found | {f"l {name}": row[4 + place] for place, name in enumerate(SENSITIVE)}

    def everything():
        found = counts()
        for name, distance in SENSITIVE.items():
            shares = f"""
                WITH tally AS (SELECT {by}, {name} AS value, count(*) AS c FROM records GROUP BY ALL),
                     classes AS (SELECT {by}, sum(c) AS n FROM tally GROUP BY ALL),
                     overall AS (SELECT value, sum(c) / sum(sum(c)) OVER () AS p FROM tally GROUP BY value)"""
            entropy = base.execute(
                f"""{shares} SELECT exp(min(h)) FROM
                    (SELECT -sum(c / n * ln(c / n)) AS h FROM tally JOIN classes USING ({by}) GROUP BY {by})"""
            ).fetchone()[0]
            if distance == "equal":
                t = base.execute(
                    f"""{shares} SELECT max(t) FROM
                        (SELECT (sum(abs(c / n - p)) + 1 - sum(p)) / 2 AS t
                         FROM tally JOIN classes USING ({by}) JOIN overall USING (value) GROUP BY {by})"""
                ).fetchone()[0]
            else:
                t = base.execute(
                    f"""{shares},
                     steps AS (SELECT {by}, value, sum(coalesce(c, 0) / n - p) OVER
                                      (PARTITION BY {by} ORDER BY value) AS moved
                               FROM classes CROSS JOIN overall LEFT JOIN tally USING ({by}, value))
                    SELECT max(t) / ((SELECT count(*) FROM overall) - 1) FROM
                        (SELECT sum(abs(moved)) AS t FROM steps GROUP BY {by})"""
                ).fetchone()[0]
            found |= {f"entropy l {name}": entropy, f"t {name}": t}
        return found

    return measured(everything if closeness else counts, 3)


def with_pycanon(path, closeness):
    import pandas
    from pycanon import anonymity

    frame = pandas.read_csv(path)
    for name, distance in SENSITIVE.items():
        if distance == "equal":
            frame[name] = frame[name].map("{:03}".format)

    def work():
        found = {"k_rows": int(anonymity.k_anonymity(frame, QUASI))}
        for name in SENSITIVE:
            found[f"l {name}"] = int(anonymity.l_diversity(frame, QUASI, [name]))
            if closeness:
                found[f"t {name}"] = float(anonymity.t_closeness(frame, QUASI, [name]))
        return found

    return measured(work, 1)


def main():
    path, tool = sys.argv[1:3]
    if tool == "versions":
        import importlib.metadata

        print(json.dumps({name: importlib.metadata.version(name) for name in ("duckdb", "pycanon")}))
        return
    tools = {
        "duckdb-1": lambda: with_duckdb(path, 1, False),
        "duckdb": lambda: with_duckdb(path, 2, False),
        "duckdb-t": lambda: with_duckdb(path, 1, True),
        "pycanon": lambda: with_pycanon(path, False),
        "pycanon-t": lambda: with_pycanon(path, True),
    }
    result = tools[tool]()
    assert all(not math.isnan(value) for value in result["found"].values())
    print(json.dumps(result))


main()
