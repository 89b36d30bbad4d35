using Twin.Cli.Graph;
using Twin.Host.Door;

namespace Twin.Tests.Cli.Graph;

public sealed partial class MermaidTests
{
    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task Every_line_is_a_flowcharts_and_every_node_is_declared_once_in_a_box(string name)
    {
        var stack = await Stacks.Load(name);

        var lines = Mermaid.Draw(stack).TrimEnd('\n').Split('\n');

        Assert.Equal("flowchart LR", lines[0]);
        Assert.All(lines[1..], line => Assert.Matches(Line(), line));
        var nodes = lines.Select(line => Node().Match(line)).Where(match => match.Success)
            .Select(match => match.Groups["name"].Value).ToList();
        var edges = lines.Select(line => EdgeLine().Match(line)).Where(match => match.Success).ToList();
        var used = edges.SelectMany(match => new[] { match.Groups["from"].Value, match.Groups["to"].Value });
        Assert.Equal(Topology.EdgesOf(stack).Length, edges.Count);
        Assert.Equal(nodes.Distinct(), nodes);
        Assert.Equal(nodes.ToHashSet(), used.ToHashSet());
        Assert.Equal(
            lines.Count(line => line.StartsWith("  subgraph ", StringComparison.Ordinal)),
            lines.Count(line => line == "  end"));
    }

    [Fact]
    public async Task Each_stage_has_a_box_with_what_it_declares()
    {
        var text = Mermaid.Draw(await Stacks.Load("dev"));

        Assert.All(
            (string[])["Storage", "Secrets", "Extraction", "Transformation", "Failures", "Catalog", "Analytics", "Monitoring"],
            stage => Assert.Contains($"[\"{stage}\"]\n", text, StringComparison.Ordinal));
        var extraction = text[text.IndexOf("[\"Extraction\"]", StringComparison.Ordinal)..];
        Assert.Contains(
            "[\"Function<br/>spotify-dev-extract<br/><i>dotnet10 · arm64 · 512 MB · 900 s</i>\"]\n",
            extraction[..extraction.IndexOf("  end\n", StringComparison.Ordinal)],
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_and_labels_cannot_end_their_text()
    {
        var stack = (await Stacks.Load("dev"))
            .With(AthenaResources.NamedQuery, "top_songs", query => query.Set("name", "a\"]; b <i>&\nc"))
            .With(
                S3Resources.BucketNotification, "spotify-dev-manifests",
                notification => notification.Set("lambdaFunctions/0/filterPrefix", "a\"| b"));

        var text = Mermaid.Draw(stack);

        Assert.Contains("[\"NamedQuery<br/>a&quot;]; b &lt;i&gt;&amp; c\"]\n", text, StringComparison.Ordinal);
        Assert.Contains("|\"a&quot;| b*/manifest.json\"|", text, StringComparison.Ordinal);
        Assert.All(text.TrimEnd('\n').Split('\n')[1..], line => Assert.Matches(Line(), line));
    }

    [GeneratedRegex(
        """
        ^[ ]{2}(?:subgraph[ ]s\d+\["[^"]+"\]
        |end
        |%%[ ]not[ ]drawn:[ ][0-9A-Za-z, ]+
        |[ ]{2}n\d+(?:\["[^"]+"\] | \[\("[^"]+"\)\] | \{\{"[^"]+"\}\} | \[/"[^"]+"/\])
        |n\d+[ ]-->(?:\|"[^"]+"\|)?[ ]n\d+)$
        """,
        RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Line();

    [GeneratedRegex("""^    (?<name>n\d+)\W""")]
    private static partial Regex Node();

    [GeneratedRegex("""^  (?<from>n\d+) -->.* (?<to>n\d+)$""")]
    private static partial Regex EdgeLine();
}
