using Local.Aws.Iam;

namespace Local.Aws.Lambda;

/// <summary>A function as the stack declares it.</summary>
public sealed record LambdaFunction
{
    /// <summary>The name; also what it is invoked by.</summary>
    public required string Name { get; init; }

    /// <summary>The ARN, without a version.</summary>
    public required string Arn { get; init; }

    /// <summary><c>assembly::type::method</c> in the package.</summary>
    public required string Handler { get; init; }

    /// <summary>The zip that would be uploaded.</summary>
    public required string PackagePath { get; init; }

    /// <summary>What the function runs as.</summary>
    public required RoleCredentials Credentials { get; init; }

    /// <summary>The declared variables. The process gets these, what Lambda sets itself, and nothing else.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>In MB. Reported, not enforced: see <see cref="InvokeResult.MaxMemoryUsed"/>.</summary>
    public int MemorySize { get; init; } = 128;

    /// <summary>How long an invocation may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>The runtime's identifier.</summary>
    public string Runtime { get; init; } = "dotnet10";

    /// <summary>
    /// How many invocations may be under way. One too many is throttled: an event waits and is tried again, anybody
    /// else is refused. Null is no limit, 0 refuses all. The twin runs one at a time whatever is allowed.
    /// </summary>
    public int? ReservedConcurrency { get; init; }

    /// <summary>The log group; null for the one that Lambda names after the function.</summary>
    public string? LogGroup { get; init; }

    /// <summary><c>Text</c> or <c>JSON</c>.</summary>
    public string LogFormat { get; init; } = "Text";

    internal bool IsJsonLogged => LogFormat.Equals("JSON", StringComparison.OrdinalIgnoreCase);

    /// <summary>The lowest level that the function's own lines need, for example <c>DEBUG</c>; null for INFO.</summary>
    public string? ApplicationLogLevel { get; init; }

    /// <summary>The lowest level that Lambda's own lines need, for example <c>WARN</c>; null for INFO.</summary>
    public string? SystemLogLevel { get; init; }

    /// <summary>Whether each invocation is traced: <c>Active</c> of tracing's two modes.</summary>
    public bool IsTraced { get; init; }

    /// <summary>What becomes of asynchronous invocations that fail.</summary>
    public EventInvokeConfig EventInvoke { get; init; } = new();
}
