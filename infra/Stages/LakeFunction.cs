using Infra.Policies;
using Pulumi;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.Lambda;
using Pulumi.Aws.Lambda.Inputs;
using Pulumi.Aws.Sqs;

namespace Infra.Stages;

/// <summary>What <see cref="LakeFunction"/> needs.</summary>
/// <param name="Description">What it does, for the console.</param>
/// <param name="Handler"><c>assembly::type::method</c> in the package.</param>
/// <param name="MemorySize">Megabytes; the share of a processor grows with it.</param>
/// <param name="Timeout">The longest an invocation may take; Lambda's limit is 15 minutes.</param>
/// <param name="MaximumRetryAttempts">How often Lambda tries a failed event again: 0 to 2.</param>
/// <param name="LogRetentionDays">As CloudWatch allows.</param>
/// <param name="Environment">Its variables; never a secret.</param>
/// <param name="Permissions">What it may do, besides writing its log and its failures.</param>
/// <param name="FailureQueue">Where an invocation goes that has failed for the last time.</param>
/// <param name="Account">Where the function is deployed to.</param>
public sealed record LakeFunctionArgs(
    string Description,
    string Handler,
    int MemorySize,
    TimeSpan Timeout,
    int MaximumRetryAttempts,
    int LogRetentionDays,
    IReadOnlyDictionary<string, Input<string>> Environment,
    IEnumerable<PolicyStatement> Permissions,
    Queue FailureQueue,
    AwsAccount Account);

/// <summary>A Lambda function of this lake: role, log group, the function, and what happens when it fails.</summary>
public sealed class LakeFunction : ComponentResource
{
    /// <summary>Declares the function from the package that the build of this project made.</summary>
    public LakeFunction(string name, LakeFunctionArgs args, ComponentResourceOptions? options = null)
        : base("spotify:lake:Function", name, options)
    {
        var child = new CustomResourceOptions { Parent = this };

        LogGroup = new LogGroup(
            name,
            new LogGroupArgs { Name = $"/aws/lambda/{name}", RetentionInDays = args.LogRetentionDays },
            child);

        var role = new ServiceRole(
            name,
            "lambda.amazonaws.com",
            args.Account,
            this,
            [
                .. args.Permissions,
                PolicyStatement.Allow(
                    "WriteLog",
                    ["logs:CreateLogStream", "logs:PutLogEvents"],
                    Output.Format($"{LogGroup.Arn}:*")),
                PolicyStatement.Allow("ReportFailure", ["sqs:SendMessage"], args.FailureQueue.Arn),
            ]);

        var environment = new InputMap<string>();
        foreach (var (variable, value) in args.Environment)
        {
            environment.Add(variable, value);
        }

        Function = new Function(
            name,
            new FunctionArgs
            {
                Description = args.Description,
                Runtime = Runtime.Dotnet10,
                Architectures = { "arm64" },
                Handler = args.Handler,
                Code = FunctionPackage.Archive,
                Role = role.Role.Arn,
                MemorySize = args.MemorySize,
                Timeout = (int)args.Timeout.TotalSeconds,
                Environment = new FunctionEnvironmentArgs { Variables = environment },
                LoggingConfig = new FunctionLoggingConfigArgs { LogFormat = "JSON", LogGroup = LogGroup.Name },
            },
            role.Before(this));

        _ = new FunctionEventInvokeConfig(
            name,
            new FunctionEventInvokeConfigArgs
            {
                FunctionName = Function.Name,
                MaximumRetryAttempts = args.MaximumRetryAttempts,
                MaximumEventAgeInSeconds = (int)TimeSpan.FromHours(6).TotalSeconds,
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

    /// <summary>The function itself.</summary>
    public Function Function { get; }

    /// <summary>What it says.</summary>
    public LogGroup LogGroup { get; }
}
