namespace Tests.Support;

/// <summary>The stack's configuration by full key ("namespace:key"), until it is disposed of. It belongs to the whole
/// process: only for tests of the collection <see cref="PulumiDeployments"/>.</summary>
public sealed class PulumiConfiguration : IDisposable
{
    private const string Variable = "PULUMI_CONFIG";

    private readonly string? _before = Environment.GetEnvironmentVariable(Variable);

    public PulumiConfiguration(params IEnumerable<(string Key, string Value)> values)
        => Environment.SetEnvironmentVariable(
            Variable, JsonSerializer.Serialize(values.ToDictionary(value => value.Key, value => value.Value)));

    public void Dispose() => Environment.SetEnvironmentVariable(Variable, _before);
}
