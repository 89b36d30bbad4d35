namespace Twin.Aws.S3;

/// <summary>One bucket. Each object is the file <c>&lt;folder&gt;/&lt;key&gt;</c>, so that other programs can read
/// it; S3's other data about an object is in memory, and older versions are in another folder. Safe for concurrent
/// use; readers see whole objects only.</summary>
public sealed class Bucket
{
    /// <summary>The content type of an object that was written without one.</summary>
    public const string DefaultContentType = "binary/octet-stream";

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly VersionHistory _history;
    private SortedObjects _objects;
    private long _versions;

    internal Bucket(string name, string folder, string versionsFolder, BucketSettings settings, TimeProvider time)
    {
        Name = name;
        Folder = folder;
        Settings = settings;
        _time = time;
        _history = new VersionHistory(versionsFolder);
        Directory.CreateDirectory(folder);
        _objects = SortedObjects.From(Scan());
    }

    public string Name { get; }

    /// <summary>The folder of its objects.</summary>
    public string Folder { get; }

    /// <summary>The declared settings.</summary>
    public BucketSettings Settings { get; }

    /// <summary>The current objects, in S3's order of keys.</summary>
    public IReadOnlyCollection<StoredObject> Objects => Sorted.All;

    /// <summary>The current objects whose keys begin with a prefix.</summary>
    public IEnumerable<StoredObject> Below(string prefix) => Sorted.Below(prefix);

    /// <summary>The current objects, by their places in the order of keys.</summary>
    internal SortedObjects Sorted => Volatile.Read(ref _objects);

    /// <summary>The description of an object; null if it does not exist.</summary>
    public StoredObject? Find(string key) => Sorted.Find(key);

    /// <summary>A version of an object, the latest or an older one; null if it does not exist.</summary>
    /// <param name="key">The key, unescaped.</param>
    /// <param name="versionId">The version id from S3; <c>null</c> is the one in a bucket without versioning.</param>
    public ObjectVersion? FindVersion(string key, string versionId)
    {
        lock (_lock)
        {
            return Find(key) is { } latest && (latest.VersionId ?? VersionIds.Null) == versionId
                ? ObjectVersion.From(latest)
                : _history.Find(key, versionId);
        }
    }

    /// <summary>All versions and delete markers, in S3's order of keys, the latest of a key first.</summary>
    public IReadOnlyList<ObjectVersion> Versions()
    {
        lock (_lock)
        {
            return
            [
                .. Objects.Select(ObjectVersion.From).Concat(_history.All)
                    .OrderBy(version => version.Key, ObjectKey.Order)
                    .ThenBy(version => version.NoncurrentSince is not null),
            ];
        }
    }

    /// <summary>The delete marker that hides an object; null if there is none.</summary>
    public ObjectVersion? MarkerOf(string key)
    {
        lock (_lock)
        {
            return Find(key) is null ? _history.Newest(key) : null;
        }
    }

    /// <summary>An object's description and bytes. The bytes stay readable if the object is replaced
    /// meanwhile.</summary>
    /// <exception cref="S3Exception">NoSuchKey, NoSuchVersion.</exception>
    public (StoredObject Description, FileStream Bytes) OpenRead(string key, string? versionId = null)
    {
        lock (_lock)
        {
            var latest = Find(key);
            var isLatest = versionId is null || versionId == (latest?.VersionId ?? VersionIds.Null);
            var description = isLatest
                ? latest ?? throw S3Exception.NoSuchKey(key)
                : _history.Find(key, versionId!)?.Stored ?? throw S3Exception.NoSuchVersion(key, versionId!);
            var path = isLatest ? ObjectKey.PathOf(Folder, key) : _history.PathOf(versionId!);
            return (description, new FileStream(
                path,
                FileMode.Open,
                FileAccess.Read,
                FileShare.Read | FileShare.Delete,
                bufferSize: 0,
                useAsync: true));
        }
    }

    /// <summary>Turns a staged file into an object, in one step.</summary>
    /// <exception cref="S3Exception">The condition is not met, or the key cannot be a file's path.</exception>
    internal StoredObject Commit(StagedFile file, ObjectUpload uploaded, WriteCondition? condition)
    {
        var path = ObjectKey.PathOf(Folder, uploaded.Key);
        lock (_lock)
        {
            var before = Find(uploaded.Key);
            condition?.Check(uploaded.Key, before);
            ExpectRoom(uploaded.Key, path);
            var now = Now();
            var stored = new StoredObject(
                uploaded.Key,
                file.Size,
                ETagOf(uploaded, before),
                now,
                uploaded.Headers,
                uploaded.Checksum,
                NextVersion(uploaded.Key))
            {
                Encryption = uploaded.Encryption,
                LockedUntil = Settings.ObjectLockDays is { } days ? now.AddDays(days) : null,
            };
            KeepVersion(uploaded.Key, before, path, now);
            File.SetLastWriteTimeUtc(file.Path, now.UtcDateTime);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Move(file.Path, path, overwrite: true);
            Volatile.Write(ref _objects, _objects.With(stored));
            return stored;
        }
    }

