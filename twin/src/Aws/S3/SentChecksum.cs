namespace Twin.Aws.S3;

/// <summary>The checksum of a request, in a header or announced as a trailer.</summary>
/// <param name="Value">The header's value; null for a trailer.</param>
internal sealed record SentChecksum(ChecksumAlgorithm Algorithm, string? Value)
{
    /// <summary>The header in which an SDK names the algorithm again.</summary>
    public const string AlgorithmHeader = "x-amz-sdk-checksum-algorithm";

    /// <summary>The header that announces trailers.</summary>
    public const string TrailerHeader = "x-amz-trailer";

    /// <summary>The checksum that a request announces; null if it has none.</summary>
    /// <exception cref="S3Exception">InvalidRequest, for several checksums or a wrong one; MalformedTrailerError, for a
    /// trailer that the body cannot have.</exception>
    public static SentChecksum? Read(S3Call call)
    {
        var headers = ChecksumAlgorithm.All.Values.Where(known => call.Header(known.Header) is not null).ToList();
        var announced = call.Header(TrailerHeader)?.Split(',', StringSplitOptions.TrimEntries) ?? [];
        var trailers = announced.Select(Named).ToList();
        if (headers.Count > 1 || trailers.Count > 1)
        {
            throw S3Exception.InvalidRequest(
                "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
        }

        if (headers.Count + trailers.Count > 1)
        {
            throw S3Exception.InvalidRequest("Expecting a single x-amz-checksum- header");
        }

        if (trailers.Count > 0 && !call.PayloadHash.IsChunked)
        {
            throw S3Exception.MalformedTrailer();
        }

        var algorithm = headers.Concat(trailers).SingleOrDefault();
        ExpectNamed(call.Header(AlgorithmHeader), algorithm);
        return algorithm is null
            ? null
            : new SentChecksum(algorithm, ValueOf(algorithm, call.Header(algorithm.Header)));
    }

    /// <summary>Checks the checksum against the bytes.</summary>
    /// <exception cref="S3Exception">BadDigest, or the trailers are not the announced ones.</exception>
    public Checksum Check(StagedFile file, Dictionary<string, string>? trailers)
    {
        if (Value is null && (trailers?.Count != 1 || !trailers.ContainsKey(Algorithm.Header)))
        {
            throw S3Exception.MalformedTrailer();
        }

        var sent = Value ?? ValueOf(Algorithm, trailers![Algorithm.Header], "trailing ")!;
        return sent == file.ChecksumOf(Algorithm)
            ? new Checksum(Algorithm, sent)
            : throw S3Exception.BadDigest(Algorithm.Name);
    }

    private static ChecksumAlgorithm Named(string trailer) =>
        ChecksumAlgorithm.All.Values
            .FirstOrDefault(algorithm => algorithm.Header.Equals(trailer, StringComparison.OrdinalIgnoreCase))
        ?? throw S3Exception.NotImplemented($"the trailer {trailer}");

    private static void ExpectNamed(string? name, ChecksumAlgorithm? algorithm)
    {
        if (name is not null && algorithm is null)
        {
            throw S3Exception.InvalidRequest(
                $"{AlgorithmHeader} specified, but no corresponding x-amz-checksum-* or {TrailerHeader} headers were "
                + "found.");
        }

        if (name is not null && !name.Equals(algorithm?.Name, StringComparison.OrdinalIgnoreCase))
        {
            throw S3Exception.InvalidRequest($"Value for {AlgorithmHeader} header is invalid.");
        }
    }

    private static string? ValueOf(ChecksumAlgorithm algorithm, string? value, string kind = "")
    {
        var bytes = new byte[value?.Length ?? 0];
        return value is null || (Convert.TryFromBase64String(value, bytes, out var count) && count == algorithm.Size)
            ? value
            : throw S3Exception.InvalidRequest($"Value for {algorithm.Header} {kind}header is invalid.");
    }
}
