namespace Twin.Aws.Lambda;

/// <param name="keys">The keys that encrypt the functions' variables.</param>
internal sealed class FunctionDeclaration(
    DeclaredStack stack, AccessControl access, KmsService keys, DeploymentPackage package, AssumedOtherwise otherwise)
{
    private const string Principal = "lambda.amazonaws.com";

    /// <summary>Sends the record of an event that failed for the last time. The arguments are the function's name,
    /// its session, the destination's ARN and the record.</summary>
    public required Action<string, Caller, string, ReadOnlyMemory<byte>> OnFailure { get; init; }

    public IEnumerable<LambdaFunction> All => stack.OfType(LambdaResources.Function).Select(Declared);

    private LambdaFunction Declared(DeclaredResource function)
    {
        // The package was checked when the stack was loaded: mocks see an archive without a path.
        if (!function.Has("code"))
        {
            throw new RunFailedException($"{function.Title} has no 'code'. Set it to the functions' package.");
        }

        var source = otherwise.Has(UndocumentedLambda.FunctionRole) ? $"{function.Arn}:$LATEST" : function.Arn;
        var caller = access.Assume(function.Text("role"), Principal, function, source, function.PhysicalName);
        var credentials = access.CredentialsFor(function.Text("role"), function.PhysicalName);

        if (function.OptionalText("kmsKeyArn") is { } key)
        {
            UseForVariables(function, key);
        }

        return new LambdaFunction
        {
            Name = function.PhysicalName,
            Arn = function.Arn,
            Handler = function.Text("handler"),
            PackagePath = package.Path,
            Credentials = new RoleCredentials(
                credentials.AccessKeyId, credentials.SecretAccessKey, credentials.SessionToken),
            Environment = function.Map("environment.variables"),
            MemorySize = function.Number("memorySize") ?? 128,
            EphemeralStorage = function.Number("ephemeralStorage.size") ?? 512,
            Timeout = TimeSpan.FromSeconds(function.Number("timeout") ?? 3),
            Runtime = function.Text("runtime"),
            LogGroup = function.OptionalText("loggingConfig.logGroup"),
            LogFormat = function.OptionalText("loggingConfig.logFormat") ?? "Text",
            ApplicationLogLevel = function.OptionalText("loggingConfig.applicationLogLevel"),
            SystemLogLevel = function.OptionalText("loggingConfig.systemLogLevel"),
            // The provider uses -1 for none.
            ReservedConcurrency = function.Number("reservedConcurrentExecutions") is { } reserved and >= 0
                ? reserved
                : null,
            IsTraced = function.OptionalText("tracingConfig.mode") == "Active",
            EventInvoke = EventInvoke(function, caller),
        };
    }

    // The deploying user encrypts the variables and lets Lambda decrypt them through a grant, so the role needs no
    // permission.
    private void UseForVariables(DeclaredResource function, string key)
    {
        try
        {
            foreach (var action in (string[])["kms:CreateGrant", "kms:Encrypt"])
            {
                keys.Use(
                    access.Deployer, key, new KeyUse(action, "lambda"));
            }
        }
        catch (KeyException refused)
        {
            throw new RunFailedException($"{function.Title} cannot encrypt its variables: {refused.Message}");
        }
    }

    private EventInvokeConfig EventInvoke(DeclaredResource function, Caller caller)
    {
        var declared = stack.OfType(LambdaResources.FunctionEventInvokeConfig)
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
                ? (failure, _) =>
                {
                    OnFailure(function.PhysicalName, caller, destination, failure);
                    return Task.CompletedTask;
                }
            : null,
        };
    }
}
