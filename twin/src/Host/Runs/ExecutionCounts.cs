using System.Globalization;
using Twin.Aws.StepFunctions;

namespace Twin.Host.Runs;

internal static class ExecutionCounts
{
    public static string Format(IReadOnlyCollection<ExecutionSummary> executions)
    {
        var counts = executions
            .CountBy(execution => execution.Status)
            .OrderBy(count => count.Key)
            .Select(count => string.Create(
                CultureInfo.InvariantCulture,
                $"{count.Value} {count.Key.Text().ToLowerInvariant().Replace('_', ' ')}"));
        return $"executions of state machines: {string.Join(", ", counts)}";
    }
}
