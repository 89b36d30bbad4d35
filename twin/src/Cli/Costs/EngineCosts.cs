using Functions.Lake;
using Infra.Queries;
using Twin.Aws.Athena;
using Twin.Aws.Billing;
using Twin.Aws.Glue;
using Twin.Aws.Lambda;
using Twin.Aws.Metering;

namespace Twin.Cli.Costs;

/// <summary>The costs of the engines that settings choose, beside each other: the transform function and Spark, Athena
/// and Snowflake. They are computed from two runs of each engine that makes tables.</summary>
/// <param name="Function">Runs with the transform function, by the number of playlists.</param>
/// <param name="Spark">Runs with the Spark job.</param>
internal sealed record EngineCosts(CostReport Function, CostReport Spark, PriceList Prices)
{
    private const string Stack = "dev";
    private const decimal SecondsOfAnHour = 3600;
    private const decimal MegabytesOfAGigabyte = 1024;
    private const int YearsAgain = 10;
    private const int PlaylistsAgain = 40;
    private const decimal SnapshotsAgain = YearsAgain * 365 * PlaylistsAgain;

    private static readonly (int Few, int More) Counts = (1, 10);
    private static readonly ImmutableArray<int> Shown = [1, 100, 1000];
    private static readonly ImmutableArray<int> Workers = [2, 10];

    private decimal EntriesOfAPlaylist => Prices.Assumed(CostAssumptions.EntriesPerPlaylist);

    /// <summary>The US dollars a month that the job costs more than the function, by the number of playlists.</summary>
    private Line SparkMore => Line(n => Spark.Model.Month(Spark.Runs[n], 1).Total
        - Function.Model.Month(Function.Runs[n], 1).Total);

    private Line SecondsOfFunction => Line(n => LambdaCost.SecondsOf(Transform(n), Function.Runs[n]));

    private Line RequestsOfJob => Line(n => GlueCost.RequestsOfJobs(Spark.Runs[n].Usage).Sum(use => use.Quantity));

    /// <summary>The bytes that the named queries read on the first day, by the number of playlists.</summary>
    private Line BytesOfQueries => Line(n => Queries(n).Sum(
        query => (decimal)AthenaUsage.OnDay(query, AthenaUsage.BytesScanned, 1)));

    public static async Task<EngineCosts> RunAsync(CostRun run, CancellationToken cancellationToken)
    {
        int[] counts = [Counts.Few, Counts.More];
        var spark = new CostRun(run.Prices)
        {
            OnRun = run.OnRun,
            Settings = run.Settings.Add("transform", "spark"),
        };
        return new EngineCosts(
            await run.RunAsync(Stack, counts, cancellationToken),
            await spark.RunAsync(Stack, counts, cancellationToken),
            run.Prices);
    }

    public string ToMarkdown()
    {
        var months = new TextTable(
            [$"{Prices.Currency} a month, one run a day", .. Shown.Select(CostTables.Playlists)],
            [
                Row("the Spark job, more than the transform function", n => SparkMore.At(n)),
                Row("Snowflake: the load", n => Credits(LoadSeconds(n))),
                Row("Snowflake: each view once", _ => Credits(ViewSeconds)),
                Row("Athena: each named query once", Athena),
            ]);
        var again = new TextTable(
            ["made again", "repair function", .. Workers.Select(workers => Text($"{workers} workers"))],
            [
                ["hours", Number(SecondsAgain / SecondsOfAnHour, 1), .. Workers.Select(
                    workers => Number(SecondsOfJobAgain(workers) / SecondsOfAnHour, 1))],
                [Prices.Currency, Number(FunctionUsdAgain, 2), .. Workers.Select(
                    workers => Number(SecondsOfJobAgain(workers) / SecondsOfAnHour
                        * Prices.Price(GlueCost.Job).GetCost(workers), 2))],
            ]);
        return $"""
            {months.ToMarkdown()}
            {SparkAnswer()} {SnowflakeAnswer()}

            Spark is for many days at once, with `replay --engine spark`. The table has {YearsAgain} years of {PlaylistsAgain} playlists, which
            the repair function makes one after another, and the job as many at a time as its workers have tasks:

            {again.ToMarkdown()}
            """;
    }

    private string SparkAnswer() => SparkMore.NegativeFrom is { } playlists
        ? Text($"The Spark job is cheaper from {playlists:N0} playlists a day.")
        : "The Spark job is cheaper at no number of playlists: its start costs more than the function, and so does\n"
            + "each further playlist.";