    /// <summary>Deletes an object if it exists; with versioning it is only hidden.</summary>
    /// <returns>The delete marker's version id in a bucket with versioning; otherwise null.</returns>
    public string? Delete(string key)
    {
        lock (_lock)
        {
            return Delete(key, Now());
        }
    }

    /// <summary>Deletes one version permanently. If it was the latest, the one before it becomes the latest.</summary>
    /// <param name="key">The key, unescaped.</param>
    /// <param name="versionId">The version id from S3.</param>
    /// <param name="bypassesLock">True to delete the version although it is locked.</param>
    /// <returns>The deleted version; null if it does not exist.</returns>
    /// <exception cref="S3Exception">AccessDenied, for a version that is locked.</exception>
    public ObjectVersion? DeleteVersion(string key, string versionId, bool bypassesLock = false)
    {
        var path = ObjectKey.PathOf(Folder, key);
        lock (_lock)
        {
            if (!bypassesLock && FindVersion(key, versionId) is { } found && found.IsLocked(_time.GetUtcNow()))
            {
                throw S3Exception.AccessDenied("Access Denied because object protected by object lock.");
            }

            ObjectVersion? deleted;
            if (Find(key) is { } latest && (latest.VersionId ?? VersionIds.Null) == versionId)
            {
                Remove(key, path);
                deleted = ObjectVersion.From(latest);
            }
            else
            {
                deleted = _history.Remove(key, versionId);
            }

            if (Find(key) is null && _history.Newest(key) is { Stored: not null } newest)
            {
                Restore(newest, path);
            }

            return deleted;
        }
    }

    /// <summary>Applies the bucket's lifecycle rules.</summary>
    /// <param name="midnight">The time, midnight UTC: S3 applies the rules once a day.</param>
    internal LifecycleOutcome ApplyLifecycle(DateTimeOffset midnight)
    {
        var (expired, moved, removed) = (0, 0, 0);
        lock (_lock)
        {
            var oldest = _objects.All.Select(stored => stored.LastModified).DefaultIfEmpty(midnight).Min();
            foreach (var rule in Settings.Lifecycle.Enabled)
            {
                var before = midnight.AddDays(-rule.FirstDay ?? 0);
                var old = rule.FirstDay is null || before < oldest
                    ? []
                    : _objects.Below(rule.Prefix)
                        .Where(stored => stored.LastModified <= before && rule.Matches(stored))
                        .ToList();
                foreach (var stored in old)
                {
                    if (rule.IsExpired(stored, midnight))
                    {
                        Delete(stored.Key, midnight);
                        expired++;
                    }
                    else if (rule.ClassOf(stored, midnight) is { } storageClass)
                    {
                        var transitioned = stored with { StorageClass = storageClass };
                        Volatile.Write(ref _objects, _objects.With(transitioned));
                        moved++;
                    }
                }

                removed += _history.Apply(rule, midnight, key => Find(key) is null);
            }
        }

        return new LifecycleOutcome(Name, expired, moved, removed);
    }

    private string? Delete(string key, DateTimeOffset now)
    {
        var path = ObjectKey.PathOf(Folder, key);
        var before = Find(key);
        KeepVersion(key, before, path, now);
        if (before is not null)
        {
            Remove(key, path);
        }

        if (NextVersion(key) is not { } version)
        {
            return null;
        }

        _history.Add(new ObjectVersion(key, version, now, null));
        return version;
    }

    private void KeepVersion(string key, StoredObject? before, string path, DateTimeOffset now)
    {
        if (!Settings.IsVersioned)
        {
            return;
        }

        if (before is null)
        {
            _history.Supersede(key, now);
        }
        else
        {
            _history.Keep(ObjectVersion.From(before) with { NoncurrentSince = now }, path);
        }
    }

    private void Remove(string key, string path)
    {
        File.Delete(path);
        RemoveEmptyFolders(Path.GetDirectoryName(path)!);
        Volatile.Write(ref _objects, _objects.Without(key));
    }

    private void Restore(ObjectVersion version, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        _history.Take(version, path);
        Volatile.Write(ref _objects, _objects.With(version.Stored!));
    }

    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeSeconds(_time.GetUtcNow().ToUnixTimeSeconds());

