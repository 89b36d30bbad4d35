namespace Twin.Declaration.Policies;

/// <summary>One key of a statement's Condition element.</summary>
/// <param name="Operator">For example <c>StringEquals</c> or <c>ForAnyValue:StringLikeIfExists</c>.</param>
/// <param name="Key">The condition key, for example <c>aws:SourceArn</c>; in any case.</param>
/// <param name="Values">The values, of which one must match.</param>
public sealed record PolicyCondition(ConditionOperator Operator, string Key, IReadOnlyList<string> Values)
{
    public bool Holds(RequestContext context)
    {
        var given = context.ValuesOf(Key);
        if (Operator.AsksForAbsence)
        {
            var wantsAbsent = Values.Contains("true", StringComparer.OrdinalIgnoreCase);
            return wantsAbsent == (given.Count == 0);
        }

        if (given.Count == 0)
        {
            return Operator.IfExists
                || Operator.Quantifier == ConditionQuantifier.All
                || (Operator.Negated && Operator.Quantifier == ConditionQuantifier.None);
        }

        return Operator.Quantifier switch
        {
            ConditionQuantifier.All => given.All(Matches),
            ConditionQuantifier.Any => given.Any(Matches),
            // A negated operator must hold for each value, any other for one.
            _ => Operator.Negated ? given.All(Matches) : given.Any(Matches),
        };
    }

    private bool Matches(string given) => Values.Any(wanted => Operator.Test(wanted, given)) != Operator.Negated;
}
