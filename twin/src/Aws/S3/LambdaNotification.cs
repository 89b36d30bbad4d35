using Twin.Declaration.Policies;

namespace Twin.Aws.S3;

/// <summary>A declared notification of a bucket that invokes a function.</summary>
/// <param name="Id">The configuration's id, which events contain.</param>
/// <param name="FunctionArn">The function.</param>
/// <param name="Events">For example <c>s3:ObjectCreated:*</c>.</param>
/// <param name="FilterPrefix">The prefix of the keys; empty: any.</param>
/// <param name="FilterSuffix">The suffix of the keys; empty: any.</param>
internal sealed record LambdaNotification(
    string Id, string FunctionArn, IReadOnlyList<string> Events, string FilterPrefix = "", string FilterSuffix = "")
{
    /// <summary>Determines whether the notification matches an event.</summary>
    public bool Covers(ObjectCreated created) =>
        Events.Any(pattern => Wildcard.Matches(pattern, "s3:" + ObjectCreated.EventName))
        && created.Key.StartsWith(FilterPrefix, StringComparison.Ordinal)
        && created.Key.EndsWith(FilterSuffix, StringComparison.Ordinal);

    /// <summary>Determines whether an event could match both notifications, which S3 refuses.</summary>
    public bool Overlaps(LambdaNotification other) =>
        Events.Any(mine => other.Events.Any(theirs =>
            Wildcard.Matches(mine, theirs) || Wildcard.Matches(theirs, mine)))
        && (FilterPrefix.StartsWith(other.FilterPrefix, StringComparison.Ordinal)
            || other.FilterPrefix.StartsWith(FilterPrefix, StringComparison.Ordinal))
        && (FilterSuffix.EndsWith(other.FilterSuffix, StringComparison.Ordinal)
            || other.FilterSuffix.EndsWith(FilterSuffix, StringComparison.Ordinal));
}
