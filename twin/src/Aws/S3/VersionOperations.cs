namespace Twin.Aws.S3;

/// <summary>ListObjectVersions and GetObjectRetention.</summary>
internal static class VersionOperations
{
    public static async Task ListAsync(S3Call call)
    {
        var bucket = call.Bucket;
        call.AuthorizeBucket("s3:ListBucketVersions", call.Context()
            .With("s3:prefix", call.Query("prefix"))
            .With("s3:max-keys", call.Query("max-keys")));
        var encode = BucketOperations.EncodingOf(call);
        var (prefix, most) = (call.Query("prefix") ?? "", BucketOperations.MaxKeys(call));
        var (afterKey, afterVersion) = (call.Query("key-marker") ?? "", call.Query("version-id-marker") ?? "");
        if (afterVersion.Length > 0 && afterKey.Length == 0)
        {
            throw S3Exception.InvalidArgument("A version-id marker cannot be specified without a key marker.");
        }

        var left = bucket.Versions()
            .Where(version => version.Key.StartsWith(prefix, StringComparison.Ordinal))
            .SkipWhile(version => ObjectKey.Order.Compare(version.Key, afterKey) < 0)
            .ToList();
        // Without a version, the marker's key is done.
        var done = left.TakeWhile(version => version.Key == afterKey).ToList();
        var at = afterVersion.Length == 0
            ? done.Count
            : done.FindIndex(version => version.VersionId == afterVersion) + 1;
        var page = left.Skip(at).Take(most).ToList();
        var isTruncated = left.Count > at + page.Count && page.Count > 0;
        await S3Xml.WriteAsync(
            call.Response,
            S3Xml.Element(
                "ListVersionsResult",
                S3Xml.Element("Name", bucket.Name),
                S3Xml.Element("Prefix", encode(prefix)),
                S3Xml.Element("KeyMarker", encode(afterKey)),
                S3Xml.Element("VersionIdMarker", afterVersion),
                isTruncated ? S3Xml.Element("NextKeyMarker", encode(page[^1].Key)) : null,
                isTruncated ? S3Xml.Element("NextVersionIdMarker", page[^1].VersionId) : null,
                call.Query("encoding-type") is { } type ? S3Xml.Element("EncodingType", type) : null,
                S3Xml.Element("MaxKeys", most),
                S3Xml.Element("IsTruncated", isTruncated),
                page.Select(version => S3Xml.Element(
                    version.Stored is null ? "DeleteMarker" : "Version",
                    S3Xml.Element("Key", encode(version.Key)),
                    S3Xml.Element("VersionId", version.VersionId),
                    S3Xml.Element("IsLatest", version.NoncurrentSince is null),
                    S3Xml.Element("LastModified", S3Xml.Date(version.LastModified)),
                    version.Stored is { } stored ? S3Xml.Element("ETag", $"\"{stored.ETag}\"") : null,
                    version.Stored is null ? null : S3Xml.Element("Size", version.Stored.Size),
                    version.Stored is null ? null : S3Xml.Element("StorageClass", version.Stored.StorageClass)))),
            call.Aborted);
    }

    public static async Task GetRetentionAsync(S3Call call)
    {
        var bucket = call.Bucket;
        call.AuthorizeObject("s3:GetObjectRetention");
        if (bucket.Settings.ObjectLockDays is null)
        {
            throw new S3Exception(
                HttpStatusCode.BadRequest, "InvalidRequest", "Bucket is missing Object Lock Configuration");
        }

        var stored = call.Query("versionId") is { } version
            ? (bucket.FindVersion(call.Key, version) ?? throw S3Exception.NoSuchVersion(call.Key, version)).Stored
            : bucket.Find(call.Key);
        if ((stored ?? throw S3Exception.NoSuchKey(call.Key)).LockedUntil is not { } until)
        {
            throw new S3Exception(
                HttpStatusCode.NotFound,
                "NoSuchObjectLockConfiguration",
                "The specified object does not have a ObjectLock configuration");
        }

        await S3Xml.WriteAsync(
            call.Response,
            S3Xml.Element(
                "Retention",
                S3Xml.Element("Mode", "GOVERNANCE"),
                S3Xml.Element("RetainUntilDate", S3Xml.Date(until))),
            call.Aborted);
    }
}
