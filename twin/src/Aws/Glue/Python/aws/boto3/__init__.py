"""The part of boto3 that jobs use, for the twin: requests to its S3 and SSM, signed with the job's role, and metrics."""

from __future__ import annotations

import collections
import datetime
import hashlib
import hmac
import http.client
import io
import json
import os
import types
import urllib.parse
import xml.etree.ElementTree
from typing import Any, Callable, Iterator


class ClientError(Exception):
    """An answer that is an error."""

    def __init__(self, code: str, message: str, operation: str) -> None:
        self.response = {"Error": {"Code": code, "Message": message}}
        super().__init__(f"An error occurred ({code}) when calling the {operation} operation: {message}")


class NoSuchKey(ClientError):
    """There is no such object."""


class _S3:
    exceptions = types.SimpleNamespace(ClientError=ClientError, NoSuchKey=NoSuchKey)

    def __init__(self) -> None:
        self._connection = http.client.HTTPConnection(urllib.parse.urlsplit(os.environ["AWS_ENDPOINT_URL_S3"]).netloc)
        self._handlers: dict[str, list[Callable]] = collections.defaultdict(list)
        self.meta = types.SimpleNamespace(events=types.SimpleNamespace(
            register=lambda event, handler: self._handlers[event].append(handler),
            unregister=lambda event, handler: self._handlers[event].remove(handler)))

    def get_paginator(self, name: str) -> Any:
        if name != "list_objects_v2":
            raise NotImplementedError(f"The twin has no paginator {name}.")
        return types.SimpleNamespace(paginate=self._pages)

    def get_object(self, *, Bucket: str, Key: str) -> dict[str, Any]:
        answer, body = self._request("GetObject", "GET", f"{Bucket}/{Key}")
        return {"Body": io.BytesIO(body), "ETag": answer.headers["ETag"]}

    def put_object(self, *, Bucket: str, Key: str, Body: bytes, ContentType: str) -> dict[str, Any]:
        answer, _ = self._request("PutObject", "PUT", f"{Bucket}/{Key}", body=Body, **{"Content-Type": ContentType})
        return {"ETag": answer.headers["ETag"]}

    def delete_object(self, *, Bucket: str, Key: str) -> dict[str, Any]:
        self._request("DeleteObject", "DELETE", f"{Bucket}/{Key}")
        return {}

    def _pages(self, *, Bucket: str, Prefix: str) -> Iterator[dict[str, Any]]:
        query = {"list-type": "2", "prefix": Prefix}
        while True:
            listed = xml.etree.ElementTree.fromstring(self._request("ListObjectsV2", "GET", Bucket, query)[1])
            yield {"Contents": [
                {"Key": found.findtext("{*}Key"), "LastModified": _time(found.findtext("{*}LastModified"))}
                for found in listed.findall("{*}Contents")]}
            token = listed.findtext("{*}NextContinuationToken")
            if not token:
                return
            query["continuation-token"] = token

    def _request(self, operation: str, method: str, path: str, query: dict[str, str] | None = None, body: bytes = b"",
                 **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
        for handler in self._handlers[f"before-call.s3.{operation}"]:
            handler(params={"headers": headers})
        target = "/" + urllib.parse.quote(path, safe="/-_.~")
        parameters = "&".join(
            f"{name}={urllib.parse.quote(value, safe='-_.~')}" for name, value in sorted((query or {}).items()))
        headers = _signed(method, self._connection.host, self._connection.port, target, parameters, body, headers)
        self._connection.request(method, f"{target}?{parameters}" if parameters else target, body or None, headers)
        answer = self._connection.getresponse()
        content = answer.read()
        if answer.status < 300:
            return answer, content
        error = xml.etree.ElementTree.fromstring(content)
        code, message = error.findtext("Code", ""), error.findtext("Message", "")
        raise (NoSuchKey if code == "NoSuchKey" else ClientError)(code, message, operation)


class _Ssm:
    exceptions = types.SimpleNamespace(ClientError=ClientError)

    def get_parameter(self, *, Name: str, WithDecryption: bool) -> dict[str, Any]:
        connection = http.client.HTTPConnection(urllib.parse.urlsplit(os.environ["AWS_ENDPOINT_URL_SSM"]).netloc)
        body = json.dumps({"Name": Name, "WithDecryption": WithDecryption}).encode()
        headers = {"Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": "AmazonSSM.GetParameter"}
        connection.request(
            "POST", "/", body, _signed("POST", connection.host, connection.port, "/", "", body, headers, "ssm"))
        answer = connection.getresponse()
        content = json.loads(answer.read())
        if answer.status < 300:
            return content
        raise ClientError(content["__type"], content.get("message", "Unknown"), "GetParameter")


class _CloudWatch:
    def put_metric_data(self, *, Namespace: str, MetricData: list[dict[str, Any]]) -> dict[str, Any]:
        # The twin takes them, with the job's role, when the run ends.
        with open(os.environ["TWIN_METRICS"], "a", encoding="utf-8") as file:
            file.write(json.dumps({"Namespace": Namespace, "MetricData": MetricData}) + "\n")
        return {}


def client(name: str) -> Any:
    """A client of a service."""
    clients = {"s3": _S3, "ssm": _Ssm, "cloudwatch": _CloudWatch}
    if name not in clients:
        raise NotImplementedError(f"The twin has no client for {name}. It has {', '.join(clients)}.")
    return clients[name]()


def _time(text: str) -> datetime.datetime:
    return datetime.datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%f%z")


def _signed(method: str, host: str, port: int, target: str, parameters: str, body: bytes,
            headers: dict[str, str], service: str = "s3") -> dict[str, str]:
    """The headers with Signature Version 4."""
    now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y%m%dT%H%M%SZ")
    scope = f"{now[:8]}/{os.environ['AWS_DEFAULT_REGION']}/{service}/aws4_request"
    digest = hashlib.sha256(body).hexdigest()
    all_headers = {
        **headers, "Host": f"{host}:{port}", "X-Amz-Content-Sha256": digest, "X-Amz-Date": now,
        "X-Amz-Security-Token": os.environ["AWS_SESSION_TOKEN"]}
    ordered = sorted((name.lower(), value) for name, value in all_headers.items())
    names = ";".join(name for name, _ in ordered)
    lines = "".join(f"{name}:{value}\n" for name, value in ordered)
    request = hashlib.sha256("\n".join((method, target, parameters, lines, names, digest)).encode()).hexdigest()
    key = ("AWS4" + os.environ["AWS_SECRET_ACCESS_KEY"]).encode()
    for part in (*scope.split("/"), "\n".join(("AWS4-HMAC-SHA256", now, scope, request))):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    credential = f"{os.environ['AWS_ACCESS_KEY_ID']}/{scope}"
    return {**all_headers, "Authorization":
            f"AWS4-HMAC-SHA256 Credential={credential}, SignedHeaders={names}, Signature={key.hex()}"}
