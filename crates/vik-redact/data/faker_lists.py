"""Writes lists/faker_*.txt from the Python package Faker (MIT).

usage: python3 faker_lists.py FOLDER-OF-THE-UNPACKED-WHEEL
Same package, same bytes. The version used is in SOURCES.md.
"""

import importlib
import pathlib
import re
import sys

sys.path.insert(0, sys.argv[1])
OUT = pathlib.Path(__file__).parent / "lists"

# Only locales in Latin letters; the others are transliterated in lists/*.txt by hand.
LOCALES = """az_AZ cs_CZ da_DK de_AT de_CH de_DE en_GB en_IE en_IN en_KE en_NG en_PK en_US es_AR es_CO
es_ES es_MX et_EE fi_FI fr_BE fr_CH fr_DZ fr_FR ga_IE ha_NG hr_HR hu_HU id_ID ig_NG is_IS it_IT lt_LT lv_LV
nl_BE nl_NL no_NO pl_PL pt_BR pt_PT ro_RO sk_SK sl_SI sv_SE sw tr_TR tw_GH uz_UZ vi_VN yo_NG""".split()
PARTICLES = set("""van de der den het ter ten te in 't op aan bij uit uijt voor over onder la le du des von zu zum
d' del della di da dos das do el al ben bin bint ibn abu y e i en""".split())
LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ][A-Za-zÀ-ɏḀ-ỿ'’-]+\Z")


def names(provider, stem):
    for key in dir(provider):
        if re.match(stem + r"_names?(_|$)", key):
            value = getattr(provider, key)
            if isinstance(value, (dict, tuple, list, set)):
                yield from (x for x in value if isinstance(x, str))


def words(name):
    for word in name.split():
        word = word.strip("'’")
        if word.lower() not in PARTICLES and LATIN.match(word) and word[0].isupper():
            yield word


def write(name, values):
    (OUT / name).write_text("\n".join(sorted(values)) + "\n", encoding="utf-8")


first, last = set(), set()
for locale in LOCALES:
    provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
    for name in names(provider, "first"):
        first.update(words(name))
    for name in names(provider, "last"):
        # Old Dutch patronymics and counts of the tenth century ("Aelftrud van Wessex") are no family names.
        parts = list(words(name))
        last.update(parts[-1:])

dutch = importlib.import_module("faker.providers.address.nl_NL").Provider
flemish = importlib.import_module("faker.providers.address.nl_BE").Provider
write("faker_first.txt", first)
write("faker_last.txt", last)
write("faker_places.txt", set(dutch.cities) | set(flemish.cities) | set(dutch.provinces) | set(flemish.provinces))
write("faker_countries.txt", set(dutch.countries))
