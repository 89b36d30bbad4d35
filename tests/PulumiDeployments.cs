namespace Tests;

/// <summary>Deployments share the process's configuration and exit code, and so run one after another.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class PulumiDeployments
{
    public const string Name = "Pulumi deployments";
}
