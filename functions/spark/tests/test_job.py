"""The job beside its events: what it makes again, and what it leaves alone. With pyspark, the job on Spark too."""

from __future__ import annotations

import functools
import hashlib
import importlib.util
import json
import os
import pickle
import shutil
import sys
import tempfile
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, ROOT)

from job import metrics_of, options_of, run  # noqa: E402
from lake.files import Lake, Totals  # noqa: E402
from lake.retention import Kept  # noqa: E402
from lake.store import Folder  # noqa: E402

DAY = "2026-11-21"
MARKER = f"_snapshots/snapshot_date={DAY}/P.json"


class JobTest(unittest.TestCase):
    """Each test has a raw and a processed bucket as folders."""

    def setUp(self) -> None:
        folder = tempfile.mkdtemp(prefix="lake-")
        self.addCleanup(shutil.rmtree, folder)
        self.raw, self.processed = (Folder(os.path.join(folder, name)) for name in ("raw", "processed"))
        self.folder = folder

    def test_work_is_what_has_no_marker_and_what_may_be_later(self) -> None:
        self.store("a", "06", ["x"])
        self.assertEqual(1, self.make().made)
        self.assertEqual([], Lake(self.raw, self.processed).work())

        self.store("b", "07", ["x", "y"])
        self.assertEqual(2, self.make().rows["songs"])
        self.store("c", "05", ["z"])
        self.assertEqual(0, self.make().made)
        self.assertIn("T07:", self.marker()["extracted_at"])
        self.assertEqual(1, self.make(again=True).made)
        self.assertIn("T07:", self.marker()["extracted_at"])
        self.assertEqual([], Lake(self.raw, self.processed, again=True).work("2026-11-22"))

    def test_the_metrics_are_of_new_snapshots_and_of_records_that_are_newly_rejected(self) -> None:
        self.store("a", "06", ["x", 7])
        self.play("2026-10", 7)
        self.assertEqual([1, 2], [metric["Value"] for metric in metrics_of(self.make(), "s")])
        self.play("2026-10", "2026-10-31T23:59:59Z")
        totals = self.make()
        self.assertEqual((1, 1), (totals.made, totals.rejected))
        self.assertEqual([0], [metric["Value"] for metric in metrics_of(totals, "s")])
        self.assertEqual([], metrics_of(self.make(), "s"))

    def test_a_damaged_snapshot_is_refused_and_the_one_before_gives_the_tables(self) -> None:
        self.store("a", "06", ["x"])
        page = self.store("b", "07", ["x", "y"])
        self.raw.put(page, b"{}", "")

        totals = self.make()

        self.assertIn("with SHA-256", totals.refused[0])
        self.assertIn("T06:", self.marker()["extracted_at"])
        self.assertEqual(1, totals.made)

    def test_a_replay_writes_below_its_prefix_only(self) -> None:
        self.store("a", "06", ["x", 7])
        self.make(prefix="_replay/r/")

        keys = list(self.processed.keys(""))
        self.assertEqual(9, len(keys))
        self.assertEqual([], [key for key in keys if not key.startswith("_replay/r/")])
        songs = self.marker("_replay/r/")["tables"]["songs"]
        self.assertEqual("_replay/r/songs/snapshot_date=2026-11-21/P.csv", songs["key"])

    def test_another_format_leaves_no_file_of_the_former_one_and_no_rejected_record(self) -> None:
        self.store("a", "06", [7])
        self.make()
        rejected = f"rejected/snapshot_date={DAY}/P.jsonl"
        self.assertIn(b'"reason":"it is a number and no object"', self.processed.find(rejected).body)

        self.store("b", "07", ["x"])
        self.make(table_format="jsonl")

        self.assertEqual([], [key for key in self.processed.keys("") if key.endswith(".csv")])
        self.assertEqual(b"", self.processed.find(rejected).body)

    def test_whoever_loses_the_marker_makes_the_tables_of_the_later_snapshot(self) -> None:
        self.store("a", "06", ["x"])
        lake, replace = Lake(self.raw, self.processed), self.processed.replace

        def interfered(*arguments: object) -> bool:
            self.processed.replace = replace
            self.store("b", "07", ["x", "y"])
            self.make(again=True)
            return False

        work, self.processed.replace = lake.work(), interfered
        self.assertEqual(2, lake.make(work[0]).rows["songs"])
        self.assertIn("T07:", self.marker()["extracted_at"])

    def test_a_month_is_made_again_for_a_play_at_its_boundary(self) -> None:
        self.play("2026-10", "2026-10-31T23:59:59Z")
        self.make()
        self.play("2026-11", "2026-11-01T00:00:01Z")

        self.assertEqual(
            ["2026-10", "2026-11"], [work.partition for work in Lake(self.raw, self.processed).work("2026-11-01")])
        self.make()
        self.assertEqual([], Lake(self.raw, self.processed).work())
        self.processed.delete("_plays/played_month=2026-10/plays.json")
        self.assertEqual(["2026-10", "2026-11"], [work.partition for work in Lake(self.raw, self.processed).work()])

    def test_what_is_kept_no_longer_is_not_made(self) -> None:
        self.store("a", "06", ["x"])
        self.play("2026-11", "2026-11-20T05:00:00Z")
        self.play("2026-11", "2026-11-21T05:00:00Z")
        self.raw.put("imports/month=2026-11/a/manifest.json", b"no manifest", "")
        os.utime(os.path.join(self.folder, "raw/imports/month=2026-11/a/manifest.json"), times=(0, 0))
        keep = ["--raw-bucket", "r", "--processed-bucket", "p", "--import-days", "9", "--table-days"]

        def lake(days: str, now: str) -> Lake:
            options = options_of([*keep, days, "--now", now])
            return Lake(self.raw, self.processed, kept=Kept.of(options))

        self.assertEqual([], lake("9", "2026-12-01T06:00:00.000Z").work())
        in_time = lake("10", "2026-12-01T06:00:00.000Z")
        self.assertEqual([DAY, "2026-11"], [work.partition for work in in_time.work()])
        self.assertEqual({"plays": 1}, in_time.make(in_time.work()[1]).rows)

    def test_glues_own_arguments_are_left_to_it(self) -> None:
        options = options_of([
            "--JOB_NAME", "n", "--TempDir", "t", "--raw-bucket", "r", "--processed-bucket", "p", "--again", "true"])
        self.assertEqual(("r", "csv", "true"), (options.raw_bucket, options.format, options.again))

    @unittest.skipUnless(importlib.util.find_spec("pyspark"), "This machine has no pyspark.")
    def test_spark_makes_the_same_files(self) -> None:
        from pyspark import SparkContext

        for name in "abc":
            self.store(name, "06", ["x", name, 7], playlist=name)
        self.play("2026-10", "2026-10-31T23:59:59Z")
        self.make()
        context = SparkContext("local[2]", "test")
        self.addCleanup(context.stop)
        context.addPyFile(shutil.make_archive(os.path.join(self.folder, "lake"), "zip", ROOT, "lake"))
        sparks = Folder(os.path.join(self.folder, "spark"))
        lake = Lake(self.raw, sparks)

        totals = run(context, lake, lake.work())

        self.assertEqual(4, totals.made)
        self.assertEqual(self.bodies(self.processed), self.bodies(sparks))

    def make(self, table_format: str = "csv", prefix: str = "", again: bool = False) -> Totals:
        lake = Lake(self.raw, self.processed, table_format, prefix, again)
        # As Spark sends it to its workers.
        sent = pickle.loads(pickle.dumps(lake.make))
        return functools.reduce(Totals.add, map(sent, lake.work()), Totals())

    def marker(self, prefix: str = "") -> dict:
        return json.loads(self.processed.find(prefix + MARKER).body)

    def bodies(self, folder: Folder) -> dict[str, bytes]:
        return {key: folder.find(key).body for key in folder.keys("")}

    def store(self, snapshot: str, hour: str, songs: list, playlist: str = "P") -> str:
        folder = f"raw/playlist_id={playlist}/snapshot_date={DAY}/{snapshot}/"
        tracks = [song if song == 7 else {"track": {"id": song, "name": song}} for song in songs]
        self.put(folder, {"items": tracks}, lambda listed: {
            "schema_version": 1,
            "playlist": {
                "id": playlist, "name": "N", "owner_id": None, "snapshot_id": snapshot, "track_count": len(songs)},
            "extracted_at": f"{DAY}T{hour}:00:00Z", "snapshot_date": DAY, "endpoint": "items", "api_base_address": "",
            "code_version": "", "pages": [{"name": "page-00000.json", "offset": 0, "items": len(songs), **listed}],
        })
        return folder + "page-00000.json"

    def play(self, month: str, end: object) -> None:
        folder = f"raw/plays/played_month={month}/{str(end).replace(':', 'h')}/"
        self.put(folder, {"items": [{"played_at": end}]}, lambda listed: {
            "schema_version": 1, "month": month, "extracted_at": "2026-11-21T06:00:00Z", "api_base_address": "", "code_version": "",
            "page": {"key": folder + "page-00000.json", "items": 1, **listed},
        })

    def put(self, folder: str, page: dict, manifest: object) -> None:
        body = json.dumps(page).encode()
        listed = {"bytes": len(body), "sha256": hashlib.sha256(body).hexdigest()}
        self.raw.put(folder + "page-00000.json", body, "")
        self.raw.put(folder + "manifest.json", json.dumps(manifest(listed)).encode(), "")
