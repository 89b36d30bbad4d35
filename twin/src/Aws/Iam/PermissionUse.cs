using System.Diagnostics.CodeAnalysis;

namespace Twin.Aws.Iam;

/// <summary>The use of one Allow statement: the patterns that allowed calls needed.</summary>
internal sealed class PermissionUse(string role, string policy, PolicyStatement statement)
{
    private readonly HashSet<string> _actions = new(StringComparer.Ordinal);
    private readonly HashSet<string> _resources = new(StringComparer.Ordinal);

    public void Record(string action, string resource)
    {
        Mark(_actions, statement.Actions, pattern => PolicyStatement.ActionMatches(pattern, action));
        Mark(_resources, Resources, pattern => PolicyStatement.ResourceMatches(pattern, resource));
    }

    public IEnumerable<UnusedPermission> Unused()
    {
        foreach (var action in statement.Actions.Where(pattern => !_actions.Contains(pattern)))
        {
            yield return new UnusedPermission(role, policy, statement.Label, action, Join(Resources));
        }

        // If no action was used, the entries above cover all resources.
        if (_actions.Count > 0)
        {
            foreach (var resource in Resources.Where(pattern => !_resources.Contains(pattern)))
            {
                yield return new UnusedPermission(role, policy, statement.Label, Join(_actions.Order()), resource);
            }
        }
    }

    private IReadOnlyList<string> Resources => statement.Resources!;

    private static void Mark(HashSet<string> used, IReadOnlyList<string> patterns, Func<string, bool> fits) =>
        used.UnionWith(patterns.Where(fits));

    private static string Join(IEnumerable<string> patterns) => string.Join(", ", patterns);
}

/// <summary>A permission that was not used: an action of a statement that no allowed call needed, or a resource to
/// which none of the statement's used actions was applied.</summary>
/// <param name="Statement">The statement's Sid, or its position: <c>#0</c>.</param>
/// <param name="Action">The action's pattern; for an unused resource, several joined by commas.</param>
/// <param name="Resource">The resource's pattern; for an unused action, several joined by commas.</param>
[SuppressMessage("Naming", "CA1711", Justification = "A permission is what IAM calls it.")]
public sealed record UnusedPermission(string Role, string Policy, string Statement, string Action, string Resource);
