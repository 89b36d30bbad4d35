using System.Net;

namespace Twin.Aws.S3;

/// <summary>The headers that S3 stores with an object and returns with it.</summary>
internal static class ObjectHeaders
{
    /// <summary>The prefix of the writer's own metadata.</summary>
    public const string UserMetadata = "x-amz-meta-";

    private const int MaxUserMetadata = 2048;

    private static readonly string[] Descriptive =
        ["cache-control", "content-disposition", "content-language", "expires"];

    /// <summary>Selects them from a request's headers.</summary>
    /// <exception cref="S3Exception">MetadataTooLarge.</exception>
    public static Dictionary<string, string> From(IEnumerable<KeyValuePair<string, string>> requestHeaders)
    {
        var kept = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in requestHeaders)
        {
            var lower = name.ToLowerInvariant();
            if (Descriptive.Contains(lower) || lower.StartsWith(UserMetadata, StringComparison.Ordinal))
            {
                kept[lower] = value;
            }
            else if (lower == "content-type" && value.Length > 0)
            {
                kept[lower] = value;
            }
            else if (lower == "content-encoding" && WithoutChunks(value) is { Length: > 0 } encoding)
            {
                kept[lower] = encoding;
            }
        }

        var size = kept
            .Where(header => header.Key.StartsWith(UserMetadata, StringComparison.Ordinal))
            .Sum(header => header.Key.Length - UserMetadata.Length + header.Value.Length);
        if (size > MaxUserMetadata)
        {
            throw new S3Exception(
                HttpStatusCode.BadRequest, "MetadataTooLarge",
                "Your metadata headers exceed the maximum allowed metadata size");
        }

        kept.TryAdd("content-type", Bucket.DefaultContentType);
        return kept;
    }

    // Aws-chunked is the encoding of the transfer, not of the object.
    private static string WithoutChunks(string encoding) =>
        string.Join(',', encoding
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(part => !part.Equals("aws-chunked", StringComparison.OrdinalIgnoreCase)));
}
