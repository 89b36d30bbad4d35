namespace Pulumi;

/// <summary>The deployment's log. In a test only errors matter: one is enough to make it fail.</summary>
public static class Log
{
    public static void Warn(
        string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null)
        => _ = Deployment.Instance;
}
