namespace Functions.Transform;

/// <summary>
/// What the stack configures for <see cref="TransformHandler"/>; see <see cref="TransformEnvironment"/>.
/// </summary>
internal sealed record TransformSettings(string Stack, string ProcessedBucket)
{
    /// <exception cref="InvalidOperationException">A variable is missing; the message says what to do.</exception>
    public static TransformSettings From(FunctionEnvironment environment) => new(
        environment.Required(TransformEnvironment.Stack),
        environment.Required(TransformEnvironment.ProcessedBucket));
}
