namespace Twin.Aws.S3;

/// <summary>All buckets: each is the folder <c>&lt;root&gt;/&lt;bucket&gt;</c>. Files other than the latest versions
/// of objects are in hidden folders beside them, until this is disposed of.</summary>
public sealed class BucketStore : IDisposable
{
    private readonly string _root;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, Bucket> _buckets = new(StringComparer.Ordinal);

    /// <summary>Opens a folder of buckets. Files that are already in a bucket's folder become its objects.</summary>
    public BucketStore(string root, TimeProvider time)
    {
        _root = Path.GetFullPath(root);
        _time = time;
        Staging = new Staging(Path.Combine(_root, ".incoming"));
    }

    /// <summary>The buckets, in no order.</summary>
    public IEnumerable<Bucket> Buckets => _buckets.Values;

    internal Staging Staging { get; }

    private string VersionsFolder => Path.Combine(_root, ".versions");

    /// <summary>Creates a bucket.</summary>
    /// <exception cref="ArgumentException">The bucket exists, or S3 would refuse its name.</exception>
    public Bucket Create(string name, BucketSettings? settings = null)
    {
        if (!BucketName.IsValid(name))
        {
            throw new ArgumentException($"\"{name}\" is not a valid bucket name: {BucketName.Rules}.", nameof(name));
        }

        var bucket = new Bucket(
            name,
            Path.Combine(_root, name),
            Path.Combine(VersionsFolder, name),
            settings ?? new BucketSettings(),
            _time);
        return _buckets.TryAdd(name, bucket)
            ? bucket
            : throw new ArgumentException($"The bucket \"{name}\" is declared twice.", nameof(name));
    }

    /// <summary>A bucket; null if it does not exist.</summary>
    public Bucket? Find(string name) => _buckets.GetValueOrDefault(name);

    /// <exception cref="S3Exception">NoSuchBucket, InvalidBucketName.</exception>
    public Bucket Get(string name) => Find(name)
        ?? throw (BucketName.IsValid(name) ? S3Exception.NoSuchBucket(name) : S3Exception.InvalidBucketName(name));

    /// <summary>Writes an object without the endpoint: no permission is checked, and no event is raised.</summary>
    /// <exception cref="S3Exception">NoSuchBucket, or the key cannot be a file's path.</exception>
    public async Task<StoredObject> PutAsync(
        string bucket,
        string key,
        ReadOnlyMemory<byte> content,
        string? contentType,
        ObjectEncryption encryption,
        CancellationToken cancellationToken)
    {
        var target = Get(bucket);
        using var body = new MemoryStream(content.ToArray());
        using var file = await Staging.WriteAsync(body, [], cancellationToken);
        var headers = new Dictionary<string, string> { ["content-type"] = contentType ?? Bucket.DefaultContentType };
        var uploaded = new ObjectUpload(key, Convert.ToHexStringLower(file.Md5), headers, null)
        {
            Encryption = encryption,
        };
        return target.Commit(file, uploaded, null);
    }

    /// <summary>Applies the buckets' lifecycle rules.</summary>
    /// <param name="midnight">The time, midnight UTC: S3 applies the rules once a day.</param>
    /// <returns>The outcomes of the buckets in which something changed.</returns>
    public IReadOnlyList<LifecycleOutcome> ApplyLifecycle(DateTimeOffset midnight) =>
    [
        .. _buckets.Values
            .OrderBy(bucket => bucket.Name, StringComparer.Ordinal)
            .Select(bucket => bucket.ApplyLifecycle(midnight))
            .Where(outcome => !outcome.IsEmpty),
    ];

    /// <summary>Deletes the files of unfinished uploads and of older versions; the objects stay.</summary>
    public void Dispose()
    {
        Staging.Dispose();
        if (Directory.Exists(VersionsFolder))
        {
            Directory.Delete(VersionsFolder, recursive: true);
        }
    }
}

/// <summary>The result of a bucket's lifecycle rules on one day.</summary>
/// <param name="Expired">The number of objects that were deleted or, with versioning, hidden.</param>
/// <param name="Moved">The number of objects that were moved to another storage class.</param>
/// <param name="Removed">The number of older versions and delete markers that were deleted permanently.</param>
public sealed record LifecycleOutcome(string Bucket, int Expired, int Moved, int Removed)
{
    /// <summary>True if nothing changed.</summary>
    public bool IsEmpty => Expired + Moved + Removed == 0;
}
