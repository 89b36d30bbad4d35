namespace Twin.Aws.Iam;

/// <summary>The use of one Allow statement: the patterns that allowed calls needed.</summary>
internal sealed class PermissionUse(string role, string policy, PolicyStatement statement)
{
    private readonly HashSet<string> _actions = new(StringComparer.Ordinal);
    private readonly HashSet<string> _resources = new(StringComparer.Ordinal);

    public void Record(string action, string resource)
    {
        Mark(_actions, statement.Actions, pattern => PolicyStatement.ActionMatches(pattern, action));
        Mark(_resources, statement.Resources!, pattern => Arn.Like(pattern, resource));
    }

    public IEnumerable<UnusedPermission> Unused()
    {
        foreach (var action in statement.Actions.Patterns.Where(pattern => !_actions.Contains(pattern)))
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

    private IReadOnlyList<string> Resources => statement.Resources!.Patterns;

    // NotAction and NotResource have no separate patterns to count: any use marks all of them.
    private static void Mark(HashSet<string> used, PatternSet set, Func<string, bool> fits) =>
        used.UnionWith(set.Excluded ? set.Patterns : set.Patterns.Where(fits));

    private static string Join(IEnumerable<string> patterns) => string.Join(", ", patterns);
}
