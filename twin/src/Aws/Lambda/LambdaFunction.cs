namespace Twin.Aws.Lambda;

public sealed record LambdaFunction
{
    /// <summary>The name, also used to invoke it.</summary>
    public required string Name { get; init; }

    /// <summary>The ARN, without a version.</summary>
    public required string Arn { get; init; }

    /// <summary><c>assembly::type::method</c> in the package.</summary>
    public required string Handler { get; init; }

    public required string PackagePath { get; init; }
    public required RoleCredentials Credentials { get; init; }

    /// <summary>The declared variables. The process gets these and those that Lambda sets, and no others.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The memory in MB: the limit of the managed heap, and of the process where <see cref="MemoryGroup"/>
    /// has a folder.</summary>
    public int MemorySize { get; init; } = 128;

    /// <summary>The size of <c>/tmp</c> in MB.</summary>
    public int EphemeralStorage { get; init; } = 512;

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(3);
    public string Runtime { get; init; } = "dotnet10";

    /// <summary>The maximum number of concurrent invocations. A further one is throttled: an event waits and is
    /// retried, any other caller gets an error. Null is no limit, 0 refuses all. The twin runs one at a time in any
    /// case.</summary>
    public int? ReservedConcurrency { get; init; }

    /// <summary>The log group; null for Lambda's default, named after the function.</summary>
    public string? LogGroup { get; init; }

    /// <summary><c>Text</c> or <c>JSON</c>.</summary>
    public string LogFormat { get; init; } = "Text";

    internal bool IsJsonLogged => LogFormat.Equals("JSON", StringComparison.OrdinalIgnoreCase);

    /// <summary>The lowest level of the function's own lines, for example <c>DEBUG</c>; null for INFO.</summary>
    public string? ApplicationLogLevel { get; init; }

    /// <summary>The lowest level of Lambda's own lines, for example <c>WARN</c>; null for INFO.</summary>
    public string? SystemLogLevel { get; init; }

    /// <summary>True if each invocation is traced: the tracing mode <c>Active</c>.</summary>
    public bool IsTraced { get; init; }

    public EventInvokeConfig EventInvoke { get; init; } = new();
}

/// <summary>A function's configuration for asynchronous invocation.</summary>
public sealed record EventInvokeConfig
{
    /// <summary>The maximum number of retries of a failed event: 0 to 2.</summary>
    public int MaximumRetryAttempts { get; init; } = 2;

    public TimeSpan MaximumEventAge { get; init; } = TimeSpan.FromHours(6);

    /// <summary>Gets the record, JSON, of an event that failed for the last time; null: it is lost.</summary>
    public Func<ReadOnlyMemory<byte>, CancellationToken, Task>? OnFailure { get; init; }
}

public sealed record RoleCredentials(string AccessKeyId, string SecretAccessKey, string SessionToken)
{
    /// <summary>The access key id only: the rest is secret.</summary>
    public override string ToString() => AccessKeyId;
}

/// <param name="Path">The path of the zip, which runs on any machine.</param>
public sealed record DeploymentPackage(string Path);

/// <summary>The error for a function that Lambda would refuse or for which the twin has no runtime.</summary>
internal sealed class InvalidFunctionException(string message) : RunFailedException(message);
