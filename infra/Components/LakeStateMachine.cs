using Infra.Policies;
using Infra.Workflows.States;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.Sfn;
using Pulumi.Aws.Sfn.Inputs;

namespace Infra.Components;

/// <summary>The arguments of <see cref="LakeStateMachine"/>.</summary>
/// <param name="Definition">The states.</param>
/// <param name="Permissions">The role's permissions, besides those to write its log and its traces.</param>
/// <param name="LogRetentionDays">The retention of the log, in days that CloudWatch allows.</param>
/// <param name="Account">The account and region of the state machine.</param>
internal sealed record LakeStateMachineArgs(
    Output<WorkflowDefinition> Definition,
    IEnumerable<IamStatement> Permissions,
    int LogRetentionDays,
    AwsAccount Account);

/// <summary>A state machine of this lake: its role, its log group, and the state machine. Its executions are of the
/// standard type: each is kept for 90 days, with all of its states.</summary>
internal sealed class LakeStateMachine : ComponentResource
{
    public LakeStateMachine(string name, LakeStateMachineArgs args, ComponentResourceOptions? options = null)
        : base("spotify:lake:StateMachine", name, options)
    {
        // A function of the same name has a role and a log group too.
        var states = $"{name}-states";
        LogGroup = new LogGroup(
            states,
            new LogGroupArgs { Name = LogGroupOf(name), RetentionInDays = args.LogRetentionDays },
            new CustomResourceOptions { Parent = this });

        var role = new ServiceRole(
            states,
            // AWS does not document that Step Functions already sends the ARN while it makes the state machine.
            // Assumption: machine-role.
            new ServicePrincipal("states.amazonaws.com", args.Account.Arn("states", $"stateMachine:{name}"))
            {
                SendsSourceArn = false,
            },
            args.Account,
            this,
            [
                .. args.Permissions,
                IamStatement.AllowMatching(
                    "DeliverLog",
                    "CloudWatch Logs has no resources for the delivery of a service's logs "
                    + "(https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html)",
                    [
                        "logs:CreateLogDelivery", "logs:GetLogDelivery", "logs:UpdateLogDelivery",
                        "logs:DeleteLogDelivery", "logs:ListLogDeliveries", "logs:PutResourcePolicy",
                        "logs:DescribeResourcePolicies", "logs:DescribeLogGroups",
                    ],
                    "*"),
                IamStatement.AllowMatching(
                    "Trace",
                    "X-Ray has no resources that these actions could be bound to "
                    + "(https://docs.aws.amazon.com/step-functions/latest/dg/concepts-xray-tracing.html)",
                    [
                        "xray:PutTraceSegments", "xray:PutTelemetryRecords", "xray:GetSamplingRules",
                        "xray:GetSamplingTargets",
                    ],
                    "*"),
            ]);
        Role = role.Role;

        StateMachine = new StateMachine(
            name,
            new StateMachineArgs
            {
                // The role's trust policy names the state machine, so Pulumi cannot generate the name later.
                Name = name,
                Type = "STANDARD",
                RoleArn = Role.Arn,
                Definition = args.Definition.Apply(definition => definition.ToJson()),
                LoggingConfiguration = new StateMachineLoggingConfigurationArgs
                {
                    // The console shows the states of each execution: the log is for what went wrong.
                    Level = "ERROR",
                    IncludeExecutionData = true,
                    LogDestination = Output.Format($"{LogGroup.Arn}:*"),
                },
                TracingConfiguration = new StateMachineTracingConfigurationArgs { Enabled = true },
            },
            role.Before(this));

        RegisterOutputs(new Dictionary<string, object?>
        {
            ["stateMachine"] = StateMachine.Name,
            ["logGroup"] = LogGroup.Name,
        });
    }

    /// <summary>The name of a state machine's log group. With this beginning, the log group needs no place in the
    /// account's policy for logs, whose length is limited
    /// (https://docs.aws.amazon.com/step-functions/latest/dg/bp-cwl.html).</summary>
    public static string LogGroupOf(string stateMachine) => $"/aws/vendedlogs/states/{stateMachine}";

    public StateMachine StateMachine { get; }
    public Pulumi.Aws.Iam.Role Role { get; }
    public LogGroup LogGroup { get; }
}
