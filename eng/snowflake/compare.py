"""Runs the views and merges of `snowflake --print` over the files of a run, in the emulator fakesnow, and compares each
answer, and the rows of each analytics table, with those of the run. The task that loads cannot run there: this script
reads the files that the markers name in its place. docs/develop.md says how to run it."""

import argparse
import calendar
import csv
import datetime
import hashlib
import json
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

# The emulator has no AUTO, no format of a day, and no LISTAGG in a MERGE: there the source is a table first.
AUTO = re.compile(r"TRY_TO_TIMESTAMP_TZ\((REGEXP_SUBSTR\(.*?'\)), 'AUTO'\)")
DAY = re.compile(r"TO_CHAR\((.*?), '(YYYY(?:-MM(?:-DD)?)?)'\)")
SOURCE = re.compile(r"(MERGE INTO \w+ t\s+USING) \(\n(.*)\n *\) s\n *ON ", re.DOTALL)

TABLE = re.compile(r"^CREATE TABLE (\w+) \(\n(.*?)\n\)", re.DOTALL | re.MULTILINE)
COLUMN = re.compile(r"^ *(\w+) (\w+(?:\([\d,]+\))?)", re.MULTILINE)
VIEW = re.compile(r"^CREATE VIEW (\w+)(?: COMMENT = '(?:[^']|'')*')? AS\n(.*?);\n\n", re.DOTALL | re.MULTILINE)
MERGE = re.compile(r"^ *(MERGE INTO (\w+) t\n.*?);\n", re.DOTALL | re.MULTILINE)


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--out", default="out", help="the folder of the run")
    options.add_argument("--sql", required=True, help="the file with what `snowflake --print` prints")
    options.add_argument("--twin", default="dotnet dev.cs", help="the command of the twin")
    asked = options.parse_args()
    out = pathlib.Path(asked.out)
    script = pathlib.Path(asked.sql).read_text(encoding="utf-8")

    import fakesnow
    import snowflake.connector

    with fakesnow.patch(), snowflake.connector.connect(database="SPOTIFY", schema="LAKE") as connection:
        differences = compare(connection.cursor(), script, out, asked.twin)
    return 1 if differences else 0


def compare(cursor, script, out, twin):
    tables = {name: COLUMN.findall(columns) for name, columns in TABLE.findall(script)}
    for name, columns in tables.items():
        cursor.execute(f"CREATE TABLE {name} ({', '.join(' '.join(column) for column in columns)})")

    merges = [(name.upper(), text) for text, name in MERGE.findall(script)]
    load(cursor, next(iter(out.glob("s3/*-processed"))), tables, merges)

    today = last_day(out)
    compared, differences = 0, 0
    views = VIEW.findall(script)
    for name, text in views:
        cursor.execute(f"CREATE VIEW {name} AS {adapted(text, today)}")
        rows = cursor.execute(f"SELECT * FROM {name}").fetchall()
        with (out / "queries" / f"{name.lower()}.csv").open(encoding="utf-8", newline="") as file:
            differences += differ(f"the view {name}", list(csv.reader(file))[1:], rows)
        compared += len(rows)

    filled = [name for name, _ in merges]
    for name, expected in zip(filled, rows_of_run(out, twin, filled), strict=True):
        columns = ", ".join(column for column, _ in tables[name])
        rows = cursor.execute(f"SELECT {columns} FROM {name}").fetchall()
        differences += differ(f"the table {name}", expected, rows, ordered=False)
        compared += len(rows)

    if not views or not merges or compared == 0:
        raise SystemExit("The script has no views or merges, or the run has no rows: see its format and the run.")

    print(f"{len(views)} views and {len(filled)} tables with {compared} rows compared: "
          + (f"{differences} differ" if differences else "all equal"))
    return differences


def load(cursor, bucket, tables, merges):
    """Loads the files that the markers name, and merges each day, and each year of plays, as the task does."""
    for partition in sorted(bucket.glob("_snapshots/*")) + sorted(bucket.glob("_plays/*")):
        for marker in sorted(partition.iterdir()):
            content = json.loads(marker.read_bytes())
            for file in (content.get("tables") or {"plays": content.get("table")}).values():
                insert(cursor, bucket, tables, file)

        if partition.parent.name == "_snapshots":
            day = partition.name.split("=")[1]
            for _, text in merges[:-1]:
                merge(cursor, text, {"first_day": day, "last_day": day})

    months = sorted(folder.name.split("=")[1] for folder in bucket.glob("_plays/*"))
    for year in sorted({month[:4] for month in months}):
        first, *_, last = [month for month in months if month.startswith(year)] * 2
        days = calendar.monthrange(int(last[:4]), int(last[5:]))[1]
        merge(cursor, merges[-1][1], {
            "first_month": first, "last_month": last, "first_day": f"{first}-01", "last_day": f"{last}-{days}"})


