using Functions.Publish;
using Tests.Functions.Repair;

namespace Tests.Functions.Publish;

/// <summary>Snapshots with tables in the twin's S3, and the real handler of the publication for them.</summary>
internal sealed class PublicationLake : IAsyncDisposable
{
    public const string One = RepairLake.One;
    public const string Two = RepairLake.Two;

    public static readonly DateOnly Day = new(2026, 11, 21);
    public static readonly DateTimeOffset RequestedAt = new(2026, 11, 21, 6, 3, 12, TimeSpan.Zero);

    private const string ExtractedAt = "2026-11-21T06:00:00Z";
    private const int LeaseSeconds = 3600;

    private readonly RepairLake _lake;

    private PublicationLake(RepairLake lake) => _lake = lake;

    public PublicationSettings Settings { get; set; } =
        new(TwinLake.Raw, TwinLake.Processed, new DateOnly(2026, 1, 1));

    public RepairLake Snapshots => _lake;

    public RawStore Raw => new(_lake.Lake.S3, TwinLake.Raw);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<PublicationLake> StartAsync() => new(await RepairLake.StartAsync());

    public async Task<RawSnapshot> StoreAsync(
        string playlistId, DateOnly date, string name = "song", string time = "06:00:00")
    {
        var snapshot = await _lake.StoreAsync(playlistId, date, name, time);
        await _lake.TransformAsync(snapshot);
        return snapshot;
    }

    /// <summary>Writes the request of an extraction of <see cref="Day"/>, and returns its key.</summary>
    public Task<string> RequestAsync(params IReadOnlyList<RawSnapshot> snapshots) =>
        RequestAsync([.. snapshots.Select(snapshot => snapshot.Manifest)]);

    /// <inheritdoc cref="RequestAsync(IReadOnlyList{RawSnapshot})"/>
    public async Task<string> RequestAsync(IReadOnlyList<string> manifests)
    {
        await PublicationRequest.WriteAsync(
            Raw, PublicationRequest.Extraction, RequestedAt, ExtractedAt, manifests, Cancel);
        return $"{PublicationRequest.Prefix}2026-11-21-06h03m12-{PublicationRequest.Extraction}.json";
    }

    /// <summary>Writes the file of a month of plays, and its marker.</summary>
    public async Task StorePlaysAsync(PlayedMonth month, string text, params IReadOnlyList<string> manifests)
    {
        var key = Tables.Plays.Key(month, TableFormat.Csv);
        await _lake.PutAsync(TwinLake.Processed, key, Encoding.UTF8.GetBytes(text));
        await _lake.PutAsync(
            TwinLake.Processed,
            PlaysMarker.KeyOf(month),
            new PlaysMarker(
                PlaysMarker.CurrentSchema, $"{month}", "code", "csv", manifests, new MarkedTable(key, 1, 1, text),
                Unmatched: 0, Rejected: null).ToUtf8());
    }

    public Task<PublicationReport> PlanAsync(
        string? request = null, TimeSpan after = default, string execution = "first", TimeSpan waited = default) =>
        AskAsync(new PublicationEvent(
            PublicationEvent.Plan, execution, RequestedAt + after, LeaseSeconds, request,
            Started: RequestedAt + after - waited));

    public Task<PublicationReport> PartitionsAsync(PublicationPart part, string execution = "first") => AskAsync(
        new PublicationEvent(PublicationEvent.Partitions, execution, RequestedAt, LeaseSeconds, Part: part));

    public Task<PublicationReport> RecordAsync(
        PublicationPart? part, TimeSpan after = default, string execution = "first") => AskAsync(
            new PublicationEvent(PublicationEvent.Record, execution, RequestedAt + after, LeaseSeconds, Part: part));

    public Task<PublicationReport> RecordYearAsync(PublicationYear year) => AskAsync(
        new PublicationEvent(PublicationEvent.Record, "first", RequestedAt, LeaseSeconds, Year: year));

    public Task<PublicationReport> ReleaseAsync(string execution = "first") =>
        AskAsync(new PublicationEvent(PublicationEvent.Release, execution, RequestedAt));

    public Task<PublicationReport> ForgetAsync() =>
        AskAsync(new PublicationEvent(PublicationEvent.Forget, "by-hand", RequestedAt, LeaseSeconds));

    /// <summary>Publishes what is due, as an execution does whose statements succeed.</summary>
    public async Task<PublicationReport> PublishAsync(TimeSpan after = default)
    {
        var plan = await PlanAsync(after: after);
        foreach (var part in plan.Parts)
        {
            await RecordAsync(part, after);
        }

        foreach (var year in plan.Plays)
        {
            await RecordYearAsync(year);
        }

        await ReleaseAsync();
        return plan;
    }

    public Task<PublicationReport> AskAsync(PublicationEvent asked) =>
        new PublishHandler(Settings, _lake.Lake.S3, TimeProvider.System).HandleAsync(asked, _lake.Invocation);

    public async Task<string> TextAsync(string key) =>
        Encoding.UTF8.GetString(await _lake.Lake.ReadAsync(TwinLake.Raw, key));

    public ValueTask DisposeAsync() => _lake.DisposeAsync();
}
