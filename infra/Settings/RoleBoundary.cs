using Pulumi.Aws.Iam;

namespace Infra.Settings;

/// <summary>The permissions boundary of all roles. A transformation of the stack adds it, so that no role is
/// without.</summary>
internal static class RoleBoundary
{
    public static ResourceTransformationResult? Add(ResourceTransformationArgs resource)
    {
        if (resource.Args is RoleArgs role
            && new Config().Get(KnownSettings.PermissionsBoundary.Key)?.Trim() is { Length: > 0 } policy)
        {
            role.PermissionsBoundary = policy;
        }

        return null;
    }
}
