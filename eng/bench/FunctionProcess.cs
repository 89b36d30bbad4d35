using System.Text.Json.Nodes;

namespace Bench;

/// <summary>
/// A function from the package that would be uploaded, in its own process: it starts with the first invocation, and
/// ends with the disposal of this object.
/// </summary>
internal sealed class FunctionProcess : IAsyncDisposable
{
    private readonly string _name;
    private readonly LambdaEngine _lambda;

    public FunctionProcess(LambdaFunction function, string region, IReadOnlyDictionary<string, string> endpoints)
    {
        _name = function.Name;
        _lambda = new LambdaEngine(new LambdaEngineOptions { Region = region, Endpoints = endpoints });
        _lambda.Add(function);
    }

    /// <summary>Invokes the function, and waits for its answer.</summary>
    public async Task<InvokeResult> InvokeAsync(JsonNode payload, CancellationToken cancellationToken)
    {
        var result = await _lambda.InvokeAsync(
            _name, System.Text.Encoding.UTF8.GetBytes(payload.ToJsonString()), cancellationToken);
        return result.Error is { } error
            ? throw new RunFailedException($"{_name} failed: {error.Type}: {error.Message}")
            : result;
    }

    public ValueTask DisposeAsync() => _lambda.DisposeAsync();
}