    private string SnowflakeAnswer()
    {
        var aDay = (Credits(LoadSeconds(1)) + Credits(ViewSeconds)) / Prices.DaysPerMonth;
        var bytes = aDay / Prices.Price(AthenaCost.Scanned).Usd * DataSize.Terabyte;
        var entries = bytes / (BytesOfQueries.Each / EntriesOfAPlaylist);
        return "Snowflake is cheaper than Athena where the named\n"
            + Text($"queries of a day read more than {bytes / DataSize.Gigabyte:N0} GB: with each of them once a day, from ")
            + Text($"{entries / 1_000_000:N1} million entries\na day. These must be in few playlists, ")
            + "since the load of a playlist's files costs more than its queries in Athena.";
    }

    private decimal SecondsAgain => SecondsOfFunction.Each * SnapshotsAgain;

    private decimal FunctionUsdAgain => Prices.Price(LambdaCost.Arm64).GetCost(
        SecondsAgain * Transform(Counts.Few).Number("memorySize")!.Value / MegabytesOfAGigabyte);

    private decimal SecondsOfJobAgain(int workers) =>
        GlueCost.SecondsOfJob(RequestsOfJob.Each * SnapshotsAgain, workers, Prices);

    private decimal ViewSeconds =>
        (QueryFile.All.Length * Prices.Assumed(SnowflakeAssumptions.ViewSeconds))
        + Prices.Assumed(SnowflakeAssumptions.IdleSeconds);

    private decimal LoadSeconds(int playlists) =>
        // The marker, and the files of the tables.
        (playlists * (1 + Tables.All.Length) * Prices.Assumed(SnowflakeAssumptions.FileSeconds))
        + Prices.Assumed(SnowflakeAssumptions.MergeSeconds)
        + Prices.Assumed(SnowflakeAssumptions.IdleSeconds);

    /// <summary>The US dollars a month of so many seconds of the warehouse a day.</summary>
    private decimal Credits(decimal seconds) =>
        seconds / SecondsOfAnHour * Prices.Assumed(SnowflakeAssumptions.CreditUsd) * Prices.DaysPerMonth;

    private decimal Athena(int playlists)
    {
        var (few, more) = (Queries(Counts.Few), Queries(Counts.More));
        var days = Enumerable.Range(1, Prices.DaysPerMonth);
        var megabytes = days.Sum(day => few.Zip(more).Sum(query => AthenaCost.BilledMegabytes(
            Costs.Line.Through(
                (Counts.Few, AthenaUsage.OnDay(query.First, AthenaUsage.BytesScanned, day)),
                (Counts.More, AthenaUsage.OnDay(query.Second, AthenaUsage.BytesScanned, day)))
                .At(playlists),
            Prices)));
        return Prices.Price(AthenaCost.Scanned).GetCost(megabytes * DataSize.Megabyte / DataSize.Terabyte);
    }

    /// <summary>The usage of each named query, in the order of their names.</summary>
    private ImmutableArray<ImmutableArray<Usage>> Queries(int playlists)
    {
        var usage = Function.Runs[playlists].Usage.Where(use => use.Service == AthenaUsage.Service).ToList();
        return
        [
            .. usage.Where(use => use.Operation == AthenaUsage.Query)
                .Select(query => query.Caller)
                .Distinct()
                .Order(StringComparer.Ordinal)
                .Select(name => usage.Where(use => use.Caller == name).ToImmutableArray()),
        ];
    }

    private DeclaredResource Transform(int playlists) =>
        Function.Runs[playlists].Stack.OfType(LambdaResources.Function)
            .Single(function => function.PhysicalName.EndsWith("-transform", StringComparison.Ordinal));

    private static Line Line(Func<int, decimal> quantity) => Costs.Line.Through(
        (Counts.Few, quantity(Counts.Few)), (Counts.More, quantity(Counts.More)));

    private static ImmutableArray<string> Row(string name, Func<int, decimal> usd) =>
        [name, .. Shown.Select(count => CostTables.Money(usd(count)))];

    private static string Number(decimal value, int decimals) => CostTables.Number(value, decimals);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

internal static class SnowflakeAssumptions
{
    public const string CreditUsd = "snowflakeCreditUsd";
    public const string FileSeconds = "snowflakeFileSeconds";
    public const string IdleSeconds = "snowflakeIdleSeconds";
    public const string MergeSeconds = "snowflakeMergeSeconds";
    public const string ViewSeconds = "snowflakeViewSeconds";
}
