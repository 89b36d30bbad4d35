using Twin.Host.Door;

namespace Twin.Tests.Cli.Graph;

public sealed class TopologyTests
{
    /// <summary>The paths of the data, step by step, with the names of the stack <c>dev</c> in AWS.</summary>
    private static readonly string[][] Paths =
    [
        [
            "spotify-dev-schedule", "spotify-dev-extract", "spotify-dev-raw", "spotify-dev-transform",
            "spotify-dev-processed", "songs", "spotify_dev", "top_songs", "spotify-dev", "spotify-dev-query-results",
        ],
        [
            "spotify-dev-raw", "spotify-dev-publish-start", "spotify-dev-publish",
        ],
        ["spotify-dev-crawler", "songs"],
    ];

    [Fact]
    public async Task Paths_lead_from_the_schedule_to_the_query_results_and_to_the_partitions()
    {
        var edges = Topology.EdgesOf(await Stacks.Load("dev"));

        Assert.All(
            Paths.SelectMany(path => path.Zip(path.Skip(1))),
            step => Assert.Contains(edges, edge => IsFrom(edge, step.First, step.Second)));
    }

    [Fact]
    public async Task An_edge_is_labelled_with_its_data_or_its_time()
    {
        var edges = Topology.EdgesOf(await Stacks.Load("dev"));

        string Label(string from, string to) => Assert.Single(edges, edge => IsFrom(edge, from, to)).Label;
        Assert.Equal("cron(0 6 * * ? *)", Label("spotify-dev-schedule", "spotify-dev-extract"));
        Assert.Equal("writes", Label("spotify-dev-extract", "spotify-dev-raw"));
        Assert.Equal("on failure", Label("spotify-dev-extract", "spotify-dev-failures"));
        Assert.Equal("reads", Label("/spotify/dev/client-secret", "spotify-dev-extract"));
        Assert.Equal("Object Created", Label("spotify-dev-raw", "spotify-dev-publish-start"));
        Assert.Equal(
            ["imports/*/manifest.json", "raw/*/manifest.json", "reads"],
            edges.Where(edge => IsFrom(edge, "spotify-dev-raw", "spotify-dev-transform")).Select(edge => edge.Label));
    }

    [Fact]
    public async Task A_resource_without_a_connection_has_no_edge()
    {
        var stack = (await Stacks.Load("dev")).With(
            EventBridgeResources.EventTarget, "spotify-dev-publish-start",
            target => target.Set("arn", "arn:aws:states:eu-central-1:000000000000:stateMachine:renamed"));

        Assert.DoesNotContain(
            Topology.EdgesOf(stack), edge => IsFrom(edge, "spotify-dev-publish-start", "spotify-dev-publish"));
    }

    private static bool IsFrom(Edge edge, string from, string to) => NameOf(edge.From) == from && NameOf(edge.To) == to;

    // A bucket's only name is its logical name.
    private static string NameOf(DeclaredResource resource) => resource.OptionalText("name") ?? resource.Name;
}
