using System.Collections.Immutable;
using Twin.Aws.Hosting;

namespace Twin.Aws.Iam;

/// <summary>The undocumented behaviours around IAM on which the stack relies.</summary>
internal static class UndocumentedIam
{
    /// <summary>The use of a role that was made moments before.</summary>
    public static readonly UndocumentedBehavior NewRoles = new(
        "new-roles", "services know a new role too late for the resource that uses it, and the provider gives up");

    public static ImmutableArray<UndocumentedBehavior> All { get; } = [NewRoles];
}
