namespace Pulumi;

/// <summary>Runs stacks.</summary>
public sealed partial class Deployment
{
    private static readonly AsyncLocal<DeploymentInstance?> Ambient = new();

    private Deployment()
    {
    }

    /// <summary>The deployment that the calling code is part of.</summary>
    /// <exception cref="InvalidOperationException">There is no such deployment.</exception>
    public static DeploymentInstance Instance
    {
        get => Ambient.Value ?? throw new InvalidOperationException(
            "Trying to acquire Deployment.Instance before 'Run' was called.");
        internal set
        {
            if (Ambient.Value is not null)
            {
                throw new InvalidOperationException(
                    "Deployment.Instance should only be set once at the beginning of a 'Run' call.");
            }

            Ambient.Value = value;
        }
    }

    internal static DeploymentRun? Current => Ambient.Value?.Run;
}
