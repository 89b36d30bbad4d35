using System.Collections.Immutable;

namespace Local.Aws.CloudWatch;

/// <summary>A metric that is named and that nobody wrote in the run.</summary>
/// <param name="Namespace">As it is named.</param>
/// <param name="Name">As it is named, or a search expression.</param>
/// <param name="Dimensions">As they are named.</param>
/// <param name="NamedBy">The alarms and dashboards.</param>
/// <param name="IsWatched">Whether an alarm is among them: it would never speak.</param>
public sealed record UnknownMetric(
    string Namespace,
    string Name,
    ImmutableSortedDictionary<string, string> Dimensions,
    ImmutableArray<string> NamedBy,
    bool IsWatched);
