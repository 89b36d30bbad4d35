using Functions.Extract;
using Functions.Transform;

namespace Infra.Components;

/// <summary>The retentions as variables of a function. What is unlimited has none.</summary>
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
}
