"""The tables of the lake from its raw bucket, equal to those of the C# function byte for byte."""

import hashlib
import json
import pkgutil

_NAMES = json.loads(pkgutil.get_data(__name__, "names.json"))

# The names that the C# functions have too: a test of theirs writes names.json.
TABLES = {name: columns.split(",") for name, columns in _NAMES["tables"].items()}
KINDS, ENDPOINTS, TOP_TRACKS, EXPORT_FIELDS, ESCAPED_IN_JSON_LINES = (
    _NAMES[name] for name in ("kinds", "endpoints", "top_tracks", "export_fields", "escaped_in_json_lines"))
METRICS = _NAMES["metrics"]
MAX_ARTISTS = _NAMES["max_artists"]
PLAYLISTS, IMPORTS, PLAYS_PAGES, MARKERS, PLAYS_MARKERS, REJECTED = _NAMES["zones"].values()

# The version that markers name. It is derived from the code alone, in a folder and in an archive.
_FILES = ["names.json", *sorted(found.name + ".py" for found in pkgutil.iter_modules(__path__)), "__init__.py"]
VERSION = hashlib.sha256(b"".join(pkgutil.get_data(__name__, name) for name in _FILES)).hexdigest()[:12]
