using System.Text.Encodings.Web;

namespace Twin.Aws.Lambda;

/// <summary>The lines that Lambda itself writes to a function's log, in the function's log format. In JSON the
/// function's log level applies: see "System log level event mapping" in the Lambda guide.</summary>
internal sealed class PlatformLog(LambdaFunction function, Action<string?, string> write)
{
    private readonly LogLevel _lowest = LogLevels.Parse(function.SystemLogLevel) ?? LogLevel.Info;

    public void InitStart()
    {
        var version = $"dotnet:{function.Runtime.Replace("dotnet", "", StringComparison.Ordinal)}";
        if (function.IsJsonLogged)
        {
            Write(LogLevel.Info, null, "platform.initStart", new JsonObject
            {
                ["initializationType"] = "on-demand",
                ["phase"] = "init",
                ["runtimeVersion"] = version,
                ["functionName"] = function.Name,
                ["functionVersion"] = "$LATEST",
            });
        }
        else
        {
            write(null, $"INIT_START Runtime Version: {version}");
        }
    }

    public void Start(string requestId)
    {
        if (function.IsJsonLogged)
        {
            Write(LogLevel.Info, requestId, "platform.start", new JsonObject
            {
                ["requestId"] = requestId,
                ["version"] = "$LATEST",
            });
        }
        else
        {
            write(requestId, $"START RequestId: {requestId} Version: $LATEST");
        }
    }

    /// <summary>Ends an invocation's log: the error, if Lambda ended the invocation, and the report.</summary>
    public void Report(InvokeResult result)
    {
        var status = result.TimedOut ? "timeout" : result.Error is null ? "success" : "error";
        var billed = Math.Ceiling((result.Duration + (result.InitDuration ?? TimeSpan.Zero)).TotalMilliseconds);
        if (function.IsJsonLogged)
        {
            WriteReport(result, status, billed);
            return;
        }

        var id = result.RequestId;
        if (result.TimedOut)
        {
            write(id, $"{Now()} {id} {FailureMessages.TimedOut(function.Timeout)}");
        }
        else if (result.Error?.Type == FailureMessages.ExitErrorType)
        {
            write(id, result.Error.Message);
        }

        write(id, $"END RequestId: {id}");
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"REPORT RequestId: {id}\tDuration: {result.Duration.TotalMilliseconds:F2} ms\t" +
            $"Billed Duration: {billed:F0} ms\tMemory Size: {function.MemorySize} MB\t" +
            $"Max Memory Used: {result.MaxMemoryUsed} MB\t");
        if (result.InitDuration is { } init)
        {
            line += string.Create(CultureInfo.InvariantCulture, $"Init Duration: {init.TotalMilliseconds:F2} ms\t");
        }

        if (status != "success")
        {
            line += $"Status: {status}\t";
        }

        if (status == "error")
        {
            line += $"Error Type: {ErrorType(result)}\t";
        }

        write(id, line);
    }

    // The response to the caller names the end of the process, and the report its cause.
    private static string? ErrorType(InvokeResult result) =>
        result.IsOutOfMemory ? FailureMessages.OutOfMemoryType : result.Error?.Type;

    private static string Now() =>
        TimeProvider.System.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private void WriteReport(InvokeResult result, string status, double billed)
    {
        var metrics = new JsonObject
        {
            ["durationMs"] = Math.Round(result.Duration.TotalMilliseconds, 3),
            ["billedDurationMs"] = billed,
            ["memorySizeMB"] = function.MemorySize,
            ["maxMemoryUsedMB"] = result.MaxMemoryUsed,
        };
        if (result.InitDuration is { } init)
        {
            metrics["initDurationMs"] = Math.Round(init.TotalMilliseconds, 3);
        }

        var record = new JsonObject { ["requestId"] = result.RequestId, ["metrics"] = metrics, ["status"] = status };
        if (status == "error")
        {
            record["errorType"] = ErrorType(result);
        }

        Write(status == "success" ? LogLevel.Info : LogLevel.Warn, result.RequestId, "platform.report", record);
    }

    private void Write(LogLevel level, string? requestId, string type, JsonObject record)
    {
        if (level < _lowest)
        {
            return;
        }

        var line = new JsonObject { ["time"] = Now(), ["type"] = type, ["record"] = record };
        write(requestId, line.ToJsonString(LambdaJsonOptions.Options));
    }
}

/// <summary>The format of the service's JSON: readable, with only the escapes that JSON requires.</summary>
internal static class LambdaJsonOptions
{
    public static JsonSerializerOptions Options { get; } =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
