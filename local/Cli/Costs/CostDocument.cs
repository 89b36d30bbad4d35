using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Local.Aws;
using Local.Aws.Billing;

namespace Local.Cli.Costs;

/// <summary><c>docs/cost.md</c>: the cost of each stack, and the assumptions behind the figures.</summary>
internal static class CostDocument
{
    /// <summary>The file's name, from the repository's root.</summary>
    public const string FileName = "docs/cost.md";

    /// <summary>The command that writes the file.</summary>
    public const string Command = "dotnet dev.cs cost --write";

    /// <summary>The numbers of playlists that the file has a column for.</summary>
    public static ImmutableArray<int> Playlists => [1, 100, 1000];

    /// <summary>The whole file.</summary>
    public static string Of(IEnumerable<CostReport> reports, PriceList prices)
    {
        var date = prices.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            <!-- Written by `{Command}`: change the code or {PriceFile.Name}, not this file. -->

            # Cost

            One playlist that is read every day costs about ten US dollars a month. Half of that is for the alarms and the
            dashboard, which cost the same while nothing runs. Most of the rest is for the Glue crawler, because a crawl
            is billed for at least ten minutes.

            The amounts are in {prices.Currency} for `{prices.Region}`, with the prices of {date} in
            [{PriceFile.Name}](../{PriceFile.Name}). *Idle* is the stack alone, without runs. The other columns are its
            first month with one run a day and each named query once a day. They are computed from the declaration, the
            use that a run on the local twin counts, and the prices. The first total counts everything. The second
            leaves out what AWS gives every account free each month, if nothing else in the account uses it.

            To compute it for your own number of playlists, or for another stack with `--stack NAME`:

            ```sh
            dotnet dev.cs cost --playlists 10
            ```


            """);
        foreach (var report in reports)
        {
            text.Append(CultureInfo.InvariantCulture, $"## {report.Stack}\n\n");
            text.Append(Of(report, prices)).Append('\n');
        }

        text.Append(Basis(prices));
        return text.ToString();
    }

    /// <summary>The tables of one stack.</summary>
    public static string Of(CostReport report, PriceList prices) => string.Join('\n',
    [
        CostTables.Month(report, prices).ToMarkdown(),
        CostTables.Run(report).ToMarkdown(),
        CostTables.Growth(report, prices).ToMarkdown(),
    ]);

    private static string Basis(PriceList prices)
    {
        var assumptions = new TextTable(
            ["assumption", "value"],
            [
                .. prices.Assumptions.Select(assumption => ImmutableArray.Create(
                    $"`{assumption.Key}`: {assumption.Why}", $"{Number(assumption.Value)} {assumption.Unit}")),
            ]);
        var list = new TextTable(
            ["price", prices.Currency, "free a month", "seen"],
            [
                .. prices.Prices.Select(price => ImmutableArray.Create(
                    $"[{price.Service}]({price.Source}): {PerUnit(price)}",
                    price.Usd.ToString(CultureInfo.InvariantCulture),
                    price.Free == 0 ? "" : Number(price.Free),
                    price.Seen)),
            ])
        {
            Words = [0, 3],
        };
        var free = AwsModules.All
            .SelectMany(module => module.Kinds)
            .Where(kind => kind.Billing.FreeReason is not null)
            .OrderBy(kind => kind.Type, StringComparer.Ordinal)
            .Select(kind => $"* `{kind.Type}`: {kind.Billing.FreeReason}");

        return $"""
            ## How many playlists

            The default settings are enough for about 900 playlists of 100 entries that all change every day. They take
            3,600 requests. At five requests a second these take 12 of the 15 minutes that the extraction may run. With
            more playlists the alarm `extract-duration` rings: raise `requestsPerSecond`, which an app with extended
            quota may do. A playlist that has not changed takes one request instead of four.

            The named queries read all days. With 1,000 playlists they read more than `bytesScannedCutoff` after a month,
            with 100 playlists after ten months: raise it, or limit the queries to a range of `snapshot_date`.

            ## Assumptions

            A run on one machine counts calls, bytes and lines. The table has the assumptions about everything else. No
            figure depends on the clock of the machine, so every run gives the same figures.

            {assumptions.ToMarkdown()}
            * All data stays in S3 Standard. The raw bucket moves old objects to cheaper classes, so they cost less.
            * A named query reads every file of each table, each time that it names the table. No partition is left out,
              and no result is used again.
            * The first run is on 2026-11-01. Athena lists a folder for each day since `firstDay`, empty or not. Each
              earlier day adds one request for each time that a query names a table.
            * X-Ray records every invocation of a traced function. In fact it takes a sample of many invocations.
            * The Glue crawler and Athena send fewer requests to the catalog than the million that is free.

            ## Not included

            Data transfer (Spotify's answers are incoming traffic, which is free), taxes, support, the credits of new
            accounts, the log of the Glue crawler, and everything that people do in the console.

            ## Prices

            {list.ToMarkdown()}
            Free of charge:

            {string.Join('\n', free)}

            """;
    }

    private static string PerUnit(Price price) =>
        price.Per == 1 ? price.Unit : $"{Number(price.Per)} {price.Unit}";

    private static string Number(decimal value) => value.ToString("#,0.####", CultureInfo.InvariantCulture);
}
