using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Local.Aws;
using Local.Aws.Billing;

namespace Local.Cli.Costs;

/// <summary><c>docs/cost.md</c>: what each stack costs, and what the figures rest on.</summary>
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

            # What it costs

            {prices.Currency}, for `{prices.Region}`, with the prices of
            [{PriceFile.Name}](../{PriceFile.Name}), gathered on {date}. *Idle* is the stack by itself, without runs. The other columns are its first month of
            one run a day, each named query once a day: what is declared and what a run on the local twin uses, times
            the prices. The first total counts everything; the second leaves out what AWS gives every account free each
            month, for as long as nothing else in the account uses it.


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
            ## What the figures rest on

            A run on one machine counts calls, bytes and lines. What it cannot know is assumed; no clock of the machine
            has a say, so that every run gives the same figures.

            {assumptions.ToMarkdown()}
            * All data is taken to stay in S3 Standard: the raw bucket's moves to cheaper classes only make it cheaper.
            * A named query is taken to read every file of each table that it names, each time that it names it: no
              partition is left out, and no result is used again.
            * The first run is taken to be on 2026-11-01. Athena lists a folder for each day since `firstDay`, whether
              anything lies there or not: each earlier day adds a request for each time that a query names a table.
            * Every invocation of a function that is traced is taken to be recorded; AWS takes a sample of many.
            * The requests of the Glue crawler and of Athena to the catalog are fewer than the million that is free.

            ## What is not in it

            Data transfer (Spotify's answers come in, which is free), taxes, support, the credits of new accounts, the
            log of the Glue crawler, and whatever people do in the console.

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
