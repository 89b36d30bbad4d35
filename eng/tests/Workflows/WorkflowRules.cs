using YamlDotNet.RepresentationModel;

namespace Eng.Tests.Workflows;

/// <summary>The rules that every workflow and action of this repository must follow.</summary>
internal static partial class WorkflowRules
{
    /// <summary>One line for each broken rule, each time it is broken.</summary>
    public static IReadOnlyList<string> BrokenIn(string text)
    {
        var yaml = new YamlStream();
        using var reader = new StringReader(text);
        yaml.Load(reader);
        var root = (YamlMappingNode)yaml.Documents[0].RootNode;
        return
        [
            .. Uses(root, text.Split('\n')),
            .. Scripts(root),
            .. Checkouts(root),
            .. Find(root, "jobs") is YamlMappingNode jobs ? Workflow(root, jobs) : [],
        ];
    }

    private static IEnumerable<string> Uses(YamlMappingNode root, string[] lines) =>
        from mapping in Mappings(root)
        from entry in mapping.Children
        where IsNamed(entry, "uses")
        let action = Text(entry.Value)
        let line = lines[entry.Value.Start.Line - 1]
        where !action.StartsWith("./", StringComparison.Ordinal) && !Pinned().IsMatch(line)
        select $"'{action}' is not pinned to a commit with its version as a comment";

    private static IEnumerable<string> Scripts(YamlMappingNode root) =>
        from mapping in Mappings(root)
        from entry in mapping.Children
        where (IsNamed(entry, "run") || IsNamed(entry, "script")) && entry.Value is YamlScalarNode
        where Text(entry.Value).Contains("${{", StringComparison.Ordinal)
        select $"a script holds an expression, whose value would be run: {Text(entry.Value).Split('\n')[0]}";

    private static IEnumerable<string> Checkouts(YamlMappingNode root) =>
        from mapping in Mappings(root)
        where Find(mapping, "uses") is YamlScalarNode { Value: { } action }
            && action.StartsWith("actions/checkout@", StringComparison.Ordinal)
        where Find(mapping, "with") is not YamlMappingNode options
            || Find(options, "persist-credentials") is not YamlScalarNode { Value: "false" }
        select "a checkout leaves its credentials to the steps that follow";

    private static IEnumerable<string> Workflow(YamlMappingNode root, YamlMappingNode jobs)
    {
        if (Find(root, "permissions") is not { } permissions)
        {
            yield return "the workflow declares no permissions";
        }
        else if (permissions is YamlScalarNode || AllowsToWrite(permissions))
        {
            yield return "the workflow gives every job a right that only some of them need";
        }

        if (Names(Find(root, "on")).Contains("pull_request_target"))
        {
            yield return "pull_request_target runs with the repository's secrets what a fork may choose";
        }

        foreach (var (name, job) in jobs.Children)
        {
            if (job is not YamlMappingNode steps || Find(steps, "uses") is not null)
            {
                continue;
            }

            if (Find(steps, "timeout-minutes") is null)
            {
                yield return $"the job '{Text(name)}' has no time limit";
            }

            if (Find(steps, "permissions") is YamlScalarNode)
            {
                yield return $"the job '{Text(name)}' does not name the rights that it needs";
            }

            if (Restores(steps) && !NamesPackageSources(root) && !NamesPackageSources(steps))
            {
                yield return $"the job '{Text(name)}' gets packages from other sources than .github/nuget.config has";
            }
        }
    }

    private static bool Restores(YamlMappingNode job) => Mappings(job).SelectMany(step => step.Children).Any(entry =>
        (IsNamed(entry, "run") && RunsDotnet().IsMatch(Text(entry.Value)))
        || (IsNamed(entry, "uses") && Text(entry.Value) == "./.github/actions/pulumi"));

    private static bool NamesPackageSources(YamlMappingNode workflowOrJob) =>
        Find(workflowOrJob, "env") is YamlMappingNode variables
        && Find(variables, "RestoreConfigFile") is { } file
        && Text(file) == "${{ github.workspace }}/.github/nuget.config";

    private static bool AllowsToWrite(YamlNode permissions) =>
        permissions is YamlMappingNode map && map.Children.Values.Any(right => Text(right) == "write");

    private static IEnumerable<string> Names(YamlNode? node) => node switch
    {
        YamlScalarNode one => [Text(one)],
        YamlSequenceNode several => several.Select(Text),
        YamlMappingNode map => map.Children.Keys.Select(Text),
        _ => [],
    };

    private static IEnumerable<YamlMappingNode> Mappings(YamlNode node) => node.AllNodes.OfType<YamlMappingNode>();

    private static YamlNode? Find(YamlMappingNode node, string name) =>
        node.Children.FirstOrDefault(entry => IsNamed(entry, name)).Value;

    private static bool IsNamed(KeyValuePair<YamlNode, YamlNode> entry, string name) => Text(entry.Key) == name;

    private static string Text(YamlNode node) => (node as YamlScalarNode)?.Value ?? "";

    [GeneratedRegex(@"\bdotnet\b|preview\.sh")]
    private static partial Regex RunsDotnet();

    [GeneratedRegex(@"uses: [\w.-]+/[\w./-]+@[0-9a-f]{40} # v[0-9]+(\.[0-9]+){2}\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Pinned();
}
