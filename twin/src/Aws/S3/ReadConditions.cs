using System.Globalization;
using System.Net;

namespace Twin.Aws.S3;

/// <summary>Conditional reads: If-Match, If-None-Match, If-Modified-Since, If-Unmodified-Since.</summary>
internal static class ReadConditions
{
    /// <summary>Determines whether the client already has the object, so that the response is 304.</summary>
    /// <exception cref="S3Exception">PreconditionFailed.</exception>
    public static bool IsNotModified(S3Call call, StoredObject stored)
    {
        if (call.Header("If-Match") is { } match)
        {
            Expect(Matches(match, stored.ETag), "If-Match");
        }
        else if (Date(call, "If-Unmodified-Since") is { } unmodifiedSince)
        {
            Expect(stored.LastModified <= unmodifiedSince, "If-Unmodified-Since");
        }

        return call.Header("If-None-Match") is { } noneMatch
            ? Matches(noneMatch, stored.ETag)
            : Date(call, "If-Modified-Since") is { } modifiedSince && stored.LastModified <= modifiedSince;
    }

    private static bool Matches(string header, string etag) =>
        header.Split(',', StringSplitOptions.TrimEntries).Any(tag => tag == "*" || tag.Trim('"') == etag);

    private static DateTimeOffset? Date(S3Call call, string header) =>
        call.Header(header) is not { } text
            ? null
            : DateTimeOffset.TryParseExact(
                text, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
                ? date
                : throw new S3Exception(
                    HttpStatusCode.BadRequest, "InvalidArgument", $"{header} is not an HTTP date: {text}");

    private static void Expect(bool holds, string condition)
    {
        if (!holds)
        {
            throw S3Exception.PreconditionFailed(condition);
        }
    }
}
