using System.Text.Json;
using Twin.Cli.Operations;

namespace Twin.Cli.Verification;

/// <summary>The settings of a function as Lambda has them.</summary>
internal sealed class FunctionSettings
{
    private readonly JsonElement _settings;

    private FunctionSettings(JsonElement settings) => _settings = settings;

    /// <summary>Reads them.</summary>
    public static async Task<FunctionSettings> ReadAsync(
        AwsCli aws, string function, CancellationToken cancellationToken) => new(await aws.RunAsync(
            ["lambda", "get-function-configuration", "--function-name", function], cancellationToken));

    /// <summary>The log group.</summary>
    public string LogGroup => _settings.GetProperty("LoggingConfig").Text("LogGroup")
        ?? throw new KeyNotFoundException("the function has no log group");

    /// <summary>An environment variable; null if it is not set.</summary>
    public string? Variable(string name) => _settings.Find("Environment")?.Find("Variables")?.Text(name);
}
