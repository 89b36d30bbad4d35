using Amazon.Lambda.S3Events;

namespace Tests.Support;

/// <summary>Raw pages and their manifest in S3, which the real handler transforms.</summary>
internal sealed class TransformedSnapshot
{
    public const string Stack = "spotify-test";
    public const string Raw = "raw-bucket";
    public const string Processed = "processed-bucket";
    public const string UsersKey = "/spotify/test/users-key";
    public const string PlaylistId = "37i9dQZEVXbMDoHDwVN2tF";

    public static readonly RawSnapshot Snapshot =
        new(PlaylistId, new DateOnly(2026, 11, 21), RawSnapshot.HashOf("snapshot/1="));

    public MemoryS3 S3 { get; init; } = new();
    public string Endpoint { get; init; } = RawEndpoint.Items;
    public TableFormat Format { get; set; } = TableFormat.Csv;
    public KeptDays TableRetention { get; init; }
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The form of users' ids, of which hashes have the key in <see cref="Parameters"/>.</summary>
    public StoredUsers Users { get; set; } = StoredUsers.Plain;

    public MemoryParameters Parameters { get; } = new();
    public MetricLines Output { get; } = new();
    public LambdaInvocation Invocation { get; } = new();

    /// <summary>Transforms a snapshot whose pages have these entries (JSON), one string per page.</summary>
    public static Task<TransformedSnapshot> OfAsync(params string[] entriesOfPages) =>
        OfAsync(RawEndpoint.Items, entriesOfPages);

    /// <inheritdoc cref="OfAsync(string[])"/>
    public static async Task<TransformedSnapshot> OfAsync(string endpoint, IReadOnlyList<string> entriesOfPages)
    {
        var result = new TransformedSnapshot { Endpoint = endpoint };
        result.Store([.. entriesOfPages.Select(entries => Encoding.UTF8.GetBytes($$"""{"items":[{{entries}}]}"""))]);
        await result.RunAsync();
        return result;
    }

    public void Store(IReadOnlyList<byte[]> pages, Func<int, int>? itemsOf = null) =>
        Store(Snapshot, pages, "2026-11-21T06:00:00Z", itemsOf);

    public void Store(RawSnapshot snapshot, byte[] page, string extractedAt) => Store(snapshot, [page], extractedAt);

    private void Store(
        RawSnapshot snapshot, IReadOnlyList<byte[]> pages, string extractedAt, Func<int, int>? itemsOf = null)
    {
        var listed = new List<ManifestPage>();
        for (var i = 0; i < pages.Count; i++)
        {
            S3[Raw, snapshot.Page(i)] = pages[i];
            listed.Add(ManifestPage.Of(
                i,
                listed.Sum(page => page.Items),
                itemsOf?.Invoke(i) ?? SlowTransform.EntriesOf(pages[i]).Count,
                pages[i]));
        }

        var manifest = new SnapshotManifest(
            SnapshotManifest.CurrentSchema,
            new ManifestPlaylist(PlaylistId, "Top 50", "spotify", "snapshot/1=", listed.Sum(page => page.Items)),
            extractedAt,
            snapshot.Date,
            Endpoint,
            "https://api.spotify.com/v1/",
            "1.0.0",
            listed);
        S3[Raw, snapshot.Manifest] = manifest.ToUtf8();
    }

    public Task<TransformReport> RunAsync(S3Event? notification = null) =>
        new TransformHandler(
                new TransformSettings(Stack, Processed)
                {
                    Format = Format,
                    TableRetention = TableRetention,
                    Users = Users,
                    UsersKeyParameter = UsersKey,
                },
                S3,
                Output,
                Time,
                () => Parameters)
            .HandleAsync(notification ?? EventOf(Snapshot.Manifest), Invocation);

    /// <summary>The event as S3 sends it: keys are URL-encoded.</summary>
    public static S3Event EventOf(params IEnumerable<string> keys) => EventOf(Raw, keys);

    /// <inheritdoc cref="EventOf(IEnumerable{string})"/>
    public static S3Event EventOf(string bucket, IEnumerable<string> keys) => new()
    {
        Records =
        [
            .. keys.Select(key => new S3Event.S3EventNotificationRecord
            {
                EventName = "ObjectCreated:Put",
                S3 = new S3Event.S3Entity
                {
                    Bucket = new S3Event.S3BucketEntity { Name = bucket },
                    Object = new S3Event.S3ObjectEntity { Key = WebUtility.UrlEncode(key) },
                },
            }),
        ],
    };

    public byte[] Bytes(Table table) => S3[Processed, table.Key(Snapshot.Date, PlaylistId, Format)];

    public string Csv(Table table) => Encoding.UTF8.GetString(Bytes(table));

    /// <summary>The rows as Athena reads them, by column; unknown values are null.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string?>> Rows(Table table)
    {
        if (Format == TableFormat.JsonLines)
        {
            return
            [
                .. Csv(table).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => RowOf(table, line)),
            ];
        }

        var lines = OpenCsv.Read(Csv(table));
        Assert.Equal(table.Columns, lines[0]);
        return
        [
            .. lines.Skip(1).Select(fields => table.Columns
                .Zip(fields, (column, field) => (column, value: field.Length == 0 ? null : field))
                .ToDictionary(pair => pair.column, pair => pair.value, StringComparer.Ordinal)),
        ];
    }

    private static Dictionary<string, string?> RowOf(Table table, string line)
    {
        var columns = JsonElement.Parse(line).EnumerateObject().ToList();
        Assert.Equal(table.Columns, columns.Select(column => column.Name));
        return columns.ToDictionary(
            column => column.Name,
            column => column.Value.GetString() is { Length: > 0 } value ? value : null,
            StringComparer.Ordinal);
    }
}
