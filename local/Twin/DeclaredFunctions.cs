using Infra;
using Local.Declaration;
using Local.Iam;
using Local.Lambda;
using Local.Sqs;

namespace Local.Twin;

/// <summary>Lambda's functions, as declared.</summary>
internal sealed class DeclaredFunctions(
    DeclaredStack stack,
    AccessControl access,
    IReadOnlyDictionary<string, MessageQueue> queues,
    DeclaredMonitoring monitoring)
{
    private const string LambdaService = "lambda.amazonaws.com";

    /// <summary>Every declared function.</summary>
    public IEnumerable<LambdaFunction> All => stack.OfType(ResourceTypes.Function).Select(Declared);

    private LambdaFunction Declared(DeclaredResource function)
    {
        var caller = access.Assume(function.Text("role"), LambdaService, function, function.PhysicalName);
        var credentials = access.CredentialsFor(function.Text("role"), function.PhysicalName);

        return new LambdaFunction
        {
            Name = function.PhysicalName,
            Arn = function.Arn,
            Handler = function.Text("handler"),
            PackagePath = FunctionPackage.Path,
            Credentials = new RoleCredentials(
                credentials.AccessKeyId, credentials.SecretAccessKey, credentials.SessionToken),
            Environment = function.Map("environment.variables"),
            MemorySize = function.Number("memorySize") ?? 128,
            Timeout = TimeSpan.FromSeconds(function.Number("timeout") ?? 3),
            Runtime = function.Text("runtime"),
            Architecture = function.Texts("architectures") is [var architecture] ? architecture : "x86_64",
            LogGroup = function.OptionalText("loggingConfig.logGroup"),
            LogFormat = function.OptionalText("loggingConfig.logFormat") ?? "Text",
            ApplicationLogLevel = function.OptionalText("loggingConfig.applicationLogLevel"),
            SystemLogLevel = function.OptionalText("loggingConfig.systemLogLevel"),
            // -1 is the provider's way of saying none
            ReservedConcurrency = function.Number("reservedConcurrentExecutions") is { } reserved and >= 0
                ? reserved
                : null,
            IsTraced = function.OptionalText("tracingConfig.mode") == "Active",
            EventInvoke = EventInvoke(function, caller),
        };
    }

    private EventInvokeConfig EventInvoke(DeclaredResource function, Caller caller)
    {
        var declared = stack.OfType(ResourceTypes.FunctionEventInvokeConfig)
            .FirstOrDefault(found => found.Text("functionName") == function.PhysicalName);
        if (declared is null)
        {
            return new EventInvokeConfig();
        }

        var configured = new EventInvokeConfig();
        return configured with
        {
            MaximumRetryAttempts = declared.Number("maximumRetryAttempts") ?? configured.MaximumRetryAttempts,
            MaximumEventAge = declared.Number("maximumEventAgeInSeconds") is { } seconds
                ? TimeSpan.FromSeconds(seconds)
                : configured.MaximumEventAge,
            OnFailure = declared.OptionalText("destinationConfig.onFailure.destination") is { } destination
                ? (failure, _) => Send(function.PhysicalName, destination, caller, failure)
                : null,
        };
    }

    private Task Send(string function, string destination, Caller caller, ReadOnlyMemory<byte> failure)
    {
        if (!queues.TryGetValue(destination, out var queue))
        {
            throw new RunFailedException($"The failure destination {destination} is no queue of this stack.");
        }

        // A refusal is recorded where it is decided, and makes the run fail.
        if (!queue.SendAs(caller, System.Text.Encoding.UTF8.GetString(failure.Span)).IsAllowed)
        {
            monitoring.DeliveryFailed(function);
        }

        return Task.CompletedTask;
    }
}
