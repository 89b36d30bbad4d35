using Infra.Policies;
using Infra.Settings;
using Pulumi;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.Iam;
using Pulumi.Aws.Lambda;
using Pulumi.Aws.Lambda.Inputs;
using Pulumi.Aws.Sqs;

namespace Infra.Stages;

/// <summary>What <see cref="LakeFunction"/> needs.</summary>
/// <param name="Description">What it does, for the console.</param>
/// <param name="Handler"><c>assembly::type::method</c> in the package.</param>
/// <param name="MemorySize">Megabytes; the share of a processor grows with it.</param>
/// <param name="Timeout">The longest an invocation may take; Lambda's limit is 15 minutes.</param>
/// <param name="ReservedConcurrency">How many may run at a time; null for as many as the account allows.</param>
/// <param name="MaximumRetryAttempts">How often Lambda tries a failed event again: 0 to 2.</param>
/// <param name="LogRetentionDays">As CloudWatch allows.</param>
/// <param name="Environment">Its variables; never a secret.</param>
/// <param name="Permissions">What it may do, besides writing its log and its failures.</param>
/// <param name="FailureQueue">Where an invocation goes that has failed for the last time.</param>
/// <param name="Account">Where the function is deployed to.</param>
internal sealed record LakeFunctionArgs(
    string Description,
    string Handler,
    int MemorySize,
    TimeSpan Timeout,
    int? ReservedConcurrency,
    int MaximumRetryAttempts,
    int LogRetentionDays,
    IReadOnlyDictionary<string, Input<string>> Environment,
    IEnumerable<IamStatement> Permissions,
    Queue FailureQueue,
    AwsAccount Account);

/// <summary>A Lambda function of this lake: role, log group, the function, and what happens when it fails.</summary>
internal sealed class LakeFunction : ComponentResource
{
    // Behind that an event is of yesterday, and the failure queue a better place for it.
    private static readonly TimeSpan MaximumEventAge = TimeSpan.FromHours(6);

    /// <summary>
    /// What .NET is told of itself: to collect garbage when 4 MB are new (in hexadecimal, in bytes), and not when its
    /// share of the processor's cache is full. That takes 10 MB less, and no more time (eng/bench/RESULTS.md).
    /// </summary>
    /// <remarks>
    /// Only a variable sets it, and only the runtime's source tells of it
    /// (https://github.com/dotnet/runtime/blob/main/src/coreclr/gc/gcconfig.h): another .NET may do without.
    /// </remarks>
    public static readonly IReadOnlyDictionary<string, string> RuntimeVariables =
        new Dictionary<string, string> { ["DOTNET_GCgen0size"] = "0x400000" };

    /// <summary>Declares the function from the package that the build of this project made.</summary>
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
            // AWS's examples for execution roles name the account; whether Lambda tells the function's ARN already
            // while the function is being made, none of them says.
            new ServicePrincipal("lambda.amazonaws.com", args.Account.Arn("lambda", $"function:{name}"))
            {
                TellsArn = false,
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
                IamStatement.Allow("ReportFailure", ["sqs:SendMessage"], args.FailureQueue.Arn),
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
            // The role trusts the function by this name, and so cannot wait for one that Pulumi makes up.
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

        _ = new FunctionEventInvokeConfig(
            name,
            new FunctionEventInvokeConfigArgs
            {
                FunctionName = Function.Name,
                MaximumRetryAttempts = args.MaximumRetryAttempts,
                MaximumEventAgeInSeconds = (int)MaximumEventAge.TotalSeconds,
                DestinationConfig = new FunctionEventInvokeConfigDestinationConfigArgs
                {
                    OnFailure = new FunctionEventInvokeConfigDestinationConfigOnFailureArgs
                    {
                        Destination = args.FailureQueue.Arn,
                    },
                },
            },
            role.Before(this));

        RegisterOutputs(new Dictionary<string, object?>
        {
            ["function"] = Function.Name,
            ["logGroup"] = LogGroup.Name,
        });
    }

    /// <summary>The name of the log group of a function by its name: where Lambda looks for it by itself.</summary>
    public static string LogGroupOf(string function) => $"/aws/lambda/{function}";

    /// <summary>The function itself.</summary>
    public Function Function { get; }

    /// <summary>What it may do.</summary>
    public Role Role { get; }

    /// <summary>What it says.</summary>
    public LogGroup LogGroup { get; }
}
