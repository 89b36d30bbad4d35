using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Local.S3;

/// <summary>
/// One bucket: each object is the file <c>&lt;folder&gt;/&lt;key&gt;</c>, so that other programs can read them; what
/// else S3 knows of an object is kept in memory. Safe for concurrent use; readers see whole objects only.
/// </summary>
public sealed class Bucket
{
    /// <summary>The content type of an object whose writer named none.</summary>
    public const string DefaultContentType = "binary/octet-stream";

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private ImmutableSortedDictionary<string, StoredObject> _objects;
    private long _versions;

    internal Bucket(string name, string folder, bool isVersioned, TimeProvider time)
    {
        Name = name;
        Folder = folder;
        IsVersioned = isVersioned;
        _time = time;
        Directory.CreateDirectory(folder);
        _objects = Scan().ToImmutableSortedDictionary(found => found.Key, found => found, ObjectKey.Order);
    }

    /// <summary>The bucket's name.</summary>
    public string Name { get; }

    /// <summary>Where its objects lie.</summary>
    public string Folder { get; }

    /// <summary>Whether writes get version ids. Older versions are not kept.</summary>
    public bool IsVersioned { get; }

    /// <summary>The objects of this moment, in S3's order of keys.</summary>
    public IReadOnlyDictionary<string, StoredObject> Objects => Volatile.Read(ref _objects);

    /// <summary>An object's description; null where there is none.</summary>
    public StoredObject? Find(string key) => Volatile.Read(ref _objects).GetValueOrDefault(key);

    /// <summary>An object's description and bytes, which stay readable when the object is replaced meanwhile.</summary>
    /// <exception cref="S3Exception">NoSuchKey.</exception>
    public (StoredObject Description, FileStream Bytes) OpenRead(string key)
    {
        lock (_lock)
        {
            var description = Find(key) ?? throw S3Exception.NoSuchKey(key);
            return (description, new FileStream(
                ObjectKey.PathOf(Folder, key),
                FileMode.Open,
                FileAccess.Read,
                FileShare.Read | FileShare.Delete,
                bufferSize: 0,
                useAsync: true));
        }
    }

    /// <summary>Makes staged bytes an object, in one step.</summary>
    /// <exception cref="S3Exception">The condition does not hold, or the key cannot be a file.</exception>
    internal StoredObject Commit(StagedFile file, ObjectDraft draft, WriteCondition? condition)
    {
        var path = ObjectKey.PathOf(Folder, draft.Key);
        lock (_lock)
        {
            condition?.Check(draft.Key, Find(draft.Key));
            ExpectRoom(draft.Key, path);
            var now = DateTimeOffset.FromUnixTimeSeconds(_time.GetUtcNow().ToUnixTimeSeconds());
            var stored = new StoredObject(
                draft.Key, file.Size, draft.ETag, now, draft.Headers, draft.Checksum, NextVersion(draft.Key));
            File.SetLastWriteTimeUtc(file.Path, now.UtcDateTime);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Move(file.Path, path, overwrite: true);
            Volatile.Write(ref _objects, _objects.SetItem(draft.Key, stored));
            return stored;
        }
    }

    /// <summary>Deletes an object, if it is there.</summary>
    /// <returns>The delete marker's version id in a bucket with versioning, else null.</returns>
    public string? Delete(string key)
    {
        var path = ObjectKey.PathOf(Folder, key);
        lock (_lock)
        {
            if (Find(key) is not null)
            {
                File.Delete(path);
                RemoveEmptyFolders(Path.GetDirectoryName(path)!);
                Volatile.Write(ref _objects, _objects.Remove(key));
            }

            return NextVersion(key);
        }
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
            throw Collision(key, _objects.Keys.First(other => other.StartsWith(key + "/", StringComparison.Ordinal)));
        }

        // a file system that does not tell upper case from lower
        if (File.Exists(path) && Find(key) is null)
        {
            throw Collision(key, _objects.Keys.FirstOrDefault(other =>
                other.Equals(key, StringComparison.OrdinalIgnoreCase)) ?? key);
        }
    }

    private static S3Exception Collision(string key, string other) =>
        S3Exception.InvalidArgument(
            $"The local twin keeps each object as a file, and \"{key}\" cannot lie beside \"{other}\": the one would "
            + "need a folder where the other is a file, or they differ only in case.");

    private string? NextVersion(string key) =>
        IsVersioned
            ? Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes($"{Name} {key} {++_versions}")))[..32]
                .Replace('+', '.').Replace('/', '_')
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
        let key = ObjectKey.Of(Folder, path)
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
