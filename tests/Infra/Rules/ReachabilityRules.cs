using System.Text.RegularExpressions;
using Twin.Host.Door;

namespace Tests.Infra.Rules;

/// <summary>Rules over the whole stack: a path leads from the schedule's rule to the tables of each named
/// query.</summary>
public sealed partial class ReachabilityRules
{
    private const string TopSongs = "spotify-prod-top_songs";

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public Task A_path_leads_from_the_schedule_to_every_named_query(string stack) => StackRule.Holds(stack, IsCutOff);

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public Task A_path_leads_from_the_schedule_to_every_state_machine(string stack) =>
        StackRule.Holds(stack, IsNeverStarted);

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public Task Every_table_of_a_named_query_is_written_and_declared(string stack) =>
        StackRule.Holds(stack, AsksForWhatIsNot);

    [Theory]
    [InlineData("aws:cloudwatch/eventTarget:EventTarget", "spotify-prod-schedule")]
    [InlineData("aws:iam/rolePolicy:RolePolicy", "spotify-prod-extract")]
    [InlineData("aws:s3/bucketNotification:BucketNotification", "spotify-prod-manifests")]
    [InlineData("aws:glue/catalogDatabase:CatalogDatabase", "spotify_prod")]
    public async Task Without_any_one_step_all_queries_are_cut_off(string type, string name)
    {
        var stack = await Stacks.Load("prod");

        var cut = IsCutOff(stack.Without(type, name));

        Assert.Equal(stack.OfType(ResourceTypes.NamedQuery).Count(), cut.Count());
    }

    [Theory]
    [InlineData("aws:s3/bucketNotification:BucketNotification", "spotify-prod-manifests")]
    [InlineData("aws:cloudwatch/eventTarget:EventTarget", "spotify-prod-publish-start")]
    public Task Without_any_one_step_the_publication_is_never_started(string type, string name) => StackRule.Finds(
        IsNeverStarted, stack => stack.Without(type, name), "spotify-prod-publish");

    [Fact]
    public Task A_query_of_another_database_is_found() => StackRule.Finds(
        IsCutOff,
        stack => stack.With(ResourceTypes.NamedQuery, "top_songs", query => query.Set("database", "default")),
        TopSongs);

    [Fact]
    public Task A_query_of_a_table_that_is_not_declared_is_found() => StackRule.Finds(
        AsksForWhatIsNot,
        stack => stack.With(
            ResourceTypes.NamedQuery, "top_songs", query =>
                query.Replace("query", "FROM chart_entries", "FROM entries")),
        TopSongs);

    [Fact]
    public async Task A_table_that_the_transform_may_not_write_is_found()
    {
        var stack = (await Stacks.Load("prod")).With(
            ResourceTypes.RolePolicy,
            "spotify-prod-transform",
            policy => policy.Replace("policy", "spotify-prod-processed/playlist_entries/*",
                "spotify-prod-processed/entries/*"));

        Assert.Contains(AsksForWhatIsNot(stack), title =>
            title.EndsWith($"'{TopSongs}_today'", StringComparison.Ordinal));
    }

    private static IEnumerable<string> IsCutOff(DeclaredStack stack) => Unreached(stack, ResourceTypes.NamedQuery);

    private static IEnumerable<string> IsNeverStarted(DeclaredStack stack) =>
        Unreached(stack, ResourceTypes.StateMachine);

    private static IEnumerable<string> Unreached(DeclaredStack stack, string type)
    {
        // A permission to read does not start the reader.
        var edges = Topology.EdgesOf(stack)
            .Where(edge => edge.Label != "reads")
            .ToLookup(edge => edge.From, edge => edge.To);
        // The repair's schedule also leads to the tables, but not from Spotify.
        var reached = stack.OfType(ResourceTypes.EventRule)
            .Where(rule => rule.OptionalText("scheduleExpression") is not null)
            .Where(rule => edges[rule].Any(to => to.OptionalText("handler") == ExtractHandler.Name))
            .ToHashSet();
        var next = new Queue<DeclaredResource>(reached);
        while (next.TryDequeue(out var from))
        {
            foreach (var to in edges[from].Where(reached.Add))
            {
                next.Enqueue(to);
            }
        }

        return stack.OfType(type).Where(found => !reached.Contains(found)).Select(found => found.Title);
    }

    private static IEnumerable<string> AsksForWhatIsNot(DeclaredStack stack)
    {
        var tables = stack.FileTables()
            .Select(table => new Uri(table.Text("storageDescriptor.location")).AbsolutePath.Trim('/'))
            .ToHashSet();
        // A function that may write one of them must be able to write all, since it makes all tables of a snapshot.
        var written = RoleStatements.From(stack)
            .Where(found => found.Statement.Actions.Contains("s3:PutObject"))
            .SelectMany(found => found.Statement.Resources!.Select(pattern =>
                (found.Role, Table: pattern.Split('/')[1])))
            .Where(write => tables.Contains(write.Table))
            .GroupBy(write => write.Role.Arn, write => write.Table)
            .ToList();
        var there = tables.Where(table => written.Count > 0 && written.All(role => role.Contains(table))).ToHashSet();

        there.UnionWith(stack.AnalyticsTables().Select(table => table.PhysicalName));
        return from query in stack.OfType(ResourceTypes.NamedQuery)
               let text = Comment().Replace(query.Text("query"), "")
               let own = Own().Matches(text).Select(match => match.Groups["name"].Value).ToHashSet()
               where Asked().Matches(text).Select(match => match.Groups["name"].Value)
                   .Any(table => !own.Contains(table) && !there.Contains(table))
               select query.Title;
    }

    [GeneratedRegex(@"(?<!DISTINCT\s)\b(?:FROM|JOIN)\s+(?<name>[a-z_]+)(?![a-z_(])", RegexOptions.IgnoreCase)]
    private static partial Regex Asked();

    [GeneratedRegex(@"\b(?<name>[a-z_]+)\s+AS\s*\(", RegexOptions.IgnoreCase)]
    private static partial Regex Own();

    [GeneratedRegex("--.*")]
    private static partial Regex Comment();
}
