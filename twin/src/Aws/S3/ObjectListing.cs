using System.Text;

namespace Twin.Aws.S3;

/// <summary>The parameters of a listing.</summary>
/// <param name="Prefix">The prefix of the keys.</param>
/// <param name="Delimiter">
/// The delimiter: keys with the same text between the prefix and the delimiter are listed as one common prefix. Empty:
/// none are.
/// </param>
/// <param name="StartAfter">The key after which the listing starts.</param>
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

    /// <summary>Lists objects, which are given in S3's order.</summary>
    /// <exception cref="S3Exception">The continuation token is not valid.</exception>
    public static ObjectListing Create(IEnumerable<StoredObject> ordered, ListingRequest request)
    {
        var (kind, marker) = ParseToken(request);
        var objects = new List<StoredObject>();
        var prefixes = new List<string>();
        string? last = null;
        foreach (var candidate in ordered)
        {
            var key = candidate.Key;
            if (!key.StartsWith(request.Prefix, StringComparison.Ordinal) || IsPast(key, kind, marker))
            {
                continue;
            }

            var folded = Fold(key, request);
            if (folded is not null && prefixes.Count > 0 && prefixes[^1] == folded)
            {
                continue;
            }

            if (objects.Count + prefixes.Count == request.MaxKeys)
            {
                return new ObjectListing(objects, prefixes, last);
            }

            if (folded is null)
            {
                objects.Add(candidate);
                last = Token(AfterKey, key);
            }
            else
            {
                prefixes.Add(folded);
                last = Token(AfterPrefix, folded);
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
