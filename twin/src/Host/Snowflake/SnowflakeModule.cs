using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;

namespace Twin.Host.Snowflake;

/// <summary>Snowflake, beside the services of AWS: what is declared of it, and which files it would load.</summary>
internal sealed class SnowflakeModule : AwsModule
{
    public override ImmutableArray<ResourceKind> Kinds => SnowflakeResources.All;

    public override IEnumerable<Edge> Edges(DeclaredStack stack) =>
    [
        .. from stage in stack.OfType(SnowflakeResources.Stage)
           from integration in stack.OfType(SnowflakeResources.Integration)
           where integration.PhysicalName == stage.OptionalText("storageIntegration")
           select new Edge(integration, stage, ""),
        .. from task in stack.OfType(SnowflakeResources.Task)
           from edge in Edges(stack, task)
           select edge,
    ];

    public override void Register(IServiceCollection services) => services.AddRunning<SnowflakeService>();

    private static IEnumerable<Edge> Edges(DeclaredStack stack, DeclaredResource task) =>
    [
        .. stack.OfType(SnowflakeResources.Stage)
            .Select(stage => new Edge(stage, task, task.OptionalText("schedule.usingCron") ?? "")),
        .. stack.OfType(SnowflakeResources.Warehouse)
            .Where(warehouse => warehouse.PhysicalName == task.OptionalText("warehouse"))
            .Select(warehouse => new Edge(task, warehouse, "runs in")),
        .. stack.OfType(SnowflakeResources.Table).Select(table => new Edge(task, table, "loads")),
        .. from database in stack.OfType(SnowflakeResources.Database)
           from view in stack.OfType(SnowflakeResources.View)
           where view.OptionalText("database") == database.PhysicalName
           select new Edge(database, view, ""),
    ];
}
