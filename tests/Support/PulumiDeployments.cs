namespace Tests.Support;

/// <summary>Tests that deploy by themselves, one after another and beside no other test: deployments share the
/// process's configuration and exit code. <see cref="StackLoader"/> needs none of this.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class PulumiDeployments
{
    public const string Name = "Pulumi deployments";
}
