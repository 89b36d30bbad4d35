using Amazon.S3.Model;

namespace Functions.Transform;

/// <summary>Reads one raw snapshot, and checks every page against the manifest's hash.</summary>
/// <param name="firstRaw">The first day whose pages are kept.</param>
internal sealed class SnapshotReader(
    IAmazonS3 s3, string bucket, RawSnapshot snapshot, TableFormat format, UserIds users, DateOnly firstRaw = default)
{
    private readonly RawObjects _raw = new(s3, bucket, "This snapshot gives no tables") { FirstDay = firstRaw };

    /// <exception cref="SnapshotRefusedException">The manifest or a page is missing or damaged, which no later attempt
    /// changes.</exception>
    public async Task<SnapshotTables> ReadAsync(CancellationToken cancellationToken)
    {
        var manifest = await ReadManifestAsync(cancellationToken);
        var tables = new SnapshotTables(manifest, format, users);
        try
        {
            using var reader = new RawPageReader(hasTracks: manifest.Endpoint == RawEndpoint.TopTracks);
            await using var opened = new RawPagePrefetcher<ManifestPage>(manifest.Pages, OpenAsync, cancellationToken);
            foreach (var page in manifest.Pages)
            {
                using var response = await opened.NextAsync();
                await AddAsync(tables, reader, page, response.ResponseStream, cancellationToken);
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
        using var response = await _raw.OpenManifestAsync(snapshot.Manifest, cancellationToken);
        var manifest = await _raw.ReadManifestAsync(
            snapshot.Manifest, response, SnapshotManifest.Parse, cancellationToken);
        if (!RawEndpoint.All.Contains(manifest.Endpoint))
        {
            throw _raw.Refused(
                snapshot.Manifest,
                $"the manifest's endpoint is {manifest.Endpoint}, and this code reads pages of "
                + string.Join(", ", RawEndpoint.All));
        }

        return manifest.Playlist.Id == snapshot.PlaylistId && manifest.SnapshotDate == snapshot.Date
            ? manifest
            : throw _raw.Refused(
                snapshot.Manifest,
                $"the manifest is of playlist {manifest.Playlist.Id} on {manifest.SnapshotDate:yyyy-MM-dd}");
    }

    private async Task<GetObjectResponse> OpenAsync(ManifestPage page, CancellationToken cancellationToken)
    {
        if (page.Folder is { } folder && !snapshot.IsOfSamePlaylist(folder))
        {
            throw _raw.Refused(
                snapshot.Manifest, $"the manifest refers to {folder}, which is not a snapshot of the same playlist");
        }

        return await _raw.OpenAsync(page.KeyIn(snapshot), cancellationToken);
    }

    private async Task AddAsync(
        SnapshotTables tables,
        RawPageReader reader,
        ManifestPage page,
        Stream bytes,
        CancellationToken cancellationToken)
    {
        var key = page.KeyIn(snapshot);
        tables.Page = key;
        await _raw.ReadPageAsync(
            reader, key, bytes, tables, (page.Bytes, page.Sha256, page.Items), cancellationToken);
    }
}
