using System.Collections;
using Twin.Spotify.Playlists;
using Twin.Spotify.Randomness;
using Twin.Spotify.Synthetic;

namespace Bench.Transform;

/// <summary>A playlist of any length. Each entry is made when it is read, and depends only on its position. Of each
/// hundred, one is a local file, one an episode, one is null and one is a duplicate.</summary>
internal sealed class GeneratedEntries(int count) : IReadOnlyList<ReadOnlyMemory<byte>>
{
    private const long Seed = 5;
    private const int DaysOfSongs = 100;
    private static readonly DateOnly FirstDay = new(2026, 11, 2);

    private readonly Discography _songs = new(
        Seed, songsPerDay: Math.Max(1, count / DaysOfSongs), FirstDay, new SyntheticEvents(new SyntheticOptions()));

    public int Count => count;

    public ReadOnlyMemory<byte> this[int index]
    {
        get
        {
            var song = Readable(_songs.Song(index % 100 == 81 ? index - 50 : index, day: 0));
            var addedAt = AddedAt(index);
            return (index % 100) switch
            {
                27 => EntryJson.LocalFile(song, addedAt, DefaultOwner.Id),
                45 => EntryJson.Episode(new SeededRandom(Seed, index), song, addedAt[..10], addedAt, DefaultOwner.Id),
                63 => EntryJson.Missing(addedAt, DefaultOwner.Id),
                _ => EntryJson.Track(EntryJson.Track(song, day: 0), addedAt, DefaultOwner.Id),
            };
        }
    }

    public IEnumerator<ReadOnlyMemory<byte>> GetEnumerator() =>
        Enumerable.Range(0, count).Select(index => this[index]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>DuckDB refuses a page with half a surrogate pair, and all programs are measured with the same
    /// pages.</summary>
    private static SyntheticSong Readable(SyntheticSong song) => song with
    {
        Name = Readable(song.Name),
        Album = song.Album with { Name = Readable(song.Album.Name) },
    };

    private static string Readable(string text) => string.Concat(text.EnumerateRunes());

    private static string AddedAt(int index) => FirstDay.AddDays(-(index % 2_000))
        .ToString("yyyy-MM-dd'T19:37:22Z'", CultureInfo.InvariantCulture);
}
