using Infra.Policies;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.Iam;
using Pulumi.Aws.Lambda;
using Pulumi.Aws.Lambda.Inputs;
using Pulumi.Aws.Sqs;

namespace Infra.Components;

/// <summary>The arguments of <see cref="LakeFunction"/>.</summary>
/// <param name="Description">The description in the console.</param>
/// <param name="Handler">The handler in the package: <c>assembly::type::method</c>.</param>
/// <param name="MemorySize">The memory in megabytes; the share of a processor grows with it.</param>
/// <param name="Timeout">The time limit of an invocation; Lambda's maximum is 15 minutes.</param>
/// <param name="ReservedConcurrency">The most invocations at the same time; null for no limit of its own.</param>
/// <param name="LogRetentionDays">The retention of the log, in days that CloudWatch allows.</param>
/// <param name="Environment">The environment variables; never a secret.</param>
/// <param name="Permissions">The role's permissions, besides those to write its log and its failures.</param>
/// <param name="Failed">The way of events that fail; null for a function that gets no events, whose callers wait for
/// the answer.</param>
/// <param name="Account">The account and region of the function.</param>
internal sealed record LakeFunctionArgs(
    string Description,
    string Handler,
    int MemorySize,
    TimeSpan Timeout,
    int? ReservedConcurrency,
    int LogRetentionDays,
    IReadOnlyDictionary<string, Input<string>> Environment,
    IEnumerable<IamStatement> Permissions,
    FailedEvents? Failed,
    AwsAccount Account);

/// <summary>The way of events that a function fails to handle.</summary>
/// <param name="MaximumRetryAttempts">The number of times that Lambda repeats an event: 0 to 2.</param>
/// <param name="Queue">The queue that gets an event after its last failure.</param>
internal sealed record FailedEvents(int MaximumRetryAttempts, Queue Queue);

/// <summary>A Lambda function of this lake: its role, its log group, the function, and, if it gets events, its
/// on-failure destination.</summary>
internal sealed class LakeFunction : ComponentResource
{
    // An older event is of yesterday, and the failure queue is a better place for it.
    private static readonly TimeSpan MaximumEventAge = TimeSpan.FromHours(6);

    /// <summary>Environment variables of the .NET runtime: collect garbage after 4 MB of new objects (hexadecimal, in
    /// bytes), not after a share of the processor's cache. It was measured to take 10 MB less memory, and no more
    /// time.</summary>
    /// <remarks>Only an environment variable can set it, and only the runtime's source documents it
    /// (https://github.com/dotnet/runtime/blob/main/src/coreclr/gc/gcconfig.h): another version of .NET may ignore
    /// it.</remarks>
    public static readonly IReadOnlyDictionary<string, string> RuntimeVariables =
        new Dictionary<string, string> { ["DOTNET_GCgen0size"] = "0x400000" };

    public LakeFunction(string name, LakeFunctionArgs args, ComponentResourceOptions? options = null)
        : base("spotify:lake:Function", name, options)
    {
        var child = new CustomResourceOptions { Parent = this };

        LogGroup = new LogGroup(
            name,
            new LogGroupArgs { Name = LogGroupOf(name), RetentionInDays = args.LogRetentionDays },
            child);

        var role = new ServiceRole(
            name,
            // AWS does not document that Lambda sends the account, or already sends the function's ARN while it makes
            // the function. Assumption: function-role.
            new ServicePrincipal("lambda.amazonaws.com", args.Account.Arn("lambda", $"function:{name}"))
            {
                SendsSourceArn = false,
                AccountComparison = null,
            },
            args.Account,
            this,
            [
                .. args.Permissions,
                IamStatement.AllowMatching(
                    "WriteLog",
                    "Lambda names the log group's streams",
                    ["logs:CreateLogStream", "logs:PutLogEvents"],
                    Output.Format($"{LogGroup.Arn}:*")),
                IamStatement.AllowMatching(
                    "Trace",
                    "X-Ray has no resources that these actions could be bound to "
                    + "(https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html)",
                    ["xray:PutTraceSegments", "xray:PutTelemetryRecords"],
                    "*"),
                .. args.Failed is null
                    ? Array.Empty<IamStatement>()
                    : [IamStatement.Allow("ReportFailure", ["sqs:SendMessage"], args.Failed.Queue.Arn)],
            ]);
        Role = role.Role;

        var environment = new InputMap<string>();
        foreach (var (variable, value) in args.Environment)
        {
            environment.Add(variable, value);
        }

        foreach (var (variable, value) in RuntimeVariables)
        {
            environment.Add(variable, value);
        }

        var function = new FunctionArgs
        {
            // The role's trust policy names the function, so Pulumi cannot generate the name later.
            Name = name,
            Description = args.Description,
            Runtime = Runtime.Dotnet10,
            Architectures = { "arm64" },
            Handler = args.Handler,
            Code = FunctionPackage.Archive,
            Role = Role.Arn,
            MemorySize = args.MemorySize,
            Timeout = (int)args.Timeout.TotalSeconds,
            Environment = new FunctionEnvironmentArgs { Variables = environment },
            LoggingConfig = new FunctionLoggingConfigArgs
            {
                LogFormat = "JSON",
                ApplicationLogLevel = "INFO",
                SystemLogLevel = "INFO",
                LogGroup = LogGroup.Name,
            },
            TracingConfig = new FunctionTracingConfigArgs { Mode = "Active" },
        };
        if (args.ReservedConcurrency is { } concurrency)
        {
            function.ReservedConcurrentExecutions = concurrency;
        }

        Function = new Function(name, function, role.Before(this));

        if (args.Failed is { } failed)
        {
            _ = new FunctionEventInvokeConfig(
                name,
                new FunctionEventInvokeConfigArgs
                {
                    FunctionName = Function.Name,
                    MaximumRetryAttempts = failed.MaximumRetryAttempts,
                    MaximumEventAgeInSeconds = (int)MaximumEventAge.TotalSeconds,
                    DestinationConfig = new FunctionEventInvokeConfigDestinationConfigArgs
                    {
                        OnFailure = new FunctionEventInvokeConfigDestinationConfigOnFailureArgs
                        {
                            Destination = failed.Queue.Arn,
                        },
                    },
                },
                role.Before(this));
        }

        RegisterOutputs(new Dictionary<string, object?>
        {
            ["function"] = Function.Name,
            ["logGroup"] = LogGroup.Name,
        });
    }

    /// <summary>The name of a function's log group: the one that Lambda uses by default.</summary>
    public static string LogGroupOf(string function) => $"/aws/lambda/{function}";

    public Function Function { get; }
    public Role Role { get; }
    public LogGroup LogGroup { get; }
}
