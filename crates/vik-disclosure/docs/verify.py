#!/usr/bin/env python3
"""Verifies a release history from docs/THEOREM.md alone. Standard library only, no solver.

    python3 verify.py history.json            exit code 0: verified; 1: broken, with the rule
"""
import hashlib
import json
import sys
from itertools import product


class Broken(Exception):
    """A rule that does not hold."""


def need(holds, where, rule):
    if not holds:
        raise Broken(f"{where}: expected that {rule}")


def compact(value):
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()


def sha(data):
    return hashlib.sha256(data).hexdigest()


def lines_hash(lines):
    """Section 2.1: every line is its number of parts, then each part with its length."""
    data = bytearray()
    for line in lines:
        data += len(line).to_bytes(8, "big")
        for part in line:
            raw = str(part).encode()
            data += len(raw).to_bytes(8, "big") + raw
    return sha(data)


def whole(value):
    return type(value) is int and value >= 0


def keys_of(value, names, where):
    need(isinstance(value, dict) and list(value) == names.split(), where, "fields are as documented")


class Cube:
    """Section 3: leaves by number, and the code that each leaf has of each attribute."""

    def __init__(self, spec):
        keys_of(spec, "id dims margins linked base measure", "definitions")
        self.id, self.base, self.linked = spec["id"], spec["base"], spec["linked"]
        self.margins = [list(m) for m in spec["margins"]]
        self.dims = [d["name"] for d in spec["dims"]]
        self.leaves = list(product(*[d["codes"] for d in spec["dims"]]))
        self.number = {codes: n for n, codes in enumerate(self.leaves)}
        need(len(self.number) == len(self.leaves), self.id, "codes are distinct")
        self.column = {}
        for place, dim in enumerate(spec["dims"]):
            keys_of(dim, "name codes parent parent_name", self.id)
            need(dim["name"] not in self.column, self.id, "attributes are distinct")
            self.column[dim["name"]] = [leaf[place] for leaf in self.leaves]
            if dim["parent_name"] is not None:
                need(dim["parent_name"] not in self.column, self.id, "attributes are distinct")
                above = dict(dim["parent"])
                need(len(above) == len(dim["parent"]), self.id, "a code has one parent")
                self.column[dim["parent_name"]] = [above[leaf[place]] for leaf in self.leaves]
        need(not self.linked or spec["measure"] not in ("mentions", "window"), self.id, "linked cubes count cases of one period")

    def cells(self, names):
        """For each leaf its codes of these attributes."""
        return list(zip(*[self.column[n] for n in names])) if names else [()] * len(self.leaves)


class Known:
    """Section 3: definitions with their join tree."""

    def __init__(self, definitions, branches):
        keys_of(definitions, "cubes impossible", "definitions")
        self.cubes = {spec["id"]: Cube(spec) for spec in definitions["cubes"]}
        ids = [spec["id"] for spec in definitions["cubes"]]
        need(ids == sorted(set(ids)), "definitions", "cubes are defined once and in order")
        linked = {c.id: set(c.column) for c in self.cubes.values() if c.linked}
        need(len(branches) == max(len(linked) - 1, 0), "tree", "the branches join all linked cubes")
        part = {cube: cube for cube in linked}
        carried = {}
        for cube, parent, shared in branches:
            need(cube in linked and parent in linked, "tree", "a branch joins two linked cubes")
            need(list(shared) == sorted(linked[cube] & linked[parent]), "tree", "a branch names what is shared")
            old, new = part[cube], part[parent]
            need(old != new, "tree", "the branches form no circle")
            part = {c: new if p == old else p for c, p in part.items()}
            for name in shared:
                carried[name] = carried.get(name, 0) + 1
        for name in set().union(*linked.values()):
            holders = sum(name in names for names in linked.values())
            need(carried.get(name, 0) == holders - 1, "tree", "holders of an attribute are neighbours")
        self.keys = [(self.cubes[c].cells(s), self.cubes[p].cells(s)) for c, p, s in branches]
        self.possible = {c.id: [True] * len(c.leaves) for c in self.cubes.values()}
        for listed in definitions["impossible"]:
            for leaf in listed["leaves"]:
                need(whole(leaf), "definitions", "a leaf is a number")
                self.possible[listed["cube"]][leaf] = False
        self.live = []
        for (cube, parent, _), (own, others) in zip(branches, self.keys):
            a, b = [{k for k, p in zip(keys, self.possible[c]) if p} for keys, c in ((own, cube), (others, parent))]
            need(a == b, "definitions", "a leaf that fits no neighbour is impossible")
            self.live.append(sorted(a))


def agree(own, others, left, right, count):
    totals = {}
    for sign, keys, pairs in ((1, own, left), (-1, others, right)):
        for key, pair in zip(keys, pairs):
            totals[key] = totals.get(key, 0) + sign * count(pair)
    return not any(totals.values())


