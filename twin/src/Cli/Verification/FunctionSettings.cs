using System.Text.Json;
using Twin.Cli.Operations;

namespace Twin.Cli.Verification;

internal sealed class FunctionSettings
{
    private readonly JsonElement _settings;

    private FunctionSettings(JsonElement settings) => _settings = settings;

    public static async Task<FunctionSettings> ReadAsync(
        AwsCli aws, string function, CancellationToken cancellationToken) => new(await aws.RunAsync(
            ["lambda", "get-function-configuration", "--function-name", function], cancellationToken));

    public string LogGroup => _settings.GetProperty("LoggingConfig").Text("LogGroup")
        ?? throw new KeyNotFoundException("the function has no log group");

    public string? Variable(string name) => _settings.Find("Environment")?.Find("Variables")?.Text(name);
}
