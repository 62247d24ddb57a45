"""What DuckDB does in the same run: the same export to Parquet, the same cube SQL over the same files.

usage: peer.py intake EXPORT.csv OUT.parquet
       peer.py atoms WAREHOUSE_FOLDER CUBES_FOLDER
"""
import json
import pathlib
import sys
import time

import duckdb

db = duckdb.connect()
db.execute("SET threads = 2")


def intake(export, parquet):
    """Reads every column, hashes who and which case, reads the dates, drops names and free text."""
    names = [row[0] for row in db.execute(f"DESCRIBE SELECT * FROM read_csv('{export}', delim=';', all_varchar=true)").fetchall()]
    dates = [name for name in names if name.startswith("datum_") or name in ("embargo_tot", "strafrecht_onherroepelijk")]
    dropped = ["zaaknummer", "personeelsnummer", "naam", "team_naam", "beschrijving"] + dates
    parsed = ", ".join(f"try_strptime({name}, '%d-%m-%Y')::DATE AS {name}" for name in dates)
    db.execute(
        f"COPY (SELECT sha256('key' || zaaknummer) AS case_key, sha256('key' || personeelsnummer) AS person_key, {parsed}, "
        f"* EXCLUDE ({', '.join(dropped)}) FROM read_csv('{export}', delim=';', all_varchar=true)) "
        f"TO '{parquet}' (FORMAT parquet, COMPRESSION zstd)"
    )


def live_files(folder):
    """The files of the newest version of a Delta table, from its log."""
    files = set()
    for entry in sorted((pathlib.Path(folder) / "_delta_log").glob("*.json")):
        for line in entry.read_text().splitlines():
            action = json.loads(line)
            if "add" in action:
                files.add(action["add"]["path"])
            if "remove" in action:
                files.discard(action["remove"]["path"])
    return [str(pathlib.Path(folder) / name) for name in sorted(files)]


def atoms(folder, cubes):
    """Counts every cube, with the SQL that the freeze runs."""
    start = time.time()
    db.execute(f"CREATE VIEW warehouse AS SELECT * FROM read_parquet({live_files(folder)!r})")
    db.execute(
        "CREATE VIEW involvements AS "
        "SELECT *, CASE WHEN earlier >= closed_in - INTERVAL '24' MONTH THEN 'yes' ELSE 'no' END AS repeat_24m "
        "FROM (SELECT *, max(CASE WHEN finding = 'established' THEN closed_in END) OVER ("
        "PARTITION BY person_key ORDER BY closed_in, case_key "
        "ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS earlier FROM warehouse)"
    )
    leaves = 0
    for file in sorted(pathlib.Path(cubes).glob("*.sql")):
        sql = file.read_text().split("+++*/", 1)[1]
        leaves += len(db.execute(sql).fetchall())
    print("seconds counting:", time.time() - start)
    print("leaves:", leaves)


{"intake": intake, "atoms": atoms}[sys.argv[1]](*sys.argv[2:])
