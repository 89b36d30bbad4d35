using System.Xml.Linq;

namespace Twin.Aws.S3;

/// <summary>ListObjectsV2.</summary>
internal static class BucketOperations
{
    private const int MaxListedKeys = 1000;

    public static async Task ListAsync(S3Call call)
    {
        var bucket = call.Bucket;
        call.AuthorizeBucket("s3:ListBucket", call.Context().With("s3:prefix", call.Query("prefix")));
        var encode = EncodingOf(call);
        var request = new ListingRequest(
            call.Query("prefix") ?? "",
            call.Query("delimiter") ?? "",
            call.Query("start-after"),
            call.Query("continuation-token"),
            MaxKeys(call));
        var listing = request.MaxKeys == 0
            ? new ObjectListing([], [], null)
            : ObjectListing.Create(bucket.Sorted, request);
        await S3Xml.WriteAsync(
            call.Response,
            S3Xml.Element(
                "ListBucketResult",
                S3Xml.Element("Name", bucket.Name),
                S3Xml.Element("Prefix", encode(request.Prefix)),
                Optional("Delimiter", request.Delimiter is "" ? null : request.Delimiter, encode),
                Optional("StartAfter", request.StartAfter, encode),
                Optional("ContinuationToken", request.ContinuationToken, text => text),
                Optional("NextContinuationToken", listing.NextContinuationToken, text => text),
                Optional("EncodingType", call.Query("encoding-type"), text => text),
                S3Xml.Element("KeyCount", listing.Objects.Count + listing.CommonPrefixes.Count),
                S3Xml.Element("MaxKeys", request.MaxKeys),
                S3Xml.Element("IsTruncated", listing.NextContinuationToken is not null),
                listing.Objects.Select(stored => Contents(stored, encode)),
                listing.CommonPrefixes.Select(prefix =>
                    S3Xml.Element("CommonPrefixes", S3Xml.Element("Prefix", encode(prefix))))),
            call.Aborted);
    }

    private static XElement Contents(StoredObject stored, Func<string, string> encode) =>
        S3Xml.Element(
            "Contents",
            S3Xml.Element("Key", encode(stored.Key)),
            S3Xml.Element("LastModified", S3Xml.Date(stored.LastModified)),
            S3Xml.Element("ETag", $"\"{stored.ETag}\""),
            stored.Checksum is { } checksum ? S3Xml.Element("ChecksumAlgorithm", checksum.Algorithm.Name) : null,
            stored.Checksum is null ? null : S3Xml.Element("ChecksumType", Checksum.Type),
            S3Xml.Element("Size", stored.Size),
            S3Xml.Element("StorageClass", stored.StorageClass));

    private static XElement? Optional(string name, string? value, Func<string, string> encode) =>
        value is null ? null : S3Xml.Element(name, encode(value));

    internal static Func<string, string> EncodingOf(S3Call call) => call.Query("encoding-type") switch
    {
        null => text => text,
        // As forms are encoded: https://github.com/brekkylab/backlot/issues/178 has S3's answers.
        "url" => text => Uri.EscapeDataString(text)
            .Replace("%20", "+", StringComparison.Ordinal)
            .Replace("%2F", "/", StringComparison.Ordinal)
            .Replace("%2A", "*", StringComparison.Ordinal)
            .Replace("~", "%7E", StringComparison.Ordinal),
        _ => throw S3Exception.InvalidArgument("Invalid Encoding Method specified in Request"),
    };

    internal static int MaxKeys(S3Call call)
    {
        if (call.Query("max-keys") is not { } text)
        {
            return MaxListedKeys;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? Math.Min(number, MaxListedKeys)
            : throw S3Exception.InvalidArgument("Provided max-keys not an integer or within integer range");
    }
}

/// <summary>The parameters of a listing.</summary>
/// <param name="Delimiter">The delimiter: keys with the same text between the prefix and the delimiter are listed as
/// one common prefix. Empty: none are.</param>
/// <param name="ContinuationToken">The end of the previous page.</param>
/// <param name="MaxKeys">The maximum number of keys and common prefixes in a page.</param>
internal sealed record ListingRequest(
    string Prefix, string Delimiter, string? StartAfter, string? ContinuationToken, int MaxKeys);

/// <summary>One page of a bucket's listing, as ListObjectsV2 returns it.</summary>
/// <param name="Objects">The objects, in S3's order.</param>
/// <param name="CommonPrefixes">The common prefixes, in S3's order.</param>
/// <param name="NextContinuationToken">The token for the next page; null on the last page.</param>
internal sealed record ObjectListing(
    IReadOnlyList<StoredObject> Objects, IReadOnlyList<string> CommonPrefixes, string? NextContinuationToken)
{
    private const char AfterKey = 'k';
    private const char AfterPrefix = 'p';

    /// <summary>Lists objects.</summary>
    /// <exception cref="S3Exception">The continuation token is not valid.</exception>
    public static ObjectListing Create(SortedObjects ordered, ListingRequest request)
    {
        var (kind, marker) = ParseToken(request);
        var objects = new List<StoredObject>();
        var prefixes = new List<string>();
        var last = (Kind: AfterKey, Marker: "");
        var end = ordered.PlaceAfter(request.Prefix);
        for (var place = Math.Max(ordered.PlaceOf(request.Prefix), marker is null ? 0 : ordered.PlaceOf(marker));
            place < end;
            place++)
        {
            var candidate = ordered.All[place];
            var key = candidate.Key;
            if (IsPast(key, kind, marker))
            {
                continue;
            }

            var folded = Fold(key, request);
            if (objects.Count + prefixes.Count == request.MaxKeys)
            {
                return new ObjectListing(objects, prefixes, Token(last.Kind, last.Marker));
            }

            if (folded is null)
            {
                objects.Add(candidate);
                last = (AfterKey, key);
            }
            else
            {
                prefixes.Add(folded);
                last = (AfterPrefix, folded);
                place = ordered.PlaceAfter(folded) - 1;
            }
        }

        return new ObjectListing(objects, prefixes, null);
    }

    private static string? Fold(string key, ListingRequest request)
    {
        if (request.Delimiter.Length == 0)
        {
            return null;
        }

        var at = key.IndexOf(request.Delimiter, request.Prefix.Length, StringComparison.Ordinal);
        return at < 0 ? null : key[..(at + request.Delimiter.Length)];
    }

    private static bool IsPast(string key, char kind, string? marker) =>
        marker is not null
        && (ObjectKey.Order.Compare(key, marker) <= 0
            || (kind == AfterPrefix && key.StartsWith(marker, StringComparison.Ordinal)));

    private static (char Kind, string? Marker) ParseToken(ListingRequest request)
    {
        if (request.ContinuationToken is null)
        {
            return (AfterKey, request.StartAfter);
        }

        var bytes = new byte[request.ContinuationToken.Length];
        return Convert.TryFromBase64String(request.ContinuationToken, bytes, out var count)
            && Encoding.UTF8.GetString(bytes, 0, count) is [AfterKey or AfterPrefix, ..] token
                ? (token[0], token[1..])
                : throw S3Exception.InvalidArgument("The continuation token provided is incorrect");
    }

    private static string Token(char kind, string marker) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(kind + marker));
}