def insert(cursor, bucket, tables, file):
    key, content = file["key"], (bucket / file["key"]).read_bytes()
    if hashlib.sha256(content).hexdigest() != file["sha256"]:
        raise SystemExit(f"{key} is not the file that its marker names.")

    table, partition, _ = key.split("/")
    columns = [name for name, _ in tables[table.upper()]]
    lines = content.decode("utf-8").removesuffix("\n").split("\n")
    # A backslash is doubled in the project's dialect of CSV.
    rows = ([list(json.loads(line).values()) for line in lines if line] if key.endswith(".jsonl")
            else [[value.replace("\\\\", "\\") for value in row] for row in csv.reader(lines[1:])])
    for start in range(0, len(rows), 500):
        values = ", ".join(
            f"({', '.join(map(literal, [*row, partition.split('=')[1], key]))})" for row in rows[start:start + 500])
        cursor.execute(f"INSERT INTO {table} ({', '.join(columns)}) VALUES {values}")


def literal(text):
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'"


def merge(cursor, text, values):
    text = re.sub(r":(\w+_(?:day|month))\b", lambda name: literal(values[name.group(1)]), adapted(text))
    source = SOURCE.search(text)
    cursor.execute(f"CREATE OR REPLACE TABLE changed_rows AS {source.group(2)}")
    cursor.execute(SOURCE.sub(lambda found: f"{found.group(1)} changed_rows s\nON ", text))
    cursor.execute("DROP TABLE changed_rows")


def adapted(text, today=None):
    text = AUTO.sub(r"TRY_CAST(\1 AS TIMESTAMP_TZ)", text)
    text = DAY.sub(lambda found: f"SUBSTR(CAST({found.group(1)} AS VARCHAR), 1, {len(found.group(2))})", text)
    return text.replace("CURRENT_TIMESTAMP()", f"CAST('{today} 12:00:00+00:00' AS TIMESTAMP_TZ)")


def last_day(out):
    lines = (out / "statements.jsonl").read_text(encoding="utf-8").splitlines()
    return max(json.loads(line)["time"] for line in lines)[:10]


def rows_of_run(out, twin, tables):
    """The rows of tables as the run has them: texts, and None."""
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "statements.jsonl"
        file.write_text("".join(json.dumps({"sql": f'SELECT * FROM "{name.lower()}"'}) + "\n" for name in tables))
        answers = subprocess.run(
            [*shlex.split(twin), "query", "--out", str(out), "--statements", str(file)],
            check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout.splitlines()
    return [json.loads(line)["rows"] for line in answers if line]


def differ(what, expected, rows, ordered=True):
    """Tells the first difference. Returns 1 if there is one."""
    one, other = ([[canonical(value) for value in row] for row in found] for found in (expected, rows))
    if not ordered:
        one, other = sorted(one), sorted(other)
    if one == other:
        return 0

    pairs = enumerate(zip(one, other))
    first = next((number for number, pair in pairs if pair[0] != pair[1]), min(len(one), len(other)))
    print(f"{what}: {len(one)} rows and {len(other)}, the first difference is in row {first + 1}\n"
          f"  the run:   {one[first:first + 1]}\n  Snowflake: {other[first:first + 1]}", file=sys.stderr)
    return 1


def canonical(value):
    """The text of a value, from a file or from the emulator. NULL is empty, as in the run's files."""
    if value is None or isinstance(value, bool):
        return "" if value is None else str(value).lower()
    if isinstance(value, datetime.date):
        return datetime.datetime.fromisoformat(value.isoformat()).isoformat()
    try:
        return repr(float(value))
    except ValueError:
        pass
    try:
        return datetime.datetime.fromisoformat(value).isoformat()
    except ValueError:
        return value


if __name__ == "__main__":
    sys.exit(main())
