using Functions.Extract;
using Functions.Transform;
using Pulumi.Aws.Glue;

namespace Infra.Components;

/// <summary>The retentions as variables of a function, and as arguments of the Spark job. What is unlimited has
/// none.</summary>
internal static class RetentionVariables
{
    private static readonly ImmutableArray<(string Name, Func<StackSettings, KeptDays> Kept)> All =
    [
        (ExtractEnvironment.RawRetentionDays, settings => settings.RawRetentionDays),
        (TransformEnvironment.TableRetentionDays, settings => settings.TableRetentionDays),
        (TransformEnvironment.PlaysRetentionDays, settings => settings.PlaysRetentionDays),
    ];

    /// <summary>Adds the variables of these names.</summary>
    public static Dictionary<string, Input<string>> WithRetention(
        this Dictionary<string, Input<string>> environment, StackSettings settings, params string[] names)
    {
        foreach (var (name, kept) in All)
        {
            if (names.Contains(name) && kept(settings).Days is { } days)
            {
                environment[name] = days.ToString(CultureInfo.InvariantCulture);
            }
        }

        return environment;
    }

    /// <summary>Adds the arguments of the Spark job.</summary>
    public static JobArgs WithRetention(this JobArgs job, StackSettings settings)
    {
        Add("--table-days", settings.TableRetentionDays);
        Add("--import-days", settings.PlaysRetentionDays);
        return job;

        void Add(string name, KeptDays kept)
        {
            if (kept.Days is { } days)
            {
                job.DefaultArguments.Add(name, days.ToString(CultureInfo.InvariantCulture));
            }
        }
    }
}
