namespace Twin.Aws.S3;

/// <summary>The older versions of a bucket's objects, and its delete markers. The bytes are in a separate folder, one
/// file per version. Not safe for concurrent use: the bucket's lock guards it.</summary>
internal sealed class VersionHistory(string folder)
{
    // The versions of each key, oldest first.
    private readonly Dictionary<string, List<ObjectVersion>> _versions = new(StringComparer.Ordinal);

    public ObjectVersion? Find(string key, string versionId) =>
        _versions.GetValueOrDefault(key)?.Find(version => version.VersionId == versionId);

    /// <summary>The older versions and the markers, those of a key from the newest on.</summary>
    public IEnumerable<ObjectVersion> All => _versions.Values.SelectMany(versions => Enumerable.Reverse(versions));

    public ObjectVersion? Newest(string key) => _versions.GetValueOrDefault(key)?.LastOrDefault();

    /// <summary>The file of a version in this history.</summary>
    public string PathOf(string versionId) => Path.Combine(folder, versionId);

    /// <summary>Adds the version that was the latest, with its bytes.</summary>
    public void Keep(ObjectVersion version, string path)
    {
        Directory.CreateDirectory(folder);
        File.Move(path, PathOf(version.VersionId));
        Add(version);
    }

    /// <summary>Adds a delete marker.</summary>
    public void Add(ObjectVersion version)
    {
        if (!_versions.TryGetValue(version.Key, out var versions))
        {
            _versions[version.Key] = versions = [];
        }

        versions.Add(version);
    }

    /// <summary>Marks the latest delete marker, if there is one, as replaced.</summary>
    public void Supersede(string key, DateTimeOffset now)
    {
        if (_versions.GetValueOrDefault(key) is [.., { Stored: null, NoncurrentSince: null } marker] versions)
        {
            versions[^1] = marker with { NoncurrentSince = now };
        }
    }

    /// <summary>Moves a version's bytes back to the bucket.</summary>
    public void Take(ObjectVersion version, string path)
    {
        File.Move(PathOf(version.VersionId), path);
        Forget(version);
    }

    /// <summary>Removes a version permanently.</summary>
    /// <returns>The removed version; null if it does not exist.</returns>
    public ObjectVersion? Remove(string key, string versionId)
    {
        if (Find(key, versionId) is not { } version)
        {
            return null;
        }

        if (version.Stored is not null)
        {
            File.Delete(PathOf(versionId));
        }

        Forget(version);
        return version;
    }

    /// <summary>Applies a lifecycle rule to older versions and to markers that hide no version.</summary>
    /// <returns>The number of removed versions.</returns>
    public int Apply(LifecycleRule rule, DateTimeOffset midnight, Func<string, bool> isHidden)
    {
        var removed = 0;
        foreach (var key in _versions.Keys.Where(rule.MatchesKey).ToList())
        {
            var newestFirst = _versions[key].Where(version => version.NoncurrentSince is not null).Reverse().ToList();
            foreach (var (newer, version) in newestFirst.Index())
            {
                if (rule.IsExpired(version, newer, midnight) && !version.IsLocked(midnight))
                {
                    Remove(key, version.VersionId);
                    removed++;
                }
                else if (rule.ClassOf(version, newer, midnight) is { } storageClass)
                {
                    Replace(version, version with { Stored = version.Stored! with { StorageClass = storageClass } });
                }
            }

            if (_versions.GetValueOrDefault(key) is [{ Stored: null } marker]
                && isHidden(key)
                && rule.IsExpiredMarker(marker, midnight))
            {
                Remove(key, marker.VersionId);
                removed++;
            }
        }

        return removed;
    }

    private void Replace(ObjectVersion version, ObjectVersion by)
    {
        var versions = _versions[version.Key];
        versions[versions.IndexOf(version)] = by;
    }

    private void Forget(ObjectVersion version)
    {
        var versions = _versions[version.Key];
        versions.RemoveAll(other => other.VersionId == version.VersionId);
        if (versions.Count == 0)
        {
            _versions.Remove(version.Key);
        }
    }
}
