using Functions.Hosting;
using Functions.Lake;

namespace Functions.Repair;

/// <summary>The settings of <see cref="RepairHandler"/>, from the variables of
/// <see cref="RepairEnvironment"/>.</summary>
internal sealed record RepairSettings(string Stack, string RawBucket, string ProcessedBucket)
{
    public TableFormat Format { get; init; } = TableFormat.Csv;

    /// <summary>The first day of the tables; null: every day can be replayed.</summary>
    public DateOnly? FirstDay { get; init; }

    /// <summary>The longest time between two reconciles.</summary>
    public TimeSpan ReconcilePeriod { get; init; } = TimeSpan.FromHours(6);

    /// <exception cref="InvalidOperationException">A variable is missing. The message says what to do.</exception>
    public static RepairSettings From(FunctionEnvironment environment) => new(
        environment.Required(RepairEnvironment.Stack),
        environment.Required(RepairEnvironment.RawBucket),
        environment.Required(RepairEnvironment.ProcessedBucket))
    {
        Format = environment.TableFormat(RepairEnvironment.TableFormat),
        FirstDay = environment.Day(RepairEnvironment.FirstDay),
        ReconcilePeriod = TimeSpan.FromMinutes(
            environment.Count(RepairEnvironment.ReconcileMinutes, whenUnset: 6 * 60)),
    };
}
