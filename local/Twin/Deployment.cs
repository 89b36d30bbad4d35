using Local.Iam;

namespace Local.Twin;

/// <summary>Whoever deploys the stack. IAM allows them everything; what they make may still shut them out.</summary>
internal static class Deployment
{
    /// <summary>Their session.</summary>
    public static Caller Of(AccessControl access) => access.Administrator("administrator", "pulumi");
}
