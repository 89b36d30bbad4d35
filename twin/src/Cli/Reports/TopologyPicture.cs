using Functions.Extract;
using Twin.Aws.Hosting;
using Twin.Cli.Charts;

namespace Twin.Cli.Reports;

internal static class TopologyPicture
{
    // Resources of which there are many, and which are one stage together.
    private static readonly ImmutableDictionary<string, (string Kind, string Name)> Groups =
        new Dictionary<string, (string, string)>
        {
            [ResourceTypes.CatalogTable] = ("Glue catalog", "tables"),
            [ResourceTypes.CatalogDatabase] = ("Glue catalog", "tables"),
            [ResourceTypes.NamedQuery] = ("Athena", "named queries"),
            [ResourceTypes.MetricAlarm] = ("CloudWatch", "alarms"),
            [ResourceTypes.Parameter] = ("Parameter Store", "secrets"),
        }.ToImmutableDictionary();

    private static readonly ImmutableHashSet<string> Stores =
    [
        ResourceTypes.Bucket, ResourceTypes.CatalogTable, ResourceTypes.NamedQuery,
        ResourceTypes.Workgroup,
    ];

    /// <summary>The picture, and the same arrows as a table; null if the stack is not known or connects
    /// nothing.</summary>
    public static Figure? Draw(ReportContent content)
    {
        if (content.Stack is not { Edges.IsEmpty: false } stack)
        {
            return null;
        }

        var resources = stack.Resources.GroupBy(resource => $"{resource.Type} '{resource.Name}'")
            .ToDictionary(resource => resource.Key, resource => resource.First());
        var arrows = stack.Edges
            .Where(edge => resources.ContainsKey(edge.From) && resources.ContainsKey(edge.To))
            .Select(edge => (From: resources[edge.From], To: resources[edge.To], edge.Label))
            .Where(edge => edge.To.Type != ResourceTypes.LogGroup)
            .ToList();
        var readers = resources.Values.Where(IsReaderOfSpotify).ToList();

        // Spotify first, then in the order of the file: the same stack always gives the same picture.
        var boxes = new List<string>();
        var facts = new List<FlowBox>();
        if (readers.Count > 0)
        {
            boxes.Add("Spotify");
            facts.Add(OfSpotify(content));
        }

        foreach (var resource in arrows.SelectMany(arrow => new[] { arrow.From, arrow.To }))
        {
            if (!boxes.Contains(KeyOf(resource)))
            {
                boxes.Add(KeyOf(resource));
                facts.Add(BoxOf(resource, content));
            }
        }

        var drawn = arrows
            .Select(arrow => (
                From: boxes.IndexOf(KeyOf(arrow.From)),
                To: boxes.IndexOf(KeyOf(arrow.To)),
                arrow.Label,
                IsData: Stores.Contains(arrow.From.Type) != IsEvent(arrow.Label) && Stores.Contains(arrow.From.Type)
                    || Stores.Contains(arrow.To.Type)))
            .Concat(readers.Where(reader => boxes.Contains(KeyOf(reader)))
                .Select(reader => (0, boxes.IndexOf(KeyOf(reader)), "Web API", true)))
            .Where(arrow => arrow.Item1 != arrow.Item2)
            .GroupBy(arrow => (From: arrow.Item1, To: arrow.Item2))
            .ToDictionary(
                arrow => arrow.Key,
                arrow => (Label: LabelOf(arrow.Select(each => each.Item3)), IsData: arrow.Any(each => each.Item4)));
        var merged = drawn
            .Where(arrow => !(drawn.ContainsKey((arrow.Key.To, arrow.Key.From)) && arrow.Value.Label == "reads"))
            .Select(arrow => drawn.TryGetValue((arrow.Key.To, arrow.Key.From), out var back) && back.Label == "reads"
                ? new FlowArrow(
                    arrow.Key.From, arrow.Key.To, $"{arrow.Value.Label}, reads", arrow.Value.IsData, IsBothWays: true)
                : new FlowArrow(arrow.Key.From, arrow.Key.To, arrow.Value.Label, arrow.Value.IsData))
            .ToImmutableArray();
        return new Figure(
            "topology-picture",
            "The declared stages and what each did",
            "Thick lines are the data’s way, thin lines are events and messages. A thick frame needs attention.",
            new FlowChart([.. facts], merged),
            new DataTable(
                "Arrows of the picture",
                ["from", "did", "what", "to"],
                [
                    .. merged.Select(arrow => ImmutableArray.Create<object?>(
                        [
                            $"{facts[arrow.From].Kind} {facts[arrow.From].Name}",
                            string.Join(", ", facts[arrow.From].Facts),
                            arrow.Label,
                            $"{facts[arrow.To].Kind} {facts[arrow.To].Name}",
                        ])),
                ]))
        {
            IsScrolled = true,
        };
    }

