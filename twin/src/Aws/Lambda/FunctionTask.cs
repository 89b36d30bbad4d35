using Twin.Aws.StepFunctions;

namespace Twin.Aws.Lambda;

/// <summary>Tasks of state machines that invoke functions.</summary>
internal sealed class FunctionTask(DeclaredStack stack, AccessControl access, LambdaService functions)
    : ITaskIntegration
{
    public const string Resource = "arn:aws:states:::lambda:invoke";
    public const string FunctionName = "FunctionName";
    private const string Payload = "Payload";

    // The names of the AWS SDK for Java, with which Step Functions calls Lambda
    // (https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html).
    private const string ErrorPrefix = "Lambda.";

    public TaskFields? FieldsOf(string resource) =>
        resource == Resource ? new TaskFields([FunctionName], [Payload]) : null;

    public async Task<JsonNode?> RunAsync(
        string resource, JsonObject parameters, Caller caller, CancellationToken cancellationToken)
    {
        var name = parameters.Text(FunctionName);
        var function = stack.ByArn(LambdaResources.Function, name) ?? stack.Named(LambdaResources.Function, name)
            ?? throw new StateTaskException($"{ErrorPrefix}ResourceNotFoundException", $"Function not found: {name}");
        if (access.Authorize(caller, LambdaPermissions.Invoke, function.Arn) is { IsAllowed: false } refused)
        {
            throw new StateTaskException($"{ErrorPrefix}AWSLambdaException", refused.Message);
        }

        var result = await functions.InvokeAsync(
            function.PhysicalName,
            JsonSerializer.SerializeToUtf8Bytes(parameters[Payload] ?? new JsonObject()),
            cancellationToken);
        if (result.Error is { } error)
        {
            throw error == FailureMessages.Throttled
                ? new StateTaskException(ErrorPrefix + error.Type, error.Message)
                : new StateTaskException(error.Type, Encoding.UTF8.GetString(result.Payload.Span));
        }

        return new JsonObject
        {
            ["ExecutedVersion"] = "$LATEST",
            [Payload] = result.Payload.IsEmpty ? null : JsonNode.Parse(result.Payload.Span),
            ["StatusCode"] = 200,
        };
    }
}
