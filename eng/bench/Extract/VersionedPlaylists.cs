using Twin.Spotify.Api;
using Twin.Spotify.Json;
using Twin.Spotify.Playlists;
using Twin.Spotify.Synthetic;

namespace Bench.Extract;

/// <summary>Playlists of any size, whose every version is another snapshot of the same entries. All of it is prepared
/// in memory as it is served; above a thousand entries the same ones repeat.</summary>
internal sealed class VersionedPlaylists
{
    private const int DifferentEntries = 1000;

    private readonly ImmutableArray<SandboxPlaylist> _playlists;

    public VersionedPlaylists(int playlists, int entries)
    {
        var made = new SyntheticPlaylists(new SyntheticOptions
        {
            Playlists = playlists,
            Tracks = Math.Min(entries, DifferentEntries),
        });
        _playlists =
        [
            .. made.Day(0).Select(playlist => playlist with { Entries = Repeated(playlist.Entries, entries) }),
        ];
    }

    public IReadOnlyList<SandboxPlaylist> Version(int version) =>
    [
        .. _playlists.Select(playlist => playlist with
        {
            SnapshotId = SnapshotIds.Compute(Encoding.UTF8.GetBytes(
                string.Create(CultureInfo.InvariantCulture, $"{playlist.Id} {version}"))),
        }),
    ];

    private static ReadOnlyMemory<byte>[] Repeated(IReadOnlyList<ReadOnlyMemory<byte>> entries, int count)
    {
        var shape = EraShape.From(Era.Development2026);
        var served = entries.Select(entry => JsonRewriter.Apply(entry, EraRule.For(shape, entry))).ToList();
        return [.. Enumerable.Range(0, count).Select(i => served[i % served.Count])];
    }
}
