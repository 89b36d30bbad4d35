namespace Twin.Aws.StepFunctions;

/// <summary>Tasks that start executions of state machines through the AWS SDK integration.</summary>
internal sealed class ExecutionStarts(AccessControl access, StepFunctionsService service) : ITaskIntegration
{
    public const string Resource = "arn:aws:states:::aws-sdk:sfn:startExecution";
    public const string StateMachineArn = "StateMachineArn";
    private const string Action = "states:StartExecution";
    private const string Name = "Name";
    private const string Input = "Input";

    public TaskFields? FieldsOf(string resource) =>
        resource == Resource ? new TaskFields([StateMachineArn], [Name, Input]) : null;

    public Task<JsonNode?> RunAsync(
        string resource, JsonObject parameters, Caller caller, CancellationToken cancellationToken)
    {
        var arn = parameters.Text(StateMachineArn);
        if (Authorize(access, caller, arn) is { IsAllowed: false } refused)
        {
            // The SDK has no class for this error, and Step Functions then uses the name of the service's base class.
            throw new StateTaskException("Sfn.SfnException", refused.Message);
        }

        var started = service.Start(arn, parameters.OptionalText(Name), parameters.OptionalText(Input) ?? "{}");
        return Task.FromResult<JsonNode?>(new JsonObject
        {
            ["ExecutionArn"] = started.Arn,
            ["StartDate"] = StatesJson.Text(started.StartedAt),
        });
    }

    public static Decision Authorize(AccessControl access, Caller caller, string machineArn) =>
        access.Authorize(caller, Action, machineArn);
}