    /// <summary>A resource's name without what all names of the stack begin with.</summary>
    public static string ShortName(string name, string stack) =>
        name.StartsWith($"spotify-{stack}-", StringComparison.Ordinal) ? name[$"spotify-{stack}-".Length..] : name;

    private static bool IsEvent(string label) => label.Length > 0 && char.IsUpper(label[0]);

    // The keys and events of several resources stand for one label.
    private static string LabelOf(IEnumerable<string> labels)
    {
        var different = labels.Where(label => label.Length > 0).Distinct().ToList();
        var others = different.Where(label => label != "reads").ToList();
        return (others.Count == 0 ? different : others) switch
        {
            [] => "",
            [var only] => only,
            var several => $"{several[0]} …",
        };
    }

    private static bool IsReaderOfSpotify(StackRecord.ResourceRecord resource) =>
        resource.Type == ResourceTypes.Function
        && resource.Inputs["environment"]?["variables"] is JsonObject variables
        && variables.ContainsKey(ExtractEnvironment.ApiBaseAddress);

    private static string KeyOf(StackRecord.ResourceRecord resource) =>
        Groups.TryGetValue(resource.Type, out var group) ? group.Name : $"{resource.Type} '{resource.Name}'";

    private static FlowBox OfSpotify(ReportContent content)
    {
        var requests = content.Run.Spotify.Requests.Sum(request => request.Count);
        var faults = content.Run.Spotify.Faults.Values.Sum();
        return new FlowBox(
            "Web API",
            "Spotify",
            requests == 0 ? [] : [Count(requests, "request"), .. faults == 0 ? [] : new[] { Count(faults, "fault") }],
            IsBad: false);
    }

    private static FlowBox BoxOf(StackRecord.ResourceRecord resource, ReportContent content)
    {
        var run = content.Run;
        var name = Groups.TryGetValue(resource.Type, out var group)
            ? group.Name
            : (resource.Inputs["name"] ?? resource.Inputs["bucket"]) is JsonValue given
                && given.TryGetValue<string>(out var physical)
                    ? physical
                    : resource.Name;
        var kind = Groups.ContainsKey(resource.Type) ? group.Kind : Words(resource.Type.Split(':')[^1]);
        var shown = ShortName(name, run.Stack);
        var (facts, isBad) = FactsOf(resource.Type, name, run, content);
        return new FlowBox(kind, shown, facts, isBad);
    }

    private static (ImmutableArray<string> Facts, bool IsBad) FactsOf(
        string type, string name, Twin.Host.Runs.RunRecord run, ReportContent content)
    {
        if (type == ResourceTypes.Function && run.Functions.TryGetValue(name, out var function))
        {
            return (
                [
                    Count(function.Invocations, "invocation"),
                    .. function.Errors == 0 ? [] : new[] { Count(function.Errors, "error") },
                ],
                function.Errors > 0);
        }

        if (type == ResourceTypes.Bucket)
        {
            return ([Count(content.Objects.GetValueOrDefault(name), "object")], false);
        }

        if (type == ResourceTypes.Queue)
        {
            var waiting = run.Messages.Count(message => message.Queue == name);
            return ([waiting == 0 ? "empty" : $"{Count(waiting, "message")} waiting"], waiting > 0);
        }

        if (type == ResourceTypes.Topic)
        {
            return ([Count(run.Notifications.Count(sent => sent.Topic == name), "notification")], false);
        }

        if (type == ResourceTypes.MetricAlarm)
        {
            var raised = run.Alarms.Values.Count(alarm => alarm.State == AlarmHistory.Raised);
            return ([$"{raised} of {run.Alarms.Count} raised"], raised > 0);
        }

        if (type == ResourceTypes.CatalogTable || type == ResourceTypes.CatalogDatabase)
        {
            var rows = run.Tables.Values.Sum(table => table.Rows);
            return ([Count(run.Tables.Count, "table"), Count(rows, "row")], false);
        }

        if (type == ResourceTypes.NamedQuery)
        {
            var rows = run.Queries.Values.Sum(query => query.Rows);
            return ([Count(run.Queries.Count, "query", "queries"), Count(rows, "row")], false);
        }

        // A summary of the day names what fired it, too.
        var times = content.Entries?.Count(entry => entry.Source != TimelineSource.Run
            && (entry.Text.StartsWith($"{name} fires", StringComparison.Ordinal)
                || entry.Text.StartsWith($"{name} starts", StringComparison.Ordinal))) ?? 0;
        return (times == 0 ? [] : [Count(times, "time")], false);
    }

    private static string Words(string type) => string.Concat(type.Select((letter, index) =>
        index > 0 && char.IsUpper(letter) ? " " + char.ToLowerInvariant(letter) : letter.ToString()));

    private static string Count(long count, string one, string? several = null) => string.Create(
        CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? one : several ?? one + "s")}");
}
