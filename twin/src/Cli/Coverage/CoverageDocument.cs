using Twin.Aws.Hosting;
using Twin.Cli.Documents;
using Twin.Host;

namespace Twin.Cli.Coverage;

/// <summary>The table of <c>twin/README.md</c>: the declared resources, and the coverage of each of their
/// properties.</summary>
internal static class CoverageDocument
{
    public static WrittenTable Place { get; } = new("twin/README.md", "dotnet dev.cs graph --coverage --write");

    public static async Task<string> TableOfAllAsync(CancellationToken cancellationToken)
    {
        var stacks = new List<(string, PropertyCoverage)>();
        foreach (var stack in StackConfiguration.Names(PulumiProject.Folder))
        {
            stacks.Add((stack, await CoverageRun.RunAsync(stack, cancellationToken)));
        }

        return Table(stacks);
    }

    public static string Table(IReadOnlyCollection<(string Name, PropertyCoverage Coverage)> stacks)
    {
        string Counts(string? type) => string.Join(" | ", stacks.Select(stack => stack.Coverage.Properties
            .Where(property => type is null || property.Type == type)
            .SelectMany(property => property.Resources)
            .Distinct()
            .Count()));
        var names = string.Join(" | ", stacks.Select(stack => stack.Name));
        var rules = string.Join('|', stacks.Select(_ => "---:"));
        var text = new StringBuilder(
            $"| kind | {names} | for | carried out | ignored, because |\n|---|{rules}|---|---|---|\n"
            + $"| all | {Counts(null)} | | | |\n");
        foreach (var kind in stacks
            .SelectMany(stack => stack.Coverage.Properties)
            .DistinctBy(property => (property.Type, property.Path))
            .GroupBy(property => property.Type)
            .OrderBy(kind => kind.Key, StringComparer.Ordinal))
        {
            var purpose = ResourcePurposes.All.GetValueOrDefault(kind.Key, "**unknown**");
            text.Append($"| `{kind.Key}` | {Counts(kind.Key)} | {purpose} | ")
                .AppendJoin(", ", Names(kind, CoverageState.CarriedOut))
                .Append(" | ")
                .AppendJoin("; ", kind
                    .Where(property => property.State == CoverageState.Ignored)
                    .GroupBy(property => property.Reason)
                    .Select(reason => $"{string.Join(", ", Names(reason, CoverageState.Ignored))}: {reason.Key}"))
                .AppendJoin("", Names(kind, CoverageState.Unknown).Select(name => $" **unknown: {name}**"))
                .Append(" |\n");
        }

        return text.ToString();
    }

    private static IEnumerable<string> Names(IEnumerable<CoveredProperty> properties, CoverageState state) => properties
        .Where(property => property.State == state)
        .Select(property => property.Path.Length == 0 ? "the whole type" : $"`{property.Path}`")
        .Order(StringComparer.Ordinal);
}

/// <summary>Starts the services of a stack, and collects the declared properties that they read.</summary>
internal static class CoverageRun
{
    public static async Task<PropertyCoverage> RunAsync(string stack, CancellationToken cancellationToken)
    {
        var declared = await StackLoader.LoadWithoutSecretsAsync(stack);
        using var folder = TemporaryFolder.Create("coverage");
        var clock = new VirtualClock(DateTimeOffset.UnixEpoch);
        await using var services = await TwinServices.StartAsync(
            declared, folder.FullName, clock, new Timeline(TimeProvider.System, clock), cancellationToken);
        return PropertyCoverage.From(declared, services.Get<PropertyReads>());
    }
}
