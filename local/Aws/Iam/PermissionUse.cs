namespace Local.Aws.Iam;

/// <summary>Which patterns of one Allow statement were needed by an allowed call.</summary>
internal sealed class PermissionUse(string role, string policy, PolicyStatement statement)
{
    private readonly HashSet<string> _actions = new(StringComparer.Ordinal);
    private readonly HashSet<string> _resources = new(StringComparer.Ordinal);

    public void Record(string action, string resource)
    {
        Mark(_actions, statement.Actions, pattern => PolicyStatement.ActionFits(pattern, action));
        Mark(_resources, statement.Resources!, pattern => Arn.Like(pattern, resource));
    }

    public IEnumerable<UnusedGrant> Unused()
    {
        foreach (var action in statement.Actions.Patterns.Where(pattern => !_actions.Contains(pattern)))
        {
            yield return new UnusedGrant(role, policy, statement.Label, action, Join(Resources));
        }

        // Where no action was used, the lines above say it all.
        if (_actions.Count > 0)
        {
            foreach (var resource in Resources.Where(pattern => !_resources.Contains(pattern)))
            {
                yield return new UnusedGrant(role, policy, statement.Label, Join(_actions.Order()), resource);
            }
        }
    }

    private IReadOnlyList<string> Resources => statement.Resources!.Patterns;

    // Of what NotAction and NotResource leave, any use is a use of the whole.
    private static void Mark(HashSet<string> used, PatternSet set, Func<string, bool> fits) =>
        used.UnionWith(set.Excluded ? set.Patterns : set.Patterns.Where(fits));

    private static string Join(IEnumerable<string> patterns) => string.Join(", ", patterns);
}
