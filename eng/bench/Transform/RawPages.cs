using System.Buffers;
using System.Security.Cryptography;
using Functions.Lake;
using Twin.Spotify.Api;
using Twin.Spotify.Playlists;

namespace Bench.Transform;

/// <summary>One raw snapshot in a folder, as the extract would have stored it: its pages and its manifest.</summary>
internal sealed record RawPages(string Folder, SnapshotManifest Manifest)
{
    private const string PlaylistId = "37i9dQZEVXbMDoHDwVN2tF";
    private const string SnapshotId = "AAAAAQbenchedsnapshot";
    private const string Api = "https://api.spotify.com/v1/";

    public static RawSnapshot Snapshot { get; } =
        new(PlaylistId, new DateOnly(2026, 11, 2), RawSnapshot.HashOf(SnapshotId));

    public int Entries => Manifest.Playlist.TrackCount;

    public long Bytes => Manifest.Pages.Sum(page => (long)page.Bytes);

    public static RawPages Write(string folder, Era era, int entries)
    {
        Directory.CreateDirectory(folder);
        var shape = EraShape.From(era);
        var json = new PlaylistJson(shape, new Uri(Api));
        var playlist = new SandboxPlaylist(
            PlaylistId, "Benched", DefaultOwner.Id, null, SnapshotId, new GeneratedEntries(entries));
        var pages = new List<ManifestPage>();
        for (var offset = 0; offset < entries; offset += shape.MaxLimit)
        {
            var page = json.Page(playlist, new PlaylistQuery(shape.MaxLimit, offset, Fields: null, Passed: ""));
            File.WriteAllBytes(Path.Combine(folder, RawSnapshot.PageName(pages.Count)), page.Span);
            pages.Add(ManifestPage.Of(pages.Count, offset, Math.Min(shape.MaxLimit, entries - offset), page.Span));
        }

        var manifest = new SnapshotManifest(
            SnapshotManifest.CurrentSchema,
            new ManifestPlaylist(PlaylistId, playlist.Name, playlist.OwnerId, SnapshotId, entries),
            "2026-11-02T06:00:00Z",
            Snapshot.Date,
            shape.Container,
            Api,
            "bench",
            pages);
        File.WriteAllBytes(Path.Combine(folder, RawSnapshot.ManifestName), manifest.ToUtf8());
        return new RawPages(folder, manifest);
    }

    public static RawPages In(string folder) => new(
        folder, SnapshotManifest.Parse(File.ReadAllBytes(Path.Combine(folder, RawSnapshot.ManifestName))));

    public IEnumerable<string> Files() => Manifest.Pages.Select(page => Path.Combine(Folder, page.Name));
}

/// <summary>Reads whole files, one after another, into the same memory.</summary>
internal sealed class PageFile : IDisposable
{
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(512 << 10);

    /// <summary>The file's bytes, until the next one is read.</summary>
    public ReadOnlySpan<byte> Read(string path)
    {
        using var file = File.OpenHandle(path);
        var length = (int)RandomAccess.GetLength(file);
        if (length > _bytes.Length)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = ArrayPool<byte>.Shared.Rent(length);
        }

        var page = _bytes.AsSpan(0, length);
        for (var read = 0; read < length;)
        {
            var more = RandomAccess.Read(file, page[read..], read);
            read += more > 0 ? more : throw new EndOfStreamException($"{path} has become shorter.");
        }

        return page;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }
}
