using System.Globalization;
using System.Text;
using System.Text.Json;
using Amazon.Lambda.Core;

namespace Twin.Runtime;

/// <summary>The function's log. Each line that the code writes, to the console or through a logger, gets the time, the
/// request id and a level, as in Lambda's managed runtime.</summary>
internal sealed class FunctionLog
{
    private readonly Lock _lock = new();
    private readonly StreamWriter _output;
    private readonly StreamWriter _errors;
    private readonly LogFormat _format;
    private readonly LogLevel _lowest;
    private string? _requestId;
    private string? _traceId;

    /// <summary>Writes the lines to one stream. The other one only gets marks.</summary>
    public FunctionLog(Stream output, Stream errors, RuntimeVariables variables)
    {
        (_output, _errors) = (Open(output), Open(errors));
        (_format, _lowest) = (variables.LogFormat, variables.LogLevel);
    }

    public static FunctionLog TakeOverConsole(RuntimeVariables variables)
    {
        var log = new FunctionLog(Console.OpenStandardOutput(), Console.OpenStandardError(), variables);
        Console.SetOut(new LogWriter(line => log.Write(LogLevel.Information, null, line, [])));
        Console.SetError(new LogWriter(line => log.Write(LogLevel.Error, null, line, [])));
        LambdaLoggerFields.Set(
            message => log.Write(null, null, message, []),
            (level, message, args) => log.Write(Level(level), null, message, args),
            (level, exception, message, args) => log.Write(Level(level), exception, message, args));
        return log;
    }

    /// <summary>A level by its name; null for any other text.</summary>
    public static LogLevel? Level(string name) =>
        Enum.TryParse<LogLevel>(name, ignoreCase: true, out var level) ? level : null;

    /// <summary>Begins the log of an invocation.</summary>
    public void Begin(Invocation invocation) => (_requestId, _traceId) = (invocation.RequestId, invocation.TraceId);

    /// <summary>Writes a line.</summary>
    /// <param name="level">The level; a line without one is always written, and shown with the lowest.</param>
    public void Write(LogLevel? level, Exception? exception, string? template, object?[]? args)
    {
        if (level < _lowest)
        {
            return;
        }

        var message = MessageTemplate.Parse(template ?? "", args ?? []);
        var shown = level ?? LogLevel.Trace;
        var line = _format == LogFormat.Json ? Json(shown, exception, message) : Text(shown, exception, message);
        lock (_lock)
        {
            _output.WriteLine(line);
        }
    }

    public void Unhandled(Exception exception) => Write(LogLevel.Error, exception, "", []);

    /// <summary>Marks the end of an invocation's log in both streams, so that their reader knows that it has all lines.
    /// The response takes another way and could arrive before the last lines.</summary>
    public void EndOf(string requestId)
    {
        Console.Out.Flush();
        Console.Error.Flush();
        lock (_lock)
        {
            _output.WriteLine(EndMark(requestId));
            _errors.WriteLine(EndMark(requestId));
        }
    }

    private static StreamWriter Open(Stream stream) =>
        new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true, NewLine = "\n" };

    private static string EndMark(string requestId) => $"\u0003END {requestId}\u0003";

    private static string Now() =>
        TimeProvider.System.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private string Text(LogLevel level, Exception? exception, MessageTemplate message)
    {
        var text = exception is null ? message.Text :
            message.Text.Length == 0 ? exception.ToString() : $"{message.Text}\n{exception}";
        return $"{Now()}\t{_requestId}\t{Label(level)}\t{text}";
    }

    private string Json(LogLevel level, Exception? exception, MessageTemplate message)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("timestamp", Now());
            json.WriteString("level", level.ToString());
            if (_requestId is not null)
            {
                json.WriteString("requestId", _requestId);
                json.WriteString("traceId", _traceId);
            }

            json.WriteString("message", message.Text);
            message.WriteProperties(json);
            if (exception is not null)
            {
                json.WriteString("errorType", exception.GetType().FullName);
                json.WriteString("errorMessage", exception.Message);
                json.WriteStartArray("stackTrace");
                foreach (var frame in exception.ToString().Split('\n', StringSplitOptions.TrimEntries))
                {
                    json.WriteStringValue(frame);
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static string Label(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        LogLevel.Critical => "crit",
        _ => "info",
    };
}

/// <summary>A function's <c>LoggingConfig.LogFormat</c>.</summary>
internal enum LogFormat
{
    /// <summary>Time, request id, level and message, separated by tabs.</summary>
    Text,

    Json,
}

/// <summary>The console's writer: passes on complete lines. A string written by <c>WriteLine</c> stays in one
/// piece.</summary>
internal sealed class LogWriter(Action<string> write) : TextWriter
{
    private readonly StringBuilder _begun = new();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        if (value == '\n')
        {
            WriteLine();
        }
        else if (value != '\r')
        {
            _begun.Append(value);
        }
    }

    public override void WriteLine()
    {
        write(_begun.ToString());
        _begun.Clear();
    }

    public override void WriteLine(string? value)
    {
        _begun.Append(value);
        WriteLine();
    }

    public override void Flush()
    {
        if (_begun.Length > 0)
        {
            WriteLine();
        }
    }
}
