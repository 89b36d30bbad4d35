using System.Xml.Linq;

namespace Twin.Aws.S3;

internal sealed class DeleteOperations(BucketStore store)
{
    private const int MaxKeys = 1000;

    public static Task DeleteAsync(S3Call call)
    {
        var bucket = call.Bucket;
        var bypassesLock = BypassesLock(call, bucket);
        if (call.VersionId is { } version)
        {
            call.AuthorizeObject("s3:DeleteObjectVersion");
            var deleted = bucket.DeleteVersion(call.Key, version, bypassesLock);
            Describe(call, version, isMarker: deleted is { Stored: null });
        }
        else
        {
            call.AuthorizeObject("s3:DeleteObject");
            if (bucket.Delete(call.Key) is { } marker)
            {
                Describe(call, marker, isMarker: true);
            }
        }

        call.Response.StatusCode = (int)HttpStatusCode.NoContent;
        return Task.CompletedTask;
    }

    private static bool BypassesLock(S3Call call, Bucket bucket)
    {
        if (call.Header(SupportedRequest.BypassGovernance)?.Equals("true", StringComparison.OrdinalIgnoreCase) != true)
        {
            return false;
        }

        if (bucket.Settings.ObjectLockDays is null)
        {
            throw S3Exception.InvalidArgument(
                $"{SupportedRequest.BypassGovernance} is only applicable to Object Lock enabled buckets.");
        }

        call.AuthorizeObject("s3:BypassGovernanceRetention");
        return true;
    }

    private static void Describe(S3Call call, string version, bool isMarker)
    {
        call.Response.Headers["x-amz-version-id"] = version;
        if (isMarker)
        {
            call.Response.Headers["x-amz-delete-marker"] = "true";
        }
    }

    public async Task DeleteManyAsync(S3Call call)
    {
        var bucket = call.Bucket;
        var (file, _) = await RequestBody.StageAsync(call, store.Staging);
        XElement request;
        using (file)
        {
            await using var body = File.OpenRead(file.Path);
            request = await S3Xml.ReadAsync(body, "Delete", call.Aborted);
        }

        var quiet = request.Text("Quiet") == "true";
        var entries = request.Elements().Where(element => element.Name.LocalName == "Object").ToList();
        if (entries.Count is 0 or > MaxKeys)
        {
            throw S3Exception.MalformedXml();
        }

        if (entries.Exists(entry => entry.Elements().Any(child => child.Name.LocalName != "Key")))
        {
            throw S3Exception.NotImplemented("DeleteObjects of a version or on a condition");
        }

        var results = entries
            .Select(entry => entry.Text("Key") ?? throw S3Exception.MalformedXml())
            .Select(key => Delete(call, bucket, key))
            .Where(result => !quiet || result.Name.LocalName == "Error")
            .ToList();
        await S3Xml.WriteAsync(call.Response, S3Xml.Element("DeleteResult", results), call.Aborted);
    }

    private static XElement Delete(S3Call call, Bucket bucket, string key)
    {
        try
        {
            call.AuthorizeObject("s3:DeleteObject", key: key);
            var marker = bucket.Delete(key);
            return S3Xml.Element(
                "Deleted",
                S3Xml.Element("Key", key),
                marker is null ? null : S3Xml.Element("DeleteMarker", "true"),
                marker is null ? null : S3Xml.Element("DeleteMarkerVersionId", marker));
        }
        catch (S3Exception exception)
        {
            return S3Xml.Element(
                "Error",
                S3Xml.Element("Key", key),
                S3Xml.Element("Code", exception.Code),
                S3Xml.Element("Message", exception.Message));
        }
    }
}
