using Functions.Hosting;
using Functions.Lake;

namespace Functions.Transform;

/// <summary>The settings of <see cref="TransformHandler"/>, from the variables of
/// <see cref="TransformEnvironment"/>.</summary>
internal sealed record TransformSettings(string Stack, string ProcessedBucket)
{
    public TableFormat Format { get; init; } = TableFormat.Csv;

    /// <exception cref="InvalidOperationException">A variable is missing. The message says what to do.</exception>
    public static TransformSettings From(FunctionEnvironment environment) => new(
        environment.Required(TransformEnvironment.Stack),
        environment.Required(TransformEnvironment.ProcessedBucket))
    {
        Format = environment.TableFormat(TransformEnvironment.TableFormat),
    };
}
