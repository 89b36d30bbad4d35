using System.Security.Cryptography;
using System.Text.Json;
using Amazon.S3;
using Functions.Lake;

namespace Functions.Transform;

/// <summary>Reads one raw snapshot, and believes nothing that the manifest's hashes do not confirm.</summary>
internal sealed class SnapshotReader(IAmazonS3 s3, string bucket, RawSnapshot snapshot)
{
    /// <summary>The tables of the whole snapshot, in memory.</summary>
    /// <exception cref="SnapshotRefusedException">The manifest or a page is not what it should be.</exception>
    public async Task<SnapshotTables> ReadAsync(CancellationToken cancellationToken)
    {
        var manifest = await ReadManifestAsync(cancellationToken);
        var tables = new SnapshotTables(manifest.Playlist, manifest.ExtractedAt);
        try
        {
            foreach (var page in manifest.Pages)
            {
                await AddAsync(tables, page, cancellationToken);
            }

            return tables;
        }
        catch
        {
            tables.Dispose();
            throw;
        }
    }

    private async Task<SnapshotManifest> ReadManifestAsync(CancellationToken cancellationToken)
    {
        SnapshotManifest manifest;
        try
        {
            manifest = SnapshotManifest.Parse(await GetAsync(snapshot.Manifest, cancellationToken));
        }
        catch (JsonException e)
        {
            throw Refused(snapshot.Manifest, $"the manifest cannot be read: {e.Message}", e);
        }

        return manifest.Playlist.Id == snapshot.PlaylistId && manifest.SnapshotDate == snapshot.Date
            ? manifest
            : throw Refused(
                snapshot.Manifest,
                $"the manifest is of playlist {manifest.Playlist.Id} on {manifest.SnapshotDate:yyyy-MM-dd}");
    }

    private async Task AddAsync(SnapshotTables tables, ManifestPage page, CancellationToken cancellationToken)
    {
        if (page.Folder is { } folder && !snapshot.IsOfSamePlaylist(folder))
        {
            throw Refused(
                snapshot.Manifest, $"the manifest refers to {folder}, which is no snapshot of the same playlist");
        }

        var key = page.KeyIn(snapshot);
        var bytes = await GetAsync(key, cancellationToken);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (hash != page.Sha256)
        {
            throw Refused(
                key,
                $"the page has {bytes.Length} bytes with SHA-256 {hash}, but the manifest lists {page.Bytes} with "
                + page.Sha256);
        }

        try
        {
            var read = Add(tables, bytes);
            if (read != page.Items)
            {
                throw Refused(key, $"the page has {read} entries, but the manifest lists {page.Items}");
            }
        }
        catch (JsonException e)
        {
            throw Refused(key, $"the page cannot be read: {e.Message}", e);
        }
    }

    private static int Add(SnapshotTables tables, ReadOnlySpan<byte> page)
    {
        var count = 0;
        var reader = new PageReader(page);
        while (reader.Next() is { } entry)
        {
            tables.Add(entry);
            count++;
        }

        return count;
    }

    private async Task<byte[]> GetAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            return await s3.ReadAsync(bucket, key, cancellationToken);
        }
        catch (AmazonS3Exception e)
        {
            throw Refused(key, $"S3 does not give it: {e.ErrorCode}: {e.Message}", e);
        }
    }

    private SnapshotRefusedException Refused(string key, string reason, Exception? cause = null) =>
        new(bucket, key, reason, cause);
}
