"""The Glue job: makes the missing tables, a playlist and day, or a month of plays, in each record of an RDD."""

from __future__ import annotations

import argparse
import functools
import json
import os
import sys
from typing import Any, Sequence

from lake import METRICS
from lake.dialect import CONTENT_TYPES
from lake.files import Lake, Totals, Work, make_of
from lake.retention import Kept
from lake.store import Bucket
from lake.users import FORMS, Users

_NAMED_AT_MOST = 20


def options_of(arguments: Sequence[str]) -> argparse.Namespace:
    """The job's arguments. Glue adds some of its own, which are none of the job's."""
    parser = argparse.ArgumentParser(allow_abbrev=False)
    parser.add_argument("--raw-bucket", required=True)
    parser.add_argument("--processed-bucket", required=True)
    parser.add_argument("--format", choices=CONTENT_TYPES, default="csv")
    parser.add_argument("--from", dest="first", default="0001-01-01", help="first day, yyyy-MM-dd")
    parser.add_argument("--to", dest="last", default="9999-12-31", help="last day")
    parser.add_argument("--prefix", default="", help="prefix of all keys that are written, as _replay/ID/")
    parser.add_argument("--again", choices=("true", "false"), default="false", help="true to make all tables again")
    parser.add_argument("--users", choices=FORMS, default=FORMS[0], help="form of users' ids")
    parser.add_argument("--users-key-parameter", help="name of the parameter with the key of hashes")
    parser.add_argument("--stack", default="", help="the stack's name in metrics; without it, none are put")
    parser.add_argument("--aws-region", default="", help="the region of parameter and metrics, where Glue names none")
    Kept.add_options(parser)
    return parser.parse_known_args(arguments)[0]


def run(context: Any, lake: Lake, work: Sequence[Work]) -> Totals:
    """Makes the tables on Spark's workers. Only numbers, and what was refused, come back."""
    if not work:
        return Totals()
    records = context.parallelize(work, min(len(work), 8 * context.defaultParallelism))
    # The key for users' ids is in no task and no log, as it would be with the lake as an argument.
    make = functools.partial(make_of, context.broadcast(lake))
    return records.map(make).aggregate(Totals(), Totals.add, Totals.add)


def metrics_of(totals: Totals, stack: str) -> list[dict[str, Any]]:
    """The metrics that the transform function writes, of what a run has made: none of a run that made nothing."""
    values = {"transformed": totals.snapshots or None, "rejected": totals.newly_rejected if totals.made else None}
    dimensions = [{"Name": METRICS["dimension"], "Value": stack}]
    return [
        {"MetricName": METRICS[name], "Dimensions": dimensions, "Unit": "Count", "Value": value}
        for name, value in values.items() if value is not None
    ]


def users_of(form: str, parameter: str | None) -> Users:
    """The form of users' ids, with its key if there are hashes."""
    if form != "hashed":
        return Users(form)
    import boto3

    try:
        found = boto3.client("ssm").get_parameter(Name=parameter, WithDecryption=True)
    except boto3.client("ssm").exceptions.ClientError as error:
        raise RuntimeError(
            f"parameter {parameter}, the key for the ids of users, cannot be read. An extraction makes it: {error}"
        ) from error
    return Users(form, found["Parameter"]["Value"].strip())


def put_metrics(metrics: list[dict[str, Any]]) -> None:
    """Puts metrics, if there are any."""
    if metrics:
        import boto3

        boto3.client("cloudwatch").put_metric_data(Namespace=METRICS["namespace"], MetricData=metrics)


def main() -> None:
    """Runs the job; it fails if something was refused, and everything else is written then."""
    from pyspark import SparkContext

    options = options_of(sys.argv[1:])
    if options.aws_region:
        os.environ.setdefault("AWS_DEFAULT_REGION", options.aws_region)
    lake = Lake(
        Bucket(options.raw_bucket), Bucket(options.processed_bucket), options.format, options.prefix,
        options.again == "true", Kept.of(options), users_of(options.users, options.users_key_parameter))
    totals = run(SparkContext.getOrCreate(), lake, lake.work(options.first, options.last))
    print(json.dumps(totals._asdict()))
    # A replay's tables are compared first.
    if options.stack and not options.prefix:
        put_metrics(metrics_of(totals, options.stack))
    if totals.refused:
        raise RuntimeError("\n".join((f"{len(totals.refused)} were refused:", *totals.refused[:_NAMED_AT_MOST])))


if __name__ == "__main__":
    main()
