using System.Collections.Concurrent;
using Twin.Spotify.Playlists;
using Twin.Spotify.Randomness;

namespace Twin.Spotify.Synthetic;

/// <summary>Made-up playlists that change from day to day as charts do: songs enter, rise, fall and leave. Their
/// content follows from the options alone. A playlist of ten tracks or more also has two local files, an episode, a
/// removed track and a track that occurs twice; of four playlists one changes only every second day, and one once a
/// week. More happens in an eventful year.</summary>
public sealed class SyntheticPlaylists
{
    private const string UnknownDate = "1970-01-01T00:00:00Z";
    private const int SmallestWithSpecialEntries = 10;
    private const int NostalgicDays = 40;
    private const int DailyNostalgia = 18;

    private readonly SyntheticOptions _options;
    private readonly Discography _songs;
    private readonly SyntheticEvents _events;

    // Of each playlist the last one: most stay as they are for days.
    private readonly ConcurrentDictionary<int, MadeEntries> _entries = new();

    // The songs of the last day: most are on several playlists.
    private readonly ConcurrentDictionary<(int Number, int Day), MadeSong> _made = new();
    private CachedDay? _cached;

    /// <summary>Prepares the playlists; none is generated yet.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No playlist at all, or a negative number of tracks.</exception>
    public SyntheticPlaylists(SyntheticOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Playlists, 1);
        _options = options;
        ArgumentOutOfRangeException.ThrowIfLessThan(
            Enumerable.Range(0, options.Playlists).Min(options.TracksOf), 0, nameof(options));
        _songs = Discography.Of(options);
        _events = new SyntheticEvents(options);
    }

    private enum RandomKey
    {
        Playlist = 100,
        PlaylistBias,
        DailyNoise,
        Episode,
        Added,
        Nostalgia,
    }

    /// <summary>The playlists as they are on <paramref name="day"/>, counted from 0.</summary>
    public IReadOnlyList<SandboxPlaylist> Day(int day)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(day);

        // The same day is requested more than once, by the sandbox and by reports.
        var made = _cached;
        if (made?.Day != day)
        {
            _made.Clear();
            var numbers = Enumerable.Range(0, _options.Playlists).Where(number => !_events.IsAway(number, day));
            _cached = made = new CachedDay(day, [.. numbers.Select(number => Playlist(number, day))]);
        }

        return made.Playlists;
    }

    internal static string IdOf(SyntheticOptions options, int playlist)
    {
        var random = new SeededRandom(options.Seed, (long)RandomKey.Playlist, playlist);
        return random.NextId();
    }

    private SandboxPlaylist Playlist(int number, int day)
    {
        var updated = (number % 4) switch
        {
            1 => day - (day % 2),
            3 => day - (day % 7),
            _ => day,
        };
        var made = _events.IsEmpty(number, day) ? MadeEntries.From(updated, []) : EntriesOf(number, updated);
        return new SandboxPlaylist(
            IdOf(_options, number),
            NameOf(_events.HasNameOfFirst(number, day) ? 0 : number, day),
            DefaultOwner.Id,
            DefaultOwner.DisplayName,
            made.SnapshotId,
            made.Entries);
    }

    private MadeEntries EntriesOf(int number, int day) => _entries.AddOrUpdate(
        number,
        _ => MadeEntries.From(day, Entries(number, day)),
        (_, made) => made.Day == day ? made : MadeEntries.From(day, Entries(number, day)));

    private string NameOf(int number, int day)
    {
        var random = new SeededRandom(_options.Seed, (long)RandomKey.Playlist, number);
        random.NextId();
        var name = SyntheticNames.Playlist(random, number, TracksOf(number));
        var names = _events.NamesOfPlaylist(number, day);
        return names == 0
            ? name
            : string.Create(CultureInfo.InvariantCulture, $"{name}, season {names + 1}");
    }

    private List<ReadOnlyMemory<byte>> Entries(int number, int day)
    {
        var tracks = TracksOf(number);
        var ranking = new Queue<MadeSong>(Ranking(number, day));
        var entries = new List<ReadOnlyMemory<byte>>(tracks);
        MadeSong? first = null;
        MadeSong? last = null;
        while (entries.Count < tracks)
        {
            entries.Add(SpecialEntry(number, day, entries.Count, first)
                ?? Track(last is not null && _events.IsRepeat(number, day, entries.Count) ? last : ranking.Dequeue()));
        }

        return entries;

        ReadOnlyMemory<byte> Track(MadeSong made)
        {
            first ??= made;
            last = made;
            return EntryJson.Track(made.Track, AddedAt(number, day, made.Song), AddedBy(number));
        }
    }

    private ReadOnlyMemory<byte>? SpecialEntry(int number, int day, int position, MadeSong? first)
    {
        var tracks = TracksOf(number);
        if (tracks < SmallestWithSpecialEntries || first is null)
        {
            return null;
        }

        var (local, by) = (_songs.Song(number, day), AddedBy(number));
        var at = AddedAt(number, day, local);
        var week = day / 7;
        return position switch
        {
            _ when position == tracks * 3 / 11 => EntryJson.LocalFile(local, at, by),
            _ when position == tracks * 5 / 11 => EntryJson.Episode(
                new SeededRandom(_options.Seed, (long)RandomKey.Episode, number, week),
                _songs.Song(number + week, day),
                Date(week * 7),
                at,
                by),
            _ when position == tracks * 7 / 11 => EntryJson.Missing(at, by),
            _ when position == tracks * 8 / 11 => EntryJson.LocalFile(_songs.Song(number + 1, day), at, by),
            _ when position == tracks * 9 / 11 => EntryJson.Track(first.Track, at, by),
            _ => default(ReadOnlyMemory<byte>?),
        };
    }

    private IEnumerable<MadeSong> Ranking(int number, int day)
    {
        var nostalgia = Nostalgia(number, day);
        return _songs.Candidates(day)
            .OrderByDescending(song => _songs.ChartRun(song).Score(day)
                + new SeededRandom(_options.Seed, (long)RandomKey.PlaylistBias, number, song).Next(600)
                + (nostalgia * Math.Min(_songs.YearsOld(song), 30) / 15)
                + new SeededRandom(_options.Seed, (long)RandomKey.DailyNoise, number, song, day).Next(40))
            .ThenBy(song => song)
            .Take(TracksOf(number))
            .Select(song => _made.GetOrAdd((song, day), key =>
            {
                var made = _songs.Song(key.Number, key.Day);
                return new MadeSong(made, EntryJson.Track(made, key.Day));
            }));
    }

    /// <summary>The score of 15 years of age: some playlists have more old songs than others, and each has more and
    /// then fewer in turn.</summary>
    private int Nostalgia(int number, int day)
    {
        var random = new SeededRandom(_options.Seed, (long)RandomKey.Nostalgia, number);
        var (lasting, phase) = (random.Next(300) - 100, random.Next(NostalgicDays));
        return lasting + (DailyNostalgia * (Math.Abs(((day + phase) % NostalgicDays) - (NostalgicDays / 2)) - 10));
    }

    private int TracksOf(int number) => _options.TracksOf(number);

    /// <summary>The date of addition: the day's update, as in charts; unknown; or the song's first day, as in users'
    /// playlists, except for a few that Spotify no longer has.</summary>
    private string? AddedAt(int number, int day, SyntheticSong song) =>
        (number % 3) switch
        {
            0 => Date(day) + "T04:00:00Z",
            1 => UnknownDate,
            _ when new SeededRandom(_options.Seed, (long)RandomKey.Added, number, song.Number).OneIn(60) => null,
            _ => Date(song.ChartRun.FirstDay) + "T19:37:22Z",
        };

    private static string AddedBy(int number) => number % 3 == 2 ? DefaultOwner.Id : string.Empty;

    private string Date(int day) =>
        _options.FirstDay.AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed record MadeEntries(int Day, IReadOnlyList<ReadOnlyMemory<byte>> Entries, string SnapshotId)
    {
        public static MadeEntries From(int day, IReadOnlyList<ReadOnlyMemory<byte>> entries) =>
            new(day, entries, SnapshotIds.Compute(entries));
    }

    private sealed record MadeSong(SyntheticSong Song, string Track);

    private sealed record CachedDay(int Day, IReadOnlyList<SandboxPlaylist> Playlists);
}

public sealed record SyntheticOptions
{
    /// <summary>The seed: other seeds give other playlists; the same seed gives the same bytes on every
    /// machine.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>True for a year with the events of <see cref="SyntheticEvents"/>.</summary>
    public bool IsEventful { get; init; }

    public int Playlists { get; init; } = 3;

    /// <summary>The number of entries of each playlist.</summary>
    public int Tracks { get; init; } = 50;

    /// <summary>The numbers of entries where playlists differ: of the first playlist, the second and so on, then again
    /// from the start. Empty: all have <see cref="Tracks"/>.</summary>
    public ImmutableArray<int> Sizes { get; init; } = [];

    /// <summary>The date of day 0: release dates and dates of addition follow from it.</summary>
    public DateOnly FirstDay { get; init; } = new(2026, 11, 2);

    internal int TracksOf(int playlist) => Sizes.IsEmpty ? Tracks : Sizes[playlist % Sizes.Length];
}
