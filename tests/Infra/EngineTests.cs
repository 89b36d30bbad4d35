using Infra.Settings;
using Tests.Infra.Monitoring;
using Tests.Infra.Rules;

namespace Tests.Infra;

/// <summary>Each combination of the settings that choose engines: what must be there is, and nothing of another one is
/// left.</summary>
public sealed class EngineTests
{
    private const string Transform = "spotify-dev-transform";

    // What else there is can be made again, or keeps nothing.
    private static readonly string[] Data =
    [
        ResourceTypes.Bucket, ResourceTypes.BucketVersioning, ResourceTypes.BucketLifecycle,
        ResourceTypes.CatalogDatabase, ResourceTypes.CatalogTable, ResourceTypes.Parameter, ResourceTypes.Key,
    ];

    public static TheoryData<string, bool, string, string> Combinations =>
        new MatrixTheoryData<string, bool, string, string>(
            ["function", "spark"], [false, true], ["csv", "jsonl"], ["athena", "snowflake"]);

    [Theory, MemberData(nameof(Combinations))]
    public async Task Each_combination_has_its_engine_and_nothing_of_the_other(
        string transform, bool plays, string format, string warehouse)
    {
        var stack = await LoadAsync(transform, plays, format, warehouse);
        var isFunction = transform == "function";

        var notification = Assert.Single(stack.OfType(ResourceTypes.BucketNotification));
        var publish = Assert.Single(stack.OfType(ResourceTypes.StateMachine)).Text("definition");
        var job = Assert.Single(stack.OfType(ResourceTypes.Job)).Map("defaultArguments");
        Assert.True(notification.Flag("eventbridge"));
        Assert.Equal(isFunction ? 2 : 0, notification.Parts("lambdaFunctions").Length);
        Assert.Equal(isFunction, stack.Resources.Any(resource =>
            JsonSerializer.Serialize(resource.Inputs).Contains(Transform, StringComparison.Ordinal)));
        Assert.NotEqual(isFunction, publish.Contains("glue:startJobRun.sync", StringComparison.Ordinal));
        Assert.NotEqual(isFunction, stack.OfType(ResourceTypes.RolePolicy).Any(policy =>
            policy.Text("policy").Contains("glue:StartJobRun", StringComparison.Ordinal)));
        Assert.Equal(plays, stack.OfType(ResourceTypes.EventRule).Any(rule => rule.Name == "spotify-dev-plays"));
        Assert.Equal(format, job["--format"]);
        Assert.Equal(
            format == "csv",
            stack.FileTables().All(table => table.Text("storageDescriptor.serDeInfo.serializationLibrary")
                .Contains("OpenCSV", StringComparison.Ordinal)));
        Assert.Equal(
            warehouse == "snowflake" ? [format == "csv" ? "CSV" : "JSON"] : [],
            stack.OfType(ResourceTypes.SnowflakeFileFormat).Select(files => files.Text("formatType")));
        Assert.Equal(warehouse == "snowflake", stack.Resources.Any(resource =>
            resource.Title.Contains("snowflake", StringComparison.Ordinal)));
        Assert.Equal(39, stack.OfType(ResourceTypes.NamedQuery).Count());
    }

    [Theory, MemberData(nameof(Combinations))]
    public async Task Other_engines_and_back_leave_all_that_has_data(
        string transform, bool plays, string format, string warehouse)
    {
        var before = await LoadAsync(transform, plays, format, warehouse);
        var switched = await LoadAsync(
            transform == "spark" ? "function" : "spark",
            plays,
            format,
            warehouse == "snowflake" ? "athena" : "snowflake");

        Assert.NotEmpty(DataOf(before));
        Assert.Equal(DataOf(before), DataOf(switched));
    }

    private static IReadOnlyList<string> DataOf(DeclaredStack stack) =>
    [
        .. stack.Resources
            .Where(resource => Data.Contains(resource.Type))
            .Select(resource => $"{resource.Parent} > {resource.Title} {JsonSerializer.Serialize(Sorted(resource))}")
            .Order(StringComparer.Ordinal),
    ];

    private static SortedDictionary<string, object> Sorted(DeclaredResource resource) =>
        new(resource.Inputs, StringComparer.Ordinal);

    private static Task<DeclaredStack> LoadAsync(string transform, bool plays, string format, string warehouse) =>
        MonitoredStacks.With(
            (KnownSettings.Transform.Key, transform),
            (KnownSettings.Plays.Key, plays ? "true" : "false"),
            (KnownSettings.TableFormat.Key, format),
            (KnownSettings.Warehouse.Key, warehouse),
            (KnownSettings.SnowflakeOrganization.Key, "organization"),
            (KnownSettings.SnowflakeAccount.Key, "account"),
            (KnownSettings.SnowflakeUser.Key, "deployer"));
}
