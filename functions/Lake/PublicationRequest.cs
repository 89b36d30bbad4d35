namespace Functions.Lake;

/// <summary>A request to publish: an object of the raw bucket, written once. Its event starts the publication of the
/// days whose tables have changed.</summary>
/// <param name="SchemaVersion">The version of the request's schema: <see cref="CurrentSchema"/>.</param>
/// <param name="RequestedAt">The time of the request: ISO 8601, UTC, whole seconds.</param>
/// <param name="ExtractedAt">The time at which the schedule of the extraction fired, in the same form; null if there
/// was none.</param>
/// <param name="Manifests">The keys of the manifests whose tables the publication waits for.</param>
public sealed record PublicationRequest(
    int SchemaVersion,
    string Reason,
    string RequestedAt,
    string? ExtractedAt,
    IReadOnlyList<string> Manifests)
{
    public const int CurrentSchema = 1;

    /// <summary>The prefix of the requests in the raw bucket; it ends with a slash.</summary>
    public const string Prefix = "publications/";

    /// <summary>The pattern of the keys of all requests; that of a folder is not among them.</summary>
    public const string Keys = $"{Prefix}*{Extension}";

    public const string Extraction = "extraction";
    public const string Replay = "replay";
    public const string Import = "import";

    /// <summary>Something was forgotten: the analytics tables are emptied, without old versions, and made
    /// again.</summary>
    public const string Forget = "forget";

    private const string Extension = ".json";

    /// <summary>Writes a request, unless one of the same second and reason exists: that one is as good.</summary>
    /// <param name="extractedAt">The time at which the extraction's schedule fired; null if there was none.</param>
    internal static async Task WriteAsync(
        RawStore store,
        string reason,
        DateTimeOffset now,
        string? extractedAt,
        IReadOnlyList<string> manifests,
        CancellationToken cancellationToken)
    {
        var request = Create(reason, now, extractedAt, manifests);
        await store.TryPutAsync(request.Key, request.ToUtf8(), cancellationToken);
    }

    /// <summary>Creates a request.</summary>
    /// <param name="extractedAt">The time at which the extraction's schedule fired; null if there was none.</param>
    public static PublicationRequest Create(
        string reason, DateTimeOffset now, string? extractedAt, IReadOnlyList<string> manifests) => new(
        CurrentSchema,
        reason,
        now.UtcDateTime.ToString(SnapshotManifest.TimeFormat, CultureInfo.InvariantCulture),
        extractedAt,
        manifests);

    /// <summary>The key in the raw bucket.</summary>
    [JsonIgnore]
    public string Key => string.Create(
        CultureInfo.InvariantCulture, $"{Prefix}{Time():yyyy-MM-dd-HH'h'mm'm'ss}-{Reason}{Extension}");

    /// <summary>The pattern of the keys of all requests with a reason.</summary>
    public static string KeysOf(string reason) => $"{Prefix}*-{reason}{Extension}";

    /// <summary>The request in UTF-8. The same request always has the same bytes.</summary>
    public byte[] ToUtf8() => JsonSerializer.SerializeToUtf8Bytes(this, LakeJson.Default.PublicationRequest);

    internal static PublicationRequest Parse(ReadOnlySpan<byte> utf8)
    {
        var request = LakeJson.Parse(
            utf8, LakeJson.Default.PublicationRequest, request => request.SchemaVersion, CurrentSchema);
        return request.Manifests.Contains(null) ? throw new JsonException("its manifests have a null") : request;
    }

    internal DateTimeOffset Time() => DateTimeOffset.TryParseExact(
        RequestedAt, SnapshotManifest.TimeFormat, CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal, out var time)
        && time.Year is >= 2000 and <= 2999
            ? time
            : throw new JsonException($"its requested_at is {RequestedAt}, and not like 2026-11-21T06:00:00Z");
}
