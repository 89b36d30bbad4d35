using System.Collections;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Amazon.Lambda.Core;
using Amazon.Lambda.S3Events;
using Amazon.Lambda.Serialization.SystemTextJson;

[assembly: LambdaSerializer(typeof(DefaultLambdaJsonSerializer))]

namespace SampleFunctions;

/// <summary>Handlers with every signature that Lambda calls, and with every kind of failure.</summary>
public sealed class Handlers
{
    private static int _visits;

    private int _count;

    /// <summary>Takes an event and the context, and returns an object asynchronously.</summary>
    public static async Task<ContextAnswer> DescribeContext(JsonElement input, ILambdaContext context)
    {
        await Task.Yield();
        return new ContextAnswer(
            input.GetProperty("text").GetString(),
            context.AwsRequestId,
            context.FunctionName,
            context.FunctionVersion,
            context.InvokedFunctionArn,
            context.LogGroupName,
            context.LogStreamName,
            context.MemoryLimitInMB,
            context.RemainingTime,
            context.Serializer is DefaultLambdaJsonSerializer);
    }

    /// <summary>Takes no event, and returns all environment variables.</summary>
    public static Dictionary<string, string> Variables() =>
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value ?? "");

    public int Count() => ++_count;

    public int FailTwice(JsonElement input) =>
        ++_count > 2 ? _count : throw new InvalidOperationException($"Attempt {_count}");

    /// <summary>Takes and returns a stream, without the serializer.</summary>
    public static Stream Reverse(Stream input)
    {
        using var reader = new StreamReader(input);
        return new MemoryStream(Encoding.UTF8.GetBytes(new string([.. reader.ReadToEnd().Reverse()])));
    }

    public static void Nothing(ILambdaContext context) => ArgumentNullException.ThrowIfNull(context);

    public static string FirstKey(S3Event input) => input.Records[0].S3.Object.KeyDecoded;

    public static async Task Fail()
    {
        await Task.Yield();
        throw new InvalidOperationException("It \"failed\"", new FormatException("because"));
    }

    public static Task Hang() => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System);

    public static void Exit()
    {
        Console.WriteLine("last words");
        Environment.Exit(7);
    }

    /// <summary>Allocates objects until there is no more memory.</summary>
    public static int Hoard()
    {
        var kept = new List<byte[]>();
        while (true)
        {
            kept.Add(new byte[1 << 20]);
        }
    }

    /// <summary>Uses memory outside of the managed heap, without end.</summary>
    public static void Leak()
    {
        var bytes = Enumerable.Repeat((byte)1, 1 << 20).ToArray();
        while (true)
        {
            Marshal.Copy(bytes, 0, Marshal.AllocHGlobal(bytes.Length), bytes.Length);
        }
    }

    /// <summary>Counts its invocations in memory and in a temporary file.</summary>
    public static int[] Visit(JsonElement input)
    {
        var file = Path.Combine(Path.GetTempPath(), "visits");
        File.AppendAllText(file, "x");
        if (input.ValueKind == JsonValueKind.String)
        {
            Environment.Exit(1);
        }

        if (input.ValueKind == JsonValueKind.Number)
        {
            using var large = File.OpenWrite(file);
            large.SetLength(input.GetInt64());
        }

        return [++_visits, (int)new FileInfo(file).Length];
    }

    public static string TooLarge() => new('x', 7_000_000);

    public static void WriteIntoPackage() =>
        File.WriteAllText(Path.Combine(Environment.GetEnvironmentVariable("LAMBDA_TASK_ROOT")!, "new.txt"), "");

    public static void WriteTemporaryFile() => File.WriteAllText(Path.Combine(Path.GetTempPath(), "new.txt"), "");

    public static void Say(ILambdaContext context)
    {
        Console.WriteLine("on the console");
        Console.Error.WriteLine("as an error");
        LambdaLogger.Log("without context");
        context.Logger.LogLine("with context");
        context.Logger.LogWarning("{count} of {total}", 3, 7);
        context.Logger.LogDebug("too fine");
        Console.Write("begun");
    }

    /// <summary>Writes lines of JSON to the standard output directly, as metrics are written.</summary>
    public static void SayJson()
    {
        using var output = new StreamWriter(Console.OpenStandardOutput());
        output.WriteLine("""{"level":"debug","name":"DEBUG:json"}""");
        output.WriteLine("""{"name":"INFO:raw:"}""");
        output.WriteLine("""{"level":"Warning","name":"WARN:json"}""");
    }
}

/// <summary>The context of an invocation, as a handler sees it.</summary>
public sealed record ContextAnswer(
    string? Text,
    string RequestId,
    string FunctionName,
    string FunctionVersion,
    string InvokedFunctionArn,
    string LogGroupName,
    string LogStreamName,
    int MemoryLimitInMB,
    TimeSpan RemainingTime,
    bool HasSerializer);

public sealed class Unconstructable
{
    public Unconstructable() => throw new InvalidOperationException("The setting COLOUR is missing");

    public int Never() => GetHashCode();
}
