namespace Twin.Tests.Cli.Costs;

public sealed class CostDocumentTests(CostDocumentTests.Reports reports) : IClassFixture<CostDocumentTests.Reports>
{
    [Fact]
    public async Task The_written_table_is_what_the_code_computes()
    {
        var written = await File.ReadAllTextAsync(Path.Combine(PulumiProject.Folder, CostDocument.FileName), Cancel);
        var document = CostDocument.Format(
            [reports.Dev, reports.Prod, reports.Weekly], reports.Engines, PriceFile.Current);
        var computed = Cells(document);
        var known = Cells(written);

        Assert.Equal(Prose(document), Prose(written));
        Assert.NotEmpty(computed);
        Assert.All(computed, cell => Assert.True(
            known.GetValueOrDefault(cell.Key) == cell.Value,
            $"{CostDocument.FileName}, {cell.Key}: '{known.GetValueOrDefault(cell.Key)}' is written and "
            + $"'{cell.Value}' is computed. Run: {CostDocument.Command}"));
        Assert.All(
            CostDocument.Playlists.Skip(1),
            count => Assert.Contains(
                $"{count.ToString("N0", CultureInfo.InvariantCulture)} playlists |",
                written,
                StringComparison.Ordinal));
    }

    [Fact]
    public void One_daily_playlist_with_all_queries_costs_without_crawls_what_the_pages_promise()
    {
        var (withoutCrawls, crawls) = reports.Dev.Model.AboveAllowances(reports.Dev.Runs[1]);

        var readme = Page.Get("README.md").Text.ReplaceLineEndings(" ");
        Assert.All(
            (FormattableString[])
            [
                $"at most {CostDocument.MaxForOnePlaylist} US dollars a month",
                $"crawls add {crawls:0.00}",
            ],
            sentence => Assert.Contains(
                sentence.ToString(CultureInfo.InvariantCulture), readme, StringComparison.Ordinal));
        Assert.InRange(withoutCrawls, 0.01m, CostDocument.MaxForOnePlaylist);
    }

    [Fact]
    public async Task As_many_playlists_as_mine_reads_by_default_add_what_the_page_promises()
    {
        var report = await new CostRun(PriceFile.Current).RunAsync(
            "dev", [ExtractEnvironment.DefaultMineLimit], Cancel);

        var (all, _) = report.Model.AboveAllowances(report.Runs[ExtractEnvironment.DefaultMineLimit]);
        var (one, _) = reports.Dev.Model.AboveAllowances(reports.Dev.Runs[1]);
        Assert.Equal(CostDocument.AddedByMine, Math.Round(all - one, 2));
        Assert.InRange(all - one, 0.01m, CostDocument.MaxForOnePlaylist);
    }

    [Fact]
    public async Task Plays_every_hour_stay_within_what_the_pages_promise()
    {
        var withPlays = await new CostRun(PriceFile.Current)
        {
            Settings = ImmutableDictionary<string, string>.Empty.Add("plays", "true"),
        }.RunAsync("dev", [1], Cancel);

        var run = withPlays.Runs[1];
        var (cost, _) = withPlays.Model.AboveAllowances(run);
        // The transform reads each page of the month, and its manifest, again for each further one.
        var pages = run.Usage.Sum(LambdaUsage.Service, LambdaUsage.Invocation, "spotify-dev-transform") - 1;
        var inMonth = pages * run.Prices.DaysPerMonth;
        var get = run.Prices.Price(S3Cost.Get);
        cost += inMonth * inMonth * get.Usd / get.Per;

        var (without, _) = reports.Dev.Model.AboveAllowances(reports.Dev.Runs[1]);
        Assert.Equal(CostDocument.AddedByPlays, Math.Round(cost - without, 2));
        Assert.InRange(cost, without, CostDocument.MaxWithPlays);
    }

    [Fact]
    public async Task Two_runs_give_the_same_table()
    {
        var second = await RunAsync("prod");

        Assert.Equal(
            CostDocument.Format(reports.Prod, PriceFile.Current), CostDocument.Format(second, PriceFile.Current));
    }

    [Fact]
    public async Task A_failed_run_gives_no_table() =>
        await Assert.ThrowsAsync<InputException>(() => RunAsync("staging"));

    private static Task<CostReport> RunAsync(string stack) =>
        new CostRun(PriceFile.Current).RunAsync(stack, [1], Cancel);

    private static IEnumerable<string> Prose(string markdown) =>
        markdown.ReplaceLineEndings("\n").Split('\n').Where(line => !line.StartsWith('|'));

    /// <summary>Each cell by its section, its row and its column.</summary>
    private static ImmutableSortedDictionary<string, string> Cells(string markdown)
    {
        var cells = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var section = "";
        string[]? header = null;
        foreach (var line in markdown.Split('\n'))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                section = line[3..];
            }

            if (!line.StartsWith('|'))
            {
                header = null;
                continue;
            }

            var row = line.Trim('|').Split('|', StringSplitOptions.TrimEntries);
            if (header is null)
            {
                header = row;
                continue;
            }

            for (var column = 1; column < row.Length; column++)
            {
                if (!row[0].StartsWith("---", StringComparison.Ordinal))
                {
                    cells[$"{section}: {row[0]}, {header[column]}"] = row[column];
                }
            }
        }

        return cells.ToImmutable();
    }

    /// <summary>The costs of the stacks with one playlist, and those of the engines.</summary>
    public sealed class Reports : IAsyncLifetime
    {
        internal CostReport Dev { get; private set; } = null!;
        internal CostReport Prod { get; private set; } = null!;
        internal CostReport Weekly { get; private set; } = null!;
        internal EngineCosts Engines { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Engines = await EngineCosts.RunAsync(new CostRun(PriceFile.Current), Cancel);
            Dev = Engines.Function with { Runs = Engines.Function.Runs.Remove(10) };
            Prod = await RunAsync("prod");
            Weekly = await RunAsync("weekly");
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
