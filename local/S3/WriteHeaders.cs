using System.Net;

namespace Local.S3;

/// <summary>What writes have in common: their conditions, what they ask for, and what they answer.</summary>
internal static class WriteHeaders
{
    private const string Encryption = "x-amz-server-side-encryption";
    private const string StorageClass = "x-amz-storage-class";

    /// <summary>The condition of a write; null where it has none.</summary>
    /// <exception cref="S3Exception">NotImplemented for what S3 itself does not know either.</exception>
    public static WriteCondition? ConditionOf(S3Call call)
    {
        var noneMatch = call.Header("If-None-Match");
        var match = call.Header("If-Match");
        if (noneMatch is not (null or "*"))
        {
            throw S3Exception.NotImplemented($"{call.Operation} with If-None-Match other than *");
        }

        return noneMatch is null && match is null ? null : new WriteCondition(noneMatch is not null, match?.Trim('"'));
    }

    /// <summary>Encryption with S3's own keys and the standard class go without saying; others are not known.</summary>
    /// <exception cref="S3Exception">NotImplemented.</exception>
    public static void ExpectOrdinary(S3Call call)
    {
        if (call.Header(Encryption) is not (null or "AES256"))
        {
            throw S3Exception.NotImplemented($"{call.Operation} with {Encryption}: {call.Header(Encryption)}");
        }

        if (call.Header(StorageClass) is not (null or "STANDARD"))
        {
            throw S3Exception.NotImplemented($"{call.Operation} with {StorageClass}: {call.Header(StorageClass)}");
        }
    }

    /// <summary>Describes what was written in the answer's headers.</summary>
    public static void Answer(S3Call call, StoredObject stored)
    {
        call.Response.StatusCode = (int)HttpStatusCode.OK;
        call.Response.Headers.ETag = $"\"{stored.ETag}\"";
        Describe(call, stored.Checksum, stored.VersionId);
    }

    /// <summary>The headers that answers to reads and writes share.</summary>
    public static void Describe(S3Call call, Checksum? checksum, string? versionId)
    {
        call.Response.Headers[Encryption] = "AES256";
        if (versionId is not null)
        {
            call.Response.Headers["x-amz-version-id"] = versionId;
        }

        if (checksum is not null)
        {
            call.Response.Headers[checksum.Algorithm.Header] = checksum.Value;
            call.Response.Headers["x-amz-checksum-type"] = checksum.Type;
        }
    }
}
