namespace Pulumi;

/// <summary>The current deployment.</summary>
public sealed class DeploymentInstance
{
    internal DeploymentInstance(DeploymentRun run) => Run = run;

    public string StackName => Run.StackName;

    public string ProjectName => Run.ProjectName;

    internal DeploymentRun Run { get; }

    /// <summary>Calls a provider's function. The result is unknown while the arguments are, and has their
    /// dependencies.</summary>
    public Output<T> Invoke<T>(string token, InvokeArgs args)
        => new(Run.InvokeAsync<T>(token, args));
}
