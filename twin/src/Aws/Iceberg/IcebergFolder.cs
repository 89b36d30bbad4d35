namespace Twin.Aws.Iceberg;

/// <summary>The objects of an Iceberg table: data files in Parquet below <c>data/</c>, and an object for each commit
/// below <c>metadata/</c>. The latter has the twin's own form, not Iceberg's: it names the data files of the
/// table.</summary>
public sealed record IcebergFolder
{
    private const string Data = "data/";
    private const string Metadata = "metadata/";
    private const string Suffix = ".json";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
    };

    /// <summary>The folder of a table.</summary>
    /// <param name="bucketsRoot">The folder that contains a folder for each bucket.</param>
    public IcebergFolder(CatalogTable table, string bucketsRoot) =>
        (Location, Root) = (S3Folder.Parse(table.Location), bucketsRoot);

    /// <summary>The table's location.</summary>
    public S3Folder Location { get; }

    private string Root { get; }

    /// <summary>The bytes of a snapshot's metadata object.</summary>
    public static byte[] ToBytes(IcebergSnapshot snapshot) => JsonSerializer.SerializeToUtf8Bytes(snapshot, Json);

    /// <exception cref="InvalidDataException">Its metadata object cannot be read.</exception>
    public IcebergSnapshot Current() => Keys(Metadata).LastOrDefault() is { } key ? Read(key) : IcebergSnapshot.Empty;

    /// <summary>The snapshots whose metadata objects exist, oldest first.</summary>
    /// <exception cref="InvalidDataException">A metadata object cannot be read.</exception>
    public IReadOnlyList<IcebergSnapshot> All() => [.. Keys(Metadata).Select(Read)];

    /// <summary>The keys of the data files that exist, whether a snapshot refers to them or not.</summary>
    public IReadOnlyList<string> DataKeys() => Keys(Data);

    /// <summary>The key of a snapshot's metadata object.</summary>
    public string MetadataKey(int version) => $"{Location.Prefix}{Metadata}{Number(version)}{Suffix}";

    /// <summary>The key of a new data file.</summary>
    /// <param name="version">The snapshot that adds it.</param>
    /// <param name="partition">Its partition; empty without partitions.</param>
    /// <param name="index">Its number among the snapshot's files.</param>
    public string DataKey(int version, string partition, int index) =>
        $"{Location.Prefix}{Data}{(partition.Length > 0 ? partition + "/" : "")}"
        + $"{Number(version)}-{Number(index)}.parquet";

    /// <summary>The file in which the twin keeps an object.</summary>
    public string PathOf(string key) => Path.Combine(Root, Location.Bucket, key);

    private static string Number(int number) => number.ToString("00000", CultureInfo.InvariantCulture);

    private List<string> Keys(string folder) =>
        [.. (Location with { Prefix = Location.Prefix + folder }).Files(Root).Select(file => file.Key)];

    private IcebergSnapshot Read(string key)
    {
        try
        {
            return JsonSerializer.Deserialize<IcebergSnapshot>(File.ReadAllBytes(PathOf(key)), Json)!;
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException($"The metadata object {key} cannot be read: {broken.Message}", broken);
        }
    }
}

/// <summary>A data file of an Iceberg table.</summary>
/// <param name="Partition">The partition, such as <c>snapshot_date_month=2026-11</c>; empty without partitions.</param>
/// <param name="Bytes">The size in bytes.</param>
public sealed record IcebergFile(string Key, string Partition, long Rows, long Bytes);

/// <summary>The state of an Iceberg table after a commit.</summary>
/// <param name="Version">The number of the commit, from 1; 0 for a table to which nothing was written yet.</param>
/// <param name="Operation">The statement that made it, such as <c>MERGE</c>.</param>
/// <param name="Files">The table's data files.</param>
public sealed record IcebergSnapshot(
    int Version, DateTimeOffset CommittedAt, string Operation, ImmutableArray<IcebergFile> Files)
{
    /// <summary>The state of a table to which nothing was written yet.</summary>
    public static IcebergSnapshot Empty { get; } = new(0, DateTimeOffset.UnixEpoch, "", []);
}