def check_rows(rows, keys, live, pairs, possible, contents, base, where):
    """Section 4.3: each row leads on."""
    need([tuple(r[0]) for r in rows] == live, where, "there is one row for each possible combination")
    sums = [{}, {}]
    for key, pair in zip(keys, pairs):
        for total, content in zip(sums, contents):
            total[key] = total.get(key, 0) + content(pair)
    for key, up, *down in rows:
        key = tuple(key)
        fits = lambda leaf: whole(leaf) and leaf < len(keys) and keys[leaf] == key and possible[leaf]
        need(fits(up), where, "an up path goes on")
        need(len(down) == 2, where, "a row has four parts")
        for leaf, total, content in zip(down, sums, contents):
            need((leaf is None) == (total[key] == 0), where, "a down path goes on where something is shown")
            need(leaf is None or (fits(leaf) and content(pairs[leaf]) >= base), where, "a down path holds a base")


def check_quarter(release, known, shown, base, months, where):
    """Section 4.4: the sum of three published months, within the base."""
    number = release["record"]["period"].split("-Q")
    need(len(number) == 2 and number[1] in ("1", "2", "3", "4"), where, "a derived period is a quarter")
    names = [f"{number[0]}-{3 * int(number[1]) - k:02}" for k in (2, 1, 0)]
    need(all(n in months for n in names), where, "its months are published")
    for branch in release["witness"]["branches"]:
        need(branch["to_parent"] == [] == branch["to_cube"], where, "a derived release has no paths")
    of_months = {c.id: [] for n in names for c in months[n][0].cubes.values()}
    for name in names:
        for cube in months[name][0].cubes.values():
            of_months[cube.id].append(cube.dims)
    need(set(of_months) == set(known.cubes), where, "a quarter has the cubes of its months")
    for cube in known.cubes.values():
        need(all(dims == cube.dims for dims in of_months[cube.id]), where, "dimensions are those of the months")
        sums = [[0, 0] for _ in cube.leaves]
        for name in names:
            for codes, persons, cases in months[name][1].get(cube.id, []):
                pair = sums[cube.number[tuple(codes)]]
                pair[0] += persons
                pair[1] += cases
        for pair, total in zip(shown[cube.id], sums):
            for value, sum_ in zip(pair, total):
                need(abs(value - sum_) < base and (sum_ > 0 or value == 0), where, "a quarter is its months' sum")


def check_year(release, known, shown, months, where):
    """Section 4.5: a finer cube of a year adds up to its published periods."""
    branches, year = release["witness"]["branches"], release["record"]["period"]
    need(len(branches) == 1 == len(known.cubes), where, "a year has one cube and one branch")
    (branch,), (cube,) = branches, known.cubes.values()
    shared, possible = branch["shared"], known.possible[cube.id]
    need(branch["cube"] == cube.id and branch["to_parent"] == [] == branch["to_cube"], where, "the branch is of its cube")
    periods = [months[n] for n in months if n.split("-")[0] == year]
    need(periods, where, "a year follows its published periods")
    own, met, errors = cube.cells(shared), set(), {}
    for key, pair in zip(own, shown[cube.id]):
        errors[key] = errors.get(key, 0) + pair[1]
    for of_month, leaves in periods:
        mother = of_month.cubes[branch["parent"]]
        need(shared == sorted(set(mother.column) & set(cube.column)), where, "the branch names what is shared")
        keys = mother.cells(shared)
        met |= {k for k, p in zip(keys, of_month.possible[mother.id]) if p}
        for codes, _, cases in leaves[mother.id]:
            key = keys[mother.number[tuple(codes)]]
            errors[key] = errors.get(key, 0) - cases
    need({k for k, p in zip(own, possible) if p} == met, where, "year and periods have leaves for each other")
    need(not any(errors.values()), where, "a year adds up to its published periods")


