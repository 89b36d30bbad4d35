using Tests.Functions.Extract;
using Twin.Spotify.Configuration;
using Twin.Spotify.Playlists;

namespace Tests.Functions;

/// <summary>Both handlers over HTTP: the sandbox Spotify, and S3's real client against the twin's S3.</summary>
public sealed class RoundTripTests
{
    [Theory]
    [InlineData(Era.Legacy)]
    [InlineData(Era.Development2026)]
    public async Task Real_playlists_come_through_both_handlers_with_all_their_rows(Era era)
    {
        var captures = Captures.Names.Select((name, number) => (Name: name, Playlist: Playlist(name, number))).ToList();
        await using var lake = await TwinLake.StartAsync(
            captures.Select(capture => capture.Playlist.Id));

        var manifests = await ExtractAsync(lake.S3, era, [.. captures.Select(capture => capture.Playlist)]);
        var settings = new TransformSettings(ExtractRun.Stack, TwinLake.Processed);
        await new TransformHandler(settings, lake.S3, Stream.Null, TimeProvider.System)
            .HandleAsync(TransformedSnapshot.EventOf(TwinLake.Raw, manifests), new LambdaInvocation());

        foreach (var (name, playlist) in captures)
        {
            var expected = await TransformedSnapshot.OfAsync(
                string.Join(',', CaptureEntries.Parse(Captures.Read(name))));
            foreach (var table in Tables.All.Except([Tables.Playlists]))
            {
                var actual = await ReadAsync(lake, table, playlist.Id);
                Assert.Equal(
                    Comparable(table, expected.Csv(table), era),
                    Comparable(table, actual, era));
            }
        }
    }

    /// <summary>The rows without the columns that differ by design: the playlist's id, and popularity, which 2026 no
    /// longer has.</summary>
    private static IEnumerable<string> Comparable(Table table, string csv, Era era)
    {
        var left = table.Columns.Select(column =>
            column == "playlist_id" || (column == "popularity" && era == Era.Development2026));
        return OpenCsv.Read(csv).Skip(1).Select(fields =>
            string.Join('|', fields.Zip(left, (field, isLeft) => isLeft ? "" : field)));
    }

    private static async Task<IEnumerable<string>> ExtractAsync(
        AmazonS3Client s3, Era era, IReadOnlyList<SandboxPlaylist> playlists)
    {
        await using var run = await ExtractRun.StartAsync(playlists, era);
        var report = await run.Handler(s3, TwinLake.Raw)
            .HandleAsync(new ScheduledEvent(ExtractRun.FiredAt), run.Invocation);
        return report.Playlists.Select(playlist => playlist.Manifest!);
    }

    private static async Task<string> ReadAsync(TwinLake lake, Table table, string playlistId) =>
        Encoding.UTF8.GetString(await lake.ReadAsync(
            TwinLake.Processed, table.Key(DateOnly.FromDateTime(ExtractRun.FiredAt.UtcDateTime), playlistId)));

    private static SandboxPlaylist Playlist(string name, int number) =>
        ExtractRun.Playlist('A', entries: 0) with
        {
            Id = number.ToString("D22", CultureInfo.InvariantCulture),
            Entries =
            [
                .. CaptureEntries.Parse(Captures.Read(name))
                    .Select(entry => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(entry)),
            ],
        };
}
