using Functions.Hosting;
using Functions.Lake;

namespace Functions.Transform;

/// <summary>
/// What the stack configures for <see cref="TransformHandler"/>; see <see cref="TransformEnvironment"/>.
/// </summary>
internal sealed record TransformSettings(string Stack, string ProcessedBucket)
{
    /// <summary>How the tables are written.</summary>
    public TableFormat Format { get; init; } = TableFormat.Csv;

    /// <exception cref="InvalidOperationException">A variable is missing; the message says what to do.</exception>
    public static TransformSettings From(FunctionEnvironment environment) => new(
        environment.Required(TransformEnvironment.Stack),
        environment.Required(TransformEnvironment.ProcessedBucket))
    {
        Format = environment.TableFormat(TransformEnvironment.TableFormat),
    };
}
