using Functions.Hosting;

namespace Functions.Publish;

/// <summary>
/// The settings of <see cref="PublishHandler"/>, from the variables of <see cref="PublishEnvironment"/>.
/// </summary>
/// <param name="FirstDay">The first day of the tables; null: every day is published.</param>
internal sealed record PublishSettings(string RawBucket, string ProcessedBucket, DateOnly? FirstDay)
{
    /// <summary>Reads the settings.</summary>
    /// <exception cref="InvalidOperationException">A variable is missing or wrong. The message says what to
    /// do.</exception>
    public static PublishSettings From(FunctionEnvironment environment) => new(
        environment.Required(PublishEnvironment.RawBucket),
        environment.Required(PublishEnvironment.ProcessedBucket),
        environment.Day(PublishEnvironment.FirstDay));
}