    // With KMS an ETag is not the MD5 of the bytes, and differs with each write: each has its own data key.
    private static string ETagOf(ObjectUpload uploaded, StoredObject? before)
    {
        if (uploaded.Encryption.Key is not { } key)
        {
            return uploaded.ETag;
        }

        var seed = Encoding.UTF8.GetBytes($"{key} {uploaded.Key} {uploaded.ETag} {before?.ETag}");
        return Convert.ToHexStringLower(SHA256.HashData(seed))[..32];
    }

    private void ExpectRoom(string key, string path)
    {
        for (var slash = key.IndexOf('/', StringComparison.Ordinal);
            slash >= 0;
            slash = key.IndexOf('/', slash + 1))
        {
            if (Find(key[..slash]) is not null)
            {
                throw Collision(key, key[..slash]);
            }
        }

        if (Directory.Exists(path))
        {
            throw Collision(key, _objects.Below(key + "/").First().Key);
        }

        // The file system is not case-sensitive.
        if (File.Exists(path) && Find(key) is null)
        {
            throw Collision(key, _objects.All.FirstOrDefault(other =>
                other.Key.Equals(key, StringComparison.OrdinalIgnoreCase))?.Key ?? key);
        }
    }

    private static S3Exception Collision(string key, string other) =>
        S3Exception.NotImplemented(
            $"such a key: it keeps each object as a file, and \"{key}\" cannot lie beside \"{other}\": the one would "
            + "need a folder where the other is a file, or they differ only in case.");

    private string? NextVersion(string key) =>
        Settings.IsVersioned
            ? VersionIds.Create(Name, key, ++_versions)
            : null;

    private void RemoveEmptyFolders(string folder)
    {
        while (folder.Length > Folder.Length && !Directory.EnumerateFileSystemEntries(folder).Any())
        {
            Directory.Delete(folder);
            folder = Path.GetDirectoryName(folder)!;
        }
    }

    private IEnumerable<StoredObject> Scan() =>
        from path in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
        let file = new FileInfo(path)
        let seconds = new DateTimeOffset(file.LastWriteTimeUtc).ToUnixTimeSeconds()
        let key = ObjectKey.FromPath(Folder, path)
        select new StoredObject(
            key,
            file.Length,
            HashOf(path),
            DateTimeOffset.FromUnixTimeSeconds(seconds),
            new Dictionary<string, string> { ["content-type"] = DefaultContentType },
            null,
            NextVersion(key));

    private static string HashOf(string path)
    {
        using var file = File.OpenRead(path);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        var buffer = new byte[128 * 1024];
        int count;
        while ((count = file.Read(buffer)) > 0)
        {
            hash.AppendData(buffer, 0, count);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

/// <summary>The declared settings of a bucket.</summary>
public sealed record BucketSettings
{
    /// <summary>True if the bucket keeps older versions of its objects.</summary>
    public bool IsVersioned { get; init; }

    /// <summary>The days for which each version of an object is locked in governance mode; null if versions are not
    /// locked.</summary>
    public int? ObjectLockDays { get; init; }

    /// <summary>The default encryption of objects.</summary>
    public ObjectEncryption Encryption { get; init; } = ObjectEncryption.OfS3;

    /// <summary>The lifecycle rules.</summary>
    public LifecycleConfiguration Lifecycle { get; init; } = LifecycleConfiguration.None;
}

/// <summary>The description of an object that is being uploaded.</summary>
/// <param name="Key">The key, unescaped.</param>
/// <param name="ETag">The ETag, without quotes; an object encrypted with KMS gets another one.</param>
/// <param name="Headers">The content type and similar headers, and user metadata; names in lower case.</param>
/// <param name="Checksum">The checksum; null if the client sent none.</param>
internal sealed record ObjectUpload(
    string Key, string ETag, IReadOnlyDictionary<string, string> Headers, Checksum? Checksum)
{
    public required ObjectEncryption Encryption { get; init; }
}

/// <summary>A conditional write: <c>If-None-Match: *</c> or <c>If-Match: "etag"</c>.</summary>
/// <param name="OnlyIfAbsent">True to write only if the key has no object.</param>
/// <param name="OnlyIfETag">The ETag (without quotes) that the existing object must have; null: no condition.</param>
internal sealed record WriteCondition(bool OnlyIfAbsent, string? OnlyIfETag)
{
    /// <summary>Refuses a write if the existing object does not meet the condition.</summary>
    /// <exception cref="S3Exception">PreconditionFailed, or NoSuchKey if there is no object to match.</exception>
    public void Check(string key, StoredObject? present)
    {
        if (OnlyIfAbsent && present is not null)
        {
            throw S3Exception.PreconditionFailed("If-None-Match");
        }

        if (OnlyIfETag is not null)
        {
            if (present is null)
            {
                throw S3Exception.NoSuchKey(key);
            }

            if (present.ETag != OnlyIfETag)
            {
                throw S3Exception.PreconditionFailed("If-Match");
            }
        }
    }
}
