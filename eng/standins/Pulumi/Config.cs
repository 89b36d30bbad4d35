namespace Pulumi;

/// <summary>The configuration of a stack, in one namespace; the default is the project's. Values come from the
/// environment variable PULUMI_CONFIG, a JSON object of texts by full key ("namespace:key").</summary>
public sealed class Config
{
    private readonly string _name;

    public Config(string? name = null)
    {
        name ??= Deployment.Instance.ProjectName;
        _name = name.EndsWith(":config", StringComparison.Ordinal) ? name[..^":config".Length] : name;
    }

    public string? Get(string key) => Deployment.Instance.Run.Configuration.GetValueOrDefault(FullKey(key));

    public Output<string>? GetSecret(string key) => Get(key) is { } value ? Output.CreateSecret(value) : null;

    public string Require(string key) => Get(key) ?? throw Missing(key);

    private string FullKey(string key) => $"{_name}:{key}";

    private ConfigMissingException Missing(string key)
        => new(
            $"Missing Required configuration variable '{FullKey(key)}'\n" +
            $"\tplease set a value using the command `pulumi config set {FullKey(key)} <value>`");

    private sealed class ConfigMissingException(string message) : RunException(message);
}
