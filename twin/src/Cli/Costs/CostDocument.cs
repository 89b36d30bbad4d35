using Functions.Extract;
using Infra.Queries;
using Twin.Aws;
using Twin.Aws.Billing;

namespace Twin.Cli.Costs;

/// <summary><c>docs/cost.md</c>: the cost of each stack, and the assumptions behind the figures.</summary>
internal static class CostDocument
{
    public const string FileName = "docs/cost.md";
    public const string Command = "dotnet dev.cs cost --write";

    /// <summary>The most US dollars a month that one playlist costs above the free allowances, without crawls, if it is
    /// read and queried every day.</summary>
    public const decimal MaxForOnePlaylist = 0.20m;

    /// <summary>The most that one playlist and plays cost a month above the free allowances.</summary>
    public const decimal MaxWithPlays = 0.25m;

    /// <summary>The USD a month that plays add to the cost of one playlist, as the page says.</summary>
    public const decimal AddedByPlays = 0.07m;

    /// <summary>The US dollars a month that as many playlists as <c>mine</c> reads by default add to one, above the
    /// free allowances and without crawls, if all of them change every day.</summary>
    public const decimal AddedByMine = 0.14m;

    public static ImmutableArray<int> Playlists => [1, 100, 1000];

    public static string Format(IEnumerable<CostReport> reports, EngineCosts engines, PriceList prices)
    {
        var date = prices.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            <!-- Written by `{Command}`: change the code or {PriceFile.Name}, not this file. -->

            # Cost

            One playlist that is read every day, with all named queries every day, costs at most {MaxForOnePlaylist} US
            dollars a month above what AWS gives every account free. A crawl a week adds to that, because Glue bills
            a crawl for at least ten minutes. A customer-managed key, as in `prod`, costs another dollar.

            The setting `mineLimit` is {ExtractEnvironment.DefaultMineLimit} by default: as many playlists of
            100 entries that all change every day add {AddedByMine} US dollars a month to the cost of one.

            Liked songs are read whole every day, since Spotify does not tell when they have changed: 5,320 of them are
            107 pages, and two more requests ask who the user is and whether page 0 is still the same: 22 seconds of the
            function at five requests a second. These are 330 GB-seconds a month, less than 0.01 US dollars. On days
            on which they have changed the pages are stored too: 107 requests to S3, 0.02 US dollars a month if that is
            every day.

            The setting `plays` adds 24 invocations a day, and about {AddedByPlays} US dollars a month for a listener with new
            plays in seven hours of a day, as the sandbox's user: the sum stays below {MaxWithPlays}. Each page with
            a new play has its month made again from all pages of the month, so this grows with the square of such
            hours: with new plays in each of the 24 hours it is about 0.28.

            The amounts are in {prices.Currency} for `{prices.Region}`, with the prices of {date} in
            [{PriceFile.Name}](../{PriceFile.Name}). *Idle* is the stack alone, without runs. The other columns are its
            first month with one run a day, whatever its schedule is, and each named query once a day. They are computed
            from the declaration, the use that a run on the local twin counts, and the prices. The first total counts
            everything. The rows below it leave out what AWS gives every account free each month, if nothing else in the
            account uses it, and show apart what the crawls of the Glue crawler add.

            To compute it for your own number of playlists, or for another stack with `--stack NAME`:

            ```sh
            dotnet dev.cs cost --playlists 10
            ```


            """);
        foreach (var report in reports)
        {
            text.Append(CultureInfo.InvariantCulture, $"## {report.Stack}\n\n");
            text.Append(Format(report, prices)).Append('\n');
        }

        text.Append(CultureInfo.InvariantCulture, $"""
            ## Spark and Snowflake

            The stack `weekly` has both. Its tables above are of a run a day too; a run a week adds about a seventh of
            what they show beside *idle*. Snowflake's bill is not in them. Its part here is computed from the assumptions
            below.

            {engines.ToMarkdown()}

            """);
        text.Append(Basis(prices));
        return text.ToString();
    }

    public static string Format(CostReport report, PriceList prices) =>
        string.Join('\n', CostTables.Create(report, prices).Select(table => table.ToMarkdown()));

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
        var overPlays = QueryFile.All.Count(
            query => query.Sql.Contains("FROM play_history\n", StringComparison.Ordinal));

        return $"""
            ## How many playlists

            The default settings are enough for about 900 playlists of 100 entries that all change every day. They take
            3,600 requests. At five requests a second these take 12 of the 15 minutes that the extraction may run. A
            playlist that has not changed takes one request instead of four.
            [More playlists](operate.md#more-playlists-than-one-run-reads) take more runs a day.

            The {QueryFile.All.Length - overPlays} named queries over playlists read a bounded number of days. So what they read hardly grows with
            the history: the tables above have the day on which the first one would read more than `bytesScannedCutoff`,
            which does not hold for the statements of the publication.

            The {overPlays} named queries over plays read all of `play_history`: 2,000,000 plays are 42 MB, of which a query that
            asks for recordings reads 51 MB in two scans, and all of them 390 MB: 0.06 US dollars a month if each runs
            every day.

            ## Assumptions

            A run on one machine counts calls, bytes and lines. The table has the assumptions about everything else. No
            figure depends on the clock of the machine, so every run gives the same figures.

            {assumptions.ToMarkdown()}
            * All data stays in S3 Standard. The raw bucket moves large pages to a cheaper class, so they cost less.
            * A named query reads every file of the days to which it is bounded, each time that it names the table. No result
              is used again.
            * The first run is on 2026-11-01. Athena lists a folder for each day since `firstDay`, empty or not. Each
              earlier day adds one request for each time that a query names a table.
            * X-Ray records every invocation of a traced function. In fact it takes a sample of many invocations.
            * A crawl takes as long with more files: no rate is known. Only its requests to S3 grow.
            * The Glue crawler and Athena send fewer requests to the catalog than the million that is free.

            ## Storage classes

            A move to a cheaper storage class costs a request, reading becomes dearer, and a small object is billed as a
            larger one. The table has the sizes from which each move pays within a year of an object's writing, if a replay
            reads the object once. The second move comes on top of the first:

            {CostTables.Moves(prices).ToMarkdown()}
            The raw bucket makes only the first move, and only for objects of that size: few pages are large enough for the
            second one. The table leaves out that the transform reads the pages of a playlist every day as long as the
            playlist does not change.

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
