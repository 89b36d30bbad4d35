namespace Twin.Aws.Ssm;

public sealed class SsmService(
    DeclaredStack stack,
    AccessControl access,
    KmsService keys,
    Meter meter,
    TwinProblems problems,
    ServiceEndpoints endpoints,
    TimeProvider clock) : IRunningService, IAsyncDisposable
{
    private ParameterServer? _server;

    /// <summary>The parameters that were written after the deployment.</summary>
    public IEnumerable<string> Written => stack.OfType(SsmResources.Parameter)
        .Select(parameter => parameter.PhysicalName)
        .Where(name => _server?.Store.Find(name) is { Version: > 1 });

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _server = await ParameterServer.StartAsync(
            ParameterDeclaration.ReadAll(stack, access, keys, clock) with
            {
                Called = (operation, caller) => meter.Count(SsmUsage.Service, operation, "", caller),
                OnNotImplemented = problems.AddNotImplemented,
            },
            cancellationToken);
        endpoints.Add("SSM", _server.Endpoint);
    }

    /// <summary>Stores a SecureString that is there before the functions run, and that no deployment makes.</summary>
    /// <param name="keyId">The KMS key that encrypts it; null for AWS's own key.</param>
    public void StoreSecret(string name, string value, string? keyId) =>
        _server!.Store.Put(name, Parameter.SecureString, value, keyId);

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;
}

/// <summary>The counted use of Systems Manager: the requests to Parameter Store, by the operation.</summary>
internal static class SsmUsage
{
    public const string Service = "Parameter Store";
}