def verify(raw):
    history = json.loads(raw)
    need(compact(history) == raw, "file", "it is compact JSON")
    keys_of(history, "definitions releases", "file")
    need(list(history["definitions"]) == sorted({r["record"]["proof"]["definitions_sha256"] for r in history["releases"]}),
         "definitions", "they are those that the records name")
    previous, known_by, months, last_quarter, last_year, joint = "0" * 64, {}, {}, "", "", 0
    for place, release in enumerate(history["releases"], 1):
        record, witness, where = release["record"], release["witness"], f"release {place}"
        keys_of(release, "record cubes witness", where)
        keys_of(record, "number period kind policy_version warehouse_version created_by_rule proof cubes previous_hash hash", where)
        keys_of(witness, "format period kind persons exact branches", where)
        proof, period = record["proof"], record["period"]
        keys_of(proof, "base tolerance definitions_sha256 witness_sha256", where)
        head = ["vik release 2", record["number"], period, record["kind"], record["policy_version"],
                record["warehouse_version"], record["created_by_rule"], record["previous_hash"]]
        middle = ["proof", proof["base"], proof["tolerance"], proof["definitions_sha256"], proof["witness_sha256"]]
        cubes = [[c["id"], c["leaves"], c["sha256"]] for c in record["cubes"]]
        need(record["number"] == place and whole(record["number"]), where, "releases are numbered from 1")
        need(record["previous_hash"] == previous, where, "it has the hash of the release before")
        need(record["hash"] == lines_hash([head, middle] + cubes), where, "its hash fits its fields")
        previous = record["hash"]
        need(sha(compact(witness)) == proof["witness_sha256"], where, "the witness has its digest")
        need(witness["format"] == 1 and witness["period"] == period, where, "the witness is of this period")
        need(witness["exact"] == [], where, "no exact totals are registered")
        base = proof["base"]
        need(whole(base) and base >= 2 and whole(proof["tolerance"]), where, "base and tolerance are numbers")
        need(proof["tolerance"] >= base - 1, where, "the tolerance is at least the base less one")
        digest = proof["definitions_sha256"]
        branches = [(b["cube"], b["parent"], tuple(b["shared"])) for b in witness["branches"] if witness["kind"] != "year"]
        if digest not in known_by:
            need(sha(compact(history["definitions"][digest])) == digest, where, "the definitions have their digest")
            known_by[digest] = (Known(history["definitions"][digest], branches), branches)
        known, first_branches = known_by[digest]
        need(branches == first_branches, where, "equal definitions have equal branches")
        need(list(known.cubes) == [c["id"] for c in release["cubes"]] == [c["id"] for c in record["cubes"]], where, "cubes as defined")
        shown = {}
        for cube, entry, written in zip(known.cubes.values(), release["cubes"], record["cubes"]):
            leaves = entry["leaves"]
            lines = [[cube.id, cube.base] + cube.dims] + [codes + [p, c] for codes, p, c in leaves]
            need(written["sha256"] == lines_hash(lines) and written["leaves"] == len(leaves), where, "leaves have their digest")
            need(cube.base == base, where, "every cube has the base of the record")
            order = [codes for codes, _, _ in leaves]
            need(all(a < b for a, b in zip(order, order[1:])), where, "leaves come once and in order")
            pairs = [(0, 0)] * len(cube.leaves)
            for codes, persons, cases in leaves:
                need(whole(persons) and whole(cases) and cases > 0, where, "zeros are left out")
                need(persons % base == 0 == cases % base, where, "counts are multiples of the base")
                need(persons <= cases <= 2 * persons, where, "persons <= cases <= 2 * persons")
                need(tuple(codes) in cube.number, where, "codes are known")
                pairs[cube.number[tuple(codes)]] = (persons, cases)
            need(not any(p != (0, 0) and not ok for p, ok in zip(pairs, known.possible[cube.id])), where, "impossible leaves show 0")
            shown[cube.id] = pairs
        for (cube, parent, _), (own, others) in zip(branches, known.keys):
            need(agree(own, others, shown[cube], shown[parent], lambda p: p[1]), where, f"{cube} and {parent} agree on cases")
        if witness["kind"] == "derived":
            need(period > last_quarter, where, "periods come once and in order")
            check_quarter(release, known, shown, base, months, where)
            last_quarter = period
            continue
        if witness["kind"] == "year":
            need(period > last_year, where, "periods come once and in order")
            check_year(release, known, shown, months, where)
            last_year = period
            continue
        need(not last_year or period.split("-")[0] > last_year, where, "a year that is added up gets no more periods")
        need(witness["kind"] == "paths" and witness["persons"] in ("joint", "cube"), where, "the kind is known")
        need(not months or period > max(months), where, "periods come once and in order")
        months[period] = (known, {c["id"]: c["leaves"] for c in release["cubes"]})
        contents = (lambda p: p[1], lambda p: 0)
        if witness["persons"] == "joint":
            contents = (lambda p: 2 * p[0] - p[1], lambda p: p[1] - p[0])
            joint += 1
        for branch, (own, others), live in zip(witness["branches"], known.keys, known.live):
            keys_of(branch, "cube parent shared to_parent to_cube", where)
            cube, parent = branch["cube"], branch["parent"]
            if witness["persons"] == "joint":
                need(agree(own, others, shown[cube], shown[parent], lambda p: p[0]), where, f"{cube} and {parent} agree on persons")
            for rows, keys, target in ((branch["to_parent"], others, parent), (branch["to_cube"], own, cube)):
                check_rows(rows, keys, live, shown[target], known.possible[target], contents, base, f"{where}, {target}")
    return f"verified: {len(history['releases'])} releases, {len(months)} with paths, {joint} joint, head {previous}"


if __name__ == "__main__":
    with open(sys.argv[1], "rb") as file:
        text = file.read()
    try:
        print(verify(text))
    except Broken as broken:
        sys.exit(f"broken: {broken}")
    except (ValueError, KeyError, TypeError, IndexError, AttributeError) as damaged:
        sys.exit(f"broken: file: expected the documented form ({type(damaged).__name__})")
