using Twin.Cli.Reports;
using Twin.Declaration.Policies;

namespace Twin.Cli.Comparison;

internal static class PolicyDifference
{
    private static readonly ImmutableSortedSet<string> None = ComparedStatement.SetOf([]);

    public static ImmutableArray<PolicyChange> Between(StackRecord before, StackRecord after)
    {
        var old = DeclaredPolicies.From(before);
        var fresh = DeclaredPolicies.From(after);
        var holders = old.Select(group => group.Key).Union(fresh.Select(group => group.Key));
        return
        [
            .. holders
                .SelectMany(holder => Between(holder, [.. old[holder]], [.. fresh[holder]]))
                .OrderBy(change => change.Access)
                .ThenBy(change => change.Holder, StringComparer.Ordinal)
                .ThenBy(change => change.Statement.Sid, StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<PolicyChange> Between(
        string holder, List<ComparedStatement> before, List<ComparedStatement> after)
    {
        // A statement with the same content has not changed, even under another identifier.
        _ = Pairs(before, after, (old, fresh) => old.SaysTheSameAs(fresh));
        var pairs = Pairs(before, after, (old, fresh) => old.Sid is { Length: > 0 } sid && sid == fresh.Sid);
        pairs.AddRange(Pairs(before, after, (old, fresh) => old.Sid is null or "" && fresh.Sid is null or ""));

        return pairs
            .SelectMany(pair => HasOtherElements(pair.Before, pair.After)
                ? [Whole(holder, pair.Before, came: false), Whole(holder, pair.After, came: true)]
                : Elements(holder, pair.Before, pair.After))
            .Concat(before.Select(statement => Whole(holder, statement, came: false)))
            .Concat(after.Select(statement => Whole(holder, statement, came: true)));
    }

    // Removes each pair from both lists.
    private static List<(ComparedStatement Before, ComparedStatement After)> Pairs(
        List<ComparedStatement> before,
        List<ComparedStatement> after,
        Func<ComparedStatement, ComparedStatement, bool> belong)
    {
        var pairs = new List<(ComparedStatement, ComparedStatement)>();
        foreach (var old in before.ToList())
        {
            if (after.FirstOrDefault(fresh => belong(old, fresh)) is { } found)
            {
                before.Remove(old);
                after.Remove(found);
                pairs.Add((old, found));
            }
        }

        return pairs;
    }

    // A statement whose Action became a NotAction, for example, is another statement.
    private static bool HasOtherElements(ComparedStatement before, ComparedStatement after) =>
        before.Allows != after.Allows
        || !before.Elements.Keys.Where(element => !ComparedStatement.IsCondition(element))
            .SequenceEqual(after.Elements.Keys.Where(element => !ComparedStatement.IsCondition(element)));

    private static PolicyChange Whole(string holder, ComparedStatement statement, bool came) => new(
        came == statement.Allows ? AccessChange.Gained : AccessChange.Lost,
        holder,
        statement,
        Element: null,
        Added: None,
        Removed: None);

    private static IEnumerable<PolicyChange> Elements(
        string holder, ComparedStatement before, ComparedStatement after)
    {
        foreach (var element in before.Elements.Keys.Union(after.Elements.Keys))
        {
            var (old, fresh) = (before.GetValues(element), after.GetValues(element));
            var (added, removed) = (fresh.Except(old), old.Except(fresh));
            PolicyChange Change(
                AccessChange access, ImmutableSortedSet<string> came, ImmutableSortedSet<string> went) =>
                new(access, holder, after, element, came, went);

            // More values of an action are more access; more values of a condition, a NotAction or a denial are less.
            var isCondition = ComparedStatement.IsCondition(element);
            var moreIsMore = after.Allows
                == (!isCondition && !element.StartsWith("Not", StringComparison.Ordinal));
            switch (added, removed)
            {
                case ({ IsEmpty: true }, { IsEmpty: true }):
                    break;
                case var _ when isCondition && !old.IsEmpty && !fresh.IsEmpty:
                    yield return Change(AccessChange.Changed, added, removed);
                    break;
                case ({ IsEmpty: false }, { IsEmpty: false }) when Covers(old, added) != Covers(fresh, removed):
                    yield return Change(Access(moreIsMore == Covers(fresh, removed)), added, removed);
                    break;
                default:
                    if (!added.IsEmpty)
                    {
                        yield return Change(Access(moreIsMore), added, None);
                    }

                    if (!removed.IsEmpty)
                    {
                        yield return Change(Access(!moreIsMore), None, removed);
                    }

                    break;
            }
        }
    }

    // A question mark in a pattern would cover an asterisk in the other one, although the asterisk means more.
    private static bool Covers(ImmutableSortedSet<string> patterns, ImmutableSortedSet<string> values) =>
        values.All(value => patterns.Any(pattern =>
            !pattern.Contains('?', StringComparison.Ordinal) && Wildcard.Matches(pattern, value, ignoreCase: false)));

    private static AccessChange Access(bool isMore) => isMore ? AccessChange.Gained : AccessChange.Lost;
}

/// <param name="Holder">The role that has the policy, or the resource that it protects.</param>
/// <param name="Statement">The present statement, or the last one before it was removed.</param>
/// <param name="Element">The element whose values changed; null when the whole statement was added or removed.</param>
internal sealed record PolicyChange(
    AccessChange Access,
    string Holder,
    ComparedStatement Statement,
    string? Element,
    ImmutableSortedSet<string> Added,
    ImmutableSortedSet<string> Removed);

/// <summary>The effect of a <see cref="PolicyChange"/> on the access, most important for a reviewer first.</summary>
internal enum AccessChange
{
    /// <summary>An action is allowed that was not allowed before.</summary>
    Gained,

    /// <summary>The access is different; the text does not tell if it is wider.</summary>
    Changed,

    /// <summary>An action is no longer allowed.</summary>
    Lost,
}
