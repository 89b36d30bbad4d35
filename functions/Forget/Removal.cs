using System.Collections.Concurrent;
using System.Net;
using Amazon.S3.Model;

namespace Functions.Forget;

/// <summary>The removal of the objects that a pass finds: they are counted by place, and removed unless the pass only
/// shows. An object that Object Lock keeps is hidden.</summary>
/// <param name="begin">The action before the first change; null if the pass only shows.</param>
internal sealed class Removal(IAmazonS3 s3, Func<Task>? begin)
{
    private const int AtOnce = 16;

    // Of a page that was written again.
    private const string Was = "was";

    private readonly ConcurrentDictionary<string, int> _found = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _counted = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private Task? _begun;

    public IReadOnlyDictionary<string, int> Found => _found;
    public DateTimeOffset? LockedUntil { get; private set; }

    public static ParallelOptions Parallel(CancellationToken cancellationToken) =>
        new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };

    /// <summary>A version; null if it is gone by now.</summary>
    public async Task<StoredVersion?> ReadAsync(
        string bucket, string key, string version, CancellationToken cancellationToken)
    {
        try
        {
            using var found = await s3.GetObjectAsync(bucket, key, version, cancellationToken);
            return new StoredVersion(
                await found.ReadAsync(StoredObjects.MaxTable, cancellationToken),
                found.Metadata[Was]?.Split(',') ?? []);
        }
        catch (AmazonS3Exception e) when (S3Errors.IsMissing(e))
        {
            return null;
        }
        catch (Exception e) when (S3Errors.Is(e) || e is ObjectTooLargeException)
        {
            throw S3Errors.Create(bucket, key, "read", e);
        }
    }

    /// <summary>Removes an object with all of its versions, and last its delete markers, which hide them.</summary>
    public async Task RemoveAsync(string place, ObjectVersions found, CancellationToken cancellationToken)
    {
        var isKept = false;
        // The latest last: otherwise an older one would be the latest meanwhile.
        foreach (var version in found.Versions.Reverse())
        {
            isKept |= !await RemoveAsync(place, found.Bucket, found.Key, version, cancellationToken);
        }

        if (begin is null)
        {
            return;
        }

        if (!isKept)
        {
            foreach (var marker in found.Markers)
            {
                await DeleteAsync(place, found.Bucket, found.Key, marker, cancellationToken);
            }
        }
        else if (!found.IsHidden)
        {
            await s3.DeleteObjectAsync(found.Bucket, found.Key, cancellationToken);
        }
    }

    /// <summary>Removes one version.</summary>
    /// <returns>False if Object Lock keeps it.</returns>
    public async Task<bool> RemoveAsync(
        string place, string bucket, string key, string version, CancellationToken cancellationToken)
    {
        if (begin is not null && !await DeleteAsync(place, bucket, key, version, cancellationToken))
        {
            return false;
        }

        Count(place, $"{bucket}/{key}/{version}");
        return true;
    }

    /// <summary>Writes an object over the version that was read, and removes that one.</summary>
    public async Task ReplaceAsync(
        string place, ObjectVersions found, StoredVersion now, CancellationToken cancellationToken)
    {
        await WriteAsync(found.Bucket, found.Key, now, SnapshotMarker.ContentType, cancellationToken);
        Count(place, $"{found.Bucket}/{found.Key}/{found.Current}");
        if (begin is not null)
        {
            await DeleteAsync(place, found.Bucket, found.Key, found.Current!, cancellationToken);
        }
    }

    /// <summary>Writes an object, unless the pass only shows.</summary>
    public async Task WriteAsync(
        string bucket, string key, StoredVersion now, string contentType, CancellationToken cancellationToken)
    {
        if (begin is null)
        {
            return;
        }

        using var body = new MemoryStream(now.Bytes, writable: false);
        var request = new PutObjectRequest
        {
            BucketName = bucket,
            Key = key,
            InputStream = body,
            AutoCloseStream = false,
            ContentType = contentType,
        };
        if (now.Was.Count > 0)
        {
            request.Metadata[Was] = string.Join(',', now.Was);
        }

        await BeginAsync("");
        try
        {
            await s3.PutObjectAsync(request, cancellationToken);
        }
        catch (Exception e) when (S3Errors.Is(e))
        {
            throw S3Errors.Create(bucket, key, "written", e);
        }
    }

    // The analytics tables were not made from results.
    private Task BeginAsync(string place)
    {
        if (place == ForgetReport.Results)
        {
            return Task.CompletedTask;
        }

        lock (_lock)
        {
            return _begun ??= begin!();
        }
    }

    private void Count(string place, string version)
    {
        // A pass that only shows comes to some in two places.
        if (_counted.TryAdd(version, true))
        {
            _found.AddOrUpdate(place, 1, (_, count) => count + 1);
        }
    }

    private async Task<bool> DeleteAsync(
        string place, string bucket, string key, string version, CancellationToken cancellationToken)
    {
        await BeginAsync(place);
        try
        {
            await s3.DeleteObjectAsync(bucket, key, version, cancellationToken);
            return true;
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.Forbidden)
        {
            if (await LockAsync(bucket, key, version, cancellationToken) is not { } until)
            {
                throw S3Errors.Create(bucket, key, "removed", e);
            }

            lock (_lock)
            {
                LockedUntil = LockedUntil > until ? LockedUntil : until;
            }

            return false;
        }
        catch (Exception e) when (S3Errors.Is(e))
        {
            throw S3Errors.Create(bucket, key, "removed", e);
        }
    }

    private async Task<DateTimeOffset?> LockAsync(
        string bucket, string key, string version, CancellationToken cancellationToken)
    {
        try
        {
            var found = await s3.GetObjectRetentionAsync(
                new GetObjectRetentionRequest { BucketName = bucket, Key = key, VersionId = version },
                cancellationToken);
            return found.Retention?.RetainUntilDate is { } until
                ? new DateTimeOffset(until.ToUniversalTime(), TimeSpan.Zero)
                : null;
        }
        catch (AmazonS3Exception)
        {
            return null;
        }
    }
}

/// <param name="Was">The hashes that a page had before it was written again; empty for another object.</param>
internal sealed record StoredVersion(byte[] Bytes, IReadOnlyList<string> Was);
