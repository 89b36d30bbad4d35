using Infra.Stages;
using Local.Declaration;
using Local.Iam;
using Local.Kms;
using Local.Lambda;

namespace Local.Twin;

/// <summary>Lambda's functions, as declared.</summary>
internal sealed class DeclaredFunctions(
    DeclaredStack stack, TwinServices services, DeclaredMonitoring monitoring)
{
    private const string LambdaService = "lambda.amazonaws.com";

    private readonly AccessControl _access = services.Access;

    /// <summary>Every declared function.</summary>
    public IEnumerable<LambdaFunction> All => stack.OfType(ResourceTypes.Function).Select(Declared);

    private LambdaFunction Declared(DeclaredResource function)
    {
        var caller = _access.Assume(function.Text("role"), LambdaService, function, function.PhysicalName);
        var credentials = _access.CredentialsFor(function.Text("role"), function.PhysicalName);

        if (function.OptionalText("kmsKeyArn") is { } key)
        {
            UseForVariables(function, key);
        }

        return new LambdaFunction
        {
            Name = function.PhysicalName,
            Arn = function.Arn,
            Handler = function.Text("handler"),
            PackagePath = FunctionPackage.PortablePath,
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

    // Whoever deploys encrypts the variables, and lets Lambda decrypt them by a grant: the role needs nothing.
    private void UseForVariables(DeclaredResource function, string key)
    {
        try
        {
            foreach (var action in (string[])["kms:CreateGrant", "kms:Encrypt"])
            {
                services.Keys.Use(
                    Deployment.Of(_access), key, new KeyUse(action, "lambda", "aws:lambda:FunctionArn", function.Arn));
            }
        }
        catch (KeyException refused)
        {
            throw new RunFailedException($"{function.Title} cannot encrypt its variables: {refused.Message}");
        }
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
        if (!services.Queues.TryGetValue(destination, out var queue))
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
