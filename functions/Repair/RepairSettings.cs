namespace Functions.Repair;

/// <summary>What the stack configures for <see cref="RepairHandler"/>; see <see cref="RepairEnvironment"/>.</summary>
internal sealed record RepairSettings(string Stack, string RawBucket, string ProcessedBucket)
{
    /// <exception cref="InvalidOperationException">A variable is missing; the message says what to do.</exception>
    public static RepairSettings From(FunctionEnvironment environment) => new(
        environment.Required(RepairEnvironment.Stack),
        environment.Required(RepairEnvironment.RawBucket),
        environment.Required(RepairEnvironment.ProcessedBucket));
}
