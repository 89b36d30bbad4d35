using Twin.Host.Door;
using static Tests.Infra.Queries.StoredSnapshot;

namespace Tests.Infra.Queries;

/// <summary>Sixty days of the sandbox's eventful year, published with an unread, a replayed and a late day. Beside them
/// are snapshots with what Spotify sends and the sandbox does not.</summary>
public sealed class CraftedDays : IAsyncLifetime
{
    private const int Days = 60;
    private const int UnreadDay = 40;
    private const int LateDay = 30;
    private const int FirstGap = 21;

    private static readonly DateOnly First = new(2026, 11, 1);

    private PublishedLake? _lake;
    private ExpectedLake? _expected;

    internal long Seed { get; } = Random.Shared.NextInt64();

    internal PublishedLake Lake => _lake!;

    internal ExpectedLake Expected => _expected!;

    internal ExpectedAnswers Answers => new(Expected, Today);

    internal ExpectedQuestions Questions => new(Expected, Answers);

    internal static DateOnly Today => First.AddDays(Days - 1);

    private static ImmutableArray<StoredSnapshot> Unusual =>
    [
        // Entries without an id, a repeat of the first, and songs without artists; a week is not read.
        Of("long", "Long", Today.AddDays(-14), Track("o1", "")),
        Of(
            "long", "Long", Today,
            [
                .. ((string?[])["x1", "x1", null, null, null])
                    .Concat(Enumerable.Range(2, 55).Select(song => $"x{song}"))
                    .Select(id => Track(id, "")),
            ]),
        // The last snapshot of a week is empty.
        Of("void", "Void", Today.AddDays(-21), Track("v1", ""), Track("v2", "")),
        Of("void", "Void", Today.AddDays(-14)),
        // Files of a later day name an artist and an album that no charted song then has.
        Of("left", "Left", Today.AddDays(-21), Track("q", "h:Old", "l", "y:Y")),
        Of("left", "Left", Today.AddDays(-14), Track("p", "k:K;h:New", "l", "z:Z")),
        Of("right", "Right", Today.AddDays(-14), Track("p", "k:K;h:New", "m", end: " 2")),
        Of("left", "Left", Today, Track("p", "k:K", "m")),
        // A song has too many artists for pairs.
        Of("crowd", "Crowd", Today, Track("z", string.Join(';', Enumerable.Range(1, 21).Select(n => $"{n}:C")))),
        // Three songs are one recording on many playlists, and of another song the files have three names and artists.
        .. ((string[])["QZ1230000001", "QZ-123-00-00001", "qz1230000001"]).Index().SelectMany(song =>
            ((string[])["a", "b", "c"]).SelectMany(list => (StoredSnapshot[])
            [
                Of($"{list}{song.Index}", "Recordings", Today.AddDays(-7), Track("w", "e:E")),
                Of(
                    $"{list}{song.Index}", "Recordings", Today,
                    Track("m", $"{list}:{list}", end: $", {list}"), Track($"r{song.Index}", "e:E;f:F", isrc: song.Item)),
            ])),
    ];

    public async ValueTask InitializeAsync()
    {
        // A playlist is empty on the replayed day, and was read first with what it has on the next one.
        var sandbox = EventfulYear.Create(Seed, First, 60, 24, 16, 12);
        var replayed = Enumerable.Range(FirstGap, Days - FirstGap - 1)
            .Except([LateDay - 1, LateDay, UnreadDay - 1, UnreadDay])
            .First(day => sandbox.Content(day).Any(playlist => playlist.Entries.Count == 0));
        var snapshots = await SandboxDays.ReadAsync(
            sandbox,
            ["mine", "top-tracks:short", "liked"],
            Enumerable.Range(0, Days).Except([UnreadDay]).SelectMany(day =>
                day == replayed ? [(day + 1, At(day, 5)), (day, At(day, 6))] : new[] { (day, At(day, 6)) }));
        _expected = new ExpectedLake([.. snapshots, .. Unusual]);

        var final = First.AddDays(replayed);
        var late = First.AddDays(LateDay);
        _lake = await PublishedLake.StartAsync(Today);
        await _lake.WriteAsync(
            [.. Unusual, .. snapshots.Where(snapshot => snapshot.Day != late && snapshot.Day != final)]);
        await _lake.WriteAsync(snapshots.Where(snapshot => snapshot.Manifest.ExtractedAt == $"{At(replayed, 5):s}Z"));
        await _lake.PublishAsync(First, Today);

        await _lake.WriteAsync(snapshots.Where(snapshot => snapshot.Day == late || snapshot.Day == final));
        await _lake.PublishAsync(final, final);
        await _lake.PublishAsync(late, late);
    }

    public ValueTask DisposeAsync() => _lake?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static DateTime At(int day, int hour) => First.AddDays(day).ToDateTime(new TimeOnly(hour, 0));
}
