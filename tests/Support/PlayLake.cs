namespace Tests.Support;

/// <summary>Imports and pages of plays in S3, and the real handler for their manifests.</summary>
internal sealed class PlayLake
{
    public MemoryS3 S3 { get; init; } = new();
    public TableFormat Format { get; set; } = TableFormat.Csv;
    public MetricLines Output { get; } = new();
    public LambdaInvocation Invocation { get; } = new();

    /// <summary>Stores records of one month, a JSON object each.</summary>
    /// <returns>The key of the manifest.</returns>
    public string Import(string month, params IEnumerable<string> records) => Store(ImportOf(month, records));

    /// <summary>Stores a page of plays, and its manifests.</summary>
    /// <param name="time">The time at which the schedule fired, like 2026-11-30T06:00:00Z.</param>
    /// <param name="months">The months that have a manifest; the first has the page.</param>
    /// <param name="items">The plays, a JSON object each.</param>
    /// <returns>The keys of the manifests.</returns>
    public IReadOnlyList<string> Page(string time, string[] months, params IReadOnlyList<string> items)
    {
        var objects = PageOf(time, months, items);
        Store(objects);
        return [.. objects.Skip(1).Select(stored => stored.Key)];
    }

    /// <summary>The objects of a page of plays: the page, and then its manifests.</summary>
    public static IReadOnlyList<(string Key, byte[] Bytes)> PageOf(
        string time, IReadOnlyList<string> months, IReadOnlyList<string> items)
    {
        var firedAt = DateTimeOffset.Parse(time, CultureInfo.InvariantCulture);
        var page = Encoding.UTF8.GetBytes($$"""{"items":[{{string.Join(',', items)}}],"next":null,"limit":50}""");
        var key = PlaysZone.FolderOf(PlayedMonth.Parse(months[0]), firedAt) + RawSnapshot.PageName(0);
        return
        [
            (key, page),
            .. months.Select(month => (
                PlaysZone.FolderOf(PlayedMonth.Parse(month), firedAt) + RawSnapshot.ManifestName,
                new PlaysManifest(
                    PlaysManifest.CurrentSchema,
                    month,
                    time,
                    "https://api.spotify.com/v1/",
                    "1.0.0",
                    new PlaysPage(key, items.Count, page.Length, Hash(page))).ToUtf8())),
        ];
    }

    /// <summary>The objects of an import: the records, and last the manifest.</summary>
    public static IReadOnlyList<(string Key, byte[] Bytes)> ImportOf(string month, IEnumerable<string> records)
    {
        var lines = records.Order(StringComparer.Ordinal).ToList();
        var bytes = Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));
        var folder = ImportZone.FolderOf(PlayedMonth.Parse(month), Hash(bytes));
        var manifest = new ImportManifest(
            ImportManifest.CurrentSchema, month, lines.Count, bytes.Length, Hash(bytes));
        return
        [
            (folder + ImportZone.RecordsName, bytes),
            (folder + RawSnapshot.ManifestName, manifest.ToUtf8()),
        ];
    }

    public Task<TransformReport> RunAsync(params IEnumerable<string> manifests) =>
        new TransformHandler(
                new TransformSettings(TransformedSnapshot.Stack, TransformedSnapshot.Processed) { Format = Format },
                S3,
                Output,
                TimeProvider.System)
            .HandleAsync(TransformedSnapshot.EventOf(manifests), Invocation);

    public PlaysMarker Marker(string month) =>
        PlaysMarker.Find(S3[TransformedSnapshot.Processed, PlaysMarker.KeyOf(PlayedMonth.Parse(month))])!;

    public byte[] Bytes(string month) =>
        S3[TransformedSnapshot.Processed, Tables.Plays.Key(PlayedMonth.Parse(month), Format)];

    /// <summary>The rows of a month, with bars between the values and a hyphen for an unknown one.</summary>
    public IReadOnlyList<string> Rows(string month) =>
    [
        .. OpenCsv.Read(Encoding.UTF8.GetString(Bytes(month)))
            .Skip(1)
            .Select(fields => Row.Format(fields)),
    ];

    private string Store(IReadOnlyList<(string Key, byte[] Bytes)> objects)
    {
        foreach (var (key, bytes) in objects)
        {
            S3[TransformedSnapshot.Raw, key] = bytes;
        }

        return objects[^1].Key;
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
