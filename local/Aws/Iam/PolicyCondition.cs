namespace Local.Aws.Iam;

/// <summary>One key of a statement's Condition element.</summary>
/// <param name="Operator">For example <c>StringEquals</c> or <c>ForAnyValue:StringLikeIfExists</c>.</param>
/// <param name="Key">For example <c>aws:SourceArn</c>; in any case.</param>
/// <param name="Values">One of them must fit.</param>
internal sealed record PolicyCondition(ConditionOperator Operator, string Key, IReadOnlyList<string> Values)
{
    /// <summary>Whether the request fulfils the condition.</summary>
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
            ConditionQuantifier.All => given.All(Fits),
            ConditionQuantifier.Any => given.Any(Fits),
            // A negated operator must hold for each value, any other for one.
            _ => Operator.Negated ? given.All(Fits) : given.Any(Fits),
        };
    }

    private bool Fits(string given) => Values.Any(wanted => Operator.Test(wanted, given)) != Operator.Negated;
}
