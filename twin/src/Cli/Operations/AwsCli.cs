using Twin.Aws.Hosting;
using Twin.Cli.Processes;

namespace Twin.Cli.Operations;

/// <summary>The AWS CLI with the shell's credentials, in the stack's region.</summary>
/// <param name="region">The region; null for the shell's.</param>
internal sealed class AwsCli(CommandLineTool program, string? region, TimeProvider clock) : IDisposable
{
    // A function runs for 15 minutes at most.
    private static readonly TimeSpan MaxAnswerTime = TimeSpan.FromMinutes(16);

    private readonly TemporaryFolder _files = TemporaryFolder.Create("aws");

    public async Task<JsonElement> RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken) =>
        await RunAsync(arguments, isNothing: null, cancellationToken);

    /// <summary>Runs a command that asks for something which may not exist.</summary>
    /// <param name="errors">The codes of the errors that say that it does not exist.</param>
    public async Task<JsonElement?> FindAsync(
        IEnumerable<string> arguments, IReadOnlyCollection<string> errors, CancellationToken cancellationToken) =>
        await RunAsync(
            arguments,
            text => errors.Any(error => text.Contains($"({error})", StringComparison.Ordinal)),
            cancellationToken) is { ValueKind: not JsonValueKind.Undefined } answer
                ? answer
                : null;

    public string PathOf(string name) => Path.Combine(_files.FullName, name);

    public async Task<FunctionAnswer> InvokeAsync(
        string function, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        var file = PathOf("answer.json");
        var told = await AnswerAsync(function, payload, file, cancellationToken);
        return new FunctionAnswer(
            await File.ReadAllBytesAsync(file, cancellationToken), told.Find("FunctionError") is not null);
    }

    public async Task SendAsync(string function, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        var told = await InvokeAsync(function, "Event", payload, PathOf("nothing"), cancellationToken);
        if (!told.TryGetProperty("StatusCode", out var status) || status.GetInt32() != 202)
        {
            throw new RunFailedException($"Lambda did not accept the event for {function}. It is still in the queue.");
        }
    }

    public static JsonElement Parse(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.Clone();
        }
        catch (JsonException broken)
        {
            throw new RunFailedException($"The answer of the CLI is not JSON: {broken.Message}");
        }
    }

    public void Dispose() => _files.Dispose();

    // A connection that is idle for minutes may be cut on its way without a sign of it
    // (https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html).
    private async Task<JsonElement> AnswerAsync(
        string function, ReadOnlyMemory<byte> payload, string file, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(MaxAnswerTime, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await InvokeAsync(function, "RequestResponse", payload, file, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RunFailedException(
                $"{function} has not answered within {MaxAnswerTime.TotalMinutes} minutes, and has ended by now: the "
                + "connection was cut. See its log for the result, or try again on another network.");
        }
    }

    private async Task<JsonElement> InvokeAsync(
        string function,
        string type,
        ReadOnlyMemory<byte> payload,
        string answer,
        CancellationToken cancellationToken)
    {
        // An event may be longer than a command line.
        var file = PathOf("payload.json");
        await File.WriteAllBytesAsync(file, payload, cancellationToken);
        return await RunAsync(
            [
                "lambda", "invoke", "--function-name", function, "--invocation-type", type,
                // The function answers within its time limit; the CLI must not invoke it a second time.
                "--cli-read-timeout", "0", "--payload", $"fileb://{file}", answer,
            ],
            cancellationToken);
    }

    private async Task<JsonElement> RunAsync(
        IEnumerable<string> arguments, Func<string, bool>? isNothing, CancellationToken cancellationToken)
    {
        var all = arguments.ToList();
        var (exitCode, output, errors) = await program.RunAsync(
            [.. all, "--output", "json", .. region is null ? Array.Empty<string>() : ["--region", region]],
            _files.FullName,
            cancellationToken);
        return (exitCode, isNothing?.Invoke(errors)) switch
        {
            (0, _) => Parse(string.IsNullOrWhiteSpace(output) ? "null" : output),
            (_, true) => default,
            _ => throw new RunFailedException($"{errors.Trim()}\naws {all[0]} {all[1]} failed."),
        };
    }
}

/// <param name="Payload">The function's result, or Lambda's description of the error.</param>
internal sealed record FunctionAnswer(byte[] Payload, bool IsError)
{
    public string Error
    {
        get
        {
            try
            {
                using var json = JsonDocument.Parse(Payload);
                return json.RootElement.TryGetProperty("errorMessage", out var message)
                    ? message.ToString()
                    : "see its log";
            }
            catch (JsonException)
            {
                return "see its log";
            }
        }
    }
}

internal static class AwsJson
{
    public static string? Text(this JsonElement answer, string name) =>
        answer.Find(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    public static IEnumerable<JsonElement> Array(this JsonElement answer, string name) =>
        answer.Find(name) is { ValueKind: JsonValueKind.Array } value ? value.EnumerateArray() : [];

    /// <remarks>The CLI's setting <c>cli_timestamp_format</c> decides between ISO 8601 and seconds since
    /// 1970.</remarks>
    public static DateTimeOffset? Time(this JsonElement answer, string name) => answer.Find(name) switch
    {
        { ValueKind: JsonValueKind.String } text => DateTimeOffset.Parse(
            text.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
        { ValueKind: JsonValueKind.Number } seconds => DateTimeOffset.UnixEpoch.AddSeconds(seconds.GetDouble()),
        _ => null,
    };

    public static JsonElement? Find(this JsonElement answer, string name) =>
        answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty(name, out var value) ? value : null;
}
